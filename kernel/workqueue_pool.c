// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/workqueue_pool.c - the threads that run work items
 *
 * Each CPU has two pools, nice 0 and -20, and two more serve no CPU in
 * particular.  A bound pool keeps just one worker running: when that one
 * sleeps inside an item, schedule() tells us and the next idle worker goes on.
 * Unbound items each wake a worker.  The last idle worker does not work: it
 * first creates another ("manager"), so that one is there when it sleeps.
 *
 * I1         While worklist is not empty, somebody of the pool runs, or was
 *            woken, or creates a worker.
 * I2         nr_running counts the bound workers that run items and do not
 *            sleep; it changes on the pool's own CPU.
 * I3         A worker's flags change in its own context, under pool->lock.
 * I4         A workqueue with WQ_MEM_RECLAIM has a rescuer: when creating a
 *            worker takes too long (for want of memory, which perhaps waits
 *            for the very items), the rescuer runs that workqueue's items.
 * Locking    pool->lock, interrupts off.  wq_mayday_lock inside it: maydays.
 * Entry      wq_worker_running() wq_worker_sleeping() wake_up_worker()
 * Mirrors: Linux 4.x kernel/workqueue.c, that part of it.
 * Simpler than Linux in: no CPU-intensive flag, no NUMA, busy workers are
 * found by walking the pool's list.
 */
#include "workqueue_internal.h"

#include <linux/cpu.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/prio.h>
#include <linux/slab.h>

#define IDLE_WORKER_TIMEOUT	(300 * HZ)	/* then it may go */
#define MAX_IDLE_WORKERS_RATIO	4		/* one idle for 4 busy */
#define MAYDAY_INITIAL_TIMEOUT	max(HZ / 100, 2)
#define MAYDAY_INTERVAL		(HZ / 10)
#define CREATE_COOLDOWN		HZ		/* after a failure */
#define HIGHPRI_NICE_LEVEL	MIN_NICE

static DEFINE_PER_CPU(struct worker_pool, cpu_worker_pools[NR_STD_POOLS]);
static struct worker_pool unbound_pools[NR_STD_POOLS];
static DEFINE_SPINLOCK(wq_mayday_lock);

/* @cpu -1: unbound. */
struct worker_pool *std_pool(int cpu, bool highpri)
{
	if (cpu < 0)
		return &unbound_pools[highpri];
	return &per_cpu(cpu_worker_pools[highpri], cpu);
}

/* @id is what a work on no queue remembers of its last pool. */
struct worker_pool *worker_pool_by_id(unsigned int id)
{
	int cpu = id / NR_STD_POOLS;

	return std_pool(cpu == NR_CPUS ? -1 : cpu, id % NR_STD_POOLS);
}

/* The caller as a worker, or NULL: an interrupt is nobody's. */
struct worker *current_wq_worker(void)
{
	if (in_task() && (current->flags & PF_WQ_WORKER))
		return kthread_data(current);
	return NULL;
}

/* pool->lock is held.  The function is compared, too: an item's memory may
 * have been freed by the function that still runs, and used for another. */
struct worker *find_worker_executing_work(struct worker_pool *pool,
					  struct work_struct *work)
{
	struct worker *worker;

	list_for_each_entry(worker, &pool->workers, node) {
		if (worker->current_work == work &&
		    worker->current_func == work->func)
			return worker;
	}
	return NULL;
}

static inline bool need_more_worker(struct worker_pool *pool)
{
	return !list_empty(&pool->worklist) && __need_more_worker(pool);
}

static inline bool keep_working(struct worker_pool *pool)
{
	return !list_empty(&pool->worklist) &&
	       atomic_read(&pool->nr_running) <= 1;
}

static inline bool need_to_create_worker(struct worker_pool *pool)
{
	return need_more_worker(pool) && !pool->nr_idle;
}

static bool too_many_workers(struct worker_pool *pool)
{
	int nr_idle = pool->nr_idle + pool->managing;
	int nr_busy = pool->nr_workers - nr_idle;

	return nr_idle > 2 &&
	       (nr_idle - 2) * MAX_IDLE_WORKERS_RATIO >= nr_busy;
}

/* pool->lock is held.  Keeps: I1. */
void wake_up_worker(struct worker_pool *pool)
{
	struct worker *worker = list_first_entry_or_null(&pool->idle_list,
						struct worker, entry);

	if (likely(worker))
		wake_up_process(worker->task);
}

/**
 * wq_worker_running() - a worker comes back from schedule()
 * @task: current
 */
void wq_worker_running(struct task_struct *task)
{
	struct worker *worker = kthread_data(task);

	if (!worker->sleeping)
		return;
	if (!(worker->flags & WORKER_NOT_RUNNING))
		atomic_inc(&worker->pool->nr_running);
	worker->sleeping = 0;
}

/**
 * wq_worker_sleeping() - a worker is about to sleep: who goes on?
 * @task: current
 */
void wq_worker_sleeping(struct task_struct *task)
{
	struct worker *worker = kthread_data(task);
	struct worker_pool *pool;

	if ((worker->flags & WORKER_NOT_RUNNING) || worker->sleeping)
		return;
	pool = worker->pool;
	worker->sleeping = 1;
	spin_lock_irq(&pool->lock);
	/* Pairs with the barrier in insert_work(). */
	if (atomic_dec_and_test(&pool->nr_running) &&
	    !list_empty(&pool->worklist))
		wake_up_worker(pool);
	spin_unlock_irq(&pool->lock);
}

static void worker_set_flags(struct worker *worker, unsigned int flags)
{
	if ((flags & WORKER_NOT_RUNNING) &&
	    !(worker->flags & WORKER_NOT_RUNNING))
		atomic_dec(&worker->pool->nr_running);
	worker->flags |= flags;
}

static void worker_clr_flags(struct worker *worker, unsigned int flags)
{
	unsigned int oflags = worker->flags;

	worker->flags &= ~flags;
	if ((oflags & WORKER_NOT_RUNNING) &&
	    !(worker->flags & WORKER_NOT_RUNNING))
		atomic_inc(&worker->pool->nr_running);
}

/* pool->lock is held, here and in the next. */
static void worker_enter_idle(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	worker->flags |= WORKER_IDLE;
	pool->nr_idle++;
	worker->last_active = jiffies;
	list_add(&worker->entry, &pool->idle_list);
	if (too_many_workers(pool) && !timer_pending(&pool->idle_timer))
		mod_timer(&pool->idle_timer, jiffies + IDLE_WORKER_TIMEOUT);
}

static void worker_leave_idle(struct worker *worker)
{
	worker_clr_flags(worker, WORKER_IDLE);
	worker->pool->nr_idle--;
	list_del_init(&worker->entry);
}

static int worker_thread(void *__worker);

static struct worker *alloc_worker(void)
{
	struct worker *worker = kzalloc(sizeof(*worker), GFP_KERNEL);

	if (worker) {
		INIT_LIST_HEAD(&worker->entry);
		INIT_LIST_HEAD(&worker->scheduled);
		INIT_LIST_HEAD(&worker->node);
		worker->flags = WORKER_PREP;
	}
	return worker;
}

static struct task_struct *create_worker_thread(struct worker_pool *pool,
						struct worker *worker)
{
	const char *high = pool->nice < 0 ? "H" : "";
	unsigned int id = pool->next_id++;

	if (pool->cpu >= 0)
		return kthread_create(worker_thread, worker, "kworker/%d:%u%s",
				      pool->cpu, id, high);
	return kthread_create(worker_thread, worker, "kworker/u%u:%u%s",
			      nr_cpu_ids, id, high);
}

/* The manager's, or boot's.  Return: the worker, idle, or NULL. */
static struct worker *create_worker(struct worker_pool *pool)
{
	struct worker *worker = alloc_worker();

	if (!worker)
		return NULL;
	worker->pool = pool;
	worker->task = create_worker_thread(pool, worker);
	if (IS_ERR(worker->task)) {
		kfree(worker);
		return NULL;
	}
	set_user_nice(worker->task, pool->nice);
	if (pool->cpu >= 0)
		kthread_bind(worker->task, pool->cpu);
	else
		worker->flags |= WORKER_UNBOUND;

	spin_lock_irq(&pool->lock);
	list_add_tail(&worker->node, &pool->workers);
	pool->nr_workers++;
	worker_enter_idle(worker);
	wake_up_process(worker->task);
	spin_unlock_irq(&pool->lock);
	return worker;
}

/* An idle worker is told to exit.  pool->lock is held. */
static void destroy_worker(struct worker *worker)
{
	worker->pool->nr_workers--;
	worker->pool->nr_idle--;
	list_del_init(&worker->entry);
	worker->flags |= WORKER_DIE;
	wake_up_process(worker->task);
}

static void idle_worker_timeout(struct timer_list *t)
{
	struct worker_pool *pool = from_timer(pool, t, idle_timer);

	spin_lock_irq(&pool->lock);
	while (too_many_workers(pool)) {
		struct worker *worker = list_last_entry(&pool->idle_list,
						struct worker, entry);
		unsigned long expires = worker->last_active +
					IDLE_WORKER_TIMEOUT;

		if (time_before(jiffies, expires)) {
			mod_timer(&pool->idle_timer, expires);
			break;
		}
		destroy_worker(worker);
	}
	spin_unlock_irq(&pool->lock);
}

/* wq_mayday_lock is held. */
static void send_mayday(struct work_struct *work)
{
	struct pool_workqueue *pwq = get_work_pwq(work);
	struct workqueue_struct *wq = pwq->wq;

	if (!wq->rescuer || !list_empty(&pwq->mayday_node))
		return;
	list_add_tail(&pwq->mayday_node, &wq->maydays);
	wake_up_process(wq->rescuer->task);
}

static void pool_mayday_timeout(struct timer_list *t)
{
	struct worker_pool *pool = from_timer(pool, t, mayday_timer);
	struct work_struct *work;

	spin_lock_irq(&pool->lock);
	if (need_to_create_worker(pool)) {
		spin_lock(&wq_mayday_lock);
		list_for_each_entry(work, &pool->worklist, entry)
			send_mayday(work);
		spin_unlock(&wq_mayday_lock);
	}
	spin_unlock_irq(&pool->lock);
	mod_timer(&pool->mayday_timer, jiffies + MAYDAY_INTERVAL);
}

/*
 * See that there is an idle worker.  pool->lock is held, and dropped.
 * Return: true when it was dropped: look again.
 */
static bool manage_workers(struct worker_pool *pool)
{
	if (pool->managing)
		return false;
	pool->managing = true;
	do {
		spin_unlock_irq(&pool->lock);
		mod_timer(&pool->mayday_timer,
			  jiffies + MAYDAY_INITIAL_TIMEOUT);
		while (!create_worker(pool) && need_to_create_worker(pool))
			schedule_timeout_interruptible(CREATE_COOLDOWN);
		del_timer_sync(&pool->mayday_timer);
		spin_lock_irq(&pool->lock);
	} while (need_to_create_worker(pool));
	pool->managing = false;
	return true;
}

/* The item's function may free it: @work is not touched afterwards. */
static void run_work(struct worker *worker, struct work_struct *work)
{
	work_func_t func = worker->current_func;

	lock_map_acquire(&worker->current_pwq->wq->lockdep_map);
	func(work);
	lock_map_release(&worker->current_pwq->wq->lockdep_map);

	if (unlikely(in_atomic() || lockdep_depth(current) > 0)) {
		pr_err("BUG: workqueue leaked lock or atomic: %s/0x%08x/%d\n"
		       "     last function: %ps\n",
		       current->comm, preempt_count(), task_pid_nr(current),
		       func);
		debug_show_held_locks(current);
		dump_stack();
	}
	/* An item that queues itself again must not keep others out. */
	cond_resched();
}

/* pool->lock is held, and dropped while the item runs. */
static void process_one_work(struct worker *worker, struct work_struct *work)
{
	struct worker_pool *pool = worker->pool;
	struct worker *collision;
	unsigned int color;
	bool barrier;

	/* Another worker runs it: it is that one's also this time. */
	collision = find_worker_executing_work(pool, work);
	if (unlikely(collision)) {
		move_linked_works(work, &collision->scheduled, NULL);
		return;
	}
	worker->current_work = work;
	worker->current_func = work->func;
	worker->current_pwq = get_work_pwq(work);
	color = !!(*work_data_bits(work) & WORK_STRUCT_COLOR);
	barrier = work->func == wq_barrier_func;
	list_del_init(&work->entry);

	/* Unbound: the items behind it do not wait for it. */
	if (need_more_worker(pool))
		wake_up_worker(pool);
	set_work_pool_and_clear_pending(work, pool->id);
	spin_unlock_irq(&pool->lock);

	run_work(worker, work);

	spin_lock_irq(&pool->lock);
	if (!barrier)
		pwq_dec_nr_in_flight(worker->current_pwq, color);
	worker->current_work = NULL;
	worker->current_func = NULL;
	worker->current_pwq = NULL;
}

static void process_scheduled_works(struct worker *worker)
{
	while (!list_empty(&worker->scheduled))
		process_one_work(worker, list_first_entry(&worker->scheduled,
						struct work_struct, entry));
}

/* Take items from the worklist until enough others run. */
static void work_on_list(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	worker_clr_flags(worker, WORKER_PREP);
	do {
		struct work_struct *work =
			list_first_entry(&pool->worklist, struct work_struct,
					 entry);

		if (likely(!(*work_data_bits(work) & WORK_STRUCT_LINKED)))
			process_one_work(worker, work);
		else
			move_linked_works(work, &worker->scheduled, NULL);
		process_scheduled_works(worker);
	} while (keep_working(pool));
	worker_set_flags(worker, WORKER_PREP);
}

static int worker_thread(void *__worker)
{
	struct worker *worker = __worker;
	struct worker_pool *pool = worker->pool;

	worker->task->flags |= PF_WQ_WORKER;
	for (;;) {
		spin_lock_irq(&pool->lock);
		if (unlikely(worker->flags & WORKER_DIE))
			break;
		worker_leave_idle(worker);
		while (need_more_worker(pool)) {
			/* The last idle one first makes another. */
			if (unlikely(!pool->nr_idle) && manage_workers(pool))
				continue;
			work_on_list(worker);
			break;
		}
		worker_enter_idle(worker);
		__set_current_state(TASK_IDLE);
		spin_unlock_irq(&pool->lock);
		schedule();
	}
	list_del(&worker->node);
	spin_unlock_irq(&pool->lock);
	worker->task->flags &= ~PF_WQ_WORKER;
	kfree(worker);
	return 0;
}

/* The rescuer runs what @pwq has on its pool's worklist. */
static void rescue_pwq(struct worker *rescuer, struct pool_workqueue *pwq)
{
	struct worker_pool *pool = pwq->pool;
	struct work_struct *work, *n;

	if (pool->cpu >= 0)
		set_cpus_allowed_ptr(current, cpumask_of(pool->cpu));
	spin_lock_irq(&pool->lock);
	rescuer->pool = pool;
	list_add_tail(&rescuer->node, &pool->workers);
	list_for_each_entry_safe(work, n, &pool->worklist, entry) {
		if (get_work_pwq(work) == pwq)
			move_linked_works(work, &rescuer->scheduled, &n);
	}
	process_scheduled_works(rescuer);
	/* We are not part of the pool's running ones. */
	if (need_more_worker(pool))
		wake_up_worker(pool);
	list_del_init(&rescuer->node);
	rescuer->pool = NULL;
	spin_unlock_irq(&pool->lock);
}

static int rescuer_thread(void *__rescuer)
{
	struct worker *rescuer = __rescuer;
	struct workqueue_struct *wq = rescuer->rescue_wq;
	bool should_stop;

	set_user_nice(current, HIGHPRI_NICE_LEVEL);
	current->flags |= PF_WQ_WORKER;
	do {
		set_current_state(TASK_IDLE);
		/* Before the last look: who stops us has queued all it will. */
		should_stop = kthread_should_stop();
		spin_lock_irq(&wq_mayday_lock);
		while (!list_empty(&wq->maydays)) {
			struct pool_workqueue *pwq =
				list_first_entry(&wq->maydays,
						 struct pool_workqueue,
						 mayday_node);

			__set_current_state(TASK_RUNNING);
			list_del_init(&pwq->mayday_node);
			spin_unlock_irq(&wq_mayday_lock);
			rescue_pwq(rescuer, pwq);
			spin_lock_irq(&wq_mayday_lock);
		}
		spin_unlock_irq(&wq_mayday_lock);
		if (!should_stop)
			schedule();
	} while (!should_stop);
	__set_current_state(TASK_RUNNING);
	current->flags &= ~PF_WQ_WORKER;
	return 0;
}

/**
 * create_rescuer() - the thread that runs a workqueue's items in need
 * @wq: the workqueue
 *
 * Context: process context, may sleep.
 * Return: the worker or NULL.
 */
struct worker *create_rescuer(struct workqueue_struct *wq)
{
	struct worker *rescuer = alloc_worker();

	if (!rescuer)
		return NULL;
	rescuer->rescue_wq = wq;
	rescuer->task = kthread_create(rescuer_thread, rescuer, "%s",
				       wq->name);
	if (IS_ERR(rescuer->task)) {
		kfree(rescuer);
		return NULL;
	}
	wake_up_process(rescuer->task);
	return rescuer;
}

/* May sleep: waits until the thread has ended. */
void destroy_rescuer(struct worker *rescuer)
{
	kthread_stop(rescuer->task);
	kfree(rescuer);
}

static void init_worker_pool(struct worker_pool *pool, int cpu, int i)
{
	spin_lock_init(&pool->lock);
	pool->cpu = cpu;
	pool->id = (cpu < 0 ? NR_CPUS : cpu) * NR_STD_POOLS + i;
	pool->nice = i ? HIGHPRI_NICE_LEVEL : 0;
	INIT_LIST_HEAD(&pool->worklist);
	INIT_LIST_HEAD(&pool->idle_list);
	INIT_LIST_HEAD(&pool->workers);
	timer_setup(&pool->idle_timer, idle_worker_timeout, TIMER_DEFERRABLE);
	timer_setup(&pool->mayday_timer, pool_mayday_timeout, 0);
}

/** worker_pools_init() - all pools, without workers */
void __init worker_pools_init(void)
{
	int cpu, i;

	for (i = 0; i < NR_STD_POOLS; i++) {
		init_worker_pool(&unbound_pools[i], -1, i);
		for_each_possible_cpu(cpu)
			init_worker_pool(std_pool(cpu, i), cpu, i);
	}
}

/* The first worker of each pool of a CPU; the others they create. */
static int workqueue_online_cpu(unsigned int cpu)
{
	int i;

	for (i = 0; i < NR_STD_POOLS; i++) {
		if (!create_worker(std_pool(cpu, i)))
			return -ENOMEM;
	}
	return 0;
}

/** worker_pools_start() - the first workers; for CPUs to come, when they do */
void __init worker_pools_start(void)
{
	int i;

	for (i = 0; i < NR_STD_POOLS; i++)
		BUG_ON(!create_worker(&unbound_pools[i]));
	cpuhp_setup_state(CPUHP_ONLINE, "workqueue", workqueue_online_cpu);
}
