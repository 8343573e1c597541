/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm/memory.h - what the files that handle page faults share
 */
#ifndef _MM_MEMORY_H
#define _MM_MEMORY_H

#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

/* mm/memory.c */
void init_zero_pfn(void);

/* mm/wp.c */
vm_fault_t do_wp_page(struct vm_fault *vmf);
vm_fault_t do_page_mkwrite(struct vm_fault *vmf);
void fault_dirty_shared_page(struct vm_area_struct *vma, struct page *page);

/* An access forced by ptrace may write where the area may not. */
static inline pte_t maybe_mkwrite(pte_t pte, struct vm_area_struct *vma)
{
	if (likely(vma->vm_flags & VM_WRITE))
		pte = pte_mkwrite(pte);
	return pte;
}

/* A new anonymous page for one entry: rmap and LRU; page_table_lock held. */
static inline void map_new_anon_page(struct vm_area_struct *vma,
				     unsigned long address, struct page *page)
{
	page_add_new_anon_rmap(page, vma, address);
	lru_cache_add_active_or_unevictable(page, vma);
}

#endif /* _MM_MEMORY_H */
