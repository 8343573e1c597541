// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/exit.c - a task ends
 *
 *     do_exit -> exit_signals, exit_mm, exit_files, ... (each resource)
 *             -> exit_notify -> forget_original_parent (children move on)
 *                            -> do_notify_parent       (EXIT_ZOMBIE)
 *             -> do_task_dead                          (never returns)
 *     release_task()  by the parent's wait (kernel/wait.c), by do_exit() itself
 *             when nobody wants to know, or by the last thread for its leader
 *
 * I1         A zombie has no resources but its numbers, its exit code and its
 *            task_struct; only its parent (or tracer) may release it.
 * I2         A thread group leader stays a zombie until its last thread is
 *            gone (delay_group_leader()): its number names the process.
 * I3         exit_state goes 0 -> EXIT_ZOMBIE -> EXIT_DEAD under tasklist_lock,
 *            or by cmpxchg among waiters that hold it for reading. Whoever
 *            makes it EXIT_DEAD, and nobody else, calls release_task().
 * I4         Every live task has a living real_parent, in the end child_reaper.
 * Locking    tasklist_lock (W) around every change of the tree of tasks;
 *            siglock inside it for the thread group.
 * Lifetime   release_task() unhashes; the struct goes a grace period later.
 * Entry      do_exit() do_group_exit() release_task() exit(2) exit_group(2)
 * Mirrors: Linux 4.1 kernel/exit.c (first half; waiting is in kernel/wait.c).
 * Simpler than Linux in: no ptrace detach of
 * tracees, no task statistics, no I/O contexts, no memory control groups.
 */
#include <linux/sched/task.h>

#include <linux/coredump.h>
#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/mm.h>
#include <linux/nsproxy.h>
#include <linux/oom.h>
#include <linux/pipe_fs_i.h>
#include <linux/pid_namespace.h>
#include <linux/posix-timers.h>
#include <linux/proc_fs.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/cputime.h>
#include <linux/sched/stat.h>
#include <linux/task_io_accounting_ops.h>
#include <linux/task_work.h>
#include <linux/syscalls.h>
#include <linux/tty.h>

#include <asm/mmu_context.h>

#include "fork.h"

/* tasklist_lock (W) and siglock held. */
static void __unhash_process(struct task_struct *p, bool group_dead)
{
	nr_threads--;
	detach_pid(p, PIDTYPE_PID);
	if (group_dead) {
		detach_pid(p, PIDTYPE_PGID);
		detach_pid(p, PIDTYPE_SID);
		list_del_rcu(&p->tasks);
		list_del_init(&p->sibling);
		this_cpu_dec(process_counts);
	}
	list_del_rcu(&p->thread_group);
	list_del_rcu(&p->thread_node);
}

/* The dying thread's counts live on in the group's. siglock held. */
static void account_dead_thread(struct task_struct *tsk,
				struct signal_struct *sig)
{
	u64 utime, stime;

	task_cputime(tsk, &utime, &stime);
	write_seqlock(&sig->stats_lock);
	sig->utime += utime;
	sig->stime += stime;
	sig->min_flt += tsk->min_flt;
	sig->maj_flt += tsk->maj_flt;
	sig->nvcsw += tsk->nvcsw;
	sig->nivcsw += tsk->nivcsw;
	task_io_accounting_add(&sig->ioac, &tsk->ioac);
	sig->sum_sched_runtime += tsk->se.sum_exec_runtime;
	sig->nr_threads--;
	write_sequnlock(&sig->stats_lock);
}

/* tasklist_lock (W) held. Cut @tsk out of its thread group. */
static void __exit_signal(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;
	bool group_dead = thread_group_leader(tsk);
	struct sighand_struct *sighand = tsk->sighand;
	struct tty_struct *tty = NULL;

	spin_lock(&sighand->siglock);
	posix_cpu_timers_exit(tsk);
	if (group_dead) {
		posix_cpu_timers_exit_group(tsk);
		tty = sig->tty;
		sig->tty = NULL;
	} else {
		/* An exec may wait for all threads but itself to go. */
		if (sig->notify_count > 0 && !--sig->notify_count)
			wake_up_process(sig->group_exit_task);
		if (tsk == sig->curr_target)
			sig->curr_target = next_thread(tsk);
	}
	account_dead_thread(tsk, sig);
	__unhash_process(tsk, group_dead);

	/* Nobody can send to it from here on: see lock_task_sighand(). */
	flush_sigqueue(&tsk->pending);
	tsk->sighand = NULL;
	spin_unlock(&sighand->siglock);

	__cleanup_sighand(sighand);
	if (group_dead) {
		flush_sigqueue(&sig->shared_pending);
		tty_kref_put(tty);
	}
}

static void delayed_put_task_struct(struct rcu_head *rhp)
{
	put_task_struct(container_of(rhp, struct task_struct, rcu));
}

/**
 * release_task() - the last trace of @p disappears
 * @p: EXIT_DEAD by the caller (I3), or a thread that never was a zombie
 *
 * When @p is the last thread beside a zombie leader, the leader's parent is
 * told only now, and if it does not care the leader is released too.
 *
 * Context: process context, no locks held.
 */
void release_task(struct task_struct *p)
{
	struct task_struct *leader;
	bool again;

	do {
		again = false;
		rcu_read_lock();
		atomic_dec(&__task_cred(p)->user->processes);
		rcu_read_unlock();
		proc_flush_task(p);

		write_lock_irq(&tasklist_lock);
		__exit_signal(p);
		leader = p->group_leader;
		if (leader != p && thread_group_empty(leader) &&
		    leader->exit_state == EXIT_ZOMBIE) {
			again = do_notify_parent(leader, leader->exit_signal);
			if (again)
				leader->exit_state = EXIT_DEAD;
		}
		write_unlock_irq(&tasklist_lock);

		release_thread(p);
		call_rcu(&p->rcu, delayed_put_task_struct);
		p = leader;
	} while (unlikely(again));
}

/* Is there no process in @pgrp whose parent is in the session but not in it? */
static bool will_become_orphaned_pgrp(struct pid *pgrp,
				      struct task_struct *ignored_task)
{
	struct task_struct *p;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p) {
		if (p == ignored_task ||
		    (p->exit_state && thread_group_empty(p)) ||
		    is_global_init(p->real_parent))
			continue;
		if (task_pgrp(p->real_parent) != pgrp &&
		    task_session(p->real_parent) == task_session(p))
			return false;
	} while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return true;
}

/**
 * is_current_pgrp_orphaned() - would a stop of current's group last for ever?
 *
 * Context: any; takes tasklist_lock.
 * Return: true when no shell of the session can continue it.
 */
int is_current_pgrp_orphaned(void)
{
	int orphaned;

	read_lock(&tasklist_lock);
	orphaned = will_become_orphaned_pgrp(task_pgrp(current), NULL);
	read_unlock(&tasklist_lock);
	return orphaned;
}

static bool has_stopped_jobs(struct pid *pgrp)
{
	struct task_struct *p;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p) {
		if (p->signal->flags & SIGNAL_STOP_STOPPED)
			return true;
	} while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return false;
}

/*
 * @tsk leaves, or loses @parent: POSIX wants stopped jobs that nobody can
 * continue any more to get SIGHUP and SIGCONT. tasklist_lock (W) held.
 */
static void kill_orphaned_pgrp(struct task_struct *tsk,
			       struct task_struct *parent)
{
	struct pid *pgrp = task_pgrp(tsk);
	struct task_struct *ignored_task = tsk;

	if (!parent)		/* exit: our parent kept the group unorphaned */
		parent = tsk->real_parent;
	else			/* reparented: @tsk itself counts */
		ignored_task = NULL;

	if (task_pgrp(parent) != pgrp &&
	    task_session(parent) == task_session(tsk) &&
	    will_become_orphaned_pgrp(pgrp, ignored_task) &&
	    has_stopped_jobs(pgrp)) {
		__kill_pgrp_info(SIGHUP, SEND_SIG_PRIV, pgrp);
		__kill_pgrp_info(SIGCONT, SEND_SIG_PRIV, pgrp);
	}
}

static struct task_struct *find_alive_thread(struct task_struct *p)
{
	struct task_struct *t;

	for_each_thread(p, t) {
		if (!(t->flags & PF_EXITING))
			return t;
	}
	return NULL;
}

/*
 * Who inherits in @father's pid namespace? When @father is its last init, the
 * global one panics, another kills all of the namespace first: tasklist_lock
 * is dropped meanwhile.
 */
static struct task_struct *find_child_reaper(struct task_struct *father)
	__releases(&tasklist_lock) __acquires(&tasklist_lock)
{
	struct pid_namespace *pid_ns = task_active_pid_ns(father);
	struct task_struct *reaper = pid_ns->child_reaper;

	if (likely(reaper != father))
		return reaper;
	reaper = find_alive_thread(father);
	if (reaper) {
		pid_ns->child_reaper = reaper;
		return reaper;
	}
	write_unlock_irq(&tasklist_lock);
	if (unlikely(pid_ns == &init_pid_ns))
		panic("Attempted to kill init! exitcode=0x%08x\n",
		      father->signal->group_exit_code ?: father->exit_code);
	zap_pid_ns_processes(pid_ns);
	write_lock_irq(&tasklist_lock);
	return father;
}

/* A thread of @father, a subreaper above it, or the namespace's init. */
static struct task_struct *find_new_reaper(struct task_struct *father,
					   struct task_struct *child_reaper)
{
	struct task_struct *thread, *reaper;

	thread = find_alive_thread(father);
	if (thread)
		return thread;

	if (!father->signal->has_child_subreaper)
		return child_reaper;
	/* Stop at init_task: a namespace entered by setns has its init elsewhere. */
	for (reaper = father->real_parent;
	     !same_thread_group(reaper, child_reaper);
	     reaper = reaper->real_parent) {
		if (reaper == &init_task)
			break;
		if (!reaper->signal->is_child_subreaper)
			continue;
		thread = find_alive_thread(reaper);
		if (thread)
			return thread;
	}
	return child_reaper;
}

/* @p has a new parent process: a zombie asks again whether it is wanted. */
static void reparent_leader(struct task_struct *father, struct task_struct *p,
			    struct list_head *dead)
{
	if (unlikely(p->exit_state == EXIT_DEAD))
		return;
	p->exit_signal = SIGCHLD;	/* the stranger asked for nothing else */

	if (!p->ptrace && p->exit_state == EXIT_ZOMBIE &&
	    thread_group_empty(p) && do_notify_parent(p, p->exit_signal)) {
		p->exit_state = EXIT_DEAD;
		list_add(&p->ptrace_entry, dead);
	}
	kill_orphaned_pgrp(p, father);
}

/* tasklist_lock (W) held; those to release afterwards are put on @dead. */
static void forget_original_parent(struct task_struct *father,
				   struct list_head *dead)
{
	struct task_struct *p, *t, *reaper;

	reaper = find_child_reaper(father);
	if (list_empty(&father->children))
		return;

	reaper = find_new_reaper(father, reaper);
	list_for_each_entry(p, &father->children, sibling) {
		for_each_thread(p, t) {
			t->real_parent = reaper;
			if (likely(!t->ptrace))
				t->parent = t->real_parent;
			if (t->pdeath_signal)
				group_send_sig_info(t->pdeath_signal,
						    SEND_SIG_NOINFO, t);
		}
		/* A sibling thread takes over: for the child nothing changes. */
		if (!same_thread_group(reaper, father))
			reparent_leader(father, p, dead);
	}
	list_splice_tail_init(&father->children, &reaper->children);
}

/* Tell the family. Whether @tsk stays a zombie depends on its parent. */
static void exit_notify(struct task_struct *tsk, bool group_dead)
{
	struct task_struct *p, *n;
	LIST_HEAD(dead);
	bool autoreap;

	write_lock_irq(&tasklist_lock);
	forget_original_parent(tsk, &dead);
	if (group_dead)
		kill_orphaned_pgrp(tsk->group_leader, NULL);

	if (thread_group_leader(tsk))
		autoreap = thread_group_empty(tsk) &&
			   do_notify_parent(tsk, tsk->exit_signal);
	else
		autoreap = true;

	tsk->exit_state = autoreap ? EXIT_DEAD : EXIT_ZOMBIE;
	if (autoreap)
		list_add(&tsk->ptrace_entry, &dead);
	/* The thread that execs waits for the leader to be a zombie. */
	if (unlikely(tsk->signal->notify_count < 0))
		wake_up_process(tsk->signal->group_exit_task);
	write_unlock_irq(&tasklist_lock);

	list_for_each_entry_safe(p, n, &dead, ptrace_entry) {
		list_del_init(&p->ptrace_entry);
		release_task(p);
	}
}

/* Leave the address space; the CPU goes on with its page tables (lazy TLB). */
static void exit_mm(struct task_struct *tsk)
{
	struct mm_struct *mm = tsk->mm;

	mm_release(tsk, mm);
	if (!mm)
		return;
	down_read(&mm->mmap_sem);
	if (unlikely(mm->core_state))
		coredump_task_exit(tsk);
	mmgrab(mm);		/* as active_mm */
	BUG_ON(mm != tsk->active_mm);
	task_lock(tsk);
	tsk->mm = NULL;
	up_read(&mm->mmap_sem);
	enter_lazy_tlb(mm, current);
	task_unlock(tsk);
	mmput(mm);
	exit_oom_victim(tsk);
}

/* The last thread is here: what the group had in common ends. */
static void exit_group_resources(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;

	hrtimer_cancel(&sig->real_timer);
	exit_itimers(sig);
	if (tsk->mm)
		setmax_mm_hiwater_rss(&sig->maxrss, tsk->mm);
}

/* What nobody may do who ends here; most of these can only be kernel bugs. */
static void check_may_exit(struct task_struct *tsk, long code)
{
	if (unlikely(in_interrupt()))
		panic("Aiee, killing interrupt handler!");
	if (unlikely(!tsk->pid))
		panic("Attempted to kill the idle task!");
	if (unlikely(irqs_disabled())) {
		pr_info("note: %s[%d] exited with irqs disabled\n",
			tsk->comm, task_pid_nr(tsk));
		local_irq_enable();
	}
	if (unlikely(in_atomic())) {
		pr_info("note: %s[%d] exited with preempt_count %d\n",
			tsk->comm, task_pid_nr(tsk), preempt_count());
		preempt_count_set(0);
	}
}

/* A second way into do_exit(): something below oopsed. Leak, but stay calm. */
static void __noreturn exit_recursively(struct task_struct *tsk)
{
	pr_alert("Fixing recursive fault but reboot is needed!\n");
	tsk->flags |= PF_EXITPIDONE;
	set_current_state(TASK_UNINTERRUPTIBLE);
	for (;;)
		schedule();
}

/**
 * do_exit() - end current
 * @code: what wait() reports: exit status << 8, or signal number | 0x80 core
 *
 * Context: process context, no locks held; from an oops perhaps with any.
 */
void __noreturn do_exit(long code)
{
	struct task_struct *tsk = current;
	bool group_dead;

	check_may_exit(tsk, code);
	if (unlikely(tsk->flags & PF_EXITING))
		exit_recursively(tsk);

	exit_signals(tsk);		/* sets PF_EXITING */
	group_dead = atomic_dec_and_test(&tsk->signal->live);
	if (group_dead) {
		/* Say it before anything is torn down. */
		if (unlikely(is_global_init(tsk)))
			panic("Attempted to kill init! exitcode=0x%08x\n",
			      tsk->signal->group_exit_code ?: (u32)code);
		exit_group_resources(tsk);
	}
	tsk->exit_code = code;

	exit_mm(tsk);
	exit_files(tsk);
	exit_fs(tsk);
	if (group_dead)
		disassociate_ctty(1);
	exit_task_namespaces(tsk);
	exit_task_work(tsk);
	exit_thread(tsk);

	exit_notify(tsk, group_dead);
	if (tsk->splice_pipe)
		free_pipe_info(tsk->splice_pipe);
	exit_rcu();
	debug_check_no_locks_held();
	do_task_dead();
}

/**
 * do_group_exit() - end the whole process of current
 * @exit_code: as of do_exit(); the first thread to come here decides
 *
 * Context: process context, no locks held.
 */
void __noreturn do_group_exit(int exit_code)
{
	struct signal_struct *sig = current->signal;

	if (sig->flags & SIGNAL_GROUP_EXIT) {
		exit_code = sig->group_exit_code;
	} else if (!thread_group_empty(current)) {
		struct sighand_struct *const sighand = current->sighand;

		spin_lock_irq(&sighand->siglock);
		if (signal_group_exit(sig)) {
			/* Another thread was first, or execs. */
			exit_code = sig->group_exit_code;
		} else {
			sig->group_exit_code = exit_code;
			sig->flags = SIGNAL_GROUP_EXIT;
			zap_other_threads(current);
		}
		spin_unlock_irq(&sighand->siglock);
	}
	do_exit(exit_code);
}

SYSCALL_DEFINE1(exit, int, error_code)
{
	do_exit((error_code & 0xff) << 8);
}

SYSCALL_DEFINE1(exit_group, int, error_code)
{
	do_group_exit((error_code & 0xff) << 8);
}
