/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/trapnr.h - numbers of the CPU's exceptions
 *
 * Mirrors: Linux 5.12+ arch/x86/include/asm/trapnr.h (4.x: in asm/traps.h).
 */
#ifndef _ASM_X86_TRAPNR_H
#define _ASM_X86_TRAPNR_H

#define X86_TRAP_DE		0	/* divide error */
#define X86_TRAP_DB		1	/* debug */
#define X86_TRAP_NMI		2
#define X86_TRAP_BP		3	/* int3 */
#define X86_TRAP_OF		4	/* overflow */
#define X86_TRAP_BR		5	/* bound range */
#define X86_TRAP_UD		6	/* invalid opcode */
#define X86_TRAP_NM		7	/* no FPU */
#define X86_TRAP_DF		8	/* double fault */
#define X86_TRAP_OLD_MF		9
#define X86_TRAP_TS		10	/* invalid TSS */
#define X86_TRAP_NP		11	/* segment not present */
#define X86_TRAP_SS		12	/* stack segment */
#define X86_TRAP_GP		13	/* general protection */
#define X86_TRAP_PF		14	/* page fault */
#define X86_TRAP_SPURIOUS	15
#define X86_TRAP_MF		16	/* x87 error */
#define X86_TRAP_AC		17	/* alignment check */
#define X86_TRAP_MC		18	/* machine check */
#define X86_TRAP_XF		19	/* SIMD error */

/* Page fault error code. */
#define X86_PF_PROT		(1 << 0)	/* 0: not present */
#define X86_PF_WRITE		(1 << 1)
#define X86_PF_USER		(1 << 2)
#define X86_PF_RSVD		(1 << 3)
#define X86_PF_INSTR		(1 << 4)
#define X86_PF_PK		(1 << 5)

#endif /* _ASM_X86_TRAPNR_H */
