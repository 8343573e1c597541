// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/rt.c - the real-time class: SCHED_FIFO and SCHED_RR
 *
 * Data       rt_rq->queue[prio + 1]: the runnable tasks of one priority, the
 *            next first; the running task stays in its queue.  bitmap says
 *            which are not empty, so picking is one find_first_bit().
 *            Queue 0 is the stopper's (STOP_PRIO): it precedes everything.
 * I1         A task of a higher priority runs; among equals SCHED_FIFO runs
 *            until it sleeps or yields, SCHED_RR until its slice is used up.
 * I2         Real-time tasks leave the others 5 % of every second, if there
 *            are any: a runaway FIFO loop does not take the shell away.
 * Locking    rq->lock.
 * Entry      the methods in rt_sched_class
 * Mirrors: Linux 4.x kernel/sched/rt.c, stop_task.c.
 * Simpler than Linux in: a task that waits behind a more urgent one is pushed
 * to another CPU at wake-up and at the tick, other CPUs do not pull; the 95 %
 * are counted on each CPU by itself.
 */
#include "sched.h"

#include <linux/bitmap.h>
#include <linux/kernel.h>

#define RT_PERIOD	1000000000ULL	/* ns */
#define RT_RUNTIME	950000000ULL	/* ns in each period */

static inline struct list_head *rt_queue(struct rt_rq *rt_rq, int prio)
{
	return &rt_rq->queue[prio + 1];
}

/* A new second begins. */
static void rt_period_roll(struct rq *rq)
{
	struct rt_rq *rt_rq = &rq->rt;

	if (rq_clock(rq) - rt_rq->period_start < RT_PERIOD)
		return;
	rt_rq->period_start = rq_clock(rq);
	rt_rq->rt_time = 0;
	if (rt_rq->rt_throttled) {
		rt_rq->rt_throttled = false;
		if (rt_rq->rt_nr_running)
			resched_curr(rq);
	}
}

/**
 * sched_rt_unthrottle() - a new second may have begun
 * @rq: a run queue, locked, whose real-time tasks wait for that
 */
void sched_rt_unthrottle(struct rq *rq)
{
	rt_period_roll(rq);
}

static void update_curr_rt(struct rq *rq)
{
	struct task_struct *curr = rq->curr;
	struct rt_rq *rt_rq = &rq->rt;
	u64 delta;

	if (curr->sched_class != &rt_sched_class)
		return;
	delta = rq_clock(rq) - curr->se.exec_start;
	if (unlikely((s64)delta <= 0))
		return;
	curr->se.exec_start = rq_clock(rq);
	curr->se.sum_exec_runtime += delta;
	if (curr->prio == STOP_PRIO)
		return;
	rt_period_roll(rq);
	rt_rq->rt_time += delta;
	if (rt_rq->rt_time > RT_RUNTIME && !rt_rq->rt_throttled) {
		rt_rq->rt_throttled = true;
		resched_curr(rq);
	}
}

static void enqueue_task_rt(struct rq *rq, struct task_struct *p, int flags)
{
	struct rt_rq *rt_rq = &rq->rt;

	if (flags & ENQUEUE_WAKEUP)
		rt_period_roll(rq);
	if (flags & ENQUEUE_HEAD)
		list_add(&p->rt.run_list, rt_queue(rt_rq, p->prio));
	else
		list_add_tail(&p->rt.run_list, rt_queue(rt_rq, p->prio));
	__set_bit(p->prio + 1, rt_rq->bitmap);
	p->rt.on_rq = 1;
	rt_rq->rt_nr_running++;
	add_nr_running(rq, 1);
}

static void dequeue_task_rt(struct rq *rq, struct task_struct *p, int flags)
{
	struct rt_rq *rt_rq = &rq->rt;

	update_curr_rt(rq);
	list_del_init(&p->rt.run_list);
	if (list_empty(rt_queue(rt_rq, p->prio)))
		__clear_bit(p->prio + 1, rt_rq->bitmap);
	p->rt.on_rq = 0;
	rt_rq->rt_nr_running--;
	sub_nr_running(rq, 1);
}

static void requeue_task_rt(struct rq *rq, struct task_struct *p)
{
	list_move_tail(&p->rt.run_list, rt_queue(&rq->rt, p->prio));
}

static void yield_task_rt(struct rq *rq)
{
	requeue_task_rt(rq, rq->curr);
}

static void check_preempt_curr_rt(struct rq *rq, struct task_struct *p,
				  int flags)
{
	if (p->prio < rq->curr->prio)
		resched_curr(rq);
}

/* Keeps: I1, I2. */
static struct task_struct *pick_next_task_rt(struct rq *rq,
					     struct task_struct *prev)
{
	struct rt_rq *rt_rq = &rq->rt;
	struct task_struct *p;
	unsigned int idx;

	if (!rt_rq->rt_nr_running)
		return NULL;
	idx = find_first_bit(rt_rq->bitmap, RT_QUEUES);
	if (unlikely(rt_rq->rt_throttled) && idx != 0) {
		rt_period_roll(rq);
		if (rt_rq->rt_throttled && rq->cfs.nr_running)
			return NULL;
	}
	put_prev_task(rq, prev);
	p = list_first_entry(&rt_rq->queue[idx], struct task_struct,
			     rt.run_list);
	p->se.exec_start = rq_clock(rq);
	return p;
}

static void put_prev_task_rt(struct rq *rq, struct task_struct *p)
{
	update_curr_rt(rq);
}

static void set_curr_task_rt(struct rq *rq)
{
	rq->curr->se.exec_start = rq_clock(rq);
}

static void task_tick_rt(struct rq *rq, struct task_struct *p)
{
	update_curr_rt(rq);
	if (unlikely(rq->rt.rt_throttled) && rq->cfs.nr_running)
		resched_curr(rq);
	if (p->policy != SCHED_RR)
		return;
	if (--p->rt.time_slice)
		return;
	p->rt.time_slice = RR_TIMESLICE;
	if (p->rt.run_list.prev != p->rt.run_list.next) {
		requeue_task_rt(rq, p);
		resched_curr(rq);
	}
}

/* How urgent is what @cpu runs now?  Larger is less; idle is least. */
static int running_prio(int cpu)
{
	struct task_struct *curr = READ_ONCE(cpu_rq(cpu)->curr);

	return curr == cpu_rq(cpu)->idle ? MAX_PRIO : READ_ONCE(curr->prio);
}

/* An allowed CPU that runs something less urgent than @p; or -1. */
static int find_lowest_rq(struct task_struct *p)
{
	int cpu, best = -1, lowest = p->prio;

	for_each_cpu(cpu, &p->cpus_allowed) {
		int prio;

		if (!cpu_active(cpu))
			continue;
		prio = running_prio(cpu);
		if (prio > lowest) {
			lowest = prio;
			best = cpu;
		}
	}
	return best;
}

static int select_task_rq_rt(struct task_struct *p, int prev_cpu,
			     int wake_flags)
{
	int cpu;

	if (running_prio(prev_cpu) > p->prio)
		return prev_cpu;
	cpu = find_lowest_rq(p);
	return cpu < 0 ? prev_cpu : cpu;
}

/* The most urgent task that waits here and may run elsewhere. */
static struct task_struct *pick_pushable(struct rq *rq)
{
	struct task_struct *p;
	unsigned int idx;

	for_each_set_bit(idx, rq->rt.bitmap, RT_QUEUES) {
		list_for_each_entry(p, &rq->rt.queue[idx], rt.run_list) {
			if (p != rq->curr && !task_running(rq, p) &&
			    p->nr_cpus_allowed > 1)
				return p;
		}
	}
	return NULL;
}

/**
 * push_rt_tasks() - a CPU has more real-time tasks than it can run
 * @rq: this CPU's
 *
 * Context: softirq, interrupts on.
 */
void push_rt_tasks(struct rq *rq)
{
	struct task_struct *p;
	struct rq *dst;
	int cpu;

	local_irq_disable();
	raw_spin_lock(&rq->lock);
	p = pick_pushable(rq);
	cpu = p ? find_lowest_rq(p) : -1;
	if (cpu < 0 || cpu == rq->cpu)
		goto unlock;
	dst = cpu_rq(cpu);
	/* A dropped lock means that all may have changed: next tick. */
	if (!double_lock_balance(rq, dst)) {
		update_rq_clock(rq);
		update_rq_clock(dst);
		deactivate_task(rq, p, 0);
		set_task_cpu(p, cpu);
		activate_task(dst, p, 0);
		check_preempt_curr(dst, p, 0);
	}
	raw_spin_unlock(&dst->lock);
unlock:
	raw_spin_unlock_irq(&rq->lock);
}

static void switched_to_rt(struct rq *rq, struct task_struct *p)
{
	if (task_on_rq_queued(p) && !task_current(rq, p) &&
	    p->prio < rq->curr->prio)
		resched_curr(rq);
}

static void prio_changed_rt(struct rq *rq, struct task_struct *p, int oldprio)
{
	if (!task_on_rq_queued(p))
		return;
	if (task_current(rq, p)) {
		if (p->prio > oldprio)
			resched_curr(rq);
	} else if (p->prio < rq->curr->prio) {
		resched_curr(rq);
	}
}

static unsigned int get_rr_interval_rt(struct rq *rq, struct task_struct *p)
{
	return p->policy == SCHED_RR ? RR_TIMESLICE : 0;
}

/* At boot. */
void init_rt_rq(struct rt_rq *rt_rq)
{
	int i;

	for (i = 0; i < RT_QUEUES; i++)
		INIT_LIST_HEAD(&rt_rq->queue[i]);
}

const struct sched_class rt_sched_class = {
	.next			= &fair_sched_class,
	.enqueue_task		= enqueue_task_rt,
	.dequeue_task		= dequeue_task_rt,
	.yield_task		= yield_task_rt,
	.check_preempt_curr	= check_preempt_curr_rt,
	.pick_next_task		= pick_next_task_rt,
	.put_prev_task		= put_prev_task_rt,
	.set_curr_task		= set_curr_task_rt,
	.select_task_rq		= select_task_rq_rt,
	.task_tick		= task_tick_rt,
	.switched_to		= switched_to_rt,
	.prio_changed		= prio_changed_rt,
	.get_rr_interval	= get_rr_interval_rt,
	.update_curr		= update_curr_rt,
};
