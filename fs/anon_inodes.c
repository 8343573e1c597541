// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/anon_inodes.c - files without a name, all on one inode
 *
 * eventfd, epoll and their like have no inode data: all their files share one
 * inode, and differ in f_op and private_data.
 *
 * Entry      anon_inode_getfile() anon_inode_getfd()
 *
 * Mirrors: Linux 4.19 fs/anon_inodes.c.
 */
#include "internal.h"

#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/init.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <linux/panic.h>

static struct vfsmount *anon_inode_mnt;
static struct inode *anon_inode_inode;

/* "anon_inode:[eventfd]" */
static char *anon_inodefs_dname(struct dentry *dentry, char *buffer, int buflen)
{
	return dynamic_dname(dentry, buffer, buflen, "anon_inode:%s",
			     dentry->d_name.name);
}

static const struct dentry_operations anon_inodefs_dentry_operations = {
	.d_dname	= anon_inodefs_dname,
};

static struct dentry *anon_inodefs_mount(struct file_system_type *fs_type,
					 int flags, const char *dev_name,
					 void *data)
{
	return mount_pseudo(fs_type, "anon_inode:", NULL,
			    &anon_inodefs_dentry_operations,
			    ANON_INODE_FS_MAGIC);
}

static struct file_system_type anon_inode_fs_type = {
	.name		= "anon_inodefs",
	.mount		= anon_inodefs_mount,
	.kill_sb	= kill_anon_super,
};

/**
 * anon_inode_getfile() - a file with these operations
 * @name: "[eventfd]", for /proc/PID/fd
 * @fops: the operations
 * @priv: private_data
 * @flags: O_*
 *
 * Context: may sleep.
 * Return: the file or an ERR_PTR.
 */
struct file *anon_inode_getfile(const char *name,
				const struct file_operations *fops, void *priv,
				int flags)
{
	struct file *file;

	ihold(anon_inode_inode);
	file = alloc_file_pseudo(anon_inode_inode, anon_inode_mnt, name,
				 flags & (O_ACCMODE | O_NONBLOCK), fops);
	if (IS_ERR(file)) {
		iput(anon_inode_inode);
		return file;
	}
	file->f_mapping = anon_inode_inode->i_mapping;
	file->private_data = priv;
	return file;
}

/**
 * anon_inode_getfd() - the same, and a descriptor for it
 * @name: for /proc/PID/fd
 * @fops: the operations
 * @priv: private_data
 * @flags: O_*; O_CLOEXEC is the descriptor's
 *
 * Context: may sleep.
 * Return: the descriptor or an errno.
 */
int anon_inode_getfd(const char *name, const struct file_operations *fops,
		     void *priv, int flags)
{
	int fd = get_unused_fd_flags(flags);
	struct file *file;

	if (fd < 0)
		return fd;
	file = anon_inode_getfile(name, fops, priv, flags);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}

/**
 * anon_inode_init() - the inode
 *
 * Context: boot, once.
 * Return: 0; panics without memory.
 */
int __init anon_inode_init(void)
{
	anon_inode_mnt = kern_mount(&anon_inode_fs_type);
	if (IS_ERR(anon_inode_mnt))
		panic("anon_inode_init() kernel mount failed\n");
	anon_inode_inode = alloc_anon_inode(anon_inode_mnt->mnt_sb);
	if (IS_ERR(anon_inode_inode))
		panic("anon_inode_init() inode allocation failed\n");
	return 0;
}
