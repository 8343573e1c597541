// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/truncate.c - pages of a file that must go: truncation, and invalidation
 *
 *	truncate	the data is gone: dirty or not, pages are removed, and
 *			the part of the last page behind the end is cleared
 *	invalidate	the data is (or may be) elsewhere: only clean, unused
 *			pages are removed
 *
 * I1         i_size is smaller before the first page is removed, and all
 *            mappings are gone: no fault and no read brings a page back.
 * Locking    the caller has i_rwsem; page lock > tree_lock inside.
 * Context    process context, may sleep.
 * Entry      truncate_setsize() truncate_pagecache() truncate_inode_pages()
 *            invalidate_mapping_pages() invalidate_inode_pages2()
 *
 * Mirrors: Linux 4.6 mm/truncate.c.
 */
#include <linux/pagemap.h>

#include <linux/backing-dev.h>
#include <linux/mm.h>
#include <linux/pagevec.h>
#include <linux/radix-tree.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/writeback.h>

#include "internal.h"

/* Take an exceptional entry out, if it is still there. */
static void clear_exceptional_entry(struct address_space *mapping,
				    pgoff_t index, void *entry)
{
	spin_lock_irq(&mapping->tree_lock);
	if (radix_tree_delete_item(&mapping->page_tree, index, entry))
		mapping->nrexceptional--;
	spin_unlock_irq(&mapping->tree_lock);
}

/* The file system's own data of (a part of) a page is no longer valid. */
static void do_invalidatepage(struct page *page, unsigned int offset,
			      unsigned int length)
{
	void (*invalidatepage)(struct page *page, unsigned int offset,
			       unsigned int length);

	invalidatepage = page->mapping->a_ops->invalidatepage;
	if (invalidatepage)
		invalidatepage(page, offset, length);
}

/**
 * cancel_dirty_page() - the page need not be written any more
 * @page: locked
 */
void cancel_dirty_page(struct page *page)
{
	struct address_space *mapping = page_mapping(page);

	if (!TestClearPageDirty(page))
		return;
	if (mapping && mapping_cap_account_dirty(mapping))
		account_page_cleaned(page, mapping);
}

/* @page is locked and in the cache; its contents are of no interest. */
static int truncate_complete_page(struct address_space *mapping,
				  struct page *page)
{
	if (page->mapping != mapping)
		return -EIO;
	if (page_has_private(page))
		do_invalidatepage(page, 0, PAGE_SIZE);
	cancel_dirty_page(page);
	ClearPageMappedToDisk(page);
	delete_from_page_cache(page);
	return 0;
}

/**
 * truncate_inode_page() - remove one page, mapped or not
 * @mapping: the file
 * @page: locked
 *
 * Return: 0; -EIO if it is not (any more) in @mapping.
 */
int truncate_inode_page(struct address_space *mapping, struct page *page)
{
	if (page_mapped(page))
		unmap_mapping_range(mapping, (loff_t)page->index << PAGE_SHIFT,
				    PAGE_SIZE, 0);
	return truncate_complete_page(mapping, page);
}

/**
 * invalidate_inode_page() - remove one page, if that loses nothing
 * @page: locked
 *
 * Return: nonzero if it was removed.
 */
int invalidate_inode_page(struct page *page)
{
	struct address_space *mapping = page_mapping(page);
	int freed = 0;

	if (!mapping || PageDirty(page) || PageWriteback(page) ||
	    page_mapped(page))
		return 0;
	if (page_has_private(page) && !try_to_release_page(page, 0))
		return 0;
	/* The cache has one reference, the caller another: no more? */
	spin_lock_irq(&mapping->tree_lock);
	if (page->mapping == mapping && !PageDirty(page) &&
	    page_ref_freeze(page, 2)) {
		__delete_from_page_cache(page, NULL);
		page_ref_unfreeze(page, 2);
		freed = 1;
	}
	spin_unlock_irq(&mapping->tree_lock);
	if (!freed)
		return 0;
	if (mapping->a_ops->freepage)
		mapping->a_ops->freepage(page);
	put_page(page);
	return 1;
}

/* Clear a part of a page that stays. */
static void truncate_partial_page(struct address_space *mapping, pgoff_t index,
				  unsigned int from, unsigned int to)
{
	struct page *page = find_lock_page(mapping, index);

	if (!page)
		return;
	wait_on_page_writeback(page);
	zero_user_segment(page, from, to);
	if (page_has_private(page))
		do_invalidatepage(page, from, to - from);
	unlock_page(page);
	put_page(page);
}

/*
 * Remove the pages of [start, end) that are found.  With @wait, wait for each
 * of them; without, skip those that are busy.  True if any was found.
 */
static bool truncate_pages(struct address_space *mapping, pgoff_t start,
			   pgoff_t end, bool wait)
{
	pgoff_t indices[PAGEVEC_SIZE];
	struct pagevec pvec;
	pgoff_t index = start;
	bool found = false;
	unsigned int i;

	pagevec_init(&pvec, 0);
	while (index < end && (mapping->nrpages || mapping->nrexceptional) &&
	       pagevec_lookup_entries(&pvec, mapping, index, PAGEVEC_SIZE,
				      indices)) {
		for (i = 0; i < pagevec_count(&pvec); i++) {
			struct page *page = pvec.pages[i];

			index = indices[i];
			if (index >= end)
				break;
			found = true;
			if (radix_tree_exceptional_entry(page)) {
				clear_exceptional_entry(mapping, index, page);
				continue;
			}
			if (!wait && (PageWriteback(page) ||
				      !trylock_page(page)))
				continue;
			if (wait) {
				lock_page(page);
				wait_on_page_writeback(page);
			}
			truncate_inode_page(mapping, page);
			unlock_page(page);
		}
		pagevec_remove_exceptionals(&pvec);
		pagevec_release(&pvec);
		cond_resched();
		index++;
	}
	return found;
}

/**
 * truncate_inode_pages_range() - remove the pages of a range of bytes
 * @mapping: the file
 * @lstart: first byte
 * @lend: last byte; -1 is the end of the file
 *
 * Pages that are only partly in the range stay, that part of them is cleared.
 */
void truncate_inode_pages_range(struct address_space *mapping, loff_t lstart,
				loff_t lend)
{
	unsigned int partial_start = lstart & (PAGE_SIZE - 1);
	unsigned int partial_end = (lend + 1) & (PAGE_SIZE - 1);
	pgoff_t start = (lstart + PAGE_SIZE - 1) >> PAGE_SHIFT;
	pgoff_t end = lend == -1 ? -1UL : (pgoff_t)((lend + 1) >> PAGE_SHIFT);

	if (!mapping->nrpages && !mapping->nrexceptional)
		return;
	truncate_pages(mapping, start, end, false);
	if (partial_start && start > end) {
		/* The range is inside one page. */
		truncate_partial_page(mapping, start - 1, partial_start,
				      partial_end);
		return;
	}
	if (partial_start)
		truncate_partial_page(mapping, start - 1, partial_start,
				      PAGE_SIZE);
	if (partial_end && lend != -1)
		truncate_partial_page(mapping, end, 0, partial_end);
	/* Until nobody adds pages that he thought to be inside the file. */
	while (truncate_pages(mapping, start, end, true))
		;
}

/**
 * truncate_inode_pages() - remove all pages from a byte on
 * @mapping: the file
 * @lstart: the first byte that goes
 */
void truncate_inode_pages(struct address_space *mapping, loff_t lstart)
{
	truncate_inode_pages_range(mapping, lstart, (loff_t)-1);
}

/**
 * truncate_inode_pages_final() - remove all pages of an inode that is evicted
 */
void truncate_inode_pages_final(struct address_space *mapping)
{
	mapping_set_exiting(mapping);
	if (!mapping->nrpages && !mapping->nrexceptional)
		return;
	/* Reclaim looks at AS_EXITING under the lock before leaving shadows. */
	spin_lock_irq(&mapping->tree_lock);
	spin_unlock_irq(&mapping->tree_lock);
	truncate_inode_pages(mapping, 0);
}

/**
 * truncate_pagecache() - unmap and remove everything behind the new end
 * @inode: file; i_size is set
 * @newsize: the new size
 */
void truncate_pagecache(struct inode *inode, loff_t newsize)
{
	struct address_space *mapping = inode->i_mapping;
	loff_t holebegin = round_up(newsize, (loff_t)PAGE_SIZE);

	/*
	 * Unmap twice: a private copy may be made of a page between unmapping
	 * and removing it, and must not stay behind the end.
	 */
	unmap_mapping_range(mapping, holebegin, 0, 1);
	truncate_inode_pages(mapping, newsize);
	unmap_mapping_range(mapping, holebegin, 0, 1);
}

/**
 * truncate_setsize() - change the size of a file in the page cache
 * @inode: file
 * @newsize: the new size
 */
void truncate_setsize(struct inode *inode, loff_t newsize)
{
	loff_t oldsize = inode->i_size;

	i_size_write(inode, newsize);
	if (newsize > oldsize)
		pagecache_isize_extended(inode, oldsize, newsize);
	truncate_pagecache(inode, newsize);
}

/**
 * pagecache_isize_extended() - blocks may be behind the old last page now
 * @inode: file
 * @from: old size
 * @to: new size
 *
 * With blocks smaller than a page, the page that had the old end must fault
 * again, so that the file system allocates the blocks behind it.
 */
void pagecache_isize_extended(struct inode *inode, loff_t from, loff_t to)
{
	loff_t bsize = i_blocksize(inode);
	loff_t rounded_from = round_up(from, bsize);
	struct page *page;

	if (from >= to || bsize == PAGE_SIZE || to <= rounded_from ||
	    !(rounded_from & (PAGE_SIZE - 1)))
		return;
	page = find_lock_page(inode->i_mapping, from >> PAGE_SHIFT);
	if (!page)
		return;
	if (page_mkclean(page))
		set_page_dirty(page);
	unlock_page(page);
	put_page(page);
}

/**
 * truncate_pagecache_range() - unmap and remove the pages of a hole
 * @inode: file
 * @lstart: first byte of the hole
 * @lend: last byte
 */
void truncate_pagecache_range(struct inode *inode, loff_t lstart, loff_t lend)
{
	struct address_space *mapping = inode->i_mapping;
	loff_t unmap_start = round_up(lstart, (loff_t)PAGE_SIZE);
	loff_t unmap_end = round_down(1 + lend, (loff_t)PAGE_SIZE) - 1;

	/* Private copies in whole pages of the hole stay, as in Linux. */
	if (unmap_end > unmap_start)
		unmap_mapping_range(mapping, unmap_start,
				    1 + unmap_end - unmap_start, 0);
	truncate_inode_pages_range(mapping, lstart, lend);
}

/**
 * invalidate_mapping_pages() - remove clean pages that nobody uses
 * @mapping: the file
 * @start: first page
 * @end: last page
 *
 * Does not wait for anything.
 *
 * Return: number of pages removed.
 */
unsigned long invalidate_mapping_pages(struct address_space *mapping,
				       pgoff_t start, pgoff_t end)
{
	pgoff_t indices[PAGEVEC_SIZE];
	struct pagevec pvec;
	pgoff_t index = start;
	unsigned long count = 0;
	unsigned int i;

	pagevec_init(&pvec, 0);
	while (index <= end &&
	       pagevec_lookup_entries(&pvec, mapping, index,
				      min(end - index, PAGEVEC_SIZE - 1UL) + 1,
				      indices)) {
		for (i = 0; i < pagevec_count(&pvec); i++) {
			struct page *page = pvec.pages[i];
			int ret;

			index = indices[i];
			if (index > end)
				break;
			if (radix_tree_exceptional_entry(page)) {
				clear_exceptional_entry(mapping, index, page);
				continue;
			}
			if (!trylock_page(page))
				continue;
			ret = invalidate_inode_page(page);
			unlock_page(page);
			if (!ret)
				deactivate_file_page(page);
			count += ret;
		}
		pagevec_remove_exceptionals(&pvec);
		pagevec_release(&pvec);
		cond_resched();
		index++;
	}
	return count;
}

/* Remove a locked page that is clean, whoever has references to it. */
static int invalidate_complete_page2(struct address_space *mapping,
				     struct page *page)
{
	unsigned long flags;

	if (page_has_private(page) && !try_to_release_page(page, GFP_KERNEL))
		return -EBUSY;
	spin_lock_irqsave(&mapping->tree_lock, flags);
	if (PageDirty(page)) {
		spin_unlock_irqrestore(&mapping->tree_lock, flags);
		return -EBUSY;
	}
	__delete_from_page_cache(page, NULL);
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	if (mapping->a_ops->freepage)
		mapping->a_ops->freepage(page);
	put_page(page);
	return 0;
}

static int invalidate_one_page2(struct address_space *mapping,
				struct page *page, pgoff_t index)
{
	int ret = 0;

	lock_page(page);
	if (page->mapping != mapping)
		goto unlock;
	wait_on_page_writeback(page);
	if (page_mapped(page))
		unmap_mapping_range(mapping, (loff_t)index << PAGE_SHIFT,
				    PAGE_SIZE, 0);
	if (PageDirty(page) && mapping->a_ops->launder_page)
		ret = mapping->a_ops->launder_page(page);
	if (!ret)
		ret = invalidate_complete_page2(mapping, page);
unlock:
	unlock_page(page);
	return ret;
}

/**
 * invalidate_inode_pages2_range() - remove pages, also mapped ones
 * @mapping: the file
 * @start: first page
 * @end: last page
 *
 * Return: 0; -EBUSY if a dirty page could not be removed.
 */
int invalidate_inode_pages2_range(struct address_space *mapping,
				  pgoff_t start, pgoff_t end)
{
	pgoff_t indices[PAGEVEC_SIZE];
	struct pagevec pvec;
	pgoff_t index = start;
	unsigned int i;
	int ret = 0;

	pagevec_init(&pvec, 0);
	while (index <= end &&
	       pagevec_lookup_entries(&pvec, mapping, index,
				      min(end - index, PAGEVEC_SIZE - 1UL) + 1,
				      indices)) {
		for (i = 0; i < pagevec_count(&pvec); i++) {
			struct page *page = pvec.pages[i];
			int err;

			index = indices[i];
			if (index > end)
				break;
			if (radix_tree_exceptional_entry(page)) {
				clear_exceptional_entry(mapping, index, page);
				continue;
			}
			err = invalidate_one_page2(mapping, page, index);
			if (err)
				ret = err;
		}
		pagevec_remove_exceptionals(&pvec);
		pagevec_release(&pvec);
		cond_resched();
		index++;
	}
	return ret;
}

/**
 * invalidate_inode_pages2() - remove all pages of a file
 *
 * Return: 0 or -EBUSY.
 */
int invalidate_inode_pages2(struct address_space *mapping)
{
	return invalidate_inode_pages2_range(mapping, 0, -1);
}

/**
 * try_to_release_page() - may the file system's data of a page go?
 * @page: locked, with PG_private
 * @gfp_mask: what may be done for it
 *
 * Return: nonzero if it is gone.
 */
int try_to_release_page(struct page *page, gfp_t gfp_mask)
{
	struct address_space *mapping = page->mapping;

	if (PageWriteback(page) || !mapping || !mapping->a_ops->releasepage)
		return 0;
	return mapping->a_ops->releasepage(page, gfp_mask);
}
