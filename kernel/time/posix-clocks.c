// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/posix-clocks.c - clock_gettime(2) and its kin
 *
 * Each clock is a struct k_clock; a clockid_t below zero is the CPU time of
 * some task (posix-cpu-timers.c).
 *
 * Entry      clock_gettime(2) clock_settime(2) clock_getres(2)
 *            clock_nanosleep(2) clock_adjtime(2) clockid_to_kclock()
 * Mirrors:   Linux 4.19 kernel/time/posix-timers.c (its clocks).
 * Simpler than Linux in: no clocks that wake a sleeping machine
 *            (CLOCK_*_ALARM: EINVAL), no clocks behind file descriptors
 *            (EINVAL), no sleeping by CPU time (EOPNOTSUPP).
 */
#include "posix-timers.h"

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

static int posix_get_hrtimer_res(const clockid_t which_clock,
				 struct timespec64 *tp)
{
	tp->tv_sec = 0;
	tp->tv_nsec = hrtimer_resolution;
	return 0;
}

static int posix_get_coarse_res(const clockid_t which_clock,
				struct timespec64 *tp)
{
	tp->tv_sec = 0;
	tp->tv_nsec = TICK_NSEC;
	return 0;
}

static int posix_get_realtime(const clockid_t which_clock,
			      struct timespec64 *tp)
{
	*tp = ktime_to_timespec64(ktime_get_real());
	return 0;
}

static int posix_set_realtime(const clockid_t which_clock,
			      const struct timespec64 *tp)
{
	return do_sys_settimeofday64(tp, NULL);
}

static int posix_adj_realtime(const clockid_t which_clock,
			      struct __kernel_timex *t)
{
	return do_adjtimex(t);
}

static int posix_get_monotonic(const clockid_t which_clock,
			       struct timespec64 *tp)
{
	*tp = ktime_to_timespec64(ktime_get());
	return 0;
}

static int posix_get_monotonic_raw(const clockid_t which_clock,
				   struct timespec64 *tp)
{
	*tp = ktime_to_timespec64(ktime_get_raw());
	return 0;
}

static int posix_get_realtime_coarse(const clockid_t which_clock,
				     struct timespec64 *tp)
{
	*tp = ktime_to_timespec64(ktime_get_coarse_real());
	return 0;
}

static int posix_get_monotonic_coarse(const clockid_t which_clock,
				      struct timespec64 *tp)
{
	*tp = ktime_to_timespec64(ktime_get_coarse());
	return 0;
}

static int posix_get_boottime(const clockid_t which_clock,
			      struct timespec64 *tp)
{
	*tp = ktime_to_timespec64(ktime_get_boottime());
	return 0;
}

static int posix_get_tai(const clockid_t which_clock, struct timespec64 *tp)
{
	*tp = ktime_to_timespec64(ktime_get_clocktai());
	return 0;
}

static int common_nsleep(const clockid_t which_clock, int flags,
			 const struct timespec64 *rqtp)
{
	return hrtimer_nanosleep(rqtp, flags & TIMER_ABSTIME ?
				 HRTIMER_MODE_ABS : HRTIMER_MODE_REL,
				 which_clock);
}

#define HRTIMER_CLOCK						\
	.clock_getres	= posix_get_hrtimer_res,		\
	.nsleep		= common_nsleep,			\
	.timer_create	= common_timer_create,			\
	.timer_set	= common_timer_set,			\
	.timer_get	= common_timer_get,			\
	.timer_del	= common_timer_del,			\
	.timer_rearm	= common_hrtimer_rearm

static const struct k_clock clock_realtime = {
	.clock_get	= posix_get_realtime,
	.clock_set	= posix_set_realtime,
	.clock_adj	= posix_adj_realtime,
	HRTIMER_CLOCK
};

static const struct k_clock clock_monotonic = {
	.clock_get	= posix_get_monotonic,
	HRTIMER_CLOCK
};

static const struct k_clock clock_monotonic_raw = {
	.clock_getres	= posix_get_hrtimer_res,
	.clock_get	= posix_get_monotonic_raw,
};

static const struct k_clock clock_realtime_coarse = {
	.clock_getres	= posix_get_coarse_res,
	.clock_get	= posix_get_realtime_coarse,
};

static const struct k_clock clock_monotonic_coarse = {
	.clock_getres	= posix_get_coarse_res,
	.clock_get	= posix_get_monotonic_coarse,
};

static const struct k_clock clock_tai = {
	.clock_get	= posix_get_tai,
	HRTIMER_CLOCK
};

static const struct k_clock clock_boottime = {
	.clock_get	= posix_get_boottime,
	HRTIMER_CLOCK
};

static const struct k_clock * const posix_clocks[] = {
	[CLOCK_REALTIME]		= &clock_realtime,
	[CLOCK_MONOTONIC]		= &clock_monotonic,
	[CLOCK_PROCESS_CPUTIME_ID]	= &clock_process,
	[CLOCK_THREAD_CPUTIME_ID]	= &clock_thread,
	[CLOCK_MONOTONIC_RAW]		= &clock_monotonic_raw,
	[CLOCK_REALTIME_COARSE]		= &clock_realtime_coarse,
	[CLOCK_MONOTONIC_COARSE]	= &clock_monotonic_coarse,
	[CLOCK_BOOTTIME]		= &clock_boottime,
	[CLOCK_TAI]			= &clock_tai,
};

/**
 * clockid_to_kclock() - the functions of a clock
 * @id: any number
 *
 * Return: them, or NULL when there is no such clock.
 */
const struct k_clock *clockid_to_kclock(const clockid_t id)
{
	if (id < 0)
		return CPUCLOCK_WHICH(id) < CPUCLOCK_MAX ? &clock_posix_cpu :
							   NULL;
	return id < (clockid_t)ARRAY_SIZE(posix_clocks) ? posix_clocks[id] :
							  NULL;
}

SYSCALL_DEFINE2(clock_settime, const clockid_t, which_clock,
		const struct __kernel_timespec __user *, tp)
{
	const struct k_clock *kc = clockid_to_kclock(which_clock);
	struct timespec64 new_tp;

	if (!kc || !kc->clock_set)
		return -EINVAL;
	if (get_timespec64(&new_tp, tp))
		return -EFAULT;
	return kc->clock_set(which_clock, &new_tp);
}

SYSCALL_DEFINE2(clock_gettime, const clockid_t, which_clock,
		struct __kernel_timespec __user *, tp)
{
	const struct k_clock *kc = clockid_to_kclock(which_clock);
	struct timespec64 kernel_tp;
	int error;

	if (!kc)
		return -EINVAL;
	error = kc->clock_get(which_clock, &kernel_tp);
	if (!error && put_timespec64(&kernel_tp, tp))
		error = -EFAULT;
	return error;
}

SYSCALL_DEFINE2(clock_adjtime, const clockid_t, which_clock,
		struct __kernel_timex __user *, utx)
{
	const struct k_clock *kc = clockid_to_kclock(which_clock);
	struct __kernel_timex ktx;
	int err;

	if (!kc)
		return -EINVAL;
	if (!kc->clock_adj)
		return -EOPNOTSUPP;
	if (copy_from_user(&ktx, utx, sizeof(ktx)))
		return -EFAULT;
	err = kc->clock_adj(which_clock, &ktx);
	if (err >= 0 && copy_to_user(utx, &ktx, sizeof(ktx)))
		return -EFAULT;
	return err;
}

SYSCALL_DEFINE2(clock_getres, const clockid_t, which_clock,
		struct __kernel_timespec __user *, tp)
{
	const struct k_clock *kc = clockid_to_kclock(which_clock);
	struct timespec64 rtn_tp;
	int error;

	if (!kc)
		return -EINVAL;
	error = kc->clock_getres(which_clock, &rtn_tp);
	if (!error && tp && put_timespec64(&rtn_tp, tp))
		error = -EFAULT;
	return error;
}

SYSCALL_DEFINE4(clock_nanosleep, const clockid_t, which_clock, int, flags,
		const struct __kernel_timespec __user *, rqtp,
		struct __kernel_timespec __user *, rmtp)
{
	const struct k_clock *kc = clockid_to_kclock(which_clock);
	struct timespec64 t;

	if (!kc)
		return -EINVAL;
	if (!kc->nsleep)
		return -EOPNOTSUPP;
	if (get_timespec64(&t, rqtp))
		return -EFAULT;
	if (!timespec64_valid(&t))
		return -EINVAL;
	if (flags & TIMER_ABSTIME)
		rmtp = NULL;
	current->restart_block.nanosleep.rmtp = rmtp;
	return kc->nsleep(which_clock, flags, &t);
}
