// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/fadvise.c - fadvise64(2) and readahead(2): what will be read of a file
 *
 *	how it is read	  NORMAL SEQUENTIAL RANDOM: the largest window
 *	pages, now	  WILLNEED read ahead, DONTNEED drop what is clean
 *
 * Advice is never an error, only nonsense is. Files that live in the page cache
 * alone (tmpfs, ramfs) have nothing to read ahead and nothing that could be
 * dropped: there every advice is taken and nothing done.
 *
 * Locking    FMODE_RANDOM: f_lock; ra_pages is the reader's own, races only cost.
 * Context    process context, may sleep.
 * Entry      vfs_fadvise(); sys_fadvise64() sys_readahead()
 * Mirrors: Linux 4.19 mm/fadvise.c, and ksys_readahead() of mm/readahead.c.
 * Simpler than Linux in: no DAX.
 */
#include <uapi/linux/fadvise.h>

#include <linux/backing-dev.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/syscalls.h>
#include <linux/writeback.h>

static void set_random(struct file *file, bool random)
{
	spin_lock(&file->f_lock);
	if (random)
		file->f_mode |= FMODE_RANDOM;
	else
		file->f_mode &= ~FMODE_RANDOM;
	spin_unlock(&file->f_lock);
}

static void fadvise_willneed(struct file *file, loff_t offset, loff_t endbyte)
{
	pgoff_t start = offset >> PAGE_SHIFT;
	unsigned long nrpages = (endbyte >> PAGE_SHIFT) - start + 1;

	force_page_cache_readahead(file->f_mapping, file, start,
				   nrpages ? nrpages : ~0UL);
}

/* Only whole pages go, and the file's last one, however short. */
static void fadvise_dontneed(struct file *file, loff_t offset, loff_t endbyte)
{
	struct address_space *mapping = file->f_mapping;
	pgoff_t start = (offset + PAGE_SIZE - 1) >> PAGE_SHIFT;
	pgoff_t end = endbyte >> PAGE_SHIFT;

	__filemap_fdatawrite_range(mapping, offset, endbyte, WB_SYNC_NONE);
	if ((endbyte & ~PAGE_MASK) != ~PAGE_MASK &&
	    endbyte != i_size_read(mapping->host) - 1) {
		if (!end)
			return;
		end--;
	}
	if (end >= start)
		invalidate_mapping_pages(mapping, start, end);
}

/* Return: 0 or -EINVAL, for an advice that nobody knows. */
static int fadvise_range(struct file *file, loff_t offset, loff_t endbyte,
			 int advice)
{
	struct backing_dev_info *bdi = inode_to_bdi(file->f_mapping->host);
	bool cache_only = bdi == &noop_backing_dev_info;

	switch (advice) {
	case POSIX_FADV_NORMAL:
	case POSIX_FADV_SEQUENTIAL:
		file->f_ra.ra_pages = bdi->ra_pages *
				(advice == POSIX_FADV_SEQUENTIAL ? 2 : 1);
		set_random(file, false);
		return 0;
	case POSIX_FADV_RANDOM:
		set_random(file, true);
		return 0;
	case POSIX_FADV_WILLNEED:
		if (!cache_only)
			fadvise_willneed(file, offset, endbyte);
		return 0;
	case POSIX_FADV_DONTNEED:
		if (!cache_only)
			fadvise_dontneed(file, offset, endbyte);
		return 0;
	case POSIX_FADV_NOREUSE:
		return 0;
	}
	return -EINVAL;
}

/**
 * vfs_fadvise() - take advice about a part of a file
 * @file: open file
 * @offset: where the part begins
 * @len: how long it is; 0: to the end
 * @advice: POSIX_FADV_*
 *
 * Return: 0, -ESPIPE for a pipe, or -EINVAL.
 */
int vfs_fadvise(struct file *file, loff_t offset, loff_t len, int advice)
{
	loff_t endbyte;

	if (S_ISFIFO(file_inode(file)->i_mode))
		return -ESPIPE;
	if (!file->f_mapping || len < 0)
		return -EINVAL;
	/* Inclusive; too long is to the end. */
	endbyte = (u64)offset + (u64)len;
	endbyte = !len || endbyte < len ? LLONG_MAX : endbyte - 1;
	return fadvise_range(file, offset, endbyte, advice);
}

SYSCALL_DEFINE4(fadvise64, int, fd, loff_t, offset, size_t, len, int, advice)
{
	struct fd f = fdget(fd);
	int ret;

	if (!f.file)
		return -EBADF;
	ret = vfs_fadvise(f.file, offset, len, advice);
	fdput(f);
	return ret;
}

static ssize_t readahead_file(struct file *file, loff_t offset, size_t count)
{
	umode_t mode = file_inode(file)->i_mode;

	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!file->f_mapping || !file->f_mapping->a_ops ||
	    (!S_ISREG(mode) && !S_ISBLK(mode)))
		return -EINVAL;
	return vfs_fadvise(file, offset, count, POSIX_FADV_WILLNEED);
}

SYSCALL_DEFINE3(readahead, int, fd, loff_t, offset, size_t, count)
{
	struct fd f = fdget(fd);
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ret = readahead_file(f.file, offset, count);
	fdput(f);
	return ret;
}
