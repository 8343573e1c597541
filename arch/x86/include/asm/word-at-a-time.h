/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/word-at-a-time.h - finding a NUL in eight bytes at once
 *
 * (w - 0x01..01) & ~w & 0x80..80 has bit 7 set in each zero byte of w.  A
 * borrow may also set it in bytes above the lowest zero byte, so only the
 * lowest one counts.  Example: w = 0x..00 41 42 ("BA" in memory) gives mask
 * 0x..80 00 00; (mask - 1) & ~mask = 0x007f ffff; >> 7 = 0xffff, the bytes
 * before the NUL; its set bits / 8 = 2.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/word-at-a-time.h.
 */
#ifndef _ASM_X86_WORD_AT_A_TIME_H
#define _ASM_X86_WORD_AT_A_TIME_H

struct word_at_a_time {
	const unsigned long one_bits, high_bits;
};

#define REPEAT_BYTE(x)	((~0ul / 0xff) * (x))

#define WORD_AT_A_TIME_CONSTANTS { REPEAT_BYTE(0x01), REPEAT_BYTE(0x80) }

/* Non-zero when @a has a zero byte; *@mask marks the lowest exactly. */
static inline unsigned long has_zero(unsigned long a, unsigned long *bits,
				     const struct word_at_a_time *c)
{
	unsigned long mask = (a - c->one_bits) & ~a & c->high_bits;

	*bits = mask;
	return mask;
}

static inline unsigned long prep_zero_mask(unsigned long a,
					   unsigned long bits,
					   const struct word_at_a_time *c)
{
	return bits;
}

/* All ones in the bytes below the lowest zero byte. */
static inline unsigned long create_zero_mask(unsigned long bits)
{
	bits = (bits - 1) & ~bits;
	return bits >> 7;
}

#define zero_bytemask(mask) (mask)

/* How many bytes are all ones: each 0xff adds 1 to the top byte's sum. */
static inline unsigned long find_zero(unsigned long mask)
{
	return mask * 0x0001020304050608ul >> 56;
}

#endif /* _ASM_X86_WORD_AT_A_TIME_H */
