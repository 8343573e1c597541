// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/brk.c - the two areas that grow: the heap by brk(), the stack by itself
 *
 *	start_brk      brk                              stack
 *	|[heap]........:------> . . . gap . . . <------[.....]|
 *
 * brk() moves the end of the heap and tells where it is; it never returns an
 * error number.  A stack grows when something just below it is touched; a
 * gap of stack_guard_gap to the next area catches those who run over.
 *
 * I1         [start_brk, PAGE_ALIGN(brk)) is what brk() has mapped (unless
 *            the program unmapped parts of it).
 * I2         vm_start and vm_pgoff of a stack change together, under
 *            anon_vma->lock (rmap), page_table_lock (other faults, which
 *            hold mmap_sem only for reading) and mmap_sem.
 * Locking    brk: mmap_sem(W).  Stack: mmap_sem(R) > anon_vma->lock >
 *            page_table_lock.
 * Entry      sys_brk() vm_brk_flags() expand_stack()
 *            expand_downwards() find_extend_vma()
 * Mirrors: Linux 4.19 mm/mmap.c.
 */
#include <linux/mman.h>

#include <linux/personality.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>

#include "internal.h"
#include "vma.h"

unsigned long stack_guard_gap = 256UL << PAGE_SHIFT;

/* RLIMIT_DATA counts heap and data segment together. */
static bool check_data_rlimit(struct mm_struct *mm, unsigned long brk)
{
	unsigned long rlim = rlimit(RLIMIT_DATA);

	if (rlim >= RLIM_INFINITY)
		return true;
	return (brk - mm->start_brk) + (mm->end_data - mm->start_data) <= rlim;
}

/* Anonymous memory at a fixed address, as cheaply as possible. */
static int do_brk_flags(unsigned long addr, unsigned long len,
			unsigned long flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long pages = len >> PAGE_SHIFT;
	struct vm_area_struct *prev;
	struct vm_area_struct *vma;
	struct rb_node **rb_link;
	struct rb_node *rb_parent;
	unsigned long error;

	if (flags & ~VM_EXEC)
		return -EINVAL;
	flags |= VM_DATA_DEFAULT_FLAGS | VM_ACCOUNT | mm->def_flags;
	error = get_unmapped_area(NULL, addr, len, 0, MAP_FIXED);
	if (IS_ERR_VALUE(error))
		return error;
	error = mlock_future_check(mm, flags, len);
	if (error)
		return error;

	while (find_vma_links(mm, addr, addr + len, &prev, &rb_link,
			      &rb_parent)) {
		if (do_munmap(mm, addr, len))
			return -ENOMEM;
	}
	if (!may_expand_vm(mm, flags, pages) ||
	    mm->map_count > sysctl_max_map_count ||
	    security_vm_enough_memory_mm(mm, pages))
		return -ENOMEM;

	vma = vma_merge(mm, prev, addr, addr + len, flags, NULL, NULL,
			addr >> PAGE_SHIFT);
	if (!vma) {
		vma = vm_area_alloc(mm);
		if (!vma) {
			vm_unacct_memory(pages);
			return -ENOMEM;
		}
		vma->vm_start = addr;
		vma->vm_end = addr + len;
		vma->vm_pgoff = addr >> PAGE_SHIFT;
		vma->vm_flags = flags;
		vma->vm_page_prot = vm_get_page_prot(flags);
		vma_link(mm, vma, prev, rb_link, rb_parent);
	}
	vm_stat_account(mm, flags, pages);
	if (flags & VM_LOCKED)
		mm->locked_vm += pages;
	return 0;
}

/**
 * vm_brk_flags() - map anonymous memory for a program that is loaded
 * @addr: first address, page aligned
 * @request: bytes, rounded up to pages
 * @flags: VM_EXEC or 0
 *
 * Context: process context, may sleep.
 * Return: 0, -ENOMEM, -EINVAL, -EINTR.
 */
int vm_brk_flags(unsigned long addr, unsigned long request,
		 unsigned long flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long len = PAGE_ALIGN(request);
	bool populate;
	int ret;

	if (len < request)
		return -ENOMEM;
	if (!len)
		return 0;
	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	ret = do_brk_flags(addr, len, flags);
	populate = mm->def_flags & VM_LOCKED;
	up_write(&mm->mmap_sem);
	if (populate && !ret)
		mm_populate(addr, len);
	return ret;
}

/* Move the end of the heap; false: it stays where it is. */
static bool do_brk(struct mm_struct *mm, unsigned long brk,
		   unsigned long *populate)
{
	unsigned long newbrk = PAGE_ALIGN(brk);
	unsigned long oldbrk = PAGE_ALIGN(mm->brk);
	struct vm_area_struct *next;

	if (brk < mm->start_brk || newbrk < brk || !check_data_rlimit(mm, brk))
		return false;
	if (newbrk < oldbrk) {
		if (do_munmap(mm, newbrk, oldbrk - newbrk))
			return false;
	} else if (newbrk > oldbrk) {
		next = find_vma(mm, oldbrk);
		if (next && newbrk + PAGE_SIZE > vm_start_gap(next))
			return false;
		if (do_brk_flags(oldbrk, newbrk - oldbrk, 0))
			return false;
		if (mm->def_flags & VM_LOCKED)
			*populate = newbrk - oldbrk;
	}
	mm->brk = brk;
	return true;
}

SYSCALL_DEFINE1(brk, unsigned long, brk)
{
	struct mm_struct *mm = current->mm;
	unsigned long populate = 0;
	unsigned long oldbrk;
	unsigned long ret;

	/* Asking for the present end needs no lock: brk(0) of every start. */
	if (brk < READ_ONCE(mm->start_brk))
		return READ_ONCE(mm->brk);
	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	oldbrk = mm->brk;
	do_brk(mm, brk, &populate);
	ret = mm->brk;
	up_write(&mm->mmap_sem);
	if (populate)
		mm_populate(PAGE_ALIGN(oldbrk), populate);
	return ret;
}

/*
 * Stacks
 */

/* Limits and accounts for @grow more pages; charges them. */
static int acct_stack_growth(struct vm_area_struct *vma, unsigned long size,
			     unsigned long grow)
{
	struct mm_struct *mm = vma->vm_mm;

	if (!may_expand_vm(mm, vma->vm_flags, grow))
		return -ENOMEM;
	if (size > rlimit(RLIMIT_STACK))
		return -ENOMEM;
	if (mlock_future_check(mm, vma->vm_flags, grow << PAGE_SHIFT))
		return -ENOMEM;
	return security_vm_enough_memory_mm(mm, grow);
}

/* With anon_vma->lock held; somebody may have been faster. */
static int grow_stack(struct vm_area_struct *vma, unsigned long address)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long grow;
	int err;

	if (address >= vma->vm_start)
		return 0;
	grow = (vma->vm_start - address) >> PAGE_SHIFT;
	if (grow > vma->vm_pgoff)
		return -ENOMEM;

	/*
	 * mmap_sem(R) lets several stacks of the mm grow at once; the counts
	 * and the tree of gaps are theirs in common.
	 */
	spin_lock(&mm->page_table_lock);
	err = acct_stack_growth(vma, vma->vm_end - address, grow);
	if (!err) {
		if (vma->vm_flags & VM_LOCKED)
			mm->locked_vm += grow;
		vm_stat_account(mm, vma->vm_flags, grow);
		vma->vm_start = address;		/* I2 */
		vma->vm_pgoff -= grow;
		vma_gap_update(vma);
	}
	spin_unlock(&mm->page_table_lock);
	return err;
}

/**
 * expand_downwards() - let an area grow down to an address
 * @vma: the area
 * @address: lowest address that it is to contain
 *
 * Context: mmap_sem held (read suffices); may sleep.
 * Return: 0; -EPERM too low; -ENOMEM guard gap, limits or memory.
 */
int expand_downwards(struct vm_area_struct *vma, unsigned long address)
{
	struct vm_area_struct *prev = vma->vm_prev;
	struct anon_vma *anon_vma;
	int err;

	address &= PAGE_MASK;
	if (address < mmap_min_addr)
		return -EPERM;
	/* A stack may come close to a stack, and to what is inaccessible. */
	if (prev && !(prev->vm_flags & VM_GROWSDOWN) &&
	    (prev->vm_flags & (VM_WRITE | VM_READ | VM_EXEC)) &&
	    (address < prev->vm_end ||
	     address - prev->vm_end < stack_guard_gap))
		return -ENOMEM;
	if (prev && address < prev->vm_end)
		return -ENOMEM;
	if (unlikely(anon_vma_prepare(vma)))
		return -ENOMEM;

	anon_vma = vma->anon_vma;
	spin_lock(&anon_vma->lock);
	err = grow_stack(vma, address);
	spin_unlock(&anon_vma->lock);
	return err;
}

/**
 * expand_stack() - expand_downwards(), which is the only direction here
 * @vma: an area with VM_GROWSDOWN
 * @address: lowest address that it is to contain
 *
 * Context: mmap_sem held (read suffices); may sleep.
 * Return: as expand_downwards().
 */
int expand_stack(struct vm_area_struct *vma, unsigned long address)
{
	return expand_downwards(vma, address);
}

/**
 * find_extend_vma() - the area of an address; a stack grows to reach it
 * @mm: the address space
 * @addr: user address
 *
 * Context: mmap_sem held (read suffices); may sleep.
 * Return: the area that contains @addr, or NULL.
 */
struct vm_area_struct *find_extend_vma(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;

	addr &= PAGE_MASK;
	vma = find_vma(mm, addr);
	if (!vma || vma->vm_start <= addr)
		return vma;
	if (!(vma->vm_flags & VM_GROWSDOWN) || expand_stack(vma, addr))
		return NULL;
	if (vma->vm_flags & VM_LOCKED)
		populate_vma_page_range(vma, addr, vma->vm_end, NULL);
	return vma;
}
