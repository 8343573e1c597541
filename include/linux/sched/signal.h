/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/signal.h - what the threads of a process share: signals,
 * exit state, resource limits and counts
 *
 * Mirrors: Linux 4.1..4.19 include/linux/sched/signal.h (leader_pid as in
 * 4.1; CPU time in nanoseconds as in 4.11+).
 */
#ifndef _LINUX_SCHED_SIGNAL_H
#define _LINUX_SCHED_SIGNAL_H

#include <linux/hrtimer.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/seqlock.h>
#include <linux/signal.h>
#include <linux/task_io_accounting.h>
#include <linux/wait.h>
#include <uapi/linux/resource.h>

struct user_struct;
struct tty_struct;
struct autogroup;
struct mm_struct;

/*
 * Handlers of a process, shared by CLONE_SIGHAND.  siglock guards more than
 * this struct: every signal field of the tasks that share it, their
 * signal_struct, jobctl and TIF_SIGPENDING.  It is found with
 * lock_task_sighand(), since task->sighand goes away when the task is reaped.
 */
struct sighand_struct {
	atomic_t		count;		/* [a] tasks that share it */
	struct k_sigaction	action[_NSIG];	/* [s] */
	spinlock_t		siglock;
	wait_queue_head_t	signalfd_wqh;	/* own lock, taken under s */
};

/* ITIMER_VIRTUAL and ITIMER_PROF, ns. */
struct cpu_itimer {
	u64			expires;
	u64			incr;
};

/* Sum of the group's CPU time while a CPU timer is armed. */
struct task_cputime_atomic {
	atomic64_t		utime;
	atomic64_t		stime;
	atomic64_t		sum_exec_runtime;
};

struct thread_group_cputimer {
	struct task_cputime_atomic cputime_atomic;
	bool			running;
	bool			checking_timer;
};

/*
 * One per process.  Locking letters:
 *   [I] immutable once visible    [a] atomic
 *   [s] sighand->siglock          [T] tasklist_lock, written under W
 *   [S] stats_lock for both directions, writers also hold s
 *   [l] task_lock(group_leader)   [t] tty's ctrl_lock and s
 */
struct signal_struct {
	atomic_t		sigcnt;		/* [a] references to me */
	atomic_t		live;		/* [a] threads not in do_exit() */
	int			nr_threads;	/* [T][s] */
	struct list_head	thread_head;	/* [T][s] RCU readers */

	wait_queue_head_t	wait_chldexit;	/* for wait4() */

	struct task_struct	*curr_target;	/* [s] next to get a signal */
	struct sigpending	shared_pending;	/* [s] */

	int			group_exit_code; /* [s] */
	int			notify_count;	/* [s] exec waits for so many */
	struct task_struct	*group_exit_task; /* [s] exec or coredump */
	int			group_stop_count; /* [s] still to stop */
	unsigned int		flags;		/* [s] SIGNAL_* */

	unsigned int		is_child_subreaper:1;	/* [T] */
	unsigned int		has_child_subreaper:1;	/* [T] */

	/* kernel/time/posix-timers.c, itimer.c */
	int			posix_timer_id;	/* [s] */
	struct list_head	posix_timers;	/* [s] */
	struct hrtimer		real_timer;	/* ITIMER_REAL */
	struct pid		*leader_pid;	/* [I] */
	ktime_t			it_real_incr;	/* [s] ns */
	struct cpu_itimer	it[2];		/* [s] */
	struct thread_group_cputimer cputimer;	/* [s] running: also [a] */
	struct task_cputime	cputime_expires; /* [s] earliest */
	struct list_head	cpu_timers[3];	/* [s] */

	struct pid		*tty_old_pgrp;	/* [s] */
	int			leader;		/* [T] session leader */
	struct tty_struct	*tty;		/* [t] NULL: none */

	/* Of threads that are gone; live ones are added by the reader. */
	seqlock_t		stats_lock;
	u64			utime, stime, cutime, cstime;	/* [S] ns */
	u64			gtime;			/* [S] ns */
	struct prev_cputime	prev_cputime;
	unsigned long		nvcsw, nivcsw, cnvcsw, cnivcsw;	/* [S] */
	unsigned long		min_flt, maj_flt, cmin_flt, cmaj_flt; /* [S] */
	unsigned long		inblock, oublock, cinblock, coublock; /* [S] */
	unsigned long		maxrss, cmaxrss;		/* [S] pages */
	struct task_io_accounting ioac;				/* [S] */
	unsigned long long	sum_sched_runtime;		/* [S] ns */

	/* Read without lock: one word is never torn. */
	struct rlimit		rlim[RLIM_NLIMITS];		/* [l] */

	bool			oom_flag_origin;	/* [C] */
	short			oom_score_adj;		/* [l] */
	short			oom_score_adj_min;	/* [l] */
	struct mm_struct	*oom_mm;	/* kept by the OOM killer */

	/* exec and ptrace_may_access() exclude each other, also for /proc. */
	struct mutex		cred_guard_mutex;
};

/* signal_struct.flags */
#define SIGNAL_STOP_STOPPED	0x00000001 /* the group stop is complete */
#define SIGNAL_STOP_CONTINUED	0x00000002 /* SIGCONT since WCONTINUED */
#define SIGNAL_GROUP_EXIT	0x00000004 /* the group is exiting */
#define SIGNAL_GROUP_COREDUMP	0x00000008 /* it is dumping core */
/* Notifications for the parent that wait until siglock is free. */
#define SIGNAL_CLD_STOPPED	0x00000010
#define SIGNAL_CLD_CONTINUED	0x00000020
#define SIGNAL_CLD_MASK		(SIGNAL_CLD_STOPPED | SIGNAL_CLD_CONTINUED)
#define SIGNAL_UNKILLABLE	0x00000040 /* init: no fatal SIG_DFL */

#define SIGNAL_STOP_MASK	(SIGNAL_CLD_MASK | SIGNAL_STOP_STOPPED | \
				 SIGNAL_STOP_CONTINUED)

static inline void signal_set_stop_flags(struct signal_struct *sig,
					 unsigned int flags)
{
	WARN_ON(sig->flags & (SIGNAL_GROUP_EXIT | SIGNAL_GROUP_COREDUMP));
	sig->flags = (sig->flags & ~SIGNAL_STOP_MASK) | flags;
}

/* True when the group is exiting, or exec is killing all other threads. */
static inline int signal_group_exit(const struct signal_struct *sig)
{
	return (sig->flags & SIGNAL_GROUP_EXIT) ||
	       (sig->group_exit_task != NULL);
}

/* Special values of the siginfo argument of the sending functions. */
#define SEND_SIG_NOINFO ((struct siginfo *)0)	/* from current, as kill() */
#define SEND_SIG_PRIV	((struct siginfo *)1)	/* from the kernel */
#define SEND_SIG_FORCED	((struct siginfo *)2)	/* ... and not to be stopped */

static inline int is_si_special(const struct siginfo *info)
{
	return (unsigned long)info <= (unsigned long)SEND_SIG_FORCED;
}

void flush_signals(struct task_struct *t);
void ignore_signals(struct task_struct *t);
void flush_signal_handlers(struct task_struct *t, int force_default);
int dequeue_signal(struct task_struct *tsk, sigset_t *mask,
		   siginfo_t *info);

int send_sig_info(int sig, struct siginfo *info, struct task_struct *p);
int force_sigsegv(int sig, struct task_struct *p);
int force_sig_info(int sig, struct siginfo *info, struct task_struct *p);
int force_sig_fault(int sig, int code, void __user *addr,
		    struct task_struct *t);
int group_send_sig_info(int sig, struct siginfo *info, struct task_struct *p);
int do_send_sig_info(int sig, struct siginfo *info, struct task_struct *p,
		     bool group);
int __group_send_sig_info(int sig, struct siginfo *info,
			  struct task_struct *p);
int __kill_pgrp_info(int sig, struct siginfo *info, struct pid *pgrp);
int kill_pid_info(int sig, struct siginfo *info, struct pid *pid);
int kill_proc_info(int sig, struct siginfo *info, pid_t pid);
int kill_pgrp(struct pid *pid, int sig, int priv);
int kill_pid(struct pid *pid, int sig, int priv);
bool do_notify_parent(struct task_struct *tsk, int sig);
void do_notify_parent_cldstop(struct task_struct *tsk, bool for_ptracer,
			      int why);
void __wake_up_parent(struct task_struct *p, struct task_struct *parent);
void force_sig(int sig, struct task_struct *p);
int send_sig(int sig, struct task_struct *p, int priv);
int zap_other_threads(struct task_struct *p);
struct sigqueue *sigqueue_alloc(void);
void sigqueue_free(struct sigqueue *q);
int send_sigqueue(struct sigqueue *q, struct task_struct *p, int group);
int do_sigaction(int sig, struct k_sigaction *act, struct k_sigaction *oact);
void complete_signal(int sig, struct task_struct *p, int group);
bool task_participate_group_stop(struct task_struct *task);
bool task_set_jobctl_pending(struct task_struct *task, unsigned long mask);
void task_clear_jobctl_pending(struct task_struct *task, unsigned long mask);
void flush_sigqueue(struct sigpending *queue);
void flush_itimer_signals(void);
void flush_sigqueue_mask(sigset_t *mask, struct sigpending *s);

void recalc_sigpending_and_wake(struct task_struct *t);
void recalc_sigpending(void);
void signal_wake_up_state(struct task_struct *t, unsigned int state);

/* Context: siglock held.  @resume: also out of TASK_STOPPED and TRACED. */
static inline void signal_wake_up(struct task_struct *t, bool resume)
{
	signal_wake_up_state(t, resume ? TASK_WAKEKILL : 0);
}

static inline void ptrace_signal_wake_up(struct task_struct *t, bool resume)
{
	signal_wake_up_state(t, resume ? __TASK_TRACED : 0);
}

static inline int signal_pending(struct task_struct *p)
{
	return unlikely(test_tsk_thread_flag(p, TIF_SIGPENDING));
}

static inline int __fatal_signal_pending(struct task_struct *p)
{
	return unlikely(sigismember(&p->pending.signal, SIGKILL));
}

static inline int fatal_signal_pending(struct task_struct *p)
{
	return signal_pending(p) && __fatal_signal_pending(p);
}

/* Should a sleep in @state end now? */
static inline int signal_pending_state(long state, struct task_struct *p)
{
	if (!(state & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)))
		return 0;
	if (!signal_pending(p))
		return 0;
	return (state & TASK_INTERRUPTIBLE) || __fatal_signal_pending(p);
}

/* The syscall starts again and must see the signal first: for alloc loops. */
static inline int restart_syscall(void)
{
	set_tsk_thread_flag(current, TIF_SIGPENDING);
	return -ERESTARTNOINTR;
}

/* Which mask was in force before the current sigsuspend()-like call? */
static inline sigset_t *sigmask_to_save(void)
{
	return test_restore_sigmask() ? &current->saved_sigmask
				      : &current->blocked;
}

static inline void restore_saved_sigmask(void)
{
	if (test_and_clear_restore_sigmask())
		__set_current_blocked(&current->saved_sigmask);
}

static inline int kill_cad_pid(int sig, int priv)
{
	extern struct pid *cad_pid;

	return kill_pid(cad_pid, sig, priv);
}

/* Is the user's stack pointer on the alternate stack? */
static inline int __on_sig_stack(unsigned long sp)
{
	return sp > current->sas_ss_sp &&
	       sp - current->sas_ss_sp <= current->sas_ss_size;
}

/* SS_AUTODISARM: the handler runs with sas disabled, so never "on" it. */
static inline int on_sig_stack(unsigned long sp)
{
	if (current->sas_ss_flags & SS_AUTODISARM)
		return 0;
	return __on_sig_stack(sp);
}

static inline int sas_ss_flags(unsigned long sp)
{
	if (!current->sas_ss_size)
		return SS_DISABLE;
	return on_sig_stack(sp) ? SS_ONSTACK : 0;
}

static inline void sas_ss_reset(struct task_struct *p)
{
	p->sas_ss_sp = 0;
	p->sas_ss_size = 0;
	p->sas_ss_flags = SS_DISABLE;
}

/*
 * Walking threads.  All need tasklist_lock or RCU; with siglock held,
 * while_each_thread() from current is safe too.
 */
#define do_each_thread(g, t) \
	for (g = t = &init_task; (g = t = next_task(g)) != &init_task; ) do
#define while_each_thread(g, t) \
	while ((t = next_thread(t)) != g)
#define __for_each_thread(signal, t) \
	list_for_each_entry_rcu(t, &(signal)->thread_head, thread_node)
#define for_each_thread(p, t) \
	__for_each_thread((p)->signal, t)
#define for_each_process_thread(p, t) \
	for_each_process(p) for_each_thread(p, t)

static inline int get_nr_threads(struct task_struct *tsk)
{
	return tsk->signal->nr_threads;
}

static inline bool thread_group_leader(struct task_struct *p)
{
	return p->exit_signal >= 0;
}

static inline bool has_group_leader_pid(struct task_struct *p)
{
	return task_pid(p) == p->signal->leader_pid;
}

static inline bool same_thread_group(struct task_struct *p1,
				     struct task_struct *p2)
{
	return p1->signal == p2->signal;
}

static inline struct task_struct *next_thread(const struct task_struct *p)
{
	return list_entry_rcu(p->thread_group.next, struct task_struct,
			      thread_group);
}

static inline int thread_group_empty(struct task_struct *p)
{
	return list_empty(&p->thread_group);
}

#define delay_group_leader(p) \
	(thread_group_leader(p) && !thread_group_empty(p))

/*
 * Take the siglock of a task that may be exiting.
 * Return: NULL when @tsk is already reaped.
 */
struct sighand_struct *__lock_task_sighand(struct task_struct *tsk,
					   unsigned long *flags);
#define lock_task_sighand(tsk, flags)	__lock_task_sighand(tsk, flags)

static inline void unlock_task_sighand(struct task_struct *tsk,
				       unsigned long *flags)
{
	spin_unlock_irqrestore(&tsk->sighand->siglock, *flags);
}

static inline unsigned long task_rlimit(const struct task_struct *tsk,
					unsigned int limit)
{
	return READ_ONCE(tsk->signal->rlim[limit].rlim_cur);
}

static inline unsigned long rlimit(unsigned int limit)
{
	return task_rlimit(current, limit);
}

/* kernel/exit.c, wait.c */
int is_current_pgrp_orphaned(void);

/* kernel/fork.c */
extern struct kmem_cache *sighand_cachep;
void put_signal_struct(struct signal_struct *sig);
void __cleanup_sighand(struct sighand_struct *sighand);

#endif /* _LINUX_SCHED_SIGNAL_H */
