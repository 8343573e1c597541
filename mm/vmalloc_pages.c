// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vmalloc_pages.c - areas of vmalloc space with pages in them
 *
 * The areas themselves are made in mm/vmalloc.c; see there.
 *
 * Data       vfree_deferred: what was freed where one may not sleep; a work
 *            item, or the next vmalloc() or vfree() elsewhere, finishes it.
 * Locking    none of its own.
 * Entry      vmalloc() vfree() vmap() vunmap()
 *
 * Mirrors: Linux 4.6 mm/vmalloc.c (second half).
 */
#include <linux/vmalloc.h>

#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/kasan.h>
#include <linux/llist.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "internal.h"

static atomic_long_t nr_vmalloc_pages = ATOMIC_LONG_INIT(0);
static LLIST_HEAD(vfree_deferred);
static void (*vfree_kick)(void) __section(".data..read_mostly");

static void free_area_pages(struct vm_struct *area)
{
	unsigned int i;

	for (i = 0; i < area->nr_pages; i++)
		__free_page(area->pages[i]);
	atomic_long_sub(area->nr_pages, &nr_vmalloc_pages);
	kvfree(area->pages);
}

static void __vunmap(const void *addr, bool free_pages)
{
	struct vm_struct *area;

	if (!addr)
		return;
	area = remove_vm_area(addr);
	if (unlikely(!area)) {
		WARN(1, "Trying to vfree() nonexistent vm area (%p)\n", addr);
		return;
	}
	if (free_pages)
		free_area_pages(area);
	kfree(area);
}

/**
 * vfree_finish_deferred() - free what vfree_atomic() could not
 *
 * Context: process context, interrupts on.
 */
void vfree_finish_deferred(void)
{
	struct llist_node *node, *next;

	if (likely(llist_empty(&vfree_deferred)))
		return;
	for (node = llist_del_all(&vfree_deferred); node; node = next) {
		next = node->next;
		__vunmap(node, true);
	}
}

/* All the pages of @area, and the array that remembers them. */
static int alloc_area_pages(struct vm_struct *area, gfp_t gfp)
{
	unsigned int nr = get_vm_area_size(area) >> PAGE_SHIFT;
	size_t bytes = nr * sizeof(struct page *);
	gfp_t page_gfp = gfp | __GFP_NOWARN;

	if (bytes > PAGE_SIZE)
		area->pages = __vmalloc(bytes, gfp & ~__GFP_ZERO, PAGE_KERNEL);
	else
		area->pages = kmalloc(bytes, gfp & GFP_RECLAIM_MASK);
	if (!area->pages)
		return -ENOMEM;
	for (; area->nr_pages < nr; area->nr_pages++) {
		struct page *page = alloc_page(page_gfp);

		if (!page)
			break;
		area->pages[area->nr_pages] = page;
	}
	atomic_long_add(area->nr_pages, &nr_vmalloc_pages);
	return area->nr_pages == nr ? 0 : -ENOMEM;
}

/**
 * __vmalloc_node_range() - virtually contiguous memory, with all the choices
 * @size: bytes
 * @align: of the address, a power of two
 * @start: lowest address
 * @end: limit
 * @gfp_mask: how to get the pages; may sleep
 * @prot: rights
 * @vm_flags: more VM_*, for example VM_NO_GUARD
 * @node: ignored
 * @caller: whom /proc/vmallocinfo names
 *
 * Context: process context.
 * Return: the memory, or NULL.
 */
void *__vmalloc_node_range(unsigned long size, unsigned long align,
			   unsigned long start, unsigned long end,
			   gfp_t gfp_mask, pgprot_t prot,
			   unsigned long vm_flags, int node,
			   const void *caller)
{
	struct vm_struct *area;

	vfree_finish_deferred();
	size = PAGE_ALIGN(size);
	if (!size || size >> PAGE_SHIFT > totalram_pages)
		goto fail;
	area = __get_vm_area_node(size, align, VM_ALLOC | vm_flags, start, end,
				  gfp_mask, caller);
	if (!area)
		goto fail;
	if (alloc_area_pages(area, gfp_mask) ||
	    map_kernel_range_noflush((unsigned long)area->addr, size, prot,
				     area->pages) < 0) {
		vfree(area->addr);
		goto fail;
	}
	kasan_unpoison_shadow(area->addr, size);
	return area->addr;

fail:
	if (!(gfp_mask & __GFP_NOWARN))
		pr_warn("vmalloc: allocation failure: %lu bytes\n", size);
	return NULL;
}

/**
 * __vmalloc() - vmalloc() with flags and rights
 * @size: bytes
 * @gfp_mask: how to get the pages
 * @prot: rights
 *
 * Context: process context, may sleep.
 * Return: the memory, or NULL.
 */
void *__vmalloc(unsigned long size, gfp_t gfp_mask, pgprot_t prot)
{
	return __vmalloc_node_range(size, 1, VMALLOC_START, VMALLOC_END,
				    gfp_mask, prot, 0, NUMA_NO_NODE,
				    __builtin_return_address(0));
}

/**
 * vmalloc() - virtually contiguous memory
 * @size: bytes
 *
 * Context: process context, may sleep.
 * Return: page aligned memory, not cleared; or NULL.
 */
void *vmalloc(unsigned long size)
{
	return __vmalloc_node_range(size, 1, VMALLOC_START, VMALLOC_END,
				    GFP_KERNEL, PAGE_KERNEL, 0, NUMA_NO_NODE,
				    __builtin_return_address(0));
}

/**
 * vzalloc() - virtually contiguous, cleared memory
 * @size: bytes
 *
 * Context: process context, may sleep.
 * Return: page aligned memory, or NULL.
 */
void *vzalloc(unsigned long size)
{
	return __vmalloc_node_range(size, 1, VMALLOC_START, VMALLOC_END,
				    GFP_KERNEL | __GFP_ZERO, PAGE_KERNEL, 0,
				    NUMA_NO_NODE, __builtin_return_address(0));
}

/**
 * set_vfree_kick() - whom to tell that something waits to be freed
 * @kick: makes vfree_finish_deferred() run; any context
 *
 * Context: boot.
 */
void __init set_vfree_kick(void (*kick)(void))
{
	vfree_kick = kick;
}

static void deferred_vfree(const void *addr)
{
	bool first = llist_add((struct llist_node *)addr, &vfree_deferred);

	if (first && vfree_kick)
		vfree_kick();
}

/**
 * vfree_atomic() - vfree() from where one may not sleep
 * @addr: what vmalloc() gave; NULL is fine
 *
 * Context: any but NMI.
 */
void vfree_atomic(const void *addr)
{
	if (addr)
		deferred_vfree(addr);
}

/**
 * vfree() - free what vmalloc() gave
 * @addr: the memory; NULL is fine
 *
 * Context: any but NMI; in interrupts the memory is freed later.
 */
void vfree(const void *addr)
{
	if (!addr)
		return;
	if (unlikely(in_interrupt() || irqs_disabled())) {
		deferred_vfree(addr);
		return;
	}
	vfree_finish_deferred();
	__vunmap(addr, true);
}

/**
 * vmap() - make pages virtually contiguous
 * @pages: the pages; they stay the caller's
 * @count: how many
 * @flags: VM_MAP and others
 * @prot: rights
 *
 * Context: process context, may sleep.
 * Return: address of the first page, or NULL.
 */
void *vmap(struct page **pages, unsigned int count, unsigned long flags,
	   pgprot_t prot)
{
	unsigned long size = (unsigned long)count << PAGE_SHIFT;
	struct vm_struct *area;

	if (count > totalram_pages)
		return NULL;
	area = get_vm_area_caller(size, flags, __builtin_return_address(0));
	if (!area)
		return NULL;
	if (map_kernel_range_noflush((unsigned long)area->addr, size, prot,
				     pages) < 0) {
		free_vm_area(area);
		return NULL;
	}
	kasan_unpoison_shadow(area->addr, size);
	return area->addr;
}

/**
 * vunmap() - undo vmap()
 * @addr: what it returned; NULL is fine
 *
 * Context: process context, interrupts on.
 */
void vunmap(const void *addr)
{
	__vunmap(addr, false);
}
