/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/stacktrace.h - a call trace as an array of addresses
 *
 * Mirrors: Linux 4.x include/linux/stacktrace.h.
 */
#ifndef _LINUX_STACKTRACE_H
#define _LINUX_STACKTRACE_H

#include <linux/types.h>

struct task_struct;
struct pt_regs;

/* The caller sets max_entries, entries, skip and nr_entries = 0. */
struct stack_trace {
	unsigned int	nr_entries, max_entries;
	unsigned long	*entries;
	int		skip;		/* innermost frames to leave out */
};

void save_stack_trace(struct stack_trace *trace);
void save_stack_trace_regs(struct pt_regs *regs, struct stack_trace *trace);
void save_stack_trace_tsk(struct task_struct *tsk, struct stack_trace *trace);
/* 0 when the trace is complete and sure; livepatch asks. */
int save_stack_trace_tsk_reliable(struct task_struct *tsk,
				  struct stack_trace *trace);

#endif /* _LINUX_STACKTRACE_H */
