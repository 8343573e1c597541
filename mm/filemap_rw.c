// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/filemap_rw.c - read(2) and write(2) by way of the page cache
 *
 *	read	for each page: find it, or have it read; copy; drop it
 *	write	for each page: ->write_begin() gives it locked, copy with page
 *		faults off, ->write_end() marks it dirty and unlocks
 *
 * A copy from user memory under the page lock must not fault: the fault could
 * be for the very page.  So the user's pages are touched before, and if they
 * are gone again by then, the copy comes out short and is tried again.
 *
 * I1         i_size is looked at after a page is known to be uptodate: no
 *            reader sees what truncation left behind the end.
 * Locking    writing: i_rwsem > page lock.  Reading takes no lock.
 * Context    process context, may sleep.
 * Entry      generic_file_read_iter() generic_file_write_iter()
 *            generic_perform_write()
 *
 * Mirrors: Linux 4.6 mm/filemap.c.
 * Simpler than Linux in: writes with O_DIRECT go through the page cache and
 * are synced then.
 */
#include <linux/pagemap.h>

#include <linux/backing-dev.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/swap.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <linux/writeback.h>

/* What one page contributes to a read: @nr bytes from @offset on. */
struct read_desc {
	struct file *file;
	struct address_space *mapping;
	struct inode *inode;
	pgoff_t index;
	pgoff_t last_index;	/* first page beyond the request */
	unsigned long offset;
	unsigned long nr;
};

/* A big read that fails gives the rest of the readahead up. */
static void shrink_readahead_size_eio(struct file_ra_state *ra)
{
	ra->ra_pages /= 4;
}

/* @page is locked and not uptodate: read it.  0, -errno, or 1 for "again". */
static int read_locked_page(struct read_desc *d, struct page *page)
{
	int error;

	/* A previous error may have been transient: ->readpage() sets it anew. */
	ClearPageError(page);
	error = d->mapping->a_ops->readpage(d->file, page);
	if (error)
		return error == AOP_TRUNCATED_PAGE ? 1 : error;
	if (PageUptodate(page))
		return 0;
	error = lock_page_killable(page);
	if (error)
		return error;
	if (PageUptodate(page)) {
		unlock_page(page);
		return 0;
	}
	if (!page->mapping) {		/* truncated meanwhile */
		unlock_page(page);
		return 1;
	}
	unlock_page(page);
	shrink_readahead_size_eio(&d->file->f_ra);
	return -EIO;
}

/* Make a page that was found uptodate.  0, -errno, or 1 for "look again". */
static int bring_uptodate(struct read_desc *d, struct page *page)
{
	int error = wait_on_page_locked_killable(page);

	if (error)
		return error;
	if (PageUptodate(page))
		return 0;
	error = lock_page_killable(page);
	if (error)
		return error;
	if (!page->mapping) {
		unlock_page(page);
		return 1;
	}
	if (PageUptodate(page)) {
		unlock_page(page);
		return 0;
	}
	return read_locked_page(d, page);
}

/* Nothing is cached, and readahead brought nothing: make and read a page. */
static int read_new_page(struct read_desc *d, struct page **pagep)
{
	struct page *page = page_cache_alloc(d->mapping);
	int error;

	if (!page)
		return -ENOMEM;
	error = add_to_page_cache_lru(page, d->mapping, d->index,
			mapping_gfp_constraint(d->mapping, GFP_KERNEL));
	if (error) {
		put_page(page);
		return error == -EEXIST ? 1 : error;
	}
	error = read_locked_page(d, page);
	if (error) {
		put_page(page);
		return error;
	}
	*pagep = page;
	return 0;
}

/* The page at d->index, uptodate, with a reference.  0 or -errno. */
static int get_read_page(struct read_desc *d, struct page **pagep)
{
	struct file_ra_state *ra = &d->file->f_ra;
	struct page *page;
	int ret;

	for (;;) {
		cond_resched();
		if (fatal_signal_pending(current))
			return -EINTR;
		page = find_get_page(d->mapping, d->index);
		if (!page) {
			page_cache_sync_readahead(d->mapping, ra, d->file,
						  d->index,
						  d->last_index - d->index);
			page = find_get_page(d->mapping, d->index);
		}
		if (!page) {
			ret = read_new_page(d, pagep);
			if (ret <= 0)
				return ret;
			continue;
		}
		if (unlikely(PageReadahead(page)))
			page_cache_async_readahead(d->mapping, ra, d->file,
						   page, d->index,
						   d->last_index - d->index);
		*pagep = page;
		if (likely(PageUptodate(page)))
			return 0;
		ret = bring_uptodate(d, page);
		if (!ret)
			return 0;
		put_page(page);
		if (ret < 0)
			return ret;
	}
}

/* I1: how much of the page is inside the file. */
static bool clip_to_size(struct read_desc *d)
{
	loff_t isize = i_size_read(d->inode);
	pgoff_t end_index = (isize - 1) >> PAGE_SHIFT;

	if (unlikely(!isize || d->index > end_index))
		return false;
	d->nr = PAGE_SIZE;
	if (d->index == end_index) {
		d->nr = ((isize - 1) & ~PAGE_MASK) + 1;
		if (d->nr <= d->offset)
			return false;
	}
	d->nr -= d->offset;
	return true;
}

static ssize_t do_generic_file_read(struct file *filp, loff_t *ppos,
				    struct iov_iter *iter, ssize_t written)
{
	struct file_ra_state *ra = &filp->f_ra;
	pgoff_t prev_index = ra->prev_pos >> PAGE_SHIFT;
	unsigned long prev_offset = ra->prev_pos & (PAGE_SIZE - 1);
	struct read_desc d = {
		.file = filp,
		.mapping = filp->f_mapping,
		.inode = filp->f_mapping->host,
		.index = *ppos >> PAGE_SHIFT,
		.offset = *ppos & ~PAGE_MASK,
	};
	struct page *page;
	size_t copied;
	int error = 0;

	d.last_index = (*ppos + iov_iter_count(iter) + PAGE_SIZE - 1) >>
		       PAGE_SHIFT;
	do {
		error = get_read_page(&d, &page);
		if (error)
			break;
		if (!clip_to_size(&d)) {
			put_page(page);
			break;
		}
		/* Small reads of one page are one use of it. */
		if (prev_index != d.index || d.offset != prev_offset)
			mark_page_accessed(page);
		prev_index = d.index;

		copied = copy_page_to_iter(page, d.offset, d.nr, iter);
		put_page(page);
		d.offset += copied;
		d.index += d.offset >> PAGE_SHIFT;
		d.offset &= ~PAGE_MASK;
		prev_offset = d.offset;
		written += copied;
		if (copied < d.nr && iov_iter_count(iter))
			error = -EFAULT;
	} while (iov_iter_count(iter) && !error);

	ra->prev_pos = ((loff_t)prev_index << PAGE_SHIFT) | prev_offset;
	*ppos = ((loff_t)d.index << PAGE_SHIFT) + d.offset;
	file_accessed(filp);
	return written ? written : error;
}

static ssize_t direct_read(struct kiocb *iocb, struct iov_iter *iter)
{
	struct address_space *mapping = iocb->ki_filp->f_mapping;
	ssize_t ret;

	ret = filemap_write_and_wait_range(mapping, iocb->ki_pos,
			iocb->ki_pos + iov_iter_count(iter) - 1);
	if (!ret)
		ret = mapping->a_ops->direct_IO(iocb, iter);
	if (ret > 0)
		iocb->ki_pos += ret;
	file_accessed(iocb->ki_filp);
	return ret;
}

/**
 * generic_file_read_iter() - ->read_iter() of files in the page cache
 * @iocb: file and position, which moves on
 * @iter: where to
 *
 * Return: bytes read, 0 at the end of the file, or -errno.
 */
ssize_t generic_file_read_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	struct file *file = iocb->ki_filp;
	ssize_t retval = 0;

	if (!iov_iter_count(iter))
		return 0;
	if ((iocb->ki_flags & IOCB_DIRECT) &&
	    file->f_mapping->a_ops->direct_IO) {
		retval = direct_read(iocb, iter);
		if (retval < 0 || !iov_iter_count(iter) ||
		    iocb->ki_pos >= i_size_read(file->f_mapping->host))
			return retval;
	}
	return do_generic_file_read(file, &iocb->ki_pos, iter, retval);
}

/**
 * grab_cache_page_write_begin() - a page for ->write_begin()
 * @mapping: the file
 * @index: of the page
 * @flags: AOP_FLAG_*
 *
 * Return: the page, locked, with a reference, perhaps not uptodate; or NULL.
 */
struct page *grab_cache_page_write_begin(struct address_space *mapping,
					 pgoff_t index, unsigned flags)
{
	int fgp_flags = FGP_LOCK | FGP_ACCESSED | FGP_WRITE | FGP_CREAT;
	struct page *page;

	if (flags & AOP_FLAG_NOFS)
		fgp_flags |= FGP_NOFS;
	page = pagecache_get_page(mapping, index, fgp_flags,
				  mapping_gfp_mask(mapping));
	if (page)
		wait_for_stable_page(page);
	return page;
}

/* One page's worth of a write: bytes written, 0 to try again, or -errno. */
static ssize_t write_one_piece(struct file *file, struct iov_iter *i,
			       loff_t pos, size_t bytes)
{
	struct address_space *mapping = file->f_mapping;
	unsigned long offset = pos & (PAGE_SIZE - 1);
	struct page *page;
	void *fsdata = NULL;
	size_t copied;
	int status;

	if (fatal_signal_pending(current))
		return -EINTR;
	status = mapping->a_ops->write_begin(file, mapping, pos, bytes, 0,
					     &page, &fsdata);
	if (unlikely(status < 0))
		return status;
	if (mapping_writably_mapped(mapping))
		flush_dcache_page(page);
	copied = iov_iter_copy_from_user_atomic(page, i, offset, bytes);
	flush_dcache_page(page);
	return mapping->a_ops->write_end(file, mapping, pos, bytes, copied,
					 page, fsdata);
}

/**
 * generic_perform_write() - copy data into the page cache
 * @file: open file
 * @i: where from
 * @pos: where to
 *
 * Context: i_rwsem held for writing.
 * Return: bytes written, or -errno if there were none.
 */
ssize_t generic_perform_write(struct file *file, struct iov_iter *i,
			      loff_t pos)
{
	ssize_t written = 0, status = 0;
	size_t bytes;

	do {
		bytes = min_t(size_t, PAGE_SIZE - (pos & (PAGE_SIZE - 1)),
			      iov_iter_count(i));
		status = write_one_piece(file, i, pos, bytes);
		/*
		 * The user's page is not there, and must not be faulted in with
		 * ours locked: they may be the same.  Touch it now, and try one
		 * segment, which makes progress unless it goes away again.
		 */
		if (unlikely(!status)) {
			bytes = min_t(size_t, bytes,
				      iov_iter_single_seg_count(i));
			if (iov_iter_fault_in_readable(i, bytes)) {
				status = -EFAULT;
				break;
			}
			status = write_one_piece(file, i, pos, bytes);
			cond_resched();
		}
		if (unlikely(status < 0))
			break;
		iov_iter_advance(i, status);
		pos += status;
		written += status;
		cond_resched();
		balance_dirty_pages_ratelimited(file->f_mapping);
	} while (iov_iter_count(i));

	return written ? written : status;
}

/**
 * __generic_file_write_iter() - write, with all that belongs to it but locks
 * @iocb: file and position, which moves on
 * @from: where from; generic_write_checks() is done
 *
 * Context: i_rwsem held for writing.
 * Return: bytes written, or -errno.
 */
ssize_t __generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	ssize_t written;
	int err;

	err = file_remove_privs(file);
	if (err)
		return err;
	err = file_update_time(file);
	if (err)
		return err;
	written = generic_perform_write(file, from, iocb->ki_pos);
	if (likely(written > 0))
		iocb->ki_pos += written;
	return written;
}

/**
 * generic_file_write_iter() - ->write_iter() of files in the page cache
 * @iocb: file and position, which moves on
 * @from: where from
 *
 * Return: bytes written, or -errno.
 */
ssize_t generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct inode *inode = iocb->ki_filp->f_mapping->host;
	ssize_t ret;

	inode_lock(inode);
	ret = generic_write_checks(iocb, from);
	if (ret > 0)
		ret = __generic_file_write_iter(iocb, from);
	inode_unlock(inode);
	if (ret > 0)
		ret = generic_write_sync(iocb, ret);
	return ret;
}

/**
 * fault_in_pages_readable() - touch user pages that will be read
 * @uaddr: user address
 * @size: bytes
 *
 * Context: process context, may sleep.
 * Return: 0 or -EFAULT.
 */
int fault_in_pages_readable(const char __user *uaddr, size_t size)
{
	const char __user *end = uaddr + size - 1;
	char c;

	if (unlikely(!size))
		return 0;
	if (unlikely(uaddr > end))
		return -EFAULT;
	do {
		if (unlikely(__get_user(c, uaddr)))
			return -EFAULT;
		uaddr += PAGE_SIZE;
	} while (uaddr <= end);
	if (((unsigned long)uaddr & PAGE_MASK) ==
	    ((unsigned long)end & PAGE_MASK))
		return __get_user(c, end);
	(void)c;
	return 0;
}
