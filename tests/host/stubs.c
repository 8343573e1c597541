// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/host/stubs.c - what the code under test finds instead of the kernel
 *
 * There is one cache: the radix tree's, made once by each file's setup().
 */
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "tap.h"

int host_warnings;
int host_preempt_count;
long host_allocated;
int host_fail_after = -1;
unsigned long jiffies = 1000;

struct kmem_cache {
	size_t size;
};

void *kmalloc(size_t size, gfp_t gfp)
{
	if (host_fail_after >= 0 && host_fail_after-- == 0) {
		host_fail_after = 0;
		return NULL;
	}
	host_allocated++;
	return host_malloc(size);
}

void *kzalloc(size_t size, gfp_t gfp)
{
	void *p = kmalloc(size, gfp);

	if (p)
		memset(p, 0, size);
	return p;
}

void kfree(const void *p)
{
	if (p)
		host_allocated--;
	host_free((void *)p);
}

struct kmem_cache *kmem_cache_create(const char *name, size_t size,
				     size_t align, unsigned long flags,
				     void (*ctor)(void *))
{
	static struct kmem_cache cache;

	cache.size = size;
	return &cache;
}

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp)
{
	return kmalloc(cache->size, gfp);
}

void kmem_cache_free(struct kmem_cache *cache, void *obj)
{
	kfree(obj);
}

int printk_deferred(const char *fmt, ...)
{
	return 0;
}
