// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/wp.c - writing to a page that is mapped read-only
 *
 * fork() makes parent and child share their anonymous pages read-only.  The
 * first who writes comes here and gets a copy; the last one has the page to
 * itself and only needs the right to write.  How does one know to be last?
 *
 *	page_mapcount(page) == 1, seen under our page_table_lock: the one
 *	mapping is ours, and a second one can only come from a fork() of
 *	this very mm, which would need mmap_sem for writing.
 *
 * Pages of shared mappings come here too: they are mapped read-only while
 * clean, so that the filesystem learns of the first write.
 *
 * Locking    do_wp_page() is entered with page_table_lock held (vmf->ptl) and
 *            leaves with it released.
 * Entry      do_wp_page() do_page_mkwrite() fault_dirty_shared_page()
 * Mirrors: Linux 4.19 mm/memory.c (wp_page_reuse, wp_page_copy,
 * wp_page_shared, wp_pfn_shared).
 * Simpler than Linux in: no swap cache, so the page need not be locked to
 * see whether it is ours alone.
 */
#include "memory.h"

#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/pagemap.h>
#include <linux/writeback.h>

/* Make the entry writable; unlocks. */
static void wp_page_reuse(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	pte_t entry = pte_mkyoung(vmf->orig_pte);

	entry = maybe_mkwrite(pte_mkdirty(entry), vma);
	ptep_set_access_flags(vma, vmf->address, vmf->pte, entry, 1);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
}

/* A private copy of a frame without struct page, through its mapping. */
static void copy_pfn(struct page *new, unsigned long address)
{
	void *to = page_address(new);

	if (__copy_from_user_inatomic(to, (void __user *)address, PAGE_SIZE))
		clear_page(to);
}

/* The page to write to: a copy of @old, or of what a special entry maps. */
static struct page *wp_alloc_copy(struct vm_fault *vmf, struct page *old)
{
	struct vm_area_struct *vma = vmf->vma;
	struct page *new;

	if (!old && is_zero_pfn(pte_pfn(vmf->orig_pte))) {
		new = alloc_zeroed_user_highpage_movable(vma, vmf->address);
	} else {
		new = alloc_page_vma(GFP_HIGHUSER_MOVABLE, vma, vmf->address);
		if (new && old)
			copy_user_highpage(new, old, vmf->address, vma);
		else if (new)
			copy_pfn(new, vmf->address);
	}
	if (new)
		__SetPageUptodate(new);
	return new;
}

/* Put @new in the place of @old in the entry; lock held. */
static void wp_exchange(struct vm_fault *vmf, struct page *old,
			struct page *new)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	pte_t entry;

	if (!old) {
		inc_mm_counter(mm, MM_ANONPAGES);
	} else if (!PageAnon(old)) {
		dec_mm_counter(mm, mm_counter_file(old));
		inc_mm_counter(mm, MM_ANONPAGES);
	}
	entry = mk_pte(new, vma->vm_page_prot);
	entry = maybe_mkwrite(pte_mkdirty(entry), vma);
	/*
	 * No CPU may go on reading @old while another writes @new: clear and
	 * flush before the new entry can be seen.
	 */
	ptep_clear_flush(vma, vmf->address, vmf->pte);
	map_new_anon_page(vma, vmf->address, new);
	set_pte_at(mm, vmf->address, vmf->pte, entry);
	/* Only now may others see the mapping gone, and reuse the page. */
	if (old)
		page_remove_rmap(old);
}

/*
 * Copy the page and map the copy.  Entered without lock; @old has a
 * reference of ours, or is NULL for the zero page.
 */
static vm_fault_t wp_page_copy(struct vm_fault *vmf, struct page *old)
{
	struct vm_area_struct *vma = vmf->vma;
	struct page *new = NULL;
	bool exchanged = false;

	if (likely(!anon_vma_prepare(vma)))
		new = wp_alloc_copy(vmf, old);
	if (unlikely(!new)) {
		if (old)
			put_page(old);
		return VM_FAULT_OOM;
	}

	vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, vmf->address,
				       &vmf->ptl);
	if (likely(pte_same(*vmf->pte, vmf->orig_pte))) {
		wp_exchange(vmf, old, new);
		exchanged = true;
	}
	pte_unmap_unlock(vmf->pte, vmf->ptl);

	if (unlikely(!exchanged))
		put_page(new);
	if (old) {
		put_page(old);
		if (exchanged)		/* the entry's reference */
			put_page(old);
	}
	return exchanged ? VM_FAULT_WRITE : 0;
}

/**
 * do_page_mkwrite() - ask the filesystem whether a page may become dirty
 * @vmf: the fault; vmf->page has a reference and is not locked
 *
 * Context: no page-table lock held; may sleep.
 * Return: VM_FAULT_LOCKED and more: go on, the page is locked.  0: the page
 * was truncated, retry.  Otherwise VM_FAULT_*.
 */
vm_fault_t do_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	unsigned int old_flags = vmf->flags;
	vm_fault_t ret;

	vmf->flags = FAULT_FLAG_WRITE | FAULT_FLAG_MKWRITE;
	ret = vmf->vma->vm_ops->page_mkwrite(vmf);
	vmf->flags = old_flags;
	if (unlikely(ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE)))
		return ret;
	if (unlikely(!(ret & VM_FAULT_LOCKED))) {
		lock_page(page);
		if (!page->mapping) {
			unlock_page(page);
			return 0;
		}
		ret |= VM_FAULT_LOCKED;
	}
	return ret;
}

/**
 * fault_dirty_shared_page() - a shared page has become writable: it is dirty
 * @vma: the area
 * @page: the page, locked; is unlocked
 *
 * Context: no page-table lock held; may sleep.
 */
void fault_dirty_shared_page(struct vm_area_struct *vma, struct page *page)
{
	bool page_mkwrite = vma->vm_ops && vma->vm_ops->page_mkwrite;
	struct address_space *mapping;
	bool dirtied;

	dirtied = set_page_dirty(page);
	/* Truncate may take the page once it is unlocked. */
	mapping = page_mapping(page);
	unlock_page(page);

	if ((dirtied || page_mkwrite) && mapping)
		balance_dirty_pages_ratelimited(mapping);
	if (!page_mkwrite)
		file_update_time(vma->vm_file);
}

/* Take the lock again after asking the filesystem; false: retry the fault. */
static bool relock_entry(struct vm_fault *vmf)
{
	vmf->pte = pte_offset_map_lock(vmf->vma->vm_mm, vmf->pmd,
				       vmf->address, &vmf->ptl);
	if (likely(pte_same(*vmf->pte, vmf->orig_pte)))
		return true;
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return false;
}

static vm_fault_t wp_page_shared(struct vm_fault *vmf, struct page *page)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	get_page(page);
	if (vma->vm_ops && vma->vm_ops->page_mkwrite) {
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		vmf->page = page;
		ret = do_page_mkwrite(vmf);
		if (unlikely(!ret || (ret & (VM_FAULT_ERROR |
					     VM_FAULT_NOPAGE)))) {
			put_page(page);
			return ret;
		}
		if (!relock_entry(vmf)) {
			unlock_page(page);
			put_page(page);
			return VM_FAULT_NOPAGE;
		}
		wp_page_reuse(vmf);
	} else {
		wp_page_reuse(vmf);
		lock_page(page);
	}
	fault_dirty_shared_page(vma, page);
	put_page(page);
	return VM_FAULT_WRITE;
}

/* Device memory, or a frame without struct page. */
static vm_fault_t wp_pfn_shared(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	if (vma->vm_ops && vma->vm_ops->pfn_mkwrite) {
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		vmf->flags |= FAULT_FLAG_MKWRITE;
		ret = vma->vm_ops->pfn_mkwrite(vmf);
		if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))
			return ret;
		if (!relock_entry(vmf))
			return VM_FAULT_NOPAGE;
	}
	wp_page_reuse(vmf);
	return VM_FAULT_WRITE;
}

/**
 * do_wp_page() - handle a write to a read-only entry
 * @vmf: the fault, entry locked and equal to orig_pte
 *
 * Context: page_table_lock held, released on return; may sleep then.
 * Return: VM_FAULT_WRITE when writing is possible now, 0 or other VM_FAULT_*.
 * Lab: vm/1 (15)
 */
vm_fault_t do_wp_page(struct vm_fault *vmf)
{
	const unsigned long shared = VM_WRITE | VM_SHARED;
	struct vm_area_struct *vma = vmf->vma;
	bool is_shared = (vma->vm_flags & shared) == shared;
	struct page *page;

	page = vm_normal_page(vma, vmf->address, vmf->orig_pte);
	if (!page) {
		if (is_shared)
			return wp_pfn_shared(vmf);
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		return wp_page_copy(vmf, NULL);
	}
	if (PageAnon(page)) {
		if (page_mapcount(page) == 1) {
			wp_page_reuse(vmf);
			return VM_FAULT_WRITE;
		}
	} else if (is_shared) {
		return wp_page_shared(vmf, page);
	}
	get_page(page);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return wp_page_copy(vmf, page);
}
