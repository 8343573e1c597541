// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/fcntl.c - fcntl(2)
 *
 * I1         Of the status flags only SETFL_MASK changes after open.
 * I2         O_APPEND cannot be taken from an append-only file.
 *
 * Locking    f_lock: f_flags.
 * Entry      setfl(); fcntl(2); SIGIO and its owner are in fasync.c
 *
 * Mirrors: Linux 4.19 fs/fcntl.c.
 * Simpler than Linux in: no leases (F_GETLEASE says F_UNLCK, F_SETLEASE is
 * EINVAL), no dnotify (EINVAL), no write hints.
 */
#include "internal.h"

#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/filelock.h>
#include <linux/memfd.h>
#include <linux/pipe_fs_i.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "fasync.h"

#define SETFL_MASK	(O_APPEND | O_NONBLOCK | O_NDELAY | O_DIRECT | O_NOATIME)

/**
 * setfl() - fcntl(F_SETFL)
 * @fd: the descriptor
 * @filp: its file
 * @arg: O_*
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int setfl(int fd, struct file *filp, unsigned long arg)
{
	struct inode *inode = file_inode(filp);
	int error = 0;

	if (((arg ^ filp->f_flags) & O_APPEND) && IS_APPEND(inode))
		return -EPERM;
	if ((arg & O_NOATIME) && !(filp->f_flags & O_NOATIME) &&
	    !inode_owner_or_capable(inode))
		return -EPERM;
	/* A pipe's O_DIRECT means packets, not the page cache. */
	if (!S_ISFIFO(inode->i_mode) && (arg & O_DIRECT) &&
	    !(filp->f_flags & O_DIRECT) &&
	    (!filp->f_mapping || !filp->f_mapping->a_ops ||
	     !filp->f_mapping->a_ops->direct_IO))
		return -EINVAL;
	if (filp->f_op->check_flags)
		error = filp->f_op->check_flags(arg);
	if (error)
		return error;
	/* ->fasync() sets and clears FASYNC. */
	if (((arg ^ filp->f_flags) & FASYNC) && filp->f_op->fasync) {
		error = filp->f_op->fasync(fd, filp, (arg & FASYNC) != 0);
		if (error < 0)
			return error;
	}
	spin_lock(&filp->f_lock);
	filp->f_flags = (arg & SETFL_MASK) | (filp->f_flags & ~SETFL_MASK);
	spin_unlock(&filp->f_lock);
	return 0;
}

static long fcntl_locks(unsigned int fd, unsigned int cmd,
			struct flock __user *argp, struct file *filp)
{
	struct flock flock;
	long err;

	if (copy_from_user(&flock, argp, sizeof(flock)))
		return -EFAULT;
	if (cmd == F_GETLK || cmd == F_OFD_GETLK) {
		err = fcntl_getlk(filp, cmd, &flock);
		if (!err && copy_to_user(argp, &flock, sizeof(flock)))
			err = -EFAULT;
		return err;
	}
	return fcntl_setlk(fd, filp, cmd, &flock);
}

static long do_fcntl(int fd, unsigned int cmd, unsigned long arg,
		     struct file *filp)
{
	switch (cmd) {
	case F_DUPFD:
		return f_dupfd(arg, filp, 0);
	case F_DUPFD_CLOEXEC:
		return f_dupfd(arg, filp, O_CLOEXEC);
	case F_GETFD:
		return get_close_on_exec(fd) ? FD_CLOEXEC : 0;
	case F_SETFD:
		set_close_on_exec(fd, arg & FD_CLOEXEC);
		return 0;
	case F_GETFL:
		return filp->f_flags;
	case F_SETFL:
		return setfl(fd, filp, arg);
	case F_OFD_GETLK:
	case F_OFD_SETLK:
	case F_OFD_SETLKW:
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
		return fcntl_locks(fd, cmd, (struct flock __user *)arg, filp);
	case F_GETOWN:
	case F_SETOWN:
	case F_GETOWN_EX:
	case F_SETOWN_EX:
	case F_GETSIG:
	case F_SETSIG:
		return fcntl_owner(cmd, arg, filp);
	case F_GETLEASE:
		return F_UNLCK;
	case F_SETPIPE_SZ:
	case F_GETPIPE_SZ:
		return pipe_fcntl(filp, cmd, arg);
	case F_ADD_SEALS:
	case F_GET_SEALS:
		return memfd_fcntl(filp, cmd, arg);
	}
	return -EINVAL;
}

/* What may be done to a file opened with O_PATH. */
static bool check_fcntl_cmd(unsigned int cmd)
{
	switch (cmd) {
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
	case F_GETFD:
	case F_SETFD:
	case F_GETFL:
		return true;
	}
	return false;
}

SYSCALL_DEFINE3(fcntl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct fd f = fdget_raw(fd);
	long err = -EBADF;

	if (!f.file)
		return err;
	if (likely(!(f.file->f_mode & FMODE_PATH)) || check_fcntl_cmd(cmd))
		err = do_fcntl(fd, cmd, arg, f.file);
	fdput(f);
	return err;
}
