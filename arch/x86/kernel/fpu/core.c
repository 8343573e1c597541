// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/fpu/core.c - FPU, SSE and AVX registers of tasks
 *
 * Data       fpu.state: memory image, XSAVE standard format if the CPU has
 *            XSAVE, FXSAVE otherwise.  fpu_fpregs_owner_ctx: see I1 at
 *            struct fpu.  init_fpstate: what a new program starts with.
 * I2         a task that is not running has its registers in fpu.state.
 * I3         XSAVEOPT to where the last XRSTOR of this CPU came from writes
 *            only what changed since; so a fpu.state that was changed in
 *            memory is loaded, or another image is, before the next save.
 * Locking    none: current's own, or a task's that is being switched.
 * Entry      fpu__init_system() fpu__init_cpu() copy_fpregs_to_fpstate()
 *            copy_kernel_to_fpregs() fpu__copy() fpu__clear() fpu__drop()
 *            fpu__save() fpu__exception_code()
 * Mirrors: Linux 4.6..4.13 arch/x86/kernel/fpu/{core,init,xstate}.c.
 * Simpler than Linux in: always eager; standard format only; x87 + SSE +
 * AVX + AVX-512 and no other component; a CPU without FXSR does not boot in
 * 64-bit mode anyway.
 */
#include <asm/fpu/internal.h>

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

#include <asm/alternative.h>
#include <asm/cpufeature.h>
#include <asm/special_insns.h>
#include <asm/tlbflush.h>
#include <asm/trapnr.h>
#include <uapi/asm/siginfo.h>

#define MXCSR_DEFAULT	0x1f80
#define FCW_DEFAULT	0x37f

unsigned int fpu_kernel_xstate_size = FXSAVE_SIZE;
unsigned int arch_task_struct_size = sizeof(struct task_struct);
u64 xfeatures_mask;
u32 mxcsr_feature_mask = 0xffffffff;
union fpregs_state init_fpstate;

DEFINE_PER_CPU(struct fpu *, fpu_fpregs_owner_ctx);

/* The components we use, and the size of an image that holds them. */
static void __init fpu__init_xstate(void)
{
	static const u64 wanted[] = {
		XFEATURE_MASK_FPSSE | XFEATURE_MASK_YMM | XFEATURE_MASK_AVX512,
		XFEATURE_MASK_FPSSE | XFEATURE_MASK_YMM,
		XFEATURE_MASK_FPSSE,
	};
	unsigned int eax, ebx, ecx, edx, i;
	u64 has;

	if (!boot_cpu_has(X86_FEATURE_XSAVE) || boot_cpu_data.cpuid_level < 0xd)
		return;
	cpuid_count(0xd, 0, &eax, &ebx, &ecx, &edx);
	has = eax | (u64)edx << 32;

	cr4_set_bits(X86_CR4_OSXSAVE);
	for (i = 0; i < ARRAY_SIZE(wanted); i++) {
		if ((has & wanted[i]) != wanted[i])
			continue;
		/* With XCR0 set, EBX is the size for just these. */
		asm volatile("xsetbv" : : "c" (0), "a" ((u32)wanted[i]),
			     "d" ((u32)(wanted[i] >> 32)));
		cpuid_count(0xd, 0, &eax, &ebx, &ecx, &edx);
		if (ebx > FPU_STATE_MAX)
			continue;
		xfeatures_mask = wanted[i];
		fpu_kernel_xstate_size = ebx;
		return;
	}
}

/**
 * fpu__init_cpu() - turn the FPU on
 *
 * Context: each CPU, interrupts off.
 */
void fpu__init_cpu(void)
{
	unsigned long cr0 = read_cr0();

	cr4_set_bits(X86_CR4_OSFXSR | X86_CR4_OSXMMEXCPT);
	cr0 &= ~(X86_CR0_TS | X86_CR0_EM);
	cr0 |= X86_CR0_MP | X86_CR0_NE;
	write_cr0(cr0);
	if (xfeatures_mask) {
		cr4_set_bits(X86_CR4_OSXSAVE);
		asm volatile("xsetbv" : : "c" (0), "a" ((u32)xfeatures_mask),
			     "d" ((u32)(xfeatures_mask >> 32)));
	}
	asm volatile("fninit");
}

/**
 * fpu__init_system() - learn the layout, make the initial state
 *
 * Context: boot CPU, once, before the first task_struct is allocated.
 */
void __init fpu__init_system(void)
{
	struct fxregs_state *fx = &init_fpstate.fxsave;

	fpu__init_cpu();
	fpu__init_xstate();

	asm volatile("fxsave64 %0" : "=m" (*fx));
	/* Zero means the mask of the first CPUs with SSE. */
	mxcsr_feature_mask = fx->mxcsr_mask ?: 0x0000ffbf;

	memset(&init_fpstate, 0, sizeof(init_fpstate));
	fx->cwd = FCW_DEFAULT;
	fx->mxcsr = MXCSR_DEFAULT;
	fx->mxcsr_mask = mxcsr_feature_mask;

	arch_task_struct_size = offsetof(struct task_struct, thread.fpu.state) +
				ALIGN(fpu_kernel_xstate_size, 64);
	if (xfeatures_mask)
		pr_info("x86/fpu: xstate_bv %#llx, context size is %u bytes, using 'standard' format.\n",
			xfeatures_mask, fpu_kernel_xstate_size);
}

/* @opt: @state is where current's registers were loaded from (I3). */
static __always_inline void xsave(struct xregs_state *state, bool opt)
{
	u32 lo = xfeatures_mask, hi = xfeatures_mask >> 32;

	if (opt)
		asm volatile(ALTERNATIVE("xsave64 %0", "xsaveopt64 %0",
					 X86_FEATURE_XSAVEOPT)
			     : "+m" (*state) : "a" (lo), "d" (hi) : "memory");
	else
		asm volatile("xsave64 %0"
			     : "+m" (*state) : "a" (lo), "d" (hi) : "memory");
}

/**
 * copy_fpregs_to_fpstate() - save the registers where they were loaded from
 * @fpu: current's
 *
 * Context: interrupts off, or nothing that could switch in between.
 */
void copy_fpregs_to_fpstate(struct fpu *fpu)
{
	if (xfeatures_mask)
		xsave(&fpu->state.xsave, true);
	else
		asm volatile("fxsave64 %0" : "=m" (fpu->state.fxsave));
}

/**
 * copy_kernel_to_fpregs() - load the registers
 * @fpstate: image of the kernel's, so known to be valid
 *
 * Context: as copy_fpregs_to_fpstate().
 */
void copy_kernel_to_fpregs(union fpregs_state *fpstate)
{
	u32 lo = xfeatures_mask, hi = xfeatures_mask >> 32;

	if (xfeatures_mask)
		asm volatile("xrstor64 %0"
			     : : "m" (fpstate->xsave), "a" (lo), "d" (hi)
			     : "memory");
	else
		asm volatile("fxrstor64 %0" : : "m" (fpstate->fxsave));
}

/**
 * fpu__save() - current's registers into memory, for somebody to look at
 * @fpu: current's
 *
 * Context: process context.
 */
void fpu__save(struct fpu *fpu)
{
	unsigned long flags;

	local_irq_save(flags);
	if (fpu->initialized)
		copy_fpregs_to_fpstate(fpu);
	local_irq_restore(flags);
}

/**
 * fpu__copy() - a child starts with the registers of its parent
 * @dst_fpu: the child's, garbage before
 * @src_fpu: current's, or init_task's
 *
 * Context: process context.
 */
void fpu__copy(struct fpu *dst_fpu, struct fpu *src_fpu)
{
	dst_fpu->last_cpu = -1;
	dst_fpu->initialized = src_fpu->initialized;
	if (!src_fpu->initialized)
		return;
	if (!xfeatures_mask) {
		asm volatile("fxsave64 %0" : "=m" (dst_fpu->state.fxsave));
		return;
	}
	/* XSAVE leaves the rest of the header alone. */
	memset(&dst_fpu->state.xsave.header, 0, XSAVE_HDR_SIZE);
	xsave(&dst_fpu->state.xsave, false);
}

/**
 * fpu__clear() - the registers as a new program wants them
 * @fpu: current's; a kernel thread gets its first state here
 *
 * Context: process context.
 */
void fpu__clear(struct fpu *fpu)
{
	unsigned long flags;

	local_irq_save(flags);
	/* The next save fills in the rest; not the header's reserved part. */
	if (xfeatures_mask)
		memset(&fpu->state.xsave.header, 0, XSAVE_HDR_SIZE);
	copy_kernel_to_fpregs(&init_fpstate);
	fpu->initialized = 1;
	fpu->last_cpu = raw_smp_processor_id();
	this_cpu_write(fpu_fpregs_owner_ctx, fpu);
	local_irq_restore(flags);
}

/**
 * fpu__drop() - the registers are not needed any more
 * @fpu: of a task that ends
 *
 * Context: process context.
 */
void fpu__drop(struct fpu *fpu)
{
	fpu->initialized = 0;
}

/**
 * fpu__exception_code() - si_code of a floating point exception
 * @fpu: current's, saved by fpu__save()
 * @trap_nr: X86_TRAP_MF (x87) or X86_TRAP_XF (SSE)
 *
 * Of several unmasked exceptions the first in this order counts.
 *
 * Return: FPE_*, or 0 when no exception is unmasked (a stale #MF).
 */
int fpu__exception_code(struct fpu *fpu, int trap_nr)
{
	struct fxregs_state *fx = &fpu->state.fxsave;
	unsigned int err;

	if (trap_nr == X86_TRAP_MF)
		err = fx->swd & ~fx->cwd;
	else
		err = ~(fx->mxcsr >> 7) & fx->mxcsr;

	if (err & 0x001)	/* invalid operation */
		return FPE_FLTINV;
	if (err & 0x004)	/* divide by zero */
		return FPE_FLTDIV;
	if (err & 0x008)	/* overflow */
		return FPE_FLTOVF;
	if (err & 0x012)	/* denormal, underflow */
		return FPE_FLTUND;
	if (err & 0x020)	/* precision */
		return FPE_FLTRES;
	return 0;
}
