/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/kernel/cpu/cpu.h - shared by the files of this directory
 */
#ifndef _X86_KERNEL_CPU_H
#define _X86_KERNEL_CPU_H

struct cpuinfo_x86;

/* cpu/cpuid.c: fill *@c from CPUID on this CPU. */
void identify_cpu(struct cpuinfo_x86 *c);

/* cpu/capflags.c: names of a word's bits, by blanks; "-" is nameless. */
extern const char *const x86_cap_flags[];

#endif /* _X86_KERNEL_CPU_H */
