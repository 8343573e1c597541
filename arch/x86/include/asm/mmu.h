/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/mmu.h - what x86 keeps per address space
 */
#ifndef _ASM_X86_MMU_H
#define _ASM_X86_MMU_H

#include <linux/types.h>

typedef struct {
	u64 ctx_id;		/* unique, never 0, never reused */
	atomic64_t tlb_gen;	/* raised by each flush request */
	void __user *vdso;	/* where the vDSO is mapped, if at all */
} mm_context_t;

#define INIT_MM_CONTEXT(mm) .context = { .ctx_id = 1, }

#endif /* _ASM_X86_MMU_H */
