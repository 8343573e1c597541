/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/startup.h - the page tables of head_64.S
 *
 * Hidden symbols: position independent code (boot/startup_64.c) finds them
 * relative to itself, the rest of the kernel does not see a difference.
 */
#ifndef _ASM_X86_STARTUP_H
#define _ASM_X86_STARTUP_H

#include <asm/pgtable_types.h>

#pragma GCC visibility push(hidden)

/* Used from the jump to the high addresses until init_mem_mapping(). */
extern pgd_t early_top_pgt[PTRS_PER_PGD];
extern pud_t early_ident_pud[PTRS_PER_PUD];
extern pmd_t early_ident_pmd[PTRS_PER_PMD];

/* The upper 2 GiB of every address space. */
extern pud_t level3_kernel_pgt[PTRS_PER_PUD];
extern pmd_t level2_kernel_pgt[PTRS_PER_PMD];
extern pmd_t level2_fixmap_pgt[PTRS_PER_PMD];
extern pte_t level1_fixmap_pgt[PTRS_PER_PTE];

unsigned long __startup_64(void);

#pragma GCC visibility pop

#endif /* _ASM_X86_STARTUP_H */
