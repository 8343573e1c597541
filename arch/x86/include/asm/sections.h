/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/sections.h - addresses that linker.ld gives names to
 *
 * Only the address of each means something; they are arrays so that & is not
 * needed. Mirrors: Linux 4.5 include/asm-generic/sections.h.
 */
#ifndef _ASM_X86_SECTIONS_H
#define _ASM_X86_SECTIONS_H

#include <linux/types.h>

extern char _text[], _stext[], _etext[];
extern char __start_rodata[], __end_rodata[];
extern char _sdata[], _edata[];
extern char __per_cpu_start[], __per_cpu_end[];
extern char __init_begin[], __init_end[];
extern char _sinittext[], _einittext[];
extern char __bss_start[], __bss_stop[];
extern char __bss_early[];	/* to _end: only needed until init_mem_mapping() */
extern char _end[];

static inline bool init_section_contains(const void *virt, size_t size)
{
	return (const char *)virt >= __init_begin &&
	       (const char *)virt + size <= __init_end;
}

#endif /* _ASM_X86_SECTIONS_H */
