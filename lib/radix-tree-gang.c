// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/radix-tree-gang.c - many entries of a radix tree at once, and holes in it
 *
 * All on top of the walk by chunks of lib/radix-tree.c.  Under RCU alone what
 * they gather was in the tree, each at some moment of the call.
 * Mirrors: Linux 4.6 lib/radix-tree.c
 */
#include <linux/radix-tree.h>

static unsigned int gang_lookup(struct radix_tree_root *root, void **results,
				unsigned long first_index,
				unsigned int max_items, unsigned int flags)
{
	struct radix_tree_iter iter;
	unsigned int n = 0;
	void **slot;

	if (!max_items)
		return 0;
	__radix_tree_for_each(slot, root, &iter, first_index, flags) {
		void *entry = rcu_dereference_raw(*slot);

		if (!entry)
			continue;
		if (radix_tree_deref_retry(entry)) {
			slot = radix_tree_iter_retry(&iter);
			continue;
		}
		results[n] = entry;
		if (++n == max_items)
			break;
	}
	return n;
}

/**
 * radix_tree_gang_lookup() - entries in index order
 * @root: the tree
 * @results: gets the entries
 * @first_index: where to begin
 * @max_items: room in @results
 *
 * Context: the user's lock or RCU; then not one snapshot.
 * Return: how many.
 */
unsigned int radix_tree_gang_lookup(struct radix_tree_root *root,
				    void **results, unsigned long first_index,
				    unsigned int max_items)
{
	return gang_lookup(root, results, first_index, max_items, 0);
}

/**
 * radix_tree_gang_lookup_tag() - entries that have a tag, in index order
 * @root: the tree
 * @results: gets the entries
 * @first_index: where to begin
 * @max_items: room in @results
 * @tag: which tag
 *
 * Context: the user's lock or RCU; then not one snapshot.
 * Return: how many.
 */
unsigned int radix_tree_gang_lookup_tag(struct radix_tree_root *root,
					void **results,
					unsigned long first_index,
					unsigned int max_items,
					unsigned int tag)
{
	return gang_lookup(root, results, first_index, max_items,
			   RADIX_TREE_ITER_TAGGED | tag);
}

/**
 * radix_tree_range_tag_if_tagged() - copy a tag to another, bounded
 * @root: the tree
 * @first_indexp: where to begin; moved behind the last entry looked at
 * @last_index: last index of the range
 * @nr_to_tag: stop after so many
 * @fromtag: entries that have this
 * @totag: get this
 *
 * Writeback marks what is dirty now with it, so that it comes to an end while
 * others go on dirtying.
 *
 * Context: the user's lock held.
 * Return: entries tagged.
 */
unsigned long radix_tree_range_tag_if_tagged(struct radix_tree_root *root,
					     unsigned long *first_indexp,
					     unsigned long last_index,
					     unsigned long nr_to_tag,
					     unsigned int fromtag,
					     unsigned int totag)
{
	struct radix_tree_iter iter;
	unsigned long tagged = 0;
	void **slot;

	if (!nr_to_tag || *first_indexp > last_index)
		return 0;
	radix_tree_for_each_tagged(slot, root, &iter, *first_indexp, fromtag) {
		if (iter.index > last_index)
			break;
		radix_tree_tag_set(root, iter.index, totag);
		if (++tagged == nr_to_tag) {
			*first_indexp = iter.index + 1;
			return tagged;
		}
	}
	/* 0 stands for "behind the last index there can be". */
	*first_indexp = last_index + 1;
	return tagged;
}
