/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm/internal.h - what the files of mm/ tell each other and nobody else
 */
#ifndef __MM_INTERNAL_H
#define __MM_INTERNAL_H

#include <linux/mm.h>

/* alloc_flags of the page allocator; the low bits name a watermark */
#define ALLOC_WMARK_MASK	0x03
#define ALLOC_HARDER		0x10	/* a quarter below min */
#define ALLOC_HIGH		0x20	/* half of min */
#define ALLOC_NO_WATERMARKS	0x04	/* whatever there is */

/* mm/page_alloc.c */
void __free_pages_bootmem(struct page *page, unsigned int order);
void prep_compound_page(struct page *page, unsigned int order);
void free_compound_page(struct page *page);
extern u8 preferred_zid[MAX_NR_ZONES];
DECLARE_PER_CPU(struct per_cpu_pageset [MAX_NR_ZONES], zone_pagesets);

/* mm/vmalloc.c */
struct vm_struct;
struct vm_struct *__get_vm_area_node(unsigned long size, unsigned long align,
				     unsigned long flags, unsigned long start,
				     unsigned long end, gfp_t gfp,
				     const void *caller);

/* mm/vmalloc_pages.c */
void vfree_finish_deferred(void);
void set_vfree_kick(void (*kick)(void));

/* mm/debug.c */
bool report_bad_page(struct page *page);

/* mm/vmscan.c registers here; see set_reclaim_ops(). */
struct reclaim_ops {
	/* Frees pages for an allocation of @order; how many it freed. */
	unsigned long (*try_to_free_pages)(gfp_t gfp_mask, unsigned int order);
	void (*wakeup_kswapd)(struct zone *zone, unsigned int order);
	/* Kills somebody; true if waiting for memory makes sense. */
	bool (*out_of_memory)(gfp_t gfp_mask, unsigned int order);
};
void set_reclaim_ops(const struct reclaim_ops *ops);

/* mm/memory.c */
pmd_t *mm_find_pmd(struct mm_struct *mm, unsigned long address);
void print_bad_pte(struct vm_area_struct *vma, unsigned long addr, pte_t pte,
		   struct page *page);
gfp_t fault_gfp_mask(struct vm_area_struct *vma);

/* mm/mlock.c; the page's mapping changes under page_table_lock. */
void mlock_vma_page(struct page *page);
void munlock_vma_page(struct page *page);
void clear_page_mlock(struct page *page);
void munlock_vma_pages_range(struct vm_area_struct *vma, unsigned long start,
			     unsigned long end);
int __mm_populate(unsigned long start, unsigned long len, int ignore_errors);

/* mm/gup.c */
long populate_vma_page_range(struct vm_area_struct *vma, unsigned long start,
			     unsigned long end, int *nonblocking);

/* mm/vmscan.c, mm/shrinker.c */
void reclaim_init(void);
unsigned long shrink_slab(gfp_t gfp_mask, int priority);

#endif /* __MM_INTERNAL_H */
