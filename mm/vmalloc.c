// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vmalloc.c - virtually contiguous memory, from any page frames
 *
 *	vmap_area	a piece of address space, in a tree and a list
 *	vm_struct	what it is for: pages, size, flags, who asked
 *
 * Data       vmap_area_root/_list: all pieces in use, by address; of vmalloc
 *            space and of module space alike.  purge_list: pieces that are
 *            unmapped, but perhaps still in some TLB.
 * I1         an address range is handed out again only after all CPUs have
 *            flushed it: freed areas stay in the tree until a purge flushes
 *            many of them at once.  Pages are freed before, since nobody
 *            uses the address any more (a stale TLB entry without an access
 *            does no harm).  Page tables are never freed.
 * I2         behind each area is an unmapped guard page, part of its range.
 * Locking    vmap_area_lock (never in interrupts): the tree, the list, the
 *            purge list.  Entries of the page tables belong to the owner of
 *            the area.
 * Context    process context.
 * Entry      remove_vm_area() map_kernel_range_noflush()
 *            vmalloc_to_page(); vmalloc() is in mm/vmalloc_pages.c.
 *
 * Mirrors: Linux 4.6 mm/vmalloc.c (first half).
 * Simpler than Linux in: first fit by walking the list from a cached hint, no
 * per-CPU blocks (vm_map_ram).
 */
#include <linux/vmalloc.h>

#include <linux/init.h>
#include <linux/kasan.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include <asm/tlbflush.h>

#include "internal.h"

/* Unmapped pages that may wait for a common flush: 32 MiB. */
#define LAZY_MAX_PAGES	(32UL << (20 - PAGE_SHIFT))

static DEFINE_SPINLOCK(vmap_area_lock);
static struct rb_root vmap_area_root = RB_ROOT;	/* [vmap_area_lock] */
static LIST_HEAD(vmap_area_list);		/* [vmap_area_lock] */
static struct vmap_area *purge_list;		/* [vmap_area_lock] */
static unsigned long nr_lazy;			/* [vmap_area_lock] pages */
/* Where in vmalloc space to start looking: NULL is the beginning. */
static struct vmap_area *free_vmap_cache;	/* [vmap_area_lock] */
static unsigned long cached_hole_size;		/* largest hole below it */

static struct kmem_cache *vmap_area_cachep;
static struct vm_struct *vmlist __initdata;	/* before vmalloc_init() */

/*
 * Page tables
 */

/**
 * map_kernel_range_noflush() - map pages at kernel addresses
 * @start: first address, in vmalloc or module space
 * @size: bytes
 * @prot: rights
 * @pages: one for each page of the range
 *
 * No flush is needed, since nothing was there.
 *
 * Context: may sleep.
 * Return: number of pages, or -ENOMEM (some may be mapped).
 */
int map_kernel_range_noflush(unsigned long start, unsigned long size,
			     pgprot_t prot, struct page **pages)
{
	unsigned long end = start + size;
	unsigned long addr = start;
	pte_t *pte = NULL;

	for (; addr < end; addr += PAGE_SIZE, pte++) {
		if (!pte || !pte_index(addr))
			pte = kernel_pte_alloc(addr);
		if (!pte)
			return -ENOMEM;
		WARN_ON(!pte_none(*pte));
		set_pte(pte, mk_pte(*pages++, prot));
	}
	return size >> PAGE_SHIFT;
}

/**
 * ioremap_page_range() - map physical addresses at kernel addresses
 * @addr: first address, in vmalloc space
 * @end: first address beyond
 * @phys_addr: where @addr shall be
 * @prot: rights and cache mode
 *
 * Context: may sleep.
 * Return: 0, or -ENOMEM (some pages may be mapped).
 */
int ioremap_page_range(unsigned long addr, unsigned long end,
		       phys_addr_t phys_addr, pgprot_t prot)
{
	pte_t *pte = NULL;

	for (; addr < end; addr += PAGE_SIZE, phys_addr += PAGE_SIZE, pte++) {
		if (!pte || !pte_index(addr))
			pte = kernel_pte_alloc(addr);
		if (!pte)
			return -ENOMEM;
		WARN_ON(!pte_none(*pte));
		set_pte(pte, pfn_pte(phys_addr >> PAGE_SHIFT, prot));
	}
	return 0;
}

/**
 * unmap_kernel_range_noflush() - take a range out of the page tables
 * @addr: first address
 * @size: bytes
 *
 * Context: any; TLBs may still know the range.
 */
void unmap_kernel_range_noflush(unsigned long addr, unsigned long size)
{
	unsigned long end = addr + size;
	unsigned int level;
	pte_t *pte = NULL;

	for (; addr < end; addr += PAGE_SIZE, pte++) {
		if (!pte || !pte_index(addr)) {
			pte = lookup_address(addr, &level);
			if (!pte || level != PG_LEVEL_4K) {
				addr = (addr & PMD_MASK) + PMD_SIZE - PAGE_SIZE;
				continue;
			}
		}
		set_pte(pte, __pte(0));
	}
}

/**
 * vmalloc_to_page() - which page is behind this address?
 * @vmalloc_addr: in vmalloc or module space
 *
 * Context: any; the caller sees to it that the area stays.
 * Return: the page, or NULL.
 */
struct page *vmalloc_to_page(const void *vmalloc_addr)
{
	unsigned int level;
	pte_t *pte = lookup_address((unsigned long)vmalloc_addr, &level);

	if (!pte || level != PG_LEVEL_4K || !(pte_val(*pte) & _PAGE_PRESENT) ||
	    !pfn_valid(pte_pfn(*pte)))
		return NULL;
	return pte_page(*pte);
}

/**
 * is_vmalloc_addr() - from vmalloc(), and not from kmalloc()?
 * @x: any address
 *
 * Return: true if it is in vmalloc space.
 */
bool is_vmalloc_addr(const void *x)
{
	unsigned long addr = (unsigned long)x;

	return addr >= VMALLOC_START && addr < VMALLOC_END;
}

/*
 * Address space.  vmap_area_lock is held.
 */
static struct vmap_area *find_vmap_area_locked(unsigned long addr)
{
	struct rb_node *n = vmap_area_root.rb_node;

	while (n) {
		struct vmap_area *va = rb_entry(n, struct vmap_area, rb_node);

		if (addr < va->va_start)
			n = n->rb_left;
		else if (addr >= va->va_end)
			n = n->rb_right;
		else
			return va;
	}
	return NULL;
}

/* The first area that ends above @addr, or NULL. */
static struct vmap_area *first_area_above(unsigned long addr)
{
	struct rb_node *n = vmap_area_root.rb_node;
	struct vmap_area *first = NULL;

	while (n) {
		struct vmap_area *va = rb_entry(n, struct vmap_area, rb_node);

		if (va->va_end > addr) {
			first = va;
			n = n->rb_left;
		} else {
			n = n->rb_right;
		}
	}
	return first;
}

static void insert_vmap_area(struct vmap_area *va)
{
	struct rb_node **p = &vmap_area_root.rb_node;
	struct rb_node *parent = NULL, *prev;

	while (*p) {
		struct vmap_area *tmp = rb_entry(*p, struct vmap_area, rb_node);

		parent = *p;
		p = va->va_start < tmp->va_start ? &parent->rb_left :
						   &parent->rb_right;
	}
	rb_link_node(&va->rb_node, parent, p);
	rb_insert_color(&va->rb_node, &vmap_area_root);
	prev = rb_prev(&va->rb_node);
	if (prev)
		list_add(&va->list,
			 &rb_entry(prev, struct vmap_area, rb_node)->list);
	else
		list_add(&va->list, &vmap_area_list);
}

static void erase_vmap_area(struct vmap_area *va)
{
	if (free_vmap_cache && va->va_start <= free_vmap_cache->va_start) {
		struct rb_node *prev = rb_prev(&va->rb_node);

		free_vmap_cache = prev ? rb_entry(prev, struct vmap_area,
						  rb_node) : NULL;
	}
	rb_erase(&va->rb_node, &vmap_area_root);
	list_del(&va->list);
}

/*
 * First fit in [addr, vend), from the area @va on.  0 if there is none;
 * *@skipped is raised to the largest hole that was not good enough.
 */
static unsigned long find_hole(struct vmap_area *va, unsigned long size,
			       unsigned long align, unsigned long addr,
			       unsigned long vend, unsigned long *skipped)
{
	unsigned long start = ALIGN(addr, align);

	for (; va && &va->list != &vmap_area_list;
	     va = list_next_entry(va, list)) {
		if (va->va_start >= start && va->va_start - start >= size)
			break;
		if (va->va_start > addr)
			*skipped = max(*skipped, va->va_start - addr);
		addr = max(addr, va->va_end);
		start = ALIGN(addr, align);
	}
	return start < vend && vend - start >= size ? start : 0;
}

static unsigned long find_free_range(unsigned long size, unsigned long align,
				     unsigned long vstart, unsigned long vend)
{
	unsigned long none = 0;

	if (vstart != VMALLOC_START)
		return find_hole(first_area_above(vstart), size, align, vstart,
				 vend, &none);
	if (free_vmap_cache && size > cached_hole_size)
		return find_hole(free_vmap_cache, size, align,
				 free_vmap_cache->va_start, vend,
				 &cached_hole_size);
	cached_hole_size = 0;
	return find_hole(first_area_above(vstart), size, align, vstart, vend,
			 &cached_hole_size);
}

/*
 * Unmapped areas.  What is lazily freed is flushed once for all.
 */
static void purge_vmap_area_lazy(void)
{
	unsigned long start = ~0UL, end = 0;
	struct vmap_area *list, *va, *next;

	spin_lock(&vmap_area_lock);
	list = purge_list;
	purge_list = NULL;
	nr_lazy = 0;
	spin_unlock(&vmap_area_lock);
	if (!list)
		return;

	for (va = list; va; va = va->purge_next) {
		start = min(start, va->va_start);
		end = max(end, va->va_end);
	}
	flush_tlb_kernel_range(start, end);

	spin_lock(&vmap_area_lock);
	for (va = list; va; va = va->purge_next)
		erase_vmap_area(va);
	spin_unlock(&vmap_area_lock);
	for (va = list; va; va = next) {
		next = va->purge_next;
		kmem_cache_free(vmap_area_cachep, va);
	}
}

static void free_vmap_area_lazy(struct vmap_area *va)
{
	unsigned long pages;

	spin_lock(&vmap_area_lock);
	va->purge_next = purge_list;
	purge_list = va;
	nr_lazy += (va->va_end - va->va_start) >> PAGE_SHIFT;
	pages = nr_lazy;
	spin_unlock(&vmap_area_lock);
	if (pages > LAZY_MAX_PAGES)
		purge_vmap_area_lazy();
}

static bool try_alloc_range(struct vmap_area *va, unsigned long size,
			    unsigned long align, unsigned long vstart,
			    unsigned long vend)
{
	unsigned long addr;

	spin_lock(&vmap_area_lock);
	addr = find_free_range(size, align, vstart, vend);
	if (addr) {
		va->va_start = addr;
		va->va_end = addr + size;
		insert_vmap_area(va);
		if (vstart == VMALLOC_START)
			free_vmap_cache = va;
	} else if (vstart == VMALLOC_START) {
		free_vmap_cache = NULL;
	}
	spin_unlock(&vmap_area_lock);
	return addr;
}

static struct vmap_area *alloc_vmap_area(unsigned long size,
					 unsigned long align,
					 unsigned long vstart,
					 unsigned long vend, gfp_t gfp)
{
	struct vmap_area *va = kmem_cache_zalloc(vmap_area_cachep,
						 gfp & GFP_RECLAIM_MASK);

	if (!va)
		return NULL;
	if (try_alloc_range(va, size, align, vstart, vend))
		return va;
	purge_vmap_area_lazy();
	if (try_alloc_range(va, size, align, vstart, vend))
		return va;
	if (!(gfp & __GFP_NOWARN))
		pr_warn("vmap allocation for size %lu failed\n", size);
	kmem_cache_free(vmap_area_cachep, va);
	return NULL;
}

/*
 * vm_struct: areas with a purpose
 */

/**
 * __get_vm_area_node() - reserve addresses, with all the choices
 * @size: bytes; a guard page is added unless VM_NO_GUARD
 * @align: of the address, a power of two
 * @flags: VM_*
 * @start: lowest address
 * @end: limit
 * @gfp: for the descriptions
 * @caller: whom /proc/vmallocinfo names
 *
 * Context: may sleep.
 * Return: the area, nothing mapped in it; or NULL.
 */
struct vm_struct *__get_vm_area_node(unsigned long size, unsigned long align,
				     unsigned long flags, unsigned long start,
				     unsigned long end, gfp_t gfp,
				     const void *caller)
{
	struct vm_struct *area;
	struct vmap_area *va;

	size = PAGE_ALIGN(size);
	if (!size)
		return NULL;
	if (!(flags & VM_NO_GUARD))
		size += PAGE_SIZE;
	area = kzalloc(sizeof(*area), gfp & GFP_RECLAIM_MASK);
	if (!area)
		return NULL;
	va = alloc_vmap_area(size, max(align, PAGE_SIZE), start, end, gfp);
	if (!va)
		goto free_area;
	area->addr = (void *)va->va_start;
	area->size = size;
	area->flags = flags;
	area->caller = caller;
	if (kasan_populate_vmalloc(va->va_start, size))
		goto free_va;
	spin_lock(&vmap_area_lock);
	va->vm = area;
	spin_unlock(&vmap_area_lock);
	return area;

free_va:
	free_vmap_area_lazy(va);
free_area:
	kfree(area);
	return NULL;
}

/**
 * get_vm_area_caller() - reserve addresses in vmalloc space
 * @size: bytes; a guard page is added
 * @flags: VM_*
 * @caller: whom /proc/vmallocinfo names
 *
 * Context: may sleep.
 * Return: the area, nothing mapped in it; or NULL.
 */
struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags,
				     const void *caller)
{
	unsigned long align = PAGE_SIZE;

	/* So that large devices are aligned as large pages would be. */
	if (flags & VM_IOREMAP)
		align = min(roundup_pow_of_two(PAGE_ALIGN(size)),
			    1UL << IOREMAP_MAX_ORDER);
	return __get_vm_area_node(size, align, flags, VMALLOC_START,
				  VMALLOC_END, GFP_KERNEL, caller);
}

/**
 * find_vm_area() - what is this address part of?
 * @addr: in vmalloc or module space
 *
 * Context: process context.
 * Return: the area, or NULL; the caller sees to it that it stays.
 */
struct vm_struct *find_vm_area(const void *addr)
{
	struct vmap_area *va;
	struct vm_struct *area = NULL;

	spin_lock(&vmap_area_lock);
	va = find_vmap_area_locked((unsigned long)addr);
	if (va)
		area = va->vm;
	spin_unlock(&vmap_area_lock);
	return area;
}

/**
 * remove_vm_area() - unmap an area and give up its addresses
 * @addr: its first address
 *
 * Context: process context, interrupts on.
 * Return: the vm_struct, for kfree(); NULL if there is no such area.
 */
struct vm_struct *remove_vm_area(const void *addr)
{
	struct vmap_area *va;
	struct vm_struct *area = NULL;

	spin_lock(&vmap_area_lock);
	va = find_vmap_area_locked((unsigned long)addr);
	if (va && va->va_start == (unsigned long)addr) {
		area = va->vm;
		va->vm = NULL;
	}
	spin_unlock(&vmap_area_lock);
	if (!area)
		return NULL;
	kasan_poison_shadow(area->addr, get_vm_area_size(area),
			    KASAN_VMALLOC_INVALID);
	unmap_kernel_range_noflush(va->va_start, get_vm_area_size(area));
	free_vmap_area_lazy(va);
	return area;
}

/**
 * free_vm_area() - undo get_vm_area_caller()
 *
 * Context: process context, interrupts on.
 */
void free_vm_area(struct vm_struct *area)
{
	struct vm_struct *ret = remove_vm_area(area->addr);

	BUG_ON(ret != area);
	kfree(area);
}

/**
 * vmalloc_for_each() - walk over all areas in the order of addresses
 * @show: called for each; an area without vm_struct waits for its flush
 * @arg: passed on to @show
 *
 * Context: process context; @show must not sleep.
 */
void vmalloc_for_each(void (*show)(const struct vmap_area *va, void *arg),
		      void *arg)
{
	struct vmap_area *va;

	spin_lock(&vmap_area_lock);
	list_for_each_entry(va, &vmap_area_list, list)
		show(va, arg);
	spin_unlock(&vmap_area_lock);
}

/**
 * vm_area_register_early() - addresses used before vmalloc_init()
 * @vm: static; addr and size are set
 *
 * Context: boot.
 */
void __init vm_area_register_early(struct vm_struct *vm)
{
	vm->next = vmlist;
	vmlist = vm;
}

/**
 * vmalloc_init() - vmalloc() works from here on
 *
 * Context: boot, after kmem_cache_init().
 */
void __init vmalloc_init(void)
{
	struct vm_struct *vm;

	vmap_area_cachep = KMEM_CACHE(vmap_area, SLAB_PANIC);
	for (vm = vmlist; vm; vm = vm->next) {
		struct vmap_area *va = kmem_cache_zalloc(vmap_area_cachep,
							 GFP_NOWAIT);

		BUG_ON(!va);
		va->va_start = (unsigned long)vm->addr;
		va->va_end = va->va_start + vm->size;
		va->vm = vm;
		insert_vmap_area(va);
	}
}
