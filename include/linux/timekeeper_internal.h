/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/timekeeper_internal.h - the clocks, for kernel/time and the vDSO only
 *
 * Mirrors: Linux 4.x include/linux/timekeeper_internal.h.
 */
#ifndef _LINUX_TIMEKEEPER_INTERNAL_H
#define _LINUX_TIMEKEEPER_INTERNAL_H

#include <linux/clocksource.h>
#include <linux/ktime.h>

/*
 * A clock: base + (((now - cycle_last) * mult + xtime_nsec) >> shift) ns.
 * xtime_nsec keeps the fraction below a nanosecond, so that nothing is lost
 * when cycle_last moves on.
 */
struct tk_read_base {
	struct clocksource	*clock;
	u64			mask;
	u64			cycle_last;
	u32			mult;
	u32			shift;
	u64			xtime_nsec;	/* below 1 << shift */
	ktime_t			base;
};

/* All fields: timekeeper_lock for writing, tk_core.seq for reading. */
struct timekeeper {
	struct tk_read_base	tkr_mono;
	struct tk_read_base	tkr_raw;	/* not adjusted */
	ktime_t			offs_real;	/* mono + offs = the clock */
	ktime_t			offs_boot;
	ktime_t			offs_tai;
	s32			tai_offset;	/* seconds, TAI - UTC */
	struct timespec64	coarse_real;	/* wall clock at this point */
	unsigned int		clock_was_set_seq; /* offs_* changed */
	ktime_t			next_ntp;	/* monotonic time to adjust at */
};

/* arch/x86/entry/vdso/vma.c: make the vDSO's copy. */
void update_vsyscall(struct timekeeper *tk);
void update_vsyscall_tz(void);

#endif /* _LINUX_TIMEKEEPER_INTERNAL_H */
