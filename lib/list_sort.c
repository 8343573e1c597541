// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/list_sort.c - stable merge sort of a list_head list
 *
 * Runs of 1, 2, 4, ... elements wait in pending[]; pending[k] is empty or has
 * 2^k elements.  Taking the next element is like adding one to a binary
 * number: each carry merges two runs of the same length.  While sorting, lists
 * are singly linked and end in NULL; the last pass links them both ways again.
 * Mirrors: Linux 4.x lib/list_sort.c
 */
#include <linux/list_sort.h>

#include <linux/list.h>

#define MAX_RUNS	32	/* more than 2^32 elements do not fit in RAM */

typedef int (*list_cmp_fn)(void *priv, struct list_head *a,
			   struct list_head *b);

/* @a holds the elements that stood first: they win when equal. */
static struct list_head *merge(void *priv, list_cmp_fn cmp,
			       struct list_head *a, struct list_head *b)
{
	struct list_head *head = NULL;
	struct list_head **tail = &head;

	while (a && b) {
		struct list_head **least = cmp(priv, a, b) <= 0 ? &a : &b;

		*tail = *least;
		tail = &(*least)->next;
		*least = *tail;
	}
	*tail = a ? a : b;
	return head;
}

static void relink(struct list_head *head, struct list_head *first)
{
	struct list_head *prev = head;

	head->next = first;
	for (; first; first = first->next) {
		first->prev = prev;
		prev = first;
	}
	prev->next = head;
	head->prev = prev;
}

/**
 * list_sort() - sort a list
 * @priv: handed to @cmp
 * @head: the list
 * @cmp: above zero when @b has to stand before @a
 *
 * Context: as @cmp allows; the caller keeps others off the list.
 */
void list_sort(void *priv, struct list_head *head, list_cmp_fn cmp)
{
	struct list_head *pending[MAX_RUNS] = { NULL };
	struct list_head *list = head->next;
	struct list_head *run;
	int k;

	if (list == head || list->next == head)
		return;

	head->prev->next = NULL;
	while (list) {
		run = list;
		list = list->next;
		run->next = NULL;
		for (k = 0; k < MAX_RUNS - 1 && pending[k]; k++) {
			run = merge(priv, cmp, pending[k], run);
			pending[k] = NULL;
		}
		if (pending[k])
			run = merge(priv, cmp, pending[k], run);
		pending[k] = run;
	}

	run = NULL;
	for (k = 0; k < MAX_RUNS; k++)
		if (pending[k])
			run = run ? merge(priv, cmp, pending[k], run)
				  : pending[k];
	relink(head, run);
}
