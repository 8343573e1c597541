/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm/slab.h - the inside of a kmem_cache, for slab.c and slab_debug.c
 */
#ifndef __MM_SLAB_H
#define __MM_SLAB_H

#include <linux/list.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

/* A CPU's own free objects, of any slabs.  [P] this CPU, interrupts off. */
struct kmem_cache_cpu {
	void *freelist;			/* [P] */
	unsigned int count;		/* [P] objects in the list */
};

/* [I] from kmem_cache_create() on   [l] list_lock   [c] slab_caches_lock */
struct kmem_cache {
	struct kmem_cache_cpu __percpu *cpu_slab;	/* [I] */
	unsigned int offset;		/* [I] of the free pointer in an object */
	unsigned int limit;		/* [I] free objects a CPU may keep */
	unsigned int batch;		/* [I] objects moved at a time */
	unsigned int object_size;	/* [I] what the user asked for */
	unsigned int size;		/* [I] from object to object */
	unsigned int red_left_pad;	/* [I] in front of an object, debugging */
	unsigned int align;		/* [I] */
	unsigned int order;		/* [I] of a slab's pages */
	unsigned int objects;		/* [I] per slab */
	unsigned long flags;		/* [I] SLAB_* */
	void (*ctor)(void *object);	/* [I] */
	const char *name;		/* [I] */
	struct list_head list;		/* [c] in slab_caches */

	spinlock_t list_lock;
	struct list_head partial;	/* [l] slabs with free objects */
	unsigned long nr_partial;	/* [l] slabs in it */
	unsigned long nr_slabs;		/* [l] all */
	unsigned long nr_free;		/* [l] free objects in partial slabs */
};

/* Free slabs that a cache keeps. */
#define MIN_PARTIAL	2

static inline void *get_freepointer(struct kmem_cache *s, void *object)
{
	return *(void **)(object + s->offset);
}

static inline void set_freepointer(struct kmem_cache *s, void *object,
				   void *fp)
{
	*(void **)(object + s->offset) = fp;
}

/* mm/slab.c: past all checks, for the quarantine of mm/kasan. */
void ___cache_free(struct kmem_cache *s, void *object);

/*
 * mm/slab_debug.c: red zones and poison.  What fails a check is lost.  KASAN
 * finds all that these find, and would complain about the checks.
 */
#if defined(CONFIG_DEBUG) && !defined(CONFIG_KASAN)
#define SLAB_DEBUG_DEFAULT	(SLAB_CONSISTENCY_CHECKS | SLAB_RED_ZONE | \
				 SLAB_POISON)
void slab_debug_init_object(struct kmem_cache *s, void *object);
bool slab_debug_alloc(struct kmem_cache *s, void *object);
bool slab_debug_free(struct kmem_cache *s, void *object);
#else
#define SLAB_DEBUG_DEFAULT	0
static inline void slab_debug_init_object(struct kmem_cache *s, void *object)
{
}

static inline bool slab_debug_alloc(struct kmem_cache *s, void *object)
{
	return true;
}

static inline bool slab_debug_free(struct kmem_cache *s, void *object)
{
	return true;
}
#endif

#endif /* __MM_SLAB_H */
