/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/rmap.h - from a page back to the page tables that map it
 *
 * An anonymous page points at an anon_vma (page->mapping with bit 0 set), and
 * the anon_vma lists every area that may map the page.  Why not point at the
 * area?  Areas split, merge and are copied by fork; their pages would have to
 * be found and changed each time.  An anon_vma stays put: a split or forked
 * area only joins its list.
 */
#ifndef _LINUX_RMAP_H
#define _LINUX_RMAP_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/mm_types.h>

struct page;

/*
 * Locks: [l] anon_vma->lock.
 */
struct anon_vma {
	spinlock_t		lock;
	struct list_head	head;	/* [l] of vm_area_struct.anon_vma_node */
};

/* What try_to_unmap() did with the page. */
#define SWAP_SUCCESS	0	/* no page table maps it any more */
#define SWAP_AGAIN	1	/* a mapping was young or busy */
#define SWAP_FAIL	2	/* a mapping must stay (mlock) */
#define SWAP_MLOCK	3	/* an area found by the walk is locked */

enum ttu_flags {
	TTU_UNMAP		= 1,	/* remove the mappings */
	TTU_IGNORE_MLOCK	= 2,	/* even in VM_LOCKED areas */
	TTU_IGNORE_ACCESS	= 4,	/* even where recently used */
};

struct mem_cgroup;

void anon_vma_init(void);
int __anon_vma_prepare(struct vm_area_struct *vma);
void anon_vma_clone(struct vm_area_struct *dst, struct vm_area_struct *src);
void anon_vma_unlink(struct vm_area_struct *vma);

void page_add_new_anon_rmap(struct page *page, struct vm_area_struct *vma,
			    unsigned long address);
void page_add_file_rmap(struct page *page);
void page_remove_rmap(struct page *page);

int page_referenced(struct page *page, int is_locked,
		    struct mem_cgroup *memcg, unsigned long *vm_flags);
int try_to_unmap(struct page *page, enum ttu_flags flags);
int page_mkclean(struct page *page);
unsigned long page_address_in_vma(struct page *page,
				  struct vm_area_struct *vma);

/* One more page table maps a page that is mapped already: fork. */
static inline void page_dup_rmap(struct page *page)
{
	atomic_inc(&page->_mapcount);
}

/**
 * anon_vma_prepare() - make sure an area can own anonymous pages
 * @vma: the area about to get its first anonymous page
 *
 * Context: mmap_sem held (read suffices); may sleep.
 * Return: 0 or -ENOMEM.
 */
static inline int anon_vma_prepare(struct vm_area_struct *vma)
{
	if (likely(vma->anon_vma))
		return 0;
	return __anon_vma_prepare(vma);
}

#endif /* _LINUX_RMAP_H */
