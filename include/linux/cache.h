/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/cache.h - cache lines, and data that settles. Mirrors: Linux 4.19. */
#ifndef _LINUX_CACHE_H
#define _LINUX_CACHE_H

#include <linux/compiler.h>

#define L1_CACHE_SHIFT		6
#define L1_CACHE_BYTES		(1 << L1_CACHE_SHIFT)
#define SMP_CACHE_BYTES		L1_CACHE_BYTES
#define L1_CACHE_ALIGN(x)	ALIGN(x, L1_CACHE_BYTES)

#define ____cacheline_aligned		__aligned(L1_CACHE_BYTES)
#define ____cacheline_aligned_in_smp	____cacheline_aligned
#define __cacheline_aligned		____cacheline_aligned
#define __cacheline_aligned_in_smp	____cacheline_aligned

#define __read_mostly		__section(".data..read_mostly")
/* Written only while booting, read-only after mark_rodata_ro(). */
#define __ro_after_init		__section(".data..ro_after_init")

#endif /* _LINUX_CACHE_H */
