// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/slab_debug.c - objects that are overrun, used after they were freed, or
 * freed twice (DEBUG=1)
 *
 *	red zones	a word before and after each object: RED_ACTIVE while
 *			it is used, RED_INACTIVE while it is free
 *	poison		a free object is POISON_FREE..., POISON_END; one that
 *			is handed out POISON_INUSE, unless it is constructed
 *			or readers of RCU may still look at it
 *
 * Everything is checked when an object is allocated and when it is freed.
 * What fails is reported, and never used again.
 *
 * Mirrors: Linux 4.6 mm/slub.c's debugging, and its messages.
 * Simpler than Linux in: always all checks; no record of who allocated.
 */
#include "slab.h"

#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/string.h>

static u64 *left_zone(struct kmem_cache *s, void *object)
{
	return object - sizeof(u64);
}

static u64 *right_zone(struct kmem_cache *s, void *object)
{
	return object + ALIGN(s->object_size, sizeof(u64));
}

static void set_red_zones(struct kmem_cache *s, void *object, u64 value)
{
	*left_zone(s, object) = value;
	*right_zone(s, object) = value;
}

/* May the contents of a free object be overwritten? */
static bool may_poison(struct kmem_cache *s)
{
	return !s->ctor && !(s->flags & SLAB_TYPESAFE_BY_RCU);
}

static void poison_free(struct kmem_cache *s, void *object)
{
	if (!may_poison(s))
		return;
	memset(object, POISON_FREE, s->object_size - 1);
	*((u8 *)object + s->object_size - 1) = POISON_END;
}

static void slab_bug(struct kmem_cache *s, struct page *page, void *object,
		     const char *what)
{
	pr_err("=============================================================================\n");
	pr_err("BUG %s (%s): %s\n", s->name, print_tainted(), what);
	pr_err("-----------------------------------------------------------------------------\n");
	pr_err("INFO: Slab %p objects=%u used=%u fp=%p flags=%#lx\n", page,
	       page->objects, page->inuse, page->freelist, page->flags);
	pr_err("INFO: Object %p @offset=%lu\n", object,
	       (unsigned long)(object - page_address(page)));
	print_hex_dump(KERN_ERR, "Object ", DUMP_PREFIX_ADDRESS, 16, 1,
		       object - sizeof(u64),
		       min_t(size_t, s->object_size + 2 * sizeof(u64), 256),
		       true);
	dump_stack();
	add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
}

static bool check_red_zones(struct kmem_cache *s, struct page *page,
			    void *object, u64 value)
{
	if (likely(*left_zone(s, object) == value &&
		   *right_zone(s, object) == value))
		return true;
	slab_bug(s, page, object, *left_zone(s, object) == value ?
		 "Right Redzone overwritten" : "Left Redzone overwritten");
	return false;
}

static bool check_poison(struct kmem_cache *s, struct page *page, void *object)
{
	u8 *p = object;

	if (!may_poison(s))
		return true;
	if (likely(!memchr_inv(p, POISON_FREE, s->object_size - 1) &&
		   p[s->object_size - 1] == POISON_END))
		return true;
	slab_bug(s, page, object, "Poison overwritten");
	return false;
}

/**
 * slab_debug_init_object() - an object of a new slab
 * @s: cache
 * @object: free, not yet constructed
 */
void slab_debug_init_object(struct kmem_cache *s, void *object)
{
	set_red_zones(s, object, RED_INACTIVE);
	poison_free(s, object);
}

/**
 * slab_debug_alloc() - check an object that is to be handed out
 * @s: cache
 * @object: free until now
 *
 * Return: false if it is damaged.
 */
bool slab_debug_alloc(struct kmem_cache *s, void *object)
{
	struct page *page = virt_to_head_page(object);

	if (!check_red_zones(s, page, object, RED_INACTIVE) ||
	    !check_poison(s, page, object))
		return false;
	set_red_zones(s, object, RED_ACTIVE);
	if (may_poison(s))
		memset(object, POISON_INUSE, s->object_size);
	return true;
}

/* Is @object the start of an object of @s? */
static bool check_pointer(struct kmem_cache *s, struct page *page,
			  void *object)
{
	unsigned long offset;

	if (!PageSlab(page)) {
		pr_err("BUG %s: Attempt to free object(%p) outside of slab\n",
		       s->name, object);
		dump_stack();
		return false;
	}
	if (page->slab_cache != s) {
		pr_err("BUG %s: object %p belongs to cache %s\n", s->name,
		       object, page->slab_cache->name);
		dump_stack();
		return false;
	}
	offset = object - page_address(page) - s->red_left_pad;
	if (offset % s->size || offset / s->size >= s->objects) {
		slab_bug(s, page, object, "Invalid object pointer");
		return false;
	}
	return true;
}

/**
 * slab_debug_free() - check an object that is given back
 * @s: cache
 * @object: in use until now
 *
 * Return: false if it must not be put into a free list.
 */
bool slab_debug_free(struct kmem_cache *s, void *object)
{
	struct page *page = virt_to_head_page(object);

	if (!check_pointer(s, page, object))
		return false;
	if (*left_zone(s, object) == RED_INACTIVE) {
		slab_bug(s, page, object, "Object already free");
		return false;
	}
	if (!check_red_zones(s, page, object, RED_ACTIVE))
		return false;
	set_red_zones(s, object, RED_INACTIVE);
	poison_free(s, object);
	return true;
}
