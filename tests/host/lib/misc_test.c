// SPDX-License-Identifier: GPL-2.0-only
#include <crypto/chacha20.h>
#include <linux/bitmap.h>
#include <linux/bsearch.h>
#include <linux/crc32.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/list_sort.h>
#include <linux/math.h>
#include <linux/parser.h>
#include <linux/ratelimit.h>
#include <linux/sort.h>

#include "tap.h"

static int cmp_int(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

TEST(sort_and_bsearch)
{
	int a[257];
	unsigned int n, i;

	for (n = 0; n < 257; n++) {
		int key = -5;

		for (i = 0; i < n; i++)
			a[i] = host_random() % 100;
		sort(a, n, sizeof(a[0]), cmp_int, NULL);
		for (i = 1; i < n; i++)
			CHECK(a[i - 1] <= a[i]);
		CHECK(!bsearch(&key, a, n, sizeof(a[0]), cmp_int));
		for (i = 0; i < n; i++) {
			int *p = bsearch(&a[i], a, n, sizeof(a[0]), cmp_int);

			CHECK(p && *p == a[i]);
		}
	}
}

struct item {
	struct list_head list;
	int key;
	int serial;
};

static int cmp_item(void *priv, struct list_head *a, struct list_head *b)
{
	return list_entry(a, struct item, list)->key - list_entry(b, struct item, list)->key;
}

TEST(list_sort_stable)
{
	static struct item items[500];
	int n, i;

	for (n = 0; n < 500; n += 7) {
		struct item *it, *last = NULL;
		LIST_HEAD(head);
		int count = 0;

		for (i = 0; i < n; i++) {
			items[i].key = host_random() % 20;
			items[i].serial = i;
			list_add_tail(&items[i].list, &head);
		}
		list_sort(NULL, &head, cmp_item);
		list_for_each_entry(it, &head, list) {
			CHECK(it->list.next->prev == &it->list);
			if (last)
				CHECK(last->key < it->key ||
				      (last->key == it->key && last->serial < it->serial));
			last = it;
			count++;
		}
		CHECK_EQ(count, n);
	}
}

TEST(crc32_values)
{
	static const u8 s[] = "123456789";

	CHECK_EQ(~crc32_le(~0u, s, 9), 0xcbf43926);
	CHECK_EQ(crc32_le(0, s, 0), 0);
}

/* RFC 7539, 2.3.2 */
TEST(chacha20_rfc_vector)
{
	static const u8 want[] = { 0x10, 0xf1, 0xe7, 0xe4, 0xd1, 0x3b, 0x59, 0x15,
				   0x50, 0x0f, 0xdd, 0x1f, 0xa3, 0x20, 0x71, 0xc4 };
	static const u8 iv[16] = { 1, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0 };
	u32 key[8], state[16];
	u8 k[32], out[64];
	int i;

	for (i = 0; i < 32; i++)
		k[i] = i;
	memcpy(key, k, 32);
	chacha20_init_state(state, key, iv);
	chacha20_block(state, out);
	CHECK(!memcmp(out, want, sizeof(want)));
	CHECK_EQ(state[12], 2);
}

TEST(int_sqrt_values)
{
	unsigned long i;

	for (i = 0; i < 100000; i++) {
		unsigned long r = int_sqrt(i);

		CHECK(r * r <= i && (r + 1) * (r + 1) > i);
	}
	CHECK_EQ(int_sqrt(~0ul), 0xffffffff);
}

TEST(bitmap_ranges)
{
	DECLARE_BITMAP(map, 200);
	DECLARE_BITMAP(ref, 200);
	int step, i;

	bitmap_zero(map, 200);
	bitmap_zero(ref, 200);
	for (step = 0; step < 2000; step++) {
		int start = host_random() % 200;
		int len = host_random() % (201 - start);
		bool set = host_random() & 1;

		if (set)
			bitmap_set(map, start, len);
		else
			bitmap_clear(map, start, len);
		for (i = start; i < start + len; i++)
			if (set)
				__set_bit(i, ref);
			else
				__clear_bit(i, ref);
		CHECK(bitmap_equal(map, ref, 200));
	}
}

TEST(bitmap_operations)
{
	DECLARE_BITMAP(a, 130) = { 0xff00ff00ff00ff00ul, 0x5, 0x3 };
	DECLARE_BITMAP(b, 130) = { 0x0ff00ff00ff00ff0ul, 0x6, ~0ul };
	DECLARE_BITMAP(r, 130);

	CHECK(bitmap_and(r, a, b, 130));
	CHECK_EQ(r[1], 4);
	bitmap_or(r, a, b, 130);
	CHECK_EQ(r[1], 7);
	CHECK(bitmap_andnot(r, a, b, 130));
	CHECK_EQ(r[1], 1);
	CHECK(bitmap_intersects(a, b, 130));
	CHECK(!bitmap_subset(a, b, 130));
	bitmap_fill(r, 130);
	CHECK(bitmap_full(r, 130));
	CHECK_EQ(bitmap_weight(r, 130), 130);
	CHECK(bitmap_subset(a, r, 130));
	bitmap_complement(r, r, 130);
	CHECK(bitmap_empty(r, 130));

	bitmap_zero(r, 130);
	__set_bit(129, r);
	CHECK_EQ(find_first_bit(r, 130), 129);
	CHECK_EQ(find_last_bit(r, 130), 129);
	CHECK_EQ(find_next_zero_bit(r, 130, 129), 130);
	bitmap_zero(r, 130);
	CHECK_EQ(find_last_bit(r, 130), 130);
	CHECK_EQ(find_first_bit(r, 130), 130);
}

TEST(bitmap_areas)
{
	DECLARE_BITMAP(map, 128);

	bitmap_zero(map, 128);
	bitmap_set(map, 0, 5);
	CHECK_EQ(bitmap_find_next_zero_area(map, 128, 0, 8, 0), 5);
	CHECK_EQ(bitmap_find_next_zero_area(map, 128, 0, 8, 7), 8);
	CHECK(bitmap_find_next_zero_area(map, 128, 0, 124, 0) > 128 - 124);
}

TEST(bitmap_text)
{
	DECLARE_BITMAP(map, 100);
	char buf[64];

	bitmap_zero(map, 100);
	bitmap_set(map, 0, 4);
	__set_bit(7, map);
	__set_bit(99, map);
	snprintf(buf, sizeof(buf), "%*pbl", 100, map);
	CHECK_STR(buf, "0-3,7,99");
	bitmap_zero(map, 100);
	snprintf(buf, sizeof(buf), "%*pbl", 100, map);
	CHECK_STR(buf, "");
}

TEST(parser_tokens)
{
	static const match_table_t tokens = {
		{ 1, "mode=%o" }, { 2, "size=%s" }, { 3, "ro" }, { 4, "uid=%u" },
		{ 5, "off=%d" }, { 0, NULL },
	};
	substring_t args[MAX_OPT_ARGS];
	char s[16];
	int n;

	CHECK_EQ(match_token("mode=755", tokens, args), 1);
	CHECK_EQ(match_octal(&args[0], &n), 0);
	CHECK_EQ(n, 0755);
	CHECK_EQ(match_token("size=10%", tokens, args), 2);
	match_strlcpy(s, &args[0], sizeof(s));
	CHECK_STR(s, "10%");
	CHECK_EQ(match_token("ro", tokens, args), 3);
	CHECK_EQ(match_token("rox", tokens, args), 0);
	CHECK_EQ(match_token("uid=", tokens, args), 0);
	CHECK_EQ(match_token("off=-5", tokens, args), 5);
	CHECK_EQ(match_int(&args[0], &n), 0);
	CHECK_EQ(n, -5);
	CHECK_EQ(match_token("uid=99999999999", tokens, args), 4);
	CHECK_EQ(match_int(&args[0], &n), -ERANGE);
	CHECK(match_wildcard("a*c?", "abbcd"));
	CHECK(!match_wildcard("a*c", "abbcd"));
	CHECK(match_wildcard("*", ""));
}

TEST(ratelimit_windows)
{
	DEFINE_RATELIMIT_STATE(rs, 100, 3);
	int i, n = 0;

	for (i = 0; i < 10; i++)
		n += __ratelimit(&rs);
	CHECK_EQ(n, 3);
	CHECK_EQ(rs.missed, 7);
	jiffies += 101;
	CHECK(__ratelimit(&rs));
	CHECK_EQ(rs.missed, 0);
	rs.interval = 0;
	for (i = 0; i < 10; i++)
		CHECK(__ratelimit(&rs));
}
