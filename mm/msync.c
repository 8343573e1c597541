// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/msync.c - msync(): what was written to a shared mapping goes to the file
 *
 * MS_SYNC waits for fsync() of the part of the file.  MS_ASYNC has nothing to
 * do: a dirty page is known as such from its first write on, and writeback
 * comes by itself.
 *
 * Locking    mmap_sem(R), released during fsync.
 * Entry      sys_msync()
 * Mirrors: Linux 4.19 mm/msync.c.
 */
#include <linux/mman.h>

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

/* fsync() a part of the file of @vma; mmap_sem is released and taken again. */
static int msync_file(struct vm_area_struct *vma, unsigned long start,
		      unsigned long end)
{
	struct mm_struct *mm = current->mm;
	struct file *file = get_file(vma->vm_file);
	loff_t from = (loff_t)vma_pgoff(vma, start) << PAGE_SHIFT;
	int err;

	up_read(&mm->mmap_sem);
	err = vfs_fsync_range(file, from, from + (end - start) - 1, 1);
	fput(file);
	down_read(&mm->mmap_sem);
	return err;
}

/* Every area of the range, with mmap_sem held. */
static int msync_range(unsigned long start, unsigned long end, int flags)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	int unmapped = 0;
	int err;

	while (start < end) {
		unsigned long to;

		vma = find_vma(mm, start);
		if (!vma)
			return -ENOMEM;
		if (start < vma->vm_start) {
			unmapped = -ENOMEM;
			start = vma->vm_start;
			if (start >= end)
				break;
		}
		if ((flags & MS_INVALIDATE) && (vma->vm_flags & VM_LOCKED))
			return -EBUSY;
		to = min(end, vma->vm_end);
		if ((flags & MS_SYNC) && vma->vm_file &&
		    (vma->vm_flags & VM_SHARED)) {
			err = msync_file(vma, start, to);
			if (err)
				return err;
		}
		start = to;
	}
	return unmapped;
}

SYSCALL_DEFINE3(msync, unsigned long, start, size_t, len, int, flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int ret;

	if (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC))
		return -EINVAL;
	if (offset_in_page(start))
		return -EINVAL;
	if ((flags & MS_ASYNC) && (flags & MS_SYNC))
		return -EINVAL;
	len = PAGE_ALIGN(len);
	end = start + len;
	if (end < start)
		return -ENOMEM;
	if (end == start)
		return 0;

	down_read(&mm->mmap_sem);
	ret = msync_range(start, end, flags);
	up_read(&mm->mmap_sem);
	return ret;
}
