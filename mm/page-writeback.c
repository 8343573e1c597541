// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/page-writeback.c - dirty pages: marking, finding and writing them
 *
 *	set_page_dirty()	PG_dirty, tag DIRTY, the inode is dirty
 *	clear_page_dirty_for_io() PG_dirty goes, the tag stays
 *	set_page_writeback()	PG_writeback, tag WRITEBACK, tag DIRTY goes
 *	end_page_writeback()	both go
 *
 * I1         a page with PG_dirty of a mapping that is written back has the
 *            DIRTY tag, and its inode is on the dirty list.
 * I2         PG_dirty is cleared with the page locked, after the page tables
 *            were made read-only: a write after that makes it dirty again.
 * Locking    tree_lock: the tags.  Page lock: as above.
 * Entry      set_page_dirty() clear_page_dirty_for_io() write_cache_pages()
 *
 * Mirrors: Linux 4.6 mm/page-writeback.c.
 * Simpler than Linux in: writers are slowed down by one global threshold, not
 * by the measured bandwidth of each device.
 */
#include <linux/writeback.h>

#include <linux/backing-dev.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/pagevec.h>
#include <linux/radix-tree.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/task_io_accounting_ops.h>

#include "internal.h"

/* Percent of available memory that may be dirty. */
int dirty_background_ratio = 10;
int vm_dirty_ratio = 20;
unsigned int dirty_writeback_interval = 500;
unsigned int dirty_expire_interval = 3000;

/* Set by fs/fs-writeback.c when there is something to wake. */
static void (*start_background_writeback)(void) __section(".data..read_mostly");

/**
 * account_page_dirtied() - count a page that became dirty
 *
 * Context: tree_lock held.
 */
void account_page_dirtied(struct page *page, struct address_space *mapping)
{
	if (!mapping_cap_account_dirty(mapping))
		return;
	inc_zone_page_state(page, NR_FILE_DIRTY);
	inc_zone_page_state(page, NR_DIRTIED);
	task_io_account_write(PAGE_SIZE);
}

/**
 * account_page_cleaned() - count a page that is clean without being written
 *
 * Context: page lock or tree_lock held.
 */
void account_page_cleaned(struct page *page, struct address_space *mapping)
{
	if (mapping_cap_account_dirty(mapping))
		dec_zone_page_state(page, NR_FILE_DIRTY);
}

/**
 * __set_page_dirty_nobuffers() - ->set_page_dirty() without buffer heads
 * @page: the caller keeps it from being truncated
 *
 * Context: may not sleep.
 * Return: 1 if it was clean.
 */
int __set_page_dirty_nobuffers(struct page *page)
{
	struct address_space *mapping = page_mapping(page);
	unsigned long flags;

	if (TestSetPageDirty(page))
		return 0;
	if (!mapping)
		return 1;
	spin_lock_irqsave(&mapping->tree_lock, flags);
	if (page->mapping == mapping) {		/* not truncated meanwhile */
		account_page_dirtied(page, mapping);
		radix_tree_tag_set(&mapping->page_tree, page->index,
				   PAGECACHE_TAG_DIRTY);
	}
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	if (mapping->host)
		__mark_inode_dirty(mapping->host, I_DIRTY_PAGES);
	return 1;
}

/**
 * __set_page_dirty_no_writeback() - ->set_page_dirty() of what has no disk
 * @page: page of tmpfs or ramfs
 *
 * Return: 1 if it was clean.
 */
int __set_page_dirty_no_writeback(struct page *page)
{
	if (!PageDirty(page))
		return !TestSetPageDirty(page);
	return 0;
}

/**
 * set_page_dirty() - this page is newer than the backing store
 * @page: locked, or kept from truncation by the page-table lock
 *
 * Context: may not sleep.
 * Return: nonzero if it was clean.
 */
int set_page_dirty(struct page *page)
{
	struct address_space *mapping = page_mapping(page);

	if (likely(mapping)) {
		/* A write makes the plan to reclaim it at once moot. */
		if (PageReclaim(page))
			ClearPageReclaim(page);
		if (mapping->a_ops->set_page_dirty)
			return mapping->a_ops->set_page_dirty(page);
		return __set_page_dirty_nobuffers(page);
	}
	if (!PageDirty(page))
		return !TestSetPageDirty(page);
	return 0;
}

/**
 * set_page_dirty_lock() - set_page_dirty() for who has only a reference
 *
 * Context: may sleep.
 * Return: nonzero if it was clean.
 */
int set_page_dirty_lock(struct page *page)
{
	int ret;

	lock_page(page);
	ret = set_page_dirty(page);
	unlock_page(page);
	return ret;
}

/**
 * clear_page_dirty_for_io() - the page is going to be written
 * @page: locked
 *
 * Context: may sleep.
 * Return: nonzero if it was dirty, and so must be written.
 */
int clear_page_dirty_for_io(struct page *page)
{
	struct address_space *mapping = page_mapping(page);

	BUG_ON(!PageLocked(page));
	if (!mapping || !mapping_cap_account_dirty(mapping))
		return TestClearPageDirty(page);
	/* I2: what page tables know becomes PG_dirty, before that is cleared. */
	if (page_mkclean(page))
		set_page_dirty(page);
	if (!TestClearPageDirty(page))
		return 0;
	dec_zone_page_state(page, NR_FILE_DIRTY);
	return 1;
}

/**
 * redirty_page_for_writepage() - ->writepage() cannot write it now
 * @wbc: the request
 * @page: locked
 *
 * Return: nonzero if it was clean.
 */
int redirty_page_for_writepage(struct writeback_control *wbc,
			       struct page *page)
{
	wbc->pages_skipped++;
	return __set_page_dirty_nobuffers(page);
}

/**
 * __test_set_page_writeback() - writing begins
 * @page: locked
 * @keep_write: keep the TOWRITE tag: some of it will be written later
 *
 * Return: nonzero if it was under writeback.
 */
int __test_set_page_writeback(struct page *page, bool keep_write)
{
	struct address_space *mapping = page_mapping(page);
	unsigned long flags;
	int ret;

	if (!mapping) {
		ret = TestSetPageWriteback(page);
		goto account;
	}
	spin_lock_irqsave(&mapping->tree_lock, flags);
	ret = TestSetPageWriteback(page);
	if (!ret)
		radix_tree_tag_set(&mapping->page_tree, page->index,
				   PAGECACHE_TAG_WRITEBACK);
	if (!PageDirty(page))
		radix_tree_tag_clear(&mapping->page_tree, page->index,
				     PAGECACHE_TAG_DIRTY);
	if (!keep_write)
		radix_tree_tag_clear(&mapping->page_tree, page->index,
				     PAGECACHE_TAG_TOWRITE);
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
account:
	if (!ret)
		inc_zone_page_state(page, NR_WRITEBACK);
	return ret;
}

/**
 * test_clear_page_writeback() - writing is over
 * @page: under writeback
 *
 * Context: any.
 * Return: nonzero if it was under writeback.
 */
int test_clear_page_writeback(struct page *page)
{
	struct address_space *mapping = page_mapping(page);
	unsigned long flags;
	int ret;

	if (mapping) {
		spin_lock_irqsave(&mapping->tree_lock, flags);
		ret = TestClearPageWriteback(page);
		if (ret)
			radix_tree_tag_clear(&mapping->page_tree, page->index,
					     PAGECACHE_TAG_WRITEBACK);
		spin_unlock_irqrestore(&mapping->tree_lock, flags);
	} else {
		ret = TestClearPageWriteback(page);
	}
	if (ret) {
		dec_zone_page_state(page, NR_WRITEBACK);
		inc_zone_page_state(page, NR_WRITTEN);
	}
	return ret;
}

/**
 * mapping_tagged() - has any page of the file this tag?
 * @mapping: the file
 * @tag: PAGECACHE_TAG_*
 *
 * Return: nonzero if one has.
 */
int mapping_tagged(struct address_space *mapping, int tag)
{
	return radix_tree_tagged(&mapping->page_tree, tag);
}

#define WRITEBACK_TAG_BATCH	4096

/**
 * tag_pages_for_writeback() - what is dirty now shall be written
 * @mapping: the file
 * @start: first page
 * @end: last page
 *
 * Pages that get dirty later do not get the TOWRITE tag, so that a sync ends.
 */
void tag_pages_for_writeback(struct address_space *mapping, pgoff_t start,
			     pgoff_t end)
{
	unsigned long tagged;

	do {
		spin_lock_irq(&mapping->tree_lock);
		tagged = radix_tree_range_tag_if_tagged(&mapping->page_tree,
				&start, end, WRITEBACK_TAG_BATCH,
				PAGECACHE_TAG_DIRTY, PAGECACHE_TAG_TOWRITE);
		spin_unlock_irq(&mapping->tree_lock);
		cond_resched();
		/* start wraps to 0 behind the last possible index. */
	} while (tagged >= WRITEBACK_TAG_BATCH && start);
}

/*
 * Write one page that was found by its tag.  0, -errno, or
 * AOP_WRITEPAGE_ACTIVATE turned into 0.
 */
static int write_tagged_page(struct page *page, struct address_space *mapping,
			     struct writeback_control *wbc,
			     writepage_t writepage, void *data)
{
	int ret;

	lock_page(page);
	if (unlikely(page->mapping != mapping) || !PageDirty(page))
		goto unlock;
	if (PageWriteback(page)) {
		if (wbc->sync_mode == WB_SYNC_NONE)
			goto unlock;
		wait_on_page_writeback(page);
	}
	if (!clear_page_dirty_for_io(page))
		goto unlock;
	ret = writepage(page, wbc, data);
	if (ret == AOP_WRITEPAGE_ACTIVATE) {
		unlock_page(page);
		ret = 0;
	}
	return ret;
unlock:
	unlock_page(page);
	return 0;
}

/* The pages [index, end]; true when the request is served. */
static bool write_cache_range(struct address_space *mapping,
			      struct writeback_control *wbc, pgoff_t index,
			      pgoff_t end, writepage_t writepage, void *data,
			      int *err)
{
	int tag = wbc->sync_mode == WB_SYNC_ALL || wbc->tagged_writepages ?
		  PAGECACHE_TAG_TOWRITE : PAGECACHE_TAG_DIRTY;
	struct pagevec pvec;
	bool done = false;
	unsigned int i;

	if (tag == PAGECACHE_TAG_TOWRITE)
		tag_pages_for_writeback(mapping, index, end);
	pagevec_init(&pvec, 0);
	while (!done && index <= end &&
	       pagevec_lookup_tag(&pvec, mapping, &index, tag, PAGEVEC_SIZE)) {
		for (i = 0; i < pagevec_count(&pvec) && !done; i++) {
			struct page *page = pvec.pages[i];
			int ret;

			if (page->index > end) {
				done = true;
				break;
			}
			mapping->writeback_index = page->index + 1;
			ret = write_tagged_page(page, mapping, wbc, writepage,
						data);
			if (ret) {
				*err = ret;
				/* Integrity: try the rest, report the error. */
				done = wbc->sync_mode == WB_SYNC_NONE;
			}
			if (--wbc->nr_to_write <= 0 &&
			    wbc->sync_mode == WB_SYNC_NONE)
				done = true;
		}
		pagevec_release(&pvec);
		cond_resched();
	}
	return done;
}

/**
 * write_cache_pages() - write the dirty pages of a file, one by one
 * @mapping: the file
 * @wbc: which, how many, and whether to wait
 * @writepage: writes one page, and unlocks it
 * @data: third argument of @writepage
 *
 * Context: may sleep.
 * Return: 0, or the last error of @writepage.
 */
int write_cache_pages(struct address_space *mapping,
		      struct writeback_control *wbc, writepage_t writepage,
		      void *data)
{
	pgoff_t start = mapping->writeback_index;
	int err = 0;

	if (!wbc->range_cyclic) {
		write_cache_range(mapping, wbc, wbc->range_start >> PAGE_SHIFT,
				  wbc->range_end >> PAGE_SHIFT, writepage,
				  data, &err);
		return err;
	}
	/* From where the last request ended to the end, then the beginning. */
	if (!write_cache_range(mapping, wbc, start, -1UL, writepage, data,
			       &err)) {
		mapping->writeback_index = 0;
		if (start)
			write_cache_range(mapping, wbc, 0, start - 1,
					  writepage, data, &err);
	}
	return err;
}

static int __writepage(struct page *page, struct writeback_control *wbc,
		       void *data)
{
	struct address_space *mapping = data;
	int ret = mapping->a_ops->writepage(page, wbc);

	if (ret != AOP_WRITEPAGE_ACTIVATE)
		mapping_set_error(mapping, ret);
	return ret;
}

/**
 * generic_writepages() - ->writepages() by way of ->writepage()
 * @mapping: the file
 * @wbc: the request
 *
 * Return: 0 or -errno.
 */
int generic_writepages(struct address_space *mapping,
		       struct writeback_control *wbc)
{
	if (!mapping->a_ops->writepage)
		return 0;
	return write_cache_pages(mapping, wbc, __writepage, mapping);
}

/**
 * do_writepages() - write dirty pages as the file system does it
 * @mapping: the file
 * @wbc: the request
 *
 * Return: 0 or -errno.
 */
int do_writepages(struct address_space *mapping, struct writeback_control *wbc)
{
	if (wbc->nr_to_write <= 0)
		return 0;
	if (mapping->a_ops->writepages)
		return mapping->a_ops->writepages(mapping, wbc);
	return generic_writepages(mapping, wbc);
}

/**
 * write_one_page() - write one page now, and wait for it
 * @page: locked; unlocked on return
 *
 * Return: 0 or -errno.
 */
int write_one_page(struct page *page)
{
	struct address_space *mapping = page->mapping;
	struct writeback_control wbc = {
		.sync_mode = WB_SYNC_ALL,
		.nr_to_write = 1,
	};
	int ret = 0;

	wait_on_page_writeback(page);
	if (!clear_page_dirty_for_io(page)) {
		unlock_page(page);
		return 0;
	}
	get_page(page);
	ret = mapping->a_ops->writepage(page, &wbc);
	if (!ret)
		wait_on_page_writeback(page);
	put_page(page);
	return ret ? ret : filemap_check_errors(mapping);
}

/**
 * global_dirty_limits() - how much may be dirty?
 * @pbackground: gets the pages above which writing starts
 * @pdirty: gets the pages above which writers must wait
 */
void global_dirty_limits(unsigned long *pbackground, unsigned long *pdirty)
{
	unsigned long available = nr_free_pages() +
				  global_page_state(NR_INACTIVE_FILE) +
				  global_page_state(NR_ACTIVE_FILE);

	available -= min(available, totalreserve_pages);
	*pbackground = available * dirty_background_ratio / 100;
	*pdirty = available * vm_dirty_ratio / 100;
	if (*pbackground >= *pdirty)
		*pbackground = *pdirty / 2;
}

/**
 * set_background_writeback() - whom to tell that there is much to write
 * @start: wakes the flusher threads
 *
 * Context: boot.
 */
void __init set_background_writeback(void (*start)(void))
{
	start_background_writeback = start;
}

/* Write some of one's own pages, until enough is clean. */
static void balance_dirty_pages(struct address_space *mapping)
{
	struct writeback_control wbc = {
		.sync_mode = WB_SYNC_NONE,
		.range_cyclic = 1,
	};
	unsigned long background, limit, dirty;

	for (;;) {
		dirty = global_page_state(NR_FILE_DIRTY) +
			global_page_state(NR_UNSTABLE_NFS);
		global_dirty_limits(&background, &limit);
		if (dirty > background && start_background_writeback)
			start_background_writeback();
		if (dirty + global_page_state(NR_WRITEBACK) <= limit ||
		    !mapping_tagged(mapping, PAGECACHE_TAG_DIRTY) ||
		    fatal_signal_pending(current))
			return;
		wbc.nr_to_write = 128;
		do_writepages(mapping, &wbc);
		cond_resched();
	}
}

/* Looking at the global numbers for each page would cost too much. */
static DEFINE_PER_CPU(int, bdp_ratelimits);
#define RATELIMIT_PAGES		32

/**
 * balance_dirty_pages_ratelimited() - a writer has dirtied a page
 *
 * Context: process context, may sleep; not with locks that writing needs.
 */
void balance_dirty_pages_ratelimited(struct address_space *mapping)
{
	if (!bdi_cap_account_dirty(inode_to_bdi(mapping->host)))
		return;
	if (likely(this_cpu_inc_return(bdp_ratelimits) < RATELIMIT_PAGES))
		return;
	this_cpu_write(bdp_ratelimits, 0);
	balance_dirty_pages(mapping);
}

/**
 * page_writeback_init() - the page cache works from here on
 *
 * Context: boot.
 */
void __init page_writeback_init(void)
{
	pagecache_init();
	bdi_init(&noop_backing_dev_info);
	/* There is nothing to read ahead from. */
	noop_backing_dev_info.ra_pages = 0;
	noop_backing_dev_info.io_pages = 0;
	reclaim_init();
}
