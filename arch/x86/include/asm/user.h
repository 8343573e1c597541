/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/user.h - registers as ptrace() and core files show them
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/user_64.h, which the kernel does
 * not export; C libraries have the same in sys/user.h.
 */
#ifndef _ASM_X86_USER_H
#define _ASM_X86_USER_H

#include <linux/types.h>

/* The FXSAVE image. */
struct user_i387_struct {
	u16	cwd;
	u16	swd;
	u16	twd;
	u16	fop;
	u64	rip;
	u64	rdp;
	u32	mxcsr;
	u32	mxcsr_mask;
	u32	st_space[32];
	u32	xmm_space[64];
	u32	padding[24];
};

/* struct pt_regs, then what a system call does not save. */
struct user_regs_struct {
	unsigned long	r15;
	unsigned long	r14;
	unsigned long	r13;
	unsigned long	r12;
	unsigned long	bp;
	unsigned long	bx;
	unsigned long	r11;
	unsigned long	r10;
	unsigned long	r9;
	unsigned long	r8;
	unsigned long	ax;
	unsigned long	cx;
	unsigned long	dx;
	unsigned long	si;
	unsigned long	di;
	unsigned long	orig_ax;
	unsigned long	ip;
	unsigned long	cs;
	unsigned long	flags;
	unsigned long	sp;
	unsigned long	ss;
	unsigned long	fs_base;
	unsigned long	gs_base;
	unsigned long	ds;
	unsigned long	es;
	unsigned long	fs;
	unsigned long	gs;
};

#endif /* _ASM_X86_USER_H */
