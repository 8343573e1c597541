// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/bsearch.c - binary search
 *
 * Mirrors: Linux 4.x lib/bsearch.c
 */
#include <linux/bsearch.h>

#include <linux/stddef.h>

/**
 * bsearch() - find an element of a sorted array
 * @key: what to look for
 * @base: the array, sorted as @cmp says
 * @num: elements
 * @size: bytes of one
 * @cmp: order of @key and an element
 *
 * Context: as @cmp allows.
 * Return: an element for which @cmp is 0, or NULL.
 */
void *bsearch(const void *key, const void *base, size_t num, size_t size,
	      int (*cmp)(const void *key, const void *elt))
{
	const char *low = base;

	while (num > 0) {
		const char *mid = low + num / 2 * size;
		int order = cmp(key, mid);

		if (order == 0)
			return (void *)mid;
		if (order > 0) {
			low = mid + size;
			num--;
		}
		num /= 2;
	}
	return NULL;
}
