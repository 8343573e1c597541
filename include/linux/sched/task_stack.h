/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/sched/task_stack.h - kernel stacks of tasks.  Mirrors: Linux 4.11+. */
#ifndef _LINUX_SCHED_TASK_STACK_H
#define _LINUX_SCHED_TASK_STACK_H

#include <linux/magic.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

/* Lowest usable word: holds STACK_END_MAGIC. */
static inline unsigned long *end_of_stack(const struct task_struct *task)
{
	return task->stack;
}

#define task_stack_end_corrupted(task) \
	(*(end_of_stack(task)) != STACK_END_MAGIC)

void set_task_stack_end_magic(struct task_struct *tsk);

#endif /* _LINUX_SCHED_TASK_STACK_H */
