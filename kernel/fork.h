/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel/fork.h - between the three files of fork: fork.c, fork_task.c, fork_mm.c */
#ifndef _KERNEL_FORK_H
#define _KERNEL_FORK_H

#include <linux/percpu.h>

struct kmem_cache;
struct mm_struct;
struct signal_struct;
struct task_struct;

/* fork_task.c: processes made here minus processes reaped here. */
DECLARE_PER_CPU(unsigned long, process_counts);
extern int max_threads;

void complete_vfork_done(struct task_struct *tsk);

/* fork_task.c */
extern struct kmem_cache *signal_cachep;
void free_signal_struct(struct signal_struct *sig);
void fork_task_init(void);
struct task_struct *dup_task_struct(struct task_struct *orig);

/* fork_mm.c */
struct mm_struct *dup_mm(struct task_struct *tsk);

#endif /* _KERNEL_FORK_H */
