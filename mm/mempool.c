// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mempool.c - a reserve of elements, so that I/O can always proceed
 *
 * Writing dirty pages frees memory, but needs some. A pool keeps min_nr
 * elements; when the allocator has none, one of them is lent, and an element
 * that is freed fills the pool before anything else.
 *
 * I1         curr_nr <= min_nr; elements[0 .. curr_nr - 1] are the reserve.
 * I2         who waits for an element is woken when one comes back, so a
 *            request that may sleep never fails, if elements are returned.
 * Locking    pool->lock (interrupts off).
 * Entry      mempool_create() mempool_alloc() mempool_free()
 *            mempool_destroy()
 *
 * Mirrors: Linux 4.6 mm/mempool.c.
 */
#include <linux/mempool.h>

#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

static void add_element(mempool_t *pool, void *element)
{
	BUG_ON(pool->curr_nr >= pool->min_nr);
	pool->elements[pool->curr_nr++] = element;
}

static void *remove_element(mempool_t *pool)
{
	BUG_ON(pool->curr_nr <= 0);
	return pool->elements[--pool->curr_nr];
}

/**
 * mempool_destroy() - the end of a pool
 * @pool: all elements are back; NULL is fine
 *
 * Context: process context.
 */
void mempool_destroy(mempool_t *pool)
{
	if (!pool)
		return;
	while (pool->curr_nr)
		pool->free(remove_element(pool), pool->pool_data);
	kfree(pool->elements);
	kfree(pool);
}

/**
 * mempool_create() - make a pool with a full reserve
 * @min_nr: size of the reserve
 * @alloc_fn: makes an element
 * @free_fn: frees one
 * @pool_data: second argument of both
 *
 * Context: process context, may sleep.
 * Return: the pool, or NULL.
 */
mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc_fn,
			  mempool_free_t *free_fn, void *pool_data)
{
	mempool_t *pool = kzalloc(sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return NULL;
	spin_lock_init(&pool->lock);
	init_waitqueue_head(&pool->wait);
	pool->min_nr = min_nr;
	pool->pool_data = pool_data;
	pool->alloc = alloc_fn;
	pool->free = free_fn;
	pool->elements = kmalloc_array(min_nr, sizeof(void *), GFP_KERNEL);
	if (!pool->elements)
		goto fail;
	while (pool->curr_nr < min_nr) {
		void *element = alloc_fn(GFP_KERNEL, pool_data);

		if (!element)
			goto fail;
		add_element(pool, element);
	}
	return pool;

fail:
	mempool_destroy(pool);
	return NULL;
}

static void *take_reserve(mempool_t *pool)
{
	unsigned long flags;
	void *element = NULL;

	spin_lock_irqsave(&pool->lock, flags);
	if (pool->curr_nr)
		element = remove_element(pool);
	spin_unlock_irqrestore(&pool->lock, flags);
	return element;
}

/**
 * mempool_alloc() - an element, from the reserve if need be
 * @pool: pool
 * @gfp_mask: allocation flags; no __GFP_ZERO
 *
 * Context: any that the flags allow.
 * Return: an element; NULL only if @gfp_mask does not allow sleeping.
 */
void *mempool_alloc(mempool_t *pool, gfp_t gfp_mask)
{
	gfp_t gfp_temp = (gfp_mask & ~(__GFP_DIRECT_RECLAIM | __GFP_IO)) |
			 __GFP_NOMEMALLOC | __GFP_NORETRY | __GFP_NOWARN;
	wait_queue_entry_t wait;
	void *element;

	might_sleep_if(gfpflags_allow_blocking(gfp_mask));
	for (;;) {
		element = pool->alloc(gfp_temp, pool->pool_data);
		if (likely(element))
			return element;
		element = take_reserve(pool);
		if (element || !gfpflags_allow_blocking(gfp_mask))
			return element;

		/* The first try was without reclaim; now for real. */
		gfp_temp = (gfp_mask & ~__GFP_NOFAIL) | __GFP_NOMEMALLOC |
			   __GFP_NORETRY | __GFP_NOWARN;
		init_wait(&wait);
		prepare_to_wait(&pool->wait, &wait, TASK_UNINTERRUPTIBLE);
		/* Not for ever: other pools' users may have freed memory. */
		if (!READ_ONCE(pool->curr_nr))
			io_schedule_timeout(5 * HZ);
		finish_wait(&pool->wait, &wait);
	}
}

/**
 * mempool_free() - give an element back
 * @element: from mempool_alloc(); NULL is fine
 * @pool: pool
 *
 * Context: any that pool->free allows.
 */
void mempool_free(void *element, mempool_t *pool)
{
	unsigned long flags;

	if (unlikely(!element))
		return;
	/* Pairs with the taker's lock: a reserve that was full stays seen. */
	smp_rmb();
	if (unlikely(READ_ONCE(pool->curr_nr) < pool->min_nr)) {
		spin_lock_irqsave(&pool->lock, flags);
		if (likely(pool->curr_nr < pool->min_nr)) {
			add_element(pool, element);
			spin_unlock_irqrestore(&pool->lock, flags);
			wake_up(&pool->wait);
			return;
		}
		spin_unlock_irqrestore(&pool->lock, flags);
	}
	pool->free(element, pool->pool_data);
}

/**
 * mempool_alloc_slab() - alloc_fn of pools of slab objects
 * @gfp_mask: allocation flags
 * @pool_data: the kmem_cache
 *
 * Return: an object, or NULL.
 */
void *mempool_alloc_slab(gfp_t gfp_mask, void *pool_data)
{
	return kmem_cache_alloc(pool_data, gfp_mask);
}

/**
 * mempool_free_slab() - free_fn of pools of slab objects
 * @element: the object
 * @pool_data: the kmem_cache
 */
void mempool_free_slab(void *element, void *pool_data)
{
	kmem_cache_free(pool_data, element);
}

/**
 * mempool_kmalloc() - alloc_fn of pools of kmalloc() blocks
 * @gfp_mask: allocation flags
 * @pool_data: the size
 *
 * Return: a block, or NULL.
 */
void *mempool_kmalloc(gfp_t gfp_mask, void *pool_data)
{
	return kmalloc((size_t)pool_data, gfp_mask);
}

/**
 * mempool_kfree() - free_fn of pools of kmalloc() blocks
 * @element: the block
 * @pool_data: unused
 */
void mempool_kfree(void *element, void *pool_data)
{
	kfree(element);
}

/**
 * mempool_alloc_pages() - alloc_fn of pools of pages
 * @gfp_mask: allocation flags
 * @pool_data: the order
 *
 * Return: the first page, or NULL.
 */
void *mempool_alloc_pages(gfp_t gfp_mask, void *pool_data)
{
	return alloc_pages(gfp_mask, (long)pool_data);
}

/**
 * mempool_free_pages() - free_fn of pools of pages
 * @element: the first page
 * @pool_data: the order
 */
void mempool_free_pages(void *element, void *pool_data)
{
	__free_pages(element, (long)pool_data);
}
