/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/preempt.h - the nesting counter of atomic contexts
 *
 * Per CPU, not per task: it is 0 whenever a task may be switched out, so it
 * need not be saved. Mirrors: Linux 4.19 arch/x86/include/asm/preempt.h.
 */
#ifndef _ASM_X86_PREEMPT_H
#define _ASM_X86_PREEMPT_H

#include <linux/percpu.h>

DECLARE_PER_CPU(int, __preempt_count);

static __always_inline int preempt_count(void)
{
	return this_cpu_read(__preempt_count);
}

static __always_inline void preempt_count_set(int pc)
{
	this_cpu_write(__preempt_count, pc);
}

static __always_inline void __preempt_count_add(int val)
{
	this_cpu_add(__preempt_count, val);
}

static __always_inline void __preempt_count_sub(int val)
{
	this_cpu_sub(__preempt_count, val);
}

#endif /* _ASM_X86_PREEMPT_H */
