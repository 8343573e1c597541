/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/path.h - a place in the tree: a dentry as seen through one mount
 *
 * The dentry alone does not name a place: the same directory may be mounted
 * several times.  Both pointers carry a reference, taken and dropped together.
 */
#ifndef _LINUX_PATH_H
#define _LINUX_PATH_H

#include <linux/types.h>

struct dentry;
struct vfsmount;

struct path {
	struct vfsmount	*mnt;
	struct dentry	*dentry;
};

void path_get(const struct path *path);
void path_put(const struct path *path);

static inline bool path_equal(const struct path *a, const struct path *b)
{
	return a->mnt == b->mnt && a->dentry == b->dentry;
}

#endif /* _LINUX_PATH_H */
