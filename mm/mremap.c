// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mremap.c - mremap(): a mapping shrinks, grows, or moves with its pages
 *
 *	shrink   munmap the tail
 *	grow     in place, if the next addresses are free
 *	         else (MREMAP_MAYMOVE) copy_vma() elsewhere, move the entries,
 *	         munmap the old place
 *
 * Pages do not move, only entries do; the new area's vm_pgoff makes each page
 * have the same index as before (mm/rmap.c).
 *
 * I1         While an entry is on its way, rmap walkers must not miss it: if
 *            they may look at the new area before the old one, they are kept
 *            out (need_rmap_locks).
 * I2         The old entry is gone from the TLBs before page_table_lock is
 *            released: nobody writes through the old address after that.
 * I3         The new area is charged in full while the old one still is;
 *            do_munmap() of the old place gives its part back.
 * Locking    mmap_sem(W) > i_mmap_rwsem > anon_vma->lock > page_table_lock.
 * Entry      sys_mremap() move_page_tables()
 * Mirrors: Linux 4.19 mm/mremap.c.
 * Simpler than Linux in: no MREMAP_DONTUNMAP (EINVAL), no huge pages.
 */
#include <linux/mman.h>

#include <linux/fs.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>

#include <asm/pgalloc.h>
#include <asm/tlbflush.h>

#include "internal.h"
#include "vma.h"

/* One mremap() call. */
struct mremap_args {
	unsigned long	addr;		/* old place */
	unsigned long	old_len;	/* bytes, page aligned */
	unsigned long	new_addr;	/* with MREMAP_FIXED */
	unsigned long	new_len;	/* bytes, page aligned */
	bool		populate;	/* out: fault in what is new */
};

static pmd_t *alloc_new_pmd(struct mm_struct *mm, unsigned long addr)
{
	pgd_t *pgd = pgd_offset(mm, addr);
	pud_t *pud = pud_alloc(mm, pgd, addr);

	return pud ? pmd_alloc(mm, pud, addr) : NULL;
}

static void take_rmap_locks(struct vm_area_struct *vma)
{
	if (vma->vm_file)
		i_mmap_lock_write(vma->vm_file->f_mapping);
	if (vma->anon_vma)
		spin_lock(&vma->anon_vma->lock);
}

static void drop_rmap_locks(struct vm_area_struct *vma)
{
	if (vma->anon_vma)
		spin_unlock(&vma->anon_vma->lock);
	if (vma->vm_file)
		i_mmap_unlock_write(vma->vm_file->f_mapping);
}

/* Entries of one table to another; @len stays within both. */
static void move_ptes(struct vm_area_struct *vma, pmd_t *old_pmd,
		      unsigned long old_addr, pmd_t *new_pmd,
		      unsigned long new_addr, unsigned long len)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long old_end = old_addr + len;
	unsigned long addr = old_addr;
	bool flush = false;
	spinlock_t *ptl;
	pte_t *old_pte;
	pte_t *new_pte;
	pte_t pte;

	old_pte = pte_offset_map_lock(mm, old_pmd, old_addr, &ptl);
	new_pte = pte_offset_map(new_pmd, new_addr);
	for (; addr < old_end; addr += PAGE_SIZE, old_pte++, new_pte++) {
		if (pte_none(*old_pte))
			continue;
		pte = ptep_get_and_clear(mm, addr, old_pte);
		flush |= pte_accessible(mm, pte);
		set_pte(new_pte, pte);
	}
	if (flush)
		flush_tlb_range(vma, old_addr, old_end);	/* I2 */
	pte_unmap_unlock(old_pte - 1, ptl);
}

/**
 * move_page_tables() - move the entries of a range to another area
 * @vma: the old area
 * @old_addr: first address in it
 * @new_vma: the new area, of the same mm
 * @new_addr: first address in that
 * @len: bytes
 * @need_rmap_locks: I1
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: bytes moved; less than @len when memory for tables ran out.
 */
unsigned long move_page_tables(struct vm_area_struct *vma,
			       unsigned long old_addr,
			       struct vm_area_struct *new_vma,
			       unsigned long new_addr, unsigned long len,
			       bool need_rmap_locks)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long moved = 0;
	unsigned long extent;

	for (; moved < len; moved += extent) {
		unsigned long from = old_addr + moved;
		unsigned long to = new_addr + moved;
		pmd_t *old_pmd;
		pmd_t *new_pmd;

		cond_resched();
		extent = min3(PMD_SIZE - (from & ~PMD_MASK),
			      PMD_SIZE - (to & ~PMD_MASK), len - moved);
		old_pmd = mm_find_pmd(mm, from);
		if (!old_pmd)
			continue;
		new_pmd = alloc_new_pmd(mm, to);
		if (!new_pmd || pte_alloc(mm, new_pmd, to))
			break;
		if (need_rmap_locks)
			take_rmap_locks(vma);
		move_ptes(vma, old_pmd, from, new_pmd, to, extent);
		if (need_rmap_locks)
			drop_rmap_locks(vma);
	}
	return moved;
}

/*
 * Checks; on success the growth is charged (VM_ACCOUNT).  Returns the area
 * that the old place lies in.
 */
static struct vm_area_struct *vma_to_resize(const struct mremap_args *a)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma = find_vma(mm, a->addr);
	unsigned long grow = a->new_len - a->old_len;
	unsigned long pgoff;

	if (!vma || vma->vm_start > a->addr)
		return ERR_PTR(-EFAULT);
	/* Length 0 duplicates a shared mapping; private would lose writes. */
	if (!a->old_len && !(vma->vm_flags & (VM_SHARED | VM_MAYSHARE)))
		return ERR_PTR(-EINVAL);
	if (a->old_len > vma->vm_end - a->addr)
		return ERR_PTR(-EFAULT);
	if (!grow)
		return vma;

	pgoff = vma_pgoff(vma, a->addr);
	if (pgoff + (a->new_len >> PAGE_SHIFT) < pgoff)
		return ERR_PTR(-EINVAL);
	if (vma->vm_flags & (VM_DONTEXPAND | VM_PFNMAP))
		return ERR_PTR(-EFAULT);
	if (mlock_future_check(mm, vma->vm_flags, grow))
		return ERR_PTR(-EAGAIN);
	if (!may_expand_vm(mm, vma->vm_flags, grow >> PAGE_SHIFT))
		return ERR_PTR(-ENOMEM);
	if ((vma->vm_flags & VM_ACCOUNT) &&
	    security_vm_enough_memory_mm(mm, grow >> PAGE_SHIFT))
		return ERR_PTR(-ENOMEM);
	return vma;
}

static void uncharge_growth(const struct mremap_args *a, unsigned long vm_flags)
{
	if (vm_flags & VM_ACCOUNT)
		vm_unacct_memory((a->new_len - a->old_len) >> PAGE_SHIFT);
}

/* All entries and the owner's consent; on error everything is back. */
static int move_entries(struct vm_area_struct *vma,
			struct vm_area_struct *new_vma,
			const struct mremap_args *a, bool need_rmap_locks)
{
	unsigned long moved;
	int err = 0;

	moved = move_page_tables(vma, a->addr, new_vma, a->new_addr,
				 a->old_len, need_rmap_locks);
	if (moved < a->old_len)
		err = -ENOMEM;
	else if (vma->vm_ops && vma->vm_ops->mremap)
		err = vma->vm_ops->mremap(new_vma);
	/* The old tables are still there, so this cannot fail. */
	if (err)
		move_page_tables(new_vma, a->new_addr, vma, a->addr, moved,
				 true);
	return err;
}

/* Move the mapping to a->new_addr, which is free. */
static unsigned long move_vma(struct vm_area_struct *vma,
			      struct mremap_args *a)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long vm_flags = vma->vm_flags;
	unsigned long hiwater_vm;
	struct vm_area_struct *new_vma;
	bool need_rmap_locks;
	int err;

	/* Splits and the copy make three areas more at most. */
	err = -ENOMEM;
	if (mm->map_count >= sysctl_max_map_count - 3)
		goto uncharge;
	new_vma = copy_vma(&vma, a->new_addr, a->new_len,
			   vma_pgoff(vma, a->addr), &need_rmap_locks);
	if (!new_vma)
		goto uncharge;
	err = move_entries(vma, new_vma, a, need_rmap_locks);

	/* Both places count for a moment: I3, and the peak must not show it. */
	hiwater_vm = mm->hiwater_vm;
	vm_stat_account(mm, vm_flags, a->new_len >> PAGE_SHIFT);
	if (vm_flags & VM_ACCOUNT)
		vm_acct_memory(a->old_len >> PAGE_SHIFT);
	if (vm_flags & VM_LOCKED) {
		mm->locked_vm += a->new_len >> PAGE_SHIFT;
		a->populate = !err;
	}
	if (err)
		do_munmap(mm, a->new_addr, a->new_len);
	else
		do_munmap(mm, a->addr, a->old_len);
	mm->hiwater_vm = hiwater_vm;
	return err ? err : a->new_addr;

uncharge:
	uncharge_growth(a, vm_flags);
	return err;
}

/* MREMAP_FIXED */
static unsigned long mremap_to(struct mremap_args *a)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	unsigned long flags = MAP_FIXED;
	unsigned long ret;
	int err;

	if (offset_in_page(a->new_addr) || a->new_len > TASK_SIZE ||
	    a->new_addr > TASK_SIZE - a->new_len)
		return -EINVAL;
	if (a->addr + a->old_len > a->new_addr &&
	    a->new_addr + a->new_len > a->addr)
		return -EINVAL;
	if (mm->map_count + 2 >= sysctl_max_map_count - 3)
		return -ENOMEM;

	err = do_munmap(mm, a->new_addr, a->new_len);
	if (err)
		return err;
	if (a->old_len > a->new_len) {
		err = do_munmap(mm, a->addr + a->new_len,
				a->old_len - a->new_len);
		if (err)
			return err;
		a->old_len = a->new_len;
	}
	vma = vma_to_resize(a);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	if (vma->vm_flags & VM_MAYSHARE)
		flags |= MAP_SHARED;
	ret = get_unmapped_area(vma->vm_file, a->new_addr, a->new_len,
				vma_pgoff(vma, a->addr), flags);
	if (IS_ERR_VALUE(ret)) {
		uncharge_growth(a, vma->vm_flags);
		return ret;
	}
	return move_vma(vma, a);
}

static bool vma_expandable(struct vm_area_struct *vma, unsigned long end)
{
	unsigned long ret;

	if (end < vma->vm_end)
		return false;
	if (vma->vm_next && vm_start_gap(vma->vm_next) < end)
		return false;
	ret = get_unmapped_area(NULL, vma->vm_start, end - vma->vm_start, 0,
				MAP_FIXED);
	return !IS_ERR_VALUE(ret);
}

/* Grow where it is, or move if that is allowed. */
static unsigned long mremap_grow(struct mremap_args *a, unsigned long flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long pages = (a->new_len - a->old_len) >> PAGE_SHIFT;
	struct vm_area_struct *vma = vma_to_resize(a);
	unsigned long ret = -ENOMEM;

	if (IS_ERR(vma))
		return PTR_ERR(vma);
	if (a->old_len == vma->vm_end - a->addr &&
	    vma_expandable(vma, a->addr + a->new_len)) {
		vma_expand(vma, vma->vm_start, a->addr + a->new_len);
		vm_stat_account(mm, vma->vm_flags, pages);
		if (vma->vm_flags & VM_LOCKED) {
			mm->locked_vm += pages;
			a->populate = true;
			a->new_addr = a->addr;
		}
		return a->addr;
	}
	if (flags & MREMAP_MAYMOVE) {
		ret = get_unmapped_area(vma->vm_file, 0, a->new_len,
					vma_pgoff(vma, a->addr),
					vma->vm_flags & VM_MAYSHARE ?
					MAP_SHARED : 0);
		if (!IS_ERR_VALUE(ret)) {
			a->new_addr = ret;
			return move_vma(vma, a);
		}
	}
	uncharge_growth(a, vma->vm_flags);
	return ret;
}

static unsigned long do_mremap(struct mremap_args *a, unsigned long flags)
{
	int err;

	if (flags & MREMAP_FIXED)
		return mremap_to(a);
	if (a->old_len < a->new_len || !a->old_len)
		return mremap_grow(a, flags);
	if (a->old_len > a->new_len) {
		err = do_munmap(current->mm, a->addr + a->new_len,
				a->old_len - a->new_len);
		if (err)
			return err;
	}
	return a->addr;
}

SYSCALL_DEFINE5(mremap, unsigned long, addr, unsigned long, old_len,
		unsigned long, new_len, unsigned long, flags,
		unsigned long, new_addr)
{
	struct mremap_args a = {
		.addr = addr,
		.old_len = PAGE_ALIGN(old_len),
		.new_addr = new_addr,
		.new_len = PAGE_ALIGN(new_len),
	};
	struct mm_struct *mm = current->mm;
	unsigned long ret;

	if (flags & ~(MREMAP_FIXED | MREMAP_MAYMOVE))
		return -EINVAL;
	if ((flags & MREMAP_FIXED) && !(flags & MREMAP_MAYMOVE))
		return -EINVAL;
	if (offset_in_page(addr) || !a.new_len)
		return -EINVAL;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	ret = do_mremap(&a, flags);
	up_write(&mm->mmap_sem);
	if (a.populate && a.new_len > a.old_len)
		mm_populate(a.new_addr + a.old_len, a.new_len - a.old_len);
	return ret;
}
