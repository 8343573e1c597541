/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/fpu/internal.h - saving and loading FPU registers
 *
 * Eager: registers are saved when a task is switched out and loaded when it
 * is switched in, unless they are still there.  Kernel code never uses them.
 *
 * Mirrors: Linux 4.2..4.19 arch/x86/include/asm/fpu/internal.h, signal.h.
 */
#ifndef _ASM_X86_FPU_INTERNAL_H
#define _ASM_X86_FPU_INTERNAL_H

#include <linux/percpu.h>
#include <linux/types.h>

#include <asm/fpu/types.h>

struct task_struct;

/* Sizes and features, all [I] after fpu__init_system(). */
extern unsigned int fpu_kernel_xstate_size;	/* bytes of fpu.state in use */
extern u64 xfeatures_mask;			/* XCR0; 0 without XSAVE */
extern u32 mxcsr_feature_mask;			/* MXCSR bits that may be set */
extern union fpregs_state init_fpstate;

/* Whose state do the registers of this CPU hold?  Compared, never followed. */
DECLARE_PER_CPU(struct fpu *, fpu_fpregs_owner_ctx);

void fpu__init_cpu(void);
void fpu__init_system(void);

void copy_fpregs_to_fpstate(struct fpu *fpu);
void copy_kernel_to_fpregs(union fpregs_state *fpstate);
void fpu__copy(struct fpu *dst_fpu, struct fpu *src_fpu);
void fpu__clear(struct fpu *fpu);
void fpu__drop(struct fpu *fpu);
void fpu__save(struct fpu *fpu);
int fpu__exception_code(struct fpu *fpu, int trap_nr);

/* Signal frames. */
unsigned long fpu__alloc_mathframe(unsigned long sp, unsigned long *buf_fx,
				   unsigned long *size);
int copy_fpstate_to_sigframe(void __user *buf);
int fpu__restore_sig(void __user *buf);

static inline void switch_fpu_prepare(struct fpu *old_fpu, int cpu)
{
	if (old_fpu->initialized) {
		copy_fpregs_to_fpstate(old_fpu);
		old_fpu->last_cpu = cpu;
	}
}

static inline void switch_fpu_finish(struct fpu *new_fpu, int cpu)
{
	if (!new_fpu->initialized)
		return;
	if (this_cpu_read(fpu_fpregs_owner_ctx) == new_fpu &&
	    new_fpu->last_cpu == (unsigned int)cpu)
		return;
	copy_kernel_to_fpregs(&new_fpu->state);
	this_cpu_write(fpu_fpregs_owner_ctx, new_fpu);
}

#endif /* _ASM_X86_FPU_INTERNAL_H */
