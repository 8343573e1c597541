// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/pfnmap.c - drivers map frames and pages into user space
 *
 *	remap_pfn_range()  a whole area at once, from ->mmap(): no faults
 *	vm_insert_pfn()    one frame, from ->fault() or later
 *	vm_insert_page()   one page of the kernel's, counted like a file's
 *
 * Frames are mapped by special entries (pte_special): nobody looks for a
 * struct page behind them, counts mappings or frees them.
 *
 * Locking    mmap_sem(W) in ->mmap(), (R) in ->fault(); page_table_lock for
 *            the entries.
 * Entry      remap_pfn_range() vm_iomap_memory() vm_insert_pfn()
 *            vm_insert_page() follow_pfn() generic_access_phys()
 * Mirrors: Linux 4.6 mm/memory.c.
 */
#include <linux/mm.h>

#include <linux/io.h>
#include <linux/rmap.h>
#include <linux/sched.h>

#include <asm/pgalloc.h>

#include "internal.h"

/* The entry of @addr, its lock held, the tables made; NULL: no memory. */
static pte_t *get_locked_pte(struct mm_struct *mm, unsigned long addr,
			     spinlock_t **ptl)
{
	pgd_t *pgd = pgd_offset(mm, addr);
	pud_t *pud = pud_alloc(mm, pgd, addr);
	pmd_t *pmd;

	if (!pud)
		return NULL;
	pmd = pmd_alloc(mm, pud, addr);
	if (!pmd)
		return NULL;
	return pte_alloc_map_lock(mm, pmd, addr, ptl);
}

/* Set one entry; @page: count the mapping. */
static int insert_pte(struct vm_area_struct *vma, unsigned long addr,
		      pte_t entry, struct page *page)
{
	struct mm_struct *mm = vma->vm_mm;
	spinlock_t *ptl;
	pte_t *pte;
	int err = 0;

	pte = get_locked_pte(mm, addr, &ptl);
	if (!pte)
		return -ENOMEM;
	if (!pte_none(*pte)) {
		err = -EBUSY;
	} else {
		if (page) {
			get_page(page);
			inc_mm_counter(mm, mm_counter_file(page));
			page_add_file_rmap(page);
		}
		set_pte_at(mm, addr, pte, entry);
	}
	pte_unmap_unlock(pte, ptl);
	return err;
}

/**
 * vm_insert_page() - map a page of the kernel's
 * @vma: the area
 * @addr: address in it
 * @page: a page with a reference (not anonymous); the entry takes its own
 *
 * Context: in ->mmap() or ->fault(); may sleep.
 * Return: 0, -EFAULT (address), -EINVAL (page), -ENOMEM, -EBUSY (mapped).
 */
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr,
		   struct page *page)
{
	if (addr < vma->vm_start || addr >= vma->vm_end)
		return -EFAULT;
	if (!page_ref_count(page) || PageAnon(page) || PageSlab(page))
		return -EINVAL;
	vma->vm_flags |= VM_MIXEDMAP;
	return insert_pte(vma, addr, mk_pte(page, vma->vm_page_prot), page);
}

/**
 * vm_insert_pfn() - map a frame of a device
 * @vma: an area with VM_PFNMAP
 * @addr: address in it
 * @pfn: the frame
 *
 * Context: in ->fault(); may sleep.
 * Return: 0, -EFAULT (address), -ENOMEM, -EBUSY (mapped).
 */
int vm_insert_pfn(struct vm_area_struct *vma, unsigned long addr,
		  unsigned long pfn)
{
	if (addr < vma->vm_start || addr >= vma->vm_end)
		return -EFAULT;
	if (WARN_ON_ONCE(!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))))
		return -EINVAL;
	return insert_pte(vma, addr,
			  pte_mkspecial(pfn_pte(pfn, vma->vm_page_prot)),
			  NULL);
}

/**
 * remap_pfn_range() - map a run of frames
 * @vma: the area, being made by ->mmap(); its flags are changed
 * @addr: first address, page aligned
 * @pfn: first frame
 * @size: bytes
 * @prot: protection of the entries
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: 0; -EINVAL for a private writable mapping of a part of the area;
 * -ENOMEM, and then the caller unmaps.
 */
int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr,
		    unsigned long pfn, unsigned long size, pgprot_t prot)
{
	unsigned long end = addr + PAGE_ALIGN(size);
	int err = 0;

	if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE) {
		if (addr != vma->vm_start || end != vma->vm_end)
			return -EINVAL;
		vma->vm_pgoff = pfn;
	}
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	for (; addr != end && !err; addr += PAGE_SIZE, pfn++)
		err = insert_pte(vma, addr, pte_mkspecial(pfn_pte(pfn, prot)),
				 NULL);
	return err;
}

/**
 * vm_iomap_memory() - remap_pfn_range() for a device's memory window
 * @vma: the area; vm_pgoff is the offset in the window
 * @start: physical address of the window
 * @len: its length in bytes
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: 0, -EINVAL when the area reaches beyond the window, -ENOMEM.
 */
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start,
		    unsigned long len)
{
	unsigned long pages;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (start + len < start)
		return -EINVAL;
	len += start & ~PAGE_MASK;
	pages = PAGE_ALIGN(len) >> PAGE_SHIFT;
	if (vma->vm_pgoff > pages ||
	    size >> PAGE_SHIFT > pages - vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start,
			       (start >> PAGE_SHIFT) + vma->vm_pgoff, size,
			       vma->vm_page_prot);
}

/* A present entry of an address, its lock held; NULL: none. */
static pte_t *follow_pte(struct mm_struct *mm, unsigned long address,
			 spinlock_t **ptlp)
{
	pmd_t *pmd = mm_find_pmd(mm, address);
	pte_t *pte;

	if (!pmd)
		return NULL;
	pte = pte_offset_map_lock(mm, pmd, address, ptlp);
	if (pte_present(*pte))
		return pte;
	pte_unmap_unlock(pte, *ptlp);
	return NULL;
}

/**
 * follow_pfn() - the frame that an area of a device has at an address
 * @vma: an area with VM_IO or VM_PFNMAP
 * @address: address in it
 * @pfn: gets the frame
 *
 * Context: mmap_sem held.
 * Return: 0 or -EINVAL.
 */
int follow_pfn(struct vm_area_struct *vma, unsigned long address,
	       unsigned long *pfn)
{
	spinlock_t *ptl;
	pte_t *pte;

	if (!(vma->vm_flags & (VM_IO | VM_PFNMAP)))
		return -EINVAL;
	pte = follow_pte(vma->vm_mm, address, &ptl);
	if (!pte)
		return -EINVAL;
	*pfn = pte_pfn(*pte);
	pte_unmap_unlock(pte, ptl);
	return 0;
}

/**
 * generic_access_phys() - vm_ops->access for areas of device memory
 * @vma: the area
 * @addr: address in it
 * @buf: kernel buffer
 * @len: bytes
 * @write: into the device?
 *
 * Context: mmap_sem held; may sleep.
 * Return: bytes moved, not beyond the page; -EINVAL or -ENOMEM.
 */
int generic_access_phys(struct vm_area_struct *vma, unsigned long addr,
			void *buf, int len, int write)
{
	unsigned long offset = offset_in_page(addr);
	unsigned long pfn;
	void __iomem *maddr;

	if (follow_pfn(vma, addr, &pfn))
		return -EINVAL;
	len = min_t(unsigned long, len, PAGE_SIZE - offset);
	maddr = ioremap((phys_addr_t)pfn << PAGE_SHIFT, PAGE_SIZE);
	if (!maddr)
		return -ENOMEM;
	if (write)
		memcpy((void __force *)maddr + offset, buf, len);
	else
		memcpy(buf, (void __force *)maddr + offset, len);
	iounmap(maddr);
	return len;
}
