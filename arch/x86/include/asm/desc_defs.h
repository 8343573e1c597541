/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/desc_defs.h - descriptors as the CPU reads them
 *
 * Mirrors: Linux 4.14+ arch/x86/include/asm/desc_defs.h, 64-bit half.
 */
#ifndef _ASM_X86_DESC_DEFS_H
#define _ASM_X86_DESC_DEFS_H

#include <linux/types.h>

/* 8-byte segment descriptor of the GDT. */
struct desc_struct {
	u16	limit0;
	u16	base0;
	u16	base1: 8, type: 4, s: 1, dpl: 2, p: 1;
	u16	limit1: 4, avl: 1, l: 1, d: 1, g: 1, base2: 8;
} __packed;

/* @flags: access byte in bits 0-7, G/D/L/AVL nibble in bits 12-15. */
#define GDT_ENTRY_INIT(flags, base, limit)			\
	{							\
		.limit0		= (u16)(limit),			\
		.limit1		= ((limit) >> 16) & 0x0f,	\
		.base0		= (u16)(base),			\
		.base1		= ((base) >> 16) & 0xff,	\
		.base2		= ((base) >> 24) & 0xff,	\
		.type		= (flags) & 0x0f,		\
		.s		= ((flags) >> 4) & 0x01,	\
		.dpl		= ((flags) >> 5) & 0x03,	\
		.p		= ((flags) >> 7) & 0x01,	\
		.avl		= ((flags) >> 12) & 0x01,	\
		.l		= ((flags) >> 13) & 0x01,	\
		.d		= ((flags) >> 14) & 0x01,	\
		.g		= ((flags) >> 15) & 0x01,	\
	}

enum {
	GATE_INTERRUPT = 0xe,
	GATE_TRAP = 0xf,
};

enum {
	DESC_TSS = 0x9,
	DESC_LDT = 0x2,
	DESCTYPE_S = 0x10,
};

/* 16-byte TSS descriptor. */
struct ldttss_desc {
	u16	limit0;
	u16	base0;
	u16	base1: 8, type: 5, dpl: 2, p: 1;
	u16	limit1: 4, zero0: 3, g: 1, base2: 8;
	u32	base3;
	u32	zero1;
} __packed;
typedef struct ldttss_desc ldt_desc;
typedef struct ldttss_desc tss_desc;

struct idt_bits {
	u16	ist: 3, zero: 5, type: 5, dpl: 2, p: 1;
} __packed;

/* 16-byte gate of the IDT. */
struct gate_struct {
	u16		offset_low;
	u16		segment;
	struct idt_bits	bits;
	u16		offset_middle;
	u32		offset_high;
	u32		reserved;
} __packed;
typedef struct gate_struct gate_desc;

/* Operand of LGDT and LIDT. */
struct desc_ptr {
	unsigned short	size;
	unsigned long	address;
} __packed;

#endif /* _ASM_X86_DESC_DEFS_H */
