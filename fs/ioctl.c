// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ioctl.c - what every file understands, before its driver is asked
 *
 * Entry      vfs_ioctl(); ioctl(2)
 *
 * Mirrors: Linux 4.19 fs/ioctl.c.
 * Simpler than Linux in: no FIEMAP, freezing, cloning: ENOTTY.
 */
#include "internal.h"

#include <linux/capability.h>
#include <linux/file.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include <uapi/asm/ioctls.h>

/**
 * vfs_ioctl() - ask the driver
 * @filp: the file
 * @cmd: what
 * @arg: with what
 *
 * Context: may sleep.
 * Return: the driver's answer, -ENOTTY if it has none.
 */
long vfs_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	int error;

	if (!filp->f_op->unlocked_ioctl)
		return -ENOTTY;
	error = filp->f_op->unlocked_ioctl(filp, cmd, arg);
	return error == -ENOIOCTLCMD ? -ENOTTY : error;
}

static int ioctl_fibmap(struct file *filp, int __user *p)
{
	struct address_space *mapping = filp->f_mapping;
	int block, error;

	if (!mapping->a_ops->bmap)
		return -EINVAL;
	if (!capable(CAP_SYS_RAWIO))
		return -EPERM;
	error = get_user(block, p);
	if (error)
		return error;
	return put_user((int)mapping->a_ops->bmap(mapping, block), p);
}

static int file_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	struct inode *inode = file_inode(filp);
	int __user *p = (int __user *)arg;

	switch (cmd) {
	case FIBMAP:
		return ioctl_fibmap(filp, p);
	case FIONREAD:
		return put_user((int)(i_size_read(inode) - filp->f_pos), p);
	}
	return vfs_ioctl(filp, cmd, arg);
}

static int ioctl_fionbio(struct file *filp, int __user *argp)
{
	int on, error = get_user(on, argp);

	if (error)
		return error;
	spin_lock(&filp->f_lock);
	if (on)
		filp->f_flags |= O_NONBLOCK;
	else
		filp->f_flags &= ~O_NONBLOCK;
	spin_unlock(&filp->f_lock);
	return 0;
}

static int ioctl_fioasync(unsigned int fd, struct file *filp, int __user *argp)
{
	unsigned int flag;
	int on, error = get_user(on, argp);

	if (error)
		return error;
	flag = on ? FASYNC : 0;
	if ((flag ^ filp->f_flags) & FASYNC) {
		if (!filp->f_op->fasync)
			return -ENOTTY;
		/* It sets FASYNC itself. */
		error = filp->f_op->fasync(fd, filp, on);
	}
	return error < 0 ? error : 0;
}

static int ioctl_fioqsize(struct file *filp, loff_t __user *argp)
{
	struct inode *inode = file_inode(filp);
	loff_t res;

	if (!S_ISDIR(inode->i_mode) && !S_ISREG(inode->i_mode) &&
	    !S_ISLNK(inode->i_mode))
		return -ENOTTY;
	res = inode_get_bytes(inode);
	return copy_to_user(argp, &res, sizeof(res)) ? -EFAULT : 0;
}

static int do_vfs_ioctl(struct file *filp, unsigned int fd, unsigned int cmd,
			unsigned long arg)
{
	struct inode *inode = file_inode(filp);
	int __user *argp = (int __user *)arg;

	switch (cmd) {
	case FIOCLEX:
		set_close_on_exec(fd, 1);
		return 0;
	case FIONCLEX:
		set_close_on_exec(fd, 0);
		return 0;
	case FIONBIO:
		return ioctl_fionbio(filp, argp);
	case FIOASYNC:
		return ioctl_fioasync(fd, filp, argp);
	case FIOQSIZE:
		return ioctl_fioqsize(filp, (loff_t __user *)arg);
	case FIGETBSZ:
		if (!inode->i_sb->s_blocksize)
			return -EINVAL;
		return put_user((int)inode->i_sb->s_blocksize, argp);
	}
	if (S_ISREG(inode->i_mode))
		return file_ioctl(filp, cmd, arg);
	return vfs_ioctl(filp, cmd, arg);
}

SYSCALL_DEFINE3(ioctl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct fd f = fdget(fd);
	int error;

	if (!f.file)
		return -EBADF;
	error = do_vfs_ioctl(f.file, fd, cmd, arg);
	fdput(f);
	return error;
}
