/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/time64.h - seconds and nanoseconds, 64 bits each
 *
 * A timespec64 is normal when 0 <= tv_nsec < NSEC_PER_SEC; tv_sec may be
 * negative.  Mirrors: Linux 4.x include/linux/time64.h.
 */
#ifndef _LINUX_TIME64_H
#define _LINUX_TIME64_H

#include <uapi/linux/time.h>

#include <linux/limits.h>
#include <linux/types.h>

struct timespec64 {
	time64_t	tv_sec;		/* seconds */
	long		tv_nsec;	/* nanoseconds */
};

struct itimerspec64 {
	struct timespec64 it_interval;
	struct timespec64 it_value;
};

#define MSEC_PER_SEC	1000L
#define USEC_PER_MSEC	1000L
#define NSEC_PER_USEC	1000L
#define NSEC_PER_MSEC	1000000L
#define USEC_PER_SEC	1000000L
#define NSEC_PER_SEC	1000000000L
#define FSEC_PER_SEC	1000000000000000LL

#define TIME64_MAX	((s64)~((u64)1 << 63))
#define KTIME_MAX	((s64)~((u64)1 << 63))
#define KTIME_SEC_MAX	(KTIME_MAX / NSEC_PER_SEC)
/* No clock may be set so late that 30 years of uptime overflow ktime_t. */
#define TIME_SETTOD_SEC_MAX	(KTIME_SEC_MAX - 30LL * 365 * 24 * 3600)

static inline int timespec64_equal(const struct timespec64 *a,
				   const struct timespec64 *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/* Return: below, equal to or above 0 as @lhs is before, at or after @rhs. */
static inline int timespec64_compare(const struct timespec64 *lhs,
				     const struct timespec64 *rhs)
{
	if (lhs->tv_sec != rhs->tv_sec)
		return lhs->tv_sec < rhs->tv_sec ? -1 : 1;
	return lhs->tv_nsec - rhs->tv_nsec;
}

void set_normalized_timespec64(struct timespec64 *ts, time64_t sec, s64 nsec);
struct timespec64 timespec64_add_safe(struct timespec64 lhs,
				      struct timespec64 rhs);

/* Split nanoseconds; they may be negative, the rest never is. */
static inline struct timespec64 ns_to_timespec64(s64 nsec)
{
	struct timespec64 ts;

	if (likely(nsec >= 0)) {
		ts.tv_sec = (u64)nsec / NSEC_PER_SEC;
		ts.tv_nsec = (u64)nsec % NSEC_PER_SEC;
	} else {
		set_normalized_timespec64(&ts, 0, nsec);
	}
	return ts;
}

static inline struct timespec64 timespec64_add(struct timespec64 lhs,
					       struct timespec64 rhs)
{
	struct timespec64 ts;

	set_normalized_timespec64(&ts, lhs.tv_sec + rhs.tv_sec,
				  lhs.tv_nsec + rhs.tv_nsec);
	return ts;
}

static inline struct timespec64 timespec64_sub(struct timespec64 lhs,
					       struct timespec64 rhs)
{
	struct timespec64 ts;

	set_normalized_timespec64(&ts, lhs.tv_sec - rhs.tv_sec,
				  lhs.tv_nsec - rhs.tv_nsec);
	return ts;
}

/* Normal and not before the epoch: what an interval must be. */
static inline bool timespec64_valid(const struct timespec64 *ts)
{
	return ts->tv_sec >= 0 && (unsigned long)ts->tv_nsec < NSEC_PER_SEC;
}

/* What a clock may be set to. */
static inline bool timespec64_valid_settod(const struct timespec64 *ts)
{
	return timespec64_valid(ts) && ts->tv_sec < TIME_SETTOD_SEC_MAX;
}

/* Saturates: a time out of range becomes the end (or the start) of time. */
static inline s64 timespec64_to_ns(const struct timespec64 *ts)
{
	if (ts->tv_sec >= KTIME_SEC_MAX)
		return KTIME_MAX;
	if (ts->tv_sec <= -KTIME_SEC_MAX)
		return -KTIME_MAX;
	return ts->tv_sec * NSEC_PER_SEC + ts->tv_nsec;
}

#endif /* _LINUX_TIME64_H */
