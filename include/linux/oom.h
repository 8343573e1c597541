/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/oom.h - what happens when no page is left
 */
#ifndef _LINUX_OOM_H
#define _LINUX_OOM_H

#include <linux/types.h>
#include <linux/sched.h>
#include <uapi/linux/oom.h>

struct notifier_block;

/*
 * The allocation that failed, as out_of_memory() needs to know it.
 */
struct oom_control {
	gfp_t	gfp_mask;	/* of the failed allocation */
	int	order;		/* of the failed allocation; -1: by sysrq */
};

extern int sysctl_panic_on_oom;			/* 0, 1, 2 */
extern int sysctl_oom_kill_allocating_task;
extern int sysctl_oom_dump_tasks;

unsigned long oom_badness(struct task_struct *p, unsigned long totalpages);
bool out_of_memory(struct oom_control *oc);
void pagefault_out_of_memory(void);
bool alloc_pages_oom(gfp_t gfp_mask, unsigned int order);
void mark_oom_victim(struct task_struct *tsk);
void exit_oom_victim(struct task_struct *tsk);
struct task_struct *find_lock_task_mm(struct task_struct *p);

#endif /* _LINUX_OOM_H */
