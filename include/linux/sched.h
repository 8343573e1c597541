/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched.h - struct task_struct, and what the scheduler offers to all
 *
 * A task_struct is everything the kernel knows about one thread.  It is one
 * struct, without conditional parts, so that every file (and gdb) sees the
 * same layout.  Fields stand in groups, one group for each subsystem that
 * owns them.
 *
 * Mirrors: Linux 4.x include/linux/sched.h (field names of 4.1 where a
 * later 4.x moved them: pids[], state, cpus_allowed).
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <uapi/linux/sched.h>

#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/linkage.h>
#include <linux/list.h>
#include <linux/lockdep_types.h>
#include <linux/pid.h>
#include <linux/rbtree.h>
#include <linux/restart_block.h>
#include <linux/signal_types.h>
#include <linux/spinlock.h>
#include <linux/task_io_accounting.h>
#include <linux/thread_info.h>
#include <linux/time64.h>

#include <asm/current.h>
#include <asm/processor.h>

struct blk_plug;
struct bio_list;
struct cred;
struct css_set;
struct files_struct;
struct fs_struct;
struct io_context;
struct mm_struct;
struct nameidata;
struct nsproxy;
struct pipe_inode_info;
struct reclaim_state;
struct robust_list_head;
struct rq;
struct sched_attr;
struct sched_class;
struct sched_param;
struct sighand_struct;
struct signal_struct;
struct vm_area_struct;
struct vm_struct;

/* Task states, task->state.  Bits, so that wake-ups take a mask. */
#define TASK_RUNNING		0x0000
#define TASK_INTERRUPTIBLE	0x0001
#define TASK_UNINTERRUPTIBLE	0x0002
#define __TASK_STOPPED		0x0004
#define __TASK_TRACED		0x0008
/* task->exit_state */
#define EXIT_DEAD		0x0010
#define EXIT_ZOMBIE		0x0020
#define EXIT_TRACE		(EXIT_ZOMBIE | EXIT_DEAD)
/* task->state again */
#define TASK_PARKED		0x0040
#define TASK_DEAD		0x0080
#define TASK_WAKEKILL		0x0100
#define TASK_WAKING		0x0200
#define TASK_NOLOAD		0x0400
#define TASK_NEW		0x0800
#define TASK_STATE_MAX		0x1000

#define TASK_KILLABLE		(TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_STOPPED		(TASK_WAKEKILL | __TASK_STOPPED)
#define TASK_TRACED		(TASK_WAKEKILL | __TASK_TRACED)
#define TASK_IDLE		(TASK_UNINTERRUPTIBLE | TASK_NOLOAD)

#define TASK_NORMAL		(TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_ALL		(TASK_NORMAL | __TASK_STOPPED | __TASK_TRACED)

/* What /proc/PID/stat and status tell apart. */
#define TASK_REPORT		(TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE | \
				 __TASK_STOPPED | __TASK_TRACED | \
				 EXIT_DEAD | EXIT_ZOMBIE | TASK_PARKED)
#define TASK_REPORT_IDLE	0x0080		/* follows TASK_REPORT */
#define TASK_REPORT_MAX		(TASK_REPORT_IDLE << 1)

#define task_is_traced(task)	(((task)->state & __TASK_TRACED) != 0)
#define task_is_stopped(task)	(((task)->state & __TASK_STOPPED) != 0)
#define task_is_stopped_or_traced(task) \
	(((task)->state & (__TASK_STOPPED | __TASK_TRACED)) != 0)
#define task_contributes_to_load(task) \
	(((task)->state & TASK_UNINTERRUPTIBLE) != 0 && \
	 ((task)->state & TASK_NOLOAD) == 0)

/*
 * A task that is about to sleep sets its state first and then looks at the
 * condition it waits for; the barrier in set_current_state() orders the two
 * against the waker's "make true, then wake".
 */
#define __set_current_state(state_value) \
	WRITE_ONCE(current->state, (state_value))
#define set_current_state(state_value) \
	smp_store_mb(current->state, (state_value))

/*
 * For states that nobody waits out of with a condition loop (stopped, traced,
 * dead): pi_lock keeps a wake-up that was meant for an earlier sleep from
 * overwriting the state.
 */
#define set_special_state(state_value)					\
do {									\
	unsigned long __flags;						\
									\
	raw_spin_lock_irqsave(&current->pi_lock, __flags);		\
	WRITE_ONCE(current->state, (state_value));			\
	raw_spin_unlock_irqrestore(&current->pi_lock, __flags);		\
} while (0)

#define TASK_COMM_LEN		16

/* Values of task->on_rq. */
#define TASK_ON_RQ_QUEUED	1
#define TASK_ON_RQ_MIGRATING	2

/* task->flags: written by the task itself only, read by anybody. */
#define PF_IDLE			0x00000002	/* an idle thread */
#define PF_EXITING		0x00000004	/* in do_exit() */
#define PF_EXITPIDONE		0x00000008	/* futex cleanup is over */
#define PF_WQ_WORKER		0x00000020	/* a workqueue worker */
#define PF_FORKNOEXEC		0x00000040	/* forked, not yet exec'ed */
#define PF_SUPERPRIV		0x00000100	/* used a capability */
#define PF_DUMPCORE		0x00000200	/* dumped core */
#define PF_SIGNALED		0x00000400	/* killed by a signal */
#define PF_MEMALLOC		0x00000800	/* may use the reserves */
#define PF_NPROC_EXCEEDED	0x00001000	/* setuid went past NPROC */
#define PF_USED_MATH		0x00002000	/* the FPU state is valid */
#define PF_NOFREEZE		0x00008000	/* must not be frozen */
#define PF_FROZEN		0x00010000
#define PF_KSWAPD		0x00020000	/* I am kswapd */
#define PF_MEMALLOC_NOFS	0x00040000	/* allocations imply NOFS */
#define PF_MEMALLOC_NOIO	0x00080000	/* allocations imply NOIO */
#define PF_LESS_THROTTLE	0x00100000
#define PF_KTHREAD		0x00200000	/* a kernel thread */
#define PF_RANDOMIZE		0x00400000	/* randomised address space */
#define PF_SWAPWRITE		0x00800000
#define PF_NO_SETAFFINITY	0x04000000	/* user may not move it */
#define PF_FREEZER_SKIP		0x40000000

/* task->atomic_flags: bit numbers, anybody may set them. */
#define PFA_NO_NEW_PRIVS	0

/* Weight of an entity and its inverse (2^32 / weight). */
struct load_weight {
	unsigned long		weight;
	u32			inv_weight;
};

/* One runnable thing of the fair class; all fields [q]. */
struct sched_entity {
	struct load_weight	load;
	struct rb_node		run_node;
	unsigned int		on_rq;
	u64			exec_start;		/* ns */
	u64			sum_exec_runtime;	/* ns */
	u64			vruntime;		/* weighted ns */
	u64			prev_sum_exec_runtime;	/* ns */
	u64			nr_migrations;
};

/* One runnable thing of the real-time class; all fields [q]. */
struct sched_rt_entity {
	struct list_head	run_list;
	unsigned int		time_slice;		/* ticks left, RR */
	unsigned short		on_rq;
};

/* CPU time so far, ns, as the POSIX CPU timers want it. */
struct task_cputime {
	u64			utime;
	u64			stime;
	unsigned long long	sum_exec_runtime;
};

/* Last utime/stime told to user space: they must never go back. */
struct prev_cputime {
	u64			utime;		/* [lock] */
	u64			stime;		/* [lock] */
	raw_spinlock_t		lock;
};

/*
 * Locking letters:
 *   [I] set before the task is visible, then immutable
 *   [C] the task itself only
 *   [q] lock of the run queue the task is on (task_rq_lock())
 *   [p] pi_lock      [pq] written under both, read under either
 *   [t] task_lock(): alloc_lock
 *   [T] tasklist_lock for writing; for reading it or rcu_read_lock()
 *   [s] sighand->siglock
 *   [a] atomic       [r] RCU pointer, writer named beside
 */
struct task_struct {
	/* arch/x86/entry: thread_info is first, entry code relies on it. */
	struct thread_info	thread_info;

	/* kernel/sched: state and identity on the run queue. */
	volatile long		state;		/* [p] TASK_*, self may set */
	void			*stack;		/* [I] lowest address */
	atomic_t		usage;		/* [a] */
	unsigned int		flags;		/* [C] PF_* */
	unsigned long		atomic_flags;	/* [a] PFA_* */
	int			on_cpu;		/* [q] 1 while it has a CPU */
	unsigned int		cpu;		/* [pq] where it runs */
	int			wake_cpu;	/* [pq] */
	int			on_rq;		/* [q] TASK_ON_RQ_* */
	int			prio;		/* [pq] */
	int			static_prio;	/* [pq] from nice */
	int			normal_prio;	/* [pq] */
	unsigned int		rt_priority;	/* [pq] 1..99, 0: fair */
	unsigned int		policy;		/* [pq] SCHED_* */
	const struct sched_class *sched_class;	/* [pq] */
	struct sched_entity	se;		/* [q] */
	struct sched_rt_entity	rt;		/* [q] */
	int			nr_cpus_allowed; /* [pq] */
	cpumask_t		cpus_allowed;	/* [pq] */
	unsigned int		sched_reset_on_fork:1;		/* [pq] */
	unsigned int		sched_contributes_to_load:1;	/* [q] */
	unsigned int		:0;		/* others write below */
	unsigned int		in_execve:1;	/* [C] */
	unsigned int		in_iowait:1;	/* [C] */
	struct list_head	tasks;		/* [T] leaders only */

	/* mm/ */
	struct mm_struct	*mm;		/* [t] NULL: kernel thread */
	struct mm_struct	*active_mm;	/* [C] */
	unsigned int		pagefault_disabled;	/* [C] */
	struct reclaim_state	*reclaim_state;	/* [C] */
	unsigned long		min_flt;	/* [C] */
	unsigned long		maj_flt;	/* [C] */
	int			nr_dirtied;	/* [C] pages */
	int			nr_dirtied_pause; /* [C] pages */
	unsigned long		dirty_paused_when; /* [C] jiffies */

	/* kernel/exit.c */
	int			exit_state;	/* [T] EXIT_* */
	int			exit_code;
	int			exit_signal;	/* [T] -1: a thread */
	int			pdeath_signal;	/* [C] to me at parent's end */
	unsigned long		jobctl;		/* [s] JOBCTL_* */
	unsigned int		personality;	/* [C] */

	/* kernel/pid.c, kernel/fork.c: names and relatives. */
	pid_t			pid;		/* [I] in init_pid_ns */
	pid_t			tgid;		/* [I] in init_pid_ns */
	struct task_struct	*real_parent;	/* [T] who made me */
	struct task_struct	*parent;	/* [T] who gets my SIGCHLD */
	struct list_head	children;	/* [T] */
	struct list_head	sibling;	/* [T] in parent->children */
	struct task_struct	*group_leader;	/* [T] */
	struct pid_link		pids[PIDTYPE_MAX]; /* [T] */
	struct list_head	thread_group;	/* [T] */
	struct list_head	thread_node;	/* [T] signal->thread_head */
	struct completion	*vfork_done;	/* [t] wakes the vforker */
	int __user		*set_child_tid;	/* CLONE_CHILD_SETTID;
						 * kthreads: struct kthread */
	int __user		*clear_child_tid; /* CLONE_CHILD_CLEARTID */

	/* kernel/ptrace.c */
	unsigned int		ptrace;		/* [T][s] PT_* */
	struct list_head	ptraced;	/* [T] whom I trace */
	struct list_head	ptrace_entry;	/* [T] in tracer's ptraced */
	unsigned long		ptrace_message;	/* [C] */
	siginfo_t		*last_siginfo;	/* [s] */

	/* kernel/time, kernel/sched/cputime.c */
	u64			utime;		/* [C] ns */
	u64			stime;		/* [C] ns */
	struct prev_cputime	prev_cputime;
	unsigned long		nvcsw;		/* [q] slept */
	unsigned long		nivcsw;		/* [q] was preempted */
	u64			start_time;	/* [I] monotonic ns */
	u64			real_start_time; /* [I] boot time ns */
	struct task_cputime	cputime_expires; /* [s] */
	struct list_head	cpu_timers[3];	/* [s] */
	u64			timer_slack_ns;		/* [C] */
	u64			default_timer_slack_ns;	/* [C] */

	/* kernel/cred.c */
	const struct cred __rcu	*real_cred;	/* [r] C: objective */
	const struct cred __rcu	*cred;		/* [r] C: subjective */

	char			comm[TASK_COMM_LEN]; /* [t] without path */

	/* fs/ */
	struct nameidata	*nameidata;	/* [C] */
	struct fs_struct	*fs;		/* [t] */
	struct files_struct	*files;		/* [t] NULL once exiting */
	struct pipe_inode_info	*splice_pipe;	/* [C] cache */
	struct task_io_accounting ioac;		/* [C] */

	/* block/ */
	struct bio_list		*bio_list;	/* [C] */
	struct blk_plug		*plug;		/* [C] */
	struct io_context	*io_context;	/* [t] */
	unsigned short		ioprio;		/* class and level */

	/* kernel/nsproxy.c, kernel/cgroup */
	struct nsproxy		*nsproxy;	/* [t] NULL once exiting */
	struct css_set __rcu	*cgroups;	/* [r] css_set_lock */
	struct list_head	cg_list;	/* css_set_lock */

	/* kernel/signal.c */
	struct signal_struct	*signal;	/* [T] */
	struct sighand_struct	*sighand;	/* [T][s] NULL once released */
	sigset_t		blocked;	/* [s] self writes */
	sigset_t		real_blocked;	/* [s] */
	sigset_t		saved_sigmask;	/* [C] with RESTORE_SIGMASK */
	struct sigpending	pending;	/* [s] */
	unsigned long		sas_ss_sp;	/* [C] */
	size_t			sas_ss_size;	/* [C] */
	unsigned int		sas_ss_flags;	/* [C] */
	struct restart_block	restart_block;	/* [C] */
	struct callback_head	*task_works;	/* [a] */
	u32			parent_exec_id;	/* [T] */
	u32			self_exec_id;	/* [t] */

	/* kernel/futex.c */
	struct robust_list_head __user *robust_list; /* [C] */

	/* locks of this struct */
	spinlock_t		alloc_lock;	/* task_lock() */
	raw_spinlock_t		pi_lock;	/* wake-ups, affinity */

	/* kernel/locking/lockdep.c; the array is empty without DEBUG. */
	int			lockdep_depth;		/* [C] */
	int			lockdep_recursion;	/* [C] */
	struct held_lock	held_locks[MAX_LOCK_DEPTH]; /* [C] */

	/* kernel/fork.c: the end of life. */
	struct rcu_head		rcu;
	struct vm_struct	*stack_vm_area;	/* [I] of ->stack */
	atomic_t		stack_refcount;	/* [a] */

	/* arch/x86: must be last, its size varies. */
	struct thread_struct	thread;
};

extern struct task_struct init_task;
extern struct mm_struct init_mm;
extern rwlock_t tasklist_lock;

#define for_each_process(p) \
	for (p = &init_task; (p = next_task(p)) != &init_task; )
#define next_task(p) \
	list_entry_rcu((p)->tasks.next, struct task_struct, tasks)

/* The kernel stack of @task lies at [stack, stack + THREAD_SIZE). */
static inline void *task_stack_page(const struct task_struct *task)
{
	return task->stack;
}

static inline struct thread_info *task_thread_info(struct task_struct *task)
{
	return &task->thread_info;
}

static inline void set_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	set_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline void clear_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	clear_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline int test_and_set_tsk_thread_flag(struct task_struct *tsk,
					       int flag)
{
	return test_and_set_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline int test_and_clear_tsk_thread_flag(struct task_struct *tsk,
						 int flag)
{
	return test_and_clear_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline int test_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	return test_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline void set_tsk_need_resched(struct task_struct *tsk)
{
	set_tsk_thread_flag(tsk, TIF_NEED_RESCHED);
}

static inline void clear_tsk_need_resched(struct task_struct *tsk)
{
	clear_tsk_thread_flag(tsk, TIF_NEED_RESCHED);
}

static inline int test_tsk_need_resched(struct task_struct *tsk)
{
	return unlikely(test_tsk_thread_flag(tsk, TIF_NEED_RESCHED));
}

static inline bool need_resched(void)
{
	return unlikely(test_thread_flag(TIF_NEED_RESCHED));
}

static inline unsigned int task_cpu(const struct task_struct *p)
{
	return READ_ONCE(p->cpu);
}

static inline bool is_idle_task(const struct task_struct *p)
{
	return !!(p->flags & PF_IDLE);
}

static inline bool task_no_new_privs(struct task_struct *p)
{
	return test_bit(PFA_NO_NEW_PRIVS, &p->atomic_flags);
}

static inline void task_set_no_new_privs(struct task_struct *p)
{
	set_bit(PFA_NO_NEW_PRIVS, &p->atomic_flags);
}

/* PF_* that a caller may save with memalloc_nofs_save() and the like. */
static inline void current_restore_flags(unsigned long orig_flags,
					 unsigned long flags)
{
	current->flags &= ~flags;
	current->flags |= orig_flags & flags;
}

/* Numbers of a task; see kernel/pid.c for whose view each one gives. */
static inline struct pid *task_pid(struct task_struct *task)
{
	return task->pids[PIDTYPE_PID].pid;
}

static inline struct pid *task_tgid(struct task_struct *task)
{
	return task->group_leader->pids[PIDTYPE_PID].pid;
}

/* tasklist_lock or RCU must be held: these two change with setsid(). */
static inline struct pid *task_pgrp(struct task_struct *task)
{
	return task->group_leader->pids[PIDTYPE_PGID].pid;
}

static inline struct pid *task_session(struct task_struct *task)
{
	return task->group_leader->pids[PIDTYPE_SID].pid;
}

pid_t __task_pid_nr_ns(struct task_struct *task, enum pid_type type,
		       struct pid_namespace *ns);
pid_t task_tgid_nr_ns(struct task_struct *tsk, struct pid_namespace *ns);
pid_t task_tgid_vnr(struct task_struct *tsk);

static inline pid_t task_pid_nr(struct task_struct *tsk)
{
	return tsk->pid;
}

static inline pid_t task_pid_nr_ns(struct task_struct *tsk,
				   struct pid_namespace *ns)
{
	return __task_pid_nr_ns(tsk, PIDTYPE_PID, ns);
}

static inline pid_t task_pid_vnr(struct task_struct *tsk)
{
	return __task_pid_nr_ns(tsk, PIDTYPE_PID, NULL);
}

static inline pid_t task_tgid_nr(struct task_struct *tsk)
{
	return tsk->tgid;
}

static inline pid_t task_pgrp_nr_ns(struct task_struct *tsk,
				    struct pid_namespace *ns)
{
	return __task_pid_nr_ns(tsk, PIDTYPE_PGID, ns);
}

static inline pid_t task_pgrp_vnr(struct task_struct *tsk)
{
	return __task_pid_nr_ns(tsk, PIDTYPE_PGID, NULL);
}

static inline pid_t task_session_nr_ns(struct task_struct *tsk,
				       struct pid_namespace *ns)
{
	return __task_pid_nr_ns(tsk, PIDTYPE_SID, ns);
}

static inline pid_t task_session_vnr(struct task_struct *tsk)
{
	return __task_pid_nr_ns(tsk, PIDTYPE_SID, NULL);
}

int pid_alive(const struct task_struct *p);
int is_global_init(struct task_struct *tsk);
struct task_struct *find_task_by_vpid(pid_t nr);
struct task_struct *find_task_by_pid_ns(pid_t nr, struct pid_namespace *ns);

unsigned int task_state_index(struct task_struct *tsk);
char task_state_to_char(struct task_struct *tsk);

/* kernel/sched/core.c: set up, in the order of the calls. */
void sched_init(void);
void sched_init_smp(void);

/* kernel/sched/core.c: giving up the CPU. */
void schedule(void);
void schedule_preempt_disabled(void);
extern void (*sched_flush_plug)(struct task_struct *tsk);
asmlinkage void schedule_tail(struct task_struct *prev);
void __noreturn do_task_dead(void);
void yield(void);
int __cond_resched(void);

#define MAX_SCHEDULE_TIMEOUT	LONG_MAX

/* kernel/time/timer.c; @timeout in jiffies. */
long schedule_timeout(long timeout);
long schedule_timeout_interruptible(long timeout);
long schedule_timeout_killable(long timeout);
long schedule_timeout_uninterruptible(long timeout);

long io_schedule_timeout(long timeout);
void io_schedule(void);
int io_schedule_prepare(void);
void io_schedule_finish(int token);

/* Waking up. */
int wake_up_process(struct task_struct *tsk);
int wake_up_state(struct task_struct *tsk, unsigned int state);
void wake_up_new_task(struct task_struct *tsk);
void kick_process(struct task_struct *tsk);
unsigned long wait_task_inactive(struct task_struct *p, long match_state);
void scheduler_ipi(void);
void scheduler_tick(void);

/* Priority, policy, CPUs. */
void set_user_nice(struct task_struct *p, long nice);
int task_prio(const struct task_struct *p);
int task_nice(const struct task_struct *p);
int can_nice(const struct task_struct *p, int nice);
int task_curr(const struct task_struct *p);
void sched_exec(void);
int idle_cpu(int cpu);
struct task_struct *idle_task(int cpu);
int sched_setscheduler(struct task_struct *p, int policy,
		       const struct sched_param *param);
int sched_setscheduler_nocheck(struct task_struct *p, int policy,
			       const struct sched_param *param);
int sched_setattr(struct task_struct *p, const struct sched_attr *attr);
void do_set_cpus_allowed(struct task_struct *p,
			 const struct cpumask *new_mask);
int set_cpus_allowed_ptr(struct task_struct *p,
			 const struct cpumask *new_mask);
long sched_setaffinity(pid_t pid, const struct cpumask *new_mask);
long sched_getaffinity(pid_t pid, struct cpumask *mask);

void set_task_comm(struct task_struct *tsk, const char *from);
char *get_task_comm(char *to, struct task_struct *tsk);

/**
 * cond_resched() - let others run inside a long loop
 *
 * Context: process context, no spinlock held.
 * Return: 1 when it scheduled.
 */
#define cond_resched() ({			\
	might_sleep();				\
	unlikely(need_resched()) ? __cond_resched() : 0;	\
})

/* Idle loop says: "set TIF_NEED_RESCHED, I poll it; send no IPI". */
static inline void __current_set_polling(void)
{
	set_thread_flag(TIF_POLLING_NRFLAG);
}

static inline void __current_clr_polling(void)
{
	clear_thread_flag(TIF_POLLING_NRFLAG);
}

#endif /* _LINUX_SCHED_H */
