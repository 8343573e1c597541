// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/filemap_gang.c - lookups of many pages of a file at once
 *
 * Each function walks the tree under RCU and takes a speculative reference to
 * each page it finds (I3 of mm/filemap.c); pages may come and go meanwhile, so
 * the result was never true as a whole.
 *
 * Entry      find_get_entries() find_get_pages()
 *            find_get_pages_tag(), and linux/pagevec.h's forms of them
 *
 * Mirrors: Linux 4.6 mm/filemap.c.
 */
#include <linux/pagemap.h>

#include <linux/mm.h>
#include <linux/pagevec.h>
#include <linux/radix-tree.h>

/*
 * What a slot holds: a referenced page, an exceptional entry, or NULL.
 * *@retry is true when the walk must look this index up again.
 */
static struct page *get_slot_page(void **slot, bool *retry)
{
	struct page *page = radix_tree_deref_slot(slot);

	*retry = false;
	if (unlikely(!page))
		return NULL;
	if (radix_tree_exception(page)) {
		*retry = radix_tree_deref_retry(page);
		return *retry ? NULL : page;
	}
	if (!page_cache_get_speculative(page)) {
		*retry = true;
		return NULL;
	}
	if (unlikely(page != READ_ONCE(*slot))) {
		put_page(page);
		*retry = true;
		return NULL;
	}
	return page;
}

/**
 * find_get_entries() - pages and exceptional entries from an index on
 * @mapping: the file
 * @start: first index
 * @nr_entries: at most so many
 * @entries: gets them; pages with a reference
 * @indices: gets the index of each
 *
 * Context: any.
 * Return: how many were found.
 */
unsigned int find_get_entries(struct address_space *mapping, pgoff_t start,
			      unsigned int nr_entries, struct page **entries,
			      pgoff_t *indices)
{
	struct radix_tree_iter iter;
	unsigned int ret = 0;
	struct page *page;
	void **slot;
	bool retry;

	if (!nr_entries)
		return 0;
	rcu_read_lock();
	radix_tree_for_each_slot(slot, &mapping->page_tree, &iter, start) {
		page = get_slot_page(slot, &retry);
		if (retry) {
			slot = radix_tree_iter_retry(&iter);
			continue;
		}
		if (!page)
			continue;
		indices[ret] = iter.index;
		entries[ret] = page;
		if (++ret == nr_entries)
			break;
	}
	rcu_read_unlock();
	return ret;
}

/**
 * find_get_pages() - pages from an index on
 * @mapping: the file
 * @start: first index
 * @nr_pages: at most so many
 * @pages: gets them, with a reference each
 *
 * Context: any.
 * Return: how many were found.
 */
unsigned int find_get_pages(struct address_space *mapping, pgoff_t start,
			    unsigned int nr_pages, struct page **pages)
{
	struct radix_tree_iter iter;
	unsigned int ret = 0;
	struct page *page;
	void **slot;
	bool retry;

	if (!nr_pages)
		return 0;
	rcu_read_lock();
	radix_tree_for_each_slot(slot, &mapping->page_tree, &iter, start) {
		page = get_slot_page(slot, &retry);
		if (retry) {
			slot = radix_tree_iter_retry(&iter);
			continue;
		}
		if (!page || radix_tree_exceptional_entry(page))
			continue;
		pages[ret] = page;
		if (++ret == nr_pages)
			break;
	}
	rcu_read_unlock();
	return ret;
}

/**
 * find_get_pages_tag() - tagged pages from an index on
 * @mapping: the file
 * @index: first index; set to where to go on
 * @tag: PAGECACHE_TAG_*
 * @nr_pages: at most so many
 * @pages: gets them, with a reference each
 *
 * Context: any.
 * Return: how many were found.
 */
unsigned int find_get_pages_tag(struct address_space *mapping, pgoff_t *index,
				int tag, unsigned int nr_pages,
				struct page **pages)
{
	struct radix_tree_iter iter;
	unsigned int ret = 0;
	struct page *page;
	void **slot;
	bool retry;

	if (!nr_pages)
		return 0;
	rcu_read_lock();
	radix_tree_for_each_tagged(slot, &mapping->page_tree, &iter, *index,
				   tag) {
		page = get_slot_page(slot, &retry);
		if (retry) {
			slot = radix_tree_iter_retry(&iter);
			continue;
		}
		if (!page || radix_tree_exceptional_entry(page))
			continue;
		pages[ret] = page;
		if (++ret == nr_pages)
			break;
	}
	rcu_read_unlock();
	if (ret)
		*index = pages[ret - 1]->index + 1;
	return ret;
}

/**
 * pagevec_lookup_entries() - find_get_entries() into a pagevec
 * @pvec: gets the entries
 * @mapping: the file
 * @start: first index
 * @nr_pages: at most so many
 * @indices: gets the index of each
 *
 * Return: how many were found.
 */
unsigned int pagevec_lookup_entries(struct pagevec *pvec,
				    struct address_space *mapping,
				    pgoff_t start, unsigned int nr_pages,
				    pgoff_t *indices)
{
	pvec->nr = find_get_entries(mapping, start, nr_pages, pvec->pages,
				    indices);
	return pagevec_count(pvec);
}

/**
 * pagevec_remove_exceptionals() - keep the pages only
 * @pvec: from pagevec_lookup_entries()
 */
void pagevec_remove_exceptionals(struct pagevec *pvec)
{
	unsigned int i, j = 0;

	for (i = 0; i < pagevec_count(pvec); i++)
		if (!radix_tree_exceptional_entry(pvec->pages[i]))
			pvec->pages[j++] = pvec->pages[i];
	pvec->nr = j;
}

/**
 * pagevec_lookup() - find_get_pages() into a pagevec
 * @pvec: gets the pages
 * @mapping: the file
 * @start: first index
 * @nr_pages: at most so many
 *
 * Return: how many were found.
 */
unsigned int pagevec_lookup(struct pagevec *pvec,
			    struct address_space *mapping, pgoff_t start,
			    unsigned int nr_pages)
{
	pvec->nr = find_get_pages(mapping, start, nr_pages, pvec->pages);
	return pagevec_count(pvec);
}

/**
 * pagevec_lookup_tag() - find_get_pages_tag() into a pagevec
 * @pvec: gets the pages
 * @mapping: the file
 * @index: first index; set to where to go on
 * @tag: PAGECACHE_TAG_*
 * @nr_pages: at most so many
 *
 * Return: how many were found.
 */
unsigned int pagevec_lookup_tag(struct pagevec *pvec,
				struct address_space *mapping, pgoff_t *index,
				int tag, unsigned int nr_pages)
{
	pvec->nr = find_get_pages_tag(mapping, index, tag, nr_pages,
				      pvec->pages);
	return pagevec_count(pvec);
}
