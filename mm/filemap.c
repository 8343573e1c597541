// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/filemap.c - the page cache: pages of files, by mapping and index
 *
 *	inode -> address_space -> page_tree (radix tree) -> page
 *	                   ^--------- page->mapping, page->index ----|
 *
 * I1         a page in the tree has mapping and index set before it gets
 *            there, and one reference for being there.
 * I2         mapping is only cleared, and index only changed, with the page
 *            locked and after the page left the tree: who has the page lock
 *            and sees the mapping it expects, holds the page in the cache.
 * I3         a page found without a lock is nobody's until a reference could
 *            be taken (the count was not 0) and the slot still has it.
 * Lookup     RCU, find_get_entry(): slot, speculative reference, slot again.
 * Locking    page lock > tree_lock (interrupts off): the tree, nrpages.
 *            Order: i_mmap_rwsem > page lock > tree_lock; see also mm/rmap.c.
 * Lifetime   in the tree: 1 reference, dropped by delete_from_page_cache().
 * Entry      find_get_page() find_or_create_page() add_to_page_cache_lru()
 *            delete_from_page_cache() read_cache_page()
 *
 * Mirrors: Linux 4.6 mm/filemap.c.  The page lock is in mm/page_wait.c, reading
 * and writing in mm/filemap_rw.c, mapping in mm/filemap_mmap.c, lookups of many
 * pages in mm/filemap_gang.c.
 * Simpler than Linux in: no huge pages; shadow entries are understood, but
 * nobody makes them before there is reclaim.
 */
#include <linux/pagemap.h>

#include <linux/backing-dev.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/radix-tree.h>
#include <linux/swap.h>
#include <linux/writeback.h>

#include "internal.h"

/*
 * In and out of the tree.  tree_lock is held.
 */
static int page_cache_tree_insert(struct address_space *mapping,
				  struct page *page)
{
	struct radix_tree_node *node;
	void **slot;
	int error;

	error = __radix_tree_create(&mapping->page_tree, page->index, &node,
				    &slot);
	if (error)
		return error;
	if (*slot) {
		if (!radix_tree_exceptional_entry(*slot))
			return -EEXIST;
		mapping->nrexceptional--;
		radix_tree_replace_slot(slot, page);
	} else {
		if (node)
			node->count++;
		rcu_assign_pointer(*slot, page);
	}
	mapping->nrpages++;
	return 0;
}

static void page_cache_tree_delete(struct address_space *mapping,
				   struct page *page, void *shadow)
{
	unsigned int tag;
	void **slot;

	if (!shadow) {
		radix_tree_delete(&mapping->page_tree, page->index);
	} else {
		for (tag = 0; tag < RADIX_TREE_MAX_TAGS; tag++)
			radix_tree_tag_clear(&mapping->page_tree, page->index,
					     tag);
		slot = radix_tree_lookup_slot(&mapping->page_tree,
					      page->index);
		radix_tree_replace_slot(slot, shadow);
		mapping->nrexceptional++;
		/* Final truncate must see one of the two counts. */
		smp_wmb();
	}
	mapping->nrpages--;
}

/**
 * __delete_from_page_cache() - take a page out of the tree
 * @page: locked; its reference for being there becomes the caller's
 * @shadow: exceptional entry to leave in its place, or NULL
 *
 * Context: tree_lock held, interrupts off.
 */
void __delete_from_page_cache(struct page *page, void *shadow)
{
	struct address_space *mapping = page->mapping;

	page_cache_tree_delete(mapping, page, shadow);
	page->mapping = NULL;	/* index stays: truncation looks at it */

	dec_zone_page_state(page, NR_FILE_PAGES);
	if (PageSwapBacked(page))
		dec_zone_page_state(page, NR_SHMEM);
	/* Nobody could write it back any more: it is not dirty either. */
	if (WARN_ON_ONCE(PageDirty(page)))
		account_page_cleaned(page, mapping);
}

/**
 * delete_from_page_cache() - the page leaves the cache
 * @page: locked, in the cache, clean
 *
 * Context: process context.
 */
void delete_from_page_cache(struct page *page)
{
	struct address_space *mapping = page->mapping;
	void (*freepage)(struct page *page) = mapping->a_ops->freepage;
	unsigned long flags;

	spin_lock_irqsave(&mapping->tree_lock, flags);
	__delete_from_page_cache(page, NULL);
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	if (freepage)
		freepage(page);
	put_page(page);
}

/**
 * add_to_page_cache_locked() - put a new page into the cache
 * @page: locked; gets a reference for being there
 * @mapping: the file
 * @offset: index of the page
 * @gfp_mask: for nodes of the tree
 *
 * Context: may sleep if @gfp_mask says so.
 * Return: 0; -EEXIST if a page is there; -ENOMEM.
 */
int add_to_page_cache_locked(struct page *page, struct address_space *mapping,
			     pgoff_t offset, gfp_t gfp_mask)
{
	int error;

	error = radix_tree_maybe_preload(gfp_mask & ~__GFP_HIGHMEM);
	if (error)
		return error;

	get_page(page);
	page->mapping = mapping;
	page->index = offset;
	spin_lock_irq(&mapping->tree_lock);
	error = page_cache_tree_insert(mapping, page);
	radix_tree_preload_end();
	spin_unlock_irq(&mapping->tree_lock);
	if (unlikely(error)) {
		page->mapping = NULL;
		put_page(page);
		return error;
	}
	inc_zone_page_state(page, NR_FILE_PAGES);
	return 0;
}

/**
 * add_to_page_cache_lru() - put a new page into the cache and on the LRU
 * @page: new: nobody else knows it
 * @mapping: the file
 * @offset: index of the page
 * @gfp_mask: for nodes of the tree
 *
 * Context: may sleep if @gfp_mask says so.
 * Return: 0, with the page locked; -EEXIST if a page is there; -ENOMEM.
 */
int add_to_page_cache_lru(struct page *page, struct address_space *mapping,
			  pgoff_t offset, gfp_t gfp_mask)
{
	int ret = add_to_page_cache(page, mapping, offset, gfp_mask);

	if (likely(!ret))
		lru_cache_add(page);
	return ret;
}

/*
 * Lookup
 */

/**
 * find_get_entry() - what is at this index?
 * @mapping: the file
 * @offset: index
 *
 * Context: any; takes no lock (I3).
 * Return: a page with a reference, an exceptional entry as it is, or NULL.
 */
struct page *find_get_entry(struct address_space *mapping, pgoff_t offset)
{
	struct page *page;
	void **pagep;

	rcu_read_lock();
repeat:
	page = NULL;
	pagep = radix_tree_lookup_slot(&mapping->page_tree, offset);
	if (pagep) {
		page = radix_tree_deref_slot(pagep);
		if (unlikely(!page))
			goto out;
		if (radix_tree_exception(page)) {
			if (radix_tree_deref_retry(page))
				goto repeat;
			goto out;
		}
		if (!page_cache_get_speculative(page))
			goto repeat;
		/* It may have been freed and used again meanwhile. */
		if (unlikely(page != READ_ONCE(*pagep))) {
			put_page(page);
			goto repeat;
		}
	}
out:
	rcu_read_unlock();
	return page;
}

/**
 * find_lock_entry() - as find_get_entry(), and a page is locked
 * @mapping: the file
 * @offset: index
 *
 * Context: may sleep.
 * Return: a locked page of this mapping with a reference, an exceptional
 * entry as it is, or NULL.
 */
struct page *find_lock_entry(struct address_space *mapping, pgoff_t offset)
{
	struct page *page;

	for (;;) {
		page = find_get_entry(mapping, offset);
		if (!page || radix_tree_exception(page))
			return page;
		lock_page(page);
		if (likely(page->mapping == mapping))	/* not truncated, I2 */
			return page;
		unlock_page(page);
		put_page(page);
	}
}

/* The FGP_LOCK part: false if the page must be looked up again or is busy. */
static bool lock_found_page(struct page *page, struct address_space *mapping,
			    int fgp_flags, bool *busy)
{
	*busy = false;
	if (fgp_flags & FGP_NOWAIT) {
		if (!trylock_page(page)) {
			put_page(page);
			*busy = true;
			return false;
		}
	} else {
		lock_page(page);
	}
	if (likely(page->mapping == mapping))
		return true;
	unlock_page(page);
	put_page(page);
	return false;
}

/* FGP_CREAT: -EEXIST if somebody else was faster. */
static int create_page(struct address_space *mapping, pgoff_t offset,
		       int fgp_flags, gfp_t gfp_mask, struct page **pagep)
{
	struct page *page;
	int err;

	if (fgp_flags & FGP_NOFS)
		gfp_mask &= ~__GFP_FS;
	page = __page_cache_alloc(gfp_mask);
	if (!page)
		return -ENOMEM;
	if (fgp_flags & FGP_ACCESSED)
		__SetPageReferenced(page);
	err = add_to_page_cache_lru(page, mapping, offset,
				    gfp_mask & GFP_RECLAIM_MASK);
	if (unlikely(err)) {
		put_page(page);
		return err;
	}
	*pagep = page;
	return 0;
}

/**
 * pagecache_get_page() - find a page, or make it
 * @mapping: the file
 * @offset: index
 * @fgp_flags: FGP_*
 * @gfp_mask: for a new page
 *
 * FGP_CREAT needs FGP_LOCK: a new page comes locked and not uptodate.
 *
 * Context: may sleep with FGP_LOCK or FGP_CREAT.
 * Return: the page with a reference, or NULL.
 */
struct page *pagecache_get_page(struct address_space *mapping, pgoff_t offset,
				int fgp_flags, gfp_t gfp_mask)
{
	struct page *page;
	bool busy;
	int err;

repeat:
	page = find_get_entry(mapping, offset);
	if (unlikely(radix_tree_exceptional_entry(page)))
		page = NULL;
	if (!page)
		goto no_page;

	if (fgp_flags & FGP_LOCK) {
		if (!lock_found_page(page, mapping, fgp_flags, &busy)) {
			if (busy)
				return NULL;
			goto repeat;
		}
	}
	if (fgp_flags & FGP_ACCESSED)
		mark_page_accessed(page);
	return page;

no_page:
	if (!(fgp_flags & FGP_CREAT))
		return NULL;
	if (WARN_ON_ONCE(!(fgp_flags & FGP_LOCK)))
		return NULL;
	err = create_page(mapping, offset, fgp_flags, gfp_mask, &page);
	if (err == -EEXIST)
		goto repeat;
	return err ? NULL : page;
}

/**
 * page_cache_next_hole() - the first index without a page
 * @mapping: the file
 * @index: where to start
 * @max_scan: how many to look at
 *
 * Context: under RCU or tree_lock.
 * Return: the index; beyond the range if there is no hole.
 */
pgoff_t page_cache_next_hole(struct address_space *mapping, pgoff_t index,
			     unsigned long max_scan)
{
	unsigned long i;

	for (i = 0; i < max_scan; i++) {
		struct page *page = radix_tree_lookup(&mapping->page_tree,
						      index);

		if (!page || radix_tree_exceptional_entry(page))
			break;
		if (!++index)
			break;
	}
	return index;
}

/*
 * Reading single pages
 */
static struct page *wait_on_page_read(struct page *page)
{
	wait_on_page_locked(page);
	if (!PageUptodate(page)) {
		put_page(page);
		return ERR_PTR(-EIO);
	}
	return page;
}

/* @page is locked and not uptodate: fill it. */
static struct page *fill_page(struct page *page, filler_t *filler, void *data)
{
	int err = filler(data, page);

	if (err < 0) {
		put_page(page);
		return ERR_PTR(err);
	}
	return wait_on_page_read(page);
}

static struct page *do_read_cache_page(struct address_space *mapping,
				       pgoff_t index, filler_t *filler,
				       void *data, gfp_t gfp)
{
	struct page *page;

	for (;;) {
		page = find_get_page(mapping, index);
		if (!page) {
			int err = create_page(mapping, index, 0, gfp, &page);

			if (err == -EEXIST)
				continue;
			if (err)
				return ERR_PTR(err);
			break;
		}
		if (PageUptodate(page))
			goto out;
		lock_page(page);
		if (page->mapping != mapping) {		/* truncated */
			unlock_page(page);
			put_page(page);
			continue;
		}
		if (PageUptodate(page)) {
			unlock_page(page);
			goto out;
		}
		break;
	}
	page = fill_page(page, filler, data);
	if (IS_ERR(page))
		return page;
out:
	mark_page_accessed(page);
	return page;
}

/**
 * read_cache_page() - a page of a file, read if necessary
 * @mapping: the file
 * @index: of the page
 * @filler: reads a locked page and unlocks it; ->readpage() for example
 * @data: first argument of @filler
 *
 * Context: may sleep.
 * Return: the page, uptodate, with a reference; or ERR_PTR.
 */
struct page *read_cache_page(struct address_space *mapping, pgoff_t index,
			     filler_t *filler, void *data)
{
	return do_read_cache_page(mapping, index, filler, data,
				  mapping_gfp_mask(mapping));
}

/**
 * read_cache_page_gfp() - read_cache_page() by ->readpage(), with own flags
 * @mapping: the file
 * @index: of the page
 * @gfp: for a new page
 *
 * Return: as read_cache_page().
 */
struct page *read_cache_page_gfp(struct address_space *mapping, pgoff_t index,
				 gfp_t gfp)
{
	filler_t *filler = (filler_t *)(void *)mapping->a_ops->readpage;

	return do_read_cache_page(mapping, index, filler, NULL, gfp);
}
