// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/slab.c - caches of objects of one kind
 *
 *	kmem_cache_alloc() <- cpu_slab->freelist (this CPU)
 *	                       ^ batch  | batch
 *	                       |        v
 *	                      slabs in s->partial <-> page allocator
 *
 * A slab is one compound page full of objects.  Free objects are linked by a
 * pointer inside them (behind them, when their contents must stay: with a
 * constructor, or SLAB_TYPESAFE_BY_RCU).  Each CPU holds a list of some free
 * objects of any slabs, so that the common case takes no lock.
 *
 * I1         a slab is in s->partial if and only if some of its objects are
 *            free and in its own freelist; full slabs are on no list.
 * I2         page->inuse counts the objects that users or CPUs have.
 * I3         an object in a freelist is constructed, if there is a ctor.
 * Locking    list_lock (interrupts off): partial, and freelist and inuse of
 *            all slabs.  The CPU lists: interrupts off.
 *            slab_caches_lock: the list of all caches.
 * Lifetime   slabs without used objects go back to the page allocator, except
 *            MIN_PARTIAL; with SLAB_TYPESAFE_BY_RCU after a grace period.
 * Context    any, down to hard interrupts, with GFP_ATOMIC; else process.
 * Entry      kmem_cache_create() kmem_cache_alloc() kmem_cache_free()
 *            kmem_cache_destroy() slabinfo_for_each()
 *
 * Mirrors: the interface of Linux 4.6 mm/slab_common.c, struct page's use by
 * mm/slub.c.  Simpler than Linux in: caches are never merged, no NUMA, no
 * sysfs.  kmalloc() is not built on this: see mm/kmalloc.c.
 */
#include "slab.h"

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/kasan.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/string.h>

static LIST_HEAD(slab_caches);			/* [slab_caches_lock] */
static DEFINE_SPINLOCK(slab_caches_lock);

/* The cache of struct kmem_cache, made without itself. */
static struct kmem_cache kmem_cache_boot;
static struct kmem_cache *kmem_cache;

/**
 * slab_is_available() - does kmem_cache_create() work yet?
 *
 * Return: true after kmem_cache_init().
 */
bool slab_is_available(void)
{
	return kmem_cache;
}

/*
 * Slabs
 */
static void account_slab(struct kmem_cache *s, struct page *page, long sign)
{
	long pages = sign * (1L << s->order);

	if (s->flags & SLAB_RECLAIM_ACCOUNT)
		mod_page_state(page, NR_SLAB_RECLAIMABLE, pages);
	else
		mod_page_state(page, NR_SLAB_UNRECLAIMABLE, pages);
}

/* Chain all objects of a new slab in the order of addresses. */
static void init_slab(struct kmem_cache *s, struct page *page)
{
	void *object = page_address(page) + s->red_left_pad;
	unsigned int i;

	kasan_poison_shadow(page_address(page), PAGE_SIZE << s->order,
			    KASAN_KMALLOC_REDZONE);
	page->freelist = object;
	for (i = 0; i < s->objects; i++, object += s->size) {
		slab_debug_init_object(s, object);
		kasan_unpoison_shadow(object, s->object_size);
		if (s->ctor)
			s->ctor(object);
		kasan_poison_shadow(object, s->object_size,
				    KASAN_KMALLOC_REDZONE);
		set_freepointer(s, object, i + 1 < s->objects ?
				object + s->size : NULL);
	}
	page->objects = s->objects;
	page->inuse = 0;
	page->frozen = 0;
	page->slab_cache = s;
}

static struct page *new_slab(struct kmem_cache *s, gfp_t flags)
{
	gfp_t gfp = flags & GFP_RECLAIM_MASK;
	struct page *page;

	page = alloc_pages(s->order ? gfp | __GFP_COMP : gfp, s->order);
	if (!page)
		return NULL;
	__SetPageSlab(page);
	init_slab(s, page);
	account_slab(s, page, 1);
	return page;
}

static void __free_slab(struct kmem_cache *s, struct page *page)
{
	account_slab(s, page, -1);
	page_mapcount_reset(page);
	page->mapping = NULL;
	__ClearPageSlab(page);
	__free_pages(page, s->order);
}

static void rcu_free_slab(struct rcu_head *head)
{
	struct page *page = container_of(head, struct page, rcu_head);

	__free_slab(page->slab_cache, page);
}

static void free_slab(struct kmem_cache *s, struct page *page)
{
	if (s->flags & SLAB_TYPESAFE_BY_RCU)
		call_rcu(&page->rcu_head, rcu_free_slab);
	else
		__free_slab(s, page);
}

static void free_slab_list(struct kmem_cache *s, struct list_head *slabs)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, slabs, lru)
		free_slab(s, page);
}

/* Under list_lock, down to collect_empty(). */
static void add_partial(struct kmem_cache *s, struct page *page)
{
	list_add(&page->lru, &s->partial);
	s->nr_partial++;
}

static void remove_partial(struct kmem_cache *s, struct page *page)
{
	list_del(&page->lru);
	s->nr_partial--;
}

static void add_slab(struct kmem_cache *s, struct page *page)
{
	s->nr_slabs++;
	s->nr_free += s->objects;
	add_partial(s, page);
}

static void discard_slab(struct kmem_cache *s, struct page *page,
			 struct list_head *discard)
{
	remove_partial(s, page);
	list_add(&page->lru, discard);
	s->nr_slabs--;
	s->nr_free -= s->objects;
}

/* Move up to @want objects of the first partial slabs to a CPU's list. */
static void take_objects(struct kmem_cache *s, struct kmem_cache_cpu *c,
			 unsigned int want)
{
	while (want && !list_empty(&s->partial)) {
		struct page *page = list_first_entry(&s->partial, struct page,
						     lru);
		void *object = page->freelist;

		for (; want && object; want--) {
			page->freelist = get_freepointer(s, object);
			set_freepointer(s, object, c->freelist);
			c->freelist = object;
			c->count++;
			page->inuse++;
			s->nr_free--;
			object = page->freelist;
		}
		if (!object)
			remove_partial(s, page);
	}
}

/* One object goes back to its slab; slabs to be freed gather in @discard. */
static void put_object(struct kmem_cache *s, void *object,
		       struct list_head *discard)
{
	struct page *page = virt_to_head_page(object);

	if (!page->freelist)
		add_partial(s, page);
	set_freepointer(s, object, page->freelist);
	page->freelist = object;
	s->nr_free++;
	if (!--page->inuse && s->nr_partial > MIN_PARTIAL)
		discard_slab(s, page, discard);
}

static void collect_empty(struct kmem_cache *s, struct list_head *discard)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &s->partial, lru)
		if (!page->inuse)
			discard_slab(s, page, discard);
}

/* Interrupts are off: @c is this CPU's, or nobody else's any more. */
static void flush_objects(struct kmem_cache *s, struct kmem_cache_cpu *c,
			  unsigned int count)
{
	LIST_HEAD(discard);

	spin_lock(&s->list_lock);
	for (; count && c->freelist; count--) {
		void *object = c->freelist;

		c->freelist = get_freepointer(s, object);
		c->count--;
		put_object(s, object, &discard);
	}
	spin_unlock(&s->list_lock);
	free_slab_list(s, &discard);
}

static inline void *pop_object(struct kmem_cache *s, struct kmem_cache_cpu *c)
{
	void *object = c->freelist;

	if (likely(object)) {
		c->freelist = get_freepointer(s, object);
		c->count--;
	}
	return object;
}

/* This CPU has none: get a batch from slabs that exist, or from a new one. */
static noinline void *refill_and_alloc(struct kmem_cache *s, gfp_t gfpflags)
{
	struct kmem_cache_cpu *c;
	struct page *page = NULL;
	unsigned long flags;
	void *object;

	for (;;) {
		local_irq_save(flags);
		c = this_cpu_ptr(s->cpu_slab);
		spin_lock(&s->list_lock);
		if (page)
			add_slab(s, page);
		take_objects(s, c, s->batch);
		spin_unlock(&s->list_lock);
		object = pop_object(s, c);
		local_irq_restore(flags);
		if (object)
			return object;
		page = new_slab(s, gfpflags);
		if (!page)
			return NULL;
	}
}

/**
 * kmem_cache_alloc() - allocate an object
 * @s: cache
 * @gfpflags: as for kmalloc()
 *
 * Context: any that the flags allow.
 * Return: an object, constructed if the cache has a constructor; or NULL.
 */
void *kmem_cache_alloc(struct kmem_cache *s, gfp_t gfpflags)
{
	unsigned long flags;
	void *object;

	might_sleep_if(gfpflags_allow_blocking(gfpflags & gfp_allowed_mask));
	if (should_failslab(s, gfpflags))
		return NULL;
	do {
		local_irq_save(flags);
		object = pop_object(s, this_cpu_ptr(s->cpu_slab));
		local_irq_restore(flags);
		if (unlikely(!object)) {
			object = refill_and_alloc(s, gfpflags);
			if (!object)
				return NULL;
		}
	} while (unlikely(!slab_debug_alloc(s, object)));

	kasan_unpoison_shadow(object, s->object_size);
	if (gfpflags & __GFP_ZERO)
		memset(object, 0, s->object_size);
	return object;
}

/* Under KASAN an object waits in quarantine before it is really freed. */
void ___cache_free(struct kmem_cache *s, void *object)
{
	struct kmem_cache_cpu *c;
	unsigned long flags;

	local_irq_save(flags);
	c = this_cpu_ptr(s->cpu_slab);
	set_freepointer(s, object, c->freelist);
	c->freelist = object;
	if (unlikely(++c->count > s->limit))
		flush_objects(s, c, s->batch);
	local_irq_restore(flags);
}

/**
 * kmem_cache_free() - give an object back
 * @s: the cache it is from
 * @object: the object; in its constructed state, if there is a constructor
 *
 * Context: any.
 */
void kmem_cache_free(struct kmem_cache *s, void *object)
{
	if (unlikely(!slab_debug_free(s, object)))
		return;
	if (kasan_slab_free(s, object))
		return;
	___cache_free(s, object);
}

/*
 * Making caches
 */

/* The first order that wastes at most an eighth, with few large slabs. */
static unsigned int calculate_order(unsigned int size)
{
	unsigned int order;

	for (order = 0; order < PAGE_ALLOC_COSTLY_ORDER; order++) {
		unsigned long bytes = PAGE_SIZE << order;

		if (bytes >= size && bytes % size <= bytes / 8)
			return order;
	}
	return max_t(unsigned int, order, get_order(size));
}

static unsigned int calculate_limit(unsigned int size)
{
	if (size >= PAGE_SIZE)
		return 4;
	if (size >= 1024)
		return 12;
	return size >= 256 ? 24 : 60;
}

static unsigned int calculate_alignment(unsigned long flags,
					unsigned int align, unsigned int size)
{
	unsigned int ralign = L1_CACHE_BYTES;

	if (flags & SLAB_HWCACHE_ALIGN) {
		while (size <= ralign / 2)
			ralign /= 2;
		align = max(align, ralign);
	}
	return ALIGN(max_t(unsigned int, align, sizeof(void *)),
		     sizeof(void *));
}

/*
 *	| red zone | object | red zone | free pointer | padding |
 *	^ slot       ^ what users see
 *
 * The red zones are there in debug builds, the free pointer behind the object
 * only where it cannot be inside.
 */
static void calculate_layout(struct kmem_cache *s)
{
	unsigned int size = ALIGN(s->object_size, sizeof(void *));

	if (s->flags & SLAB_RED_ZONE) {
		s->red_left_pad = ALIGN(sizeof(void *), s->align);
		size += sizeof(void *);
	}
	s->offset = 0;
	if (s->ctor || (s->flags & (SLAB_TYPESAFE_BY_RCU | SLAB_POISON))) {
		s->offset = size;
		size += sizeof(void *);
	}
	size = kasan_cache_size(s, size);
	s->size = ALIGN(size + s->red_left_pad, s->align);
	s->order = calculate_order(s->size);
	s->objects = (PAGE_SIZE << s->order) / s->size;
	s->limit = calculate_limit(s->size);
	s->batch = s->limit / 2;
}

static int init_cache(struct kmem_cache *s, const char *name,
		      unsigned int size, unsigned int align)
{
	s->name = name;
	s->object_size = size;
	s->align = calculate_alignment(s->flags, align, size);
	calculate_layout(s);
	spin_lock_init(&s->list_lock);
	INIT_LIST_HEAD(&s->partial);
	s->cpu_slab = alloc_percpu(struct kmem_cache_cpu);
	if (!s->cpu_slab)
		return -ENOMEM;
	spin_lock(&slab_caches_lock);
	list_add_tail(&s->list, &slab_caches);
	spin_unlock(&slab_caches_lock);
	return 0;
}

static struct kmem_cache *create_cache(const char *name, unsigned int size,
				       unsigned int align, unsigned long flags,
				       void (*ctor)(void *))
{
	struct kmem_cache *s = kmem_cache_zalloc(kmem_cache, GFP_KERNEL);

	if (!s)
		return NULL;
	s->flags = flags | SLAB_DEBUG_DEFAULT;
	s->ctor = ctor;
	name = kstrdup_const(name, GFP_KERNEL);
	if (!name)
		goto free_cache;
	if (init_cache(s, name, size, align))
		goto free_name;
	return s;

free_name:
	kfree_const(name);
free_cache:
	kmem_cache_free(kmem_cache, s);
	return NULL;
}

/**
 * kmem_cache_create() - make a cache
 * @name: for /proc/slabinfo; copied
 * @size: bytes of an object
 * @align: alignment of an object, 0 for that of a pointer
 * @flags: SLAB_*
 * @ctor: called for each object when its slab is made, or NULL
 *
 * Context: process context, may sleep.
 * Return: the cache, or NULL; with SLAB_PANIC never NULL.
 */
struct kmem_cache *kmem_cache_create(const char *name, size_t size,
				     size_t align, unsigned long flags,
				     void (*ctor)(void *object))
{
	struct kmem_cache *s = NULL;

	if (!WARN_ON(!name || !size || size > PAGE_SIZE * 8 ||
		     align > PAGE_SIZE || (align && !is_power_of_2(align))))
		s = create_cache(name, size, align, flags, ctor);
	if (!s && (flags & SLAB_PANIC))
		panic("kmem_cache_create: Failed to create slab '%s'", name);
	return s;
}

/**
 * kmem_cache_init() - kmem_cache_create() works from here on
 *
 * Context: boot, after mem_init().
 */
void __init kmem_cache_init(void)
{
	kmem_cache_boot.flags = SLAB_HWCACHE_ALIGN | SLAB_DEBUG_DEFAULT;
	if (init_cache(&kmem_cache_boot, "kmem_cache",
		       sizeof(struct kmem_cache), L1_CACHE_BYTES))
		panic("kmem_cache_init: no memory");
	kmem_cache = &kmem_cache_boot;
}

/* Nobody uses @s any more, so that all CPUs' lists may be touched. */
static unsigned long flush_all(struct kmem_cache *s)
{
	unsigned long flags, in_use;
	LIST_HEAD(discard);
	int cpu;

	kasan_quarantine_remove_cache(s);
	local_irq_save(flags);
	for_each_possible_cpu(cpu)
		flush_objects(s, per_cpu_ptr(s->cpu_slab, cpu), UINT_MAX);
	spin_lock(&s->list_lock);
	collect_empty(s, &discard);
	in_use = s->nr_slabs;
	spin_unlock(&s->list_lock);
	local_irq_restore(flags);
	free_slab_list(s, &discard);
	return in_use;
}

/**
 * kmem_cache_destroy() - the end of a cache
 * @s: cache without objects in use; NULL is fine
 *
 * Context: process context, may sleep.
 */
void kmem_cache_destroy(struct kmem_cache *s)
{
	if (!s)
		return;
	if (flush_all(s)) {
		pr_err("kmem_cache_destroy %s: Slab cache still has objects\n",
		       s->name);
		dump_stack();
		return;
	}
	if (s->flags & SLAB_TYPESAFE_BY_RCU)
		rcu_barrier();
	spin_lock(&slab_caches_lock);
	list_del(&s->list);
	spin_unlock(&slab_caches_lock);
	free_percpu(s->cpu_slab);
	kfree_const(s->name);
	kmem_cache_free(kmem_cache, s);
}

/**
 * kmem_cache_shrink() - free what this CPU keeps, and empty slabs
 * @s: cache
 *
 * Context: any.
 * Return: 0 if no slab is left, else 1.
 */
int kmem_cache_shrink(struct kmem_cache *s)
{
	unsigned long flags;
	LIST_HEAD(discard);

	local_irq_save(flags);
	flush_objects(s, this_cpu_ptr(s->cpu_slab), UINT_MAX);
	spin_lock(&s->list_lock);
	collect_empty(s, &discard);
	spin_unlock(&s->list_lock);
	local_irq_restore(flags);
	free_slab_list(s, &discard);
	return s->nr_slabs != 0;
}

/**
 * kmem_cache_size() - the size of an object
 * @s: cache
 *
 * Return: bytes, as requested.
 */
unsigned int kmem_cache_size(struct kmem_cache *s)
{
	return s->object_size;
}

static void get_slabinfo(struct kmem_cache *s, struct slabinfo *si)
{
	unsigned long flags, free;
	int cpu;

	spin_lock_irqsave(&s->list_lock, flags);
	free = s->nr_free;
	si->num_slabs = s->nr_slabs;
	spin_unlock_irqrestore(&s->list_lock, flags);
	for_each_possible_cpu(cpu)
		free += READ_ONCE(per_cpu_ptr(s->cpu_slab, cpu)->count);

	si->name = s->name;
	si->num_objs = si->num_slabs * s->objects;
	si->active_objs = si->num_objs - min(free, si->num_objs);
	si->active_slabs = si->num_slabs;
	si->object_size = s->size;
	si->objects_per_slab = s->objects;
	si->cache_order = s->order;
}

/**
 * slabinfo_for_each() - walk over all caches
 * @show: called with the numbers of each; must not sleep
 * @arg: passed on to @show
 *
 * Context: process context.
 * Return: the first non-zero result of @show, or 0.
 */
int slabinfo_for_each(int (*show)(const struct slabinfo *si, void *arg),
		      void *arg)
{
	struct slabinfo si;
	struct kmem_cache *s;
	int ret = 0;

	spin_lock(&slab_caches_lock);
	list_for_each_entry(s, &slab_caches, list) {
		get_slabinfo(s, &si);
		ret = show(&si, arg);
		if (ret)
			break;
	}
	spin_unlock(&slab_caches_lock);
	return ret;
}
