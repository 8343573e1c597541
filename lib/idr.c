// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/idr.c - the smallest free number, with a pointer behind it
 *
 * Data       idr->idr_rt, a radix tree whose entries never stand in the root.
 *            Tag IDR_FULL in it is ours alone, not the tree's "some below":
 * I1         in a node of shift 0 the bit says that the id is taken, even while
 *            its pointer is still NULL; such an id counts in node->count.
 * I2         above, the bit says that everything below the slot is taken.  It
 *            is set when a search has seen so, and may be missing.
 * Locking    the user's.  idr_find() and the walks: it or RCU.
 * Entry      idr_alloc() idr_alloc_cyclic() idr_find() idr_remove(); ida: lib/ida.c
 * Mirrors: Linux 4.x lib/idr.c
 */
#include <linux/idr.h>

#include <linux/err.h>
#include <linux/find.h>
#include <linux/kernel.h>

#define IDR_FULL	0

static struct radix_tree_node *top_node(const struct idr *idr)
{
	unsigned long rnode = (unsigned long)READ_ONCE(idr->idr_rt.rnode);

	return (struct radix_tree_node *)(rnode & ~RADIX_TREE_ENTRY_MASK);
}

static struct radix_tree_node *child_of(struct radix_tree_node *node,
					unsigned int offset)
{
	unsigned long entry = (unsigned long)node->slots[offset];

	return (struct radix_tree_node *)(entry & ~RADIX_TREE_ENTRY_MASK);
}

static unsigned int first_child(const struct radix_tree_node *node)
{
	unsigned int offset = 0;

	while (!node->slots[offset])
		offset++;
	return offset;
}

static void mark_full(struct radix_tree_node *node)
{
	if (node->parent)
		node->parent->tags[IDR_FULL][0] |= 1UL << node->offset;
}

/*
 * First free id from @id on.  Each round goes down as far as it can; a node
 * with nothing free from its start on is marked full, and the search goes on
 * behind it.
 */
static unsigned long find_free(struct idr *idr, unsigned long id)
{
	struct radix_tree_node *node = top_node(idr);

	while (node) {
		unsigned long span = RADIX_TREE_MAP_SIZE << node->shift;
		unsigned int offset = id >> node->shift & RADIX_TREE_MAP_MASK;
		unsigned int next;

		if (!node->parent && id >= span)
			break;		/* the tree has to grow */
		next = find_next_zero_bit(node->tags[IDR_FULL],
					  RADIX_TREE_MAP_SIZE, offset);
		if (next != offset)
			id = (id & ~(span - 1)) +
			     ((unsigned long)next << node->shift);
		if (next == RADIX_TREE_MAP_SIZE) {
			if (offset == 0)
				mark_full(node);
			node = top_node(idr);
			continue;
		}
		if (node->shift == 0)
			break;
		node = child_of(node, next);	/* NULL: free all over */
	}
	return id;
}

/* The slot of @id, which gets taken; never the root's. */
static int take(struct idr *idr, unsigned long id, void *ptr)
{
	struct radix_tree_node *node;
	void **slot;
	int err;

	/* Index 1 makes the node that id 0 needs. */
	err = __radix_tree_create(&idr->idr_rt, id ? id : 1, &node, &slot);
	if (err)
		return err;
	if (id == 0)
		slot = (void **)&node->slots[0];
	node->tags[IDR_FULL][0] |= 1UL << (id & RADIX_TREE_MAP_MASK);
	node->count++;
	rcu_assign_pointer(*slot, ptr);
	return 0;
}

/**
 * idr_preload() - memory for an idr_alloc() under a spinlock
 * @gfp_mask: how to allocate
 *
 * Context: may sleep.  Preemption is off until idr_preload_end(), also when
 * there was no memory: then idr_alloc() says so.
 */
void idr_preload(gfp_t gfp_mask)
{
	if (radix_tree_preload(gfp_mask))
		preempt_disable();
}

/**
 * idr_alloc() - give a pointer the smallest free id
 * @idr: the idr
 * @ptr: the pointer; NULL reserves the id for idr_replace()
 * @start: smallest id
 * @end: one more than the largest; 0 and below: no limit
 * @gfp_mask: how to allocate
 *
 * Context: the user's lock held.
 * Return: the id, -ENOSPC when all are taken, -ENOMEM, -EINVAL.
 */
int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp_mask)
{
	unsigned long max = end > 0 ? end - 1 : INT_MAX;
	unsigned long id;
	int err;

	if (WARN_ON_ONCE(start < 0))
		return -EINVAL;
	if (WARN_ON_ONCE(radix_tree_exception(ptr)))
		return -EINVAL;

	id = find_free(idr, start);
	if (id > max)
		return -ENOSPC;
	idr->idr_rt.gfp_mask = gfp_mask;
	err = take(idr, id, ptr);
	return err ? err : (int)id;
}

/**
 * idr_alloc_cyclic() - give a pointer an id above the last one given so
 * @idr: the idr
 * @ptr: the pointer
 * @start: smallest id, where it begins again at the end
 * @end: one more than the largest; 0 and below: no limit
 * @gfp_mask: how to allocate
 *
 * Context: the user's lock held.
 * Return: as idr_alloc().
 */
int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end,
		     gfp_t gfp_mask)
{
	int cur = max((int)idr->idr_next, start);
	int id = -ENOSPC;

	if (cur >= 0 && (end <= 0 || cur < end))
		id = idr_alloc(idr, ptr, cur, end, gfp_mask);
	if (id == -ENOSPC)
		id = idr_alloc(idr, ptr, start, end, gfp_mask);
	if (id >= 0)
		idr->idr_next = id == INT_MAX ? 0 : id + 1;
	return id;
}

/**
 * idr_find() - the pointer of an id
 *
 * Context: the user's lock or RCU.
 * Return: the pointer; NULL when the id is free or only reserved.
 */
void *idr_find(const struct idr *idr, unsigned long id)
{
	return radix_tree_lookup((struct radix_tree_root *)&idr->idr_rt, id);
}

/* The node of shift 0 that holds a taken @id, or NULL. */
static struct radix_tree_node *find_taken(struct idr *idr, unsigned long id)
{
	struct radix_tree_node *node = top_node(idr);

	if (!node || id >= RADIX_TREE_MAP_SIZE << node->shift)
		return NULL;
	while (node && node->shift)
		node = child_of(node, id >> node->shift & RADIX_TREE_MAP_MASK);
	if (!node || !(node->tags[IDR_FULL][0] >>
		       (id & RADIX_TREE_MAP_MASK) & 1))
		return NULL;
	return node;
}

/**
 * idr_remove() - free an id
 *
 * Context: the user's lock held.
 * Return: the pointer it had; NULL also when it was free.
 */
void *idr_remove(struct idr *idr, unsigned long id)
{
	struct radix_tree_node *leaf = find_taken(idr, id);
	struct radix_tree_node *node;
	unsigned int offset = id & RADIX_TREE_MAP_MASK;
	void *ptr;

	if (!leaf)
		return NULL;
	for (node = leaf; node; offset = node->offset, node = node->parent)
		node->tags[IDR_FULL][0] &= ~(1UL << offset);

	offset = id & RADIX_TREE_MAP_MASK;
	ptr = leaf->slots[offset];
	WRITE_ONCE(leaf->slots[offset], NULL);
	leaf->count--;
	radix_tree_drop_empty(&idr->idr_rt, leaf);
	return ptr;
}

/**
 * idr_replace() - another pointer for a taken id
 * @idr: the idr
 * @ptr: the new pointer
 * @id: the id
 *
 * Context: the user's lock held.
 * Return: the pointer it had, ERR_PTR(-ENOENT) when it is free, -EINVAL.
 */
void *idr_replace(struct idr *idr, void *ptr, unsigned long id)
{
	struct radix_tree_node *leaf = find_taken(idr, id);
	unsigned int offset = id & RADIX_TREE_MAP_MASK;
	void *old;

	if (WARN_ON_ONCE(radix_tree_exception(ptr)))
		return ERR_PTR(-EINVAL);
	if (!leaf)
		return ERR_PTR(-ENOENT);
	old = leaf->slots[offset];
	rcu_assign_pointer(leaf->slots[offset], ptr);
	return old;
}

/**
 * idr_get_next() - first pointer from an id on
 * @idr: the idr
 * @nextid: where to begin; gets the id of what was found
 *
 * Context: the user's lock or RCU.
 * Return: the pointer, or NULL at the end.
 */
void *idr_get_next(struct idr *idr, int *nextid)
{
	struct radix_tree_iter iter;
	void **slot;

	if (*nextid < 0)
		return NULL;
	radix_tree_for_each_slot(slot, &idr->idr_rt, &iter, *nextid) {
		void *ptr = rcu_dereference_raw(*slot);

		if (!ptr)
			continue;
		*nextid = iter.index;
		return ptr;
	}
	return NULL;
}

/**
 * idr_for_each() - call a function for each pointer
 * @idr: the idr
 * @fn: the function; ends the walk when it answers nonzero
 * @data: handed to @fn
 *
 * Context: the user's lock or RCU; @fn may remove the id it is called for.
 * Return: what @fn answered last.
 */
int idr_for_each(const struct idr *idr,
		 int (*fn)(int id, void *p, void *data), void *data)
{
	void *ptr;
	int id;

	idr_for_each_entry((struct idr *)idr, ptr, id) {
		int ret = fn(id, ptr, data);

		if (ret)
			return ret;
		if (id == INT_MAX)
			break;
	}
	return 0;
}

/**
 * idr_is_empty() - is no id taken?
 *
 * Context: the user's lock held.
 * Return: true when so.
 */
bool idr_is_empty(const struct idr *idr)
{
	return radix_tree_empty(&idr->idr_rt);
}

/**
 * idr_destroy() - free all ids, and the memory they took
 * @idr: the idr; may be used again
 *
 * Context: the user's lock held, or nobody else knows @idr.
 */
void idr_destroy(struct idr *idr)
{
	struct radix_tree_node *node;

	/* Always the lowest node on the left; dropping it frees upwards. */
	while ((node = top_node(idr)) != NULL) {
		while (node->shift)
			node = child_of(node, first_child(node));
		node->count = 0;
		radix_tree_drop_empty(&idr->idr_rt, node);
	}
	idr->idr_next = 0;
}
