// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mprotect.c - mprotect(): other rights for pages that are mapped
 *
 * First the areas: flags change, the area is split at the edges or merged
 * with a neighbour.  Then the entries that exist: each gets the protection
 * of its area.  A page that may be written without a copy (ours alone, dirty
 * already) is made writable at once, so that no fault is taken for it.
 *
 * I1         An area never gets a right that VM_MAY* does not promise.
 * I2         Rights that were taken away are gone from all TLBs on return;
 *            rights that were given need no flush.
 * I3         Private memory that becomes writable is charged (VM_ACCOUNT),
 *            and stays charged when it becomes read-only again.
 * Locking    mmap_sem(W); page_table_lock for the entries.
 * Entry      sys_mprotect() mprotect_fixup() change_protection()
 * Mirrors: Linux 4.19 mm/mprotect.c.
 * Simpler than Linux in: no protection keys, no NUMA hinting, no huge pages.
 */
#include <linux/mman.h>

#include <linux/personality.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

#include <asm/tlbflush.h>

#include "internal.h"
#include "vma.h"

#define VM_RIGHTS	(VM_READ | VM_WRITE | VM_EXEC)

/* May the entry be writable now, without asking at the first write? */
static inline bool can_change_pte_writable(struct vm_area_struct *vma,
					   unsigned long addr, pte_t pte,
					   int dirty_accountable)
{
	struct page *page;

	if (!(vma->vm_flags & VM_WRITE) || !pte_dirty(pte))
		return false;
	if (vma->vm_flags & VM_SHARED)
		return dirty_accountable;
	/* Private: as do_wp_page() decides. */
	page = vm_normal_page(vma, addr, pte);
	return page && PageAnon(page) && page_mapcount(page) == 1;
}

/* Does @new forbid what a TLB with @old would allow? */
static inline bool rights_lost(pte_t old, pte_t new)
{
	const pteval_t given = _PAGE_PRESENT | _PAGE_RW | _PAGE_USER;

	return (pte_val(old) & ~pte_val(new) & given) ||
	       (pte_val(new) & ~pte_val(old) & _PAGE_NX);
}

struct change_state {
	struct vm_area_struct	*vma;
	pgprot_t		newprot;
	int			dirty_accountable;
	unsigned long		pages;		/* entries changed */
	bool			flush;		/* I2 */
};

static void change_pte_range(struct change_state *cs, pmd_t *pmd,
			     unsigned long addr, unsigned long end)
{
	struct mm_struct *mm = cs->vma->vm_mm;
	spinlock_t *ptl;
	pte_t *start;
	pte_t *pte;

	start = pte_offset_map_lock(mm, pmd, addr, &ptl);
	pte = start;
	do {
		pte_t old = *pte;
		pte_t new;

		if (!pte_present(old))
			continue;
		/* The CPU may set bits until the entry is gone. */
		old = ptep_get_and_clear(mm, addr, pte);
		new = pte_modify(old, cs->newprot);
		if (can_change_pte_writable(cs->vma, addr, new,
					    cs->dirty_accountable))
			new = pte_mkwrite(new);
		set_pte_at(mm, addr, pte, new);
		cs->flush |= rights_lost(old, new);
		cs->pages++;
	} while (pte++, addr += PAGE_SIZE, addr != end);
	pte_unmap_unlock(start, ptl);
}

static void change_pmd_range(struct change_state *cs, pud_t *pud,
			     unsigned long addr, unsigned long end)
{
	pmd_t *pmd = pmd_offset(pud, addr);
	unsigned long next;

	do {
		next = pmd_addr_end(addr, end);
		if (!pmd_none_or_clear_bad(pmd))
			change_pte_range(cs, pmd, addr, next);
		cond_resched();
	} while (pmd++, addr = next, addr != end);
}

static void change_pud_range(struct change_state *cs, pgd_t *pgd,
			     unsigned long addr, unsigned long end)
{
	pud_t *pud = pud_offset(pgd, addr);
	unsigned long next;

	do {
		next = pud_addr_end(addr, end);
		if (!pud_none_or_clear_bad(pud))
			change_pmd_range(cs, pud, addr, next);
	} while (pud++, addr = next, addr != end);
}

/**
 * change_protection() - give the entries of a range another protection
 * @vma: the area, with its new flags
 * @start: first address
 * @end: first address beyond
 * @newprot: the protection
 * @dirty_accountable: shared: pages are read-only until dirty
 * @prot_numa: unused: 0
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: how many entries there were.
 */
unsigned long change_protection(struct vm_area_struct *vma,
				unsigned long start, unsigned long end,
				pgprot_t newprot, int dirty_accountable,
				int prot_numa)
{
	struct change_state cs = {
		.vma = vma,
		.newprot = newprot,
		.dirty_accountable = dirty_accountable,
	};
	pgd_t *pgd = pgd_offset(vma->vm_mm, start);
	unsigned long addr = start;
	unsigned long next;

	do {
		next = pgd_addr_end(addr, end);
		if (!pgd_none_or_clear_bad(pgd))
			change_pud_range(&cs, pgd, addr, next);
	} while (pgd++, addr = next, addr != end);
	if (cs.flush)
		flush_tlb_range(vma, start, end);
	return cs.pages;
}

/* I3: the pages to charge for the new rights, or -ENOMEM. */
static long mprotect_charge(struct vm_area_struct *vma, long pages,
			    unsigned long newflags)
{
	const unsigned long charged_or_never = VM_ACCOUNT | VM_WRITE |
					       VM_SHARED | VM_NORESERVE;
	struct mm_struct *mm = vma->vm_mm;

	if (!(newflags & VM_WRITE))
		return 0;
	/* It may become data only now. */
	if (!may_expand_vm(mm, newflags, pages) &&
	    may_expand_vm(mm, vma->vm_flags, pages))
		return -ENOMEM;
	if (vma->vm_flags & charged_or_never)
		return 0;
	if (security_vm_enough_memory_mm(mm, pages))
		return -ENOMEM;
	return pages;
}

/* One area of exactly [start, end): merged with a neighbour, or cut out. */
static int mprotect_area(struct vm_area_struct **vmap,
			 struct vm_area_struct **pprev, unsigned long start,
			 unsigned long end, unsigned long newflags)
{
	struct vm_area_struct *vma = *vmap;
	struct mm_struct *mm = vma->vm_mm;
	int err;

	*pprev = vma_merge(mm, *pprev, start, end, newflags, vma->anon_vma,
			   vma->vm_file, vma_pgoff(vma, start));
	if (*pprev) {
		*vmap = *pprev;
		return 0;
	}
	*pprev = vma;
	if (start != vma->vm_start) {
		err = split_vma(mm, vma, start, 1);
		if (err)
			return err;
	}
	if (end != vma->vm_end)
		return split_vma(mm, vma, end, 0);
	return 0;
}

/**
 * mprotect_fixup() - change the rights of a part of one area
 * @vma: the area
 * @pprev: the last area that starts below @start, or NULL; gets the area that
 *	   contains the range afterwards
 * @start: first address, in the area
 * @end: first address beyond, in the area
 * @newflags: its new vm_flags
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: 0 or -ENOMEM.
 */
int mprotect_fixup(struct vm_area_struct *vma, struct vm_area_struct **pprev,
		   unsigned long start, unsigned long end,
		   unsigned long newflags)
{
	const unsigned long locked = VM_WRITE | VM_SHARED | VM_LOCKED;
	struct mm_struct *mm = vma->vm_mm;
	unsigned long oldflags = vma->vm_flags;
	long pages = (end - start) >> PAGE_SHIFT;
	long charged;
	int err;

	if (newflags == oldflags) {
		*pprev = vma;
		return 0;
	}
	charged = mprotect_charge(vma, pages, newflags);
	if (charged < 0)
		return charged;
	if (charged)
		newflags |= VM_ACCOUNT;

	err = mprotect_area(&vma, pprev, start, end, newflags);
	if (err) {
		vm_unacct_memory(charged);
		return err;
	}
	vma->vm_flags = newflags;
	vma_set_page_prot(vma);
	change_protection(vma, start, end, vma->vm_page_prot,
			  vma_wants_writenotify(vma), 0);

	/* Locked and now writable: no copying at the first write. */
	if ((oldflags & locked) == VM_LOCKED && (newflags & VM_WRITE))
		populate_vma_page_range(vma, start, end, NULL);
	vm_stat_account(mm, oldflags, -pages);
	vm_stat_account(mm, newflags, pages);
	return 0;
}

/* The first area of the range; PROT_GROWSDOWN widens it. */
static struct vm_area_struct *mprotect_first(unsigned long *start,
					     unsigned long end, int grows)
{
	struct vm_area_struct *vma = find_vma(current->mm, *start);

	if (!vma)
		return ERR_PTR(-ENOMEM);
	if (grows & PROT_GROWSDOWN) {
		if (vma->vm_start >= end)
			return ERR_PTR(-ENOMEM);
		*start = vma->vm_start;
		if (!(vma->vm_flags & VM_GROWSDOWN))
			return ERR_PTR(-EINVAL);
	} else {
		if (vma->vm_start > *start)
			return ERR_PTR(-ENOMEM);
		if (grows & PROT_GROWSUP)
			return ERR_PTR(-EINVAL);
	}
	return vma;
}

/* All areas of a range; those before an error stay changed. */
static int mprotect_range(unsigned long start, unsigned long end,
			  unsigned long prot, int grows)
{
	bool rier = (current->personality & READ_IMPLIES_EXEC) &&
		    (prot & PROT_READ);
	struct vm_area_struct *vma = mprotect_first(&start, end, grows);
	struct vm_area_struct *prev;
	int err;

	if (IS_ERR(vma))
		return PTR_ERR(vma);
	prev = start > vma->vm_start ? vma : vma->vm_prev;
	for (;;) {
		unsigned long to = min(end, vma->vm_end);
		unsigned long newflags = calc_vm_prot_bits(prot);

		if (rier && (vma->vm_flags & VM_MAYEXEC))
			newflags |= VM_EXEC;
		newflags |= vma->vm_flags & ~VM_RIGHTS;
		/* VM_MAY* is four bits above each right: I1 */
		if (newflags & ~(newflags >> 4) & VM_RIGHTS)
			return -EACCES;
		err = mprotect_fixup(vma, &prev, start, to, newflags);
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

SYSCALL_DEFINE3(mprotect, unsigned long, start, size_t, len,
		unsigned long, prot)
{
	int grows = prot & (PROT_GROWSDOWN | PROT_GROWSUP);
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err;

	prot &= ~(PROT_GROWSDOWN | PROT_GROWSUP);
	if (grows == (PROT_GROWSDOWN | PROT_GROWSUP) || offset_in_page(start))
		return -EINVAL;
	if (!len)
		return 0;
	len = PAGE_ALIGN(len);
	end = start + len;
	if (end <= start)
		return -ENOMEM;
	if (!arch_validate_prot(prot))
		return -EINVAL;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	err = mprotect_range(start, end, prot, grows);
	up_write(&mm->mmap_sem);
	return err;
}
