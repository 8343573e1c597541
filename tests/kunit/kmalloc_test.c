// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/kmalloc_test.c - mm/kmalloc.c, the 2.0.40 allocator
 *
 * The counters tell what a class does; other parts of the kernel use the same
 * classes meanwhile, so that numbers are taken with interrupts off where they
 * must be exact, or from the class that nobody else uses (12: 128 KiB).
 */
#include <kunit/test.h>

#include <linux/hardirq.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/slab.h>

#define HEADER		KMALLOC_HEADER_SIZE
#define DESCRIPTOR	32

/* In front of each block, as in mm/kmalloc.c. */
struct header {
	unsigned long flags;
	unsigned long length;
};

static struct header *header_of(void *p)
{
	return (struct header *)p - 1;
}

static struct kmalloc_stat stat_of(unsigned int class)
{
	struct kmalloc_stat st;

	kmalloc_get_stat(class, &st);
	return st;
}

/* The class whose counter a request of @size moves. */
static unsigned int class_of_request(size_t size)
{
	unsigned long before[KMALLOC_NR_CLASSES];
	unsigned int class, found = KMALLOC_NR_CLASSES;
	unsigned long flags;
	void *p;

	local_irq_save(flags);
	for (class = 0; class < KMALLOC_NR_CLASSES; class++)
		before[class] = stat_of(class).nmallocs;
	p = kmalloc(size, GFP_ATOMIC);
	for (class = 0; p && class < KMALLOC_NR_CLASSES; class++)
		if (stat_of(class).nmallocs != before[class])
			found = class;
	kfree(p);
	local_irq_restore(flags);
	return found;
}

static void every_size_has_its_class(struct kunit *test)
{
	unsigned int class;

	for (class = 0; class < KMALLOC_NR_CLASSES; class++) {
		size_t largest = stat_of(class).size - HEADER;

		KUNIT_EXPECT_EQ(test, class_of_request(largest), class);
		if (class + 1 < KMALLOC_NR_CLASSES)
			KUNIT_EXPECT_EQ(test, class_of_request(largest + 1),
					class + 1);
		KUNIT_EXPECT_EQ(test, kmalloc_class(largest), class);
	}
	KUNIT_EXPECT_EQ(test, class_of_request(0), 0U);
	KUNIT_EXPECT_EQ(test, class_of_request(1), 0U);
}

static void table_fits_the_areas(struct kunit *test)
{
	unsigned int class;

	for (class = 0; class < KMALLOC_NR_CLASSES; class++) {
		struct kmalloc_stat st = stat_of(class);

		KUNIT_EXPECT_LE(test, st.nblocks * st.size + DESCRIPTOR,
				PAGE_SIZE << st.gfporder);
		KUNIT_EXPECT_EQ(test, st.size % 16, 0U);
	}
}

static void largest_and_too_large(struct kunit *test)
{
	void *p = kmalloc(KMALLOC_MAX_SIZE, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, header_of(p)->length, KMALLOC_MAX_SIZE);
	memset(p, 0x5a, KMALLOC_MAX_SIZE);
	kfree(p);
	kunit_info(test, "expect: kmalloc of too large a block\n");
	KUNIT_EXPECT_NULL(test, __kmalloc(KMALLOC_MAX_SIZE + 1, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, __kmalloc(SIZE_MAX, GFP_KERNEL | __GFP_NOWARN));
}

/* 127 blocks of 32 bytes in one page, at 32 + 16 + 32 k; no 128th. */
static void small_blocks_share_a_page(struct kunit *test)
{
	enum { NR = 3 * 127 };
	static unsigned char *p[NR];
	static unsigned long page[NR];
	static unsigned int in_page[NR];
	unsigned int pages = 0, i, j;

	for (i = 0; i < NR; i++) {
		p[i] = kmalloc(16, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p[i]);
		KUNIT_EXPECT_EQ(test, (offset_in_page(p[i]) - DESCRIPTOR -
				       HEADER) % 32, 0UL);
		for (j = 0; j < pages; j++)
			if (page[j] == ((unsigned long)p[i] & PAGE_MASK))
				break;
		if (j == pages) {
			page[pages] = (unsigned long)p[i] & PAGE_MASK;
			in_page[pages++] = 0;
		}
		in_page[j]++;
	}
	/* At least one of them was new, and was filled completely. */
	for (i = 0, j = 0; i < pages; i++) {
		KUNIT_EXPECT_LE(test, in_page[i], 127U);
		j += in_page[i] == 127;
	}
	KUNIT_EXPECT_GE(test, j, 1U);
	for (i = 0; i < NR; i++)
		kfree(p[i]);
}

static void areas_come_and_go(struct kunit *test)
{
	struct kmalloc_stat before = stat_of(12), st;
	void *a = kmalloc(100000, GFP_KERNEL);
	void *b = kmalloc(KMALLOC_MAX_SIZE, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, a);
	KUNIT_ASSERT_NOT_NULL(test, b);
	st = stat_of(12);
	KUNIT_EXPECT_EQ(test, st.npages, before.npages + 2);
	KUNIT_EXPECT_EQ(test, st.nmallocs, before.nmallocs + 2);
	KUNIT_EXPECT_EQ(test, st.nbytesmalloced, before.nbytesmalloced +
			100000 + KMALLOC_MAX_SIZE);
	kfree(a);
	kfree(b);
	st = stat_of(12);
	KUNIT_EXPECT_EQ(test, st.npages, before.npages);
	KUNIT_EXPECT_EQ(test, st.nfrees, before.nfrees + 2);
	KUNIT_EXPECT_EQ(test, st.nbytesmalloced, before.nbytesmalloced);
}

/* One area of each small order is kept: kmalloc_cache[]. */
static void one_area_is_kept(struct kunit *test)
{
	unsigned int class;

	for (class = 7; class <= 9; class++) {
		void *p = kmalloc(stat_of(class).size - HEADER, GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, p);
		kfree(p);
		KUNIT_EXPECT_TRUE(test, stat_of(class).cached);
	}
	KUNIT_EXPECT_FALSE(test, stat_of(10).cached);
}

static void all_pointers_are_aligned(struct kunit *test)
{
	size_t size;

	for (size = 0; size < 5000; size += 7) {
		void *p = kmalloc(size, GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_EQ(test, (unsigned long)p & 15, 0UL);
		KUNIT_EXPECT_GE(test, ksize(p), size);
		memset(p, 0xa5, ksize(p));
		kfree(p);
	}
}

static void wrong_frees_change_nothing(struct kunit *test)
{
	unsigned long on_stack[8] = {};
	unsigned long frees, flags;
	char *p = kmalloc(16, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	kunit_info(test, "expect three times: kfree of non-kmalloced memory\n");
	local_irq_save(flags);
	frees = stat_of(0).nfrees;
	kfree(p + 4);
	kfree(&on_stack[4]);
	KUNIT_EXPECT_EQ(test, stat_of(0).nfrees, frees);
	kfree(p);
	KUNIT_EXPECT_EQ(test, stat_of(0).nfrees, frees + 1);
	kfree(p);
	KUNIT_EXPECT_EQ(test, stat_of(0).nfrees, frees + 1);
	local_irq_restore(flags);
	kfree(NULL);
}

static void damaged_block_is_refused(struct kunit *test)
{
	unsigned long flags, saved;
	void *a, *b;

	/* The block that is freed last is the next one to be handed out. */
	local_irq_save(flags);
	a = kmalloc(200, GFP_ATOMIC);
	kfree(a);
	b = kmalloc(200, GFP_ATOMIC);
	KUNIT_EXPECT_PTR_EQ(test, a, b);
	kfree(b);
	saved = header_of(a)->flags;
	header_of(a)->flags = 0xdeadbeef;
	kunit_info(test, "expect: Problem: block on freelist\n");
	b = kmalloc(200, GFP_ATOMIC);
	header_of(a)->flags = saved;
	local_irq_restore(flags);
	KUNIT_EXPECT_NULL(test, b);
	b = kmalloc(200, GFP_KERNEL);
	KUNIT_EXPECT_NOT_NULL(test, b);
	kfree(b);
}

/* Sleeping requests in interrupts are served as atomic ones. */
static void forced_atomic_in_interrupts(struct kunit *test)
{
	void *p[6];
	unsigned int i;

	kunit_info(test, "expect at most four: kmalloc called nonatomically\n");
	preempt_count_add(HARDIRQ_OFFSET);
	for (i = 0; i < ARRAY_SIZE(p); i++)
		p[i] = kmalloc(64, GFP_KERNEL);
	preempt_count_sub(HARDIRQ_OFFSET);
	for (i = 0; i < ARRAY_SIZE(p); i++) {
		KUNIT_EXPECT_NOT_NULL(test, p[i]);
		kfree(p[i]);
	}
}

static void dma_blocks(struct kunit *test)
{
	void *p = kmalloc(100, GFP_KERNEL | GFP_DMA);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_LT(test, virt_to_phys(p), 16ULL << 20);
	kfree(p);
}

static void zeroed_memory(struct kunit *test)
{
	size_t size;

	for (size = 1; size <= 40000; size = size * 3 + 1) {
		char *p = kmalloc(size, GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, p);
		memset(p, 0xff, size);
		kfree(p);
		p = kzalloc(size, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, size));
		kfree(p);
	}
}

static void krealloc_keeps_contents(struct kunit *test)
{
	char *p = NULL;
	size_t size;

	for (size = 1; size < 20000; size = size * 2 + 1) {
		p = krealloc(p, size, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p);
		p[size - 1] = 'x';
		if (size > 1)
			KUNIT_EXPECT_EQ(test, p[(size - 1) / 2 - 1], 'x');
		memset(p, 'x', size);
	}
	p = krealloc(p, 10, GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, header_of(p)->length, 10UL);
	KUNIT_EXPECT_NULL(test, krealloc(p, 0, GFP_KERNEL));
}

static void arrays_do_not_wrap(struct kunit *test)
{
	size_t huge = SIZE_MAX / 2 + 2;

	KUNIT_EXPECT_NULL(test, kmalloc_array(huge, 2, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kcalloc(2, huge, GFP_KERNEL));
}

/* Random sizes, each block filled with its own pattern, freed in any order. */
static void random_storm(struct kunit *test)
{
	struct {
		unsigned char *p;
		size_t size;
	} *held = kunit_kzalloc(test, 256 * sizeof(*held), GFP_KERNEL);
	unsigned int seed = 1, i;

	KUNIT_ASSERT_NOT_NULL(test, held);
	for (i = 0; i < 20000; i++) {
		unsigned int slot;

		seed = seed * 1103515245 + 12345;
		slot = seed / 65536 % 256;
		if (held[slot].p) {
			KUNIT_ASSERT_NULL(test, memchr_inv(held[slot].p, slot,
							   held[slot].size));
			kfree(held[slot].p);
			held[slot].p = NULL;
			continue;
		}
		held[slot].size = 1 + (seed / 7) % (seed & 64 ? 9000 : 300);
		held[slot].p = kmalloc(held[slot].size, GFP_KERNEL);
		if (held[slot].p)
			memset(held[slot].p, slot, held[slot].size);
	}
	for (i = 0; i < 256; i++)
		kfree(held[i].p);
}

static struct kunit_case kmalloc_cases[] = {
	KUNIT_CASE(table_fits_the_areas),
	KUNIT_CASE(every_size_has_its_class),
	KUNIT_CASE(largest_and_too_large),
	KUNIT_CASE(small_blocks_share_a_page),
	KUNIT_CASE(areas_come_and_go),
	KUNIT_CASE(one_area_is_kept),
	KUNIT_CASE(all_pointers_are_aligned),
	KUNIT_CASE(wrong_frees_change_nothing),
	KUNIT_CASE(damaged_block_is_refused),
	KUNIT_CASE(forced_atomic_in_interrupts),
	KUNIT_CASE(dma_blocks),
	KUNIT_CASE(zeroed_memory),
	KUNIT_CASE(krealloc_keeps_contents),
	KUNIT_CASE(arrays_do_not_wrap),
	KUNIT_CASE(random_storm),
	{}
};

static struct kunit_suite kmalloc_suite = {
	.name = "kmalloc",
	.test_cases = kmalloc_cases,
};
kunit_test_suite(kmalloc_suite);
