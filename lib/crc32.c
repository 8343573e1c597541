// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/crc32.c - CRC-32, a nibble at a time
 *
 * The remainder of the message, as a polynomial over GF(2), divided by the
 * generator.  A table of 16 words is computed by the compiler: small enough for
 * a kernel whose heaviest user checks a boot archive.
 * Mirrors: Linux 4.x lib/crc32.c
 */
#include <linux/crc32.h>

#define CRCPOLY_LE	0xedb88320u	/* bit-reversed: x^0 is the top bit */

#define LE1(c, p)	(((c) >> 1) ^ (((c) & 1) ? (p) : 0))
#define LE4(c, p)	LE1(LE1(LE1(LE1((c), p), p), p), p)

#define TABLE16(f)							\
	{ f(0), f(1), f(2), f(3), f(4), f(5), f(6), f(7),		\
	  f(8), f(9), f(10), f(11), f(12), f(13), f(14), f(15) }

#define LE_ENTRY(i)	LE4((u32)(i), CRCPOLY_LE)

static const u32 crc32table_le[16] = TABLE16(LE_ENTRY);
/**
 * crc32_le() - go on with a reflected CRC-32
 * @crc: so far; ~0 to start as gzip does
 * @p: data
 * @len: bytes
 *
 * Context: any.
 * Return: the new value; gzip inverts the last one.
 */
u32 crc32_le(u32 crc, const unsigned char *p, size_t len)
{
	while (len--) {
		crc ^= *p++;
		crc = (crc >> 4) ^ crc32table_le[crc & 15];
		crc = (crc >> 4) ^ crc32table_le[crc & 15];
	}
	return crc;
}
