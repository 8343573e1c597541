/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/radix-tree.h - unsigned long index -> pointer, with three tags an entry
 *
 * An entry is a pointer whose two low bits are clear, or an "exceptional" entry
 * (bit 1 set, bit 0 clear: the user's number above bit 2).  Bit 0 set marks
 * a node of the tree itself.
 *
 * Writers hold the user's lock.  Readers hold it too, or only rcu_read_lock():
 * then what they find may be gone a moment later, and the user's own check
 * (reference count, index) decides.  A slot read so may even hold an internal
 * entry, when the tree shrank: radix_tree_deref_retry() says so.
 * Mirrors: Linux 4.6 include/linux/radix-tree.h (nodes carry shift and offset as in 4.7)
 */
#ifndef _LINUX_RADIX_TREE_H
#define _LINUX_RADIX_TREE_H

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define RADIX_TREE_ENTRY_MASK		3UL
#define RADIX_TREE_INTERNAL_NODE	1UL
#define RADIX_TREE_EXCEPTIONAL_ENTRY	2
#define RADIX_TREE_EXCEPTIONAL_SHIFT	2

#define RADIX_TREE_MAX_TAGS		3
#define RADIX_TREE_MAP_SHIFT		6
#define RADIX_TREE_MAP_SIZE		(1UL << RADIX_TREE_MAP_SHIFT)
#define RADIX_TREE_MAP_MASK		(RADIX_TREE_MAP_SIZE - 1)
#define RADIX_TREE_TAG_LONGS		1
#define RADIX_TREE_INDEX_BITS		BITS_PER_LONG
#define RADIX_TREE_MAX_PATH \
	DIV_ROUND_UP(RADIX_TREE_INDEX_BITS, RADIX_TREE_MAP_SHIFT)

/*
 * One level of 64 slots.
 * [u] the user's lock  [r] RCU read, user's lock to write
 */
struct radix_tree_node {
	unsigned char	shift;		/* [r] index bits below this level */
	unsigned char	offset;		/* [u] our slot in parent */
	unsigned int	count;		/* [u] slots in use */
	struct radix_tree_node *parent;	/* [u] NULL: the root points here */
	struct rcu_head	rcu_head;	/* after it left the tree */
	void __rcu	*slots[RADIX_TREE_MAP_SIZE];	/* [r] */
	unsigned long	tags[RADIX_TREE_MAX_TAGS][RADIX_TREE_TAG_LONGS]; /* [r] */
};

/*
 * The tree.  @gfp_mask also carries the root's tags, above the GFP bits.
 * A tree with only index 0 has its entry right in @rnode.
 */
struct radix_tree_root {
	gfp_t		gfp_mask;	/* [u] how to allocate nodes */
	unsigned int	root_tags;	/* [r] bit t: some entry has tag t */
	void __rcu	*rnode;		/* [r] entry, or node with bit 0 set */
};

#define RADIX_TREE_INIT(mask) { .gfp_mask = (mask), .root_tags = 0, .rnode = NULL }
#define RADIX_TREE(name, mask) \
	struct radix_tree_root name = RADIX_TREE_INIT(mask)

#define INIT_RADIX_TREE(root, mask)					\
	do {								\
		(root)->gfp_mask = (mask);				\
		(root)->root_tags = 0;					\
		(root)->rnode = NULL;					\
	} while (0)

static inline bool radix_tree_empty(const struct radix_tree_root *root)
{
	return root->rnode == NULL;
}

static inline void *radix_tree_deref_slot(void **pslot)
{
	return rcu_dereference(*pslot);
}

/* True when the slot turned into a node under a lockless reader: look up again. */
static inline int radix_tree_deref_retry(void *arg)
{
	return unlikely((unsigned long)arg & RADIX_TREE_INTERNAL_NODE);
}

static inline int radix_tree_exceptional_entry(void *arg)
{
	return (unsigned long)arg & RADIX_TREE_EXCEPTIONAL_ENTRY;
}

/* Anything that is no plain pointer. */
static inline int radix_tree_exception(void *arg)
{
	return unlikely((unsigned long)arg & RADIX_TREE_ENTRY_MASK);
}

static inline void radix_tree_replace_slot(void **pslot, void *item)
{
	rcu_assign_pointer(*pslot, item);
}

int __radix_tree_create(struct radix_tree_root *root, unsigned long index,
			struct radix_tree_node **nodep, void ***slotp);
int radix_tree_insert(struct radix_tree_root *root, unsigned long index,
		      void *item);
void *__radix_tree_lookup(struct radix_tree_root *root, unsigned long index,
			  struct radix_tree_node **nodep, void ***slotp);
void *radix_tree_lookup(struct radix_tree_root *root, unsigned long index);
void **radix_tree_lookup_slot(struct radix_tree_root *root,
			      unsigned long index);
void radix_tree_drop_empty(struct radix_tree_root *root,
			   struct radix_tree_node *node);
bool __radix_tree_delete_node(struct radix_tree_root *root,
			      struct radix_tree_node *node);
void *radix_tree_delete_item(struct radix_tree_root *root,
			     unsigned long index, void *item);
void *radix_tree_delete(struct radix_tree_root *root, unsigned long index);

void *radix_tree_tag_set(struct radix_tree_root *root, unsigned long index,
			 unsigned int tag);
void *radix_tree_tag_clear(struct radix_tree_root *root, unsigned long index,
			   unsigned int tag);
int radix_tree_tag_get(struct radix_tree_root *root, unsigned long index,
		       unsigned int tag);
int radix_tree_tagged(struct radix_tree_root *root, unsigned int tag);
unsigned long radix_tree_range_tag_if_tagged(struct radix_tree_root *root,
					     unsigned long *first_indexp,
					     unsigned long last_index,
					     unsigned long nr_to_tag,
					     unsigned int fromtag,
					     unsigned int totag);

unsigned int radix_tree_gang_lookup(struct radix_tree_root *root,
				    void **results, unsigned long first_index,
				    unsigned int max_items);
unsigned int radix_tree_gang_lookup_tag(struct radix_tree_root *root,
					void **results,
					unsigned long first_index,
					unsigned int max_items,
					unsigned int tag);

int radix_tree_preload(gfp_t gfp_mask);
int radix_tree_maybe_preload(gfp_t gfp_mask);
void radix_tree_init(void);

static inline void radix_tree_preload_end(void)
{
	preempt_enable();
}

/*
 * Walking entries in index order; a chunk is the rest of one node.
 *
 *	rcu_read_lock();
 *	radix_tree_for_each_slot(slot, root, &iter, start) {
 *		item = radix_tree_deref_slot(slot);
 *		if (radix_tree_deref_retry(item)) {
 *			slot = radix_tree_iter_retry(&iter);
 *			continue;
 *		}
 *		...
 *	}
 *	rcu_read_unlock();
 */
struct radix_tree_iter {
	unsigned long	index;		/* of the current slot */
	unsigned long	next_index;	/* first index after the chunk; 0: end */
	unsigned long	tags;		/* tagged walk: bits from here on */
};

#define RADIX_TREE_ITER_TAG_MASK	0x00FF	/* tag to follow */
#define RADIX_TREE_ITER_TAGGED		0x0100	/* only tagged slots */
#define RADIX_TREE_ITER_CONTIG		0x0200	/* stop at the first hole */

static __always_inline void **radix_tree_iter_init(struct radix_tree_iter *iter,
						   unsigned long start)
{
	iter->index = 0;
	iter->next_index = start;
	iter->tags = 0;
	return NULL;
}

void **radix_tree_next_chunk(struct radix_tree_root *root,
			     struct radix_tree_iter *iter, unsigned int flags);

/* Forget the chunk, look the current index up again. */
static inline void **radix_tree_iter_retry(struct radix_tree_iter *iter)
{
	iter->next_index = iter->index;
	iter->tags = 0;
	return NULL;
}

/* Go on behind the current index with a fresh look-up (after cond_resched). */
static inline void **radix_tree_iter_next(struct radix_tree_iter *iter)
{
	iter->next_index = iter->index + 1;
	iter->tags = 0;
	return NULL;
}

static __always_inline void **radix_tree_next_slot(void **slot,
						   struct radix_tree_iter *iter,
						   unsigned int flags)
{
	if (flags & RADIX_TREE_ITER_TAGGED) {
		unsigned int skip;

		iter->tags >>= 1;
		if (!iter->tags)
			return NULL;
		skip = __builtin_ctzl(iter->tags);
		iter->tags >>= skip;
		iter->index += skip + 1;
		return slot + skip + 1;
	}
	while (iter->index + 1 != iter->next_index) {
		slot++;
		iter->index++;
		if (*slot)
			return slot;
		if (flags & RADIX_TREE_ITER_CONTIG) {
			iter->next_index = 0;
			break;
		}
	}
	return NULL;
}

#define __radix_tree_for_each(slot, root, iter, start, flags)		\
	for (slot = radix_tree_iter_init(iter, start);			\
	     slot || (slot = radix_tree_next_chunk(root, iter, flags));	\
	     slot = radix_tree_next_slot(slot, iter, flags))

#define radix_tree_for_each_slot(slot, root, iter, start)		\
	__radix_tree_for_each(slot, root, iter, start, 0)
#define radix_tree_for_each_tagged(slot, root, iter, start, tag)	\
	__radix_tree_for_each(slot, root, iter, start,			\
			      RADIX_TREE_ITER_TAGGED | (tag))

#endif
