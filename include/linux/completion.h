/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/completion.h - "wait until somebody says it is done"
 *
 * complete() lets one waiter through (also one that comes later),
 * complete_all() everyone from then on.  The completion may live on the
 * waiter's stack: complete() does not touch it after the waiter can go.
 *
 * Mirrors: Linux 4.x include/linux/completion.h.
 */
#ifndef _LINUX_COMPLETION_H
#define _LINUX_COMPLETION_H

#include <linux/wait.h>

/* done is guarded by wait.lock; UINT_MAX means complete_all(). */
struct completion {
	unsigned int		done;
	wait_queue_head_t	wait;
};

#define COMPLETION_INITIALIZER(work) \
	{ 0, __WAIT_QUEUE_HEAD_INITIALIZER((work).wait) }
#define COMPLETION_INITIALIZER_ONSTACK(work) \
	(*({ init_completion(&work); &work; }))
#define DECLARE_COMPLETION(work) \
	struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK(work) \
	struct completion work = COMPLETION_INITIALIZER(work)

#define init_completion(x)			\
do {						\
	(x)->done = 0;				\
	init_waitqueue_head(&(x)->wait);	\
} while (0)

/* Use it again; nobody may be waiting. */
static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}

void wait_for_completion(struct completion *x);
void wait_for_completion_io(struct completion *x);
int wait_for_completion_killable(struct completion *x);
unsigned long wait_for_completion_timeout(struct completion *x,
					  unsigned long timeout);
void complete(struct completion *x);
void complete_all(struct completion *x);

#endif /* _LINUX_COMPLETION_H */
