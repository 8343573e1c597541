// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/filemap_sync.c - start writing a file's dirty pages, and wait for it
 *
 * Errors of writeback happen when nobody waits.  They are kept twice: as
 * AS_EIO and AS_ENOSPC for the next one who waits, whoever that is, and in
 * wb_err, so that each open file hears of an error once (fsync).
 *
 * Context    process context, may sleep.
 * Entry      filemap_fdatawrite() filemap_fdatawait() filemap_write_and_wait()
 *            file_write_and_wait_range()
 *
 * Mirrors: Linux 4.14 mm/filemap.c.
 */
#include <linux/pagemap.h>

#include <linux/backing-dev.h>
#include <linux/errseq.h>
#include <linux/pagevec.h>
#include <linux/sched.h>
#include <linux/writeback.h>

/**
 * filemap_check_errors() - did writeback fail since the last call?
 *
 * Return: 0, -ENOSPC or -EIO; the error is forgotten.
 */
int filemap_check_errors(struct address_space *mapping)
{
	int ret = 0;

	if (test_bit(AS_ENOSPC, &mapping->flags) &&
	    test_and_clear_bit(AS_ENOSPC, &mapping->flags))
		ret = -ENOSPC;
	if (test_bit(AS_EIO, &mapping->flags) &&
	    test_and_clear_bit(AS_EIO, &mapping->flags))
		ret = -EIO;
	return ret;
}

/**
 * __filemap_fdatawrite_range() - write dirty pages of a range
 * @mapping: the file
 * @start: first byte
 * @end: last byte
 * @sync_mode: WB_SYNC_ALL: each of them; WB_SYNC_NONE: without waiting
 *
 * Return: 0 or -errno.
 */
int __filemap_fdatawrite_range(struct address_space *mapping, loff_t start,
			       loff_t end, int sync_mode)
{
	struct writeback_control wbc = {
		.sync_mode = sync_mode,
		.nr_to_write = LONG_MAX,
		.range_start = start,
		.range_end = end,
	};

	if (!mapping_cap_writeback_dirty(mapping) ||
	    !mapping_tagged(mapping, PAGECACHE_TAG_DIRTY))
		return 0;
	return do_writepages(mapping, &wbc);
}

/**
 * filemap_fdatawrite() - write all dirty pages
 *
 * Return: 0 or -errno.
 */
int filemap_fdatawrite(struct address_space *mapping)
{
	return __filemap_fdatawrite_range(mapping, 0, LLONG_MAX, WB_SYNC_ALL);
}

/**
 * filemap_fdatawrite_range() - write dirty pages of a range
 * @mapping: the file
 * @start: first byte
 * @end: last byte
 *
 * Return: 0 or -errno.
 */
int filemap_fdatawrite_range(struct address_space *mapping, loff_t start,
			     loff_t end)
{
	return __filemap_fdatawrite_range(mapping, start, end, WB_SYNC_ALL);
}

/**
 * filemap_flush() - start writing dirty pages, best effort
 *
 * Return: 0 or -errno.
 */
int filemap_flush(struct address_space *mapping)
{
	return __filemap_fdatawrite_range(mapping, 0, LLONG_MAX, WB_SYNC_NONE);
}

static void wait_for_writeback(struct address_space *mapping, loff_t start,
			       loff_t end)
{
	pgoff_t index = start >> PAGE_SHIFT;
	pgoff_t last = end >> PAGE_SHIFT;
	struct pagevec pvec;
	unsigned int i;

	if (end < start)
		return;
	pagevec_init(&pvec, 0);
	while (index <= last &&
	       pagevec_lookup_tag(&pvec, mapping, &index,
				  PAGECACHE_TAG_WRITEBACK, PAGEVEC_SIZE)) {
		for (i = 0; i < pagevec_count(&pvec); i++) {
			if (pvec.pages[i]->index > last)
				continue;
			wait_on_page_writeback(pvec.pages[i]);
			ClearPageError(pvec.pages[i]);
		}
		pagevec_release(&pvec);
		cond_resched();
	}
}

/**
 * filemap_fdatawait_range() - wait for the pages of a range that are written
 * @mapping: the file
 * @start: first byte
 * @end: last byte
 *
 * Return: 0, or the error of any writeback since the last call.
 */
int filemap_fdatawait_range(struct address_space *mapping, loff_t start,
			    loff_t end)
{
	wait_for_writeback(mapping, start, end);
	return filemap_check_errors(mapping);
}

/**
 * filemap_fdatawait() - wait for all pages that are written
 *
 * Return: 0, or the error of any writeback since the last call.
 */
int filemap_fdatawait(struct address_space *mapping)
{
	if (!mapping->nrpages)
		return filemap_check_errors(mapping);
	return filemap_fdatawait_range(mapping, 0, LLONG_MAX);
}

/**
 * filemap_fdatawait_keep_errors() - the same for sync(2)
 *
 * Errors stay for those who call fsync().
 */
void filemap_fdatawait_keep_errors(struct address_space *mapping)
{
	if (mapping->nrpages)
		wait_for_writeback(mapping, 0, LLONG_MAX);
}

/**
 * filemap_write_and_wait_range() - write dirty pages of a range, and wait
 * @mapping: the file
 * @lstart: first byte
 * @lend: last byte
 *
 * Return: 0 or -errno.
 */
int filemap_write_and_wait_range(struct address_space *mapping, loff_t lstart,
				 loff_t lend)
{
	int err = 0, err2;

	if (!mapping->nrpages)
		return filemap_check_errors(mapping);
	err = filemap_fdatawrite_range(mapping, lstart, lend);
	/* After -EIO waiting makes no sense: the device may be gone. */
	if (err == -EIO)
		return err;
	err2 = filemap_fdatawait_range(mapping, lstart, lend);
	return err ? err : err2;
}

/**
 * filemap_write_and_wait() - write all dirty pages, and wait
 *
 * Return: 0 or -errno.
 */
int filemap_write_and_wait(struct address_space *mapping)
{
	return filemap_write_and_wait_range(mapping, 0, LLONG_MAX);
}

/**
 * file_check_and_advance_wb_err() - news of writeback errors for this file
 *
 * Return: the error of a writeback since the last call for @file, or 0.
 */
int file_check_and_advance_wb_err(struct file *file)
{
	struct address_space *mapping = file->f_mapping;
	errseq_t old = READ_ONCE(file->f_wb_err);
	int err = 0;

	if (!errseq_check(&mapping->wb_err, old))
		return 0;
	spin_lock(&file->f_lock);
	err = errseq_check_and_advance(&mapping->wb_err, &file->f_wb_err);
	spin_unlock(&file->f_lock);
	return err;
}

/**
 * file_write_and_wait_range() - the data part of fsync()
 * @file: open file
 * @lstart: first byte
 * @lend: last byte
 *
 * Return: 0, or the first error since the last call for @file.
 */
int file_write_and_wait_range(struct file *file, loff_t lstart, loff_t lend)
{
	struct address_space *mapping = file->f_mapping;
	int err = 0, err2;

	if (mapping->nrpages) {
		err = filemap_fdatawrite_range(mapping, lstart, lend);
		if (err != -EIO)
			wait_for_writeback(mapping, lstart, lend);
	}
	err2 = file_check_and_advance_wb_err(file);
	return err ? err : err2;
}

/**
 * filemap_range_has_page() - is anything cached of this range?
 * @mapping: the file
 * @start_byte: first byte
 * @end_byte: last byte
 *
 * Return: true if a page is.
 */
bool filemap_range_has_page(struct address_space *mapping, loff_t start_byte,
			    loff_t end_byte)
{
	struct page *page;

	if (end_byte < start_byte || !mapping->nrpages)
		return false;
	if (!find_get_pages(mapping, start_byte >> PAGE_SHIFT, 1, &page))
		return false;
	put_page(page);
	return page->index <= end_byte >> PAGE_SHIFT;
}
