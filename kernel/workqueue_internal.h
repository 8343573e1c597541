/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel/workqueue_internal.h - pools, workers, and what ties them to queues
 *
 * Mirrors: Linux 4.x kernel/workqueue_internal.h, workqueue.c.
 */
#ifndef _KERNEL_WORKQUEUE_INTERNAL_H
#define _KERNEL_WORKQUEUE_INTERNAL_H

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct workqueue_struct;

#define NR_STD_POOLS		2	/* nice 0 and -20 */

/*
 * The workers of one CPU (or of no CPU) at one nice level, and the items
 * they have to run.  [L] lock, interrupts off   [I] immutable   [a] atomic
 */
struct worker_pool {
	spinlock_t		lock;
	int			cpu;		/* [I] -1: unbound */
	int			id;		/* [I] index in worker_pools[] */
	int			nice;		/* [I] */
	struct list_head	worklist;	/* [L] to run, oldest first */
	int			nr_workers;	/* [L] */
	int			nr_idle;	/* [L] */
	struct list_head	idle_list;	/* [L] last in, first out */
	struct list_head	workers;	/* [L] all of them */
	bool			managing;	/* [L] one creates a worker */
	unsigned int		next_id;	/* manager; worker names */
	struct timer_list	idle_timer;	/* too many idle ones */
	struct timer_list	mayday_timer;	/* creation takes too long */
	/* Workers that run and do not sleep; bound pools wake the next idle
	 * one when it goes to 0.  Written on the own CPU. */
	atomic_t		nr_running;	/* [a] */
};

/* A workqueue's share in a pool.  Aligned: work->data keeps flags below. */
struct pool_workqueue {
	struct worker_pool	*pool;		/* [I] */
	struct workqueue_struct	*wq;		/* [I] */
	unsigned int		work_color;	/* [L] of items queued now */
	int			nr_in_flight[2]; /* [L] by colour */
	int			nr_active;	/* [L] on worklist or running */
	int			max_active;	/* [I] */
	struct list_head	delayed_works;	/* [L] beyond max_active */
	struct list_head	mayday_node;	/* wq_mayday_lock */
} __aligned(1 << WORK_STRUCT_FLAG_BITS);

struct workqueue_struct {
	struct list_head	list;		/* wq_pool_mutex */
	unsigned int		flags;		/* [I] WQ_* and below */
	struct pool_workqueue	**cpu_pwqs;	/* [I] by CPU, bound */
	struct pool_workqueue	*dfl_pwq;	/* [I] unbound */
	struct mutex		mutex;		/* one flush at a time */
	atomic_t		nr_pwqs_to_flush; /* [a] not drained yet */
	struct completion	flush_done;
	atomic_t		nr_drainers;	/* [a] only chained work */
	struct list_head	maydays;	/* wq_mayday_lock */
	struct worker		*rescuer;	/* [I] WQ_MEM_RECLAIM */
	struct lock_class_key	key;
	struct lockdep_map	lockdep_map;
	char			name[24];	/* [I] */
};

/* worker->flags */
#define WORKER_DIE		0x02	/* is to exit */
#define WORKER_IDLE		0x04
#define WORKER_PREP		0x08	/* about to run or to be idle */
#define WORKER_UNBOUND		0x80
#define WORKER_NOT_RUNNING	(WORKER_PREP | WORKER_UNBOUND)

struct worker {
	struct list_head	entry;		/* [L] idle_list */
	struct list_head	node;		/* [L] pool->workers */
	struct work_struct	*current_work;	/* [L] */
	work_func_t		current_func;	/* [L] */
	struct pool_workqueue	*current_pwq;	/* [L] */
	struct list_head	scheduled;	/* [L] must be run by me, next */
	struct task_struct	*task;		/* [I] */
	struct worker_pool	*pool;		/* [I]; rescuers [L] */
	unsigned long		last_active;	/* [L] jiffies */
	unsigned int		flags;		/* [L] WORKER_* */
	int			sleeping;	/* [own task] */
	struct workqueue_struct	*rescue_wq;	/* [I] rescuers only */
};

#define work_data_bits(work)	((unsigned long *)(&(work)->data))

/* workqueue.c */
struct pool_workqueue *get_work_pwq(struct work_struct *work);
struct worker_pool *get_work_pool(struct work_struct *work);
void move_linked_works(struct work_struct *work, struct list_head *head,
		       struct work_struct **nextp);
void pwq_dec_nr_in_flight(struct pool_workqueue *pwq, unsigned int color);
void set_work_pool_and_clear_pending(struct work_struct *work,
				     unsigned long pool_id);
void insert_work(struct pool_workqueue *pwq, struct work_struct *work,
		 struct list_head *head, unsigned long extra);
void __queue_work(int cpu, struct workqueue_struct *wq,
		  struct work_struct *work);

/* workqueue_flush.c */
void wq_barrier_func(struct work_struct *work);

/* workqueue_pool.c */
struct worker_pool *worker_pool_by_id(unsigned int id);
struct worker_pool *std_pool(int cpu, bool highpri);
struct worker *find_worker_executing_work(struct worker_pool *pool,
					  struct work_struct *work);
void wake_up_worker(struct worker_pool *pool);
struct worker *current_wq_worker(void);
struct worker *create_rescuer(struct workqueue_struct *wq);
void destroy_rescuer(struct worker *rescuer);
void worker_pools_init(void);
void worker_pools_start(void);

/* Nobody runs: a queued item needs a worker woken for it. */
static inline bool __need_more_worker(struct worker_pool *pool)
{
	return !atomic_read(&pool->nr_running);
}

#endif /* _KERNEL_WORKQUEUE_INTERNAL_H */
