/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/stringhash.h - hashes of names, with the length in the upper half
 *
 * A name's "hash_len" is one 64-bit word: length << 32 | hash.  Comparing two
 * of them tells different names apart without touching the characters.
 */
#ifndef _LINUX_STRINGHASH_H
#define _LINUX_STRINGHASH_H

#include <linux/types.h>
#include <linux/hash.h>

#define hashlen_hash(hashlen)	((u32)(hashlen))
#define hashlen_len(hashlen)	((u32)((hashlen) >> 32))
#define hashlen_create(hash, len) ((u64)(len) << 32 | (u32)(hash))

#define init_name_hash(salt)	((unsigned long)(salt))

/* One character more; for filesystems that hash folded names (d_hash). */
static inline unsigned long partial_name_hash(unsigned long c,
					      unsigned long prevhash)
{
	return (prevhash + (c << 4) + (c >> 4)) * 11;
}

static inline unsigned int end_name_hash(unsigned long hash)
{
	return hash_long(hash, 32);
}

unsigned int full_name_hash(const void *salt, const char *name,
			    unsigned int len);

#endif /* _LINUX_STRINGHASH_H */
