/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/task.h - the life of a task_struct
 *
 * Mirrors: Linux 4.11+ include/linux/sched/task.h.
 */
#ifndef _LINUX_SCHED_TASK_H
#define _LINUX_SCHED_TASK_H

#include <linux/sched.h>

struct rusage;
union thread_union;

/* kernel/sched/core.c, called by fork, exec and exit. */
int sched_fork(unsigned long clone_flags, struct task_struct *p);
void init_idle(struct task_struct *idle, int cpu);
void __noreturn do_task_dead(void);

/* kernel/fork.c */
void fork_init(void);
void proc_caches_init(void);
void release_task(struct task_struct *p);
long _do_fork(unsigned long clone_flags, unsigned long stack_start,
	      unsigned long stack_size, int __user *parent_tidptr,
	      int __user *child_tidptr, unsigned long tls);
struct task_struct *fork_idle(int cpu);
pid_t kernel_thread(int (*fn)(void *), void *arg, unsigned long flags);
void free_task(struct task_struct *tsk);
void __put_task_struct(struct task_struct *t);
void put_task_stack(struct task_struct *tsk);

/* kernel/exit.c */
void __noreturn do_exit(long code);
void __noreturn do_group_exit(int exit_code);
long kernel_wait4(pid_t upid, int __user *stat_addr, int options,
		  struct rusage *ru);

static inline void get_task_struct(struct task_struct *t)
{
	atomic_inc(&t->usage);
}

static inline void put_task_struct(struct task_struct *t)
{
	if (atomic_dec_and_test(&t->usage))
		__put_task_struct(t);
}

/* The caller keeps the task_struct; NULL when the stack is gone already. */
static inline void *try_get_task_stack(struct task_struct *tsk)
{
	return atomic_inc_not_zero(&tsk->stack_refcount) ? tsk->stack : NULL;
}

/*
 * task_lock() guards ->fs, ->files, ->mm, ->nsproxy, ->comm, ->vfork_done
 * against change by the owner while others look.  Nests inside a
 * read-held tasklist_lock, never together with a write-held one.
 */
static inline void task_lock(struct task_struct *p)
{
	spin_lock(&p->alloc_lock);
}

static inline void task_unlock(struct task_struct *p)
{
	spin_unlock(&p->alloc_lock);
}

#endif /* _LINUX_SCHED_TASK_H */
