// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/syscalls.c - the system calls about scheduling
 *
 * Copies and checks arguments; prio.c and migrate.c do the work.
 *
 * Entry      nice(2) sched_setscheduler(2) sched_setparam(2) sched_setattr(2)
 *            their get forms, sched_setaffinity(2) sched_getaffinity(2)
 *            sched_yield(2) sched_get_priority_max(2) _min(2)
 *            sched_rr_get_interval(2)
 * Mirrors: Linux 4.x kernel/sched/core.c, that part of it.
 * Not here: SCHED_DEADLINE, utilisation clamps (EINVAL).
 */
#include "sched.h"

#include <linux/export.h>
#include <linux/rcupdate.h>
#include <linux/sched/task.h>
#include <linux/sched/types.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

/* Keep policy and priority, take the rest: sched_setparam(2). */
#define SETPARAM_POLICY		(-1)

static int do_sched_setscheduler(pid_t pid, int policy,
				 struct sched_param __user *param)
{
	struct sched_param lparam;
	struct task_struct *p;
	int retval;

	if (!param || pid < 0)
		return -EINVAL;
	if (copy_from_user(&lparam, param, sizeof(lparam)))
		return -EFAULT;
	p = get_process_by_pid(pid);
	if (!p)
		return -ESRCH;
	if (policy == SETPARAM_POLICY)
		policy = p->policy | (p->sched_reset_on_fork ?
				      SCHED_RESET_ON_FORK : 0);
	retval = sched_setscheduler(p, policy, &lparam);
	put_task_struct(p);
	return retval;
}

SYSCALL_DEFINE3(sched_setscheduler, pid_t, pid, int, policy,
		struct sched_param __user *, param)
{
	if (policy < 0)
		return -EINVAL;
	return do_sched_setscheduler(pid, policy, param);
}

SYSCALL_DEFINE2(sched_setparam, pid_t, pid, struct sched_param __user *, param)
{
	return do_sched_setscheduler(pid, SETPARAM_POLICY, param);
}

/* A larger struct than we know must have zeros where we know nothing. */
static int sched_copy_attr(struct sched_attr __user *uattr,
			   struct sched_attr *attr)
{
	unsigned char __user *tail;
	unsigned char c;
	u32 size, i;

	memset(attr, 0, sizeof(*attr));
	if (get_user(size, &uattr->size))
		return -EFAULT;
	if (!size)
		size = SCHED_ATTR_SIZE_VER0;
	if (size < SCHED_ATTR_SIZE_VER0 || size > PAGE_SIZE)
		goto err_size;
	tail = (unsigned char __user *)uattr;
	for (i = sizeof(*attr); i < size; i++) {
		if (get_user(c, tail + i))
			return -EFAULT;
		if (c)
			goto err_size;
	}
	if (copy_from_user(attr, uattr, min_t(u32, size, sizeof(*attr))))
		return -EFAULT;
	attr->sched_nice = clamp(attr->sched_nice, MIN_NICE, MAX_NICE);
	return 0;

err_size:
	put_user((u32)sizeof(*attr), &uattr->size);
	return -E2BIG;
}

SYSCALL_DEFINE3(sched_setattr, pid_t, pid, struct sched_attr __user *, uattr,
		unsigned int, flags)
{
	struct sched_attr attr;
	struct task_struct *p;
	int retval;

	if (!uattr || pid < 0 || flags)
		return -EINVAL;
	retval = sched_copy_attr(uattr, &attr);
	if (retval)
		return retval;
	if ((int)attr.sched_policy < 0)
		return -EINVAL;
	p = get_process_by_pid(pid);
	if (!p)
		return -ESRCH;
	if (attr.sched_flags & SCHED_FLAG_KEEP_POLICY)
		attr.sched_policy = p->policy;
	if (attr.sched_flags & SCHED_FLAG_KEEP_PARAMS) {
		attr.sched_priority = p->rt_priority;
		attr.sched_nice = task_nice(p);
	}
	attr.sched_flags &= ~(u64)(SCHED_FLAG_KEEP_POLICY |
				   SCHED_FLAG_KEEP_PARAMS);
	retval = sched_setattr(p, &attr);
	put_task_struct(p);
	return retval;
}

SYSCALL_DEFINE1(sched_getscheduler, pid_t, pid)
{
	struct task_struct *p;
	int retval = -ESRCH;

	if (pid < 0)
		return -EINVAL;
	rcu_read_lock();
	p = find_process_by_pid(pid);
	if (p)
		retval = p->policy | (p->sched_reset_on_fork ?
				      SCHED_RESET_ON_FORK : 0);
	rcu_read_unlock();
	return retval;
}

SYSCALL_DEFINE2(sched_getparam, pid_t, pid, struct sched_param __user *, param)
{
	struct sched_param lp = { .sched_priority = 0 };
	struct task_struct *p;

	if (!param || pid < 0)
		return -EINVAL;
	rcu_read_lock();
	p = find_process_by_pid(pid);
	if (p && rt_policy(p->policy))
		lp.sched_priority = p->rt_priority;
	rcu_read_unlock();
	if (!p)
		return -ESRCH;
	return copy_to_user(param, &lp, sizeof(lp)) ? -EFAULT : 0;
}

SYSCALL_DEFINE4(sched_getattr, pid_t, pid, struct sched_attr __user *, uattr,
		unsigned int, usize, unsigned int, flags)
{
	struct sched_attr attr = { .sched_policy = 0 };
	struct task_struct *p;

	if (!uattr || pid < 0 || usize > PAGE_SIZE ||
	    usize < SCHED_ATTR_SIZE_VER0 || flags)
		return -EINVAL;
	rcu_read_lock();
	p = find_process_by_pid(pid);
	if (p) {
		attr.sched_policy = p->policy;
		if (p->sched_reset_on_fork)
			attr.sched_flags |= SCHED_FLAG_RESET_ON_FORK;
		if (rt_policy(p->policy))
			attr.sched_priority = p->rt_priority;
		else
			attr.sched_nice = task_nice(p);
	}
	rcu_read_unlock();
	if (!p)
		return -ESRCH;
	attr.size = min_t(u32, usize, sizeof(attr));
	return copy_to_user(uattr, &attr, attr.size) ? -EFAULT : 0;
}

SYSCALL_DEFINE3(sched_setaffinity, pid_t, pid, unsigned int, len,
		unsigned long __user *, user_mask_ptr)
{
	struct cpumask new_mask;

	cpumask_clear(&new_mask);
	len = min_t(unsigned int, len, cpumask_size());
	if (copy_from_user(&new_mask, user_mask_ptr, len))
		return -EFAULT;
	return sched_setaffinity(pid, &new_mask);
}

/* Returns the number of bytes written; glibc zeroes the rest. */
SYSCALL_DEFINE3(sched_getaffinity, pid_t, pid, unsigned int, len,
		unsigned long __user *, user_mask_ptr)
{
	struct cpumask mask;
	long ret;

	if ((u64)len * BITS_PER_BYTE < nr_cpu_ids ||
	    (len & (sizeof(unsigned long) - 1)))
		return -EINVAL;
	ret = sched_getaffinity(pid, &mask);
	if (ret)
		return ret;
	len = min_t(unsigned int, len, cpumask_size());
	return copy_to_user(user_mask_ptr, &mask, len) ? -EFAULT : (long)len;
}

static void do_sched_yield(void)
{
	struct rq *rq;

	local_irq_disable();
	rq = this_rq();
	raw_spin_lock(&rq->lock);
	current->sched_class->yield_task(rq);
	raw_spin_unlock_irq(&rq->lock);
	schedule();
}

SYSCALL_DEFINE0(sched_yield)
{
	do_sched_yield();
	return 0;
}

/**
 * yield() - let others run for once
 *
 * Waiting for something by calling it in a loop is wrong: a real-time task
 * would wait for ever.
 *
 * Context: process context.
 */
void yield(void)
{
	set_current_state(TASK_RUNNING);
	do_sched_yield();
}
EXPORT_SYMBOL(yield);

SYSCALL_DEFINE1(sched_get_priority_max, int, policy)
{
	if (rt_policy(policy))
		return MAX_USER_RT_PRIO - 1;
	if (fair_policy(policy) || idle_policy(policy) ||
	    policy == SCHED_DEADLINE)
		return 0;
	return -EINVAL;
}

SYSCALL_DEFINE1(sched_get_priority_min, int, policy)
{
	if (rt_policy(policy))
		return 1;
	if (fair_policy(policy) || idle_policy(policy) ||
	    policy == SCHED_DEADLINE)
		return 0;
	return -EINVAL;
}

SYSCALL_DEFINE2(sched_rr_get_interval, pid_t, pid,
		struct __kernel_timespec __user *, interval)
{
	struct timespec64 t;
	struct task_struct *p;
	struct rq_flags rf;
	struct rq *rq;
	unsigned int ticks;

	if (pid < 0)
		return -EINVAL;
	p = get_process_by_pid(pid);
	if (!p)
		return -ESRCH;
	rq = task_rq_lock(p, &rf);
	ticks = p->sched_class->get_rr_interval(rq, p);
	task_rq_unlock(rq, p, &rf);
	put_task_struct(p);
	jiffies_to_timespec64(ticks, &t);
	return put_timespec64(&t, interval);
}
