/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/stacktrace.h - walking frame pointers over all stacks of a CPU
 *
 * A function's frame is { caller's rbp, return address }.  Entry code sets
 * rbp to (pt_regs | 1), which no frame address can be; so the walk sees where
 * one stack was left for another, and goes on with the interrupted context.
 *
 * Mirrors: Linux 4.9+ arch/x86/include/asm/{stacktrace,unwind}.h, the frame
 * pointer unwinder.
 */
#ifndef _ASM_X86_STACKTRACE_H
#define _ASM_X86_STACKTRACE_H

#include <linux/types.h>

struct pt_regs;
struct task_struct;

enum stack_type {
	STACK_TYPE_UNKNOWN,
	STACK_TYPE_TASK,
	STACK_TYPE_IRQ,
	STACK_TYPE_EXCEPTION,
	STACK_TYPE_EXCEPTION_LAST =
		STACK_TYPE_EXCEPTION + 3,	/* N_EXCEPTION_STACKS - 1 */
};

struct stack_info {
	enum stack_type	type;
	unsigned long	*begin, *end;
};

struct unwind_state {
	struct task_struct	*task;
	struct stack_info	stack_info;
	unsigned long		*bp;	/* the current frame */
	unsigned long		ip;	/* where it executes; 0: the end */
	struct pt_regs		*regs;	/* this frame was interrupted */
	bool			error;	/* the chain is broken */
	unsigned int		steps;
};

bool get_stack_info(unsigned long *stack, struct task_struct *task,
		    struct stack_info *info);
const char *stack_type_name(enum stack_type type);

/* @regs or NULL, @first_frame or NULL: the caller, or a sleeping @task. */
void unwind_start(struct unwind_state *state, struct task_struct *task,
		  struct pt_regs *regs, unsigned long *first_frame);
bool unwind_next_frame(struct unwind_state *state);

static inline bool unwind_done(struct unwind_state *state)
{
	return state->ip == 0;
}

static inline unsigned long unwind_get_return_address(
						struct unwind_state *state)
{
	return state->ip;
}

static inline bool unwind_error(struct unwind_state *state)
{
	return state->error;
}

#endif /* _ASM_X86_STACKTRACE_H */
