// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_mount.c - path walk: across mounts, to "..", to the root
 *
 *	 mount A                   mount B
 *	 [/]--usr--local  <------- mnt_mountpoint
 *	            |              [root]--bin
 *	            '-- d_mountpoint(): mount hash (A, local) -> B -> its root
 *
 * I1         ".." never leaves nd->root, and never a mount's root by another
 *            way than over its mountpoint.
 * I2         A directory that was renamed out of a bind mount's tree has no
 *            ".." there: path_connected().
 *
 * Mirrors: the mount part of Linux 4.19 fs/namei.c; RESOLVE_* of 5.6.
 */
#include "internal.h"

#include <linux/fs_struct.h>
#include <linux/mount.h>
#include <linux/sched.h>

#include "mount.h"
#include "nameidata.h"

/**
 * path_get() - references on both halves of a path
 * @path: referenced by the caller, or otherwise stable
 *
 * Context: does not sleep.
 */
void path_get(const struct path *path)
{
	mntget(path->mnt);
	dget(path->dentry);
}

/**
 * path_put() - drop both
 * @path: halves may be NULL
 *
 * Context: may sleep.
 */
void path_put(const struct path *path)
{
	dput(path->dentry);
	mntput(path->mnt);
}

/* The root. */

/**
 * set_root() - sample the task's root into nd->root
 * @nd: the walk
 *
 * Context: does not sleep.
 * Return: 0, or -ENOTRECOVERABLE when a scoped walk lost its root.
 */
int set_root(struct nameidata *nd)
{
	struct fs_struct *fs = current->fs;

	if (WARN_ON(nd->flags & LOOKUP_IS_SCOPED))
		return -ENOTRECOVERABLE;
	if (nd->flags & LOOKUP_RCU) {
		unsigned int seq;

		do {
			seq = read_seqcount_begin(&fs->seq);
			nd->root = fs->root;
			nd->root_seq = __read_seqcount_begin(
						&nd->root.dentry->d_seq);
		} while (read_seqcount_retry(&fs->seq, seq));
	} else {
		get_fs_root(fs, &nd->root);
		nd->flags |= LOOKUP_ROOT_GRABBED;
	}
	return 0;
}

/**
 * nd_jump_root() - an absolute name begins: go to the root
 * @nd: the walk
 *
 * Context: may sleep, in ref mode.
 * Return: 0; -ECHILD; -EXDEV where openat2() forbids it.
 */
int nd_jump_root(struct nameidata *nd)
{
	if (unlikely(nd->flags & LOOKUP_BENEATH))
		return -EXDEV;
	if (!nd->root.mnt) {
		int error = set_root(nd);

		if (error)
			return error;
	}
	if (unlikely(nd->flags & LOOKUP_NO_XDEV) && nd->path.mnt &&
	    nd->path.mnt != nd->root.mnt)
		return -EXDEV;
	if (nd->flags & LOOKUP_RCU) {
		struct dentry *d;

		nd->path = nd->root;
		d = nd->path.dentry;
		nd->inode = d->d_inode;
		nd->seq = nd->root_seq;
		if (unlikely(read_seqcount_retry(&d->d_seq, nd->seq)))
			return -ECHILD;
	} else {
		path_put(&nd->path);
		nd->path = nd->root;
		path_get(&nd->path);
		nd->inode = nd->path.dentry->d_inode;
	}
	nd->flags |= LOOKUP_JUMPED;
	return 0;
}

/**
 * nd_jump_link() - for ->get_link() of /proc/PID/fd/N and kin: go there
 * @path: where; its references are taken, even on failure
 *
 * Context: within the current task's walk, in ref mode; may sleep.
 * Return: 0, or what openat2() forbids: -ELOOP, -EXDEV.
 */
int nd_jump_link(struct path *path)
{
	struct nameidata *nd = current->nameidata;
	int error = -ELOOP;

	if (unlikely(nd->flags & LOOKUP_NO_MAGICLINKS))
		goto err;
	error = -EXDEV;
	if (unlikely(nd->flags & LOOKUP_NO_XDEV) &&
	    nd->path.mnt != path->mnt)
		goto err;
	if (unlikely(nd->flags & LOOKUP_IS_SCOPED))
		goto err;
	path_put(&nd->path);
	nd->path = *path;
	nd->inode = nd->path.dentry->d_inode;
	nd->flags |= LOOKUP_JUMPED;
	return 0;
err:
	path_put(path);
	return error;
}

/* Up and down. */

/**
 * follow_up() - from a mount's root to its mountpoint
 * @path: changed, references included
 *
 * Context: may sleep.
 * Return: 1, or 0 when nothing is above.
 */
int follow_up(struct path *path)
{
	struct mount *mnt = real_mount(path->mnt), *parent;
	struct dentry *mountpoint;

	read_seqlock_excl(&mount_lock);
	parent = mnt->mnt_parent;
	if (parent == mnt) {
		read_sequnlock_excl(&mount_lock);
		return 0;
	}
	mntget(&parent->mnt);
	mountpoint = dget(mnt->mnt_mountpoint);
	read_sequnlock_excl(&mount_lock);
	dput(path->dentry);
	path->dentry = mountpoint;
	mntput(path->mnt);
	path->mnt = &parent->mnt;
	return 1;
}

/**
 * follow_down_one() - from a mountpoint to the root of what is on it
 * @path: changed, references included
 *
 * Context: may sleep.
 * Return: 1, or 0 when nothing is mounted there.
 */
int follow_down_one(struct path *path)
{
	struct vfsmount *mounted = lookup_mnt(path);

	if (!mounted)
		return 0;
	dput(path->dentry);
	mntput(path->mnt);
	path->mnt = mounted;
	path->dentry = dget(mounted->mnt_root);
	return 1;
}

/**
 * follow_down() - the same, as far as it goes
 * @path: changed, references included
 *
 * Context: may sleep.
 * Return: 0.
 */
int follow_down(struct path *path)
{
	while (d_mountpoint(path->dentry) && follow_down_one(path))
		;
	return 0;
}

/**
 * follow_managed() - cross the mounts on a component, ref mode
 * @path: the component; path->mnt has a reference only if it is not nd's
 * @nd: the walk
 *
 * Context: may sleep.
 * Return: 1, or an errno with @path put.
 */
int follow_managed(struct path *path, struct nameidata *nd)
{
	struct vfsmount *mnt = path->mnt;
	bool need_mntput = false;

	while (unlikely(d_managed(path->dentry))) {
		struct vfsmount *mounted;

		if (!d_mountpoint(path->dentry))
			break;
		mounted = lookup_mnt(path);
		if (!mounted)
			break;
		dput(path->dentry);
		if (need_mntput)
			mntput(path->mnt);
		path->mnt = mounted;
		path->dentry = dget(mounted->mnt_root);
		need_mntput = true;
	}
	if (need_mntput) {
		/* Back on the same mount: nd's reference will do. */
		if (path->mnt == mnt)
			mntput(path->mnt);
		if (unlikely(nd->flags & LOOKUP_NO_XDEV)) {
			path_put_conditional(path, nd);
			return -EXDEV;
		}
		nd->flags |= LOOKUP_JUMPED;
	}
	return 1;
}

/**
 * __follow_mount_rcu() - cross the mounts on a component, RCU mode
 * @nd: the walk
 * @path: the component, changed
 * @inode: its inode, changed
 * @seqp: its d_seq, changed
 *
 * Context: rcu_read_lock().
 * Return: false: it takes ref mode to say.
 */
bool __follow_mount_rcu(struct nameidata *nd, struct path *path,
			struct inode **inode, unsigned int *seqp)
{
	for (;;) {
		struct mount *mounted;

		if (likely(!(path->dentry->d_flags & DCACHE_MANAGED_DENTRY)))
			return true;
		if (!d_mountpoint(path->dentry))
			return true;
		mounted = __lookup_mnt(path->mnt, path->dentry);
		if (!mounted)
			break;
		if (unlikely(nd->flags & LOOKUP_NO_XDEV))
			return false;
		path->mnt = &mounted->mnt;
		path->dentry = mounted->mnt.mnt_root;
		nd->flags |= LOOKUP_JUMPED;
		*seqp = read_seqcount_begin(&path->dentry->d_seq);
		*inode = path->dentry->d_inode;
	}
	return !read_seqretry(&mount_lock, nd->m_seq);
}

/* ".." */

/* I2 */
static bool path_connected(const struct path *path)
{
	struct vfsmount *mnt = path->mnt;

	if (likely(mnt->mnt_root == mnt->mnt_sb->s_root))
		return true;
	return is_subdir(path->dentry, mnt->mnt_root);
}

/* One step up inside a mount.  Return: 0 or an errno. */
static int follow_parent_rcu(struct nameidata *nd, struct inode **inode)
{
	struct dentry *old = nd->path.dentry;
	struct dentry *parent = READ_ONCE(old->d_parent);
	unsigned int seq;

	*inode = parent->d_inode;
	seq = read_seqcount_begin(&parent->d_seq);
	if (unlikely(read_seqcount_retry(&old->d_seq, nd->seq)))
		return -ECHILD;
	nd->path.dentry = parent;
	nd->seq = seq;
	return unlikely(!path_connected(&nd->path)) ? -ECHILD : 0;
}

static int follow_dotdot_rcu(struct nameidata *nd)
{
	struct inode *inode = nd->inode;
	struct mount *mnt;
	int err;

	for (;;) {
		struct dentry *mountpoint;
		struct mount *mparent;
		unsigned int seq;

		if (path_equal(&nd->path, &nd->root)) {
			if (unlikely(nd->flags & LOOKUP_BENEATH))
				return -EXDEV;
			break;
		}
		if (nd->path.dentry != nd->path.mnt->mnt_root) {
			err = follow_parent_rcu(nd, &inode);
			if (err)
				return err;
			break;
		}
		mnt = real_mount(nd->path.mnt);
		mparent = READ_ONCE(mnt->mnt_parent);
		mountpoint = READ_ONCE(mnt->mnt_mountpoint);
		inode = mountpoint->d_inode;
		seq = read_seqcount_begin(&mountpoint->d_seq);
		if (unlikely(read_seqretry(&mount_lock, nd->m_seq)))
			return -ECHILD;
		if (&mparent->mnt == nd->path.mnt) {
			inode = nd->path.dentry->d_inode;
			break;
		}
		if (unlikely(nd->flags & LOOKUP_NO_XDEV))
			return -ECHILD;
		nd->path.dentry = mountpoint;
		nd->path.mnt = &mparent->mnt;
		nd->seq = seq;
	}
	while (unlikely(d_mountpoint(nd->path.dentry))) {
		mnt = __lookup_mnt(nd->path.mnt, nd->path.dentry);
		if (unlikely(read_seqretry(&mount_lock, nd->m_seq)))
			return -ECHILD;
		if (!mnt)
			break;
		if (unlikely(nd->flags & LOOKUP_NO_XDEV))
			return -ECHILD;
		nd->path.mnt = &mnt->mnt;
		nd->path.dentry = mnt->mnt.mnt_root;
		inode = nd->path.dentry->d_inode;
		nd->seq = read_seqcount_begin(&nd->path.dentry->d_seq);
	}
	nd->inode = inode;
	return 0;
}

static int follow_dotdot(struct nameidata *nd)
{
	struct vfsmount *start = nd->path.mnt;

	mntget(start);
	for (;;) {
		struct dentry *old;

		if (path_equal(&nd->path, &nd->root)) {
			if (unlikely(nd->flags & LOOKUP_BENEATH)) {
				mntput(start);
				return -EXDEV;
			}
			break;
		}
		if (nd->path.dentry != nd->path.mnt->mnt_root) {
			old = nd->path.dentry;
			nd->path.dentry = dget_parent(old);
			dput(old);
			if (unlikely(!path_connected(&nd->path))) {
				mntput(start);
				return -ENOENT;
			}
			break;
		}
		if (!follow_up(&nd->path))
			break;
	}
	follow_down(&nd->path);
	nd->inode = nd->path.dentry->d_inode;
	mntput(start);
	if (unlikely(nd->flags & LOOKUP_NO_XDEV) && nd->path.mnt != start)
		return -EXDEV;
	return 0;
}

/**
 * handle_dots() - the component is "." or ".."
 * @nd: the walk
 * @type: LAST_DOT, LAST_DOTDOT, or others: nothing to do
 *
 * Context: may sleep, in ref mode.
 * Return: 0 or an errno; -EAGAIN: a scoped walk met a rename or a mount.
 */
int handle_dots(struct nameidata *nd, int type)
{
	int error;

	if (type != LAST_DOTDOT)
		return 0;
	if (!nd->root.mnt) {
		error = set_root(nd);
		if (error)
			return error;
	}
	if (nd->flags & LOOKUP_RCU)
		error = follow_dotdot_rcu(nd);
	else
		error = follow_dotdot(nd);
	if (error)
		return error;
	if (unlikely(nd->flags & LOOKUP_IS_SCOPED)) {
		smp_rmb();
		if (read_seqretry(&mount_lock, nd->m_seq) ||
		    read_seqretry(&rename_lock, nd->r_seq))
			return -EAGAIN;
	}
	return 0;
}
