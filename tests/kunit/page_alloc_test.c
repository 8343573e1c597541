// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/page_alloc_test.c - mm/page_alloc.c
 */
#include <kunit/test.h>

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/swap.h>

static void new_page_is_clean(struct kunit *test)
{
	struct page *page = alloc_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_EQ(test, page_count(page), 1);
	KUNIT_EXPECT_EQ(test, page_mapcount(page), 0);
	KUNIT_EXPECT_NULL(test, page->mapping);
	KUNIT_EXPECT_EQ(test, page_private(page), 0UL);
	KUNIT_EXPECT_EQ(test, page->flags & PAGE_FLAGS_CHECK_AT_PREP, 0UL);
	__free_page(page);
}

static void orders_are_aligned(struct kunit *test)
{
	unsigned int order;

	for (order = 0; order < MAX_ORDER; order++) {
		struct page *page = alloc_pages(GFP_KERNEL | __GFP_NOWARN,
						order);

		if (!page)		/* a small machine may have none */
			continue;
		KUNIT_EXPECT_EQ(test,
				page_to_pfn(page) & ((1UL << order) - 1), 0UL);
		__free_pages(page, order);
	}
	KUNIT_EXPECT_NULL(test, alloc_pages(GFP_KERNEL | __GFP_NOWARN,
					    MAX_ORDER));
}

static void zeroed_pages_are_zero(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, 2);

	KUNIT_ASSERT_NOT_NULL(test, page);
	memset(page_address(page), 0xff, PAGE_SIZE << 2);
	__free_pages(page, 2);
	page = alloc_pages(GFP_KERNEL | __GFP_ZERO, 2);
	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_NULL(test, memchr_inv(page_address(page), 0,
					   PAGE_SIZE << 2));
	__free_pages(page, 2);
}

static void zones_are_respected(struct kunit *test)
{
	struct page *page = alloc_page(GFP_KERNEL | GFP_DMA);

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_LT(test, page_to_phys(page), 16ULL << 20);
	KUNIT_EXPECT_EQ(test, page_zonenum(page), ZONE_DMA);
	__free_page(page);
	page = alloc_page(GFP_KERNEL | GFP_DMA32);
	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_LT(test, page_to_phys(page), 1ULL << 32);
	__free_page(page);
}

static void compound_pages(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_TRUE(test, PageHead(page));
	KUNIT_EXPECT_TRUE(test, PageTail(page + 3));
	KUNIT_EXPECT_EQ(test, compound_order(page), 2U);
	KUNIT_EXPECT_PTR_EQ(test, compound_head(page + 3), page);
	get_page(page + 2);
	KUNIT_EXPECT_EQ(test, page_count(page), 2);
	put_page(page + 1);
	KUNIT_EXPECT_EQ(test, page_count(page), 1);
	put_page(page);
	/* Whoever gets it next does not see that it was compound. */
	page = alloc_pages(GFP_KERNEL, 2);
	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_FALSE(test, PageCompound(page) || PageTail(page + 3));
	__free_pages(page, 2);
}

static unsigned long free_pages_now(void)
{
	lru_add_drain_all();
	drain_all_pages();
	return nr_free_pages();
}

/* What is freed comes back, and buddies become large blocks again. */
static void buddies_merge(struct kunit *test)
{
	const unsigned int nr = 512;
	struct page **pages = kunit_kmalloc(test, nr * sizeof(*pages),
					    GFP_KERNEL);
	unsigned long before, largest = 0, largest_after = 0;
	struct zone *zone;
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, pages);
	before = free_pages_now();
	for_each_zone(zone)
		largest += zone->free_area[MAX_ORDER - 1].nr_free;
	for (i = 0; i < nr; i++) {
		pages[i] = alloc_page(GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, pages[i]);
	}
	/* Neither the order of allocation nor its reverse. */
	for (i = 0; i < nr; i++)
		__free_page(pages[(i * 37) % nr]);
	KUNIT_EXPECT_GE(test, free_pages_now() + 64, before);
	for_each_zone(zone)
		largest_after += zone->free_area[MAX_ORDER - 1].nr_free;
	KUNIT_EXPECT_GE(test, largest_after + 1, largest);
}

/* Atomic requests end with NULL, not with a hang, and all comes back. */
static void exhaustion(struct kunit *test)
{
	unsigned long before = free_pages_now(), taken = 0;
	struct page *page, *next;
	LIST_HEAD(list);

	for (;;) {
		page = alloc_page(GFP_ATOMIC | __GFP_NOWARN);
		if (!page)
			break;
		list_add(&page->lru, &list);
		if (!(++taken % 4096))
			cond_resched();
	}
	KUNIT_EXPECT_GT(test, taken, before / 2);
	list_for_each_entry_safe(page, next, &list, lru)
		__free_page(page);
	KUNIT_EXPECT_GE(test, free_pages_now() + before / 100, before);
}

static void watermarks_are_ordered(struct kunit *test)
{
	struct zone *zone;

	for_each_populated_zone(zone) {
		KUNIT_EXPECT_LE(test, min_wmark_pages(zone),
				low_wmark_pages(zone));
		KUNIT_EXPECT_LE(test, low_wmark_pages(zone),
				high_wmark_pages(zone));
		KUNIT_EXPECT_LE(test, zone->managed_pages,
				zone->present_pages);
		KUNIT_EXPECT_LE(test, zone->nr_free_pages,
				zone->managed_pages);
	}
}

#define STORM_THREADS	4
#define STORM_ROUNDS	20000

static atomic_t storm_failures;
static struct completion storm_done[STORM_THREADS];

/* Each page carries its owner's number: two owners would show. */
static int storm_thread(void *data)
{
	unsigned long me = (unsigned long)data + 1;
	struct page *held[16] = {};
	unsigned int i;

	for (i = 0; i < STORM_ROUNDS; i++) {
		unsigned int slot = (i * 7 + me) % ARRAY_SIZE(held);
		unsigned long *p;

		if (held[slot]) {
			p = page_address(held[slot]);
			if (p[0] != me || p[511] != (unsigned long)held[slot])
				atomic_inc(&storm_failures);
			__free_page(held[slot]);
		}
		held[slot] = alloc_page(GFP_KERNEL);
		if (!held[slot])
			continue;
		p = page_address(held[slot]);
		p[0] = me;
		p[511] = (unsigned long)held[slot];
		cond_resched();
	}
	for (i = 0; i < ARRAY_SIZE(held); i++)
		if (held[i])
			__free_page(held[i]);
	complete(&storm_done[me - 1]);
	return 0;
}

static void storm(struct kunit *test)
{
	unsigned long i;

	atomic_set(&storm_failures, 0);
	for (i = 0; i < STORM_THREADS; i++) {
		struct task_struct *t;

		init_completion(&storm_done[i]);
		t = kthread_run(storm_thread, (void *)i, "storm%lu", i);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t);
	}
	for (i = 0; i < STORM_THREADS; i++)
		wait_for_completion(&storm_done[i]);
	KUNIT_EXPECT_EQ(test, atomic_read(&storm_failures), 0);
}

static struct kunit_case page_alloc_cases[] = {
	KUNIT_CASE(new_page_is_clean),
	KUNIT_CASE(orders_are_aligned),
	KUNIT_CASE(zeroed_pages_are_zero),
	KUNIT_CASE(zones_are_respected),
	KUNIT_CASE(compound_pages),
	KUNIT_CASE(buddies_merge),
	KUNIT_CASE(exhaustion),
	KUNIT_CASE(watermarks_are_ordered),
	KUNIT_CASE(storm),
	{}
};

static struct kunit_suite page_alloc_suite = {
	.name = "page_alloc",
	.test_cases = page_alloc_cases,
};
kunit_test_suite(page_alloc_suite);
