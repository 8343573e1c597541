// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal_info.c - siginfo between kernel and user space
 *
 * I1         the used part of a siginfo is zero where nothing is known
 *            (clear_siginfo()), and only that part is copied; no stale kernel
 *            memory gets out.
 *
 * Entry      copy_siginfo_to_user() copy_siginfo_from_user()
 *            siginfo_layout()
 * Mirrors: Linux 4.19 kernel/signal.c, that part.
 */
#include <linux/signal.h>

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

/* Highest si_code that means something for one signal, and what. */
static const struct {
	unsigned char limit, layout;
} sig_sicodes[] = {
	[SIGILL]  = { NSIGILL,  SIL_FAULT },
	[SIGFPE]  = { NSIGFPE,  SIL_FAULT },
	[SIGSEGV] = { NSIGSEGV, SIL_FAULT },
	[SIGBUS]  = { NSIGBUS,  SIL_FAULT },
	[SIGTRAP] = { NSIGTRAP, SIL_FAULT },
	[SIGCHLD] = { NSIGCHLD, SIL_CHLD },
	[SIGPOLL] = { NSIGPOLL, SIL_POLL },
	[SIGSYS]  = { NSIGSYS,  SIL_SYS },
};

/**
 * siginfo_layout() - which member of the union a siginfo uses
 * @sig: its si_signo
 * @si_code: its si_code
 *
 * Return: SIL_*.
 */
enum siginfo_layout siginfo_layout(unsigned int sig, int si_code)
{
	if (si_code > SI_USER && si_code < SI_KERNEL) {
		if (sig < ARRAY_SIZE(sig_sicodes) &&
		    si_code <= sig_sicodes[sig].limit)
			return sig_sicodes[sig].layout;
		if (si_code <= NSIGPOLL)
			return SIL_POLL;
		return SIL_KILL;
	}
	if (si_code == SI_TIMER)
		return SIL_TIMER;
	if (si_code == SI_SIGIO)
		return SIL_POLL;
	if (si_code < 0)
		return SIL_RT;
	return SIL_KILL;
}

/**
 * copy_siginfo_to_user() - give a siginfo to a program
 * @to: user address
 * @from: complete and zeroed where unused
 *
 * Context: process context.
 * Return: 0 or -EFAULT.
 */
int copy_siginfo_to_user(siginfo_t __user *to, const siginfo_t *from)
{
	if (copy_to_user(to, from, SIGINFO_USED_SIZE) ||
	    clear_user((char __user *)to + SIGINFO_USED_SIZE,
		       sizeof(*to) - SIGINFO_USED_SIZE))
		return -EFAULT;
	return 0;
}
EXPORT_SYMBOL(copy_siginfo_to_user);

/**
 * copy_siginfo_from_user() - take a siginfo from a program
 * @to: filled
 * @from: user address
 *
 * Context: process context.
 * Return: 0 or -EFAULT.
 */
int copy_siginfo_from_user(siginfo_t *to, const siginfo_t __user *from)
{
	if (copy_from_user(to, from, SIGINFO_USED_SIZE))
		return -EFAULT;
	return 0;
}
EXPORT_SYMBOL(copy_siginfo_from_user);
