// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/timerqueue.c - expiry times in a red-black tree
 *
 * I1         head->next is the leftmost node, NULL for an empty tree.
 * I2         Nodes of equal time leave in the order in which they came.
 * Locking    the owner's.
 * Mirrors:   Linux 4.x lib/timerqueue.c.
 */
#include <linux/timerqueue.h>

/**
 * timerqueue_add() - put a node into the tree
 * @head: the tree
 * @node: with its expiry set; in no tree
 *
 * Return: true when @node is the earliest now.
 */
bool timerqueue_add(struct timerqueue_head *head, struct timerqueue_node *node)
{
	struct rb_node **link = &head->head.rb_node;
	struct rb_node *parent = NULL;
	bool leftmost = true;

	while (*link) {
		parent = *link;
		if (node->expires < rb_entry(parent, struct timerqueue_node,
					     node)->expires) {
			link = &parent->rb_left;
		} else {
			link = &parent->rb_right;
			leftmost = false;
		}
	}
	rb_link_node(&node->node, parent, link);
	rb_insert_color(&node->node, &head->head);
	if (leftmost)
		head->next = node;
	return leftmost;
}

/**
 * timerqueue_del() - take a node out of the tree
 * @head: the tree
 * @node: in it
 *
 * Return: true when the tree still has nodes.
 */
bool timerqueue_del(struct timerqueue_head *head, struct timerqueue_node *node)
{
	if (head->next == node) {
		struct rb_node *next = rb_next(&node->node);

		head->next = next ? rb_entry(next, struct timerqueue_node,
					     node) : NULL;
	}
	rb_erase(&node->node, &head->head);
	RB_CLEAR_NODE(&node->node);
	return head->next != NULL;
}
