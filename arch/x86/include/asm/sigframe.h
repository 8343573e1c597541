/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/sigframe.h - what a signal handler finds on its stack
 *
 * Layout of the ABI: libc's restorer and gdb's signal unwinder know it.
 * Above the frame, 64-byte aligned, lies the FPU state.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/sigframe.h, 64-bit half.
 */
#ifndef _ASM_X86_SIGFRAME_H
#define _ASM_X86_SIGFRAME_H

#include <linux/signal_types.h>
#include <uapi/asm/sigcontext.h>
#include <uapi/asm/ucontext.h>

struct rt_sigframe {
	char __user	*pretcode;	/* the handler's return address */
	struct ucontext	uc;
	siginfo_t	info;
};

#endif /* _ASM_X86_SIGFRAME_H */
