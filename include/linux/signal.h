/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/signal.h - sets of signals, and who does what with one
 *
 * Mirrors: Linux 4.x include/linux/signal.h.
 */
#ifndef _LINUX_SIGNAL_H
#define _LINUX_SIGNAL_H

#include <linux/bug.h>
#include <linux/list.h>
#include <linux/signal_types.h>
#include <linux/stddef.h>
#include <uapi/linux/signal.h>

struct task_struct;

enum siginfo_layout {
	SIL_KILL,
	SIL_TIMER,
	SIL_POLL,
	SIL_FAULT,
	SIL_CHLD,
	SIL_RT,
	SIL_SYS,
};

enum siginfo_layout siginfo_layout(unsigned int sig, int si_code);

/*
 * The part of a siginfo that has fields: 48 of 128 bytes.  In the kernel the
 * rest is never looked at; user space gets zeros there.
 */
#define SIGINFO_USED_SIZE \
	(offsetof(siginfo_t, _sifields) + sizeof(union __sifields))

static inline void clear_siginfo(siginfo_t *info)
{
	__builtin_memset(info, 0, SIGINFO_USED_SIZE);
}

static inline void copy_siginfo(siginfo_t *to, const siginfo_t *from)
{
	__builtin_memcpy(to, from, SIGINFO_USED_SIZE);
}

int copy_siginfo_to_user(siginfo_t __user *to, const siginfo_t *from);
int copy_siginfo_from_user(siginfo_t *to, const siginfo_t __user *from);

/* Signal n is bit n - 1. */
static inline void sigaddset(sigset_t *set, int sig)
{
	set->sig[0] |= 1UL << (sig - 1);
}

static inline void sigdelset(sigset_t *set, int sig)
{
	set->sig[0] &= ~(1UL << (sig - 1));
}

static inline int sigismember(const sigset_t *set, int sig)
{
	return 1 & (set->sig[0] >> (sig - 1));
}

static inline int sigisemptyset(const sigset_t *set)
{
	return set->sig[0] == 0;
}

static inline int sigequalsets(const sigset_t *a, const sigset_t *b)
{
	return a->sig[0] == b->sig[0];
}

#define sigmask(sig)	(1UL << ((sig) - 1))

static inline void sigorsets(sigset_t *r, const sigset_t *a,
			     const sigset_t *b)
{
	r->sig[0] = a->sig[0] | b->sig[0];
}

static inline void sigandsets(sigset_t *r, const sigset_t *a,
			      const sigset_t *b)
{
	r->sig[0] = a->sig[0] & b->sig[0];
}

/* r = a without b */
static inline void sigandnsets(sigset_t *r, const sigset_t *a,
			       const sigset_t *b)
{
	r->sig[0] = a->sig[0] & ~b->sig[0];
}

static inline void signotset(sigset_t *set)
{
	set->sig[0] = ~set->sig[0];
}

static inline void sigemptyset(sigset_t *set)
{
	set->sig[0] = 0;
}

static inline void sigfillset(sigset_t *set)
{
	set->sig[0] = ~0UL;
}

static inline void sigdelsetmask(sigset_t *set, unsigned long mask)
{
	set->sig[0] &= ~mask;
}

static inline void siginitset(sigset_t *set, unsigned long mask)
{
	set->sig[0] = mask;
}

static inline void siginitsetinv(sigset_t *set, unsigned long mask)
{
	set->sig[0] = ~mask;
}

static inline void init_sigpending(struct sigpending *sig)
{
	sigemptyset(&sig->signal);
	INIT_LIST_HEAD(&sig->list);
}

/* kill(2) accepts 0 (a test) to 64. */
static inline int valid_signal(unsigned long sig)
{
	return sig <= _NSIG ? 1 : 0;
}

#define SIGRTMIN_KERNEL	32

/* Synchronous ones are delivered first: si_addr must match the registers. */
#define SYNCHRONOUS_MASK					\
	(sigmask(SIGSEGV) | sigmask(SIGBUS) | sigmask(SIGILL) |	\
	 sigmask(SIGTRAP) | sigmask(SIGFPE) | sigmask(SIGSYS))

#define SIG_KERNEL_ONLY_MASK	(sigmask(SIGKILL) | sigmask(SIGSTOP))
#define SIG_KERNEL_STOP_MASK	(sigmask(SIGSTOP) | sigmask(SIGTSTP) | \
				 sigmask(SIGTTIN) | sigmask(SIGTTOU))
#define SIG_KERNEL_COREDUMP_MASK				\
	(sigmask(SIGQUIT) | sigmask(SIGILL) | sigmask(SIGTRAP) | \
	 sigmask(SIGABRT) | sigmask(SIGFPE) | sigmask(SIGSEGV) | \
	 sigmask(SIGBUS) | sigmask(SIGSYS) | sigmask(SIGXCPU) |	\
	 sigmask(SIGXFSZ))
#define SIG_KERNEL_IGNORE_MASK					\
	(sigmask(SIGCONT) | sigmask(SIGCHLD) | sigmask(SIGWINCH) | \
	 sigmask(SIGURG))

#define siginmask(sig, mask) \
	((sig) > 0 && (sig) < SIGRTMIN_KERNEL && (sigmask(sig) & (mask)))

/* What SIG_DFL means: terminate, unless one of these says otherwise. */
#define sig_kernel_only(sig)		siginmask(sig, SIG_KERNEL_ONLY_MASK)
#define sig_kernel_coredump(sig)	siginmask(sig, SIG_KERNEL_COREDUMP_MASK)
#define sig_kernel_ignore(sig)		siginmask(sig, SIG_KERNEL_IGNORE_MASK)
#define sig_kernel_stop(sig)		siginmask(sig, SIG_KERNEL_STOP_MASK)

#define sig_fatal(t, signr) \
	(!siginmask(signr, SIG_KERNEL_IGNORE_MASK | SIG_KERNEL_STOP_MASK) && \
	 (t)->sighand->action[(signr) - 1].sa.sa_handler == SIG_DFL)

int next_signal(struct sigpending *pending, sigset_t *mask);
int do_sigtimedwait(const sigset_t *which, siginfo_t *info,
		    const struct timespec64 *ts);
int sigprocmask(int how, sigset_t *set, sigset_t *oldset);
void set_current_blocked(sigset_t *newset);
void __set_current_blocked(const sigset_t *newset);
int set_user_sigmask(const sigset_t __user *usigmask, sigset_t *set,
		     sigset_t *oldset, size_t sigsetsize);
void restore_user_sigmask(const sigset_t __user *usigmask,
			  sigset_t *sigsaved);
extern int show_unhandled_signals;

int get_signal(struct ksignal *ksig);
void signal_setup_done(int failed, struct ksignal *ksig, int stepping);
void exit_signals(struct task_struct *tsk);

int unhandled_signal(struct task_struct *tsk, int sig);
void signals_init(void);

/* sigaltstack(2) state; the architecture saves and restores it in frames. */
int restore_altstack(const stack_t __user *uss);
int __save_altstack(stack_t __user *uss, unsigned long sp);

#endif /* _LINUX_SIGNAL_H */
