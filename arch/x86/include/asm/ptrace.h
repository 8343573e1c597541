/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/ptrace.h - struct pt_regs: what the entry code saves on every entry
 *
 * Every way into the kernel (system call, exception, interrupt) pushes one
 * complete struct pt_regs.  orig_ax tells the ways apart: the system call's
 * number (>= 0), ~vector for an interrupt, -1 for an exception once its
 * handler runs.  ptrace, signal frames and core dumps rely on this order.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/ptrace.h.
 */
#ifndef _ASM_X86_PTRACE_H
#define _ASM_X86_PTRACE_H

#include <asm/segment.h>
#include <uapi/asm/processor-flags.h>
#include <uapi/asm/ptrace-abi.h>

#ifndef __ASSEMBLY__

#include <linux/types.h>

struct pt_regs {
	unsigned long r15;
	unsigned long r14;
	unsigned long r13;
	unsigned long r12;
	unsigned long bp;
	unsigned long bx;
	unsigned long r11;
	unsigned long r10;
	unsigned long r9;
	unsigned long r8;
	unsigned long ax;
	unsigned long cx;
	unsigned long dx;
	unsigned long si;
	unsigned long di;
	unsigned long orig_ax;
	/* pushed by the CPU, or by the system call entry in its place */
	unsigned long ip;
	unsigned long cs;
	unsigned long flags;
	unsigned long sp;
	unsigned long ss;
};

struct task_struct;
struct siginfo;

static inline unsigned long regs_return_value(struct pt_regs *regs)
{
	return regs->ax;
}

static inline void regs_set_return_value(struct pt_regs *regs,
					 unsigned long rc)
{
	regs->ax = rc;
}

/* Did @regs come from user mode? */
static inline int user_mode(struct pt_regs *regs)
{
	return !!(regs->cs & 3);
}

/* ... and from 64-bit code?  A program may far-jump into __USER32_CS. */
static inline bool user_64bit_mode(struct pt_regs *regs)
{
	return regs->cs == __USER_CS;
}

#define current_user_stack_pointer()	current_pt_regs()->sp
#define compat_user_stack_pointer()	current_pt_regs()->sp

static inline unsigned long kernel_stack_pointer(struct pt_regs *regs)
{
	return regs->sp;
}

static inline unsigned long instruction_pointer(struct pt_regs *regs)
{
	return regs->ip;
}

static inline void instruction_pointer_set(struct pt_regs *regs,
					   unsigned long val)
{
	regs->ip = val;
}

static inline unsigned long frame_pointer(struct pt_regs *regs)
{
	return regs->bp;
}

static inline unsigned long user_stack_pointer(struct pt_regs *regs)
{
	return regs->sp;
}

static inline bool regs_irqs_disabled(struct pt_regs *regs)
{
	return !(regs->flags & X86_EFLAGS_IF);
}

static inline unsigned long regs_get_register(struct pt_regs *regs,
					      unsigned int offset)
{
	return *(unsigned long *)((unsigned long)regs + offset);
}

#define current_pt_regs()	task_pt_regs(current)
#define arch_has_single_step()	(1)

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_PTRACE_H */
