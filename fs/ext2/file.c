// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/file.c - regular files
 *
 * Mirrors: Linux 4.6 fs/ext2/file.c.
 * Simpler than Linux in: no O_DIRECT (EINVAL).
 */
#include "ext2.h"

#include <linux/pagemap.h>

/**
 * ext2_fsync() - ->fsync()
 * @file: open file or directory
 * @start: first byte
 * @end: last byte
 * @datasync: leave out times
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int ext2_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	struct super_block *sb = file->f_mapping->host->i_sb;
	int ret = generic_file_fsync(file, start, end, datasync);

	if (ret == -EIO)
		ext2_error(sb, __func__,
			   "detected IO error when writing metadata buffers");
	return ret;
}

const struct file_operations ext2_file_operations = {
	.llseek		= generic_file_llseek,
	.read_iter	= generic_file_read_iter,
	.write_iter	= generic_file_write_iter,
	.unlocked_ioctl	= ext2_ioctl,
	.mmap		= generic_file_mmap,
	.open		= generic_file_open,
	.fsync		= ext2_fsync,
	.splice_read	= generic_file_splice_read,
	.splice_write	= iter_file_splice_write,
};

const struct inode_operations ext2_file_inode_operations = {
	.setattr	= ext2_setattr,
};
