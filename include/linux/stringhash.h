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

unsigned int full_name_hash(const void *salt, const char *name,
			    unsigned int len);

#endif /* _LINUX_STRINGHASH_H */
