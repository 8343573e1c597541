// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/workqueue_flush.c - making workqueues, and waiting for their work
 *
 * I1         nr_in_flight[c] counts the items of colour c queued and not
 *            finished.  A flush changes the colour of new items and waits for
 *            the old one's count to be 0.  Two colours do: flushes of one
 *            workqueue come one after the other (wq->mutex).
 * I2         A barrier stands right behind the item it waits for, tied to it
 *            by WORK_STRUCT_LINKED, and is run by the same worker.
 * Locking    wq->mutex > pool->lock.  wq_pool_mutex: the list of workqueues.
 * Lifetime   destroy_workqueue() drains first; pools live for ever.
 * Entry      alloc_workqueue() destroy_workqueue() flush_work()
 *            flush_workqueue() drain_workqueue() schedule_on_each_cpu()
 *            workqueue_init_early() workqueue_init()
 * Mirrors: Linux 4.x kernel/workqueue.c.
 * Simpler than Linux in: two unbound pools for all, no attributes, no sysfs;
 * two flush colours and one flusher at a time.
 */
#include "workqueue_internal.h"

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>

static DEFINE_MUTEX(wq_pool_mutex);
static LIST_HEAD(workqueues);		/* wq_pool_mutex */
static bool wq_online;			/* workers exist */
static struct kmem_cache *pwq_cache;

struct workqueue_struct *system_wq;
struct workqueue_struct *system_highpri_wq;
struct workqueue_struct *system_long_wq;
struct workqueue_struct *system_unbound_wq;

/* Runs right after the item it waits for, in the same worker. */
struct wq_barrier {
	struct work_struct	work;
	struct completion	done;
};

/* All works before the barrier have run: the one who flushes may go on. */
void wq_barrier_func(struct work_struct *work)
{
	struct wq_barrier *barr = container_of(work, struct wq_barrier, work);

	complete(&barr->done);
}

/* @worker: runs @target now, or NULL when it is queued.  pool->lock held. */
static void insert_wq_barrier(struct pool_workqueue *pwq,
			      struct wq_barrier *barr,
			      struct work_struct *target,
			      struct worker *worker)
{
	struct list_head *head;
	unsigned long linked = 0;

	INIT_WORK_ONSTACK(&barr->work, wq_barrier_func);
	__set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(&barr->work));
	init_completion(&barr->done);
	if (worker) {
		head = worker->scheduled.next;
	} else {
		unsigned long *bits = work_data_bits(target);

		head = target->entry.next;
		linked = *bits & WORK_STRUCT_LINKED;
		__set_bit(WORK_STRUCT_LINKED_BIT, bits);
	}
	insert_work(pwq, &barr->work, head, linked);
}

/* Return: false when the item neither waits nor runs. */
static bool start_flush_work(struct work_struct *work, struct wq_barrier *barr)
{
	struct worker_pool *pool = get_work_pool(work);
	struct worker *worker = NULL;
	struct pool_workqueue *pwq;

	if (!pool)
		return false;
	spin_lock_irq(&pool->lock);
	pwq = get_work_pwq(work);
	if (!pwq || pwq->pool != pool) {
		worker = find_worker_executing_work(pool, work);
		if (!worker) {
			spin_unlock_irq(&pool->lock);
			return false;
		}
		pwq = worker->current_pwq;
	}
	insert_wq_barrier(pwq, barr, work, worker);
	spin_unlock_irq(&pool->lock);
	return true;
}

/**
 * flush_work() - wait until an item has run, if it waits or runs now
 *
 * Context: process context, may sleep.
 * Return: false when there was nothing to wait for.
 */
bool flush_work(struct work_struct *work)
{
	struct wq_barrier barr;

	might_sleep();
	lock_map_acquire(&work->lockdep_map);
	lock_map_release(&work->lockdep_map);
	if (!start_flush_work(work, &barr))
		return false;
	wait_for_completion(&barr.done);
	return true;
}
EXPORT_SYMBOL(flush_work);

/**
 * flush_delayed_work() - run it now if its timer is running, and wait for it
 * @dwork: the item
 *
 * Context: process context, may sleep.
 * Return: as flush_work().
 */
bool flush_delayed_work(struct delayed_work *dwork)
{
	local_irq_disable();
	if (del_timer_sync(&dwork->timer))
		__queue_work(dwork->cpu, dwork->wq, &dwork->work);
	local_irq_enable();
	return flush_work(&dwork->work);
}
EXPORT_SYMBOL(flush_delayed_work);

/* All shares of @wq, one after the other. */
#define for_each_pwq(cpu, pwq, wq)					\
	for ((cpu) = -1; ((pwq) = next_pwq((wq), &(cpu))) != NULL; )

static struct pool_workqueue *next_pwq(struct workqueue_struct *wq, int *cpu)
{
	if (wq->flags & WQ_UNBOUND)
		return (*cpu)++ < 0 ? wq->dfl_pwq : NULL;
	*cpu = cpumask_next(*cpu, cpu_possible_mask);
	return *cpu < nr_cpu_ids ? wq->cpu_pwqs[*cpu] : NULL;
}

/**
 * flush_workqueue() - wait until all items queued before have finished
 * @wq: the workqueue
 *
 * Context: process context, may sleep; not from an item of @wq.
 */
void flush_workqueue(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq;
	int cpu;

	lock_map_acquire(&wq->lockdep_map);
	lock_map_release(&wq->lockdep_map);
	mutex_lock(&wq->mutex);
	init_completion(&wq->flush_done);
	/* One for us, so that it cannot end while we still count. */
	atomic_set(&wq->nr_pwqs_to_flush, 1);
	for_each_pwq(cpu, pwq, wq) {
		spin_lock_irq(&pwq->pool->lock);
		if (pwq->nr_in_flight[pwq->work_color])
			atomic_inc(&wq->nr_pwqs_to_flush);
		pwq->work_color ^= 1;
		spin_unlock_irq(&pwq->pool->lock);
	}
	if (atomic_dec_and_test(&wq->nr_pwqs_to_flush))
		complete(&wq->flush_done);
	wait_for_completion(&wq->flush_done);
	mutex_unlock(&wq->mutex);
}
EXPORT_SYMBOL(flush_workqueue);

/**
 * drain_workqueue() - flush until nothing is left, items may queue others
 * @wq: the workqueue; meanwhile only its own items may queue to it
 *
 * Context: process context, may sleep.
 */
void drain_workqueue(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq;
	bool busy;
	int cpu;

	atomic_inc(&wq->nr_drainers);
	do {
		flush_workqueue(wq);
		busy = false;
		for_each_pwq(cpu, pwq, wq) {
			spin_lock_irq(&pwq->pool->lock);
			busy |= pwq->nr_in_flight[0] || pwq->nr_in_flight[1];
			spin_unlock_irq(&pwq->pool->lock);
		}
	} while (busy);
	atomic_dec(&wq->nr_drainers);
}
EXPORT_SYMBOL(drain_workqueue);

static struct pool_workqueue *alloc_pwq(struct workqueue_struct *wq,
					struct worker_pool *pool,
					int max_active)
{
	struct pool_workqueue *pwq = kmem_cache_zalloc(pwq_cache, GFP_KERNEL);

	if (!pwq)
		return NULL;
	pwq->pool = pool;
	pwq->wq = wq;
	pwq->max_active = max_active;
	INIT_LIST_HEAD(&pwq->delayed_works);
	INIT_LIST_HEAD(&pwq->mayday_node);
	return pwq;
}

static void free_pwqs(struct workqueue_struct *wq)
{
	int cpu;

	if (wq->dfl_pwq)
		kmem_cache_free(pwq_cache, wq->dfl_pwq);
	for_each_possible_cpu(cpu) {
		if (wq->cpu_pwqs && wq->cpu_pwqs[cpu])
			kmem_cache_free(pwq_cache, wq->cpu_pwqs[cpu]);
	}
	kfree(wq->cpu_pwqs);
}

static int alloc_and_link_pwqs(struct workqueue_struct *wq, int max_active)
{
	bool highpri = wq->flags & WQ_HIGHPRI;
	int cpu;

	if (wq->flags & WQ_UNBOUND) {
		wq->dfl_pwq = alloc_pwq(wq, std_pool(-1, highpri), max_active);
		return wq->dfl_pwq ? 0 : -ENOMEM;
	}
	wq->cpu_pwqs = kcalloc(nr_cpu_ids, sizeof(*wq->cpu_pwqs), GFP_KERNEL);
	if (!wq->cpu_pwqs)
		return -ENOMEM;
	for_each_possible_cpu(cpu) {
		wq->cpu_pwqs[cpu] = alloc_pwq(wq, std_pool(cpu, highpri),
					      max_active);
		if (!wq->cpu_pwqs[cpu])
			return -ENOMEM;
	}
	return 0;
}

/**
 * alloc_workqueue() - make a workqueue
 * @fmt: printf format of its name, and what belongs to it
 * @flags: WQ_*
 * @max_active: so many items at a time (per CPU); 0: a good number
 *
 * Context: process context, may sleep.
 * Return: the workqueue or NULL.
 */
struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags,
					 int max_active, ...)
{
	struct workqueue_struct *wq = kzalloc(sizeof(*wq), GFP_KERNEL);
	va_list args;

	if (!wq)
		return NULL;
	va_start(args, max_active);
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	va_end(args);
	max_active = max_active ?: WQ_DFL_ACTIVE;
	max_active = clamp_val(max_active, 1, WQ_MAX_ACTIVE);

	wq->flags = flags;
	mutex_init(&wq->mutex);
	INIT_LIST_HEAD(&wq->list);
	INIT_LIST_HEAD(&wq->maydays);
	init_completion(&wq->flush_done);
	lockdep_init_map(&wq->lockdep_map, wq->name, &wq->key, 0);
	if (alloc_and_link_pwqs(wq, max_active) < 0)
		goto err_free_pwqs;
	if ((flags & WQ_MEM_RECLAIM) && wq_online) {
		wq->rescuer = create_rescuer(wq);
		if (!wq->rescuer)
			goto err_free_pwqs;
	}
	mutex_lock(&wq_pool_mutex);
	list_add_tail(&wq->list, &workqueues);
	mutex_unlock(&wq_pool_mutex);
	return wq;

err_free_pwqs:
	free_pwqs(wq);
	kfree(wq);
	return NULL;
}
EXPORT_SYMBOL(alloc_workqueue);

/**
 * destroy_workqueue() - finish what is queued, free the workqueue
 * @wq: the workqueue; nobody queues to it any more
 *
 * Context: process context, may sleep.
 */
void destroy_workqueue(struct workqueue_struct *wq)
{
	drain_workqueue(wq);
	mutex_lock(&wq_pool_mutex);
	list_del(&wq->list);
	mutex_unlock(&wq_pool_mutex);
	if (wq->rescuer)
		destroy_rescuer(wq->rescuer);
	free_pwqs(wq);
	kfree(wq);
}
EXPORT_SYMBOL(destroy_workqueue);

/**
 * schedule_on_each_cpu() - run a function in a worker of every CPU, and wait
 * @func: the function
 *
 * Context: process context, may sleep.
 * Return: 0 or -ENOMEM.
 */
int schedule_on_each_cpu(work_func_t func)
{
	struct work_struct __percpu *works = alloc_percpu(struct work_struct);
	int cpu;

	if (!works)
		return -ENOMEM;
	for_each_online_cpu(cpu) {
		struct work_struct *work = per_cpu_ptr(works, cpu);

		INIT_WORK(work, func);
		schedule_work_on(cpu, work);
	}
	for_each_online_cpu(cpu)
		flush_work(per_cpu_ptr(works, cpu));
	free_percpu(works);
	return 0;
}

/**
 * workqueue_init_early() - work can be queued; it runs after workqueue_init()
 *
 * Context: boot, when memory can be allocated.
 */
void __init workqueue_init_early(void)
{
	pwq_cache = kmem_cache_create("pool_workqueue",
				      sizeof(struct pool_workqueue),
				      __alignof__(struct pool_workqueue),
				      SLAB_PANIC, NULL);
	worker_pools_init();
	system_wq = alloc_workqueue("events", 0, 0);
	system_highpri_wq = alloc_workqueue("events_highpri", WQ_HIGHPRI, 0);
	system_long_wq = alloc_workqueue("events_long", 0, 0);
	system_unbound_wq = alloc_workqueue("events_unbound", WQ_UNBOUND, 0);
	BUG_ON(!system_wq || !system_highpri_wq || !system_long_wq ||
	       !system_unbound_wq);
}

/**
 * workqueue_init() - the first workers
 *
 * Context: the first kernel thread, before the other CPUs are up.
 */
void __init workqueue_init(void)
{
	struct workqueue_struct *wq;

	worker_pools_start();
	mutex_lock(&wq_pool_mutex);
	list_for_each_entry(wq, &workqueues, list) {
		if (!(wq->flags & WQ_MEM_RECLAIM) || wq->rescuer)
			continue;
		wq->rescuer = create_rescuer(wq);
		WARN_ON(!wq->rescuer);
	}
	wq_online = true;
	mutex_unlock(&wq_pool_mutex);
}
