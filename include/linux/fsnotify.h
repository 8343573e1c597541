/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fsnotify.h - what the VFS says after it has done something
 *
 * Nobody watches nearly all files: then each of these is two loads.
 *
 * Mirrors: Linux 4.19 include/linux/fsnotify.h.
 */
#ifndef _LINUX_FSNOTIFY_H
#define _LINUX_FSNOTIFY_H

#include <linux/fsnotify_backend.h>

static inline void fsnotify_dentry(struct dentry *dentry, u32 mask)
{
	if (unlikely((READ_ONCE(dentry->d_inode->i_fsnotify_mask) & mask) ||
		     (dentry->d_flags & DCACHE_FSNOTIFY_PARENT_WATCHED)))
		__fsnotify_dentry(dentry, mask);
}

static inline void fsnotify_file(struct file *file, u32 mask)
{
	if (likely(!(READ_ONCE(file->f_inode->i_fsnotify_mask) & mask) &&
		   !(file->f_path.dentry->d_flags &
		     DCACHE_FSNOTIFY_PARENT_WATCHED)))
		return;
	if (!(file->f_mode & (FMODE_NONOTIFY | FMODE_PATH)))
		__fsnotify_path(&file->f_path, mask);
}

/* @file was read from, or its entries were listed. */
static inline void fsnotify_access(struct file *file)
{
	fsnotify_file(file, FS_ACCESS);
}

/* @file was written to. */
static inline void fsnotify_modify(struct file *file)
{
	fsnotify_file(file, FS_MODIFY);
}

static inline void fsnotify_open(struct file *file)
{
	fsnotify_file(file, FS_OPEN);
}

/* The last reference to @file goes. */
static inline void fsnotify_close(struct file *file)
{
	fsnotify_file(file, file->f_mode & FMODE_WRITE ? FS_CLOSE_WRITE :
							 FS_CLOSE_NOWRITE);
}

/* Something in a directory: @mask, and FS_ISDIR if it is one itself. */
static inline void fsnotify_entry(struct inode *dir, u32 mask,
				  const struct dentry *dentry, bool isdir)
{
	if (unlikely(READ_ONCE(dir->i_fsnotify_mask) & mask))
		fsnotify(dir, mask | (isdir ? FS_ISDIR : 0), NULL,
			 dentry->d_name.name, 0);
}

static inline void fsnotify_create(struct inode *dir,
				   const struct dentry *dentry)
{
	fsnotify_entry(dir, FS_CREATE, dentry, false);
}

static inline void fsnotify_mkdir(struct inode *dir,
				  const struct dentry *dentry)
{
	fsnotify_entry(dir, FS_CREATE, dentry, true);
}

/* The directory is locked: the name stays. */
static inline void fsnotify_nameremove(struct inode *dir,
				       const struct dentry *dentry, bool isdir)
{
	fsnotify_entry(dir, FS_DELETE, dentry, isdir);
}

static inline void fsnotify_link_count(struct inode *inode)
{
	fsnotify(inode, FS_ATTRIB, NULL, NULL, 0);
}

static inline void fsnotify_link(struct inode *dir, struct inode *inode,
				 const struct dentry *new_dentry)
{
	fsnotify_link_count(inode);
	fsnotify_entry(dir, FS_CREATE, new_dentry, false);
}

static inline void fsnotify_xattr(struct dentry *dentry)
{
	fsnotify_dentry(dentry, FS_ATTRIB);
}

void fsnotify_move(struct inode *old_dir, struct inode *new_dir,
		   const unsigned char *old_name, struct inode *target,
		   struct dentry *moved);
void fsnotify_change(struct dentry *dentry, unsigned int ia_valid);
void fsnotify_inoderemove(struct inode *inode);

#endif /* _LINUX_FSNOTIFY_H */
