// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/eventfd.c - a counter to wait for
 *
 * I1         count is never ULLONG_MAX by write(2): a writer waits before it.
 *
 * Locking    wqh.lock: count.
 * Lifetime   the file's.
 * Entry      eventfd(2), eventfd2(2)
 *
 * Mirrors: Linux 4.19 fs/eventfd.c.
 */
#include "internal.h"

#include <linux/anon_inodes.h>
#include <linux/eventfd.h>
#include <linux/file.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

struct eventfd_ctx {
	wait_queue_head_t	wqh;
	__u64			count;	/* wqh.lock */
	unsigned int		flags;	/* EFD_SEMAPHORE */
};

static int eventfd_release(struct inode *inode, struct file *file)
{
	struct eventfd_ctx *ctx = file->private_data;

	wake_up_poll(&ctx->wqh, EPOLLHUP);
	kfree(ctx);
	return 0;
}

static __poll_t eventfd_poll(struct file *file, poll_table *wait)
{
	struct eventfd_ctx *ctx = file->private_data;
	__poll_t events = 0;
	u64 count;

	/* Queued first: a change after the read wakes us. */
	poll_wait(file, &ctx->wqh, wait);
	count = READ_ONCE(ctx->count);
	if (count > 0)
		events |= EPOLLIN;
	if (ULLONG_MAX - 1 > count)
		events |= EPOLLOUT;
	return events;
}

static ssize_t eventfd_read(struct file *file, char __user *buf, size_t count,
			    loff_t *ppos)
{
	struct eventfd_ctx *ctx = file->private_data;
	__u64 ucnt = 0;

	if (count < sizeof(ucnt))
		return -EINVAL;
	spin_lock_irq(&ctx->wqh.lock);
	if (!ctx->count) {
		int res = -EAGAIN;

		if (!(file->f_flags & O_NONBLOCK))
			res = wait_event_interruptible_locked_irq(ctx->wqh,
								  ctx->count);
		if (res) {
			spin_unlock_irq(&ctx->wqh.lock);
			return res;
		}
	}
	ucnt = ctx->flags & EFD_SEMAPHORE ? 1 : ctx->count;
	ctx->count -= ucnt;
	if (waitqueue_active(&ctx->wqh))
		wake_up_locked_poll(&ctx->wqh, EPOLLOUT);
	spin_unlock_irq(&ctx->wqh.lock);
	if (put_user(ucnt, (__u64 __user *)buf))
		return -EFAULT;
	return sizeof(ucnt);
}

static ssize_t eventfd_write(struct file *file, const char __user *buf,
			     size_t count, loff_t *ppos)
{
	struct eventfd_ctx *ctx = file->private_data;
	__u64 ucnt;

	if (count < sizeof(ucnt))
		return -EINVAL;
	if (get_user(ucnt, (const __u64 __user *)buf))
		return -EFAULT;
	if (ucnt == ULLONG_MAX)
		return -EINVAL;
	spin_lock_irq(&ctx->wqh.lock);
	if (ULLONG_MAX - ctx->count <= ucnt) {
		int res = -EAGAIN;

		if (!(file->f_flags & O_NONBLOCK))
			res = wait_event_interruptible_locked_irq(ctx->wqh,
					ULLONG_MAX - ctx->count > ucnt);
		if (res) {
			spin_unlock_irq(&ctx->wqh.lock);
			return res;
		}
	}
	ctx->count += ucnt;
	if (waitqueue_active(&ctx->wqh))
		wake_up_locked_poll(&ctx->wqh, EPOLLIN);
	spin_unlock_irq(&ctx->wqh.lock);
	return sizeof(ucnt);
}

static void eventfd_show_fdinfo(struct seq_file *m, struct file *f)
{
	struct eventfd_ctx *ctx = f->private_data;

	seq_printf(m, "eventfd-count: %16llx\n",
		   (unsigned long long)READ_ONCE(ctx->count));
}

static const struct file_operations eventfd_fops = {
	.show_fdinfo	= eventfd_show_fdinfo,
	.release	= eventfd_release,
	.poll		= eventfd_poll,
	.read		= eventfd_read,
	.write		= eventfd_write,
	.llseek		= noop_llseek,
};

static int do_eventfd(unsigned int count, int flags)
{
	struct eventfd_ctx *ctx;
	int fd;

	if (flags & ~EFD_FLAGS_SET)
		return -EINVAL;
	ctx = kmalloc(sizeof(*ctx), GFP_KERNEL);
	if (!ctx)
		return -ENOMEM;
	init_waitqueue_head(&ctx->wqh);
	ctx->count = count;
	ctx->flags = flags;
	fd = anon_inode_getfd("[eventfd]", &eventfd_fops, ctx,
			      O_RDWR | (flags & EFD_SHARED_FCNTL_FLAGS));
	if (fd < 0)
		kfree(ctx);
	return fd;
}

SYSCALL_DEFINE2(eventfd2, unsigned int, count, int, flags)
{
	return do_eventfd(count, flags);
}

SYSCALL_DEFINE1(eventfd, unsigned int, count)
{
	return do_eventfd(count, 0);
}
