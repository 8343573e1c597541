/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/fixmap.h - virtual addresses fixed at build time, mapped on demand
 *
 * The topmost pages below FIXADDR_TOP, counted downwards.  All of them are
 * in level1_fixmap_pgt, which exists from the first instruction on.
 */
#ifndef _ASM_X86_FIXMAP_H
#define _ASM_X86_FIXMAP_H

#include <linux/types.h>

#include <asm/page_types.h>
#include <asm/pgtable_types.h>

/* Early windows: FIX_BTMAPS_SLOTS of NR_FIX_BTMAPS pages each. */
#define NR_FIX_BTMAPS		64
#define FIX_BTMAPS_SLOTS	4
#define TOTAL_FIX_BTMAPS	(NR_FIX_BTMAPS * FIX_BTMAPS_SLOTS)

enum fixed_addresses {
	FIX_HOLE,
	FIX_APIC_BASE,		/* local APIC registers */
	FIX_IO_APIC_BASE_0,
	FIX_IO_APIC_BASE_END = FIX_IO_APIC_BASE_0 + 8 - 1,
	FIX_HPET_BASE,
	FIX_EARLYCON_MEM_BASE,
	FIX_TEXT_POKE1,		/* writable aliases of kernel text */
	FIX_TEXT_POKE0,
	FIX_BTMAP_END = 128,
	FIX_BTMAP_BEGIN = FIX_BTMAP_END + TOTAL_FIX_BTMAPS - 1,
	__end_of_fixed_addresses
};

/* 0xffffffffff5ff000 counts as slot 0: the vsyscall page stays absent. */
#define FIXADDR_TOP	_AC(0xffffffffff5ff000, UL)
#define FIXADDR_SIZE	((unsigned long)__end_of_fixed_addresses << PAGE_SHIFT)
#define FIXADDR_START	(FIXADDR_TOP - FIXADDR_SIZE)

#define fix_to_virt(x)	(FIXADDR_TOP - ((unsigned long)(x) << PAGE_SHIFT))
#define virt_to_fix(x)	((FIXADDR_TOP - ((x) & PAGE_MASK)) >> PAGE_SHIFT)

/* arch/x86/mm/ioremap.c */
void __set_fixmap(enum fixed_addresses idx, phys_addr_t phys, pgprot_t prot);

#define set_fixmap(idx, phys)	__set_fixmap(idx, phys, PAGE_KERNEL)
#define set_fixmap_nocache(idx, phys) \
	__set_fixmap(idx, phys, PAGE_KERNEL_NOCACHE)
#define clear_fixmap(idx)	__set_fixmap(idx, 0, __pgprot(0))

#endif /* _ASM_X86_FIXMAP_H */
