/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/signal_types.h - the types that task_struct and its parts need
 *
 * Mirrors: Linux 4.15+ include/linux/signal_types.h.
 */
#ifndef _LINUX_SIGNAL_TYPES_H
#define _LINUX_SIGNAL_TYPES_H

#include <linux/list.h>
#include <linux/types.h>

#include <asm/signal.h>
#include <uapi/asm/siginfo.h>

struct user_struct;

/* One queued occurrence of a signal, with what came along. */
struct sigqueue {
	struct list_head	list;	/* [s] sigpending.list */
	int			flags;	/* SIGQUEUE_* */
	siginfo_t		info;
	struct user_struct	*user;	/* [I] whose RLIMIT_SIGPENDING pays */
};

/* The POSIX timer that owns the entry frees it, not the dequeue. */
#define SIGQUEUE_PREALLOC	1

/*
 * A signal is pending when its bit is set.  An entry of the list adds the
 * siginfo; a bit without entry (allocation failed) is delivered as SI_USER 0.
 */
struct sigpending {
	struct list_head	list;
	sigset_t		signal;
};

struct k_sigaction {
	struct sigaction	sa;
};

/* What get_signal() hands to the architecture. */
struct ksignal {
	struct k_sigaction	ka;
	siginfo_t		info;
	int			sig;
};

/* The user's sa_flags that mean something; others are cleared on setting. */
#define UAPI_SA_FLAGS						\
	(SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_ONSTACK | \
	 SA_RESTART | SA_NODEFER | SA_RESETHAND | SA_EXPOSE_TAGBITS | \
	 SA_RESTORER)

#endif /* _LINUX_SIGNAL_TYPES_H */
