/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/jobctl.h - bits of task->jobctl: stopping a whole process
 *
 * A stop signal gives JOBCTL_STOP_PENDING and _CONSUME to every thread and
 * counts them in signal->group_stop_count; a thread that stops (or exits)
 * consumes its share, the last one notifies the parent.
 *
 * Mirrors: Linux 4.x include/linux/sched/jobctl.h.
 */
#ifndef _LINUX_SCHED_JOBCTL_H
#define _LINUX_SCHED_JOBCTL_H

#define JOBCTL_STOP_SIGMASK	0xffff	/* signal of the last stop */

#define JOBCTL_STOP_DEQUEUED_BIT 16	/* a stop signal was dequeued */
#define JOBCTL_STOP_PENDING_BIT	17	/* stop before user mode */
#define JOBCTL_STOP_CONSUME_BIT	18	/* my share of group_stop_count */
#define JOBCTL_TRAP_STOP_BIT	19	/* ptrace: trap for STOP */
#define JOBCTL_TRAP_NOTIFY_BIT	20	/* ptrace: trap for NOTIFY */
#define JOBCTL_TRAPPING_BIT	21	/* ptrace: going to TRACED */
#define JOBCTL_LISTENING_BIT	22	/* ptrace: is listening for events */

#define JOBCTL_STOP_DEQUEUED	(1UL << JOBCTL_STOP_DEQUEUED_BIT)
#define JOBCTL_STOP_PENDING	(1UL << JOBCTL_STOP_PENDING_BIT)
#define JOBCTL_STOP_CONSUME	(1UL << JOBCTL_STOP_CONSUME_BIT)
#define JOBCTL_TRAP_STOP	(1UL << JOBCTL_TRAP_STOP_BIT)
#define JOBCTL_TRAP_NOTIFY	(1UL << JOBCTL_TRAP_NOTIFY_BIT)
#define JOBCTL_TRAPPING		(1UL << JOBCTL_TRAPPING_BIT)
#define JOBCTL_LISTENING	(1UL << JOBCTL_LISTENING_BIT)

#define JOBCTL_TRAP_MASK	(JOBCTL_TRAP_STOP | JOBCTL_TRAP_NOTIFY)
#define JOBCTL_PENDING_MASK	(JOBCTL_STOP_PENDING | JOBCTL_TRAP_MASK)

#endif /* _LINUX_SCHED_JOBCTL_H */
