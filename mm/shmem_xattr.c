// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/shmem_xattr.c - attributes of tmpfs: security.* and trusted.*
 *
 * user.* is refused: it would be memory that anybody could take for nothing.
 *
 * Locking    the list's own.
 * Entry      shmem_xattr_handlers shmem_listxattr()
 *
 * Mirrors: the xattr part of Linux 4.19 mm/shmem.c.
 */
#include "shmem.h"

#include <linux/xattr.h>

static int shmem_xattr_get(const struct xattr_handler *handler,
			   struct dentry *unused, struct inode *inode,
			   const char *name, void *buffer, size_t size)
{
	return simple_xattr_get(&SHMEM_I(inode)->xattrs,
				xattr_full_name(handler, name), buffer, size);
}

static int shmem_xattr_set(const struct xattr_handler *handler,
			   struct dentry *unused, struct inode *inode,
			   const char *name, const void *value, size_t size,
			   int flags)
{
	return simple_xattr_set(&SHMEM_I(inode)->xattrs,
				xattr_full_name(handler, name), value, size,
				flags);
}

/* ->listxattr() of everything on tmpfs. */
ssize_t shmem_listxattr(struct dentry *dentry, char *buffer, size_t size)
{
	struct inode *inode = d_inode(dentry);

	return simple_xattr_list(inode, &SHMEM_I(inode)->xattrs, buffer, size);
}

static const struct xattr_handler shmem_security_xattr_handler = {
	.prefix	= XATTR_SECURITY_PREFIX,
	.get	= shmem_xattr_get,
	.set	= shmem_xattr_set,
};

static const struct xattr_handler shmem_trusted_xattr_handler = {
	.prefix	= XATTR_TRUSTED_PREFIX,
	.get	= shmem_xattr_get,
	.set	= shmem_xattr_set,
};

const struct xattr_handler *shmem_xattr_handlers[] = {
	&shmem_security_xattr_handler,
	&shmem_trusted_xattr_handler,
	NULL
};
