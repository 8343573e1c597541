// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/itimer.c - setitimer(2), getitimer(2), alarm(2)
 *
 * Three timers a process: ITIMER_REAL is an hrtimer, ITIMER_VIRTUAL and
 * ITIMER_PROF count the CPU time of all threads (posix-cpu-timers.c).
 * ITIMER_REAL starts again when its signal is taken: see
 * rearm_itimer_real() of kernel/signal.c.
 *
 * Locking    siglock: it_real_incr, it[].  The callback of real_timer does
 *            not take siglock while we wait for it: it sends by pid.
 * Entry      setitimer(2) getitimer(2) alarm(2) it_real_fn()
 * Mirrors:   Linux 4.x kernel/time/itimer.c.
 */
#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/posix-timers.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* Interval and what is left, ns. */
struct itimer_ns {
	u64	interval;
	u64	value;
};

/* Armed and due at once is still armed: say 1 us. */
static u64 itimer_get_remtime(struct hrtimer *timer)
{
	ktime_t rem = hrtimer_get_remaining(timer);

	if (!hrtimer_active(timer))
		return 0;
	return max_t(ktime_t, rem, NSEC_PER_USEC);
}

/* Context: siglock held. */
static void get_cpu_itimer(struct task_struct *tsk, unsigned int clock_id,
			   struct itimer_ns *value)
{
	struct cpu_itimer *it = &tsk->signal->it[clock_id];
	struct task_cputime cputime;
	u64 now;

	value->value = it->expires;
	value->interval = it->incr;
	if (!value->value)
		return;
	thread_group_cputime(tsk, &cputime);
	now = cputime.utime;
	if (clock_id == CPUCLOCK_PROF)
		now += cputime.stime;
	/* Due: the signal comes with the next tick. */
	value->value = it->expires > now ? it->expires - now : TICK_NSEC;
}

static int do_getitimer(int which, struct itimer_ns *value)
{
	struct task_struct *tsk = current;

	if (which != ITIMER_REAL && which != ITIMER_VIRTUAL &&
	    which != ITIMER_PROF)
		return -EINVAL;
	spin_lock_irq(&tsk->sighand->siglock);
	switch (which) {
	case ITIMER_REAL:
		value->value = itimer_get_remtime(&tsk->signal->real_timer);
		value->interval = tsk->signal->it_real_incr;
		break;
	case ITIMER_VIRTUAL:
		get_cpu_itimer(tsk, CPUCLOCK_VIRT, value);
		break;
	case ITIMER_PROF:
		get_cpu_itimer(tsk, CPUCLOCK_PROF, value);
		break;
	}
	spin_unlock_irq(&tsk->sighand->siglock);
	return 0;
}

/**
 * it_real_fn() - ITIMER_REAL fires
 * @timer: signal->real_timer
 *
 * Context: hard interrupt.
 * Return: HRTIMER_NORESTART; taking the signal starts it again.
 */
enum hrtimer_restart it_real_fn(struct hrtimer *timer)
{
	struct signal_struct *sig = container_of(timer, struct signal_struct,
						 real_timer);

	kill_pid_info(SIGALRM, SEND_SIG_PRIV, sig->leader_pid);
	return HRTIMER_NORESTART;
}

/* Context: siglock held. */
static void set_cpu_itimer(struct task_struct *tsk, unsigned int clock_id,
			   const struct itimer_ns *value,
			   struct itimer_ns *ovalue)
{
	struct cpu_itimer *it = &tsk->signal->it[clock_id];
	u64 oval = it->expires, ointerval = it->incr;
	u64 nval = value->value;

	if (oval || nval) {
		if (nval)
			nval += TICK_NSEC;	/* never early */
		set_process_cpu_timer(tsk, clock_id, &nval, &oval);
	}
	it->expires = nval;
	it->incr = value->interval;
	if (ovalue) {
		ovalue->value = oval;
		ovalue->interval = ointerval;
	}
}

static void set_real_itimer(struct task_struct *tsk,
			    const struct itimer_ns *value,
			    struct itimer_ns *ovalue)
{
	struct signal_struct *sig = tsk->signal;
	struct hrtimer *timer = &sig->real_timer;

	spin_lock_irq(&tsk->sighand->siglock);
	if (ovalue) {
		ovalue->value = itimer_get_remtime(timer);
		ovalue->interval = sig->it_real_incr;
	}
	/* The callback wants siglock: wait for it without. */
	while (hrtimer_try_to_cancel(timer) < 0) {
		spin_unlock_irq(&tsk->sighand->siglock);
		cpu_relax();
		spin_lock_irq(&tsk->sighand->siglock);
	}
	sig->it_real_incr = value->value ? value->interval : 0;
	if (value->value)
		hrtimer_start(timer, value->value, HRTIMER_MODE_REL);
	spin_unlock_irq(&tsk->sighand->siglock);
}

static int do_setitimer(int which, const struct itimer_ns *value,
			struct itimer_ns *ovalue)
{
	struct task_struct *tsk = current;

	switch (which) {
	case ITIMER_REAL:
		set_real_itimer(tsk, value, ovalue);
		return 0;
	case ITIMER_VIRTUAL:
	case ITIMER_PROF:
		spin_lock_irq(&tsk->sighand->siglock);
		set_cpu_itimer(tsk, which == ITIMER_PROF ? CPUCLOCK_PROF :
			       CPUCLOCK_VIRT, value, ovalue);
		spin_unlock_irq(&tsk->sighand->siglock);
		return 0;
	default:
		return -EINVAL;
	}
}

static bool timeval_valid(const struct __kernel_old_timeval *tv)
{
	return tv->tv_sec >= 0 && tv->tv_usec >= 0 &&
	       tv->tv_usec < USEC_PER_SEC;
}

static u64 timeval_to_ns_sat(const struct __kernel_old_timeval *tv)
{
	return ktime_set(tv->tv_sec, tv->tv_usec * NSEC_PER_USEC);
}

static void ns_to_timeval(u64 ns, struct __kernel_old_timeval *tv)
{
	tv->tv_sec = ns / NSEC_PER_SEC;
	tv->tv_usec = ns % NSEC_PER_SEC / NSEC_PER_USEC;
}

static int get_user_itimer(struct itimer_ns *value,
			   struct __kernel_old_itimerval __user *uit)
{
	struct __kernel_old_itimerval it;

	if (copy_from_user(&it, uit, sizeof(it)))
		return -EFAULT;
	if (!timeval_valid(&it.it_value) || !timeval_valid(&it.it_interval))
		return -EINVAL;
	value->value = timeval_to_ns_sat(&it.it_value);
	value->interval = timeval_to_ns_sat(&it.it_interval);
	return 0;
}

static int put_user_itimer(const struct itimer_ns *value,
			   struct __kernel_old_itimerval __user *uit)
{
	struct __kernel_old_itimerval it;

	ns_to_timeval(value->value, &it.it_value);
	ns_to_timeval(value->interval, &it.it_interval);
	return copy_to_user(uit, &it, sizeof(it)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(getitimer, int, which,
		struct __kernel_old_itimerval __user *, value)
{
	struct itimer_ns get;
	int error = do_getitimer(which, &get);

	return error ? error : put_user_itimer(&get, value);
}

SYSCALL_DEFINE3(setitimer, int, which,
		struct __kernel_old_itimerval __user *, value,
		struct __kernel_old_itimerval __user *, ovalue)
{
	struct itimer_ns set = { }, get;
	int error;

	/* NULL disarms: never meant, but Linux does it. */
	if (value) {
		error = get_user_itimer(&set, value);
		if (error)
			return error;
	}
	error = do_setitimer(which, &set, ovalue ? &get : NULL);
	if (error || !ovalue)
		return error;
	return put_user_itimer(&get, ovalue);
}

SYSCALL_DEFINE1(alarm, unsigned int, seconds)
{
	struct itimer_ns it_old, it_new = {
		.value = (u64)seconds * NSEC_PER_SEC,
	};
	u64 left;

	do_setitimer(ITIMER_REAL, &it_new, &it_old);
	/* To the nearest second, but 0 says that there was none. */
	left = (it_old.value + NSEC_PER_SEC / 2) / NSEC_PER_SEC;
	return it_old.value && !left ? 1 : left;
}
