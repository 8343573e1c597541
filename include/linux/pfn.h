/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pfn.h - page frame numbers
 */
#ifndef _LINUX_PFN_H
#define _LINUX_PFN_H

#include <asm/page.h>	/* PFN_UP, PFN_DOWN, PFN_PHYS */

#define PFN_ALIGN(x)	(((unsigned long)(x) + (PAGE_SIZE - 1)) & PAGE_MASK)
#define PHYS_PFN(x)	((unsigned long)((x) >> PAGE_SHIFT))

#endif /* _LINUX_PFN_H */
