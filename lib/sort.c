// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/sort.c - heapsort: no recursion, no allocation, n log n at worst
 *
 * The array is made a heap whose root is the largest element (sift the inner
 * elements down, last first); then the root is swapped behind the shrinking
 * heap and the new root sifted down.  Not stable.
 * Mirrors: Linux 4.x lib/sort.c
 */
#include <linux/sort.h>

#include <linux/kernel.h>

static void swap_bytes(void *a, void *b, int size)
{
	char *x = a;
	char *y = b;

	for (; size > 0; size--, x++, y++)
		swap(*x, *y);
}

static void swap_words(void *a, void *b, int size)
{
	u64 *x = a;
	u64 *y = b;

	for (; size > 0; size -= sizeof(u64), x++, y++)
		swap(*x, *y);
}

struct sort_job {
	char *base;
	size_t size;		/* of one element, bytes */
	int (*cmp)(const void *a, const void *b);
	void (*exchange)(void *a, void *b, int size);
};

/* Move the element at @at (a byte offset) down its heap of @end bytes. */
static void sift_down(const struct sort_job *job, size_t at, size_t end)
{
	char *base = job->base;

	for (;;) {
		size_t child = 2 * at + job->size;

		if (child >= end)
			return;
		if (child + job->size < end &&
		    job->cmp(base + child, base + child + job->size) < 0)
			child += job->size;
		if (job->cmp(base + at, base + child) >= 0)
			return;
		job->exchange(base + at, base + child, job->size);
		at = child;
	}
}

/**
 * sort() - sort an array in place
 * @base: the array
 * @num: elements
 * @size: bytes of one
 * @cmp: below, at or above zero as the first sorts before, with, after
 * @swap_func: exchanges two elements; NULL: by bytes
 *
 * Context: as @cmp and @swap_func allow.
 */
void sort(void *base, size_t num, size_t size,
	  int (*cmp)(const void *, const void *),
	  void (*swap_func)(void *, void *, int))
{
	struct sort_job job = {
		.base = base,
		.size = size,
		.cmp = cmp,
		.exchange = swap_func,
	};
	size_t at;

	if (!swap_func && IS_ALIGNED((unsigned long)base | size, sizeof(u64)))
		job.exchange = swap_words;
	else if (!swap_func)
		job.exchange = swap_bytes;

	for (at = num / 2; at-- > 0;)
		sift_down(&job, at * size, num * size);
	for (at = num; at-- > 1;) {
		job.exchange(base, (char *)base + at * size, size);
		sift_down(&job, 0, at * size);
	}
}
