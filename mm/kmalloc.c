// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/kmalloc.c - memory by the byte: the size classes of Linux 2.0.40
 *
 * A request is served by the first class whose blocks are large enough for
 * it and its header.  A class owns areas of 2^gfporder pages, carved into
 * nblocks blocks of equal size:
 *
 *	page     +0                 +32            +32+size
 *	         | page_descriptor  | block        | block        | ...
 *	                            | header, data | header, data |
 *	                              16
 *
 *	sizes[i].firstfree -> area -> area	areas with a free block
 *	area->firstfree -> block -> block	its free blocks
 *
 * So PAGE_DESC(p) = p & PAGE_MASK finds the area of a block, also in areas
 * of many pages: those hold one block, which begins in the first page.
 *
 * I1         a block is MF_USED or MF_DMA while a caller has it, and MF_FREE
 *            on its area's list; kmalloc() and kfree() check that, and refuse
 *            what is neither.
 * I2         an area is on its class's list if and only if nfree > 0.
 * I3         kmalloc_cache[] keeps at most one area of each order.
 * Locking    size_descriptor.lock (interrupts off): the class's lists and
 *            numbers, and all blocks and descriptors of its areas.
 *            kmalloc_cache[] is exchanged atomically.  Pages are allocated
 *            without locks; two tasks may both add an area, both are kept.
 * Context    any, down to hard interrupts, with GFP_ATOMIC; else process.
 * Entry      kmalloc() (linux/slab.h) kfree() krealloc() ksize()
 *
 * Mirrors: Linux 2.0.40 mm/kmalloc.c.  Changed knowingly:
 * - Its table is made for 4-byte pointers.  Here the header has 16 bytes and
 *   the descriptor 32, and blocks are multiples of 16, so that all pointers
 *   are aligned to 16.
 * - It looks into kmalloc_cache[] by class and fills it by gfporder, which
 *   can hand out an area of the wrong size.  Here both go by gfporder.
 * - It stops to force GFP_ATOMIC in interrupts after four warnings.  Here
 *   only the warning stops.
 * - cli() protected it.  Here a lock per class does, on all CPUs.
 */
#include <linux/slab.h>

#include <linux/err.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kasan.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "internal.h"

/* Values that no pointer and no length has. */
#define MF_USED		0xffaa0055u
#define MF_DMA		0xff00aa55u
#define MF_FREE		0x0055ffaau

struct block_header {
	unsigned long bh_flags;			/* MF_* */
	union {
		unsigned long ubh_length;	/* used: as requested */
		struct block_header *fbh_next;	/* free: the next one */
	} vp;
};
#define bh_length	vp.ubh_length
#define bh_next		vp.fbh_next

/* [l] the class's lock  [I] while the area exists */
struct page_descriptor {
	struct page_descriptor *next;	/* [l] in the class's list */
	struct block_header *firstfree;	/* [l] */
	int order;			/* [I] index of the class */
	int nfree;			/* [l] free blocks */
} __aligned(16);

#define DESCRIPTOR_SIZE	32
#define PAGE_DESC(p) \
	((struct page_descriptor *)((unsigned long)(p) & PAGE_MASK))
#define BH(p)		((struct block_header *)(p))

/* [I] initialised by the table  [l] lock */
struct size_descriptor {
	unsigned int size;		/* [I] of a block, with header */
	unsigned int nblocks;		/* [I] per area */
	unsigned int gfporder;		/* [I] pages of an area, log2 */
	spinlock_t lock;
	struct page_descriptor *firstfree;	/* [l] areas with room */
	struct page_descriptor *dmafree;	/* [l] the same, for DMA */
	unsigned long nmallocs;		/* [l] */
	unsigned long nfrees;		/* [l] */
	unsigned long nbytesmalloced;	/* [l] requested and not yet freed */
	unsigned long npages;		/* [l] areas */
} ____cacheline_aligned;

#define CLASS(_i, _size, _nblocks, _gfporder)				\
	[_i] = { .size = _size, .nblocks = _nblocks, .gfporder = _gfporder, \
		 .lock = __SPIN_LOCK_UNLOCKED(sizes[_i].lock) }

static struct size_descriptor sizes[KMALLOC_NR_CLASSES] = {
	CLASS(0, 32, 127, 0),
	CLASS(1, 64, 63, 0),
	CLASS(2, 128, 31, 0),
	CLASS(3, 240, 16, 0),
	CLASS(4, 496, 8, 0),
	CLASS(5, 1008, 4, 0),
	CLASS(6, 2032, 2, 0),
	CLASS(7, 4096 - DESCRIPTOR_SIZE, 1, 0),
	CLASS(8, 8192 - DESCRIPTOR_SIZE, 1, 1),
	CLASS(9, 16384 - DESCRIPTOR_SIZE, 1, 2),
	CLASS(10, 32768 - DESCRIPTOR_SIZE, 1, 3),
	CLASS(11, 65536 - DESCRIPTOR_SIZE, 1, 4),
	CLASS(12, 131072 - DESCRIPTOR_SIZE, 1, 5),
};

#define NBLOCKS(order)		(sizes[order].nblocks)
#define BLOCKSIZE(order)	(sizes[order].size)
#define AREASIZE(order)		(PAGE_SIZE << sizes[order].gfporder)

/* One area per order (0, 1, 2) is kept for hard times.  Exchanged only. */
#define MAX_CACHE_ORDER	3
static struct page_descriptor *kmalloc_cache[MAX_CACHE_ORDER];

/* Complaints about sleeping requests in interrupts that may still be made. */
static atomic_t nonatomic_warnings = ATOMIC_INIT(4);

/**
 * kmalloc_init() - check the table
 *
 * Context: boot.
 */
void __init kmalloc_init(void)
{
	unsigned int order;

	BUILD_BUG_ON(sizeof(struct block_header) != KMALLOC_HEADER_SIZE);
	BUILD_BUG_ON(sizeof(struct page_descriptor) > DESCRIPTOR_SIZE);
	for (order = 0; order < KMALLOC_NR_CLASSES; order++) {
		unsigned int used = NBLOCKS(order) * BLOCKSIZE(order) +
				    DESCRIPTOR_SIZE;

		if (used <= AREASIZE(order) && !(BLOCKSIZE(order) % 16) &&
		    kmalloc_class(BLOCKSIZE(order) - KMALLOC_HEADER_SIZE) ==
		    order)
			continue;
		pr_err("Cannot use %u bytes out of %lu in order = %u block mallocs\n",
		       used, AREASIZE(order), order);
		panic("This only happens if someone messes with kmalloc");
	}
}

static struct page_descriptor *get_kmalloc_pages(gfp_t priority,
						 unsigned int order, bool dma)
{
	gfp_t gfp = (priority & GFP_RECLAIM_MASK) | __GFP_NOWARN;
	unsigned int gfporder = sizes[order].gfporder;
	struct page *page = alloc_pages(gfp | (dma ? __GFP_DMA : 0), gfporder);

	if (page) {
		mod_page_state(page, NR_SLAB_UNRECLAIMABLE, 1L << gfporder);
		return page_address(page);
	}
	/* This can be quite something, but it is better than nothing. */
	if (!dma && gfporder < MAX_CACHE_ORDER)
		return xchg(&kmalloc_cache[gfporder], NULL);
	return NULL;
}

/* Areas of DMA memory are too rare to be kept. */
static void free_kmalloc_pages(struct page_descriptor *page,
			       unsigned int order, bool dma)
{
	unsigned int gfporder = sizes[order].gfporder;

	if (!dma && gfporder < MAX_CACHE_ORDER) {
		page = xchg(&kmalloc_cache[gfporder], page);
		if (!page)
			return;
	}
	mod_page_state(virt_to_page(page), NR_SLAB_UNRECLAIMABLE,
		       -(1L << gfporder));
	free_pages((unsigned long)page, gfporder);
}

/* The list of a class on which an area with room for @type belongs. */
static inline struct page_descriptor **class_list(struct size_descriptor *bucket,
						  unsigned int type)
{
	return type == MF_DMA ? &bucket->dmafree : &bucket->firstfree;
}

/* Carve a new area into free blocks, in the order of addresses. */
static void init_area(struct page_descriptor *page, unsigned int order)
{
	unsigned int size = BLOCKSIZE(order);
	char *block = (char *)page + DESCRIPTOR_SIZE;
	unsigned int i;

	kasan_poison_shadow(page, AREASIZE(order), KASAN_KMALLOC_REDZONE);
	for (i = NBLOCKS(order); i > 1; i--, block += size) {
		BH(block)->bh_flags = MF_FREE;
		BH(block)->bh_next = BH(block + size);
	}
	BH(block)->bh_flags = MF_FREE;
	BH(block)->bh_next = NULL;

	page->order = order;
	page->nfree = NBLOCKS(order);
	page->firstfree = BH((char *)page + DESCRIPTOR_SIZE);
}

static noinline struct block_header *damaged_block(struct block_header *p)
{
	pr_err("Problem: block on freelist at %08lx isn't free.\n",
	       (unsigned long)p);
	return ERR_PTR(-EFAULT);
}

/*
 * The first block of the first area, if there is one.  The lock is held.
 * ERR_PTR when the block is damaged: then it is not to be used, and its area
 * is left alone.
 */
static inline struct block_header *take_block(struct size_descriptor *bucket,
					      unsigned int type, size_t size)
{
	struct page_descriptor **list = class_list(bucket, type);
	struct page_descriptor *page = *list;
	struct block_header *p;

	if (!page)
		return NULL;
	p = page->firstfree;
	if (unlikely(p->bh_flags != MF_FREE))
		return damaged_block(p);

	page->firstfree = p->bh_next;
	if (!--page->nfree) {
		*list = page->next;
		page->next = NULL;
	}
	bucket->nmallocs++;
	bucket->nbytesmalloced += size;
	p->bh_flags = type;
	p->bh_length = size;
	return p;
}

static noinline void no_free_page(gfp_t priority)
{
	static unsigned long last;
	static bool printed;

	/* 2.0's BUFFER and IO requests expect to fail and say nothing. */
	if ((priority & __GFP_NOWARN) ||
	    (gfpflags_allow_blocking(priority) && !(priority & __GFP_FS)))
		return;
	if (printed && time_before(jiffies, last + 10 * HZ))
		return;
	printed = true;
	last = jiffies;
	pr_warn("Couldn't get a free page.....\n");
}

static noinline gfp_t nonatomic_in_interrupt(gfp_t priority, const void *caller)
{
	if (atomic_dec_if_positive(&nonatomic_warnings) >= 0)
		pr_warn("kmalloc called nonatomically from interrupt %p\n",
			caller);
	return GFP_ATOMIC | (priority & (__GFP_ZERO | __GFP_DMA | __GFP_NOWARN));
}

/* The class has no area with room: make one, and take its first block. */
static noinline struct block_header *add_area(unsigned int order,
					      unsigned int type, size_t size,
					      gfp_t priority)
{
	struct size_descriptor *bucket = &sizes[order];
	struct page_descriptor *page, **list;
	struct block_header *p;
	unsigned long flags;

	page = get_kmalloc_pages(priority, order, type == MF_DMA);
	if (!page) {
		no_free_page(priority);
		return NULL;
	}
	init_area(page, order);

	spin_lock_irqsave(&bucket->lock, flags);
	list = class_list(bucket, type);
	page->next = *list;
	*list = page;
	bucket->npages++;
	p = take_block(bucket, type, size);
	spin_unlock_irqrestore(&bucket->lock, flags);
	return p;
}

/* Of the @room behind a header @size bytes may be used, the rest is red zone. */
static void mark_usable(void *block, size_t size, size_t room)
{
	size_t used = round_up(size, KASAN_SHADOW_SCALE_SIZE);

	kasan_unpoison_shadow(block, size);
	kasan_poison_shadow(block + used, room - used,
			    KASAN_KMALLOC_REDZONE);
}

static void *kmalloc_order(unsigned int order, size_t size, gfp_t priority,
			   const void *caller)
{
	unsigned int type = priority & __GFP_DMA ? MF_DMA : MF_USED;
	struct size_descriptor *bucket = &sizes[order];
	struct block_header *p;
	unsigned long flags;

	if (unlikely(gfpflags_allow_blocking(priority) && in_interrupt()))
		priority = nonatomic_in_interrupt(priority, caller);
	might_sleep_if(gfpflags_allow_blocking(priority & gfp_allowed_mask));
	if (should_failslab(NULL, priority))
		return NULL;

	spin_lock_irqsave(&bucket->lock, flags);
	p = take_block(bucket, type, size);
	spin_unlock_irqrestore(&bucket->lock, flags);
	if (unlikely(!p))
		p = add_area(order, type, size, priority);
	if (unlikely(IS_ERR_OR_NULL(p)))
		return NULL;
	p++;
	mark_usable(p, size, bucket->size - KMALLOC_HEADER_SIZE);
	if (priority & __GFP_ZERO)
		memset(p, 0, size);
	return p;
}

static noinline void *too_large(size_t size, gfp_t priority)
{
	if (!(priority & __GFP_NOWARN))
		pr_warn("kmalloc of too large a block (%zu bytes).\n", size);
	return NULL;
}

/**
 * __kmalloc_class() - kmalloc() of a constant size
 * @class: what kmalloc_class() says of @size
 * @size: bytes, not too large
 * @flags: as for kmalloc()
 *
 * Return: as kmalloc().
 */
void *__kmalloc_class(unsigned int class, size_t size, gfp_t flags)
{
	return kmalloc_order(class, size, flags, __builtin_return_address(0));
}

/**
 * __kmalloc() - kmalloc() of any size
 * @size: bytes
 * @flags: as for kmalloc()
 *
 * Return: as kmalloc(); NULL with a message when @size is too large.
 */
void *__kmalloc(size_t size, gfp_t flags)
{
	unsigned int order = 0;

	if (unlikely(size > KMALLOC_MAX_SIZE))
		return too_large(size, flags);
	/* The class below the next power of two, or the one after it. */
	if (size > 32 - KMALLOC_HEADER_SIZE) {
		order = fls(size + KMALLOC_HEADER_SIZE - 1) - 5;
		if (size + KMALLOC_HEADER_SIZE > BLOCKSIZE(order))
			order++;
	}
	return kmalloc_order(order, size, flags, __builtin_return_address(0));
}

static void not_kmalloced(const void *ptr, struct page_descriptor *page)
{
	pr_err("kfree of non-kmalloced memory: %p, next= %p, order=%d\n",
	       BH(ptr) + 1, page->next, page->order);
	dump_stack();
}

/* All but the flags, which only the lock makes certain. */
static inline bool descriptor_valid(struct page_descriptor *page)
{
	return !((unsigned long)page->next & ~PAGE_MASK) &&
	       (unsigned int)page->order < KMALLOC_NR_CLASSES;
}

/* All blocks of @page are free: it leaves the class.  The lock is held. */
static bool unlink_area(struct page_descriptor **list,
			struct page_descriptor *page)
{
	while (*list && *list != page)
		list = &(*list)->next;
	if (!*list) {
		pr_err("Ooops. page %p doesn't show on freelist.\n", page);
		return false;
	}
	*list = page->next;
	return true;
}

/* Give a used block back; true if @page has to be freed now. */
static bool put_block(struct size_descriptor *bucket,
		      struct page_descriptor *page, struct block_header *p,
		      unsigned int type)
{
	struct page_descriptor **list = class_list(bucket, type);

	bucket->nfrees++;
	bucket->nbytesmalloced -= p->bh_length;
	p->bh_flags = MF_FREE;
	p->bh_next = page->firstfree;
	page->firstfree = p;
	if (!page->nfree++ && bucket->nblocks > 1) {
		page->next = *list;
		*list = page;
		return false;
	}
	if (page->nfree < bucket->nblocks ||
	    (bucket->nblocks > 1 && !unlink_area(list, page)))
		return false;
	bucket->npages--;
	return true;
}

/**
 * kfree() - free what kmalloc() gave
 * @ptr: the memory; NULL is fine
 *
 * What is no used block of ours is reported and left alone, as far as the
 * descriptor and header where they should be can be read at all.
 *
 * Context: any.
 */
void kfree(const void *ptr)
{
	struct block_header *p = BH(ptr) - 1;
	struct page_descriptor *page = PAGE_DESC(p);
	struct size_descriptor *bucket;
	unsigned long flags, type;
	bool empty;

	if (!ptr)
		return;
	if (unlikely(!descriptor_valid(page))) {
		not_kmalloced(p, page);
		return;
	}
	bucket = &sizes[page->order];
	spin_lock_irqsave(&bucket->lock, flags);
	type = p->bh_flags;
	if (unlikely(type != MF_USED && type != MF_DMA)) {
		spin_unlock_irqrestore(&bucket->lock, flags);
		not_kmalloced(p, page);
		return;
	}
	kasan_poison_shadow(ptr, bucket->size - KMALLOC_HEADER_SIZE,
			    KASAN_KMALLOC_FREE);
	empty = put_block(bucket, page, p, type);
	spin_unlock_irqrestore(&bucket->lock, flags);
	if (empty)
		free_kmalloc_pages(page, bucket - sizes, type == MF_DMA);
}

/**
 * ksize() - how much memory is there really?
 * @ptr: what kmalloc() gave; NULL is fine
 *
 * Return: bytes that may be used, at least what was requested.
 */
size_t ksize(const void *ptr)
{
	struct block_header *p = BH(ptr) - 1;
	size_t size;

	if (!ptr)
		return 0;
	size = BLOCKSIZE(PAGE_DESC(p)->order) - KMALLOC_HEADER_SIZE;
	kasan_unpoison_shadow(ptr, size);
	return size;
}

/* Grow or shrink within the block. */
static void set_length(struct block_header *p, size_t size)
{
	struct size_descriptor *bucket = &sizes[PAGE_DESC(p)->order];
	unsigned long flags;

	spin_lock_irqsave(&bucket->lock, flags);
	bucket->nbytesmalloced += size - p->bh_length;
	p->bh_length = size;
	spin_unlock_irqrestore(&bucket->lock, flags);
	mark_usable(p + 1, size, bucket->size - KMALLOC_HEADER_SIZE);
}

/**
 * krealloc() - change the size of an allocation, its contents stay
 * @p: what kmalloc() gave, or NULL
 * @new_size: bytes; 0 frees
 * @flags: as for kmalloc()
 *
 * Context: as kmalloc().
 * Return: the memory, perhaps elsewhere; NULL with @p untouched.
 */
void *krealloc(const void *p, size_t new_size, gfp_t flags)
{
	size_t old_size;
	void *new;

	if (!new_size) {
		kfree(p);
		return NULL;
	}
	if (p) {
		if (new_size <= BLOCKSIZE(PAGE_DESC(BH(p) - 1)->order) -
				KMALLOC_HEADER_SIZE) {
			set_length(BH(p) - 1, new_size);
			return (void *)p;
		}
	}
	new = __kmalloc(new_size, flags);
	if (new && p) {
		old_size = (BH(p) - 1)->bh_length;
		memcpy(new, p, min(old_size, new_size));
		kfree(p);
	}
	return new;
}

/**
 * kmalloc_get_stat() - what a class has done so far
 * @class: 0 .. KMALLOC_NR_CLASSES - 1
 * @st: gets it
 *
 * Context: any.
 */
void kmalloc_get_stat(unsigned int class, struct kmalloc_stat *st)
{
	struct size_descriptor *bucket = &sizes[class];
	unsigned long flags;

	spin_lock_irqsave(&bucket->lock, flags);
	*st = (struct kmalloc_stat) {
		.size = bucket->size,
		.nblocks = bucket->nblocks,
		.gfporder = bucket->gfporder,
		.nmallocs = bucket->nmallocs,
		.nfrees = bucket->nfrees,
		.nbytesmalloced = bucket->nbytesmalloced,
		.npages = bucket->npages,
	};
	spin_unlock_irqrestore(&bucket->lock, flags);
	st->cached = bucket->gfporder < MAX_CACHE_ORDER &&
		     READ_ONCE(kmalloc_cache[bucket->gfporder]);
}
