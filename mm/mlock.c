// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mlock.c - mlock(): memory that never waits for a disk
 *
 * VM_LOCKED says it of an area.  Its pages carry PG_mlocked, set when they are
 * mapped or found by mlock(), so that /proc/meminfo can count them; reclaim
 * leaves a page alone that is mapped in any VM_LOCKED area (mm/rmap.c).
 *
 * I1         mm->locked_vm is the sum of pages of its VM_LOCKED areas.
 * I2         PG_mlocked is set only on pages that were mapped in a VM_LOCKED
 *            area; it goes with munlock or with the last mapping.
 * Locking    mmap_sem(W) for flags and locked_vm; page flags are atomic.
 * Entry      sys_mlock() sys_mlock2() sys_munlock() sys_mlockall()
 *            sys_munlockall() can_do_mlock() __mm_populate() mm_populate()
 *            mlock_vma_page() munlock_vma_page() clear_page_mlock()
 *            munlock_vma_pages_range()
 * Mirrors: Linux 4.19 mm/mlock.c; populate from mm/gup.c.
 * Simpler than Linux in: munlock looks at the pages one by one.
 */
#include <linux/mman.h>

#include <linux/capability.h>
#include <linux/mm_inline.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/swap.h>
#include <linux/syscalls.h>

#include "internal.h"
#include "vma.h"

/**
 * can_do_mlock() - may the current task lock any memory at all?
 *
 * Context: process context.
 * Return: true if so.
 */
bool can_do_mlock(void)
{
	return rlimit(RLIMIT_MEMLOCK) != 0 || capable(CAP_IPC_LOCK);
}

/**
 * mlock_vma_page() - a page is mapped in a locked area
 *
 * Context: page_table_lock held.
 */
void mlock_vma_page(struct page *page)
{
	if (!TestSetPageMlocked(page))
		inc_zone_page_state(page, NR_MLOCK);
}

/**
 * clear_page_mlock() - nobody locks the page any more
 *
 * Context: any but interrupt.
 */
void clear_page_mlock(struct page *page)
{
	if (TestClearPageMlocked(page))
		dec_zone_page_state(page, NR_MLOCK);
}

/* Back to the lists that reclaim looks at. */
static void putback_unevictable_page(struct page *page)
{
	struct zone *zone = page_zone(page);

	spin_lock_irq(&zone->lru_lock);
	if (PageLRU(page) && PageUnevictable(page)) {
		del_page_from_lru_list(page, &zone->lruvec, LRU_UNEVICTABLE);
		ClearPageUnevictable(page);
		add_page_to_lru_list(page, &zone->lruvec, page_lru(page));
	}
	spin_unlock_irq(&zone->lru_lock);
}

/**
 * munlock_vma_page() - one locked area less maps the page
 * @page: the page, with a reference
 *
 * Other locked areas may still map it; reclaim finds that out, and marks it
 * again.
 *
 * Context: process context.
 */
void munlock_vma_page(struct page *page)
{
	if (!PageMlocked(page))
		return;
	clear_page_mlock(page);
	putback_unevictable_page(page);
}

/**
 * munlock_vma_pages_range() - unlock pages of an area, and its flag
 * @vma: the area; all of it is being unlocked or unmapped
 * @start: first address
 * @end: first address beyond
 *
 * Context: mmap_sem held for writing; may sleep.
 */
void munlock_vma_pages_range(struct vm_area_struct *vma, unsigned long start,
			     unsigned long end)
{
	struct page *page;

	vma->vm_flags &= VM_LOCKED_CLEAR_MASK;
	for (; start < end; start += PAGE_SIZE) {
		page = follow_page(vma, start, FOLL_GET | FOLL_DUMP);
		if (!IS_ERR_OR_NULL(page)) {
			munlock_vma_page(page);
			put_page(page);
		}
		cond_resched();
	}
}

/*
 * Populating
 */

/**
 * __mm_populate() - fault in a range of the current address space
 * @start: first address, page aligned
 * @len: bytes
 * @ignore_errors: go on with the next area after an error
 *
 * Context: process context, mmap_sem not held; may sleep.
 * Return: 0 or the first error, as get_user_pages() gives it.
 */
int __mm_populate(unsigned long start, unsigned long len, int ignore_errors)
{
	struct mm_struct *mm = current->mm;
	unsigned long end = start + len;
	struct vm_area_struct *vma;
	unsigned long to;
	int locked = 0;
	long ret = 0;

	while (start < end) {
		if (!locked) {
			locked = 1;
			down_read(&mm->mmap_sem);
		}
		vma = find_vma(mm, start);
		if (!vma || vma->vm_start >= end)
			break;
		start = max(start, vma->vm_start);
		to = min(end, vma->vm_end);
		if (vma->vm_flags & (VM_IO | VM_PFNMAP)) {
			start = to;
			continue;
		}
		/* Clears locked when it had to wait for a page. */
		ret = populate_vma_page_range(vma, start, to, &locked);
		if (ret < 0 && locked) {
			if (!ignore_errors)
				break;
			start = to;
		} else if (ret > 0) {
			start += ret << PAGE_SHIFT;
		}
		ret = 0;
	}
	if (locked)
		up_read(&mm->mmap_sem);
	return ret;
}

/**
 * mm_populate() - __mm_populate() for those who do not care about errors
 * @addr: first address, page aligned
 * @len: bytes
 *
 * Context: process context, mmap_sem not held; may sleep.
 */
void mm_populate(unsigned long addr, unsigned long len)
{
	__mm_populate(addr, len, 1);
}

/*
 * Areas
 */

/* Set or clear the lock of [start, end), a part of @vma. */
static int mlock_fixup(struct vm_area_struct *vma, struct vm_area_struct **prev,
		       unsigned long start, unsigned long end,
		       unsigned long newflags)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long oldflags = vma->vm_flags;
	long pages = (end - start) >> PAGE_SHIFT;
	struct vm_area_struct *merged;
	int err = 0;

	if (newflags == oldflags || (oldflags & VM_SPECIAL)) {
		*prev = vma;
		return 0;
	}
	merged = vma_merge(mm, *prev, start, end, newflags, vma->anon_vma,
			   vma->vm_file, vma_pgoff(vma, start));
	if (merged) {
		vma = merged;
	} else {
		if (start != vma->vm_start)
			err = split_vma(mm, vma, start, 1);
		if (!err && end != vma->vm_end)
			err = split_vma(mm, vma, end, 0);
	}
	*prev = vma;
	if (err)
		return err;

	if (!(newflags & VM_LOCKED))
		pages = -pages;
	else if (oldflags & VM_LOCKED)
		pages = 0;
	mm->locked_vm += pages;				/* I1 */
	if (newflags & VM_LOCKED) {
		vma->vm_flags = newflags;
	} else {
		/* A merged neighbour is unlocked already: only our part. */
		munlock_vma_pages_range(vma, start, end);
	}
	return 0;
}

static int apply_vma_lock_flags(unsigned long start, unsigned long len,
				unsigned long flags)
{
	unsigned long end = start + len;
	struct vm_area_struct *prev;
	struct vm_area_struct *vma;
	int err;

	if (end < start)
		return -EINVAL;
	if (end == start)
		return 0;
	vma = find_vma(current->mm, start);
	if (!vma || vma->vm_start > start)
		return -ENOMEM;
	prev = start > vma->vm_start ? vma : vma->vm_prev;

	for (;;) {
		unsigned long to = min(end, vma->vm_end);
		unsigned long newflags = vma->vm_flags & VM_LOCKED_CLEAR_MASK;

		err = mlock_fixup(vma, &prev, start, to, newflags | flags);
		if (err)
			return err;
		start = max(to, prev->vm_end);
		if (start >= end)
			return 0;
		vma = prev->vm_next;
		if (!vma || vma->vm_start != start)
			return -ENOMEM;
	}
}

/* Pages of the range that are locked already and do not count twice. */
static unsigned long count_mlocked(struct mm_struct *mm, unsigned long start,
				   unsigned long len)
{
	struct vm_area_struct *vma = find_vma(mm, start);
	unsigned long end = start + len;
	unsigned long count = 0;

	for (; vma && vma->vm_start < end; vma = vma->vm_next)
		if (vma->vm_flags & VM_LOCKED)
			count += (min(end, vma->vm_end) -
				  max(start, vma->vm_start)) >> PAGE_SHIFT;
	return count;
}

/* POSIX wants other numbers for what cannot be faulted in. */
static int mlock_posix_error(int err)
{
	if (err == -EFAULT)
		return -ENOMEM;
	if (err == -ENOMEM)
		return -EAGAIN;
	return err;
}

static int do_mlock(unsigned long start, size_t len, unsigned long flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	unsigned long locked;
	int err = -ENOMEM;

	if (!can_do_mlock())
		return -EPERM;
	len = PAGE_ALIGN(len + offset_in_page(start));
	start &= PAGE_MASK;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	locked = (len >> PAGE_SHIFT) + mm->locked_vm;
	if (locked > limit)
		locked -= count_mlocked(mm, start, len);
	if (locked <= limit || capable(CAP_IPC_LOCK))
		err = apply_vma_lock_flags(start, len, flags);
	up_write(&mm->mmap_sem);
	if (err)
		return err;
	return mlock_posix_error(__mm_populate(start, len, 0));
}

SYSCALL_DEFINE2(mlock, unsigned long, start, size_t, len)
{
	return do_mlock(start, len, VM_LOCKED);
}

SYSCALL_DEFINE3(mlock2, unsigned long, start, size_t, len, int, flags)
{
	unsigned long vm_flags = VM_LOCKED;

	if (flags & ~MLOCK_ONFAULT)
		return -EINVAL;
	if (flags & MLOCK_ONFAULT)
		vm_flags |= VM_LOCKONFAULT;
	return do_mlock(start, len, vm_flags);
}

SYSCALL_DEFINE2(munlock, unsigned long, start, size_t, len)
{
	struct mm_struct *mm = current->mm;
	int ret;

	len = PAGE_ALIGN(len + offset_in_page(start));
	start &= PAGE_MASK;
	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	ret = apply_vma_lock_flags(start, len, 0);
	up_write(&mm->mmap_sem);
	return ret;
}

/* Present areas and (MCL_FUTURE) those to come; mmap_sem(W) held. */
static void apply_mlockall_flags(int flags)
{
	const unsigned long both = VM_LOCKED | VM_LOCKONFAULT;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *prev = NULL;
	struct vm_area_struct *vma;
	unsigned long add = 0;

	mm->def_flags &= VM_LOCKED_CLEAR_MASK;
	if (flags & MCL_FUTURE)
		mm->def_flags |= flags & MCL_ONFAULT ? both : VM_LOCKED;
	if ((flags & MCL_FUTURE) && !(flags & MCL_CURRENT))
		return;
	if (flags & MCL_CURRENT)
		add = flags & MCL_ONFAULT ? both : VM_LOCKED;

	for (vma = mm->mmap; vma; vma = prev->vm_next) {
		unsigned long newflags = vma->vm_flags & VM_LOCKED_CLEAR_MASK;

		/* Errors leave an area as it is. */
		mlock_fixup(vma, &prev, vma->vm_start, vma->vm_end,
			    newflags | add);
		cond_resched();
	}
}

SYSCALL_DEFINE1(mlockall, int, flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	int ret = -ENOMEM;

	if (!flags || (flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)) ||
	    flags == MCL_ONFAULT)
		return -EINVAL;
	if (!can_do_mlock())
		return -EPERM;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	if (!(flags & MCL_CURRENT) || mm->total_vm <= limit ||
	    capable(CAP_IPC_LOCK)) {
		apply_mlockall_flags(flags);
		ret = 0;
	}
	up_write(&mm->mmap_sem);
	if (!ret && (flags & MCL_CURRENT))
		mm_populate(0, TASK_SIZE);
	return ret;
}

SYSCALL_DEFINE0(munlockall)
{
	struct mm_struct *mm = current->mm;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	apply_mlockall_flags(0);
	up_write(&mm->mmap_sem);
	return 0;
}
