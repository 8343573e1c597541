/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/bug.h - ud2 with a note in __bug_table
 *
 * BUG() and WARN() cost one instruction where they stand; file, line and
 * flags wait in a table that the #UD handler searches.
 * Mirrors: Linux 4.19 arch/x86/include/asm/bug.h.
 */
#ifndef _ASM_X86_BUG_H
#define _ASM_X86_BUG_H

#define ASM_UD2		".byte 0x0f, 0x0b"

#define _BUG_FLAGS(flags)					\
	__asm__ __volatile__("1: " ASM_UD2 "\n"			\
		".pushsection __bug_table,\"aw\"\n"		\
		"2: .long 1b - 2b\n"				\
		"   .long %c0 - 2b\n"				\
		"   .word %c1\n"				\
		"   .word %c2\n"				\
		".popsection\n"					\
		: : "i" (__FILE__), "i" (__LINE__), "i" (flags))

#endif /* _ASM_X86_BUG_H */
