// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mincore.c - mincore(): which pages are in memory?
 *
 * A mapped page is.  For others the page cache is asked, but only where the
 * caller could change the file or owns it; for foreign files everything is
 * said to be resident, so that nobody can watch what others read.
 *
 * Locking    mmap_sem(R) for a page's worth of answers at a time, released
 *            while they are copied to user space.
 * Entry      sys_mincore()
 * Mirrors: Linux 4.19 mm/mincore.c, with the rule of 5.1 on foreign files.
 * Simpler than Linux in: no huge pages, no swap.
 */
#include <linux/mm.h>

#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

static bool can_do_mincore(struct vm_area_struct *vma)
{
	if (vma_is_anonymous(vma) || !vma->vm_file)
		return true;
	return inode_owner_or_capable(file_inode(vma->vm_file)) ||
	       inode_permission(file_inode(vma->vm_file), MAY_WRITE) == 0;
}

/* Is the page of the file at @addr cached and valid? */
static unsigned char mincore_page(struct vm_area_struct *vma,
				  unsigned long addr)
{
	struct page *page;
	unsigned char present = 0;

	if (!vma->vm_file)
		return 0;
	page = find_get_page(vma->vm_file->f_mapping, vma_pgoff(vma, addr));
	if (page) {
		present = PageUptodate(page);
		put_page(page);
	}
	return present;
}

/* One byte for each page of [addr, end), all in one table's reach. */
static void mincore_table(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long end, unsigned char *vec)
{
	struct mm_struct *mm = vma->vm_mm;
	pmd_t *pmd = mm_find_pmd(mm, addr);
	spinlock_t *ptl;
	pte_t *start;
	pte_t *pte;

	if (!pmd) {
		for (; addr != end; addr += PAGE_SIZE)
			*vec++ = mincore_page(vma, addr);
		return;
	}
	start = pte_offset_map_lock(mm, pmd, addr, &ptl);
	for (pte = start; addr != end; pte++, addr += PAGE_SIZE)
		*vec++ = pte_present(*pte) ? 1 : mincore_page(vma, addr);
	pte_unmap_unlock(start, ptl);
}

/* As many pages as lie in one area; the number, or -ENOMEM. */
static long do_mincore(unsigned long addr, unsigned long pages,
		       unsigned char *vec)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);
	unsigned long end;
	unsigned long next;

	if (!vma || addr < vma->vm_start)
		return -ENOMEM;
	end = min(vma->vm_end, addr + (pages << PAGE_SHIFT));
	pages = (end - addr) >> PAGE_SHIFT;
	if (!can_do_mincore(vma)) {
		memset(vec, 1, pages);
		return pages;
	}
	for (; addr != end; addr = next) {
		next = pmd_addr_end(addr, end);
		mincore_table(vma, addr, next, vec);
		vec += (next - addr) >> PAGE_SHIFT;
	}
	return pages;
}

SYSCALL_DEFINE3(mincore, unsigned long, start, size_t, len,
		unsigned char __user *, vec)
{
	struct mm_struct *mm = current->mm;
	unsigned long pages = DIV_ROUND_UP(len, PAGE_SIZE);
	unsigned char *tmp;
	long ret = 0;

	if (offset_in_page(start))
		return -EINVAL;
	if (!access_ok((void __user *)start, len))
		return -ENOMEM;
	if (!access_ok(vec, pages))
		return -EFAULT;
	tmp = (unsigned char *)__get_free_page(GFP_USER);
	if (!tmp)
		return -EAGAIN;

	while (pages) {
		down_read(&mm->mmap_sem);
		ret = do_mincore(start, min(pages, PAGE_SIZE), tmp);
		up_read(&mm->mmap_sem);
		if (ret <= 0)
			break;
		if (copy_to_user(vec, tmp, ret)) {
			ret = -EFAULT;
			break;
		}
		pages -= ret;
		vec += ret;
		start += ret << PAGE_SHIFT;
		ret = 0;
	}
	free_page((unsigned long)tmp);
	return ret;
}
