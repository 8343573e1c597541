/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/page-flags.h - the bits of page->flags, and their accessors
 *
 * Low bits are the flags below; the two top bits hold the zone number.
 * PageX tests, SetPageX and ClearPageX are atomic, __SetPageX
 * and __ClearPageX are for pages that nobody else can see,
 * TestSetPageX and TestClearPageX return the old value.
 *
 * PG_locked       the page lock: I/O in flight, or a change of mapping
 * PG_error        the last I/O on the page failed
 * PG_referenced   used since the LRU scan last looked
 * PG_uptodate     the contents are those of the backing store (or newer)
 * PG_dirty        newer than the backing store
 * PG_lru          on one of the LRU lists (or on its way by a pagevec)
 * PG_active       on the active list
 * PG_slab         owned by a kmem_cache
 * PG_reserved     never given out by the page allocator
 * PG_private      page->private belongs to the file system (buffer heads)
 * PG_writeback    being written to the backing store
 * PG_head         first page of a compound page
 * PG_swapcache    page->private is a swap entry
 * PG_mappedtodisk all blocks are allocated on disk
 * PG_reclaim      to be reclaimed as soon as writeback ends
 * PG_swapbacked   backed by swap or RAM, not by a file
 * PG_unevictable  not reclaimable (ramfs, mlock)
 * PG_mlocked      in a VM_LOCKED area
 *
 * Mirrors: Linux 4.6 include/linux/page-flags.h (no huge page policies).
 */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/mm_types.h>

enum pageflags {
	PG_locked,
	PG_error,
	PG_referenced,
	PG_uptodate,
	PG_dirty,
	PG_lru,
	PG_active,
	PG_slab,
	PG_owner_priv_1,
	PG_arch_1,
	PG_reserved,
	PG_private,
	PG_private_2,
	PG_writeback,
	PG_head,
	PG_swapcache,
	PG_mappedtodisk,
	PG_reclaim,
	PG_swapbacked,
	PG_unevictable,
	PG_mlocked,
	PG_waiters,		/* somebody sleeps on PG_locked or writeback */
	__NR_PAGEFLAGS,
	PG_checked = PG_owner_priv_1,
	PG_hole = PG_arch_1,	/* with PG_reserved: no RAM at this frame */
};

/* The tail of a compound page holds the head's address plus one. */
static inline bool PageTail(const struct page *page)
{
	return READ_ONCE(page->compound_head) & 1;
}

static inline struct page *compound_head(struct page *page)
{
	unsigned long head = READ_ONCE(page->compound_head);

	if (unlikely(head & 1))
		return (struct page *)(head - 1);
	return page;
}

#define TESTPAGEFLAG(uname, lname)					\
static inline int Page##uname(const struct page *page)			\
	{ return test_bit(PG_##lname, &page->flags); }
#define SETPAGEFLAG(uname, lname)					\
static inline void SetPage##uname(struct page *page)			\
	{ set_bit(PG_##lname, &page->flags); }
#define CLEARPAGEFLAG(uname, lname)					\
static inline void ClearPage##uname(struct page *page)			\
	{ clear_bit(PG_##lname, &page->flags); }
#define __SETPAGEFLAG(uname, lname)					\
static inline void __SetPage##uname(struct page *page)			\
	{ __set_bit(PG_##lname, &page->flags); }
#define __CLEARPAGEFLAG(uname, lname)					\
static inline void __ClearPage##uname(struct page *page)		\
	{ __clear_bit(PG_##lname, &page->flags); }
#define TESTSETFLAG(uname, lname)					\
static inline int TestSetPage##uname(struct page *page)			\
	{ return test_and_set_bit(PG_##lname, &page->flags); }
#define TESTCLEARFLAG(uname, lname)					\
static inline int TestClearPage##uname(struct page *page)		\
	{ return test_and_clear_bit(PG_##lname, &page->flags); }

#define PAGEFLAG(uname, lname)						\
	TESTPAGEFLAG(uname, lname)					\
	SETPAGEFLAG(uname, lname) __SETPAGEFLAG(uname, lname)		\
	CLEARPAGEFLAG(uname, lname) __CLEARPAGEFLAG(uname, lname)
#define TESTSCFLAG(uname, lname)					\
	TESTSETFLAG(uname, lname) TESTCLEARFLAG(uname, lname)

PAGEFLAG(Locked, locked) TESTSETFLAG(Locked, locked)
PAGEFLAG(Error, error) TESTCLEARFLAG(Error, error)
PAGEFLAG(Referenced, referenced) TESTCLEARFLAG(Referenced, referenced)
PAGEFLAG(Dirty, dirty) TESTSCFLAG(Dirty, dirty)
PAGEFLAG(LRU, lru) TESTCLEARFLAG(LRU, lru)
PAGEFLAG(Active, active) TESTCLEARFLAG(Active, active)
PAGEFLAG(Slab, slab)
PAGEFLAG(Checked, checked)
PAGEFLAG(Reserved, reserved)
PAGEFLAG(Private, private) TESTSCFLAG(Private, private)
PAGEFLAG(Private2, private_2) TESTSCFLAG(Private2, private_2)
PAGEFLAG(Writeback, writeback) TESTSCFLAG(Writeback, writeback)
PAGEFLAG(Head, head)
PAGEFLAG(SwapCache, swapcache)
PAGEFLAG(MappedToDisk, mappedtodisk)
PAGEFLAG(Reclaim, reclaim) TESTCLEARFLAG(Reclaim, reclaim)
/* PG_reclaim means, on a clean page: readahead goes on when it is used. */
PAGEFLAG(Readahead, reclaim) TESTCLEARFLAG(Readahead, reclaim)
PAGEFLAG(SwapBacked, swapbacked)
PAGEFLAG(Unevictable, unevictable) TESTCLEARFLAG(Unevictable, unevictable)
PAGEFLAG(Mlocked, mlocked) TESTSCFLAG(Mlocked, mlocked)
PAGEFLAG(Waiters, waiters)

/*
 * PG_uptodate orders: whoever sees it set also sees the data that was
 * written to the page before it was set.
 */
static inline int PageUptodate(const struct page *page)
{
	int ret = test_bit(PG_uptodate, &page->flags);

	if (ret)
		smp_rmb();
	return ret;
}

static inline void __SetPageUptodate(struct page *page)
{
	smp_wmb();
	__set_bit(PG_uptodate, &page->flags);
}

static inline void SetPageUptodate(struct page *page)
{
	smp_wmb();
	set_bit(PG_uptodate, &page->flags);
}

CLEARPAGEFLAG(Uptodate, uptodate)

static inline bool PageCompound(const struct page *page)
{
	return PageHead(page) || PageTail(page);
}

/*
 * The low bits of page->mapping: an anon_vma instead of an address_space.
 */
#define PAGE_MAPPING_ANON	1UL
#define PAGE_MAPPING_KSM	2UL
#define PAGE_MAPPING_FLAGS	(PAGE_MAPPING_ANON | PAGE_MAPPING_KSM)

static inline int PageAnon(const struct page *page)
{
	return ((unsigned long)page->mapping & PAGE_MAPPING_ANON) != 0;
}

/* page->_mapcount of a page at the head of a free block in the buddy. */
#define PAGE_BUDDY_MAPCOUNT_VALUE	(-128)

static inline int PageBuddy(const struct page *page)
{
	return atomic_read(&page->_mapcount) == PAGE_BUDDY_MAPCOUNT_VALUE;
}

static inline void __SetPageBuddy(struct page *page)
{
	atomic_set(&page->_mapcount, PAGE_BUDDY_MAPCOUNT_VALUE);
}

static inline void __ClearPageBuddy(struct page *page)
{
	atomic_set(&page->_mapcount, -1);
}

/* A page that is freed with one of these set is a bug somewhere. */
#define PAGE_FLAGS_CHECK_AT_FREE \
	(1UL << PG_lru | 1UL << PG_locked | 1UL << PG_private | \
	 1UL << PG_private_2 | 1UL << PG_writeback | 1UL << PG_reserved | \
	 1UL << PG_slab | 1UL << PG_swapcache | 1UL << PG_active | \
	 1UL << PG_unevictable | 1UL << PG_mlocked)

#define PAGE_FLAGS_CHECK_AT_PREP ((1UL << __NR_PAGEFLAGS) - 1)

#endif /* _LINUX_PAGE_FLAGS_H */
