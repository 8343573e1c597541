// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/vma_test.c - mm/vma.c, vma_merge.c, mmap.c, munmap.c, mprotect.c
 *
 * Each case has an address space of its own.  The random case does what a
 * hostile program would do to 64 pages, keeps a page-by-page model beside it,
 * and checks list, tree, gaps and accounts after each step.
 */
#include <kunit/test.h>

#include <linux/mman.h>
#include <linux/personality.h>
#include <linux/random.h>
#include <linux/rmap.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>

#include <asm/mmu_context.h>

#include "../../mm/vma.h"

#define BASE	0x10000000UL
#define PAGES	64
#define RIGHTS	(VM_READ | VM_WRITE | VM_EXEC)

long sys_mprotect(unsigned long start, unsigned long len, unsigned long prot);
long sys_mremap(unsigned long addr, unsigned long old_len,
		unsigned long new_len, unsigned long flags,
		unsigned long new_addr);

static int vma_test_init(struct kunit *test)
{
	struct mm_struct *mm = mm_alloc();
	struct mm_struct *active_mm;

	if (!mm)
		return -ENOMEM;
	mm->get_unmapped_area = arch_get_unmapped_area_topdown;
	mm->mmap_base = BASE + PAGES * PAGE_SIZE;
	mm->mmap_legacy_base = BASE;
	task_lock(current);
	local_irq_disable();
	active_mm = current->active_mm;
	current->mm = mm;
	current->active_mm = mm;
	activate_mm(active_mm, mm);
	local_irq_enable();
	task_unlock(current);
	mmdrop(active_mm);
	return 0;
}

static void vma_test_exit(struct kunit *test)
{
	struct mm_struct *mm = current->mm;

	mmgrab(mm);
	task_lock(current);
	current->mm = NULL;
	enter_lazy_tlb(mm, current);
	task_unlock(current);
	mmput(mm);
}

static unsigned long map(int page, int pages, unsigned long prot,
			 unsigned long flags)
{
	unsigned long populate;
	unsigned long ret;

	down_write(&current->mm->mmap_sem);
	ret = do_mmap(NULL, BASE + page * PAGE_SIZE, pages * PAGE_SIZE, prot,
		      MAP_PRIVATE | MAP_ANONYMOUS | flags, 0, 0, &populate);
	up_write(&current->mm->mmap_sem);
	return ret;
}

static int protect(int page, int pages, unsigned long prot)
{
	return sys_mprotect(BASE + page * PAGE_SIZE, pages * PAGE_SIZE, prot);
}

static void neighbours_merge(struct kunit *test)
{
	struct mm_struct *mm = current->mm;

	KUNIT_EXPECT_EQ(test, map(0, 2, PROT_READ, MAP_FIXED), BASE);
	map(4, 2, PROT_READ, MAP_FIXED);
	KUNIT_EXPECT_EQ(test, mm->map_count, 2);
	map(2, 2, PROT_READ, MAP_FIXED);
	KUNIT_EXPECT_EQ(test, mm->map_count, 1);
	map(6, 2, PROT_READ | PROT_WRITE, MAP_FIXED);
	KUNIT_EXPECT_EQ(test, mm->map_count, 2);
	KUNIT_EXPECT_EQ(test, protect(2, 2, PROT_READ | PROT_WRITE), 0);
	KUNIT_EXPECT_EQ(test, mm->map_count, 4);
	KUNIT_EXPECT_EQ(test, protect(4, 2, PROT_READ | PROT_WRITE), 0);
	KUNIT_EXPECT_EQ(test, mm->map_count, 2);
	KUNIT_EXPECT_EQ(test, protect(0, 2, PROT_READ | PROT_WRITE), 0);
	KUNIT_EXPECT_EQ(test, mm->map_count, 1);
	KUNIT_EXPECT_EQ(test, vm_munmap(BASE + 3 * PAGE_SIZE, PAGE_SIZE), 0);
	KUNIT_EXPECT_EQ(test, mm->map_count, 2);
	KUNIT_EXPECT_EQ(test, mm->total_vm, 7UL);
}

static void highest_gap_is_taken(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, map(0, 4, PROT_READ, 0), BASE);
	KUNIT_EXPECT_EQ(test, map(0, 4, PROT_READ, 0),
			BASE + (PAGES - 4) * PAGE_SIZE);
	map(32, 8, PROT_READ, MAP_FIXED);
	/* Gaps: [4, 32) and [40, 60). */
	KUNIT_EXPECT_EQ(test, map(0, 20, PROT_READ, 0),
			BASE + 40 * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, map(0, 20, PROT_READ, 0),
			BASE + 12 * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, map(0, 4, PROT_READ, MAP_FIXED_NOREPLACE),
			(unsigned long)-EEXIST);
}

static void anon_vma_is_shared(struct kunit *test)
{
	struct vm_area_struct *a;
	struct vm_area_struct *b;

	map(0, 4, PROT_READ | PROT_WRITE, MAP_FIXED);
	a = find_vma(current->mm, BASE);
	KUNIT_ASSERT_EQ(test, anon_vma_prepare(a), 0);
	protect(2, 2, PROT_READ);
	a = find_vma(current->mm, BASE);
	b = find_vma(current->mm, BASE + 2 * PAGE_SIZE);
	KUNIT_EXPECT_PTR_NE(test, a, b);
	KUNIT_EXPECT_NOT_NULL(test, a->anon_vma);
	KUNIT_EXPECT_PTR_EQ(test, a->anon_vma, b->anon_vma);
	protect(2, 2, PROT_READ | PROT_WRITE);
	KUNIT_EXPECT_EQ(test, current->mm->map_count, 1);
}

/*
 * The random case
 */
struct vma_model {
	bool		used[PAGES];
	unsigned long	rights[PAGES];
};

static unsigned long tree_gap(struct kunit *test, struct rb_node *node,
			      int *count)
{
	struct vm_area_struct *vma;
	unsigned long below;
	unsigned long gap;

	if (!node)
		return 0;
	(*count)++;
	vma = rb_entry(node, struct vm_area_struct, vm_rb);
	below = vma->vm_prev ? vma->vm_prev->vm_end : 0;
	gap = vm_start_gap(vma) > below ? vm_start_gap(vma) - below : 0;
	gap = max(gap, tree_gap(test, node->rb_left, count));
	gap = max(gap, tree_gap(test, node->rb_right, count));
	KUNIT_EXPECT_EQ(test, gap, vma->rb_subtree_gap);
	return gap;
}

static void check_areas(struct kunit *test)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *prev = NULL;
	struct vm_area_struct *vma;
	unsigned long total = 0;
	unsigned long data = 0;
	int in_tree = 0;
	int count = 0;

	for (vma = mm->mmap; vma; prev = vma, vma = vma->vm_next) {
		count++;
		total += vma_pages(vma);
		if (vma->vm_flags & VM_WRITE)
			data += vma_pages(vma);
		KUNIT_EXPECT_PTR_EQ(test, vma->vm_prev, prev);
		KUNIT_EXPECT_TRUE(test, vma->vm_start < vma->vm_end);
		KUNIT_EXPECT_TRUE(test, !prev || prev->vm_end <= vma->vm_start);
		KUNIT_EXPECT_PTR_EQ(test, find_vma(mm, vma->vm_end - 1), vma);
	}
	tree_gap(test, mm->mm_rb.rb_node, &in_tree);
	KUNIT_EXPECT_EQ(test, count, mm->map_count);
	KUNIT_EXPECT_EQ(test, count, in_tree);
	KUNIT_EXPECT_EQ(test, total, mm->total_vm);
	KUNIT_EXPECT_EQ(test, data, mm->data_vm);
	KUNIT_EXPECT_EQ(test, mm->highest_vm_end, prev ? prev->vm_end : 0);
}

static void check_model(struct kunit *test, const struct vma_model *model)
{
	struct vm_area_struct *vma;
	int i;

	for (i = 0; i < PAGES; i++) {
		unsigned long addr = BASE + i * PAGE_SIZE;

		vma = find_vma(current->mm, addr);
		if (vma && vma->vm_start > addr)
			vma = NULL;
		KUNIT_ASSERT_EQ(test, vma != NULL, model->used[i]);
		if (vma)
			KUNIT_EXPECT_EQ(test, vma->vm_flags & RIGHTS,
					model->rights[i]);
	}
}

static void random_step(struct kunit *test, struct vma_model *model)
{
	int page = get_random_u32() % PAGES;
	int pages = min_t(int, 1 + get_random_u32() % 8, PAGES - page);
	unsigned long prot = get_random_u32() % 8;
	struct vm_area_struct *vma;
	int i;

	switch (get_random_u32() % 4) {
	case 0:
	case 1:
		KUNIT_EXPECT_EQ(test, map(page, pages, prot, MAP_FIXED),
				BASE + page * PAGE_SIZE);
		for (i = page; i < page + pages; i++) {
			model->used[i] = true;
			model->rights[i] = prot;
		}
		vma = find_vma(current->mm, BASE + page * PAGE_SIZE);
		if (prot & PROT_EXEC)
			KUNIT_EXPECT_EQ(test, anon_vma_prepare(vma), 0);
		break;
	case 2:
		KUNIT_EXPECT_EQ(test, vm_munmap(BASE + page * PAGE_SIZE,
						pages * PAGE_SIZE), 0);
		for (i = page; i < page + pages; i++)
			model->used[i] = false;
		break;
	case 3:
		protect(page, pages, prot);
		for (i = page; i < page + pages && model->used[i]; i++)
			model->rights[i] = prot;
		break;
	}
}

static void random_operations(struct kunit *test)
{
	struct vma_model *model = kunit_kzalloc(test, sizeof(*model),
						GFP_KERNEL);
	long committed = vm_memory_committed();
	int i;

	KUNIT_ASSERT_NOT_NULL(test, model);
	for (i = 0; i < 2000 && test->status == KUNIT_SUCCESS; i++) {
		random_step(test, model);
		check_areas(test);
		check_model(test, model);
	}
	vm_munmap(BASE, PAGES * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, (long)vm_memory_committed(), committed);
}

static void mremap_keeps_offsets(struct kunit *test)
{
	struct vm_area_struct *vma;
	unsigned long pgoff;

	map(0, 4, PROT_READ | PROT_WRITE, MAP_FIXED);
	vma = find_vma(current->mm, BASE);
	KUNIT_ASSERT_EQ(test, anon_vma_prepare(vma), 0);
	pgoff = vma->vm_pgoff;
	KUNIT_EXPECT_EQ(test, sys_mremap(BASE, 4 * PAGE_SIZE, 8 * PAGE_SIZE,
					 MREMAP_MAYMOVE | MREMAP_FIXED,
					 BASE + 20 * PAGE_SIZE),
			(long)(BASE + 20 * PAGE_SIZE));
	vma = find_vma(current->mm, BASE);
	KUNIT_ASSERT_EQ(test, vma->vm_start, BASE + 20 * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, vma->vm_pgoff, pgoff);
	KUNIT_EXPECT_EQ(test, current->mm->total_vm, 8UL);
	check_areas(test);
}

static struct kunit_case vma_cases[] = {
	KUNIT_CASE(neighbours_merge),
	KUNIT_CASE(highest_gap_is_taken),
	KUNIT_CASE(anon_vma_is_shared),
	KUNIT_CASE(mremap_keeps_offsets),
	KUNIT_CASE(random_operations),
	{}
};

static struct kunit_suite vma_suite = {
	.name = "vma",
	.init = vma_test_init,
	.exit = vma_test_exit,
	.test_cases = vma_cases,
};
kunit_test_suite(vma_suite);
