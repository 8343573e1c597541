# SPDX-License-Identifier: GPL-2.0-only
# Yomix. `make run` builds and boots it, `make test` tests it, `make help` lists the rest.
#
# One make, no recursion. The objects stand in objects.mk, floor by floor.
# DEBUG=1 KASAN=1 UBSAN=1 KUNIT=1 build into directories of their own; V=1 shows commands;
# LLVM=1 uses clang and lld; BUILD=dir builds elsewhere (the source may be read-only).

MAKEFLAGS += -rR --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

BUILD ?= build
ifneq ($(words $(BUILD)),1)
$(error BUILD must be one word: make knows no names with spaces)
endif
ifneq ($(filter gdb,$(MAKECMDGOALS)),)
DEBUG ?= 1
endif
VARIANT := $(if $(DEBUG),debug)$(if $(KASAN),kasan)$(if $(UBSAN),ubsan)$(if $(LLVM),llvm)$(if $(KUNIT),kunit)
B := $(BUILD)$(if $(VARIANT),/$(VARIANT))
Q := $(if $(V),,@)

include objects.mk

# Before anything else: are the tools there? What is missing is named with its package, and
# installed where that needs no question (scripts/doctor). Then make starts again.
GROUP_all := build
GROUP_run := run $(if $(filter grub%,$(BOOT)),iso) $(if $(filter %uefi systemd-boot efi,$(BOOT)),uefi)
GROUP_iso := iso
GROUP_gdb := gdb
GROUP_test := test
GROUP_check := check
GROUP_test-linux := oracle
GROUP_bench := oracle
GROUP_stress := test
GROUPS := $(sort $(foreach g,$(or $(MAKECMDGOALS),all),$(GROUP_$(g))))
include $(patsubst %,$(BUILD)/tools/%.mk,$(GROUPS))
$(BUILD)/tools/%.mk: scripts/doctor
	@mkdir -p $(@D)
	@sh scripts/doctor --install $* && touch $@

# --- tools -----------------------------------------------------------------
ifneq ($(shell uname -m),x86_64)
CROSS_COMPILE ?= x86_64-linux-gnu-
endif
ifdef LLVM
CC      := clang --target=x86_64-linux-gnu
LD      := ld.lld
OBJCOPY := llvm-objcopy
NM      := llvm-nm
READELF := llvm-readelf
else
CC      := $(CROSS_COMPILE)gcc
LD      := $(CROSS_COMPILE)ld
OBJCOPY := $(CROSS_COMPILE)objcopy
NM      := $(CROSS_COMPILE)nm
READELF := $(CROSS_COMPILE)readelf
endif
HOSTCC  ?= cc
PYTHON  := /usr/bin/python3
cc-option = $(shell $(CC) -Werror $(1) -c -x c /dev/null -o /dev/null 2>/dev/null && echo $(1))

# --- flags -----------------------------------------------------------------
# The ABI is linux-libc-dev's: visible as <uapi/...>, and as <linux/...> or
# <asm/...> where we have no header of that name.
UAPI     := $(BUILD)/uapi
UAPI_SRC ?= /usr/include
UAPI_ASM ?= $(firstword $(wildcard $(UAPI_SRC)/x86_64-linux-gnu/asm $(UAPI_SRC)/asm))

INCLUDES := -nostdinc -isystem "$(shell $(CC) -print-file-name=include 2>/dev/null)" -Iinclude -Iarch/x86/include -I$(B)/include -I$(UAPI) -I$(UAPI)/uapi
DEFINES  := -D__KERNEL__ -D__YOMIX__ $(if $(DEBUG),-DCONFIG_DEBUG -DCONFIG_DEBUG_LIST -DCONFIG_LOCKDEP)
DEFINES  += $(if $(KASAN),-DCONFIG_KASAN) $(if $(UBSAN),-DCONFIG_UBSAN) $(if $(KUNIT),-DCONFIG_KUNIT)
WARNINGS := -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare \
	    -Wno-missing-field-initializers -Wmissing-prototypes -Wvla \
	    $(if $(WERROR),-Werror)
# x86 reads and writes packed members where they are: clang need not say so.
WARNINGS += -Wno-address-of-packed-member
WARNINGS += $(if $(DEBUG)$(KASAN)$(UBSAN),,-Wframe-larger-than=1024)
OPT      := $(if $(DEBUG),-Og,-O2)
TARGET   := -m64 -march=x86-64 -mcmodel=kernel -mno-red-zone -mgeneral-regs-only -fno-pic
CODEGEN  := -std=gnu11 -ffreestanding -fno-strict-aliasing -fno-common -fwrapv \
	    -fno-stack-protector -fno-delete-null-pointer-checks \
	    -fno-omit-frame-pointer -fno-optimize-sibling-calls -fno-asynchronous-unwind-tables \
	    -fcf-protection=none -fno-PIE -g
# The entry code keeps stacks aligned to 8 bytes only; no SSE, so that is enough.
CODEGEN  += $(call cc-option,-mgeneral-regs-only -mpreferred-stack-boundary=3) $(call cc-option,-mstack-alignment=8)
CODEGEN  += $(call cc-option,-mskip-rax-setup) $(call cc-option,-fno-allow-store-data-races)
CODEGEN  += $(call cc-option,-fconserve-stack)
# Code is not padded: the image stays below 1 MiB.
CODEGEN  += $(foreach o,functions jumps loops labels,$(call cc-option,-falign-$o=1))
KASAN_FLAGS := -fsanitize=kernel-address -fasan-shadow-offset=0xdffffc0000000000 \
	       --param asan-stack=1 --param asan-globals=1 \
	       --param asan-instrumentation-with-call-threshold=10000
# Not alignment: x86 does not need it, and kmalloc() promises 16 bytes only.
UBSAN_FLAGS := -fsanitize=bounds,shift,integer-divide-by-zero,bool,enum,object-size
SANITIZE := $(if $(KASAN),$(KASAN_FLAGS)) $(if $(UBSAN),$(UBSAN_FLAGS))

KCFLAGS  := $(INCLUDES) $(DEFINES) $(WARNINGS) $(TARGET) $(CODEGEN) $(OPT)
KAFLAGS  := $(INCLUDES) $(DEFINES) -D__ASSEMBLY__ -m64 -g -fcf-protection=none -fno-PIE
DEPFLAGS  = -MMD -MP -MF $(@:.o=.d) -MT $@

# Code that runs before, or on behalf of, the sanitizers cannot be checked by them.
NO_SANITIZE := mm/kasan/% mm/kmalloc.o mm/slab.o mm/page_poison.o lib/ubsan.o arch/x86/kernel/head64.o kernel/kallsyms.o \
	       arch/x86/kernel/dumpstack.o arch/x86/kernel/unwind_frame.o arch/x86/kernel/cpu/common.o \
	       arch/x86/entry/vdso/%
sanitize = $(if $(filter $(NO_SANITIZE),$*.o),,$(SANITIZE))

# --- the kernel ------------------------------------------------------------
exists = $(foreach o,$(1),$(if $(wildcard $(o:.o=.c) $(o:.o=.S)),$(o)))
OBJS := $(addprefix $(B)/,$(call exists,$(foreach f,$(FLOORS),$($(f))) $(if $(KUNIT),$(KUNIT_OBJS))))

all: $(B)/bzImage

GENERATED := $(UAPI)/.stamp $(B)/include/generated/asm-offsets.h \
	     $(B)/include/generated/syscalls.h

$(UAPI)/.stamp: scripts/uapi-headers
	@test -n "$(UAPI_ASM)" || { echo "linux-libc-dev is missing: make doctor" >&2; exit 1; }
	$(Q)$(PYTHON) scripts/uapi-headers $(UAPI_SRC) $(UAPI_ASM) $(UAPI)
	$(Q)touch $@

# Offsets of C fields, for the assembler: compile to text, keep the marked lines.
$(B)/include/generated/asm-offsets.h: arch/x86/kernel/asm-offsets.c $(UAPI)/.stamp
	@mkdir -p $(@D)
	$(Q)$(CC) $(KCFLAGS) -MMD -MP -MF $(B)/asm-offsets.d -MT $@ -S -o $(B)/asm-offsets.s $<
	$(Q)sed -n 's/^.*->\([A-Z_a-z0-9]*\) \$$*\([-0-9]*\).*/#define \1 \2/p' $(B)/asm-offsets.s > $@

# The system call table, from the numbers of the ABI.
$(B)/include/generated/syscalls.h: scripts/syscalltbl $(UAPI)/.stamp
	@mkdir -p $(@D)
	$(Q)scripts/syscalltbl $(UAPI)/uapi/asm/unistd_64.h > $@

$(B)/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	@$(if $(V),,echo "  CC      $*.c")
	$(Q)$(CC) $(KCFLAGS) $(sanitize) $(DEPFLAGS) -c -o $@ $<

$(B)/%.o: %.S | $(GENERATED)
	@mkdir -p $(@D)
	@$(if $(V),,echo "  AS      $*.S")
	$(Q)$(CC) $(KAFLAGS) $(DEPFLAGS) -c -o $@ $<

$(B)/%.o: $(B)/%.c | $(GENERATED)
	@mkdir -p $(@D)
	$(Q)$(CC) $(KCFLAGS) $(DEPFLAGS) -c -o $@ $<

# Other flags or another compiler: everything is made again (-Werror makes no other code).
FLAGS_NOW := $(strip $(CC) $(filter-out -Werror,$(KCFLAGS)) $(SANITIZE))
ifneq ($(FLAGS_NOW),$(file <$(B)/.flags))
$(if $(findstring n,$(firstword -$(MAKEFLAGS))),,$(shell mkdir -p $(B))$(file >$(B)/.flags,$(FLAGS_NOW)))
endif
$(OBJS) $(B)/include/generated/asm-offsets.h: $(B)/.flags
$(B)/.flags: ;

-include $(OBJS:.o=.d) $(B)/asm-offsets.d

# --- vDSO: user code, linked on its own, embedded as a file -----------------
VDSO     := $(B)/include/generated/vdso64.so
VDSO_OBJ := $(B)/arch/x86/entry/vdso/vclock_gettime.o
VDSO_CFLAGS := $(INCLUDES) -D__KERNEL__ $(WARNINGS) -m64 -O2 -fPIC -std=gnu11 -ffreestanding \
	       -mgeneral-regs-only -fno-stack-protector -fcf-protection=none -fno-strict-aliasing \
	       -fno-jump-tables -fasynchronous-unwind-tables -g

$(VDSO_OBJ): arch/x86/entry/vdso/vclock_gettime.c | $(GENERATED)
	@mkdir -p $(@D)
	@$(if $(V),,echo "  VDSO    $(VDSO)")
	$(Q)$(CC) $(VDSO_CFLAGS) $(DEPFLAGS) -c -o $@ $<

$(VDSO): $(VDSO_OBJ) arch/x86/entry/vdso/vdso.lds
	$(Q)$(LD) -shared --hash-style=both -soname linux-vdso.so.1 -T arch/x86/entry/vdso/vdso.lds \
		--eh-frame-hdr -z max-page-size=4096 -z noexecstack --no-undefined --build-id=sha1 \
		-o $@.dbg $<
	$(Q)$(OBJCOPY) -S $@.dbg $@

$(B)/arch/x86/entry/vdso/vdso_image.o: $(VDSO)

-include $(VDSO_OBJ:.o=.d)

# --- link, symbol table, bzImage ----------------------------------------------
include boot/boot.mk

# --- user land, tests --------------------------------------------------------
include user/user.mk
include tests/tests.mk

# --- run -------------------------------------------------------------------
# BOOT=kernel|kernel-uefi|grub-bios|grub-uefi|systemd-boot|efi  SMP=2  MEM=256 (MiB)
# MACHINE=q35|pc  APPEND='the command line'  QEMU='further arguments'
INITRD ?= $(BUILD)/initramfs.cpio.gz

run: $(B)/bzImage $(INITRD)
	$(Q)scripts/run-qemu --boot $(or $(BOOT),kernel) --smp $(or $(SMP),2) --mem $(or $(MEM),256) \
		--machine $(or $(MACHINE),q35) --kernel $(B)/bzImage $(if $(INITRD),--initrd $(INITRD)) --workdir $(B) \
		$(if $(APPEND),--append="$$APPEND") -- $(QEMU)

iso: $(B)/yomix.iso
$(B)/yomix.iso: $(B)/bzImage $(INITRD) scripts/mkmedia
	$(Q)scripts/mkmedia iso $@ $(B)/bzImage $(INITRD) --append="$${APPEND-console=tty0 console=ttyS0}"

# The debug build, so that stepping follows the page. RECORD=1: the run is recorded, and gdb
# goes backwards. QEMU waits at the first 64-bit instruction.
gdb: $(B)/vmlinux $(B)/bzImage $(INITRD)
	$(Q)sh scripts/run-gdb $(if $(RECORD),--record) "$(B)" "$(INITRD)" "$(or $(SMP),1)" "$${APPEND-console=ttyS0 norandmaps}"

# --- check -----------------------------------------------------------------
# The kernel's C files of this build; not those of the 16-bit and of the position independent code.
STYLE_C = $(filter-out boot/% arch/x86/entry/vdso/%,$(wildcard $(patsubst $(B)/%.o,%.c,$(OBJS))))

# `make -k check` goes on after the first that fails; each goes alone too.
CHECKS := floors unused includes length comments refs syscalls words style
check: $(CHECKS:%=check-%)
check-floors check-unused: $(B)/vmlinux
	$(Q)scripts/$@ $(B)
check-includes: $(GENERATED)
	$(Q)scripts/check-includes $(CC) $(KCFLAGS)
check-length check-comments check-refs check-words:
	$(Q)scripts/$@
check-syscalls: $(GENERATED)
	$(Q)scripts/check-syscalls $(B)/include/generated/syscalls.h
check-style: $(B)/vmlinux
	$(Q)sh scripts/check-style $(B) $(STYLE_C) -- $(INCLUDES) $(DEFINES) $(TARGET) $(CODEGEN)

# The .c files in the house form (.clang-format), all of them or those of FILES=.
format:
	$(Q)scripts/format $(or $(FILES),$(STYLE_C))

# help: make              the kernel: build/bzImage, build/vmlinux
# help: make run          boot it in QEMU; BOOT= SMP= MEM= MACHINE= APPEND= QEMU= (Documentation/booting.md)
# help: make iso          build/yomix.iso, for BIOS and UEFI
# help: make gdb          the debug build, stopped at its first instruction, with gdb; RECORD=1 goes backwards
# help: make test         all tests; TESTS="boot/test_shell.py -k vi" chooses (Documentation/testing.md)
# help: make test-host    lib/ on this machine
# help: make test-linux   the user tests on stock Linux
# help: make stress       two minutes of storm and two of random calls on the plain, DEBUG=1 and KASAN=1 builds; STORM=600 FUZZ=600 SEED=7
# help: make bench        what operations cost, beside stock Linux; ROWS="getpid pf_anon"
# help: make check        floors, unused functions, includes, lengths, comments, references, style
# help: make format       the .c files into the house form; FILES= chooses
# help: make doctor       are all tools here?
# help: make clean        remove the build directory
# help: DEBUG=1 KASAN=1 UBSAN=1 KUNIT=1 LLVM=1 V=1 WERROR=1 BUILD=dir go with any of them

doctor:
	@VERBOSE=1 sh scripts/doctor

help:
	@sed -n 's/^# *help: //p' Makefile */*.mk

clean:
	$(Q)rm -rf $(BUILD)

.PHONY: all run iso gdb check $(CHECKS:%=check-%) format doctor help clean FORCE
FORCE:
