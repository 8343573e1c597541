/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/time.h - moving times between user space and the kernel, and dates
 *
 * Mirrors: Linux 4.x include/linux/time.h.
 */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <uapi/linux/time.h>

#include <linux/math64.h>
#include <linux/time64.h>

extern struct timezone sys_tz;

int get_timespec64(struct timespec64 *ts,
		   const struct __kernel_timespec __user *uts);
int put_timespec64(const struct timespec64 *ts,
		   struct __kernel_timespec __user *uts);
int get_itimerspec64(struct itimerspec64 *it,
		     const struct __kernel_itimerspec __user *uit);
int put_itimerspec64(const struct itimerspec64 *it,
		     struct __kernel_itimerspec __user *uit);

time64_t mktime64(unsigned int year, unsigned int mon, unsigned int day,
		  unsigned int hour, unsigned int min, unsigned int sec);

int do_settimeofday64(const struct timespec64 *ts);
int do_sys_settimeofday64(const struct timespec64 *tv,
			  const struct timezone *tz);

static inline bool itimerspec64_valid(const struct itimerspec64 *its)
{
	return timespec64_valid(&its->it_interval) &&
	       timespec64_valid(&its->it_value);
}

#endif /* _LINUX_TIME_H */
