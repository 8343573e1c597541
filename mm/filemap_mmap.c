// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/filemap_mmap.c - page faults in mapped files
 *
 *	filemap_map_pages()	maps what is cached around the address, never
 *				sleeps: most faults end here
 *	filemap_fault()		finds, or reads, the one page that is wanted
 *	filemap_page_mkwrite()	before a shared page becomes writable
 *
 * I1         a page is mapped only while it is locked and found to be in the
 *            mapping, uptodate and inside i_size; truncation changes i_size,
 *            unmaps, locks and removes, in this order, so that no page stays
 *            mapped behind the end.
 * Locking    mmap_sem (read) > page lock > page_table_lock.
 * Entry      generic_file_mmap(), generic_file_vm_ops
 *
 * Mirrors: Linux 4.19 mm/filemap.c.
 * Simpler than Linux in: a page that must be read is waited for with mmap_sem
 * held, except on the page lock of another reader.
 */
#include <linux/pagemap.h>

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/radix-tree.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/writeback.h>

/* So many more cache misses than hits: mmap readahead is of no use. */
#define MMAP_LOTSAMISS	100

/* The page is not cached: read around the address, or ahead of it. */
static void do_sync_mmap_readahead(struct vm_area_struct *vma,
				   struct file_ra_state *ra, struct file *file,
				   pgoff_t offset)
{
	struct address_space *mapping = file->f_mapping;

	if ((vma->vm_flags & VM_RAND_READ) || !ra->ra_pages)
		return;
	if (vma->vm_flags & VM_SEQ_READ) {
		page_cache_sync_readahead(mapping, ra, file, offset,
					  ra->ra_pages);
		return;
	}
	if (ra->mmap_miss < MMAP_LOTSAMISS * 10)
		ra->mmap_miss++;
	if (ra->mmap_miss > MMAP_LOTSAMISS)
		return;
	ra->start = offset > ra->ra_pages / 2 ? offset - ra->ra_pages / 2 : 0;
	ra->size = ra->ra_pages;
	ra->async_size = ra->ra_pages / 4;
	ra_submit(ra, mapping, file);
}

/* The page is cached: go on reading ahead, if it is the mark. */
static void do_async_mmap_readahead(struct vm_area_struct *vma,
				    struct file_ra_state *ra,
				    struct file *file, struct page *page,
				    pgoff_t offset)
{
	if (vma->vm_flags & VM_RAND_READ)
		return;
	if (ra->mmap_miss > 0)
		ra->mmap_miss--;
	if (PageReadahead(page))
		page_cache_async_readahead(file->f_mapping, ra, file, page,
					   offset, ra->ra_pages);
}

/* Add one page and start reading it.  0, or -errno. */
static int page_cache_read(struct file *file, pgoff_t offset, gfp_t gfp_mask)
{
	struct address_space *mapping = file->f_mapping;
	struct page *page;
	int ret;

	do {
		page = __page_cache_alloc(gfp_mask);
		if (!page)
			return -ENOMEM;
		ret = add_to_page_cache_lru(page, mapping, offset,
					    gfp_mask & GFP_KERNEL);
		if (!ret)
			ret = mapping->a_ops->readpage(file, page);
		else if (ret == -EEXIST)
			ret = 0;	/* somebody else reads it */
		put_page(page);
	} while (ret == AOP_TRUNCATED_PAGE);
	return ret;
}

static pgoff_t size_in_pages(struct inode *inode)
{
	return DIV_ROUND_UP((unsigned long)i_size_read(inode), PAGE_SIZE);
}

/* The page, with a reference; NULL and *@ret if it cannot be had. */
static struct page *find_fault_page(struct vm_fault *vmf, vm_fault_t *ret)
{
	struct file *file = vmf->vma->vm_file;
	struct address_space *mapping = file->f_mapping;
	struct file_ra_state *ra = &file->f_ra;
	struct page *page;
	int error;

	page = find_get_page(mapping, vmf->pgoff);
	if (likely(page)) {
		if (!(vmf->flags & FAULT_FLAG_TRIED))
			do_async_mmap_readahead(vmf->vma, ra, file, page,
						vmf->pgoff);
		return page;
	}
	do_sync_mmap_readahead(vmf->vma, ra, file, vmf->pgoff);
	count_vm_event(PGMAJFAULT);
	*ret |= VM_FAULT_MAJOR;
	while (!(page = find_get_page(mapping, vmf->pgoff))) {
		error = page_cache_read(file, vmf->pgoff, vmf->gfp_mask);
		if (error) {
			*ret = error == -ENOMEM ? VM_FAULT_OOM :
						  VM_FAULT_SIGBUS;
			return NULL;
		}
	}
	return page;
}

/* @page is locked and not uptodate.  0 with the page unlocked, or -errno. */
static int read_fault_page(struct file *file, struct page *page)
{
	int error;

	ClearPageError(page);
	error = file->f_mapping->a_ops->readpage(file, page);
	if (!error) {
		wait_on_page_locked(page);
		if (!PageUptodate(page))
			error = -EIO;
	}
	return error == AOP_TRUNCATED_PAGE ? 0 : error;
}

/**
 * filemap_fault() - ->fault() of files in the page cache
 * @vmf: the fault
 *
 * Context: mmap_sem held for reading; may sleep, and may drop it when
 * FAULT_FLAG_ALLOW_RETRY.
 * Return: VM_FAULT_LOCKED with vmf->page locked and referenced;
 * VM_FAULT_RETRY, VM_FAULT_SIGBUS beyond the end or on an I/O error, or
 * VM_FAULT_OOM.
 */
vm_fault_t filemap_fault(struct vm_fault *vmf)
{
	struct file *file = vmf->vma->vm_file;
	struct address_space *mapping = file->f_mapping;
	struct inode *inode = mapping->host;
	struct page *page;
	vm_fault_t ret = 0;

	if (unlikely(vmf->pgoff >= size_in_pages(inode)))
		return VM_FAULT_SIGBUS;
	for (;;) {
		page = find_fault_page(vmf, &ret);
		if (!page)
			return ret;
		if (!lock_page_or_retry(page, vmf->vma->vm_mm, vmf->flags)) {
			put_page(page);
			return ret | VM_FAULT_RETRY;
		}
		if (unlikely(page->mapping != mapping)) {
			unlock_page(page);
			put_page(page);
			continue;
		}
		if (likely(PageUptodate(page)))
			break;
		if (read_fault_page(file, page)) {
			put_page(page);
			return VM_FAULT_SIGBUS;
		}
		put_page(page);
	}

	/* I1: the size again, now that the page cannot be truncated. */
	if (unlikely(vmf->pgoff >= size_in_pages(inode))) {
		unlock_page(page);
		put_page(page);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = page;
	return ret | VM_FAULT_LOCKED;
}

/*
 * A page of the slot that may be mapped now: referenced and locked; or NULL.
 * Whatever is not simple is left to filemap_fault().
 */
static struct page *mappable_page(void **slot, struct address_space *mapping)
{
	struct page *page = radix_tree_deref_slot(slot);

	if (unlikely(!page) || radix_tree_exception(page))
		return NULL;
	if (!PageUptodate(page) || PageReadahead(page))
		return NULL;
	if (!page_cache_get_speculative(page))
		return NULL;
	if (unlikely(page != READ_ONCE(*slot)))
		goto put;
	if (!trylock_page(page))
		goto put;
	if (page->mapping == mapping && PageUptodate(page) &&
	    page->index < size_in_pages(mapping->host))
		return page;
	unlock_page(page);
put:
	put_page(page);
	return NULL;
}

/**
 * filemap_map_pages() - ->map_pages(): map cached pages around a fault
 * @vmf: the fault; address is that of @start_pgoff
 * @start_pgoff: first page
 * @end_pgoff: last page
 *
 * Context: mmap_sem held for reading; does not sleep.  Leaves the page table
 * locked if it has locked it, with vmf->pte and vmf->address moved on.
 */
void filemap_map_pages(struct vm_fault *vmf, pgoff_t start_pgoff,
		       pgoff_t end_pgoff)
{
	struct file *file = vmf->vma->vm_file;
	struct address_space *mapping = file->f_mapping;
	pgoff_t last_pgoff = start_pgoff;
	struct radix_tree_iter iter;
	struct page *page;
	void **slot;

	rcu_read_lock();
	radix_tree_for_each_slot(slot, &mapping->page_tree, &iter,
				 start_pgoff) {
		if (iter.index > end_pgoff)
			break;
		page = mappable_page(slot, mapping);
		if (!page)
			continue;
		if (file->f_ra.mmap_miss > 0)
			file->f_ra.mmap_miss--;
		vmf->address += (iter.index - last_pgoff) << PAGE_SHIFT;
		if (vmf->pte)
			vmf->pte += iter.index - last_pgoff;
		last_pgoff = iter.index;
		if (alloc_set_pte(vmf, NULL, page))
			put_page(page);
		unlock_page(page);
		/* Without a table for the next ones there is no point. */
		if (unlikely(!vmf->pte))
			break;
	}
	rcu_read_unlock();
}

/**
 * filemap_page_mkwrite() - ->page_mkwrite() of files in the page cache
 * @vmf: the fault; vmf->page is mapped read-only or about to be mapped
 *
 * Context: mmap_sem held for reading, may sleep.
 * Return: VM_FAULT_LOCKED with the page dirty and locked; VM_FAULT_NOPAGE if
 * it was truncated.
 */
vm_fault_t filemap_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	file_update_time(vmf->vma->vm_file);
	lock_page(page);
	if (page->mapping != inode->i_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	/* Dirty before it can be written to: no write may be missed. */
	set_page_dirty(page);
	wait_for_stable_page(page);
	return VM_FAULT_LOCKED;
}

const struct vm_operations_struct generic_file_vm_ops = {
	.fault		= filemap_fault,
	.map_pages	= filemap_map_pages,
	.page_mkwrite	= filemap_page_mkwrite,
};

/**
 * generic_file_mmap() - ->mmap() of files in the page cache
 * @file: open file
 * @vma: the new area
 *
 * Return: 0, or -ENOEXEC if the file cannot be read by pages.
 */
int generic_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!file->f_mapping->a_ops->readpage)
		return -ENOEXEC;
	file_accessed(file);
	vma->vm_ops = &generic_file_vm_ops;
	return 0;
}
