/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/crc32.h - CRC-32 (polynomial 0x04c11db7)
 *
 * crc32_le() is the reflected form of Ethernet, gzip and zip; those start from
 * ~0 and invert the end, which is the caller's business.
 * Mirrors: Linux 4.x include/linux/crc32.h
 */
#ifndef _LINUX_CRC32_H
#define _LINUX_CRC32_H

#include <linux/types.h>

u32 crc32_le(u32 crc, const unsigned char *p, size_t len);

#define crc32(seed, data, length) \
	crc32_le(seed, (const unsigned char *)(data), length)

#endif
