// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/rmap.c - from a page to the page-table entries that map it
 *
 *	page->mapping --> anon_vma.head --> areas --> page tables
 *	page->mapping --> address_space.i_mmap --> areas --> page tables
 *
 * Where in an area: page->index is its offset in units of pages, in the file
 * or, for anonymous pages, in the offsets that vm_pgoff counts in; so the
 * address is vm_start + (index - vm_pgoff) pages.  mremap() keeps vm_pgoff
 * true, and so the index of a page never changes.
 *
 * All descendants of a process share the anon_vma of an area: fork adds the
 * child's area to the list.  A walk may therefore look at areas that have
 * long copied the page; the price of never allocating in fork or split.
 *
 * I1         page->_mapcount + 1 is the number of page-table entries.
 * I2         A mapped anonymous page's anon_vma has an area on its list; the
 *            last area to leave frees it.
 * Locking    mmap_sem > i_mmap_rwsem > anon_vma->lock > page_table_lock.
 *            A walker has no mmap_sem: anon_vma->lock keeps areas, and the
 *            slab's SLAB_TYPESAFE_BY_RCU keeps the lock itself valid while
 *            page_lock_anon_vma() tries to take it.
 * Entry      anon_vma_prepare() anon_vma_clone() anon_vma_unlink()
 *            page_add_new_anon_rmap() page_add_file_rmap()
 *            page_remove_rmap() page_referenced() try_to_unmap()
 *            page_mkclean()
 * Mirrors: Linux 4.6 mm/rmap.c.
 * Simpler than Linux in: one list for each anon_vma, as in 2.6, instead of
 * anon_vma_chain and a tree; no KSM, no migration, no swap entries yet.
 */
#include <linux/rmap.h>

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/swap.h>

#include <asm/tlbflush.h>

#include "internal.h"
#include "vma.h"

static struct kmem_cache *anon_vma_cachep;

/* The slab calls this once for each piece of memory: see I2's walker. */
static void anon_vma_ctor(void *data)
{
	struct anon_vma *anon_vma = data;

	spin_lock_init(&anon_vma->lock);
	INIT_LIST_HEAD(&anon_vma->head);
}

/**
 * anon_vma_init() - the cache of anon_vmas
 *
 * Context: boot, after kmem_cache_init().
 */
void __init anon_vma_init(void)
{
	anon_vma_cachep = kmem_cache_create("anon_vma",
					    sizeof(struct anon_vma),
					    __alignof__(struct anon_vma),
					    SLAB_TYPESAFE_BY_RCU | SLAB_PANIC,
					    anon_vma_ctor);
}

/**
 * __anon_vma_prepare() - give an area an anon_vma
 * @vma: the area; threads may fault in it at the same time
 *
 * Context: mmap_sem held (read suffices); may sleep.
 * Return: 0 or -ENOMEM.
 */
int __anon_vma_prepare(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;
	struct anon_vma *anon_vma = find_mergeable_anon_vma(vma);
	struct anon_vma *allocated = NULL;

	if (!anon_vma) {
		anon_vma = kmem_cache_alloc(anon_vma_cachep, GFP_KERNEL);
		if (!anon_vma)
			return -ENOMEM;
		allocated = anon_vma;
	}
	spin_lock(&anon_vma->lock);
	spin_lock(&mm->page_table_lock);
	if (likely(!vma->anon_vma)) {
		vma->anon_vma = anon_vma;
		list_add_tail(&vma->anon_vma_node, &anon_vma->head);
		allocated = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	spin_unlock(&anon_vma->lock);

	if (unlikely(allocated))
		kmem_cache_free(anon_vma_cachep, allocated);
	return 0;
}

/**
 * anon_vma_clone() - let an area share another's anonymous pages
 * @dst: a new area, or one that merged with @src; on no list
 * @src: the other area
 *
 * Context: mmap_sem of @src held for writing.
 */
void anon_vma_clone(struct vm_area_struct *dst, struct vm_area_struct *src)
{
	struct anon_vma *anon_vma = src->anon_vma;

	dst->anon_vma = anon_vma;
	if (!anon_vma)
		return;
	spin_lock(&anon_vma->lock);
	list_add_tail(&dst->anon_vma_node, &anon_vma->head);
	spin_unlock(&anon_vma->lock);
}

/**
 * anon_vma_unlink() - an area leaves its anon_vma; the last one frees it
 * @vma: the area, its pages unmapped or taken over
 *
 * Context: mmap_sem held for writing, or the last user of the mm.
 */
void anon_vma_unlink(struct vm_area_struct *vma)
{
	struct anon_vma *anon_vma = vma->anon_vma;
	bool empty;

	if (!anon_vma)
		return;
	spin_lock(&anon_vma->lock);
	list_del_init(&vma->anon_vma_node);
	empty = list_empty(&anon_vma->head);
	spin_unlock(&anon_vma->lock);
	if (empty)
		kmem_cache_free(anon_vma_cachep, anon_vma);
}

/*
 * Counting mappings
 */

/**
 * page_add_new_anon_rmap() - a fresh page becomes anonymous, mapped once
 * @page: the page, known to nobody else
 * @vma: an area with an anon_vma
 * @address: where it is mapped
 *
 * Context: before the page-table entry is set.
 */
void page_add_new_anon_rmap(struct page *page, struct vm_area_struct *vma,
			    unsigned long address)
{
	__SetPageSwapBacked(page);
	atomic_set(&page->_mapcount, 0);
	page->mapping = (struct address_space *)
			((unsigned long)vma->anon_vma | PAGE_MAPPING_ANON);
	page->index = vma_pgoff(vma, address);
	inc_zone_page_state(page, NR_ANON_PAGES);
}

/**
 * page_add_file_rmap() - a page of a file is mapped once more
 *
 * Context: page_table_lock held.
 */
void page_add_file_rmap(struct page *page)
{
	if (atomic_inc_and_test(&page->_mapcount))
		inc_zone_page_state(page, NR_FILE_MAPPED);
}

/**
 * page_remove_rmap() - a page-table entry for the page is gone
 *
 * The anonymous page keeps its mapping until it is freed: a walker that
 * still looks at it must find an anon_vma there.
 *
 * Context: page_table_lock held.
 */
void page_remove_rmap(struct page *page)
{
	if (!atomic_add_negative(-1, &page->_mapcount))
		return;
	dec_zone_page_state(page, PageAnon(page) ? NR_ANON_PAGES :
						   NR_FILE_MAPPED);
	if (unlikely(PageMlocked(page)))
		clear_page_mlock(page);
}

/*
 * Walking
 */

typedef int rmap_one_t(struct page *page, struct vm_area_struct *vma,
		       unsigned long address, void *arg);

static inline unsigned long vma_address(struct page *page,
					struct vm_area_struct *vma)
{
	return vma->vm_start + ((page->index - vma->vm_pgoff) << PAGE_SHIFT);
}

/**
 * page_address_in_vma() - at which address would an area map a page?
 *
 * Context: the area is kept from changing.
 * Return: the address, or -EFAULT when the area does not reach that far.
 */
unsigned long page_address_in_vma(struct page *page,
				  struct vm_area_struct *vma)
{
	unsigned long address = vma_address(page, vma);

	if (address < vma->vm_start || address >= vma->vm_end)
		return -EFAULT;
	return address;
}

/* The anon_vma of @page, locked and under rcu_read_lock(), or NULL. */
static struct anon_vma *page_lock_anon_vma(struct page *page)
{
	unsigned long mapping;
	struct anon_vma *anon_vma;

	rcu_read_lock();
	mapping = (unsigned long)READ_ONCE(page->mapping);
	if ((mapping & PAGE_MAPPING_FLAGS) != PAGE_MAPPING_ANON ||
	    !page_mapped(page))
		goto out;
	anon_vma = (struct anon_vma *)(mapping - PAGE_MAPPING_ANON);
	spin_lock(&anon_vma->lock);
	/* Unmapped in between: it may be somebody else's anon_vma now. */
	if (page_mapped(page))
		return anon_vma;
	spin_unlock(&anon_vma->lock);
out:
	rcu_read_unlock();
	return NULL;
}

static void page_unlock_anon_vma(struct anon_vma *anon_vma)
{
	spin_unlock(&anon_vma->lock);
	rcu_read_unlock();
}

static int rmap_walk_anon(struct page *page, rmap_one_t *one, void *arg)
{
	struct anon_vma *anon_vma = page_lock_anon_vma(page);
	struct vm_area_struct *vma;
	int ret = SWAP_AGAIN;

	if (!anon_vma)
		return ret;
	list_for_each_entry(vma, &anon_vma->head, anon_vma_node) {
		unsigned long address = page_address_in_vma(page, vma);

		if (address == -EFAULT)
			continue;
		ret = one(page, vma, address, arg);
		if (ret != SWAP_AGAIN)
			break;
	}
	page_unlock_anon_vma(anon_vma);
	return ret;
}

static int rmap_walk_file(struct page *page, rmap_one_t *one, void *arg)
{
	struct address_space *mapping = page->mapping;
	struct vm_area_struct *vma;
	int ret = SWAP_AGAIN;

	if (!mapping)
		return ret;
	i_mmap_lock_read(mapping);
	vma_interval_tree_foreach(vma, &mapping->i_mmap, page->index,
				  page->index) {
		ret = one(page, vma, vma_address(page, vma), arg);
		if (ret != SWAP_AGAIN)
			break;
	}
	i_mmap_unlock_read(mapping);
	return ret;
}

/* Call @one for each area that may map @page until it returns != AGAIN. */
static int rmap_walk(struct page *page, rmap_one_t *one, void *arg)
{
	if (PageAnon(page))
		return rmap_walk_anon(page, one, arg);
	return rmap_walk_file(page, one, arg);
}

/* The entry that maps @page at @address, its lock held; or NULL. */
static pte_t *page_check_address(struct page *page, struct mm_struct *mm,
				 unsigned long address, spinlock_t **ptlp)
{
	pmd_t *pmd = mm_find_pmd(mm, address);
	spinlock_t *ptl;
	pte_t *pte;

	if (!pmd)
		return NULL;
	pte = pte_offset_map_lock(mm, pmd, address, &ptl);
	if (pte_present(*pte) && pte_pfn(*pte) == page_to_pfn(page)) {
		*ptlp = ptl;
		return pte;
	}
	pte_unmap_unlock(pte, ptl);
	return NULL;
}

struct page_referenced_arg {
	int		referenced;	/* entries found young */
	unsigned long	vm_flags;	/* of the areas they are in */
};

static int page_referenced_one(struct page *page, struct vm_area_struct *vma,
			       unsigned long address, void *arg)
{
	struct page_referenced_arg *pra = arg;
	spinlock_t *ptl;
	pte_t *pte;

	pte = page_check_address(page, vma->vm_mm, address, &ptl);
	if (!pte)
		return SWAP_AGAIN;
	if (vma->vm_flags & VM_LOCKED) {
		pte_unmap_unlock(pte, ptl);
		pra->vm_flags |= VM_LOCKED;
		return SWAP_FAIL;
	}
	/* Read once in order: not a sign that it will be used again. */
	if (ptep_clear_flush_young(vma, address, pte) &&
	    !(vma->vm_flags & VM_SEQ_READ)) {
		pra->referenced++;
		pra->vm_flags |= vma->vm_flags;
	}
	pte_unmap_unlock(pte, ptl);
	return SWAP_AGAIN;
}

/**
 * page_referenced() - how many mappings have used a page lately?
 * @page: the page
 * @is_locked: does the caller hold the page lock?
 * @memcg: unused: NULL
 * @vm_flags: gets the flags of the areas; VM_LOCKED: leave the page alone
 *
 * Clears the accessed bits on the way.
 *
 * Context: process context, may sleep.
 * Return: the number; 1 for a file's page that somebody else has locked.
 */
int page_referenced(struct page *page, int is_locked,
		    struct mem_cgroup *memcg, unsigned long *vm_flags)
{
	struct page_referenced_arg pra = { };
	bool we_locked = false;

	*vm_flags = 0;
	if (!page_mapped(page))
		return 0;
	if (!is_locked && !PageAnon(page)) {
		we_locked = trylock_page(page);
		if (!we_locked)
			return 1;
	}
	rmap_walk(page, page_referenced_one, &pra);
	if (we_locked)
		unlock_page(page);
	*vm_flags = pra.vm_flags;
	return pra.referenced;
}

/* MADV_FREE, and not written since: the contents may go. */
static bool page_is_lazyfree(struct page *page, pte_t pte)
{
	return !PageSwapBacked(page) && !PageDirty(page) && !pte_dirty(pte);
}

static int try_to_unmap_one(struct page *page, struct vm_area_struct *vma,
			    unsigned long address, void *arg)
{
	enum ttu_flags flags = *(enum ttu_flags *)arg;
	struct mm_struct *mm = vma->vm_mm;
	int ret = SWAP_AGAIN;
	spinlock_t *ptl;
	pte_t *ptep;
	pte_t pte;

	ptep = page_check_address(page, mm, address, &ptl);
	if (!ptep)
		return SWAP_AGAIN;
	if ((vma->vm_flags & VM_LOCKED) && !(flags & TTU_IGNORE_MLOCK)) {
		ret = SWAP_MLOCK;
		goto out;
	}
	ret = SWAP_FAIL;
	if (!(flags & TTU_IGNORE_ACCESS) &&
	    ptep_clear_flush_young(vma, address, ptep))
		goto out;

	pte = ptep_clear_flush(vma, address, ptep);
	if (PageAnon(page) && !page_is_lazyfree(page, pte)) {
		set_pte_at(mm, address, ptep, pte);
		goto out;
	}
	ret = SWAP_AGAIN;
	if (pte_dirty(pte))
		set_page_dirty(page);
	update_hiwater_rss(mm);
	dec_mm_counter(mm, mm_counter(page));
	page_remove_rmap(page);
	put_page(page);
out:
	pte_unmap_unlock(ptep, ptl);
	return ret;
}

/**
 * try_to_unmap() - remove all mappings of a page
 * @page: the page, locked, with a reference of the caller's
 * @flags: TTU_*
 *
 * Context: process context, may sleep.
 * Return: SWAP_SUCCESS: none is left.  SWAP_AGAIN: missed some.  SWAP_FAIL:
 * in use, or anonymous with nowhere to put it.  SWAP_MLOCK: locked.
 */
int try_to_unmap(struct page *page, enum ttu_flags flags)
{
	int ret;

	ret = rmap_walk(page, try_to_unmap_one, &flags);
	if (ret != SWAP_MLOCK && !page_mapped(page))
		ret = SWAP_SUCCESS;
	return ret;
}

static int page_mkclean_one(struct page *page, struct vm_area_struct *vma,
			    unsigned long address, void *arg)
{
	int *cleaned = arg;
	spinlock_t *ptl;
	pte_t *ptep;
	pte_t pte;

	if (!(vma->vm_flags & VM_SHARED))
		return SWAP_AGAIN;
	ptep = page_check_address(page, vma->vm_mm, address, &ptl);
	if (!ptep)
		return SWAP_AGAIN;
	if (pte_dirty(*ptep) || pte_write(*ptep)) {
		pte = ptep_clear_flush(vma, address, ptep);
		pte = pte_mkclean(pte_wrprotect(pte));
		set_pte_at(vma->vm_mm, address, ptep, pte);
		(*cleaned)++;
	}
	pte_unmap_unlock(ptep, ptl);
	return SWAP_AGAIN;
}

/**
 * page_mkclean() - make all shared mappings of a page clean and read-only
 * @page: a page of a file, locked
 *
 * The next write through any of them faults and marks the page dirty again,
 * so nothing written after the page has gone to disk can be lost.
 *
 * Context: process context, may sleep.
 * Return: how many mappings were dirty or writable.
 */
int page_mkclean(struct page *page)
{
	int cleaned = 0;

	if (page_mapped(page) && page_mapping(page))
		rmap_walk(page, page_mkclean_one, &cleaned);
	return cleaned;
}
