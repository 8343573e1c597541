/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pagemap.h - the page cache: pages of files by (mapping, index)
 *
 * Finding: find_get_page() under RCU with a speculative reference.
 * Making: find_or_create_page(), grab_cache_page(), add_to_page_cache_lru().
 * Lock order: page lock > mapping->tree_lock (irq-safe).
 *
 * Mirrors: Linux 4.6 include/linux/pagemap.h.
 */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/bitops.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/hardirq.h>
#include <linux/highmem.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/wait_bit.h>

/* mapping->flags: these bits, and the gfp mask below them */
enum mapping_flags {
	AS_EIO		= __GFP_BITS_SHIFT + 0,	/* IO error on async write */
	AS_ENOSPC	= __GFP_BITS_SHIFT + 1,	/* ENOSPC on async write */
	AS_MM_ALL_LOCKS	= __GFP_BITS_SHIFT + 2,
	AS_UNEVICTABLE	= __GFP_BITS_SHIFT + 3,	/* ramfs */
	AS_EXITING	= __GFP_BITS_SHIFT + 4,	/* final truncate in progress */
};

static inline void mapping_set_error(struct address_space *mapping, int error)
{
	if (likely(!error))
		return;
	errseq_set(&mapping->wb_err, error);
	set_bit(error == -ENOSPC ? AS_ENOSPC : AS_EIO, &mapping->flags);
}

static inline void mapping_set_unevictable(struct address_space *mapping)
{
	set_bit(AS_UNEVICTABLE, &mapping->flags);
}

static inline void mapping_clear_unevictable(struct address_space *mapping)
{
	clear_bit(AS_UNEVICTABLE, &mapping->flags);
}

static inline int mapping_unevictable(struct address_space *mapping)
{
	return mapping && test_bit(AS_UNEVICTABLE, &mapping->flags);
}

static inline void mapping_set_exiting(struct address_space *mapping)
{
	set_bit(AS_EXITING, &mapping->flags);
}

static inline int mapping_exiting(struct address_space *mapping)
{
	return test_bit(AS_EXITING, &mapping->flags);
}

static inline gfp_t mapping_gfp_mask(struct address_space *mapping)
{
	return (__force gfp_t)mapping->flags & __GFP_BITS_MASK;
}

static inline gfp_t mapping_gfp_constraint(struct address_space *mapping,
					   gfp_t gfp_mask)
{
	return mapping_gfp_mask(mapping) & gfp_mask;
}

/* Only before the mapping is in use. */
static inline void mapping_set_gfp_mask(struct address_space *m, gfp_t mask)
{
	m->flags = (m->flags & ~(__force unsigned long)__GFP_BITS_MASK) |
		   (__force unsigned long)mask;
}

static inline gfp_t readahead_gfp_mask(struct address_space *x)
{
	return mapping_gfp_mask(x) | __GFP_COLD | __GFP_NORETRY | __GFP_NOWARN;
}

static inline struct page *__page_cache_alloc(gfp_t gfp)
{
	return alloc_page(gfp);
}

#define page_cache_alloc(x)	__page_cache_alloc(mapping_gfp_mask(x))
#define page_cache_get_speculative(page) get_page_unless_zero(page)

/* pagecache_get_page() */
#define FGP_ACCESSED	0x00000001	/* mark_page_accessed() */
#define FGP_LOCK	0x00000002	/* hand it out locked */
#define FGP_CREAT	0x00000004	/* make it if it is not there */
#define FGP_WRITE	0x00000008
#define FGP_NOFS	0x00000010
#define FGP_NOWAIT	0x00000020	/* trylock */

struct page *find_get_entry(struct address_space *mapping, pgoff_t offset);
struct page *find_lock_entry(struct address_space *mapping, pgoff_t offset);
struct page *pagecache_get_page(struct address_space *mapping, pgoff_t offset,
				int fgp_flags, gfp_t cache_gfp_mask);
unsigned int find_get_entries(struct address_space *mapping, pgoff_t start,
			      unsigned int nr_entries, struct page **entries,
			      pgoff_t *indices);
unsigned int find_get_pages(struct address_space *mapping, pgoff_t start,
			    unsigned int nr_pages, struct page **pages);
unsigned int find_get_pages_tag(struct address_space *mapping, pgoff_t *index,
				int tag, unsigned int nr_pages,
				struct page **pages);
pgoff_t page_cache_next_hole(struct address_space *mapping, pgoff_t index,
			     unsigned long max_scan);

/**
 * find_get_page() - look a page up
 * @mapping: the file's pages
 * @offset: index of the page
 *
 * Return: the page with a reference taken, or NULL.
 */
static inline struct page *find_get_page(struct address_space *mapping,
					 pgoff_t offset)
{
	return pagecache_get_page(mapping, offset, 0, 0);
}

static inline struct page *find_get_page_flags(struct address_space *mapping,
					       pgoff_t offset, int fgp_flags)
{
	return pagecache_get_page(mapping, offset, fgp_flags, 0);
}

static inline struct page *find_lock_page(struct address_space *mapping,
					  pgoff_t offset)
{
	return pagecache_get_page(mapping, offset, FGP_LOCK, 0);
}

static inline struct page *find_or_create_page(struct address_space *mapping,
					       pgoff_t offset, gfp_t gfp_mask)
{
	return pagecache_get_page(mapping, offset,
				  FGP_LOCK | FGP_ACCESSED | FGP_CREAT,
				  gfp_mask);
}

static inline struct page *grab_cache_page(struct address_space *mapping,
					   pgoff_t index)
{
	return find_or_create_page(mapping, index, mapping_gfp_mask(mapping));
}

static inline struct page *
grab_cache_page_nowait(struct address_space *mapping, pgoff_t index)
{
	return pagecache_get_page(mapping, index,
				  FGP_LOCK | FGP_CREAT | FGP_NOFS | FGP_NOWAIT,
				  mapping_gfp_mask(mapping));
}

struct page *grab_cache_page_write_begin(struct address_space *mapping,
					 pgoff_t index, unsigned flags);

typedef int filler_t(void *, struct page *);
struct page *read_cache_page(struct address_space *mapping, pgoff_t index,
			     filler_t *filler, void *data);
struct page *read_cache_page_gfp(struct address_space *mapping, pgoff_t index,
				 gfp_t gfp_mask);
int read_cache_pages(struct address_space *mapping, struct list_head *pages,
		     filler_t *filler, void *data);

static inline struct page *read_mapping_page(struct address_space *mapping,
					     pgoff_t index, void *data)
{
	filler_t *filler = (filler_t *)(void *)mapping->a_ops->readpage;

	return read_cache_page(mapping, index, filler, data);
}

/* Offset in the file, in bytes and in pages. */
static inline loff_t page_offset(struct page *page)
{
	return (loff_t)page->index << PAGE_SHIFT;
}

/*
 * The page lock
 */
void __lock_page(struct page *page);
int __lock_page_killable(struct page *page);
int __lock_page_or_retry(struct page *page, struct mm_struct *mm,
			 unsigned int flags);
void unlock_page(struct page *page);

static inline int trylock_page(struct page *page)
{
	return likely(!test_and_set_bit_lock(PG_locked, &page->flags));
}

static inline void __SetPageLockedNew(struct page *page)
{
	__set_bit(PG_locked, &page->flags);
}

/* Sleeps; never with a spinlock held. */
static inline void lock_page(struct page *page)
{
	might_sleep();
	if (!trylock_page(page))
		__lock_page(page);
}

static inline int lock_page_killable(struct page *page)
{
	might_sleep();
	if (!trylock_page(page))
		return __lock_page_killable(page);
	return 0;
}

static inline int lock_page_or_retry(struct page *page, struct mm_struct *mm,
				     unsigned int flags)
{
	might_sleep();
	return trylock_page(page) || __lock_page_or_retry(page, mm, flags);
}

void pagecache_init(void);
void wait_on_page_bit(struct page *page, int bit_nr);
int wait_on_page_bit_killable(struct page *page, int bit_nr);

static inline void wait_on_page_locked(struct page *page)
{
	if (PageLocked(page))
		wait_on_page_bit(page, PG_locked);
}

static inline int wait_on_page_locked_killable(struct page *page)
{
	if (!PageLocked(page))
		return 0;
	return wait_on_page_bit_killable(page, PG_locked);
}

static inline void wait_on_page_writeback(struct page *page)
{
	if (PageWriteback(page))
		wait_on_page_bit(page, PG_writeback);
}

void end_page_writeback(struct page *page);
void wait_for_stable_page(struct page *page);
void page_endio(struct page *page, int rw, int err);

/*
 * In and out of the cache
 */
int add_to_page_cache_locked(struct page *page, struct address_space *mapping,
			     pgoff_t index, gfp_t gfp_mask);
int add_to_page_cache_lru(struct page *page, struct address_space *mapping,
			  pgoff_t index, gfp_t gfp_mask);
void delete_from_page_cache(struct page *page);
void __delete_from_page_cache(struct page *page, void *shadow);

/* As add_to_page_cache_locked(), and locks the page, which must be new. */
static inline int add_to_page_cache(struct page *page,
				    struct address_space *mapping,
				    pgoff_t offset, gfp_t gfp_mask)
{
	int error;

	__SetPageLockedNew(page);
	error = add_to_page_cache_locked(page, mapping, offset, gfp_mask);
	if (unlikely(error))
		__ClearPageLocked(page);
	return error;
}

static inline unsigned long dir_pages(struct inode *inode)
{
	return (unsigned long)(inode->i_size + PAGE_SIZE - 1) >> PAGE_SHIFT;
}

/*
 * Touch each page of a user buffer, so that a copy under the page lock
 * rarely faults.  0 or -EFAULT.
 */
int fault_in_pages_readable(const char __user *uaddr, size_t size);

/* mm/truncate.c */
unsigned long invalidate_mapping_pages(struct address_space *mapping,
				       pgoff_t start, pgoff_t end);
int invalidate_inode_pages2(struct address_space *mapping);
int invalidate_inode_pages2_range(struct address_space *mapping,
				  pgoff_t start, pgoff_t end);

#endif /* _LINUX_PAGEMAP_H */
