// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/buffer_io.c - reading and writing buffers, one by one or by pages
 *
 *	lock_buffer() -> b_end_io, reference -> submit_bh() -> bio
 *	                          interrupt: b_end_io() -> unlock_buffer()
 *
 * I1         A buffer is locked from before submit_bh() until its b_end_io().
 * I2         Of a page's buffers with Async_Read or Async_Write the last one to
 *            end unlocks the page, or ends its writeback. Whoever submits
 *            marks all of them before the first one is submitted.
 * I3         Dirty is cleared before the write is submitted: what is changed
 *            later makes the buffer dirty again.
 * Locking    page lock > buffer lock; BH_Uptodate_Lock of the first buffer,
 *            interrupts off, for I2.
 * Entry      submit_bh() ll_rw_block() sync_dirty_buffer()
 *            block_read_full_page() block_write_full_page()
 *
 * Mirrors: Linux 4.6 fs/buffer.c.
 */
#include <linux/buffer_head.h>

#include <linux/bio.h>
#include <linux/bit_spinlock.h>
#include <linux/blkdev.h>
#include <linux/highmem.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/writeback.h>

static void buffer_io_error(struct buffer_head *bh, const char *msg)
{
	char b[BDEVNAME_SIZE];

	if (!buffer_quiet(bh))
		pr_err_ratelimited("Buffer I/O error on dev %s, logical block %llu%s\n",
				   bdevname(bh->b_bdev, b),
				   (unsigned long long)bh->b_blocknr, msg);
}

static void end_bio_bh_io_sync(struct bio *bio)
{
	struct buffer_head *bh = bio->bi_private;

	if (unlikely(bio_flagged(bio, BIO_QUIET)))
		set_buffer_quiet(bh);
	bh->b_end_io(bh, !bio->bi_error);
	bio_put(bio);
}

/*
 * The last block of a device whose size is no multiple of the block's: only
 * what there is of it is read or written; the rest reads as zeros.
 */
static void guard_bio_eod(int rw, struct bio *bio, struct buffer_head *bh)
{
	sector_t maxsector = i_size_read(bh->b_bdev->bd_inode) >> 9;
	unsigned int there;

	if (!maxsector || bio->bi_iter.bi_sector >= maxsector ||
	    maxsector - bio->bi_iter.bi_sector >= bh->b_size >> 9)
		return;
	there = (maxsector - bio->bi_iter.bi_sector) << 9;
	bio->bi_iter.bi_size = there;
	bio->bi_io_vec[0].bv_len = there;
	if (!(rw & WRITE))
		zero_user(bh->b_page, bh_offset(bh) + there,
			  bh->b_size - there);
}

/**
 * submit_bh() - start the i/o of a buffer
 * @rw: READ, WRITE, REQ_*
 * @bh: locked, mapped, with b_end_io set
 *
 * Context: may sleep.
 * Return: 0; how it went is told to b_end_io().
 */
int submit_bh(int rw, struct buffer_head *bh)
{
	struct bio *bio;

	BUG_ON(!buffer_locked(bh));
	BUG_ON(!buffer_mapped(bh));
	BUG_ON(!bh->b_end_io);
	if (test_set_buffer_req(bh) && (rw & WRITE))
		clear_buffer_write_io_error(bh);
	bio = bio_alloc(GFP_NOIO, 1);
	bio->bi_iter.bi_sector = bh->b_blocknr * (bh->b_size >> 9);
	bio->bi_bdev = bh->b_bdev;
	bio_add_page(bio, bh->b_page, bh->b_size, bh_offset(bh));
	bio->bi_end_io = end_bio_bh_io_sync;
	bio->bi_private = bh;
	guard_bio_eod(rw, bio, bh);
	if (buffer_meta(bh))
		rw |= REQ_META;
	submit_bio(rw, bio);
	return 0;
}

/**
 * end_buffer_read_sync() - b_end_io() of a read that somebody waits for
 * @bh: gets unlocked and loses a reference
 * @uptodate: it worked
 *
 * Context: any.
 */
void end_buffer_read_sync(struct buffer_head *bh, int uptodate)
{
	if (uptodate)
		set_buffer_uptodate(bh);
	else
		clear_buffer_uptodate(bh);	/* who waits will say so */
	unlock_buffer(bh);
	put_bh(bh);
}

/**
 * end_buffer_write_sync() - b_end_io() of a single write
 * @bh: gets unlocked and loses a reference
 * @uptodate: it worked
 *
 * Context: any.
 */
void end_buffer_write_sync(struct buffer_head *bh, int uptodate)
{
	if (uptodate) {
		set_buffer_uptodate(bh);
	} else {
		buffer_io_error(bh, ", lost sync page write");
		set_buffer_write_io_error(bh);
		clear_buffer_uptodate(bh);
	}
	unlock_buffer(bh);
	put_bh(bh);
}

/**
 * ll_rw_block() - start the i/o of those that need it
 * @rw: READ, READA: not uptodate; WRITE: dirty
 * @nr: how many
 * @bhs: which; those that are locked are left out
 *
 * Context: may sleep, but does not wait for the i/o.
 */
void ll_rw_block(int rw, int nr, struct buffer_head *bhs[])
{
	int i;

	for (i = 0; i < nr; i++) {
		struct buffer_head *bh = bhs[i];
		bool needed;

		if (!trylock_buffer(bh))
			continue;
		if (rw & WRITE) {
			needed = test_clear_buffer_dirty(bh);
			bh->b_end_io = end_buffer_write_sync;
		} else {
			needed = !buffer_uptodate(bh);
			bh->b_end_io = end_buffer_read_sync;
		}
		if (!needed || !buffer_mapped(bh)) {
			unlock_buffer(bh);
			continue;
		}
		get_bh(bh);
		submit_bh(rw, bh);
	}
}

/**
 * write_dirty_buffer() - start writing a buffer, if it is dirty
 * @bh: with a reference
 * @rw: WRITE, REQ_*
 *
 * Context: may sleep, for a read or write of it that is under way.
 */
void write_dirty_buffer(struct buffer_head *bh, int rw)
{
	lock_buffer(bh);
	if (!buffer_mapped(bh) || !test_clear_buffer_dirty(bh)) {
		unlock_buffer(bh);
		return;
	}
	bh->b_end_io = end_buffer_write_sync;
	get_bh(bh);
	submit_bh(rw, bh);
}

/**
 * __sync_dirty_buffer() - write a buffer now, and wait
 * @bh: with a reference
 * @rw: WRITE, REQ_*
 *
 * Context: may sleep.
 * Return: 0 or -EIO.
 */
int __sync_dirty_buffer(struct buffer_head *bh, int rw)
{
	WARN_ON(atomic_read(&bh->b_count) < 1);
	write_dirty_buffer(bh, rw);
	wait_on_buffer(bh);
	return buffer_uptodate(bh) ? 0 : -EIO;
}

/**
 * sync_dirty_buffer() - the same, as one that somebody waits for
 * @bh: with a reference
 *
 * Context: may sleep.
 * Return: 0 or -EIO.
 */
int sync_dirty_buffer(struct buffer_head *bh)
{
	return __sync_dirty_buffer(bh, WRITE_SYNC);
}

/**
 * bh_submit_read() - read a buffer, and wait
 * @bh: locked; unlocked afterwards
 *
 * Context: may sleep.
 * Return: 0 or -EIO.
 */
int bh_submit_read(struct buffer_head *bh)
{
	BUG_ON(!buffer_locked(bh));
	if (buffer_uptodate(bh)) {
		unlock_buffer(bh);
		return 0;
	}
	get_bh(bh);
	bh->b_end_io = end_buffer_read_sync;
	submit_bh(READ_SYNC, bh);
	wait_on_buffer(bh);
	return buffer_uptodate(bh) ? 0 : -EIO;
}

/*
 * I2: @bh is done. Return: true if it was the last; *@all_uptodate says
 * whether every buffer of the page is.
 */
static bool last_of_page(struct buffer_head *bh, unsigned int bit,
			 bool *all_uptodate)
{
	struct buffer_head *first = page_buffers(bh->b_page), *tmp = first;
	unsigned long flags;
	bool last = true;

	*all_uptodate = true;
	local_irq_save(flags);
	bit_spin_lock(BH_Uptodate_Lock, &first->b_state);
	clear_bit(bit, &bh->b_state);
	unlock_buffer(bh);
	do {
		if (!buffer_uptodate(tmp))
			*all_uptodate = false;
		if (test_bit(bit, &tmp->b_state))
			last = false;
		tmp = tmp->b_this_page;
	} while (tmp != first);
	bit_spin_unlock(BH_Uptodate_Lock, &first->b_state);
	local_irq_restore(flags);
	return last;
}

/* b_end_io() of the buffers of a page that is being read. */
static void end_buffer_async_read(struct buffer_head *bh, int uptodate)
{
	struct page *page = bh->b_page;
	bool all_uptodate;

	if (uptodate) {
		set_buffer_uptodate(bh);
	} else {
		clear_buffer_uptodate(bh);
		buffer_io_error(bh, ", async page read");
		SetPageError(page);
	}
	if (!last_of_page(bh, BH_Async_Read, &all_uptodate))
		return;
	if (all_uptodate && !PageError(page))
		SetPageUptodate(page);
	unlock_page(page);
}

/**
 * end_buffer_async_write() - b_end_io() of the buffers of a page in writeback
 * @bh: gets unlocked
 * @uptodate: it worked
 *
 * Context: any.
 */
void end_buffer_async_write(struct buffer_head *bh, int uptodate)
{
	struct page *page = bh->b_page;
	bool unused;

	if (uptodate) {
		set_buffer_uptodate(bh);
	} else {
		buffer_io_error(bh, ", lost async page write");
		mapping_set_error(page->mapping, -EIO);
		set_buffer_write_io_error(bh);
		clear_buffer_uptodate(bh);
		SetPageError(page);
	}
	if (last_of_page(bh, BH_Async_Write, &unused))
		end_page_writeback(page);
}

static struct buffer_head *create_page_buffers(struct page *page,
					       struct inode *inode,
					       unsigned int b_state)
{
	BUG_ON(!PageLocked(page));
	if (!page_has_buffers(page))
		create_empty_buffers(page, i_blocksize(inode), b_state);
	return page_buffers(page);
}

/*
 * Does @bh, block @iblock of the file, need reading? Holes and what is behind
 * the end become zeros here.
 */
static bool must_be_read(struct buffer_head *bh, sector_t iblock,
			 get_block_t *get_block)
{
	struct inode *inode = bh->b_page->mapping->host;
	sector_t lblock = (i_size_read(inode) + bh->b_size - 1) >>
			  inode->i_blkbits;
	int err = 0;

	if (buffer_uptodate(bh))
		return false;
	if (!buffer_mapped(bh)) {
		if (iblock < lblock) {
			err = get_block(inode, iblock, bh, 0);
			if (err)
				SetPageError(bh->b_page);
		}
		if (!buffer_mapped(bh)) {
			zero_user(bh->b_page, bh_offset(bh), bh->b_size);
			if (!err)
				set_buffer_uptodate(bh);
			return false;
		}
	}
	/* get_block() may have made it uptodate. */
	return !buffer_uptodate(bh);
}

/**
 * block_read_full_page() - ->readpage() by buffers
 * @page: locked; unlocked when it is read
 * @get_block: the file system's map
 *
 * Context: may sleep, but does not wait for the i/o.
 * Return: 0; how it went is in PageUptodate and PageError.
 */
int block_read_full_page(struct page *page, get_block_t *get_block)
{
	struct inode *inode = page->mapping->host;
	struct buffer_head *arr[MAX_BUF_PER_PAGE], *head, *bh;
	sector_t iblock = (sector_t)page->index <<
			  (PAGE_SHIFT - inode->i_blkbits);
	int nr = 0, i;

	head = bh = create_page_buffers(page, inode, 0);
	do {
		if (must_be_read(bh, iblock, get_block))
			arr[nr++] = bh;
		iblock++;
		bh = bh->b_this_page;
	} while (bh != head);

	if (!nr) {
		if (!PageError(page))
			SetPageUptodate(page);
		unlock_page(page);
		return 0;
	}
	for (i = 0; i < nr; i++) {
		lock_buffer(arr[i]);
		arr[i]->b_end_io = end_buffer_async_read;
		set_buffer_async_read(arr[i]);
	}
	for (i = 0; i < nr; i++) {
		/* Somebody read it by itself while we waited for its lock. */
		if (buffer_uptodate(arr[i]))
			end_buffer_async_read(arr[i], 1);
		else
			submit_bh(READ, arr[i]);
	}
	return 0;
}

/* Every dirty buffer gets a block; those behind the end are not written. */
static int map_dirty_buffers(struct buffer_head *head, struct inode *inode,
			     sector_t block, get_block_t *get_block)
{
	sector_t last_block = (i_size_read(inode) - 1) >> inode->i_blkbits;
	struct buffer_head *bh = head;
	int err;

	do {
		if (block > last_block) {
			/* Mapped beyond i_size, and dirtied there. */
			clear_buffer_dirty(bh);
			set_buffer_uptodate(bh);
		} else if (!buffer_mapped(bh) && buffer_dirty(bh)) {
			err = get_block(inode, block, bh, 1);
			if (err)
				return err;
			if (buffer_new(bh)) {
				clear_buffer_new(bh);
				unmap_underlying_metadata(bh->b_bdev,
							  bh->b_blocknr);
			}
		}
		block++;
		bh = bh->b_this_page;
	} while (bh != head);
	return 0;
}

/* Lock what will be written. With @failed: what could be mapped of it. */
static void prepare_writes(struct page *page, struct buffer_head *head,
			   struct writeback_control *wbc, bool failed)
{
	struct buffer_head *bh = head;

	do {
		if (!buffer_mapped(bh)) {
			if (failed)
				clear_buffer_dirty(bh);
			continue;
		}
		if (wbc->sync_mode != WB_SYNC_NONE || failed) {
			lock_buffer(bh);
		} else if (!trylock_buffer(bh)) {
			redirty_page_for_writepage(wbc, page);
			continue;
		}
		if (test_clear_buffer_dirty(bh)) {
			bh->b_end_io = end_buffer_async_write;
			set_buffer_async_write(bh);
		} else {
			unlock_buffer(bh);
		}
	} while ((bh = bh->b_this_page) != head);
}

static int __block_write_full_page(struct inode *inode, struct page *page,
				   get_block_t *get_block,
				   struct writeback_control *wbc)
{
	int write_op = wbc->sync_mode == WB_SYNC_ALL ? WRITE_SYNC : WRITE;
	struct buffer_head *head, *bh;
	int err, nr_underway = 0;

	head = create_page_buffers(page, inode,
				   1 << BH_Dirty | 1 << BH_Uptodate);
	err = map_dirty_buffers(head, inode, (sector_t)page->index <<
				(PAGE_SHIFT - inode->i_blkbits), get_block);
	if (unlikely(err)) {
		/* What cannot be written is lost, and fsync() says so. */
		SetPageError(page);
		mapping_set_error(page->mapping, err);
	}
	prepare_writes(page, head, wbc, err);
	BUG_ON(PageWriteback(page));
	set_page_writeback(page);
	/* Still locked, so the ring stays, even with all of it written. */
	bh = head;
	do {
		if (buffer_async_write(bh)) {
			nr_underway++;
			submit_bh(write_op, bh);
		}
		bh = bh->b_this_page;
	} while (bh != head);
	unlock_page(page);
	if (!nr_underway)
		end_page_writeback(page);
	return err;
}

/**
 * block_write_full_page() - ->writepage() by buffers
 * @page: locked, its dirty bit cleared; unlocked on return
 * @get_block: the file system's map
 * @wbc: wait for buffers that are locked?
 *
 * Context: may sleep, but does not wait for the i/o.
 * Return: 0, or the error of @get_block.
 */
int block_write_full_page(struct page *page, get_block_t *get_block,
			  struct writeback_control *wbc)
{
	struct inode *const inode = page->mapping->host;
	loff_t i_size = i_size_read(inode);
	const pgoff_t end_index = i_size >> PAGE_SHIFT;
	unsigned int offset = i_size & (PAGE_SIZE - 1);

	if (page->index >= end_index) {
		if (page->index > end_index || !offset) {
			/* Truncated meanwhile. */
			block_invalidatepage(page, 0, PAGE_SIZE);
			unlock_page(page);
			return 0;
		}
		/* What a mapping left behind the end must not reach the disk. */
		zero_user_segment(page, offset, PAGE_SIZE);
	}
	return __block_write_full_page(inode, page, get_block, wbc);
}
