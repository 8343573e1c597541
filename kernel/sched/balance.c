// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/balance.c - spreading the fair tasks over the CPUs
 *
 * Three moments: a task wakes or is born (select_task_rq_fair()), a CPU is
 * about to go idle and looks for work elsewhere (idle_balance()), and now and
 * then on each busy CPU (run_rebalance()), which gives tasks to idle CPUs
 * (they have no tick that could fetch them) and takes some from the busiest.
 *
 * I1         A task moves only while it waits in a tree: never the running
 *            one, never to a CPU it is not allowed on.
 * I2         A move makes the two loads more equal than they were, so tasks
 *            do not bounce.
 * Locking    both run queue locks, the lower address first.  Loads and idle
 *            CPUs are looked at without: a wrong guess costs a little time.
 * Entry      select_task_rq_fair() idle_balance() trigger_load_balance()
 * Mirrors: Linux 4.x kernel/sched/fair.c, the second half.
 * Simpler than Linux in: one domain, all CPUs are equally near; load is the
 * sum of weights now, without history.
 */
#include "sched.h"

#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>

/* Tasks looked at, and moved, in one go: bounds the time with locks held. */
#define SCHED_NR_LOOK		32
#define SCHED_NR_MIGRATE	8

#define BALANCE_BUSY		(32 * HZ / 1000)	/* jiffies */
#define BALANCE_ALONE		(128 * HZ / 1000)

static inline unsigned long cpu_load(int cpu)
{
	return READ_ONCE(cpu_rq(cpu)->cfs.load);
}

/* A CPU that @p may use and that has nothing to do, @near first; or -1. */
static int find_idle_cpu(struct task_struct *p, int near)
{
	int cpu;

	for_each_cpu_wrap(cpu, &p->cpus_allowed, near) {
		if (cpu_active(cpu) && idle_cpu(cpu))
			return cpu;
	}
	return -1;
}

/* For a new task: an idle CPU, or the one with the least load. */
static int find_idlest_cpu(struct task_struct *p, int this_cpu)
{
	unsigned long load, min_load = ULONG_MAX;
	int cpu, idlest = this_cpu;

	for_each_cpu_wrap(cpu, &p->cpus_allowed, this_cpu) {
		if (!cpu_active(cpu))
			continue;
		if (idle_cpu(cpu))
			return cpu;
		load = cpu_load(cpu);
		if (load < min_load) {
			min_load = load;
			idlest = cpu;
		}
	}
	return idlest;
}

/**
 * select_task_rq_fair() - on which CPU should a task run that becomes runnable?
 * @p: the task
 * @prev_cpu: where it ran last
 * @wake_flags: WF_*
 *
 * Context: p->pi_lock is held.
 * Return: a CPU; the caller checks that it is allowed.
 */
int select_task_rq_fair(struct task_struct *p, int prev_cpu, int wake_flags)
{
	int this_cpu = smp_processor_id();
	bool this_ok = cpumask_test_cpu(this_cpu, &p->cpus_allowed);
	int cpu;

	if (wake_flags & WF_EXEC) {
		/* Moving costs two switches: only away from a crowd. */
		if (this_rq()->nr_running <= 1)
			return prev_cpu;
		cpu = find_idle_cpu(p, prev_cpu);
		return cpu < 0 ? prev_cpu : cpu;
	}
	if (wake_flags & WF_FORK)
		return find_idlest_cpu(p, this_cpu);

	/* The waker will sleep: its CPU is free at once, its cache warm. */
	if ((wake_flags & WF_SYNC) && this_ok && this_rq()->nr_running == 1)
		return this_cpu;
	cpu = find_idle_cpu(p, prev_cpu);
	if (cpu >= 0)
		return cpu;
	if (this_ok && cpu_load(this_cpu) < cpu_load(prev_cpu))
		return this_cpu;
	return prev_cpu;
}

static bool can_migrate_task(struct task_struct *p, struct rq *src, int cpu)
{
	return !task_running(src, p) && cpumask_test_cpu(cpu, &p->cpus_allowed);
}

/* Both locks are held. */
static void move_task(struct rq *src, struct rq *dst, struct task_struct *p)
{
	deactivate_task(src, p, 0);
	set_task_cpu(p, dst->cpu);
	activate_task(dst, p, 0);
	check_preempt_curr(dst, p, 0);
}

/*
 * Move waiting tasks from @src to @dst, at most @max, as long as @imbalance
 * (of load) is more than the task's own.  Both locks are held.
 * Return: how many moved.
 */
static int move_tasks(struct rq *src, struct rq *dst, unsigned long imbalance,
		      int max)
{
	struct rb_node *node = rb_first_cached(&src->cfs.tasks_timeline);
	int looked = 0, moved = 0;
	struct task_struct *p;

	update_rq_clock(src);
	update_rq_clock(dst);
	while (node && moved < max && looked++ < SCHED_NR_LOOK) {
		p = rb_entry(node, struct task_struct, se.run_node);
		node = rb_next(node);
		if (p->se.load.weight >= imbalance ||
		    !can_migrate_task(p, src, dst->cpu))
			continue;
		/* What one loses and the other gains counts twice. */
		imbalance -= min(imbalance, 2 * p->se.load.weight);
		move_task(src, dst, p);
		moved++;
	}
	return moved;
}

/* The run queue with the most waiting load, seen from @this_rq; or NULL. */
static struct rq *find_busiest_queue(struct rq *this_rq)
{
	unsigned long max_load = this_rq->cfs.load;
	struct rq *busiest = NULL;
	int cpu;

	for_each_online_cpu(cpu) {
		struct rq *rq = cpu_rq(cpu);
		unsigned long load = cpu_load(cpu);

		if (rq == this_rq || load <= max_load ||
		    READ_ONCE(rq->cfs.nr_running) < 2)
			continue;
		max_load = load;
		busiest = rq;
	}
	return busiest;
}

/**
 * idle_balance() - fetch work for a CPU that has none
 * @this_rq: its run queue, locked; the lock may be dropped for a moment
 *
 * Context: schedule(), interrupts off.
 * Return: nonzero when there is something to run now.
 */
int idle_balance(struct rq *this_rq)
{
	struct rq *busiest;

	if (!sched_smp_initialized)
		return 0;
	busiest = find_busiest_queue(this_rq);
	if (!busiest)
		return 0;
	double_lock_balance(this_rq, busiest);
	/* The one that runs there does not count: any other may come. */
	if (!this_rq->nr_running && busiest->cfs.nr_running >= 2)
		move_tasks(busiest, this_rq, ULONG_MAX, 1);
	raw_spin_unlock(&busiest->lock);
	return this_rq->nr_running;
}

/* Give waiting tasks to CPUs that have nothing to do. */
static void push_to_idle(struct rq *this_rq)
{
	int cpu;

	for_each_online_cpu(cpu) {
		if (READ_ONCE(this_rq->cfs.nr_running) < 2)
			return;
		if (!cpu_active(cpu) || !idle_cpu(cpu))
			continue;
		local_irq_disable();
		double_rq_lock(this_rq, cpu_rq(cpu));
		if (this_rq->cfs.nr_running >= 2 && idle_cpu(cpu))
			move_tasks(this_rq, cpu_rq(cpu), ULONG_MAX, 1);
		double_rq_unlock(this_rq, cpu_rq(cpu));
		local_irq_enable();
	}
}

/* Take some from the busiest CPU, if that evens out the loads (I2). */
static void pull_from_busiest(struct rq *this_rq)
{
	struct rq *busiest = find_busiest_queue(this_rq);

	if (!busiest)
		return;
	local_irq_disable();
	double_rq_lock(this_rq, busiest);
	if (busiest->cfs.load > this_rq->cfs.load)
		move_tasks(busiest, this_rq,
			   busiest->cfs.load - this_rq->cfs.load,
			   SCHED_NR_MIGRATE);
	double_rq_unlock(this_rq, busiest);
	local_irq_enable();
}

/* SCHED_SOFTIRQ, interrupts on. */
static void run_rebalance(struct softirq_action *h)
{
	struct rq *rq = this_rq();

	if (rq->rt.rt_nr_running > 1)
		push_rt_tasks(rq);
	if (rq->cfs.nr_running >= 2)
		push_to_idle(rq);
	pull_from_busiest(rq);
	rq->next_balance = jiffies + (rq->nr_running >= 2 ? BALANCE_BUSY
							  : BALANCE_ALONE);
}

/**
 * trigger_load_balance() - is it time to balance?
 * @rq: this CPU's
 *
 * Context: the tick, interrupts off.
 */
void trigger_load_balance(struct rq *rq)
{
	if (!sched_smp_initialized)
		return;
	if (time_after_eq(jiffies, rq->next_balance) ||
	    unlikely(rq->rt.rt_nr_running > 1))
		raise_softirq_irqoff(SCHED_SOFTIRQ);
}

/** init_sched_fair_class() - the balancer's softirq, at boot */
void __init init_sched_fair_class(void)
{
	open_softirq(SCHED_SOFTIRQ, run_rebalance);
}
