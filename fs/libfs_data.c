// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/libfs_data.c - parts for simple filesystems: buffers, pages, fsync
 *
 * Entry      simple_read_from_buffer() simple_write_begin() noop_fsync() ...
 *
 * Mirrors: the data part of Linux 4.19 fs/libfs.c.
 */
#include "internal.h"

#include <linux/blkdev.h>
#include <linux/buffer_head.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/writeback.h>

/**
 * simple_read_from_buffer() - read(2) from kernel memory
 * @to: user pointer
 * @count: bytes wanted
 * @ppos: position, advanced
 * @from: the data
 * @available: its size
 *
 * Context: may sleep.
 * Return: bytes read, 0 at the end, -EFAULT, -EINVAL.
 */
ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *ppos,
				const void *from, size_t available)
{
	loff_t pos = *ppos;
	size_t ret;

	if (pos < 0)
		return -EINVAL;
	if (pos >= available || !count)
		return 0;
	if (count > available - pos)
		count = available - pos;
	ret = copy_to_user(to, from + pos, count);
	if (ret == count)
		return -EFAULT;
	count -= ret;
	*ppos = pos + count;
	return count;
}

/**
 * simple_write_to_buffer() - write(2) to kernel memory
 * @to: the memory
 * @available: its size
 * @ppos: position, advanced
 * @from: user pointer
 * @count: bytes given
 *
 * Context: may sleep.
 * Return: bytes written, 0 at the end, -EFAULT, -EINVAL.
 */
ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *ppos,
			       const void __user *from, size_t count)
{
	loff_t pos = *ppos;
	size_t res;

	if (pos < 0)
		return -EINVAL;
	if (pos >= available || !count)
		return 0;
	if (count > available - pos)
		count = available - pos;
	res = copy_from_user(to + pos, from, count);
	if (res == count)
		return -EFAULT;
	count -= res;
	*ppos = pos + count;
	return count;
}

/* Page cache without storage. */

/**
 * simple_readpage() - ->readpage(): what was never written is zero
 * @file: unused
 * @page: locked, unlocked here
 *
 * Context: any.
 * Return: 0.
 */
int simple_readpage(struct file *file, struct page *page)
{
	clear_highpage(page);
	SetPageUptodate(page);
	unlock_page(page);
	return 0;
}

/**
 * simple_write_begin() - ->write_begin()
 * @file: unused
 * @mapping: the file's pages
 * @pos: where the write goes
 * @len: bytes, within one page
 * @flags: AOP_FLAG_*
 * @pagep: set to the page, locked
 * @fsdata: unused
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int simple_write_begin(struct file *file, struct address_space *mapping,
		       loff_t pos, unsigned int len, unsigned int flags,
		       struct page **pagep, void **fsdata)
{
	struct page *page;

	page = grab_cache_page_write_begin(mapping, pos >> PAGE_SHIFT, flags);
	if (!page)
		return -ENOMEM;
	*pagep = page;
	if (!PageUptodate(page) && len != PAGE_SIZE) {
		unsigned int from = pos & (PAGE_SIZE - 1);
		char *addr = page_address(page);

		memset(addr, 0, from);
		memset(addr + from + len, 0, PAGE_SIZE - from - len);
	}
	return 0;
}

/**
 * simple_write_end() - ->write_end()
 * @file: unused
 * @mapping: the file's pages
 * @pos: where the write went
 * @len: bytes asked for
 * @copied: bytes copied
 * @page: locked, unlocked and put here
 * @fsdata: unused
 *
 * Context: may sleep.
 * Return: @copied.
 */
int simple_write_end(struct file *file, struct address_space *mapping,
		     loff_t pos, unsigned int len, unsigned int copied,
		     struct page *page, void *fsdata)
{
	struct inode *inode = page->mapping->host;
	loff_t last_pos = pos + copied;

	/* The part that was not copied is not what write_begin() left out. */
	if (!PageUptodate(page)) {
		if (copied < len) {
			unsigned int from = pos & (PAGE_SIZE - 1);

			memset(page_address(page) + from + copied, 0,
			       len - copied);
		}
		SetPageUptodate(page);
	}
	if (last_pos > inode->i_size)
		i_size_write(inode, last_pos);
	set_page_dirty(page);
	unlock_page(page);
	put_page(page);
	return copied;
}

/* fsync */

/**
 * noop_fsync() - ->fsync() of files without storage
 * @file: unused
 * @start: unused
 * @end: unused
 * @datasync: unused
 *
 * Context: any.
 * Return: 0.
 */
int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	return 0;
}

/**
 * generic_file_fsync() - ->fsync() of simple filesystems with storage
 * @file: the file
 * @start: first byte
 * @end: last byte, inclusive
 * @datasync: leave out times
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int generic_file_fsync(struct file *file, loff_t start, loff_t end,
		       int datasync)
{
	struct inode *inode = file->f_mapping->host;
	int err, ret;

	err = file_write_and_wait_range(file, start, end);
	if (err)
		return err;
	inode_lock(inode);
	ret = sync_mapping_buffers(inode->i_mapping);
	if (inode->i_state & (datasync ? I_DIRTY_DATASYNC : I_DIRTY_ALL)) {
		err = sync_inode_metadata(inode, 1);
		ret = ret ?: err;
	}
	inode_unlock(inode);
	err = file_check_and_advance_wb_err(file);
	if (!ret)
		ret = err;
	if (!ret && inode->i_sb->s_bdev) {
		ret = blkdev_issue_flush(inode->i_sb->s_bdev, GFP_KERNEL, NULL);
		if (ret == -EOPNOTSUPP)
			ret = 0;
	}
	return ret;
}

/* An empty directory that cannot be changed: a mountpoint in /proc. */

static struct dentry *empty_dir_lookup(struct inode *dir, struct dentry *dentry,
				       unsigned int flags)
{
	return ERR_PTR(-ENOENT);
}

static int empty_dir_getattr(const struct path *path, struct kstat *stat,
			     u32 request_mask, unsigned int query_flags)
{
	generic_fillattr(d_inode(path->dentry), stat);
	return 0;
}

static int empty_dir_setattr(struct dentry *dentry, struct iattr *attr)
{
	return -EPERM;
}

static const struct inode_operations empty_dir_inode_operations = {
	.lookup		= empty_dir_lookup,
	.permission	= generic_permission,
	.setattr	= empty_dir_setattr,
	.getattr	= empty_dir_getattr,
};

static loff_t empty_dir_llseek(struct file *file, loff_t offset, int whence)
{
	return generic_file_llseek_size(file, offset, whence, 2, 2);
}

static int empty_dir_readdir(struct file *file, struct dir_context *ctx)
{
	dir_emit_dots(file, ctx);
	return 0;
}

static const struct file_operations empty_dir_operations = {
	.llseek		= empty_dir_llseek,
	.read		= generic_read_dir,
	.iterate_shared	= empty_dir_readdir,
	.fsync		= noop_fsync,
};

/**
 * make_empty_dir_inode() - turn a new inode into such a directory
 *
 * Context: any.
 */
void make_empty_dir_inode(struct inode *inode)
{
	set_nlink(inode, 2);
	inode->i_mode = S_IFDIR | S_IRUGO | S_IXUGO;
	inode->i_uid = GLOBAL_ROOT_UID;
	inode->i_gid = GLOBAL_ROOT_GID;
	inode->i_rdev = 0;
	inode->i_size = 0;
	inode->i_blkbits = PAGE_SHIFT;
	inode->i_blocks = 0;
	inode->i_op = &empty_dir_inode_operations;
	inode->i_opflags &= ~IOP_XATTR;
	inode->i_fop = &empty_dir_operations;
}
