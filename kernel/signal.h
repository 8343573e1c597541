/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel/signal.h - shared by the signal files of this directory
 */
#ifndef _KERNEL_SIGNAL_H
#define _KERNEL_SIGNAL_H

#include <linux/gfp.h>
#include <linux/signal.h>

/* signal.c; siglock held unless said otherwise. */
struct sigqueue *__sigqueue_alloc(int sig, struct task_struct *t, gfp_t flags,
				  int override_rlimit);
void __sigqueue_free(struct sigqueue *q);
int dequeue_synchronous_signal(siginfo_t *info);

/* signal_mask.c; siglock held. */
void retarget_shared_pending(struct task_struct *tsk, sigset_t *which);
void __set_task_blocked(struct task_struct *tsk, const sigset_t *newset);

/* signal_kill.c */
int check_kill_permission(int sig, siginfo_t *info, struct task_struct *t);

/* Is SIG_IGN, or SIG_DFL that ignores, the action for @sig? */
static inline bool sig_handler_ignored(__sighandler_t handler, int sig)
{
	return handler == SIG_IGN ||
	       (handler == SIG_DFL && sig_kernel_ignore(sig));
}

#endif /* _KERNEL_SIGNAL_H */
