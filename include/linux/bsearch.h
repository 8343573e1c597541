/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/bsearch.h - binary search in a sorted array. Mirrors: Linux 4.x. */
#ifndef _LINUX_BSEARCH_H
#define _LINUX_BSEARCH_H

#include <linux/types.h>

void *bsearch(const void *key, const void *base, size_t num, size_t size,
	      int (*cmp)(const void *key, const void *elt));

#endif
