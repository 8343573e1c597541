// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/munmap.c - munmap()
 *
 *	split_edges   [AAAAxxxx][BB][xxCC] -> [AAAA][xxxx][BB][xx][CC]
 *	detach_vmas   the middle leaves list and tree: nobody finds it
 *	unmap_region  pages and page tables go, TLBs are flushed
 *	remove_vma    files are closed, charges given back
 *
 * I1         After the detach nothing can fail.
 * Locking    mmap_sem held for writing.
 * Entry      do_munmap() vm_munmap() unmap_region()
 * Mirrors: Linux 4.6 mm/mmap.c.
 */
#include <linux/mman.h>

#include <linux/sched.h>
#include <linux/syscalls.h>

#include <asm/tlb.h>

#include "internal.h"
#include "vma.h"

/**
 * unmap_region() - unmap the pages of areas, and free their page tables
 * @mm: the address space
 * @vma: the first area; the run is out of list and tree, ended by NULL
 * @prev: the area below, or NULL
 * @start: first address
 * @end: first address beyond
 *
 * Context: mmap_sem held for writing; may sleep.
 */
void unmap_region(struct mm_struct *mm, struct vm_area_struct *vma,
		  struct vm_area_struct *prev, unsigned long start,
		  unsigned long end)
{
	struct vm_area_struct *next = prev ? prev->vm_next : mm->mmap;
	struct mmu_gather tlb;

	tlb_gather_mmu(&tlb, mm, start, end);
	update_hiwater_rss(mm);
	unmap_vmas(&tlb, vma, start, end);
	free_pgtables(&tlb, vma, prev ? prev->vm_end : FIRST_USER_ADDRESS,
		      next ? next->vm_start : 0);
	tlb_finish_mmu(&tlb, start, end);
}

/* Make [start, end) consist of whole areas; *first is the first of them. */
static int split_edges(struct mm_struct *mm, struct vm_area_struct **first,
		       unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = *first;
	struct vm_area_struct *last;
	int err;

	if (start > vma->vm_start) {
		/* A hole in the middle makes one area more. */
		if (end < vma->vm_end && mm->map_count >= sysctl_max_map_count)
			return -ENOMEM;
		err = __split_vma(mm, vma, start, 0);
		if (err)
			return err;
		*first = vma->vm_next;
	}
	last = end < (*first)->vm_end ? *first : find_vma(mm, end);
	if (last && end > last->vm_start) {
		err = __split_vma(mm, last, end, 1);
		if (err)
			return err;
		if (last == *first)
			*first = last->vm_prev;
	}
	return 0;
}

/* Close, uncharge and free areas that are unmapped. */
static void remove_vma_list(struct mm_struct *mm, struct vm_area_struct *vma)
{
	unsigned long accounted = 0;

	update_hiwater_vm(mm);
	while (vma) {
		long pages = vma_pages(vma);

		if (vma->vm_flags & VM_ACCOUNT)
			accounted += pages;
		vm_stat_account(mm, vma->vm_flags, -pages);
		vma = remove_vma(vma);
	}
	if (accounted)
		vm_unacct_memory(accounted);
}

static void munlock_vmas(struct mm_struct *mm, struct vm_area_struct *vma,
			 unsigned long end)
{
	for (; vma && vma->vm_start < end; vma = vma->vm_next) {
		if (!(vma->vm_flags & VM_LOCKED))
			continue;
		mm->locked_vm -= vma_pages(vma);
		munlock_vma_pages_range(vma, vma->vm_start, vma->vm_end);
	}
}

/**
 * do_munmap() - unmap a range
 * @mm: the address space
 * @start: first address, page aligned
 * @len: bytes; holes in the range are fine
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: 0, -EINVAL for a bad range, -ENOMEM (an area may be split then).
 */
int do_munmap(struct mm_struct *mm, unsigned long start, size_t len)
{
	struct vm_area_struct *vma;
	struct vm_area_struct *prev;
	unsigned long end;
	int err;

	if (offset_in_page(start) || start > TASK_SIZE ||
	    len > TASK_SIZE - start)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len)
		return -EINVAL;
	end = start + len;

	vma = find_vma(mm, start);
	if (!vma || vma->vm_start >= end)
		return 0;
	err = split_edges(mm, &vma, start, end);
	if (err)
		return err;

	if (mm->locked_vm)
		munlock_vmas(mm, vma, end);
	prev = vma->vm_prev;
	detach_vmas(mm, vma, prev, end);
	unmap_region(mm, vma, prev, start, end);
	remove_vma_list(mm, vma);
	return 0;
}

/**
 * vm_munmap() - do_munmap() for current
 * @start: first address, page aligned
 * @len: bytes
 *
 * Context: process context, may sleep.
 * Return: as do_munmap(), or -EINTR.
 */
int vm_munmap(unsigned long start, size_t len)
{
	struct mm_struct *mm = current->mm;
	int ret;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	ret = do_munmap(mm, start, len);
	up_write(&mm->mmap_sem);
	return ret;
}

SYSCALL_DEFINE2(munmap, unsigned long, addr, size_t, len)
{
	return vm_munmap(addr, len);
}
