// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_link.c - links, hard and symbolic, and reading the latter
 *
 * I1         A hard link is only made where mount and filesystem are the same.
 * I2         With protected_hardlinks, nobody keeps a name for a file that he
 *            could neither own nor write: quota and setuid tricks.
 *
 * Locking    As in namei_ops.c.
 * Entry      vfs_symlink() vfs_link() vfs_readlink()
 *            page_get_link()
 *
 * Mirrors: the link part of Linux 4.19 fs/namei.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/fsnotify.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/pagemap.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

int sysctl_protected_hardlinks;

/* Symbolic links. */

/**
 * vfs_symlink() - make a symbolic link
 * @dir: the directory, locked
 * @dentry: the entry, negative
 * @oldname: what it says
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_symlink(struct inode *dir, struct dentry *dentry, const char *oldname)
{
	int error = may_create(dir, dentry);

	if (error)
		return error;
	if (!dir->i_op->symlink)
		return -EPERM;
	error = dir->i_op->symlink(dir, dentry, oldname);
	if (!error)
		fsnotify_create(dir, dentry);
	return error;
}

/**
 * do_symlinkat() - symlinkat(2) on copied names
 * @from: what the link says; put here
 * @newdfd: where a relative @to starts
 * @to: the link; put here
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_symlinkat(struct filename *from, int newdfd, struct filename *to)
{
	unsigned int lookup_flags = 0;
	struct dentry *dentry;
	struct path path;
	int error;

	if (IS_ERR(from)) {
		error = PTR_ERR(from);
		goto out;
	}
retry:
	dentry = filename_create(newdfd, to, &path, lookup_flags);
	error = PTR_ERR(dentry);
	if (IS_ERR(dentry))
		goto out_from;
	error = vfs_symlink(path.dentry->d_inode, dentry, from->name);
	done_path_create(&path, dentry);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
out_from:
	putname(from);
out:
	if (!IS_ERR(to))
		putname(to);
	return error;
}

SYSCALL_DEFINE3(symlinkat, const char __user *, oldname, int, newdfd,
		const char __user *, newname)
{
	return do_symlinkat(getname(oldname), newdfd, getname(newname));
}

SYSCALL_DEFINE2(symlink, const char __user *, oldname,
		const char __user *, newname)
{
	return do_symlinkat(getname(oldname), AT_FDCWD, getname(newname));
}

/* Hard links. */

/**
 * vfs_link() - give a file another name
 * @old_dentry: a name it has
 * @dir: the new name's directory, locked
 * @new_dentry: the new entry, negative
 * @delegated_inode: unused: there are no delegations
 *
 * Context: may sleep; locks the file.
 * Return: 0 or an errno.
 */
int vfs_link(struct dentry *old_dentry, struct inode *dir,
	     struct dentry *new_dentry, struct inode **delegated_inode)
{
	struct inode *inode = old_dentry->d_inode;
	int error;

	if (!inode)
		return -ENOENT;
	error = may_create(dir, new_dentry);
	if (error)
		return error;
	if (dir->i_sb != inode->i_sb)
		return -EXDEV;
	if (IS_APPEND(inode) || IS_IMMUTABLE(inode))
		return -EPERM;
	if (!dir->i_op->link)
		return -EPERM;
	if (S_ISDIR(inode->i_mode))
		return -EPERM;

	inode_lock(inode);
	if (inode->i_nlink == 0 && !(inode->i_state & I_LINKABLE))
		error = -ENOENT;
	else
		error = dir->i_op->link(old_dentry, dir, new_dentry);
	if (!error && (inode->i_state & I_LINKABLE)) {
		spin_lock(&inode->i_lock);
		inode->i_state &= ~I_LINKABLE;
		spin_unlock(&inode->i_lock);
	}
	inode_unlock(inode);
	if (!error)
		fsnotify_link(dir, inode, new_dentry);
	return error;
}

/* protected_hardlinks: only to files one could have written to anyway. */
static bool safe_hardlink_source(struct inode *inode)
{
	umode_t mode = inode->i_mode;

	if (!S_ISREG(mode))
		return false;
	if (mode & S_ISUID)
		return false;
	if ((mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP))
		return false;
	return !inode_permission(inode, MAY_READ | MAY_WRITE);
}

static int may_linkat(struct path *link)
{
	struct inode *inode = link->dentry->d_inode;

	if (!sysctl_protected_hardlinks)
		return 0;
	if (safe_hardlink_source(inode) || inode_owner_or_capable(inode))
		return 0;
	return -EPERM;
}

/**
 * do_linkat() - linkat(2) on copied names
 * @olddfd: where a relative @old starts
 * @old: put here; may be an ERR_PTR
 * @newdfd: where a relative @new starts
 * @new: put here; may be an ERR_PTR
 * @flags: AT_SYMLINK_FOLLOW, AT_EMPTY_PATH
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_linkat(int olddfd, struct filename *old, int newdfd,
	       struct filename *new, int flags)
{
	struct path old_path, new_path;
	struct dentry *new_dentry;
	int how = 0, error = -EINVAL;

	if (IS_ERR(old))
		goto out_old;
	if (flags & AT_SYMLINK_FOLLOW)
		how |= LOOKUP_FOLLOW;
retry:
	/* filename_lookup() puts a name; there may be a second round. */
	old->refcnt++;
	error = filename_lookup(olddfd, old, how, &old_path, NULL);
	if (error)
		goto out_names;
	new_dentry = filename_create(newdfd, new, &new_path,
				     how & LOOKUP_REVAL);
	error = PTR_ERR(new_dentry);
	if (IS_ERR(new_dentry))
		goto out_put;
	error = -EXDEV;
	if (old_path.mnt != new_path.mnt)
		goto out_dput;
	error = may_linkat(&old_path);
	if (unlikely(error))
		goto out_dput;
	error = vfs_link(old_path.dentry, new_path.dentry->d_inode, new_dentry,
			 NULL);
out_dput:
	done_path_create(&new_path, new_dentry);
out_put:
	path_put(&old_path);
	if (retry_estale(error, how)) {
		how |= LOOKUP_REVAL;
		goto retry;
	}
out_names:
	putname(old);
	if (!IS_ERR(new))
		putname(new);
	return error;
out_old:
	if (!IS_ERR(new))
		putname(new);
	return PTR_ERR(old);
}

SYSCALL_DEFINE5(linkat, int, olddfd, const char __user *, oldname,
		int, newdfd, const char __user *, newname, int, flags)
{
	int how = 0;

	if ((flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	/* Through a descriptor alone, one could link what was handed over. */
	if (flags & AT_EMPTY_PATH) {
		if (!capable(CAP_DAC_READ_SEARCH))
			return -ENOENT;
		how = LOOKUP_EMPTY;
	}
	return do_linkat(olddfd, getname_flags(oldname, how, NULL), newdfd,
			 getname(newname), flags);
}

SYSCALL_DEFINE2(link, const char __user *, oldname,
		const char __user *, newname)
{
	return do_linkat(AT_FDCWD, getname(oldname), AT_FDCWD,
			 getname(newname), 0);
}

/* Reading. */

/**
 * readlink_copy() - a link's body to user space, cut to the buffer
 * @buffer: user pointer
 * @buflen: its size
 * @link: the body, or an ERR_PTR
 *
 * Context: may sleep.
 * Return: bytes copied, without a NUL, or an errno.
 */
int readlink_copy(char __user *buffer, int buflen, const char *link)
{
	int len = PTR_ERR(link);

	if (IS_ERR(link))
		return len;
	len = strlen(link);
	if (len > (unsigned int)buflen)
		len = buflen;
	if (copy_to_user(buffer, link, len))
		len = -EFAULT;
	return len;
}

/**
 * vfs_readlink() - readlink(2) on a dentry
 * @dentry: the link
 * @buffer: user pointer
 * @buflen: its size
 *
 * Context: may sleep.
 * Return: bytes copied or an errno; -EINVAL: it is not a link.
 */
int vfs_readlink(struct dentry *dentry, char __user *buffer, int buflen)
{
	struct inode *inode = d_inode(dentry);
	DEFINE_DELAYED_CALL(done);
	const char *link;
	int res;

	if (inode->i_op->readlink)
		return inode->i_op->readlink(dentry, buffer, buflen);
	if (!d_is_symlink(dentry))
		return -EINVAL;
	link = READ_ONCE(inode->i_link);
	if (!link) {
		link = inode->i_op->get_link(dentry, inode, &done);
		if (IS_ERR(link))
			return PTR_ERR(link);
	}
	res = readlink_copy(buffer, buflen, link);
	do_delayed_call(&done);
	return res;
}

/**
 * page_get_link() - ->get_link() for bodies that are in the page cache
 * @dentry: the link; NULL in RCU mode
 * @inode: the link
 * @callback: to put the page afterwards
 *
 * Context: may sleep unless @dentry is NULL.
 * Return: the body or an ERR_PTR; -ECHILD in RCU mode.
 */
const char *page_get_link(struct dentry *dentry, struct inode *inode,
			  struct delayed_call *callback)
{
	struct address_space *mapping = inode->i_mapping;
	struct page *page;
	char *kaddr;

	if (!dentry) {
		page = find_get_page(mapping, 0);
		if (!page)
			return ERR_PTR(-ECHILD);
		if (!PageUptodate(page)) {
			put_page(page);
			return ERR_PTR(-ECHILD);
		}
	} else {
		page = read_mapping_page(mapping, 0, NULL);
		if (IS_ERR(page))
			return ERR_CAST(page);
	}
	set_delayed_call(callback, page_put_link, page);
	kaddr = page_address(page);
	nd_terminate_link(kaddr, inode->i_size, PAGE_SIZE - 1);
	return kaddr;
}

/**
 * page_put_link() - the end of page_get_link()
 * @arg: the page
 *
 * Context: any.
 */
void page_put_link(void *arg)
{
	put_page(arg);
}

/**
 * page_symlink() - write a link's body into the page cache
 * @inode: the link, new
 * @symname: the body
 * @len: its length with the NUL
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int page_symlink(struct inode *inode, const char *symname, int len)
{
	struct address_space *mapping = inode->i_mapping;
	struct page *page;
	void *fsdata;
	int err;

retry:
	err = mapping->a_ops->write_begin(NULL, mapping, 0, len - 1,
					  AOP_FLAG_UNINTERRUPTIBLE, &page,
					  &fsdata);
	if (err)
		return err;
	memcpy(page_address(page), symname, len - 1);
	err = mapping->a_ops->write_end(NULL, mapping, 0, len - 1, len - 1,
					page, fsdata);
	if (err < 0)
		return err;
	if (err < len - 1)
		goto retry;
	mark_inode_dirty(inode);
	return 0;
}

const struct inode_operations page_symlink_inode_operations = {
	.get_link	= page_get_link,
};

static int do_readlinkat(int dfd, const char __user *pathname,
			 char __user *buf, int bufsiz)
{
	int lookup_flags = LOOKUP_EMPTY, empty = 0, error;
	struct inode *inode;
	struct path path;

	if (bufsiz <= 0)
		return -EINVAL;
retry:
	error = user_path_at_empty(dfd, pathname, lookup_flags, &path, &empty);
	if (error)
		return error;
	inode = d_backing_inode(path.dentry);
	error = empty ? -ENOENT : -EINVAL;
	if (d_is_symlink(path.dentry) || inode->i_op->readlink) {
		touch_atime(&path);
		error = vfs_readlink(path.dentry, buf, bufsiz);
	}
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE4(readlinkat, int, dfd, const char __user *, pathname,
		char __user *, buf, int, bufsiz)
{
	return do_readlinkat(dfd, pathname, buf, bufsiz);
}

SYSCALL_DEFINE3(readlink, const char __user *, path, char __user *, buf,
		int, bufsiz)
{
	return do_readlinkat(AT_FDCWD, path, buf, bufsiz);
}
