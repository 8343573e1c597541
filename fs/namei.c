// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei.c - path walk: from a name to a path
 *
 *	path_init()        where to start: root, cwd, or a directory's fd
 *	link_path_walk()   (namei_walk.c) component by component, all but the last
 *	walk_last()        the last one, or do_last() for open
 *	complete_walk()    from RCU mode to references
 *
 * Example: "a/../b" from /home.  path_init: path = /home.  link_path_walk: "a"
 * is hashed, found, stepped into; ".." goes back; "b" is the last component:
 * nd->last = "b", nd->path = /home, unresolved.
 *
 * A symlink in the middle pushes the rest of the name onto nd->stack and the
 * loop goes on with the link's body; no recursion, at most 40 links in all.
 *
 * I1         current->nameidata is the walk in progress; walks nest, because
 *            ->get_link() may open files.
 * I2         A walk is tried in RCU mode; after -ECHILD in ref mode; after
 *            -ESTALE with LOOKUP_REVAL.
 *
 * Locking    None of its own; see namei_walk.c.
 * Entry      filename_lookup() user_path_at_empty() kern_path() filename_parentat()
 *            lookup_one_len()
 *
 * Mirrors: Linux 4.19 fs/namei.c; its other parts: namei_name.c, namei_perm.c,
 * namei_walk.c, namei_step.c, namei_mount.c, namei_open.c, namei_ops.c, namei_rename.c.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/fs_struct.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "mount.h"
#include "name_hash.h"
#include "nameidata.h"

/**
 * set_nameidata() - a walk begins
 * @p: its state
 * @dfd: where a relative name starts
 * @name: the name
 *
 * Context: any.
 */
void set_nameidata(struct nameidata *p, int dfd, struct filename *name)
{
	struct nameidata *old = current->nameidata;

	p->stack = p->internal;
	p->dfd = dfd;
	p->name = name;
	p->total_link_count = old ? old->total_link_count : 0;
	p->saved = old;
	current->nameidata = p;
}

/**
 * restore_nameidata() - the current walk ends; the one it interrupted goes on
 *
 * Context: any.
 */
void restore_nameidata(void)
{
	struct nameidata *now = current->nameidata, *old = now->saved;

	current->nameidata = old;
	if (old)
		old->total_link_count = now->total_link_count;
	if (now->stack != now->internal)
		kfree(now->stack);
}

/* Start. */

static void path_init_cwd(struct nameidata *nd)
{
	struct fs_struct *fs = current->fs;

	if (nd->flags & LOOKUP_RCU) {
		unsigned int seq;

		do {
			seq = read_seqcount_begin(&fs->seq);
			nd->path = fs->pwd;
			nd->inode = nd->path.dentry->d_inode;
			nd->seq = __read_seqcount_begin(
						&nd->path.dentry->d_seq);
		} while (read_seqcount_retry(&fs->seq, seq));
	} else {
		get_fs_pwd(fs, &nd->path);
		nd->inode = nd->path.dentry->d_inode;
	}
}

/* An absolute name in RCU mode; nothing is forbidden.  Else nd_jump_root(). */
static inline void path_init_slash(struct nameidata *nd)
{
	struct fs_struct *fs = current->fs;
	struct dentry *root;
	unsigned int seq;

	do {
		seq = read_seqcount_begin(&fs->seq);
		nd->root = fs->root;
		root = nd->root.dentry;
		nd->path = nd->root;
		nd->inode = root->d_inode;
		nd->seq = __read_seqcount_begin(&root->d_seq);
	} while (read_seqcount_retry(&fs->seq, seq));
	nd->root_seq = nd->seq;
}

static int path_init_fd(struct nameidata *nd, const char *s)
{
	struct fd f = fdget_raw(nd->dfd);
	struct dentry *dentry;

	if (!f.file)
		return -EBADF;
	dentry = f.file->f_path.dentry;
	if (*s && unlikely(!d_can_lookup(dentry))) {
		fdput(f);
		return -ENOTDIR;
	}
	nd->path = f.file->f_path;
	if (nd->flags & LOOKUP_RCU) {
		nd->inode = nd->path.dentry->d_inode;
		nd->seq = read_seqcount_begin(&nd->path.dentry->d_seq);
	} else {
		path_get(&nd->path);
		nd->inode = nd->path.dentry->d_inode;
	}
	fdput(f);
	return 0;
}

/* The start was given by the caller, who holds it. */
static int path_init_root(struct nameidata *nd, const char *s)
{
	struct dentry *root = nd->root.dentry;

	if (*s && unlikely(!d_can_lookup(root)))
		return -ENOTDIR;
	nd->path = nd->root;
	nd->inode = root->d_inode;
	if (nd->flags & LOOKUP_RCU) {
		nd->seq = __read_seqcount_begin(&root->d_seq);
		nd->root_seq = nd->seq;
	} else {
		path_get(&nd->path);
	}
	return 0;
}

/**
 * path_init() - find the start of a walk
 * @nd: the walk, by set_nameidata()
 * @flags: LOOKUP_*
 *
 * Context: may sleep, in ref mode.  In RCU mode rcu_read_lock() is held
 * afterwards, until terminate_walk().
 * Return: the name, or an ERR_PTR; terminate_walk() in either case.
 */
const char *path_init(struct nameidata *nd, unsigned int flags)
{
	const char *s = nd->name->name;
	int error = 0;

	/* A name of no components cannot need RCU mode. */
	if (!*s)
		flags &= ~LOOKUP_RCU;
	if (flags & LOOKUP_RCU)
		rcu_read_lock();

	nd->last_type = LAST_ROOT;
	nd->flags = flags | LOOKUP_JUMPED | LOOKUP_PARENT;
	nd->depth = 0;
	nd->m_seq = read_seqbegin(&mount_lock);
	if (unlikely(flags & LOOKUP_IS_SCOPED))
		nd->r_seq = read_seqbegin(&rename_lock);
	nd->path.mnt = NULL;
	nd->path.dentry = NULL;

	if (unlikely(flags & LOOKUP_ROOT)) {
		error = path_init_root(nd, s);
		return error ? ERR_PTR(error) : s;
	}
	if (*s == '/' && (flags & (LOOKUP_RCU | LOOKUP_IS_SCOPED |
				   LOOKUP_NO_XDEV)) == LOOKUP_RCU) {
		path_init_slash(nd);
		return s;
	}
	nd->root.mnt = NULL;

	if (*s == '/' && !(flags & LOOKUP_IN_ROOT)) {
		error = nd_jump_root(nd);
		return unlikely(error) ? ERR_PTR(error) : s;
	}
	if (nd->dfd == AT_FDCWD)
		path_init_cwd(nd);
	else
		error = path_init_fd(nd, s);
	if (unlikely(error))
		return ERR_PTR(error);

	if (unlikely(flags & LOOKUP_IS_SCOPED)) {
		nd->root = nd->path;
		if (flags & LOOKUP_RCU) {
			nd->root_seq = nd->seq;
		} else {
			path_get(&nd->root);
			nd->flags |= LOOKUP_ROOT_GRABBED;
		}
	}
	return s;
}

/**
 * path_lookupat() - walk all of a name
 * @nd: the walk, by set_nameidata()
 * @flags: LOOKUP_*
 * @path: set to the result, referenced
 *
 * Context: may sleep, in ref mode.
 * Return: 0 or an errno; -ECHILD and -ESTALE: I2.
 */
int path_lookupat(struct nameidata *nd, unsigned int flags,
		  struct path *path)
{
	const char *s = path_init(nd, flags);
	int err;

	if (unlikely(flags & LOOKUP_DOWN) && !IS_ERR(s)) {
		if ((nd->flags & LOOKUP_RCU) && unlazy_walk(nd)) {
			s = ERR_PTR(-ECHILD);
		} else {
			follow_down(&nd->path);
			nd->inode = nd->path.dentry->d_inode;
		}
	}
	while (!(err = link_path_walk(s, nd)) && (err = walk_last(nd)) > 0)
		s = trailing_symlink(nd);
	if (!err)
		err = complete_walk(nd);
	if (!err && (nd->flags & LOOKUP_DIRECTORY) &&
	    !d_can_lookup(nd->path.dentry))
		err = -ENOTDIR;
	if (!err) {
		*path = nd->path;
		nd->path.mnt = NULL;
		nd->path.dentry = NULL;
	}
	terminate_walk(nd);
	return err;
}

static int path_parentat(struct nameidata *nd, unsigned int flags,
			 struct path *parent)
{
	const char *s = path_init(nd, flags);
	int err = link_path_walk(s, nd);

	if (!err)
		err = complete_walk(nd);
	if (!err) {
		*parent = nd->path;
		nd->path.mnt = NULL;
		nd->path.dentry = NULL;
	}
	terminate_walk(nd);
	return err;
}

/* I2: the three tries. */
static int nd_try(struct nameidata *nd, unsigned int flags, struct path *path,
		  int (*walk)(struct nameidata *nd, unsigned int flags,
			      struct path *path))
{
	int retval = walk(nd, flags | LOOKUP_RCU, path);

	if (unlikely(retval == -ECHILD))
		retval = walk(nd, flags, path);
	if (unlikely(retval == -ESTALE))
		retval = walk(nd, flags | LOOKUP_REVAL, path);
	return retval;
}

/**
 * filename_lookup() - the path of a name
 * @dfd: where a relative name starts
 * @name: the name, put here; may be an ERR_PTR
 * @flags: LOOKUP_*
 * @path: set to the result, referenced
 * @root: where to start instead, or NULL
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int filename_lookup(int dfd, struct filename *name, unsigned int flags,
		    struct path *path, struct path *root)
{
	struct nameidata nd;
	int retval;

	if (IS_ERR(name))
		return PTR_ERR(name);
	if (unlikely(root)) {
		nd.root = *root;
		flags |= LOOKUP_ROOT;
	}
	set_nameidata(&nd, dfd, name);
	retval = nd_try(&nd, flags, path, path_lookupat);
	restore_nameidata();
	putname(name);
	return retval;
}

/**
 * filename_parentat() - the directory of a name, and its last component
 * @dfd: where a relative name starts
 * @name: the name, not put here; may be an ERR_PTR
 * @flags: LOOKUP_*
 * @parent: set to the directory, referenced
 * @last: set to the last component, which lives in @name
 * @type: set to LAST_*
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int filename_parentat(int dfd, struct filename *name, unsigned int flags,
		      struct path *parent, struct qstr *last, int *type)
{
	struct nameidata nd;
	int retval;

	if (IS_ERR(name))
		return PTR_ERR(name);
	set_nameidata(&nd, dfd, name);
	retval = nd_try(&nd, flags, parent, path_parentat);
	if (likely(!retval)) {
		*last = nd.last;
		*type = nd.last_type;
	}
	restore_nameidata();
	return retval;
}

/**
 * user_path_at_empty() - the path of a name in user memory
 * @dfd: where a relative name starts
 * @name: user pointer
 * @flags: LOOKUP_*
 * @path: set to the result, referenced
 * @empty: if not NULL, set to 1 for ""
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int user_path_at_empty(int dfd, const char __user *name, unsigned int flags,
		       struct path *path, int *empty)
{
	return filename_lookup(dfd, getname_flags(name, flags, empty), flags,
			       path, NULL);
}

/**
 * kern_path() - the path of a name of the kernel's
 * @name: the name
 * @flags: LOOKUP_*
 * @path: set to the result, referenced
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int kern_path(const char *name, unsigned int flags, struct path *path)
{
	return filename_lookup(AT_FDCWD, getname_kernel(name), flags, path,
			       NULL);
}

/**
 * vfs_path_lookup() - the path of a name below a given directory
 * @dentry: the directory
 * @mnt: its mount
 * @name: the name
 * @flags: LOOKUP_*
 * @path: set to the result, referenced
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_path_lookup(struct dentry *dentry, struct vfsmount *mnt,
		    const char *name, unsigned int flags, struct path *path)
{
	struct path root = { .mnt = mnt, .dentry = dentry };

	return filename_lookup(AT_FDCWD, getname_kernel(name), flags, path,
			       &root);
}

/* Single components, for who holds the directory. */

/**
 * lookup_dcache() - a component from the dcache, revalidated
 * @name: the component, hashed
 * @dir: the directory
 * @flags: LOOKUP_*
 *
 * Context: may sleep.
 * Return: a dentry with a reference, NULL, or an ERR_PTR.
 */
struct dentry *lookup_dcache(const struct qstr *name, struct dentry *dir,
			     unsigned int flags)
{
	struct dentry *dentry = d_lookup(dir, name);
	int error;

	if (!dentry)
		return NULL;
	error = d_revalidate(dentry, flags);
	if (likely(error > 0))
		return dentry;
	if (!error)
		d_invalidate(dentry);
	dput(dentry);
	return ERR_PTR(error);
}

/**
 * __lookup_hash() - a component, by the filesystem if need be
 * @name: the component, hashed
 * @base: the directory, i_rwsem held for writing
 * @flags: LOOKUP_*
 *
 * Context: may sleep.
 * Return: a dentry with a reference, perhaps negative, or an ERR_PTR.
 */
struct dentry *__lookup_hash(const struct qstr *name, struct dentry *base,
			     unsigned int flags)
{
	struct dentry *dentry = lookup_dcache(name, base, flags), *old;
	struct inode *dir = base->d_inode;

	if (dentry)
		return dentry;
	if (unlikely(IS_DEADDIR(dir)))
		return ERR_PTR(-ENOENT);
	dentry = d_alloc(base, name);
	if (unlikely(!dentry))
		return ERR_PTR(-ENOMEM);
	old = dir->i_op->lookup(dir, dentry, flags);
	if (unlikely(old)) {
		dput(dentry);
		dentry = old;
	}
	return dentry;
}

static int lookup_one_len_common(const char *name, struct dentry *base,
				 int len, struct qstr *this)
{
	this->name = (const unsigned char *)name;
	this->len = len;
	this->hash = full_name_hash(base, name, len);
	if (!len)
		return -EACCES;
	if (unlikely(name[0] == '.') &&
	    (len < 2 || (len == 2 && name[1] == '.')))
		return -EACCES;
	if (memchr(name, '/', len) || memchr(name, 0, len))
		return -EACCES;
	if (base->d_flags & DCACHE_OP_HASH) {
		int err = base->d_op->d_hash(base, this);

		if (err < 0)
			return err;
	}
	return inode_permission(base->d_inode, MAY_EXEC);
}

/**
 * lookup_one_len() - a single component
 * @name: its characters
 * @base: the directory, i_rwsem held
 * @len: how many characters
 *
 * Context: may sleep.
 * Return: a dentry with a reference, perhaps negative, or an ERR_PTR.
 */
struct dentry *lookup_one_len(const char *name, struct dentry *base, int len)
{
	struct qstr this;
	int err = lookup_one_len_common(name, base, len, &this);

	if (err)
		return ERR_PTR(err);
	return __lookup_hash(&this, base, 0);
}
