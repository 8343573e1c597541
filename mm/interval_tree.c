// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/interval_tree.c - which areas map these pages of a file?
 *
 * address_space.i_mmap is a red-black tree of areas by vm_pgoff.  Each node
 * also knows the last page that any area of its subtree maps, so a search
 * for [first, last] passes by subtrees that end too early:
 *
 *	       [4..9] 9                search for 7..8:
 *	      /        \               left subtree ends at 3: skip,
 *	  [0..3] 3   [6..7] 7          [4..9] hit, then [6..7] hit
 *
 * Locking    The caller holds mapping->i_mmap_rwsem.
 * Entry      vma_interval_tree_insert() vma_interval_tree_remove()
 *            vma_interval_tree_iter_first() vma_interval_tree_iter_next()
 * Mirrors: Linux 4.6 mm/interval_tree.c (a template there; anonymous areas
 * need no tree here, see mm/rmap.c).
 */
#include "vma.h"

#include <linux/rbtree_augmented.h>

#define rb_to_vma(node)	rb_entry(node, struct vm_area_struct, shared.rb)

static inline unsigned long subtree_last(struct rb_node *node)
{
	return node ? rb_to_vma(node)->shared.rb_subtree_last : 0;
}

static inline unsigned long vma_compute_last(struct vm_area_struct *vma)
{
	unsigned long last = vma_last_pgoff(vma);

	last = max(last, subtree_last(vma->shared.rb.rb_left));
	return max(last, subtree_last(vma->shared.rb.rb_right));
}

RB_DECLARE_CALLBACKS(static, vma_interval_tree_augment, struct vm_area_struct,
		     shared.rb, unsigned long, shared.rb_subtree_last,
		     vma_compute_last);

/**
 * vma_interval_tree_insert() - add an area to its file's tree
 * @node: the area; vm_pgoff and size must not change while it is in
 * @root: mapping->i_mmap
 *
 * Context: i_mmap_rwsem held for writing.
 */
void vma_interval_tree_insert(struct vm_area_struct *node, struct rb_root *root)
{
	struct rb_node **link = &root->rb_node;
	struct rb_node *rb_parent = NULL;
	unsigned long last = vma_last_pgoff(node);

	while (*link) {
		struct vm_area_struct *parent = rb_to_vma(*link);

		rb_parent = *link;
		if (parent->shared.rb_subtree_last < last)
			parent->shared.rb_subtree_last = last;
		link = node->vm_pgoff < parent->vm_pgoff ?
		       &rb_parent->rb_left : &rb_parent->rb_right;
	}
	node->shared.rb_subtree_last = last;
	rb_link_node(&node->shared.rb, rb_parent, link);
	rb_insert_augmented(&node->shared.rb, root,
			    &vma_interval_tree_augment);
}

/**
 * vma_interval_tree_remove() - take an area out of its file's tree
 * @node: the area
 * @root: mapping->i_mmap
 *
 * Context: i_mmap_rwsem held for writing.
 */
void vma_interval_tree_remove(struct vm_area_struct *node, struct rb_root *root)
{
	rb_erase_augmented(&node->shared.rb, root, &vma_interval_tree_augment);
}

/* The leftmost hit below @node, which is known to end at or after @first. */
static struct vm_area_struct *subtree_search(struct rb_node *node,
					     unsigned long first,
					     unsigned long last)
{
	while (node) {
		struct vm_area_struct *vma = rb_to_vma(node);

		if (node->rb_left && first <= subtree_last(node->rb_left)) {
			node = node->rb_left;
			continue;
		}
		if (vma->vm_pgoff > last)
			return NULL;
		if (first <= vma_last_pgoff(vma))
			return vma;
		node = node->rb_right;
		if (first > subtree_last(node))
			return NULL;
	}
	return NULL;
}

/**
 * vma_interval_tree_iter_first() - the first area that maps given pages
 * @root: mapping->i_mmap
 * @first: first page of the file
 * @last: last page, included
 *
 * Context: i_mmap_rwsem held.
 * Return: the area with the lowest vm_pgoff, or NULL.
 */
struct vm_area_struct *vma_interval_tree_iter_first(struct rb_root *root,
						    unsigned long first,
						    unsigned long last)
{
	if (!root->rb_node || subtree_last(root->rb_node) < first)
		return NULL;
	return subtree_search(root->rb_node, first, last);
}

/**
 * vma_interval_tree_iter_next() - the next area that maps given pages
 * @node: the area found last
 * @first: first page of the file
 * @last: last page, included
 *
 * Context: i_mmap_rwsem held since the search began.
 * Return: the area or NULL.
 */
struct vm_area_struct *vma_interval_tree_iter_next(struct vm_area_struct *node,
						   unsigned long first,
						   unsigned long last)
{
	struct rb_node *rb = &node->shared.rb;
	struct rb_node *child = rb->rb_right;

	for (;;) {
		if (child && first <= subtree_last(child))
			return subtree_search(child, first, last);
		/* Climb until we come from a left child: it is next. */
		do {
			child = rb;
			rb = rb_parent(rb);
			if (!rb)
				return NULL;
		} while (rb->rb_right == child);

		node = rb_to_vma(rb);
		if (last < node->vm_pgoff)
			return NULL;
		if (first <= vma_last_pgoff(node))
			return node;
		child = rb->rb_right;
	}
}
