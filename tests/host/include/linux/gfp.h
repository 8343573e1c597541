/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests: what the flags' users need. */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/types.h>

#define GFP_NOWAIT	((gfp_t)1)
#define GFP_KERNEL	((gfp_t)2)
#define __GFP_NOWARN	((gfp_t)4)

static inline bool gfpflags_allow_blocking(gfp_t gfp)
{
	return gfp & GFP_KERNEL;
}

#endif
