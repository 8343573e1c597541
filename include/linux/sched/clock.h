/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/clock.h - nanoseconds since boot, fast, monotonic per CPU
 *
 * Mirrors: Linux 4.x include/linux/sched/clock.h.
 */
#ifndef _LINUX_SCHED_CLOCK_H
#define _LINUX_SCHED_CLOCK_H

#include <linux/types.h>

/* arch/x86/kernel/tsc.c; any context. */
unsigned long long notrace sched_clock(void);

static inline u64 local_clock(void)
{
	return sched_clock();
}

static inline u64 cpu_clock(int cpu)
{
	(void)cpu;
	return sched_clock();
}

static inline u64 sched_clock_cpu(int cpu)
{
	return cpu_clock(cpu);
}

#endif /* _LINUX_SCHED_CLOCK_H */
