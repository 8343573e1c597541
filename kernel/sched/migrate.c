// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/migrate.c - tasks go from one CPU to another
 *
 * A sleeping task moves by waking up elsewhere, a waiting one from queue to
 * queue under the locks.  A running one cannot be taken from its CPU from
 * outside: its stopper thread preempts it there, and then it only waits.
 *
 * I1         A task is on one run queue at a time.  Between two it is
 *            TASK_ON_RQ_MIGRATING: task_rq_lock() waits until it has arrived.
 * I2         task_cpu(p) is in p->cpus_allowed when set_cpus_allowed_ptr()
 *            has returned; wake-ups keep it so.
 * Locking    p->pi_lock and rq->lock for cpus_allowed: read under either.
 *            Two run queues: the one at the lower address first.
 * Entry      set_cpus_allowed_ptr() do_set_cpus_allowed() select_task_rq()
 *            sched_exec() sched_setaffinity() sched_getaffinity()
 * Mirrors: Linux 4.x kernel/sched/core.c, that part of it.
 * Simpler than Linux in: CPUs do not go offline; no cpusets.
 */
#include "sched.h"

#include <linux/cred.h>
#include <linux/export.h>
#include <linux/sched/task.h>

/**
 * double_rq_lock() - lock two run queues
 * @rq1: one
 * @rq2: another, or the same
 *
 * Context: interrupts off.
 */
void double_rq_lock(struct rq *rq1, struct rq *rq2)
{
	if (rq1 == rq2) {
		raw_spin_lock(&rq1->lock);
	} else if (rq1 < rq2) {
		raw_spin_lock(&rq1->lock);
		raw_spin_lock_nested(&rq2->lock, SINGLE_DEPTH_NESTING);
	} else {
		raw_spin_lock(&rq2->lock);
		raw_spin_lock_nested(&rq1->lock, SINGLE_DEPTH_NESTING);
	}
}

/* The other half of double_rq_lock(); the two may be one. */
void double_rq_unlock(struct rq *rq1, struct rq *rq2)
{
	raw_spin_unlock(&rq1->lock);
	if (rq1 != rq2)
		raw_spin_unlock(&rq2->lock);
}

/**
 * double_lock_balance() - lock a second run queue
 * @this_rq: locked
 * @busiest: another
 *
 * Context: interrupts off.
 * Return: 1 when @this_rq's lock was dropped meanwhile.
 */
int double_lock_balance(struct rq *this_rq, struct rq *busiest)
{
	if (likely(raw_spin_trylock(&busiest->lock)))
		return 0;
	if (busiest > this_rq) {
		raw_spin_lock_nested(&busiest->lock, SINGLE_DEPTH_NESTING);
		return 0;
	}
	raw_spin_unlock(&this_rq->lock);
	raw_spin_lock(&busiest->lock);
	raw_spin_lock_nested(&this_rq->lock, SINGLE_DEPTH_NESTING);
	return 1;
}

/* The mask has no CPU that runs: rather break the affinity than the task. */
static int select_fallback_rq(struct task_struct *p)
{
	int cpu = cpumask_any_and(&p->cpus_allowed, cpu_active_mask);

	if (cpu < nr_cpu_ids)
		return cpu;
	/* A kernel thread of a CPU that is on its way up. */
	cpu = cpumask_any_and(&p->cpus_allowed, cpu_online_mask);
	if (cpu < nr_cpu_ids)
		return cpu;
	do_set_cpus_allowed(p, cpu_possible_mask);
	return cpumask_any(cpu_active_mask);
}

/**
 * select_task_rq() - on which CPU should a task run that becomes runnable?
 * @p: the task
 * @cpu: where it ran last
 * @wake_flags: WF_*
 *
 * Context: p->pi_lock is held.
 * Return: a CPU that it may run on.
 */
int select_task_rq(struct task_struct *p, int cpu, int wake_flags)
{
	lockdep_assert_held(&p->pi_lock);
	if (sched_smp_initialized && p->nr_cpus_allowed > 1)
		cpu = p->sched_class->select_task_rq(p, cpu, wake_flags);
	if (unlikely(!cpumask_test_cpu(cpu, &p->cpus_allowed) ||
		     !cpu_active(cpu)))
		cpu = select_fallback_rq(p);
	return cpu;
}

/*
 * p->pi_lock and @rq's lock are held; @p waits on @rq.
 * Return: the new run queue, locked instead of @rq.
 */
static struct rq *move_queued_task(struct rq *rq, struct task_struct *p,
				   int new_cpu)
{
	WRITE_ONCE(p->on_rq, TASK_ON_RQ_MIGRATING);
	deactivate_task(rq, p, 0);
	set_task_cpu(p, new_cpu);
	raw_spin_unlock(&rq->lock);

	rq = cpu_rq(new_cpu);
	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	activate_task(rq, p, 0);
	smp_store_release(&p->on_rq, TASK_ON_RQ_QUEUED);
	check_preempt_curr(rq, p, 0);
	return rq;
}

struct migration_arg {
	struct task_struct	*task;
	int			dest_cpu;
};

/* The stopper runs this on the CPU where the task was seen running. */
static int migration_cpu_stop(void *data)
{
	struct migration_arg *arg = data;
	struct task_struct *p = arg->task;
	struct rq *rq = this_rq();

	local_irq_disable();
	raw_spin_lock(&p->pi_lock);
	raw_spin_lock(&rq->lock);
	/* It may have slept, or moved, before we came. */
	if (task_rq(p) == rq) {
		if (task_on_rq_queued(p)) {
			update_rq_clock(rq);
			rq = move_queued_task(rq, p, arg->dest_cpu);
		} else {
			p->wake_cpu = arg->dest_cpu;
		}
	}
	raw_spin_unlock(&rq->lock);
	raw_spin_unlock(&p->pi_lock);
	local_irq_enable();
	return 0;
}

/**
 * do_set_cpus_allowed() - write the mask, move nothing
 * @p: the task
 * @new_mask: not empty
 *
 * Context: p->pi_lock is held, or @p cannot run.
 */
void do_set_cpus_allowed(struct task_struct *p, const struct cpumask *new_mask)
{
	cpumask_copy(&p->cpus_allowed, new_mask);
	p->nr_cpus_allowed = cpumask_weight(new_mask);
}

static int __set_cpus_allowed_ptr(struct task_struct *p,
				  const struct cpumask *new_mask, bool check)
{
	const struct cpumask *valid = cpu_active_mask;
	struct migration_arg arg = { .task = p };
	struct rq_flags rf;
	struct rq *rq;
	int ret = 0;

	rq = task_rq_lock(p, &rf);
	/* Kernel threads may be bound to a CPU that only comes up. */
	if (p->flags & PF_KTHREAD)
		valid = cpu_online_mask;
	if (check && (p->flags & PF_NO_SETAFFINITY)) {
		ret = -EINVAL;
		goto out;
	}
	if (cpumask_equal(&p->cpus_allowed, new_mask))
		goto out;
	arg.dest_cpu = cpumask_any_and(valid, new_mask);
	if (arg.dest_cpu >= nr_cpu_ids) {
		ret = -EINVAL;
		goto out;
	}
	do_set_cpus_allowed(p, new_mask);
	if (cpumask_test_cpu(task_cpu(p), new_mask))
		goto out;

	if (task_running(rq, p)) {
		task_rq_unlock(rq, p, &rf);
		stop_one_cpu(rq->cpu, migration_cpu_stop, &arg);
		return 0;
	}
	if (task_on_rq_queued(p)) {
		update_rq_clock(rq);
		rq = move_queued_task(rq, p, arg.dest_cpu);
	}
out:
	task_rq_unlock(rq, p, &rf);
	return ret;
}

/**
 * set_cpus_allowed_ptr() - on which CPUs may a task run?
 * @p: the task
 * @new_mask: these
 *
 * Context: process context, may sleep.
 * Return: 0, and @p is on one of them; or -EINVAL when none of them runs.
 */
int set_cpus_allowed_ptr(struct task_struct *p, const struct cpumask *new_mask)
{
	return __set_cpus_allowed_ptr(p, new_mask, false);
}
EXPORT_SYMBOL(set_cpus_allowed_ptr);

/**
 * sched_exec() - exec is the cheapest moment to change the CPU
 *
 * The old program's memory is about to go, the new has touched none.
 *
 * Context: current, may sleep.
 */
void sched_exec(void)
{
	struct migration_arg arg = { .task = current };
	unsigned long flags;

	if (!sched_smp_initialized)
		return;
	raw_spin_lock_irqsave(&current->pi_lock, flags);
	arg.dest_cpu = select_task_rq(current, task_cpu(current), WF_EXEC);
	raw_spin_unlock_irqrestore(&current->pi_lock, flags);
	if (arg.dest_cpu != smp_processor_id())
		stop_one_cpu(task_cpu(current), migration_cpu_stop, &arg);
}

/**
 * sched_setaffinity() - the system call, with the mask in the kernel
 * @pid: which task, 0 for current
 * @in_mask: CPUs; those that do not exist are ignored
 *
 * Context: process context, may sleep.
 * Return: 0, -ESRCH, -EPERM, or -EINVAL when no CPU of it runs.
 */
long sched_setaffinity(pid_t pid, const struct cpumask *in_mask)
{
	struct task_struct *p = get_process_by_pid(pid);
	struct cpumask new_mask;
	long retval;

	if (!p)
		return -ESRCH;
	retval = -EINVAL;
	if (p->flags & PF_NO_SETAFFINITY)
		goto out;
	retval = -EPERM;
	if (!check_same_owner(p) && !capable(CAP_SYS_NICE))
		goto out;
	cpumask_and(&new_mask, in_mask, cpu_possible_mask);
	retval = __set_cpus_allowed_ptr(p, &new_mask, true);
out:
	put_task_struct(p);
	return retval;
}

/**
 * sched_getaffinity() - the CPUs that a task may run on
 * @pid: which task, 0 for current
 * @mask: where they are put
 *
 * Context: process context.
 * Return: 0 or -ESRCH.
 */
long sched_getaffinity(pid_t pid, struct cpumask *mask)
{
	struct task_struct *p;
	unsigned long flags;
	long retval = -ESRCH;

	rcu_read_lock();
	p = find_process_by_pid(pid);
	if (p) {
		raw_spin_lock_irqsave(&p->pi_lock, flags);
		cpumask_and(mask, &p->cpus_allowed, cpu_active_mask);
		raw_spin_unlock_irqrestore(&p->pi_lock, flags);
		retval = 0;
	}
	rcu_read_unlock();
	return retval;
}
