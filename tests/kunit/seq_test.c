// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/seq_test.c - fs/seq_printf.c: numbers as printf would write them
 */
#include <kunit/test.h>
#include <linux/seq_file.h>
#include <linux/string.h>

static char text[128];

static struct seq_file *fresh(struct seq_file *m, size_t size)
{
	memset(text, '#', sizeof(text));
	memset(m, 0, sizeof(*m));
	m->buf = text;
	m->size = size;
	return m;
}

static void expect(struct kunit *test, struct seq_file *m, const char *want)
{
	KUNIT_EXPECT_EQ(test, m->count, strlen(want));
	KUNIT_EXPECT_EQ(test, memcmp(text, want, strlen(want)), 0);
	KUNIT_EXPECT_EQ(test, text[m->count], '#');
}

static void decimal_one(struct kunit *test, unsigned long long num)
{
	static const unsigned int widths[] = { 0, 1, 8, 20, 31 };
	struct seq_file m;
	char want[64];
	int i;

	for (i = 0; i < ARRAY_SIZE(widths); i++) {
		snprintf(want, sizeof(want), "Key:\t%*llu", widths[i], num);
		seq_put_decimal_ull_width(fresh(&m, sizeof(text)), "Key:\t",
					  num, widths[i]);
		expect(test, &m, want);
	}
	snprintf(want, sizeof(want), " %lld", (long long)num);
	seq_put_decimal_ll(fresh(&m, sizeof(text)), " ", num);
	expect(test, &m, want);
	snprintf(want, sizeof(want), "%llu", num);
	seq_put_decimal_ull(fresh(&m, sizeof(text)), NULL, num);
	expect(test, &m, want);
}

static void decimal(struct kunit *test)
{
	unsigned long long power = 1;
	int i;

	decimal_one(test, 0);
	for (i = 0; i < 20; i++, power *= 10) {
		decimal_one(test, power - 1);
		decimal_one(test, power);
		decimal_one(test, power + power / 3);
		decimal_one(test, -power);
	}
	decimal_one(test, ~0ULL);
	decimal_one(test, 1ULL << 63);
}

static void hexadecimal(struct kunit *test)
{
	unsigned long long num = 0xfedcba9876543210ULL;
	struct seq_file m;
	char want[64];
	int shift, width;

	for (shift = 0; shift <= 60; shift += 4) {
		for (width = 0; width <= 16; width++) {
			snprintf(want, sizeof(want), "-%0*llx", width,
				 num >> shift);
			seq_put_hex_ll(fresh(&m, sizeof(text)), "-",
				       num >> shift, width);
			expect(test, &m, want);
		}
	}
	seq_put_hex_ll(fresh(&m, sizeof(text)), NULL, 0, 0);
	expect(test, &m, "0");
}

/* What does not fit leaves the buffer full, and nothing behind it. */
static void overflow(struct kunit *test)
{
	struct seq_file m;
	size_t size;

	for (size = 1; size < 9; size++) {
		seq_put_decimal_ull_width(fresh(&m, size), "ab", 1234567, 3);
		KUNIT_EXPECT_TRUE(test, seq_has_overflowed(&m));
		KUNIT_EXPECT_EQ(test, text[size], '#');
		seq_put_hex_ll(fresh(&m, size), "ab", 0x1234567, 3);
		KUNIT_EXPECT_TRUE(test, seq_has_overflowed(&m));
		KUNIT_EXPECT_EQ(test, text[size], '#');
	}
	fresh(&m, 16);
	seq_setwidth(&m, 20);
	seq_pad(&m, '\n');
	KUNIT_EXPECT_TRUE(test, seq_has_overflowed(&m));
	KUNIT_EXPECT_EQ(test, text[16], '#');
}

static struct kunit_case seq_cases[] = {
	KUNIT_CASE(decimal),
	KUNIT_CASE(hexadecimal),
	KUNIT_CASE(overflow),
	{ }
};

static struct kunit_suite seq_suite = {
	.name		= "seq",
	.test_cases	= seq_cases,
};
kunit_test_suite(seq_suite);
