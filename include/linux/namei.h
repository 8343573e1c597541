/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/namei.h - from a name to a path
 */
#ifndef _LINUX_NAMEI_H
#define _LINUX_NAMEI_H

#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/path.h>

/* How many symbolic links one name may go through. */
#define MAXSYMLINKS		40

enum { LAST_NORM, LAST_ROOT, LAST_DOT, LAST_DOTDOT, LAST_BIND };

/* Flags of a walk. The first group is the caller's wish. */
#define LOOKUP_FOLLOW		0x0001	/* a symlink at the end too */
#define LOOKUP_DIRECTORY	0x0002	/* the end must be one */
#define LOOKUP_AUTOMOUNT	0x0004
#define LOOKUP_PARENT		0x0010	/* stop before the last component */
#define LOOKUP_REVAL		0x0020	/* do not trust the dcache */
#define LOOKUP_RCU		0x0040	/* no references, no locks */
#define LOOKUP_NO_REVAL		0x0080
#define LOOKUP_OPEN		0x0100	/* intents: what it is for */
#define LOOKUP_CREATE		0x0200
#define LOOKUP_EXCL		0x0400
#define LOOKUP_RENAME_TARGET	0x0800
#define LOOKUP_JUMPED		0x1000	/* the last step was no lookup */
#define LOOKUP_ROOT		0x2000	/* nd->root was given */
#define LOOKUP_EMPTY		0x4000	/* "" is the start itself */
#define LOOKUP_DOWN		0x8000	/* mounts on the start as well */
/* What openat2(2) forbids. */
#define LOOKUP_NO_SYMLINKS	0x010000
#define LOOKUP_NO_MAGICLINKS	0x020000
#define LOOKUP_NO_XDEV		0x040000
#define LOOKUP_BENEATH		0x080000
#define LOOKUP_IN_ROOT		0x100000
#define LOOKUP_CACHED		0x200000
#define LOOKUP_ROOT_GRABBED	0x400000	/* nd->root is referenced */
#define LOOKUP_IS_SCOPED	(LOOKUP_BENEATH | LOOKUP_IN_ROOT)

int user_path_at_empty(int dfd, const char __user *name, unsigned int flags,
		       struct path *path, int *empty);

static inline int user_path_at(int dfd, const char __user *name,
			       unsigned int flags, struct path *path)
{
	return user_path_at_empty(dfd, name, flags, path, NULL);
}

int kern_path(const char *name, unsigned int flags, struct path *path);
int filename_lookup(int dfd, struct filename *name, unsigned int flags,
		    struct path *path, struct path *root);
int vfs_path_lookup(struct dentry *dentry, struct vfsmount *mnt,
		    const char *name, unsigned int flags, struct path *path);

struct dentry *kern_path_create(int dfd, const char *pathname,
				struct path *path, unsigned int lookup_flags);
void done_path_create(struct path *path, struct dentry *dentry);

struct dentry *lookup_one_len(const char *name, struct dentry *base, int len);

int follow_up(struct path *path);
int follow_down_one(struct path *path);
int follow_down(struct path *path);

struct dentry *lock_rename(struct dentry *p1, struct dentry *p2);
void unlock_rename(struct dentry *p1, struct dentry *p2);

int nd_jump_link(struct path *path);

static inline void nd_terminate_link(void *name, size_t len, size_t maxlen)
{
	((char *)name)[min(len, maxlen)] = '\0';
}

/* "The handle went stale": once more, asking the filesystem every time. */
static inline bool retry_estale(long error, unsigned int flags)
{
	return error == -ESTALE && !(flags & LOOKUP_REVAL);
}

#endif /* _LINUX_NAMEI_H */
