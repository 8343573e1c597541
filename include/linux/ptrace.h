/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/ptrace.h - one task watching another (the hooks; no tracer yet)
 *
 * Mirrors: Linux 4.x include/linux/ptrace.h.
 */
#ifndef _LINUX_PTRACE_H
#define _LINUX_PTRACE_H

#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <uapi/linux/ptrace.h>

#include <asm/ptrace.h>

/* task->ptrace */
#define PT_SEIZED		0x00010000	/* PTRACE_SEIZE in place of ATTACH */
#define PT_PTRACED		0x00000001
#define PT_OPT_FLAG_SHIFT	3
#define PT_EVENT_FLAG(event)	(1 << (PT_OPT_FLAG_SHIFT + (event)))
#define PT_TRACESYSGOOD		PT_EVENT_FLAG(0)

#define PTRACE_MODE_READ	0x01
#define PTRACE_MODE_ATTACH	0x02
#define PTRACE_MODE_NOAUDIT	0x04
#define PTRACE_MODE_FSCREDS	0x08
#define PTRACE_MODE_REALCREDS	0x10
#define PTRACE_MODE_READ_FSCREDS (PTRACE_MODE_READ | PTRACE_MODE_FSCREDS)
#define PTRACE_MODE_READ_REALCREDS (PTRACE_MODE_READ | PTRACE_MODE_REALCREDS)
#define PTRACE_MODE_ATTACH_FSCREDS (PTRACE_MODE_ATTACH | PTRACE_MODE_FSCREDS)
#define PTRACE_MODE_ATTACH_REALCREDS \
	(PTRACE_MODE_ATTACH | PTRACE_MODE_REALCREDS)

/* For values that look like errors; on x86 the ABI needs no help. */
#define force_successful_syscall_return()	do { } while (0)

/* kernel/ptrace.c */
bool ptrace_may_access(struct task_struct *task, unsigned int mode);

/* Would stop for the tracer; there is none yet. */
static inline void ptrace_event(int event, unsigned long message)
{
}

static inline bool ptrace_reparented(struct task_struct *child)
{
	return child->real_parent != child->parent;
}

static inline struct task_struct *ptrace_parent(struct task_struct *task)
{
	return unlikely(task->ptrace) ? task->parent : NULL;
}

#endif /* _LINUX_PTRACE_H */
