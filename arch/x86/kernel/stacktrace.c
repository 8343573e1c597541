// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/stacktrace.c - call traces into arrays
 *
 * Entry      save_stack_trace() save_stack_trace_regs() save_stack_trace_tsk()
 *            save_stack_trace_tsk_reliable()
 * Mirrors: Linux 4.x arch/x86/kernel/stacktrace.c, kernel/stacktrace.c.
 */
#include <linux/stacktrace.h>

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched.h>

#include <asm/processor.h>
#include <asm/stacktrace.h>

static void store_addr(struct stack_trace *trace, unsigned long addr)
{
	if (trace->skip > 0)
		trace->skip--;
	else if (trace->nr_entries < trace->max_entries)
		trace->entries[trace->nr_entries++] = addr;
}

static void walk(struct stack_trace *trace, struct unwind_state *state)
{
	for (; !unwind_done(state); unwind_next_frame(state))
		store_addr(trace, unwind_get_return_address(state));
}

/**
 * save_stack_trace() - how current got here
 * @trace: see struct stack_trace; the first entry is the caller
 *
 * Context: any.
 */
void save_stack_trace(struct stack_trace *trace)
{
	struct unwind_state state;

	unwind_start(&state, current, NULL, NULL);
	walk(trace, &state);
}
EXPORT_SYMBOL_GPL(save_stack_trace);

/**
 * save_stack_trace_regs() - how current got where it was interrupted
 * @regs: saved then
 * @trace: see struct stack_trace
 *
 * Context: any.
 */
void save_stack_trace_regs(struct pt_regs *regs, struct stack_trace *trace)
{
	struct unwind_state state;

	unwind_start(&state, current, regs, NULL);
	walk(trace, &state);
}

/**
 * save_stack_trace_tsk() - where a task sleeps
 * @tsk: current, or a task that the caller keeps, with its stack
 * @trace: see struct stack_trace
 *
 * Context: any; when @tsk runs meanwhile, the trace is worthless.
 */
void save_stack_trace_tsk(struct task_struct *tsk, struct stack_trace *trace)
{
	struct unwind_state state;

	unwind_start(&state, tsk, NULL, NULL);
	walk(trace, &state);
}
EXPORT_SYMBOL_GPL(save_stack_trace_tsk);

/**
 * save_stack_trace_tsk_reliable() - a trace to base decisions on
 * @tsk: current, or a task that cannot run meanwhile
 * @trace: see struct stack_trace
 *
 * A frame that was interrupted makes a trace unsure: the interrupted
 * function may not have pushed its frame yet.
 *
 * Context: any.
 * Return: 0, or -EINVAL when a caller may be missing.
 */
int save_stack_trace_tsk_reliable(struct task_struct *tsk,
				  struct stack_trace *trace)
{
	struct unwind_state state;

	for (unwind_start(&state, tsk, NULL, NULL); !unwind_done(&state);
	     unwind_next_frame(&state)) {
		if (state.regs)
			return -EINVAL;
		store_addr(trace, unwind_get_return_address(&state));
	}
	return unwind_error(&state) ? -EINVAL : 0;
}
