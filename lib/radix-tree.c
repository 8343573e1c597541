// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/radix-tree.c - unsigned long index -> pointer, with tags
 *
 * Data       root->rnode --> node (shift 6k) --> ... --> node (shift 0) --> entry
 *            A node looks at six bits of the index, those above its shift.
 *            A pointer to a node has bit 0 set, in rnode and in slots[].
 *            An entry at index 0 alone stands in rnode itself.
 * I1         node->count is the number of non-NULL slots; no node in the tree
 *            has count 0 (but idr's may hold reserved, still empty slots).
 * I2         tag t of a slot is set when any entry below it has tag t; root_tags
 *            says the same of the whole tree.
 * I3         a node that left the tree is freed one grace period later; a lookup
 *            without the lock that meets it finds what was there, or
 *            RADIX_TREE_RETRY where an entry moved into the root.
 * Locking    the user's lock for changes, it or RCU for lookups.
 * Entry      radix_tree_insert() radix_tree_lookup() radix_tree_delete(),
 *            radix_tree_tag_set() radix_tree_tag_clear(), the walks by
 *            radix_tree_next_chunk(); preload for atomic context.
 *            Walks by gang, and holes, are in lib/radix-tree-gang.c.
 * Mirrors: Linux 4.6 lib/radix-tree.c (shift and offset in the node: 4.7)
 * Simpler than Linux in: no multi-order entries.
 */
#include <linux/radix-tree.h>

#include <linux/errno.h>
#include <linux/find.h>
#include <linux/gfp.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/string.h>

/* In slot 0 of a node whose only entry moved up into the root. */
#define RADIX_TREE_RETRY	((void *)RADIX_TREE_INTERNAL_NODE)

/* Worst case of one insertion: grow to full height, then go down again. */
#define RADIX_TREE_PRELOAD_SIZE	(RADIX_TREE_MAX_PATH * 2 - 1)

/* Nodes set aside for the CPU by radix_tree_preload(), chained by ->parent. */
struct radix_tree_preload {
	unsigned int nr;
	struct radix_tree_node *nodes;
};

static DEFINE_PER_CPU(struct radix_tree_preload, radix_tree_preloads);
static struct kmem_cache *radix_tree_node_cachep;

static inline bool is_node(const void *entry)
{
	return ((unsigned long)entry & RADIX_TREE_ENTRY_MASK) ==
		RADIX_TREE_INTERNAL_NODE;
}

static inline struct radix_tree_node *to_node(void *entry)
{
	return (void *)((unsigned long)entry & ~RADIX_TREE_INTERNAL_NODE);
}

static inline void *to_entry(struct radix_tree_node *node)
{
	return (void *)((unsigned long)node | RADIX_TREE_INTERNAL_NODE);
}

static inline unsigned int slot_of(unsigned long index,
				   const struct radix_tree_node *node)
{
	return (index >> node->shift) & RADIX_TREE_MAP_MASK;
}

/* Largest index below a node of @shift. */
static inline unsigned long shift_maxindex(unsigned int shift)
{
	return (RADIX_TREE_MAP_SIZE << shift) - 1;
}

static inline unsigned long root_maxindex(void *rnode)
{
	return is_node(rnode) ? shift_maxindex(to_node(rnode)->shift) : 0;
}

static inline bool tag_get(const struct radix_tree_node *node,
			   unsigned int tag, unsigned int offset)
{
	return node->tags[tag][0] >> offset & 1;
}

static inline bool root_tag_get(const struct radix_tree_root *root,
				unsigned int tag)
{
	return READ_ONCE(root->root_tags) >> tag & 1;
}

/* --- memory --- */

static struct radix_tree_node *take_preloaded(void)
{
	struct radix_tree_preload *rtp = this_cpu_ptr(&radix_tree_preloads);
	struct radix_tree_node *node = rtp->nodes;

	if (node) {
		rtp->nodes = node->parent;
		rtp->nr--;
	}
	return node;
}

static struct radix_tree_node *node_alloc(struct radix_tree_root *root,
					  struct radix_tree_node *parent,
					  unsigned int shift,
					  unsigned int offset)
{
	struct radix_tree_node *node = NULL;
	gfp_t gfp = root->gfp_mask;

	/* In an interrupt the CPU's nodes may be promised to what it broke. */
	if (!gfpflags_allow_blocking(gfp) && !in_interrupt())
		node = take_preloaded();
	if (!node)
		node = kmem_cache_alloc(radix_tree_node_cachep, gfp);
	if (node) {
		memset(node, 0, sizeof(*node));
		node->shift = shift;
		node->offset = offset;
		node->parent = parent;
	}
	return node;
}

static void node_free_rcu(struct rcu_head *head)
{
	kmem_cache_free(radix_tree_node_cachep,
			container_of(head, struct radix_tree_node, rcu_head));
}

static void node_free(struct radix_tree_node *node)
{
	call_rcu(&node->rcu_head, node_free_rcu);
}

/**
 * radix_tree_preload() - make sure the next insertion on this CPU has memory
 * @gfp_mask: how to allocate
 *
 * For trees whose own mask does not allow to wait.
 *
 * Context: may sleep.  On success preemption is off until
 * radix_tree_preload_end().
 * Return: 0, or -ENOMEM with preemption on.
 */
int radix_tree_preload(gfp_t gfp_mask)
{
	struct radix_tree_preload *rtp;
	struct radix_tree_node *node;

	preempt_disable();
	rtp = this_cpu_ptr(&radix_tree_preloads);
	while (rtp->nr < RADIX_TREE_PRELOAD_SIZE) {
		preempt_enable();
		node = kmem_cache_alloc(radix_tree_node_cachep, gfp_mask);
		if (!node)
			return -ENOMEM;
		/* This may be another CPU by now, and filled meanwhile. */
		preempt_disable();
		rtp = this_cpu_ptr(&radix_tree_preloads);
		if (rtp->nr < RADIX_TREE_PRELOAD_SIZE) {
			node->parent = rtp->nodes;
			rtp->nodes = node;
			rtp->nr++;
		} else {
			kmem_cache_free(radix_tree_node_cachep, node);
		}
	}
	return 0;
}

/**
 * radix_tree_maybe_preload() - radix_tree_preload() where @gfp_mask allows to wait
 * @gfp_mask: how to allocate
 *
 * Context: as @gfp_mask says; preemption is off afterwards.
 * Return: 0, or -ENOMEM with preemption on.
 */
int radix_tree_maybe_preload(gfp_t gfp_mask)
{
	if (gfpflags_allow_blocking(gfp_mask))
		return radix_tree_preload(gfp_mask);
	preempt_disable();
	return 0;
}

/* --- tags --- */

static void node_tag_set(struct radix_tree_root *root,
			 struct radix_tree_node *node, unsigned int tag,
			 unsigned int offset)
{
	for (; node; offset = node->offset, node = node->parent) {
		if (tag_get(node, tag, offset))
			return;
		node->tags[tag][0] |= 1UL << offset;
	}
	root->root_tags |= 1U << tag;
}

static void node_tag_clear(struct radix_tree_root *root,
			   struct radix_tree_node *node, unsigned int tag,
			   unsigned int offset)
{
	for (; node; offset = node->offset, node = node->parent) {
		if (!tag_get(node, tag, offset))
			return;
		node->tags[tag][0] &= ~(1UL << offset);
		if (node->tags[tag][0])
			return;
	}
	root->root_tags &= ~(1U << tag);
}

/* --- insert --- */

/* Put nodes on top until @index is within the tree. */
static int extend(struct radix_tree_root *root, unsigned long index)
{
	void *rnode = root->rnode;
	unsigned int shift = is_node(rnode) ? to_node(rnode)->shift +
					      RADIX_TREE_MAP_SHIFT : 0;
	unsigned int tag;

	/* An empty tree gets one node of the right height at once. */
	while (!rnode && index > shift_maxindex(shift))
		shift += RADIX_TREE_MAP_SHIFT;

	do {
		struct radix_tree_node *node = node_alloc(root, NULL, shift, 0);

		if (!node)
			return -ENOMEM;
		if (rnode) {
			node->slots[0] = rnode;
			node->count = 1;
			for (tag = 0; tag < RADIX_TREE_MAX_TAGS; tag++)
				if (root_tag_get(root, tag))
					node->tags[tag][0] = 1;
		}
		if (is_node(rnode))
			to_node(rnode)->parent = node;
		rnode = to_entry(node);
		rcu_assign_pointer(root->rnode, rnode);
		shift += RADIX_TREE_MAP_SHIFT;
	} while (index > root_maxindex(rnode));
	return 0;
}

/**
 * radix_tree_drop_empty() - free nodes without entries, from one upwards
 * @root: the tree
 * @node: the lowest that may be empty; NULL: none
 *
 * Unlike __radix_tree_delete_node() this does not make the tree lower.
 *
 * Context: the user's lock held.
 */
void radix_tree_drop_empty(struct radix_tree_root *root,
			   struct radix_tree_node *node)
{
	while (node && !node->count) {
		struct radix_tree_node *parent = node->parent;

		if (parent) {
			parent->slots[node->offset] = NULL;
			parent->count--;
		} else {
			root->rnode = NULL;
		}
		node_free(node);
		node = parent;
	}
}

/**
 * __radix_tree_create() - the slot of an index, with all nodes above it
 * @root: the tree
 * @index: where
 * @nodep: gets the node of the slot, NULL when it is the root
 * @slotp: gets the slot
 *
 * Who fills an empty slot adds one to the node's count.
 *
 * Context: the user's lock held; allocates as root->gfp_mask says.
 * Return: 0, or -ENOMEM: no entry was touched.
 */
int __radix_tree_create(struct radix_tree_root *root, unsigned long index,
			struct radix_tree_node **nodep, void ***slotp)
{
	struct radix_tree_node *node = NULL;
	void **slot = (void **)&root->rnode;

	if (index > root_maxindex(root->rnode) && extend(root, index))
		return -ENOMEM;

	while (is_node(*slot)) {
		node = to_node(*slot);
		slot = &node->slots[slot_of(index, node)];
		if (!*slot && node->shift) {
			struct radix_tree_node *child;

			child = node_alloc(root, node,
					   node->shift - RADIX_TREE_MAP_SHIFT,
					   slot_of(index, node));
			if (!child) {
				radix_tree_drop_empty(root, node);
				return -ENOMEM;
			}
			rcu_assign_pointer(*slot, to_entry(child));
			node->count++;
		}
	}
	if (nodep)
		*nodep = node;
	if (slotp)
		*slotp = slot;
	return 0;
}

/**
 * radix_tree_insert() - put an entry at a free index
 * @root: the tree
 * @index: where
 * @item: the entry, not NULL
 *
 * Context: the user's lock held; allocates as root->gfp_mask says.
 * Return: 0, -EEXIST, or -ENOMEM.
 */
int radix_tree_insert(struct radix_tree_root *root, unsigned long index,
		      void *item)
{
	struct radix_tree_node *node;
	void **slot;
	int error;

	BUG_ON(is_node(item));
	error = __radix_tree_create(root, index, &node, &slot);
	if (error)
		return error;
	if (*slot)
		return -EEXIST;
	rcu_assign_pointer(*slot, item);
	if (node)
		node->count++;
	return 0;
}

/* --- look up --- */

/* Inlined: the page cache's hot path wants neither node nor slot. */
static __always_inline void *find_entry(struct radix_tree_root *root,
					unsigned long index,
					struct radix_tree_node **nodep,
					void ***slotp)
{
	struct radix_tree_node *node;
	void **slot;
	void *entry;

restart:
	node = NULL;
	slot = (void **)&root->rnode;
	entry = rcu_dereference_raw(*slot);
	if (index > root_maxindex(entry))
		return NULL;

	while (is_node(entry)) {
		if (entry == RADIX_TREE_RETRY)
			goto restart;
		node = to_node(entry);
		slot = &node->slots[slot_of(index, node)];
		entry = rcu_dereference_raw(*slot);
	}
	if (!entry)
		return NULL;
	if (nodep)
		*nodep = node;
	if (slotp)
		*slotp = slot;
	return entry;
}

/**
 * __radix_tree_lookup() - find an entry and where it stands
 * @root: the tree
 * @index: where to look
 * @nodep: gets the node of the slot (NULL: the root), if not NULL
 * @slotp: gets the slot, if not NULL
 *
 * Context: the user's lock or RCU.
 * Return: the entry, or NULL: then the other two are not written.
 */
void *__radix_tree_lookup(struct radix_tree_root *root, unsigned long index,
			  struct radix_tree_node **nodep, void ***slotp)
{
	return find_entry(root, index, nodep, slotp);
}

/**
 * radix_tree_lookup() - find an entry
 * @root: the tree
 * @index: where to look
 *
 * Context: the user's lock or RCU.
 * Return: the entry, or NULL.
 */
void *radix_tree_lookup(struct radix_tree_root *root, unsigned long index)
{
	return find_entry(root, index, NULL, NULL);
}

/**
 * radix_tree_lookup_slot() - find the place of an entry
 * @root: the tree
 * @index: where to look
 *
 * Context: the user's lock; or RCU, and then radix_tree_deref_slot().
 * Return: the slot, or NULL when there is no entry.
 */
void **radix_tree_lookup_slot(struct radix_tree_root *root,
			      unsigned long index)
{
	void **slot = NULL;

	return find_entry(root, index, NULL, &slot) ? slot : NULL;
}

/* --- delete --- */

/* While only slot 0 of the top node is in use, that is the whole tree. */
static void shrink(struct radix_tree_root *root)
{
	while (is_node(root->rnode)) {
		struct radix_tree_node *node = to_node(root->rnode);
		void *child = node->slots[0];

		if (node->count != 1 || !child)
			return;
		if (is_node(child))
			to_node(child)->parent = NULL;
		rcu_assign_pointer(root->rnode, child);
		if (!is_node(child))
			WRITE_ONCE(node->slots[0], RADIX_TREE_RETRY);
		node_free(node);
	}
}

/**
 * __radix_tree_delete_node() - free nodes that a removal emptied
 * @root: the tree
 * @node: the lowest that may be empty
 *
 * Context: the user's lock held.
 * Return: true when @node itself went.
 */
bool __radix_tree_delete_node(struct radix_tree_root *root,
			      struct radix_tree_node *node)
{
	bool gone = !node->count;

	radix_tree_drop_empty(root, node);
	if (is_node(root->rnode))
		shrink(root);
	return gone;
}

/**
 * radix_tree_delete_item() - take an entry out, if it is the one
 * @root: the tree
 * @index: where
 * @item: what has to be there; NULL: whatever is
 *
 * Context: the user's lock held.
 * Return: the entry taken out, or NULL.
 */
void *radix_tree_delete_item(struct radix_tree_root *root,
			     unsigned long index, void *item)
{
	struct radix_tree_node *node;
	unsigned int tag;
	void **slot;
	void *entry = __radix_tree_lookup(root, index, &node, &slot);

	if (!entry || (item && entry != item))
		return NULL;
	if (!node) {
		root->root_tags = 0;
		root->rnode = NULL;
		return entry;
	}
	for (tag = 0; tag < RADIX_TREE_MAX_TAGS; tag++)
		node_tag_clear(root, node, tag, slot_of(index, node));
	WRITE_ONCE(*slot, NULL);
	node->count--;
	__radix_tree_delete_node(root, node);
	return entry;
}

/**
 * radix_tree_delete() - take an entry out
 * @root: the tree
 * @index: where
 *
 * Context: the user's lock held.
 * Return: the entry taken out, or NULL.
 */
void *radix_tree_delete(struct radix_tree_root *root, unsigned long index)
{
	return radix_tree_delete_item(root, index, NULL);
}

/* --- tags of an entry --- */

/**
 * radix_tree_tag_set() - tag an entry
 * @root: the tree
 * @index: of the entry; nothing happens when there is none
 * @tag: which tag, below RADIX_TREE_MAX_TAGS
 *
 * Context: the user's lock held.
 * Return: the entry, or NULL.
 */
void *radix_tree_tag_set(struct radix_tree_root *root, unsigned long index,
			 unsigned int tag)
{
	struct radix_tree_node *node;
	void *entry = __radix_tree_lookup(root, index, &node, NULL);

	if (!entry)
		return NULL;
	if (node)
		node_tag_set(root, node, tag, slot_of(index, node));
	else
		root->root_tags |= 1U << tag;
	return entry;
}

/**
 * radix_tree_tag_clear() - take an entry's tag away
 * @root: the tree
 * @index: of the entry
 * @tag: which tag
 *
 * Context: the user's lock held.
 * Return: the entry, or NULL.
 */
void *radix_tree_tag_clear(struct radix_tree_root *root, unsigned long index,
			   unsigned int tag)
{
	struct radix_tree_node *node;
	void *entry = __radix_tree_lookup(root, index, &node, NULL);

	if (!entry)
		return NULL;
	if (node)
		node_tag_clear(root, node, tag, slot_of(index, node));
	else
		root->root_tags &= ~(1U << tag);
	return entry;
}

/**
 * radix_tree_tag_get() - has an entry a tag?
 * @root: the tree
 * @index: of the entry
 * @tag: which tag
 *
 * Context: the user's lock; under RCU the answer may be out of date.
 * Return: 1 or 0; 0 when there is no entry.
 */
int radix_tree_tag_get(struct radix_tree_root *root, unsigned long index,
		       unsigned int tag)
{
	struct radix_tree_node *node;

	if (!root_tag_get(root, tag) ||
	    !__radix_tree_lookup(root, index, &node, NULL))
		return 0;
	return node ? tag_get(node, tag, slot_of(index, node)) : 1;
}

/**
 * radix_tree_tagged() - has any entry a tag?
 *
 * Context: any; without the lock the answer may be out of date.
 * Return: 1 or 0.
 */
int radix_tree_tagged(struct radix_tree_root *root, unsigned int tag)
{
	return root_tag_get(root, tag);
}

/* --- walk --- */

/* First slot from @offset on that the walk wants; RADIX_TREE_MAP_SIZE: none. */
static unsigned int next_wanted(struct radix_tree_node *node,
				unsigned int offset, unsigned int flags)
{
	if (flags & RADIX_TREE_ITER_TAGGED)
		return find_next_bit(node->tags[flags & RADIX_TREE_ITER_TAG_MASK],
				     RADIX_TREE_MAP_SIZE, offset);
	while (offset < RADIX_TREE_MAP_SIZE && !node->slots[offset])
		offset++;
	return offset;
}

static void **single_chunk(struct radix_tree_root *root,
			   struct radix_tree_iter *iter)
{
	iter->index = 0;
	iter->next_index = 1;
	iter->tags = 1;
	return (void **)&root->rnode;
}

/**
 * radix_tree_next_chunk() - the next slots of a walk
 * @root: the tree
 * @iter: where the walk is
 * @flags: RADIX_TREE_ITER_*, and the tag
 *
 * Context: the user's lock or RCU.
 * Return: the first slot, in a row of slots up to iter->next_index; NULL at the
 * end.
 */
void **radix_tree_next_chunk(struct radix_tree_root *root,
			     struct radix_tree_iter *iter, unsigned int flags)
{
	unsigned int tag = flags & RADIX_TREE_ITER_TAG_MASK;
	unsigned long index = iter->next_index;
	struct radix_tree_node *node;
	unsigned int offset;
	void *entry;

	if ((flags & RADIX_TREE_ITER_TAGGED) && !root_tag_get(root, tag))
		return NULL;
	if (!index && iter->index)
		return NULL;		/* went past the last index */

restart:
	entry = rcu_dereference_raw(root->rnode);
	if (!entry || index > root_maxindex(entry))
		return NULL;
	if (!is_node(entry))
		return single_chunk(root, iter);

	do {
		unsigned int wanted;

		node = to_node(entry);
		offset = slot_of(index, node);
		wanted = next_wanted(node, offset, flags);
		if (wanted != offset) {
			if (flags & RADIX_TREE_ITER_CONTIG)
				return NULL;
			/* To the start of that slot; it may be past us all. */
			index &= ~shift_maxindex(node->shift);
			index += (unsigned long)wanted << node->shift;
			if (!index)
				return NULL;
			if (wanted == RADIX_TREE_MAP_SIZE)
				goto restart;
			offset = wanted;
		}
		entry = rcu_dereference_raw(node->slots[offset]);
		if (!entry || entry == RADIX_TREE_RETRY)
			goto restart;	/* changed under a lockless walk */
	} while (is_node(entry));

	iter->index = index;
	iter->next_index = (index | RADIX_TREE_MAP_MASK) + 1;
	if (flags & RADIX_TREE_ITER_TAGGED)
		iter->tags = node->tags[tag][0] >> offset;
	return (void **)&node->slots[offset];
}

/**
 * radix_tree_init() - make the cache of nodes
 *
 * Context: boot, once kmem_cache_create() works, before the first tree.
 */
void radix_tree_init(void)
{
	radix_tree_node_cachep = kmem_cache_create("radix_tree_node",
				sizeof(struct radix_tree_node), 0,
				SLAB_PANIC | SLAB_RECLAIM_ACCOUNT, NULL);
}
