/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/page.h - between virtual and physical addresses
 *
 * Two linear maps reach RAM: the direct map (phys + PAGE_OFFSET) and the image
 * (phys - phys_base + __START_KERNEL_map), which the loader may have put
 * elsewhere than linked. __pa() takes addresses of both.
 * Mirrors: Linux 4.5 arch/x86/include/asm/page.h, page_64.h.
 */
#ifndef _ASM_X86_PAGE_H
#define _ASM_X86_PAGE_H

#include <asm/page_types.h>

#ifndef __ASSEMBLY__

#include <linux/compiler.h>
#include <linux/types.h>

struct page;

/* Physical minus linked address of the image; set once by head64.c. */
extern unsigned long phys_base;
extern unsigned long max_pfn;		/* one past the last page frame of RAM */
extern unsigned long max_low_pfn;	/* the same: all RAM is directly mapped */

static __always_inline unsigned long __phys_addr(unsigned long x)
{
	unsigned long y = x - __START_KERNEL_map;

	/* x >= __START_KERNEL_map exactly when the subtraction did not wrap */
	return y + (x > y ? phys_base : __START_KERNEL_map - PAGE_OFFSET);
}

#define __pa(x)			__phys_addr((unsigned long)(x))
#define __pa_symbol(x) \
	((unsigned long)(x) - __START_KERNEL_map + phys_base)
#define __va(x)			((void *)((unsigned long)(x) + PAGE_OFFSET))

#define PFN_UP(x)		(((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x)		((x) >> PAGE_SHIFT)
#define PFN_PHYS(x)		((phys_addr_t)(x) << PAGE_SHIFT)
#define PAGE_ALIGN(addr)	(((addr) + PAGE_SIZE - 1) & PAGE_MASK)
#define PAGE_ALIGNED(addr)	(((unsigned long)(addr) & (PAGE_SIZE - 1)) == 0)
#define offset_in_page(p)	((unsigned long)(p) & ~PAGE_MASK)

/* arch/x86/lib/page_64.S */
void clear_page(void *page);
void copy_page(void *to, void *from);

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_PAGE_H */
