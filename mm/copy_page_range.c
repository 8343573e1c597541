// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/copy_page_range.c - fork(): the child gets the parent's page tables
 *
 * Nothing is copied but entries: private writable pages become read-only in
 * both, and the first write copies (mm/wp.c).  Areas whose pages can all be
 * found again by faulting (files without private copies) are left out.
 *
 * I1         After the copy no private page is writable in either process.
 *            The parent's TLBs may say otherwise until dup_mmap() has flushed
 *            them, before it releases mmap_sem.
 * Locking    mmap_sem of both mms held for writing; page_table_lock of the
 *            child, then of the parent.
 * Entry      copy_page_range()
 * Mirrors: Linux 4.6 mm/memory.c.
 */
#include <linux/mm.h>

#include <linux/rmap.h>
#include <linux/sched.h>

#include "internal.h"

/* Entries copied before the locks are dropped for a moment. */
#define COPY_BATCH	64

static inline bool is_cow_mapping(vm_flags_t flags)
{
	return (flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE;
}

/* The child's entry for the parent's *src_pte; I1. */
static inline void copy_one_pte(struct mm_struct *src_mm, pte_t *dst_pte,
				pte_t *src_pte, struct vm_area_struct *vma,
				unsigned long addr, int *rss)
{
	unsigned long vm_flags = vma->vm_flags;
	pte_t pte = *src_pte;
	struct page *page;

	if (is_cow_mapping(vm_flags) && pte_write(pte)) {
		ptep_set_wrprotect(src_mm, addr, src_pte);
		pte = pte_wrprotect(pte);
	}
	/* The parent's entry keeps the dirty bit of a shared page. */
	if (vm_flags & VM_SHARED)
		pte = pte_mkclean(pte);
	pte = pte_mkold(pte);

	page = vm_normal_page(vma, addr, pte);
	if (likely(page)) {
		page_ref_inc(page);
		page_dup_rmap(page);
		rss[mm_counter(page)]++;
	}
	set_pte(dst_pte, pte);
}

/* Copies up to COPY_BATCH entries; returns where it stopped, 0: no memory. */
static unsigned long copy_some_ptes(struct mm_struct *dst_mm,
				    struct mm_struct *src_mm, pmd_t *dst_pmd,
				    pmd_t *src_pmd, struct vm_area_struct *vma,
				    unsigned long addr, unsigned long end)
{
	int rss[NR_MM_COUNTERS] = { };
	int left = COPY_BATCH;
	spinlock_t *dst_ptl;
	spinlock_t *src_ptl;
	pte_t *dst_pte;
	pte_t *src_pte;
	int i;

	dst_pte = pte_alloc_map_lock(dst_mm, dst_pmd, addr, &dst_ptl);
	if (!dst_pte)
		return 0;
	src_pte = pte_offset_map(src_pmd, addr);
	src_ptl = pte_lockptr(src_mm, src_pmd);
	spin_lock_nested(src_ptl, SINGLE_DEPTH_NESTING);
	do {
		if (!pte_present(*src_pte))
			continue;
		copy_one_pte(src_mm, dst_pte, src_pte, vma, addr, rss);
		left--;
	} while (dst_pte++, src_pte++, addr += PAGE_SIZE, addr != end && left);
	spin_unlock(src_ptl);
	for (i = 0; i < NR_MM_COUNTERS; i++)
		if (rss[i])
			add_mm_counter(dst_mm, i, rss[i]);
	spin_unlock(dst_ptl);
	return addr;
}

static int copy_pte_range(struct mm_struct *dst_mm, struct mm_struct *src_mm,
			  pmd_t *dst_pmd, pmd_t *src_pmd,
			  struct vm_area_struct *vma, unsigned long addr,
			  unsigned long end)
{
	while (addr != end) {
		addr = copy_some_ptes(dst_mm, src_mm, dst_pmd, src_pmd, vma,
				      addr, end);
		if (!addr)
			return -ENOMEM;
		cond_resched();
	}
	return 0;
}

static int copy_pmd_range(struct mm_struct *dst_mm, struct mm_struct *src_mm,
			  pud_t *dst_pud, pud_t *src_pud,
			  struct vm_area_struct *vma, unsigned long addr,
			  unsigned long end)
{
	pmd_t *dst_pmd = pmd_alloc(dst_mm, dst_pud, addr);
	pmd_t *src_pmd = pmd_offset(src_pud, addr);
	unsigned long next;

	if (!dst_pmd)
		return -ENOMEM;
	do {
		next = pmd_addr_end(addr, end);
		if (pmd_none_or_clear_bad(src_pmd))
			continue;
		if (copy_pte_range(dst_mm, src_mm, dst_pmd, src_pmd, vma, addr,
				   next))
			return -ENOMEM;
	} while (dst_pmd++, src_pmd++, addr = next, addr != end);
	return 0;
}

static int copy_pud_range(struct mm_struct *dst_mm, struct mm_struct *src_mm,
			  pgd_t *dst_pgd, pgd_t *src_pgd,
			  struct vm_area_struct *vma, unsigned long addr,
			  unsigned long end)
{
	pud_t *dst_pud = pud_alloc(dst_mm, dst_pgd, addr);
	pud_t *src_pud = pud_offset(src_pgd, addr);
	unsigned long next;

	if (!dst_pud)
		return -ENOMEM;
	do {
		next = pud_addr_end(addr, end);
		if (pud_none_or_clear_bad(src_pud))
			continue;
		if (copy_pmd_range(dst_mm, src_mm, dst_pud, src_pud, vma, addr,
				   next))
			return -ENOMEM;
	} while (dst_pud++, src_pud++, addr = next, addr != end);
	return 0;
}

/**
 * copy_page_range() - copy the entries of one area to the child
 * @dst_mm: the child's address space
 * @src_mm: the parent's
 * @vma: the parent's area
 *
 * Context: mmap_sem of both held for writing; may sleep.
 * Return: 0, or -ENOMEM with a part copied: the child is to be torn down.
 */
int copy_page_range(struct mm_struct *dst_mm, struct mm_struct *src_mm,
		    struct vm_area_struct *vma)
{
	unsigned long addr = vma->vm_start;
	unsigned long end = vma->vm_end;
	pgd_t *dst_pgd = pgd_offset(dst_mm, addr);
	pgd_t *src_pgd = pgd_offset(src_mm, addr);
	unsigned long next;

	if (!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) && !vma->anon_vma)
		return 0;
	do {
		next = pgd_addr_end(addr, end);
		if (pgd_none_or_clear_bad(src_pgd))
			continue;
		if (copy_pud_range(dst_mm, src_mm, dst_pgd, src_pgd, vma, addr,
				   next))
			return -ENOMEM;
	} while (dst_pgd++, src_pgd++, addr = next, addr != end);
	return 0;
}
