// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/page_poison.c - who writes to free pages? (DEBUG=1)
 *
 * A page that is freed is filled with PAGE_POISON; when it is handed out
 * again, every byte must still be there.  PG_owner_priv_1 marks such a page:
 * what was free from the beginning is not filled, that would take seconds.
 *
 * Mirrors: Linux 4.6 mm/page_poison.c.
 * Simpler than Linux in: always on in debug builds.
 */
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/string.h>

#include "kasan/kasan.h"
#include "page_poison.h"

/**
 * kernel_poison_pages() - these pages are free now
 * @page: the first
 * @order: 2^order of them
 *
 * Context: any.
 */
void kernel_poison_pages(struct page *page, unsigned int order)
{
	unsigned long i;

	/* KASAN holds that nobody may write there any more. */
	__memset(page_address(page), PAGE_POISON, PAGE_SIZE << order);
	for (i = 0; i < 1UL << order; i++)
		__set_bit(PG_owner_priv_1, &page[i].flags);
}

static void check_poison(struct page *page)
{
	static DEFINE_RATELIMIT_STATE(poison_rs, 5 * HZ, 10);
	const unsigned long want = ~0UL / 0xff * PAGE_POISON;
	unsigned long *p = page_address(page);
	unsigned int i;

	for (i = 0; i < PAGE_SIZE / sizeof(*p); i++)
		if (unlikely(p[i] != want))
			break;
	if (likely(i == PAGE_SIZE / sizeof(*p)) || !__ratelimit(&poison_rs))
		return;
	pr_err("pagealloc: memory corruption: %p was %016lx, is %016lx\n",
	       &p[i], want, p[i]);
	dump_stack();
}

/**
 * kernel_unpoison_pages() - these pages are about to be used
 * @page: the first
 * @order: 2^order of them
 *
 * Context: any.
 */
void kernel_unpoison_pages(struct page *page, unsigned int order)
{
	unsigned long i;

	for (i = 0; i < 1UL << order; i++)
		if (__test_and_clear_bit(PG_owner_priv_1, &page[i].flags))
			check_poison(page + i);
}
