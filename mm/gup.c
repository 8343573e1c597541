// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/gup.c - get_user_pages(): the pages behind user addresses
 *
 * Look into the page table (follow_page); if the page is not there, or may
 * not be written, do what the CPU would have caused (faultin_page), and look
 * again.  The page returned has a reference, but may be unmapped or replaced
 * at any time: it is a page that was there, no more.
 *
 * FOLL_FORCE lets ptrace write to memory that is mapped read-only and
 * private: the fault makes a copy, whose entry is not writable, so the second
 * look accepts a dirty entry once FOLL_COW says that a copy was made.
 *
 * I1         Without FOLL_FORCE no right is used that the area does not give.
 * I2         Zero page and device frames are never handed out for writing.
 * Locking    mmap_sem(R) by the caller; where an int *locked is passed, it may
 *            be released, and then *locked is 0.
 * Entry      get_user_pages() get_user_pages_remote()
 *            get_user_pages_unlocked() get_user_pages_fast() follow_page()
 *            fixup_user_fault() get_dump_page() populate_vma_page_range()
 *            access_remote_vm() access_process_vm()
 * Mirrors: Linux 4.19 mm/gup.c; access_remote_vm() from mm/memory.c.
 * Simpler than Linux in: no huge pages; get_user_pages_fast() takes mmap_sem.
 */
#include <linux/mm.h>

#include <linux/err.h>
#include <linux/highmem.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/swap.h>

#include "internal.h"

/*
 * Looking
 */

static struct page *no_page_table(struct vm_area_struct *vma,
				  unsigned int flags)
{
	/* A core dump need not fill holes with zero pages to see zeroes. */
	if ((flags & FOLL_DUMP) && (!vma->vm_ops || !vma->vm_ops->fault))
		return ERR_PTR(-EFAULT);
	return NULL;
}

static inline bool can_follow_write_pte(pte_t pte, unsigned int flags)
{
	const unsigned int forced = FOLL_FORCE | FOLL_COW;

	return pte_write(pte) ||
	       ((flags & forced) == forced && pte_dirty(pte));
}

/* The page of a present entry, or an error: I2. */
static struct page *follow_pte_page(struct vm_area_struct *vma,
				    unsigned long address, pte_t pte,
				    unsigned int flags)
{
	struct page *page = vm_normal_page(vma, address, pte);

	if (likely(page))
		return page;
	if (flags & FOLL_DUMP)
		return ERR_PTR(-EFAULT);
	if (is_zero_pfn(pte_pfn(pte)))
		return pte_page(pte);
	/* A device's frame: there, but without a page. */
	return ERR_PTR(flags & FOLL_GET ? -EFAULT : -EEXIST);
}

/* Note the use that is made of a page; page_table_lock held. */
static void touch_page(struct vm_area_struct *vma, struct page *page, pte_t pte,
		       unsigned int flags)
{
	if (flags & FOLL_TOUCH) {
		if ((flags & FOLL_WRITE) && !pte_dirty(pte) &&
		    !PageDirty(page))
			set_page_dirty(page);
		mark_page_accessed(page);
	}
	if ((flags & FOLL_MLOCK) && (vma->vm_flags & VM_LOCKED) &&
	    !pte_special(pte))
		mlock_vma_page(page);
}

/**
 * follow_page() - the page mapped at an address, if it is mapped
 * @vma: the area
 * @address: address in it
 * @flags: FOLL_*; with FOLL_GET the page gets a reference
 *
 * Context: mmap_sem held.
 * Return: the page; NULL: must be faulted in; ERR_PTR: cannot be had.
 */
struct page *follow_page(struct vm_area_struct *vma, unsigned long address,
			 unsigned int flags)
{
	struct mm_struct *mm = vma->vm_mm;
	pmd_t *pmd = mm_find_pmd(mm, address);
	struct page *page = NULL;
	spinlock_t *ptl;
	pte_t *ptep;
	pte_t pte;

	if (!pmd)
		return no_page_table(vma, flags);
	ptep = pte_offset_map_lock(mm, pmd, address, &ptl);
	pte = *ptep;
	if (!pte_present(pte)) {
		if (pte_none(pte))
			page = no_page_table(vma, flags);
		goto out;
	}
	if ((flags & FOLL_WRITE) && !can_follow_write_pte(pte, flags))
		goto out;
	page = follow_pte_page(vma, address, pte, flags);
	if (IS_ERR(page))
		goto out;
	if (flags & FOLL_GET)
		get_page(page);
	touch_page(vma, page, pte, flags);
out:
	pte_unmap_unlock(ptep, ptl);
	return page;
}

/*
 * Faulting in
 */

static int vm_fault_to_errno(vm_fault_t fault)
{
	return fault & VM_FAULT_OOM ? -ENOMEM : -EFAULT;
}

/* Returns 0: look again, -ENOENT: skip, -EBUSY: mmap_sem is gone, or error. */
static int faultin_page(struct vm_area_struct *vma, unsigned long address,
			unsigned int *flags, int *locked)
{
	const unsigned int populate = FOLL_POPULATE | FOLL_MLOCK;
	unsigned int fault_flags = 0;
	vm_fault_t ret;

	/* MLOCK_ONFAULT: lock what is there, bring nothing in. */
	if ((*flags & populate) == FOLL_MLOCK)
		return -ENOENT;
	if (*flags & FOLL_WRITE)
		fault_flags |= FAULT_FLAG_WRITE;
	if (*flags & FOLL_REMOTE)
		fault_flags |= FAULT_FLAG_REMOTE;
	if (locked)
		fault_flags |= FAULT_FLAG_ALLOW_RETRY;
	if (*flags & FOLL_NOWAIT)
		fault_flags |= FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_RETRY_NOWAIT;
	if (*flags & FOLL_TRIED) {
		fault_flags |= FAULT_FLAG_TRIED;
		fault_flags &= ~FAULT_FLAG_ALLOW_RETRY;
	}

	ret = handle_mm_fault(vma, address, fault_flags);
	if (ret & VM_FAULT_ERROR)
		return vm_fault_to_errno(ret);
	if (ret & VM_FAULT_RETRY) {
		if (locked && !(fault_flags & FAULT_FLAG_RETRY_NOWAIT))
			*locked = 0;
		return -EBUSY;
	}
	if ((ret & VM_FAULT_WRITE) && !(vma->vm_flags & VM_WRITE))
		*flags |= FOLL_COW;
	return 0;
}

/* I1 */
static int check_vma_flags(struct vm_area_struct *vma, unsigned int flags)
{
	vm_flags_t vm_flags = vma->vm_flags;
	const vm_flags_t cow = VM_SHARED | VM_MAYWRITE;

	if (vm_flags & (VM_IO | VM_PFNMAP))
		return -EFAULT;
	if (flags & FOLL_WRITE) {
		if (vm_flags & VM_WRITE)
			return 0;
		if (!(flags & FOLL_FORCE) || (vm_flags & cow) != VM_MAYWRITE)
			return -EFAULT;
	} else if (!(vm_flags & VM_READ)) {
		if (!(flags & FOLL_FORCE) || !(vm_flags & VM_MAYREAD))
			return -EFAULT;
	}
	return 0;
}

/* The page at @start, faulted in; NULL: none but go on; or ERR_PTR. */
static struct page *get_one_page(struct vm_area_struct *vma,
				 unsigned long start, unsigned int flags,
				 int *locked)
{
	struct page *page;
	int err;

	for (;;) {
		if (unlikely(fatal_signal_pending(current)))
			return ERR_PTR(-ERESTARTSYS);
		cond_resched();
		page = follow_page(vma, start, flags);
		if (page)
			break;
		err = faultin_page(vma, start, &flags, locked);
		if (err == -ENOENT)
			return NULL;
		if (err)
			return ERR_PTR(err);
	}
	return PTR_ERR_OR_ZERO(page) == -EEXIST ? NULL : page;
}

/* Returns how many, or an error for the first; -EBUSY: *locked is 0. */
static long __get_user_pages(struct mm_struct *mm, unsigned long start,
			     unsigned long nr_pages, unsigned int flags,
			     struct page **pages, struct vm_area_struct **vmas,
			     int *locked)
{
	struct vm_area_struct *vma = NULL;
	struct page *page;
	long i;
	int err;

	for (i = 0; i < nr_pages; i++, start += PAGE_SIZE) {
		if (!vma || start >= vma->vm_end) {
			vma = find_extend_vma(mm, start);
			err = vma ? check_vma_flags(vma, flags) : -EFAULT;
			if (err)
				return i ? i : err;
		}
		page = get_one_page(vma, start, flags, locked);
		if (IS_ERR(page))
			return i ? i : PTR_ERR(page);
		if (pages)
			pages[i] = page;
		if (vmas)
			vmas[i] = vma;
	}
	return i;
}

/* Goes on after mmap_sem was released; then *locked is 0 in the end. */
static long __get_user_pages_locked(struct mm_struct *mm, unsigned long start,
				    unsigned long nr_pages, unsigned int flags,
				    struct page **pages,
				    struct vm_area_struct **vmas, int *locked)
{
	long done = 0;
	bool dropped = false;
	long ret;

	if (pages)
		flags |= FOLL_GET;
	if (!locked)
		return __get_user_pages(mm, start, nr_pages, flags, pages,
					vmas, NULL);
	while (done < nr_pages) {
		ret = __get_user_pages(mm, start + (done << PAGE_SHIFT),
				       nr_pages - done, flags,
				       pages ? pages + done : NULL, vmas,
				       locked);
		if (ret > 0) {
			done += ret;
			flags &= ~FOLL_TRIED;
		}
		if (*locked) {
			if (ret <= 0 && !done)
				done = ret;
			break;
		}
		/* The page has come in: take it without releasing again. */
		dropped = true;
		down_read(&mm->mmap_sem);
		*locked = 1;
		flags |= FOLL_TRIED;
	}
	if (dropped) {
		up_read(&mm->mmap_sem);
		*locked = 0;
	}
	return done;
}

/*
 * Doors
 */

/**
 * get_user_pages_remote() - pages of any address space
 * @tsk: unused: faults are not accounted
 * @mm: the address space
 * @start: first address
 * @nr_pages: how many pages
 * @gup_flags: FOLL_WRITE, FOLL_FORCE ...
 * @pages: gets the pages, each with a reference; or NULL
 * @vmas: gets the areas, or NULL
 * @locked: see the head of this file; NULL: mmap_sem is kept
 *
 * Context: mmap_sem of @mm held for reading; may sleep.
 * Return: how many pages, or an error when there was none.
 */
long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked)
{
	return __get_user_pages_locked(mm, start, nr_pages,
				       gup_flags | FOLL_TOUCH | FOLL_REMOTE,
				       pages, vmas, locked);
}

/**
 * get_user_pages() - pages of the current address space
 * @start: first address
 * @nr_pages: how many pages
 * @gup_flags: FOLL_WRITE, FOLL_FORCE ...
 * @pages: gets the pages, each with a reference; or NULL
 * @vmas: gets the areas, or NULL
 *
 * Context: mmap_sem of current->mm held for reading; may sleep.
 * Return: how many pages, or an error when there was none.
 */
long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas)
{
	return __get_user_pages_locked(current->mm, start, nr_pages,
				       gup_flags | FOLL_TOUCH, pages, vmas,
				       NULL);
}

/**
 * get_user_pages_unlocked() - get_user_pages() that takes the lock itself
 * @start: first address
 * @nr_pages: how many pages
 * @pages: gets the pages, each with a reference
 * @gup_flags: FOLL_WRITE, FOLL_FORCE ...
 *
 * Context: process context, mmap_sem not held; may sleep.
 * Return: how many pages, or an error when there was none.
 */
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags)
{
	struct mm_struct *mm = current->mm;
	int locked = 1;
	long ret;

	down_read(&mm->mmap_sem);
	ret = __get_user_pages_locked(mm, start, nr_pages,
				      gup_flags | FOLL_TOUCH, pages, NULL,
				      &locked);
	if (locked)
		up_read(&mm->mmap_sem);
	return ret;
}

/**
 * get_user_pages_fast() - pages of the current address space
 * @start: first address
 * @nr_pages: how many pages
 * @write: are they to be written?
 * @pages: gets the pages, each with a reference
 *
 * Context: process context, mmap_sem not held; may sleep.
 * Return: how many pages, or an error when there was none.
 */
int get_user_pages_fast(unsigned long start, int nr_pages, int write,
			struct page **pages)
{
	unsigned long len = (unsigned long)nr_pages << PAGE_SHIFT;

	start &= PAGE_MASK;
	if (nr_pages <= 0)
		return 0;
	if (!access_ok((void __user *)start, len))
		return -EFAULT;
	return get_user_pages_unlocked(start, nr_pages, pages,
				       write ? FOLL_WRITE : 0);
}

/**
 * fixup_user_fault() - fault an address in after an access failed
 * @tsk: unused
 * @mm: the address space
 * @address: user address
 * @fault_flags: FAULT_FLAG_WRITE or 0; with FAULT_FLAG_ALLOW_RETRY ...
 * @unlocked: ... gets whether mmap_sem was released meanwhile; or NULL
 *
 * Context: mmap_sem held for reading, and again on return; may sleep.
 * Return: 0, -EFAULT, -ENOMEM, or -EINTR when being killed.
 */
int fixup_user_fault(struct task_struct *tsk, struct mm_struct *mm,
		     unsigned long address, unsigned int fault_flags,
		     bool *unlocked)
{
	vm_flags_t need = fault_flags & FAULT_FLAG_WRITE ? VM_WRITE : VM_READ;
	struct vm_area_struct *vma;
	vm_fault_t ret;

	if (unlocked)
		fault_flags |= FAULT_FLAG_ALLOW_RETRY;
retry:
	vma = find_extend_vma(mm, address);
	if (!vma || !(vma->vm_flags & need))
		return -EFAULT;
	ret = handle_mm_fault(vma, address, fault_flags);
	if (ret & VM_FAULT_ERROR)
		return vm_fault_to_errno(ret);
	if (ret & VM_FAULT_RETRY) {
		down_read(&mm->mmap_sem);
		*unlocked = true;
		if (fatal_signal_pending(current))
			return -EINTR;
		fault_flags &= ~FAULT_FLAG_ALLOW_RETRY;
		fault_flags |= FAULT_FLAG_TRIED;
		goto retry;
	}
	return 0;
}

/**
 * populate_vma_page_range() - fault in a part of one area
 * @vma: the area
 * @start: first address, page aligned
 * @end: first address beyond
 * @nonblocking: as *locked
 *
 * Context: mmap_sem held; may sleep.
 * Return: how many pages, or an error when there was none.
 */
long populate_vma_page_range(struct vm_area_struct *vma, unsigned long start,
			     unsigned long end, int *nonblocking)
{
	unsigned int flags = FOLL_TOUCH | FOLL_POPULATE | FOLL_MLOCK;

	if (vma->vm_flags & VM_LOCKONFAULT)
		flags &= ~FOLL_POPULATE;
	/* Private pages now, so that the first write does not fault. */
	if ((vma->vm_flags & (VM_WRITE | VM_SHARED)) == VM_WRITE)
		flags |= FOLL_WRITE;
	if (vma->vm_flags & (VM_READ | VM_WRITE | VM_EXEC))
		flags |= FOLL_FORCE;
	return __get_user_pages(vma->vm_mm, start, (end - start) >> PAGE_SHIFT,
				flags, NULL, NULL, nonblocking);
}

/**
 * get_dump_page() - a page of the current address space for the core dump
 * @addr: user address
 *
 * Context: mmap_sem held for reading; may sleep.
 * Return: the page with a reference, or NULL: a hole, zeroes.
 */
struct page *get_dump_page(unsigned long addr)
{
	struct page *page;

	if (__get_user_pages(current->mm, addr, 1,
			     FOLL_FORCE | FOLL_DUMP | FOLL_GET, &page, NULL,
			     NULL) < 1)
		return NULL;
	return page;
}

/*
 * Reading and writing another's memory
 */

/* Up to the end of one page; bytes moved, or <= 0. */
static int access_one_page(struct mm_struct *mm, unsigned long addr, void *buf,
			   int len, unsigned int gup_flags)
{
	int write = gup_flags & FOLL_WRITE;
	struct vm_area_struct *vma;
	struct page *page;
	int offset = offset_in_page(addr);
	int bytes = min_t(int, len, PAGE_SIZE - offset);
	char *maddr;

	if (get_user_pages_remote(NULL, mm, addr, 1, gup_flags, &page, &vma,
				  NULL) <= 0) {
		/* Device memory may have a way of its own. */
		vma = find_vma(mm, addr);
		if (!vma || vma->vm_start > addr || !vma->vm_ops ||
		    !vma->vm_ops->access)
			return 0;
		return vma->vm_ops->access(vma, addr, buf, len, write);
	}
	maddr = page_address(page);
	if (write) {
		memcpy(maddr + offset, buf, bytes);
		set_page_dirty_lock(page);
	} else {
		memcpy(buf, maddr + offset, bytes);
	}
	put_page(page);
	return bytes;
}

/**
 * access_remote_vm() - read or write another address space
 * @mm: the address space, with a reference
 * @addr: user address there
 * @buf: kernel buffer
 * @len: bytes
 * @gup_flags: FOLL_WRITE: from @buf; FOLL_FORCE
 *
 * Context: process context, may sleep.
 * Return: bytes moved, fewer than @len when an address is bad.
 */
int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf,
		     int len, unsigned int gup_flags)
{
	int done = 0;
	int n;

	down_read(&mm->mmap_sem);
	while (done < len) {
		n = access_one_page(mm, addr + done, buf + done, len - done,
				    gup_flags);
		if (n <= 0)
			break;
		done += n;
	}
	up_read(&mm->mmap_sem);
	return done;
}

/**
 * access_process_vm() - read or write the memory of a task
 * @tsk: the task
 * @addr: user address there
 * @buf: kernel buffer
 * @len: bytes
 * @gup_flags: FOLL_WRITE: from @buf; FOLL_FORCE
 *
 * Context: process context, may sleep.
 * Return: bytes moved; 0 when the task has no memory any more.
 */
int access_process_vm(struct task_struct *tsk, unsigned long addr, void *buf,
		      int len, unsigned int gup_flags)
{
	struct mm_struct *mm = get_task_mm(tsk);
	int ret;

	if (!mm)
		return 0;
	ret = access_remote_vm(mm, addr, buf, len, gup_flags);
	mmput(mm);
	return ret;
}
