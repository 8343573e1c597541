// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/radix-tree.h>
#include <linux/slab.h>

#include "tap.h"

#define ENTRY(i)	((void *)((unsigned long)(i) << 2 | 0x1000000000ul))

static void setup(void)
{
	static bool done;

	if (!done)
		radix_tree_init();
	done = true;
}

TEST(radix_tree_edges)
{
	static const unsigned long idx[] = { 0, 1, 63, 64, 4095, 4096, 1ul << 35,
					     ~0ul, ~0ul - 1 };
	RADIX_TREE(tree, GFP_KERNEL);
	long before = host_allocated;
	unsigned int i;

	setup();
	CHECK(radix_tree_lookup(&tree, 0) == NULL);
	CHECK(radix_tree_lookup(&tree, ~0ul) == NULL);
	for (i = 0; i < ARRAY_SIZE(idx); i++) {
		CHECK_EQ(radix_tree_insert(&tree, idx[i], ENTRY(i)), 0);
		CHECK_EQ(radix_tree_insert(&tree, idx[i], ENTRY(99)), -EEXIST);
	}
	for (i = 0; i < ARRAY_SIZE(idx); i++) {
		CHECK(radix_tree_lookup(&tree, idx[i]) == ENTRY(i));
		CHECK(*radix_tree_lookup_slot(&tree, idx[i]) == ENTRY(i));
	}
	CHECK(radix_tree_lookup(&tree, 2) == NULL);
	CHECK(radix_tree_delete_item(&tree, 63, ENTRY(98)) == NULL);
	for (i = ARRAY_SIZE(idx); i-- > 0;)
		CHECK(radix_tree_delete(&tree, idx[i]) == ENTRY(i));
	CHECK(radix_tree_empty(&tree));
	CHECK_EQ(host_allocated, before);
}

#define N 300

static struct {
	unsigned long index;
	bool in;
	bool tag[3];
} model[N];

static int find_model(unsigned long index)
{
	int i;

	for (i = 0; i < N; i++)
		if (model[i].in && model[i].index == index)
			return i;
	return -1;
}

/* The walk has to show exactly the model, in order. */
static void check_walk(struct radix_tree_root *tree, int tag)
{
	struct radix_tree_iter iter;
	unsigned long last = 0;
	int n = 0, want = 0, i;
	bool first = true;
	void **slot;

	for (i = 0; i < N; i++)
		want += model[i].in && (tag < 0 || model[i].tag[tag]);
	if (tag < 0) {
		radix_tree_for_each_slot(slot, tree, &iter, 0) {
			i = find_model(iter.index);
			CHECK(i >= 0 && *slot == ENTRY(i));
			CHECK(first || iter.index > last);
			first = false;
			last = iter.index;
			n++;
		}
	} else {
		radix_tree_for_each_tagged(slot, tree, &iter, 0, tag) {
			i = find_model(iter.index);
			CHECK(i >= 0 && *slot == ENTRY(i) && model[i].tag[tag]);
			CHECK(first || iter.index > last);
			first = false;
			last = iter.index;
			n++;
		}
		CHECK_EQ(radix_tree_tagged(tree, tag), want != 0);
	}
	CHECK_EQ(n, want);
}

TEST(radix_tree_random)
{
	RADIX_TREE(tree, GFP_KERNEL);
	long before;
	int i, t, step;

	setup();
	before = host_allocated;
	for (i = 0; i < N; i++) {
		unsigned int shift = host_random() % 60;

		model[i].index = (unsigned long)i + ((unsigned long)host_random() << 16 >> shift)
				 * 1000;
	}
	for (step = 0; step < 20000; step++) {
		i = host_random() % N;
		t = host_random() % 3;
		if (!model[i].in) {
			if (find_model(model[i].index) >= 0)
				continue;
			CHECK_EQ(radix_tree_insert(&tree, model[i].index, ENTRY(i)), 0);
			model[i].in = true;
			model[i].tag[0] = model[i].tag[1] = model[i].tag[2] = false;
		} else if (host_random() % 3 == 0) {
			CHECK(radix_tree_delete(&tree, model[i].index) == ENTRY(i));
			model[i].in = false;
		} else if (model[i].tag[t]) {
			CHECK(radix_tree_tag_clear(&tree, model[i].index, t) == ENTRY(i));
			model[i].tag[t] = false;
		} else {
			CHECK(radix_tree_tag_set(&tree, model[i].index, t) == ENTRY(i));
			model[i].tag[t] = true;
		}
		if (step % 500 == 0)
			for (t = -1; t < 3; t++)
				check_walk(&tree, t);
		CHECK_EQ(radix_tree_tag_get(&tree, model[i].index, 1),
			 model[i].in && model[i].tag[1]);
	}
	for (i = 0; i < N; i++)
		if (model[i].in) {
			CHECK(radix_tree_delete(&tree, model[i].index) == ENTRY(i));
			model[i].in = false;
		}
	CHECK(radix_tree_empty(&tree));
	CHECK_EQ(tree.root_tags, 0);
	CHECK_EQ(host_allocated, before);
}

TEST(radix_tree_gangs)
{
	RADIX_TREE(tree, GFP_KERNEL);
	unsigned long first = 0;
	void *found[10];
	int i;

	setup();
	for (i = 0; i < 200; i++)
		if (i != 50)
			radix_tree_insert(&tree, i, ENTRY(i));
	CHECK_EQ(radix_tree_gang_lookup(&tree, found, 45, 10), 10);
	CHECK(found[4] == ENTRY(49) && found[5] == ENTRY(51));

	for (i = 0; i < 200; i += 20)
		radix_tree_tag_set(&tree, i, 0);
	CHECK_EQ(radix_tree_gang_lookup_tag(&tree, found, 1, 3, 0), 3);
	CHECK(found[0] == ENTRY(20) && found[2] == ENTRY(60));
	CHECK_EQ(radix_tree_range_tag_if_tagged(&tree, &first, 100, 4, 0, 1), 4);
	CHECK_EQ(first, 61);
	CHECK_EQ(radix_tree_range_tag_if_tagged(&tree, &first, 100, 4, 0, 1), 2);
	CHECK_EQ(first, 101);
	CHECK(radix_tree_tag_get(&tree, 100, 1));
	CHECK(!radix_tree_tag_get(&tree, 120, 1));
	for (i = 0; i < 200; i++)
		radix_tree_delete(&tree, i);
	CHECK(radix_tree_empty(&tree));
}

TEST(radix_tree_no_memory)
{
	RADIX_TREE(tree, GFP_KERNEL);
	long before;
	int fail;

	setup();
	before = host_allocated;
	for (fail = 0; fail < 25; fail++) {
		int err;

		host_fail_after = fail;
		err = radix_tree_insert(&tree, ~0ul - fail, ENTRY(1));
		host_fail_after = -1;
		CHECK(err == 0 || err == -ENOMEM);
		if (!err)
			CHECK(radix_tree_delete(&tree, ~0ul - fail) == ENTRY(1));
		CHECK(radix_tree_empty(&tree));
		CHECK_EQ(host_allocated, before);
	}
	/* The same with an entry that makes the tree grow upwards. */
	radix_tree_insert(&tree, 0, ENTRY(7));
	for (fail = 0; fail < 25; fail++) {
		host_fail_after = fail;
		if (!radix_tree_insert(&tree, ~0ul, ENTRY(1)))
			radix_tree_delete(&tree, ~0ul);
		host_fail_after = -1;
		CHECK(radix_tree_lookup(&tree, 0) == ENTRY(7));
	}
	radix_tree_delete(&tree, 0);
	CHECK_EQ(host_allocated, before);
}

TEST(radix_tree_preloading)
{
	RADIX_TREE(tree, GFP_NOWAIT);
	int count = host_preempt_count;

	setup();
	radix_tree_insert(&tree, 0, ENTRY(2));
	CHECK_EQ(radix_tree_preload(GFP_KERNEL), 0);
	CHECK_EQ(host_preempt_count, count + 1);
	host_fail_after = 0;
	CHECK_EQ(radix_tree_insert(&tree, ~0ul, ENTRY(1)), 0);
	host_fail_after = -1;
	radix_tree_preload_end();
	CHECK_EQ(host_preempt_count, count);
	radix_tree_delete(&tree, ~0ul);
	radix_tree_delete(&tree, 0);
	CHECK(radix_tree_empty(&tree));
}
