/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm/vma.h - the tree of areas, for those who change it (mm/ only)
 */
#ifndef _MM_VMA_H
#define _MM_VMA_H

#include <linux/mm.h>

/* mm/vma.c */
int find_vma_links(struct mm_struct *mm, unsigned long addr, unsigned long end,
		   struct vm_area_struct **pprev, struct rb_node ***rb_link,
		   struct rb_node **rb_parent);
void __vma_link(struct mm_struct *mm, struct vm_area_struct *vma,
		struct vm_area_struct *prev, struct rb_node **rb_link,
		struct rb_node *rb_parent);
void vma_link(struct mm_struct *mm, struct vm_area_struct *vma,
	      struct vm_area_struct *prev, struct rb_node **rb_link,
	      struct rb_node *rb_parent);
void vma_gap_update(struct vm_area_struct *vma);
void unlink_file_vma(struct vm_area_struct *vma);
struct vm_area_struct *remove_vma(struct vm_area_struct *vma);
void detach_vmas(struct mm_struct *mm, struct vm_area_struct *vma,
		 struct vm_area_struct *prev, unsigned long end);

/* mm/vma_merge.c */
int __split_vma(struct mm_struct *mm, struct vm_area_struct *vma,
		unsigned long addr, int new_below);
struct anon_vma *find_mergeable_anon_vma(struct vm_area_struct *vma);

/* mm/vma_prot.c */
bool vma_wants_writenotify(struct vm_area_struct *vma);

/* mm/munmap.c */
void unmap_region(struct mm_struct *mm, struct vm_area_struct *vma,
		  struct vm_area_struct *prev, unsigned long start,
		  unsigned long end);

/* mm/overcommit.c */
int mlock_future_check(struct mm_struct *mm, unsigned long flags,
		       unsigned long len);
int accountable_mapping(struct file *file, vm_flags_t vm_flags);

/* mm/interval_tree.c */
void vma_interval_tree_insert(struct vm_area_struct *node,
			      struct rb_root *root);
void vma_interval_tree_remove(struct vm_area_struct *node,
			      struct rb_root *root);
struct vm_area_struct *vma_interval_tree_iter_first(struct rb_root *root,
						    unsigned long first,
						    unsigned long last);
struct vm_area_struct *vma_interval_tree_iter_next(struct vm_area_struct *node,
						   unsigned long first,
						   unsigned long last);

/* Every area of @root that maps one of the file's pages @first..@last. */
#define vma_interval_tree_foreach(vma, root, first, last)		\
	for (vma = vma_interval_tree_iter_first(root, first, last);	\
	     vma; vma = vma_interval_tree_iter_next(vma, first, last))

static inline unsigned long vma_last_pgoff(struct vm_area_struct *vma)
{
	return vma->vm_pgoff + vma_pages(vma) - 1;
}

#endif /* _MM_VMA_H */
