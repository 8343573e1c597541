/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Host tests: memory from libc, counted, failing when told to.
 *
 * host_fail_after counts down with each allocation; at 0 it fails.  Below 0
 * none fails.
 */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/gfp.h>
#include <linux/types.h>

#define SLAB_PANIC		0
#define SLAB_RECLAIM_ACCOUNT	0

struct kmem_cache;

extern long host_allocated;
extern int host_fail_after;

struct kmem_cache *kmem_cache_create(const char *name, size_t size,
				     size_t align, unsigned long flags,
				     void (*ctor)(void *));
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp);
void kmem_cache_free(struct kmem_cache *cache, void *obj);
void *kmalloc(size_t size, gfp_t gfp);
void *kzalloc(size_t size, gfp_t gfp);
void kfree(const void *p);

#endif
