/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/debugreg.h - DR0..DR7
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/debugreg.h.
 */
#ifndef _ASM_X86_DEBUGREG_H
#define _ASM_X86_DEBUGREG_H

#include <uapi/asm/debugreg.h>

#define get_debugreg(var, register) \
	asm volatile("mov %%db" #register ", %0" : "=r" (var))
#define set_debugreg(value, register) \
	asm volatile("mov %0, %%db" #register : : "r" ((unsigned long)(value)))

#endif /* _ASM_X86_DEBUGREG_H */
