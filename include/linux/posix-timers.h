/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/posix-timers.h - timer_create(2), and the clocks of clock_gettime(2)
 *
 * Mirrors: Linux 4.19 include/linux/posix-timers.h.
 */
#ifndef _LINUX_POSIX_TIMERS_H
#define _LINUX_POSIX_TIMERS_H

#include <linux/hrtimer.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct siginfo;
struct pid;
struct sigqueue;

/*
 * A CPU time clock as clockid_t: ~pid << 3, bit 2 says "thread", bits 0 and
 * 1 what is measured.  CLOCK_PROCESS_CPUTIME_ID and its like are pid 0, the
 * caller.
 */
#define CPUCLOCK_PID(clock)		((pid_t)~((clock) >> 3))
#define CPUCLOCK_PERTHREAD(clock)	(((clock) & (clockid_t)4) != 0)
#define CPUCLOCK_WHICH(clock)		((clock) & (clockid_t)3)
#define CPUCLOCK_PROF			0	/* utime + stime */
#define CPUCLOCK_VIRT			1	/* utime */
#define CPUCLOCK_SCHED			2	/* as the scheduler counts */
#define CPUCLOCK_MAX			3
#define CPUCLOCK_PERTHREAD_MASK		4

/* The earliest expiry of each, in a struct task_cputime; 0: none. */
#define prof_exp			stime
#define virt_exp			utime
#define sched_exp			sum_exec_runtime

static inline clockid_t make_process_cpuclock(pid_t pid, clockid_t clock)
{
	return (~(clockid_t)pid << 3) | clock;
}

static inline clockid_t make_thread_cpuclock(pid_t tid, clockid_t clock)
{
	return make_process_cpuclock(tid, clock | CPUCLOCK_PERTHREAD_MASK);
}

/* A timer on CPU time, in task->cpu_timers or signal->cpu_timers. */
struct cpu_timer_list {
	struct list_head	entry;		/* siglock of the task */
	u64			expires;	/* it_lock; ns of CPU time */
	u64			incr;		/* it_lock */
	struct task_struct	*task;		/* it_lock; counted */
	int			firing;		/* it_lock, siglock; -1: off */
};

#define REQUEUE_PENDING		1

/*
 * One POSIX timer.
 * [I] immutable   [l] it_lock   [s] siglock of it_signal   [h] hash lock
 */
struct k_itimer {
	struct list_head	list;		/* [s] in posix_timers */
	struct hlist_node	t_hash;		/* [h] RCU */
	spinlock_t		it_lock;
	const struct k_clock	*kclock;	/* [I] */
	clockid_t		it_clock;	/* [I] */
	timer_t			it_id;		/* [I] */
	int			it_active;	/* [l] */
	s64			it_overrun;	/* [l] since last signal */
	s64			it_overrun_last; /* [l] told to user space */
	int			it_requeue_pending; /* [l] REQUEUE_PENDING */
	int			it_sigev_notify; /* [I] SIGEV_* */
	ktime_t			it_interval;	/* [l] */
	struct signal_struct	*it_signal;	/* [l] NULL: being deleted */
	struct pid		*it_pid;	/* [I] SIGEV_THREAD_ID, counted */
	struct sigqueue		*sigq;		/* [I] preallocated */
	union {
		struct {
			struct hrtimer	timer;
		} real;
		struct cpu_timer_list	cpu;
	} it;
	struct rcu_head		rcu;
};

/* Called by dequeue_signal() without siglock: a periodic timer goes on. */
void posixtimer_rearm(struct siginfo *info);
int posix_timer_event(struct k_itimer *timr, int si_private);

/* kernel/time/posix-cpu-timers.c */
void run_posix_cpu_timers(struct task_struct *task);
void posix_cpu_timers_init(struct task_struct *p);
void posix_cpu_timers_exit(struct task_struct *task);
void posix_cpu_timers_exit_group(struct task_struct *task);
void set_process_cpu_timer(struct task_struct *task, unsigned int clock_idx,
			   u64 *newval, u64 *oldval);
int update_rlimit_cpu(struct task_struct *task, unsigned long rlim_new);

/* kernel/time/posix-timers.c: a process ends, or execs. */
void exit_itimers(struct signal_struct *sig);

/* kernel/time/itimer.c */
enum hrtimer_restart it_real_fn(struct hrtimer *timer);

#endif /* _LINUX_POSIX_TIMERS_H */
