// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/buffer_write.c - write(2) and truncate(2) in pages with buffers
 *
 *	block_write_begin()	the page, locked; blocks are allocated; those
 *				that are overwritten only in part are read, or
 *				zeroed if they are new
 *	(copy)
 *	generic_write_end()	what was copied is uptodate and dirty; i_size
 *
 * I1         A block that get_block() just allocated (BH_New) is zeroed where it
 *            is not written to, before anybody can read it: what was on the
 *            disk before is nobody's business. Also when the copy fails.
 * Locking    i_rwsem of the file > page lock > buffer lock.
 * Entry      block_write_begin() generic_write_end() block_truncate_page()
 *
 * Mirrors: Linux 4.6 fs/buffer.c.
 */
#include <linux/buffer_head.h>

#include <linux/highmem.h>
#include <linux/log2.h>
#include <linux/mm.h>

/**
 * page_zero_new_buffers() - I1, when a write did not come to its end
 * @page: locked
 * @from: first byte that was not written
 * @to: behind the last one
 *
 * Context: may sleep.
 */
void page_zero_new_buffers(struct page *page, unsigned int from,
			   unsigned int to)
{
	struct buffer_head *head, *bh;

	BUG_ON(!PageLocked(page));
	if (!page_has_buffers(page))
		return;
	head = bh = page_buffers(page);
	do {
		unsigned int start = bh_offset(bh);
		unsigned int end = start + bh->b_size;

		if (buffer_new(bh) && end > from && start < to) {
			if (!PageUptodate(page)) {
				unsigned int first = max(from, start);

				zero_user(page, first, min(to, end) - first);
				set_buffer_uptodate(bh);
			}
			clear_buffer_new(bh);
			mark_buffer_dirty(bh);
		}
		bh = bh->b_this_page;
	} while (bh != head);
}

/*
 * Map the block of @bh, which the bytes [from, to) of the page concern.
 * Return: 1 if it must be read, 0, or -errno.
 */
static int prepare_block(struct page *page, struct buffer_head *bh,
			 sector_t block, unsigned int from, unsigned int to,
			 get_block_t *get_block)
{
	unsigned int start = bh_offset(bh), end = start + bh->b_size;
	int err;

	if (buffer_new(bh))
		clear_buffer_new(bh);
	if (!buffer_mapped(bh)) {
		err = get_block(page->mapping->host, block, bh, 1);
		if (err)
			return err;
		if (buffer_new(bh)) {
			unmap_underlying_metadata(bh->b_bdev, bh->b_blocknr);
			if (PageUptodate(page)) {
				clear_buffer_new(bh);
				set_buffer_uptodate(bh);
				mark_buffer_dirty(bh);
				return 0;
			}
			if (end > to || start < from)
				zero_user_segments(page, min(to, end), end,
						   start, max(from, start));
			return 0;
		}
	}
	if (PageUptodate(page))
		set_buffer_uptodate(bh);
	return !buffer_uptodate(bh) && (start < from || end > to);
}

/**
 * __block_write_begin() - make a page ready to be written to
 * @page: locked
 * @pos: first byte, in the file
 * @len: bytes, all in this page
 * @get_block: the file system's map
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int __block_write_begin(struct page *page, loff_t pos, unsigned int len,
			get_block_t *get_block)
{
	unsigned int from = pos & (PAGE_SIZE - 1), to = from + len;
	struct inode *inode = page->mapping->host;
	struct buffer_head *wait[2], **wait_bh = wait, *head, *bh;
	sector_t block;
	int err = 0;

	BUG_ON(!PageLocked(page) || to > PAGE_SIZE);
	if (!page_has_buffers(page))
		create_empty_buffers(page, i_blocksize(inode), 0);
	head = bh = page_buffers(page);
	block = (sector_t)page->index << (PAGE_SHIFT - inode->i_blkbits);
	do {
		unsigned int start = bh_offset(bh);

		if (start + bh->b_size <= from || start >= to) {
			if (PageUptodate(page))
				set_buffer_uptodate(bh);
		} else {
			err = prepare_block(page, bh, block, from, to,
					    get_block);
			if (err < 0)
				break;
			/* The first or the last one only: at most two. */
			if (err) {
				ll_rw_block(READ, 1, &bh);
				*wait_bh++ = bh;
				err = 0;
			}
		}
		block++;
		bh = bh->b_this_page;
	} while (bh != head);

	while (wait_bh > wait) {
		wait_on_buffer(*--wait_bh);
		if (!buffer_uptodate(*wait_bh))
			err = -EIO;
	}
	if (unlikely(err))
		page_zero_new_buffers(page, from, to);
	return err;
}

/**
 * block_write_begin() - ->write_begin() by buffers
 * @mapping: the file
 * @pos: first byte
 * @len: bytes, all in one page
 * @flags: AOP_FLAG_*
 * @pagep: gets the page, locked, with a reference
 * @get_block: the file system's map
 *
 * Context: may sleep.
 * Return: 0 or -errno; blocks behind i_size may stay allocated then.
 */
int block_write_begin(struct address_space *mapping, loff_t pos,
		      unsigned int len, unsigned int flags,
		      struct page **pagep, get_block_t *get_block)
{
	struct page *page;
	int status;

	page = grab_cache_page_write_begin(mapping, pos >> PAGE_SHIFT, flags);
	if (!page)
		return -ENOMEM;
	status = __block_write_begin(page, pos, len, get_block);
	if (unlikely(status)) {
		unlock_page(page);
		put_page(page);
		page = NULL;
	}
	*pagep = page;
	return status;
}

/* [from, to) was copied. The page is uptodate if all its buffers are. */
static void __block_commit_write(struct page *page, unsigned int from,
				 unsigned int to)
{
	struct buffer_head *head = page_buffers(page), *bh = head;
	bool partial = false;

	do {
		unsigned int start = bh_offset(bh);

		if (start + bh->b_size <= from || start >= to) {
			if (!buffer_uptodate(bh))
				partial = true;
		} else {
			set_buffer_uptodate(bh);
			mark_buffer_dirty(bh);
		}
		clear_buffer_new(bh);
		bh = bh->b_this_page;
	} while (bh != head);
	if (!partial)
		SetPageUptodate(page);
}

/**
 * block_write_end() - the data part of ->write_end()
 * @file: unused
 * @mapping: the file
 * @pos: first byte
 * @len: bytes that were to be copied
 * @copied: bytes that were
 * @page: locked
 * @fsdata: unused
 *
 * Return: the bytes that count: 0, if a block would be partly unknown.
 */
int block_write_end(struct file *file, struct address_space *mapping,
		    loff_t pos, unsigned int len, unsigned int copied,
		    struct page *page, void *fsdata)
{
	unsigned int start = pos & (PAGE_SIZE - 1);

	if (unlikely(copied < len)) {
		/* Blocks to be overwritten whole were not read. */
		if (!PageUptodate(page))
			copied = 0;
		page_zero_new_buffers(page, start + copied, start + len);
	}
	if (copied)
		__block_commit_write(page, start, start + copied);
	return copied;
}

/**
 * generic_write_end() - ->write_end() by buffers
 * @file: unused
 * @mapping: the file
 * @pos: first byte
 * @len: bytes that were to be copied
 * @copied: bytes that were
 * @page: locked; unlocked and put on return
 * @fsdata: unused
 *
 * Context: i_rwsem held for writing; may sleep.
 * Return: the bytes that count.
 */
int generic_write_end(struct file *file, struct address_space *mapping,
		      loff_t pos, unsigned int len, unsigned int copied,
		      struct page *page, void *fsdata)
{
	struct inode *inode = mapping->host;
	loff_t old_size = inode->i_size;
	bool grown = false;

	copied = block_write_end(file, mapping, pos, len, copied, page, fsdata);
	/* With the page locked: writeback must see data and size agree. */
	if (copied && pos + copied > inode->i_size) {
		i_size_write(inode, pos + copied);
		grown = true;
	}
	unlock_page(page);
	put_page(page);
	if (old_size < pos)
		pagecache_isize_extended(inode, old_size, pos);
	if (grown)
		mark_inode_dirty(inode);
	return copied;
}

/**
 * block_truncate_page() - zero the rest of the block in which a file will end
 * @mapping: the file
 * @from: its new size
 * @get_block: the file system's map
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int block_truncate_page(struct address_space *mapping, loff_t from,
			get_block_t *get_block)
{
	struct inode *inode = mapping->host;
	unsigned int offset = from & (PAGE_SIZE - 1);
	unsigned int blocksize = i_blocksize(inode);
	unsigned int length = from & (blocksize - 1);
	struct buffer_head *bh;
	struct page *page;
	int err = 0;

	if (!length)
		return 0;
	length = blocksize - length;
	page = grab_cache_page(mapping, from >> PAGE_SHIFT);
	if (!page)
		return -ENOMEM;
	if (!page_has_buffers(page))
		create_empty_buffers(page, blocksize, 0);
	for (bh = page_buffers(page); bh_offset(bh) + blocksize <= offset;)
		bh = bh->b_this_page;

	if (!buffer_mapped(bh)) {
		WARN_ON(bh->b_size != blocksize);
		err = get_block(inode, from >> inode->i_blkbits, bh, 0);
		if (err || !buffer_mapped(bh))
			goto unlock;	/* a hole is zero */
	}
	if (PageUptodate(page))
		set_buffer_uptodate(bh);
	if (!buffer_uptodate(bh)) {
		ll_rw_block(READ, 1, &bh);
		wait_on_buffer(bh);
		if (!buffer_uptodate(bh)) {
			err = -EIO;
			goto unlock;
		}
	}
	zero_user(page, offset, length);
	mark_buffer_dirty(bh);
unlock:
	unlock_page(page);
	put_page(page);
	return err;
}

/**
 * generic_block_bmap() - ->bmap(): where on the device is a block?
 * @mapping: the file
 * @block: of the file
 * @get_block: the file system's map
 *
 * Context: may sleep.
 * Return: the block, 0 for a hole.
 */
sector_t generic_block_bmap(struct address_space *mapping, sector_t block,
			    get_block_t *get_block)
{
	struct inode *inode = mapping->host;
	struct buffer_head tmp = {
		.b_size = i_blocksize(inode),
	};

	get_block(inode, block, &tmp, 0);
	return tmp.b_blocknr;
}
