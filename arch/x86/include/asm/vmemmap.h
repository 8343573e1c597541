/* SPDX-License-Identifier: GPL-2.0-only */
/* asm/vmemmap.h - kernel mappings made while memblock allocates. */
#ifndef _ASM_X86_VMEMMAP_H
#define _ASM_X86_VMEMMAP_H

#include <linux/types.h>

/* arch/x86/mm/init_64.c: back [start, end) with cleared memory; boot only. */
void vmemmap_populate(unsigned long start, unsigned long end);

/* The same for one page of vmalloc space. */
void early_map_kernel_page(unsigned long addr, phys_addr_t pa);

#endif /* _ASM_X86_VMEMMAP_H */
