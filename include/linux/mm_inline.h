/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mm_inline.h - which LRU list a page belongs to
 *
 * All of it runs under zone->lru_lock, except the predicates.
 */
#ifndef _LINUX_MM_INLINE_H
#define _LINUX_MM_INLINE_H

#include <linux/mm.h>

/* Backed by a file (1) or by swap space (0)? */
static inline int page_is_file_cache(struct page *page)
{
	return !PageSwapBacked(page);
}

static inline enum lru_list page_lru_base_type(struct page *page)
{
	return page_is_file_cache(page) ? LRU_INACTIVE_FILE : LRU_INACTIVE_ANON;
}

static inline enum lru_list page_lru(struct page *page)
{
	if (PageUnevictable(page))
		return LRU_UNEVICTABLE;
	return page_lru_base_type(page) + (PageActive(page) ? LRU_ACTIVE : 0);
}

/* The list of a page that leaves; its state bits go with it. */
static inline enum lru_list page_off_lru(struct page *page)
{
	enum lru_list lru = page_lru(page);

	if (PageUnevictable(page))
		__ClearPageUnevictable(page);
	else if (PageActive(page))
		__ClearPageActive(page);
	return lru;
}

static inline void add_page_to_lru_list(struct page *page,
					struct lruvec *lruvec,
					enum lru_list lru)
{
	mod_zone_page_state(lruvec->zone, NR_LRU_BASE + lru, 1);
	list_add(&page->lru, &lruvec->lists[lru]);
}

static inline void del_page_from_lru_list(struct page *page,
					  struct lruvec *lruvec,
					  enum lru_list lru)
{
	list_del(&page->lru);
	mod_zone_page_state(lruvec->zone, NR_LRU_BASE + lru, -1);
}

#endif /* _LINUX_MM_INLINE_H */
