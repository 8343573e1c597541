/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/timekeeping.h - what time is it?
 *
 * Monotonic: since boot, never set.  Real: since 1970, may be set.  Boot
 * time: monotonic plus time asleep (we do not sleep: equal to monotonic).
 * Raw: monotonic without the clock adjustments of adjtimex(2).  Coarse: as
 * of the last tick, cheap.  All may be called in any context, except that
 * ktime_get_*() spin for the writer: not from an NMI, which has the _fast_
 * ones.
 *
 * Mirrors: Linux 4.x include/linux/timekeeping.h (names of 4.18 and later:
 * ktime_get_real_ts64()).
 */
#ifndef _LINUX_TIMEKEEPING_H
#define _LINUX_TIMEKEEPING_H

#include <linux/errno.h>
#include <linux/time64.h>
#include <linux/types.h>

enum tk_offsets {
	TK_OFFS_REAL,
	TK_OFFS_BOOT,
	TK_OFFS_TAI,
	TK_OFFS_MAX,
};

void timekeeping_init(void);
void update_wall_time(void);

ktime_t ktime_get(void);
ktime_t ktime_get_with_offset(enum tk_offsets offs);
ktime_t ktime_get_coarse_with_offset(enum tk_offsets offs);
ktime_t ktime_get_coarse(void);
ktime_t ktime_get_raw(void);
u64 ktime_get_mono_fast_ns(void);

void ktime_get_ts64(struct timespec64 *ts);
void ktime_get_real_ts64(struct timespec64 *ts);
void ktime_get_coarse_real_ts64(struct timespec64 *ts);

time64_t ktime_get_real_seconds(void);

void getboottime64(struct timespec64 *ts);
void read_persistent_clock64(struct timespec64 *ts);

static inline ktime_t ktime_get_real(void)
{
	return ktime_get_with_offset(TK_OFFS_REAL);
}

static inline ktime_t ktime_get_boottime(void)
{
	return ktime_get_with_offset(TK_OFFS_BOOT);
}

static inline ktime_t ktime_get_clocktai(void)
{
	return ktime_get_with_offset(TK_OFFS_TAI);
}

static inline ktime_t ktime_get_coarse_real(void)
{
	return ktime_get_coarse_with_offset(TK_OFFS_REAL);
}

static inline u64 ktime_get_ns(void)
{
	return ktime_get();
}

static inline u64 ktime_get_real_ns(void)
{
	return ktime_get_real();
}

static inline u64 ktime_get_boottime_ns(void)
{
	return ktime_get_boottime();
}
#define ktime_get_boot_ns()	ktime_get_boottime_ns()

static inline u64 ktime_get_raw_ns(void)
{
	return ktime_get_raw();
}

/* Names of 4.17 and before. */
#define get_seconds()			((unsigned long)ktime_get_real_seconds())

/* For kernel/time and arch: */
int timekeeping_inject_offset(const struct timespec64 *ts);
u64 timekeeping_max_deferment(void);
ktime_t ktime_get_update_offsets_now(unsigned int *cwsseq, ktime_t *offs_real,
				     ktime_t *offs_boot, ktime_t *offs_tai);

#endif /* _LINUX_TIMEKEEPING_H */
