// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/shmem_file.c - open files of tmpfs, and memory objects without a name
 *
 * Locking    i_rwsem: size, seals, fallocate.  Reading takes no lock.
 * Context    process context, may sleep.
 * Entry      shmem_file_operations, shmem_file_setup() shmem_zero_setup()
 *
 * Mirrors: Linux 4.6 mm/shmem.c; shmem_file_setup() as in 4.19.
 */
#include "shmem.h"

#include <linux/err.h>
#include <linux/falloc.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/pagevec.h>
#include <linux/sched/signal.h>
#include <linux/swap.h>
#include <linux/uio.h>

/* The mount of what has no name; set by shmem_init(). */
struct vfsmount *shm_mnt __section(".data..read_mostly");

/*
 * The page to read from: referenced, uptodate, not locked; NULL is a hole.
 */
static int shmem_read_page(struct inode *inode, pgoff_t index,
			   struct page **pagep)
{
	struct page *page = find_get_entry(inode->i_mapping, index);
	int error;

	if (likely(!page || PageUptodate(page))) {
		*pagep = page;
		return 0;
	}
	/* A write is in progress, or it was only fallocated: look closer. */
	put_page(page);
	error = shmem_getpage(inode, index, pagep, SGP_READ);
	if (!error && *pagep)
		unlock_page(*pagep);
	return error == -EINVAL ? 1 : error;
}

static ssize_t shmem_file_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file_inode(file);
	ssize_t retval = 0;
	int error = 0;

	while (iov_iter_count(to)) {
		pgoff_t index = iocb->ki_pos >> PAGE_SHIFT;
		unsigned long offset = iocb->ki_pos & ~PAGE_MASK;
		unsigned long nr = PAGE_SIZE - offset;
		struct page *page;
		loff_t left;
		size_t ret;

		error = shmem_read_page(inode, index, &page);
		if (error)
			break;
		/* The size after the page: see I1 of mm/filemap_rw.c. */
		left = i_size_read(inode) - iocb->ki_pos;
		if (left <= 0) {
			if (page)
				put_page(page);
			break;
		}
		nr = min_t(loff_t, nr, left);
		if (page) {
			if (!offset)
				mark_page_accessed(page);
			ret = copy_page_to_iter(page, offset, nr, to);
			put_page(page);
		} else {
			ret = iov_iter_zero(nr, to);
		}
		retval += ret;
		iocb->ki_pos += ret;
		if (ret < nr && iov_iter_count(to)) {
			error = -EFAULT;
			break;
		}
		cond_resched();
	}
	file_accessed(file);
	return retval ? retval : min(error, 0);
}

static int shmem_mmap(struct file *file, struct vm_area_struct *vma)
{
	file_accessed(file);
	vma->vm_ops = &shmem_vm_ops;
	return 0;
}

/*
 * SEEK_DATA and SEEK_HOLE: the first index in [index, end) with (or without)
 * a page that is uptodate.
 */
static pgoff_t shmem_seek_hole_data(struct address_space *mapping,
				    pgoff_t index, pgoff_t end, int whence)
{
	pgoff_t indices[PAGEVEC_SIZE];
	struct pagevec pvec;
	bool done = false;
	unsigned int i;

	pagevec_init(&pvec, 0);
	while (!done && index < end) {
		if (!pagevec_lookup_entries(&pvec, mapping, index,
					    PAGEVEC_SIZE, indices))
			return whence == SEEK_DATA ? end : index;
		for (i = 0; i < pagevec_count(&pvec); i++, index++) {
			if (index < indices[i]) {
				if (whence == SEEK_HOLE) {
					done = true;
					break;
				}
				index = indices[i];
			}
			if (index >= end ||
			    PageUptodate(pvec.pages[i]) ==
			    (whence == SEEK_DATA)) {
				done = true;
				break;
			}
		}
		pagevec_release(&pvec);
		cond_resched();
	}
	return min(index, end);
}

static noinline loff_t shmem_llseek_data(struct file *file, loff_t offset,
					 int whence)
{
	struct address_space *mapping = file->f_mapping;
	struct inode *inode = mapping->host;
	pgoff_t start, end;
	loff_t new_offset;

	inode_lock(inode);
	if (offset < 0 || offset >= inode->i_size) {
		inode_unlock(inode);
		return -ENXIO;
	}
	start = offset >> PAGE_SHIFT;
	end = (inode->i_size + PAGE_SIZE - 1) >> PAGE_SHIFT;
	new_offset = (loff_t)shmem_seek_hole_data(mapping, start, end, whence)
		     << PAGE_SHIFT;
	new_offset = max(new_offset, offset);
	if (new_offset >= inode->i_size) {
		if (whence == SEEK_DATA) {
			inode_unlock(inode);
			return -ENXIO;
		}
		new_offset = inode->i_size;
	}
	offset = vfs_setpos(file, new_offset, MAX_LFS_FILESIZE);
	inode_unlock(inode);
	return offset;
}

static loff_t shmem_file_llseek(struct file *file, loff_t offset, int whence)
{
	if (unlikely(whence == SEEK_DATA || whence == SEEK_HOLE))
		return shmem_llseek_data(file, offset, whence);
	return generic_file_llseek_size(file, offset, whence, MAX_LFS_FILESIZE,
					i_size_read(file->f_mapping->host));
}

static long shmem_punch_hole(struct inode *inode, loff_t offset, loff_t len)
{
	struct address_space *mapping = inode->i_mapping;
	loff_t unmap_start = round_up(offset, (loff_t)PAGE_SIZE);
	loff_t unmap_end = round_down(offset + len, (loff_t)PAGE_SIZE) - 1;

	if (SHMEM_I(inode)->seals & F_SEAL_WRITE)
		return -EPERM;
	if (unmap_end > unmap_start)
		unmap_mapping_range(mapping, unmap_start,
				    1 + unmap_end - unmap_start, 0);
	shmem_truncate_range(inode, offset, offset + len - 1);
	return 0;
}

/* Remove what this fallocate() has made so far: it is not uptodate. */
static void shmem_undo_falloc(struct inode *inode, pgoff_t start, pgoff_t end)
{
	for (; start < end; start++) {
		struct page *page = find_lock_page(inode->i_mapping, start);

		if (!page)
			continue;
		if (!PageUptodate(page))
			truncate_inode_page(inode->i_mapping, page);
		unlock_page(page);
		put_page(page);
	}
	shmem_recalc_inode(inode);
}

static int shmem_falloc_pages(struct inode *inode, pgoff_t start, pgoff_t end)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(inode->i_sb);
	struct page *page;
	pgoff_t index;
	int error = 0;

	/* Do not begin what cannot succeed. */
	if (sbinfo->max_blocks && end - start > sbinfo->max_blocks)
		return -ENOSPC;
	for (index = start; index < end; index++) {
		if (signal_pending(current))
			error = -EINTR;
		else
			error = shmem_getpage(inode, index, &page, SGP_FALLOC);
		if (error) {
			shmem_undo_falloc(inode, start, index);
			return error;
		}
		/* Dirty, so that reclaim does not see an empty clean page. */
		set_page_dirty(page);
		unlock_page(page);
		put_page(page);
		cond_resched();
	}
	return 0;
}

/**
 * shmem_fallocate() - ->fallocate() of tmpfs
 * @file: open file
 * @mode: FALLOC_FL_KEEP_SIZE, FALLOC_FL_PUNCH_HOLE
 * @offset: first byte
 * @len: bytes
 *
 * Return: 0 or -errno.
 */
long shmem_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	struct inode *inode = file_inode(file);
	struct shmem_inode_info *info = SHMEM_I(inode);
	long error;

	if (mode & ~(FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE))
		return -EOPNOTSUPP;
	inode_lock(inode);
	if (mode & FALLOC_FL_PUNCH_HOLE) {
		error = shmem_punch_hole(inode, offset, len);
		goto out;
	}
	error = inode_newsize_ok(inode, offset + len);
	if (error)
		goto out;
	if ((info->seals & F_SEAL_GROW) && offset + len > inode->i_size) {
		error = -EPERM;
		goto out;
	}
	error = shmem_falloc_pages(inode, offset >> PAGE_SHIFT,
				   (offset + len + PAGE_SIZE - 1) >> PAGE_SHIFT);
	if (error)
		goto out;
	if (!(mode & FALLOC_FL_KEEP_SIZE) && offset + len > inode->i_size)
		i_size_write(inode, offset + len);
	inode->i_ctime = current_time(inode);
out:
	inode_unlock(inode);
	return error;
}

const struct file_operations shmem_file_operations = {
	.mmap		= shmem_mmap,
	.llseek		= shmem_file_llseek,
	.read_iter	= shmem_file_read_iter,
	.write_iter	= generic_file_write_iter,
	.fsync		= noop_fsync,
	.splice_read	= generic_file_splice_read,
	.splice_write	= iter_file_splice_write,
	.fallocate	= shmem_fallocate,
};

static struct file *__shmem_file_setup(const char *name, loff_t size,
				       unsigned long flags,
				       unsigned int i_flags)
{
	struct inode *inode;
	struct file *file;

	if (size < 0 || size > MAX_LFS_FILESIZE)
		return ERR_PTR(-EINVAL);
	if (shmem_acct_size(flags, size))
		return ERR_PTR(-ENOMEM);
	inode = shmem_get_inode(shm_mnt->mnt_sb, NULL, S_IFREG | S_IRWXUGO, 0,
				flags);
	if (!inode) {
		shmem_unacct_size(flags, size);
		return ERR_PTR(-ENOSPC);
	}
	inode->i_flags |= i_flags;
	inode->i_size = size;
	clear_nlink(inode);		/* it is unlinked */
	file = alloc_file_pseudo(inode, shm_mnt, name, O_RDWR,
				 &shmem_file_operations);
	/* From here on the inode uncharges the size when it goes. */
	if (IS_ERR(file))
		iput(inode);
	return file;
}

/**
 * shmem_file_setup() - an unnamed file of tmpfs
 * @name: what /proc shows
 * @size: bytes
 * @flags: VM_NORESERVE to charge pages when they are used
 *
 * Return: the open file, or ERR_PTR.
 */
struct file *shmem_file_setup(const char *name, loff_t size,
			      unsigned long flags)
{
	return __shmem_file_setup(name, size, flags, 0);
}

/**
 * shmem_kernel_file_setup() - the same, for the kernel's own use
 * @name: what /proc shows
 * @size: bytes
 * @flags: VM_NORESERVE to charge pages when they are used
 *
 * Return: the open file, or ERR_PTR.
 */
struct file *shmem_kernel_file_setup(const char *name, loff_t size,
				     unsigned long flags)
{
	return __shmem_file_setup(name, size, flags, S_PRIVATE);
}

/**
 * shmem_zero_setup() - memory behind a shared anonymous area
 * @vma: new area, VM_SHARED without a file; gets one
 *
 * Context: mmap_sem held for writing.
 * Return: 0 or -errno.
 */
int shmem_zero_setup(struct vm_area_struct *vma)
{
	loff_t size = vma->vm_end - vma->vm_start;
	struct file *file;

	/* mmap() has charged nothing for it: the object is charged here. */
	file = shmem_kernel_file_setup("dev/zero", size, vma->vm_flags);
	if (IS_ERR(file))
		return PTR_ERR(file);
	if (vma->vm_file)
		fput(vma->vm_file);
	vma->vm_file = file;
	vma->vm_ops = &shmem_vm_ops;
	return 0;
}
