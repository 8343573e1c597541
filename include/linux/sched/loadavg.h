/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/loadavg.h - the three figures of /proc/loadavg
 *
 * Mirrors: Linux 4.x include/linux/sched/loadavg.h.
 */
#ifndef _LINUX_SCHED_LOADAVG_H
#define _LINUX_SCHED_LOADAVG_H

#include <linux/jiffies.h>

/* Fixed point: 11 bits behind the point. */
#define FSHIFT		11
#define FIXED_1		(1 << FSHIFT)
#define LOAD_FREQ	(5 * HZ + 1)	/* jiffies between two looks */
#define EXP_1		1884		/* 1 / exp(5 s / 1 min) */
#define EXP_5		2014		/* 1 / exp(5 s / 5 min) */
#define EXP_15		2037		/* 1 / exp(5 s / 15 min) */

#define LOAD_INT(x)	((x) >> FSHIFT)
#define LOAD_FRAC(x)	LOAD_INT(((x) & (FIXED_1 - 1)) * 100)

extern unsigned long avenrun[];
void get_avenrun(unsigned long *loads, unsigned long offset, int shift);

/* Called where jiffies are counted, @ticks at a time. */
void calc_global_load(unsigned long ticks);

#endif /* _LINUX_SCHED_LOADAVG_H */
