/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/prio.h - one priority scale for all: smaller runs first
 *
 *	0 .. 99		real time; rt_priority 99 .. 0
 *	100 .. 139	fair; nice -20 .. 19
 *
 * Mirrors: Linux 4.x include/linux/sched/prio.h.
 */
#ifndef _LINUX_SCHED_PRIO_H
#define _LINUX_SCHED_PRIO_H

#define MAX_NICE		19
#define MIN_NICE		-20
#define NICE_WIDTH		(MAX_NICE - MIN_NICE + 1)

#define MAX_USER_RT_PRIO	100
#define MAX_RT_PRIO		MAX_USER_RT_PRIO
#define MAX_PRIO		(MAX_RT_PRIO + NICE_WIDTH)
#define DEFAULT_PRIO		(MAX_RT_PRIO + NICE_WIDTH / 2)

#define NICE_TO_PRIO(nice)	((nice) + DEFAULT_PRIO)
#define PRIO_TO_NICE(prio)	((prio) - DEFAULT_PRIO)

/* nice 19..-20 to 1..40 and back: what getpriority(2) returns. */
static inline long nice_to_rlimit(long nice)
{
	return MAX_NICE - nice + 1;
}

static inline long rlimit_to_nice(long prio)
{
	return MAX_NICE - prio + 1;
}

#endif /* _LINUX_SCHED_PRIO_H */
