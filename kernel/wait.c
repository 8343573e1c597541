// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/wait.c - wait4(2) and waitid(2): what became of my children?
 *
 * do_wait() looks at every child of every thread of the caller's process, and
 * sleeps on signal->wait_chldexit when some child may still have news.
 *
 * I1         Entry on the wait queue comes before the look at the children, so
 *            a child that changes afterwards wakes us: no news is lost.
 * I2         A zombie is reaped by whoever moves it to EXIT_DEAD (cmpxchg):
 *            two waiting threads cannot both get it.
 * Locking    tasklist_lock (R) while looking; siglock of the child for its stop
 *            and continue states. The lock is dropped before user memory is
 *            touched, then the child is pinned or is ours alone.
 * Entry      wait4(2) waitid(2) kernel_wait4() __wake_up_parent()
 * Mirrors: Linux 4.1 and 4.19 kernel/exit.c (second half).
 * Simpler than Linux in: no ptrace stops and no tracees; P_PIDFD is EINVAL.
 */
#include <linux/sched/task.h>

#include <linux/cred.h>
#include <linux/pid.h>
#include <linux/resource.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/task_io_accounting_ops.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <uapi/linux/wait.h>

/* What waitid(2) tells in its siginfo. */
struct waitid_info {
	pid_t pid;
	uid_t uid;
	int status;
	int cause;		/* CLD_* */
};

/* One wait: the question, and the answer of the first child that fits. */
struct wait_opts {
	enum pid_type		wo_type;	/* PIDTYPE_MAX: any child */
	int			wo_flags;	/* W*, __W* */
	struct pid		*wo_pid;

	struct waitid_info	*wo_info;	/* or NULL */
	int			wo_stat;	/* for wait4(2) */
	struct rusage		*wo_rusage;	/* or NULL */

	wait_queue_entry_t	child_wait;
	int			notask_error;	/* what "nothing" means so far */
};

static bool eligible_pid(struct wait_opts *wo, struct task_struct *p)
{
	return wo->wo_type == PIDTYPE_MAX ||
	       p->pids[wo->wo_type].pid == wo->wo_pid;
}

/* "Clone" children are those that do not send SIGCHLD (__WCLONE, __WALL). */
static bool eligible_child(struct wait_opts *wo, struct task_struct *p)
{
	if (!eligible_pid(wo, p))
		return false;
	if (wo->wo_flags & __WALL)
		return true;
	return (p->exit_signal != SIGCHLD) == !!(wo->wo_flags & __WCLONE);
}

/* The reaped child's costs become its parent's "children" costs. */
static void account_dead_child(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	struct signal_struct *psig = current->signal;
	u64 tgutime, tgstime;
	unsigned long maxrss;

	thread_group_cputime_adjusted(p, &tgutime, &tgstime);
	spin_lock_irq(&current->sighand->siglock);
	write_seqlock(&psig->stats_lock);
	psig->cutime += tgutime + sig->cutime;
	psig->cstime += tgstime + sig->cstime;
	psig->cmin_flt += p->min_flt + sig->min_flt + sig->cmin_flt;
	psig->cmaj_flt += p->maj_flt + sig->maj_flt + sig->cmaj_flt;
	psig->cnvcsw += p->nvcsw + sig->nvcsw + sig->cnvcsw;
	psig->cnivcsw += p->nivcsw + sig->nivcsw + sig->cnivcsw;
	maxrss = max(sig->maxrss, sig->cmaxrss);
	if (psig->cmaxrss < maxrss)
		psig->cmaxrss = maxrss;
	task_io_accounting_add(&psig->ioac, &p->ioac);
	task_io_accounting_add(&psig->ioac, &sig->ioac);
	write_sequnlock(&psig->stats_lock);
	spin_unlock_irq(&current->sighand->siglock);
}

static void fill_exit_info(struct waitid_info *infop, pid_t pid, uid_t uid,
			   int status)
{
	if (!infop)
		return;
	if ((status & 0x7f) == 0) {
		infop->cause = CLD_EXITED;
		infop->status = status >> 8;
	} else {
		infop->cause = (status & 0x80) ? CLD_DUMPED : CLD_KILLED;
		infop->status = status & 0x7f;
	}
	infop->pid = pid;
	infop->uid = uid;
}

static uid_t task_uid_now(struct task_struct *p)
{
	return from_kuid_munged(current_user_ns(), task_uid(p));
}

/*
 * @p is EXIT_ZOMBIE and has no other threads. Return: its number with
 * tasklist_lock dropped, or 0 with it held when another waiter was first.
 */
static int wait_task_zombie(struct wait_opts *wo, struct task_struct *p)
{
	pid_t pid = task_pid_vnr(p);
	uid_t uid = task_uid_now(p);
	int status;

	if (!(wo->wo_flags & WEXITED))
		return 0;
	if (unlikely(wo->wo_flags & WNOWAIT)) {
		status = (p->signal->flags & SIGNAL_GROUP_EXIT) ?
			p->signal->group_exit_code : p->exit_code;
		get_task_struct(p);
		read_unlock(&tasklist_lock);
		if (wo->wo_rusage)
			getrusage(p, RUSAGE_BOTH, wo->wo_rusage);
		put_task_struct(p);
		goto out_info;
	}
	if (cmpxchg(&p->exit_state, EXIT_ZOMBIE, EXIT_DEAD) != EXIT_ZOMBIE)
		return 0;
	read_unlock(&tasklist_lock);	/* I2: it is ours */

	account_dead_child(p);
	if (wo->wo_rusage)
		getrusage(p, RUSAGE_BOTH, wo->wo_rusage);
	status = (p->signal->flags & SIGNAL_GROUP_EXIT) ?
		p->signal->group_exit_code : p->exit_code;
	release_task(p);
out_info:
	wo->wo_stat = status;
	fill_exit_info(wo->wo_info, pid, uid, status);
	return pid;
}

/* Report @p's stop once. Same locking and return as wait_task_zombie(). */
static int wait_task_stopped(struct wait_opts *wo, struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	int exit_code = 0;
	pid_t pid;
	uid_t uid;

	if (!(wo->wo_flags & WUNTRACED) || !(sig->flags & SIGNAL_STOP_STOPPED))
		return 0;
	spin_lock_irq(&p->sighand->siglock);
	if (sig->flags & SIGNAL_STOP_STOPPED)
		exit_code = sig->group_exit_code;
	if (exit_code && !(wo->wo_flags & WNOWAIT))
		sig->group_exit_code = 0;
	uid = task_uid_now(p);
	spin_unlock_irq(&p->sighand->siglock);
	if (!exit_code)
		return 0;

	get_task_struct(p);
	pid = task_pid_vnr(p);
	read_unlock(&tasklist_lock);
	if (wo->wo_rusage)
		getrusage(p, RUSAGE_BOTH, wo->wo_rusage);
	put_task_struct(p);

	wo->wo_stat = (exit_code << 8) | 0x7f;
	if (wo->wo_info)
		*wo->wo_info = (struct waitid_info){
			.pid = pid, .uid = uid, .status = exit_code,
			.cause = CLD_STOPPED,
		};
	return pid;
}

/* Report that a stopped @p goes on, once. Locking as above. */
static int wait_task_continued(struct wait_opts *wo, struct task_struct *p)
{
	pid_t pid;
	uid_t uid;

	if (!(wo->wo_flags & WCONTINUED) ||
	    !(p->signal->flags & SIGNAL_STOP_CONTINUED))
		return 0;
	spin_lock_irq(&p->sighand->siglock);
	if (!(p->signal->flags & SIGNAL_STOP_CONTINUED)) {
		spin_unlock_irq(&p->sighand->siglock);
		return 0;
	}
	if (!(wo->wo_flags & WNOWAIT))
		p->signal->flags &= ~SIGNAL_STOP_CONTINUED;
	uid = task_uid_now(p);
	spin_unlock_irq(&p->sighand->siglock);

	get_task_struct(p);
	pid = task_pid_vnr(p);
	read_unlock(&tasklist_lock);
	if (wo->wo_rusage)
		getrusage(p, RUSAGE_BOTH, wo->wo_rusage);
	put_task_struct(p);

	wo->wo_stat = 0xffff;
	if (wo->wo_info)
		*wo->wo_info = (struct waitid_info){
			.pid = pid, .uid = uid, .status = SIGCONT,
			.cause = CLD_CONTINUED,
		};
	return pid;
}

/*
 * Has @p news for us? tasklist_lock (R) held; dropped when not 0 is returned.
 * notask_error becomes 0 when it may have some later.
 */
static int wait_consider_task(struct wait_opts *wo, struct task_struct *p)
{
	int exit_state = READ_ONCE(p->exit_state);

	if (unlikely(exit_state == EXIT_DEAD) || !eligible_child(wo, p))
		return 0;
	if (exit_state == EXIT_ZOMBIE) {
		if (!delay_group_leader(p))
			return wait_task_zombie(wo, p);
		/* The leader is dead, its process is not: it can stop and go. */
		if (wo->wo_flags & (WCONTINUED | WEXITED))
			wo->notask_error = 0;
	} else {
		wo->notask_error = 0;
	}
	return wait_task_stopped(wo, p) ?: wait_task_continued(wo, p);
}

static int do_wait_thread(struct wait_opts *wo, struct task_struct *tsk)
{
	struct task_struct *p;
	int ret;

	list_for_each_entry(p, &tsk->children, sibling) {
		ret = wait_consider_task(wo, p);
		if (ret)
			return ret;
	}
	return 0;
}

/* Only children that the question is about need wake the waiter. */
static int child_wait_callback(wait_queue_entry_t *wait, unsigned int mode,
			       int sync, void *key)
{
	struct wait_opts *wo = container_of(wait, struct wait_opts, child_wait);
	struct task_struct *p = key;

	if (!eligible_pid(wo, p))
		return 0;
	if ((wo->wo_flags & __WNOTHREAD) && wait->private != p->parent)
		return 0;
	return default_wake_function(wait, mode, sync, key);
}

/**
 * __wake_up_parent() - @p has news for those who wait in @parent
 * @p: the child
 * @parent: its parent, or tracer
 *
 * Context: tasklist_lock held, siglock of @parent perhaps.
 */
void __wake_up_parent(struct task_struct *p, struct task_struct *parent)
{
	__wake_up_sync_key(&parent->signal->wait_chldexit,
			   TASK_INTERRUPTIBLE, 1, p);
}

/* One look. Return: a pid, 0 to sleep on, or -ECHILD. */
static long look_at_children(struct wait_opts *wo)
{
	struct task_struct *tsk = current;
	long retval;

	/* -ECHILD until some child is seen that may have news one day. */
	wo->notask_error = -ECHILD;
	if (wo->wo_type < PIDTYPE_MAX &&
	    (!wo->wo_pid || hlist_empty(&wo->wo_pid->tasks[wo->wo_type])))
		return wo->notask_error;

	read_lock(&tasklist_lock);
	do {
		retval = do_wait_thread(wo, tsk);
		if (retval)
			return retval;
		if (wo->wo_flags & __WNOTHREAD)
			break;
	} while_each_thread(current, tsk);
	read_unlock(&tasklist_lock);
	return wo->notask_error;
}

static long do_wait(struct wait_opts *wo)
{
	long retval;

	init_waitqueue_func_entry(&wo->child_wait, child_wait_callback);
	wo->child_wait.private = current;
	add_wait_queue(&current->signal->wait_chldexit, &wo->child_wait);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);	/* I1 */
		retval = look_at_children(wo);
		if (retval || (wo->wo_flags & WNOHANG))
			break;
		retval = -ERESTARTSYS;
		if (signal_pending(current))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	remove_wait_queue(&current->signal->wait_chldexit, &wo->child_wait);
	return retval;
}

/* Which children waitid(2) means. Return: 0, or -EINVAL. */
static int waitid_target(int which, pid_t upid, enum pid_type *type,
			 struct pid **pid)
{
	*pid = NULL;
	switch (which) {
	case P_ALL:
		*type = PIDTYPE_MAX;
		return 0;
	case P_PID:
		*type = PIDTYPE_PID;
		if (upid <= 0)
			return -EINVAL;
		*pid = find_get_pid(upid);
		return 0;
	case P_PGID:
		*type = PIDTYPE_PGID;
		if (upid < 0)
			return -EINVAL;
		*pid = upid ? find_get_pid(upid) :
			get_task_pid(current, PIDTYPE_PGID);
		return 0;
	default:
		return -EINVAL;
	}
}

static int put_waitid_info(siginfo_t __user *infop, int signo,
			   const struct waitid_info *info)
{
	siginfo_t si;

	clear_siginfo(&si);
	si.si_signo = signo;
	si.si_code = info->cause;
	si.si_pid = info->pid;
	si.si_uid = info->uid;
	si.si_status = info->status;
	return copy_siginfo_to_user(infop, &si);
}

SYSCALL_DEFINE5(waitid, int, which, pid_t, upid, siginfo_t __user *, infop,
		int, options, struct rusage __user *, ru)
{
	struct waitid_info info = { .status = 0 };
	struct rusage r;
	struct wait_opts wo = {
		.wo_flags = options,
		.wo_info = &info,
		.wo_rusage = ru ? &r : NULL,
	};
	int signo = 0;
	long ret;

	if (options & ~(WNOHANG | WNOWAIT | WEXITED | WSTOPPED | WCONTINUED |
			__WNOTHREAD | __WCLONE | __WALL))
		return -EINVAL;
	if (!(options & (WEXITED | WSTOPPED | WCONTINUED)))
		return -EINVAL;
	ret = waitid_target(which, upid, &wo.wo_type, &wo.wo_pid);
	if (ret)
		return ret;
	ret = do_wait(&wo);
	put_pid(wo.wo_pid);

	if (ret > 0) {
		signo = SIGCHLD;
		ret = 0;
		if (ru && copy_to_user(ru, &r, sizeof(r)))
			return -EFAULT;
	}
	/* Nothing to tell is told too: all zero. */
	if (infop && ret == 0 && put_waitid_info(infop, signo, &info))
		return -EFAULT;
	return ret;
}

/**
 * kernel_wait4() - wait4(2) for callers inside the kernel
 * @upid: > 0 that child, -1 any, 0 own process group, < -1 that group
 * @stat_addr: where the status goes, or NULL
 * @options: WNOHANG, WUNTRACED, WCONTINUED, __W*
 * @ru: in kernel memory, or NULL
 *
 * Context: process context, may sleep.
 * Return: the child's number, 0 with WNOHANG, or -errno.
 */
long kernel_wait4(pid_t upid, int __user *stat_addr, int options,
		  struct rusage *ru)
{
	struct wait_opts wo = { .wo_type = PIDTYPE_PID, .wo_rusage = ru };
	long ret;

	if (options & ~(WNOHANG | WUNTRACED | WCONTINUED |
			__WNOTHREAD | __WCLONE | __WALL))
		return -EINVAL;
	if (upid == INT_MIN)
		return -ESRCH;

	if (upid == -1) {
		wo.wo_type = PIDTYPE_MAX;
	} else if (upid < 0) {
		wo.wo_type = PIDTYPE_PGID;
		wo.wo_pid = find_get_pid(-upid);
	} else if (upid == 0) {
		wo.wo_type = PIDTYPE_PGID;
		wo.wo_pid = get_task_pid(current, PIDTYPE_PGID);
	} else {
		wo.wo_pid = find_get_pid(upid);
	}
	wo.wo_flags = options | WEXITED;

	ret = do_wait(&wo);
	put_pid(wo.wo_pid);
	if (ret > 0 && stat_addr && put_user(wo.wo_stat, stat_addr))
		ret = -EFAULT;
	return ret;
}

SYSCALL_DEFINE4(wait4, pid_t, upid, int __user *, stat_addr, int, options,
		struct rusage __user *, ru)
{
	struct rusage r;
	long err = kernel_wait4(upid, stat_addr, options, ru ? &r : NULL);

	if (err > 0 && ru && copy_to_user(ru, &r, sizeof(r)))
		return -EFAULT;
	return err;
}
