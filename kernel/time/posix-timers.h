/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel/time/posix-timers.h - what a clock can do for the system calls
 *
 * A slot that is NULL is a thing that the clock cannot do: EINVAL for
 * setting, EOPNOTSUPP for timers and sleeping.
 */
#ifndef _KERNEL_TIME_POSIX_TIMERS_H
#define _KERNEL_TIME_POSIX_TIMERS_H

#include <linux/posix-timers.h>
#include <linux/timex.h>

/* timer_set() and timer_del(): the callback runs, drop it_lock, try again. */
#define TIMER_RETRY 1

struct k_clock {
	int	(*clock_getres)(const clockid_t which_clock,
				struct timespec64 *tp);
	int	(*clock_set)(const clockid_t which_clock,
			     const struct timespec64 *tp);
	int	(*clock_get)(const clockid_t which_clock,
			     struct timespec64 *tp);
	int	(*clock_adj)(const clockid_t which_clock,
			     struct __kernel_timex *tx);
	int	(*nsleep)(const clockid_t which_clock, int flags,
			  const struct timespec64 *rqtp);
	/* Timers; it_lock held, but for timer_create(). */
	int	(*timer_create)(struct k_itimer *timer);
	int	(*timer_set)(struct k_itimer *timer, int flags,
			     struct itimerspec64 *new_setting,
			     struct itimerspec64 *old_setting);
	int	(*timer_del)(struct k_itimer *timer);
	void	(*timer_get)(struct k_itimer *timer,
			     struct itimerspec64 *cur_setting);
	void	(*timer_rearm)(struct k_itimer *timer);
};

/* posix-clocks.c */
const struct k_clock *clockid_to_kclock(const clockid_t id);

/* posix-cpu-timers.c */
extern const struct k_clock clock_posix_cpu;
extern const struct k_clock clock_process;
extern const struct k_clock clock_thread;

/* posix-timers.c: timers that are hrtimers */
int common_timer_create(struct k_itimer *new_timer);
int common_timer_set(struct k_itimer *timr, int flags,
		     struct itimerspec64 *new_setting,
		     struct itimerspec64 *old_setting);
int common_timer_del(struct k_itimer *timer);
void common_timer_get(struct k_itimer *timr, struct itimerspec64 *cur_setting);
void common_hrtimer_rearm(struct k_itimer *timr);
void posix_timer_set_common(struct k_itimer *timer,
			    struct itimerspec64 *new_setting);

#endif /* _KERNEL_TIME_POSIX_TIMERS_H */
