// SPDX-License-Identifier: GPL-2.0-only
/* Formats, one line each: what Linux prints. */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "tap.h"

static char buf[512];

#define FMT(want, fmt...)						\
	do {								\
		int __n = snprintf(buf, sizeof(buf), fmt);		\
		CHECK_STR(buf, want);					\
		CHECK_EQ(__n, strlen(want));				\
	} while (0)

TEST(vsprintf_numbers)
{
	FMT("0", "%d", 0);
	FMT("-1", "%d", -1);
	FMT("4294967295", "%u", -1);
	FMT("-2147483648", "%d", INT_MIN);
	FMT("9223372036854775807", "%lld", LLONG_MAX);
	FMT("-9223372036854775808", "%lld", LLONG_MIN);
	FMT("18446744073709551615", "%llu", ~0ULL);
	FMT("99", "%d", 99);
	FMT("100", "%d", 100);
	FMT("12345", "%d", 12345);
	FMT("   42|42   |00042|+42| 42", "%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42);
	FMT("-0042", "%05d", -42);
	FMT("  042", "%5.3d", 42);
	FMT("deadbeef DEADBEEF 0xab 0XAB", "%x %X %#x %#X", 0xdeadbeef, 0xdeadbeef, 0xab, 0xab);
	FMT("0x00ff", "%#06x", 0xff);
	FMT("777 0777 0", "%o %#o %#o", 0777, 0777, 0);
	FMT("-1 255 -1 65535", "%hhd %hhu %hd %hu", 255, 255, 65535, 65535);
	FMT("1 2 3 4", "%ld %zu %td %jd", 1L, (size_t)2, (ptrdiff_t)3, 4LL);
	FMT("   7|7   ", "%*d|%-*d", 4, 7, 4, 7);
	FMT("7   ", "%*d", -4, 7);
	FMT("007", "%.*d", 3, 7);
	FMT("%", "%%");
	FMT("a%yz", "a%yz");
	FMT("%", "%");
}

TEST(vsprintf_strings)
{
	FMT("abc|  abc|abc  |ab", "%s|%5s|%-5s|%.2s", "abc", "abc", "abc", "abc");
	FMT("(null)", "%s", (char *)NULL);
	FMT("(efault)", "%s", (char *)ERR_PTR(-EFAULT));
	FMT("x|  x|x  ", "%c|%3c|%-3c", 'x', 'x', 'x');
	FMT("ab", "%.*s", 2, "abcdef");
}

TEST(vsprintf_cut)
{
	char small[6] = "zzzzz";

	CHECK_EQ(snprintf(small, 4, "%s", "abcdef"), 6);
	CHECK_STR(small, "abc");
	CHECK_EQ(small[4], 'z');
	CHECK_EQ(scnprintf(small, 4, "%d", 123456), 3);
	CHECK_STR(small, "123");
	CHECK_EQ(snprintf(NULL, 0, "%5d%s", 1, "abc"), 8);
	CHECK_EQ(scnprintf(small, 0, "abc"), 0);
	CHECK_EQ(snprintf(small, 3, "%5d", 1), 5);
	CHECK_STR(small, "  ");
	CHECK_EQ(sprintf(buf, "%s-%d", "a", 5), 3);
}

TEST(vsprintf_pointers)
{
	static const u8 mac[6] = { 0, 1, 2, 0xab, 0xcd, 0xef };
	static const u8 ip4[4] = { 127, 0, 0, 1 };
	static const u8 ip6[16] = { 0xfe, 0x80, [15] = 1 };
	static const u8 ip6b[16] = { 0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1 };
	static const u8 v4map[16] = { [10] = 0xff, [11] = 0xff, 192, 0, 2, 33 };
	static const u8 any[16];
	static const u8 uuid[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
	phys_addr_t pa = 0x12345678;

	FMT("ffff880000001000", "%p", (void *)0xffff880000001000);
	FMT("0000000000001234", "%px", (void *)0x1234);
	FMT("          (null)", "%p", NULL);
	FMT("0xffffffff81000000", "%pS", (void *)0xffffffff81000000);
	FMT("00:01:02:ab:cd:ef", "%pM", mac);
	FMT("00-01-02-ab-cd-ef", "%pMF", mac);
	FMT("ef:cd:ab:02:01:00", "%pMR", mac);
	FMT("000102abcdef", "%pm", mac);
	FMT("127.0.0.1 127.000.000.001", "%pI4 %pi4", ip4, ip4);
	FMT("fe80:0000:0000:0000:0000:0000:0000:0001", "%pI6", ip6);
	FMT("fe80::1", "%pI6c", ip6);
	FMT("2001:db8:0:1::1", "%pI6c", ip6b);
	FMT("::", "%pI6c", any);
	FMT("::ffff:192.0.2.33", "%pI6c", v4map);
	FMT("00010203-0405-0607-0809-0a0b0c0d0e0f", "%pU", uuid);
	FMT("03020100-0504-0706-0809-0A0B0C0D0E0F", "%pUL", uuid);
	FMT("0x0000000012345678", "%pa", &pa);
	FMT("-ENOENT", "%pe", ERR_PTR(-ENOENT));
	FMT("-4000", "%pe", ERR_PTR(-4000));
	FMT("00 01 02", "%*ph", 3, mac);
	FMT("00:01:02", "%*phC", 3, mac);
	FMT("000102", "%*phN", 3, mac);
	FMT("00-01", "%2phD", mac);
	FMT("(efault)", "%pI4", ERR_PTR(-EINVAL));
	FMT("(null)", "%pI4", NULL);
}

TEST(vsprintf_bitmaps)
{
	unsigned long map[2] = { 0x8000000000000005ul, 0x3ul };

	FMT("0-1,63-64", "%*pbl", 65, (unsigned long[]){ 0x8000000000000003ul, 1 });
	FMT("0,2,63-65", "%*pbl", 128, map);
	FMT("", "%*pbl", 2, (unsigned long[]){ 4 });
	FMT("00000000,00000003,80000000,00000005", "%*pb", 128, map);
	FMT("1", "%*pb", 1, map);
	FMT("3,80000000,00000005", "%*pb", 66, map);
}

static int print_thing(char *p, const void *ptr, const char *fmt)
{
	return sprintf(p, "<%c%d>", *fmt, *(const int *)ptr);
}

static __printf(1, 2) void outer(const char *fmt, ...)
{
	struct va_format vaf = { .fmt = fmt };
	va_list args;

	va_start(args, fmt);
	vaf.va = &args;
	snprintf(buf, sizeof(buf), "[%pV] %d", &vaf, 9);
	va_end(args);
}

TEST(vsprintf_objects)
{
	int thing = 7;

	vsprintf_register("gd", print_thing);
	FMT("<g7>|   <d7>|<d7>   ", "%pg|%7pd|%-7pd", &thing, &thing, &thing);
	outer("%d-%s", 5, "x");
	CHECK_STR(buf, "[5-x] 9");
}

TEST(sscanf_all)
{
	int a = 0, b = 0, n = 0;
	unsigned char c = 0;
	unsigned long l = 0;
	char s[16], t[16];

	CHECK_EQ(sscanf("12 -34", "%d %d", &a, &b), 2);
	CHECK_EQ(a, 12);
	CHECK_EQ(b, -34);
	CHECK_EQ(sscanf("0x1f 077", "%x %o", &a, &b), 2);
	CHECK_EQ(a, 0x1f);
	CHECK_EQ(b, 077);
	CHECK_EQ(sscanf("0x1f 077", "%i %i", &a, &b), 2);
	CHECK_EQ(b, 077);
	CHECK_EQ(sscanf("abc  def", "%s %3s%n", s, t, &n), 2);
	CHECK_STR(s, "abc");
	CHECK_STR(t, "def");
	CHECK_EQ(n, 8);
	CHECK_EQ(sscanf("1234567", "%3d%lu", &a, &l), 2);
	CHECK_EQ(a, 123);
	CHECK_EQ(l, 4567);
	CHECK_EQ(sscanf("5:6", "%d:%d", &a, &b), 2);
	CHECK_EQ(sscanf("5;6", "%d:%d", &a, &b), 1);
	CHECK_EQ(sscanf("300", "%hhu", &c), 1);
	CHECK_EQ(c, 44);
	CHECK_EQ(sscanf("x", "%d", &a), 0);
	CHECK_EQ(sscanf("", "%d", &a), 0);
	CHECK_EQ(sscanf("key=val", "%15[^=]=%15[a-z]", s, t), 2);
	CHECK_STR(s, "key");
	CHECK_STR(t, "val");
	CHECK_EQ(sscanf("1 2", "%*d %d", &a), 1);
	CHECK_EQ(a, 2);
	CHECK_EQ(sscanf("50%", "%d%%", &a), 1);
}
