/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/alternative.h - code chosen once, at boot, by what the CPU can do
 *
 * An ALTERNATIVE leaves room in the text and a record of what to put there if
 * the CPU has a feature; apply_alternatives() writes it before a second CPU
 * runs.  Cheaper than a branch: STAC and CLAC cost a NOP where there is no
 * SMAP.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/alternative.h, without chains of
 * alternatives and without relative jumps in the replacement.
 */
#ifndef _ASM_X86_ALTERNATIVE_H
#define _ASM_X86_ALTERNATIVE_H

#include <linux/stringify.h>

#ifdef __ASSEMBLY__

.macro ALTERNATIVE oldinstr, newinstr, feature
140:
	\oldinstr
141:
	.skip -(((144f - 143f) - (141b - 140b)) > 0) * \
		((144f - 143f) - (141b - 140b)), 0x90
142:
	.pushsection .altinstructions, "a"
	.long 140b - .
	.long 143f - .
	.word \feature
	.byte 142b - 140b
	.byte 144f - 143f
	.popsection
	.pushsection .altinstr_replacement, "ax"
143:
	\newinstr
144:
	.popsection
.endm

#else /* !__ASSEMBLY__ */

#include <linux/types.h>

/* One record; offsets are relative to the field that holds them. */
struct alt_instr {
	s32	instr_offset;	/* what may be replaced */
	s32	repl_offset;	/* by what */
	u16	cpuid;		/* X86_FEATURE_* */
	u8	instrlen;
	u8	replacementlen;	/* <= instrlen; the rest becomes NOPs */
} __packed;

#define ALTERNATIVE(oldinstr, newinstr, feature)		\
	"140:\n\t" oldinstr "\n141:\n\t"			\
	".skip -(((144f-143f)-(141b-140b)) > 0) * "		\
	"((144f-143f)-(141b-140b)),0x90\n"			\
	"142:\n"						\
	".pushsection .altinstructions,\"a\"\n"			\
	" .long 140b - .\n"					\
	" .long 143f - .\n"					\
	" .word " __stringify(feature) "\n"			\
	" .byte 142b - 140b\n"					\
	" .byte 144f - 143f\n"					\
	".popsection\n"						\
	".pushsection .altinstr_replacement,\"ax\"\n"		\
	"143:\n\t" newinstr "\n144:\n"				\
	".popsection\n"

#define alternative(oldinstr, newinstr, feature) \
	asm volatile(ALTERNATIVE(oldinstr, newinstr, feature) : : : "memory")

extern struct alt_instr __alt_instructions[], __alt_instructions_end[];
extern int alternatives_patched;

void alternative_instructions(void);
void apply_alternatives(struct alt_instr *start, struct alt_instr *end);
void *text_poke_early(void *addr, const void *opcode, size_t len);
void add_nops(void *insns, unsigned int len);

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_ALTERNATIVE_H */
