/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/cpufeature.h - what this CPU can do
 *
 * A feature is word * 32 + bit of boot_cpu_data.x86_capability[], numbered as
 * in Linux, so that /proc/cpuinfo and AT_HWCAP come out the same.
 * Mirrors: Linux 4.19 asm/cpufeature.h, cpufeatures.h (what we use).
 */
#ifndef _ASM_X86_CPUFEATURE_H
#define _ASM_X86_CPUFEATURE_H

#define NCAPINTS	19

/* Word 0: CPUID 1, EDX */
#define X86_FEATURE_FPU		(0 * 32 + 0)
#define X86_FEATURE_VME		(0 * 32 + 1)
#define X86_FEATURE_DE		(0 * 32 + 2)
#define X86_FEATURE_PSE		(0 * 32 + 3)
#define X86_FEATURE_TSC		(0 * 32 + 4)
#define X86_FEATURE_MSR		(0 * 32 + 5)
#define X86_FEATURE_PAE		(0 * 32 + 6)
#define X86_FEATURE_MCE		(0 * 32 + 7)
#define X86_FEATURE_CX8		(0 * 32 + 8)
#define X86_FEATURE_APIC	(0 * 32 + 9)
#define X86_FEATURE_SEP		(0 * 32 + 11)
#define X86_FEATURE_MTRR	(0 * 32 + 12)
#define X86_FEATURE_PGE		(0 * 32 + 13)
#define X86_FEATURE_MCA		(0 * 32 + 14)
#define X86_FEATURE_CMOV	(0 * 32 + 15)
#define X86_FEATURE_PAT		(0 * 32 + 16)
#define X86_FEATURE_CLFLUSH	(0 * 32 + 19)
#define X86_FEATURE_FXSR	(0 * 32 + 24)
#define X86_FEATURE_XMM		(0 * 32 + 25)
#define X86_FEATURE_XMM2	(0 * 32 + 26)
#define X86_FEATURE_HT		(0 * 32 + 28)
/* Word 1: CPUID 80000001, EDX */
#define X86_FEATURE_SYSCALL	(1 * 32 + 11)
#define X86_FEATURE_NX		(1 * 32 + 20)
#define X86_FEATURE_GBPAGES	(1 * 32 + 26)
#define X86_FEATURE_RDTSCP	(1 * 32 + 27)
#define X86_FEATURE_LM		(1 * 32 + 29)
/* Word 3: made up */
#define X86_FEATURE_REP_GOOD	(3 * 32 + 16)
#define X86_FEATURE_CONSTANT_TSC (3 * 32 + 8)
#define X86_FEATURE_NOPL	(3 * 32 + 20)
#define X86_FEATURE_XTOPOLOGY	(3 * 32 + 22)
#define X86_FEATURE_NONSTOP_TSC	(3 * 32 + 24)
#define X86_FEATURE_CPUID	(3 * 32 + 25)
/* Word 4: CPUID 1, ECX */
#define X86_FEATURE_XMM3	(4 * 32 + 0)
#define X86_FEATURE_MWAIT	(4 * 32 + 3)
#define X86_FEATURE_CX16	(4 * 32 + 13)
#define X86_FEATURE_PCID	(4 * 32 + 17)
#define X86_FEATURE_X2APIC	(4 * 32 + 21)
#define X86_FEATURE_TSC_DEADLINE_TIMER (4 * 32 + 24)
#define X86_FEATURE_XSAVE	(4 * 32 + 26)
#define X86_FEATURE_OSXSAVE	(4 * 32 + 27)
#define X86_FEATURE_AVX		(4 * 32 + 28)
#define X86_FEATURE_RDRAND	(4 * 32 + 30)
#define X86_FEATURE_HYPERVISOR	(4 * 32 + 31)
/* Word 6: CPUID 80000001, ECX */
#define X86_FEATURE_LAHF_LM	(6 * 32 + 0)
/* Word 9: CPUID 7.0, EBX */
#define X86_FEATURE_FSGSBASE	(9 * 32 + 0)
#define X86_FEATURE_SMEP	(9 * 32 + 7)
#define X86_FEATURE_ERMS	(9 * 32 + 9)
#define X86_FEATURE_INVPCID	(9 * 32 + 10)
#define X86_FEATURE_RDSEED	(9 * 32 + 18)
#define X86_FEATURE_SMAP	(9 * 32 + 20)
/* Word 10: CPUID D.1, EAX */
#define X86_FEATURE_XSAVEOPT	(10 * 32 + 0)
#define X86_FEATURE_XSAVEC	(10 * 32 + 1)
#define X86_FEATURE_XSAVES	(10 * 32 + 3)
/* Word 16: CPUID 7.0, ECX */
#define X86_FEATURE_UMIP	(16 * 32 + 2)
#define X86_FEATURE_PKU		(16 * 32 + 3)
#define X86_FEATURE_LA57	(16 * 32 + 16)
#define X86_FEATURE_RDPID	(16 * 32 + 22)

#ifndef __ASSEMBLY__

#include <asm/bitops.h>
#include <asm/processor.h>

#define cpu_has(c, bit) \
	test_bit(bit, (unsigned long *)((c)->x86_capability))
#define boot_cpu_has(bit)	cpu_has(&boot_cpu_data, bit)
#define static_cpu_has(bit)	boot_cpu_has(bit)
#define set_cpu_cap(c, bit) \
	set_bit(bit, (unsigned long *)((c)->x86_capability))
#define clear_cpu_cap(c, bit) \
	clear_bit(bit, (unsigned long *)((c)->x86_capability))
#define setup_clear_cpu_cap(bit) clear_cpu_cap(&boot_cpu_data, bit)

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_CPUFEATURE_H */
