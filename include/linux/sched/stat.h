/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/sched/stat.h - counts for /proc.  Mirrors: Linux 4.x. */
#ifndef _LINUX_SCHED_STAT_H
#define _LINUX_SCHED_STAT_H

#include <linux/types.h>

/* kernel/fork.c */
extern unsigned long total_forks;
extern int nr_threads;			/* tasklist_lock */
int nr_processes(void);

/* kernel/sched/core.c: sums over all CPUs, each read without a lock. */
unsigned long nr_running(void);
unsigned long nr_iowait(void);
unsigned long nr_iowait_cpu(int cpu);
unsigned long long nr_context_switches(void);

#endif /* _LINUX_SCHED_STAT_H */
