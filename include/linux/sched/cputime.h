/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/cputime.h - how much CPU time a task, a group, a CPU has used
 *
 * The tick says in which mode it found a task (utime, stime); the scheduler
 * knows exactly for how long it ran (sum_exec_runtime).  The _adjusted
 * functions scale the former so that they sum up to the latter.
 *
 * Mirrors: Linux 4.11+ include/linux/sched/cputime.h; all in ns.
 */
#ifndef _LINUX_SCHED_CPUTIME_H
#define _LINUX_SCHED_CPUTIME_H

#include <linux/sched.h>

void account_process_tick(struct task_struct *p, int user_tick);

void task_cputime(struct task_struct *t, u64 *utime, u64 *stime);
void task_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st);
void thread_group_cputime(struct task_struct *tsk,
			  struct task_cputime *times);
void thread_group_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st);
unsigned long long task_sched_runtime(struct task_struct *task);

static inline void prev_cputime_init(struct prev_cputime *prev)
{
	prev->utime = 0;
	prev->stime = 0;
	raw_spin_lock_init(&prev->lock);
}

#endif /* _LINUX_SCHED_CPUTIME_H */
