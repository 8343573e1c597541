/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/sort.h - heapsort of an array. Mirrors: Linux 4.x. */
#ifndef _LINUX_SORT_H
#define _LINUX_SORT_H

#include <linux/types.h>

void sort(void *base, size_t num, size_t size,
	  int (*cmp)(const void *, const void *),
	  void (*swap)(void *, void *, int));

#endif
