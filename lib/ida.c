// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/ida.c - the smallest free number, and nothing behind it
 *
 * Ids are bits of chunks of 1024, the chunks stand in a radix tree.  A chunk
 * once made stays until ida_destroy().
 * Mirrors: Linux 4.19 lib/idr.c
 * Simpler than Linux in: a search looks at full chunks one by one.
 */
#include <linux/idr.h>

#include <linux/errno.h>
#include <linux/find.h>
#include <linux/kernel.h>
#include <linux/slab.h>

/**
 * ida_init() - make an ida ready
 *
 * Context: any.
 */
void ida_init(struct ida *ida)
{
	spin_lock_init(&ida->lock);
	INIT_RADIX_TREE(&ida->ida_rt, GFP_NOWAIT | __GFP_NOWARN);
}

/*
 * Take the first free id of @min..@max.  -EAGAIN: the chunk it belongs to,
 * *chunk, is missing.
 */
static long take_first(struct ida *ida, unsigned long min, unsigned long max,
		       unsigned long *chunk)
{
	unsigned long bit = min % IDA_BITMAP_BITS;

	for (*chunk = min / IDA_BITMAP_BITS; *chunk <= max / IDA_BITMAP_BITS;
	     ++*chunk, bit = 0) {
		struct ida_bitmap *map = radix_tree_lookup(&ida->ida_rt, *chunk);
		unsigned long id;

		if (!map)
			return -EAGAIN;
		bit = find_next_zero_bit(map->bitmap, IDA_BITMAP_BITS, bit);
		if (bit == IDA_BITMAP_BITS)
			continue;
		id = *chunk * IDA_BITMAP_BITS + bit;
		if (id > max)
			break;
		__set_bit(bit, map->bitmap);
		return id;
	}
	return -ENOSPC;
}

/* Insert @map as @chunk; who came first there wins, and @map is freed. */
static int add_chunk(struct ida *ida, unsigned long chunk,
		     struct ida_bitmap *map, gfp_t gfp)
{
	unsigned long flags;
	int err = radix_tree_maybe_preload(gfp);

	if (!err) {
		spin_lock_irqsave(&ida->lock, flags);
		err = radix_tree_insert(&ida->ida_rt, chunk, map);
		spin_unlock_irqrestore(&ida->lock, flags);
		radix_tree_preload_end();
	}
	if (err)
		kfree(map);
	return err == -EEXIST ? 0 : err;
}

/**
 * ida_alloc_range() - take the smallest free id of a range
 * @ida: the ida
 * @min: smallest id
 * @max: largest id, at most INT_MAX
 * @gfp: how to allocate
 *
 * Context: as @gfp says.
 * Return: the id, -ENOMEM, or -ENOSPC.
 */
int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max,
		    gfp_t gfp)
{
	unsigned long flags, chunk;
	long id;

	if ((int)min < 0)
		return -ENOSPC;
	max = min(max, (unsigned int)INT_MAX);

	for (;;) {
		struct ida_bitmap *map;
		int err;

		spin_lock_irqsave(&ida->lock, flags);
		id = take_first(ida, min, max, &chunk);
		spin_unlock_irqrestore(&ida->lock, flags);
		if (id != -EAGAIN)
			return id;

		map = kzalloc(sizeof(*map), gfp);
		if (!map)
			return -ENOMEM;
		err = add_chunk(ida, chunk, map, gfp);
		if (err)
			return err;
	}
}

/**
 * ida_free() - give an id back
 *
 * Context: any.
 */
void ida_free(struct ida *ida, unsigned int id)
{
	unsigned int bit = id % IDA_BITMAP_BITS;
	struct ida_bitmap *map;
	unsigned long flags;
	bool was_taken;

	spin_lock_irqsave(&ida->lock, flags);
	map = radix_tree_lookup(&ida->ida_rt, id / IDA_BITMAP_BITS);
	was_taken = map && __test_and_clear_bit(bit, map->bitmap);
	spin_unlock_irqrestore(&ida->lock, flags);
	WARN(!was_taken, "ida_free called for id=%u which is not allocated.\n",
	     id);
}

/**
 * ida_destroy() - free all ids, and the memory they took
 * @ida: the ida; may be used again
 *
 * Context: any.
 */
void ida_destroy(struct ida *ida)
{
	struct radix_tree_iter iter;
	unsigned long flags;
	void **slot;

	spin_lock_irqsave(&ida->lock, flags);
	radix_tree_for_each_slot(slot, &ida->ida_rt, &iter, 0) {
		kfree(radix_tree_delete(&ida->ida_rt, iter.index));
		slot = radix_tree_iter_next(&iter);
	}
	spin_unlock_irqrestore(&ida->lock, flags);
}

/**
 * ida_simple_get() - take the smallest free id
 * @ida: the ida
 * @start: smallest id
 * @end: one more than the largest; 0: no limit
 * @gfp_mask: how to allocate
 *
 * Context: as @gfp_mask says.
 * Return: the id, -ENOMEM, or -ENOSPC.
 */
int ida_simple_get(struct ida *ida, unsigned int start, unsigned int end,
		   gfp_t gfp_mask)
{
	return ida_alloc_range(ida, start, end ? end - 1 : INT_MAX, gfp_mask);
}

/**
 * ida_simple_remove() - give an id back
 *
 * Context: any.
 */
void ida_simple_remove(struct ida *ida, unsigned int id)
{
	ida_free(ida, id);
}
