/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/page_types.h - where things are, as numbers
 *
 * The address space of Linux 4.x without KASLR; these never move:
 *
 *   0000000000000000 - 00007fffffffefff  user
 *   ffff880000000000 - ffffc7ffffffffff  direct map of all RAM
 *   ffffc90000000000 - ffffe8ffffffffff  vmalloc, ioremap, kernel stacks
 *   ffffea0000000000 - ffffeaffffffffff  vmemmap: struct page of each frame
 *   ffffec0000000000 - fffffbffffffffff  KASAN shadow (KASAN=1 builds)
 *   ffffffff80000000 - ffffffff9fffffff  kernel image
 *   ffffffffa0000000 - fffffffffeffffff  modules
 *   ffffffffff000000 - ffffffffffffffff  fixmap
 *
 * Mirrors: Linux 4.5 asm/page_types.h, page_64_types.h, pgtable_64_types.h.
 */
#ifndef _ASM_X86_PAGE_TYPES_H
#define _ASM_X86_PAGE_TYPES_H

#include <linux/const.h>

#define PAGE_SHIFT		12
#define PAGE_SIZE		(_AC(1, UL) << PAGE_SHIFT)
#define PAGE_MASK		(~(PAGE_SIZE - 1))

#define __PHYSICAL_MASK_SHIFT	52
#define __VIRTUAL_MASK_SHIFT	47

#define __PAGE_OFFSET		_AC(0xffff880000000000, UL)
#define PAGE_OFFSET		__PAGE_OFFSET

#define __START_KERNEL_map	_AC(0xffffffff80000000, UL)
#define CONFIG_PHYSICAL_START	_AC(0x200000, UL)
#define CONFIG_PHYSICAL_ALIGN	_AC(0x200000, UL)
#define __START_KERNEL		(__START_KERNEL_map + CONFIG_PHYSICAL_START)
#define KERNEL_IMAGE_SIZE	(512 * 1024 * 1024)

#define THREAD_SIZE_ORDER	(2 + KASAN_STACK_ORDER)
#define THREAD_SIZE		(PAGE_SIZE << THREAD_SIZE_ORDER)
#define IRQ_STACK_ORDER		(2 + KASAN_STACK_ORDER)
#define IRQ_STACK_SIZE		(PAGE_SIZE << IRQ_STACK_ORDER)
#define EXCEPTION_STACK_ORDER	(0 + KASAN_STACK_ORDER)
#define EXCEPTION_STKSZ		(PAGE_SIZE << EXCEPTION_STACK_ORDER)

/* Redzones make KASAN frames about twice as large. */
#ifdef CONFIG_KASAN
#define KASAN_STACK_ORDER	1
#else
#define KASAN_STACK_ORDER	0
#endif

#endif /* _ASM_X86_PAGE_TYPES_H */
