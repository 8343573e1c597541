/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/task_work.h - have a task call a function before it returns to user
 * mode
 *
 * Mirrors: Linux 4.x include/linux/task_work.h.
 */
#ifndef _LINUX_TASK_WORK_H
#define _LINUX_TASK_WORK_H

#include <linux/list.h>
#include <linux/sched.h>

typedef void (*task_work_func_t)(struct callback_head *);

static inline void init_task_work(struct callback_head *twork,
				  task_work_func_t func)
{
	twork->func = func;
}

int task_work_add(struct task_struct *task, struct callback_head *twork,
		  bool notify);
void task_work_run(void);
void exit_task_work(struct task_struct *task);

#endif /* _LINUX_TASK_WORK_H */
