// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal_kill.c - to whom, and may I: processes, groups, permissions
 *
 * Locking    tasklist_lock (R) for a whole group, so that a fork either is
 *            seen or sees the signal; RCU for a single process.
 * Entry      group_send_sig_info() kill_pgrp() kill_pid() kill_pid_info()
 * Mirrors: Linux 4.19 kernel/signal.c, that part.
 * Simpler than Linux in: no audit, no LSM.
 */
#include <linux/sched/signal.h>

#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/export.h>

#include "signal.h"

static bool si_fromuser(const struct siginfo *info)
{
	return info == SEND_SIG_NOINFO ||
	       (!is_si_special(info) && SI_FROMUSER(info));
}

static bool kill_ok_by_cred(struct task_struct *t)
{
	const struct cred *cred = current_cred();
	const struct cred *tcred = __task_cred(t);

	if (uid_eq(cred->euid, tcred->suid) ||
	    uid_eq(cred->euid, tcred->uid) ||
	    uid_eq(cred->uid, tcred->suid) ||
	    uid_eq(cred->uid, tcred->uid))
		return true;
	return ns_capable(tcred->user_ns, CAP_KILL);
}

/**
 * check_kill_permission() - may current send @sig to @t?
 * @sig: 0..64
 * @info: where the signal comes from
 * @t: receiver
 *
 * Context: RCU read section.
 * Return: 0, -EINVAL or -EPERM.
 */
int check_kill_permission(int sig, siginfo_t *info, struct task_struct *t)
{
	if (!valid_signal(sig))
		return -EINVAL;
	if (!si_fromuser(info))
		return 0;
	if (same_thread_group(current, t) || kill_ok_by_cred(t))
		return 0;
	/* A shell may continue whatever runs in its session. */
	if (sig == SIGCONT && task_session(t) == task_session(current))
		return 0;
	return -EPERM;
}

/**
 * group_send_sig_info() - to a process, with the check of permissions
 * @sig: 0..64; 0 only checks
 * @info: siginfo or SEND_SIG_*
 * @p: any thread of it
 *
 * Context: tasklist_lock or RCU.
 * Return: 0, -EINVAL, -EPERM, -EAGAIN or -ESRCH.
 */
int group_send_sig_info(int sig, struct siginfo *info, struct task_struct *p)
{
	int ret;

	rcu_read_lock();
	ret = check_kill_permission(sig, info, p);
	rcu_read_unlock();
	if (!ret && sig)
		ret = do_send_sig_info(sig, info, p, true);
	return ret;
}

/**
 * __kill_pgrp_info() - to every process of a group
 * @sig: 0..64
 * @info: siginfo or SEND_SIG_*
 * @pgrp: the group, may be NULL
 *
 * Context: tasklist_lock held, so that no fork can slip through.
 * Return: 0 if one got it, else the last error, -ESRCH for an empty group.
 */
int __kill_pgrp_info(int sig, struct siginfo *info, struct pid *pgrp)
{
	struct task_struct *p = NULL;
	int retval = -ESRCH;
	bool success = false;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p) {
		int err = group_send_sig_info(sig, info, p);

		success |= !err;
		retval = err;
	} while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return success ? 0 : retval;
}

/**
 * kill_pid_info() - to the process of a pid
 * @sig: 0..64
 * @info: siginfo or SEND_SIG_*
 * @pid: may be NULL
 *
 * Context: any.
 * Return: 0, -EINVAL, -EPERM, -EAGAIN or -ESRCH.
 */
int kill_pid_info(int sig, struct siginfo *info, struct pid *pid)
{
	struct task_struct *p;
	int error = -ESRCH;

	for (;;) {
		rcu_read_lock();
		p = pid_task(pid, PIDTYPE_PID);
		if (p)
			error = group_send_sig_info(sig, info, p);
		rcu_read_unlock();
		/*
		 * -ESRCH although there was a task: in execve of a thread
		 * the pid goes to another task.  Look again.
		 */
		if (likely(!p || error != -ESRCH))
			return error;
	}
}

/**
 * kill_proc_info() - to the process that current calls @pid
 * @sig: 0..64
 * @info: siginfo or SEND_SIG_*
 * @pid: its number
 *
 * Context: any.
 * Return: as kill_pid_info().
 */
int kill_proc_info(int sig, struct siginfo *info, pid_t pid)
{
	int error;

	rcu_read_lock();
	error = kill_pid_info(sig, info, find_vpid(pid));
	rcu_read_unlock();
	return error;
}

/**
 * kill_pgrp() - to a process group
 * @pid: the group, may be NULL
 * @sig: 1..64
 * @priv: from the kernel, not from current
 *
 * Context: process context, or interrupt (the tty's).
 * Return: as __kill_pgrp_info().
 */
int kill_pgrp(struct pid *pid, int sig, int priv)
{
	int ret;

	read_lock(&tasklist_lock);
	ret = __kill_pgrp_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO,
			       pid);
	read_unlock(&tasklist_lock);
	return ret;
}
EXPORT_SYMBOL(kill_pgrp);

/**
 * kill_pid() - kill_pid_info() without siginfo
 * @priv: from the kernel, not from current
 */
int kill_pid(struct pid *pid, int sig, int priv)
{
	return kill_pid_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, pid);
}
EXPORT_SYMBOL(kill_pid);
