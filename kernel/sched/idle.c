// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/idle.c - what a CPU does when nobody wants it
 *
 * Each CPU has an idle task, "swapper/N", that is always runnable and in no
 * queue: the idle class picks it when all others have nothing.  It stops the
 * tick, tells RCU that it reads nothing, and halts until an interrupt.
 *
 * I1         need_resched is looked at with interrupts off, and "sti; hlt"
 *            lets none slip in between: the interrupt that comes with a
 *            wake-up (resched_curr()) ends the halt.
 * Entry      cpu_startup_entry() and the methods in idle_sched_class
 * Mirrors: Linux 4.x kernel/sched/idle.c, idle_task.c.
 */
#include "sched.h"

#include <linux/cpu.h>
#include <linux/init.h>
#include <linux/rcupdate.h>
#include <linux/tick.h>

/* idle=poll: do not halt; quick to wake, at the price of the power. */
static int cpu_idle_force_poll;

static int __init cpu_idle_poll_setup(char *arg)
{
	if (strcmp(arg, "poll"))
		return -EINVAL;
	cpu_idle_force_poll = 1;
	return 0;
}
early_param("idle", cpu_idle_poll_setup);

/* Who wakes us sees the polling flag and sends no interrupt. */
static void cpu_idle_poll(void)
{
	__current_set_polling();
	rcu_idle_enter();
	while (!need_resched())
		cpu_relax();
	rcu_idle_exit();
	__current_clr_polling();
	smp_mb__after_atomic();
}

/* Sleep until an interrupt.  Keeps: I1. */
static void cpuidle_idle_call(void)
{
	local_irq_disable();
	if (need_resched()) {
		local_irq_enable();
		return;
	}
	rcu_idle_enter();
	arch_cpu_idle();
	rcu_idle_exit();
}

static void do_idle(void)
{
	tick_nohz_idle_enter();
	while (!need_resched()) {
		if (cpu_idle_force_poll)
			cpu_idle_poll();
		else
			cpuidle_idle_call();
	}
	tick_nohz_idle_exit();
	schedule();
}

/**
 * cpu_startup_entry() - a CPU is ready to run tasks
 * @state: unused; Linux's signature
 *
 * Context: the idle task of this CPU, interrupts on.  Does not return.
 */
void cpu_startup_entry(enum cpuhp_state state)
{
	for (;;)
		do_idle();
}

static void enqueue_task_idle(struct rq *rq, struct task_struct *p, int flags)
{
	BUG();
}

/* The idle task called something that sleeps. */
static void dequeue_task_idle(struct rq *rq, struct task_struct *p, int flags)
{
	raw_spin_unlock_irq(&rq->lock);
	pr_err("bad: scheduling from the idle thread!\n");
	dump_stack();
	raw_spin_lock_irq(&rq->lock);
}

static void yield_task_idle(struct rq *rq)
{
}

static void check_preempt_curr_idle(struct rq *rq, struct task_struct *p,
				    int flags)
{
	resched_curr(rq);
}

static struct task_struct *pick_next_task_idle(struct rq *rq,
					       struct task_struct *prev)
{
	put_prev_task(rq, prev);
	return rq->idle;
}

static void put_prev_task_idle(struct rq *rq, struct task_struct *p)
{
}

static void set_curr_task_idle(struct rq *rq)
{
}

static int select_task_rq_idle(struct task_struct *p, int cpu, int flags)
{
	return task_cpu(p);	/* idle tasks never move */
}

static void task_tick_idle(struct rq *rq, struct task_struct *p)
{
}

static void switched_to_idle(struct rq *rq, struct task_struct *p)
{
	BUG();
}

static void prio_changed_idle(struct rq *rq, struct task_struct *p,
			      int oldprio)
{
	BUG();
}

static unsigned int get_rr_interval_idle(struct rq *rq, struct task_struct *p)
{
	return 0;
}

static void update_curr_idle(struct rq *rq)
{
}

const struct sched_class idle_sched_class = {
	.enqueue_task		= enqueue_task_idle,
	.dequeue_task		= dequeue_task_idle,
	.yield_task		= yield_task_idle,
	.check_preempt_curr	= check_preempt_curr_idle,
	.pick_next_task		= pick_next_task_idle,
	.put_prev_task		= put_prev_task_idle,
	.set_curr_task		= set_curr_task_idle,
	.select_task_rq		= select_task_rq_idle,
	.task_tick		= task_tick_idle,
	.switched_to		= switched_to_idle,
	.prio_changed		= prio_changed_idle,
	.get_rr_interval	= get_rr_interval_idle,
	.update_curr		= update_curr_idle,
};
