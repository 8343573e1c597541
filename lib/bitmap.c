// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/bitmap.c - bitmaps longer than a word, ranges in them, and their text
 *
 * Text forms: hex words of 32 bits, "3,00000001", and lists, "0-3,7".
 * Mirrors: Linux 4.x lib/bitmap.c
 * Simpler than Linux in: no folding, no remapping, no strides in lists.
 */
#include <linux/bitmap.h>

#include <linux/ctype.h>
#include <linux/errno.h>

#include <asm/page_types.h>

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
DEFINE_BITMAP_OP(void, __bitmap_xor, x ^ y, (void)any)

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

/**
 * __bitmap_shift_right() - bit n + @shift becomes bit n, zeros come in on top
 * @dst: the result; may be @src
 * @src: the bitmap
 * @shift: how far
 * @nbits: bits in each
 *
 * Context: any.
 */
void __bitmap_shift_right(unsigned long *dst, const unsigned long *src,
			  unsigned int shift, unsigned int nbits)
{
	unsigned int lim = BITS_TO_LONGS(nbits);
	unsigned int off = WHOLE(shift);
	unsigned int rem = REST(shift);
	unsigned int k;

	for (k = 0; k < lim; k++) {
		unsigned long low = 0;
		unsigned long high = 0;

		if (k + off < lim)
			low = src[k + off];
		if (k + off == lim - 1)
			low &= BITMAP_LAST_WORD_MASK(nbits);
		if (k + off + 1 < lim)
			high = src[k + off + 1];
		if (k + off + 1 == lim - 1)
			high &= BITMAP_LAST_WORD_MASK(nbits);
		dst[k] = rem ? low >> rem | high << (BITS_PER_LONG - rem) : low;
	}
}

/**
 * __bitmap_shift_left() - bit n becomes bit n + @shift, zeros come in below
 * @dst: the result; may be @src
 * @src: the bitmap
 * @shift: how far
 * @nbits: bits in each
 *
 * Context: any.
 */
void __bitmap_shift_left(unsigned long *dst, const unsigned long *src,
			 unsigned int shift, unsigned int nbits)
{
	unsigned int off = WHOLE(shift);
	unsigned int rem = REST(shift);
	unsigned int k;

	for (k = BITS_TO_LONGS(nbits); k-- > 0;) {
		unsigned long high = k >= off ? src[k - off] : 0;
		unsigned long low = k > off ? src[k - off - 1] : 0;

		dst[k] = rem ? high << rem | low >> (BITS_PER_LONG - rem) : high;
	}
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

/**
 * bitmap_find_free_region() - take a free, aligned run of 2^@order bits
 * @bitmap: the bitmap
 * @bits: bits in it
 * @order: size of the run
 *
 * Context: any; the caller serialises.
 * Return: its first bit, or -ENOMEM.
 */
int bitmap_find_free_region(unsigned long *bitmap, unsigned int bits, int order)
{
	unsigned int pos;

	for (pos = 0; pos + (1U << order) <= bits; pos += 1U << order)
		if (!bitmap_allocate_region(bitmap, pos, order))
			return pos;
	return -ENOMEM;
}

/**
 * bitmap_release_region() - give a run of 2^@order bits back
 * @bitmap: the bitmap
 * @pos: its first bit
 * @order: size of the run
 *
 * Context: any; the caller serialises.
 */
void bitmap_release_region(unsigned long *bitmap, unsigned int pos, int order)
{
	bitmap_clear(bitmap, pos, 1 << order);
}

/**
 * bitmap_allocate_region() - take a certain run of 2^@order bits
 * @bitmap: the bitmap
 * @pos: its first bit
 * @order: size of the run
 *
 * Context: any; the caller serialises.
 * Return: 0, or -EBUSY when a bit is taken.
 */
int bitmap_allocate_region(unsigned long *bitmap, unsigned int pos, int order)
{
	unsigned int end = pos + (1U << order);

	if (find_next_bit(bitmap, end, pos) < end)
		return -EBUSY;
	bitmap_set(bitmap, pos, 1 << order);
	return 0;
}

/**
 * bitmap_parse() - hex words, the highest first: "3,00000001"
 * @buf: the text; white space around it does not count
 * @buflen: its length
 * @maskp: the bitmap
 * @nmaskbits: bits in it
 *
 * Context: any.
 * Return: 0, -EINVAL for bad text, -EOVERFLOW when a bit has no place.
 */
int bitmap_parse(const char *buf, unsigned int buflen, unsigned long *maskp,
		 int nmaskbits)
{
	const char *end = buf + strnlen(buf, buflen);
	unsigned int bit = 0;
	int digits = 0;		/* in the word of 32 bits at hand */

	bitmap_zero(maskp, nmaskbits);
	while (end > buf && isspace(end[-1]))
		end--;
	while (end > buf && isspace(*buf))
		buf++;
	if (end == buf)
		return -EINVAL;

	while (end > buf) {
		char c = *--end;
		int val = hex_to_bin(c);

		if (c == ',' && digits) {
			bit += (8 - digits) * 4;
			digits = 0;
			continue;
		}
		if (val < 0 || ++digits > 8)
			return -EINVAL;
		for (; val; val &= val - 1)
			if (bit + __builtin_ctz(val) >= (unsigned int)nmaskbits)
				return -EOVERFLOW;
			else
				__set_bit(bit + __builtin_ctz(val), maskp);
		bit += 4;
	}
	return digits ? 0 : -EINVAL;
}

/* One "5" or "2-4"; answers behind it, or NULL. */
static const char *parse_range(const char *buf, unsigned long *from,
			       unsigned long *to)
{
	char *end;

	if (!isdigit(*buf))
		return NULL;
	*from = *to = simple_strtoul(buf, &end, 10);
	if (*end == '-') {
		buf = end + 1;
		if (!isdigit(*buf))
			return NULL;
		*to = simple_strtoul(buf, &end, 10);
	}
	return *from <= *to ? end : NULL;
}

/**
 * bitmap_parselist() - ranges: "0-3,7"
 * @buf: the text; ends at a NUL or newline
 * @maskp: the bitmap
 * @nmaskbits: bits in it
 *
 * Context: any.
 * Return: 0, -EINVAL for bad text, -ERANGE for a bit that is not there.
 */
int bitmap_parselist(const char *buf, unsigned long *maskp, int nmaskbits)
{
	bitmap_zero(maskp, nmaskbits);
	buf = skip_spaces(buf);
	while (*buf && *buf != '\n') {
		unsigned long from, to;

		buf = parse_range(buf, &from, &to);
		if (!buf)
			return -EINVAL;
		if (to >= (unsigned long)nmaskbits)
			return -ERANGE;
		bitmap_set(maskp, from, to - from + 1);
		buf = skip_spaces(buf);
		if (*buf == ',')
			buf = skip_spaces(buf + 1);
		else if (*buf)
			return -EINVAL;
	}
	return 0;
}

/**
 * bitmap_print_to_pagebuf() - text and a newline, for a page of sysfs
 * @list: ranges rather than hex words
 * @buf: where, inside a page that it may fill
 * @maskp: the bitmap
 * @nmaskbits: bits in it
 *
 * Context: any.
 * Return: characters written.
 */
int bitmap_print_to_pagebuf(bool list, char *buf, const unsigned long *maskp,
			    int nmaskbits)
{
	size_t len = PAGE_SIZE - ((unsigned long)buf & (PAGE_SIZE - 1));

	return list ? scnprintf(buf, len, "%*pbl\n", nmaskbits, maskp)
		    : scnprintf(buf, len, "%*pb\n", nmaskbits, maskp);
}
