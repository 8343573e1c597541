/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/pat.h - which cache mode the bits PAT, PCD, PWT of an entry mean
 *
 *	PCD PWT
 *	 0   0	write-back, for RAM
 *	 0   1	write-combining, for frame buffers (after reset: write-through)
 *	 1   0	uncached, unless an MTRR says write-combining
 *	 1   1	uncached, for registers
 */
#ifndef _ASM_X86_PAT_H
#define _ASM_X86_PAT_H

#include <asm/cpufeature.h>
#include <asm/msr.h>

/* On each CPU as it comes up, before it uses a mapping with PWT. */
static inline void pat_init(void)
{
	if (boot_cpu_has(X86_FEATURE_PAT))
		wrmsrl(MSR_IA32_CR_PAT, 0x0007010600070106UL);
}

#endif /* _ASM_X86_PAT_H */
