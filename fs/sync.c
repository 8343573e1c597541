// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/sync.c - sync, syncfs, fsync, sync_file_range
 *
 * Entry      vfs_fsync_range() sync_filesystem() generic_write_sync()
 *
 * Mirrors: Linux 4.19 fs/sync.c.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/syscalls.h>
#include <linux/writeback.h>

/* s_umount held.  Data first without waiting, then all of it. */
static int __sync_filesystem(struct super_block *sb, int wait)
{
	if (wait)
		sync_inodes_sb(sb);
	else
		writeback_inodes_sb(sb, WB_REASON_SYNC);
	if (sb->s_op->sync_fs)
		sb->s_op->sync_fs(sb, wait);
	/* Inodes and metadata are in the page cache of the device by now. */
	return sb->s_bdev ? __sync_blockdev(sb->s_bdev, wait) : 0;
}

/**
 * sync_filesystem() - write everything of a filesystem, and wait
 * @sb: s_umount held
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int sync_filesystem(struct super_block *sb)
{
	int ret;

	if (sb_rdonly(sb))
		return 0;
	ret = __sync_filesystem(sb, 0);
	if (ret < 0)
		return ret;
	return __sync_filesystem(sb, 1);
}

static void sync_one_sb(struct super_block *sb, void *wait)
{
	if (!sb_rdonly(sb))
		__sync_filesystem(sb, *(int *)wait);
}

/* Devices that programs write to without a filesystem. */
static void sync_one_bdev(struct block_device *bdev, void *wait)
{
	struct address_space *mapping = bdev->bd_inode->i_mapping;

	if (*(int *)wait)
		filemap_fdatawait_keep_errors(mapping);
	else
		filemap_fdatawrite(mapping);
}

/**
 * ksys_sync() - sync(2)
 *
 * Context: may sleep.
 */
void ksys_sync(void)
{
	int nowait = 0, wait = 1;

	wakeup_flusher_threads(0, WB_REASON_SYNC);
	iterate_supers(sync_one_sb, &nowait);
	iterate_supers(sync_one_sb, &wait);
	iterate_bdevs(sync_one_bdev, &nowait);
	iterate_bdevs(sync_one_bdev, &wait);
}

SYSCALL_DEFINE0(sync)
{
	ksys_sync();
	return 0;
}

/**
 * emergency_sync() - SysRq: write what can be written
 *
 * Context: may sleep.
 */
void emergency_sync(void)
{
	int nowait = 0;

	iterate_supers(sync_one_sb, &nowait);
	pr_info("Emergency Sync complete\n");
}

SYSCALL_DEFINE1(syncfs, int, fd)
{
	struct fd f = fdget(fd);
	struct super_block *sb;
	int ret;

	if (!f.file)
		return -EBADF;
	sb = f.file->f_path.dentry->d_sb;
	down_read(&sb->s_umount);
	ret = sync_filesystem(sb);
	up_read(&sb->s_umount);
	fdput(f);
	return ret;
}

/**
 * vfs_fsync_range() - write part of a file, and wait
 * @file: the file
 * @start: first byte
 * @end: last byte, inclusive
 * @datasync: leave out metadata that reading does not need
 *
 * Context: may sleep.
 * Return: 0 or an errno, each error once.
 */
int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync)
{
	if (!file->f_op->fsync)
		return -EINVAL;
	return file->f_op->fsync(file, start, end, datasync);
}

/**
 * vfs_fsync() - write a file, and wait
 * @file: the file
 * @datasync: leave out metadata that reading does not need
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_fsync(struct file *file, int datasync)
{
	return vfs_fsync_range(file, 0, LLONG_MAX, datasync);
}

static int do_fsync(unsigned int fd, int datasync)
{
	struct fd f = fdget(fd);
	int ret = -EBADF;

	if (f.file) {
		ret = vfs_fsync(f.file, datasync);
		fdput(f);
	}
	return ret;
}

SYSCALL_DEFINE1(fsync, unsigned int, fd)
{
	return do_fsync(fd, 0);
}

SYSCALL_DEFINE1(fdatasync, unsigned int, fd)
{
	return do_fsync(fd, 1);
}

/**
 * generic_write_sync() - the end of a write to a file opened with O_SYNC
 * @iocb: ki_pos is behind what was written
 * @count: bytes written
 *
 * Context: may sleep.
 * Return: @count or an errno.
 */
ssize_t generic_write_sync(struct kiocb *iocb, ssize_t count)
{
	if (iocb->ki_flags & IOCB_DSYNC) {
		int ret = vfs_fsync_range(iocb->ki_filp, iocb->ki_pos - count,
					  iocb->ki_pos - 1,
					  iocb->ki_flags & IOCB_SYNC ? 0 : 1);

		if (ret)
			return ret;
	}
	return count;
}

#define VALID_SYNC_FLAGS \
	(SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | \
	 SYNC_FILE_RANGE_WAIT_AFTER)

static int sync_file_range_file(struct file *file, loff_t offset, loff_t endbyte,
				unsigned int flags)
{
	struct address_space *mapping = file->f_mapping;
	umode_t mode = file_inode(file)->i_mode;
	int ret = 0;

	if (!S_ISREG(mode) && !S_ISBLK(mode) && !S_ISDIR(mode) &&
	    !S_ISLNK(mode))
		return -ESPIPE;
	if (flags & SYNC_FILE_RANGE_WAIT_BEFORE)
		ret = filemap_fdatawait_range(mapping, offset, endbyte);
	if (!ret && (flags & SYNC_FILE_RANGE_WRITE))
		ret = __filemap_fdatawrite_range(mapping, offset, endbyte,
						 WB_SYNC_NONE);
	if (!ret && (flags & SYNC_FILE_RANGE_WAIT_AFTER))
		ret = filemap_fdatawait_range(mapping, offset, endbyte);
	return ret;
}

SYSCALL_DEFINE4(sync_file_range, int, fd, loff_t, offset, loff_t, nbytes,
		unsigned int, flags)
{
	loff_t endbyte = offset + nbytes;
	struct fd f;
	int ret;

	if (flags & ~VALID_SYNC_FLAGS)
		return -EINVAL;
	if (offset < 0 || endbyte < 0 || endbyte < offset)
		return -EINVAL;
	if (nbytes == 0)
		endbyte = LLONG_MAX;
	else
		endbyte--;		/* inclusive */
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	ret = sync_file_range_file(f.file, offset, endbyte, flags);
	fdput(f);
	return ret;
}
