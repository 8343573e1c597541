/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/highmem.h - access to the contents of pages
 *
 * All RAM is in the direct map, so kmap() is page_address(); the names are
 * kept for code that is written against them.
 */
#ifndef _LINUX_HIGHMEM_H
#define _LINUX_HIGHMEM_H

#include <linux/mm.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#define kmap(page)		page_address(page)
#define kunmap(page)		((void)(page))

static inline void *kmap_atomic(struct page *page)
{
	pagefault_disable();
	return page_address(page);
}

static inline void __kunmap_atomic(void *addr)
{
	pagefault_enable();
}
#define kunmap_atomic(addr)	__kunmap_atomic(addr)

static inline void clear_highpage(struct page *page)
{
	clear_page(page_address(page));
}

static inline void copy_highpage(struct page *to, struct page *from)
{
	copy_page(page_address(to), page_address(from));
}

static inline void copy_user_highpage(struct page *to, struct page *from,
				      unsigned long vaddr,
				      struct vm_area_struct *vma)
{
	copy_page(page_address(to), page_address(from));
}

static inline void zero_user_segments(struct page *page,
				      unsigned start1, unsigned end1,
				      unsigned start2, unsigned end2)
{
	char *kaddr = page_address(page);

	BUG_ON(end1 > PAGE_SIZE || end2 > PAGE_SIZE);
	if (end1 > start1)
		memset(kaddr + start1, 0, end1 - start1);
	if (end2 > start2)
		memset(kaddr + start2, 0, end2 - start2);
}

static inline void zero_user_segment(struct page *page, unsigned start,
				     unsigned end)
{
	zero_user_segments(page, start, end, 0, 0);
}

static inline void zero_user(struct page *page, unsigned start, unsigned size)
{
	zero_user_segments(page, start, start + size, 0, 0);
}

static inline struct page *alloc_zeroed_user_highpage_movable(
		struct vm_area_struct *vma, unsigned long vaddr)
{
	return alloc_page(GFP_HIGHUSER_MOVABLE | __GFP_ZERO);
}

#endif /* _LINUX_HIGHMEM_H */
