/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pid.h - struct pid: what a number in a pid namespace stands for
 *
 * Mirrors: Linux 4.1 include/linux/pid.h.
 */
#ifndef _LINUX_PID_H
#define _LINUX_PID_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/types.h>

struct pid_namespace;
struct task_struct;

enum pid_type {
	PIDTYPE_PID,
	PIDTYPE_PGID,
	PIDTYPE_SID,
	PIDTYPE_MAX
};

/*
 * Why there is a struct pid.  Keeping a bare number (a terminal's foreground
 * group, the owner of a file's signals) is wrong: the process may die and a
 * stranger get the number.  Keeping a task_struct alive for it costs 10 KiB.
 * A struct pid is small, means one process (group, session) for ever, and
 * simply has no tasks any more once that is gone.
 */

/* The number in one namespace; found through pid_hash by (nr, ns). */
struct upid {
	int			nr;		/* [I] */
	struct pid_namespace	*ns;		/* [I] */
	struct hlist_node	pid_chain;	/* pidmap_lock; RCU readers */
};

/*
 * numbers[0] is the number in init_pid_ns, numbers[level] the one in the
 * namespace of birth.  The array has level + 1 elements.
 */
struct pid {
	atomic_t		count;		/* [a] */
	unsigned int		level;		/* [I] */
	struct hlist_head	tasks[PIDTYPE_MAX]; /* tasklist_lock; RCU */
	struct rcu_head		rcu;
	struct upid		numbers[1];
};

extern struct pid init_struct_pid;

/* A task's membership in the list of a pid. */
struct pid_link {
	struct hlist_node	node;
	struct pid		*pid;
};

static inline struct pid *get_pid(struct pid *pid)
{
	if (pid)
		atomic_inc(&pid->count);
	return pid;
}

void put_pid(struct pid *pid);
struct task_struct *pid_task(struct pid *pid, enum pid_type type);
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type);
struct pid *get_task_pid(struct task_struct *task, enum pid_type type);

/* tasklist_lock is held for writing. */
void attach_pid(struct task_struct *task, enum pid_type type);
void detach_pid(struct task_struct *task, enum pid_type type);
void change_pid(struct task_struct *task, enum pid_type type,
		struct pid *pid);
void transfer_pid(struct task_struct *old, struct task_struct *new,
		  enum pid_type type);

/* rcu_read_lock() is held; the result is not pinned. */
struct pid *find_pid_ns(int nr, struct pid_namespace *ns);
struct pid *find_vpid(int nr);

struct pid *find_get_pid(int nr);
struct pid *find_ge_pid(int nr, struct pid_namespace *ns);
int next_pidmap(struct pid_namespace *pid_ns, unsigned int last);

struct pid *alloc_pid(struct pid_namespace *ns);
void free_pid(struct pid *pid);
void disable_pid_allocation(struct pid_namespace *ns);

extern int pid_max;
extern int pid_max_min;
extern int pid_max_max;

/* The namespace @pid was born in. */
static inline struct pid_namespace *ns_of_pid(struct pid *pid)
{
	return pid ? pid->numbers[pid->level].ns : NULL;
}

/* Is it number 1 of its namespace? */
static inline bool is_child_reaper(struct pid *pid)
{
	return pid->numbers[pid->level].nr == 1;
}

/* The number as init_pid_ns sees it. */
static inline pid_t pid_nr(struct pid *pid)
{
	return pid ? pid->numbers[0].nr : 0;
}

pid_t pid_nr_ns(struct pid *pid, struct pid_namespace *ns);
pid_t pid_vnr(struct pid *pid);

/* An idle task is number 0 and on no list. */
static inline void init_idle_pids(struct pid_link *links)
{
	enum pid_type type;

	for (type = PIDTYPE_PID; type < PIDTYPE_MAX; ++type) {
		INIT_HLIST_NODE(&links[type].node);
		links[type].pid = &init_struct_pid;
	}
}

void pidhash_init(void);
void pidmap_init(void);

#define do_each_pid_task(pid, type, task)				\
	do {								\
		if ((pid) != NULL)					\
			hlist_for_each_entry_rcu((task),		\
				&(pid)->tasks[type], pids[type].node) {

/* A pid has one task as PIDTYPE_PID: `break` ends the walk, both loops. */
#define while_each_pid_task(pid, type, task)				\
				if (type == PIDTYPE_PID)		\
					break;				\
			}						\
	} while (0)

#define do_each_pid_thread(pid, type, task)				\
	do_each_pid_task(pid, type, task) {				\
		struct task_struct *tg___ = task;			\
		for_each_thread(tg___, task) {

#define while_each_pid_thread(pid, type, task)				\
		}							\
		task = tg___;						\
	} while_each_pid_task(pid, type, task)

#endif /* _LINUX_PID_H */
