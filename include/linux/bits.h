/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/bits.h - masks from bit numbers. Mirrors: Linux 4.19. */
#ifndef _LINUX_BITS_H
#define _LINUX_BITS_H

#include <linux/const.h>

#define BITS_PER_BYTE		8
#define BITS_PER_LONG		64
#define BITS_PER_LONG_LONG	64

#define BIT(nr)			(_AC(1, UL) << (nr))
#define BIT_ULL(nr)		(_AC(1, ULL) << (nr))
#define BIT_MASK(nr)		(_AC(1, UL) << ((nr) % BITS_PER_LONG))
#define BIT_WORD(nr)		((nr) / BITS_PER_LONG)

/* Bits l..h, both included: GENMASK(7, 4) is 0xf0. */
#define GENMASK(h, l) \
	(((~_AC(0, UL)) << (l)) & (~_AC(0, UL) >> (BITS_PER_LONG - 1 - (h))))
#define GENMASK_ULL(h, l) \
	(((~_AC(0, ULL)) << (l)) & (~_AC(0, ULL) >> (64 - 1 - (h))))

#endif /* _LINUX_BITS_H */
