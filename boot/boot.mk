# SPDX-License-Identifier: GPL-2.0-only
# boot.mk - link, symbol table, and the bzImage around the kernel

# Code that runs before the kernel is where it was linked (boot/startup_64.c,
# boot/efi/) finds everything relative to rip. It goes to .init.*, has its own
# memcpy(), and may hold no address: the last step looks for relocations.
PIE_FLAGS := -mcmodel=small -fPIE -fvisibility=hidden -fno-zero-initialized-in-bss \
	     -Wno-frame-larger-than	# the firmware's stack has 128 KiB
PIE_OWN   := memcpy memset memcmp strlen
PIE_CHECK := awk '/^Relocation section/ { debug = /\.debug/ } \
	!debug && / R_X86_64_(64|32|32S|GOT)/ { print "  address in position independent code:", $$0; bad = 1 } \
	END { exit bad }'

$(B)/boot/%.o: boot/%.c | $(GENERATED)
	@mkdir -p $(@D)
	@$(if $(V),,echo "  CC      $< (PIE)")
	$(Q)$(CC) $(KCFLAGS) $(PIE_FLAGS) $(DEPFLAGS) -c -o $@ $<
	$(Q)$(OBJCOPY) --prefix-alloc-sections=.init $(foreach s,$(PIE_OWN),--redefine-sym $(s)=__boot_$(s)) $@
	$(Q)$(READELF) -rW $@ | $(PIE_CHECK)

# Release and compiler, for the banner and uname(2). Reproducible: the date is
# the last commit's.
UTS_RELEASE := 4.19.0-yomix
BUILD_DATE  := $(shell LC_ALL=C date -u -d @$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || echo 0)})
$(B)/include/generated/compile.h: FORCE
	@mkdir -p $(@D)
	@printf '#define %s "%s"\n' UTS_RELEASE '$(UTS_RELEASE)' UTS_VERSION '#1 SMP $(BUILD_DATE)' \
		LINUX_COMPILE_BY yomix LINUX_COMPILE_HOST yomix \
		LINUX_COMPILER "$$($(CC) --version | head -n 1)" > $@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv $@.new $@; fi

$(B)/init/version.o $(B)/arch/x86/kernel/dumpstack.o: $(B)/include/generated/compile.h

# The symbol table changes where things are: link without it, with a table of
# the right size, with the right table; then check that it is.
LDFLAGS := -nostdlib -static -z max-page-size=4096 -z noexecstack -T linker.ld
LDFLAGS += $(shell $(LD) --no-warn-rwx-segments -v >/dev/null 2>&1 && echo --no-warn-rwx-segments)

$(B)/scripts/%: scripts/%.c
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) -O2 -o $@ $<

$(B)/.vmlinux1: $(OBJS) linker.ld
	@$(if $(V),,echo "  LD      vmlinux")
	$(Q)$(LD) $(LDFLAGS) -S -o $@ $(OBJS)

$(B)/.vmlinux2: $(B)/.kallsyms1.o
	$(Q)$(LD) $(LDFLAGS) -S -o $@ $(OBJS) $<

$(B)/.kallsyms%.S: $(B)/.vmlinux% $(B)/scripts/kallsyms
	$(Q)$(NM) -n --defined-only $< | $(B)/scripts/kallsyms > $@

$(B)/.kallsyms%.o: $(B)/.kallsyms%.S
	$(Q)$(CC) -m64 -c -o $@ $<

$(B)/vmlinux: $(B)/.kallsyms2.o
	$(Q)$(LD) $(LDFLAGS) -o $@ $(OBJS) $<
	$(Q)$(NM) -n --defined-only $@ > $(B)/System.map
	$(Q)$(B)/scripts/kallsyms < $(B)/System.map | cmp - $(B)/.kallsyms2.S

# bzImage = 4096 bytes of headers and 16-bit code, then the kernel's memory image.
SETUP_CFLAGS := $(INCLUDES) -m16 -march=i386 -mregparm=3 -std=gnu11 -Os -g -Wall -Wextra \
	-ffreestanding -fno-builtin -fno-pic -fno-pie -fno-strict-aliasing -fno-stack-protector \
	-fomit-frame-pointer -fno-asynchronous-unwind-tables -fcf-protection=none -mno-mmx -mno-sse
ZO_SYMS := _text|__start_rodata|_sdata|__init_begin|_einittext|_edata|_end|KERNEL_MAP|efi_pe_entry|efi64_stub_entry|kernel_info

$(B)/boot/zoffset.h: $(B)/vmlinux
	$(Q)sed -nE 's/^([0-9a-f]+) . ($(ZO_SYMS))$$/#define ZO_\2 0x\1/p' $(B)/System.map > $@

$(B)/setup/boot/%.o: boot/%.c | $(GENERATED)
	@mkdir -p $(@D)
	@$(if $(V),,echo "  CC16    $<")
	$(Q)$(CC) $(SETUP_CFLAGS) $(DEPFLAGS) -c -o $@ $<

$(B)/setup/boot/%.o: boot/%.S $(B)/boot/zoffset.h
	@mkdir -p $(@D)
	$(Q)$(CC) -m16 -D__ASSEMBLY__ -I$(B)/boot -DYOMIX_VERSION='"$(UTS_RELEASE) (yomix)"' -c -o $@ $<

$(B)/boot/setup.bin: $(addprefix $(B)/setup/,$(SETUP_OBJS)) boot/setup.ld
	$(Q)$(LD) -m elf_i386 -z noexecstack -T boot/setup.ld -o $(@:.bin=.elf) $(filter %.o,$^)
	$(Q)$(OBJCOPY) -O binary $(@:.bin=.elf) $@

$(B)/boot/vmlinux.bin: $(B)/vmlinux
	$(Q)$(OBJCOPY) -O binary -S $< $@

$(B)/bzImage: $(B)/boot/setup.bin $(B)/boot/vmlinux.bin
	$(Q)cat $^ > $@
	@$(if $(V),,echo "  IMAGE   $@ ($$(stat -c %s $@) bytes)")

-include $(addprefix $(B)/setup/,$(SETUP_OBJS:.o=.d))
