// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/find_bit.c - the next bit, a word at a time
 *
 * All searches are one: the first word is masked below the start, the last is
 * cut by comparing the answer with the size.
 * Mirrors: Linux 4.x lib/find_bit.c
 */
#include <linux/find.h>

#include <linux/kernel.h>

/* Looks at a ^ invert, and at b too unless it is NULL. */
static __always_inline unsigned long
find_next(const unsigned long *a, const unsigned long *b, unsigned long invert,
	  unsigned long size, unsigned long start)
{
	unsigned long word;

	if (unlikely(start >= size))
		return size;

	word = a[start / BITS_PER_LONG] ^ invert;
	if (b)
		word &= b[start / BITS_PER_LONG];
	word &= ~0UL << (start % BITS_PER_LONG);
	start = round_down(start, BITS_PER_LONG);

	while (!word) {
		start += BITS_PER_LONG;
		if (start >= size)
			return size;
		word = a[start / BITS_PER_LONG] ^ invert;
		if (b)
			word &= b[start / BITS_PER_LONG];
	}
	return min(start + __builtin_ctzl(word), size);
}

/**
 * _find_next_bit() - first set bit from @start on
 * @addr: the bitmap
 * @size: bits in it
 * @start: where to begin
 *
 * Context: any.
 * Return: the bit, or @size.
 */
unsigned long _find_next_bit(const unsigned long *addr, unsigned long size,
			     unsigned long start)
{
	return find_next(addr, NULL, 0, size, start);
}

/**
 * _find_next_zero_bit() - first clear bit from @start on
 * @addr: the bitmap
 * @size: bits in it
 * @start: where to begin
 *
 * Context: any.
 * Return: the bit, or @size.
 */
unsigned long _find_next_zero_bit(const unsigned long *addr,
				  unsigned long size, unsigned long start)
{
	return find_next(addr, NULL, ~0UL, size, start);
}

/**
 * _find_next_and_bit() - first bit from @start on that is set in both
 * @addr1: one bitmap
 * @addr2: the other
 * @size: bits in each
 * @start: where to begin
 *
 * Context: any.
 * Return: the bit, or @size.
 */
unsigned long _find_next_and_bit(const unsigned long *addr1,
				 const unsigned long *addr2,
				 unsigned long size, unsigned long start)
{
	return find_next(addr1, addr2, 0, size, start);
}

/**
 * _find_last_bit() - highest set bit
 * @addr: the bitmap
 * @size: bits in it
 *
 * Context: any.
 * Return: the bit, or @size.
 */
unsigned long _find_last_bit(const unsigned long *addr, unsigned long size)
{
	unsigned long i = DIV_ROUND_UP(size, BITS_PER_LONG);
	unsigned long mask = ~0UL >> (-size % BITS_PER_LONG);

	while (i--) {
		unsigned long word = addr[i] & mask;

		if (word)
			return i * BITS_PER_LONG + BITS_PER_LONG - 1 -
				__builtin_clzl(word);
		mask = ~0UL;
	}
	return size;
}
