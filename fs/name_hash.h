/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/name_hash.h - the hash of one path component, eight bytes at a time
 *
 * Two 64-bit halves are stirred with each word; the parent's address is the
 * seed, so that the same name in two directories goes to two chains.
 */
#ifndef _FS_NAME_HASH_H
#define _FS_NAME_HASH_H

#include <linux/bitops.h>
#include <linux/hash.h>
#include <linux/mm.h>
#include <linux/stringhash.h>

#include <asm/word-at-a-time.h>

#define HASH_MIX(x, y, a)	\
	(	x ^= (a),	\
		y ^= x,		\
		x = rol64(x, 12), \
		x += y,		\
		y = rol64(y, 45), \
		y *= 9		)

static inline unsigned int fold_hash(unsigned long x, unsigned long y)
{
	y ^= x * GOLDEN_RATIO_64;
	y *= GOLDEN_RATIO_64;
	return y >> 32;
}

/*
 * Eight bytes of a name that has @n more (8: at least) or ends earlier by NUL.
 * Bytes behind it in the same page are read but do not count; those of another
 * page are not read.
 */
static inline unsigned long load_name_word(const char *p, unsigned int n)
{
	unsigned long v = 0;
	unsigned int i;

#ifndef CONFIG_KASAN
	if (likely(offset_in_page(p) <= PAGE_SIZE - sizeof(long)))
		return *(const unsigned long *)p;
#endif
	for (i = 0; i < n; i++) {
		if (!p[i])
			break;
		v |= (unsigned long)(unsigned char)p[i] << i * 8;
	}
	return v;
}

/* Hash and length of the component at @name, which ends at '/' or NUL. */
static __always_inline u64 hash_name(const void *salt, const char *name)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	unsigned long a, b, x = 0, y = (unsigned long)salt;
	unsigned long ends, len = 0;

	for (;;) {
		a = load_name_word(name + len, sizeof(long));
		b = a ^ REPEAT_BYTE('/');
		ends = ((a - constants.one_bits) & ~a) |
		       ((b - constants.one_bits) & ~b);
		ends &= constants.high_bits;
		if (ends)
			break;
		HASH_MIX(x, y, a);
		len += sizeof(unsigned long);
	}
	/* Only the lowest bit of ends is exact, and only that counts. */
	x ^= a & create_zero_mask(ends);
	return hashlen_create(fold_hash(x, y), len + __ffs(ends) / 8);
}

#endif /* _FS_NAME_HASH_H */
