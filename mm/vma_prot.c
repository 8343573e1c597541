// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vma_prot.c - what an area allows, and where it may lie
 *
 * The rights VM_READ, VM_WRITE, VM_EXEC and VM_SHARED of an area become the
 * bits of its page table entries.  A shared file page that is clean stays
 * read-only, so that its first write faults and the filesystem hears of it.
 *
 * Locking    mmap_sem: for writing where vm_flags or a place are settled.
 * Entry      vm_get_page_prot() vma_wants_writenotify() vma_set_page_prot()
 *            get_unmapped_area()
 * Mirrors: Linux 4.6 mm/mmap.c, the part that needs no file.
 */
#include "vma.h"

#include <linux/backing-dev.h>
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/mman.h>
#include <linux/sched.h>

int sysctl_max_map_count = 65530;

/* Keeps NULL pointers of the kernel from meaning something to an attacker. */
unsigned long mmap_min_addr = 65536;

pgprot_t protection_map[16] = {
	__P000, __P001, __P010, __P011, __P100, __P101, __P110, __P111,
	__S000, __S001, __S010, __S011, __S100, __S101, __S110, __S111,
};

/**
 * vm_get_page_prot() - the bits of an entry for given rights
 * @vm_flags: VM_READ, VM_WRITE, VM_EXEC, VM_SHARED
 *
 * Context: any.
 * Return: the bits; without write for private mappings, which copy first.
 */
pgprot_t vm_get_page_prot(unsigned long vm_flags)
{
	return protection_map[vm_flags & (VM_READ | VM_WRITE | VM_EXEC |
					  VM_SHARED)];
}

/**
 * vma_wants_writenotify() - must the first write to a clean page fault?
 *
 * Context: mmap_sem held.
 * Return: true for shared mappings whose filesystem wants to know.
 */
bool vma_wants_writenotify(struct vm_area_struct *vma)
{
	const unsigned long shared = VM_WRITE | VM_SHARED;

	if ((vma->vm_flags & shared) != shared)
		return false;
	if (vma->vm_ops && (vma->vm_ops->page_mkwrite ||
			    vma->vm_ops->pfn_mkwrite))
		return true;
	return !(vma->vm_flags & VM_PFNMAP) && vma->vm_file &&
	       mapping_cap_account_dirty(vma->vm_file->f_mapping);
}

/**
 * vma_set_page_prot() - work out vm_page_prot from the flags
 *
 * Context: mmap_sem held for writing.
 */
void vma_set_page_prot(struct vm_area_struct *vma)
{
	unsigned long vm_flags = vma->vm_flags;
	pgprot_t prot;

	if (vma_wants_writenotify(vma))
		vm_flags &= ~VM_SHARED;
	prot = vm_get_page_prot(vm_flags);
	/* A driver may have chosen a cache mode: keep it. */
	WRITE_ONCE(vma->vm_page_prot, pgprot_modify(vma->vm_page_prot, prot));
}

/**
 * get_unmapped_area() - find or check the place of a new mapping
 * @file: what is mapped, or NULL
 * @addr: wish; with MAP_FIXED an order
 * @len: bytes, page aligned
 * @pgoff: page of the file
 * @flags: MAP_*
 *
 * Context: mmap_sem held for writing.
 * Return: page-aligned address; -ENOMEM no room, -EINVAL misaligned, -EPERM
 * below mmap_min_addr.
 */
unsigned long get_unmapped_area(struct file *file, unsigned long addr,
				unsigned long len, unsigned long pgoff,
				unsigned long flags)
{
	unsigned long (*get_area)(struct file *file, unsigned long addr,
				  unsigned long len, unsigned long pgoff,
				  unsigned long flags);

	if (len > TASK_SIZE)
		return -ENOMEM;
	get_area = current->mm->get_unmapped_area;
	if (file && file->f_op->get_unmapped_area)
		get_area = file->f_op->get_unmapped_area;
	addr = get_area(file, addr, len, pgoff, flags);
	if (IS_ERR_VALUE(addr))
		return addr;
	if (addr > TASK_SIZE - len)
		return -ENOMEM;
	if (offset_in_page(addr))
		return -EINVAL;
	/* Page zero is root's, by rights that nobody should use. */
	if (addr < mmap_min_addr && !capable(CAP_SYS_RAWIO))
		return -EPERM;
	return addr;
}
