/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/asm.h - exception table entries from C and assembly
 *
 * An entry is three 32-bit words: where the fault may happen and where to go
 * instead, each relative to its own address, and an EX_TYPE that says how
 * (arch/x86/mm/extable.c). Mirrors: Linux 5.x asm/asm.h, extable_fixup_types.h.
 */
#ifndef _ASM_X86_ASM_H
#define _ASM_X86_ASM_H

#define EX_TYPE_DEFAULT		0	/* continue at the fixup */
#define EX_TYPE_UACCESS		1	/* same, and only user addresses may fault */
#define EX_TYPE_WRMSR		2
#define EX_TYPE_RDMSR		3	/* zero the result, continue */

#ifdef __ASSEMBLY__

#define _ASM_EXTABLE_TYPE(from, to, type)	\
	.pushsection "__ex_table", "a";		\
	.balign 4;				\
	.long (from) - .;			\
	.long (to) - .;				\
	.long type;				\
	.popsection

#else

#define _ASM_EXTABLE_TYPE(from, to, type)	\
	" .pushsection \"__ex_table\",\"a\"\n"	\
	" .balign 4\n"				\
	" .long (" #from ") - .\n"		\
	" .long (" #to ") - .\n"		\
	" .long " __ASM_STR(type) "\n"		\
	" .popsection\n"
#define __ASM_STR_1(x)	#x
#define __ASM_STR(x)	__ASM_STR_1(x)

/* Names the stack pointer as an asm operand, so that a call in asm is safe. */
register unsigned long current_stack_pointer __asm__("rsp");
#define ASM_CALL_CONSTRAINT	"+r" (current_stack_pointer)

#endif /* __ASSEMBLY__ */

#define _ASM_EXTABLE(from, to)	_ASM_EXTABLE_TYPE(from, to, EX_TYPE_DEFAULT)
#define _ASM_EXTABLE_UA(from, to) _ASM_EXTABLE_TYPE(from, to, EX_TYPE_UACCESS)

#endif /* _ASM_X86_ASM_H */
