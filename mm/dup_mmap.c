// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/dup_mmap.c - address spaces as a whole: copied by fork, torn down at exit
 *
 * I1         dup_mmap() leaves in the child only areas that are complete; a
 *            failure half-way is cleaned up by exit_mmap() on the child.
 * I2         Until the parent's TLBs are flushed, its threads could write to
 *            pages that the child shares: the flush comes before mmap_sem of
 *            the parent is released.
 * Locking    mmap_sem of the parent, then of the child, both for writing.
 *            exit_mmap() is the last user and takes no lock.
 * Entry      dup_mmap() exit_mmap()
 * Mirrors: Linux 4.6 kernel/fork.c (dup_mmap), mm/mmap.c (exit_mmap).
 */
#include <linux/mman.h>

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/rmap.h>
#include <linux/sched.h>

#include <asm/mmu_context.h>
#include <asm/tlb.h>

#include "internal.h"
#include "vma.h"

/* Where the next copy goes: the end of list and tree of the child. */
struct dup_place {
	struct vm_area_struct	*prev;
	struct rb_node		**rb_link;
	struct rb_node		*rb_parent;
};

/* Link a copy in behind the ones before it; they come in address order. */
static void dup_link(struct mm_struct *mm, struct vm_area_struct *tmp,
		     struct dup_place *place)
{
	vma_link(mm, tmp, place->prev, place->rb_link, place->rb_parent);
	place->prev = tmp;
	place->rb_link = &tmp->vm_rb.rb_right;
	place->rb_parent = &tmp->vm_rb;
}

/* The child's copy of one area. */
static int dup_vma(struct mm_struct *mm, struct vm_area_struct *mpnt,
		   struct dup_place *place)
{
	struct mm_struct *oldmm = mpnt->vm_mm;
	unsigned long charge = 0;
	struct vm_area_struct *tmp;
	int err = 0;

	if (mpnt->vm_flags & VM_ACCOUNT) {
		charge = vma_pages(mpnt);
		if (security_vm_enough_memory_mm(oldmm, charge))
			return -ENOMEM;
	}
	tmp = vm_area_dup(mpnt);
	if (!tmp) {
		vm_unacct_memory(charge);
		return -ENOMEM;
	}
	tmp->vm_mm = mm;
	tmp->vm_flags &= VM_LOCKED_CLEAR_MASK;
	if (tmp->vm_flags & VM_WIPEONFORK)
		tmp->anon_vma = NULL;
	else
		anon_vma_clone(tmp, mpnt);
	if (tmp->vm_file)
		get_file(tmp->vm_file);
	dup_link(mm, tmp, place);

	if (!(tmp->vm_flags & VM_WIPEONFORK))
		err = copy_page_range(mm, oldmm, mpnt);
	if (tmp->vm_ops && tmp->vm_ops->open)
		tmp->vm_ops->open(tmp);
	return err;
}

/* dup_mmap() with both locks held. */
static int dup_all_vmas(struct mm_struct *mm, struct mm_struct *oldmm)
{
	struct dup_place place = {
		.rb_link = &mm->mm_rb.rb_node,
	};
	struct vm_area_struct *mpnt;
	int err;

	for (mpnt = oldmm->mmap; mpnt; mpnt = mpnt->vm_next) {
		if (mpnt->vm_flags & VM_DONTCOPY) {
			vm_stat_account(mm, mpnt->vm_flags,
					-(long)vma_pages(mpnt));
			continue;
		}
		err = dup_vma(mm, mpnt, &place);
		if (err)
			return err;
	}
	arch_dup_mmap(oldmm, mm);
	return 0;
}

/**
 * dup_mmap() - fill the child's address space with copies of the parent's
 * @mm: the child's, empty, known to nobody else
 * @oldmm: the parent's, that is current->mm
 *
 * Context: process context, may sleep.
 * Return: 0, -ENOMEM or -EINTR; after an error mmput() the child's (I1).
 */
int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm)
{
	struct file *exe_file;
	int err;

	if (down_write_killable(&oldmm->mmap_sem))
		return -EINTR;
	down_write_nested(&mm->mmap_sem, SINGLE_DEPTH_NESTING);

	exe_file = get_mm_exe_file(oldmm);
	if (exe_file) {
		set_mm_exe_file(mm, exe_file);
		fput(exe_file);
	}
	mm->highest_vm_end = 0;
	mm->total_vm = oldmm->total_vm;
	mm->data_vm = oldmm->data_vm;
	mm->exec_vm = oldmm->exec_vm;
	mm->stack_vm = oldmm->stack_vm;
	err = dup_all_vmas(mm, oldmm);

	up_write(&mm->mmap_sem);
	flush_tlb_mm(oldmm);				/* I2 */
	up_write(&oldmm->mmap_sem);
	return err;
}

/**
 * exit_mmap() - unmap everything
 * @mm: an address space without users
 *
 * Context: process context, may sleep.
 */
void exit_mmap(struct mm_struct *mm)
{
	struct vm_area_struct *vma = mm->mmap;
	unsigned long accounted = 0;
	struct mmu_gather tlb;

	if (!vma)				/* exec or fork failed early */
		return;
	if (mm->locked_vm) {
		for (; vma; vma = vma->vm_next)
			if (vma->vm_flags & VM_LOCKED)
				munlock_vma_pages_range(vma, vma->vm_start,
							vma->vm_end);
		vma = mm->mmap;
	}
	arch_exit_mmap(mm);

	tlb_gather_mmu(&tlb, mm, 0, -1);
	update_hiwater_rss(mm);
	unmap_vmas(&tlb, vma, 0, -1);
	free_pgtables(&tlb, vma, FIRST_USER_ADDRESS, 0);
	tlb_finish_mmu(&tlb, 0, -1);

	while (vma) {
		if (vma->vm_flags & VM_ACCOUNT)
			accounted += vma_pages(vma);
		vma = remove_vma(vma);
	}
	mm->mmap = NULL;
	mm->mm_rb = RB_ROOT;
	if (accounted)
		vm_unacct_memory(accounted);
}
