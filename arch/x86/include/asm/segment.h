/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/segment.h - the layout of the GDT, and the selectors that follow from it
 *
 * SYSCALL loads CS from STAR[47:32] and SS from the next entry; SYSRET wants
 * three neighbours: 32-bit code, data, 64-bit code.  Hence the order of
 * entries 2..6.  Numbers are Linux's, so that core files and debuggers see
 * the selectors they know (user CS 0x33, SS 0x2b).
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/segment.h, 64-bit half.
 */
#ifndef _ASM_X86_SEGMENT_H
#define _ASM_X86_SEGMENT_H

#define GDT_ENTRY_KERNEL32_CS		1
#define GDT_ENTRY_KERNEL_CS		2
#define GDT_ENTRY_KERNEL_DS		3
#define GDT_ENTRY_DEFAULT_USER32_CS	4
#define GDT_ENTRY_DEFAULT_USER_DS	5
#define GDT_ENTRY_DEFAULT_USER_CS	6
#define GDT_ENTRY_TSS			8	/* and 9: 16 bytes */
#define GDT_ENTRY_LDT			10	/* and 11: always empty */
#define GDT_ENTRY_TLS_MIN		12	/* to 14: always empty */
#define GDT_ENTRY_PER_CPU		15	/* limit holds the CPU number */
#define GDT_ENTRIES			16
#define GDT_SIZE			(GDT_ENTRIES * 8)

#define __KERNEL32_CS		(GDT_ENTRY_KERNEL32_CS * 8)
#define __KERNEL_CS		(GDT_ENTRY_KERNEL_CS * 8)
#define __KERNEL_DS		(GDT_ENTRY_KERNEL_DS * 8)
#define __USER32_CS		(GDT_ENTRY_DEFAULT_USER32_CS * 8 + 3)
#define __USER_DS		(GDT_ENTRY_DEFAULT_USER_DS * 8 + 3)
#define __USER32_DS		__USER_DS
#define __USER_CS		(GDT_ENTRY_DEFAULT_USER_CS * 8 + 3)
#define __PER_CPU_SEG		(GDT_ENTRY_PER_CPU * 8 + 3)

#define SEGMENT_RPL_MASK	0x3
#define SEGMENT_TI_MASK		0x4
#define USER_RPL		0x3

#define IDT_ENTRIES		256

#ifndef __ASSEMBLY__

/* Reading a segment register never faults. */
#define savesegment(seg, value)	\
	asm volatile("mov %%" #seg ", %0" : "=r" (value) : : "memory")

#define __loadsegment_simple(seg, value) \
	asm volatile("movl %k0, %%" #seg : : "r" (value) : "memory")

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_SEGMENT_H */
