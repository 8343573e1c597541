// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal_mask.c - which signals a task lets through
 *
 * I1         task->blocked is written by the task itself only, under siglock;
 *            so it may read its own without a lock.
 * I2         SIGKILL and SIGSTOP are never in it.
 * I3         a shared signal that a thread blocks is offered to the others.
 * Locking    sighand->siglock.
 * Entry      set_current_blocked() sigprocmask() set_user_sigmask()
 *            restore_user_sigmask()
 * Mirrors: Linux 4.19 kernel/signal.c, that part.
 */
#include <linux/sched/signal.h>

#include <linux/export.h>
#include <linux/uaccess.h>

#include "signal.h"

/*
 * @tsk will not take the shared signals in @which any more: wake other
 * threads that can.
 */
void retarget_shared_pending(struct task_struct *tsk, sigset_t *which)
{
	struct task_struct *t = tsk;
	sigset_t retarget;

	sigandsets(&retarget, &tsk->signal->shared_pending.signal, which);
	if (sigisemptyset(&retarget))
		return;

	while_each_thread(tsk, t) {
		if (t->flags & PF_EXITING)
			continue;
		if (!(retarget.sig[0] & ~t->blocked.sig[0]))
			continue;
		sigandsets(&retarget, &retarget, &t->blocked);
		if (!signal_pending(t))
			signal_wake_up(t, 0);
		if (sigisemptyset(&retarget))
			break;
	}
}

/* siglock held. */
void __set_task_blocked(struct task_struct *tsk, const sigset_t *newset)
{
	sigset_t newblocked;

	if (signal_pending(tsk) && !thread_group_empty(tsk)) {
		sigandnsets(&newblocked, newset, &tsk->blocked);
		retarget_shared_pending(tsk, &newblocked);
	}
	tsk->blocked = *newset;
	recalc_sigpending();
}

/**
 * set_current_blocked() - change current's signal mask
 * @newset: the new mask; SIGKILL and SIGSTOP are taken out of it
 *
 * Context: process context, siglock not held.
 */
void set_current_blocked(sigset_t *newset)
{
	sigdelsetmask(newset, sigmask(SIGKILL) | sigmask(SIGSTOP));
	__set_current_blocked(newset);
}

/**
 * __set_current_blocked() - set_current_blocked() with a mask that is valid
 * @newset: the new mask
 *
 * Context: process context, siglock not held.
 */
void __set_current_blocked(const sigset_t *newset)
{
	struct task_struct *tsk = current;

	/* Only current changes the mask, so it may be read without lock. */
	if (sigequalsets(&tsk->blocked, newset))
		return;
	spin_lock_irq(&tsk->sighand->siglock);
	__set_task_blocked(tsk, newset);
	spin_unlock_irq(&tsk->sighand->siglock);
}

/**
 * sigprocmask() - change current's signal mask as sigprocmask(2) does
 * @how: SIG_BLOCK, SIG_UNBLOCK or SIG_SETMASK
 * @set: operand; SIGKILL and SIGSTOP must not be in it
 * @oldset: gets the old mask, or NULL
 *
 * Context: process context.
 * Return: 0 or -EINVAL.
 */
int sigprocmask(int how, sigset_t *set, sigset_t *oldset)
{
	struct task_struct *tsk = current;
	sigset_t newset;

	if (oldset)
		*oldset = tsk->blocked;
	switch (how) {
	case SIG_BLOCK:
		sigorsets(&newset, &tsk->blocked, set);
		break;
	case SIG_UNBLOCK:
		sigandnsets(&newset, &tsk->blocked, set);
		break;
	case SIG_SETMASK:
		newset = *set;
		break;
	default:
		return -EINVAL;
	}
	__set_current_blocked(&newset);
	return 0;
}
EXPORT_SYMBOL(sigprocmask);

/**
 * set_user_sigmask() - the temporary mask of ppoll(2) and its kin
 * @usigmask: user address of the mask, NULL changes nothing
 * @set: gets the new mask
 * @oldset: gets the old mask
 * @sigsetsize: must be that of sigset_t
 *
 * Context: process context.
 * Return: 0, -EINVAL or -EFAULT.
 */
int set_user_sigmask(const sigset_t __user *usigmask, sigset_t *set,
		     sigset_t *oldset, size_t sigsetsize)
{
	if (!usigmask)
		return 0;
	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(set, usigmask, sizeof(sigset_t)))
		return -EFAULT;
	*oldset = current->blocked;
	set_current_blocked(set);
	return 0;
}
EXPORT_SYMBOL(set_user_sigmask);

/**
 * restore_user_sigmask() - the end of that call
 * @usigmask: as given to set_user_sigmask()
 * @sigsaved: the old mask
 *
 * When a signal ended the call, its handler must run under the temporary
 * mask; the old one comes back by way of the signal frame.
 *
 * Context: process context.
 */
void restore_user_sigmask(const sigset_t __user *usigmask, sigset_t *sigsaved)
{
	if (!usigmask)
		return;
	if (signal_pending(current)) {
		current->saved_sigmask = *sigsaved;
		set_restore_sigmask();
		return;
	}
	set_current_blocked(sigsaved);
}
EXPORT_SYMBOL(restore_user_sigmask);
