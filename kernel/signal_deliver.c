// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal_deliver.c - a task acts on its signals
 *
 *	exit_to_usermode_loop() -> do_signal() -> get_signal()
 *		SIG_IGN		next
 *		SIG_DFL		ignore, stop, or do_group_exit()
 *		handler		back to the architecture, which makes a frame
 *
 * Stopping: the thread that takes the stop signal asks all threads
 * (JOBCTL_STOP_PENDING) and counts them in group_stop_count; each stops on
 * its way to user mode; the last one tells the parent.
 *
 * I1         group_stop_count is the number of threads with
 *            JOBCTL_STOP_CONSUME.
 * I2         SIGNAL_STOP_STOPPED is set by the thread that makes it zero.
 * Locking    siglock; tasklist_lock (R) around notifying the parent, never
 *            inside siglock.
 * Entry      get_signal() signal_setup_done() exit_signals()
 *            zap_other_threads()
 * Mirrors: Linux 4.19 kernel/signal.c, that part.
 * Simpler than Linux in: no ptrace stops yet, no freezer, no core dump.
 */
#include <linux/sched/signal.h>

#include <linux/coredump.h>
#include <linux/ptrace.h>
#include <linux/sched/jobctl.h>
#include <linux/sched/task.h>
#include <linux/task_work.h>

#include "signal.h"

/**
 * task_participate_group_stop() - one thread less to wait for
 * @task: it stops, or exits
 *
 * Context: siglock held.
 * Return: true when it was the last: the parent must be told.
 */
bool task_participate_group_stop(struct task_struct *task)
{
	struct signal_struct *sig = task->signal;
	bool consume = task->jobctl & JOBCTL_STOP_CONSUME;

	WARN_ON_ONCE(!(task->jobctl & JOBCTL_STOP_PENDING));
	task_clear_jobctl_pending(task, JOBCTL_STOP_PENDING);
	if (!consume)
		return false;
	if (!WARN_ON_ONCE(sig->group_stop_count == 0))
		sig->group_stop_count--;

	if (!sig->group_stop_count && !(sig->flags & SIGNAL_STOP_STOPPED)) {
		signal_set_stop_flags(sig, SIGNAL_STOP_STOPPED);
		return true;
	}
	return false;
}

/* Ask every thread to stop.  Return: false when the stop is off. */
static bool start_group_stop(int signr)
{
	const unsigned long gstop = JOBCTL_STOP_PENDING | JOBCTL_STOP_CONSUME;
	struct signal_struct *sig = current->signal;
	struct task_struct *t = current;

	/* A SIGCONT came after the dequeue, or the process is dying. */
	if (!(current->jobctl & JOBCTL_STOP_DEQUEUED) ||
	    unlikely(signal_group_exit(sig)))
		return false;

	/* Of several stop signals wait4() reports the first. */
	if (!(sig->flags & SIGNAL_STOP_STOPPED))
		sig->group_exit_code = signr;

	sig->group_stop_count = 0;
	if (task_set_jobctl_pending(current, signr | gstop))
		sig->group_stop_count++;
	while_each_thread(current, t) {
		if (!task_is_stopped(t) &&
		    task_set_jobctl_pending(t, signr | gstop)) {
			sig->group_stop_count++;
			signal_wake_up(t, 0);
		}
	}
	return true;
}

static void notify_cldstop(int why)
{
	read_lock(&tasklist_lock);
	do_notify_parent_cldstop(current, false, why);
	read_unlock(&tasklist_lock);
}

/*
 * Stop until SIGCONT or SIGKILL.  @signr: the signal that says so, 0 when
 * another thread took it.  siglock is held; it is dropped, and true returned,
 * unless there is nothing to do.
 */
static bool do_signal_stop(int signr)
{
	bool last;

	if (!(current->jobctl & JOBCTL_STOP_PENDING) &&
	    !start_group_stop(signr))
		return false;

	last = task_participate_group_stop(current);
	/* Under siglock: SIGCONT looks for the state there. */
	set_special_state(TASK_STOPPED);
	spin_unlock_irq(&current->sighand->siglock);

	if (last)
		notify_cldstop(CLD_STOPPED);
	schedule();
	return true;
}

/* SIGCONT left word that the parent is to be told; siglock is dropped. */
static void notify_continued(struct signal_struct *signal)
{
	int why = signal->flags & SIGNAL_CLD_CONTINUED ? CLD_CONTINUED
						       : CLD_STOPPED;

	signal->flags &= ~SIGNAL_CLD_MASK;
	spin_unlock_irq(&current->sighand->siglock);
	notify_cldstop(why);
}

enum signal_fate {
	FATE_NEXT,	/* ignored: look for another one */
	FATE_HANDLER,	/* a handler wants it */
	FATE_AGAIN,	/* siglock was dropped: start over */
	FATE_FATAL,	/* siglock is held */
};

static enum signal_fate stop_fate(int signr)
{
	spinlock_t *lock = &current->sighand->siglock;

	/*
	 * SIGTSTP and its kin do nothing in an orphaned group: nobody could
	 * continue it.  To find out takes tasklist_lock.
	 */
	if (signr != SIGSTOP) {
		bool orphaned;

		spin_unlock_irq(lock);
		orphaned = is_current_pgrp_orphaned();
		spin_lock_irq(lock);
		if (orphaned)
			return FATE_NEXT;
	}
	return do_signal_stop(signr) ? FATE_AGAIN : FATE_NEXT;
}

/* What becomes of the signal that was dequeued.  siglock is held. */
static enum signal_fate decide(int signr, struct ksignal *ksig)
{
	struct k_sigaction *ka = &current->sighand->action[signr - 1];

	if (ka->sa.sa_handler == SIG_IGN)
		return FATE_NEXT;
	if (ka->sa.sa_handler != SIG_DFL) {
		ksig->ka = *ka;
		if (ka->sa.sa_flags & SA_ONESHOT)
			ka->sa.sa_handler = SIG_DFL;
		return FATE_HANDLER;
	}
	if (sig_kernel_ignore(signr))
		return FATE_NEXT;
	/* init is not killed by what it did not provide for. */
	if (unlikely(current->signal->flags & SIGNAL_UNKILLABLE) &&
	    !sig_kernel_only(signr))
		return FATE_NEXT;
	if (sig_kernel_stop(signr))
		return stop_fate(signr);
	return FATE_FATAL;
}

static void __noreturn die_by_signal(struct ksignal *ksig, int signr)
{
	spin_unlock_irq(&current->sighand->siglock);
	current->flags |= PF_SIGNALED;
	ksig->info.si_signo = signr;
	if (sig_kernel_coredump(signr))
		do_coredump(&ksig->info);
	do_group_exit(signr);
}

/**
 * get_signal() - the next signal that has a handler
 * @ksig: gets the signal, its siginfo and its action
 *
 * Everything that has no handler is done here: ignoring, stopping, dying.
 *
 * Context: on the way to user mode, may sleep for long, may not return.
 * Return: 1, or 0 when no signal is left.
 */
int get_signal(struct ksignal *ksig)
{
	struct sighand_struct *sighand = current->sighand;
	struct signal_struct *signal = current->signal;
	enum signal_fate fate;
	int signr;

	if (unlikely(current->task_works))
		task_work_run();
relock:
	spin_lock_irq(&sighand->siglock);
	if (unlikely(signal->flags & SIGNAL_CLD_MASK)) {
		notify_continued(signal);
		goto relock;
	}
	/* Marked for death already: no handler runs any more. */
	if (signal_group_exit(signal)) {
		sigdelset(&current->pending.signal, SIGKILL);
		recalc_sigpending();
		die_by_signal(ksig, SIGKILL);
	}

	for (;;) {
		if (unlikely(current->jobctl & JOBCTL_STOP_PENDING) &&
		    do_signal_stop(0))
			goto relock;

		signr = dequeue_synchronous_signal(&ksig->info);
		if (!signr)
			signr = dequeue_signal(current, &current->blocked,
					       &ksig->info);
		if (!signr)
			break;

		fate = decide(signr, ksig);
		if (fate == FATE_HANDLER)
			break;
		if (fate == FATE_AGAIN)
			goto relock;
		if (fate == FATE_FATAL)
			die_by_signal(ksig, signr);
	}
	spin_unlock_irq(&sighand->siglock);

	ksig->sig = signr;
	return signr > 0;
}

/**
 * signal_setup_done() - the frame for a handler was set up, or not
 * @failed: it was not: the stack is bad
 * @ksig: the signal
 * @stepping: a debugger single-steps; it stops in the handler
 *
 * Context: process context.
 */
void signal_setup_done(int failed, struct ksignal *ksig, int stepping)
{
	sigset_t blocked;

	if (failed) {
		force_sigsegv(ksig->sig, current);
		return;
	}

	/* saved_sigmask is in the frame now; sigreturn brings it back. */
	clear_restore_sigmask();
	sigorsets(&blocked, &current->blocked, &ksig->ka.sa.sa_mask);
	if (!(ksig->ka.sa.sa_flags & SA_NODEFER))
		sigaddset(&blocked, ksig->sig);
	set_current_blocked(&blocked);
}

/**
 * exit_signals() - a task will not take signals any more
 * @tsk: current
 *
 * What is pending for the process goes to the other threads; a group stop
 * does not wait for this one.
 *
 * Context: process context, do_exit().
 */
void exit_signals(struct task_struct *tsk)
{
	bool last = false;
	sigset_t unblocked;

	if (thread_group_empty(tsk) || signal_group_exit(tsk->signal)) {
		tsk->flags |= PF_EXITING;
		return;
	}

	spin_lock_irq(&tsk->sighand->siglock);
	/* From now on wants_signal() passes it by. */
	tsk->flags |= PF_EXITING;
	if (signal_pending(tsk)) {
		unblocked = tsk->blocked;
		signotset(&unblocked);
		retarget_shared_pending(tsk, &unblocked);
		if (unlikely(tsk->jobctl & JOBCTL_STOP_PENDING))
			last = task_participate_group_stop(tsk);
	}
	spin_unlock_irq(&tsk->sighand->siglock);

	if (unlikely(last))
		notify_cldstop(CLD_STOPPED);
}

/**
 * zap_other_threads() - kill all threads but one
 * @p: the one
 *
 * Context: siglock held; signal_group_exit() is true already.
 * Return: how many there are.
 */
int zap_other_threads(struct task_struct *p)
{
	struct task_struct *t = p;
	int count = 0;

	p->signal->group_stop_count = 0;
	while_each_thread(p, t) {
		task_clear_jobctl_pending(t, JOBCTL_PENDING_MASK);
		count++;
		if (t->exit_state)
			continue;
		sigaddset(&t->pending.signal, SIGKILL);
		signal_wake_up(t, 1);
	}
	return count;
}
