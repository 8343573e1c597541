/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/find.h - the next set or clear bit of a bitmap
 *
 * All answer a bit number, or @size when there is none.  A bitmap of one word
 * with a constant size is done inline in a handful of instructions: the CPU
 * masks live on that.
 * Mirrors: Linux 6.x include/linux/find.h (4.x: asm-generic/bitops/find.h)
 */
#ifndef __LINUX_FIND_H_
#define __LINUX_FIND_H_

#include <linux/bitops.h>

unsigned long _find_next_bit(const unsigned long *addr, unsigned long size,
			     unsigned long start);
unsigned long _find_next_zero_bit(const unsigned long *addr,
				  unsigned long size, unsigned long start);
unsigned long _find_next_and_bit(const unsigned long *addr1,
				 const unsigned long *addr2,
				 unsigned long size, unsigned long start);
unsigned long _find_last_bit(const unsigned long *addr, unsigned long size);

/* A compile-time size of 1..64 bits. */
#define small_const_nbits(nbits) \
	(__builtin_constant_p(nbits) && (nbits) <= BITS_PER_LONG && (nbits) > 0)

/* Bits @start..@size-1 of a word; both below 64 except @size <= 64. */
static inline unsigned long __find_mask(unsigned long size,
					unsigned long start)
{
	return (~0UL << start) & (~0UL >> (BITS_PER_LONG - size));
}

static inline unsigned long __find_in_word(unsigned long val,
					   unsigned long size)
{
	return val ? (unsigned long)__builtin_ctzl(val) : size;
}

static inline unsigned long find_next_bit(const unsigned long *addr,
					  unsigned long size,
					  unsigned long start)
{
	if (small_const_nbits(size)) {
		if (unlikely(start >= size))
			return size;
		return __find_in_word(*addr & __find_mask(size, start), size);
	}
	return _find_next_bit(addr, size, start);
}

static inline unsigned long find_next_zero_bit(const unsigned long *addr,
					       unsigned long size,
					       unsigned long start)
{
	if (small_const_nbits(size)) {
		if (unlikely(start >= size))
			return size;
		return __find_in_word(~*addr & __find_mask(size, start), size);
	}
	return _find_next_zero_bit(addr, size, start);
}

static inline unsigned long find_next_and_bit(const unsigned long *addr1,
					      const unsigned long *addr2,
					      unsigned long size,
					      unsigned long start)
{
	if (small_const_nbits(size)) {
		if (unlikely(start >= size))
			return size;
		return __find_in_word(*addr1 & *addr2 &
				      __find_mask(size, start), size);
	}
	return _find_next_and_bit(addr1, addr2, size, start);
}

static inline unsigned long find_first_bit(const unsigned long *addr,
					   unsigned long size)
{
	return find_next_bit(addr, size, 0);
}

static inline unsigned long find_first_zero_bit(const unsigned long *addr,
						unsigned long size)
{
	return find_next_zero_bit(addr, size, 0);
}

static inline unsigned long find_last_bit(const unsigned long *addr,
					  unsigned long size)
{
	if (small_const_nbits(size)) {
		unsigned long val = *addr & __find_mask(size, 0);

		return val ? BITS_PER_LONG - 1 - __builtin_clzl(val) : size;
	}
	return _find_last_bit(addr, size);
}

#define for_each_set_bit(bit, addr, size)				\
	for ((bit) = find_first_bit((addr), (size));			\
	     (bit) < (size);						\
	     (bit) = find_next_bit((addr), (size), (bit) + 1))

#endif
