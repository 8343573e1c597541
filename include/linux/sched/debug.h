/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/debug.h - printing tasks, and which functions are "the
 * scheduler" in a trace
 *
 * Mirrors: Linux 4.11+ include/linux/sched/debug.h.
 */
#ifndef _LINUX_SCHED_DEBUG_H
#define _LINUX_SCHED_DEBUG_H

#include <linux/compiler.h>
#include <linux/linkage.h>

struct task_struct;

/* kernel/sched/debug.c */
void sched_show_task(struct task_struct *p);
void show_state_filter(unsigned long state_filter);

static inline void show_state(void)
{
	show_state_filter(0);
}

/* arch/x86/kernel/dumpstack.c; NULL: current, the whole stack. */
void show_stack(struct task_struct *task, unsigned long *sp);

/* For functions that sleep on behalf of their caller: wchan skips them. */
#define __sched		__section(".sched.text")

extern char __sched_text_start[], __sched_text_end[];

static inline int in_sched_functions(unsigned long addr)
{
	return addr >= (unsigned long)__sched_text_start &&
	       addr < (unsigned long)__sched_text_end;
}

#endif /* _LINUX_SCHED_DEBUG_H */
