/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/rbtree_augmented.h - red-black trees whose nodes sum up their subtree
 *
 * A node caches a value computed from itself and its two children ("largest
 * end below me", "largest gap below me").  The three callbacks keep it true:
 * @propagate walks from @node up to, not including, @stop, recomputing until
 * nothing changes; @copy gives @new what @old had; @rotate does so after @new
 * took @old's place, then recomputes @old.
 *
 * Before rb_insert_augmented() the user has updated the values on the path from
 * the root to the new node himself; rb_erase_augmented() needs nothing.
 * Mirrors: Linux 4.19 include/linux/rbtree_augmented.h
 */
#ifndef _LINUX_RBTREE_AUGMENTED_H
#define _LINUX_RBTREE_AUGMENTED_H

#include <linux/rbtree.h>

struct rb_augment_callbacks {
	void (*propagate)(struct rb_node *node, struct rb_node *stop);
	void (*copy)(struct rb_node *old, struct rb_node *new);
	void (*rotate)(struct rb_node *old, struct rb_node *new);
};

void rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			 const struct rb_augment_callbacks *augment);
void rb_erase_augmented(struct rb_node *node, struct rb_root *root,
			const struct rb_augment_callbacks *augment);

/*
 * Defines @rbname, callbacks for a @rbtype value in @rbaugmented that
 * @rbcompute(struct) computes from the node and its children.
 */
#define RB_DECLARE_CALLBACKS(rbstatic, rbname, rbstruct, rbfield,	\
			     rbtype, rbaugmented, rbcompute)		\
static void rbname##_propagate(struct rb_node *rb, struct rb_node *stop) \
{									\
	while (rb != stop) {						\
		rbstruct *node = rb_entry(rb, rbstruct, rbfield);	\
		rbtype augmented = rbcompute(node);			\
									\
		if (node->rbaugmented == augmented)			\
			break;						\
		node->rbaugmented = augmented;				\
		rb = rb_parent(&node->rbfield);				\
	}								\
}									\
static void rbname##_copy(struct rb_node *rb_old, struct rb_node *rb_new) \
{									\
	rb_entry(rb_new, rbstruct, rbfield)->rbaugmented =		\
		rb_entry(rb_old, rbstruct, rbfield)->rbaugmented;	\
}									\
static void rbname##_rotate(struct rb_node *rb_old, struct rb_node *rb_new) \
{									\
	rbstruct *old = rb_entry(rb_old, rbstruct, rbfield);		\
									\
	rb_entry(rb_new, rbstruct, rbfield)->rbaugmented =		\
		old->rbaugmented;					\
	old->rbaugmented = rbcompute(old);				\
}									\
rbstatic const struct rb_augment_callbacks rbname = {			\
	.propagate = rbname##_propagate,				\
	.copy = rbname##_copy,						\
	.rotate = rbname##_rotate					\
}

#endif
