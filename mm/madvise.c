// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/madvise.c - madvise(): what a program knows about its memory
 *
 *	flags of the area   NORMAL RANDOM SEQUENTIAL DONTFORK DOFORK
 *	                    WIPEONFORK KEEPONFORK DONTDUMP DODUMP
 *	pages, now          DONTNEED drop, FREE drop when memory is short,
 *	                    REMOVE punch a hole, WILLNEED read ahead,
 *	                    POPULATE_READ, POPULATE_WRITE fault in
 *
 * I1         Holes in the range give -ENOMEM in the end, after the advice has
 *            been taken for all that is mapped.
 * Locking    mmap_sem: for writing where flags change, else for reading; it is
 *            released during I/O (then *prev is NULL).
 * Entry      sys_madvise()
 * Mirrors: Linux 4.19 mm/madvise.c, 5.14 for POPULATE_*.
 * Simpler than Linux in: no KSM, no huge pages, no poisoning, no COLD and
 * PAGEOUT: all EINVAL, as Linux says when built without.
 */
#include <linux/mman.h>

#include <linux/falloc.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm_inline.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/syscalls.h>

#include <asm/tlbflush.h>

#include "internal.h"
#include "vma.h"

static bool madvise_need_write(int behavior)
{
	switch (behavior) {
	case MADV_REMOVE:
	case MADV_WILLNEED:
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
	case MADV_FREE:
		return false;
	default:
		return true;
	}
}

/* The flags that an advice makes of @flags, or 0 with *err. */
static unsigned long madvise_flags(struct vm_area_struct *vma, int behavior,
				   int *err)
{
	unsigned long flags = vma->vm_flags;

	switch (behavior) {
	case MADV_NORMAL:
		return flags & ~(VM_RAND_READ | VM_SEQ_READ);
	case MADV_SEQUENTIAL:
		return (flags & ~VM_RAND_READ) | VM_SEQ_READ;
	case MADV_RANDOM:
		return (flags & ~VM_SEQ_READ) | VM_RAND_READ;
	case MADV_DONTFORK:
		return flags | VM_DONTCOPY;
	case MADV_DOFORK:
		*err = flags & VM_IO ? -EINVAL : 0;
		return flags & ~VM_DONTCOPY;
	case MADV_WIPEONFORK:
		/* Private anonymous memory only. */
		*err = vma->vm_file || (flags & VM_SHARED) ? -EINVAL : 0;
		return flags | VM_WIPEONFORK;
	case MADV_KEEPONFORK:
		return flags & ~VM_WIPEONFORK;
	case MADV_DONTDUMP:
		return flags | VM_DONTDUMP;
	case MADV_DODUMP:
		*err = flags & VM_SPECIAL ? -EINVAL : 0;
		return flags & ~VM_DONTDUMP;
	}
	*err = -EINVAL;
	return 0;
}

/* Change the flags of [start, end), a part of @vma. */
static int madvise_behavior(struct vm_area_struct *vma,
			    struct vm_area_struct **prev, unsigned long start,
			    unsigned long end, int behavior)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long new_flags;
	int err = 0;

	new_flags = madvise_flags(vma, behavior, &err);
	if (err)
		return err;
	if (new_flags == vma->vm_flags) {
		*prev = vma;
		return 0;
	}
	*prev = vma_merge(mm, *prev, start, end, new_flags, vma->anon_vma,
			  vma->vm_file, vma_pgoff(vma, start));
	if (*prev)
		return 0;
	*prev = vma;
	if (start != vma->vm_start)
		err = split_vma(mm, vma, start, 1);
	if (!err && end != vma->vm_end)
		err = split_vma(mm, vma, end, 0);
	if (!err)
		vma->vm_flags = new_flags;
	/* Kernel resources are short, not the caller's memory. */
	return err == -ENOMEM ? -EAGAIN : err;
}

static long madvise_willneed(struct vm_area_struct *vma,
			     struct vm_area_struct **prev, unsigned long start,
			     unsigned long end)
{
	struct file *file = vma->vm_file;
	pgoff_t first;

	*prev = vma;
	if (!file)
		return -EBADF;
	first = vma_pgoff(vma, start);

	/* Reading may take long; the file is held, the area need not be. */
	*prev = NULL;
	get_file(file);
	up_read(&current->mm->mmap_sem);
	force_page_cache_readahead(file->f_mapping, file, first,
				   (end - start) >> PAGE_SHIFT);
	fput(file);
	down_read(&current->mm->mmap_sem);
	return 0;
}

/*
 * To the end of the line for reclaim, as if it had a file to be read from.
 * False: the page is on no list that reclaim looks at.
 */
static bool mark_page_lazyfree(struct page *page)
{
	struct zone *zone = page_zone(page);
	bool moved = false;

	spin_lock_irq(&zone->lru_lock);
	if (PageLRU(page) && !PageUnevictable(page)) {
		del_page_from_lru_list(page, &zone->lruvec, page_lru(page));
		ClearPageActive(page);
		ClearPageReferenced(page);
		ClearPageSwapBacked(page);
		add_page_to_lru_list(page, &zone->lruvec, LRU_INACTIVE_FILE);
		moved = true;
	}
	spin_unlock_irq(&zone->lru_lock);
	return moved;
}

/* Make one page droppable: clean, old, and no longer backed by swap. */
static void madvise_free_pte(struct vm_area_struct *vma, unsigned long addr,
			     pte_t *ptep)
{
	struct page *page = vm_normal_page(vma, addr, *ptep);
	pte_t pte;

	if (!page || !PageAnon(page) || page_mapcount(page) != 1)
		return;
	if (PageSwapBacked(page) && !mark_page_lazyfree(page))
		return;
	ClearPageDirty(page);
	pte = ptep_get_and_clear(vma->vm_mm, addr, ptep);
	set_pte_at(vma->vm_mm, addr, ptep, pte_mkold(pte_mkclean(pte)));
}

static long madvise_free(struct vm_area_struct *vma, unsigned long start,
			 unsigned long end)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long addr = start;

	if (!vma_is_anonymous(vma))
		return -EINVAL;
	lru_add_drain();
	while (addr < end) {
		unsigned long next = pmd_addr_end(addr, end);
		pmd_t *pmd = mm_find_pmd(mm, addr);
		spinlock_t *ptl;
		pte_t *start_pte;
		pte_t *pte;

		if (pmd) {
			start_pte = pte_offset_map_lock(mm, pmd, addr, &ptl);
			for (pte = start_pte; addr != next;
			     pte++, addr += PAGE_SIZE)
				if (pte_present(*pte))
					madvise_free_pte(vma, addr, pte);
			pte_unmap_unlock(start_pte, ptl);
		}
		addr = next;
		cond_resched();
	}
	/* A dirty bit in a TLB would hide the next write. */
	flush_tlb_range(vma, start, end);
	return 0;
}

static long madvise_dontneed_free(struct vm_area_struct *vma,
				  struct vm_area_struct **prev,
				  unsigned long start, unsigned long end,
				  int behavior)
{
	unsigned long forbidden = VM_LOCKED | VM_PFNMAP;

	*prev = vma;
	if (behavior == MADV_DONTNEED_LOCKED)
		forbidden = VM_PFNMAP;
	if (vma->vm_flags & forbidden)
		return -EINVAL;
	if (behavior == MADV_FREE)
		return madvise_free(vma, start, end);
	zap_page_range(vma, start, end - start);
	return 0;
}

static long madvise_remove(struct vm_area_struct *vma,
			   struct vm_area_struct **prev, unsigned long start,
			   unsigned long end)
{
	const unsigned long shared = VM_SHARED | VM_WRITE;
	struct file *file = vma->vm_file;
	loff_t offset;
	long err;

	*prev = NULL;
	if (vma->vm_flags & VM_LOCKED)
		return -EINVAL;
	if (!file || !file->f_mapping->host)
		return -EINVAL;
	if ((vma->vm_flags & shared) != shared)
		return -EACCES;
	offset = (loff_t)vma_pgoff(vma, start) << PAGE_SHIFT;

	get_file(file);
	up_read(&current->mm->mmap_sem);
	err = vfs_fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
			    offset, end - start);
	fput(file);
	down_read(&current->mm->mmap_sem);
	return err;
}

static long madvise_vma(struct vm_area_struct *vma,
			struct vm_area_struct **prev, unsigned long start,
			unsigned long end, int behavior)
{
	switch (behavior) {
	case MADV_REMOVE:
		return madvise_remove(vma, prev, start, end);
	case MADV_WILLNEED:
		return madvise_willneed(vma, prev, start, end);
	case MADV_FREE:
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
		return madvise_dontneed_free(vma, prev, start, end, behavior);
	default:
		return madvise_behavior(vma, prev, start, end, behavior);
	}
}

static bool madvise_behavior_valid(int behavior)
{
	switch (behavior) {
	case MADV_DOFORK:
	case MADV_DONTFORK:
	case MADV_NORMAL:
	case MADV_SEQUENTIAL:
	case MADV_RANDOM:
	case MADV_REMOVE:
	case MADV_WILLNEED:
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
	case MADV_FREE:
	case MADV_DONTDUMP:
	case MADV_DODUMP:
	case MADV_WIPEONFORK:
	case MADV_KEEPONFORK:
	case MADV_POPULATE_READ:
	case MADV_POPULATE_WRITE:
		return true;
	default:
		return false;
	}
}

/* Each area of the range; mmap_sem is held, possibly anew, on return. */
static long madvise_range(unsigned long start, unsigned long end, int behavior)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *prev;
	struct vm_area_struct *vma;
	long unmapped = 0;
	long err;

	vma = find_vma_prev(mm, start, &prev);
	if (vma && start > vma->vm_start)
		prev = vma;
	for (;;) {
		unsigned long to;

		if (!vma)
			return -ENOMEM;
		if (start < vma->vm_start) {
			unmapped = -ENOMEM;		/* I1 */
			start = vma->vm_start;
			if (start >= end)
				return unmapped;
		}
		to = min(vma->vm_end, end);
		err = madvise_vma(vma, &prev, start, to, behavior);
		if (err)
			return err;
		start = to;
		if (prev && start < prev->vm_end)
			start = prev->vm_end;
		if (start >= end)
			return unmapped;
		/* Without the lock for a while, everything may have changed. */
		vma = prev ? prev->vm_next : find_vma(mm, start);
	}
}

/* MADV_POPULATE_*: as faults would do it, with their errors. */
static long madvise_populate(unsigned long start, unsigned long end, int write)
{
	struct mm_struct *mm = current->mm;
	unsigned int flags = write ? FOLL_WRITE : 0;
	long ret;

	while (start < end) {
		down_read(&mm->mmap_sem);
		ret = find_vma(mm, start) ?
		      get_user_pages(start, (end - start) >> PAGE_SHIFT, flags,
				     NULL, NULL) : -ENOMEM;
		up_read(&mm->mmap_sem);
		if (ret <= 0)
			return ret == -ERESTARTSYS ? -EINTR : ret;
		start += ret << PAGE_SHIFT;
	}
	return 0;
}

SYSCALL_DEFINE3(madvise, unsigned long, start, size_t, len_in, int, behavior)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	size_t len;
	long ret;

	if (!madvise_behavior_valid(behavior) || offset_in_page(start))
		return -EINVAL;
	len = PAGE_ALIGN(len_in);
	if (len_in && !len)
		return -EINVAL;
	end = start + len;
	if (end < start)
		return -EINVAL;
	if (end == start)
		return 0;
	if (behavior == MADV_POPULATE_READ || behavior == MADV_POPULATE_WRITE)
		return madvise_populate(start, end,
					behavior == MADV_POPULATE_WRITE);

	if (madvise_need_write(behavior)) {
		if (down_write_killable(&mm->mmap_sem))
			return -EINTR;
		ret = madvise_range(start, end, behavior);
		up_write(&mm->mmap_sem);
	} else {
		down_read(&mm->mmap_sem);
		ret = madvise_range(start, end, behavior);
		up_read(&mm->mmap_sem);
	}
	return ret;
}
