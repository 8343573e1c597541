// SPDX-License-Identifier: GPL-2.0-only
/* Where buffers end, and the rarer branches: what mutations of lib/ survived before. */
#include <linux/decompress/inflate.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/parser.h>
#include <linux/rbtree.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <linux/timerqueue.h>

#include "tap.h"

TEST(bounds_match_strlcpy)
{
	static char text[] = "abcdef";
	substring_t s = { text, text + 6 };
	char *dest = host_malloc(6);

	CHECK_EQ(match_strlcpy(dest, &s, 6), 6);	/* cut */
	CHECK_STR(dest, "abcde");
	s.to--;
	CHECK_EQ(match_strlcpy(dest, &s, 6), 5);	/* fits */
	CHECK_STR(dest, "abcde");
	CHECK_EQ(match_strlcpy(dest, &s, 0), 5);
	host_free(dest);
}

TEST(sscanf_sets)
{
	char s[16] = "", t[16];

	CHECK_EQ(sscanf("abc", "%[a-c]", s), 0);	/* a width is required */
	CHECK_STR(s, "");
	CHECK_EQ(sscanf("abc1-x", "%15[a-c]%15[0-9-]", s, t), 2);
	CHECK_STR(s, "abc");
	CHECK_STR(t, "1-");
	CHECK_EQ(sscanf("a]b", "%15[]a]%s", s, t), 2);
	CHECK_STR(s, "a]");
	CHECK_STR(t, "b");
	CHECK_EQ(sscanf("key=val", "%15[^=]=%s", s, t), 2);
	CHECK_STR(s, "key");
	CHECK_STR(t, "val");
}

/* Elements of every size, and a swap function that is really used. */
struct wide {
	unsigned int key;
	unsigned char fill[9];
} __attribute__((packed));

static int cmp_wide(const void *a, const void *b)
{
	unsigned int x = ((const struct wide *)a)->key;
	unsigned int y = ((const struct wide *)b)->key;

	return x < y ? -1 : x > y;
}

static int swaps;

static void swap_wide(void *a, void *b, int size)
{
	struct wide tmp = *(struct wide *)a;

	*(struct wide *)a = *(struct wide *)b;
	*(struct wide *)b = tmp;
	swaps++;
}

static void sort_wide(void (*swap_func)(void *, void *, int))
{
	struct wide a[50];
	unsigned int i, j;

	for (i = 0; i < 50; i++) {
		a[i].key = host_random() % 1000;
		memset(a[i].fill, a[i].key & 0xff, sizeof(a[i].fill));
	}
	sort(a, 50, sizeof(a[0]), cmp_wide, swap_func);
	for (i = 0; i < 50; i++) {
		CHECK(!i || a[i - 1].key <= a[i].key);
		for (j = 0; j < sizeof(a[i].fill); j++)
			CHECK_EQ(a[i].fill[j], a[i].key & 0xff);
	}
}

TEST(sort_wide_elements)
{
	sort_wide(NULL);
	CHECK_EQ(swaps, 0);
	sort_wide(swap_wide);
	CHECK(swaps > 0);
}

TEST(timerqueue_order)
{
	static struct timerqueue_node node[64];
	struct timerqueue_head head;
	unsigned int i, left = 64;
	s64 last = -1;

	timerqueue_init_head(&head);
	for (i = 0; i < 64; i++) {
		timerqueue_init(&node[i]);
		node[i].expires = i * 37 % 64;
		CHECK_EQ(timerqueue_add(&head, &node[i]), timerqueue_getnext(&head) == &node[i]);
	}
	/* One that is not the next: the next stays. */
	CHECK(timerqueue_del(&head, &node[5]));
	CHECK(timerqueue_getnext(&head) == &node[0]);
	CHECK(timerqueue_add(&head, &node[5]) == false);
	while (timerqueue_getnext(&head)) {
		struct timerqueue_node *n = timerqueue_getnext(&head);

		CHECK(n->expires > last);
		last = n->expires;
		left--;
		CHECK_EQ(timerqueue_del(&head, n), left > 0);
	}
	CHECK_EQ(left, 0);
}

/* What gzip(1) itself writes into the header: names, comments, more. */
static const u8 body[] = {		/* "hello, hello, hello\n" */
	0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0xd7, 0x51, 0xc8, 0x40, 0xa2, 0xb8, 0x00,
	0xe7, 0x42, 0x6e, 0x52, 0x14, 0x00, 0x00, 0x00,
};

static struct inflate_work work;
static u8 text[64];
static size_t text_len;

static long take(void *buf, unsigned long len)
{
	if (text_len + len > sizeof(text))
		return -1;
	memcpy(text + text_len, buf, len);
	text_len += len;
	return len;
}

static int with_header(u8 method, u8 flags, const char *extra, size_t extra_len)
{
	static const u8 magic[] = { 0x1f, 0x8b };
	size_t len = 10 + extra_len + sizeof(body), used;
	u8 *gz = host_malloc(len);
	const char *why;
	int ret;

	memset(gz, 0, 10);
	memcpy(gz, magic, 2);
	gz[2] = method;
	gz[3] = flags;
	memcpy(gz + 10, extra, extra_len);
	memcpy(gz + 10 + extra_len, body, sizeof(body));
	text_len = 0;
	ret = gunzip(&work, gz, len, take, &used, &why);
	if (!ret)
		CHECK_EQ(used, len);
	host_free(gz);
	return ret;
}

TEST(inflate_headers)
{
	CHECK_EQ(with_header(8, 0x00, "", 0), 0);
	CHECK_EQ(with_header(8, 0x08, "name.cpio", 10), 0);
	CHECK_EQ(text_len, 20);
	CHECK_EQ(with_header(8, 0x18, "name\0comment", 13), 0);
	CHECK_EQ(with_header(8, 0x04, "\3\0abc", 5), 0);
	CHECK_EQ(with_header(8, 0x02, "\0\0", 2), 0);
	CHECK_EQ(with_header(8, 0x1e, "\1\0x" "n\0" "c\0" "\0\0", 9), 0);
	CHECK_EQ(with_header(9, 0x00, "", 0), -EINVAL);
	CHECK_EQ(with_header(8, 0x20, "", 0), -EINVAL);
	CHECK_EQ(with_header(8, 0x04, "\377\377", 2), -EINVAL);
}
