# SPDX-License-Identifier: GPL-2.0-only
# user.mk - what runs on the kernel: init, demo programs, tests, unmodified busybox
#
# Programs are static, against musl, and see the kernel's ABI as the distribution's
# headers give it. INITRAMFS_EXTRA=dir adds a folder's content to the image.

MUSL_GCC ?= musl-gcc
BUSYBOX  ?= $(shell command -v busybox)
UCFLAGS  := -std=gnu11 -Os -g -Wall -Wextra -Wno-unused-parameter -static -idirafter $(UAPI)/uapi

USER_PROGS := $(patsubst user/%.c,%,$(wildcard user/*.c user/demo/*.c))
TEST_PROGS := $(patsubst tests/user/%.c,%,$(wildcard tests/user/*.c))

$(BUILD)/user/%: user/%.c $(UAPI)/.stamp
	@mkdir -p $(@D)
	@$(if $(V),,echo "  USER    $<")
	$(Q)$(MUSL_GCC) $(UCFLAGS) -MMD -MP -MF $@.d -o $@ $<

$(BUILD)/tests/user/%: tests/user/%.c $(UAPI)/.stamp
	@mkdir -p $(@D)
	@$(if $(V),,echo "  USER    $<")
	$(Q)$(MUSL_GCC) $(UCFLAGS) -MMD -MP -MF $@.d -o $@ $< -lpthread

-include $(addsuffix .d,$(addprefix $(BUILD)/user/,$(USER_PROGS)) $(addprefix $(BUILD)/tests/user/,$(TEST_PROGS)))

# The image of a student's run, and the one with the tests in it.
$(BUILD)/initramfs.cpio.gz: user/mkinitramfs $(wildcard user/etc/*) $(addprefix $(BUILD)/user/,$(USER_PROGS))
	@$(if $(V),,echo "  CPIO    $@")
	$(Q)sh user/mkinitramfs "$@" "$(BUSYBOX)" "$(BUILD)" "$(INITRAMFS_EXTRA)" $(USER_PROGS)

$(BUILD)/initramfs-test.cpio.gz: $(BUILD)/initramfs.cpio.gz $(addprefix $(BUILD)/tests/user/,$(TEST_PROGS)) $(wildcard tests/user/*.sh)
	@$(if $(V),,echo "  CPIO    $@")
	$(Q)sh user/mkinitramfs --tests "$@" "$(BUSYBOX)" "$(BUILD)" "$(INITRAMFS_EXTRA)" $(USER_PROGS)

$(BUILD)/bench/%: bench/%.c $(UAPI)/.stamp
	@mkdir -p $(@D)
	$(Q)$(MUSL_GCC) $(UCFLAGS) -O2 -o $@ $< -lpthread

$(BUILD)/initramfs-bench.cpio.gz: $(BUILD)/initramfs.cpio.gz $(BUILD)/bench/bench $(BUILD)/bench/true-static
	$(Q)mkdir -p $(BUILD)/bench/root/bin && cp $(BUILD)/bench/bench $(BUILD)/bench/true-static $(BUILD)/bench/root/bin
	$(Q)sh user/mkinitramfs "$@" "$(BUSYBOX)" "$(BUILD)" "$(BUILD)/bench/root" $(USER_PROGS)
