/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/current.h - the running task, one load away
 *
 * A task always reads itself, on whichever CPU it runs: the value is stable
 * for the reader although the variable differs from CPU to CPU.
 * Mirrors: Linux 4.19 arch/x86/include/asm/current.h.
 */
#ifndef _ASM_X86_CURRENT_H
#define _ASM_X86_CURRENT_H

#ifndef __ASSEMBLY__

#include <linux/percpu.h>

struct task_struct;

DECLARE_PER_CPU(struct task_struct *, current_task);

static __always_inline struct task_struct *get_current(void)
{
	return this_cpu_read_stable(current_task);
}

#define current get_current()

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_CURRENT_H */
