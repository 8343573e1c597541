/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/signalfd.h - what the end of a sighand_struct owes to signalfd
 */
#ifndef _LINUX_SIGNALFD_H
#define _LINUX_SIGNALFD_H

#include <linux/sched/signal.h>

#include <uapi/linux/signalfd.h>

void __signalfd_cleanup(struct sighand_struct *sighand);

/* The handlers go: epoll must leave their wait queue. */
static inline void signalfd_cleanup(struct sighand_struct *sighand)
{
	if (unlikely(waitqueue_active(&sighand->signalfd_wqh)))
		__signalfd_cleanup(sighand);
}

#endif /* _LINUX_SIGNALFD_H */
