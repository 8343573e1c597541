/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/slab.h - kmalloc() and object caches
 *
 * kmalloc() is the allocator of Linux 2.0.40 (mm/kmalloc.c): power-of-two
 * classes, a header before each block.  Pointers are aligned to 16 bytes;
 * the largest request is KMALLOC_MAX_SIZE.  What must be aligned to more,
 * or is allocated often, deserves a kmem_cache (mm/slab.c).
 */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/types.h>

struct kmem_cache;

/* kmem_cache_create() flags */
#define SLAB_CONSISTENCY_CHECKS	0x00000100UL	/* check on alloc and free */
#define SLAB_RED_ZONE		0x00000400UL	/* guard words around */
#define SLAB_POISON		0x00000800UL	/* fill free objects */
#define SLAB_HWCACHE_ALIGN	0x00002000UL	/* no shared cache lines */
#define SLAB_STORE_USER		0x00010000UL
#define SLAB_RECLAIM_ACCOUNT	0x00020000UL	/* counts as SReclaimable */
#define SLAB_PANIC		0x00040000UL	/* no cache, no system */
/*
 * The memory of a freed object stays an object of this type for a grace
 * period: an RCU reader may lock it, but must then check its identity.
 * Only whole slabs are delayed; an object may be reused at once.
 */
#define SLAB_TYPESAFE_BY_RCU	0x00080000UL
#define SLAB_DESTROY_BY_RCU	SLAB_TYPESAFE_BY_RCU
#define SLAB_MEM_SPREAD		0x00100000UL
#define SLAB_ACCOUNT		0x04000000UL

/* 2.0.40 serves a request of 0 bytes with a real block. */
#define ZERO_OR_NULL_PTR(x)	(!(x))

#define ARCH_KMALLOC_MINALIGN	16
#define KMALLOC_HEADER_SIZE	16
#define KMALLOC_MAX_SIZE	(131040 - KMALLOC_HEADER_SIZE)

struct kmem_cache *kmem_cache_create(const char *name, size_t size,
				     size_t align, unsigned long flags,
				     void (*ctor)(void *object));
void kmem_cache_destroy(struct kmem_cache *s);
int kmem_cache_shrink(struct kmem_cache *s);
void *kmem_cache_alloc(struct kmem_cache *s, gfp_t flags);
void kmem_cache_free(struct kmem_cache *s, void *object);
unsigned int kmem_cache_size(struct kmem_cache *s);
void kmem_cache_init(void);
bool slab_is_available(void);

#define KMEM_CACHE(__struct, __flags)					\
	kmem_cache_create(#__struct, sizeof(struct __struct),		\
			  __alignof__(struct __struct), (__flags), NULL)

static inline void *kmem_cache_zalloc(struct kmem_cache *s, gfp_t flags)
{
	return kmem_cache_alloc(s, flags | __GFP_ZERO);
}

#define kmem_cache_alloc_node(s, flags, node) kmem_cache_alloc(s, flags)

void kmalloc_init(void);
void *__kmalloc(size_t size, gfp_t flags);
void *__kmalloc_class(unsigned int class, size_t size, gfp_t flags);
void kfree(const void *ptr);
size_t ksize(const void *ptr);
void *krealloc(const void *p, size_t new_size, gfp_t flags);

/*
 * The class of a constant size, worked out by the compiler; 13: too large.
 * The table is that of mm/kmalloc.c, less the header.
 */
static __always_inline unsigned int kmalloc_class(size_t size)
{
	return size <= 16 ? 0 : size <= 48 ? 1 : size <= 112 ? 2 :
	       size <= 224 ? 3 : size <= 480 ? 4 : size <= 992 ? 5 :
	       size <= 2016 ? 6 : size <= 4048 ? 7 : size <= 8144 ? 8 :
	       size <= 16336 ? 9 : size <= 32720 ? 10 : size <= 65488 ? 11 :
	       size <= KMALLOC_MAX_SIZE ? 12 : 13;
}

/**
 * kmalloc() - allocate @size bytes of physically contiguous memory
 * @size: bytes, at most KMALLOC_MAX_SIZE
 * @flags: GFP_KERNEL may sleep, GFP_ATOMIC may not; __GFP_ZERO clears
 *
 * Return: memory aligned to 16 bytes, or NULL.
 */
static __always_inline void *kmalloc(size_t size, gfp_t flags)
{
	if (__builtin_constant_p(size) && size <= KMALLOC_MAX_SIZE)
		return __kmalloc_class(kmalloc_class(size), size, flags);
	return __kmalloc(size, flags);
}

static __always_inline void *kzalloc(size_t size, gfp_t flags)
{
	return kmalloc(size, flags | __GFP_ZERO);
}

static __always_inline void *kmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return __kmalloc(bytes, flags);
}

static inline void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	return kmalloc_array(n, size, flags | __GFP_ZERO);
}

#define kmalloc_node(size, flags, node)		kmalloc(size, flags)
#define kzalloc_node(size, flags, node)		kzalloc(size, flags)
#define kmalloc_array_node(n, size, flags, node) kmalloc_array(n, size, flags)
#define kcalloc_node(n, size, flags, node)	kcalloc(n, size, flags)
#define kmalloc_track_caller(size, flags)	kmalloc(size, flags)

/* What each kmalloc class has done; for the reader of /proc/kmalloc20. */
struct kmalloc_stat {
	unsigned int	size;		/* of a block, with its header */
	unsigned int	nblocks;	/* per area */
	unsigned int	gfporder;	/* of an area */
	unsigned long	nmallocs;
	unsigned long	nfrees;
	unsigned long	nbytesmalloced;	/* requested, in use now */
	unsigned long	npages;		/* areas in use now */
	bool		cached;		/* an area of this order is kept */
};
#define KMALLOC_NR_CLASSES	13
void kmalloc_get_stat(unsigned int class, struct kmalloc_stat *st);

/* One line of /proc/slabinfo. */
struct slabinfo {
	const char	*name;
	unsigned long	active_objs;
	unsigned long	num_objs;
	unsigned long	active_slabs;
	unsigned long	num_slabs;
	unsigned int	object_size;
	unsigned int	objects_per_slab;
	unsigned int	cache_order;
};
/*
 * Calls @show for each cache under a spinlock; stops at a non-zero return and
 * hands that back.
 */
int slabinfo_for_each(int (*show)(const struct slabinfo *si, void *arg),
		      void *arg);

/* mm/util.c */
char *kstrdup(const char *s, gfp_t gfp);
const char *kstrdup_const(const char *s, gfp_t gfp);
char *kstrndup(const char *s, size_t len, gfp_t gfp);
void *kmemdup(const void *src, size_t len, gfp_t gfp);
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp);
void kfree_const(const void *x);
void *memdup_user(const void __user *src, size_t len);
void *vmemdup_user(const void __user *src, size_t len);
void *memdup_user_nul(const void __user *src, size_t len);
char *strndup_user(const char __user *s, long n);

/* mm/fault_inject.c: fault injection in debug builds, failslab= */
#ifdef CONFIG_DEBUG
bool should_failslab(struct kmem_cache *s, gfp_t gfpflags);
bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order);
#else
static inline bool should_failslab(struct kmem_cache *s, gfp_t gfpflags)
{
	return false;
}

static inline bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order)
{
	return false;
}
#endif

#endif /* _LINUX_SLAB_H */
