// SPDX-License-Identifier: GPL-2.0-only
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/seq_buf.h>
#include <linux/string.h>

#include "tap.h"

TEST(string_copies)
{
	char b[8];

	memset(b, 'z', 8);
	CHECK_EQ(strscpy(b, "abc", 8), 3);
	CHECK_STR(b, "abc");
	CHECK_EQ(strscpy(b, "abcdefgh", 8), -E2BIG);
	CHECK_STR(b, "abcdefg");
	CHECK_EQ(strscpy(b, "abc", 0), -E2BIG);
	CHECK_EQ(strlcpy(b, "abcdefghij", 4), 10);
	CHECK_STR(b, "abc");
	CHECK_EQ(strlcat(b, "defghij", 8), 10);
	CHECK_STR(b, "abcdefg");
	strncpy(b, "ab", 8);
	CHECK_EQ(b[7], 0);
	strcpy(b, "ab");
	strcat(b, "cd");
	strncat(b, "efghi", 2);
	CHECK_STR(b, "abcdef");
}

TEST(string_compare)
{
	CHECK(strcmp("a", "b") < 0);
	CHECK(strcmp("b", "a") > 0);
	CHECK(strcmp("", "a") < 0);
	CHECK_EQ(strcmp("abc", "abc"), 0);
	CHECK(strcmp("\xff", "a") > 0);
	CHECK_EQ(strncmp("abc", "abd", 2), 0);
	CHECK(strncmp("abc", "abd", 3) < 0);
	CHECK(sysfs_streq("a\n", "a"));
	CHECK(!sysfs_streq("a\nb", "a"));
}

TEST(string_search)
{
	const char *s = "hello, world";

	CHECK(strchr(s, 'o') == s + 4);
	CHECK(strchr(s, 0) == s + 12);
	CHECK(strchr(s, 'z') == NULL);
	CHECK(strrchr(s, 'o') == s + 8);
	CHECK(strchrnul(s, 'z') == s + 12);
	CHECK(strnchr(s, 4, 'o') == NULL);
	CHECK(strstr(s, "wor") == s + 7);
	CHECK(strstr(s, "") == s);
	CHECK(strstr(s, "worlds") == NULL);
	CHECK(strnstr(s, "world", 11) == NULL);
	CHECK(strpbrk(s, "wl") == s + 2);
	CHECK_EQ(strspn(s, "hel"), 4);
	CHECK_EQ(strcspn(s, ","), 5);
	CHECK(memchr(s, 'w', 12) == s + 7);
	CHECK(memchr_inv("aaab", 'a', 4) != NULL);
	CHECK(memchr_inv("aaab", 'a', 3) == NULL);
	CHECK_EQ(strnlen(s, 3), 3);
}

TEST(string_cut)
{
	char s[] = "a,,b;c";
	char t[] = "  x y\t\n";
	char *p = s;

	CHECK_STR(strsep(&p, ",;"), "a");
	CHECK_STR(strsep(&p, ",;"), "");
	CHECK_STR(strsep(&p, ",;"), "b");
	CHECK_STR(strsep(&p, ",;"), "c");
	CHECK(strsep(&p, ",;") == NULL);
	CHECK_STR(strim(t), "x y");
}

TEST(ctype_classes)
{
	int c;

	for (c = 0; c < 128; c++) {
		CHECK_EQ(isupper(c), c >= 'A' && c <= 'Z');
		CHECK_EQ(isxdigit(c), (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
			 (c >= 'A' && c <= 'F'));
		CHECK_EQ(isspace(c), c == ' ' || (c >= 9 && c <= 13));
		CHECK_EQ(isprint(c), c >= 32 && c < 127);
		CHECK_EQ(iscntrl(c), c < 32 || c == 127);
		CHECK_EQ(isalnum(c), (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			 (c >= 'A' && c <= 'Z'));
	}
}

TEST(kstrto_strict)
{
	unsigned long long ull;
	long long ll;
	int i;
	u8 b;
	bool yes;

	CHECK_EQ(kstrtoull("18446744073709551615", 10, &ull), 0);
	CHECK_EQ(ull, ~0ULL);
	CHECK_EQ(kstrtoull("18446744073709551616", 10, &ull), -ERANGE);
	CHECK_EQ(kstrtoull("0x10\n", 0, &ull), 0);
	CHECK_EQ(ull, 16);
	CHECK_EQ(kstrtoull("010", 0, &ull), 0);
	CHECK_EQ(ull, 8);
	CHECK_EQ(kstrtoull("-1", 0, &ull), -EINVAL);
	CHECK_EQ(kstrtoull("", 0, &ull), -EINVAL);
	CHECK_EQ(kstrtoull("1x", 0, &ull), -EINVAL);
	CHECK_EQ(kstrtoull("1\n\n", 0, &ull), -EINVAL);
	CHECK_EQ(kstrtoull("0x", 16, &ull), -EINVAL);
	CHECK_EQ(kstrtoull("+5", 10, &ull), 0);
	CHECK_EQ(kstrtoll("-9223372036854775808", 10, &ll), 0);
	CHECK_EQ(ll, LLONG_MIN);
	CHECK_EQ(kstrtoll("9223372036854775808", 10, &ll), -ERANGE);
	CHECK_EQ(kstrtoll("-+5", 10, &ll), -EINVAL);
	CHECK_EQ(kstrtoint("2147483648", 10, &i), -ERANGE);
	CHECK_EQ(kstrtoint("-2147483648", 10, &i), 0);
	CHECK_EQ(kstrtou8("255", 10, &b), 0);
	CHECK_EQ(kstrtou8("256", 10, &b), -ERANGE);
	CHECK_EQ(kstrtobool("Y", &yes), 0);
	CHECK(yes);
	CHECK_EQ(kstrtobool("off", &yes), 0);
	CHECK(!yes);
	CHECK_EQ(kstrtobool("x", &yes), -EINVAL);
}

TEST(simple_strto)
{
	char *end;

	CHECK_EQ(simple_strtoul("0x1Fg", &end, 0), 0x1f);
	CHECK_STR(end, "g");
	CHECK_EQ(simple_strtoul("0xg", &end, 0), 0);
	CHECK_STR(end, "xg");
	CHECK_EQ(simple_strtol("-12abc", &end, 10), -12);
	CHECK_STR(end, "abc");
	CHECK_EQ(simple_strtoul("zz", &end, 36), 35 * 36 + 35);
}

TEST(hex_dump)
{
	static const u8 data[] = "0123456789abcdefXYZ";
	char line[128];

	CHECK_EQ(hex_dump_to_buffer(data, 16, 16, 1, line, sizeof(line), true), 65);
	CHECK_STR(line, "30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef");
	hex_dump_to_buffer(data, 4, 16, 4, line, sizeof(line), false);
	CHECK_STR(line, "33323130");
	CHECK_EQ(hex_dump_to_buffer(data, 16, 16, 1, line, 10, true), 65);
	CHECK_STR(line, "30 31 32 ");
	CHECK_EQ(hex_dump_to_buffer(data, 0, 16, 1, line, 10, true), 0);
	CHECK_STR(line, "");
}

TEST(seq_buf_bounds)
{
	char mem[8];
	struct seq_buf s;

	seq_buf_init(&s, mem, sizeof(mem));
	CHECK_EQ(seq_buf_printf(&s, "%d", 1234), 0);
	CHECK_EQ(seq_buf_putc(&s, 'x'), 0);
	CHECK_EQ(seq_buf_used(&s), 5);
	CHECK_EQ(seq_buf_puts(&s, "abcd"), -1);
	CHECK(seq_buf_has_overflowed(&s));
	CHECK_EQ(seq_buf_putc(&s, 'x'), -1);
	seq_buf_clear(&s);
	CHECK_EQ(seq_buf_printf(&s, "12345678"), -1);
	seq_buf_clear(&s);
	CHECK_EQ(seq_buf_puts(&s, "12345678"), 0);
	seq_buf_terminate(&s);
	CHECK_STR(mem, "1234567");
}
