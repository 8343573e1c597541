// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/prctl.c - prctl(2): odd settings of the caller
 *
 * Entry      prctl(2)
 * Locking    most settings belong to current alone; those of the process take
 *            tasklist_lock (subreaper) or mmap_sem (PR_SET_MM is left out).
 * Mirrors: Linux 4.1 kernel/sys.c (SYSCALL prctl). Capability options are
 * cap_task_prctl()'s (kernel/capability.c's floor).
 * Left out: PR_SET_MM, seccomp, timing, machine check, unaligned access, MPX,
 * speculation control: EINVAL, as for any option Linux does not know.
 */
#include <linux/sched.h>

#include <linux/capability.h>
#include <linux/mm.h>
#include <linux/sched/coredump.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/linux/prctl.h>

static long prctl_set_name(char __user *from)
{
	char comm[TASK_COMM_LEN];

	comm[sizeof(comm) - 1] = 0;
	if (strncpy_from_user(comm, from, sizeof(comm) - 1) < 0)
		return -EFAULT;
	set_task_comm(current, comm);
	return 0;
}

static long prctl_get_name(char __user *to)
{
	char comm[TASK_COMM_LEN];

	get_task_comm(comm, current);
	return copy_to_user(to, comm, sizeof(comm)) ? -EFAULT : 0;
}

static long prctl_set_dumpable(unsigned long value)
{
	if (value != SUID_DUMP_DISABLE && value != SUID_DUMP_USER)
		return -EINVAL;
	set_dumpable(current->mm, value);
	return 0;
}

/* Orphans below us become our children: has_child_subreaper tells them to look. */
static long prctl_set_child_subreaper(unsigned long value)
{
	struct task_struct *p, *ancestor;

	write_lock_irq(&tasklist_lock);
	current->signal->is_child_subreaper = !!value;
	if (!value)
		goto out;
	for_each_process(p) {
		for (ancestor = p->real_parent; ancestor != &init_task;
		     ancestor = ancestor->real_parent) {
			if (!same_thread_group(ancestor, current))
				continue;
			p->signal->has_child_subreaper = 1;
			break;
		}
	}
out:
	write_unlock_irq(&tasklist_lock);
	return 0;
}

/* Options that answer by a number or a setting without an address. */
static long prctl_value(int option, unsigned long arg2, unsigned long arg3,
			unsigned long arg4, unsigned long arg5)
{
	struct task_struct *me = current;

	switch (option) {
	case PR_SET_PDEATHSIG:
		if (!valid_signal(arg2))
			return -EINVAL;
		me->pdeath_signal = arg2;
		return 0;
	case PR_GET_DUMPABLE:
		return get_dumpable(me->mm);
	case PR_SET_DUMPABLE:
		return prctl_set_dumpable(arg2);
	case PR_SET_TIMERSLACK:
		me->timer_slack_ns = (long)arg2 > 0 ? arg2 :
			me->default_timer_slack_ns;
		return 0;
	case PR_GET_TIMERSLACK:
		return me->timer_slack_ns;
	case PR_SET_CHILD_SUBREAPER:
		return prctl_set_child_subreaper(arg2);
	case PR_SET_NO_NEW_PRIVS:
		if (arg2 != 1 || arg3 || arg4 || arg5)
			return -EINVAL;
		task_set_no_new_privs(me);
		return 0;
	case PR_GET_NO_NEW_PRIVS:
		if (arg2 || arg3 || arg4 || arg5)
			return -EINVAL;
		return task_no_new_privs(me);
	case PR_GET_TIMING:
		return PR_TIMING_STATISTICAL;
	case PR_SET_TIMING:
		return arg2 == PR_TIMING_STATISTICAL ? 0 : -EINVAL;
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE5(prctl, int, option, unsigned long, arg2, unsigned long, arg3,
		unsigned long, arg4, unsigned long, arg5)
{
	long error = cap_task_prctl(option, arg2, arg3, arg4, arg5);

	if (error != -ENOSYS)
		return error;
	switch (option) {
	case PR_SET_NAME:
		return prctl_set_name((char __user *)arg2);
	case PR_GET_NAME:
		return prctl_get_name((char __user *)arg2);
	case PR_GET_PDEATHSIG:
		return put_user(current->pdeath_signal, (int __user *)arg2);
	case PR_GET_CHILD_SUBREAPER:
		return put_user((int)current->signal->is_child_subreaper,
				(int __user *)arg2);
	case PR_GET_TID_ADDRESS:
		return put_user(current->clear_child_tid,
				(int __user * __user *)arg2);
	default:
		return prctl_value(option, arg2, arg3, arg4, arg5);
	}
}
