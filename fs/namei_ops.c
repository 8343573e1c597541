// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_ops.c - making and removing names: mknod, mkdir, rmdir, unlink
 *
 * Each call has three layers: the system call copies the name; do_*at()
 * walks to the directory and locks it; vfs_*() checks permission and calls
 * the filesystem.
 *
 * I1         Between the last lookup and the change the directory's i_rwsem is
 *            held for writing, so the dentry's state is the filesystem's.
 * I2         A victim that is a mountpoint in the caller's namespace is busy; in
 *            another's its mounts are detached with it.
 * I3         A removed directory is S_DEAD: nothing is created in it any more.
 *
 * Locking    parent's i_rwsem (I_MUTEX_PARENT) > victim's i_rwsem.
 *            mnt_want_write() is outside both.
 * Entry      filename_create() done_path_create() vfs_mkdir() vfs_unlink() ...
 *
 * Mirrors: the second half of Linux 4.19 fs/namei.c; links are in
 * namei_link.c, rename is in namei_rename.c.
 */
#include "internal.h"

#include <linux/capability.h>
#include <linux/fs_struct.h>
#include <linux/fsnotify.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/syscalls.h>

#include "mount.h"

/**
 * filename_create() - lock a directory to make an entry in it
 * @dfd: where a relative name starts
 * @name: the name, not put here; may be an ERR_PTR
 * @path: set to the directory, referenced
 * @lookup_flags: LOOKUP_DIRECTORY allows a trailing slash; LOOKUP_REVAL
 *
 * Context: may sleep.
 * Return: a negative dentry, with the directory locked and write access to its
 * mount, until done_path_create(); or an ERR_PTR: -EEXIST, -EROFS, ...
 */
struct dentry *filename_create(int dfd, struct filename *name,
			       struct path *path, unsigned int lookup_flags)
{
	bool is_dir = lookup_flags & LOOKUP_DIRECTORY;
	struct dentry *dentry;
	struct qstr last;
	int type, err2, error;

	lookup_flags &= LOOKUP_REVAL;
	error = filename_parentat(dfd, name, lookup_flags, path, &last, &type);
	if (error)
		return ERR_PTR(error);
	/* "foo/." and "foo/.." exist, whatever foo is. */
	if (unlikely(type != LAST_NORM)) {
		dentry = ERR_PTR(-EEXIST);
		goto out;
	}
	/* EEXIST is more important than EROFS. */
	err2 = mnt_want_write(path->mnt);
	inode_lock_nested(path->dentry->d_inode, I_MUTEX_PARENT);
	dentry = __lookup_hash(&last, path->dentry, lookup_flags |
			       LOOKUP_CREATE | LOOKUP_EXCL);
	if (IS_ERR(dentry))
		goto unlock;
	error = -EEXIST;
	if (d_is_positive(dentry))
		goto fail;
	/* "nx/" can only become a directory. */
	if (unlikely(!is_dir && last.name[last.len])) {
		error = -ENOENT;
		goto fail;
	}
	if (unlikely(err2)) {
		error = err2;
		goto fail;
	}
	return dentry;
fail:
	dput(dentry);
	dentry = ERR_PTR(error);
unlock:
	inode_unlock(path->dentry->d_inode);
	if (!err2)
		mnt_drop_write(path->mnt);
out:
	path_put(path);
	return dentry;
}

/**
 * kern_path_create() - filename_create() for a name of the kernel's
 * @dfd: where a relative name starts
 * @pathname: the name
 * @path: set to the directory, referenced
 * @lookup_flags: as filename_create()
 *
 * Context: may sleep.
 * Return: see filename_create().
 */
struct dentry *kern_path_create(int dfd, const char *pathname,
				struct path *path, unsigned int lookup_flags)
{
	struct filename *name = getname_kernel(pathname);
	struct dentry *res = filename_create(dfd, name, path, lookup_flags);

	if (!IS_ERR(name))
		putname(name);
	return res;
}

/**
 * done_path_create() - undo filename_create()
 * @path: the directory
 * @dentry: the entry
 *
 * Context: may sleep.
 */
void done_path_create(struct path *path, struct dentry *dentry)
{
	dput(dentry);
	inode_unlock(path->dentry->d_inode);
	mnt_drop_write(path->mnt);
	path_put(path);
}

/* Making. */

/**
 * vfs_create() - make a regular file
 * @dir: the directory, locked
 * @dentry: the entry, negative
 * @mode: permissions
 * @want_excl: as with O_EXCL
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_create(struct inode *dir, struct dentry *dentry, umode_t mode,
	       bool want_excl)
{
	int error = may_create(dir, dentry);

	if (error)
		return error;
	if (!dir->i_op->create)
		return -EACCES;
	error = dir->i_op->create(dir, dentry, (mode & S_IALLUGO) | S_IFREG,
				  want_excl);
	if (!error)
		fsnotify_create(dir, dentry);
	return error;
}

/**
 * vfs_mknod() - make a device node, FIFO or socket
 * @dir: the directory, locked
 * @dentry: the entry, negative
 * @mode: type and permissions
 * @dev: the device
 *
 * Context: may sleep.
 * Return: 0 or an errno; -EPERM: devices need CAP_MKNOD.
 */
int vfs_mknod(struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev)
{
	bool is_whiteout = S_ISCHR(mode) && dev == 0;
	int error = may_create(dir, dentry);

	if (error)
		return error;
	if ((S_ISCHR(mode) || S_ISBLK(mode)) && !is_whiteout &&
	    !capable(CAP_MKNOD))
		return -EPERM;
	if (!dir->i_op->mknod)
		return -EPERM;
	error = dir->i_op->mknod(dir, dentry, mode, dev);
	if (!error)
		fsnotify_create(dir, dentry);
	return error;
}

static int may_mknod(umode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
	case S_IFSOCK:
	case 0:			/* a regular file */
		return 0;
	case S_IFDIR:
		return -EPERM;
	}
	return -EINVAL;
}

/**
 * do_mknodat() - mknodat(2) on a copied name
 * @dfd: where a relative name starts
 * @name: put here; may be an ERR_PTR
 * @mode: type and permissions
 * @dev: as user space encodes it
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_mknodat(int dfd, struct filename *name, umode_t mode, unsigned int dev)
{
	unsigned int lookup_flags = 0;
	struct dentry *dentry;
	struct path path;
	int error = may_mknod(mode);

	if (error)
		goto out;
retry:
	dentry = filename_create(dfd, name, &path, lookup_flags);
	error = PTR_ERR(dentry);
	if (IS_ERR(dentry))
		goto out;
	if (!IS_POSIXACL(path.dentry->d_inode))
		mode &= ~current_umask();
	switch (mode & S_IFMT) {
	case 0:
	case S_IFREG:
		error = vfs_create(path.dentry->d_inode, dentry, mode, true);
		break;
	case S_IFCHR:
	case S_IFBLK:
		error = vfs_mknod(path.dentry->d_inode, dentry, mode,
				  new_decode_dev(dev));
		break;
	case S_IFIFO:
	case S_IFSOCK:
		error = vfs_mknod(path.dentry->d_inode, dentry, mode, 0);
		break;
	}
	done_path_create(&path, dentry);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
out:
	if (!IS_ERR(name))
		putname(name);
	return error;
}

SYSCALL_DEFINE4(mknodat, int, dfd, const char __user *, filename, umode_t, mode,
		unsigned int, dev)
{
	return do_mknodat(dfd, getname(filename), mode, dev);
}

SYSCALL_DEFINE3(mknod, const char __user *, filename, umode_t, mode,
		unsigned int, dev)
{
	return do_mknodat(AT_FDCWD, getname(filename), mode, dev);
}

/**
 * vfs_mkdir() - make a directory
 * @dir: the parent, locked
 * @dentry: the entry, negative
 * @mode: permissions
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	int error = may_create(dir, dentry);

	if (error)
		return error;
	if (!dir->i_op->mkdir)
		return -EPERM;
	error = dir->i_op->mkdir(dir, dentry, mode & (S_IRWXUGO | S_ISVTX));
	if (!error)
		fsnotify_mkdir(dir, dentry);
	return error;
}

/**
 * do_mkdirat() - mkdirat(2) on a copied name
 * @dfd: where a relative name starts
 * @name: put here; may be an ERR_PTR
 * @mode: permissions
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_mkdirat(int dfd, struct filename *name, umode_t mode)
{
	unsigned int lookup_flags = LOOKUP_DIRECTORY;
	struct dentry *dentry;
	struct path path;
	int error;

retry:
	dentry = filename_create(dfd, name, &path, lookup_flags);
	error = PTR_ERR(dentry);
	if (IS_ERR(dentry))
		goto out;
	if (!IS_POSIXACL(path.dentry->d_inode))
		mode &= ~current_umask();
	error = vfs_mkdir(path.dentry->d_inode, dentry, mode);
	done_path_create(&path, dentry);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
out:
	if (!IS_ERR(name))
		putname(name);
	return error;
}

SYSCALL_DEFINE3(mkdirat, int, dfd, const char __user *, pathname, umode_t, mode)
{
	return do_mkdirat(dfd, getname(pathname), mode);
}

SYSCALL_DEFINE2(mkdir, const char __user *, pathname, umode_t, mode)
{
	return do_mkdirat(AT_FDCWD, getname(pathname), mode);
}

/* Removing. */

/**
 * vfs_rmdir() - remove a directory
 * @dir: the parent, locked
 * @dentry: the directory
 *
 * Context: may sleep; locks the victim.
 * Return: 0 or an errno; -EBUSY: mounted on, or in use.
 */
int vfs_rmdir(struct inode *dir, struct dentry *dentry)
{
	int error = may_delete(dir, dentry, true);

	if (error)
		return error;
	if (!dir->i_op->rmdir)
		return -EPERM;

	dget(dentry);
	inode_lock(dentry->d_inode);
	error = -EBUSY;
	if (is_local_mountpoint(dentry))
		goto out;
	error = dir->i_op->rmdir(dir, dentry);
	if (error)
		goto out;
	shrink_dcache_parent(dentry);
	dentry->d_inode->i_flags |= S_DEAD;
	dont_mount(dentry);
	detach_mounts(dentry);
out:
	inode_unlock(dentry->d_inode);
	dput(dentry);
	if (!error) {
		d_delete(dentry);
		fsnotify_nameremove(dir, dentry, true);
	}
	return error;
}

/**
 * do_rmdir() - rmdir(2) on a copied name
 * @dfd: where a relative name starts
 * @name: put here; may be an ERR_PTR
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_rmdir(int dfd, struct filename *name)
{
	unsigned int lookup_flags = 0;
	struct dentry *dentry;
	struct path path;
	struct qstr last;
	int type, error;

retry:
	error = filename_parentat(dfd, name, lookup_flags, &path, &last, &type);
	if (error)
		goto out_name;
	switch (type) {
	case LAST_DOTDOT:
		error = -ENOTEMPTY;
		goto out_path;
	case LAST_DOT:
		error = -EINVAL;
		goto out_path;
	case LAST_ROOT:
		error = -EBUSY;
		goto out_path;
	}
	error = mnt_want_write(path.mnt);
	if (error)
		goto out_path;
	inode_lock_nested(path.dentry->d_inode, I_MUTEX_PARENT);
	dentry = __lookup_hash(&last, path.dentry, lookup_flags);
	error = PTR_ERR(dentry);
	if (IS_ERR(dentry))
		goto out_unlock;
	error = -ENOENT;
	if (dentry->d_inode)
		error = vfs_rmdir(path.dentry->d_inode, dentry);
	dput(dentry);
out_unlock:
	inode_unlock(path.dentry->d_inode);
	mnt_drop_write(path.mnt);
out_path:
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
out_name:
	if (!IS_ERR(name))
		putname(name);
	return error;
}

SYSCALL_DEFINE1(rmdir, const char __user *, pathname)
{
	return do_rmdir(AT_FDCWD, getname(pathname));
}

/**
 * vfs_unlink() - remove a name
 * @dir: the directory, locked
 * @dentry: the entry
 * @delegated_inode: unused: there are no delegations
 *
 * Context: may sleep; locks the victim.
 * Return: 0 or an errno.
 */
int vfs_unlink(struct inode *dir, struct dentry *dentry,
	       struct inode **delegated_inode)
{
	struct inode *target = dentry->d_inode;
	int error = may_delete(dir, dentry, false);

	if (error)
		return error;
	if (!dir->i_op->unlink)
		return -EPERM;

	inode_lock(target);
	if (is_local_mountpoint(dentry)) {
		error = -EBUSY;
	} else {
		error = dir->i_op->unlink(dir, dentry);
		if (!error) {
			dont_mount(dentry);
			detach_mounts(dentry);
		}
	}
	inode_unlock(target);
	if (!error) {
		fsnotify_link_count(target);
		d_delete(dentry);
		fsnotify_nameremove(dir, dentry, false);
	}
	return error;
}

/* "file/": why not? */
static int unlink_slash_error(struct dentry *dentry)
{
	if (d_is_negative(dentry))
		return -ENOENT;
	return d_is_dir(dentry) ? -EISDIR : -ENOTDIR;
}

/**
 * do_unlinkat() - unlink(2) on a copied name
 * @dfd: where a relative name starts
 * @name: put here; may be an ERR_PTR
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_unlinkat(int dfd, struct filename *name)
{
	unsigned int lookup_flags = 0;
	struct inode *inode;
	struct dentry *dentry;
	struct path path;
	struct qstr last;
	int type, error;

retry:
	error = filename_parentat(dfd, name, lookup_flags, &path, &last, &type);
	if (error)
		goto out_name;
	error = -EISDIR;
	if (type != LAST_NORM)
		goto out_path;
	error = mnt_want_write(path.mnt);
	if (error)
		goto out_path;

	inode = NULL;
	inode_lock_nested(path.dentry->d_inode, I_MUTEX_PARENT);
	dentry = __lookup_hash(&last, path.dentry, lookup_flags);
	error = PTR_ERR(dentry);
	if (!IS_ERR(dentry)) {
		if (last.name[last.len] || d_is_negative(dentry)) {
			error = unlink_slash_error(dentry);
		} else {
			inode = dentry->d_inode;
			ihold(inode);
			error = vfs_unlink(path.dentry->d_inode, dentry, NULL);
		}
		dput(dentry);
	}
	inode_unlock(path.dentry->d_inode);
	/* Truncating may take long: not with the directory locked. */
	iput(inode);
	mnt_drop_write(path.mnt);
out_path:
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
out_name:
	if (!IS_ERR(name))
		putname(name);
	return error;
}

SYSCALL_DEFINE3(unlinkat, int, dfd, const char __user *, pathname, int, flag)
{
	if ((flag & ~AT_REMOVEDIR) != 0)
		return -EINVAL;
	if (flag & AT_REMOVEDIR)
		return do_rmdir(dfd, getname(pathname));
	return do_unlinkat(dfd, getname(pathname));
}

SYSCALL_DEFINE1(unlink, const char __user *, pathname)
{
	return do_unlinkat(AT_FDCWD, getname(pathname));
}
