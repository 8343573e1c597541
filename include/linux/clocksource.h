/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/clocksource.h - a counter that time can be told by
 *
 * ns = (cycles * mult) >> shift.  The timekeeper uses the registered source
 * with the highest rating; 300 is a good one, 1 the last resort.
 *
 * Mirrors: Linux 4.x include/linux/clocksource.h.
 */
#ifndef _LINUX_CLOCKSOURCE_H
#define _LINUX_CLOCKSOURCE_H

#include <linux/cache.h>
#include <linux/list.h>
#include <linux/types.h>

#include <asm/vclock.h>

struct clocksource {
	u64		(*read)(struct clocksource *cs);	/* [I] */
	u64		mask;		/* [I] counter width */
	u32		mult;		/* clocksource_mutex */
	u32		shift;		/* clocksource_mutex */
	int		vclock_mode;	/* [I] VCLOCK_*: can user space read it */
	const char	*name;		/* [I] */
	int		rating;		/* clocksource_mutex */
	unsigned long	flags;		/* clocksource_mutex */
	struct list_head list;		/* clocksource_mutex */
} ____cacheline_aligned;

#define CLOCK_SOURCE_IS_CONTINUOUS	0x01
#define CLOCK_SOURCE_VALID_FOR_HRES	0x20
#define CLOCK_SOURCE_UNSTABLE		0x40

#define CLOCKSOURCE_MASK(bits)	GENMASK_ULL((bits) - 1, 0)

/* u128 arithmetic: no count of cycles overflows it. */
static inline u64 clocksource_cyc2ns(u64 cycles, u32 mult, u32 shift)
{
	return (u64)(((unsigned __int128)cycles * mult) >> shift);
}

static inline u64 clocksource_delta(u64 now, u64 last, u64 mask)
{
	u64 ret = (now - last) & mask;

	/* Unsynchronised counters: a step back counts as no step. */
	return ret & ~(mask >> 1) ? 0 : ret;
}

void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to,
			    u32 maxsec);
int __clocksource_register_scale(struct clocksource *cs, u32 scale, u32 freq);
void clocksource_mark_unstable(struct clocksource *cs);
void clocksource_change_freq(struct clocksource *cs, u32 khz);
struct clocksource *clocksource_default_clock(void);

static inline int clocksource_register_hz(struct clocksource *cs, u32 hz)
{
	return __clocksource_register_scale(cs, 1, hz);
}

static inline int clocksource_register_khz(struct clocksource *cs, u32 khz)
{
	return __clocksource_register_scale(cs, 1000, khz);
}

/* kernel/time/timekeeping.c */
int timekeeping_notify(struct clocksource *clock);

#endif /* _LINUX_CLOCKSOURCE_H */
