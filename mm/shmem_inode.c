// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/shmem_inode.c - names and inodes of tmpfs
 *
 * Directories live in the dcache alone: an entry is a dentry that is held by
 * one extra reference from the moment it is made until it is removed.
 *
 * I1         every positive dentry of tmpfs has one reference for existing.
 * I2         an inode (and every further name of one) takes one from the
 *            mount's nr_inodes, and gives it back with its last link (name).
 * Locking    i_rwsem of the directory, by the VFS.
 * Context    process context, may sleep.
 * Entry      shmem_get_inode(), shmem_dir_inode_operations, shmem_ops
 *
 * Mirrors: Linux 4.6 mm/shmem.c.
 * Simpler than Linux in: a symlink's text is always kmalloc()ed.
 */
#include "shmem.h"

#include <linux/backing-dev.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct kmem_cache *shmem_inode_cachep;

static const struct inode_operations shmem_inode_operations;
static const struct inode_operations shmem_dir_inode_operations;
static const struct inode_operations shmem_symlink_inode_operations;

static void shmem_init_inode(void *foo)
{
	struct shmem_inode_info *info = foo;

	inode_init_once(&info->vfs_inode);
}

/**
 * shmem_init_inodecache() - inodes of tmpfs can be made
 *
 * Context: boot.
 */
void __init shmem_init_inodecache(void)
{
	shmem_inode_cachep = kmem_cache_create("shmem_inode_cache",
			sizeof(struct shmem_inode_info), 0,
			SLAB_PANIC | SLAB_ACCOUNT, shmem_init_inode);
}

static struct inode *shmem_alloc_inode(struct super_block *sb)
{
	struct shmem_inode_info *info;

	info = kmem_cache_alloc(shmem_inode_cachep, GFP_KERNEL);
	return info ? &info->vfs_inode : NULL;
}

static void shmem_destroy_callback(struct rcu_head *head)
{
	struct inode *inode = container_of(head, struct inode, i_rcu);

	/* A walk under RCU may have looked at the text until now. */
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
	kmem_cache_free(shmem_inode_cachep, SHMEM_I(inode));
}

static void shmem_destroy_inode(struct inode *inode)
{
	call_rcu(&inode->i_rcu, shmem_destroy_callback);
}

static void shmem_evict_inode(struct inode *inode)
{
	struct shmem_inode_info *info = SHMEM_I(inode);

	if (inode->i_mapping->a_ops == &shmem_aops) {
		shmem_unacct_size(info->flags, inode->i_size);
		inode->i_size = 0;
		truncate_inode_pages_final(inode->i_mapping);
		shmem_recalc_inode(inode);
	}
	WARN_ON(inode->i_blocks);
	simple_xattrs_free(&info->xattrs);
	shmem_free_inode(inode->i_sb);
	clear_inode(inode);
}

/* The type-specific part of a new inode. */
static void shmem_init_type(struct inode *inode, umode_t mode, dev_t dev,
			    unsigned long flags)
{
	switch (mode & S_IFMT) {
	default:
		inode->i_op = &shmem_inode_operations;
		init_special_inode(inode, mode, dev);
		break;
	case S_IFREG:
		inode->i_mapping->a_ops = &shmem_aops;
		inode->i_op = &shmem_inode_operations;
		inode->i_fop = &shmem_file_operations;
		break;
	case S_IFDIR:
		inc_nlink(inode);
		/* An empty directory has a size, for those who look. */
		inode->i_size = 2 * BOGO_DIRENT_SIZE;
		inode->i_op = &shmem_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		break;
	case S_IFLNK:
		inode->i_op = &shmem_symlink_inode_operations;
		break;
	}
}

/**
 * shmem_get_inode() - a new inode
 * @sb: super block
 * @dir: directory of its first name, or NULL
 * @mode: type and permissions
 * @dev: device number of special files
 * @flags: VM_NORESERVE to charge pages when they are used
 *
 * Return: the inode, or NULL: no memory, or nr_inodes= is reached.
 */
struct inode *shmem_get_inode(struct super_block *sb, const struct inode *dir,
			      umode_t mode, dev_t dev, unsigned long flags)
{
	struct shmem_inode_info *info;
	struct inode *inode;

	if (shmem_reserve_inode(sb))
		return NULL;
	inode = new_inode(sb);
	if (!inode) {
		shmem_free_inode(sb);
		return NULL;
	}
	inode->i_ino = get_next_ino();
	inode_init_owner(inode, dir, mode);
	inode->i_blocks = 0;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);

	info = SHMEM_I(inode);
	spin_lock_init(&info->lock);
	info->seals = F_SEAL_SEAL;
	info->flags = flags & VM_NORESERVE;
	info->alloced = 0;
	simple_xattrs_init(&info->xattrs);
	mapping_set_gfp_mask(inode->i_mapping, GFP_HIGHUSER);
	shmem_init_type(inode, mode, dev, flags);
	return inode;
}

/*
 * Attributes
 */
static int shmem_change_size(struct inode *inode, loff_t newsize)
{
	struct shmem_inode_info *info = SHMEM_I(inode);
	loff_t oldsize = inode->i_size;
	loff_t holebegin = round_up(newsize, (loff_t)PAGE_SIZE);
	int error;

	if ((newsize < oldsize && (info->seals & F_SEAL_SHRINK)) ||
	    (newsize > oldsize && (info->seals & F_SEAL_GROW)))
		return -EPERM;
	if (newsize == oldsize)
		return 0;
	error = shmem_reacct_size(info->flags, oldsize, newsize);
	if (error)
		return error;
	i_size_write(inode, newsize);
	inode->i_ctime = inode->i_mtime = current_time(inode);
	if (newsize > oldsize)
		return 0;
	/* Twice, for private copies: see truncate_pagecache(). */
	unmap_mapping_range(inode->i_mapping, holebegin, 0, 1);
	shmem_truncate_range(inode, newsize, (loff_t)-1);
	unmap_mapping_range(inode->i_mapping, holebegin, 0, 1);
	return 0;
}

static int shmem_setattr(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	int error;

	error = setattr_prepare(dentry, attr);
	if (error)
		return error;
	if (S_ISREG(inode->i_mode) && (attr->ia_valid & ATTR_SIZE)) {
		error = shmem_change_size(inode, attr->ia_size);
		if (error)
			return error;
	}
	setattr_copy(inode, attr);
	return 0;
}

/*
 * Directories
 */
static void touch_dir(struct inode *dir)
{
	dir->i_ctime = dir->i_mtime = current_time(dir);
}

static int shmem_mknod(struct inode *dir, struct dentry *dentry, umode_t mode,
		       dev_t dev)
{
	struct inode *inode = shmem_get_inode(dir->i_sb, dir, mode, dev,
					      VM_NORESERVE);

	if (!inode)
		return -ENOSPC;
	dir->i_size += BOGO_DIRENT_SIZE;
	touch_dir(dir);
	d_instantiate(dentry, inode);
	dget(dentry);			/* I1 */
	return 0;
}

static int shmem_tmpfile(struct inode *dir, struct dentry *dentry,
			 umode_t mode)
{
	struct inode *inode = shmem_get_inode(dir->i_sb, dir, mode, 0,
					      VM_NORESERVE);

	if (!inode)
		return -ENOSPC;
	d_tmpfile(dentry, inode);
	return 0;
}

static int shmem_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	int error = shmem_mknod(dir, dentry, mode | S_IFDIR, 0);

	if (!error)
		inc_nlink(dir);
	return error;
}

static int shmem_create(struct inode *dir, struct dentry *dentry,
			umode_t mode, bool excl)
{
	return shmem_mknod(dir, dentry, mode | S_IFREG, 0);
}

static int shmem_link(struct dentry *old_dentry, struct inode *dir,
		      struct dentry *dentry)
{
	struct inode *inode = d_inode(old_dentry);
	int ret;

	/*
	 * I2.  The first name was paid for with the inode; one that an
	 * O_TMPFILE gets now, too.
	 */
	if (inode->i_nlink) {
		ret = shmem_reserve_inode(inode->i_sb);
		if (ret)
			return ret;
	}
	dir->i_size += BOGO_DIRENT_SIZE;
	touch_dir(dir);
	inode->i_ctime = dir->i_ctime;
	inc_nlink(inode);
	ihold(inode);			/* of the new dentry */
	dget(dentry);			/* I1 */
	d_instantiate(dentry, inode);
	return 0;
}

static int shmem_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);

	if (inode->i_nlink > 1 && !S_ISDIR(inode->i_mode))
		shmem_free_inode(inode->i_sb);
	dir->i_size -= BOGO_DIRENT_SIZE;
	touch_dir(dir);
	inode->i_ctime = dir->i_ctime;
	drop_nlink(inode);
	dput(dentry);			/* I1: undo the count from "create" */
	return 0;
}

static int shmem_rmdir(struct inode *dir, struct dentry *dentry)
{
	if (!simple_empty(dentry))
		return -ENOTEMPTY;
	drop_nlink(d_inode(dentry));
	drop_nlink(dir);
	return shmem_unlink(dir, dentry);
}

static int shmem_exchange(struct inode *old_dir, struct dentry *old_dentry,
			  struct inode *new_dir, struct dentry *new_dentry)
{
	bool old_is_dir = d_is_dir(old_dentry);
	bool new_is_dir = d_is_dir(new_dentry);

	if (old_dir != new_dir && old_is_dir != new_is_dir) {
		if (old_is_dir) {
			drop_nlink(old_dir);
			inc_nlink(new_dir);
		} else {
			drop_nlink(new_dir);
			inc_nlink(old_dir);
		}
	}
	touch_dir(old_dir);
	touch_dir(new_dir);
	d_inode(old_dentry)->i_ctime = old_dir->i_ctime;
	d_inode(new_dentry)->i_ctime = old_dir->i_ctime;
	return 0;
}

/* A character device 0:0 takes the old name (overlay file systems). */
static int shmem_whiteout(struct inode *old_dir, struct dentry *old_dentry)
{
	struct dentry *whiteout = d_alloc(old_dentry->d_parent,
					  &old_dentry->d_name);
	int error;

	if (!whiteout)
		return -ENOMEM;
	error = shmem_mknod(old_dir, whiteout, S_IFCHR, 0);
	dput(whiteout);
	if (error)
		return error;
	/* Hashed although the old name still is: d_move() unhashes that. */
	d_rehash(whiteout);
	return 0;
}

static int shmem_rename(struct inode *old_dir, struct dentry *old_dentry,
			struct inode *new_dir, struct dentry *new_dentry,
			unsigned int flags)
{
	struct inode *inode = d_inode(old_dentry);
	bool is_dir = S_ISDIR(inode->i_mode);
	int error;

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE | RENAME_WHITEOUT))
		return -EINVAL;
	if (flags & RENAME_EXCHANGE)
		return shmem_exchange(old_dir, old_dentry, new_dir,
				      new_dentry);
	if (!simple_empty(new_dentry))
		return -ENOTEMPTY;
	if (flags & RENAME_WHITEOUT) {
		error = shmem_whiteout(old_dir, old_dentry);
		if (error)
			return error;
	}
	if (d_really_is_positive(new_dentry)) {
		shmem_unlink(new_dir, new_dentry);
		if (is_dir) {
			drop_nlink(d_inode(new_dentry));
			drop_nlink(old_dir);
		}
	} else if (is_dir) {
		drop_nlink(old_dir);
		inc_nlink(new_dir);
	}
	old_dir->i_size -= BOGO_DIRENT_SIZE;
	new_dir->i_size += BOGO_DIRENT_SIZE;
	touch_dir(old_dir);
	touch_dir(new_dir);
	inode->i_ctime = old_dir->i_ctime;
	return 0;
}

static int shmem_symlink(struct inode *dir, struct dentry *dentry,
			 const char *symname)
{
	size_t len = strlen(symname) + 1;
	struct inode *inode;
	char *link;

	if (len > PAGE_SIZE)
		return -ENAMETOOLONG;
	inode = shmem_get_inode(dir->i_sb, dir, S_IFLNK | S_IRWXUGO, 0,
				VM_NORESERVE);
	if (!inode)
		return -ENOSPC;
	link = kmemdup(symname, len, GFP_KERNEL);
	inode->i_link = link;
	if (!link) {
		iput(inode);
		return -ENOMEM;
	}
	inode->i_size = len - 1;
	dir->i_size += BOGO_DIRENT_SIZE;
	touch_dir(dir);
	d_instantiate(dentry, inode);
	dget(dentry);			/* I1 */
	return 0;
}

static const struct inode_operations shmem_inode_operations = {
	.getattr	= simple_getattr,
	.setattr	= shmem_setattr,
	.listxattr	= shmem_listxattr,
};

static const struct inode_operations shmem_symlink_inode_operations = {
	.get_link	= simple_get_link,
	.listxattr	= shmem_listxattr,
};

static const struct inode_operations shmem_dir_inode_operations = {
	.create		= shmem_create,
	.lookup		= simple_lookup,
	.link		= shmem_link,
	.unlink		= shmem_unlink,
	.symlink	= shmem_symlink,
	.mkdir		= shmem_mkdir,
	.rmdir		= shmem_rmdir,
	.mknod		= shmem_mknod,
	.rename		= shmem_rename,
	.tmpfile	= shmem_tmpfile,
	.listxattr	= shmem_listxattr,
	.setattr	= shmem_setattr,
};

const struct super_operations shmem_ops = {
	.alloc_inode	= shmem_alloc_inode,
	.destroy_inode	= shmem_destroy_inode,
	.evict_inode	= shmem_evict_inode,
	.statfs		= shmem_statfs,
	.remount_fs	= shmem_remount_fs,
	.show_options	= shmem_show_options,
	.put_super	= shmem_put_super,
	.drop_inode	= generic_delete_inode,
};
