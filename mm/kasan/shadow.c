// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/kasan/shadow.c - setting the shadow, and looking at it
 *
 * GCC checks most accesses inline and calls __asan_report_*() when the shadow
 * says no; very large functions call __asan_load*() and __asan_store*()
 * instead.  Frames and globals get their red zones from code that GCC makes.
 *
 * Context    any; none of this is instrumented itself.
 * Mirrors: Linux 4.6 mm/kasan/kasan.c.
 */
#include "kasan.h"

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

/* Does a byte at @addr, the last of its access, may be touched? */
static bool byte_ok(unsigned long addr)
{
	s8 shadow = *(s8 *)kasan_mem_to_shadow((void *)addr);

	return !shadow || (s8)(addr & KASAN_SHADOW_MASK) < shadow;
}

/**
 * kasan_memory_ok() - may all of a range be touched?
 * @addr: first byte
 * @size: bytes
 *
 * Return: true if it may.
 */
bool kasan_memory_ok(const void *addr, size_t size)
{
	unsigned long start = (unsigned long)addr;
	unsigned long end = start + size - 1;
	unsigned long a;

	if (!size || !kasan_ready)
		return true;
	if (end < start)
		return false;
	/* User addresses and holes have no shadow: a real fault will tell. */
	if (start < PAGE_OFFSET)
		return false;
	for (a = start | KASAN_SHADOW_MASK; a < end;
	     a += KASAN_SHADOW_SCALE_SIZE)
		if (!byte_ok(a))
			return false;
	return byte_ok(end);
}

/**
 * kasan_poison_shadow() - this memory must not be touched
 * @address: aligned to 8
 * @size: bytes, rounded up to 8
 * @value: KASAN_*
 */
void kasan_poison_shadow(const void *address, size_t size, u8 value)
{
	void *start = kasan_mem_to_shadow(address);
	void *end = kasan_mem_to_shadow(address + round_up(size, 8));

	if (kasan_ready)
		__memset(start, value, end - start);
}

/**
 * kasan_unpoison_shadow() - this memory may be touched
 * @address: aligned to 8
 * @size: bytes, exactly
 */
void kasan_unpoison_shadow(const void *address, size_t size)
{
	u8 *start = kasan_mem_to_shadow(address);

	if (!kasan_ready)
		return;
	__memset(start, 0, size >> KASAN_SHADOW_SCALE_SHIFT);
	if (size & KASAN_SHADOW_MASK)
		start[size >> KASAN_SHADOW_SCALE_SHIFT] =
			size & KASAN_SHADOW_MASK;
}

/**
 * kasan_alloc_pages() - pages that the allocator hands out
 * @page: the first
 * @order: 2^order of them
 */
void kasan_alloc_pages(struct page *page, unsigned int order)
{
	kasan_unpoison_shadow(page_address(page), PAGE_SIZE << order);
}

/**
 * kasan_free_pages() - pages that the allocator gets back
 * @page: the first
 * @order: 2^order of them
 */
void kasan_free_pages(struct page *page, unsigned int order)
{
	kasan_poison_shadow(page_address(page), PAGE_SIZE << order,
			    KASAN_FREE_PAGE);
}

/**
 * kasan_unpoison_task_stack() - a stack is used from its beginning again
 * @task: its owner; frames that were never left have left their red zones
 */
void kasan_unpoison_task_stack(struct task_struct *task)
{
	kasan_unpoison_shadow(task->stack, THREAD_SIZE);
}

static void check_range(const void *addr, size_t size, bool write,
			unsigned long ip)
{
	if (unlikely(!kasan_memory_ok(addr, size)))
		kasan_report(addr, size, write, ip);
}

/*
 * String functions: the compiler's calls to memcpy() and its kin come here.
 */
#undef memset
void *memset(void *s, int c, size_t count)
{
	check_range(s, count, true, _RET_IP_);
	return __memset(s, c, count);
}

/* As memset(), for both ranges. */
#undef memcpy
void *memcpy(void *to, const void *from, size_t count)
{
	check_range(from, count, false, _RET_IP_);
	check_range(to, count, true, _RET_IP_);
	return __memcpy(to, from, count);
}

/* As memset(), for both ranges. */
#undef memmove
void *memmove(void *to, const void *from, size_t count)
{
	check_range(from, count, false, _RET_IP_);
	check_range(to, count, true, _RET_IP_);
	return __memmove(to, from, count);
}

/*
 * What the compiler calls.
 */
#define DEFINE_ASAN_ACCESS(size)					\
void __asan_load##size(unsigned long addr);				\
void __asan_load##size(unsigned long addr)				\
{									\
	check_range((void *)addr, size, false, _RET_IP_);		\
}									\
void __asan_load##size##_noabort(unsigned long addr)			\
	__alias(__asan_load##size);					\
void __asan_store##size(unsigned long addr);				\
void __asan_store##size(unsigned long addr)				\
{									\
	check_range((void *)addr, size, true, _RET_IP_);		\
}									\
void __asan_store##size##_noabort(unsigned long addr)			\
	__alias(__asan_store##size);					\
void __asan_report_load##size##_noabort(unsigned long addr);		\
void __asan_report_load##size##_noabort(unsigned long addr)		\
{									\
	kasan_report((void *)addr, size, false, _RET_IP_);		\
}									\
void __asan_report_store##size##_noabort(unsigned long addr);		\
void __asan_report_store##size##_noabort(unsigned long addr)		\
{									\
	kasan_report((void *)addr, size, true, _RET_IP_);		\
}

DEFINE_ASAN_ACCESS(1)
DEFINE_ASAN_ACCESS(2)
DEFINE_ASAN_ACCESS(4)
DEFINE_ASAN_ACCESS(8)
DEFINE_ASAN_ACCESS(16)

void __asan_loadN(unsigned long addr, size_t size);
void __asan_loadN(unsigned long addr, size_t size)
{
	check_range((void *)addr, size, false, _RET_IP_);
}

void __asan_storeN(unsigned long addr, size_t size);
void __asan_storeN(unsigned long addr, size_t size)
{
	check_range((void *)addr, size, true, _RET_IP_);
}

void __asan_loadN_noabort(unsigned long addr, size_t size)
	__alias(__asan_loadN);
void __asan_storeN_noabort(unsigned long addr, size_t size)
	__alias(__asan_storeN);

void __asan_report_load_n_noabort(unsigned long addr, size_t size);
void __asan_report_load_n_noabort(unsigned long addr, size_t size)
{
	kasan_report((void *)addr, size, false, _RET_IP_);
}

void __asan_report_store_n_noabort(unsigned long addr, size_t size);
void __asan_report_store_n_noabort(unsigned long addr, size_t size)
{
	kasan_report((void *)addr, size, true, _RET_IP_);
}

/* A call that does not return leaves its frames' red zones; see fork. */
void __asan_handle_no_return(void);
void __asan_handle_no_return(void)
{
}

void __asan_register_globals(struct kasan_global *globals, size_t size);
void __asan_register_globals(struct kasan_global *globals, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++) {
		struct kasan_global *g = &globals[i];
		size_t aligned = round_up(g->size, KASAN_SHADOW_SCALE_SIZE);

		__memset(kasan_mem_to_shadow(g->beg + aligned),
			 KASAN_GLOBAL_REDZONE,
			 (g->size_with_redzone - aligned) >>
			 KASAN_SHADOW_SCALE_SHIFT);
		if (g->size & KASAN_SHADOW_MASK)
			*(u8 *)kasan_mem_to_shadow(g->beg + g->size) =
				g->size & KASAN_SHADOW_MASK;
	}
}

void __asan_unregister_globals(struct kasan_global *globals, size_t size);
void __asan_unregister_globals(struct kasan_global *globals, size_t size)
{
}

/* Variables that go out of scope, and come into it. */
void __asan_poison_stack_memory(const void *addr, size_t size);
void __asan_poison_stack_memory(const void *addr, size_t size)
{
	kasan_poison_shadow(addr, size, KASAN_USE_AFTER_SCOPE);
}

void __asan_unpoison_stack_memory(const void *addr, size_t size);
void __asan_unpoison_stack_memory(const void *addr, size_t size)
{
	kasan_unpoison_shadow(addr, size);
}

#define DEFINE_ASAN_SET_SHADOW(byte)					\
void __asan_set_shadow_##byte(void *addr, size_t size);			\
void __asan_set_shadow_##byte(void *addr, size_t size)			\
{									\
	__memset(addr, 0x##byte, size);					\
}

DEFINE_ASAN_SET_SHADOW(00)
DEFINE_ASAN_SET_SHADOW(f1)
DEFINE_ASAN_SET_SHADOW(f2)
DEFINE_ASAN_SET_SHADOW(f3)
DEFINE_ASAN_SET_SHADOW(f5)
DEFINE_ASAN_SET_SHADOW(f8)
