/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm/page_poison.h - free pages hold a pattern that is checked (DEBUG=1)
 */
#ifndef __MM_PAGE_POISON_H
#define __MM_PAGE_POISON_H

struct page;

#ifdef CONFIG_DEBUG
void kernel_poison_pages(struct page *page, unsigned int order);
void kernel_unpoison_pages(struct page *page, unsigned int order);
#else
static inline void kernel_poison_pages(struct page *page, unsigned int order)
{
}

static inline void kernel_unpoison_pages(struct page *page, unsigned int order)
{
}
#endif

#endif /* __MM_PAGE_POISON_H */
