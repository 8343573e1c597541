// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vma_merge.c - as few areas as possible: joining neighbours, splitting
 *
 * A range that is mapped, changed by mprotect() or moved often continues its
 * neighbour: same rights, same file and offset.  vma_merge() then lets the
 * neighbour grow over the range.  P is the area below, N the one above, A an
 * area that lies there already (mprotect), "xx" the range:
 *
 *	PPPxxNNN  PPPxx     xxNNN    PPPxxAA    PPxxNNN    PPPxxNNN
 *	PPPPPPPP  PPPPP     NNNNN    PPPPPAA    PPNNNNN    PPPPPPPP
 *	  gap      gap       gap     A trimmed  P trimmed  A = xx removed
 *
 * So there is one operation, vma_expand(): the survivor takes the range, and
 * whatever lies in it is trimmed or removed.
 *
 * I1         Areas that overlap the range of vma_expand() have the survivor's
 *            file, a linear offset, and its anon_vma if either has one.
 * I2         Whoever walks i_mmap or an anon_vma sees each page covered
 *            before, during and after a change: all of it happens with
 *            both locks held.
 * Locking    mmap_sem(W) > i_mmap_rwsem > anon_vma->lock.
 * Entry      vma_merge() vma_expand() split_vma() __split_vma() copy_vma()
 *            find_mergeable_anon_vma()
 * Mirrors: Linux 4.6 mm/mmap.c (vma_merge, vma_adjust, split_vma, copy_vma);
 * vma_expand() has its name from 6.x.
 */
#include "vma.h"

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mman.h>
#include <linux/rmap.h>
#include <linux/sched.h>

/* Keep rmap walkers out of @vma and everything that overlaps it (I2). */
static void vma_lock_rmap(struct vm_area_struct *vma)
{
	if (vma->vm_file)
		i_mmap_lock_write(vma->vm_file->f_mapping);
	if (vma->anon_vma)
		spin_lock(&vma->anon_vma->lock);
}

static void vma_unlock_rmap(struct vm_area_struct *vma)
{
	if (vma->anon_vma)
		spin_unlock(&vma->anon_vma->lock);
	if (vma->vm_file)
		i_mmap_unlock_write(vma->vm_file->f_mapping);
}

/* New borders for one area; its first page keeps its place in the file. */
static void vma_resize(struct vm_area_struct *vma, unsigned long start,
		       unsigned long end)
{
	struct rb_root *i_mmap = NULL;

	if (vma->vm_file) {
		i_mmap = &vma->vm_file->f_mapping->i_mmap;
		vma_interval_tree_remove(vma, i_mmap);
	}
	vma->vm_pgoff += (long)(start - vma->vm_start) >> PAGE_SHIFT;
	vma->vm_start = start;
	vma->vm_end = end;
	if (i_mmap)
		vma_interval_tree_insert(vma, i_mmap);
}

/* The survivor takes over the anonymous pages of those it covers (I1). */
static void vma_import_anon(struct vm_area_struct *vma, unsigned long start,
			    unsigned long end)
{
	struct vm_area_struct *from = NULL;
	struct vm_area_struct *v;

	if (vma->anon_vma)
		return;
	for (v = vma->vm_prev; v && v->vm_end > start; v = v->vm_prev)
		if (v->anon_vma)
			from = v;
	for (v = vma->vm_next; v && v->vm_start < end; v = v->vm_next)
		if (v->anon_vma)
			from = v;
	if (from)
		anon_vma_clone(vma, from);
}

/* Take @vma out of list and trees; @dead collects what to free later. */
static void vma_swallow(struct vm_area_struct *vma,
			struct vm_area_struct **dead)
{
	struct address_space *mapping;

	detach_vmas(vma->vm_mm, vma, vma->vm_prev, vma->vm_end);
	if (vma->vm_file) {
		mapping = vma->vm_file->f_mapping;
		if (vma->vm_flags & VM_SHARED)
			mapping_unmap_writable(mapping);
		vma_interval_tree_remove(vma, &mapping->i_mmap);
	}
	vma->vm_next = *dead;
	*dead = vma;
}

/**
 * vma_expand() - let an area grow; what is in its way is trimmed or removed
 * @vma: the area
 * @start: new start, not above the old one
 * @end: new end, not below the old one
 *
 * Context: mmap_sem held for writing; may sleep.  The caller has seen to I1,
 * and to the accounts: the total of mapped pages may have changed.
 */
void vma_expand(struct vm_area_struct *vma, unsigned long start,
		unsigned long end)
{
	struct vm_area_struct *dead = NULL;
	struct vm_area_struct *v;

	vma_import_anon(vma, start, end);
	vma_lock_rmap(vma);
	while ((v = vma->vm_prev) && v->vm_end > start) {
		if (v->vm_start < start) {
			vma_resize(v, v->vm_start, start);
			break;
		}
		vma_swallow(v, &dead);
	}
	while ((v = vma->vm_next) && v->vm_start < end) {
		if (v->vm_end > end) {
			vma_resize(v, end, v->vm_end);
			break;
		}
		vma_swallow(v, &dead);
	}
	vma_resize(vma, start, end);
	vma_gap_update(vma);
	if (vma->vm_next)
		vma_gap_update(vma->vm_next);
	else
		vma->vm_mm->highest_vm_end = end;
	vma_unlock_rmap(vma);

	while ((v = dead)) {
		dead = v->vm_next;
		anon_vma_unlink(v);
		if (v->vm_file)
			fput(v->vm_file);
		vm_area_free(v);
	}
}

/*
 * May areas become one?
 */

static inline bool is_mergeable_vma(struct vm_area_struct *vma,
				    struct file *file, unsigned long vm_flags)
{
	return vma->vm_flags == vm_flags && vma->vm_file == file &&
	       !(vma->vm_ops && vma->vm_ops->close);
}

static inline bool is_mergeable_anon_vma(struct anon_vma *a,
					 struct anon_vma *b)
{
	return !a || !b || a == b;
}

static bool can_vma_merge_before(struct vm_area_struct *vma,
				 unsigned long vm_flags,
				 struct anon_vma *anon_vma, struct file *file,
				 pgoff_t end_pgoff)
{
	return is_mergeable_vma(vma, file, vm_flags) &&
	       is_mergeable_anon_vma(anon_vma, vma->anon_vma) &&
	       vma->vm_pgoff == end_pgoff;
}

static bool can_vma_merge_after(struct vm_area_struct *vma,
				unsigned long vm_flags,
				struct anon_vma *anon_vma, struct file *file,
				pgoff_t pgoff)
{
	return is_mergeable_vma(vma, file, vm_flags) &&
	       is_mergeable_anon_vma(anon_vma, vma->anon_vma) &&
	       vma->vm_pgoff + vma_pages(vma) == pgoff;
}

/**
 * vma_merge() - try to give a range to a neighbour
 * @mm: the address space
 * @prev: the last area that starts below @addr, or NULL
 * @addr: first address: of a gap, or of a part of an area that changes
 * @end: first address beyond
 * @vm_flags: flags that the range is to have
 * @anon_vma: that of the area in the range, or NULL
 * @file: file of the range, or NULL
 * @pgoff: page of the file at @addr
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: the area that contains the range now, or NULL: nothing changed.
 */
struct vm_area_struct *vma_merge(struct mm_struct *mm,
				 struct vm_area_struct *prev,
				 unsigned long addr, unsigned long end,
				 unsigned long vm_flags,
				 struct anon_vma *anon_vma, struct file *file,
				 pgoff_t pgoff)
{
	pgoff_t end_pgoff = pgoff + ((end - addr) >> PAGE_SHIFT);
	struct vm_area_struct *next;
	bool after;
	bool before;

	if (vm_flags & VM_SPECIAL)
		return NULL;
	next = prev ? prev->vm_next : mm->mmap;
	/* An area that ends with the range is the one that changes. */
	if (next && next->vm_end == end)
		next = next->vm_next;

	after = prev && prev->vm_end == addr &&
		can_vma_merge_after(prev, vm_flags, anon_vma, file, pgoff);
	before = next && next->vm_start == end &&
		 can_vma_merge_before(next, vm_flags, anon_vma, file,
				      end_pgoff);

	if (after && before &&
	    is_mergeable_anon_vma(prev->anon_vma, next->anon_vma)) {
		vma_expand(prev, prev->vm_start, next->vm_end);
		return prev;
	}
	if (after) {
		vma_expand(prev, prev->vm_start, end);
		return prev;
	}
	if (before) {
		vma_expand(next, addr, next->vm_end);
		return next;
	}
	return NULL;
}

/* Could @a, below @b, be merged with it but for rights that may change? */
static bool anon_vma_compatible(struct vm_area_struct *a,
				struct vm_area_struct *b)
{
	const unsigned long rights = VM_READ | VM_WRITE | VM_EXEC;

	return a->vm_end == b->vm_start && a->vm_file == b->vm_file &&
	       !((a->vm_flags ^ b->vm_flags) & ~rights) &&
	       b->vm_pgoff == a->vm_pgoff + vma_pages(a);
}

/**
 * find_mergeable_anon_vma() - an anon_vma that a neighbour has already
 * @vma: an area that gets its first anonymous page
 *
 * Using the neighbour's keeps later merging possible: mprotect() splits an
 * area in two, and the reverse mprotect() should make it one again.
 *
 * Context: mmap_sem held.
 * Return: the anon_vma or NULL.
 */
struct anon_vma *find_mergeable_anon_vma(struct vm_area_struct *vma)
{
	struct vm_area_struct *near = vma->vm_next;
	struct anon_vma *anon_vma;

	if (near && anon_vma_compatible(vma, near)) {
		anon_vma = READ_ONCE(near->anon_vma);
		if (anon_vma)
			return anon_vma;
	}
	near = vma->vm_prev;
	if (near && anon_vma_compatible(near, vma))
		return READ_ONCE(near->anon_vma);
	return NULL;
}

/*
 * Splitting and copying
 */

/* Link @new in where @vma gives way to it. */
static void vma_link_part(struct vm_area_struct *vma,
			  struct vm_area_struct *new, int new_below)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *prev;
	struct rb_node **rb_link;
	struct rb_node *rb_parent;

	vma_lock_rmap(vma);
	if (new_below)
		vma_resize(vma, new->vm_end, vma->vm_end);
	else
		vma_resize(vma, vma->vm_start, new->vm_start);
	if (WARN_ON(find_vma_links(mm, new->vm_start, new->vm_end, &prev,
				   &rb_link, &rb_parent)))
		goto out;
	__vma_link(mm, new, prev, rb_link, rb_parent);
	if (new->vm_file) {
		struct address_space *mapping = new->vm_file->f_mapping;

		if (new->vm_flags & VM_SHARED)
			mapping_allow_writable(mapping);
		vma_interval_tree_insert(new, &mapping->i_mmap);
	}
	mm->map_count++;
out:
	vma_unlock_rmap(vma);
}

/**
 * __split_vma() - make two areas of one, without a look at max_map_count
 * @mm: the address space
 * @vma: the area
 * @addr: the new border, inside the area
 * @new_below: is the new area the lower part? @vma keeps the other one
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: 0, -ENOMEM, or what vm_ops->split() says.
 */
int __split_vma(struct mm_struct *mm, struct vm_area_struct *vma,
		unsigned long addr, int new_below)
{
	struct vm_area_struct *new;
	int err;

	if (vma->vm_ops && vma->vm_ops->split) {
		err = vma->vm_ops->split(vma, addr);
		if (err)
			return err;
	}
	new = vm_area_dup(vma);
	if (!new)
		return -ENOMEM;
	if (new_below) {
		new->vm_end = addr;
	} else {
		new->vm_start = addr;
		new->vm_pgoff += (addr - vma->vm_start) >> PAGE_SHIFT;
	}
	anon_vma_clone(new, vma);
	if (new->vm_file)
		get_file(new->vm_file);
	if (new->vm_ops && new->vm_ops->open)
		new->vm_ops->open(new);

	vma_link_part(vma, new, new_below);
	return 0;
}

/**
 * split_vma() - make two areas of one
 * @mm: the address space
 * @vma: the area
 * @addr: the new border, inside the area
 * @new_below: is the new area the lower part? @vma keeps the other one
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: 0, -ENOMEM (also for too many areas), or vm_ops->split()'s error.
 */
int split_vma(struct mm_struct *mm, struct vm_area_struct *vma,
	      unsigned long addr, int new_below)
{
	if (mm->map_count >= sysctl_max_map_count)
		return -ENOMEM;
	return __split_vma(mm, vma, addr, new_below);
}

/* A copy of @vma at @addr, not merged with anything. */
static struct vm_area_struct *copy_vma_alone(struct vm_area_struct *vma,
					     unsigned long addr,
					     unsigned long len, pgoff_t pgoff)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *prev;
	struct vm_area_struct *new;
	struct rb_node **rb_link;
	struct rb_node *rb_parent;

	if (find_vma_links(mm, addr, addr + len, &prev, &rb_link, &rb_parent))
		return NULL;
	new = vm_area_dup(vma);
	if (!new)
		return NULL;
	new->vm_start = addr;
	new->vm_end = addr + len;
	new->vm_pgoff = pgoff;
	anon_vma_clone(new, vma);
	if (new->vm_file)
		get_file(new->vm_file);
	if (new->vm_ops && new->vm_ops->open)
		new->vm_ops->open(new);
	vma_link(mm, new, prev, rb_link, rb_parent);
	return new;
}

/**
 * copy_vma() - an area for mremap() to move pages to
 * @vmap: the old area; changed when it was merged into the result
 * @addr: where to
 * @len: bytes
 * @pgoff: page of the file at @addr
 * @need_rmap_locks: gets whether rmap walkers could miss pages on their way
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: the area that covers [@addr, @addr + @len), or NULL.
 */
struct vm_area_struct *copy_vma(struct vm_area_struct **vmap,
				unsigned long addr, unsigned long len,
				pgoff_t pgoff, bool *need_rmap_locks)
{
	struct vm_area_struct *vma = *vmap;
	unsigned long vma_start = vma->vm_start;
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *prev;
	struct vm_area_struct *new;
	struct rb_node **rb_link;
	struct rb_node *rb_parent;
	bool faulted = true;

	/* Without pages the offset may start anew, so that it can merge. */
	if (unlikely(vma_is_anonymous(vma) && !vma->anon_vma)) {
		pgoff = addr >> PAGE_SHIFT;
		faulted = false;
	}
	if (find_vma_links(mm, addr, addr + len, &prev, &rb_link, &rb_parent))
		return NULL;
	new = vma_merge(mm, prev, addr, addr + len, vma->vm_flags,
			vma->anon_vma, vma->vm_file, pgoff);
	if (!new) {
		/* The copy comes last in list and tree. */
		*need_rmap_locks = false;
		return copy_vma_alone(vma, addr, len, pgoff);
	}
	/* The source itself may have grown: it has the offset for that. */
	if (unlikely(vma_start >= new->vm_start && vma_start < new->vm_end)) {
		WARN_ON_ONCE(faulted);
		*vmap = new;
	}
	/* Walkers may meet the merged area before the old one. */
	*need_rmap_locks = true;
	return new;
}
