// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/llseek.c - file positions
 *
 * I1         A position is never negative, unless FMODE_UNSIGNED_OFFSET.
 *
 * Locking    lseek(2) has f_pos_lock by __fdget_pos(); SEEK_CUR with an offset
 *            takes f_lock as well, against those who have not.
 * Entry      vfs_llseek() generic_file_llseek() and kin; lseek(2)
 *
 * Mirrors: the seek part of Linux 4.19 fs/read_write.c.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/syscalls.h>

/**
 * vfs_setpos() - set a position
 * @file: the file
 * @offset: the position
 * @maxsize: the largest allowed
 *
 * Context: any.
 * Return: @offset or -EINVAL.
 */
loff_t vfs_setpos(struct file *file, loff_t offset, loff_t maxsize)
{
	if (offset < 0 && !(file->f_mode & FMODE_UNSIGNED_OFFSET))
		return -EINVAL;
	if (offset > maxsize)
		return -EINVAL;
	if (offset != file->f_pos) {
		file->f_pos = offset;
		file->f_version = 0;
	}
	return offset;
}

/**
 * generic_file_llseek_size() - lseek for a file of a given size
 * @file: the file
 * @offset: how far
 * @whence: from where
 * @maxsize: the largest position
 * @eof: the size
 *
 * Context: any.
 * Return: the new position, -EINVAL, -ENXIO.
 */
loff_t generic_file_llseek_size(struct file *file, loff_t offset, int whence,
				loff_t maxsize, loff_t eof)
{
	switch (whence) {
	case SEEK_END:
		offset += eof;
		break;
	case SEEK_CUR:
		/* Only asking: no lock. */
		if (offset == 0)
			return file->f_pos;
		spin_lock(&file->f_lock);
		offset = vfs_setpos(file, file->f_pos + offset, maxsize);
		spin_unlock(&file->f_lock);
		return offset;
	case SEEK_DATA:
		/* All of the file is data ... */
		if ((unsigned long long)offset >= eof)
			return -ENXIO;
		break;
	case SEEK_HOLE:
		/* ... and a hole follows. */
		if ((unsigned long long)offset >= eof)
			return -ENXIO;
		offset = eof;
		break;
	}
	return vfs_setpos(file, offset, maxsize);
}

/**
 * generic_file_llseek() - lseek for regular files
 * @file: the file
 * @offset: how far
 * @whence: from where
 *
 * Context: any.
 * Return: see generic_file_llseek_size().
 */
loff_t generic_file_llseek(struct file *file, loff_t offset, int whence)
{
	struct inode *inode = file->f_mapping->host;

	return generic_file_llseek_size(file, offset, whence,
					inode->i_sb->s_maxbytes,
					i_size_read(inode));
}

/**
 * fixed_size_llseek() - lseek for a device of a given size
 * @file: the file
 * @offset: how far
 * @whence: from where
 * @size: the size
 *
 * Context: any.
 * Return: the new position or -EINVAL.
 */
loff_t fixed_size_llseek(struct file *file, loff_t offset, int whence,
			 loff_t size)
{
	switch (whence) {
	case SEEK_SET:
	case SEEK_CUR:
	case SEEK_END:
		return generic_file_llseek_size(file, offset, whence, size,
						size);
	}
	return -EINVAL;
}

/**
 * noop_llseek() - seeking succeeds and does nothing
 * @file: the file
 * @offset: ignored
 * @whence: ignored
 *
 * Context: any.
 * Return: the position.
 */
loff_t noop_llseek(struct file *file, loff_t offset, int whence)
{
	return file->f_pos;
}

/**
 * no_llseek() - seeking is refused
 * @file: the file
 * @offset: ignored
 * @whence: ignored
 *
 * Context: any.
 * Return: -ESPIPE.
 */
loff_t no_llseek(struct file *file, loff_t offset, int whence)
{
	return -ESPIPE;
}

/**
 * default_llseek() - lseek for files without a method of their own
 * @file: the file
 * @offset: how far
 * @whence: from where
 *
 * Context: may sleep.
 * Return: the new position, -EINVAL, -ENXIO.
 */
loff_t default_llseek(struct file *file, loff_t offset, int whence)
{
	struct inode *inode = file_inode(file);
	loff_t retval = -EINVAL, eof;

	inode_lock(inode);
	eof = i_size_read(inode);
	switch (whence) {
	case SEEK_END:
		offset += eof;
		break;
	case SEEK_CUR:
		offset += file->f_pos;
		break;
	case SEEK_DATA:
	case SEEK_HOLE:
		if (offset >= eof) {
			retval = -ENXIO;
			goto out;
		}
		if (whence == SEEK_HOLE)
			offset = eof;
		break;
	}
	if (offset >= 0 || (file->f_mode & FMODE_UNSIGNED_OFFSET)) {
		if (offset != file->f_pos) {
			file->f_pos = offset;
			file->f_version = 0;
		}
		retval = offset;
	}
out:
	inode_unlock(inode);
	return retval;
}

/**
 * vfs_llseek() - move the position of an open file
 * @file: the file
 * @offset: how far
 * @whence: from where
 *
 * Context: may sleep.
 * Return: the new position or an errno.
 */
loff_t vfs_llseek(struct file *file, loff_t offset, int whence)
{
	if (!(file->f_mode & FMODE_LSEEK))
		return -ESPIPE;
	if (file->f_op->llseek)
		return file->f_op->llseek(file, offset, whence);
	return -ESPIPE;
}

SYSCALL_DEFINE3(lseek, unsigned int, fd, off_t, offset, unsigned int, whence)
{
	struct fd f = fdget_pos(fd);
	off_t retval = -EINVAL;

	if (!f.file)
		return -EBADF;
	if (whence <= SEEK_MAX)
		retval = vfs_llseek(f.file, offset, whence);
	fdput_pos(f);
	return retval;
}
