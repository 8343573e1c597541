/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/swap.h - the LRU lists (and, one day, swap areas)
 */
#ifndef _LINUX_SWAP_H
#define _LINUX_SWAP_H

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mmzone.h>

struct pagevec;
struct sysinfo;

/* mm/swap.c */
void lru_cache_add(struct page *page);
void lru_cache_add_anon(struct page *page);
void lru_cache_add_active_or_unevictable(struct page *page,
					 struct vm_area_struct *vma);
void mark_page_accessed(struct page *page);
void activate_page(struct page *page);
void deactivate_file_page(struct page *page);
void rotate_reclaimable_page(struct page *page);
void add_page_to_unevictable_list(struct page *page);
void lru_add_drain(void);
void lru_add_drain_cpu(int cpu);
void lru_add_drain_all(void);
void release_pages(struct page **pages, int nr, bool cold);
void free_pages_and_swap_cache(struct page **pages, int nr);

/* mm/vmscan.c, mm/shrinker.c */
void kswapd_init(void);
void drop_slab(void);

/* fs/drop_caches.c */
struct ctl_table;
extern int sysctl_drop_caches;
int drop_caches_sysctl_handler(struct ctl_table *table, int write,
			       void *buffer, size_t *length, loff_t *ppos);

static inline long get_nr_swap_pages(void)
{
	return 0;
}

#define total_swap_pages	0L

void si_swapinfo(struct sysinfo *val);

#endif /* _LINUX_SWAP_H */
