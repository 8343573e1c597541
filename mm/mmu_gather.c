// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mmu_gather.c - unmapped pages wait here until the TLBs forgot them
 *
 *	CPU 0: munmap()             CPU 1: another thread
 *	clear the entry             still has the entry in its TLB
 *	free the page               writes into the page
 *	                            ... which is somebody else's by now
 *
 * So the page is freed only after a flush; and since a flush on all CPUs is
 * dear, pages are collected and flushed for together.
 *
 * I1         A page in a batch has one reference, the unmapped entry's.
 * I2         [start, end) covers every entry that was cleared since the last
 *            flush; end 0 says that there is none.
 * Locking    a gather belongs to one task.  Page-table locks may be held
 *            while adding; tlb_flush_mmu_free() may not run under one.
 * Entry      tlb_gather_mmu() __tlb_remove_page() tlb_flush_mmu_tlbonly()
 *            tlb_flush_mmu_free() tlb_flush_mmu() tlb_finish_mmu()
 * Mirrors: Linux 4.6 mm/memory.c (mmu_gather part; a file of its own since
 * 4.18).
 */
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/swap.h>

#include <asm/tlb.h>
#include <asm/tlbflush.h>

static bool tlb_next_batch(struct mmu_gather *tlb)
{
	struct mmu_gather_batch *batch = tlb->active->next;

	if (batch) {
		tlb->active = batch;
		return true;
	}
	if (tlb->batch_count == MAX_GATHER_BATCH_COUNT)
		return false;
	batch = (void *)__get_free_page(GFP_NOWAIT | __GFP_NOWARN);
	if (!batch)
		return false;
	tlb->batch_count++;
	batch->next = NULL;
	batch->nr = 0;
	batch->max = MAX_GATHER_BATCH;
	tlb->active->next = batch;
	tlb->active = batch;
	return true;
}

/**
 * tlb_gather_mmu() - begin to unmap
 * @tlb: the gather, usually on the stack
 * @mm: the address space
 * @start: first address; 0 together with
 * @end: the first beyond, or -1: the whole address space dies
 *
 * Context: mmap_sem held, or i_mmap_rwsem of what is unmapped.
 */
void tlb_gather_mmu(struct mmu_gather *tlb, struct mm_struct *mm,
		    unsigned long start, unsigned long end)
{
	tlb->mm = mm;
	tlb->fullmm = !(start | (end + 1));
	tlb->need_flush_all = 0;
	tlb->local.next = NULL;
	tlb->local.nr = 0;
	tlb->local.max = ARRAY_SIZE(tlb->__pages);
	tlb->active = &tlb->local;
	tlb->batch_count = 0;
	__tlb_reset_range(tlb);
}

/**
 * __tlb_remove_page() - free this page after the next flush
 * @tlb: the gather
 * @page: a page whose entry is cleared; its reference goes to the gather
 *
 * Context: any but interrupt.
 * Return: true when the gather is full: call tlb_flush_mmu() before more.
 */
bool __tlb_remove_page(struct mmu_gather *tlb, struct page *page)
{
	struct mmu_gather_batch *batch = tlb->active;

	batch->pages[batch->nr++] = page;
	if (likely(batch->nr < batch->max))
		return false;
	return !tlb_next_batch(tlb);
}

/**
 * tlb_flush_mmu_tlbonly() - flush what was unmapped, free nothing yet
 *
 * Context: any; page-table locks may be held, interrupts must be on.
 */
void tlb_flush_mmu_tlbonly(struct mmu_gather *tlb)
{
	if (!tlb->end)
		return;
	if (tlb->fullmm || tlb->need_flush_all)
		flush_tlb_mm(tlb->mm);
	else
		flush_tlb_mm_range(tlb->mm, tlb->start, tlb->end, PAGE_SHIFT,
				   tlb->freed_tables);
	__tlb_reset_range(tlb);
}

/**
 * tlb_flush_mmu_free() - free the pages; the flush has been made
 *
 * Context: process context, no spinlock held.
 */
void tlb_flush_mmu_free(struct mmu_gather *tlb)
{
	struct mmu_gather_batch *batch;

	for (batch = &tlb->local; batch && batch->nr; batch = batch->next) {
		free_pages_and_swap_cache(batch->pages, batch->nr);
		batch->nr = 0;
	}
	tlb->active = &tlb->local;
}

/**
 * tlb_flush_mmu() - flush, then free
 *
 * Context: process context, no spinlock held.
 */
void tlb_flush_mmu(struct mmu_gather *tlb)
{
	tlb_flush_mmu_tlbonly(tlb);
	tlb_flush_mmu_free(tlb);
}

/**
 * tlb_finish_mmu() - end of the unmapping
 * @tlb: the gather
 * @start: as at the beginning
 * @end: as at the beginning
 *
 * Context: process context, no spinlock held.
 */
void tlb_finish_mmu(struct mmu_gather *tlb, unsigned long start,
		    unsigned long end)
{
	struct mmu_gather_batch *batch;
	struct mmu_gather_batch *next;

	tlb_flush_mmu(tlb);
	for (batch = tlb->local.next; batch; batch = next) {
		next = batch->next;
		free_page((unsigned long)batch);
	}
	tlb->local.next = NULL;
}
