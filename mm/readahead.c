// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/readahead.c - read what will be wanted next
 *
 * The window of a file that is read in sequence, in pages:
 *
 *	                        |<----- async_size ---------|
 *	     |------------------- size -------------------->|
 *	     |==================#===========================|
 *	     ^start             ^page marked with PG_readahead
 *
 * When the reader comes to the mark, the next window is started, so that it
 * never has to wait.  Windows grow: 4, 8, ... pages up to ra_pages.
 *
 * I1         the pages of a window are in the cache, locked, until read.
 * Locking    file_ra_state belongs to whoever reads; races only cost.
 * Context    process context, may sleep.
 * Entry      page_cache_sync_readahead() page_cache_async_readahead()
 *            force_page_cache_readahead()
 *
 * Mirrors: Linux 4.6 mm/readahead.c.
 * Simpler than Linux in: no look back at the cache for a stream that was not
 * seen before (interleaved reads are random reads).
 */
#include <linux/pagemap.h>

#include <linux/backing-dev.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/swap.h>

#include "internal.h"

/**
 * file_ra_state_init() - readahead of a file that was just opened
 * @ra: its state
 * @mapping: the file
 */
void file_ra_state_init(struct file_ra_state *ra, struct address_space *mapping)
{
	ra->ra_pages = inode_to_bdi(mapping->host)->ra_pages;
	ra->prev_pos = -1;
}

/* Drop pages that were never added. */
static void drop_page_list(struct list_head *pages)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, pages, lru) {
		list_del(&page->lru);
		put_page(page);
	}
}

/**
 * read_cache_pages() - add pages to the cache and fill them
 * @mapping: the file
 * @pages: new pages on page->lru, with index set, last one first
 * @filler: reads a locked page and unlocks it
 * @data: first argument of @filler
 *
 * Return: 0, or the first error of @filler; pages that are left are dropped.
 */
int read_cache_pages(struct address_space *mapping, struct list_head *pages,
		     filler_t *filler, void *data)
{
	int ret = 0;

	while (!list_empty(pages)) {
		struct page *page = lru_to_page(pages);

		list_del(&page->lru);
		if (add_to_page_cache_lru(page, mapping, page->index,
					  readahead_gfp_mask(mapping))) {
			put_page(page);
			continue;
		}
		put_page(page);
		ret = filler(data, page);
		if (unlikely(ret)) {
			drop_page_list(pages);
			break;
		}
	}
	return ret;
}

static int read_pages(struct address_space *mapping, struct file *filp,
		      struct list_head *pages, unsigned int nr_pages,
		      gfp_t gfp)
{
	if (mapping->a_ops->readpages) {
		int ret = mapping->a_ops->readpages(filp, mapping, pages,
						    nr_pages);

		drop_page_list(pages);
		return ret;
	}
	while (!list_empty(pages)) {
		struct page *page = lru_to_page(pages);

		list_del(&page->lru);
		if (!add_to_page_cache_lru(page, mapping, page->index, gfp))
			mapping->a_ops->readpage(filp, page);
		put_page(page);
	}
	return 0;
}

/**
 * __do_page_cache_readahead() - read the pages of a range that are not cached
 * @mapping: the file
 * @filp: open file
 * @offset: first page
 * @nr_to_read: number of pages; clipped to the file
 * @lookahead_size: distance of the mark from the end of the range
 *
 * Return: number of pages that are read now.
 */
int __do_page_cache_readahead(struct address_space *mapping, struct file *filp,
			      pgoff_t offset, unsigned long nr_to_read,
			      unsigned long lookahead_size)
{
	loff_t isize = i_size_read(mapping->host);
	gfp_t gfp = readahead_gfp_mask(mapping);
	unsigned long end_index = (isize - 1) >> PAGE_SHIFT;
	unsigned long i;
	LIST_HEAD(page_pool);
	struct page *page;
	int ret = 0;

	if (!isize)
		return 0;
	for (i = 0; i < nr_to_read && offset + i <= end_index; i++) {
		rcu_read_lock();
		page = radix_tree_lookup(&mapping->page_tree, offset + i);
		rcu_read_unlock();
		if (page && !radix_tree_exceptional_entry(page))
			continue;
		page = __page_cache_alloc(gfp);
		if (!page)
			break;
		page->index = offset + i;
		list_add(&page->lru, &page_pool);
		if (i == nr_to_read - lookahead_size)
			SetPageReadahead(page);
		ret++;
	}
	if (ret)
		read_pages(mapping, filp, &page_pool, ret, gfp);
	return ret;
}

/**
 * ra_submit() - read the window that @ra describes
 * @ra: start, size and async_size are set
 * @mapping: the file
 * @filp: open file
 *
 * Return: number of pages that are read now.
 */
unsigned long ra_submit(struct file_ra_state *ra,
			struct address_space *mapping, struct file *filp)
{
	return __do_page_cache_readahead(mapping, filp, ra->start, ra->size,
					 ra->async_size);
}

/**
 * force_page_cache_readahead() - read a range, in pieces
 * @mapping: the file
 * @filp: open file
 * @offset: first page
 * @nr_to_read: number of pages
 *
 * Return: 0, or -EINVAL if the file cannot be read by pages.
 */
int force_page_cache_readahead(struct address_space *mapping,
			       struct file *filp, pgoff_t offset,
			       unsigned long nr_to_read)
{
	unsigned long max_pages = max_t(unsigned long, filp->f_ra.ra_pages,
					inode_to_bdi(mapping->host)->io_pages);

	if (!mapping->a_ops->readpage && !mapping->a_ops->readpages)
		return -EINVAL;
	nr_to_read = min(nr_to_read, max_pages);
	while (nr_to_read) {
		unsigned long piece = min((2UL << 20) / PAGE_SIZE, nr_to_read);

		__do_page_cache_readahead(mapping, filp, offset, piece, 0);
		offset += piece;
		nr_to_read -= piece;
	}
	return 0;
}

/* A small first read gets a small window, a large one the largest. */
static unsigned long get_init_ra_size(unsigned long size, unsigned long max)
{
	unsigned long newsize = roundup_pow_of_two(size);

	if (newsize <= max / 32)
		return newsize * 4;
	if (newsize <= max / 4)
		return newsize * 2;
	return max;
}

static unsigned long get_next_ra_size(struct file_ra_state *ra,
				      unsigned long max)
{
	unsigned long cur = ra->size;

	return min(cur < max / 16 ? 4 * cur : 2 * cur, max);
}

/* @hit_mark: the page at @offset is the mark of some window. */
static void ondemand_readahead(struct address_space *mapping,
			       struct file_ra_state *ra, struct file *filp,
			       bool hit_mark, pgoff_t offset,
			       unsigned long req_size)
{
	unsigned long max = ra->ra_pages;
	pgoff_t prev_offset = (unsigned long long)ra->prev_pos >> PAGE_SHIFT;

	if (offset == ra->start + ra->size - ra->async_size ||
	    offset == ra->start + ra->size) {
		/* Just as expected: the next window. */
		ra->start += ra->size;
		ra->size = get_next_ra_size(ra, max);
		ra->async_size = ra->size;
	} else if (hit_mark) {
		pgoff_t start;

		/* A mark of another reader: go on behind what is cached. */
		rcu_read_lock();
		start = page_cache_next_hole(mapping, offset + 1, max);
		rcu_read_unlock();
		if (!start || start - offset > max)
			return;
		ra->start = start;
		ra->size = start - offset + req_size;
		ra->size = get_next_ra_size(ra, max);
		ra->async_size = ra->size;
	} else if (!offset || req_size > max || offset - prev_offset <= 1UL) {
		/* The start of a sequence. */
		ra->start = offset;
		ra->size = get_init_ra_size(req_size, max);
		ra->async_size = ra->size > req_size ? ra->size - req_size :
						       ra->size;
	} else {
		/* Random: just what was asked for. */
		__do_page_cache_readahead(mapping, filp, offset, req_size, 0);
		return;
	}
	/* A window that is started by its own mark includes the next one. */
	if (offset == ra->start && ra->size == ra->async_size) {
		ra->async_size = get_next_ra_size(ra, max);
		ra->size += ra->async_size;
	}
	ra_submit(ra, mapping, filp);
}

/**
 * page_cache_sync_readahead() - a page was wanted that is not cached
 * @mapping: the file
 * @ra: state of the open file
 * @filp: the open file
 * @offset: the page
 * @req_size: how many are wanted from there on
 */
void page_cache_sync_readahead(struct address_space *mapping,
			       struct file_ra_state *ra, struct file *filp,
			       pgoff_t offset, unsigned long req_size)
{
	if (!ra->ra_pages)
		return;
	if (filp && (filp->f_mode & FMODE_RANDOM)) {
		force_page_cache_readahead(mapping, filp, offset, req_size);
		return;
	}
	ondemand_readahead(mapping, ra, filp, false, offset, req_size);
}

/**
 * page_cache_async_readahead() - the reader came to a page with the mark
 * @mapping: the file
 * @ra: state of the open file
 * @filp: the open file
 * @page: the page
 * @offset: its index
 * @req_size: how many are wanted from there on
 */
void page_cache_async_readahead(struct address_space *mapping,
				struct file_ra_state *ra, struct file *filp,
				struct page *page, pgoff_t offset,
				unsigned long req_size)
{
	if (!ra->ra_pages || PageWriteback(page))
		return;
	ClearPageReadahead(page);
	ondemand_readahead(mapping, ra, filp, true, offset, req_size);
}
