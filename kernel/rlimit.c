// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/rlimit.c - resource limits, and what was used
 *
 * Locking    task_lock(group_leader) to change a limit; readers look without.
 *            Counts of a process: siglock for the threads' list, stats_lock's
 *            seqcount for what dead threads left.
 * Entry      prlimit64(2) getrlimit(2) setrlimit(2) getrusage(2) getrusage()
 * Mirrors: Linux 4.1 kernel/sys.c (that part of it).
 */
#include <linux/resource.h>

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/posix-timers.h>
#include <linux/sched/cputime.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/task_io_accounting_ops.h>
#include <linux/uaccess.h>

/* Is @new a limit @tsk's group may be given by current? */
static int check_new_rlimit(struct task_struct *tsk, unsigned int resource,
			    struct rlimit *rlim, const struct rlimit *new)
{
	if (new->rlim_cur > new->rlim_max)
		return -EINVAL;
	if (resource == RLIMIT_NOFILE && new->rlim_max > sysctl_nr_open)
		return -EPERM;
	if (new->rlim_max > rlim->rlim_max && !capable(CAP_SYS_RESOURCE))
		return -EPERM;
	return 0;
}

/**
 * do_prlimit() - read and change one limit of a process
 * @tsk: any thread of it, with a reference
 * @resource: RLIMIT_*
 * @new_rlim: NULL leaves it
 * @old_rlim: NULL does not ask
 *
 * Context: process context.
 * Return: 0, -EINVAL, -EPERM, or -ESRCH when the process is gone.
 */
int do_prlimit(struct task_struct *tsk, unsigned int resource,
	       struct rlimit *new_rlim, struct rlimit *old_rlim)
{
	struct rlimit *rlim;
	int retval = 0;

	if (resource >= RLIM_NLIMITS)
		return -EINVAL;
	if (new_rlim && new_rlim->rlim_cur > new_rlim->rlim_max)
		return -EINVAL;

	read_lock(&tasklist_lock);
	if (!tsk->sighand) {
		read_unlock(&tasklist_lock);
		return -ESRCH;
	}
	rlim = tsk->signal->rlim + resource;
	task_lock(tsk->group_leader);
	if (new_rlim)
		retval = check_new_rlimit(tsk, resource, rlim, new_rlim);
	if (!retval) {
		if (old_rlim)
			*old_rlim = *rlim;
		if (new_rlim)
			*rlim = *new_rlim;
	}
	task_unlock(tsk->group_leader);
	/* A CPU limit is a timer as well. */
	if (!retval && new_rlim && resource == RLIMIT_CPU &&
	    new_rlim->rlim_cur != RLIM_INFINITY)
		update_rlimit_cpu(tsk, new_rlim->rlim_cur);
	read_unlock(&tasklist_lock);
	return retval;
}

/* Called under RCU: may current change @task's limits? */
static int check_prlimit_permission(struct task_struct *task)
{
	const struct cred *cred = current_cred(), *tcred;

	if (current == task)
		return 0;
	tcred = __task_cred(task);
	if (uid_eq(cred->uid, tcred->euid) && uid_eq(cred->uid, tcred->suid) &&
	    uid_eq(cred->uid, tcred->uid) && gid_eq(cred->gid, tcred->egid) &&
	    gid_eq(cred->gid, tcred->sgid) && gid_eq(cred->gid, tcred->gid))
		return 0;
	return ns_capable(tcred->user_ns, CAP_SYS_RESOURCE) ? 0 : -EPERM;
}

/* RLIM_INFINITY is ~0 in both structs: on 64 bits they are the same. */
SYSCALL_DEFINE4(prlimit64, pid_t, pid, unsigned int, resource,
		const struct rlimit64 __user *, new_rlim,
		struct rlimit64 __user *, old_rlim)
{
	struct rlimit old, new;
	struct task_struct *tsk;
	int ret;

	BUILD_BUG_ON(sizeof(struct rlimit) != sizeof(struct rlimit64));
	if (new_rlim && copy_from_user(&new, new_rlim, sizeof(new)))
		return -EFAULT;

	rcu_read_lock();
	tsk = pid ? find_task_by_vpid(pid) : current;
	if (!tsk) {
		rcu_read_unlock();
		return -ESRCH;
	}
	ret = check_prlimit_permission(tsk);
	if (ret) {
		rcu_read_unlock();
		return ret;
	}
	get_task_struct(tsk);
	rcu_read_unlock();

	ret = do_prlimit(tsk, resource, new_rlim ? &new : NULL,
			 old_rlim ? &old : NULL);
	if (!ret && old_rlim && copy_to_user(old_rlim, &old, sizeof(old)))
		ret = -EFAULT;
	put_task_struct(tsk);
	return ret;
}

SYSCALL_DEFINE2(getrlimit, unsigned int, resource, struct rlimit __user *, rlim)
{
	struct rlimit value;
	int ret = do_prlimit(current, resource, NULL, &value);

	if (!ret && copy_to_user(rlim, &value, sizeof(value)))
		ret = -EFAULT;
	return ret;
}

SYSCALL_DEFINE2(setrlimit, unsigned int, resource, struct rlimit __user *, rlim)
{
	struct rlimit new;

	if (copy_from_user(&new, rlim, sizeof(new)))
		return -EFAULT;
	return do_prlimit(current, resource, &new, NULL);
}

static void add_thread_usage(struct task_struct *t, struct rusage *r)
{
	r->ru_nvcsw += t->nvcsw;
	r->ru_nivcsw += t->nivcsw;
	r->ru_minflt += t->min_flt;
	r->ru_majflt += t->maj_flt;
	r->ru_inblock += task_io_get_inblock(t);
	r->ru_oublock += task_io_get_oublock(t);
}

static void add_children_usage(struct signal_struct *sig, struct rusage *r,
			       u64 *utime, u64 *stime)
{
	*utime += sig->cutime;
	*stime += sig->cstime;
	r->ru_nvcsw += sig->cnvcsw;
	r->ru_nivcsw += sig->cnivcsw;
	r->ru_minflt += sig->cmin_flt;
	r->ru_majflt += sig->cmaj_flt;
	r->ru_inblock += sig->cinblock;
	r->ru_oublock += sig->coublock;
	if (r->ru_maxrss < sig->cmaxrss)
		r->ru_maxrss = sig->cmaxrss;
}

static void add_group_usage(struct task_struct *p, struct rusage *r,
			    u64 *utime, u64 *stime)
{
	struct signal_struct *sig = p->signal;
	struct task_struct *t = p;
	u64 tgutime, tgstime;

	thread_group_cputime_adjusted(p, &tgutime, &tgstime);
	*utime += tgutime;
	*stime += tgstime;
	r->ru_nvcsw += sig->nvcsw;
	r->ru_nivcsw += sig->nivcsw;
	r->ru_minflt += sig->min_flt;
	r->ru_majflt += sig->maj_flt;
	r->ru_inblock += sig->inblock;
	r->ru_oublock += sig->oublock;
	if (r->ru_maxrss < sig->maxrss)
		r->ru_maxrss = sig->maxrss;
	do {
		add_thread_usage(t, r);
	} while_each_thread(p, t);
}

/**
 * getrusage() - what @p, its group or its children used
 * @p: the task
 * @who: RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD or RUSAGE_BOTH
 * @r: the answer, in kernel memory
 *
 * Context: process context; a task that is reaped already has used nothing.
 */
void getrusage(struct task_struct *p, int who, struct rusage *r)
{
	u64 utime = 0, stime = 0;
	unsigned long flags;
	struct mm_struct *mm;

	memset(r, 0, sizeof(*r));
	if (who == RUSAGE_THREAD) {
		task_cputime_adjusted(p, &utime, &stime);
		add_thread_usage(p, r);
		r->ru_maxrss = p->signal->maxrss;
	} else {
		if (!lock_task_sighand(p, &flags))
			return;
		if (who != RUSAGE_SELF)
			add_children_usage(p->signal, r, &utime, &stime);
		if (who != RUSAGE_CHILDREN)
			add_group_usage(p, r, &utime, &stime);
		unlock_task_sighand(p, &flags);
	}
	r->ru_utime.tv_sec = utime / NSEC_PER_SEC;
	r->ru_utime.tv_usec = utime % NSEC_PER_SEC / NSEC_PER_USEC;
	r->ru_stime.tv_sec = stime / NSEC_PER_SEC;
	r->ru_stime.tv_usec = stime % NSEC_PER_SEC / NSEC_PER_USEC;

	if (who != RUSAGE_CHILDREN) {
		unsigned long maxrss = r->ru_maxrss;

		mm = get_task_mm(p);
		if (mm) {
			setmax_mm_hiwater_rss(&maxrss, mm);
			mmput(mm);
		}
		r->ru_maxrss = maxrss;
	}
	r->ru_maxrss *= PAGE_SIZE / 1024;	/* pages to KiB */
}

SYSCALL_DEFINE2(getrusage, int, who, struct rusage __user *, ru)
{
	struct rusage r;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
		return -EINVAL;
	getrusage(current, who, &r);
	return copy_to_user(ru, &r, sizeof(r)) ? -EFAULT : 0;
}
