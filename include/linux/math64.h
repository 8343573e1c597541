/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/math64.h - 64-bit division under Linux's names. Mirrors: Linux 4.19. */
#ifndef _LINUX_MATH64_H
#define _LINUX_MATH64_H

#include <linux/types.h>

static inline u64 div_u64_rem(u64 dividend, u32 divisor, u32 *remainder)
{
	*remainder = dividend % divisor;
	return dividend / divisor;
}

static inline u64 div_u64(u64 dividend, u32 divisor)
{
	return dividend / divisor;
}

static inline s64 div_s64(s64 dividend, s32 divisor)
{
	return dividend / divisor;
}

static inline u64 div64_u64(u64 dividend, u64 divisor)
{
	return dividend / divisor;
}

static inline s64 div64_s64(s64 dividend, s64 divisor)
{
	return dividend / divisor;
}

/* (a * mul) >> shift without losing the high half of the product. */
static inline u64 mul_u64_u32_shr(u64 a, u32 mul, unsigned int shift)
{
	return (u64)(((unsigned __int128)a * mul) >> shift);
}

/* a * mul / div with a 128-bit product; the quotient must fit 64 bits. */
static inline u64 mul_u64_u64_div_u64(u64 a, u64 mul, u64 div)
{
	u64 quot, rem;

	__asm__("mulq %[mul]\n\tdivq %[div]"
		: "=a" (quot), "=&d" (rem)
		: "0" (a), [mul] "rm" (mul), [div] "rm" (div)
		: "cc");
	return quot;
}

#define do_div(n, base)						\
({								\
	u32 __base = (base);					\
	u32 __rem = (u64)(n) % __base;				\
	(n) = (u64)(n) / __base;				\
	__rem;							\
})

#endif /* _LINUX_MATH64_H */
