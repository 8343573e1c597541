// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/sleep_timeout.c - sleeping for a while, in the kernel and by
 * nanosleep(2)
 *
 * All of it is one pattern: a timer on the stack that wakes the task, the
 * task's state set before the timer is started, schedule(), the timer
 * cancelled.  In jiffies by the wheel, in nanoseconds by hrtimers.
 *
 * Lifetime   the timer lives as long as the stack frame: it is cancelled,
 *            callback included, before the function returns.
 * Entry      schedule_timeout*() schedule_hrtimeout*() msleep()
 *            hrtimer_nanosleep() nanosleep(2)
 * Mirrors:   Linux 6.13 kernel/time/sleep_timeout.c; nanosleep of 4.19
 *            kernel/time/hrtimer.c.
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/timer.h>
#include <linux/uaccess.h>

struct process_timer {
	struct timer_list	timer;
	struct task_struct	*task;
};

static void process_timeout(struct timer_list *t)
{
	struct process_timer *timeout = from_timer(timeout, t, timer);

	wake_up_process(timeout->task);
}

/**
 * schedule_timeout() - sleep until woken or until a timeout
 * @timeout: jiffies; MAX_SCHEDULE_TIMEOUT for ever
 *
 * The task's state must have been set: TASK_RUNNING would not sleep.
 *
 * Context: process context, may sleep.
 * Return: jiffies left, 0 when the timeout is over; for ever stays for ever.
 */
long schedule_timeout(long timeout)
{
	struct process_timer timer;
	unsigned long expire;

	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0) {
		pr_err("schedule_timeout: wrong timeout value %lx\n", timeout);
		dump_stack();
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	expire = timeout + jiffies;
	timer.task = current;
	timer_setup_on_stack(&timer.timer, process_timeout, 0);
	mod_timer(&timer.timer, expire);
	schedule();
	del_timer_sync(&timer.timer);
	destroy_timer_on_stack(&timer.timer);

	timeout = expire - jiffies;
	return timeout < 0 ? 0 : timeout;
}

/**
 * schedule_timeout_interruptible() - ... a signal wakes, too
 * @timeout: jiffies
 *
 * Context: process context.
 * Return: jiffies left.
 */
long schedule_timeout_interruptible(long timeout)
{
	__set_current_state(TASK_INTERRUPTIBLE);
	return schedule_timeout(timeout);
}

/**
 * schedule_timeout_killable() - ... a fatal signal wakes, too
 * @timeout: jiffies
 *
 * Context: process context.
 * Return: jiffies left.
 */
long schedule_timeout_killable(long timeout)
{
	__set_current_state(TASK_KILLABLE);
	return schedule_timeout(timeout);
}

/**
 * schedule_timeout_uninterruptible() - ... no signal wakes
 * @timeout: jiffies
 *
 * Context: process context.
 * Return: jiffies left.
 */
long schedule_timeout_uninterruptible(long timeout)
{
	__set_current_state(TASK_UNINTERRUPTIBLE);
	return schedule_timeout(timeout);
}

/**
 * msleep() - sleep, whatever happens
 * @msecs: at least so long
 *
 * Context: process context.
 */
void msleep(unsigned int msecs)
{
	long timeout = msecs_to_jiffies(msecs) + 1;

	while (timeout)
		timeout = schedule_timeout_uninterruptible(timeout);
}

static enum hrtimer_restart hrtimer_wakeup(struct hrtimer *timer)
{
	struct hrtimer_sleeper *t =
		container_of(timer, struct hrtimer_sleeper, timer);
	struct task_struct *task = t->task;

	WRITE_ONCE(t->task, NULL);
	if (task)
		wake_up_process(task);
	return HRTIMER_NORESTART;
}

/**
 * hrtimer_init_sleeper() - make a timer wake a task
 * @sl: its timer is set up
 * @tsk: the task; sl->task is NULL once the timer has fired
 */
void hrtimer_init_sleeper(struct hrtimer_sleeper *sl, struct task_struct *tsk)
{
	sl->timer.function = hrtimer_wakeup;
	sl->task = tsk;
}

/**
 * schedule_hrtimeout_range_clock() - sleep until woken or until a time
 * @expires: the time; NULL for ever
 * @delta: how much later will do, ns
 * @mode: HRTIMER_MODE_ABS or _REL
 * @clock_id: by which clock
 *
 * The task's state must have been set.
 *
 * Context: process context, may sleep.
 * Return: 0 when the time is over, -EINTR when woken before.
 */
int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta,
				   const enum hrtimer_mode mode,
				   clockid_t clock_id)
{
	struct hrtimer_sleeper t;

	if (expires && *expires == 0) {
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	if (!expires) {
		schedule();
		return -EINTR;
	}
	hrtimer_init_on_stack(&t.timer, clock_id, mode);
	hrtimer_set_expires_range_ns(&t.timer, *expires, delta);
	hrtimer_init_sleeper(&t, current);
	hrtimer_start_expires(&t.timer, mode);
	if (likely(READ_ONCE(t.task)))
		schedule();
	hrtimer_cancel(&t.timer);
	destroy_hrtimer_on_stack(&t.timer);
	__set_current_state(TASK_RUNNING);
	return t.task ? -EINTR : 0;
}

/**
 * schedule_hrtimeout_range() - ... by the monotonic clock
 * @expires: the time; NULL for ever
 * @delta: how much later will do, ns
 * @mode: HRTIMER_MODE_ABS or _REL
 *
 * Context: process context, may sleep.
 * Return: 0 when the time is over, -EINTR when woken before.
 */
int schedule_hrtimeout_range(ktime_t *expires, u64 delta,
			     const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range_clock(expires, delta, mode,
					      CLOCK_MONOTONIC);
}

/**
 * nanosleep_copyout() - tell user space what is left of a sleep
 * @restart: says where to; the caller asks only if it wants to know
 * @ts: what is left
 *
 * Context: process context.
 * Return: -ERESTART_RESTARTBLOCK, or -EFAULT.
 */
int nanosleep_copyout(struct restart_block *restart, struct timespec64 *ts)
{
	struct __kernel_timespec __user *rmtp = restart->nanosleep.rmtp;

	if (put_timespec64(ts, rmtp))
		return -EFAULT;
	return -ERESTART_RESTARTBLOCK;
}

static int do_nanosleep(struct hrtimer_sleeper *t, enum hrtimer_mode mode)
{
	struct restart_block *restart = &current->restart_block;
	struct timespec64 left;
	ktime_t rem;

	hrtimer_init_sleeper(t, current);
	do {
		set_current_state(TASK_INTERRUPTIBLE);
		hrtimer_start_expires(&t->timer, mode);
		if (likely(READ_ONCE(t->task)))
			schedule();
		hrtimer_cancel(&t->timer);
		mode = HRTIMER_MODE_ABS;
	} while (t->task && !signal_pending(current));
	__set_current_state(TASK_RUNNING);

	if (!t->task)
		return 0;
	if (!restart->nanosleep.rmtp)
		return -ERESTART_RESTARTBLOCK;
	rem = hrtimer_expires_remaining(&t->timer);
	if (rem <= 0)
		return 0;
	left = ktime_to_timespec64(rem);
	return nanosleep_copyout(restart, &left);
}

/* After a signal without a handler: sleep on to the same end. */
static long hrtimer_nanosleep_restart(struct restart_block *restart)
{
	struct hrtimer_sleeper t;
	int ret;

	hrtimer_init_on_stack(&t.timer, restart->nanosleep.clockid,
			      HRTIMER_MODE_ABS);
	hrtimer_set_expires(&t.timer, restart->nanosleep.expires);
	ret = do_nanosleep(&t, HRTIMER_MODE_ABS);
	destroy_hrtimer_on_stack(&t.timer);
	return ret;
}

/**
 * hrtimer_nanosleep() - sleep for a program
 * @rqtp: how long, or until when
 * @mode: HRTIMER_MODE_REL or _ABS
 * @clockid: by which clock
 *
 * current->restart_block.nanosleep.rmtp says where to tell what is left.
 *
 * Context: process context.
 * Return: 0, -EFAULT, or an error that restarts the system call.
 */
long hrtimer_nanosleep(const struct timespec64 *rqtp,
		       const enum hrtimer_mode mode, const clockid_t clockid)
{
	struct restart_block *restart = &current->restart_block;
	struct hrtimer_sleeper t;
	u64 slack = current->timer_slack_ns;
	int ret;

	if (rt_task(current))
		slack = 0;
	hrtimer_init_on_stack(&t.timer, clockid, mode);
	hrtimer_set_expires_range_ns(&t.timer, timespec64_to_ktime(*rqtp),
				     slack);
	ret = do_nanosleep(&t, mode);
	if (ret == -ERESTART_RESTARTBLOCK) {
		if (mode == HRTIMER_MODE_ABS) {
			/* The same call again does the same. */
			ret = -ERESTARTNOHAND;
		} else {
			restart->fn = hrtimer_nanosleep_restart;
			restart->nanosleep.clockid = t.timer.base->clockid;
			restart->nanosleep.expires =
				hrtimer_get_expires(&t.timer);
		}
	}
	destroy_hrtimer_on_stack(&t.timer);
	return ret;
}

SYSCALL_DEFINE2(nanosleep, struct __kernel_timespec __user *, rqtp,
		struct __kernel_timespec __user *, rmtp)
{
	struct timespec64 tu;

	if (get_timespec64(&tu, rqtp))
		return -EFAULT;
	if (!timespec64_valid(&tu))
		return -EINVAL;
	current->restart_block.nanosleep.rmtp = rmtp;
	return hrtimer_nanosleep(&tu, HRTIMER_MODE_REL, CLOCK_MONOTONIC);
}
