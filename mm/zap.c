// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/zap.c - taking pages out of page tables, and the tables themselves
 *
 *	munmap()  unmap_vmas()   clear entries, collect pages    \
 *	          free_pgtables() clear upper entries, collect    } mmu_gather:
 *	                          page-table pages               /  flush, free
 *
 * Tables are shared by neighbouring areas, so a table is freed only if its
 * whole reach lies between floor (end of the area below) and ceiling (start
 * of the area above):
 *
 *	      floor v                    v ceiling
 *	[area]. . . . [unmapped] . . . . . . [area]
 *	|-- table --|-- table --|-- table --|-- table --|
 *	   stays       freed       freed       stays
 *
 * I1         An entry is cleared before its page is collected; a page of a
 *            file is told of its dirty bit only after the flush that keeps
 *            other CPUs from setting it again.
 * I2         Areas leave i_mmap and anon_vma before their tables are freed:
 *            rmap walkers hold those locks and no mmap_sem.
 * Locking    entries: page_table_lock.  Around: mmap_sem, or i_mmap_rwsem(W)
 *            for unmap_mapping_range().
 * Entry      unmap_vmas() zap_page_range()
 *            unmap_mapping_range() free_pgtables() free_pgd_range()
 * Mirrors: Linux 4.6 mm/memory.c (zap and free halves).
 */
#include <linux/mm.h>

#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swap.h>

#include <asm/pgalloc.h>
#include <asm/tlb.h>

#include "internal.h"
#include "vma.h"

/*
 * Entries
 */

static void add_mm_rss_vec(struct mm_struct *mm, const int *rss)
{
	int i;

	for (i = 0; i < NR_MM_COUNTERS; i++)
		if (rss[i])
			add_mm_counter(mm, i, rss[i]);
}

/*
 * Clear one present entry.  Returns the page to collect, or NULL; sets *flush
 * when the TLBs must be flushed before the lock is released (I1).
 */
static inline struct page *zap_present_pte(struct mmu_gather *tlb,
					   struct vm_area_struct *vma,
					   pte_t *pte, unsigned long addr,
					   const struct zap_details *details,
					   bool *flush)
{
	struct page *page = vm_normal_page(vma, addr, *pte);
	pte_t old;

	if (unlikely(details) && page && details->check_mapping &&
	    details->check_mapping != page->mapping)
		return NULL;
	old = ptep_get_and_clear_full(tlb->mm, addr, pte, tlb->fullmm);
	tlb_remove_tlb_entry(tlb, pte, addr);
	if (unlikely(!page))
		return NULL;
	if (!PageAnon(page)) {
		if (pte_dirty(old)) {
			*flush = true;
			set_page_dirty(page);
		}
		if (pte_young(old) && likely(!(vma->vm_flags & VM_SEQ_READ)))
			mark_page_accessed(page);
	}
	page_remove_rmap(page);
	if (unlikely(page_mapcount(page) < 0))
		print_bad_pte(vma, addr, old, page);
	return page;
}

/* Entries of one table, as far as the gather has room; where it stopped. */
static unsigned long zap_some_ptes(struct mmu_gather *tlb,
				   struct vm_area_struct *vma, pmd_t *pmd,
				   unsigned long addr, unsigned long end,
				   const struct zap_details *details)
{
	int rss[NR_MM_COUNTERS] = { };
	bool flush = false;
	bool full = false;
	spinlock_t *ptl;
	pte_t *start_pte;
	pte_t *pte;

	start_pte = pte_offset_map_lock(tlb->mm, pmd, addr, &ptl);
	pte = start_pte;
	do {
		struct page *page;

		if (pte_none(*pte))
			continue;
		if (unlikely(!pte_present(*pte))) {
			pte_clear(tlb->mm, addr, pte);
			continue;
		}
		page = zap_present_pte(tlb, vma, pte, addr, details, &flush);
		if (!page)
			continue;
		rss[mm_counter(page)]--;
		full = __tlb_remove_page(tlb, page);
	} while (pte++, addr += PAGE_SIZE, addr != end && !full);

	add_mm_rss_vec(tlb->mm, rss);
	if (flush || full)
		tlb_flush_mmu_tlbonly(tlb);
	pte_unmap_unlock(start_pte, ptl);
	if (full)
		tlb_flush_mmu_free(tlb);
	return addr;
}

static void zap_pte_range(struct mmu_gather *tlb, struct vm_area_struct *vma,
			  pmd_t *pmd, unsigned long addr, unsigned long end,
			  const struct zap_details *details)
{
	while (addr != end) {
		addr = zap_some_ptes(tlb, vma, pmd, addr, end, details);
		cond_resched();
	}
}

static void zap_pmd_range(struct mmu_gather *tlb, struct vm_area_struct *vma,
			  pud_t *pud, unsigned long addr, unsigned long end,
			  const struct zap_details *details)
{
	pmd_t *pmd = pmd_offset(pud, addr);
	unsigned long next;

	do {
		next = pmd_addr_end(addr, end);
		if (!pmd_none_or_clear_bad(pmd))
			zap_pte_range(tlb, vma, pmd, addr, next, details);
	} while (pmd++, addr = next, addr != end);
}

static void zap_pud_range(struct mmu_gather *tlb, struct vm_area_struct *vma,
			  pgd_t *pgd, unsigned long addr, unsigned long end,
			  const struct zap_details *details)
{
	pud_t *pud = pud_offset(pgd, addr);
	unsigned long next;

	do {
		next = pud_addr_end(addr, end);
		if (!pud_none_or_clear_bad(pud))
			zap_pmd_range(tlb, vma, pud, addr, next, details);
	} while (pud++, addr = next, addr != end);
}

static void unmap_page_range(struct mmu_gather *tlb,
			     struct vm_area_struct *vma,
			     unsigned long addr, unsigned long end,
			     const struct zap_details *details)
{
	pgd_t *pgd = pgd_offset(vma->vm_mm, addr);
	unsigned long next;

	tlb_start_vma(tlb, vma);
	do {
		next = pgd_addr_end(addr, end);
		if (!pgd_none_or_clear_bad(pgd))
			zap_pud_range(tlb, vma, pgd, addr, next, details);
	} while (pgd++, addr = next, addr != end);
	tlb_end_vma(tlb, vma);
}

static void unmap_single_vma(struct mmu_gather *tlb,
			     struct vm_area_struct *vma,
			     unsigned long start, unsigned long end,
			     const struct zap_details *details)
{
	start = max(vma->vm_start, start);
	end = min(vma->vm_end, end);
	if (start < end)
		unmap_page_range(tlb, vma, start, end, details);
}

/**
 * unmap_vmas() - unmap the pages of a run of areas
 * @tlb: the gather
 * @vma: the first area
 * @start: first address
 * @end: first address beyond; may be -1
 *
 * Context: mmap_sem held for writing, or the last user; may sleep.
 */
void unmap_vmas(struct mmu_gather *tlb, struct vm_area_struct *vma,
		unsigned long start, unsigned long end)
{
	for (; vma && vma->vm_start < end; vma = vma->vm_next)
		unmap_single_vma(tlb, vma, start, end, NULL);
}

/**
 * zap_page_range() - unmap pages, keep the areas
 * @vma: the first area
 * @address: first address
 * @size: bytes; may reach into the areas that follow
 *
 * Context: mmap_sem held for reading; may sleep.
 */
void zap_page_range(struct vm_area_struct *vma, unsigned long address,
		    unsigned long size)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long end = address + size;
	struct mmu_gather tlb;

	tlb_gather_mmu(&tlb, mm, address, end);
	update_hiwater_rss(mm);
	unmap_vmas(&tlb, vma, address, end);
	tlb_finish_mmu(&tlb, address, end);
}

/* Part of one area; the caller holds mmap_sem, or i_mmap_rwsem(W). */
static void zap_page_range_single(struct vm_area_struct *vma,
				  unsigned long address, unsigned long size,
				  const struct zap_details *details)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long end = address + size;
	struct mmu_gather tlb;

	tlb_gather_mmu(&tlb, mm, address, end);
	update_hiwater_rss(mm);
	unmap_single_vma(&tlb, vma, address, end, details);
	tlb_finish_mmu(&tlb, address, end);
}

/**
 * unmap_mapping_range() - unmap a part of a file from all address spaces
 * @mapping: the file's pages
 * @holebegin: offset in bytes; rounded down to a page
 * @holelen: bytes, rounded up; 0: to the end of the file
 * @even_cows: also private copies of the pages? (truncate: yes)
 *
 * Context: process context, may sleep; no page lock held.
 */
void unmap_mapping_range(struct address_space *mapping, loff_t holebegin,
			 loff_t holelen, int even_cows)
{
	pgoff_t first = holebegin >> PAGE_SHIFT;
	pgoff_t last = first + (((unsigned long)holelen + PAGE_SIZE - 1) >>
				PAGE_SHIFT) - 1;
	struct zap_details details = { };
	struct vm_area_struct *vma;

	if (holelen == 0 || last < first)
		last = ULONG_MAX;
	if (!mapping_mapped(mapping))
		return;
	details.check_mapping = even_cows ? NULL : mapping;

	i_mmap_lock_write(mapping);
	vma_interval_tree_foreach(vma, &mapping->i_mmap, first, last) {
		pgoff_t from = max(first, vma->vm_pgoff);
		pgoff_t to = min(last, vma_last_pgoff(vma));

		zap_page_range_single(vma, vma->vm_start +
				      ((from - vma->vm_pgoff) << PAGE_SHIFT),
				      (to - from + 1) << PAGE_SHIFT, &details);
	}
	i_mmap_unlock_write(mapping);
}

/*
 * Tables
 */

/* Does the table around [start, end), aligned by @mask, reach no neighbour? */
static inline bool table_is_free(unsigned long start, unsigned long end,
				 unsigned long floor, unsigned long ceiling,
				 unsigned long mask)
{
	if ((start & mask) < floor)
		return false;
	if (ceiling) {
		ceiling &= mask;
		if (!ceiling)
			return false;
	}
	return end - 1 <= ceiling - 1;
}

static void free_pte_range(struct mmu_gather *tlb, pmd_t *pmd,
			   unsigned long addr)
{
	pgtable_t table = pmd_pgtable(*pmd);

	pmd_clear(pmd);
	pte_free_tlb(tlb, table, addr);
	atomic_long_dec(&tlb->mm->nr_ptes);
}

static void free_pmd_range(struct mmu_gather *tlb, pud_t *pud,
			   unsigned long addr, unsigned long end,
			   unsigned long floor, unsigned long ceiling)
{
	unsigned long start = addr;
	pmd_t *pmd = pmd_offset(pud, addr);
	unsigned long next;

	do {
		next = pmd_addr_end(addr, end);
		if (!pmd_none_or_clear_bad(pmd))
			free_pte_range(tlb, pmd, addr);
	} while (pmd++, addr = next, addr != end);

	if (!table_is_free(start, end, floor, ceiling, PUD_MASK))
		return;
	pmd = pmd_offset(pud, start & PUD_MASK);
	pud_clear(pud);
	pmd_free_tlb(tlb, pmd, start);
	atomic_long_dec(&tlb->mm->nr_pmds);
}

static void free_pud_range(struct mmu_gather *tlb, pgd_t *pgd,
			   unsigned long addr, unsigned long end,
			   unsigned long floor, unsigned long ceiling)
{
	unsigned long start = addr;
	pud_t *pud = pud_offset(pgd, addr);
	unsigned long next;

	do {
		next = pud_addr_end(addr, end);
		if (!pud_none_or_clear_bad(pud))
			free_pmd_range(tlb, pud, addr, next, floor, ceiling);
	} while (pud++, addr = next, addr != end);

	if (!table_is_free(start, end, floor, ceiling, PGDIR_MASK))
		return;
	pud = pud_offset(pgd, start & PGDIR_MASK);
	pgd_clear(pgd);
	pud_free_tlb(tlb, pud, start);
}

/**
 * free_pgd_range() - free the page tables of a range
 * @tlb: the gather
 * @addr: first address that was mapped
 * @end: first address beyond
 * @floor: end of the area below; tables that reach lower stay
 * @ceiling: start of the area above, 0 for none; tables beyond stay
 *
 * Context: the pages are unmapped, and nobody walks here (I2).
 */
void free_pgd_range(struct mmu_gather *tlb, unsigned long addr,
		    unsigned long end, unsigned long floor,
		    unsigned long ceiling)
{
	unsigned long next;
	pgd_t *pgd;

	/* Whole tables only: leave those at the edges that others need. */
	addr &= PMD_MASK;
	if (addr < floor)
		addr += PMD_SIZE;
	if (ceiling) {
		ceiling &= PMD_MASK;
		if (!ceiling)
			return;
	}
	if (end - 1 > ceiling - 1)
		end -= PMD_SIZE;
	if (addr > end - 1)
		return;

	pgd = pgd_offset(tlb->mm, addr);
	do {
		next = pgd_addr_end(addr, end);
		if (!pgd_none_or_clear_bad(pgd))
			free_pud_range(tlb, pgd, addr, next, floor, ceiling);
	} while (pgd++, addr = next, addr != end);
}

/**
 * free_pgtables() - free the page tables of a run of areas
 * @tlb: the gather
 * @vma: the first area; the run ends with vm_next NULL
 * @floor: end of the area below the run
 * @ceiling: start of the area above it, or 0
 *
 * Context: mmap_sem held for writing, or the last user; may sleep.
 */
void free_pgtables(struct mmu_gather *tlb, struct vm_area_struct *vma,
		   unsigned long floor, unsigned long ceiling)
{
	while (vma) {
		struct vm_area_struct *next = vma->vm_next;
		unsigned long addr = vma->vm_start;

		anon_vma_unlink(vma);			/* I2 */
		unlink_file_vma(vma);

		/* Close neighbours are cheaper to free together. */
		while (next && next->vm_start <= vma->vm_end + PMD_SIZE) {
			vma = next;
			next = vma->vm_next;
			anon_vma_unlink(vma);
			unlink_file_vma(vma);
		}
		free_pgd_range(tlb, addr, vma->vm_end, floor,
			       next ? next->vm_start : ceiling);
		vma = next;
	}
}
