/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/overflow.h - sizes that cannot wrap
 *
 * check_add_overflow() and kin, and struct_size(), are in linux/kernel.h.
 */
#ifndef _LINUX_OVERFLOW_H
#define _LINUX_OVERFLOW_H

#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/types.h>

/* Saturating: an overflow gives SIZE_MAX, which no allocator has. */
static inline size_t size_mul(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_mul_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

static inline size_t size_add(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_add_overflow(a, b, &bytes) ? SIZE_MAX : bytes;
}

#define array_size(a, b)	size_mul(a, b)
#define array3_size(a, b, c)	size_mul(size_mul(a, b), c)

#endif /* _LINUX_OVERFLOW_H */
