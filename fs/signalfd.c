// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/signalfd.c - reading signals instead of handling them
 *
 * The file holds a mask only; whoever reads it takes signals of his own: those
 * pending for the reading task, not for the one that made the file.
 *
 * Locking    siglock: the mask, pending signals.
 * Lifetime   The wait queue is the sighand's.  It may end before an epoll
 *            instance leaves the queue: signalfd_cleanup() makes it leave.
 * Entry      signalfd(2), signalfd4(2)
 *
 * Mirrors: Linux 4.19 fs/signalfd.c.
 */
#include "internal.h"

#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/poll.h>
#include <linux/seq_file.h>
#include <linux/signalfd.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

struct signalfd_ctx {
	sigset_t sigmask;	/* siglock; signals that are NOT wanted */
};

/**
 * __signalfd_cleanup() - nobody may wait for these handlers' signals any more
 * @sighand: about to be freed
 *
 * Context: does not sleep.
 */
void __signalfd_cleanup(struct sighand_struct *sighand)
{
	wake_up_poll(&sighand->signalfd_wqh, EPOLLHUP | POLLFREE);
}

static int signalfd_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static __poll_t signalfd_poll(struct file *file, poll_table *wait)
{
	struct signalfd_ctx *ctx = file->private_data;
	__poll_t events = 0;

	poll_wait(file, &current->sighand->signalfd_wqh, wait);
	spin_lock_irq(&current->sighand->siglock);
	if (next_signal(&current->pending, &ctx->sigmask) ||
	    next_signal(&current->signal->shared_pending, &ctx->sigmask))
		events |= EPOLLIN;
	spin_unlock_irq(&current->sighand->siglock);
	return events;
}

static int signalfd_copyinfo(struct signalfd_siginfo __user *uinfo,
			     const siginfo_t *kinfo)
{
	struct signalfd_siginfo new = {
		.ssi_signo = kinfo->si_signo,
		.ssi_errno = kinfo->si_errno,
		.ssi_code = kinfo->si_code,
	};

	switch (siginfo_layout(kinfo->si_signo, kinfo->si_code)) {
	case SIL_KILL:
		new.ssi_pid = kinfo->si_pid;
		new.ssi_uid = kinfo->si_uid;
		break;
	case SIL_TIMER:
		new.ssi_tid = kinfo->si_tid;
		new.ssi_overrun = kinfo->si_overrun;
		new.ssi_ptr = (long)kinfo->si_ptr;
		new.ssi_int = kinfo->si_int;
		break;
	case SIL_POLL:
		new.ssi_band = kinfo->si_band;
		new.ssi_fd = kinfo->si_fd;
		break;
	case SIL_FAULT:
		new.ssi_addr = (long)kinfo->si_addr;
		break;
	case SIL_CHLD:
		new.ssi_pid = kinfo->si_pid;
		new.ssi_uid = kinfo->si_uid;
		new.ssi_status = kinfo->si_status;
		new.ssi_utime = kinfo->si_utime;
		new.ssi_stime = kinfo->si_stime;
		break;
	case SIL_RT:
		new.ssi_pid = kinfo->si_pid;
		new.ssi_uid = kinfo->si_uid;
		new.ssi_ptr = (long)kinfo->si_ptr;
		new.ssi_int = kinfo->si_int;
		break;
	case SIL_SYS:
		new.ssi_call_addr = (long)kinfo->si_call_addr;
		new.ssi_syscall = kinfo->si_syscall;
		new.ssi_arch = kinfo->si_arch;
		break;
	}
	if (copy_to_user(uinfo, &new, sizeof(new)))
		return -EFAULT;
	return sizeof(*uinfo);
}

/* Takes one signal.  Return: its number, 0, or an errno. */
static ssize_t signalfd_dequeue(struct signalfd_ctx *ctx, siginfo_t *info,
				int nonblock)
{
	DECLARE_WAITQUEUE(wait, current);
	ssize_t ret;

	spin_lock_irq(&current->sighand->siglock);
	ret = dequeue_signal(current, &ctx->sigmask, info);
	if (ret || nonblock) {
		spin_unlock_irq(&current->sighand->siglock);
		return ret ? ret : -EAGAIN;
	}
	add_wait_queue(&current->sighand->signalfd_wqh, &wait);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		ret = dequeue_signal(current, &ctx->sigmask, info);
		if (ret)
			break;
		if (signal_pending(current)) {
			ret = -ERESTARTSYS;
			break;
		}
		spin_unlock_irq(&current->sighand->siglock);
		schedule();
		spin_lock_irq(&current->sighand->siglock);
	}
	spin_unlock_irq(&current->sighand->siglock);
	remove_wait_queue(&current->sighand->signalfd_wqh, &wait);
	__set_current_state(TASK_RUNNING);
	return ret;
}

static ssize_t signalfd_read(struct file *file, char __user *buf, size_t count,
			     loff_t *ppos)
{
	struct signalfd_siginfo __user *siginfo = (void __user *)buf;
	int nonblock = file->f_flags & O_NONBLOCK;
	ssize_t ret, total = 0;
	siginfo_t info;

	count /= sizeof(struct signalfd_siginfo);
	if (!count)
		return -EINVAL;
	do {
		ret = signalfd_dequeue(file->private_data, &info, nonblock);
		if (unlikely(ret <= 0))
			break;
		ret = signalfd_copyinfo(siginfo, &info);
		if (ret < 0)
			break;
		siginfo++;
		total += ret;
		nonblock = 1;		/* one is enough to return */
	} while (--count);
	return total ? total : ret;
}

static void signalfd_show_fdinfo(struct seq_file *m, struct file *f)
{
	struct signalfd_ctx *ctx = f->private_data;

	seq_printf(m, "sigmask:\t%016lx\n", ~ctx->sigmask.sig[0]);
}

static const struct file_operations signalfd_fops = {
	.show_fdinfo	= signalfd_show_fdinfo,
	.release	= signalfd_release,
	.poll		= signalfd_poll,
	.read		= signalfd_read,
	.llseek		= noop_llseek,
};

static int signalfd_new(const sigset_t *mask, int flags)
{
	struct signalfd_ctx *ctx = kmalloc(sizeof(*ctx), GFP_KERNEL);
	int fd;

	if (!ctx)
		return -ENOMEM;
	ctx->sigmask = *mask;
	fd = anon_inode_getfd("[signalfd]", &signalfd_fops, ctx,
			      O_RDWR | (flags & (O_CLOEXEC | O_NONBLOCK)));
	if (fd < 0)
		kfree(ctx);
	return fd;
}

static int signalfd_change(int ufd, const sigset_t *mask)
{
	struct fd f = fdget(ufd);
	struct signalfd_ctx *ctx;

	if (!f.file)
		return -EBADF;
	if (f.file->f_op != &signalfd_fops) {
		fdput(f);
		return -EINVAL;
	}
	ctx = f.file->private_data;
	spin_lock_irq(&current->sighand->siglock);
	ctx->sigmask = *mask;
	spin_unlock_irq(&current->sighand->siglock);
	wake_up(&current->sighand->signalfd_wqh);
	fdput(f);
	return ufd;
}

static int do_signalfd4(int ufd, const sigset_t __user *user_mask,
			size_t sizemask, int flags)
{
	sigset_t mask;

	if (flags & ~(SFD_CLOEXEC | SFD_NONBLOCK))
		return -EINVAL;
	if (sizemask != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&mask, user_mask, sizeof(mask)))
		return -EFAULT;
	sigdelsetmask(&mask, sigmask(SIGKILL) | sigmask(SIGSTOP));
	signotset(&mask);
	return ufd == -1 ? signalfd_new(&mask, flags) :
		signalfd_change(ufd, &mask);
}

SYSCALL_DEFINE4(signalfd4, int, ufd, sigset_t __user *, user_mask,
		size_t, sizemask, int, flags)
{
	return do_signalfd4(ufd, user_mask, sizemask, flags);
}

SYSCALL_DEFINE3(signalfd, int, ufd, sigset_t __user *, user_mask,
		size_t, sizemask)
{
	return do_signalfd4(ufd, user_mask, sizemask, 0);
}
