/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/tlb.h - struct mmu_gather: unmap first, flush once, free afterwards
 *
 * A page may be given back only when no CPU can reach it through a stale
 * TLB entry.  So the unmapping code collects the pages here, and
 * tlb_flush_mmu() flushes the range once before it frees them.
 * Page-table pages are collected in the same way, behind the data pages.
 *
 * Use: tlb_gather_mmu(), then for each entry tlb_remove_tlb_entry() and
 * __tlb_remove_page() or tlb_remove_page(), then tlb_finish_mmu().
 * Everything belongs to the task that unmaps.
 */
#ifndef _ASM_X86_TLB_H
#define _ASM_X86_TLB_H

#include <linux/mm.h>
#include <linux/swap.h>

#include <asm/processor.h>

#define MMU_GATHER_BUNDLE	8

struct mmu_gather_batch {
	struct mmu_gather_batch	*next;
	unsigned int		nr;
	unsigned int		max;
	struct page		*pages[0];
};

#define MAX_GATHER_BATCH \
	((PAGE_SIZE - sizeof(struct mmu_gather_batch)) / sizeof(void *))
/* So that freeing does not hold up the CPU for long. */
#define MAX_GATHER_BATCH_COUNT	(10000UL / MAX_GATHER_BATCH)

struct mmu_gather {
	struct mm_struct	*mm;
	unsigned long		start;		/* range to flush; */
	unsigned long		end;		/* start >= end: nothing */
	unsigned int		fullmm:1;	/* the mm dies: no flush needed */
	unsigned int		need_flush_all:1;
	unsigned int		freed_tables:1;
	struct mmu_gather_batch	*active;
	struct mmu_gather_batch	local;
	struct page		*__pages[MMU_GATHER_BUNDLE];
	unsigned int		batch_count;
};

/* mm/mmu_gather.c */
void tlb_flush_mmu_tlbonly(struct mmu_gather *tlb);
void tlb_flush_mmu_free(struct mmu_gather *tlb);
void tlb_flush_mmu(struct mmu_gather *tlb);
bool __tlb_remove_page(struct mmu_gather *tlb, struct page *page);

static inline void __tlb_adjust_range(struct mmu_gather *tlb,
				      unsigned long address)
{
	if (tlb->start > address)
		tlb->start = address;
	if (tlb->end < address + PAGE_SIZE)
		tlb->end = address + PAGE_SIZE;
}

static inline void __tlb_reset_range(struct mmu_gather *tlb)
{
	tlb->start = TASK_SIZE;
	tlb->end = 0;
	tlb->freed_tables = 0;
	if (tlb->fullmm) {
		tlb->start = 0;
		tlb->end = ~0UL;
	}
}

static inline void tlb_remove_page(struct mmu_gather *tlb, struct page *page)
{
	if (__tlb_remove_page(tlb, page))
		tlb_flush_mmu(tlb);
}

#define tlb_remove_tlb_entry(tlb, ptep, address) \
	__tlb_adjust_range(tlb, address)
#define tlb_start_vma(tlb, vma)	do { } while (0)
#define tlb_end_vma(tlb, vma)	do { } while (0)

/* A page-table page; the entry above it is already clear. */
static inline void __tlb_remove_table(struct mmu_gather *tlb,
				      struct page *page, unsigned long addr)
{
	__tlb_adjust_range(tlb, addr);
	tlb->freed_tables = 1;
	dec_zone_page_state(page, NR_PAGETABLE);
	tlb_remove_page(tlb, page);
}

#define pte_free_tlb(tlb, table, addr) \
	__tlb_remove_table(tlb, table, addr)
#define pmd_free_tlb(tlb, pmdp, addr) \
	__tlb_remove_table(tlb, virt_to_page(pmdp), addr)
#define pud_free_tlb(tlb, pudp, addr) \
	__tlb_remove_table(tlb, virt_to_page(pudp), addr)

#endif /* _ASM_X86_TLB_H */
