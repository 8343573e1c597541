// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sys_pgrp.c - process groups and sessions
 *
 * A session is what one login has started, a group what one pipeline runs; a
 * terminal belongs to a session and lets one of its groups read.
 *
 * I1         All processes of a group are in one session.
 * I2         A session leader never changes its group.
 * Locking    tasklist_lock (W) around every change of pids[PGID] and pids[SID].
 * Entry      setpgid(2) getpgid(2) getpgrp(2) setsid(2) getsid(2)
 * Mirrors: Linux 4.1 kernel/sys.c (that part of it).
 */
#include <linux/sched.h>

#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/tty.h>

/* Whom may current move? Itself, or a child that has not exec'ed yet. */
static int may_setpgid(struct task_struct *p, struct task_struct *leader)
{
	if (!thread_group_leader(p))
		return -EINVAL;
	if (same_thread_group(p->real_parent, leader)) {
		if (task_session(p) != task_session(leader))
			return -EPERM;
		if (!(p->flags & PF_FORKNOEXEC))
			return -EACCES;
	} else if (p != leader) {
		return -ESRCH;
	}
	return p->signal->leader ? -EPERM : 0;
}

/* Group @pgid must be @p itself or a group of the same session (I1). */
static int setpgid_locked(pid_t pid, pid_t pgid)
{
	struct task_struct *leader = current->group_leader, *p, *g;
	struct pid *pgrp;
	int err;

	p = find_task_by_vpid(pid);
	if (!p)
		return -ESRCH;
	err = may_setpgid(p, leader);
	if (err)
		return err;
	pgrp = task_pid(p);
	if (pgid != pid) {
		pgrp = find_vpid(pgid);
		g = pid_task(pgrp, PIDTYPE_PGID);
		if (!g || task_session(g) != task_session(leader))
			return -EPERM;
	}
	if (task_pgrp(p) != pgrp)
		change_pid(p, PIDTYPE_PGID, pgrp);
	return 0;
}

SYSCALL_DEFINE2(setpgid, pid_t, pid, pid_t, pgid)
{
	int err;

	if (!pid)
		pid = task_pid_vnr(current->group_leader);
	if (!pgid)
		pgid = pid;
	if (pgid < 0)
		return -EINVAL;
	rcu_read_lock();
	write_lock_irq(&tasklist_lock);
	err = setpgid_locked(pid, pgid);
	write_unlock_irq(&tasklist_lock);
	rcu_read_unlock();
	return err;
}

/* The group's or session's number of process @pid, as current sees it. */
static long get_id_of(pid_t pid, enum pid_type type)
{
	struct task_struct *p = current;
	long retval = -ESRCH;
	struct pid *which;

	rcu_read_lock();
	if (pid)
		p = find_task_by_vpid(pid);
	if (p) {
		which = p->group_leader->pids[type].pid;
		if (which)
			retval = pid_vnr(which);
	}
	rcu_read_unlock();
	return retval;
}

SYSCALL_DEFINE1(getpgid, pid_t, pid)
{
	return get_id_of(pid, PIDTYPE_PGID);
}

SYSCALL_DEFINE0(getpgrp)
{
	return get_id_of(0, PIDTYPE_PGID);
}

SYSCALL_DEFINE1(getsid, pid_t, pid)
{
	return get_id_of(pid, PIDTYPE_SID);
}

/* tasklist_lock (W) held: @leader heads a group and session of its own. */
static void set_special_pids(struct task_struct *leader, struct pid *pid)
{
	if (task_session(leader) != pid)
		change_pid(leader, PIDTYPE_SID, pid);
	if (task_pgrp(leader) != pid)
		change_pid(leader, PIDTYPE_PGID, pid);
}

/* Return: the session's number, or -EPERM when current leads a group already. */
SYSCALL_DEFINE0(setsid)
{
	struct task_struct *group_leader = current->group_leader;
	struct pid *sid = task_pid(group_leader);
	pid_t session = pid_vnr(sid);
	long err = -EPERM;

	write_lock_irq(&tasklist_lock);
	if (group_leader->signal->leader)
		goto out;
	/* Some group or session may still bear our number. */
	if (pid_task(sid, PIDTYPE_PGID))
		goto out;
	group_leader->signal->leader = 1;
	set_special_pids(group_leader, sid);
	proc_clear_tty(group_leader);
	err = session;
out:
	write_unlock_irq(&tasklist_lock);
	return err;
}
