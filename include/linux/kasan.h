/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/kasan.h - which memory may be touched (KASAN=1 builds)
 *
 * One shadow byte for 8 bytes: 0 all may be touched, 1..7 the first so many,
 * negative none, and why.
 */
#ifndef _LINUX_KASAN_H
#define _LINUX_KASAN_H

#include <linux/types.h>

struct kmem_cache;
struct page;
struct task_struct;
struct vm_struct;

#define KASAN_SHADOW_SCALE_SHIFT 3
#define KASAN_SHADOW_SCALE_SIZE	(1UL << KASAN_SHADOW_SCALE_SHIFT)
#define KASAN_SHADOW_MASK	(KASAN_SHADOW_SCALE_SIZE - 1)
#define KASAN_SHADOW_OFFSET	0xdffffc0000000000UL
#define KASAN_SHADOW_START	0xffffec0000000000UL
#define KASAN_SHADOW_END	0xfffffc0000000000UL

#define KASAN_FREE_PAGE		0xFF	/* page was freed */
#define KASAN_PAGE_REDZONE	0xFE	/* after a large kmalloc block */
#define KASAN_KMALLOC_REDZONE	0xFC	/* inside a slab, between objects */
#define KASAN_KMALLOC_FREE	0xFB	/* object was freed */
#define KASAN_GLOBAL_REDZONE	0xFA	/* after a global variable */
#define KASAN_VMALLOC_INVALID	0xF8	/* unmapped vmalloc space */
#define KASAN_STACK_LEFT	0xF1	/* these come from the compiler */
#define KASAN_STACK_MID		0xF2
#define KASAN_STACK_RIGHT	0xF3
#define KASAN_STACK_PARTIAL	0xF4
#define KASAN_USE_AFTER_SCOPE	0xF8

static inline void *kasan_mem_to_shadow(const void *addr)
{
	return (void *)(((unsigned long)addr >> KASAN_SHADOW_SCALE_SHIFT) +
			KASAN_SHADOW_OFFSET);
}

#ifdef CONFIG_KASAN
void kasan_early_init(void);	/* before the first instrumented function */
void kasan_init(void);		/* after init_mem_mapping() */
void kasan_poison_shadow(const void *address, size_t size, u8 value);
void kasan_unpoison_shadow(const void *address, size_t size);
void kasan_alloc_pages(struct page *page, unsigned int order);
void kasan_free_pages(struct page *page, unsigned int order);
int kasan_populate_vmalloc(unsigned long addr, unsigned long size);
void kasan_unpoison_task_stack(struct task_struct *task);
/* For tests that make errors. */
bool kasan_save_enable_multi_shot(void);
void kasan_restore_multi_shot(bool enabled);
unsigned long kasan_report_count(void);
/* True when the object went into quarantine, to be freed later. */
bool kasan_slab_free(struct kmem_cache *s, void *object);
void kasan_quarantine_remove_cache(struct kmem_cache *s);
/* Room for a red zone behind an object of @size. */
unsigned int kasan_cache_size(struct kmem_cache *s, unsigned int size);
#else
static inline void kasan_early_init(void) { }
static inline void kasan_init(void) { }
static inline void kasan_poison_shadow(const void *address, size_t size,
				       u8 value) { }
static inline void kasan_unpoison_shadow(const void *address, size_t size) { }
static inline void kasan_alloc_pages(struct page *page, unsigned int order) { }
static inline void kasan_free_pages(struct page *page, unsigned int order) { }
static inline int kasan_populate_vmalloc(unsigned long addr,
					 unsigned long size)
{
	return 0;
}
static inline void kasan_unpoison_task_stack(struct task_struct *task) { }
static inline bool kasan_slab_free(struct kmem_cache *s, void *object)
{
	return false;
}
static inline void kasan_quarantine_remove_cache(struct kmem_cache *s) { }
static inline unsigned int kasan_cache_size(struct kmem_cache *s,
					    unsigned int size)
{
	return size;
}
#endif

#endif /* _LINUX_KASAN_H */
