/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/workqueue.h - functions run later by a pool of kernel threads
 *
 * A work item is queued once and runs once; queueing it while it waits does
 * nothing, queueing it while it runs makes it run again, afterwards and in
 * the same worker's turn: it is never run by two workers at a time.
 *
 * Mirrors: Linux 4.x include/linux/workqueue.h.
 */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/timer.h>

struct task_struct;
struct workqueue_struct;
struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);
void delayed_work_timer_fn(struct timer_list *t);

/*
 * work->data: WORK_STRUCT_PENDING in bit 0 belongs to whoever set it.  The
 * rest: with WORK_STRUCT_PWQ the pool_workqueue it is queued on, without it
 * the number of the pool it last ran on, shifted by WORK_OFFQ_POOL_SHIFT.
 */
#define WORK_STRUCT_PENDING_BIT	0
#define WORK_STRUCT_DELAYED_BIT	1	/* waits for max_active */
#define WORK_STRUCT_PWQ_BIT	2
#define WORK_STRUCT_LINKED_BIT	3	/* the next item belongs to it */
#define WORK_STRUCT_COLOR_BIT	4	/* with PWQ: flush colour */
#define WORK_OFFQ_CANCELING_BIT	4	/* without: being cancelled */
#define WORK_STRUCT_PENDING	(1UL << WORK_STRUCT_PENDING_BIT)
#define WORK_STRUCT_DELAYED	(1UL << WORK_STRUCT_DELAYED_BIT)
#define WORK_STRUCT_PWQ		(1UL << WORK_STRUCT_PWQ_BIT)
#define WORK_STRUCT_LINKED	(1UL << WORK_STRUCT_LINKED_BIT)
#define WORK_STRUCT_COLOR	(1UL << WORK_STRUCT_COLOR_BIT)
#define WORK_OFFQ_CANCELING	(1UL << WORK_OFFQ_CANCELING_BIT)
#define WORK_STRUCT_FLAG_BITS	5
#define WORK_STRUCT_FLAG_MASK	((1UL << WORK_STRUCT_FLAG_BITS) - 1)
#define WORK_OFFQ_POOL_SHIFT	WORK_STRUCT_FLAG_BITS
#define WORK_OFFQ_POOL_NONE	(LONG_MAX >> WORK_OFFQ_POOL_SHIFT)
#define WORK_STRUCT_NO_POOL \
	((unsigned long)WORK_OFFQ_POOL_NONE << WORK_OFFQ_POOL_SHIFT)

#define WORK_CPU_UNBOUND	NR_CPUS

struct work_struct {
	atomic_long_t		data;
	struct list_head	entry;		/* pool->lock */
	work_func_t		func;
	struct lockdep_map	lockdep_map;
};

struct delayed_work {
	struct work_struct	work;
	struct timer_list	timer;
	struct workqueue_struct	*wq;		/* where the timer queues it */
	int			cpu;
};

/* Runs after a grace period. */
static inline struct delayed_work *to_delayed_work(struct work_struct *work)
{
	return container_of(work, struct delayed_work, work);
}

#ifdef CONFIG_LOCKDEP
#define __WORK_INIT_LOCKDEP_MAP(n, k) \
	.lockdep_map = STATIC_LOCKDEP_MAP_INIT(n, k),
#else
#define __WORK_INIT_LOCKDEP_MAP(n, k)
#endif

#define __WORK_INITIALIZER(n, f) {					\
	.data = ATOMIC_LONG_INIT(WORK_STRUCT_NO_POOL),			\
	.entry = { &(n).entry, &(n).entry },				\
	.func = (f),							\
	__WORK_INIT_LOCKDEP_MAP(#n, &(n))				\
}
#define __DELAYED_WORK_INITIALIZER(n, f, tflags) {			\
	.work = __WORK_INITIALIZER((n).work, (f)),			\
	.timer = __TIMER_INITIALIZER(delayed_work_timer_fn,		\
				     (tflags) | TIMER_IRQSAFE),		\
}

#define DECLARE_WORK(n, f) \
	struct work_struct n = __WORK_INITIALIZER(n, f)
#define DECLARE_DELAYED_WORK(n, f) \
	struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, 0)

#define INIT_WORK(_work, _func)						\
do {									\
	static struct lock_class_key __key;				\
									\
	lockdep_init_map(&(_work)->lockdep_map,				\
			 "(work_completion)" #_work, &__key, 0);	\
	atomic_long_set(&(_work)->data, WORK_STRUCT_NO_POOL);		\
	INIT_LIST_HEAD(&(_work)->entry);				\
	(_work)->func = (_func);					\
} while (0)
#define INIT_WORK_ONSTACK(_work, _func)	INIT_WORK(_work, _func)

#define __INIT_DELAYED_WORK(_work, _func, _tflags)			\
do {									\
	INIT_WORK(&(_work)->work, (_func));				\
	timer_setup(&(_work)->timer, delayed_work_timer_fn,		\
		    (_tflags) | TIMER_IRQSAFE);				\
} while (0)
#define INIT_DELAYED_WORK(_work, _func)	__INIT_DELAYED_WORK(_work, _func, 0)
#define INIT_DELAYED_WORK_ONSTACK(_work, _func) \
	__INIT_DELAYED_WORK(_work, _func, 0)
#define destroy_work_on_stack(work)		do { } while (0)
#define destroy_delayed_work_on_stack(work)	do { } while (0)

#define work_pending(work) \
	test_bit(WORK_STRUCT_PENDING_BIT, (unsigned long *)&(work)->data)
#define delayed_work_pending(w)	work_pending(&(w)->work)

/* alloc_workqueue() flags */
enum {
	WQ_UNBOUND		= 1 << 1,  /* not bound to the queueing CPU */
	WQ_MEM_RECLAIM		= 1 << 3,  /* reclaim waits for it: rescuer */
	WQ_HIGHPRI		= 1 << 4,  /* workers at nice -20 */
	__WQ_ORDERED		= 1 << 17, /* one at a time, in order */

	WQ_MAX_ACTIVE		= 512,
	WQ_DFL_ACTIVE		= WQ_MAX_ACTIVE / 2,
};

extern struct workqueue_struct *system_wq;
extern struct workqueue_struct *system_highpri_wq;
extern struct workqueue_struct *system_long_wq;
extern struct workqueue_struct *system_unbound_wq;

__printf(1, 4)
struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags,
					 int max_active, ...);
#define alloc_ordered_workqueue(fmt, flags, args...) \
	alloc_workqueue(fmt, WQ_UNBOUND | __WQ_ORDERED | (flags), 1, ##args)
#define create_workqueue(name) \
	alloc_workqueue("%s", WQ_MEM_RECLAIM, 1, (name))
#define create_singlethread_workqueue(name) \
	alloc_ordered_workqueue("%s", WQ_MEM_RECLAIM, name)
void destroy_workqueue(struct workqueue_struct *wq);

bool queue_work_on(int cpu, struct workqueue_struct *wq,
		   struct work_struct *work);
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq,
			   struct delayed_work *dwork, unsigned long delay);
bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq,
			 struct delayed_work *dwork, unsigned long delay);
void flush_workqueue(struct workqueue_struct *wq);
void drain_workqueue(struct workqueue_struct *wq);
bool flush_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool flush_delayed_work(struct delayed_work *dwork);
bool cancel_delayed_work(struct delayed_work *dwork);
bool cancel_delayed_work_sync(struct delayed_work *dwork);
int schedule_on_each_cpu(work_func_t func);

static inline bool queue_work(struct workqueue_struct *wq,
			      struct work_struct *work)
{
	return queue_work_on(WORK_CPU_UNBOUND, wq, work);
}

/* @delay in jiffies, here and below. */
static inline bool queue_delayed_work(struct workqueue_struct *wq,
				      struct delayed_work *dwork,
				      unsigned long delay)
{
	return queue_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}

static inline bool mod_delayed_work(struct workqueue_struct *wq,
				    struct delayed_work *dwork,
				    unsigned long delay)
{
	return mod_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}

static inline bool schedule_work_on(int cpu, struct work_struct *work)
{
	return queue_work_on(cpu, system_wq, work);
}

static inline bool schedule_work(struct work_struct *work)
{
	return queue_work(system_wq, work);
}

static inline bool schedule_delayed_work(struct delayed_work *dwork,
					 unsigned long delay)
{
	return queue_delayed_work(system_wq, dwork, delay);
}

void workqueue_init_early(void);
void workqueue_init(void);

/* kernel/sched/core.c calls these for PF_WQ_WORKER tasks. */
void wq_worker_running(struct task_struct *task);
void wq_worker_sleeping(struct task_struct *task);

#endif /* _LINUX_WORKQUEUE_H */
