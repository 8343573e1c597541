// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/time.c - arithmetic of times and dates, and the oldest calls
 *
 * Entry      time(2) gettimeofday(2) settimeofday(2) adjtimex(2)
 *            mktime64() get_timespec64() put_timespec64() ..
 * Locking    sys_tz: one word is read or written at a time; who sets it is
 *            root.  The rest has no state.
 * Mirrors:   Linux 4.x kernel/time/time.c, timeconv.c.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeper_internal.h>
#include <linux/timekeeping.h>
#include <linux/timex.h>
#include <linux/uaccess.h>

/* Told by settimeofday(2), told by gettimeofday(2), used by nobody here. */
struct timezone sys_tz;

#define DAYS_TO_1970	719468L		/* from March 1st of year 0 */

/**
 * mktime64() - seconds since 1970 of a date
 * @year: four digits
 * @mon: 1..12
 * @day: 1..31
 * @hour: 0..24
 * @min: 0..59
 * @sec: 0..60
 *
 * Years are taken to begin in March, so that the leap day comes last; then
 * the days before a month are (153 * month + 2) / 5, rounded down.
 *
 * Return: the seconds.
 */
time64_t mktime64(unsigned int year, unsigned int mon, unsigned int day,
		  unsigned int hour, unsigned int min, unsigned int sec)
{
	long y = year, m = (long)mon - 3, days;

	if (m < 0) {
		m += 12;
		y--;
	}
	days = y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 +
	       day - 1 - DAYS_TO_1970;
	return ((days * 24 + hour) * 60 + min) * 60 + sec;
}

/**
 * set_normalized_timespec64() - make a time of any seconds and nanoseconds
 * @ts: gets it
 * @sec: seconds
 * @nsec: nanoseconds, not confined to a second
 */
void set_normalized_timespec64(struct timespec64 *ts, time64_t sec, s64 nsec)
{
	s64 carry = nsec / NSEC_PER_SEC;

	nsec %= NSEC_PER_SEC;
	if (nsec < 0) {
		nsec += NSEC_PER_SEC;
		carry--;
	}
	ts->tv_sec = sec + carry;
	ts->tv_nsec = nsec;
}

/**
 * timespec64_add_safe() - sum of two times, at most the end of time
 * @lhs: not negative
 * @rhs: not negative
 *
 * Return: the sum; TIME64_MAX seconds when it does not fit.
 */
struct timespec64 timespec64_add_safe(struct timespec64 lhs,
				      struct timespec64 rhs)
{
	struct timespec64 res;
	time64_t sec;

	if (check_add_overflow(lhs.tv_sec, rhs.tv_sec, &sec) ||
	    sec == TIME64_MAX)
		return (struct timespec64){ TIME64_MAX, 0 };
	set_normalized_timespec64(&res, sec, lhs.tv_nsec + rhs.tv_nsec);
	return res;
}

/**
 * timespec64_to_jiffies() - a timeout in jiffies, rounded up
 * @value: normal, not negative
 *
 * Return: jiffies, MAX_JIFFY_OFFSET at most.
 */
unsigned long timespec64_to_jiffies(const struct timespec64 *value)
{
	if (value->tv_sec >= MAX_JIFFY_OFFSET / HZ)
		return MAX_JIFFY_OFFSET;
	return value->tv_sec * HZ + DIV_ROUND_UP(value->tv_nsec, TICK_NSEC);
}

/**
 * jiffies_to_timespec64() - a number of jiffies as time
 * @j: the jiffies
 * @value: gets the time
 */
void jiffies_to_timespec64(const unsigned long j, struct timespec64 *value)
{
	value->tv_sec = j / HZ;
	value->tv_nsec = j % HZ * TICK_NSEC;
}

/**
 * get_timespec64() - read a time from user space
 * @ts: gets it, as it is
 * @uts: user's
 *
 * Return: 0 or -EFAULT.
 */
int get_timespec64(struct timespec64 *ts,
		   const struct __kernel_timespec __user *uts)
{
	struct __kernel_timespec kts;

	if (copy_from_user(&kts, uts, sizeof(kts)))
		return -EFAULT;
	ts->tv_sec = kts.tv_sec;
	ts->tv_nsec = kts.tv_nsec;
	return 0;
}

/**
 * put_timespec64() - write a time to user space
 * @ts: the time
 * @uts: user's
 *
 * Return: 0 or -EFAULT.
 */
int put_timespec64(const struct timespec64 *ts,
		   struct __kernel_timespec __user *uts)
{
	if (put_user(ts->tv_sec, &uts->tv_sec) ||
	    put_user(ts->tv_nsec, &uts->tv_nsec))
		return -EFAULT;
	return 0;
}

/**
 * get_itimerspec64() - read a timer setting from user space
 * @it: gets it, as it is
 * @uit: user's
 *
 * Return: 0 or -EFAULT.
 */
int get_itimerspec64(struct itimerspec64 *it,
		     const struct __kernel_itimerspec __user *uit)
{
	int ret = get_timespec64(&it->it_interval, &uit->it_interval);

	return ret ? ret : get_timespec64(&it->it_value, &uit->it_value);
}

/**
 * put_itimerspec64() - write a timer setting to user space
 * @it: the setting
 * @uit: user's
 *
 * Return: 0 or -EFAULT.
 */
int put_itimerspec64(const struct itimerspec64 *it,
		     struct __kernel_itimerspec __user *uit)
{
	int ret = put_timespec64(&it->it_interval, &uit->it_interval);

	return ret ? ret : put_timespec64(&it->it_value, &uit->it_value);
}

SYSCALL_DEFINE1(time, __kernel_old_time_t __user *, tloc)
{
	__kernel_old_time_t i = ktime_get_real_seconds();

	if (tloc && put_user(i, tloc))
		return -EFAULT;
	return i;
}

SYSCALL_DEFINE2(gettimeofday, struct __kernel_old_timeval __user *, tv,
		struct timezone __user *, tz)
{
	if (likely(tv)) {
		struct timespec64 ts;
		struct __kernel_old_timeval ktv;

		ktime_get_real_ts64(&ts);
		ktv.tv_sec = ts.tv_sec;
		ktv.tv_usec = ts.tv_nsec / NSEC_PER_USEC;
		if (copy_to_user(tv, &ktv, sizeof(ktv)))
			return -EFAULT;
	}
	if (unlikely(tz) && copy_to_user(tz, &sys_tz, sizeof(sys_tz)))
		return -EFAULT;
	return 0;
}

/**
 * do_sys_settimeofday64() - set the clock, or the time zone, or both
 * @tv: the new time, or NULL
 * @tz: the new zone, or NULL
 *
 * The very first call that sets only a zone warps the clock: the hardware
 * clock was read as UTC and is now known to run in local time.
 *
 * Return: 0, -EPERM or -EINVAL.
 */
int do_sys_settimeofday64(const struct timespec64 *tv,
			  const struct timezone *tz)
{
	static int firsttime = 1;
	struct timespec64 adjust;

	if (tv && !timespec64_valid_settod(tv))
		return -EINVAL;
	if (!capable(CAP_SYS_TIME))
		return -EPERM;
	if (tz) {
		if (tz->tz_minuteswest > 15 * 60 ||
		    tz->tz_minuteswest < -15 * 60)
			return -EINVAL;
		sys_tz = *tz;
		update_vsyscall_tz();
		if (xchg(&firsttime, 0) && !tv && tz->tz_minuteswest) {
			adjust.tv_sec = tz->tz_minuteswest * 60;
			adjust.tv_nsec = 0;
			return timekeeping_inject_offset(&adjust);
		}
	}
	return tv ? do_settimeofday64(tv) : 0;
}

SYSCALL_DEFINE2(settimeofday, struct __kernel_old_timeval __user *, tv,
		struct timezone __user *, tz)
{
	struct timespec64 new_ts;
	struct __kernel_old_timeval user_tv;
	struct timezone new_tz;

	if (tv) {
		if (copy_from_user(&user_tv, tv, sizeof(user_tv)))
			return -EFAULT;
		if (user_tv.tv_usec < 0 || user_tv.tv_usec >= USEC_PER_SEC)
			return -EINVAL;
		new_ts.tv_sec = user_tv.tv_sec;
		new_ts.tv_nsec = user_tv.tv_usec * NSEC_PER_USEC;
	}
	if (tz && copy_from_user(&new_tz, tz, sizeof(new_tz)))
		return -EFAULT;
	return do_sys_settimeofday64(tv ? &new_ts : NULL, tz ? &new_tz : NULL);
}

SYSCALL_DEFINE1(adjtimex, struct __kernel_timex __user *, txc_p)
{
	struct __kernel_timex txc;
	int ret;

	if (copy_from_user(&txc, txc_p, sizeof(txc)))
		return -EFAULT;
	ret = do_adjtimex(&txc);
	return copy_to_user(txc_p, &txc, sizeof(txc)) ? -EFAULT : ret;
}
