// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/shmem.c - tmpfs: the pages of files that have no disk behind them
 *
 * The page cache is the file.  Its pages are never clean: they are marked
 * PG_swapbacked (they would go to swap) and PG_dirty, so that nobody thinks
 * they could be read again from somewhere.
 *
 * I1         info->alloced is the number of pages charged for the inode: to
 *            the mount's size= and to vm_committed_as (if VM_NORESERVE); it
 *            equals mapping->nrpages whenever shmem_recalc_inode() has run.
 * I2         a page that is not uptodate belongs to a write in progress, with
 *            its lock held, or to fallocate(); it reads as zeroes.
 * Locking    i_rwsem: size.  Page lock > info->lock, stat_lock.
 * Context    process context, may sleep.
 * Entry      shmem_getpage() shmem_truncate_range() shmem_fault()
 *
 * Mirrors: Linux 4.6 mm/shmem.c; reading and writing are in shmem_file.c,
 * names in shmem_inode.c, mounts in shmem_super.c.
 * Simpler than Linux in: no swap, no huge pages, no NUMA policy; a fault does
 * not wait for a hole that is being punched, it may bring a page back.
 */
#include "shmem.h"

#include <linux/backing-dev.h>
#include <linux/mm.h>
#include <linux/swap.h>
#include <linux/writeback.h>

/**
 * shmem_reacct_size() - an object that was charged as a whole changes its size
 * @flags: of the inode
 * @oldsize: bytes
 * @newsize: bytes
 *
 * Return: 0 or -ENOMEM.
 */
int shmem_reacct_size(unsigned long flags, loff_t oldsize, loff_t newsize)
{
	long more = VM_ACCT(newsize) - VM_ACCT(oldsize);

	if (flags & VM_NORESERVE)
		return 0;
	if (more > 0)
		return security_vm_enough_memory_mm(current->mm, more);
	vm_unacct_memory(-more);
	return 0;
}

/* One page of a file of tmpfs. */
static int shmem_acct_block(unsigned long flags)
{
	return flags & VM_NORESERVE ?
	       security_vm_enough_memory_mm(current->mm, 1) : 0;
}

static void shmem_unacct_blocks(unsigned long flags, long pages)
{
	if (flags & VM_NORESERVE)
		vm_unacct_memory(pages);
}

/**
 * shmem_recalc_inode() - uncharge pages that are not there any more
 *
 * Context: any but interrupts.
 */
void shmem_recalc_inode(struct inode *inode)
{
	struct shmem_inode_info *info = SHMEM_I(inode);
	long freed;

	spin_lock(&info->lock);
	freed = info->alloced - inode->i_mapping->nrpages;
	if (freed > 0) {
		info->alloced -= freed;
		inode->i_blocks -= freed * BLOCKS_PER_PAGE;
	}
	spin_unlock(&info->lock);
	if (freed > 0) {
		shmem_uncharge_blocks(inode->i_sb, freed);
		shmem_unacct_blocks(info->flags, freed);
	}
}

static bool index_in_size(struct inode *inode, pgoff_t index)
{
	return (loff_t)index << PAGE_SHIFT < i_size_read(inode);
}

/* A new page in the cache: locked, charged, not uptodate.  0 or -errno. */
static int shmem_add_page(struct inode *inode, pgoff_t index,
			  enum sgp_type sgp, struct page **pagep)
{
	struct address_space *mapping = inode->i_mapping;
	struct shmem_inode_info *info = SHMEM_I(inode);
	gfp_t gfp = mapping_gfp_mask(mapping);
	struct page *page;
	int error;

	if (shmem_acct_block(info->flags))
		return -ENOSPC;
	error = -ENOSPC;
	if (!shmem_charge_block(inode->i_sb))
		goto unacct;
	error = -ENOMEM;
	page = alloc_page(gfp);
	if (!page)
		goto uncharge;
	__SetPageSwapBacked(page);
	if (sgp == SGP_WRITE)
		__SetPageReferenced(page);

	/* Charged before it is seen: I1 never errs on the cheap side. */
	spin_lock(&info->lock);
	info->alloced++;
	inode->i_blocks += BLOCKS_PER_PAGE;
	spin_unlock(&info->lock);
	error = add_to_page_cache(page, mapping, index,
				  gfp & GFP_RECLAIM_MASK);
	if (error)
		goto put;
	inc_zone_page_state(page, NR_SHMEM);
	lru_cache_add_anon(page);
	*pagep = page;
	return 0;

put:
	put_page(page);
	spin_lock(&info->lock);
	info->alloced--;
	inode->i_blocks -= BLOCKS_PER_PAGE;
	spin_unlock(&info->lock);
uncharge:
	shmem_uncharge_blocks(inode->i_sb, 1);
unacct:
	shmem_unacct_blocks(info->flags, 1);
	return error;
}

/* Nothing is there for this caller. */
static int no_page(struct page **pagep)
{
	*pagep = NULL;
	return 0;
}

/* The page was found, or made, but is behind the end by now. */
static int beyond_size(struct page *page, bool new)
{
	if (new) {
		ClearPageDirty(page);
		delete_from_page_cache(page);
	}
	unlock_page(page);
	put_page(page);
	return -EINVAL;
}

/**
 * shmem_getpage() - find or make a page of a file of tmpfs
 * @inode: file
 * @index: of the page
 * @pagep: gets it, locked, with a reference; NULL for a hole (SGP_READ)
 * @sgp: what for
 *
 * With SGP_WRITE and SGP_FALLOC a new page is not uptodate.
 *
 * Return: 0; -EINVAL beyond the end, -ENOSPC, -ENOMEM, -EFBIG.
 */
int shmem_getpage(struct inode *inode, pgoff_t index, struct page **pagep,
		  enum sgp_type sgp)
{
	bool bounded = sgp == SGP_READ || sgp == SGP_CACHE;
	struct page *page;
	bool new = false;
	int error;

	if (index > MAX_LFS_FILESIZE >> PAGE_SHIFT)
		return -EFBIG;
repeat:
	page = find_lock_entry(inode->i_mapping, index);
	if (bounded && !index_in_size(inode, index)) {
		if (page)
			return beyond_size(page, false);
		return -EINVAL;
	}
	if (page && sgp == SGP_WRITE)
		mark_page_accessed(page);
	if (page && sgp == SGP_READ && !PageUptodate(page)) {
		unlock_page(page);
		put_page(page);
		return no_page(pagep);
	}
	if (!page) {
		if (sgp == SGP_READ)
			return no_page(pagep);
		error = shmem_add_page(inode, index, sgp, &page);
		if (error == -EEXIST)
			goto repeat;
		if (error)
			return error;
		new = true;
	}
	if (!PageUptodate(page) && sgp == SGP_CACHE) {
		clear_highpage(page);
		flush_dcache_page(page);
		SetPageUptodate(page);
		set_page_dirty(page);
	}
	/* Truncated while the page was made: it must not stay. */
	if (new && bounded && !index_in_size(inode, index)) {
		error = beyond_size(page, true);
		shmem_recalc_inode(inode);
		return error;
	}
	*pagep = page;
	return 0;
}

/**
 * shmem_truncate_range() - remove the pages of a range of bytes
 * @inode: file
 * @lstart: first byte
 * @lend: last byte; -1 is the end of the file
 *
 * Context: i_rwsem held for writing, or nobody else has the inode.
 */
void shmem_truncate_range(struct inode *inode, loff_t lstart, loff_t lend)
{
	truncate_inode_pages_range(inode->i_mapping, lstart, lend);
	shmem_recalc_inode(inode);
	inode->i_ctime = inode->i_mtime = current_time(inode);
}

/* ->fault() of all mappings of tmpfs. */
static vm_fault_t shmem_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	int error;

	error = shmem_getpage(inode, vmf->pgoff, &vmf->page, SGP_CACHE);
	if (error)
		return error == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
	return VM_FAULT_LOCKED;
}

/**
 * shmem_mapping() - is this a file of tmpfs?
 * @mapping: any
 *
 * Return: true if it is.
 */
bool shmem_mapping(struct address_space *mapping)
{
	return mapping->a_ops == &shmem_aops;
}

static int shmem_write_begin(struct file *file, struct address_space *mapping,
			     loff_t pos, unsigned int len, unsigned int flags,
			     struct page **pagep, void **fsdata)
{
	struct inode *inode = mapping->host;
	struct shmem_inode_info *info = SHMEM_I(inode);

	/* i_rwsem is held: the seals do not change. */
	if (unlikely(info->seals)) {
		if (info->seals & F_SEAL_WRITE)
			return -EPERM;
		if ((info->seals & F_SEAL_GROW) && pos + len > inode->i_size)
			return -EPERM;
	}
	return shmem_getpage(inode, pos >> PAGE_SHIFT, pagep, SGP_WRITE);
}

static int shmem_write_end(struct file *file, struct address_space *mapping,
			   loff_t pos, unsigned int len, unsigned int copied,
			   struct page *page, void *fsdata)
{
	struct inode *inode = mapping->host;

	if (pos + copied > inode->i_size)
		i_size_write(inode, pos + copied);
	if (!PageUptodate(page)) {
		unsigned int from = pos & (PAGE_SIZE - 1);

		/* What the write did not reach reads as zeroes. */
		if (copied < PAGE_SIZE)
			zero_user_segments(page, 0, from, from + copied,
					   PAGE_SIZE);
		SetPageUptodate(page);
	}
	if (!PageDirty(page))
		set_page_dirty(page);
	unlock_page(page);
	put_page(page);
	return copied;
}

/* Only the loop device and symlinks come here: a page that was never written. */
static int shmem_readpage(struct file *file, struct page *page)
{
	clear_highpage(page);
	SetPageUptodate(page);
	unlock_page(page);
	return 0;
}

const struct address_space_operations shmem_aops = {
	.readpage	= shmem_readpage,
	.set_page_dirty	= __set_page_dirty_no_writeback,
	.write_begin	= shmem_write_begin,
	.write_end	= shmem_write_end,
};

const struct vm_operations_struct shmem_vm_ops = {
	.fault		= shmem_fault,
	.map_pages	= filemap_map_pages,
};
