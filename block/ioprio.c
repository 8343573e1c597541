// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/ioprio.c - ioprio_set(), ioprio_get(): whose I/O goes first
 *
 *	class	RT 0-7, BE 0-7, IDLE, or NONE: as the nice value says
 *	who	one thread, the threads of a process group, or of a user
 *
 * A priority is a class and a level in one number, 0 as long as nobody set it;
 * children inherit it.
 *
 * Locking    task->ioprio is one word, read and written as it is; groups and
 *            users: tasklist_lock (R).
 * Entry      ioprio_set(2) ioprio_get(2)
 * Mirrors: Linux 4.19 block/ioprio.c.
 * Simpler than Linux in: no I/O scheduler asks, and the number is in the
 * task_struct, not in an io_context that tasks may share.
 */
#include <uapi/linux/ioprio.h>

#include <linux/cred.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>

/* What a thread has that never asked: no class, the middle level. */
#define IOPRIO_UNSET	4

/* May current give anybody this priority?  Return: 0 or -errno. */
static int ioprio_check(int ioprio)
{
	int data = IOPRIO_PRIO_DATA(ioprio);

	switch (ioprio >> IOPRIO_CLASS_SHIFT) {
	case IOPRIO_CLASS_RT:
		if (!capable(CAP_SYS_ADMIN) && !capable(CAP_SYS_NICE))
			return -EPERM;
		return data >= IOPRIO_BE_NR ? -EINVAL : 0;
	case IOPRIO_CLASS_BE:
		return data >= IOPRIO_BE_NR ? -EINVAL : 0;
	case IOPRIO_CLASS_IDLE:
		return 0;
	case IOPRIO_CLASS_NONE:
		return data ? -EINVAL : 0;
	}
	return -EINVAL;
}

static int set_task_ioprio(struct task_struct *p, int ioprio)
{
	const struct cred *cred = current_cred(), *tcred = __task_cred(p);

	if (!uid_eq(tcred->uid, cred->euid) && !uid_eq(tcred->uid, cred->uid) &&
	    !capable(CAP_SYS_NICE))
		return -EPERM;
	WRITE_ONCE(p->ioprio, ioprio);
	return 0;
}

/* The better of @best, an errno as long as nobody was found, and @p's. */
static int best_ioprio(struct task_struct *p, int best)
{
	int prio = READ_ONCE(p->ioprio) ?: IOPRIO_UNSET;
	int class = IOPRIO_PRIO_CLASS(prio), best_class;

	if (best < 0)
		return prio;
	/* No class counts as best effort. */
	best_class = IOPRIO_PRIO_CLASS(best) ?: IOPRIO_CLASS_BE;
	class = class ?: IOPRIO_CLASS_BE;
	if (class == best_class)
		return min(prio, best);
	return class < best_class ? prio : best;
}

/* What is to be done with each thread; it gets and returns the answer so far. */
typedef int (*ioprio_fn)(struct task_struct *p, int ioprio, int ret);

static int do_set(struct task_struct *p, int ioprio, int ret)
{
	/* The first error stays. */
	return ret && ret != -ESRCH ? ret : set_task_ioprio(p, ioprio);
}

static int do_get(struct task_struct *p, int unused, int ret)
{
	return best_ioprio(p, ret);
}

/* Return: what @fn says in the end, -ESRCH when nobody is meant, or -EINVAL. */
static int for_each_meant(int which, int who, ioprio_fn fn, int ioprio)
{
	struct task_struct *g, *p;
	int ret = -ESRCH;
	struct pid *pgrp;
	kuid_t uid;

	rcu_read_lock();
	read_lock(&tasklist_lock);
	switch (which) {
	case IOPRIO_WHO_PROCESS:
		p = who ? find_task_by_vpid(who) : current;
		if (p)
			ret = fn(p, ioprio, ret);
		break;
	case IOPRIO_WHO_PGRP:
		pgrp = who ? find_vpid(who) : task_pgrp(current);
		do_each_pid_thread(pgrp, PIDTYPE_PGID, p) {
			ret = fn(p, ioprio, ret);
		} while_each_pid_thread(pgrp, PIDTYPE_PGID, p);
		break;
	case IOPRIO_WHO_USER:
		uid = who ? make_kuid(current_user_ns(), who) : current_uid();
		do_each_thread(g, p) {
			if (uid_eq(task_uid(p), uid) && task_pid_vnr(p))
				ret = fn(p, ioprio, ret);
		} while_each_thread(g, p);
		break;
	default:
		ret = -EINVAL;
	}
	read_unlock(&tasklist_lock);
	rcu_read_unlock();
	return ret;
}

SYSCALL_DEFINE3(ioprio_set, int, which, int, who, int, ioprio)
{
	int err = ioprio_check(ioprio);

	return err ? err : for_each_meant(which, who, do_set, ioprio);
}

SYSCALL_DEFINE2(ioprio_get, int, which, int, who)
{
	return for_each_meant(which, who, do_get, 0);
}
