/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/xattr.h - named values attached to inodes
 */
#ifndef _LINUX_XATTR_H
#define _LINUX_XATTR_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include <uapi/linux/xattr.h>

struct dentry;
struct inode;

/* How a filesystem answers for one prefix ("user.") or one full name. */
struct xattr_handler {
	const char	*name;		/* or: */
	const char	*prefix;
	int		flags;		/* the filesystem's */
	bool		(*list)(struct dentry *dentry);
	int		(*get)(const struct xattr_handler *handler,
			       struct dentry *dentry, struct inode *inode,
			       const char *name, void *buffer, size_t size);
	int		(*set)(const struct xattr_handler *handler,
			       struct dentry *dentry, struct inode *inode,
			       const char *name, const void *buffer,
			       size_t size, int flags);
};

const char *xattr_full_name(const struct xattr_handler *handler,
			    const char *name);
ssize_t vfs_getxattr(struct dentry *dentry, const char *name, void *value,
		     size_t size);
int vfs_setxattr(struct dentry *dentry, const char *name, const void *value,
		 size_t size, int flags);
ssize_t vfs_listxattr(struct dentry *dentry, char *list, size_t size);
int vfs_removexattr(struct dentry *dentry, const char *name);
ssize_t generic_listxattr(struct dentry *dentry, char *buffer, size_t size);

/* Values kept in memory: tmpfs. All under lock. */
struct simple_xattrs {
	struct list_head	head;		/* [lock] simple_xattr.list */
	spinlock_t		lock;
};

struct simple_xattr {
	struct list_head	list;
	char			*name;
	size_t			size;
	char			value[];
};

static inline void simple_xattrs_init(struct simple_xattrs *xattrs)
{
	INIT_LIST_HEAD(&xattrs->head);
	spin_lock_init(&xattrs->lock);
}

void simple_xattrs_free(struct simple_xattrs *xattrs);
struct simple_xattr *simple_xattr_alloc(const void *value, size_t size);
int simple_xattr_get(struct simple_xattrs *xattrs, const char *name,
		     void *buffer, size_t size);
int simple_xattr_set(struct simple_xattrs *xattrs, const char *name,
		     const void *value, size_t size, int flags);
ssize_t simple_xattr_list(struct inode *inode, struct simple_xattrs *xattrs,
			  char *buffer, size_t size);

#endif /* _LINUX_XATTR_H */
