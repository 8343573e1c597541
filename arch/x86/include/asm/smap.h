/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/smap.h - opening and closing the door to user memory (EFLAGS.AC)
 *
 * With SMAP every kernel access to a user page faults unless AC is set; so it
 * is set only around the very accesses that are meant, and every entry clears
 * it.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/smap.h.
 */
#ifndef _ASM_X86_SMAP_H
#define _ASM_X86_SMAP_H

#include <asm/alternative.h>
#include <asm/cpufeature.h>

#ifdef __ASSEMBLY__

/* 'feature' must be a plain number here: .word evaluates the expression. */
#define ASM_CLAC	ALTERNATIVE "", "clac", X86_FEATURE_SMAP
#define ASM_STAC	ALTERNATIVE "", "stac", X86_FEATURE_SMAP

#else

#define ASM_CLAC	ALTERNATIVE("", "clac", X86_FEATURE_SMAP)
#define ASM_STAC	ALTERNATIVE("", "stac", X86_FEATURE_SMAP)

static __always_inline void clac(void)
{
	alternative("", "clac", X86_FEATURE_SMAP);
}

static __always_inline void stac(void)
{
	alternative("", "stac", X86_FEATURE_SMAP);
}

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_SMAP_H */
