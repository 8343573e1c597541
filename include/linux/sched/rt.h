/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/sched/rt.h - is it a real-time task?  Mirrors: Linux 4.x. */
#ifndef _LINUX_SCHED_RT_H
#define _LINUX_SCHED_RT_H

#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/sched/prio.h>

#define RR_TIMESLICE		(100 * HZ / 1000)	/* ticks: 100 ms */

static inline int rt_prio(int prio)
{
	return unlikely(prio < MAX_RT_PRIO);
}

static inline int rt_task(const struct task_struct *p)
{
	return rt_prio(p->prio);
}

#endif /* _LINUX_SCHED_RT_H */
