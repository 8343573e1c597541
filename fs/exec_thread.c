// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/exec_thread.c - execve() in a program with threads: one remains
 *
 * POSIX: after execve() the process has its old pid and one thread.  Linux
 * keeps the thread that called, kills the others, and if the caller is not
 * the leader it takes over the leader's pid, its place among the parent's
 * children and its group and session.
 *
 * I1         From the time signal->group_exit_task is set until it is NULL
 *            again no thread can be added and a second execve() gets -EAGAIN.
 * Locking    siglock: group_exit_task, notify_count.  tasklist_lock(W): the
 *            exchange of names.  Waiting is killable; exit_notify() and
 *            __exit_signal() wake the waiter through group_exit_task.
 * Entry      de_thread()
 * Mirrors: Linux 4.x fs/exec.c (de_thread), where the rest of fs/exec.c is.
 */
#include <linux/binfmts.h>

#include <linux/errno.h>
#include <linux/list.h>
#include <linux/pid.h>
#include <linux/posix-timers.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>

/* Kill the other threads and sleep until only we and a dead leader are left. */
static int wait_for_threads(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;
	spinlock_t *lock = &tsk->sighand->siglock;

	spin_lock_irq(lock);
	if (signal_group_exit(sig)) {
		spin_unlock_irq(lock);
		return -EAGAIN;				/* I1 */
	}
	sig->group_exit_task = tsk;
	sig->notify_count = zap_other_threads(tsk);
	if (!thread_group_leader(tsk))
		sig->notify_count--;

	while (sig->notify_count) {
		__set_current_state(TASK_KILLABLE);
		spin_unlock_irq(lock);
		schedule();
		if (__fatal_signal_pending(tsk))
			return -EINTR;
		spin_lock_irq(lock);
	}
	spin_unlock_irq(lock);
	return 0;
}

/* Returns with tasklist_lock write-held and the leader a zombie, or -EINTR. */
static int wait_for_leader(struct task_struct *tsk)
{
	struct task_struct *leader = tsk->group_leader;

	for (;;) {
		write_lock_irq(&tasklist_lock);
		tsk->signal->notify_count = -1;		/* exit_notify() wakes */
		if (leader->exit_state)
			return 0;
		__set_current_state(TASK_KILLABLE);
		write_unlock_irq(&tasklist_lock);
		schedule();
		if (__fatal_signal_pending(tsk))
			return -EINTR;
	}
}

/*
 * Become the leader.  Nobody can meet the pid without a task between the two
 * steps, because finding one needs tasklist_lock or the rcu lists that only
 * ever hold a complete task.
 */
static void take_leaders_place(struct task_struct *tsk)
{
	struct task_struct *leader = tsk->group_leader;

	tsk->start_time = leader->start_time;
	tsk->real_start_time = leader->real_start_time;

	tsk->pid = leader->pid;
	change_pid(tsk, PIDTYPE_PID, task_pid(leader));
	transfer_pid(leader, tsk, PIDTYPE_PGID);
	transfer_pid(leader, tsk, PIDTYPE_SID);

	list_replace_rcu(&leader->tasks, &tsk->tasks);
	list_replace_init(&leader->sibling, &tsk->sibling);

	tsk->group_leader = tsk;
	leader->group_leader = tsk;
	tsk->exit_signal = SIGCHLD;
	leader->exit_signal = -1;

	WARN_ON(leader->exit_state != EXIT_ZOMBIE);
	leader->exit_state = EXIT_DEAD;
	/* A tracer that waits for the old leader must look again. */
	if (unlikely(leader->ptrace))
		__wake_up_parent(leader, leader->parent);
	write_unlock_irq(&tasklist_lock);
	release_task(leader);
}

static int kill_other_threads(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;
	int err;

	err = wait_for_threads(tsk);
	if (err == -EAGAIN)
		return err;
	if (!err && !thread_group_leader(tsk)) {
		err = wait_for_leader(tsk);
		if (!err)
			take_leaders_place(tsk);
	}
	/* exit_notify() and __exit_signal() look at these under the lock. */
	read_lock(&tasklist_lock);
	sig->group_exit_task = NULL;
	sig->notify_count = 0;
	read_unlock(&tasklist_lock);
	return err ? -EAGAIN : 0;
}

/* A table of handlers shared by CLONE_SIGHAND without CLONE_THREAD. */
static int unshare_sighand(struct task_struct *tsk)
{
	struct sighand_struct *old = tsk->sighand;
	struct sighand_struct *new;

	if (atomic_read(&old->count) == 1)
		return 0;
	new = kmem_cache_alloc(sighand_cachep, GFP_KERNEL);
	if (!new)
		return -ENOMEM;
	atomic_set(&new->count, 1);

	write_lock_irq(&tasklist_lock);
	spin_lock(&old->siglock);
	memcpy(new->action, old->action, sizeof(new->action));
	rcu_assign_pointer(tsk->sighand, new);
	spin_unlock(&old->siglock);
	write_unlock_irq(&tasklist_lock);
	__cleanup_sighand(old);
	return 0;
}

/**
 * de_thread() - make the caller the only thread, and the leader
 * @tsk: current
 *
 * Also ends what POSIX says execve() ends: timers, and sharing of the signal
 * handlers.
 *
 * Context: process context, sleeps killably.  After success other threads
 * are gone for good.
 * Return: 0, -EAGAIN when somebody else kills the group, or -ENOMEM.
 */
int de_thread(struct task_struct *tsk)
{
	int err;

	if (!thread_group_empty(tsk)) {
		err = kill_other_threads(tsk);
		if (err)
			return err;
	}
	tsk->exit_signal = SIGCHLD;
	exit_itimers(tsk->signal);
	flush_itimer_signals();
	return unshare_sighand(tsk);
}
