// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal_syscalls.c - the system calls about signals
 *
 * Entry      kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo
 *            rt_sigaction sigaltstack rt_sigprocmask rt_sigpending
 *            rt_sigtimedwait rt_sigsuspend pause restart_syscall
 *            (rt_sigreturn: arch/x86/kernel/signal_64.c)
 * Mirrors: Linux 4.19 kernel/signal.c, that part.
 * Left out (ENOSYS): pidfd_send_signal, signalfd and signalfd4 (fs/).
 */
#include <linux/sched/signal.h>

#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/pid.h>
#include <linux/ptrace.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#include "signal.h"

/**
 * do_no_restart_syscall() - restart_syscall(2) when nothing is to restart
 * @param: unused
 *
 * Return: -EINTR.
 */
long do_no_restart_syscall(struct restart_block *param)
{
	return -EINTR;
}

/**
 * sys_restart_syscall() - go on with the call that a signal interrupted
 */
SYSCALL_DEFINE0(restart_syscall)
{
	struct restart_block *restart = &current->restart_block;

	return restart->fn(restart);
}

/**
 * sys_rt_sigprocmask() - change or read the signal mask
 */
SYSCALL_DEFINE4(rt_sigprocmask, int, how, sigset_t __user *, nset,
		sigset_t __user *, oset, size_t, sigsetsize)
{
	sigset_t old_set, new_set;
	int error;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;

	old_set = current->blocked;
	if (nset) {
		if (get_user(new_set.sig[0], &nset->sig[0]))
			return -EFAULT;
		sigdelsetmask(&new_set, sigmask(SIGKILL) | sigmask(SIGSTOP));
		error = sigprocmask(how, &new_set, NULL);
		if (error)
			return error;
	}
	if (oset && put_user(old_set.sig[0], &oset->sig[0]))
		return -EFAULT;
	return 0;
}

/**
 * sys_rt_sigpending() - which blocked signals wait
 */
SYSCALL_DEFINE2(rt_sigpending, sigset_t __user *, uset, size_t, sigsetsize)
{
	sigset_t set;

	if (sigsetsize > sizeof(set))
		return -EINVAL;

	spin_lock_irq(&current->sighand->siglock);
	sigorsets(&set, &current->pending.signal,
		  &current->signal->shared_pending.signal);
	spin_unlock_irq(&current->sighand->siglock);
	sigandsets(&set, &set, &current->blocked);

	return copy_to_user(uset, &set, sigsetsize) ? -EFAULT : 0;
}

/**
 * do_sigtimedwait() - take one of some signals, wait for it if need be
 * @which: the signals
 * @info: gets the siginfo
 * @ts: longest wait; NULL: for ever
 *
 * Context: process context, sleeps.
 * Return: the signal, -EINVAL, -EAGAIN (time is up), -EINTR (another one).
 */
int do_sigtimedwait(const sigset_t *which, siginfo_t *info,
		    const struct timespec64 *ts)
{
	ktime_t *to = NULL, timeout = KTIME_MAX;
	struct task_struct *tsk = current;
	sigset_t mask = *which;
	int sig, ret = 0;

	if (ts) {
		if (!timespec64_valid(ts))
			return -EINVAL;
		timeout = timespec64_to_ktime(*ts);
		to = &timeout;
	}
	sigdelsetmask(&mask, sigmask(SIGKILL) | sigmask(SIGSTOP));
	signotset(&mask);

	spin_lock_irq(&tsk->sighand->siglock);
	sig = dequeue_signal(tsk, &mask, info);
	if (!sig && timeout) {
		/*
		 * Unblock them to be woken; real_blocked says that it is not
		 * meant: such a signal is neither ignored nor fatal now.
		 */
		tsk->real_blocked = tsk->blocked;
		sigandsets(&tsk->blocked, &tsk->blocked, &mask);
		recalc_sigpending();
		spin_unlock_irq(&tsk->sighand->siglock);

		__set_current_state(TASK_INTERRUPTIBLE);
		ret = schedule_hrtimeout_range(to, tsk->timer_slack_ns,
					       HRTIMER_MODE_REL);

		spin_lock_irq(&tsk->sighand->siglock);
		__set_task_blocked(tsk, &tsk->real_blocked);
		sigemptyset(&tsk->real_blocked);
		sig = dequeue_signal(tsk, &mask, info);
	}
	spin_unlock_irq(&tsk->sighand->siglock);

	if (sig)
		return sig;
	return ret ? -EINTR : -EAGAIN;
}

/**
 * sys_rt_sigtimedwait() - see do_sigtimedwait()
 */
SYSCALL_DEFINE4(rt_sigtimedwait, const sigset_t __user *, uthese,
		siginfo_t __user *, uinfo,
		const struct __kernel_timespec __user *, uts,
		size_t, sigsetsize)
{
	struct timespec64 ts;
	sigset_t these;
	siginfo_t info;
	int ret;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&these, uthese, sizeof(these)))
		return -EFAULT;
	if (uts && get_timespec64(&ts, uts))
		return -EFAULT;

	ret = do_sigtimedwait(&these, &info, uts ? &ts : NULL);
	if (ret > 0 && uinfo && copy_siginfo_to_user(uinfo, &info))
		ret = -EFAULT;
	return ret;
}

static void prepare_kill_siginfo(int sig, siginfo_t *info, int code)
{
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = code;
	info->si_pid = task_tgid_vnr(current);
	info->si_uid = from_kuid_munged(current_user_ns(), current_uid());
}

/* Everybody but init and the caller's own process. */
static int kill_everybody(int sig, siginfo_t *info)
{
	struct task_struct *p;
	int retval = 0, count = 0;

	for_each_process(p) {
		int err;

		if (task_pid_vnr(p) <= 1 || same_thread_group(p, current))
			continue;
		err = group_send_sig_info(sig, info, p);
		++count;
		if (err != -EPERM)
			retval = err;
	}
	return count ? retval : -ESRCH;
}

static int kill_something_info(int sig, siginfo_t *info, pid_t pid)
{
	int ret;

	if (pid > 0)
		return kill_proc_info(sig, info, pid);
	if (pid == INT_MIN)		/* -pid would overflow */
		return -ESRCH;

	read_lock(&tasklist_lock);
	if (pid == -1)
		ret = kill_everybody(sig, info);
	else
		ret = __kill_pgrp_info(sig, info, pid ? find_vpid(-pid)
						      : task_pgrp(current));
	read_unlock(&tasklist_lock);
	return ret;
}

/**
 * sys_kill() - send a signal to a process, a group or everybody
 */
SYSCALL_DEFINE2(kill, pid_t, pid, int, sig)
{
	siginfo_t info;

	prepare_kill_siginfo(sig, &info, SI_USER);
	return kill_something_info(sig, &info, pid);
}

static int do_send_specific(pid_t tgid, pid_t pid, int sig, siginfo_t *info)
{
	struct task_struct *p;
	int error = -ESRCH;

	rcu_read_lock();
	p = find_task_by_vpid(pid);
	if (p && (tgid <= 0 || task_tgid_vnr(p) == tgid)) {
		error = check_kill_permission(sig, info, p);
		if (!error && sig) {
			error = do_send_sig_info(sig, info, p, false);
			/* It was there a moment ago, and is dead: fine. */
			if (unlikely(error == -ESRCH))
				error = 0;
		}
	}
	rcu_read_unlock();
	return error;
}

/**
 * sys_tgkill() - send a signal to one thread of a process
 */
SYSCALL_DEFINE3(tgkill, pid_t, tgid, pid_t, pid, int, sig)
{
	siginfo_t info;

	if (pid <= 0 || tgid <= 0)
		return -EINVAL;
	prepare_kill_siginfo(sig, &info, SI_TKILL);
	return do_send_specific(tgid, pid, sig, &info);
}

/**
 * sys_tkill() - send a signal to one thread
 */
SYSCALL_DEFINE2(tkill, pid_t, pid, int, sig)
{
	siginfo_t info;

	if (pid <= 0)
		return -EINVAL;
	prepare_kill_siginfo(sig, &info, SI_TKILL);
	return do_send_specific(0, pid, sig, &info);
}

/* Nobody may pretend to be the kernel, or kill(2), but to himself. */
static bool forged_code(const siginfo_t *info, pid_t pid)
{
	return (info->si_code >= 0 || info->si_code == SI_TKILL) &&
	       task_pid_vnr(current) != pid;
}

/**
 * sys_rt_sigqueueinfo() - send a signal with data to a process
 */
SYSCALL_DEFINE3(rt_sigqueueinfo, pid_t, pid, int, sig,
		siginfo_t __user *, uinfo)
{
	siginfo_t info;

	if (copy_siginfo_from_user(&info, uinfo))
		return -EFAULT;
	info.si_signo = sig;
	if (forged_code(&info, pid))
		return -EPERM;
	return kill_proc_info(sig, &info, pid);
}

/**
 * sys_rt_tgsigqueueinfo() - send a signal with data to a thread
 */
SYSCALL_DEFINE4(rt_tgsigqueueinfo, pid_t, tgid, pid_t, pid, int, sig,
		siginfo_t __user *, uinfo)
{
	siginfo_t info;

	if (copy_siginfo_from_user(&info, uinfo))
		return -EFAULT;
	info.si_signo = sig;
	if (pid <= 0 || tgid <= 0)
		return -EINVAL;
	if (forged_code(&info, pid))
		return -EPERM;
	return do_send_specific(tgid, pid, sig, &info);
}

/* What is ignored from now on, is not pending any more. */
static void flush_ignored(struct task_struct *p, int sig)
{
	struct task_struct *t;
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, sig);
	flush_sigqueue_mask(&mask, &p->signal->shared_pending);
	for_each_thread(p, t)
		flush_sigqueue_mask(&mask, &t->pending);
}

/**
 * do_sigaction() - change or read the action for a signal
 * @sig: any value
 * @act: the new action, or NULL; flags and mask get cleaned
 * @oact: gets the old one, or NULL
 *
 * Context: process context.
 * Return: 0 or -EINVAL.
 */
int do_sigaction(int sig, struct k_sigaction *act, struct k_sigaction *oact)
{
	struct task_struct *p = current;
	struct k_sigaction *k;

	if (!valid_signal(sig) || sig < 1 || (act && sig_kernel_only(sig)))
		return -EINVAL;
	k = &p->sighand->action[sig - 1];

	spin_lock_irq(&p->sighand->siglock);
	if (oact)
		*oact = *k;
	if (act) {
		/* Lets programs find out which flags exist. */
		act->sa.sa_flags &= UAPI_SA_FLAGS;
		sigdelsetmask(&act->sa.sa_mask,
			      sigmask(SIGKILL) | sigmask(SIGSTOP));
		*k = *act;
		if (sig_handler_ignored(k->sa.sa_handler, sig))
			flush_ignored(p, sig);
	}
	spin_unlock_irq(&p->sighand->siglock);
	return 0;
}

/**
 * sys_rt_sigaction() - see do_sigaction()
 */
SYSCALL_DEFINE4(rt_sigaction, int, sig, const struct sigaction __user *, act,
		struct sigaction __user *, oact, size_t, sigsetsize)
{
	struct k_sigaction new_sa, old_sa;
	int ret;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (act && copy_from_user(&new_sa.sa, act, sizeof(new_sa.sa)))
		return -EFAULT;
	ret = do_sigaction(sig, act ? &new_sa : NULL, oact ? &old_sa : NULL);
	if (!ret && oact && copy_to_user(oact, &old_sa.sa, sizeof(old_sa.sa)))
		return -EFAULT;
	return ret;
}

static int do_sigaltstack(const stack_t *ss, stack_t *oss, unsigned long sp,
			  size_t min_ss_size)
{
	struct task_struct *t = current;
	unsigned int ss_flags, ss_mode;

	if (oss) {
		memset(oss, 0, sizeof(*oss));
		oss->ss_sp = (void *)t->sas_ss_sp;
		oss->ss_size = t->sas_ss_size;
		oss->ss_flags = sas_ss_flags(sp) |
				(t->sas_ss_flags & SS_FLAG_BITS);
	}
	if (!ss)
		return 0;

	if (unlikely(on_sig_stack(sp)))
		return -EPERM;
	ss_flags = ss->ss_flags;
	ss_mode = ss_flags & ~SS_FLAG_BITS;
	if (ss_mode != SS_DISABLE && ss_mode != SS_ONSTACK && ss_mode != 0)
		return -EINVAL;

	if (ss_mode == SS_DISABLE) {
		t->sas_ss_size = 0;
		t->sas_ss_sp = 0;
	} else {
		if (ss->ss_size < min_ss_size)
			return -ENOMEM;
		t->sas_ss_sp = (unsigned long)ss->ss_sp;
		t->sas_ss_size = ss->ss_size;
	}
	t->sas_ss_flags = ss_flags;
	return 0;
}

/**
 * sys_sigaltstack() - set or read the stack for handlers with SA_ONSTACK
 */
SYSCALL_DEFINE2(sigaltstack, const stack_t __user *, uss,
		stack_t __user *, uoss)
{
	stack_t new, old;
	int err;

	if (uss && copy_from_user(&new, uss, sizeof(new)))
		return -EFAULT;
	err = do_sigaltstack(uss ? &new : NULL, uoss ? &old : NULL,
			     current_user_stack_pointer(), MINSIGSTKSZ);
	if (!err && uoss && copy_to_user(uoss, &old, sizeof(old)))
		err = -EFAULT;
	return err;
}

/**
 * restore_altstack() - sigreturn brings the alternate stack back
 * @uss: in the signal frame
 *
 * Context: process context.
 * Return: 0 or -EFAULT; a setting that is not allowed is no error.
 */
int restore_altstack(const stack_t __user *uss)
{
	stack_t new;

	if (copy_from_user(&new, uss, sizeof(new)))
		return -EFAULT;
	(void)do_sigaltstack(&new, NULL, current_user_stack_pointer(),
			     MINSIGSTKSZ);
	return 0;
}

/**
 * __save_altstack() - the alternate stack goes into a signal frame
 * @uss: in the frame, access_ok()
 * @sp: the user's stack pointer
 *
 * With SS_AUTODISARM it is off while the handler runs.
 *
 * Context: process context.
 * Return: 0 or -EFAULT.
 */
int __save_altstack(stack_t __user *uss, unsigned long sp)
{
	struct task_struct *t = current;
	stack_t ss = {
		.ss_sp		= (void *)t->sas_ss_sp,
		.ss_flags	= t->sas_ss_flags,
		.ss_size	= t->sas_ss_size,
	};

	if (__copy_to_user(uss, &ss, sizeof(ss)))
		return -EFAULT;
	if (t->sas_ss_flags & SS_AUTODISARM)
		sas_ss_reset(t);
	return 0;
}

/**
 * sys_pause() - wait for a signal
 */
SYSCALL_DEFINE0(pause)
{
	while (!signal_pending(current)) {
		__set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	return -ERESTARTNOHAND;
}

/**
 * sys_rt_sigsuspend() - wait for a signal under another mask
 */
SYSCALL_DEFINE2(rt_sigsuspend, sigset_t __user *, unewset, size_t, sigsetsize)
{
	sigset_t newset;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&newset, unewset, sizeof(newset)))
		return -EFAULT;

	current->saved_sigmask = current->blocked;
	set_current_blocked(&newset);
	while (!signal_pending(current)) {
		__set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	set_restore_sigmask();
	return -ERESTARTNOHAND;
}
