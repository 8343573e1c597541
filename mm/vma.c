// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vma.c - the areas of an address space: a list, a tree, and its gaps
 *
 * Every user address that means something lies in exactly one vm_area_struct.
 * They hang together twice: mm->mmap is a list in address order, mm->mm_rb a
 * red-black tree for look-up.  Each tree node also carries the largest gap
 * between two neighbours in its subtree (rb_subtree_gap), so that a free
 * range is found without walking the list:
 *
 *	 list   [a]----[b][c]---------[d]
 *	 gap    a:0   b:4  c:0        d:9       subtree of b: max(0, 4, 0..9)
 *
 * I1         Areas do not overlap; vm_start < vm_end, both page aligned.
 * I2         List order == tree order == address order; map_count areas.
 * I3         rb_subtree_gap is the largest vm_start_gap(v) - v->vm_prev->vm_end
 *            over all v of the subtree (vm_prev missing: address 0).
 * I4         highest_vm_end is the vm_end of the last area, 0 without areas.
 * I5         An area with vm_file is in vm_file->f_mapping->i_mmap.
 * Locking    mmap_sem for writing to change, for reading to look; stacks grow
 *            under mmap_sem(R) + page_table_lock (mm/mmap.c).
 *            i_mmap_rwsem: I5.
 * Lifetime   vm_area_alloc() .. vm_area_free(); an area holds its vm_file.
 * Entry      vm_area_alloc() vm_area_dup() vm_area_free() find_vma()
 *            find_vma_prev() find_vma_links() vma_link() insert_vm_struct()
 *            unmapped_area() unmapped_area_topdown() detach_vmas()
 *            remove_vma()
 * Mirrors: Linux 4.6 mm/mmap.c; merging and splitting are in mm/vma_merge.c.
 * Simpler than Linux in: no vmacache, no memory policies.
 */
#include "vma.h"
#include "memory.h"

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mman.h>
#include <linux/rbtree_augmented.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>

static struct kmem_cache *vm_area_cachep;

#define rb_to_vma(node)	rb_entry(node, struct vm_area_struct, vm_rb)

/**
 * vm_area_alloc() - a new area without place or backing
 * @mm: the address space it will belong to
 *
 * Context: may sleep.
 * Return: the area, all other fields zero, or NULL.
 */
struct vm_area_struct *vm_area_alloc(struct mm_struct *mm)
{
	struct vm_area_struct *vma;

	vma = kmem_cache_zalloc(vm_area_cachep, GFP_KERNEL);
	if (vma) {
		vma->vm_mm = mm;
		INIT_LIST_HEAD(&vma->anon_vma_node);
	}
	return vma;
}

/**
 * vm_area_dup() - a copy of an area, in no tree and no list
 * @orig: the original; its references (vm_file) are not taken
 *
 * Context: may sleep; mmap_sem held.
 * Return: the copy or NULL.
 */
struct vm_area_struct *vm_area_dup(struct vm_area_struct *orig)
{
	struct vm_area_struct *new;

	new = kmem_cache_alloc(vm_area_cachep, GFP_KERNEL);
	if (new) {
		*new = *orig;
		INIT_LIST_HEAD(&new->anon_vma_node);
		new->vm_next = new->vm_prev = NULL;
	}
	return new;
}

/**
 * vm_area_free() - give the memory of an area back
 * @vma: the area, in no tree and no list
 *
 * Context: any but interrupt.
 */
void vm_area_free(struct vm_area_struct *vma)
{
	kmem_cache_free(vm_area_cachep, vma);
}

/*
 * Looking up
 */

/**
 * find_vma() - the area an address lies in, or the next one above
 * @mm: the address space
 * @addr: user address
 *
 * Context: mmap_sem held.
 * Return: the first area with addr < vm_end, or NULL.
 */
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	struct rb_node *node = mm->mm_rb.rb_node;
	struct vm_area_struct *found = NULL;

	while (node) {
		struct vm_area_struct *vma = rb_to_vma(node);

		if (addr >= vma->vm_end) {
			node = node->rb_right;
		} else {
			found = vma;
			if (addr >= vma->vm_start)
				break;
			node = node->rb_left;
		}
	}
	return found;
}

/**
 * find_vma_prev() - find_vma(), and the area below the one found
 * @mm: the address space
 * @addr: user address
 * @pprev: gets the last area with vm_end <= addr, or NULL
 *
 * Context: mmap_sem held.
 * Return: as find_vma().
 */
struct vm_area_struct *find_vma_prev(struct mm_struct *mm, unsigned long addr,
				     struct vm_area_struct **pprev)
{
	struct vm_area_struct *vma = find_vma(mm, addr);
	struct rb_node *last;

	if (vma) {
		*pprev = vma->vm_prev;
	} else {
		last = rb_last(&mm->mm_rb);
		*pprev = last ? rb_to_vma(last) : NULL;
	}
	return vma;
}

/**
 * find_vma_links() - where would an area [addr, end) be linked in?
 * @mm: the address space
 * @addr: first address
 * @end: first address beyond
 * @pprev: gets the area below, or NULL
 * @rb_link: gets the child pointer to fill
 * @rb_parent: gets the node it belongs to
 *
 * Context: mmap_sem held.
 * Return: 0, or -ENOMEM when an area is there already (I1).
 */
int find_vma_links(struct mm_struct *mm, unsigned long addr, unsigned long end,
		   struct vm_area_struct **pprev, struct rb_node ***rb_link,
		   struct rb_node **rb_parent)
{
	struct rb_node **link = &mm->mm_rb.rb_node;
	struct vm_area_struct *prev = NULL;
	struct rb_node *parent = NULL;

	while (*link) {
		struct vm_area_struct *vma = rb_to_vma(*link);

		parent = *link;
		if (vma->vm_end > addr) {
			if (vma->vm_start < end)
				return -ENOMEM;
			link = &parent->rb_left;
		} else {
			prev = vma;
			link = &parent->rb_right;
		}
	}
	*pprev = prev;
	*rb_link = link;
	*rb_parent = parent;
	return 0;
}

/*
 * Gaps
 */

static inline unsigned long vma_compute_gap(struct vm_area_struct *vma)
{
	unsigned long start = vm_start_gap(vma);
	unsigned long below = vma->vm_prev ? vma->vm_prev->vm_end : 0;

	return start > below ? start - below : 0;
}

static inline unsigned long subtree_gap(struct rb_node *node)
{
	return node ? rb_to_vma(node)->rb_subtree_gap : 0;
}

static inline unsigned long vma_compute_subtree_gap(struct vm_area_struct *vma)
{
	unsigned long gap = vma_compute_gap(vma);

	gap = max(gap, subtree_gap(vma->vm_rb.rb_left));
	return max(gap, subtree_gap(vma->vm_rb.rb_right));
}

RB_DECLARE_CALLBACKS(static, vma_gap_callbacks, struct vm_area_struct, vm_rb,
		     unsigned long, rb_subtree_gap, vma_compute_subtree_gap);

/**
 * vma_gap_update() - keep I3 after the gap below an area has changed
 * @vma: the area above the gap
 *
 * Context: mmap_sem held for writing, or page_table_lock for stacks.
 */
void vma_gap_update(struct vm_area_struct *vma)
{
	vma_gap_callbacks.propagate(&vma->vm_rb, NULL);
}

/*
 * Linking and unlinking
 */

static void __vma_link_file(struct vm_area_struct *vma)
{
	struct address_space *mapping = vma->vm_file->f_mapping;

	if (vma->vm_flags & VM_SHARED)
		mapping_allow_writable(mapping);
	vma_interval_tree_insert(vma, &mapping->i_mmap);
}

/**
 * __vma_link() - put an area into list and tree
 * @mm: the address space
 * @vma: the area
 * @prev: the area below or NULL
 * @rb_link: from find_vma_links()
 * @rb_parent: from find_vma_links()
 *
 * Context: mmap_sem held for writing.  The caller sees to I5 and map_count.
 */
void __vma_link(struct mm_struct *mm, struct vm_area_struct *vma,
		struct vm_area_struct *prev, struct rb_node **rb_link,
		struct rb_node *rb_parent)
{
	struct vm_area_struct *next = prev ? prev->vm_next : mm->mmap;

	vma->vm_prev = prev;
	vma->vm_next = next;
	if (prev)
		prev->vm_next = vma;
	else
		mm->mmap = vma;

	if (next) {
		next->vm_prev = vma;
		vma_gap_update(next);
	} else {
		mm->highest_vm_end = vma->vm_end;	/* I4 */
	}

	/* The path from the root must be right before the tree rotates. */
	rb_link_node(&vma->vm_rb, rb_parent, rb_link);
	vma->rb_subtree_gap = 0;
	vma_gap_update(vma);
	rb_insert_augmented(&vma->vm_rb, &mm->mm_rb, &vma_gap_callbacks);
}

/**
 * vma_link() - put an area into list, tree and the tree of its file
 * @mm: the address space
 * @vma: the area
 * @prev: the area below or NULL
 * @rb_link: from find_vma_links()
 * @rb_parent: from find_vma_links()
 *
 * Context: mmap_sem held for writing; may sleep.
 */
void vma_link(struct mm_struct *mm, struct vm_area_struct *vma,
	      struct vm_area_struct *prev, struct rb_node **rb_link,
	      struct rb_node *rb_parent)
{
	struct file *file = vma->vm_file;

	if (file)
		i_mmap_lock_write(file->f_mapping);
	__vma_link(mm, vma, prev, rb_link, rb_parent);
	if (file) {
		__vma_link_file(vma);
		i_mmap_unlock_write(file->f_mapping);
	}
	mm->map_count++;
}

/**
 * insert_vm_struct() - put a ready-made area into an address space
 * @mm: the address space
 * @vma: the area; an anonymous one gets its vm_pgoff here
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: 0, or -ENOMEM when the place or the memory is taken.
 */
int insert_vm_struct(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct vm_area_struct *prev;
	struct rb_node **rb_link;
	struct rb_node *rb_parent;

	if (find_vma_links(mm, vma->vm_start, vma->vm_end, &prev, &rb_link,
			   &rb_parent))
		return -ENOMEM;
	if ((vma->vm_flags & VM_ACCOUNT) &&
	    security_vm_enough_memory_mm(mm, vma_pages(vma)))
		return -ENOMEM;

	/* So that it can merge with others; see mm/vma_merge.c. */
	if (vma_is_anonymous(vma))
		vma->vm_pgoff = vma->vm_start >> PAGE_SHIFT;
	vma_link(mm, vma, prev, rb_link, rb_parent);
	return 0;
}

/**
 * unlink_file_vma() - take an area out of the tree of its file
 * @vma: the area; unmapping by truncate cannot find it from now on
 *
 * Context: mmap_sem held for writing, or the last user; may sleep.
 */
void unlink_file_vma(struct vm_area_struct *vma)
{
	struct file *file = vma->vm_file;
	struct address_space *mapping;

	if (!file)
		return;
	mapping = file->f_mapping;
	i_mmap_lock_write(mapping);
	if (vma->vm_flags & VM_SHARED)
		mapping_unmap_writable(mapping);
	vma_interval_tree_remove(vma, &mapping->i_mmap);
	i_mmap_unlock_write(mapping);
}

/**
 * remove_vma() - close and free an area that is unlinked everywhere
 *
 * Context: process context, may sleep.
 * Return: the area that followed it in the list.
 */
struct vm_area_struct *remove_vma(struct vm_area_struct *vma)
{
	struct vm_area_struct *next = vma->vm_next;

	might_sleep();
	if (vma->vm_ops && vma->vm_ops->close)
		vma->vm_ops->close(vma);
	if (vma->vm_file)
		fput(vma->vm_file);
	vm_area_free(vma);
	return next;
}

/**
 * detach_vmas() - cut a run of areas out of list and tree
 * @mm: the address space
 * @vma: the first one; the run stays linked by vm_next, ended by NULL
 * @prev: the area below it, or NULL
 * @end: the run is what starts below this address
 *
 * Context: mmap_sem held for writing.
 */
void detach_vmas(struct mm_struct *mm, struct vm_area_struct *vma,
		 struct vm_area_struct *prev, unsigned long end)
{
	struct vm_area_struct **insertion;
	struct vm_area_struct *tail = NULL;

	insertion = prev ? &prev->vm_next : &mm->mmap;
	vma->vm_prev = NULL;
	do {
		rb_erase_augmented(&vma->vm_rb, &mm->mm_rb,
				   &vma_gap_callbacks);
		mm->map_count--;
		tail = vma;
		vma = vma->vm_next;
	} while (vma && vma->vm_start < end);

	*insertion = vma;
	if (vma) {
		vma->vm_prev = prev;
		vma_gap_update(vma);
	} else {
		mm->highest_vm_end = prev ? prev->vm_end : 0;
	}
	tail->vm_next = NULL;
}

/*
 * Finding a place
 */

/**
 * unmapped_area() - the lowest gap that is large enough
 * @info: length, limits and alignment
 *
 * Context: mmap_sem held for writing.
 * Return: an address or -ENOMEM.
 */
unsigned long unmapped_area(struct vm_unmapped_area_info *info)
{
	struct mm_struct *mm = current->mm;
	unsigned long length = info->length + info->align_mask;
	unsigned long gap_start = info->low_limit;
	struct vm_area_struct *vma;

	/* With alignment in the length, any gap of that size will do. */
	if (length < info->length || info->high_limit < length ||
	    info->low_limit > info->high_limit - length)
		return -ENOMEM;

	for (vma = find_vma(mm, gap_start); vma; vma = vma->vm_next) {
		if (vm_start_gap(vma) >= gap_start + length)
			break;
		gap_start = max(gap_start, vma->vm_end);
		if (gap_start > info->high_limit - length)
			return -ENOMEM;
	}
	gap_start += (info->align_offset - gap_start) & info->align_mask;
	return gap_start;
}

/* The highest area of @node's subtree with a gap of @length below it. */
static struct vm_area_struct *last_gap_in_subtree(struct rb_node *node,
						  unsigned long length)
{
	for (;;) {
		struct vm_area_struct *vma = rb_to_vma(node);

		if (subtree_gap(node->rb_right) >= length)
			node = node->rb_right;
		else if (vma_compute_gap(vma) >= length)
			return vma;
		else
			node = node->rb_left;
	}
}

/* The next lower area with a gap of @length below it, or NULL. */
static struct vm_area_struct *prev_gap(struct vm_area_struct *vma,
				       unsigned long length)
{
	struct rb_node *node = &vma->vm_rb;
	struct rb_node *child;

	if (subtree_gap(node->rb_left) >= length)
		return last_gap_in_subtree(node->rb_left, length);
	for (;;) {
		/* Climb until we come from a right child. */
		do {
			child = node;
			node = rb_parent(node);
			if (!node)
				return NULL;
		} while (node->rb_left == child);

		vma = rb_to_vma(node);
		if (vma_compute_gap(vma) >= length)
			return vma;
		if (subtree_gap(node->rb_left) >= length)
			return last_gap_in_subtree(node->rb_left, length);
	}
}

/* The highest usable gap below @limit: its end, or 0 when there is none. */
static unsigned long topdown_gap_end(struct mm_struct *mm, unsigned long limit,
				     unsigned long low, unsigned long length)
{
	struct vm_area_struct *vma = find_vma(mm, limit - 1);
	unsigned long end = limit;
	unsigned long below;

	/* First the gap that the limit lies in or above. */
	if (vma) {
		end = min(end, vm_start_gap(vma));
		below = vma->vm_prev ? vma->vm_prev->vm_end : 0;
	} else {
		below = mm->highest_vm_end;
	}
	if (end >= length && end - length >= max(below, low))
		return end;

	/* Then those of the tree that lie lower. */
	if (vma)
		vma = prev_gap(vma, length);
	else if (mm->mm_rb.rb_node && subtree_gap(mm->mm_rb.rb_node) >= length)
		vma = last_gap_in_subtree(mm->mm_rb.rb_node, length);
	if (!vma || vm_start_gap(vma) - length < low)
		return 0;
	return vm_start_gap(vma);
}

/**
 * unmapped_area_topdown() - the highest gap that is large enough
 * @info: length, limits and alignment
 *
 * Context: mmap_sem held for writing.
 * Return: an address or -ENOMEM.
 */
unsigned long unmapped_area_topdown(struct vm_unmapped_area_info *info)
{
	unsigned long length = info->length + info->align_mask;
	unsigned long end;

	if (length < info->length || info->high_limit < length ||
	    info->low_limit > info->high_limit - length)
		return -ENOMEM;
	end = topdown_gap_end(current->mm, info->high_limit, info->low_limit,
			      length);
	if (!end)
		return -ENOMEM;
	end -= info->length;
	return end - ((end - info->align_offset) & info->align_mask);
}

/**
 * mmap_init() - the cache of areas, and what depends on the size of RAM
 *
 * Context: boot, after kmem_cache_init().
 */
void __init mmap_init(void)
{
	vm_area_cachep = KMEM_CACHE(vm_area_struct, SLAB_PANIC);
	init_zero_pfn();
	overcommit_init();
}
