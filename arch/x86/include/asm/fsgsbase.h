/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/fsgsbase.h - segment registers and bases of user mode
 *
 * In the kernel %gs is the kernel's own; the user's GS base waits in
 * MSR_KERNEL_GS_BASE and its selector is in the register.
 *
 * Mirrors: Linux 5.9+ arch/x86/include/asm/fsgsbase.h, segment.h.
 */
#ifndef _ASM_X86_FSGSBASE_H
#define _ASM_X86_FSGSBASE_H

#include <linux/irqflags.h>

#include <asm/asm.h>
#include <asm/cpufeature.h>
#include <asm/msr.h>

/* A selector that does not exist becomes the null selector. */
#define loadsegment(seg, value)					\
do {								\
	unsigned int __seg_val = (value);			\
	asm volatile("1:	movl %k0, %%" #seg "\n"		\
		     ".pushsection .text.unlikely,\"ax\"\n"	\
		     "2:	xorl %k0, %k0\n"		\
		     "	jmp 1b\n"				\
		     ".popsection\n"				\
		     _ASM_EXTABLE(1b, 2b)			\
		     : "+r" (__seg_val) : : "memory");		\
} while (0)

/*
 * The user's %gs selector: loading it overwrites the active base, so swap to
 * the user's meanwhile.  Interrupts are off.  @sel is one that user code had
 * loaded, or null: the load does not fault.
 */
static inline void __load_gs_index(unsigned int sel)
{
	asm volatile("swapgs\n\t"
		     "movl %0, %%gs\n\t"
		     "swapgs" : : "r" (sel) : "memory");
}

static inline unsigned long rdfsbase(void)
{
	unsigned long base;

	asm volatile("rdfsbase %0" : "=r" (base) : : "memory");
	return base;
}

static inline void wrfsbase(unsigned long base)
{
	asm volatile("wrfsbase %0" : : "r" (base) : "memory");
}

/* Interrupts are off between the two swapgs. */
static inline unsigned long __rdgsbase_inactive(void)
{
	unsigned long base;

	asm volatile("swapgs\n\t"
		     "rdgsbase %0\n\t"
		     "swapgs" : "=r" (base) : : "memory");
	return base;
}

static inline void __wrgsbase_inactive(unsigned long base)
{
	asm volatile("swapgs\n\t"
		     "wrgsbase %0\n\t"
		     "swapgs" : : "r" (base) : "memory");
}

/* Bases of current; interrupts are off. */
static inline void x86_fsbase_write_cpu(unsigned long base)
{
	if (boot_cpu_has(X86_FEATURE_FSGSBASE))
		wrfsbase(base);
	else
		wrmsrl(MSR_FS_BASE, base);
}

static inline void x86_gsbase_write_cpu_inactive(unsigned long base)
{
	if (boot_cpu_has(X86_FEATURE_FSGSBASE))
		__wrgsbase_inactive(base);
	else
		wrmsrl(MSR_KERNEL_GS_BASE, base);
}

static inline unsigned long x86_fsbase_read_cpu(void)
{
	if (boot_cpu_has(X86_FEATURE_FSGSBASE))
		return rdfsbase();
	return native_read_msr(MSR_FS_BASE);
}

static inline unsigned long x86_gsbase_read_cpu_inactive(void)
{
	if (boot_cpu_has(X86_FEATURE_FSGSBASE))
		return __rdgsbase_inactive();
	return native_read_msr(MSR_KERNEL_GS_BASE);
}

#endif /* _ASM_X86_FSGSBASE_H */
