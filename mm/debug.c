// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/debug.c - pages, in words
 *
 * Mirrors: Linux 4.6 mm/debug.c and bad_page() of mm/page_alloc.c.
 */
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>

#include "internal.h"

static const char * const pageflag_names[__NR_PAGEFLAGS] = {
	[PG_locked]		= "locked",
	[PG_error]		= "error",
	[PG_referenced]		= "referenced",
	[PG_uptodate]		= "uptodate",
	[PG_dirty]		= "dirty",
	[PG_lru]		= "lru",
	[PG_active]		= "active",
	[PG_slab]		= "slab",
	[PG_owner_priv_1]	= "owner_priv_1",
	[PG_arch_1]		= "arch_1",
	[PG_reserved]		= "reserved",
	[PG_private]		= "private",
	[PG_private_2]		= "private_2",
	[PG_writeback]		= "writeback",
	[PG_head]		= "head",
	[PG_swapcache]		= "swapcache",
	[PG_mappedtodisk]	= "mappedtodisk",
	[PG_reclaim]		= "reclaim",
	[PG_swapbacked]		= "swapbacked",
	[PG_unevictable]	= "unevictable",
	[PG_mlocked]		= "mlocked",
	[PG_waiters]		= "waiters",
};

/**
 * dump_page() - print what a struct page says
 * @page: any page
 * @reason: why it is of interest
 *
 * Context: any.
 */
void dump_page(struct page *page, const char *reason)
{
	unsigned int i;

	pr_alert("page:%p count:%d mapcount:%d mapping:%p index:%#lx\n",
		 page, page_ref_count(page), page_mapcount(page),
		 page->mapping, page->index);
	pr_alert("flags: %#lx(", page->flags);
	for (i = 0; i < __NR_PAGEFLAGS; i++)
		if (page->flags & (1UL << i))
			pr_cont(" %s", pageflag_names[i]);
	pr_cont(" ) private: %#lx\n", page->private);
	if (reason)
		pr_alert("page dumped because: %s\n", reason);
}

static const char *page_bad_reason(struct page *page)
{
	if (atomic_read(&page->_mapcount) != -1)
		return "nonzero mapcount";
	if (page->mapping)
		return "non-NULL mapping";
	if (page_ref_count(page))
		return "nonzero _refcount";
	return "PAGE_FLAGS_CHECK_AT_FREE flag(s) set";
}

/**
 * report_bad_page() - a page is freed that somebody seems to use
 *
 * The page is lost on purpose: whoever uses it may go on doing so.
 *
 * Context: any.
 * Return: true.
 */
bool report_bad_page(struct page *page)
{
	static DEFINE_RATELIMIT_STATE(bad_page_rs, 60 * HZ, 60);

	if (__ratelimit(&bad_page_rs)) {
		pr_alert("BUG: Bad page state in process %s  pfn:%05lx\n",
			 current->comm, page_to_pfn(page));
		dump_page(page, page_bad_reason(page));
		dump_stack();
	}
	page_mapcount_reset(page);
	add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
	return true;
}
