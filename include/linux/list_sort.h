/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/list_sort.h - stable merge sort of a list. Mirrors: Linux 4.x. */
#ifndef _LINUX_LIST_SORT_H
#define _LINUX_LIST_SORT_H

#include <linux/types.h>

void list_sort(void *priv, struct list_head *head,
	       int (*cmp)(void *priv, struct list_head *a,
			  struct list_head *b));

#endif
