// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/vmalloc_test.c - mm/vmalloc.c, mm/vmalloc_pages.c, mm/percpu.c
 */
#include <kunit/test.h>

#include <linux/cpumask.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/vmalloc.h>

static void pages_are_mapped(struct kunit *test)
{
	unsigned long nr = 20, i;
	char *p = vmalloc(nr * PAGE_SIZE);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(p));
	KUNIT_EXPECT_EQ(test, offset_in_page(p), 0UL);
	for (i = 0; i < nr; i++) {
		struct page *page = vmalloc_to_page(p + i * PAGE_SIZE);

		KUNIT_ASSERT_NOT_NULL(test, page);
		p[i * PAGE_SIZE] = i;
		KUNIT_EXPECT_EQ(test, *(char *)page_address(page), (char)i);
	}
	vfree(p);
}

static bool is_mapped(void *p)
{
	unsigned int level;
	pte_t *pte = lookup_address((unsigned long)p, &level);

	return pte && pte_present(*pte);
}

static void guard_page_is_not_mapped(struct kunit *test)
{
	char *p = vmalloc(3 * PAGE_SIZE);
	struct vm_struct *area;

	KUNIT_ASSERT_NOT_NULL(test, p);
	area = find_vm_area(p);
	KUNIT_ASSERT_NOT_NULL(test, area);
	KUNIT_EXPECT_EQ(test, area->size, 4 * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, area->nr_pages, 3U);
	KUNIT_EXPECT_FALSE(test, is_mapped(p + 3 * PAGE_SIZE));
	KUNIT_EXPECT_TRUE(test, is_mapped(p));
	vfree(p);
	KUNIT_EXPECT_NULL(test, find_vm_area(p));
	KUNIT_EXPECT_FALSE(test, is_mapped(p));
}

static void cleared_and_impossible(struct kunit *test)
{
	char *p = vzalloc(5 * PAGE_SIZE);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, 5 * PAGE_SIZE));
	vfree(p);
	KUNIT_EXPECT_NULL(test, __vmalloc(1UL << 45, GFP_KERNEL | __GFP_NOWARN,
					  PAGE_KERNEL));
	KUNIT_EXPECT_NULL(test, __vmalloc(0, GFP_KERNEL | __GFP_NOWARN,
					  PAGE_KERNEL));
	vfree(NULL);
}

/* Addresses are found again, so that page tables do not grow for ever. */
static void addresses_are_reused(struct kunit *test)
{
	unsigned long lowest = ~0UL, highest = 0, i;

	for (i = 0; i < 20000; i++) {
		unsigned long p = (unsigned long)vmalloc(4 * PAGE_SIZE);

		KUNIT_ASSERT_NE(test, p, 0UL);
		lowest = min(lowest, p);
		highest = max(highest, p);
		vfree((void *)p);
	}
	KUNIT_EXPECT_LT(test, highest - lowest, 256UL << 20);
}

static void ranges_and_alignment(struct kunit *test)
{
	void *p = __vmalloc_node_range(PAGE_SIZE, 64 << 10, MODULES_VADDR,
				       MODULES_END, GFP_KERNEL, PAGE_KERNEL,
				       0, NUMA_NO_NODE, NULL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_GE(test, (unsigned long)p, MODULES_VADDR);
	KUNIT_EXPECT_LT(test, (unsigned long)p, MODULES_END);
	KUNIT_EXPECT_EQ(test, (unsigned long)p & 0xffff, 0UL);
	vfree(p);
}

static void vmap_of_pages(struct kunit *test)
{
	struct page *pages[4];
	unsigned int i;
	char *p;

	for (i = 0; i < 4; i++) {
		pages[i] = alloc_page(GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, pages[i]);
		memset(page_address(pages[i]), i, PAGE_SIZE);
	}
	p = vmap(pages, 4, VM_MAP, PAGE_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_NULL(test, memchr_inv(p + i * PAGE_SIZE, i,
						   PAGE_SIZE));
	vunmap(p);
	for (i = 0; i < 4; i++) {
		KUNIT_EXPECT_EQ(test, page_count(pages[i]), 1);
		__free_page(pages[i]);
	}
}

static void rights_can_be_changed(struct kunit *test)
{
	unsigned long *p = vmalloc(PAGE_SIZE);
	unsigned int level;
	pte_t *pte;

	KUNIT_ASSERT_NOT_NULL(test, p);
	p[0] = 42;
	KUNIT_EXPECT_EQ(test, set_memory_ro((unsigned long)p, 1), 0);
	pte = lookup_address((unsigned long)p, &level);
	KUNIT_ASSERT_NOT_NULL(test, pte);
	KUNIT_EXPECT_EQ(test, level, PG_LEVEL_4K);
	KUNIT_EXPECT_FALSE(test, pte_write(*pte));
	KUNIT_EXPECT_FALSE(test, pte_exec(*pte));
	KUNIT_EXPECT_EQ(test, p[0], 42UL);
	KUNIT_EXPECT_EQ(test, set_memory_rw((unsigned long)p, 1), 0);
	p[0] = 43;
	vfree(p);
}

static void kvmalloc_of_any_size(struct kunit *test)
{
	void *small = kvmalloc(100, GFP_KERNEL);
	void *large = kvmalloc(2 << 20, GFP_KERNEL);

	KUNIT_EXPECT_NOT_NULL(test, small);
	KUNIT_EXPECT_NOT_NULL(test, large);
	KUNIT_EXPECT_FALSE(test, is_vmalloc_addr(small));
	KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(large));
	kvfree(small);
	kvfree(large);
	KUNIT_EXPECT_NULL(test, kvmalloc_array(SIZE_MAX, 2, GFP_KERNEL));
}

static void percpu_copies(struct kunit *test)
{
	unsigned long __percpu *v[100];
	unsigned int i;
	int cpu;

	for (i = 0; i < ARRAY_SIZE(v); i++) {
		v[i] = __alloc_percpu(200, 64);
		KUNIT_ASSERT_NOT_NULL(test, v[i]);
		for_each_possible_cpu(cpu) {
			unsigned long *copy = per_cpu_ptr(v[i], cpu);

			KUNIT_EXPECT_EQ(test, (unsigned long)copy & 63, 0UL);
			KUNIT_EXPECT_NULL(test, memchr_inv(copy, 0, 200));
			memset(copy, i + cpu, 200);
		}
	}
	for (i = 0; i < ARRAY_SIZE(v); i++) {
		for_each_possible_cpu(cpu)
			KUNIT_EXPECT_NULL(test,
					  memchr_inv(per_cpu_ptr(v[i], cpu),
						     i + cpu, 200));
		free_percpu(v[i]);
	}
	free_percpu(NULL);
}

static struct kunit_case vmalloc_cases[] = {
	KUNIT_CASE(pages_are_mapped),
	KUNIT_CASE(guard_page_is_not_mapped),
	KUNIT_CASE(cleared_and_impossible),
	KUNIT_CASE(addresses_are_reused),
	KUNIT_CASE(ranges_and_alignment),
	KUNIT_CASE(vmap_of_pages),
	KUNIT_CASE(rights_can_be_changed),
	KUNIT_CASE(kvmalloc_of_any_size),
	KUNIT_CASE(percpu_copies),
	{}
};

static struct kunit_suite vmalloc_suite = {
	.name = "vmalloc",
	.test_cases = vmalloc_cases,
};
kunit_test_suite(vmalloc_suite);
