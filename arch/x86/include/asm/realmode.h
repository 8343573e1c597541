/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/realmode.h - the pages below 1 MiB where an AP starts in real mode
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/realmode.h.
 */
#ifndef _ASM_X86_REALMODE_H
#define _ASM_X86_REALMODE_H

#include <linux/types.h>

/* What trampoline_64.S reads at its end, in this order. */
struct trampoline_header {
	u64	start;		/* virtual address to jump to */
	u32	efer;
	u32	cr4;
	u32	cr3;		/* physical */
	u32	pad;
};

void reserve_real_mode(void);		/* from setup_arch(), memblock */
unsigned long setup_real_mode(void);	/* fills it; physical, 0: no room */
void free_real_mode(void);

#endif /* _ASM_X86_REALMODE_H */
