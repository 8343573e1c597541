/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/wake_q.h - collect tasks under a lock, wake them after it
 *
 * Waking takes the run queue's lock and may send the woken task straight
 * into the lock we still hold; a wake_q lives on the stack and holds a
 * reference on each task until wake_up_q().
 *
 * Mirrors: Linux 4.x include/linux/sched/wake_q.h.  The queue is an array:
 * task_struct needs no link, and a full one wakes at once.
 */
#ifndef _LINUX_SCHED_WAKE_Q_H
#define _LINUX_SCHED_WAKE_Q_H

#include <linux/sched.h>

#define WAKE_Q_SIZE	16

struct wake_q_head {
	unsigned int		nr;
	struct task_struct	*tasks[WAKE_Q_SIZE];
};

#define DEFINE_WAKE_Q(name)	struct wake_q_head name = { .nr = 0 }

static inline void wake_q_init(struct wake_q_head *head)
{
	head->nr = 0;
}

void wake_q_add(struct wake_q_head *head, struct task_struct *task);
void wake_up_q(struct wake_q_head *head);

#endif /* _LINUX_SCHED_WAKE_Q_H */
