/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/ktime.h - ktime_t: a time or a span in nanoseconds, signed 64 bits
 *
 * 292 years either way.  Mirrors: Linux 4.10+ include/linux/ktime.h.
 */
#ifndef _LINUX_KTIME_H
#define _LINUX_KTIME_H

#include <linux/jiffies.h>
#include <linux/time.h>

/* Saturates at KTIME_MAX. */
static inline ktime_t ktime_set(const s64 secs, const unsigned long nsecs)
{
	if (unlikely(secs >= KTIME_SEC_MAX))
		return KTIME_MAX;
	return secs * NSEC_PER_SEC + (s64)nsecs;
}

#define ktime_sub(lhs, rhs)	((lhs) - (rhs))
#define ktime_add(lhs, rhs)	((lhs) + (rhs))
/* Wraps, where plain + would be undefined; the caller looks at the sign. */
#define ktime_add_ns(kt, nsval)	((kt) + (s64)(nsval))
#define ktime_sub_ns(kt, nsval)	((kt) - (s64)(nsval))
#define ktime_to_ns(kt)		((s64)(kt))

/* Saturates: see timespec64_to_ns(). */
static inline ktime_t timespec64_to_ktime(struct timespec64 ts)
{
	return timespec64_to_ns(&ts);
}

#define ktime_to_timespec64(kt)	ns_to_timespec64(kt)

static inline int ktime_compare(const ktime_t cmp1, const ktime_t cmp2)
{
	return cmp1 < cmp2 ? -1 : cmp1 > cmp2;
}

static inline bool ktime_after(const ktime_t cmp1, const ktime_t cmp2)
{
	return cmp1 > cmp2;
}

static inline bool ktime_before(const ktime_t cmp1, const ktime_t cmp2)
{
	return cmp1 < cmp2;
}

static inline s64 ktime_divns(const ktime_t kt, s64 div)
{
	return kt / div;
}

static inline s64 ktime_to_us(const ktime_t kt)
{
	return kt / NSEC_PER_USEC;
}

static inline s64 ktime_to_ms(const ktime_t kt)
{
	return kt / NSEC_PER_MSEC;
}

static inline s64 ktime_us_delta(const ktime_t later, const ktime_t earlier)
{
	return ktime_to_us(later - earlier);
}

static inline s64 ktime_ms_delta(const ktime_t later, const ktime_t earlier)
{
	return ktime_to_ms(later - earlier);
}

static inline ktime_t ns_to_ktime(u64 ns)
{
	return ns;
}

static inline ktime_t ms_to_ktime(u64 ms)
{
	return ms * NSEC_PER_MSEC;
}

/* Saturates instead of wrapping past the end of time. */
static inline ktime_t ktime_add_safe(const ktime_t lhs, const ktime_t rhs)
{
	ktime_t res;

	return __builtin_add_overflow(lhs, rhs, &res) ? KTIME_MAX : res;
}

#include <linux/timekeeping.h>

#endif /* _LINUX_KTIME_H */
