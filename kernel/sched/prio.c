// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/prio.c - how important a task is: nice, policy, priority
 *
 * Data       p->static_prio from nice; p->normal_prio from policy and
 *            rt_priority or nice; p->prio what counts now (the same, as
 *            nobody lends priorities).  p->se.load: the weight of a fair task.
 * I1         A queued task changes only while it is out of its queue: dequeue,
 *            change, enqueue, under both locks.
 * Locking    p->pi_lock and rq->lock (task_rq_lock()).
 * Entry      set_user_nice() sched_setscheduler() sched_setattr()
 *            task_prio() task_nice() idle_cpu()
 * Mirrors: Linux 4.x kernel/sched/core.c, that part of it.
 * Simpler than Linux in: no priority inheritance, no deadline policy (EINVAL),
 * no utilisation clamps.
 */
#include "sched.h"

#include <linux/cred.h>
#include <linux/export.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/types.h>

/**
 * set_load_weight() - the weight that goes with a task's nice value
 * @p: the task, not queued
 */
void set_load_weight(struct task_struct *p)
{
	int prio = p->static_prio - MAX_RT_PRIO;

	if (idle_policy(p->policy)) {
		p->se.load.weight = WEIGHT_IDLEPRIO;
		p->se.load.inv_weight = WMULT_IDLEPRIO;
		return;
	}
	p->se.load.weight = sched_prio_to_weight[prio];
	p->se.load.inv_weight = sched_prio_to_wmult[prio];
}

/* The priority that policy and parameters ask for. */
int normal_prio(struct task_struct *p)
{
	if (rt_policy(p->policy))
		return MAX_RT_PRIO - 1 - p->rt_priority;
	return p->static_prio;
}

/* The priority as user space sees it: -100..-1 real time, 0..39 fair. */
int task_prio(const struct task_struct *p)
{
	return p->prio - MAX_RT_PRIO;
}

/**
 * task_nice() - a task's nice value
 *
 * Return: -20 .. 19.
 */
int task_nice(const struct task_struct *p)
{
	return PRIO_TO_NICE(p->static_prio);
}
EXPORT_SYMBOL(task_nice);

/* Does @p have a CPU now? */
int task_curr(const struct task_struct *p)
{
	return cpu_curr(task_cpu(p)) == p;
}

/* Has @cpu nothing to run? */
int idle_cpu(int cpu)
{
	struct rq *rq = cpu_rq(cpu);

	return READ_ONCE(rq->curr) == rq->idle && !READ_ONCE(rq->nr_running);
}

/* The task that a CPU runs when it has no other. */
struct task_struct *idle_task(int cpu)
{
	return cpu_rq(cpu)->idle;
}

/* A task by its number in current's namespace, 0 for current; under RCU. */
struct task_struct *find_process_by_pid(pid_t pid)
{
	return pid ? find_task_by_vpid(pid) : current;
}

/* The same with a reference, or NULL. */
struct task_struct *get_process_by_pid(pid_t pid)
{
	struct task_struct *p;

	rcu_read_lock();
	p = find_process_by_pid(pid);
	if (p)
		get_task_struct(p);
	rcu_read_unlock();
	return p;
}

/* Is this nice value below what RLIMIT_NICE or CAP_SYS_NICE allows? */
int can_nice(const struct task_struct *p, int nice)
{
	int nice_rlim = nice_to_rlimit(nice);

	return nice_rlim <= task_rlimit(p, RLIMIT_NICE) ||
	       capable(CAP_SYS_NICE);
}

/**
 * set_user_nice() - change a task's nice value
 * @p: the task
 * @nice: -20 .. 19, others are ignored
 *
 * For a real-time task it is remembered until it is fair again.
 *
 * Context: any but NMI.
 */
void set_user_nice(struct task_struct *p, long nice)
{
	bool queued, running;
	struct rq_flags rf;
	struct rq *rq;
	int old_prio;

	if (task_nice(p) == nice || nice < MIN_NICE || nice > MAX_NICE)
		return;
	rq = task_rq_lock(p, &rf);
	update_rq_clock(rq);
	if (rt_policy(p->policy)) {
		p->static_prio = NICE_TO_PRIO(nice);
		goto unlock;
	}
	queued = task_on_rq_queued(p);
	running = task_current(rq, p);
	if (queued)
		dequeue_task(rq, p, DEQUEUE_SAVE);
	if (running)
		put_prev_task(rq, p);

	p->static_prio = NICE_TO_PRIO(nice);
	set_load_weight(p);
	old_prio = p->prio;
	p->prio = p->normal_prio = normal_prio(p);

	if (queued)
		enqueue_task(rq, p, ENQUEUE_RESTORE);
	if (running)
		p->sched_class->set_curr_task(rq);
	if (queued && p->sched_class->prio_changed)
		p->sched_class->prio_changed(rq, p, old_prio);
unlock:
	task_rq_unlock(rq, p, &rf);
}
EXPORT_SYMBOL(set_user_nice);

static void __setscheduler_params(struct task_struct *p,
				  const struct sched_attr *attr)
{
	p->policy = attr->sched_policy;
	if (fair_policy(p->policy) || idle_policy(p->policy))
		p->static_prio = NICE_TO_PRIO(attr->sched_nice);
	p->rt_priority = attr->sched_priority;
	p->normal_prio = normal_prio(p);
	p->prio = p->normal_prio;
	set_load_weight(p);
}

/* @p is not queued. */
static void __setscheduler(struct rq *rq, struct task_struct *p,
			   const struct sched_attr *attr)
{
	const struct sched_class *class;

	__setscheduler_params(p, attr);
	class = rt_prio(p->prio) ? &rt_sched_class : &fair_sched_class;
	/* Its vruntime is of long ago: start level with the others. */
	if (class == &fair_sched_class && p->sched_class != class)
		p->se.vruntime = rq->cfs.min_vruntime;
	p->sched_class = class;
}

/* Is @p current's own, by effective id? */
bool check_same_owner(struct task_struct *p)
{
	const struct cred *cred = current_cred(), *pcred;
	bool match;

	rcu_read_lock();
	pcred = __task_cred(p);
	match = uid_eq(cred->euid, pcred->euid) ||
		uid_eq(cred->euid, pcred->uid);
	rcu_read_unlock();
	return match;
}

/* What needs CAP_SYS_NICE: more urgent than now, or than the limits. */
static int check_setscheduler_perm(struct task_struct *p,
				   const struct sched_attr *attr,
				   bool reset_on_fork)
{
	int policy = attr->sched_policy;

	if (capable(CAP_SYS_NICE))
		return 0;
	if (fair_policy(policy) && attr->sched_nice < task_nice(p) &&
	    !can_nice(p, attr->sched_nice))
		return -EPERM;
	if (rt_policy(policy)) {
		unsigned long rlim_rtprio = task_rlimit(p, RLIMIT_RTPRIO);

		if (policy != p->policy && !rlim_rtprio)
			return -EPERM;
		if (attr->sched_priority > p->rt_priority &&
		    attr->sched_priority > rlim_rtprio)
			return -EPERM;
	}
	/* Leaving SCHED_IDLE is as getting a better nice value. */
	if (idle_policy(p->policy) && !idle_policy(policy) &&
	    !can_nice(p, task_nice(p)))
		return -EPERM;
	if (!check_same_owner(p))
		return -EPERM;
	if (p->sched_reset_on_fork && !reset_on_fork)
		return -EPERM;
	return 0;
}

static int check_setscheduler_attr(const struct sched_attr *attr, int policy)
{
	if (!fair_policy(policy) && !idle_policy(policy) && !rt_policy(policy))
		return -EINVAL;
	if (attr->sched_flags & ~(u64)SCHED_FLAG_RESET_ON_FORK)
		return -EINVAL;
	if (attr->sched_priority > MAX_USER_RT_PRIO - 1)
		return -EINVAL;
	return rt_policy(policy) == (attr->sched_priority != 0) ? 0 : -EINVAL;
}

/* Both locks are held; @p gets its new class and place. */
static void change_scheduler(struct rq *rq, struct task_struct *p,
			     const struct sched_attr *attr)
{
	const struct sched_class *prev_class = p->sched_class;
	bool queued = task_on_rq_queued(p);
	bool running = task_current(rq, p);
	int flags = ENQUEUE_RESTORE;
	int oldprio = p->prio;

	update_rq_clock(rq);
	if (queued)
		dequeue_task(rq, p, DEQUEUE_SAVE);
	if (running)
		put_prev_task(rq, p);
	__setscheduler(rq, p, attr);
	if (queued) {
		/* Made less urgent: still before its new equals. */
		if (oldprio < p->prio)
			flags |= ENQUEUE_HEAD;
		enqueue_task(rq, p, flags);
	}
	if (running)
		p->sched_class->set_curr_task(rq);

	if (prev_class != p->sched_class)
		p->sched_class->switched_to(rq, p);
	else if (oldprio != p->prio)
		p->sched_class->prio_changed(rq, p, oldprio);
}

static int __sched_setscheduler(struct task_struct *p,
				const struct sched_attr *attr, bool user)
{
	bool reset_on_fork;
	struct rq_flags rf;
	struct rq *rq;
	int ret;

	reset_on_fork = attr->sched_flags & SCHED_FLAG_RESET_ON_FORK;
	ret = check_setscheduler_attr(attr, attr->sched_policy);
	if (!ret && user)
		ret = check_setscheduler_perm(p, attr, reset_on_fork);
	if (ret)
		return ret;

	rq = task_rq_lock(p, &rf);
	/* The stopper is not to be touched. */
	if (p == rq->stop) {
		task_rq_unlock(rq, p, &rf);
		return -EINVAL;
	}
	p->sched_reset_on_fork = reset_on_fork;
	change_scheduler(rq, p, attr);
	task_rq_unlock(rq, p, &rf);
	return 0;
}

static int _sched_setscheduler(struct task_struct *p, int policy,
			       const struct sched_param *param, bool user)
{
	struct sched_attr attr = {
		.sched_policy = policy,
		.sched_priority = param->sched_priority,
		.sched_nice = PRIO_TO_NICE(p->static_prio),
	};

	/* The old calls' way to say it. */
	if (policy >= 0 && (policy & SCHED_RESET_ON_FORK)) {
		attr.sched_flags |= SCHED_FLAG_RESET_ON_FORK;
		attr.sched_policy = policy & ~SCHED_RESET_ON_FORK;
	}
	return __sched_setscheduler(p, &attr, user);
}

/**
 * sched_setscheduler() - change a task's policy and priority
 * @p: the task
 * @policy: SCHED_*
 * @param: the priority, 0 but for real-time policies
 *
 * Context: process context.
 * Return: 0, -EINVAL, or -EPERM when current may not do that to @p.
 */
int sched_setscheduler(struct task_struct *p, int policy,
		       const struct sched_param *param)
{
	return _sched_setscheduler(p, policy, param, true);
}
EXPORT_SYMBOL(sched_setscheduler);

/* The same without a look at current's rights. */
int sched_setscheduler_nocheck(struct task_struct *p, int policy,
			       const struct sched_param *param)
{
	return _sched_setscheduler(p, policy, param, false);
}
EXPORT_SYMBOL(sched_setscheduler_nocheck);

/**
 * sched_setattr() - change a task's policy, priority and nice value
 * @p: the task
 * @attr: all of them
 *
 * Context: process context.
 * Return: 0, -EINVAL or -EPERM.
 */
int sched_setattr(struct task_struct *p, const struct sched_attr *attr)
{
	return __sched_setscheduler(p, attr, true);
}
EXPORT_SYMBOL(sched_setattr);

/**
 * sched_set_stop_task() - make a thread the stopper of a CPU
 * @cpu: the CPU
 * @stop: a kernel thread bound to it, not running
 *
 * Context: boot.
 */
void sched_set_stop_task(int cpu, struct task_struct *stop)
{
	struct rq_flags rf;
	struct rq *rq = task_rq_lock(stop, &rf);

	stop->policy = SCHED_FIFO;
	stop->rt_priority = MAX_USER_RT_PRIO - 1;
	stop->prio = stop->normal_prio = STOP_PRIO;
	stop->sched_class = &rt_sched_class;
	cpu_rq(cpu)->stop = stop;
	task_rq_unlock(rq, stop, &rf);
}
