// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/memory.c - page faults: from an address to a page in the page table
 *
 * The entry tells what is missing, the area tells what to put there:
 *
 *	entry       access  area        what happens
 *	none        read    anonymous   the zero page, read-only
 *	none        write   anonymous   a fresh zeroed page
 *	none        read    file        the file's page and its neighbours
 *	none        write   private     a copy of the file's page
 *	none        write   shared      the file's page, made dirty
 *	read-only   write   private     ours alone: made writable; else a copy
 *	read-only   write   shared      made writable, the page made dirty
 *	fine        any     any         accessed or dirty bit; or a late TLB
 *
 * I1         A page-table page is hung in and entries change only under
 *            page_table_lock; who slept or unlocked in between compares the
 *            entry with what it was (orig_pte) and lets the CPU retry.
 * I2         An entry is writable only if the area has VM_WRITE, and the page
 *            is shared, or anonymous and mapped once (copy on write).
 * I3         Page-table pages of a range live while its area is held by
 *            mmap_sem, i_mmap_rwsem or anon_vma->lock.
 * Locking    mmap_sem(R) > page lock > page_table_lock.
 * Entry      handle_mm_fault() alloc_set_pte() finish_fault() __pte_alloc()
 *            __pmd_alloc() __pud_alloc() vm_normal_page() mm_find_pmd()
 * Mirrors: Linux 4.19 mm/memory.c; copying for fork is in
 * mm/copy_page_range.c, unmapping in mm/zap.c, device mappings in
 * mm/pfnmap.c, copy on write in mm/wp.c.
 * Simpler than Linux in: no huge pages, no swap-in, no NUMA balancing, no
 * userfaultfd; one page_table_lock for each mm.
 */
#include "memory.h"

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/pagemap.h>
#include <linux/ratelimit.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/writeback.h>

#include <asm/pgalloc.h>
#include <asm/tlbflush.h>

#include "internal.h"

/* Frame of the page of zeroes, for is_zero_pfn(). */
unsigned long zero_pfn;

/* A read fault in a file maps what is cached of this many bytes around. */
#define FAULT_AROUND_BYTES	65536UL
#define FAULT_AROUND_PAGES	(FAULT_AROUND_BYTES >> PAGE_SHIFT)

/*
 * Page-table pages.  Allocation sleeps, so another thread may have been
 * faster: then ours is given back (I1).  The zeroes of the new table must be
 * visible before the entry that leads to it; x86 keeps stores in order.
 */

/**
 * __pud_alloc() - hang a page of puds into a pgd entry
 * @mm: the address space
 * @pgd: the entry
 * @address: an address below it
 *
 * Context: may sleep.
 * Return: 0 (a table is there) or -ENOMEM.
 */
int __pud_alloc(struct mm_struct *mm, pgd_t *pgd, unsigned long address)
{
	pud_t *new = pud_alloc_one(mm, address);

	if (!new)
		return -ENOMEM;
	spin_lock(&mm->page_table_lock);
	if (pgd_present(*pgd))
		pud_free(mm, new);
	else
		pgd_populate(mm, pgd, new);
	spin_unlock(&mm->page_table_lock);
	return 0;
}

/**
 * __pmd_alloc() - hang a page of pmds into a pud entry
 * @mm: the address space
 * @pud: the entry
 * @address: an address below it
 *
 * Context: may sleep.
 * Return: 0 (a table is there) or -ENOMEM.
 */
int __pmd_alloc(struct mm_struct *mm, pud_t *pud, unsigned long address)
{
	pmd_t *new = pmd_alloc_one(mm, address);

	if (!new)
		return -ENOMEM;
	spin_lock(&mm->page_table_lock);
	if (pud_present(*pud)) {
		pmd_free(mm, new);
	} else {
		atomic_long_inc(&mm->nr_pmds);
		pud_populate(mm, pud, new);
	}
	spin_unlock(&mm->page_table_lock);
	return 0;
}

/**
 * __pte_alloc() - hang a page of ptes into a pmd entry
 * @mm: the address space
 * @pmd: the entry
 * @address: an address below it
 *
 * Context: may sleep.
 * Return: 0 (a table is there) or -ENOMEM.
 */
int __pte_alloc(struct mm_struct *mm, pmd_t *pmd, unsigned long address)
{
	pgtable_t new = pte_alloc_one(mm, address);

	if (!new)
		return -ENOMEM;
	spin_lock(&mm->page_table_lock);
	if (likely(pmd_none(*pmd))) {
		atomic_long_inc(&mm->nr_ptes);
		pmd_populate(mm, pmd, new);
		new = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	if (new)
		pte_free(mm, new);
	return 0;
}

/**
 * mm_find_pmd() - the pmd entry of an address, if it leads to a table
 * @mm: the address space
 * @address: user address
 *
 * Context: the tables are kept from being freed (I3).
 * Return: the entry, or NULL when no page can be mapped there.
 */
pmd_t *mm_find_pmd(struct mm_struct *mm, unsigned long address)
{
	pgd_t *pgd = pgd_offset(mm, address);
	pud_t *pud;
	pmd_t *pmd;

	if (!pgd_present(*pgd))
		return NULL;
	pud = pud_offset(pgd, address);
	if (!pud_present(*pud))
		return NULL;
	pmd = pmd_offset(pud, address);
	return pmd_present(*pmd) ? pmd : NULL;
}

/**
 * print_bad_pte() - report an entry that cannot be
 * @vma: the area
 * @addr: the address
 * @pte: the entry
 * @page: the page it maps, or NULL
 *
 * Context: any.
 */
void print_bad_pte(struct vm_area_struct *vma, unsigned long addr, pte_t pte,
		   struct page *page)
{
	pr_alert_ratelimited("BUG: Bad page map in process %s  pte:%08llx addr:%px vm_flags:%08lx\n",
			     current->comm, (unsigned long long)pte_val(pte),
			     (void *)addr, vma->vm_flags);
	if (page)
		pr_alert_ratelimited("page:%px count:%d mapcount:%d mapping:%px index:%#lx flags:%#lx\n",
				     page, page_ref_count(page),
				     page_mapcount(page), page->mapping,
				     page->index, page->flags);
	dump_stack();
}

/**
 * vm_normal_page() - the page of an entry, if it counts its mappings
 * @vma: the area
 * @addr: the address
 * @pte: a present entry
 *
 * Context: page_table_lock held.
 * Return: the page, or NULL: the zero page, or a frame of a device.
 */
struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr,
			    pte_t pte)
{
	if (likely(!pte_special(pte)))
		return pte_page(pte);
	return NULL;
}

/**
 * fault_gfp_mask() - how a page fault may allocate for an area
 *
 * Context: mmap_sem held.
 * Return: allocation flags.
 */
gfp_t fault_gfp_mask(struct vm_area_struct *vma)
{
	struct file *file = vma->vm_file;

	if (!file)
		return GFP_KERNEL;
	return mapping_gfp_mask(file->f_mapping) | __GFP_FS | __GFP_IO;
}

/*
 * Anonymous memory
 */

/* Reading memory nobody has written: all of it is the same page of zeroes. */
static vm_fault_t do_anonymous_read(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	pte_t entry = pte_mkspecial(pfn_pte(my_zero_pfn(vmf->address),
					    vma->vm_page_prot));

	vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, vmf->address,
				       &vmf->ptl);
	if (pte_none(*vmf->pte))
		set_pte_at(vma->vm_mm, vmf->address, vmf->pte, entry);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return 0;
}

/* Lab: vm/1 (10) */
static vm_fault_t do_anonymous_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	struct page *page;
	pte_t entry;

	/* A shared mapping without a way to get its pages. */
	if (vma->vm_flags & VM_SHARED)
		return VM_FAULT_SIGBUS;
	if (pte_alloc(mm, vmf->pmd, vmf->address))
		return VM_FAULT_OOM;
	if (!(vmf->flags & FAULT_FLAG_WRITE))
		return do_anonymous_read(vmf);

	if (unlikely(anon_vma_prepare(vma)))
		return VM_FAULT_OOM;
	page = alloc_zeroed_user_highpage_movable(vma, vmf->address);
	if (!page)
		return VM_FAULT_OOM;
	__SetPageUptodate(page);
	entry = maybe_mkwrite(pte_mkdirty(mk_pte(page, vma->vm_page_prot)),
			      vma);

	vmf->pte = pte_offset_map_lock(mm, vmf->pmd, vmf->address, &vmf->ptl);
	if (likely(pte_none(*vmf->pte))) {
		map_new_anon_page(vma, vmf->address, page);
		inc_mm_counter(mm, MM_ANONPAGES);
		set_pte_at(mm, vmf->address, vmf->pte, entry);
		page = NULL;
	}
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	if (unlikely(page))
		put_page(page);
	return 0;
}

/*
 * Pages of files
 */

/* Map and lock the entry, hanging in the table that is in reserve. */
static vm_fault_t pte_alloc_one_map(struct vm_fault *vmf)
{
	struct mm_struct *mm = vmf->vma->vm_mm;

	if (pmd_none(*vmf->pmd) && vmf->prealloc_pte) {
		spin_lock(&mm->page_table_lock);
		if (likely(pmd_none(*vmf->pmd))) {
			atomic_long_inc(&mm->nr_ptes);
			pmd_populate(mm, vmf->pmd, vmf->prealloc_pte);
			vmf->prealloc_pte = NULL;
		}
		spin_unlock(&mm->page_table_lock);
	} else if (pte_alloc(mm, vmf->pmd, vmf->address)) {
		return VM_FAULT_OOM;
	}
	vmf->pte = pte_offset_map_lock(mm, vmf->pmd, vmf->address, &vmf->ptl);
	return 0;
}

/**
 * alloc_set_pte() - map a page of a file, or the private copy of one
 * @vmf: the fault; if vmf->pte is NULL, the entry is mapped and locked here
 * @memcg: unused: NULL
 * @page: the page, locked; its reference goes to the entry on success
 *
 * Context: with a reserve in vmf->prealloc_pte (or a table in place) it
 * does not sleep.
 * Return: 0; VM_FAULT_NOPAGE when something is mapped there; VM_FAULT_OOM.
 */
vm_fault_t alloc_set_pte(struct vm_fault *vmf, struct mem_cgroup *memcg,
			 struct page *page)
{
	struct vm_area_struct *vma = vmf->vma;
	bool write = vmf->flags & FAULT_FLAG_WRITE;
	pte_t entry;

	if (!vmf->pte) {
		vm_fault_t ret = pte_alloc_one_map(vmf);

		if (ret)
			return ret;
	}
	if (unlikely(!pte_none(*vmf->pte)))
		return VM_FAULT_NOPAGE;

	entry = mk_pte(page, vma->vm_page_prot);
	if (write)
		entry = maybe_mkwrite(pte_mkdirty(entry), vma);
	if (write && !(vma->vm_flags & VM_SHARED)) {
		inc_mm_counter(vma->vm_mm, MM_ANONPAGES);
		map_new_anon_page(vma, vmf->address, page);
	} else {
		inc_mm_counter(vma->vm_mm, mm_counter_file(page));
		page_add_file_rmap(page);
	}
	set_pte_at(vma->vm_mm, vmf->address, vmf->pte, entry);
	return 0;
}

/**
 * finish_fault() - map the page that a fault has come up with
 * @vmf: the fault, with page (or cow_page for a private write)
 *
 * Context: the page is locked; may sleep.
 * Return: as alloc_set_pte().
 */
vm_fault_t finish_fault(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	vm_fault_t ret;

	if ((vmf->flags & FAULT_FLAG_WRITE) &&
	    !(vmf->vma->vm_flags & VM_SHARED))
		page = vmf->cow_page;
	ret = alloc_set_pte(vmf, vmf->memcg, page);
	if (vmf->pte)
		pte_unmap_unlock(vmf->pte, vmf->ptl);
	return ret;
}

/*
 * Let ->map_pages() map what the page cache has around the address: within
 * FAULT_AROUND_BYTES (aligned), the area, and one page of ptes.
 *
 *	vma start        address              vma end
 *	   |  . . . [x x x X x x x x x x x x] . . |
 */
static vm_fault_t do_fault_around(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	unsigned long address = vmf->address;
	unsigned long start = max(address & ~(FAULT_AROUND_BYTES - 1),
				  vma->vm_start);
	unsigned long end = min((address | (FAULT_AROUND_BYTES - 1)) + 1,
				vma->vm_end);
	pgoff_t start_pgoff = vma_pgoff(vma, start);
	vm_fault_t ret = 0;

	if (pmd_none(*vmf->pmd)) {
		vmf->prealloc_pte = pte_alloc_one(vma->vm_mm, address);
		if (!vmf->prealloc_pte)
			return 0;
	}
	BUILD_BUG_ON(FAULT_AROUND_BYTES > PMD_SIZE);
	vmf->address = start;
	vma->vm_ops->map_pages(vmf, start_pgoff,
			       start_pgoff + ((end - start) >> PAGE_SHIFT) - 1);

	/* Nothing cached: the entry was never locked. */
	if (vmf->pte) {
		/* ->map_pages() has moved on with pte and address. */
		vmf->pte -= (long)(vmf->address - address) >> PAGE_SHIFT;
		if (!pte_none(*vmf->pte))
			ret = VM_FAULT_NOPAGE;
		pte_unmap_unlock(vmf->pte, vmf->ptl);
	}
	vmf->address = address;
	vmf->pte = NULL;
	return ret;
}

/* Get the file's page, locked, into vmf->page. */
static vm_fault_t __do_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = vmf->vma->vm_ops->fault(vmf);

	if (unlikely(ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE |
			    VM_FAULT_RETRY | VM_FAULT_DONE_COW)))
		return ret;
	if (unlikely(!(ret & VM_FAULT_LOCKED)))
		lock_page(vmf->page);
	return ret | VM_FAULT_LOCKED;
}

static vm_fault_t do_read_fault(struct vm_fault *vmf)
{
	vm_fault_t ret;

	if (vmf->vma->vm_ops->map_pages) {
		ret = do_fault_around(vmf);
		if (ret)
			return ret;
	}
	ret = __do_fault(vmf);
	if (unlikely(!(ret & VM_FAULT_LOCKED)))
		return ret;
	ret |= finish_fault(vmf);
	unlock_page(vmf->page);
	if (unlikely(ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE)))
		put_page(vmf->page);
	return ret;
}

static vm_fault_t do_cow_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	if (unlikely(anon_vma_prepare(vma)))
		return VM_FAULT_OOM;
	vmf->cow_page = alloc_page_vma(GFP_HIGHUSER_MOVABLE, vma, vmf->address);
	if (!vmf->cow_page)
		return VM_FAULT_OOM;

	ret = __do_fault(vmf);
	if (unlikely(!(ret & VM_FAULT_LOCKED))) {
		if (!(ret & VM_FAULT_DONE_COW))
			goto out_cow;
		return ret;
	}
	copy_user_highpage(vmf->cow_page, vmf->page, vmf->address, vma);
	__SetPageUptodate(vmf->cow_page);

	ret |= finish_fault(vmf);
	unlock_page(vmf->page);
	put_page(vmf->page);
	if (likely(!(ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))))
		return ret;
out_cow:
	put_page(vmf->cow_page);
	return ret;
}

static vm_fault_t do_shared_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;
	vm_fault_t tmp;

	ret = __do_fault(vmf);
	if (unlikely(!(ret & VM_FAULT_LOCKED)))
		return ret;

	/* The filesystem may want to be asked before a page gets dirty. */
	if (vma->vm_ops->page_mkwrite) {
		unlock_page(vmf->page);
		tmp = do_page_mkwrite(vmf);
		if (unlikely(!tmp || (tmp & (VM_FAULT_ERROR |
					     VM_FAULT_NOPAGE)))) {
			put_page(vmf->page);
			return tmp;
		}
	}
	ret |= finish_fault(vmf);
	if (unlikely(ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))) {
		unlock_page(vmf->page);
		put_page(vmf->page);
		return ret;
	}
	fault_dirty_shared_page(vma, vmf->page);
	return ret;
}

static vm_fault_t do_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	vmf->pgoff = vma_pgoff(vma, vmf->address);
	vmf->gfp_mask = fault_gfp_mask(vma);
	vmf->prealloc_pte = NULL;
	vmf->cow_page = NULL;
	vmf->memcg = NULL;
	vmf->page = NULL;

	if (unlikely(!vma->vm_ops->fault))
		ret = VM_FAULT_SIGBUS;
	else if (!(vmf->flags & FAULT_FLAG_WRITE))
		ret = do_read_fault(vmf);
	else if (!(vma->vm_flags & VM_SHARED))
		ret = do_cow_fault(vmf);
	else
		ret = do_shared_fault(vmf);

	if (unlikely(vmf->prealloc_pte))
		pte_free(vma->vm_mm, vmf->prealloc_pte);
	return ret & ~VM_FAULT_LOCKED;
}

/*
 * The door
 */

static vm_fault_t handle_pte_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	pte_t entry = __pte(0);

	vmf->pte = NULL;
	if (likely(!pmd_none(*vmf->pmd)))
		entry = READ_ONCE(*pte_offset_map(vmf->pmd, vmf->address));
	vmf->orig_pte = entry;
	if (pte_none(entry))
		return vma_is_anonymous(vma) ? do_anonymous_page(vmf) :
					       do_fault(vmf);
	if (unlikely(!pte_present(entry))) {
		print_bad_pte(vma, vmf->address, entry, NULL);
		return VM_FAULT_SIGBUS;
	}

	vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, vmf->address,
				       &vmf->ptl);
	if (unlikely(!pte_same(*vmf->pte, entry)))
		goto unlock;				/* I1 */
	if (vmf->flags & FAULT_FLAG_WRITE) {
		if (!pte_write(entry))
			return do_wp_page(vmf);
		entry = pte_mkdirty(entry);
	}
	entry = pte_mkyoung(entry);
	if (!ptep_set_access_flags(vma, vmf->address, vmf->pte, entry,
				   vmf->flags & FAULT_FLAG_WRITE) &&
	    (vmf->flags & FAULT_FLAG_WRITE))
		flush_tlb_fix_spurious_fault(vma, vmf->address);
unlock:
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return 0;
}

/**
 * handle_mm_fault() - make an address accessible
 * @vma: the area it lies in; the caller has checked the rights
 * @address: any address in the page
 * @flags: FAULT_FLAG_*
 *
 * Context: mmap_sem held for reading; may sleep.
 * Return: 0 or VM_FAULT_*.  With VM_FAULT_RETRY mmap_sem has been released.
 */
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address,
			   unsigned int flags)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_fault vmf;
	pgd_t *pgd;

	count_vm_event(PGFAULT);
	vmf.vma = vma;
	vmf.address = address & PAGE_MASK;
	vmf.flags = flags;

	pgd = pgd_offset(mm, address);
	vmf.pud = pud_alloc(mm, pgd, address);
	if (unlikely(!vmf.pud))
		return VM_FAULT_OOM;
	vmf.pmd = pmd_alloc(mm, vmf.pud, address);
	if (unlikely(!vmf.pmd))
		return VM_FAULT_OOM;
	return handle_pte_fault(&vmf);
}

/**
 * init_zero_pfn() - learn where the page of zeroes is
 *
 * Context: boot.
 */
void __init init_zero_pfn(void)
{
	zero_pfn = page_to_pfn(ZERO_PAGE(0));
}
