// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/special_mapping.c - areas of kernel pages in user space: the vDSO
 *
 * Such an area has no file.  Its pages come from an array (or a function) of
 * a struct vm_special_mapping, which must live for ever; the pages are
 * mapped like a file's, read-only or copied on write (breakpoints).
 *
 * Locking    as for any area; the spec is immutable.
 * Entry      _install_special_mapping()
 * Mirrors: Linux 4.19 mm/mmap.c.
 */
#include <linux/mm.h>

#include <linux/sched.h>

#include "vma.h"

/* Its presence keeps the area from merging. */
static void special_mapping_close(struct vm_area_struct *vma)
{
}

static const char *special_mapping_name(struct vm_area_struct *vma)
{
	return ((struct vm_special_mapping *)vma->vm_private_data)->name;
}

static int special_mapping_mremap(struct vm_area_struct *new_vma)
{
	const struct vm_special_mapping *sm = new_vma->vm_private_data;

	/* The kernel knows the address by the mm it was installed in. */
	if (WARN_ON_ONCE(current->mm != new_vma->vm_mm))
		return -EFAULT;
	return sm->mremap ? sm->mremap(sm, new_vma) : 0;
}

static vm_fault_t special_mapping_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	const struct vm_special_mapping *sm = vma->vm_private_data;
	struct page **pages = sm->pages;
	pgoff_t pgoff = vmf->pgoff;

	if (sm->fault)
		return sm->fault(sm, vma, vmf);
	while (pgoff && *pages) {
		pgoff--;
		pages++;
	}
	if (!*pages)
		return VM_FAULT_SIGBUS;
	get_page(*pages);
	vmf->page = *pages;
	return 0;
}

static const struct vm_operations_struct special_mapping_vmops = {
	.close	= special_mapping_close,
	.fault	= special_mapping_fault,
	.mremap	= special_mapping_mremap,
	.name	= special_mapping_name,
};

/**
 * _install_special_mapping() - map kernel pages into an address space
 * @mm: the address space
 * @addr: where, page aligned and free
 * @len: bytes, page aligned
 * @vm_flags: rights
 * @spec: where the pages come from
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: the area or ERR_PTR(-ENOMEM).
 */
struct vm_area_struct *
_install_special_mapping(struct mm_struct *mm, unsigned long addr,
			 unsigned long len, unsigned long vm_flags,
			 const struct vm_special_mapping *spec)
{
	struct vm_area_struct *vma = vm_area_alloc(mm);

	if (!vma)
		return ERR_PTR(-ENOMEM);
	vma->vm_start = addr;
	vma->vm_end = addr + len;
	vma->vm_flags = vm_flags | mm->def_flags | VM_DONTEXPAND;
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	vma->vm_ops = &special_mapping_vmops;
	vma->vm_private_data = (void *)spec;

	if (insert_vm_struct(mm, vma)) {
		vm_area_free(vma);
		return ERR_PTR(-ENOMEM);
	}
	vm_stat_account(mm, vma->vm_flags, len >> PAGE_SHIFT);
	return vma;
}
