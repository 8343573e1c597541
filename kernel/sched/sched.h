/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel/sched/sched.h - the run queue, and what the scheduler's files share
 *
 * Mirrors: Linux 4.x kernel/sched/sched.h.
 */
#ifndef _KERNEL_SCHED_SCHED_H
#define _KERNEL_SCHED_SCHED_H

#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/prio.h>
#include <linux/sched/rt.h>
#include <linux/smp.h>
#include <linux/stop_machine.h>

#define NICE_0_LOAD		1024UL
#define WEIGHT_IDLEPRIO		3
#define WMULT_IDLEPRIO		1431655765

/* Priority index -1 is the stopper's: before every real-time task. */
#define STOP_PRIO		(-1)
#define RT_QUEUES		(MAX_RT_PRIO + 1)

/* enqueue_task(), dequeue_task() flags */
#define DEQUEUE_SLEEP		0x01	/* it goes to sleep */
#define ENQUEUE_WAKEUP		0x01	/* it has slept */
#define DEQUEUE_SAVE		0x02	/* it comes back at once, changed */
#define ENQUEUE_RESTORE		0x02
#define ENQUEUE_HEAD		0x08	/* before its equals */
#define ENQUEUE_NEW		0x10	/* it never ran */

/* try_to_wake_up(), select_task_rq() flags */
#define WF_SYNC			0x01	/* the waker is about to sleep */
#define WF_FORK			0x02	/* a new task */
#define WF_EXEC			0x04	/* a task that will exec */

/* The fair tasks of a CPU; all fields under rq->lock. */
struct cfs_rq {
	unsigned long		load;		/* sum of weights */
	unsigned int		nr_running;
	u64			min_vruntime;	/* only grows */
	struct rb_root_cached	tasks_timeline;	/* by vruntime; not curr */
	struct sched_entity	*curr;		/* runs now, if it is fair */
	struct sched_entity	*next;		/* would like to be next */
	struct sched_entity	*skip;		/* yielded */
};

/* The real-time tasks of a CPU; all fields under rq->lock. */
struct rt_rq {
	DECLARE_BITMAP(bitmap, RT_QUEUES);	/* queues not empty */
	struct list_head	queue[RT_QUEUES]; /* index: prio + 1 */
	unsigned int		rt_nr_running;
	bool			rt_throttled;	/* used up this period */
	u64			rt_time;	/* ns in this period */
	u64			period_start;	/* ns */
};

/*
 * One per CPU.  [q] the lock, interrupts off   [o] own CPU, interrupts off
 * Two locks: the one at the lower address first (double_lock_balance()).
 */
struct rq {
	raw_spinlock_t		lock;
	unsigned int		nr_running;	/* [q] all classes */
	struct task_struct	*curr;		/* [q] read by anybody */
	struct task_struct	*idle;		/* [I] */
	struct task_struct	*stop;		/* [I] the stopper */
	u64			clock;		/* [q] ns */
	bool			clock_skip_update; /* [q] clock is fresh */
	bool			online;		/* [q] */
	int			cpu;		/* [I] */
	struct mm_struct	*prev_mm;	/* [o] to drop after a switch */
	u64			nr_switches;	/* [q] */
	/* Sum over all CPUs means something: tasks sleep here, wake there. */
	unsigned long		nr_uninterruptible; /* [q] */
	atomic_t		nr_iowait;	/* [a] */
	struct cfs_rq		cfs;
	struct rt_rq		rt;
	unsigned long		next_balance;	/* [o] jiffies */
} ____cacheline_aligned;

DECLARE_PER_CPU(struct rq, runqueues);

#define cpu_rq(cpu)	(&per_cpu(runqueues, (cpu)))
#define this_rq()	this_cpu_ptr(&runqueues)
#define task_rq(p)	cpu_rq(task_cpu(p))
#define cpu_curr(cpu)	(cpu_rq(cpu)->curr)

/*
 * What a scheduling policy is.  All are called under rq->lock, but for
 * select_task_rq and task_fork, which are called under p->pi_lock.  Classes
 * form a list, the more urgent first.
 */
struct sched_class {
	const struct sched_class *next;

	void (*enqueue_task)(struct rq *rq, struct task_struct *p, int flags);
	void (*dequeue_task)(struct rq *rq, struct task_struct *p, int flags);
	void (*yield_task)(struct rq *rq);
	/* @p became runnable: should it take the CPU now? */
	void (*check_preempt_curr)(struct rq *rq, struct task_struct *p,
				   int flags);
	/* Puts @prev back too.  NULL: nothing of this class. */
	struct task_struct *(*pick_next_task)(struct rq *rq,
					      struct task_struct *prev);
	void (*put_prev_task)(struct rq *rq, struct task_struct *p);
	/* The running task was changed by somebody: take it up again. */
	void (*set_curr_task)(struct rq *rq);
	int (*select_task_rq)(struct task_struct *p, int prev_cpu,
			      int wake_flags);
	void (*migrate_task_rq)(struct task_struct *p, int new_cpu);
	void (*task_tick)(struct rq *rq, struct task_struct *p);
	void (*task_fork)(struct task_struct *p);
	void (*switched_to)(struct rq *rq, struct task_struct *p);
	void (*prio_changed)(struct rq *rq, struct task_struct *p,
			     int oldprio);
	unsigned int (*get_rr_interval)(struct rq *rq, struct task_struct *p);
	void (*update_curr)(struct rq *rq);
};

extern const struct sched_class rt_sched_class;
extern const struct sched_class fair_sched_class;
extern const struct sched_class idle_sched_class;
#define sched_class_highest	(&rt_sched_class)
#define for_each_class(class) \
	for (class = sched_class_highest; class; class = class->next)

/* One step of nice is 10 % of CPU time: a factor of 1.25 of weight. */
extern const int sched_prio_to_weight[NICE_WIDTH];
extern const u32 sched_prio_to_wmult[NICE_WIDTH];

extern unsigned int sysctl_sched_latency;		/* ns */
extern unsigned int sysctl_sched_min_granularity;	/* ns */
extern unsigned int sysctl_sched_wakeup_granularity;	/* ns */
extern unsigned int sysctl_sched_child_runs_first;
extern bool sched_smp_initialized;

static inline u64 rq_clock(struct rq *rq)
{
	return rq->clock;
}

/* Under rq->lock, at the start of every section that uses the clock. */
static inline void update_rq_clock(struct rq *rq)
{
	if (rq->clock_skip_update)
		rq->clock_skip_update = false;
	else
		rq->clock = sched_clock();
}

static inline int task_current(struct rq *rq, struct task_struct *p)
{
	return rq->curr == p;
}

static inline int task_running(struct rq *rq __maybe_unused,
			       struct task_struct *p)
{
	return p->on_cpu;
}

static inline int task_on_rq_queued(struct task_struct *p)
{
	return p->on_rq == TASK_ON_RQ_QUEUED;
}

static inline int task_on_rq_migrating(struct task_struct *p)
{
	return READ_ONCE(p->on_rq) == TASK_ON_RQ_MIGRATING;
}

static inline bool idle_policy(int policy)
{
	return policy == SCHED_IDLE;
}

static inline bool fair_policy(int policy)
{
	return policy == SCHED_NORMAL || policy == SCHED_BATCH;
}

static inline bool rt_policy(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

static inline void add_nr_running(struct rq *rq, unsigned int count)
{
	rq->nr_running += count;
}

static inline void sub_nr_running(struct rq *rq, unsigned int count)
{
	rq->nr_running -= count;
}

static inline void put_prev_task(struct rq *rq, struct task_struct *prev)
{
	prev->sched_class->put_prev_task(rq, prev);
}

/* For who places tasks, and the balancer: @p now belongs to @cpu. */
static inline void __set_task_cpu(struct task_struct *p, unsigned int cpu)
{
	/*
	 * task_rq_lock() trusts what it reads here: everything written
	 * before (vruntime) must be seen by who sees the new CPU.
	 */
	smp_wmb();
	WRITE_ONCE(p->cpu, cpu);
	p->wake_cpu = cpu;
}

struct rq_flags {
	unsigned long	flags;
};

struct rq *__task_rq_lock(struct task_struct *p) __acquires(rq->lock);
struct rq *task_rq_lock(struct task_struct *p, struct rq_flags *rf);

static inline void __task_rq_unlock(struct rq *rq)
{
	raw_spin_unlock(&rq->lock);
}

static inline void task_rq_unlock(struct rq *rq, struct task_struct *p,
				  struct rq_flags *rf)
{
	raw_spin_unlock(&rq->lock);
	raw_spin_unlock_irqrestore(&p->pi_lock, rf->flags);
}

/* core.c */
void resched_curr(struct rq *rq);
void activate_task(struct rq *rq, struct task_struct *p, int flags);
void deactivate_task(struct rq *rq, struct task_struct *p, int flags);
void check_preempt_curr(struct rq *rq, struct task_struct *p, int flags);
void set_task_cpu(struct task_struct *p, unsigned int cpu);
void set_load_weight(struct task_struct *p);
void enqueue_task(struct rq *rq, struct task_struct *p, int flags);
void dequeue_task(struct rq *rq, struct task_struct *p, int flags);

/* wakeup.c */
int try_to_wake_up(struct task_struct *p, unsigned int state, int wake_flags);
void __sched_fork(struct task_struct *p);

/* prio.c: priority and policy */
int normal_prio(struct task_struct *p);
void sched_set_stop_task(int cpu, struct task_struct *stop);
struct task_struct *find_process_by_pid(pid_t pid);
struct task_struct *get_process_by_pid(pid_t pid);
bool check_same_owner(struct task_struct *p);

/* migrate.c */
int select_task_rq(struct task_struct *p, int cpu, int wake_flags);
void double_rq_lock(struct rq *rq1, struct rq *rq2);
void double_rq_unlock(struct rq *rq1, struct rq *rq2);
int double_lock_balance(struct rq *this_rq, struct rq *busiest);

/* fair.c */
void init_cfs_rq(struct cfs_rq *cfs_rq);
void sched_init_granularity(void);
void init_sched_fair_class(void);
int select_task_rq_fair(struct task_struct *p, int prev_cpu, int wake_flags);

/* balance.c */
int idle_balance(struct rq *this_rq);
void trigger_load_balance(struct rq *rq);

/* rt.c */
void init_rt_rq(struct rt_rq *rt_rq);
void push_rt_tasks(struct rq *rq);
void sched_rt_unthrottle(struct rq *rq);

#endif /* _KERNEL_SCHED_SCHED_H */
