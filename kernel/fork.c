// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/fork.c - one task becomes two
 *
 * copy_process() makes a copy of current that nobody can see yet, gives it its
 * own share of every resource, one copy_*() each, and then publishes it in one
 * step under tasklist_lock. Only _do_fork() lets it run.
 *
 *     _do_fork -> copy_process -> dup_task_struct, sched_fork, copy_files, ...
 *                                 alloc_pid, publish_task
 *              -> wake_up_new_task -> (child) ret_from_fork
 *
 * I1         The child is invisible until publish_task(): no lock is needed on
 *            it before, and every error before can simply undo.
 * I2         After publish_task() nothing can fail.
 * I3         A pending signal is taken before the fork, never lost in it:
 *            publish_task() fails with -ERESTARTNOINTR when one is pending.
 * Locking    tasklist_lock (W): the tree of tasks, nr_threads, total_forks.
 *            Inside it the parent's siglock: the thread group and its signals.
 * Lifetime   of the structs: kernel/fork_task.c, kernel/fork_mm.c; the way
 *            out: kernel/exit.c.
 * Entry      _do_fork() kernel_thread() fork_idle() fork(2) vfork(2) clone(2)
 *            set_tid_address(2)
 * Mirrors: Linux 4.1 kernel/fork.c (CLONE_ checks, order of the copies), 4.2's
 * _do_fork() with the TLS argument.
 * Simpler than Linux in: no ptrace events, no cgroups, no SysV undo lists, no
 * I/O contexts, no audit; clone3(2) and pidfds come with Linux 5 and are not
 * here (ENOSYS, and EINVAL for CLONE_PIDFD).
 */
#include <linux/sched/task.h>

#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/futex.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/sched/mm.h>
#include <linux/signalfd.h>
#include <linux/slab.h>
#include <linux/sched/cputime.h>
#include <linux/sched/stat.h>
#include <linux/posix-timers.h>
#include <linux/task_io_accounting_ops.h>
#include <linux/tty.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "fork.h"

#define MIN_THREADS	20
/* A futex word has 30 bits for the owner's number. */
#define MAX_THREADS	0x3fffffff

struct kmem_cache *sighand_cachep;	/* exec may need a new one, too */

/**
 * __cleanup_sighand() - one task less shares @sighand
 * @sighand: the handlers
 *
 * The memory stays a sighand_struct for a grace period (the cache is
 * SLAB_TYPESAFE_BY_RCU), so that lock_task_sighand() may try its lock.
 */
void __cleanup_sighand(struct sighand_struct *sighand)
{
	if (atomic_dec_and_test(&sighand->count)) {
		signalfd_cleanup(sighand);
		kmem_cache_free(sighand_cachep, sighand);
	}
}

static void sighand_ctor(void *data)
{
	struct sighand_struct *sighand = data;

	spin_lock_init(&sighand->siglock);
	init_waitqueue_head(&sighand->signalfd_wqh);
}

/**
 * complete_vfork_done() - let the parent of a vfork() run again
 * @tsk: the child, which has its own mm now or none
 *
 * Context: process context; @tsk is current.
 */
void complete_vfork_done(struct task_struct *tsk)
{
	struct completion *vfork;

	task_lock(tsk);
	vfork = tsk->vfork_done;
	if (likely(vfork)) {
		tsk->vfork_done = NULL;
		complete(vfork);
	}
	task_unlock(tsk);
}

/**
 * mm_release() - @tsk stops using @mm: tell those who wait in its memory
 * @tsk: current
 * @mm: the mm it leaves, by exit or exec; still current->mm
 *
 * Robust futexes are marked dead; clear_child_tid is zeroed and woken when
 * somebody else is left to see it; a vfork parent goes on.
 * Context: process context, may sleep.
 */
void mm_release(struct task_struct *tsk, struct mm_struct *mm)
{
	exit_robust_list(tsk);

	if (tsk->clear_child_tid && mm && !(tsk->flags & PF_KTHREAD)) {
		if (atomic_read(&mm->mm_users) > 1) {
			/* A bad address is the program's own affair. */
			if (!put_user(0, tsk->clear_child_tid))
				do_futex((u32 __user *)tsk->clear_child_tid,
					 FUTEX_WAKE, 1, NULL, NULL, 0, 0);
		}
		tsk->clear_child_tid = NULL;
	}
	if (tsk->vfork_done)
		complete_vfork_done(tsk);
}

/* The flag combinations of clone(2) that make no sense: S27 step 1. */
static int check_clone_flags(unsigned long clone_flags)
{
	if ((clone_flags & (CLONE_NEWNS | CLONE_FS)) == (CLONE_NEWNS | CLONE_FS))
		return -EINVAL;
	if ((clone_flags & (CLONE_NEWUSER | CLONE_FS)) ==
	    (CLONE_NEWUSER | CLONE_FS))
		return -EINVAL;
	if ((clone_flags & CLONE_THREAD) && !(clone_flags & CLONE_SIGHAND))
		return -EINVAL;
	if ((clone_flags & CLONE_SIGHAND) && !(clone_flags & CLONE_VM))
		return -EINVAL;
	/* A sibling of init would have no reaper in its namespace. */
	if ((clone_flags & CLONE_PARENT) &&
	    (current->signal->flags & SIGNAL_UNKILLABLE))
		return -EINVAL;
	/* Threads share signals, hence the pid namespace they are named in. */
	if ((clone_flags & CLONE_THREAD) &&
	    ((clone_flags & (CLONE_NEWUSER | CLONE_NEWPID)) ||
	     task_active_pid_ns(current) != current->nsproxy->pid_ns_for_children))
		return -EINVAL;
	return 0;
}

/* RLIMIT_NPROC of the real user; root and the capable may go past it. */
static int check_nproc(struct task_struct *p)
{
	struct user_struct *user = p->real_cred->user;

	if (atomic_read(&user->processes) >= task_rlimit(p, RLIMIT_NPROC) &&
	    user != INIT_USER && !capable(CAP_SYS_RESOURCE) &&
	    !capable(CAP_SYS_ADMIN))
		return -EAGAIN;
	current->flags &= ~PF_NPROC_EXCEEDED;
	return nr_threads >= max_threads ? -EAGAIN : 0;
}

static int copy_files(unsigned long clone_flags, struct task_struct *tsk)
{
	struct files_struct *oldf = current->files, *newf;
	int error = 0;

	if (!oldf)
		return 0;	/* a kernel thread may have none */
	if (clone_flags & CLONE_FILES) {
		atomic_inc(&oldf->count);
		return 0;
	}
	newf = dup_fd(oldf, &error);
	if (!newf)
		return error;
	tsk->files = newf;
	return 0;
}

static int copy_fs(unsigned long clone_flags, struct task_struct *tsk)
{
	struct fs_struct *fs = current->fs;

	if (clone_flags & CLONE_FS) {
		/* exec in progress counts the sharers: no new one meanwhile. */
		spin_lock(&fs->lock);
		if (fs->in_exec) {
			spin_unlock(&fs->lock);
			return -EAGAIN;
		}
		fs->users++;
		spin_unlock(&fs->lock);
		return 0;
	}
	tsk->fs = copy_fs_struct(fs);
	return tsk->fs ? 0 : -ENOMEM;
}

static int copy_sighand(unsigned long clone_flags, struct task_struct *tsk)
{
	struct sighand_struct *sig;

	if (clone_flags & CLONE_SIGHAND) {
		atomic_inc(&current->sighand->count);
		return 0;
	}
	sig = kmem_cache_alloc(sighand_cachep, GFP_KERNEL);
	if (!sig)
		return -ENOMEM;
	rcu_assign_pointer(tsk->sighand, sig);
	atomic_set(&sig->count, 1);
	spin_lock_irq(&current->sighand->siglock);
	memcpy(sig->action, current->sighand->action, sizeof(sig->action));
	spin_unlock_irq(&current->sighand->siglock);
	return 0;
}

/* RLIMIT_CPU is a timer that runs from the start. */
static void posix_cpu_timers_init_group(struct signal_struct *sig)
{
	unsigned long cpu_limit = READ_ONCE(sig->rlim[RLIMIT_CPU].rlim_cur);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sig->cpu_timers); i++)
		INIT_LIST_HEAD(&sig->cpu_timers[i]);
	if (cpu_limit != RLIM_INFINITY) {
		sig->cputime_expires.prof_exp = cpu_limit * NSEC_PER_SEC;
		sig->cputimer.running = true;
	}
}

static int copy_signal(unsigned long clone_flags, struct task_struct *tsk)
{
	struct signal_struct *sig, *old = current->signal;

	if (clone_flags & CLONE_THREAD)
		return 0;
	sig = kmem_cache_zalloc(signal_cachep, GFP_KERNEL);
	if (!sig)
		return -ENOMEM;
	tsk->signal = sig;

	sig->nr_threads = 1;
	atomic_set(&sig->live, 1);
	atomic_set(&sig->sigcnt, 1);
	/* A list of one, whose member need not be put in under a lock. */
	sig->thread_head = (struct list_head)LIST_HEAD_INIT(tsk->thread_node);
	tsk->thread_node = (struct list_head)LIST_HEAD_INIT(sig->thread_head);
	init_waitqueue_head(&sig->wait_chldexit);
	sig->curr_target = tsk;
	init_sigpending(&sig->shared_pending);
	seqlock_init(&sig->stats_lock);
	prev_cputime_init(&sig->prev_cputime);
	INIT_LIST_HEAD(&sig->posix_timers);
	hrtimer_init(&sig->real_timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	sig->real_timer.function = it_real_fn;

	task_lock(current->group_leader);
	memcpy(sig->rlim, old->rlim, sizeof(sig->rlim));
	task_unlock(current->group_leader);
	posix_cpu_timers_init_group(sig);

	sig->oom_score_adj = old->oom_score_adj;
	sig->oom_score_adj_min = old->oom_score_adj_min;
	sig->has_child_subreaper = old->has_child_subreaper ||
				   old->is_child_subreaper;
	mutex_init(&sig->cred_guard_mutex);
	return 0;
}

static int copy_mm(unsigned long clone_flags, struct task_struct *tsk)
{
	struct mm_struct *mm;

	tsk->min_flt = tsk->maj_flt = 0;
	tsk->nvcsw = tsk->nivcsw = 0;
	tsk->mm = NULL;
	tsk->active_mm = NULL;
	if (!current->mm)
		return 0;	/* kernel threads borrow one as they run */
	if (clone_flags & CLONE_VM) {
		mmget(current->mm);
		mm = current->mm;
	} else {
		mm = dup_mm(tsk);
		if (!mm)
			return -ENOMEM;
	}
	tsk->mm = mm;
	tsk->active_mm = mm;
	return 0;
}

/* What a new task has of its own and that needs no allocation. */
static void init_task_fields(struct task_struct *p, unsigned long clone_flags)
{
	p->flags &= ~(PF_SUPERPRIV | PF_WQ_WORKER | PF_IDLE);
	p->flags |= PF_FORKNOEXEC;
	INIT_LIST_HEAD(&p->children);
	INIT_LIST_HEAD(&p->sibling);
	INIT_LIST_HEAD(&p->thread_group);
	INIT_LIST_HEAD(&p->ptraced);
	INIT_LIST_HEAD(&p->ptrace_entry);
	p->ptrace = 0;
	p->jobctl = 0;
	p->vfork_done = NULL;
	spin_lock_init(&p->alloc_lock);
	init_sigpending(&p->pending);
	p->utime = p->stime = 0;
	prev_cputime_init(&p->prev_cputime);
	posix_cpu_timers_init(p);
	task_io_accounting_init(&p->ioac);
	memset(&p->restart_block, 0, sizeof(p->restart_block));
	p->restart_block.fn = do_no_restart_syscall;
	p->robust_list = NULL;
	p->task_works = NULL;
	p->pdeath_signal = 0;
	p->exit_state = 0;
	p->exit_code = 0;
	p->default_timer_slack_ns = current->timer_slack_ns;
	p->start_time = ktime_get_ns();
	p->real_start_time = ktime_get_boot_ns();
	lockdep_init_task(p);

	/* The alternate stack belongs to one thread's stack pointer. */
	if ((clone_flags & (CLONE_VM | CLONE_VFORK)) == CLONE_VM)
		sas_ss_reset(p);
}

/* Give @p its own share of each resource; on error all shares are returned. */
static int copy_resources(struct task_struct *p, unsigned long clone_flags,
			  unsigned long stack_start, unsigned long stack_size,
			  unsigned long tls)
{
	int retval = copy_files(clone_flags, p);

	if (retval)
		return retval;
	retval = copy_fs(clone_flags, p);
	if (retval)
		goto cleanup_files;
	retval = copy_sighand(clone_flags, p);
	if (retval)
		goto cleanup_fs;
	retval = copy_signal(clone_flags, p);
	if (retval)
		goto cleanup_sighand;
	retval = copy_mm(clone_flags, p);
	if (retval)
		goto cleanup_signal;
	retval = copy_namespaces(clone_flags, p);
	if (retval)
		goto cleanup_mm;
	retval = copy_thread_tls(clone_flags, stack_start, stack_size, p, tls);
	if (!retval)
		return 0;

	exit_task_namespaces(p);
cleanup_mm:
	if (p->mm)
		mmput(p->mm);
cleanup_signal:
	if (!(clone_flags & CLONE_THREAD))
		free_signal_struct(p->signal);
cleanup_sighand:
	__cleanup_sighand(p->sighand);
cleanup_fs:
	exit_fs(p);
cleanup_files:
	exit_files(p);
	return retval;
}

static void cleanup_resources(struct task_struct *p, unsigned long clone_flags)
{
	exit_thread(p);
	exit_task_namespaces(p);
	if (p->mm)
		mmput(p->mm);
	if (!(clone_flags & CLONE_THREAD))
		free_signal_struct(p->signal);
	__cleanup_sighand(p->sighand);
	exit_fs(p);
	exit_files(p);
}

/* tasklist_lock and siglock held: @p begins a thread group of its own. */
static void attach_leader(struct task_struct *p, struct pid *pid)
{
	if (is_child_reaper(pid)) {
		ns_of_pid(pid)->child_reaper = p;
		p->signal->flags |= SIGNAL_UNKILLABLE;
	}
	p->signal->leader_pid = pid;
	p->signal->tty = tty_kref_get(current->signal->tty);
	p->pids[PIDTYPE_PGID].pid = task_pgrp(current);
	p->pids[PIDTYPE_SID].pid = task_session(current);
	list_add_tail(&p->sibling, &p->real_parent->children);
	list_add_tail_rcu(&p->tasks, &init_task.tasks);
	attach_pid(p, PIDTYPE_PGID);
	attach_pid(p, PIDTYPE_SID);
	this_cpu_inc(process_counts);
}

/* tasklist_lock and siglock held: @p joins current's thread group. */
static void attach_thread(struct task_struct *p)
{
	current->signal->nr_threads++;
	atomic_inc(&current->signal->live);
	atomic_inc(&current->signal->sigcnt);
	list_add_tail_rcu(&p->thread_group, &p->group_leader->thread_group);
	list_add_tail_rcu(&p->thread_node, &p->signal->thread_head);
}

/*
 * The one step in which the task comes into the world. Return: 0, or
 * -ERESTARTNOINTR when current has a signal to take first (I3).
 */
static int publish_task(struct task_struct *p, struct pid *pid,
			unsigned long clone_flags)
{
	write_lock_irq(&tasklist_lock);
	if (clone_flags & (CLONE_PARENT | CLONE_THREAD)) {
		p->real_parent = current->real_parent;
		p->parent_exec_id = current->parent_exec_id;
	} else {
		p->real_parent = current;
		p->parent_exec_id = current->self_exec_id;
	}
	spin_lock(&current->sighand->siglock);
	recalc_sigpending();
	if (signal_pending(current)) {
		spin_unlock(&current->sighand->siglock);
		write_unlock_irq(&tasklist_lock);
		return -ERESTARTNOINTR;
	}
	p->parent = p->real_parent;
	if (likely(p->pid)) {
		p->pids[PIDTYPE_PID].pid = pid;
		if (thread_group_leader(p))
			attach_leader(p, pid);
		else
			attach_thread(p);
		attach_pid(p, PIDTYPE_PID);
		nr_threads++;
	}
	total_forks++;
	spin_unlock(&current->sighand->siglock);
	write_unlock_irq(&tasklist_lock);
	return 0;
}

/* The numbers by which the child is known, and who it is to its group. */
static void name_task(struct task_struct *p, struct pid *pid,
		      unsigned long clone_flags, int __user *child_tidptr)
{
	p->pid = pid_nr(pid);
	if (clone_flags & CLONE_THREAD) {
		p->exit_signal = -1;
		p->group_leader = current->group_leader;
		p->tgid = current->tgid;
	} else {
		p->exit_signal = (clone_flags & CLONE_PARENT) ?
			current->group_leader->exit_signal :
			(clone_flags & CSIGNAL);
		p->group_leader = p;
		p->tgid = p->pid;
	}
	p->set_child_tid = (clone_flags & CLONE_CHILD_SETTID) ?
		child_tidptr : NULL;
	p->clear_child_tid = (clone_flags & CLONE_CHILD_CLEARTID) ?
		child_tidptr : NULL;
}

/*
 * Everything but letting it run. @pid is given for an idle task, which has
 * none of its own (init_struct_pid), and NULL otherwise.
 */
static struct task_struct *copy_process(unsigned long clone_flags,
					unsigned long stack_start,
					unsigned long stack_size,
					int __user *child_tidptr,
					struct pid *pid, unsigned long tls)
{
	struct task_struct *p;
	bool own_pid = !pid;
	int retval = check_clone_flags(clone_flags);

	if (retval)
		return ERR_PTR(retval);
	retval = -ENOMEM;
	p = dup_task_struct(current);
	if (!p)
		goto out;
	retval = check_nproc(p);
	if (retval)
		goto free_task;
	retval = copy_creds(p, clone_flags);
	if (retval)
		goto free_task;
	init_task_fields(p, clone_flags);
	retval = sched_fork(clone_flags, p);
	if (retval)
		goto cleanup_creds;
	retval = copy_resources(p, clone_flags, stack_start, stack_size, tls);
	if (retval)
		goto cleanup_creds;
	if (own_pid) {
		pid = alloc_pid(p->nsproxy->pid_ns_for_children);
		retval = PTR_ERR_OR_ZERO(pid);
		if (retval)
			goto cleanup_resources;
	}
	name_task(p, pid, clone_flags, child_tidptr);
	retval = publish_task(p, pid, clone_flags);
	if (retval)
		goto free_pid;
	return p;

free_pid:
	if (own_pid)
		free_pid(pid);
cleanup_resources:
	cleanup_resources(p, clone_flags);
cleanup_creds:
	atomic_dec(&p->cred->user->processes);
	exit_creds(p);
free_task:
	p->state = TASK_DEAD;
	free_task(p);
out:
	return ERR_PTR(retval);
}

/**
 * fork_idle() - a task for @cpu to run when nothing else wants to
 * @cpu: not up yet
 *
 * It shares init_struct_pid (number 0) and is in no list.
 *
 * Context: boot, process context.
 * Return: the task, on @cpu's run queue as its idle task, or ERR_PTR.
 */
struct task_struct *fork_idle(int cpu)
{
	struct task_struct *task;

	task = copy_process(CLONE_VM, 0, 0, NULL, &init_struct_pid, 0);
	if (!IS_ERR(task)) {
		init_idle_pids(task->pids);
		init_idle(task, cpu);
	}
	return task;
}

/* Sleep until the child has exec'ed or exited, or a fatal signal comes. */
static void wait_for_vfork_done(struct task_struct *child,
				struct completion *vfork)
{
	if (wait_for_completion_killable(vfork)) {
		/* It must not complete what is about to leave our stack. */
		task_lock(child);
		child->vfork_done = NULL;
		task_unlock(child);
	}
	put_task_struct(child);
}

/**
 * _do_fork() - create a task and let it run
 * @clone_flags: CLONE_*, and in the low byte the signal sent at its exit
 * @stack_start: its stack pointer; 0 keeps the parent's. A kernel thread's function
 * @stack_size: unused on x86 but for kernel threads: the function's argument
 * @parent_tidptr: where CLONE_PARENT_SETTID stores the child's number, here
 * @child_tidptr: where CLONE_CHILD_SETTID stores it, in the child's memory
 * @tls: the FS base with CLONE_SETTLS
 *
 * Context: process context, may sleep; with CLONE_VFORK until the child execs.
 * Return: the child's number in current's pid namespace, or -errno.
 */
long _do_fork(unsigned long clone_flags, unsigned long stack_start,
	      unsigned long stack_size, int __user *parent_tidptr,
	      int __user *child_tidptr, unsigned long tls)
{
	struct completion vfork;
	struct task_struct *p;
	struct pid *pid;
	long nr;

	p = copy_process(clone_flags, stack_start, stack_size, child_tidptr,
			 NULL, tls);
	if (IS_ERR(p))
		return PTR_ERR(p);

	/* Once it runs it may exit: take the number while it cannot. */
	pid = get_task_pid(p, PIDTYPE_PID);
	nr = pid_vnr(pid);
	if (clone_flags & CLONE_PARENT_SETTID)
		(void)put_user((int)nr, parent_tidptr);
	if (clone_flags & CLONE_VFORK) {
		p->vfork_done = &vfork;
		init_completion(&vfork);
		get_task_struct(p);
	}
	wake_up_new_task(p);
	if (clone_flags & CLONE_VFORK)
		wait_for_vfork_done(p, &vfork);
	put_pid(pid);
	return nr;
}

/**
 * kernel_thread() - a task that runs @fn in the kernel
 * @fn: returns only to become a user process after an exec
 * @arg: its argument
 * @flags: CLONE_*
 *
 * Context: process context, may sleep.
 * Return: its number, or -errno.
 */
pid_t kernel_thread(int (*fn)(void *), void *arg, unsigned long flags)
{
	return _do_fork(flags | CLONE_VM | CLONE_UNTRACED, (unsigned long)fn,
			(unsigned long)arg, NULL, NULL, 0);
}

SYSCALL_DEFINE0(fork)
{
	return _do_fork(SIGCHLD, 0, 0, NULL, NULL, 0);
}

SYSCALL_DEFINE0(vfork)
{
	return _do_fork(CLONE_VFORK | CLONE_VM | SIGCHLD, 0, 0, NULL, NULL, 0);
}

SYSCALL_DEFINE5(clone, unsigned long, clone_flags, unsigned long, newsp,
		int __user *, parent_tidptr, int __user *, child_tidptr,
		unsigned long, tls)
{
	if (clone_flags & CLONE_PIDFD)
		return -EINVAL;
	return _do_fork(lower_32_bits(clone_flags), newsp, 0, parent_tidptr,
			child_tidptr, tls);
}

SYSCALL_DEFINE1(set_tid_address, int __user *, tidptr)
{
	current->clear_child_tid = tidptr;
	return task_pid_vnr(current);
}

/* Threads may take an eighth of memory: their stacks, at the least. */
static void __init set_max_threads(void)
{
	u64 threads = (u64)totalram_pages * PAGE_SIZE / (THREAD_SIZE * 8);

	max_threads = clamp_t(u64, threads, MIN_THREADS, MAX_THREADS);
	init_task.signal->rlim[RLIMIT_NPROC].rlim_cur = max_threads / 2;
	init_task.signal->rlim[RLIMIT_NPROC].rlim_max = max_threads / 2;
	init_task.signal->rlim[RLIMIT_SIGPENDING] =
		init_task.signal->rlim[RLIMIT_NPROC];
}

/**
 * fork_init() - caches, and how many threads this machine can carry
 *
 * Context: boot, after the slab and the memory count.
 */
void __init fork_init(void)
{
	fork_task_init();
	sighand_cachep = kmem_cache_create("sighand_cache",
			sizeof(struct sighand_struct), 0,
			SLAB_HWCACHE_ALIGN | SLAB_PANIC | SLAB_TYPESAFE_BY_RCU,
			sighand_ctor);
	set_max_threads();
}
