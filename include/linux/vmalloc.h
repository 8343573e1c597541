/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/vmalloc.h - virtually contiguous kernel memory
 */
#ifndef _LINUX_VMALLOC_H
#define _LINUX_VMALLOC_H

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/types.h>

#include <asm/pgtable_types.h>

struct page;

/* vm_struct flags */
#define VM_IOREMAP	0x00000001
#define VM_ALLOC	0x00000002	/* pages are ours: vmalloc() */
#define VM_MAP		0x00000004	/* pages are the caller's: vmap() */
#define VM_USERMAP	0x00000008	/* may be mapped to user space */
#define VM_UNINITIALIZED 0x00000020	/* pages not all there yet */
#define VM_NO_GUARD	0x00000040
#define VM_KASAN	0x00000080
#define VM_FLUSH_RESET_PERMS 0x00000100	/* rights were changed: undo at vfree */

#define IOREMAP_MAX_ORDER	(7 + PAGE_SHIFT)

/* What a mapped range is for. */
struct vm_struct {
	struct vm_struct	*next;		/* only before vmalloc_init() */
	void			*addr;		/* [I] first byte */
	unsigned long		size;		/* [I] with the guard page */
	unsigned long		flags;		/* [I] VM_* above */
	struct page		**pages;	/* [I] VM_ALLOC, VM_MAP */
	unsigned int		nr_pages;	/* [I] */
	phys_addr_t		phys_addr;	/* [I] VM_IOREMAP */
	const void		*caller;	/* [I] for /proc/vmallocinfo */
};

/* A piece of vmalloc space.  Guarded by vmap_area_lock. */
struct vmap_area {
	unsigned long		va_start;
	unsigned long		va_end;
	unsigned long		flags;
	struct rb_node		rb_node;	/* by address */
	struct list_head	list;		/* by address */
	struct vmap_area	*purge_next;	/* waiting for a TLB flush */
	struct vm_struct	*vm;
};

void vmalloc_init(void);
void vm_area_register_early(struct vm_struct *vm);
void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *__vmalloc(unsigned long size, gfp_t gfp_mask, pgprot_t prot);
void *__vmalloc_node_range(unsigned long size, unsigned long align,
			   unsigned long start, unsigned long end,
			   gfp_t gfp_mask, pgprot_t prot,
			   unsigned long vm_flags, int node,
			   const void *caller);
void vfree(const void *addr);
void vfree_atomic(const void *addr);
void *vmap(struct page **pages, unsigned int count, unsigned long flags,
	   pgprot_t prot);
void vunmap(const void *addr);
struct page *vmalloc_to_page(const void *addr);

#define vmalloc_node(size, node)	vmalloc(size)
#define vzalloc_node(size, node)	vzalloc(size)

struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags,
				     const void *caller);
struct vm_struct *remove_vm_area(const void *addr);
struct vm_struct *find_vm_area(const void *addr);
void free_vm_area(struct vm_struct *area);
int map_kernel_range_noflush(unsigned long start, unsigned long size,
			     pgprot_t prot, struct page **pages);
void unmap_kernel_range_noflush(unsigned long addr, unsigned long size);
int ioremap_page_range(unsigned long addr, unsigned long end,
		       phys_addr_t phys_addr, pgprot_t prot);

/*
 * For /proc/vmallocinfo: calls @show for each area in address order, with
 * vmap_area_lock held.
 */
void vmalloc_for_each(void (*show)(const struct vmap_area *va, void *arg),
		      void *arg);

static inline size_t get_vm_area_size(const struct vm_struct *area)
{
	return area->flags & VM_NO_GUARD ? area->size : area->size - PAGE_SIZE;
}

#endif /* _LINUX_VMALLOC_H */
