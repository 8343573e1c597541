/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/switch_to.h - leaving one task's kernel stack for another's
 *
 * Mirrors: Linux 4.9+ arch/x86/include/asm/switch_to.h.
 */
#ifndef _ASM_X86_SWITCH_TO_H
#define _ASM_X86_SWITCH_TO_H

#include <asm/ptrace.h>

struct task_struct;

/*
 * What __switch_to_asm() leaves on the stack of a task that does not run;
 * thread.sp points to it.
 */
struct inactive_task_frame {
	unsigned long	r15;
	unsigned long	r14;
	unsigned long	r13;
	unsigned long	r12;
	unsigned long	bx;
	unsigned long	bp;
	unsigned long	ret_addr;
};

/* The first content of a new task's stack, see copy_thread_tls(). */
struct fork_frame {
	struct inactive_task_frame	frame;
	struct pt_regs			regs;
};

/* entry_64.S; returns the task that ran before the caller runs again. */
struct task_struct *__switch_to_asm(struct task_struct *prev,
				    struct task_struct *next);
struct task_struct *__switch_to(struct task_struct *prev,
				struct task_struct *next);
void ret_from_fork(void);
void ret_from_kernel_thread(void);

#define switch_to(prev, next, last) \
	((last) = __switch_to_asm((prev), (next)))

#endif /* _ASM_X86_SWITCH_TO_H */
