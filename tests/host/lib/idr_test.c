// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/idr.h>
#include <linux/slab.h>

#include "tap.h"

static int thing;

static void setup(void)
{
	static bool done;

	if (!done)
		radix_tree_init();
	done = true;
}

TEST(idr_lowest_first)
{
	DEFINE_IDR(idr);
	long before;
	void *p;
	int i, n;

	setup();
	before = host_allocated;
	for (i = 0; i < 5000; i++)
		CHECK_EQ(idr_alloc(&idr, &thing, 0, 0, GFP_KERNEL), i);
	CHECK(idr_find(&idr, 4999) == &thing);
	CHECK(idr_find(&idr, 5000) == NULL);
	CHECK(idr_remove(&idr, 70) == &thing);
	CHECK(idr_remove(&idr, 70) == NULL);
	CHECK(idr_remove(&idr, 4000) == &thing);
	CHECK(idr_remove(&idr, 0) == &thing);
	CHECK_EQ(idr_alloc(&idr, &thing, 100, 0, GFP_KERNEL), 4000);
	CHECK_EQ(idr_alloc(&idr, &thing, 1, 0, GFP_KERNEL), 70);
	CHECK_EQ(idr_alloc(&idr, &thing, 0, 0, GFP_KERNEL), 0);
	CHECK_EQ(idr_alloc(&idr, &thing, 0, 5000, GFP_KERNEL), -ENOSPC);
	CHECK_EQ(idr_alloc(&idr, &thing, 100000, 0, GFP_KERNEL), 100000);
	n = 0;
	idr_for_each_entry(&idr, p, i)
		n++;
	CHECK_EQ(n, 5001);
	idr_destroy(&idr);
	CHECK(idr_is_empty(&idr));
	CHECK_EQ(host_allocated, before);
}

TEST(idr_cyclic)
{
	DEFINE_IDR(idr);
	int i;

	setup();
	for (i = 300; i < 310; i++)
		CHECK_EQ(idr_alloc_cyclic(&idr, &thing, 300, 320, GFP_KERNEL), i);
	idr_remove(&idr, 300);
	idr_remove(&idr, 301);
	for (i = 310; i < 320; i++)
		CHECK_EQ(idr_alloc_cyclic(&idr, &thing, 300, 320, GFP_KERNEL), i);
	CHECK_EQ(idr_alloc_cyclic(&idr, &thing, 300, 320, GFP_KERNEL), 300);
	CHECK_EQ(idr_alloc_cyclic(&idr, &thing, 300, 320, GFP_KERNEL), 301);
	CHECK_EQ(idr_alloc_cyclic(&idr, &thing, 300, 320, GFP_KERNEL), -ENOSPC);
	idr_destroy(&idr);

	CHECK_EQ(idr_alloc_cyclic(&idr, &thing, INT_MAX, 0, GFP_KERNEL), INT_MAX);
	CHECK_EQ(idr_alloc_cyclic(&idr, &thing, 1, 0, GFP_KERNEL), 1);
	idr_destroy(&idr);
}

TEST(idr_reserve)
{
	DEFINE_IDR(idr);
	int id, next = 0;

	setup();
	id = idr_alloc(&idr, NULL, 0, 0, GFP_KERNEL);
	CHECK_EQ(id, 0);
	CHECK(idr_find(&idr, 0) == NULL);
	CHECK_EQ(idr_alloc(&idr, NULL, 0, 0, GFP_KERNEL), 1);
	CHECK(idr_get_next(&idr, &next) == NULL);
	CHECK(idr_replace(&idr, &thing, 1) == NULL);
	CHECK(idr_find(&idr, 1) == &thing);
	CHECK(IS_ERR(idr_replace(&idr, &thing, 2)));
	next = 0;
	CHECK(idr_get_next(&idr, &next) == &thing);
	CHECK_EQ(next, 1);
	idr_remove(&idr, 0);
	idr_remove(&idr, 1);
	CHECK(idr_is_empty(&idr));
}

#define N 3000

TEST(idr_random)
{
	static bool used[N];
	DEFINE_IDR(idr);
	long before;
	int step, i;

	setup();
	before = host_allocated;
	for (step = 0; step < 60000; step++) {
		int at = host_random() % N;

		if (host_random() % 5 < 2 && used[at]) {
			CHECK(idr_remove(&idr, at) == &thing);
			used[at] = false;
			continue;
		}
		for (i = at; i < N && used[i]; i++)
			;
		if (i == N) {
			CHECK_EQ(idr_alloc(&idr, &thing, at, N, GFP_KERNEL), -ENOSPC);
			continue;
		}
		CHECK_EQ(idr_alloc(&idr, &thing, at, N, GFP_KERNEL), i);
		used[i] = true;
	}
	for (i = 0; i < N; i++)
		CHECK((idr_find(&idr, i) != NULL) == used[i]);
	idr_destroy(&idr);
	CHECK_EQ(host_allocated, before);
}

TEST(ida_ids)
{
	DEFINE_IDA(ida);
	long before;
	int i;

	setup();
	before = host_allocated;
	for (i = 0; i < 3000; i++)
		CHECK_EQ(ida_alloc(&ida, GFP_KERNEL), i);
	ida_free(&ida, 1500);
	ida_free(&ida, 20);
	CHECK_EQ(ida_simple_get(&ida, 100, 0, GFP_KERNEL), 1500);
	CHECK_EQ(ida_simple_get(&ida, 0, 0, GFP_KERNEL), 20);
	CHECK_EQ(ida_simple_get(&ida, 0, 3000, GFP_KERNEL), -ENOSPC);
	CHECK_EQ(ida_simple_get(&ida, 0x7fffffff, 0, GFP_KERNEL), 0x7fffffff);
	CHECK_EQ(ida_simple_get(&ida, 0x7fffffff, 0, GFP_KERNEL), -ENOSPC);
	host_warnings = 0;
	ida_free(&ida, 5000000);
	CHECK_EQ(host_warnings, 1);
	ida_destroy(&ida);
	CHECK(ida_is_empty(&ida));
	host_fail_after = 0;
	CHECK_EQ(ida_alloc(&ida, GFP_NOWAIT), -ENOMEM);
	host_fail_after = -1;
	CHECK(host_allocated >= before);
}
