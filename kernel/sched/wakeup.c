// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/wakeup.c - making tasks runnable: woken, or new
 *
 * I1         A task that sleeps is woken exactly once for each sleep, and
 *            never runs on two CPUs.  What makes that so:
 *
 *              sleeper                     waker
 *              p->state = sleeping         condition = true
 *              full barrier                full barrier (pi_lock)
 *              if (!condition)             if (p->state & mask)
 *                schedule()                  if p->on_rq: state = running
 *                  rq->lock                  else wait until !p->on_cpu,
 *                  if (p->state)                  choose a CPU, enqueue
 *                    on_rq = 0
 *                  switch, on_cpu = 0
 *
 * Locking    p->pi_lock keeps wakers of one task apart and holds task_cpu(p)
 *            still while it sleeps; the sleeper takes its rq->lock only.
 * Entry      wake_up_process() wake_up_state() wake_up_q() kick_process()
 *            wait_task_inactive() sched_fork() wake_up_new_task()
 * Mirrors: Linux 4.x kernel/sched/core.c, that part of it.
 * Simpler than Linux in: the waker takes the other CPU's run queue lock
 * itself, there are no lists of remote wake-ups.
 */
#include "sched.h"

#include <linux/export.h>
#include <linux/sched/task.h>
#include <linux/sched/wake_q.h>

/* @p was found still queued: it only has to be told not to sleep. */
static bool ttwu_remote(struct task_struct *p, int wake_flags)
{
	struct rq *rq = __task_rq_lock(p);
	bool queued = task_on_rq_queued(p);

	if (queued) {
		update_rq_clock(rq);
		check_preempt_curr(rq, p, wake_flags);
		p->state = TASK_RUNNING;
	}
	__task_rq_unlock(rq);
	return queued;
}

static void ttwu_queue(struct task_struct *p, int cpu, int wake_flags)
{
	struct rq *rq = cpu_rq(cpu);

	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	if (p->sched_contributes_to_load)
		rq->nr_uninterruptible--;
	enqueue_task(rq, p, ENQUEUE_WAKEUP);
	p->on_rq = TASK_ON_RQ_QUEUED;
	check_preempt_curr(rq, p, wake_flags);
	p->state = TASK_RUNNING;
	raw_spin_unlock(&rq->lock);
}

/* pi_lock is held, @p's state matched and it is not on a run queue. */
static void ttwu_asleep(struct task_struct *p, int wake_flags)
{
	int cpu;

	/* It may still be on its way through schedule() on its CPU. */
	smp_cond_load_acquire(&p->on_cpu, !VAL);

	p->sched_contributes_to_load = task_contributes_to_load(p);
	p->state = TASK_WAKING;
	if (p->in_iowait)
		atomic_dec(&task_rq(p)->nr_iowait);
	cpu = select_task_rq(p, p->wake_cpu, wake_flags);
	if (task_cpu(p) != cpu)
		set_task_cpu(p, cpu);
	ttwu_queue(p, cpu, wake_flags);
}

/**
 * try_to_wake_up() - make a sleeping task runnable
 * @p: the task
 * @state: states out of which it may be woken
 * @wake_flags: WF_*
 *
 * A full barrier comes before the state is read: what the caller wrote
 * before is seen by the sleeper, or the sleeper's state by us.
 *
 * Context: any but NMI.
 * Return: 1 when @p was in @state and now runs or will, else 0.
 */
int try_to_wake_up(struct task_struct *p, unsigned int state, int wake_flags)
{
	unsigned long flags;
	int success = 0;

	raw_spin_lock_irqsave(&p->pi_lock, flags);
	smp_mb__after_spinlock();
	if (!(p->state & state))
		goto unlock;
	success = 1;
	/* state before on_rq: schedule() writes them in the other order. */
	smp_rmb();
	if (p->on_rq && ttwu_remote(p, wake_flags))
		goto unlock;
	/* on_rq before on_cpu, for the same reason. */
	smp_rmb();
	ttwu_asleep(p, wake_flags);
unlock:
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
	return success;
}

/**
 * wake_up_process() - wake a task out of a normal sleep
 *
 * Context: any but NMI.  A full barrier when it wakes.
 * Return: 1 when it slept, else 0.
 */
int wake_up_process(struct task_struct *p)
{
	return try_to_wake_up(p, TASK_NORMAL, 0);
}
EXPORT_SYMBOL(wake_up_process);

/* As wake_up_process(), if @p sleeps in one of the states of @state. */
int wake_up_state(struct task_struct *p, unsigned int state)
{
	return try_to_wake_up(p, state, 0);
}

/**
 * wake_q_add() - wake a task later, when the caller's lock is free
 * @head: the queue, on the caller's stack
 * @task: the task; a reference is taken
 *
 * Context: any.
 */
void wake_q_add(struct wake_q_head *head, struct task_struct *task)
{
	if (unlikely(head->nr == WAKE_Q_SIZE)) {
		wake_up_process(task);
		return;
	}
	get_task_struct(task);
	head->tasks[head->nr++] = task;
}

/**
 * wake_up_q() - wake all tasks of a queue
 * @head: the queue; empty afterwards
 *
 * Context: any but NMI.
 */
void wake_up_q(struct wake_q_head *head)
{
	unsigned int i;

	for (i = 0; i < head->nr; i++) {
		wake_up_process(head->tasks[i]);
		put_task_struct(head->tasks[i]);
	}
	head->nr = 0;
}

/**
 * kick_process() - have a running task enter the kernel
 * @p: the task; if it runs in user mode it will look at its thread flags
 *
 * Context: any.
 */
void kick_process(struct task_struct *p)
{
	int cpu = task_cpu(p);

	if (cpu != smp_processor_id() && task_curr(p))
		smp_send_reschedule(cpu);
}
EXPORT_SYMBOL(kick_process);

/**
 * scheduler_ipi() - another CPU set our need_resched, or wants us in the
 * kernel: the way back from this interrupt does the rest
 */
void scheduler_ipi(void)
{
}

/**
 * wait_task_inactive() - wait until a task does not run
 * @p: the task; somebody keeps it from running again
 * @match_state: 0, or the state it must be in
 *
 * Context: process context, may sleep.
 * Return: 0 when @p is not in @match_state, else a number that stays the same
 * as long as @p does not run.
 */
unsigned long wait_task_inactive(struct task_struct *p, long match_state)
{
	for (;;) {
		unsigned long ncsw = 0;
		bool running, queued;
		struct rq_flags rf;
		struct rq *rq;

		while (READ_ONCE(p->on_cpu)) {
			if (match_state && p->state != match_state)
				return 0;
			cpu_relax();
		}
		rq = task_rq_lock(p, &rf);
		running = task_running(rq, p);
		queued = task_on_rq_queued(p);
		if (!match_state || p->state == match_state)
			ncsw = p->nvcsw | LONG_MIN;
		task_rq_unlock(rq, p, &rf);

		if (!ncsw || (!running && !queued))
			return ncsw;
		if (queued && !running)
			schedule_timeout_uninterruptible(1);
	}
}

/* Nothing of the parent's past on a run queue is the child's. */
void __sched_fork(struct task_struct *p)
{
	raw_spin_lock_init(&p->pi_lock);
	p->on_cpu = 0;
	p->on_rq = 0;
	p->in_iowait = 0;
	p->sched_contributes_to_load = 0;
	p->nvcsw = 0;
	p->nivcsw = 0;
	p->se.on_rq = 0;
	p->se.exec_start = 0;
	p->se.sum_exec_runtime = 0;
	p->se.prev_sum_exec_runtime = 0;
	p->se.nr_migrations = 0;
	RB_CLEAR_NODE(&p->se.run_node);
	INIT_LIST_HEAD(&p->rt.run_list);
	p->rt.time_slice = RR_TIMESLICE;
	p->rt.on_rq = 0;
}

/* SCHED_RESET_ON_FORK: the child is an ordinary task again. */
static void sched_fork_reset(struct task_struct *p)
{
	if (rt_policy(p->policy)) {
		p->policy = SCHED_NORMAL;
		p->static_prio = NICE_TO_PRIO(0);
		p->rt_priority = 0;
	} else if (PRIO_TO_NICE(p->static_prio) < 0) {
		p->static_prio = NICE_TO_PRIO(0);
	}
	p->prio = p->normal_prio = p->static_prio;
	set_load_weight(p);
	p->sched_reset_on_fork = 0;
}

/**
 * sched_fork() - make the scheduler's part of a new task
 * @clone_flags: CLONE_*
 * @p: the copy of current, not visible yet; nothing wakes it before
 *     wake_up_new_task()
 *
 * Context: process context.
 * Return: 0.
 */
int sched_fork(unsigned long clone_flags, struct task_struct *p)
{
	unsigned long flags;

	__sched_fork(p);
	p->state = TASK_NEW;
	/* Not a priority that current was lent for a while. */
	p->prio = current->normal_prio;
	if (unlikely(p->sched_reset_on_fork))
		sched_fork_reset(p);
	if (rt_prio(p->prio))
		p->sched_class = &rt_sched_class;
	else
		p->sched_class = &fair_sched_class;

	raw_spin_lock_irqsave(&p->pi_lock, flags);
	__set_task_cpu(p, smp_processor_id());
	if (p->sched_class->task_fork)
		p->sched_class->task_fork(p);
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
	return 0;
}

/**
 * wake_up_new_task() - let a new task run for the first time
 * @p: the task, from sched_fork()
 *
 * Context: process context.
 */
void wake_up_new_task(struct task_struct *p)
{
	struct rq_flags rf;
	struct rq *rq;

	raw_spin_lock_irqsave(&p->pi_lock, rf.flags);
	p->state = TASK_RUNNING;
	set_task_cpu(p, select_task_rq(p, task_cpu(p), WF_FORK));
	rq = __task_rq_lock(p);
	update_rq_clock(rq);
	activate_task(rq, p, ENQUEUE_NEW);
	p->on_rq = TASK_ON_RQ_QUEUED;
	check_preempt_curr(rq, p, WF_FORK);
	task_rq_unlock(rq, p, &rf);
}
