// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal_notify.c - telling the parent: exited, stopped, continued
 *
 * I1         the parent gets SIGCHLD and is woken from wait4(2) under its
 *            siglock; so wait4(), which looks at its children after it has
 *            queued itself, misses nothing.
 * Locking    tasklist_lock: R for a stop, W for an exit (who the parent is,
 *            and the ids in the siginfo); then the parent's siglock.
 * Entry      do_notify_parent() do_notify_parent_cldstop()
 * Mirrors: Linux 4.19 kernel/signal.c, that part.
 */
#include <linux/sched/signal.h>

#include <linux/cred.h>
#include <linux/jiffies.h>
#include <linux/pid_namespace.h>
#include <linux/sched/cputime.h>
#include <linux/user_namespace.h>

/* What every SIGCHLD tells: who, of whom, and how much time it used. */
static void chld_info(siginfo_t *info, int sig, struct task_struct *tsk,
		      struct task_struct *parent)
{
	u64 utime, stime;

	clear_siginfo(info);
	info->si_signo = sig;
	rcu_read_lock();
	info->si_pid = task_pid_nr_ns(tsk, task_active_pid_ns(parent));
	info->si_uid = from_kuid_munged(task_cred_xxx(parent, user_ns),
					task_uid(tsk));
	rcu_read_unlock();
	task_cputime(tsk, &utime, &stime);
	info->si_utime = nsec_to_clock_t(utime + tsk->signal->utime);
	info->si_stime = nsec_to_clock_t(stime + tsk->signal->stime);
}

/**
 * do_notify_parent() - a process is dead: tell its parent
 * @tsk: the leader, last of its group; or a traced thread
 * @sig: exit_signal, or SIGCHLD
 *
 * Context: tasklist_lock write-held, interrupts off.
 * Return: true when the parent does not want to wait for it.
 */
bool do_notify_parent(struct task_struct *tsk, int sig)
{
	struct sighand_struct *psig;
	bool autoreap = false;
	unsigned long flags;
	siginfo_t info;

	/*
	 * The parent has exec'ed since: the signal it asked for meant the
	 * old program.
	 */
	if (sig != SIGCHLD && tsk->parent_exec_id != tsk->parent->self_exec_id)
		sig = SIGCHLD;

	chld_info(&info, sig, tsk, tsk->parent);
	info.si_status = tsk->exit_code & 0x7f;
	if (tsk->exit_code & 0x80) {
		info.si_code = CLD_DUMPED;
	} else if (tsk->exit_code & 0x7f) {
		info.si_code = CLD_KILLED;
	} else {
		info.si_code = CLD_EXITED;
		info.si_status = tsk->exit_code >> 8;
	}

	psig = tsk->parent->sighand;
	spin_lock_irqsave(&psig->siglock, flags);
	if (!tsk->ptrace && sig == SIGCHLD &&
	    (psig->action[SIGCHLD - 1].sa.sa_handler == SIG_IGN ||
	     (psig->action[SIGCHLD - 1].sa.sa_flags & SA_NOCLDWAIT))) {
		/*
		 * With SA_NOCLDWAIT the signal is sent all the same, as
		 * POSIX allows and Linux does.
		 */
		autoreap = true;
		if (psig->action[SIGCHLD - 1].sa.sa_handler == SIG_IGN)
			sig = 0;
	}
	if (valid_signal(sig) && sig)
		__group_send_sig_info(sig, &info, tsk->parent);
	__wake_up_parent(tsk, tsk->parent);
	spin_unlock_irqrestore(&psig->siglock, flags);
	return autoreap;
}

/**
 * do_notify_parent_cldstop() - a process stopped or went on: tell its parent
 * @tsk: any thread of it
 * @for_ptracer: tell the tracer of @tsk, not the parent of the process
 * @why: CLD_STOPPED, CLD_CONTINUED or CLD_TRAPPED
 *
 * Context: tasklist_lock held, siglock not held.
 */
void do_notify_parent_cldstop(struct task_struct *tsk, bool for_ptracer,
			      int why)
{
	struct sighand_struct *sighand;
	struct task_struct *parent;
	unsigned long flags;
	siginfo_t info;

	if (for_ptracer) {
		parent = tsk->parent;
	} else {
		tsk = tsk->group_leader;
		parent = tsk->real_parent;
	}

	chld_info(&info, SIGCHLD, tsk, parent);
	info.si_code = why;
	switch (why) {
	case CLD_CONTINUED:
		info.si_status = SIGCONT;
		break;
	case CLD_STOPPED:
		info.si_status = tsk->signal->group_exit_code & 0x7f;
		break;
	default:
		info.si_status = tsk->exit_code & 0x7f;
		break;
	}

	sighand = parent->sighand;
	spin_lock_irqsave(&sighand->siglock, flags);
	if (sighand->action[SIGCHLD - 1].sa.sa_handler != SIG_IGN &&
	    !(sighand->action[SIGCHLD - 1].sa.sa_flags & SA_NOCLDSTOP))
		__group_send_sig_info(SIGCHLD, &info, parent);
	/* wait4(WUNTRACED) works without the signal. */
	__wake_up_parent(tsk, parent);
	spin_unlock_irqrestore(&sighand->siglock, flags);
}
