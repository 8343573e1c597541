/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/special_insns.h - control registers and other privileged instructions
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/special_insns.h.
 */
#ifndef _ASM_X86_SPECIAL_INSNS_H
#define _ASM_X86_SPECIAL_INSNS_H

#include <linux/compiler.h>

static inline unsigned long read_cr0(void)
{
	unsigned long val;

	asm volatile("mov %%cr0, %0" : "=r" (val) : : "memory");
	return val;
}

static inline void write_cr0(unsigned long val)
{
	asm volatile("mov %0, %%cr0" : : "r" (val) : "memory");
}

static inline unsigned long read_cr2(void)
{
	unsigned long val;

	asm volatile("mov %%cr2, %0" : "=r" (val) : : "memory");
	return val;
}

static inline unsigned long __read_cr3(void)
{
	unsigned long val;

	asm volatile("mov %%cr3, %0" : "=r" (val) : : "memory");
	return val;
}

/* Drops every translation that is not global; dear under emulation. */
static inline void write_cr3(unsigned long val)
{
	asm volatile("mov %0, %%cr3" : : "r" (val) : "memory");
}

static inline unsigned long __read_cr4(void)
{
	unsigned long val;

	asm volatile("mov %%cr4, %0" : "=r" (val) : : "memory");
	return val;
}

static inline void __write_cr4(unsigned long val)
{
	asm volatile("mov %0, %%cr4" : : "r" (val) : "memory");
}

static inline void wbinvd(void)
{
	asm volatile("wbinvd" : : : "memory");
}

static inline void clflush(volatile void *p)
{
	asm volatile("clflush %0" : "+m" (*(volatile char *)p));
}

#endif /* _ASM_X86_SPECIAL_INSNS_H */
