/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm-generic/memory_model.h - between page frames and their struct page
 *
 * The vmemmap model: one virtually contiguous array indexed by frame number,
 * backed by memory only where there is RAM.
 */
#ifndef _ASM_GENERIC_MEMORY_MODEL_H
#define _ASM_GENERIC_MEMORY_MODEL_H

#define vmemmap			((struct page *)VMEMMAP_START)
#define pfn_to_page(pfn)	(vmemmap + (pfn))
#define page_to_pfn(page)	((unsigned long)((page) - vmemmap))
#define page_to_phys(page)	((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT)
#define phys_to_page(phys)	pfn_to_page((phys) >> PAGE_SHIFT)
#define virt_to_pfn(kaddr)	(__pa(kaddr) >> PAGE_SHIFT)
#define virt_to_page(kaddr)	pfn_to_page(__pa(kaddr) >> PAGE_SHIFT)
#define page_to_virt(page)	__va(page_to_phys(page))

/* arch/x86/mm/init_64.c: is there a struct page for this frame? */
int pfn_valid(unsigned long pfn);
/* arch/x86/mm/ioremap.c: an address of the direct map or the image? */
int virt_addr_valid_fn(unsigned long kaddr);
#define virt_addr_valid(kaddr)	virt_addr_valid_fn((unsigned long)(kaddr))

#endif /* _ASM_GENERIC_MEMORY_MODEL_H */
