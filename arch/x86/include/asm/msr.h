/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/msr.h - model specific registers and the time stamp
 *
 * The _safe forms survive a register the CPU does not have.
 * Mirrors: Linux 4.19 arch/x86/include/asm/msr.h, msr-index.h (what we use).
 */
#ifndef _ASM_X86_MSR_H
#define _ASM_X86_MSR_H

#define MSR_EFER		0xc0000080
#define MSR_STAR		0xc0000081	/* selectors of syscall and sysret */
#define MSR_LSTAR		0xc0000082	/* 64-bit syscall entry */
#define MSR_CSTAR		0xc0000083	/* compatibility mode entry */
#define MSR_SYSCALL_MASK	0xc0000084	/* RFLAGS cleared on entry */
#define MSR_FS_BASE		0xc0000100
#define MSR_GS_BASE		0xc0000101
#define MSR_KERNEL_GS_BASE	0xc0000102	/* the other one, for swapgs */
#define MSR_TSC_AUX		0xc0000103

#define MSR_IA32_TSC		0x00000010
#define MSR_IA32_APICBASE	0x0000001b
#define MSR_IA32_APICBASE_BSP	(1 << 8)
#define MSR_IA32_APICBASE_ENABLE (1 << 11)
#define MSR_IA32_X2APIC_ENABLE	(1 << 10)
#define MSR_IA32_SYSENTER_CS	0x00000174
#define MSR_IA32_SYSENTER_ESP	0x00000175
#define MSR_IA32_SYSENTER_EIP	0x00000176
#define MSR_IA32_MISC_ENABLE	0x000001a0
#define MSR_IA32_CR_PAT		0x00000277
#define MSR_MTRRdefType		0x000002ff
#define MSR_IA32_TSC_DEADLINE	0x000006e0
#define APIC_BASE_MSR		0x00000800	/* x2APIC registers */

#define _EFER_SCE		0	/* syscall instruction */
#define _EFER_LME		8	/* long mode enable */
#define _EFER_LMA		10	/* long mode active */
#define _EFER_NX		11	/* no-execute pages */
#define EFER_SCE		(1 << _EFER_SCE)
#define EFER_LME		(1 << _EFER_LME)
#define EFER_LMA		(1 << _EFER_LMA)
#define EFER_NX			(1 << _EFER_NX)

#ifndef __ASSEMBLY__

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

#include <asm/asm.h>

static inline u64 native_read_msr(unsigned int msr)
{
	u32 lo, hi;

	__asm__ __volatile__("rdmsr" : "=a" (lo), "=d" (hi) : "c" (msr));
	return lo | ((u64)hi << 32);
}

static inline void native_write_msr(unsigned int msr, u32 lo, u32 hi)
{
	__asm__ __volatile__("wrmsr" : : "c" (msr), "a" (lo), "d" (hi) : "memory");
}

#define rdmsrl(msr, val)	((val) = native_read_msr(msr))
#define wrmsrl(msr, val) \
	native_write_msr((msr), (u32)((u64)(val)), (u32)((u64)(val) >> 32))
#define rdmsr(msr, lo, hi)					\
do {								\
	u64 __msr_val = native_read_msr(msr);			\
	(lo) = (u32)__msr_val;					\
	(hi) = (u32)(__msr_val >> 32);				\
} while (0)
#define wrmsr(msr, lo, hi)	native_write_msr(msr, lo, hi)

/* Return: 0, or -EIO when the register does not exist (then *@val is 0). */
static inline int rdmsrl_safe(unsigned int msr, u64 *val)
{
	u32 lo = 0, hi = 0;
	int err = -EIO;

	__asm__ __volatile__("1: rdmsr\n"
			     "   xorl %[err],%[err]\n"
			     "2:\n"
			     _ASM_EXTABLE(1b, 2b)
			     : "+a" (lo), "+d" (hi), [err] "+r" (err)
			     : "c" (msr) : "cc");
	*val = err ? 0 : (lo | ((u64)hi << 32));
	return err;
}

static inline int wrmsrl_safe(unsigned int msr, u64 val)
{
	int err = -EIO;

	__asm__ __volatile__("1: wrmsr\n"
			     "   xorl %[err],%[err]\n"
			     "2:\n"
			     _ASM_EXTABLE(1b, 2b)
			     : [err] "+r" (err)
			     : "c" (msr), "a" ((u32)val), "d" ((u32)(val >> 32))
			     : "memory", "cc");
	return err;
}

static __always_inline u64 rdtsc(void)
{
	u32 lo, hi;

	__asm__ __volatile__("rdtsc" : "=a" (lo), "=d" (hi));
	return lo | ((u64)hi << 32);
}

/* No earlier load is still under way when the counter is read. */
static __always_inline u64 rdtsc_ordered(void)
{
	__asm__ __volatile__("lfence" : : : "memory");
	return rdtsc();
}

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_MSR_H */
