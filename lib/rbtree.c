// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/rbtree.c - red-black trees
 *
 * Data       Each node has two children, the parent, and a colour in bit 0 of
 *            the parent word: 0 red, 1 black.  No child counts as black.
 * I1         the root is black.
 * I2         a red node has no red child.
 * I3         every way from a node down to a missing child has as many blacks.
 *            So the longest way is at most twice the shortest.
 * Locking    the user's.  Children pointers are written once each, in an order
 *            that never closes a circle: a reader without the lock, who checks
 *            a seqcount afterwards, may miss nodes but comes to an end.
 * Entry      rb_insert_color() rb_erase() rb_next() rb_first() ...
 *
 * Both repairs are written once, for either side: `left' says on which side of
 * its parent the node is, child(n, left) is the link on that side.
 * Mirrors: Linux 4.19 lib/rbtree.c
 */
#include <linux/rbtree_augmented.h>

#define RB_RED		0UL
#define RB_BLACK	1UL

static inline struct rb_node **child(struct rb_node *node, bool left)
{
	return left ? &node->rb_left : &node->rb_right;
}

static inline bool is_black(const struct rb_node *node)
{
	return !node || (node->__rb_parent_color & RB_BLACK);
}

static inline bool is_red(const struct rb_node *node)
{
	return !is_black(node);
}

static inline void set_black(struct rb_node *node)
{
	node->__rb_parent_color |= RB_BLACK;
}

static inline void set_red(struct rb_node *node)
{
	node->__rb_parent_color &= ~RB_BLACK;
}

static inline void set_parent(struct rb_node *node, struct rb_node *parent)
{
	node->__rb_parent_color = (node->__rb_parent_color & RB_BLACK) |
				  (unsigned long)parent;
}

/* @new takes the place of @old below @parent, or as the root. */
static inline void change_child(struct rb_node *old, struct rb_node *new,
				struct rb_node *parent, struct rb_root *root)
{
	if (!parent)
		WRITE_ONCE(root->rb_node, new);
	else if (parent->rb_left == old)
		WRITE_ONCE(parent->rb_left, new);
	else
		WRITE_ONCE(parent->rb_right, new);
}

/*
 * Turn @node down to the @left or the right; colours stay with the nodes.
 *
 *	  node              up
 *	  /  \     left    /  \
 *	 a    up   ----> node  c
 *	     /  \        /  \
 *	    b    c      a    b
 *
 * Return: the node that came up.
 */
static __always_inline struct rb_node *
rotate(struct rb_node *node, bool left, struct rb_root *root,
       const struct rb_augment_callbacks *augment)
{
	struct rb_node *parent = rb_parent(node);
	struct rb_node *up = *child(node, !left);
	struct rb_node *inner = *child(up, left);

	WRITE_ONCE(*child(node, !left), inner);
	WRITE_ONCE(*child(up, left), node);
	if (inner)
		set_parent(inner, node);
	set_parent(up, parent);
	set_parent(node, up);
	change_child(node, up, parent, root);
	augment->rotate(node, up);
	return up;
}

/*
 * @node is red and may have a red parent: the only thing that I2 lacks.
 * A red uncle: both become black, the grandparent red, and the question moves
 * two levels up.  A black uncle: one or two rotations end it.
 */
static __always_inline void
insert_repair(struct rb_node *node, struct rb_root *root,
	      const struct rb_augment_callbacks *augment)
{
	struct rb_node *parent, *gparent, *uncle;
	bool left;

	while ((parent = rb_parent(node)) != NULL && is_red(parent)) {
		gparent = rb_parent(parent);	/* there: the root is black */
		left = gparent->rb_left == parent;
		uncle = *child(gparent, !left);

		if (is_red(uncle)) {
			set_black(parent);
			set_black(uncle);
			set_red(gparent);
			node = gparent;
			continue;
		}
		if (*child(parent, !left) == node)
			parent = rotate(parent, left, root, augment);
		set_black(parent);
		set_red(gparent);
		rotate(gparent, !left, root, augment);
		return;
	}
	if (!parent)
		set_black(node);
}

/*
 * The ways through @node (which may be NULL), a child of @parent, have one
 * black too few: the only thing that I3 lacks.
 */
static __always_inline void
erase_repair(struct rb_node *node, struct rb_node *parent,
	     struct rb_root *root, const struct rb_augment_callbacks *augment)
{
	while (parent && is_black(node)) {
		bool left = parent->rb_left == node;
		struct rb_node *sibling = *child(parent, !left);

		if (is_red(sibling)) {
			/* Get a black sibling; it has black children. */
			set_black(sibling);
			set_red(parent);
			rotate(parent, left, root, augment);
			sibling = *child(parent, !left);
		}
		if (is_black(sibling->rb_left) && is_black(sibling->rb_right)) {
			/* Take one black from the other side too; go up. */
			set_red(sibling);
			node = parent;
			parent = rb_parent(node);
			continue;
		}
		if (is_black(*child(sibling, !left))) {
			/* The far nephew must be red. */
			set_black(*child(sibling, left));
			set_red(sibling);
			sibling = rotate(sibling, !left, root, augment);
		}
		/* The parent comes down as the missing black. */
		if (is_red(parent))
			set_red(sibling);
		set_black(parent);
		set_black(*child(sibling, !left));
		rotate(parent, left, root, augment);
		return;
	}
	if (node)
		set_black(node);
}

/*
 * Take out @node, which has two children, by its successor @next, which has no
 * left child: @next's right child goes up to @next's place, @next to @node's.
 */
static __always_inline struct rb_node *
replace_by_next(struct rb_node *node, struct rb_root *root,
		const struct rb_augment_callbacks *augment,
		struct rb_node **gap, bool *lost_black)
{
	struct rb_node *next = node->rb_right;
	struct rb_node *parent = next;
	struct rb_node *orphan;

	while (next->rb_left) {
		parent = next;
		next = next->rb_left;
	}
	orphan = next->rb_right;
	if (parent != next) {
		WRITE_ONCE(parent->rb_left, orphan);
		WRITE_ONCE(next->rb_right, node->rb_right);
		set_parent(node->rb_right, next);
		if (orphan)
			set_parent(orphan, parent);
	}
	augment->copy(node, next);
	if (parent != next)
		augment->propagate(parent, next);

	WRITE_ONCE(next->rb_left, node->rb_left);
	set_parent(node->rb_left, next);
	change_child(node, next, rb_parent(node), root);
	*lost_black = is_black(next);
	next->__rb_parent_color = node->__rb_parent_color;
	augment->propagate(next, NULL);

	*gap = parent;
	return orphan;
}

static __always_inline void
erase(struct rb_node *node, struct rb_root *root,
      const struct rb_augment_callbacks *augment)
{
	struct rb_node *parent = rb_parent(node);
	struct rb_node *orphan;
	bool lost_black;

	if (node->rb_left && node->rb_right) {
		orphan = replace_by_next(node, root, augment, &parent,
					 &lost_black);
	} else {
		orphan = node->rb_left ? node->rb_left : node->rb_right;
		lost_black = is_black(node);
		change_child(node, orphan, parent, root);
		if (orphan)
			set_parent(orphan, parent);
		augment->propagate(parent, NULL);
	}
	if (lost_black)
		erase_repair(orphan, parent, root, augment);
}

static inline void dummy_propagate(struct rb_node *node, struct rb_node *stop)
{
}

static inline void dummy_copy(struct rb_node *old, struct rb_node *new)
{
}

static inline void dummy_rotate(struct rb_node *old, struct rb_node *new)
{
}

static const struct rb_augment_callbacks dummy_callbacks = {
	.propagate	= dummy_propagate,
	.copy		= dummy_copy,
	.rotate		= dummy_rotate,
};

/**
 * rb_insert_color() - restore the colours after rb_link_node()
 * @node: the new node
 * @root: the tree
 *
 * Context: the user's lock held.
 */
void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
	insert_repair(node, root, &dummy_callbacks);
}

/**
 * rb_erase() - take a node out
 * @node: the node; its links stay as they are
 * @root: the tree
 *
 * Context: the user's lock held.
 */
void rb_erase(struct rb_node *node, struct rb_root *root)
{
	erase(node, root, &dummy_callbacks);
}

/**
 * rb_insert_augmented() - rb_insert_color() for a tree with subtree values
 * @node: the new node; the values above it are up to date already
 * @root: the tree
 * @augment: how to keep them so
 *
 * Context: the user's lock held.
 */
void rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			 const struct rb_augment_callbacks *augment)
{
	insert_repair(node, root, augment);
}

/**
 * rb_erase_augmented() - rb_erase() for a tree with subtree values
 * @node: the node
 * @root: the tree
 * @augment: how to keep the values
 *
 * Context: the user's lock held.
 */
void rb_erase_augmented(struct rb_node *node, struct rb_root *root,
			const struct rb_augment_callbacks *augment)
{
	erase(node, root, augment);
}

static struct rb_node *outermost(struct rb_node *node, bool left)
{
	while (node && *child(node, left))
		node = *child(node, left);
	return node;
}

/**
 * rb_first() - the smallest node
 *
 * Context: the user's lock held.
 * Return: the node, or NULL.
 */
struct rb_node *rb_first(const struct rb_root *root)
{
	return outermost(root->rb_node, true);
}

/**
 * rb_last() - the greatest node
 *
 * Context: the user's lock held.
 * Return: the node, or NULL.
 */
struct rb_node *rb_last(const struct rb_root *root)
{
	return outermost(root->rb_node, false);
}

/* The neighbour in order: next when @left is false, previous when true. */
static __always_inline struct rb_node *neighbour(struct rb_node *node,
						 bool left)
{
	struct rb_node *parent;

	if (RB_EMPTY_NODE(node))
		return NULL;
	if (*child(node, left))
		return outermost(*child(node, left), !left);

	/* Up, until we come from the other side. */
	while ((parent = rb_parent(node)) != NULL &&
	       *child(parent, left) == node)
		node = parent;
	return parent;
}

/**
 * rb_next() - the node behind a node
 *
 * Context: the user's lock held.
 * Return: the next greater, or NULL.
 */
struct rb_node *rb_next(const struct rb_node *node)
{
	return neighbour((struct rb_node *)node, false);
}

/**
 * rb_prev() - the node before a node
 *
 * Context: the user's lock held.
 * Return: the next smaller, or NULL.
 */
struct rb_node *rb_prev(const struct rb_node *node)
{
	return neighbour((struct rb_node *)node, true);
}

static struct rb_node *deepest(struct rb_node *node)
{
	while (node->rb_left || node->rb_right)
		node = node->rb_left ? node->rb_left : node->rb_right;
	return node;
}

/**
 * rb_first_postorder() - first node of a walk that takes children before parents
 *
 * Context: the user's lock held.
 * Return: the node, or NULL.
 */
struct rb_node *rb_first_postorder(const struct rb_root *root)
{
	return root->rb_node ? deepest(root->rb_node) : NULL;
}

/**
 * rb_next_postorder() - next node of such a walk
 * @node: the node before; may be NULL
 *
 * Context: the user's lock held.
 * Return: the node, or NULL.
 */
struct rb_node *rb_next_postorder(const struct rb_node *node)
{
	struct rb_node *parent;

	if (!node)
		return NULL;
	parent = rb_parent(node);
	if (parent && node == parent->rb_left && parent->rb_right)
		return deepest(parent->rb_right);
	return parent;
}
