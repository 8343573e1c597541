/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/sighandling.h - between the way back to user mode and signal_64.c
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/sighandling.h.
 */
#ifndef _ASM_X86_SIGHANDLING_H
#define _ASM_X86_SIGHANDLING_H

#include <linux/compiler.h>
#include <uapi/asm/processor-flags.h>

struct pt_regs;

/* Flags that sigreturn may set. */
#define FIX_EFLAGS (X86_EFLAGS_AC | X86_EFLAGS_OF | X86_EFLAGS_DF | \
		    X86_EFLAGS_TF | X86_EFLAGS_SF | X86_EFLAGS_ZF | \
		    X86_EFLAGS_AF | X86_EFLAGS_PF | X86_EFLAGS_CF | \
		    X86_EFLAGS_RF)

/* Deliver one signal, or arrange the restart of the system call. */
void do_signal(struct pt_regs *regs);
void signal_fault(struct pt_regs *regs, void __user *frame, char *where);

#endif /* _ASM_X86_SIGHANDLING_H */
