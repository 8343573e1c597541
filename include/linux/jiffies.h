/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/jiffies.h - the coarse clock: HZ ticks a second, derived from time
 *
 * jiffies is not counted by interrupts: whoever takes a tick (or wakes an
 * idle machine) sets it from the monotonic clock, see
 * tick_do_update_jiffies64().  It starts near the 32-bit wrap, so that code
 * which forgets time_after() fails within five minutes of boot.
 *
 * Mirrors: Linux 4.x include/linux/jiffies.h.
 */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H

#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/param.h>
#include <linux/time64.h>

#define TICK_NSEC		(NSEC_PER_SEC / HZ)
#define MAX_JIFFY_OFFSET	((LONG_MAX >> 1) - 1)
#define INITIAL_JIFFIES		((unsigned long)(unsigned int)(-300 * HZ))

/* Both names are one 64-bit variable; read without a lock. */
extern u64 jiffies_64;
extern unsigned long volatile jiffies;

static inline u64 get_jiffies_64(void)
{
	return jiffies;
}

#define time_after(a, b)	((long)((b) - (a)) < 0)
#define time_before(a, b)	time_after(b, a)
#define time_after_eq(a, b)	((long)((a) - (b)) >= 0)
#define time_before_eq(a, b)	time_after_eq(b, a)
#define time_in_range(a, b, c) \
	(time_after_eq(a, b) && time_before_eq(a, c))
#define time_is_before_jiffies(a)	time_after(jiffies, a)

static inline unsigned int jiffies_to_msecs(const unsigned long j)
{
	return j * (MSEC_PER_SEC / HZ);
}

static inline unsigned int jiffies_to_usecs(const unsigned long j)
{
	return j * (USEC_PER_SEC / HZ);
}

/*
 * To jiffies, rounded up, so that a timeout is never too short.  What does
 * not fit (and a negative count, as "for ever") is MAX_JIFFY_OFFSET.
 */
static inline unsigned long msecs_to_jiffies(const unsigned int m)
{
	if ((int)m < 0)
		return MAX_JIFFY_OFFSET;
	return DIV_ROUND_UP((unsigned long)m, MSEC_PER_SEC / HZ);
}

static inline unsigned long usecs_to_jiffies(const unsigned int u)
{
	return DIV_ROUND_UP((unsigned long)u, USEC_PER_SEC / HZ);
}

unsigned long timespec64_to_jiffies(const struct timespec64 *value);
void jiffies_to_timespec64(const unsigned long j, struct timespec64 *value);

/* USER_HZ is the unit of times(2) and /proc/stat. */
static inline clock_t jiffies_to_clock_t(unsigned long j)
{
	return j * USER_HZ / HZ;
}

static inline u64 jiffies_64_to_clock_t(u64 x)
{
	return x * USER_HZ / HZ;
}

static inline u64 nsec_to_clock_t(u64 x)
{
	return x / (NSEC_PER_SEC / USER_HZ);
}

#endif /* _LINUX_JIFFIES_H */
