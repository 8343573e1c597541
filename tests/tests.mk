# SPDX-License-Identifier: GPL-2.0-only
# tests.mk - four kinds of tests (Documentation/testing.md), one command: make test
#
# TESTS="boot/test_cmdline.py -k efi" hands arguments to pytest: a file, a name.

# A word that names something below tests/ is a path, any other is pytest's own.
TESTS_ARGS = $(foreach w,$(TESTS),$(addprefix $(if $(wildcard tests/$(firstword $(subst ::, ,$w))),tests/),$w))
PYTEST := PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m pytest -c tests/pytest.ini

test: $(B)/bzImage $(B)/vmlinux $(BUILD)/host/host-tests $(BUILD)/initramfs.cpio.gz $(BUILD)/initramfs-test.cpio.gz
	$(Q)YOMIX_BUILD="$(B)" YOMIX_IMAGES="$(BUILD)" $(PYTEST) $(or $(TESTS_ARGS),tests)

# The same user programs on stock Linux: a test that Linux fails is a wrong test.
test-linux: $(BUILD)/linux/vmlinuz $(BUILD)/initramfs-test.cpio.gz
	$(Q)YOMIX_KERNEL=linux YOMIX_BUILD="$(B)" YOMIX_IMAGES="$(BUILD)" $(PYTEST) $(or $(TESTS_ARGS),tests/user)

$(BUILD)/linux/vmlinuz:
	$(Q)sh scripts/get-linux "$(BUILD)/linux"

.PHONY: test test-linux

# Two minutes of everything at once (tests/user/storm.c), and of random calls (tests/user/fuzz.c),
# on the plain build and on the ones that check locks and memory; then ext2: power cuts, damaged
# images. SEED=n draws others.
STORM ?= 120
FUZZ ?= 120
stress:
	$(Q)for variant in "" DEBUG=1 KASAN=1; do \
		STORM=$(STORM) FUZZ=$(FUZZ) $(MAKE) $$variant test \
			TESTS="boot/test_storm.py boot/test_fuzz.py" || exit 1; \
	done
	$(Q)ENTRIES=70000 CUTS=50 $(MAKE) test TESTS=boot/test_ext2.py
	$(Q)CORRUPT=2000 $(MAKE) KASAN=1 UBSAN=1 test TESTS="boot/test_ext2.py -k damaged"

.PHONY: stress

include tests/host/host.mk

# What operations cost, beside stock Linux; ROWS="getpid fork_exit_wait" measures some.
bench: $(B)/bzImage $(BUILD)/linux/vmlinuz $(BUILD)/initramfs-bench.cpio.gz
	$(Q)$(PYTHON) bench/run.py "$(B)" "$(BUILD)" $(ROWS)

.PHONY: bench
