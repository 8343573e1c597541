/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/bitops.h - bits in words: rotate, count, order
 *
 * Mirrors: Linux 4.19 include/linux/bitops.h, log2.h.
 */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <asm/bitops.h>
#include <linux/bits.h>
#include <linux/types.h>

#define BITS_PER_TYPE(type)	(sizeof(type) * BITS_PER_BYTE)
#define BITS_TO_LONGS(nr)	(((nr) + BITS_PER_LONG - 1) / BITS_PER_LONG)

static inline u32 rol32(u32 word, unsigned int shift)
{
	return (word << (shift & 31)) | (word >> ((-shift) & 31));
}

static inline u64 rol64(u64 word, unsigned int shift)
{
	return (word << (shift & 63)) | (word >> ((-shift) & 63));
}

/* Without popcnt, which the oldest x86_64 lacks: add in parallel. */
static inline unsigned long hweight64(u64 w)
{
	w -= (w >> 1) & 0x5555555555555555ull;
	w = (w & 0x3333333333333333ull) + ((w >> 2) & 0x3333333333333333ull);
	w = (w + (w >> 4)) & 0x0f0f0f0f0f0f0f0full;
	return (w * 0x0101010101010101ull) >> 56;
}

#define hweight_long(w)	hweight64(w)
#define hweight32(w)	((unsigned int)hweight64((u32)(w)))
#define hweight16(w)	((unsigned int)hweight64((u16)(w)))
#define hweight8(w)	((unsigned int)hweight64((u8)(w)))

static inline bool is_power_of_2(unsigned long n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

static inline int ilog2(u64 n)
{
	return fls64(n) - 1;
}

static inline unsigned long roundup_pow_of_two(unsigned long n)
{
	return n <= 1 ? 1 : 1UL << fls64(n - 1);
}

static inline unsigned long rounddown_pow_of_two(unsigned long n)
{
	return 1UL << (fls64(n) - 1);
}

static inline int order_base_2(unsigned long n)
{
	return n > 1 ? fls64(n - 1) : 0;
}

/* The order of the smallest block of pages that holds @size bytes. */
static inline int get_order(unsigned long size)
{
	return size ? fls64((size - 1) >> 12) : 0;
}

static inline s64 sign_extend64(u64 value, int index)
{
	int shift = 63 - index;

	return (s64)(value << shift) >> shift;
}

/* find_next_bit() and for_each_set_bit() live in <linux/bitmap.h>. */

#endif /* _LINUX_BITOPS_H */
