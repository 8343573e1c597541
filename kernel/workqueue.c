// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/workqueue.c - queueing work, and taking it back
 *
 *	work --queue_work()--> pwq (workqueue's share in a pool)
 *	                        |-- fewer than max_active --> pool->worklist
 *	                        `-- else --> pwq->delayed_works
 *
 * Data       work->data says where an item is, see linux/workqueue.h.
 * I1         Who sets WORK_STRUCT_PENDING owns the item until it clears it:
 *            only the owner queues it, or a worker that takes it.
 * I2         An item that runs is queued again to the pool that runs it, and
 *            to that worker: it never runs twice at a time.
 * I3         nr_active <= max_active; delayed_works is empty or they are equal.
 * Locking    pool->lock, interrupts off.
 * Entry      queue_work() queue_delayed_work() mod_delayed_work()
 *            cancel_work_sync()
 * Mirrors: Linux 4.x kernel/workqueue.c.  Making workqueues and waiting for
 * them is in workqueue_flush.c, the workers are in workqueue_pool.c.
 * Simpler than Linux in: no freezing, no debugging of objects.
 */
#include "workqueue_internal.h"

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/smp.h>

/* Owner only (I1). */
static inline void set_work_data(struct work_struct *work, unsigned long data)
{
	atomic_long_set(&work->data, data);
}

static void set_work_pwq(struct work_struct *work, struct pool_workqueue *pwq,
			 unsigned long extra)
{
	set_work_data(work, (unsigned long)pwq | WORK_STRUCT_PENDING |
			    WORK_STRUCT_PWQ | extra);
}

/* The item may be queued again: what we did before is seen by who does. */
void set_work_pool_and_clear_pending(struct work_struct *work,
				     unsigned long pool_id)
{
	smp_wmb();
	set_work_data(work, pool_id << WORK_OFFQ_POOL_SHIFT);
	/* The function reads after PENDING was seen clear by others. */
	smp_mb();
}

/*
 * Where the work is queued, NULL when it is not. Stable under the pool's lock.
 */
struct pool_workqueue *get_work_pwq(struct work_struct *work)
{
	unsigned long data = atomic_long_read(&work->data);

	if (!(data & WORK_STRUCT_PWQ))
		return NULL;
	return (void *)(data & ~WORK_STRUCT_FLAG_MASK);
}

/* Where it is queued, or ran last; NULL: it never was queued. */
struct worker_pool *get_work_pool(struct work_struct *work)
{
	unsigned long data = atomic_long_read(&work->data);
	unsigned long id;

	if (data & WORK_STRUCT_PWQ)
		return ((struct pool_workqueue *)
			(data & ~WORK_STRUCT_FLAG_MASK))->pool;
	id = data >> WORK_OFFQ_POOL_SHIFT;
	return id == WORK_OFFQ_POOL_NONE ? NULL : worker_pool_by_id(id);
}

static bool work_is_canceling(struct work_struct *work)
{
	unsigned long data = atomic_long_read(&work->data);

	return !(data & WORK_STRUCT_PWQ) && (data & WORK_OFFQ_CANCELING);
}

/*
 * Move an item, and the ones linked behind it, to the end of a list.
 * @nextp: in a safe walk, the walk's next item; may be NULL.
 */
void move_linked_works(struct work_struct *work, struct list_head *head,
		       struct work_struct **nextp)
{
	struct work_struct *n;

	list_for_each_entry_safe_from(work, n, NULL, entry) {
		list_move_tail(&work->entry, head);
		if (!(*work_data_bits(work) & WORK_STRUCT_LINKED))
			break;
	}
	if (nextp)
		*nextp = n;
}

static void pwq_activate_delayed_work(struct work_struct *work)
{
	struct pool_workqueue *pwq = get_work_pwq(work);

	move_linked_works(work, &pwq->pool->worklist, NULL);
	__clear_bit(WORK_STRUCT_DELAYED_BIT, work_data_bits(work));
	pwq->nr_active++;
}

static void pwq_activate_first_delayed(struct pool_workqueue *pwq)
{
	pwq_activate_delayed_work(list_first_entry(&pwq->delayed_works,
						   struct work_struct, entry));
}

/**
 * pwq_dec_nr_in_flight() - an item has finished, or was taken back
 * @pwq: where it counted
 * @color: its colour
 *
 * Context: pool->lock is held.  Keeps: I3.
 */
void pwq_dec_nr_in_flight(struct pool_workqueue *pwq, unsigned int color)
{
	struct workqueue_struct *wq = pwq->wq;

	pwq->nr_active--;
	if (!list_empty(&pwq->delayed_works) &&
	    pwq->nr_active < pwq->max_active)
		pwq_activate_first_delayed(pwq);
	if (--pwq->nr_in_flight[color] || color == pwq->work_color)
		return;
	/* The last item of the old colour: is that the last share, too? */
	if (atomic_dec_and_test(&wq->nr_pwqs_to_flush))
		complete(&wq->flush_done);
}

/* pool->lock is held. */
void insert_work(struct pool_workqueue *pwq, struct work_struct *work,
			struct list_head *head, unsigned long extra)
{
	struct worker_pool *pool = pwq->pool;

	set_work_pwq(work, pwq, extra);
	list_add_tail(&work->entry, head);
	/*
	 * Either we see nr_running go to 0 (wq_worker_sleeping()), or that
	 * sees the item on the list.
	 */
	smp_mb();
	if (__need_more_worker(pool))
		wake_up_worker(pool);
}

/* The share to queue on, its pool locked.  Keeps: I2. */
static struct pool_workqueue *lock_target_pwq(int cpu,
					      struct workqueue_struct *wq,
					      struct work_struct *work)
{
	struct worker_pool *last_pool = get_work_pool(work);
	struct pool_workqueue *pwq;
	struct worker *worker;

	if (wq->flags & WQ_UNBOUND)
		pwq = wq->dfl_pwq;
	else
		pwq = wq->cpu_pwqs[cpu == WORK_CPU_UNBOUND ?
				   smp_processor_id() : cpu];
	if (last_pool && last_pool != pwq->pool) {
		spin_lock(&last_pool->lock);
		worker = find_worker_executing_work(last_pool, work);
		if (worker && worker->current_pwq->wq == wq)
			return worker->current_pwq;
		spin_unlock(&last_pool->lock);
	}
	spin_lock(&pwq->pool->lock);
	return pwq;
}

/* A workqueue that drains takes items from its own items only. */
static bool is_chained_work(struct workqueue_struct *wq)
{
	struct worker *worker = current_wq_worker();

	return worker && worker->current_pwq && worker->current_pwq->wq == wq;
}

/* Interrupts are off, we own PENDING. */
void __queue_work(int cpu, struct workqueue_struct *wq,
			 struct work_struct *work)
{
	struct pool_workqueue *pwq;
	unsigned long extra;
	struct list_head *list;

	if (unlikely(atomic_read(&wq->nr_drainers)) &&
	    WARN_ON_ONCE(!is_chained_work(wq))) {
		set_work_data(work, WORK_STRUCT_NO_POOL);
		return;
	}
	pwq = lock_target_pwq(cpu, wq, work);
	pwq->nr_in_flight[pwq->work_color]++;
	extra = pwq->work_color ? WORK_STRUCT_COLOR : 0;
	if (likely(pwq->nr_active < pwq->max_active)) {
		pwq->nr_active++;
		list = &pwq->pool->worklist;
	} else {
		extra |= WORK_STRUCT_DELAYED;
		list = &pwq->delayed_works;
	}
	insert_work(pwq, work, list, extra);
	spin_unlock(&pwq->pool->lock);
}

/**
 * queue_work_on() - have a function run on a CPU, or on this one
 * @cpu: the CPU, online; WORK_CPU_UNBOUND for this one
 * @wq: the workqueue
 * @work: the item
 *
 * Context: any but NMI.
 * Return: false when it was queued already.
 */
bool queue_work_on(int cpu, struct workqueue_struct *wq,
		   struct work_struct *work)
{
	bool ret = false;
	unsigned long flags;

	local_irq_save(flags);
	if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work))) {
		__queue_work(cpu, wq, work);
		ret = true;
	}
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL(queue_work_on);

/* A delayed work's time has come. */
void delayed_work_timer_fn(struct timer_list *t)
{
	struct delayed_work *dwork = from_timer(dwork, t, timer);

	/* TIMER_IRQSAFE: interrupts are off already. */
	__queue_work(dwork->cpu, dwork->wq, &dwork->work);
}
EXPORT_SYMBOL(delayed_work_timer_fn);

static void __queue_delayed_work(int cpu, struct workqueue_struct *wq,
				 struct delayed_work *dwork,
				 unsigned long delay)
{
	if (!delay) {
		__queue_work(cpu, wq, &dwork->work);
		return;
	}
	dwork->wq = wq;
	dwork->cpu = cpu;
	dwork->timer.expires = jiffies + delay;
	if (unlikely(cpu != WORK_CPU_UNBOUND))
		add_timer_on(&dwork->timer, cpu);
	else
		add_timer(&dwork->timer);
}

/**
 * queue_delayed_work_on() - the same, after a while
 * @cpu: as for queue_work_on()
 * @wq: the workqueue
 * @dwork: the item
 * @delay: jiffies
 *
 * Context: any but NMI.
 * Return: false when it was queued, or its timer running, already.
 */
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq,
			   struct delayed_work *dwork, unsigned long delay)
{
	struct work_struct *work = &dwork->work;
	bool ret = false;
	unsigned long flags;

	local_irq_save(flags);
	if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work))) {
		__queue_delayed_work(cpu, wq, dwork, delay);
		ret = true;
	}
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL(queue_delayed_work_on);

/* Take a queued item off its lists.  pool->lock is held. */
static void dequeue_work(struct work_struct *work, struct pool_workqueue *pwq)
{
	unsigned long data = *work_data_bits(work);

	/* A delayed one first becomes active: its barriers go with it. */
	if (data & WORK_STRUCT_DELAYED)
		pwq_activate_delayed_work(work);
	list_del_init(&work->entry);
	pwq_dec_nr_in_flight(pwq, !!(data & WORK_STRUCT_COLOR));
	set_work_data(work, (unsigned long)pwq->pool->id <<
			    WORK_OFFQ_POOL_SHIFT | WORK_STRUCT_PENDING);
}

/*
 * Become the owner (I1) of an item.  Interrupts are off when it succeeds, or
 * when somebody else is cancelling it.
 * Return: 1 it was pending, 0 it was not; -EAGAIN it is between two places,
 * try again; -ENOENT it is being cancelled.
 */
static int try_to_grab_pending(struct work_struct *work, bool is_dwork,
			       unsigned long *flags)
{
	struct worker_pool *pool;
	struct pool_workqueue *pwq;

	local_irq_save(*flags);
	if (is_dwork && likely(del_timer(&to_delayed_work(work)->timer)))
		return 1;
	if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work)))
		return 0;

	pool = get_work_pool(work);
	if (pool) {
		spin_lock(&pool->lock);
		/* data says "queued here" only under this lock. */
		pwq = get_work_pwq(work);
		if (pwq && pwq->pool == pool) {
			dequeue_work(work, pwq);
			spin_unlock(&pool->lock);
			return 1;
		}
		spin_unlock(&pool->lock);
	}
	if (work_is_canceling(work))
		return -ENOENT;
	local_irq_restore(*flags);
	cpu_relax();
	return -EAGAIN;
}

/**
 * mod_delayed_work_on() - queue a delayed item anew, whatever it does now
 * @cpu: as for queue_work_on()
 * @wq: the workqueue
 * @dwork: the item
 * @delay: jiffies from now
 *
 * Context: any but NMI.
 * Return: true when it was pending before.
 */
bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq,
			 struct delayed_work *dwork, unsigned long delay)
{
	unsigned long flags;
	int ret;

	do {
		ret = try_to_grab_pending(&dwork->work, true, &flags);
	} while (unlikely(ret == -EAGAIN));
	if (likely(ret >= 0))
		__queue_delayed_work(cpu, wq, dwork, delay);
	local_irq_restore(flags);
	return ret > 0;
}
EXPORT_SYMBOL(mod_delayed_work_on);

/* Cancellers of one item wait for each other here. */
static DECLARE_WAIT_QUEUE_HEAD(cancel_waitq);

static bool __cancel_work_timer(struct work_struct *work, bool is_dwork)
{
	unsigned long flags;
	int ret;

	for (;;) {
		ret = try_to_grab_pending(work, is_dwork, &flags);
		if (ret >= 0)
			break;
		if (ret == -ENOENT) {
			local_irq_restore(flags);
			wait_event(cancel_waitq, !work_is_canceling(work));
		}
	}
	/* We own it and say why, so that others do not spin on us. */
	set_work_data(work, (*work_data_bits(work) & ~WORK_STRUCT_FLAG_MASK) |
			    WORK_OFFQ_CANCELING | WORK_STRUCT_PENDING);
	local_irq_restore(flags);

	flush_work(work);
	set_work_data(work, WORK_STRUCT_NO_POOL);
	smp_mb();
	wake_up_all(&cancel_waitq);
	return ret;
}

/**
 * cancel_work_sync() - the item neither waits nor runs afterwards
 * @work: the item; it does not queue itself again from elsewhere
 *
 * Context: process context, may sleep; not from the item itself.
 * Return: true when it was pending.
 */
bool cancel_work_sync(struct work_struct *work)
{
	return __cancel_work_timer(work, false);
}
EXPORT_SYMBOL(cancel_work_sync);

/* As cancel_work_sync(), its timer included. */
bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	return __cancel_work_timer(&dwork->work, true);
}
EXPORT_SYMBOL(cancel_delayed_work_sync);

static bool __cancel_work(struct work_struct *work, bool is_dwork)
{
	struct worker_pool *pool;
	unsigned long flags;
	int ret;

	do {
		ret = try_to_grab_pending(work, is_dwork, &flags);
	} while (unlikely(ret == -EAGAIN));
	if (unlikely(ret < 0)) {
		local_irq_restore(flags);
		return false;
	}
	pool = get_work_pool(work);
	set_work_pool_and_clear_pending(work, pool ? pool->id :
					WORK_OFFQ_POOL_NONE);
	local_irq_restore(flags);
	return ret;
}

/* Does not wait for one that runs. Return: true if it was pending. */
bool cancel_delayed_work(struct delayed_work *dwork)
{
	return __cancel_work(&dwork->work, true);
}
EXPORT_SYMBOL(cancel_delayed_work);
