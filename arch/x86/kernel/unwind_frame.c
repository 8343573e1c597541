// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/unwind_frame.c - a walk along frame pointers
 *
 *	rbp -> [ caller's rbp ][ return address ]	a C function
 *	rbp -> pt_regs + 1				entry_64.S: interrupted
 *	rbp -> 0					the first frame of a task
 *
 * I1         nothing outside of the stack that get_stack_info() found is
 *            read: a corrupt chain ends the walk, it does not fault.
 * I2         the walk ends: within one stack addresses only grow, and the
 *            number of steps is limited.
 * Locking    none.  A running task on another CPU cannot be walked.
 * Entry      unwind_start() unwind_next_frame() get_stack_info()
 * Mirrors: Linux 4.9+ arch/x86/kernel/unwind_frame.c, dumpstack_64.c.
 * Better than Linux in: the caller of a function that was interrupted before
 * it had a frame is not missing.
 */
#include <asm/stacktrace.h>

#include <linux/extable.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>

#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/switch_to.h>

#define UNWIND_MAX_STEPS	256

/* push %rbp, the first instruction of every C function with a frame. */
#define PUSH_RBP	0x55
#define PUSH_RBP_LEN	1

static const char *const stack_names[] = {
	[STACK_TYPE_TASK]	= "TASK",
	[STACK_TYPE_IRQ]	= "IRQ",
	[STACK_TYPE_EXCEPTION + DOUBLEFAULT_STACK - 1]	= "#DF",
	[STACK_TYPE_EXCEPTION + NMI_STACK - 1]		= "NMI",
	[STACK_TYPE_EXCEPTION + DEBUG_STACK - 1]	= "#DB",
	[STACK_TYPE_EXCEPTION + MCE_STACK - 1]		= "#MC",
};

/**
 * stack_type_name() - for "<IRQ>" and "</IRQ>" in a trace
 * @type: of a stack
 *
 * Return: the name, NULL for a task's own stack.
 */
const char *stack_type_name(enum stack_type type)
{
	if (type == STACK_TYPE_TASK || type == STACK_TYPE_UNKNOWN)
		return NULL;
	return stack_names[type];
}

static bool in_range(unsigned long *p, void *begin, unsigned long size,
		     enum stack_type type, struct stack_info *info)
{
	if (!begin || (void *)p < begin ||
	    (unsigned long)p + sizeof(*p) > (unsigned long)begin + size)
		return false;
	info->type = type;
	info->begin = begin;
	info->end = (unsigned long *)((unsigned long)begin + size);
	return true;
}

/* Stacks that belong to this CPU, whoever runs on it. */
static bool in_cpu_stacks(unsigned long *stack, struct stack_info *info)
{
	char *base = this_cpu_read(exception_stacks);
	int n;

	if (in_range(stack, this_cpu_read(irq_stack_ptr) - IRQ_STACK_SIZE,
		     IRQ_STACK_SIZE, STACK_TYPE_IRQ, info))
		return true;
	for (n = 1; n <= N_EXCEPTION_STACKS; n++) {
		if (in_range(stack, base, exception_stack_size(n),
			     STACK_TYPE_EXCEPTION + n - 1, info))
			return true;
		base += exception_stack_size(n);
	}
	return false;
}

/**
 * get_stack_info() - on which stack is an address?
 * @stack: any value
 * @task: current: its own and this CPU's stacks; another task: its own
 * @info: filled
 *
 * Context: any.
 * Return: false, and type STACK_TYPE_UNKNOWN, when on none.
 */
bool get_stack_info(unsigned long *stack, struct task_struct *task,
		    struct stack_info *info)
{
	if (in_range(stack, task->stack, THREAD_SIZE, STACK_TYPE_TASK, info))
		return true;
	if (task == current && in_cpu_stacks(stack, info))
		return true;
	info->type = STACK_TYPE_UNKNOWN;
	info->begin = info->end = NULL;
	return false;
}

static bool on_stack(struct stack_info *info, void *addr, size_t len)
{
	return info->type != STACK_TYPE_UNKNOWN &&
	       addr >= (void *)info->begin &&
	       (unsigned long)addr + len <= (unsigned long)info->end;
}

static void unwind_end(struct unwind_state *state, bool error)
{
	state->ip = 0;
	state->regs = NULL;
	state->error = error;
}

/* May [@addr, @addr + @len) be read?  It may lie on the next stack. */
static bool unwind_reach(struct unwind_state *state, void *addr, size_t len)
{
	struct stack_info next;

	if (on_stack(&state->stack_info, addr, len))
		return true;
	if (!get_stack_info(addr, state->task, &next) ||
	    !on_stack(&next, addr, len))
		return false;
	state->stack_info = next;
	return true;
}

/*
 * Where is the return address of a function that was interrupted before it
 * had a frame?  At rsp, when its first instruction (push %rbp) is still to
 * come, or when rip is no code at all: somebody called through a bad pointer.
 * One word above, when the second one is to come (mov %rsp,%rbp).
 */
static unsigned long *frameless_caller(struct unwind_state *state,
				       struct pt_regs *regs)
{
	unsigned long *sp = (unsigned long *)regs->sp;
	unsigned long offset = 0;
	struct stack_info info;

	if (__kernel_text_address(regs->ip) &&
	    (!kallsyms_lookup_size_offset(regs->ip, NULL, &offset) ||
	     offset > PUSH_RBP_LEN))
		return NULL;
	if (offset == PUSH_RBP_LEN) {
		if (*(unsigned char *)(regs->ip - PUSH_RBP_LEN) != PUSH_RBP)
			return NULL;
		sp++;
	} else if (offset) {
		return NULL;
	}
	if (!get_stack_info(sp, state->task, &info) ||
	    !__kernel_text_address(*sp))
		return NULL;
	state->stack_info = info;
	return sp;
}

/* From an interrupted context whose function has no frame, to its caller. */
static bool unwind_frameless(struct unwind_state *state)
{
	unsigned long *sp;

	if (!state->regs)
		return false;
	sp = frameless_caller(state, state->regs);
	state->regs = NULL;
	if (!sp)
		return false;
	state->ip = *sp;
	return true;
}

static bool unwind_into_regs(struct unwind_state *state, struct pt_regs *regs)
{
	struct stack_info info;

	if (!unwind_reach(state, regs, sizeof(*regs)) || user_mode(regs)) {
		unwind_end(state, false);
		return false;
	}
	state->regs = regs;
	state->ip = regs->ip;
	state->bp = (unsigned long *)regs->bp;
	/* Where it was interrupted it used another stack, perhaps. */
	if (get_stack_info((unsigned long *)regs->sp, state->task, &info))
		state->stack_info = info;
	return true;
}

/**
 * unwind_next_frame() - go to the caller
 * @state: from unwind_start()
 *
 * Context: any.
 * Return: false at the end; unwind_error() tells whether it is a clean one.
 */
bool unwind_next_frame(struct unwind_state *state)
{
	unsigned long bp = (unsigned long)state->bp;
	unsigned long *frame = state->bp;
	bool from_regs = state->regs != NULL;

	if (unwind_done(state))
		return false;
	if (unwind_frameless(state))
		return true;
	if (!bp) {
		unwind_end(state, false);
		return false;
	}
	if (++state->steps > UNWIND_MAX_STEPS) {
		unwind_end(state, true);
		return false;
	}
	if (bp & 1)
		return unwind_into_regs(state, (struct pt_regs *)(bp & ~1UL));

	if (!unwind_reach(state, frame, 2 * sizeof(*frame)) ||
	    !__kernel_text_address(frame[1])) {
		unwind_end(state, true);
		return false;
	}
	state->ip = frame[1];
	/* Within a stack the chain must go up, or it might be a circle. */
	if (!from_regs && !(frame[0] & 1) && frame[0] <= bp &&
	    on_stack(&state->stack_info, (void *)frame[0], sizeof(*frame)))
		state->bp = NULL;
	else
		state->bp = (unsigned long *)frame[0];
	return true;
}

/**
 * unwind_start() - begin a walk
 * @state: filled: the first frame
 * @task: current or a task that sleeps
 * @regs: start where these were saved; or NULL: in the caller of this
 *        function, or where @task sleeps
 * @first_frame: skip frames whose stack address is lower; or NULL
 *
 * Context: any.
 */
void unwind_start(struct unwind_state *state, struct task_struct *task,
		  struct pt_regs *regs, unsigned long *first_frame)
{
	memset(state, 0, sizeof(*state));
	state->task = task;

	if (regs) {
		if (user_mode(regs))
			return;
		state->ip = regs->ip ?: 1;
		state->bp = (unsigned long *)regs->bp;
		state->regs = regs;
		get_stack_info((unsigned long *)regs->sp, task,
			       &state->stack_info);
		/* Nothing to print there: begin with who called it. */
		if (!__kernel_text_address(regs->ip))
			unwind_next_frame(state);
	} else if (task == current) {
		state->ip = (unsigned long)__builtin_return_address(0);
		state->bp = *(unsigned long **)__builtin_frame_address(0);
		get_stack_info(__builtin_frame_address(0), task,
			       &state->stack_info);
	} else {
		struct inactive_task_frame *frame = (void *)task->thread.sp;

		if (!get_stack_info((unsigned long *)frame, task,
				    &state->stack_info))
			return;
		state->ip = READ_ONCE(frame->ret_addr);
		state->bp = (unsigned long *)READ_ONCE(frame->bp);
	}

	while (first_frame && !unwind_done(state) &&
	       on_stack(&state->stack_info, first_frame, sizeof(long)) &&
	       state->bp < first_frame)
		unwind_next_frame(state);
}
