// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/block_dev_file.c - reading and writing block devices, through their cache
 *
 * A page of a device's cache has buffers (fs/buffer.c): a file system on it looks
 * at single blocks of the same pages.
 *
 * I1         Nothing is read or written behind the end: i_size of bd_inode, which
 *            no write moves.
 * Locking    as for any file (mm/filemap_rw.c), but writers do not exclude each
 *            other: there is no size that could change.
 * Entry      def_blk_fops def_blk_aops sync_blockdev() invalidate_bdev()
 *            set_blocksize()
 *
 * Mirrors: Linux 4.6 fs/block_dev.c; opening is in block_dev.c.
 * Simpler than Linux in: no O_DIRECT (-EINVAL), no asynchronous i/o.
 */
#include "internal.h"

#include <linux/blkdev.h>
#include <linux/buffer_head.h>
#include <linux/log2.h>
#include <linux/mpage.h>
#include <linux/pagemap.h>
#include <linux/splice.h>
#include <linux/uio.h>
#include <linux/writeback.h>

/* The cache as a whole. */

/** __sync_blockdev() - write what is dirty; @wait until it is written */
int __sync_blockdev(struct block_device *bdev, int wait)
{
	if (!bdev)
		return 0;
	if (!wait)
		return filemap_flush(bdev->bd_inode->i_mapping);
	return filemap_write_and_wait(bdev->bd_inode->i_mapping);
}

/** sync_blockdev() - write what is dirty, and wait. Return: 0 or -errno. */
int sync_blockdev(struct block_device *bdev)
{
	return __sync_blockdev(bdev, 1);
}

/** fsync_bdev() - write a device and what is mounted on it. Return: 0, -errno. */
int fsync_bdev(struct block_device *bdev)
{
	struct super_block *sb = user_get_super(bdev->bd_dev);
	int res = 0;

	if (sb) {
		res = sync_filesystem(sb);
		drop_super(sb);
	}
	return sync_blockdev(bdev) ?: res;
}

/** invalidate_bdev() - drop clean, unused pages */
void invalidate_bdev(struct block_device *bdev)
{
	struct address_space *mapping = bdev->bd_inode->i_mapping;

	if (!mapping->nrpages)
		return;
	invalidate_bh_lrus();
	invalidate_mapping_pages(mapping, 0, -1);
}

/** kill_bdev() - drop all pages, dirty or not */
void kill_bdev(struct block_device *bdev)
{
	struct address_space *mapping = bdev->bd_inode->i_mapping;

	if (!mapping->nrpages && !mapping->nrexceptional)
		return;
	invalidate_bh_lrus();
	truncate_inode_pages(mapping, 0);
}

/**
 * set_blocksize() - the size of the cache's buffers
 * @bdev: open
 * @size: bytes, a power of two from the device's block size to a page
 *
 * Context: may sleep; the caller has the device for itself.
 * Return: 0 or -EINVAL.
 */
int set_blocksize(struct block_device *bdev, int size)
{
	if (size > PAGE_SIZE || size < 512 || !is_power_of_2(size) ||
	    size < bdev_logical_block_size(bdev))
		return -EINVAL;
	if (bdev->bd_block_size != size) {
		sync_blockdev(bdev);
		bdev->bd_block_size = size;
		bdev->bd_inode->i_blkbits = ilog2(size);
		kill_bdev(bdev);
	}
	return 0;
}

/* Pages. */

/* Block n of a device is its block n. */
static int blkdev_get_block(struct inode *inode, sector_t iblock,
			    struct buffer_head *bh, int create)
{
	bh->b_bdev = I_BDEV(inode);
	bh->b_blocknr = iblock;
	set_buffer_mapped(bh);
	return 0;
}

static int blkdev_readpage(struct file *file, struct page *page)
{
	return block_read_full_page(page, blkdev_get_block);
}

static int blkdev_readpages(struct file *file, struct address_space *mapping,
			    struct list_head *pages, unsigned int nr_pages)
{
	return mpage_readpages(mapping, pages, nr_pages, blkdev_get_block);
}

static int blkdev_writepage(struct page *page, struct writeback_control *wbc)
{
	return block_write_full_page(page, blkdev_get_block, wbc);
}

static int blkdev_writepages(struct address_space *mapping,
			     struct writeback_control *wbc)
{
	struct blk_plug plug;
	int ret;

	blk_start_plug(&plug);
	ret = generic_writepages(mapping, wbc);
	blk_finish_plug(&plug);
	return ret;
}

static int blkdev_write_begin(struct file *file, struct address_space *mapping,
			      loff_t pos, unsigned int len, unsigned int flags,
			      struct page **pagep, void **fsdata)
{
	return block_write_begin(mapping, pos, len, flags, pagep,
				 blkdev_get_block);
}

static int blkdev_write_end(struct file *file, struct address_space *mapping,
			    loff_t pos, unsigned int len, unsigned int copied,
			    struct page *page, void *fsdata)
{
	int ret = block_write_end(file, mapping, pos, len, copied, page,
				  fsdata);

	unlock_page(page);
	put_page(page);
	return ret;
}

static int blkdev_releasepage(struct page *page, gfp_t wait)
{
	return try_to_free_buffers(page);
}

const struct address_space_operations def_blk_aops = {
	.readpage	= blkdev_readpage,
	.readpages	= blkdev_readpages,
	.writepage	= blkdev_writepage,
	.writepages	= blkdev_writepages,
	.write_begin	= blkdev_write_begin,
	.write_end	= blkdev_write_end,
	.set_page_dirty	= __set_page_dirty_buffers,
	.invalidatepage	= block_invalidatepage,
	.releasepage	= blkdev_releasepage,
};

/* Files. */

static int blkdev_open(struct inode *inode, struct file *filp)
{
	struct block_device *bdev;

	if (filp->f_flags & O_NDELAY)
		filp->f_mode |= FMODE_NDELAY;
	if (filp->f_flags & O_EXCL)
		filp->f_mode |= FMODE_EXCL;
	bdev = bd_acquire(inode);
	if (!bdev)
		return -ENOMEM;
	filp->f_mapping = bdev->bd_inode->i_mapping;
	filp->f_wb_err = errseq_sample(&filp->f_mapping->wb_err);
	return blkdev_get(bdev, filp->f_mode, filp);
}

static int blkdev_close(struct inode *inode, struct file *filp)
{
	blkdev_put(I_BDEV(filp->f_mapping->host), filp->f_mode);
	return 0;
}

static loff_t block_llseek(struct file *file, loff_t offset, int whence)
{
	return fixed_size_llseek(file, offset, whence,
				 i_size_read(file->f_mapping->host));
}

static ssize_t blkdev_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	loff_t size = i_size_read(iocb->ki_filp->f_mapping->host);

	if (iocb->ki_pos >= size)
		return 0;
	iov_iter_truncate(to, size - iocb->ki_pos);
	return generic_file_read_iter(iocb, to);
}

static ssize_t blkdev_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct inode *bd_inode = iocb->ki_filp->f_mapping->host;
	loff_t size = i_size_read(bd_inode);
	ssize_t ret;

	if (bdev_read_only(I_BDEV(bd_inode)))
		return -EPERM;
	if (!iov_iter_count(from))
		return 0;
	if (iocb->ki_flags & IOCB_APPEND)
		iocb->ki_pos = size;
	if (iocb->ki_pos >= size)
		return -ENOSPC;
	iov_iter_truncate(from, size - iocb->ki_pos);
	ret = __generic_file_write_iter(iocb, from);
	return ret > 0 ? generic_write_sync(iocb, ret) : ret;
}

/**
 * blkdev_fsync() - ->fsync() of block devices
 * @filp: the file
 * @start: first byte
 * @end: last byte
 * @datasync: makes no difference
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int blkdev_fsync(struct file *filp, loff_t start, loff_t end, int datasync)
{
	int error = file_write_and_wait_range(filp, start, end);

	if (error)
		return error;
	error = blkdev_issue_flush(I_BDEV(filp->f_mapping->host), GFP_KERNEL,
				   NULL);
	return error == -EOPNOTSUPP ? 0 : error;
}

static long block_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	fmode_t mode = file->f_mode & ~FMODE_NDELAY;

	/* O_NDELAY can be changed after the open. */
	if (file->f_flags & O_NDELAY)
		mode |= FMODE_NDELAY;
	return blkdev_ioctl(I_BDEV(file->f_mapping->host), mode, cmd, arg);
}

const struct file_operations def_blk_fops = {
	.open		= blkdev_open,
	.release	= blkdev_close,
	.llseek		= block_llseek,
	.read_iter	= blkdev_read_iter,
	.write_iter	= blkdev_write_iter,
	.mmap		= generic_file_mmap,
	.fsync		= blkdev_fsync,
	.unlocked_ioctl	= block_ioctl,
	.splice_read	= generic_file_splice_read,
	.splice_write	= iter_file_splice_write,
};
