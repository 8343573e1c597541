// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/file_copy.c - sendfile and copy_file_range
 *
 * Entry      vfs_copy_file_range(); sendfile(2), copy_file_range(2)
 *
 * Mirrors: the copying part of Linux 4.19 fs/read_write.c; the rules between
 * filesystems are those of 6.1.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/fsnotify.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

static ssize_t sendfile_files(struct file *in, struct file *out, loff_t *ppos,
			      size_t count)
{
	loff_t pos = ppos ? *ppos : in->f_pos, out_pos;
	ssize_t retval;

	if (!(in->f_mode & FMODE_READ) || !(out->f_mode & FMODE_WRITE))
		return -EBADF;
	if (ppos && !(in->f_mode & FMODE_PREAD))
		return -ESPIPE;
	retval = rw_verify_area(READ, in, &pos, count);
	if (retval < 0)
		return retval;
	if (count > MAX_RW_COUNT)
		count = MAX_RW_COUNT;
	out_pos = out->f_pos;
	retval = rw_verify_area(WRITE, out, &out_pos, count);
	if (retval < 0)
		return retval;
	retval = do_splice_direct(in, &pos, out, &out_pos, count, 0);
	if (retval > 0) {
		fsnotify_access(in);
		fsnotify_modify(out);
		current->ioac.rchar += retval;
		current->ioac.wchar += retval;
		out->f_pos = out_pos;
		if (ppos)
			*ppos = pos;
		else
			in->f_pos = pos;
	}
	current->ioac.syscr++;
	current->ioac.syscw++;
	return retval;
}

static ssize_t do_sendfile(int out_fd, int in_fd, loff_t *ppos, size_t count)
{
	struct fd in = fdget(in_fd), out;
	ssize_t retval = -EBADF;

	if (!in.file)
		return retval;
	out = fdget(out_fd);
	if (out.file) {
		retval = sendfile_files(in.file, out.file, ppos, count);
		fdput(out);
	}
	fdput(in);
	return retval;
}

SYSCALL_DEFINE4(sendfile64, int, out_fd, int, in_fd, loff_t __user *, offset,
		size_t, count)
{
	loff_t pos;
	ssize_t ret;

	if (!offset)
		return do_sendfile(out_fd, in_fd, NULL, count);
	if (copy_from_user(&pos, offset, sizeof(loff_t)))
		return -EFAULT;
	ret = do_sendfile(out_fd, in_fd, &pos, count);
	if (put_user(pos, offset))
		return -EFAULT;
	return ret;
}

/* Return: 0 with *@count cut, or an errno. */
static int copy_checks(struct file *in, loff_t pos_in, struct file *out,
		       loff_t pos_out, size_t *count)
{
	struct inode *inode_in = file_inode(in), *inode_out = file_inode(out);
	loff_t limit = *count, size;
	int ret;

	if (S_ISDIR(inode_in->i_mode) || S_ISDIR(inode_out->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode_in->i_mode) || !S_ISREG(inode_out->i_mode))
		return -EINVAL;
	if (!(in->f_mode & FMODE_READ) || !(out->f_mode & FMODE_WRITE) ||
	    (out->f_flags & O_APPEND))
		return -EBADF;
	if (out->f_op->copy_file_range) {
		if (in->f_op->copy_file_range != out->f_op->copy_file_range)
			return -EXDEV;
	} else if (inode_in->i_sb != inode_out->i_sb) {
		return -EXDEV;
	}
	if (IS_IMMUTABLE(inode_out))
		return -EPERM;
	if (IS_SWAPFILE(inode_in) || IS_SWAPFILE(inode_out))
		return -ETXTBSY;
	if (pos_in + limit < pos_in || pos_out + limit < pos_out)
		return -EOVERFLOW;
	size = i_size_read(inode_in);
	limit = pos_in >= size ? 0 : min(limit, size - pos_in);
	if (limit) {
		ret = generic_write_check_limits(out, pos_out, &limit);
		if (ret)
			return ret;
	}
	if (inode_in == inode_out && pos_out + limit > pos_in &&
	    pos_out < pos_in + limit)
		return -EINVAL;
	*count = limit;
	return 0;
}

/**
 * vfs_copy_file_range() - copy between two files without user space
 * @in: from
 * @pos_in: from here
 * @out: to
 * @pos_out: to here
 * @len: bytes
 * @flags: must be 0
 *
 * Context: may sleep.
 * Return: bytes copied or an errno.
 */
ssize_t vfs_copy_file_range(struct file *in, loff_t pos_in, struct file *out,
			    loff_t pos_out, size_t len, unsigned int flags)
{
	ssize_t ret;

	if (flags)
		return -EINVAL;
	ret = copy_checks(in, pos_in, out, pos_out, &len);
	if (unlikely(ret))
		return ret;
	ret = rw_verify_area(READ, in, &pos_in, len);
	if (unlikely(ret))
		return ret;
	ret = rw_verify_area(WRITE, out, &pos_out, len);
	if (unlikely(ret))
		return ret;
	if (len == 0)
		return 0;
	if (out->f_op->copy_file_range)
		ret = out->f_op->copy_file_range(in, pos_in, out, pos_out, len,
						 flags);
	else
		ret = do_splice_direct(in, &pos_in, out, &pos_out,
				       min_t(size_t, len, MAX_RW_COUNT), 0);
	if (ret > 0) {
		fsnotify_access(in);
		fsnotify_modify(out);
		current->ioac.rchar += ret;
		current->ioac.wchar += ret;
	}
	return ret;
}

static ssize_t copy_files(struct file *in, loff_t __user *off_in,
			  struct file *out, loff_t __user *off_out, size_t len,
			  unsigned int flags)
{
	loff_t pos_in = in->f_pos, pos_out = out->f_pos;
	ssize_t ret;

	if (off_in && copy_from_user(&pos_in, off_in, sizeof(loff_t)))
		return -EFAULT;
	if (off_out && copy_from_user(&pos_out, off_out, sizeof(loff_t)))
		return -EFAULT;
	ret = vfs_copy_file_range(in, pos_in, out, pos_out, len, flags);
	if (ret <= 0)
		return ret;
	pos_in += ret;
	pos_out += ret;
	if (!off_in)
		in->f_pos = pos_in;
	else if (copy_to_user(off_in, &pos_in, sizeof(loff_t)))
		ret = -EFAULT;
	if (!off_out)
		out->f_pos = pos_out;
	else if (copy_to_user(off_out, &pos_out, sizeof(loff_t)))
		ret = -EFAULT;
	return ret;
}

SYSCALL_DEFINE6(copy_file_range, int, fd_in, loff_t __user *, off_in,
		int, fd_out, loff_t __user *, off_out,
		size_t, len, unsigned int, flags)
{
	struct fd f_in = fdget(fd_in), f_out;
	ssize_t ret = -EBADF;

	if (!f_in.file)
		return ret;
	f_out = fdget(fd_out);
	if (f_out.file) {
		ret = copy_files(f_in.file, off_in, f_out.file, off_out, len,
				 flags);
		fdput(f_out);
	}
	fdput(f_in);
	return ret;
}
