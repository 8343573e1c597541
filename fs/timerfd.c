// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/timerfd.c - timers that are read
 *
 * Data       An hrtimer and the number of its expirations not yet read.
 * I1         A periodic timer is not restarted in its interrupt: the read counts
 *            the periods that have passed and restarts it.  So one that nobody
 *            reads costs one interrupt.
 *
 * Locking    wqh.lock: ticks, expired, the settings.
 * Lifetime   Freed one grace period after release.
 * Entry      timerfd_create(2), timerfd_settime(2), timerfd_gettime(2)
 *
 * Mirrors: Linux 4.19 fs/timerfd.c.
 * Simpler than Linux in: TFD_TIMER_CANCEL_ON_SET is EINVAL; the _ALARM clocks
 * are EINVAL: nothing wakes from suspend.
 */
#include "internal.h"

#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/hrtimer.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#include <uapi/linux/timerfd.h>

struct timerfd_ctx {
	struct hrtimer		tmr;
	ktime_t			tintv;		/* period, 0: one shot */
	wait_queue_head_t	wqh;
	u64			ticks;		/* expirations not yet read */
	int			clockid;	/* [I] */
	bool			expired;	/* and not restarted (I1) */
	unsigned short		settime_flags;	/* for fdinfo */
	struct rcu_head		rcu;
};

/* Interrupt context. */
static enum hrtimer_restart timerfd_tmrproc(struct hrtimer *htmr)
{
	struct timerfd_ctx *ctx = container_of(htmr, struct timerfd_ctx, tmr);
	unsigned long flags;

	spin_lock_irqsave(&ctx->wqh.lock, flags);
	ctx->expired = true;
	ctx->ticks++;
	wake_up_locked_poll(&ctx->wqh, EPOLLIN);
	spin_unlock_irqrestore(&ctx->wqh.lock, flags);
	return HRTIMER_NORESTART;
}

static ktime_t timerfd_get_remaining(struct timerfd_ctx *ctx)
{
	ktime_t remaining = hrtimer_expires_remaining(&ctx->tmr);

	return remaining < 0 ? 0 : remaining;
}

/* The timer does not run. */
static void timerfd_setup(struct timerfd_ctx *ctx, int flags,
			  const struct itimerspec64 *ktmr)
{
	enum hrtimer_mode mode = flags & TFD_TIMER_ABSTIME ?
		HRTIMER_MODE_ABS : HRTIMER_MODE_REL;
	ktime_t texp = timespec64_to_ktime(ktmr->it_value);

	ctx->expired = false;
	ctx->ticks = 0;
	ctx->tintv = timespec64_to_ktime(ktmr->it_interval);
	hrtimer_init(&ctx->tmr, ctx->clockid, mode);
	hrtimer_set_expires(&ctx->tmr, texp);
	ctx->tmr.function = timerfd_tmrproc;
	if (texp)
		hrtimer_start(&ctx->tmr, texp, mode);
	ctx->settime_flags = flags & TFD_TIMER_ABSTIME;
}

static int timerfd_release(struct inode *inode, struct file *file)
{
	struct timerfd_ctx *ctx = file->private_data;

	hrtimer_cancel(&ctx->tmr);
	kfree_rcu(ctx, rcu);
	return 0;
}

static __poll_t timerfd_poll(struct file *file, poll_table *wait)
{
	struct timerfd_ctx *ctx = file->private_data;
	__poll_t events = 0;
	unsigned long flags;

	poll_wait(file, &ctx->wqh, wait);
	spin_lock_irqsave(&ctx->wqh.lock, flags);
	if (ctx->ticks)
		events |= EPOLLIN;
	spin_unlock_irqrestore(&ctx->wqh.lock, flags);
	return events;
}

/* Counts the periods that have passed, and goes on (I1).  wqh.lock held. */
static u64 timerfd_restart(struct timerfd_ctx *ctx)
{
	u64 passed;

	if (!ctx->expired || !ctx->tintv)
		return 0;
	ctx->expired = false;
	passed = hrtimer_forward_now(&ctx->tmr, ctx->tintv) - 1;
	hrtimer_restart(&ctx->tmr);
	return passed;
}

static ssize_t timerfd_read(struct file *file, char __user *buf, size_t count,
			    loff_t *ppos)
{
	struct timerfd_ctx *ctx = file->private_data;
	ssize_t res = 0;
	u64 ticks = 0;

	if (count < sizeof(ticks))
		return -EINVAL;
	spin_lock_irq(&ctx->wqh.lock);
	if (file->f_flags & O_NONBLOCK)
		res = -EAGAIN;
	else
		res = wait_event_interruptible_locked_irq(ctx->wqh, ctx->ticks);
	if (ctx->ticks) {
		ticks = ctx->ticks + timerfd_restart(ctx);
		ctx->expired = false;
		ctx->ticks = 0;
	}
	spin_unlock_irq(&ctx->wqh.lock);
	if (ticks)
		res = put_user(ticks, (u64 __user *)buf) ? -EFAULT :
			sizeof(ticks);
	return res;
}

static void timerfd_show(struct seq_file *m, struct file *file)
{
	struct timerfd_ctx *ctx = file->private_data;
	struct timespec64 value, interval;
	u64 ticks;

	spin_lock_irq(&ctx->wqh.lock);
	value = ktime_to_timespec64(timerfd_get_remaining(ctx));
	interval = ktime_to_timespec64(ctx->tintv);
	ticks = ctx->ticks;
	spin_unlock_irq(&ctx->wqh.lock);
	seq_printf(m, "clockid: %d\nticks: %llu\nsettime flags: 0%o\n",
		   ctx->clockid, (unsigned long long)ticks,
		   ctx->settime_flags);
	seq_printf(m, "it_value: (%llu, %llu)\nit_interval: (%llu, %llu)\n",
		   (unsigned long long)value.tv_sec,
		   (unsigned long long)value.tv_nsec,
		   (unsigned long long)interval.tv_sec,
		   (unsigned long long)interval.tv_nsec);
}

static const struct file_operations timerfd_fops = {
	.release	= timerfd_release,
	.poll		= timerfd_poll,
	.read		= timerfd_read,
	.llseek		= noop_llseek,
	.show_fdinfo	= timerfd_show,
};

static int timerfd_fget(int fd, struct fd *p)
{
	struct fd f = fdget(fd);

	if (!f.file)
		return -EBADF;
	if (f.file->f_op != &timerfd_fops) {
		fdput(f);
		return -EINVAL;
	}
	*p = f;
	return 0;
}

SYSCALL_DEFINE2(timerfd_create, int, clockid, int, flags)
{
	struct timerfd_ctx *ctx;
	int ufd;

	if ((flags & ~(TFD_CLOEXEC | TFD_NONBLOCK)) ||
	    (clockid != CLOCK_MONOTONIC && clockid != CLOCK_REALTIME &&
	     clockid != CLOCK_BOOTTIME))
		return -EINVAL;
	ctx = kzalloc(sizeof(*ctx), GFP_KERNEL);
	if (!ctx)
		return -ENOMEM;
	init_waitqueue_head(&ctx->wqh);
	ctx->clockid = clockid;
	hrtimer_init(&ctx->tmr, clockid, HRTIMER_MODE_ABS);
	ctx->tmr.function = timerfd_tmrproc;
	ufd = anon_inode_getfd("[timerfd]", &timerfd_fops, ctx,
			       O_RDWR | (flags & (TFD_CLOEXEC | TFD_NONBLOCK)));
	if (ufd < 0)
		kfree(ctx);
	return ufd;
}

static int do_timerfd_settime(int ufd, int flags,
			      const struct itimerspec64 *new,
			      struct itimerspec64 *old)
{
	struct timerfd_ctx *ctx;
	struct fd f;
	int ret;

	if ((flags & ~TFD_TIMER_ABSTIME) || !itimerspec64_valid(new))
		return -EINVAL;
	ret = timerfd_fget(ufd, &f);
	if (ret)
		return ret;
	ctx = f.file->private_data;
	/* Its callback takes the lock that we hold. */
	for (;;) {
		spin_lock_irq(&ctx->wqh.lock);
		if (hrtimer_try_to_cancel(&ctx->tmr) >= 0)
			break;
		spin_unlock_irq(&ctx->wqh.lock);
		cpu_relax();
	}
	/* The old value is that of the running period. */
	if (ctx->expired && ctx->tintv)
		hrtimer_forward_now(&ctx->tmr, ctx->tintv);
	old->it_value = ktime_to_timespec64(timerfd_get_remaining(ctx));
	old->it_interval = ktime_to_timespec64(ctx->tintv);
	timerfd_setup(ctx, flags, new);
	spin_unlock_irq(&ctx->wqh.lock);
	fdput(f);
	return 0;
}

SYSCALL_DEFINE4(timerfd_settime, int, ufd, int, flags,
		const struct __kernel_itimerspec __user *, utmr,
		struct __kernel_itimerspec __user *, otmr)
{
	struct itimerspec64 new, old;
	int ret;

	if (get_itimerspec64(&new, utmr))
		return -EFAULT;
	ret = do_timerfd_settime(ufd, flags, &new, &old);
	if (ret)
		return ret;
	if (otmr && put_itimerspec64(&old, otmr))
		return -EFAULT;
	return 0;
}

SYSCALL_DEFINE2(timerfd_gettime, int, ufd, struct __kernel_itimerspec __user *,
		otmr)
{
	struct itimerspec64 kotmr;
	struct timerfd_ctx *ctx;
	struct fd f;
	int ret = timerfd_fget(ufd, &f);

	if (ret)
		return ret;
	ctx = f.file->private_data;
	spin_lock_irq(&ctx->wqh.lock);
	ctx->ticks += timerfd_restart(ctx);
	kotmr.it_value = ktime_to_timespec64(timerfd_get_remaining(ctx));
	kotmr.it_interval = ktime_to_timespec64(ctx->tintv);
	spin_unlock_irq(&ctx->wqh.lock);
	fdput(f);
	return put_itimerspec64(&kotmr, otmr) ? -EFAULT : 0;
}
