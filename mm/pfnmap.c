// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/pfnmap.c - drivers map frames and pages into user space
 *
 *	vm_insert_pfn()    one frame, from ->fault() or later
 *
 * Frames are mapped by special entries (pte_special): nobody looks for a
 * struct page behind them, counts mappings or frees them.
 *
 * Locking    mmap_sem(W) in ->mmap(), (R) in ->fault(); page_table_lock for
 *            the entries.
 * Entry      vm_insert_pfn()
 * Mirrors: Linux 4.6 mm/memory.c.
 */
#include <linux/mm.h>

#include <linux/io.h>
#include <linux/rmap.h>
#include <linux/sched.h>

#include <asm/pgalloc.h>

#include "internal.h"

/* The entry of @addr, its lock held, the tables made; NULL: no memory. */
static pte_t *get_locked_pte(struct mm_struct *mm, unsigned long addr,
			     spinlock_t **ptl)
{
	pgd_t *pgd = pgd_offset(mm, addr);
	pud_t *pud = pud_alloc(mm, pgd, addr);
	pmd_t *pmd;

	if (!pud)
		return NULL;
	pmd = pmd_alloc(mm, pud, addr);
	if (!pmd)
		return NULL;
	return pte_alloc_map_lock(mm, pmd, addr, ptl);
}

/* Set one entry; @page: count the mapping. */
static int insert_pte(struct vm_area_struct *vma, unsigned long addr,
		      pte_t entry, struct page *page)
{
	struct mm_struct *mm = vma->vm_mm;
	spinlock_t *ptl;
	pte_t *pte;
	int err = 0;

	pte = get_locked_pte(mm, addr, &ptl);
	if (!pte)
		return -ENOMEM;
	if (!pte_none(*pte)) {
		err = -EBUSY;
	} else {
		if (page) {
			get_page(page);
			inc_mm_counter(mm, mm_counter_file(page));
			page_add_file_rmap(page);
		}
		set_pte_at(mm, addr, pte, entry);
	}
	pte_unmap_unlock(pte, ptl);
	return err;
}

/**
 * vm_insert_pfn() - map a frame of a device
 * @vma: an area with VM_PFNMAP
 * @addr: address in it
 * @pfn: the frame
 *
 * Context: in ->fault(); may sleep.
 * Return: 0, -EFAULT (address), -ENOMEM, -EBUSY (mapped).
 */
int vm_insert_pfn(struct vm_area_struct *vma, unsigned long addr,
		  unsigned long pfn)
{
	if (addr < vma->vm_start || addr >= vma->vm_end)
		return -EFAULT;
	if (WARN_ON_ONCE(!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))))
		return -EINVAL;
	return insert_pte(vma, addr,
			  pte_mkspecial(pfn_pte(pfn, vma->vm_page_prot)),
			  NULL);
}
