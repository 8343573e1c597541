// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/ptrace.c - may one task look into another?
 *
 * The rule of ptrace(2) is also that of /proc/PID/mem, maps, fd and others.
 *
 * Entry      ptrace_may_access() ptracer_capable()
 * Mirrors: Linux 4.19 kernel/ptrace.c, the access check.
 * Left out: ptrace(2) itself (ENOSYS); so nobody is traced.
 */
#include <linux/ptrace.h>

#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/mm_types.h>
#include <linux/sched/coredump.h>
#include <linux/sched/task.h>
#include <linux/user_namespace.h>

/* @task's ids are all the caller's. */
static bool same_ids(const struct cred *tcred, kuid_t uid, kgid_t gid)
{
	return uid_eq(uid, tcred->euid) && uid_eq(uid, tcred->suid) &&
	       uid_eq(uid, tcred->uid) && gid_eq(gid, tcred->egid) &&
	       gid_eq(gid, tcred->sgid) && gid_eq(gid, tcred->gid);
}

static bool ids_permit(struct task_struct *task, unsigned int mode)
{
	const struct cred *cred = current_cred(), *tcred;
	kuid_t uid;
	kgid_t gid;
	bool ok;

	if (mode & PTRACE_MODE_FSCREDS) {
		uid = cred->fsuid;
		gid = cred->fsgid;
	} else {
		uid = cred->uid;
		gid = cred->gid;
	}
	rcu_read_lock();
	tcred = __task_cred(task);
	ok = same_ids(tcred, uid, gid) ||
	     ns_capable(tcred->user_ns, CAP_SYS_PTRACE);
	rcu_read_unlock();
	return ok;
}

/**
 * ptrace_may_access() - may current look into @task?
 * @task: kept by the caller
 * @mode: PTRACE_MODE_READ or _ATTACH, with _FSCREDS or _REALCREDS
 *
 * A program that gained rights by execve (not dumpable) is closed to the user
 * who started it.
 *
 * Context: process context.
 */
bool ptrace_may_access(struct task_struct *task, unsigned int mode)
{
	struct mm_struct *mm;
	bool ok;

	WARN_ON_ONCE(!(mode & PTRACE_MODE_FSCREDS) ==
		     !(mode & PTRACE_MODE_REALCREDS));
	/* Its own memory is open to a thread anyway. */
	if (same_thread_group(task, current))
		return true;
	if (!ids_permit(task, mode))
		return false;

	task_lock(task);
	mm = task->mm;
	ok = !mm || get_dumpable(mm) == SUID_DUMP_USER ||
	     ns_capable(mm->user_ns, CAP_SYS_PTRACE);
	task_unlock(task);
	return ok;
}
