/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/ramfs.h - the smallest filesystem
 */
#ifndef _LINUX_RAMFS_H
#define _LINUX_RAMFS_H

#include <linux/fs.h>

struct inode *ramfs_get_inode(struct super_block *sb, const struct inode *dir,
			      umode_t mode, dev_t dev);
struct dentry *ramfs_mount(struct file_system_type *fs_type, int flags,
			   const char *dev_name, void *data);
int ramfs_fill_super(struct super_block *sb, void *data, int silent);
void ramfs_kill_sb(struct super_block *sb);
int init_ramfs_fs(void);

extern const struct file_operations ramfs_file_operations;

#endif /* _LINUX_RAMFS_H */
