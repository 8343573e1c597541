/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/mmu_context.h - which address space a CPU is in
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/mmu_context.h.
 */
#ifndef _ASM_X86_MMU_CONTEXT_H
#define _ASM_X86_MMU_CONTEXT_H

#include <linux/atomic.h>
#include <linux/mm_types.h>
#include <linux/percpu.h>

#include <asm/tlbflush.h>

extern atomic64_t last_mm_ctx_id;

/* A new mm, not yet visible.  Return: 0. */
static inline int init_new_context(struct task_struct *tsk __maybe_unused,
				   struct mm_struct *mm)
{
	mm->context.ctx_id = atomic64_inc_return(&last_mm_ctx_id);
	atomic64_set(&mm->context.tlb_gen, 1);
	mm->context.vdso = NULL;
	return 0;
}

static inline void destroy_context(struct mm_struct *mm __maybe_unused)
{
}

/* fork(): the child has the same mappings, so the same vDSO. */
static inline void arch_dup_mmap(struct mm_struct *oldmm,
				 struct mm_struct *mm)
{
	mm->context.vdso = oldmm->context.vdso;
}

static inline void arch_exit_mmap(struct mm_struct *mm __maybe_unused)
{
}

/* arch/x86/mm/tlb.c */
void switch_mm(struct mm_struct *prev, struct mm_struct *next,
	       struct task_struct *tsk);
void switch_mm_irqs_off(struct mm_struct *prev, struct mm_struct *next,
			struct task_struct *tsk);
void leave_mm(int cpu);
void initialize_tlbstate_and_flush(void);

/* A kernel thread borrows the mm that is loaded; context_switch() only. */
static inline void enter_lazy_tlb(struct mm_struct *mm __maybe_unused,
				  struct task_struct *tsk __maybe_unused)
{
	if (!this_cpu_read(cpu_tlbstate.is_lazy))
		this_cpu_write(cpu_tlbstate.is_lazy, true);
}

/* exec(): @next replaces @prev for the running task. */
#define activate_mm(prev, next)	switch_mm((prev), (next), NULL)

#endif /* _ASM_X86_MMU_CONTEXT_H */
