// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/asm-offsets.c - numbers that assembly needs from C
 *
 * Compiled to text only: each line "->NAME $value" becomes a #define in
 * generated/asm-offsets.h. Mirrors: Linux 4.19 arch/x86/kernel/asm-offsets.c.
 */
#include <linux/compiler.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#define DEFINE(sym, val) \
	__asm__ __volatile__("\n.ascii \"->" #sym " %0\"" : : "i" (val))
#define OFFSET(sym, str, mem)	DEFINE(sym, offsetof(struct str, mem))

int main(void);

/* Never run: its assembly is read. */
int main(void)
{
	OFFSET(TASK_threadsp, task_struct, thread.sp);
	DEFINE(PREEMPT_NMI_MASK, NMI_MASK);
	return 0;
}
