// SPDX-License-Identifier: GPL-2.0-only
/* Random insertions and removals; after each the rules are checked. */
#include <linux/kernel.h>
#include <linux/rbtree_augmented.h>

#include "tap.h"

struct thing {
	struct rb_node node;
	unsigned int key;
	unsigned int max;	/* greatest key of the subtree */
	bool in;
};

#define N 200

static struct thing things[N];

static unsigned int compute_max(struct thing *t)
{
	unsigned int max = t->key;

	if (t->node.rb_left)
		max = max(max, rb_entry(t->node.rb_left, struct thing, node)->max);
	if (t->node.rb_right)
		max = max(max, rb_entry(t->node.rb_right, struct thing, node)->max);
	return max;
}

RB_DECLARE_CALLBACKS(static, max_callbacks, struct thing, node, unsigned int, max,
		     compute_max);

/* Black nodes below, or -1 when a rule is broken. */
static int check(struct rb_node *node, struct rb_node *parent, bool augmented)
{
	int left, right;
	bool black;

	if (!node)
		return 0;
	black = node->__rb_parent_color & 1;
	if (rb_parent(node) != parent)
		return -1;
	if (!black && (!parent || !(parent->__rb_parent_color & 1)))
		return -1;
	if (augmented) {
		struct thing *t = rb_entry(node, struct thing, node);

		if (t->max != compute_max(t))
			return -1;
	}
	left = check(node->rb_left, node, augmented);
	right = check(node->rb_right, node, augmented);
	if (left < 0 || left != right)
		return -1;
	return left + black;
}

static void check_all(struct rb_root *root, int count, bool augmented)
{
	struct rb_node *node;
	unsigned int last = 0;
	int n = 0;

	CHECK(check(root->rb_node, NULL, augmented) >= 0);
	for (node = rb_first(root); node; node = rb_next(node)) {
		CHECK(rb_entry(node, struct thing, node)->key >= last);
		last = rb_entry(node, struct thing, node)->key;
		n++;
	}
	CHECK_EQ(n, count);
	for (node = rb_last(root); node; node = rb_prev(node))
		n--;
	CHECK_EQ(n, 0);
	for (node = rb_first_postorder(root); node; node = rb_next_postorder(node))
		n++;
	CHECK_EQ(n, count);
}

static void insert(struct rb_root *root, struct thing *t, bool augmented)
{
	struct rb_node **link = &root->rb_node, *parent = NULL;

	while (*link) {
		struct thing *p = rb_entry(*link, struct thing, node);

		parent = *link;
		if (augmented)
			p->max = max(p->max, t->key);
		link = t->key < p->key ? &parent->rb_left : &parent->rb_right;
	}
	t->max = t->key;
	rb_link_node(&t->node, parent, link);
	if (augmented)
		rb_insert_augmented(&t->node, root, &max_callbacks);
	else
		rb_insert_color(&t->node, root);
	t->in = true;
}

static void run(bool augmented)
{
	struct rb_root root = RB_ROOT;
	int count = 0;
	int i;

	for (i = 0; i < N; i++) {
		things[i].key = host_random() % 100;
		things[i].in = false;
	}
	for (i = 0; i < 6000; i++) {
		struct thing *t = &things[host_random() % N];

		if (!t->in) {
			insert(&root, t, augmented);
			count++;
		} else {
			if (augmented)
				rb_erase_augmented(&t->node, &root, &max_callbacks);
			else
				rb_erase(&t->node, &root);
			t->in = false;
			count--;
		}
		check_all(&root, count, augmented);
	}
	for (i = 0; i < N; i++)
		if (things[i].in) {
			rb_erase(&things[i].node, &root);
			check_all(&root, --count, false);
		}
	CHECK(RB_EMPTY_ROOT(&root));
}

TEST(rbtree_plain)
{
	run(false);
}

TEST(rbtree_augmented)
{
	run(true);
}

TEST(rbtree_sequences)
{
	struct rb_root_cached root = RB_ROOT_CACHED;
	struct thing extra = { .key = 5 };
	int i;

	for (i = 0; i < N; i++) {
		things[i].key = i;
		insert(&root.rb_root, &things[i], false);
		if (i == 0)
			root.rb_leftmost = &things[0].node;
	}
	check_all(&root.rb_root, N, false);
	for (i = 0; i < N; i++) {
		CHECK(rb_first_cached(&root) == &things[i].node);
		rb_erase_cached(&things[i].node, &root);
		check_all(&root.rb_root, N - 1 - i, false);
	}
	CHECK(rb_first_cached(&root) == NULL);
	RB_CLEAR_NODE(&extra.node);
	CHECK(RB_EMPTY_NODE(&extra.node));
	CHECK(rb_next(&extra.node) == NULL);
}
