# SPDX-License-Identifier: GPL-2.0-only
# tests/host/host.mk - lib/ and the parsers built for this machine, under ASan and UBSan
#
# `make test-host` builds and runs; HOST_TESTS="rbtree idr" chooses cases.

HB := $(BUILD)/host
HOST_SRC := $(wildcard tests/host/lib/*_test.c tests/host/mm/*_test.c tests/host/drivers/*_test.c tests/host/init/*_test.c tests/host/block/*_test.c)
HOST_LIB := ctype string vsprintf vsprintf_pointer errname vsscanf kstrtox hexdump \
	    bitmap find_bit rbtree sort bsearch list_sort seq_buf parser math crc32 \
	    chacha20 radix-tree radix-tree-gang idr ida ratelimit cpumask cmdline inflate
HOST_OBJS := $(HOST_LIB:%=$(HB)/lib/%.o) $(HB)/kernel/params.o $(HB)/mm/memblock.o $(patsubst %,$(HB)/drivers/acpi/%.o,tables fadt sleep) $(HB)/lib/timerqueue.o $(HB)/init/cpio.o $(HB)/block/partitions/msdos.o $(HB)/block/partitions/efi.o $(HOST_SRC:%.c=$(HB)/%.o) $(HB)/tests/host/stubs.o
HOST_CFLAGS := -std=gnu11 -g -O1 -fno-strict-aliasing -fwrapv -fno-builtin -fno-common \
	       -fsanitize=address,undefined -fno-sanitize=pointer-overflow \
	       -fno-sanitize-recover=all
HOST_KCFLAGS := $(HOST_CFLAGS) -ffreestanding -nostdinc -include tests/host/rename.h \
		-Itests/host -Itests/host/include $(filter-out -nostdinc,$(INCLUDES)) \
		-D__KERNEL__ -D__YOMIX_HOST__ $(WARNINGS) -Wno-missing-prototypes -Wno-format \
		-Wno-frame-larger-than

$(HB)/%.o: %.c | $(UAPI)/.stamp
	@mkdir -p $(@D)
	@$(if $(V),,echo "  HOSTCC  $*.c")
	$(Q)$(HOSTCC) $(HOST_KCFLAGS) -MMD -MP -MF $(@:.o=.d) -MT $@ -c -o $@ $<

# init/ is tested without a file system under it: tests/host/init/include counts what it asks.
$(HB)/init/%.o $(HB)/tests/host/init/%.o: HOST_KCFLAGS := -Itests/host/init/include $(HOST_KCFLAGS)
# block/partitions/ sees a disk of a few fields.
$(HB)/block/%.o $(HB)/tests/host/block/%.o: HOST_KCFLAGS := -Itests/host/block/include $(HOST_KCFLAGS)

$(HB)/tap.o: tests/host/tap.c tests/host/tap.h
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -Wall -Wextra -c -o $@ $<

$(HB)/host-tests: $(HOST_OBJS) $(HB)/tap.o
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -o $@ $^

-include $(HOST_OBJS:.o=.d)

test-host: $(HB)/host-tests
	$(Q)$(HB)/host-tests $(HOST_TESTS)

.PHONY: test-host
