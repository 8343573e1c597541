// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/fd_syscalls.c - dup, close and close-on-exec
 *
 * I1         dup2() onto a number that an unfinished open(2) has reserved would
 *            confuse that open: -EBUSY (I2 of file.c).
 *
 * Locking    file_lock of the table, as in file.c.
 * Entry      f_dupfd() do_close_on_exec(); dup(2), dup2(2),
 *            dup3(2), close_range(2)
 *
 * Mirrors: the second half of Linux 4.19 fs/file.c; close_range(2) of 5.9.
 */
#include "internal.h"

#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>

#include <uapi/linux/close_range.h>

#include "fd.h"

/**
 * do_close_on_exec() - close what must not survive execve
 * @files: the current task's own table
 *
 * Context: may sleep.
 */
void do_close_on_exec(struct files_struct *files)
{
	struct fdtable *fdt;
	unsigned int i;

	spin_lock(&files->file_lock);
	for (i = 0; ; i++) {
		unsigned int fd = i * BITS_PER_LONG;
		unsigned long set;

		fdt = files_fdtable(files);
		if (fd >= fdt->max_fds)
			break;
		set = fdt->close_on_exec[i];
		if (!set)
			continue;
		fdt->close_on_exec[i] = 0;
		for ( ; set; fd++, set >>= 1) {
			struct file *file;

			if (!(set & 1))
				continue;
			file = pick_file(files, fd);
			if (!file)
				continue;
			spin_unlock(&files->file_lock);
			filp_close(file, files);
			cond_resched();
			spin_lock(&files->file_lock);
		}
	}
	spin_unlock(&files->file_lock);
}

/**
 * set_close_on_exec() - set or clear FD_CLOEXEC
 * @fd: an open number of the current task
 * @flag: set it
 *
 * Context: does not sleep.
 */
void set_close_on_exec(unsigned int fd, int flag)
{
	struct files_struct *files = current->files;
	struct fdtable *fdt;

	spin_lock(&files->file_lock);
	fdt = files_fdtable(files);
	if (flag)
		__set_close_on_exec(fd, fdt);
	else
		__clear_close_on_exec(fd, fdt);
	spin_unlock(&files->file_lock);
}

/**
 * get_close_on_exec() - is FD_CLOEXEC set?
 * @fd: an open number of the current task
 *
 * Context: does not sleep.
 * Return: true if so.
 */
bool get_close_on_exec(unsigned int fd)
{
	bool res;

	rcu_read_lock();
	res = close_on_exec(fd, files_fdtable(current->files));
	rcu_read_unlock();
	return res;
}

/* file_lock held, dropped here.  Return: @fd or an errno. */
static int do_dup2(struct files_struct *files, struct file *file,
		   unsigned int fd, unsigned int flags)
	__releases(&files->file_lock)
{
	struct fdtable *fdt = files_fdtable(files);
	struct file *tofree = fdt->fd[fd];

	if (!tofree && fd_is_open(fd, fdt)) {
		spin_unlock(&files->file_lock);
		return -EBUSY;		/* I1 */
	}
	get_file(file);
	rcu_assign_pointer(fdt->fd[fd], file);
	__set_open_fd(fd, fdt);
	if (flags & O_CLOEXEC)
		__set_close_on_exec(fd, fdt);
	else
		__clear_close_on_exec(fd, fdt);
	spin_unlock(&files->file_lock);
	if (tofree)
		filp_close(tofree, files);
	return fd;
}

static int ksys_dup3(unsigned int oldfd, unsigned int newfd, int flags)
{
	struct files_struct *files = current->files;
	struct file *file;
	int err;

	if ((flags & ~O_CLOEXEC) != 0)
		return -EINVAL;
	if (unlikely(oldfd == newfd))
		return -EINVAL;
	if (newfd >= rlimit(RLIMIT_NOFILE))
		return -EBADF;

	spin_lock(&files->file_lock);
	err = expand_files(files, newfd);
	file = fcheck(oldfd);
	if (unlikely(!file))
		err = -EBADF;
	else if (unlikely(err == -EMFILE))
		err = -EBADF;
	if (unlikely(err < 0)) {
		spin_unlock(&files->file_lock);
		return err;
	}
	return do_dup2(files, file, newfd, flags);
}

SYSCALL_DEFINE3(dup3, unsigned int, oldfd, unsigned int, newfd, int, flags)
{
	return ksys_dup3(oldfd, newfd, flags);
}

SYSCALL_DEFINE2(dup2, unsigned int, oldfd, unsigned int, newfd)
{
	if (unlikely(newfd == oldfd)) {
		struct files_struct *files = current->files;
		int retval = oldfd;

		rcu_read_lock();
		if (!fcheck_files(files, oldfd))
			retval = -EBADF;
		rcu_read_unlock();
		return retval;
	}
	return ksys_dup3(oldfd, newfd, 0);
}

SYSCALL_DEFINE1(dup, unsigned int, fildes)
{
	struct file *file = fget_raw(fildes);
	int ret;

	if (!file)
		return -EBADF;
	ret = get_unused_fd_flags(0);
	if (ret >= 0)
		fd_install(ret, file);
	else
		fput(file);
	return ret;
}

/**
 * f_dupfd() - fcntl(F_DUPFD): another number, not below one given
 * @from: not below
 * @file: a reference is taken
 * @flags: O_CLOEXEC or 0
 *
 * Context: may sleep.
 * Return: the number or an errno.
 */
int f_dupfd(unsigned int from, struct file *file, unsigned int flags)
{
	int err;

	if (from >= rlimit(RLIMIT_NOFILE))
		return -EINVAL;
	err = __alloc_fd(current->files, from, rlimit(RLIMIT_NOFILE), flags);
	if (err >= 0) {
		get_file(file);
		fd_install(err, file);
	}
	return err;
}

static void __range_cloexec(struct files_struct *files, unsigned int fd,
			    unsigned int max_fd)
{
	struct fdtable *fdt;

	spin_lock(&files->file_lock);
	fdt = files_fdtable(files);
	max_fd = min(max_fd, fdt->max_fds - 1);
	for ( ; fd <= max_fd; fd++)
		__set_close_on_exec(fd, fdt);
	spin_unlock(&files->file_lock);
}

static void __range_close(struct files_struct *files, unsigned int fd,
			  unsigned int max_fd)
{
	unsigned int n;

	rcu_read_lock();
	n = files_fdtable(files)->max_fds;
	rcu_read_unlock();
	max_fd = min(max_fd, n - 1);
	for ( ; fd <= max_fd; fd++) {
		struct file *file;

		spin_lock(&files->file_lock);
		file = pick_file(files, fd);
		spin_unlock(&files->file_lock);
		if (file)
			filp_close(file, files);
		cond_resched();
	}
}

/**
 * __close_range() - close many numbers, or mark them close-on-exec
 * @fd: the first
 * @max_fd: the last, inclusive
 * @flags: CLOSE_RANGE_*
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int __close_range(unsigned int fd, unsigned int max_fd, unsigned int flags)
{
	struct task_struct *me = current;
	struct files_struct *cur_fds = me->files, *fds = NULL;
	int err;

	if (flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC))
		return -EINVAL;
	if (fd > max_fd)
		return -EINVAL;
	if ((flags & CLOSE_RANGE_UNSHARE) && atomic_read(&cur_fds->count) > 1) {
		fds = dup_fd(cur_fds, &err);
		if (!fds)
			return err;
		swap(cur_fds, fds);
	}
	if (flags & CLOSE_RANGE_CLOEXEC)
		__range_cloexec(cur_fds, fd, max_fd);
	else
		__range_close(cur_fds, fd, max_fd);
	if (fds) {
		task_lock(me);
		me->files = cur_fds;
		task_unlock(me);
		put_files_struct(fds);
	}
	return 0;
}

SYSCALL_DEFINE3(close_range, unsigned int, fd, unsigned int, max_fd,
		unsigned int, flags)
{
	return __close_range(fd, max_fd, flags);
}
