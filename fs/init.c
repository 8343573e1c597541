// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/init.c - system calls on kernel strings, for early user space
 *
 * The kernel's own first steps (unpacking the initramfs, mounting /dev) are
 * file operations without a user; each function here does what the system call
 * of its name does, with paths in kernel memory.
 *
 * Mirrors: Linux 5.9 fs/init.c.
 */
#include <linux/init_syscalls.h>

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/stat.h>

#include "internal.h"

/*
 * mount(2): type and data are strings or NULL. Return: 0 or -errno, here and
 * below.
 */
int __init init_mount(const char *dev_name, const char *dir_name,
		      const char *type_page, unsigned long flags,
		      void *data_page)
{
	struct path path;
	int ret = kern_path(dir_name, LOOKUP_FOLLOW, &path);

	if (ret)
		return ret;
	ret = do_mount(dev_name, &path, type_page, flags, data_page);
	path_put(&path);
	return ret;
}

/* chdir(2), without asking for search permission. */
int __init init_chdir(const char *filename)
{
	struct path path;
	int error = kern_path(filename, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (error)
		return error;
	set_fs_pwd(current->fs, &path);
	path_put(&path);
	return 0;
}

/* chroot(2), without asking for CAP_SYS_CHROOT. */
int __init init_chroot(const char *filename)
{
	struct path path;
	int error = kern_path(filename, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (error)
		return error;
	set_fs_root(current->fs, &path);
	path_put(&path);
	return 0;
}

/* chown(2); AT_SYMLINK_NOFOLLOW is the only flag. */
int __init init_chown(const char *filename, uid_t user, gid_t group, int flags)
{
	struct path path;
	int error = kern_path(filename, (flags & AT_SYMLINK_NOFOLLOW) ? 0 :
			      LOOKUP_FOLLOW, &path);

	if (error)
		return error;
	error = chown_common(&path, user, group);
	path_put(&path);
	return error;
}

/* chmod(2). */
int __init init_chmod(const char *filename, umode_t mode)
{
	struct path path;
	int error = kern_path(filename, LOOKUP_FOLLOW, &path);

	if (error)
		return error;
	error = chmod_common(&path, mode);
	path_put(&path);
	return error;
}

/* Is there a file that may be executed? */
int __init init_eaccess(const char *filename)
{
	struct path path;
	int error = kern_path(filename, LOOKUP_FOLLOW, &path);

	if (error)
		return error;
	error = inode_permission(d_inode(path.dentry), MAY_ACCESS | MAY_EXEC);
	path_put(&path);
	return error;
}

/* stat(2); AT_SYMLINK_NOFOLLOW is the only flag. */
int __init init_stat(const char *filename, struct kstat *stat, int flags)
{
	struct path path;
	int error = kern_path(filename, (flags & AT_SYMLINK_NOFOLLOW) ? 0 :
			      LOOKUP_FOLLOW, &path);

	if (error)
		return error;
	error = vfs_getattr(&path, stat, STATX_BASIC_STATS, AT_NO_AUTOMOUNT);
	path_put(&path);
	return error;
}

/* mknod(2); @dev as new_encode_dev() makes it. */
int __init init_mknod(const char *filename, umode_t mode, unsigned int dev)
{
	struct dentry *dentry;
	struct path path;
	int error;

	if (S_ISFIFO(mode) || S_ISSOCK(mode))
		dev = 0;
	else if (!(S_ISBLK(mode) || S_ISCHR(mode)))
		return -EINVAL;
	dentry = kern_path_create(AT_FDCWD, filename, &path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	error = vfs_mknod(d_inode(path.dentry), dentry, mode,
			  new_decode_dev(dev));
	done_path_create(&path, dentry);
	return error;
}

/* link(2), across mounts -EXDEV. */
int __init init_link(const char *oldname, const char *newname)
{
	struct path old_path, new_path;
	struct dentry *new_dentry;
	int error = kern_path(oldname, 0, &old_path);

	if (error)
		return error;
	new_dentry = kern_path_create(AT_FDCWD, newname, &new_path, 0);
	error = PTR_ERR_OR_ZERO(new_dentry);
	if (error)
		goto out;
	error = -EXDEV;
	if (old_path.mnt == new_path.mnt)
		error = vfs_link(old_path.dentry, d_inode(new_path.dentry),
				 new_dentry, NULL);
	done_path_create(&new_path, new_dentry);
out:
	path_put(&old_path);
	return error;
}

/* symlink(2). */
int __init init_symlink(const char *oldname, const char *newname)
{
	struct dentry *dentry;
	struct path path;
	int error;

	dentry = kern_path_create(AT_FDCWD, newname, &path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	error = vfs_symlink(d_inode(path.dentry), dentry, oldname);
	done_path_create(&path, dentry);
	return error;
}

/* unlink(2). */
int __init init_unlink(const char *pathname)
{
	return do_unlinkat(AT_FDCWD, getname_kernel(pathname));
}

/* mkdir(2); umask applies. */
int __init init_mkdir(const char *pathname, umode_t mode)
{
	struct dentry *dentry;
	struct path path;
	int error;

	dentry = kern_path_create(AT_FDCWD, pathname, &path, LOOKUP_DIRECTORY);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	if (!IS_POSIXACL(d_inode(path.dentry)))
		mode &= ~current_umask();
	error = vfs_mkdir(d_inode(path.dentry), dentry, mode);
	done_path_create(&path, dentry);
	return error;
}

/* rmdir(2). */
int __init init_rmdir(const char *pathname)
{
	return do_rmdir(AT_FDCWD, getname_kernel(pathname));
}

/*
 * utimensat(2) on what the name itself stands for: access, then modification.
 */
int __init init_utimes(const char *filename, struct timespec64 *ts)
{
	struct iattr newattrs = {
		.ia_valid = ATTR_ATIME | ATTR_ATIME_SET | ATTR_MTIME |
			    ATTR_MTIME_SET | ATTR_CTIME | ATTR_TIMES_SET,
		.ia_atime = ts[0], .ia_mtime = ts[1],
	};
	struct path path;
	int error = kern_path(filename, 0, &path);

	if (error)
		return error;
	inode_lock(d_inode(path.dentry));
	error = notify_change(path.dentry, &newattrs, NULL);
	inode_unlock(d_inode(path.dentry));
	path_put(&path);
	return error;
}

/* dup(2) of a file without a descriptor. Return: 0 or -errno. */
int __init init_dup(struct file *file)
{
	int fd = get_unused_fd_flags(0);

	if (fd < 0)
		return fd;
	fd_install(fd, get_file(file));
	return 0;
}
