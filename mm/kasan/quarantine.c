// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/kasan/quarantine.c - freed objects of caches wait, so that uses are seen
 *
 * An object that is freed would be handed out again at once, and then a use
 * of the old pointer hits valid memory.  So it waits, poisoned, behind some
 * thousands of others.  (kmalloc()'s blocks do not: their allocator is the one
 * that is looked at.)
 *
 * Locking    quarantine_lock (interrupts off): the ring.
 * Mirrors: the idea of Linux 4.7 mm/kasan/quarantine.c; a ring instead of
 * lists by size.
 */
#include "kasan.h"

#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "../slab.h"

#define QUARANTINE_OBJECTS	4096

struct quarantined {
	struct kmem_cache *cache;
	void *object;
};

static DEFINE_SPINLOCK(quarantine_lock);
static struct quarantined ring[QUARANTINE_OBJECTS];	/* [quarantine_lock] */
static unsigned int ring_next;		/* [quarantine_lock] oldest, replaced next */

static bool delays(struct kmem_cache *s)
{
	/* Readers may look at these, or expect them constructed. */
	return kasan_ready && !(s->flags & SLAB_TYPESAFE_BY_RCU);
}

/**
 * kasan_cache_size() - leave room for a red zone behind each object
 * @s: cache
 * @size: bytes of an object with what belongs to it
 *
 * Return: bytes with the red zone.
 */
unsigned int kasan_cache_size(struct kmem_cache *s, unsigned int size)
{
	/* The free pointer must not be in poisoned memory that ctors set up. */
	return size + clamp(s->object_size / 8, 16U, 128U);
}

/**
 * kasan_slab_free() - an object is freed
 * @s: its cache
 * @object: the object
 *
 * Return: true if it waits now; false if the caller must free it.
 */
bool kasan_slab_free(struct kmem_cache *s, void *object)
{
	struct quarantined old;
	unsigned long flags;
	u8 shadow = *(u8 *)kasan_mem_to_shadow(object);

	if (!delays(s))
		return false;
	if (shadow >= KASAN_SHADOW_SCALE_SIZE) {
		kasan_report_invalid_free(object, _RET_IP_);
		return true;
	}
	kasan_poison_shadow(object, s->object_size, KASAN_KMALLOC_FREE);
	spin_lock_irqsave(&quarantine_lock, flags);
	old = ring[ring_next];
	ring[ring_next] = (struct quarantined){ s, object };
	ring_next = (ring_next + 1) % QUARANTINE_OBJECTS;
	spin_unlock_irqrestore(&quarantine_lock, flags);
	if (old.cache)
		___cache_free(old.cache, old.object);
	return true;
}

/**
 * kasan_quarantine_remove_cache() - really free what waits of a cache
 * @s: cache that will be destroyed
 */
void kasan_quarantine_remove_cache(struct kmem_cache *s)
{
	unsigned int i;

	for (i = 0; i < QUARANTINE_OBJECTS; i++) {
		void *object = NULL;
		unsigned long flags;

		spin_lock_irqsave(&quarantine_lock, flags);
		if (ring[i].cache == s) {
			object = ring[i].object;
			ring[i].cache = NULL;
		}
		spin_unlock_irqrestore(&quarantine_lock, flags);
		if (object)
			___cache_free(s, object);
	}
}
