// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/xattr.c - named values attached to inodes
 *
 * A name is prefix + suffix: "user.mime_type".  The super block's s_xattr lists
 * handlers by prefix; the first that matches answers.
 *
 *	user.*		permissions of the file; only on files and directories
 *	trusted.*	CAP_SYS_ADMIN
 *	security.*	the filesystem's and CAP_SYS_ADMIN's matter
 *	system.*	the handler's own rules
 *
 * Locking    i_rwsem for writing around changes; reads take none here.
 * Entry      vfs_getxattr() vfs_setxattr() vfs_listxattr() vfs_removexattr()
 *
 * Mirrors: Linux 4.19 fs/xattr.c; values in memory: simple_xattr.c.
 */
#include "internal.h"

#include <linux/capability.h>
#include <linux/file.h>
#include <linux/fsnotify.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/xattr.h>

static const struct xattr_handler *xattr_resolve_name(struct inode *inode,
						      const char **name)
{
	const struct xattr_handler **handlers = inode->i_sb->s_xattr;

	if (!(inode->i_opflags & IOP_XATTR)) {
		if (unlikely(is_bad_inode(inode)))
			return ERR_PTR(-EIO);
		return ERR_PTR(-EOPNOTSUPP);
	}
	for (; handlers && *handlers; handlers++) {
		const struct xattr_handler *h = *handlers;
		const char *key = h->prefix ? h->prefix : h->name;
		size_t len = strlen(key);

		/* A full name must end there, a prefix must not. */
		if (strncmp(*name, key, len) || (!h->prefix && (*name)[len]))
			continue;
		if (h->prefix && !(*name)[len])
			return ERR_PTR(-EINVAL);
		*name += len;
		return h;
	}
	return ERR_PTR(-EOPNOTSUPP);
}

/**
 * xattr_full_name() - the whole name, from what a handler was given
 * @handler: the handler
 * @name: the suffix, as given to ->get() or ->set()
 *
 * Context: any.
 * Return: the name.
 */
const char *xattr_full_name(const struct xattr_handler *handler,
			    const char *name)
{
	return name - strlen(handler->prefix ? handler->prefix : handler->name);
}

static int xattr_permission(struct inode *inode, const char *name, int mask)
{
	if (mask & MAY_WRITE) {
		if (IS_IMMUTABLE(inode) || IS_APPEND(inode))
			return -EPERM;
	}
	if (!strncmp(name, XATTR_SECURITY_PREFIX, XATTR_SECURITY_PREFIX_LEN) ||
	    !strncmp(name, XATTR_SYSTEM_PREFIX, XATTR_SYSTEM_PREFIX_LEN))
		return 0;
	if (!strncmp(name, XATTR_TRUSTED_PREFIX, XATTR_TRUSTED_PREFIX_LEN)) {
		if (!capable(CAP_SYS_ADMIN))
			return mask & MAY_WRITE ? -EPERM : -ENODATA;
		return 0;
	}
	if (!strncmp(name, XATTR_USER_PREFIX, XATTR_USER_PREFIX_LEN)) {
		/* Anybody may write to a device or link: no storage there. */
		if (!S_ISREG(inode->i_mode) && !S_ISDIR(inode->i_mode))
			return mask & MAY_WRITE ? -EPERM : -ENODATA;
		if (S_ISDIR(inode->i_mode) && (inode->i_mode & S_ISVTX) &&
		    (mask & MAY_WRITE) && !inode_owner_or_capable(inode))
			return -EPERM;
	}
	return inode_permission(inode, mask);
}

/* security.* beyond what a filesystem checks needs privilege. */
static int security_set_check(const char *name)
{
	if (!strncmp(name, XATTR_SECURITY_PREFIX, XATTR_SECURITY_PREFIX_LEN) &&
	    !capable(CAP_SYS_ADMIN))
		return -EPERM;
	return 0;
}

static int set_locked(struct dentry *dentry, const char *name,
		      const void *value, size_t size, int flags)
{
	struct inode *inode = dentry->d_inode;
	const struct xattr_handler *handler;
	int error = xattr_permission(inode, name, MAY_WRITE);

	if (!error)
		error = security_set_check(name);
	if (error)
		return error;
	handler = xattr_resolve_name(inode, &name);
	if (IS_ERR(handler))
		return PTR_ERR(handler);
	if (!handler->set)
		return -EOPNOTSUPP;
	error = handler->set(handler, dentry, inode, name, value, size, flags);
	if (!error)
		fsnotify_xattr(dentry);
	return error;
}

/**
 * vfs_setxattr() - set an attribute
 * @dentry: the file
 * @name: the whole name
 * @value: the value
 * @size: its size
 * @flags: XATTR_CREATE, XATTR_REPLACE
 *
 * Context: may sleep; locks the inode.
 * Return: 0 or an errno.
 */
int vfs_setxattr(struct dentry *dentry, const char *name, const void *value,
		 size_t size, int flags)
{
	int error;

	inode_lock(dentry->d_inode);
	error = set_locked(dentry, name, value ? value : "", size, flags);
	inode_unlock(dentry->d_inode);
	return error;
}

/**
 * vfs_removexattr() - remove an attribute
 * @dentry: the file
 * @name: the whole name
 *
 * Context: may sleep; locks the inode.
 * Return: 0 or an errno.
 */
int vfs_removexattr(struct dentry *dentry, const char *name)
{
	int error;

	inode_lock(dentry->d_inode);
	error = set_locked(dentry, name, NULL, 0, XATTR_REPLACE);
	inode_unlock(dentry->d_inode);
	return error;
}

/**
 * vfs_getxattr() - get an attribute
 * @dentry: the file
 * @name: the whole name
 * @value: for the value; may be NULL with @size 0: only ask
 * @size: room there
 *
 * Context: may sleep.
 * Return: the value's size, -ENODATA, -ERANGE or another errno.
 */
ssize_t vfs_getxattr(struct dentry *dentry, const char *name, void *value,
		     size_t size)
{
	struct inode *inode = dentry->d_inode;
	const struct xattr_handler *handler;
	int error = xattr_permission(inode, name, MAY_READ);

	if (error)
		return error;
	handler = xattr_resolve_name(inode, &name);
	if (IS_ERR(handler))
		return PTR_ERR(handler);
	if (!handler->get)
		return -EOPNOTSUPP;
	return handler->get(handler, dentry, inode, name, value, size);
}

/**
 * vfs_listxattr() - the names of all attributes
 * @dentry: the file
 * @list: for the names, each ended by NUL; may be NULL with @size 0
 * @size: room there
 *
 * Context: may sleep.
 * Return: bytes, or an errno.
 */
ssize_t vfs_listxattr(struct dentry *dentry, char *list, size_t size)
{
	struct inode *inode = d_inode(dentry);

	if (inode->i_op->listxattr && (inode->i_opflags & IOP_XATTR))
		return inode->i_op->listxattr(dentry, list, size);
	return 0;
}

/**
 * generic_listxattr() - ->listxattr() from handlers with full names
 * @dentry: the file
 * @buffer: for the names; may be NULL
 * @buffer_size: room there
 *
 * Context: may sleep.
 * Return: bytes, or -ERANGE.
 */
ssize_t generic_listxattr(struct dentry *dentry, char *buffer,
			  size_t buffer_size)
{
	const struct xattr_handler **h = dentry->d_sb->s_xattr;
	size_t size = 0;

	for (; h && *h; h++) {
		size_t len;

		if (!(*h)->name || ((*h)->list && !(*h)->list(dentry)))
			continue;
		len = strlen((*h)->name) + 1;
		if (buffer) {
			if (len > buffer_size - size)
				return -ERANGE;
			memcpy(buffer + size, (*h)->name, len);
		}
		size += len;
	}
	return size;
}

/* System calls: the name and value are copied, then one of these runs. */

static int copy_name(char *kname, const char __user *name)
{
	long error = strncpy_from_user(kname, name, XATTR_NAME_MAX + 1);

	if (error == 0 || error == XATTR_NAME_MAX + 1)
		return -ERANGE;
	return error < 0 ? error : 0;
}

static long setxattr(struct dentry *d, const char __user *name,
		     const void __user *value, size_t size, int flags)
{
	char kname[XATTR_NAME_MAX + 1];
	void *kvalue = NULL;
	int error;

	if (flags & ~(XATTR_CREATE | XATTR_REPLACE))
		return -EINVAL;
	error = copy_name(kname, name);
	if (error)
		return error;
	if (size) {
		if (size > XATTR_SIZE_MAX)
			return -E2BIG;
		kvalue = vmemdup_user(value, size);
		if (IS_ERR(kvalue))
			return PTR_ERR(kvalue);
	}
	error = vfs_setxattr(d, kname, kvalue, size, flags);
	kvfree(kvalue);
	return error;
}

static ssize_t getxattr(struct dentry *d, const char __user *name,
			void __user *value, size_t size)
{
	char kname[XATTR_NAME_MAX + 1];
	void *kvalue = NULL;
	ssize_t error = copy_name(kname, name);

	if (error)
		return error;
	if (size) {
		size = min_t(size_t, size, XATTR_SIZE_MAX);
		kvalue = kvzalloc(size, GFP_KERNEL);
		if (!kvalue)
			return -ENOMEM;
	}
	error = vfs_getxattr(d, kname, kvalue, size);
	if (error > 0 && size && copy_to_user(value, kvalue, error))
		error = -EFAULT;
	else if (error == -ERANGE && size >= XATTR_SIZE_MAX)
		error = -E2BIG;
	kvfree(kvalue);
	return error;
}

static ssize_t listxattr(struct dentry *d, char __user *list, size_t size)
{
	char *klist = NULL;
	ssize_t error;

	if (size) {
		size = min_t(size_t, size, XATTR_LIST_MAX);
		klist = kvmalloc(size, GFP_KERNEL);
		if (!klist)
			return -ENOMEM;
	}
	error = vfs_listxattr(d, klist, size);
	if (error > 0 && size && copy_to_user(list, klist, error))
		error = -EFAULT;
	else if (error == -ERANGE && size >= XATTR_LIST_MAX)
		error = -E2BIG;
	kvfree(klist);
	return error;
}

static long removexattr(struct dentry *d, const char __user *name)
{
	char kname[XATTR_NAME_MAX + 1];
	int error = copy_name(kname, name);

	return error ? error : vfs_removexattr(d, kname);
}

static int path_setxattr(const char __user *pathname, const char __user *name,
			 const void __user *value, size_t size, int flags,
			 unsigned int lookup_flags)
{
	struct path path;
	int error;

retry:
	error = user_path_at(AT_FDCWD, pathname, lookup_flags, &path);
	if (error)
		return error;
	error = mnt_want_write(path.mnt);
	if (!error) {
		error = setxattr(path.dentry, name, value, size, flags);
		mnt_drop_write(path.mnt);
	}
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE5(setxattr, const char __user *, pathname,
		const char __user *, name, const void __user *, value,
		size_t, size, int, flags)
{
	return path_setxattr(pathname, name, value, size, flags, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE5(lsetxattr, const char __user *, pathname,
		const char __user *, name, const void __user *, value,
		size_t, size, int, flags)
{
	return path_setxattr(pathname, name, value, size, flags, 0);
}

SYSCALL_DEFINE5(fsetxattr, int, fd, const char __user *, name,
		const void __user *, value, size_t, size, int, flags)
{
	struct fd f = fdget(fd);
	int error = -EBADF;

	if (!f.file)
		return error;
	error = mnt_want_write_file(f.file);
	if (!error) {
		error = setxattr(f.file->f_path.dentry, name, value, size,
				 flags);
		mnt_drop_write_file(f.file);
	}
	fdput(f);
	return error;
}

static ssize_t path_getxattr(const char __user *pathname,
			     const char __user *name, void __user *value,
			     size_t size, unsigned int lookup_flags)
{
	struct path path;
	ssize_t error;

retry:
	error = user_path_at(AT_FDCWD, pathname, lookup_flags, &path);
	if (error)
		return error;
	error = getxattr(path.dentry, name, value, size);
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE4(getxattr, const char __user *, pathname,
		const char __user *, name, void __user *, value, size_t, size)
{
	return path_getxattr(pathname, name, value, size, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE4(lgetxattr, const char __user *, pathname,
		const char __user *, name, void __user *, value, size_t, size)
{
	return path_getxattr(pathname, name, value, size, 0);
}

SYSCALL_DEFINE4(fgetxattr, int, fd, const char __user *, name,
		void __user *, value, size_t, size)
{
	struct fd f = fdget(fd);
	ssize_t error = -EBADF;

	if (f.file) {
		error = getxattr(f.file->f_path.dentry, name, value, size);
		fdput(f);
	}
	return error;
}

static ssize_t path_listxattr(const char __user *pathname, char __user *list,
			      size_t size, unsigned int lookup_flags)
{
	struct path path;
	ssize_t error;

retry:
	error = user_path_at(AT_FDCWD, pathname, lookup_flags, &path);
	if (error)
		return error;
	error = listxattr(path.dentry, list, size);
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE3(listxattr, const char __user *, pathname, char __user *, list,
		size_t, size)
{
	return path_listxattr(pathname, list, size, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE3(llistxattr, const char __user *, pathname, char __user *, list,
		size_t, size)
{
	return path_listxattr(pathname, list, size, 0);
}

SYSCALL_DEFINE3(flistxattr, int, fd, char __user *, list, size_t, size)
{
	struct fd f = fdget(fd);
	ssize_t error = -EBADF;

	if (f.file) {
		error = listxattr(f.file->f_path.dentry, list, size);
		fdput(f);
	}
	return error;
}

static int path_removexattr(const char __user *pathname,
			    const char __user *name, unsigned int lookup_flags)
{
	struct path path;
	int error;

retry:
	error = user_path_at(AT_FDCWD, pathname, lookup_flags, &path);
	if (error)
		return error;
	error = mnt_want_write(path.mnt);
	if (!error) {
		error = removexattr(path.dentry, name);
		mnt_drop_write(path.mnt);
	}
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE2(removexattr, const char __user *, pathname,
		const char __user *, name)
{
	return path_removexattr(pathname, name, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE2(lremovexattr, const char __user *, pathname,
		const char __user *, name)
{
	return path_removexattr(pathname, name, 0);
}

SYSCALL_DEFINE2(fremovexattr, int, fd, const char __user *, name)
{
	struct fd f = fdget(fd);
	int error = -EBADF;

	if (!f.file)
		return error;
	error = mnt_want_write_file(f.file);
	if (!error) {
		error = removexattr(f.file->f_path.dentry, name);
		mnt_drop_write_file(f.file);
	}
	fdput(f);
	return error;
}
