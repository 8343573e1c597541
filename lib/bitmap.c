// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/bitmap.c - bitmaps longer than a word, ranges in them, and their text
 *
 * Text forms: hex words of 32 bits, "3,00000001", and lists, "0-3,7".
 * Mirrors: Linux 4.x lib/bitmap.c
 * Simpler than Linux in: no folding, no remapping, no strides in lists.
 */
#include <linux/bitmap.h>

#define WHOLE(nbits)	((nbits) / BITS_PER_LONG)
#define REST(nbits)	((nbits) % BITS_PER_LONG)

/*
 * One function for each binary operation: expr of x = a[k] and y = b[k].
 * Answers whether any bit below nbits is set in the result.
 */
#define DEFINE_BITMAP_OP(type, name, expr, answer)			\
type name(unsigned long *dst, const unsigned long *a,			\
	  const unsigned long *b, unsigned int nbits)			\
{									\
	unsigned int k, n = BITS_TO_LONGS(nbits);			\
	unsigned long any = 0;						\
									\
	for (k = 0; k < n; k++) {					\
		unsigned long x = a[k], y = b[k];			\
									\
		dst[k] = expr;						\
		if (k == n - 1)						\
			any |= dst[k] & BITMAP_LAST_WORD_MASK(nbits);	\
		else							\
			any |= dst[k];					\
	}								\
	answer;								\
}

/* Any context; dst may be a or b. */
DEFINE_BITMAP_OP(bool, __bitmap_and, x & y, return any != 0)
DEFINE_BITMAP_OP(bool, __bitmap_andnot, x & ~y, return any != 0)
DEFINE_BITMAP_OP(void, __bitmap_or, x | y, (void)any)

/* A question to all words; expr of x and y is zero in every bit when true. */
#define DEFINE_BITMAP_ALL(name, expr)					\
bool name(const unsigned long *a, const unsigned long *b,		\
	  unsigned int nbits)						\
{									\
	unsigned int k;							\
									\
	for (k = 0; k < BITS_TO_LONGS(nbits); k++) {			\
		unsigned long x = a[k], y = b[k], bad = expr;		\
									\
		if (k == WHOLE(nbits))					\
			bad &= BITMAP_LAST_WORD_MASK(nbits);		\
		if (bad)						\
			return false;					\
	}								\
	return true;							\
}

/* Any context; true: equal, and: all bits of a are in b. */
DEFINE_BITMAP_ALL(__bitmap_equal, x ^ y)
DEFINE_BITMAP_ALL(__bitmap_subset, x & ~y)

/**
 * __bitmap_intersects() - is any bit set in both?
 * @a: one bitmap
 * @b: the other
 * @nbits: bits in each
 *
 * Context: any.
 * Return: true when so.
 */
bool __bitmap_intersects(const unsigned long *a, const unsigned long *b,
			 unsigned int nbits)
{
	return find_next_and_bit(a, b, nbits, 0) < nbits;
}

/**
 * __bitmap_empty() - is no bit set?
 * @bitmap: the bitmap
 * @nbits: bits in it
 *
 * Context: any.
 * Return: true when so.
 */
bool __bitmap_empty(const unsigned long *bitmap, unsigned int nbits)
{
	return find_next_bit(bitmap, nbits, 0) == nbits;
}

/**
 * __bitmap_full() - is every bit set?
 * @bitmap: the bitmap
 * @nbits: bits in it
 *
 * Context: any.
 * Return: true when so.
 */
bool __bitmap_full(const unsigned long *bitmap, unsigned int nbits)
{
	return find_next_zero_bit(bitmap, nbits, 0) == nbits;
}

/**
 * __bitmap_weight() - number of set bits
 * @bitmap: the bitmap
 * @nbits: bits in it
 *
 * Context: any.
 * Return: the number.
 */
int __bitmap_weight(const unsigned long *bitmap, unsigned int nbits)
{
	unsigned int k;
	int w = 0;

	for (k = 0; k < WHOLE(nbits); k++)
		w += hweight_long(bitmap[k]);
	if (REST(nbits))
		w += hweight_long(bitmap[k] & BITMAP_LAST_WORD_MASK(nbits));
	return w;
}

/**
 * __bitmap_complement() - invert every bit
 * @dst: the result
 * @src: the bitmap
 * @nbits: bits in each
 *
 * Context: any.
 */
void __bitmap_complement(unsigned long *dst, const unsigned long *src,
			 unsigned int nbits)
{
	unsigned int k;

	for (k = 0; k < BITS_TO_LONGS(nbits); k++)
		dst[k] = ~src[k];
}

/* Bits start..start+len-1 as a mask of each word they touch. */
#define for_each_range_word(k, mask, start, len)			\
	for (k = WHOLE(start), mask = BITMAP_FIRST_WORD_MASK(start);	\
	     k * BITS_PER_LONG < (start) + (len);			\
	     k++, mask = ~0UL)

static unsigned long range_mask(unsigned int k, unsigned long mask,
				unsigned int end)
{
	return WHOLE(end) == k ? mask & ~BITMAP_FIRST_WORD_MASK(end) : mask;
}

/**
 * bitmap_set() - set a range of bits, not atomically
 * @map: the bitmap
 * @start: first bit
 * @len: how many
 *
 * Context: any.
 */
void bitmap_set(unsigned long *map, unsigned int start, int len)
{
	unsigned long mask;
	unsigned int k;

	for_each_range_word(k, mask, start, len)
		map[k] |= range_mask(k, mask, start + len);
}

/**
 * bitmap_clear() - clear a range of bits, not atomically
 * @map: the bitmap
 * @start: first bit
 * @len: how many
 *
 * Context: any.
 */
void bitmap_clear(unsigned long *map, unsigned int start, int len)
{
	unsigned long mask;
	unsigned int k;

	for_each_range_word(k, mask, start, len)
		map[k] &= ~range_mask(k, mask, start + len);
}

/**
 * bitmap_find_next_zero_area_off() - find a run of clear bits
 * @map: the bitmap
 * @size: bits in it
 * @start: where to begin
 * @nr: length of the run
 * @align_mask: the run's start plus @align_offset has these bits clear
 * @align_offset: see there
 *
 * Context: any.
 * Return: its first bit; above @size - @nr when there is none.
 */
unsigned long bitmap_find_next_zero_area_off(unsigned long *map,
					     unsigned long size,
					     unsigned long start,
					     unsigned int nr,
					     unsigned long align_mask,
					     unsigned long align_offset)
{
	for (;;) {
		unsigned long index = find_next_zero_bit(map, size, start);
		unsigned long end;
		unsigned long used;

		index = ((index + align_offset + align_mask) & ~align_mask) -
			align_offset;
		end = index + nr;
		if (end > size)
			return end;
		used = find_next_bit(map, end, index);
		if (used >= end)
			return index;
		start = used + 1;
	}
}
