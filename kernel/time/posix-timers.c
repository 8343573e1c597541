// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/posix-timers.c - timer_create(2) and what one does with it
 *
 * A timer belongs to a process and sends it a signal, with a siginfo of its
 * own that is allocated together with the timer.  While that signal is
 * pending the timer does not run: a periodic one starts again when the
 * signal is taken, and the expiries in between become the overrun.
 *
 *	fires: it_requeue_pending = n (odd), siginfo says n --> pending
 *	taken: dequeue_signal() -> posixtimer_rearm(): still n? then start
 *	       again, n + 1 (even); a timer that was set meanwhile has moved on
 *
 * Data       posix_timers_hashtable: (process, id) -> k_itimer.
 *            signal->posix_timers: all timers of a process.
 * I1         it_signal is the owner while the timer can be found; NULL from
 *            timer_delete(2) on, under it_lock.
 * I2         it_pid is counted; whoever it names by then gets the signal, if
 *            it is still there.
 * Locking    hash_lock: the table's writers; readers RCU, then it_lock, then
 *            a look at it_signal.  siglock: posix_timers.  The callback takes
 *            it_lock: never wait for it with it_lock held (TIMER_RETRY).
 *            Order: it_lock > siglock > rq->lock;  hash_lock alone.
 * Lifetime   freed by RCU after timer_delete(2), exec or exit.
 * Entry      timer_create(2) timer_settime(2) timer_gettime(2)
 *            timer_getoverrun(2) timer_delete(2) posixtimer_rearm()
 *            posix_timer_event() exit_itimers()
 * Mirrors:   Linux 4.19 kernel/time/posix-timers.c (its timers).
 */
#include "posix-timers.h"

#include <linux/errno.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/rculist.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#define HASH_BITS	6

static struct hlist_head posix_timers_hashtable[1 << HASH_BITS];
static DEFINE_SPINLOCK(hash_lock);

static struct hlist_head *timer_bucket(struct signal_struct *sig,
				       unsigned int nr)
{
	return &posix_timers_hashtable[hash_32(hash32_ptr(sig) ^ nr,
					       HASH_BITS)];
}

/* Context: RCU or hash_lock. */
static struct k_itimer *posix_timer_by_id(struct signal_struct *sig,
					  timer_t id)
{
	struct k_itimer *timer;

	hlist_for_each_entry_rcu(timer, timer_bucket(sig, id), t_hash)
		if (timer->it_signal == sig && timer->it_id == id)
			return timer;
	return NULL;
}

/* Give @timer a free number and make it known.  Return: 0 or -EAGAIN. */
static int posix_timer_add(struct k_itimer *timer)
{
	struct signal_struct *sig = current->signal;
	int first = sig->posix_timer_id, ret = -EAGAIN;

	spin_lock(&hash_lock);
	do {
		timer_t id = sig->posix_timer_id;

		if (++sig->posix_timer_id < 0)
			sig->posix_timer_id = 0;
		if (posix_timer_by_id(sig, id))
			continue;
		timer->it_id = id;
		timer->it_signal = sig;
		hlist_add_head_rcu(&timer->t_hash, timer_bucket(sig, id));
		ret = 0;
		break;
	} while (sig->posix_timer_id != first);
	spin_unlock(&hash_lock);
	return ret;
}

/* Return: current's timer @id with it_lock held, or NULL. */
static struct k_itimer *lock_timer(timer_t id, unsigned long *flags)
{
	struct k_itimer *timer;

	if (id < 0)
		return NULL;
	rcu_read_lock();
	timer = posix_timer_by_id(current->signal, id);
	if (timer) {
		spin_lock_irqsave(&timer->it_lock, *flags);
		if (timer->it_signal != current->signal) {	/* I1 */
			spin_unlock_irqrestore(&timer->it_lock, *flags);
			timer = NULL;
		}
	}
	rcu_read_unlock();
	return timer;
}

static void unlock_timer(struct k_itimer *timer, unsigned long flags)
{
	spin_unlock_irqrestore(&timer->it_lock, flags);
}

static void timer_free_rcu(struct rcu_head *head)
{
	kfree(container_of(head, struct k_itimer, rcu));
}

/* Not in use: neither armed nor in any list but the table. */
static void release_posix_timer(struct k_itimer *timer, bool hashed)
{
	unsigned long flags;

	if (hashed) {
		spin_lock_irqsave(&hash_lock, flags);
		hlist_del_rcu(&timer->t_hash);
		spin_unlock_irqrestore(&hash_lock, flags);
	}
	put_pid(timer->it_pid);
	sigqueue_free(timer->sigq);
	call_rcu(&timer->rcu, timer_free_rcu);
}

/* POSIX counts to DELAYTIMER_MAX at most. */
static int timer_overrun_to_int(struct k_itimer *timr, int baseval)
{
	s64 sum = timr->it_overrun_last + baseval;

	return sum > INT_MAX ? INT_MAX : (int)sum;
}

/**
 * common_hrtimer_rearm() - start a periodic timer again after its signal
 * @timr: the timer
 *
 * Context: it_lock held.
 */
void common_hrtimer_rearm(struct k_itimer *timr)
{
	struct hrtimer *timer = &timr->it.real.timer;

	timr->it_overrun += hrtimer_forward(timer, timer->base->get_time(),
					    timr->it_interval);
	hrtimer_restart(timer);
}

/**
 * posixtimer_rearm() - the signal of a timer is being taken
 * @info: its siginfo; si_overrun is completed
 *
 * Context: dequeue_signal(), interrupts off, siglock not held.
 */
void posixtimer_rearm(struct siginfo *info)
{
	struct k_itimer *timr;
	unsigned long flags;

	timr = lock_timer(info->si_tid, &flags);
	if (!timr)
		return;
	if (timr->it_interval &&
	    timr->it_requeue_pending == info->si_sys_private) {
		timr->kclock->timer_rearm(timr);
		timr->it_active = 1;
		timr->it_overrun_last = timr->it_overrun;
		timr->it_overrun = -1LL;
		++timr->it_requeue_pending;
		info->si_overrun = timer_overrun_to_int(timr,
							info->si_overrun);
	}
	unlock_timer(timr, flags);
}

/**
 * posix_timer_event() - send a timer's signal
 * @timr: the timer
 * @si_private: it_requeue_pending if it is to be started again, else 0
 *
 * Context: it_lock held.
 * Return: 0 sent; above 0: ignored, so nobody will take it.
 */
int posix_timer_event(struct k_itimer *timr, int si_private)
{
	struct task_struct *task;
	int ret = -1;

	timr->sigq->info.si_sys_private = si_private;
	rcu_read_lock();
	task = pid_task(timr->it_pid, PIDTYPE_PID);
	if (task)
		ret = send_sigqueue(timr->sigq, task,
				    !(timr->it_sigev_notify & SIGEV_THREAD_ID));
	rcu_read_unlock();
	return ret > 0;
}

static enum hrtimer_restart posix_timer_fn(struct hrtimer *timer)
{
	struct k_itimer *timr = container_of(timer, struct k_itimer,
					     it.real.timer);
	enum hrtimer_restart ret = HRTIMER_NORESTART;
	unsigned long flags;
	int si_private = 0;
	ktime_t now;

	spin_lock_irqsave(&timr->it_lock, flags);
	timr->it_active = 0;
	if (timr->it_interval)
		si_private = ++timr->it_requeue_pending;
	if (posix_timer_event(timr, si_private) && timr->it_interval) {
		/*
		 * Ignored now, but perhaps not later: go on.  Not faster
		 * than the tick: nobody looks, and it must not be a flood.
		 */
		now = hrtimer_cb_get_time(timer);
		if (timr->it_interval < TICK_NSEC)
			now += TICK_NSEC;
		timr->it_overrun += hrtimer_forward(timer, now,
						    timr->it_interval);
		++timr->it_requeue_pending;
		timr->it_active = 1;
		ret = HRTIMER_RESTART;
	}
	unlock_timer(timr, flags);
	return ret;
}

/* Whom shall @event's signal go to?  Return: counted, or NULL. */
static struct pid *good_sigevent(sigevent_t *event)
{
	struct task_struct *rtn;
	struct pid *pid = task_tgid(current);

	switch (event->sigev_notify) {
	case SIGEV_SIGNAL | SIGEV_THREAD_ID:
		pid = find_vpid(event->sigev_notify_thread_id);
		rtn = pid_task(pid, PIDTYPE_PID);
		if (!rtn || !same_thread_group(rtn, current))
			return NULL;
		fallthrough;
	case SIGEV_SIGNAL:
	case SIGEV_THREAD:
		if (event->sigev_signo <= 0 || event->sigev_signo > _NSIG)
			return NULL;
		fallthrough;
	case SIGEV_NONE:
		return get_pid(pid);
	default:
		return NULL;
	}
}

static struct k_itimer *alloc_posix_timer(void)
{
	struct k_itimer *timer = kzalloc(sizeof(*timer), GFP_KERNEL);

	if (!timer)
		return NULL;
	timer->sigq = sigqueue_alloc();
	if (!timer->sigq) {
		kfree(timer);
		return NULL;
	}
	clear_siginfo(&timer->sigq->info);
	spin_lock_init(&timer->it_lock);
	timer->it_overrun = -1LL;
	return timer;
}

/* Fill in whom to tell and how.  Return: 0 or -EINVAL. */
static int set_notification(struct k_itimer *timer, sigevent_t *event)
{
	siginfo_t *info = &timer->sigq->info;

	if (event) {
		rcu_read_lock();
		timer->it_pid = good_sigevent(event);
		rcu_read_unlock();
		if (!timer->it_pid)
			return -EINVAL;
		timer->it_sigev_notify = event->sigev_notify;
		info->si_signo = event->sigev_signo;
		info->si_value = event->sigev_value;
	} else {
		timer->it_pid = get_pid(task_tgid(current));
		timer->it_sigev_notify = SIGEV_SIGNAL;
		info->si_signo = SIGALRM;
		info->si_value.sival_int = timer->it_id;
	}
	info->si_tid = timer->it_id;
	info->si_code = SI_TIMER;
	return 0;
}

/**
 * common_timer_create() - a timer that is an hrtimer
 * @new_timer: the timer
 *
 * Return: 0.
 */
int common_timer_create(struct k_itimer *new_timer)
{
	hrtimer_init(&new_timer->it.real.timer, new_timer->it_clock, 0);
	return 0;
}

static int do_timer_create(clockid_t which_clock, sigevent_t *event,
			   timer_t __user *created_timer_id)
{
	const struct k_clock *kc = clockid_to_kclock(which_clock);
	struct k_itimer *timer;
	int error;

	if (!kc)
		return -EINVAL;
	if (!kc->timer_create)
		return -EOPNOTSUPP;
	timer = alloc_posix_timer();
	if (!timer)
		return -EAGAIN;
	timer->kclock = kc;
	timer->it_clock = which_clock;
	error = posix_timer_add(timer);
	if (error)
		goto out_free;
	error = set_notification(timer, event);
	if (error)
		goto out_unhash;
	if (put_user(timer->it_id, created_timer_id)) {
		error = -EFAULT;
		goto out_unhash;
	}
	error = kc->timer_create(timer);
	if (error)
		goto out_unhash;
	spin_lock_irq(&current->sighand->siglock);
	list_add(&timer->list, &current->signal->posix_timers);
	spin_unlock_irq(&current->sighand->siglock);
	return 0;

out_unhash:
	release_posix_timer(timer, true);
	return error;
out_free:
	release_posix_timer(timer, false);
	return error;
}

SYSCALL_DEFINE3(timer_create, const clockid_t, which_clock,
		struct sigevent __user *, timer_event_spec,
		timer_t __user *, created_timer_id)
{
	sigevent_t event;

	if (!timer_event_spec)
		return do_timer_create(which_clock, NULL, created_timer_id);
	if (copy_from_user(&event, timer_event_spec, sizeof(event)))
		return -EFAULT;
	return do_timer_create(which_clock, &event, created_timer_id);
}

/**
 * common_timer_get() - what is left of a timer
 * @timr: the timer
 * @cur_setting: zeroed; gets interval and time to the next expiry
 *
 * Context: it_lock held.
 */
void common_timer_get(struct k_itimer *timr, struct itimerspec64 *cur_setting)
{
	bool sig_none = timr->it_sigev_notify == SIGEV_NONE;
	struct hrtimer *timer = &timr->it.real.timer;
	ktime_t now, remaining, iv = timr->it_interval;

	if (iv)
		cur_setting->it_interval = ktime_to_timespec64(iv);
	else if (!timr->it_active && !sig_none)
		return;			/* one-shot, and over */
	now = timer->base->get_time();
	/* Not running by itself: move it as if it were. */
	if (iv && (sig_none || (timr->it_requeue_pending & REQUEUE_PENDING)))
		timr->it_overrun += hrtimer_forward(timer, now, iv);
	remaining = hrtimer_get_expires(timer) - now;
	if (remaining > 0)
		cur_setting->it_value = ktime_to_timespec64(remaining);
	else if (!sig_none)
		cur_setting->it_value.tv_nsec = 1;	/* about to fire */
}

SYSCALL_DEFINE2(timer_gettime, timer_t, timer_id,
		struct __kernel_itimerspec __user *, setting)
{
	struct itimerspec64 cur_setting = { };
	struct k_itimer *timr;
	unsigned long flags;

	timr = lock_timer(timer_id, &flags);
	if (!timr)
		return -EINVAL;
	timr->kclock->timer_get(timr, &cur_setting);
	unlock_timer(timr, flags);
	return put_itimerspec64(&cur_setting, setting);
}

SYSCALL_DEFINE1(timer_getoverrun, timer_t, timer_id)
{
	struct k_itimer *timr;
	unsigned long flags;
	int overrun;

	timr = lock_timer(timer_id, &flags);
	if (!timr)
		return -EINVAL;
	overrun = timer_overrun_to_int(timr, 0);
	unlock_timer(timr, flags);
	return overrun;
}

/**
 * posix_timer_set_common() - a timer gets a new setting: forget the old run
 * @timer: the timer
 * @new_setting: with the new interval
 *
 * Context: it_lock held.
 */
void posix_timer_set_common(struct k_itimer *timer,
			    struct itimerspec64 *new_setting)
{
	/* A pending signal of the old setting will not start it again. */
	timer->it_requeue_pending = (timer->it_requeue_pending + 2) &
				    ~REQUEUE_PENDING;
	timer->it_overrun_last = 0;
	timer->it_overrun = -1LL;
	timer->it_interval = timespec64_to_ktime(new_setting->it_interval);
}

static void common_hrtimer_arm(struct k_itimer *timr, ktime_t expires,
			       bool absolute, bool sigev_none)
{
	enum hrtimer_mode mode = absolute ? HRTIMER_MODE_ABS :
					    HRTIMER_MODE_REL;
	struct hrtimer *timer = &timr->it.real.timer;

	/* Relative times do not follow when the wall clock is set. */
	hrtimer_init(timer, timr->it_clock, mode);
	timer->function = posix_timer_fn;
	if (!absolute)
		expires = ktime_add_safe(expires, timer->base->get_time());
	hrtimer_set_expires(timer, expires);
	if (!sigev_none)
		hrtimer_start_expires(timer, HRTIMER_MODE_ABS);
}

/**
 * common_timer_set() - arm or disarm a timer
 * @timr: the timer
 * @flags: TIMER_ABSTIME or 0
 * @new_setting: interval and first expiry, 0: disarm
 * @old_setting: gets the setting before, unless NULL
 *
 * Context: it_lock held.
 * Return: 0, or TIMER_RETRY when the callback is running.
 */
int common_timer_set(struct k_itimer *timr, int flags,
		     struct itimerspec64 *new_setting,
		     struct itimerspec64 *old_setting)
{
	bool sigev_none = timr->it_sigev_notify == SIGEV_NONE;

	if (old_setting)
		common_timer_get(timr, old_setting);
	timr->it_interval = 0;
	if (hrtimer_try_to_cancel(&timr->it.real.timer) < 0)
		return TIMER_RETRY;
	timr->it_active = 0;
	posix_timer_set_common(timr, new_setting);
	if (!new_setting->it_value.tv_sec && !new_setting->it_value.tv_nsec)
		return 0;
	common_hrtimer_arm(timr, timespec64_to_ktime(new_setting->it_value),
			   flags & TIMER_ABSTIME, sigev_none);
	timr->it_active = !sigev_none;
	return 0;
}

SYSCALL_DEFINE4(timer_settime, timer_t, timer_id, int, flags,
		const struct __kernel_itimerspec __user *, new_setting,
		struct __kernel_itimerspec __user *, old_setting)
{
	struct itimerspec64 new_spec, old_spec = { };
	struct itimerspec64 *rtn = old_setting ? &old_spec : NULL;
	struct k_itimer *timr;
	unsigned long irqflags;
	int error;

	if (!new_setting)
		return -EINVAL;
	if (get_itimerspec64(&new_spec, new_setting))
		return -EFAULT;
	if (!itimerspec64_valid(&new_spec))
		return -EINVAL;
	do {
		timr = lock_timer(timer_id, &irqflags);
		if (!timr)
			return -EINVAL;
		error = timr->kclock->timer_set(timr, flags, &new_spec, rtn);
		unlock_timer(timr, irqflags);
		if (error == TIMER_RETRY) {
			rtn = NULL;	/* the old setting is known already */
			cpu_relax();
		}
	} while (error == TIMER_RETRY);
	if (!error && old_setting)
		error = put_itimerspec64(&old_spec, old_setting);
	return error;
}

/**
 * common_timer_del() - disarm a timer for good
 *
 * Context: it_lock held.
 * Return: 0, or TIMER_RETRY when the callback is running.
 */
int common_timer_del(struct k_itimer *timer)
{
	timer->it_interval = 0;
	if (hrtimer_try_to_cancel(&timer->it.real.timer) < 0)
		return TIMER_RETRY;
	timer->it_active = 0;
	return 0;
}

SYSCALL_DEFINE1(timer_delete, timer_t, timer_id)
{
	struct k_itimer *timer;
	unsigned long flags;

	for (;;) {
		timer = lock_timer(timer_id, &flags);
		if (!timer)
			return -EINVAL;
		if (timer->kclock->timer_del(timer) != TIMER_RETRY)
			break;
		unlock_timer(timer, flags);
		cpu_relax();
	}
	spin_lock(&current->sighand->siglock);
	list_del(&timer->list);
	spin_unlock(&current->sighand->siglock);
	timer->it_signal = NULL;				/* I1 */
	unlock_timer(timer, flags);
	release_posix_timer(timer, true);
	return 0;
}

static void itimer_delete(struct k_itimer *timer)
{
	unsigned long flags;

	for (;;) {
		spin_lock_irqsave(&timer->it_lock, flags);
		if (timer->kclock->timer_del(timer) != TIMER_RETRY)
			break;
		spin_unlock_irqrestore(&timer->it_lock, flags);
		cpu_relax();
	}
	list_del(&timer->list);
	timer->it_signal = NULL;
	unlock_timer(timer, flags);
	release_posix_timer(timer, true);
}

/**
 * exit_itimers() - a process ends, or execs: delete its timers
 * @sig: current's
 *
 * Context: process context; current is the only thread left.
 */
void exit_itimers(struct signal_struct *sig)
{
	while (!list_empty(&sig->posix_timers))
		itimer_delete(list_first_entry(&sig->posix_timers,
					       struct k_itimer, list));
}
