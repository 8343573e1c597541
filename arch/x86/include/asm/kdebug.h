/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/kdebug.h - reporting an oops
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/kdebug.h.
 */
#ifndef _ASM_X86_KDEBUG_H
#define _ASM_X86_KDEBUG_H

#include <linux/sched/debug.h>
#include <linux/types.h>

struct pt_regs;
struct task_struct;

/*
 * die() = oops_begin(), __die(), oops_end().  oops_end() with signr 0
 * returns; otherwise it ends the current task and does not.
 */
void die(const char *str, struct pt_regs *regs, long err);
int __must_check __die(const char *str, struct pt_regs *regs, long err);
unsigned long oops_begin(void);
void oops_end(unsigned long flags, struct pt_regs *regs, int signr);
int is_valid_bugaddr(unsigned long addr);

/* Full report of @regs: registers, then Code: and Call Trace:. */
void show_regs(struct pt_regs *regs);
void show_opcodes(struct pt_regs *regs, const char *loglvl);
void show_trace_log_lvl(struct task_struct *task, struct pt_regs *regs,
			unsigned long *stack, const char *log_lvl);
void show_iret_regs(struct pt_regs *regs);

/* The last step of an oops, on a fresh stack: entry_64.S. */
void rewind_stack_do_exit(int signr) __attribute__((__noreturn__));

#endif /* _ASM_X86_KDEBUG_H */
