// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_walk.c - path walk: finding components, one after the other
 *
 * Two ways to walk.  RCU mode (LOOKUP_RCU) writes nothing to shared memory: no
 * counts, no locks; each dentry's d_seq, sampled when it was found, proves
 * afterwards that it was still in place.  Ref mode holds a reference on where
 * it is.  RCU mode turns into ref mode by unlazy_walk() (namei_step.c) wherever
 * it must sleep; if the proof fails, -ECHILD makes the caller start anew in
 * ref mode.
 *
 *	name       dcache hit, RCU        dcache hit, ref        miss
 *	 "bin"     d_lookup_rcu()         __d_lookup()           lookup_slow()
 *	           check d_seq            reference              i_rwsem shared,
 *	           next                   next                   ->lookup()
 *
 * step_rcu() is the usual case of the first column, about 120 instructions for
 * a component, all inline; whatever it cannot decide is done again by
 * walk_component().
 *
 * I1         RCU mode: rcu_read_lock() is held and nothing in nd has a
 *            reference.  Ref mode: path, each saved link, and root if
 *            LOOKUP_ROOT_GRABBED, have one.
 * I2         nd->inode was path.dentry's inode while d_seq was nd->seq.
 *
 * Entry      link_path_walk() walk_last() lookup_fast() lookup_slow() step_into()
 *
 * Mirrors: the middle of Linux 4.19 fs/namei.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/mount.h>
#include <linux/sched.h>

#include "dentry_name.h"
#include "name_hash.h"
#include "nameidata.h"

int sysctl_protected_symlinks;

/* May the task search this directory?  Not everybody may. */
static noinline int may_lookup_slow(struct nameidata *nd)
{
	if (nd->flags & LOOKUP_RCU) {
		int err = inode_permission(nd->inode,
					   MAY_EXEC | MAY_NOT_BLOCK);

		if (likely(err != -ECHILD))
			return err;
		if (unlazy_walk(nd))
			return -ECHILD;
	}
	return inode_permission(nd->inode, MAY_EXEC);
}

/* Return: 0 or an errno; -ECHILD: start anew in ref mode. */
static __always_inline int may_lookup(struct nameidata *nd)
{
	const struct inode *inode = nd->inode;

	/* Everybody may, and the filesystem has no say. */
	if (likely((inode->i_opflags & IOP_FASTPERM) &&
		   (inode->i_mode & S_IXUGO) == S_IXUGO))
		return 0;
	return may_lookup_slow(nd);
}

/* Lookup. */

static int lookup_fast_rcu(struct nameidata *nd, struct path *path,
			   struct inode **inode, unsigned int *seqp,
			   struct dentry **dentryp)
{
	struct dentry *dentry, *parent = nd->path.dentry;
	unsigned int seq = 0;
	bool negative;
	int status;

	dentry = d_lookup_rcu(parent, &nd->last, &seq);
	if (unlikely(!dentry)) {
		if (unlazy_walk(nd))
			return -ECHILD;
		return 0;
	}
	*inode = d_inode_rcu(dentry);
	negative = d_is_negative(dentry);
	if (unlikely(read_seqcount_retry(&dentry->d_seq, seq)))
		return -ECHILD;
	/* The parent did not change while its child was looked up. */
	if (unlikely(__read_seqcount_retry(&parent->d_seq, nd->seq)))
		return -ECHILD;

	*seqp = seq;
	status = d_revalidate(dentry, nd->flags);
	if (likely(status > 0)) {
		if (unlikely(negative))
			return -ENOENT;
		path->mnt = nd->path.mnt;
		path->dentry = dentry;
		if (likely(__follow_mount_rcu(nd, path, inode, seqp)))
			return 1;
	}
	if (unlazy_child(nd, dentry, seq))
		return -ECHILD;
	if (unlikely(status == -ECHILD))
		status = d_revalidate(dentry, nd->flags);
	*dentryp = dentry;
	if (unlikely(status <= 0)) {
		if (!status)
			d_invalidate(dentry);
		dput(dentry);
		*dentryp = NULL;
		return status;
	}
	return 2;
}

/**
 * lookup_fast() - the component from the dcache
 * @nd: the walk; nd->last is the component
 * @path: set to the result
 * @inode: set to its inode
 * @seqp: set to its d_seq, in RCU mode
 *
 * Context: may sleep, in ref mode.
 * Return: 1 found; 0 not in the cache, and ref mode; or an errno.
 */
int lookup_fast(struct nameidata *nd, struct path *path, struct inode **inode,
		unsigned int *seqp)
{
	struct dentry *dentry = NULL;
	int status;

	if (likely(nd->flags & LOOKUP_RCU)) {
		status = lookup_fast_rcu(nd, path, inode, seqp, &dentry);
		if (likely(status != 2))
			return status;
	} else {
		dentry = __d_lookup(nd->path.dentry, &nd->last);
		if (unlikely(!dentry))
			return 0;
		status = d_revalidate(dentry, nd->flags);
		if (unlikely(status <= 0)) {
			if (!status)
				d_invalidate(dentry);
			dput(dentry);
			return status;
		}
	}
	if (unlikely(d_is_negative(dentry))) {
		dput(dentry);
		return -ENOENT;
	}
	path->mnt = nd->path.mnt;
	path->dentry = dentry;
	status = follow_managed(path, nd);
	if (unlikely(status < 0))
		return status;
	*inode = d_backing_inode(path->dentry);
	return 1;
}

/* i_rwsem of @dir held, shared or not. */
static struct dentry *__lookup_slow(const struct qstr *name, struct dentry *dir,
				    unsigned int flags)
{
	DECLARE_WAIT_QUEUE_HEAD_ONSTACK(wq);
	struct inode *inode = dir->d_inode;
	struct dentry *dentry, *old;

	if (unlikely(IS_DEADDIR(inode)))
		return ERR_PTR(-ENOENT);
again:
	dentry = d_alloc_parallel(dir, name, &wq);
	if (IS_ERR(dentry))
		return dentry;
	if (unlikely(!d_in_lookup(dentry))) {
		int error;

		if (flags & LOOKUP_NO_REVAL)
			return dentry;
		error = d_revalidate(dentry, flags);
		if (likely(error > 0))
			return dentry;
		if (!error) {
			d_invalidate(dentry);
			dput(dentry);
			goto again;
		}
		dput(dentry);
		return ERR_PTR(error);
	}
	old = inode->i_op->lookup(inode, dentry, flags);
	d_lookup_done(dentry);
	if (unlikely(old)) {
		dput(dentry);
		dentry = old;
	}
	return dentry;
}

/**
 * lookup_slow() - the component from the filesystem
 * @name: the component, hashed
 * @dir: the directory, referenced
 * @flags: LOOKUP_*
 *
 * Context: may sleep; takes the directory's i_rwsem shared.
 * Return: a dentry with a reference, perhaps negative, or an ERR_PTR.
 */
struct dentry *lookup_slow(const struct qstr *name, struct dentry *dir,
			   unsigned int flags)
{
	struct inode *inode = dir->d_inode;
	struct dentry *res;

	inode_lock_shared(inode);
	res = __lookup_slow(name, dir, flags);
	inode_unlock_shared(inode);
	return res;
}

/**
 * step_into() - the component was found: go there, or prepare to follow it
 * @nd: the walk
 * @path: the component; its references are taken
 * @flags: WALK_*
 * @inode: its inode
 * @seq: its d_seq, in RCU mode
 *
 * Context: may sleep, in ref mode.
 * Return: 0 there; 1 it is a link, now on the stack; or an errno.
 */
int step_into(struct nameidata *nd, struct path *path, int flags,
	      struct inode *inode, unsigned int seq)
{
	if (!(flags & WALK_MORE) && nd->depth)
		put_link(nd);
	if (likely(!d_is_symlink(path->dentry)) ||
	    !((flags & WALK_FOLLOW) || (nd->flags & LOOKUP_FOLLOW))) {
		path_to_nameidata(path, nd);
		nd->inode = inode;
		nd->seq = seq;
		return 0;
	}
	/* Did the type we saw belong to this inode? */
	if ((nd->flags & LOOKUP_RCU) &&
	    read_seqcount_retry(&path->dentry->d_seq, seq))
		return -ECHILD;
	return pick_link(nd, path, inode, seq);
}

/*
 * The usual component, in RCU mode: it is in the dcache and is no link.
 *
 * Return: 0 stepped into it; 1 ask walk_component_slow(); or an errno.
 */
static __always_inline int step_rcu(struct nameidata *nd)
{
	struct dentry *dentry, *parent = nd->path.dentry;
	struct inode *inode;
	unsigned int seq = 0, d_flags;

	dentry = d_lookup_rcu(parent, &nd->last, &seq);
	if (unlikely(!dentry))
		return 1;
	inode = d_inode_rcu(dentry);
	d_flags = READ_ONCE(dentry->d_flags);
	if (unlikely(read_seqcount_retry(&dentry->d_seq, seq)))
		return -ECHILD;
	/* The parent did not change while its child was looked up. */
	if (unlikely(__read_seqcount_retry(&parent->d_seq, nd->seq)))
		return -ECHILD;
	if (unlikely(d_flags & DCACHE_OP_REVALIDATE))
		return 1;
	d_flags &= DCACHE_ENTRY_TYPE | DCACHE_MANAGED_DENTRY;
	if (unlikely((d_flags & DCACHE_ENTRY_TYPE) == DCACHE_SYMLINK_TYPE))
		return 1;
	if (unlikely((d_flags & DCACHE_ENTRY_TYPE) == DCACHE_MISS_TYPE))
		return -ENOENT;
	nd->path.dentry = dentry;
	nd->inode = inode;
	nd->seq = seq;
	if (unlikely(d_flags & DCACHE_MANAGED_DENTRY) &&
	    !__follow_mount_rcu(nd, &nd->path, &nd->inode, &nd->seq))
		return -ECHILD;
	return 0;
}

/* Any component, in either mode.  Return: see step_into(). */
static noinline int walk_component_slow(struct nameidata *nd, int flags)
{
	struct path path;
	struct inode *inode;
	unsigned int seq = 0;
	int err;

	err = lookup_fast(nd, &path, &inode, &seq);
	if (unlikely(err <= 0)) {
		if (err < 0)
			return err;
		path.dentry = lookup_slow(&nd->last, nd->path.dentry,
					  nd->flags);
		if (IS_ERR(path.dentry))
			return PTR_ERR(path.dentry);
		path.mnt = nd->path.mnt;
		err = follow_managed(&path, nd);
		if (unlikely(err < 0))
			return err;
		if (unlikely(d_is_negative(path.dentry))) {
			path_to_nameidata(&path, nd);
			return -ENOENT;
		}
		seq = 0;
		inode = d_backing_inode(path.dentry);
	}
	return step_into(nd, &path, flags, inode, seq);
}

/*
 * Find nd->last and step into it.
 *
 * Context: may sleep, in ref mode.
 * Return: see step_into().
 */
static __always_inline int walk_component(struct nameidata *nd, int flags)
{
	int err;

	if (unlikely(nd->last_type != LAST_NORM)) {
		err = handle_dots(nd, nd->last_type);
	} else {
		err = 1;
		if (likely(nd->flags & LOOKUP_RCU))
			err = step_rcu(nd);
		if (unlikely(err > 0))
			return walk_component_slow(nd, flags);
	}
	if (unlikely(nd->depth) && !(flags & WALK_MORE) &&
	    (!err || nd->last_type != LAST_NORM))
		put_link(nd);
	return err;
}

/* The walk. */

/* "." and ".." are told by their length and characters. */
static inline int component_type(struct nameidata *nd, const char *name,
				 u64 hash_len)
{
	if (unlikely(name[0] == '.')) {
		switch (hashlen_len(hash_len)) {
		case 1:
			return LAST_DOT;
		case 2:
			if (name[1] == '.') {
				nd->flags |= LOOKUP_JUMPED;
				return LAST_DOTDOT;
			}
		}
	}
	nd->flags &= ~LOOKUP_JUMPED;
	return LAST_NORM;
}

/* The filesystem has a hash of its own: case folding. */
static int hash_by_filesystem(struct nameidata *nd, const char *name,
			      u64 *hash_len)
{
	struct dentry *parent = nd->path.dentry;
	struct qstr this = { { .hash_len = *hash_len },
			     .name = (const unsigned char *)name };
	int err = parent->d_op->d_hash(parent, &this);

	if (err >= 0)
		*hash_len = this.hash_len;
	return err;
}

/*
 * walk_component() met a link: its body is next.
 *
 * Return: 1 go on with *@name; 0 it was a jump, already done; or an errno.
 */
static int push_link(struct nameidata *nd, const char **name)
{
	const char *s = get_link(nd);

	if (IS_ERR(s))
		return PTR_ERR(s);
	if (unlikely(!s)) {
		put_link(nd);
		return 0;
	}
	nd->stack[nd->depth - 1].name = *name;
	*name = s;
	return 1;
}

/* Hash the component at @name into nd->last.  Return: 0 or an errno. */
static __always_inline int next_component(struct nameidata *nd,
					  const char *name)
{
	u64 hash_len = hash_name(nd->path.dentry, name);
	int type = component_type(nd, name, hash_len);

	if (unlikely(nd->path.dentry->d_flags & DCACHE_OP_HASH) &&
	    type == LAST_NORM) {
		int err = hash_by_filesystem(nd, name, &hash_len);

		if (err < 0)
			return err;
	}
	nd->last.hash_len = hash_len;
	nd->last.name = (const unsigned char *)name;
	nd->last_type = type;
	return 0;
}

/**
 * link_path_walk() - walk all of a name except its last component
 * @name: the name
 * @nd: the walk, by path_init()
 *
 * Context: may sleep, in ref mode.
 * Return: 0 with the last component in nd->last, or an errno.
 */
int link_path_walk(const char *name, struct nameidata *nd)
{
	int err, flags;

	if (IS_ERR(name))
		return PTR_ERR(name);
	while (*name == '/')
		name++;
	if (!*name)
		return 0;

	for (;;) {
		err = may_lookup(nd);
		if (likely(!err))
			err = next_component(nd, name);
		if (unlikely(err))
			return err;
		name += nd->last.len;
		while (*name == '/')
			name++;
		flags = WALK_FOLLOW | WALK_MORE;
		if (unlikely(!*name)) {
			/* The last component, unless a link's body ended. */
			if (!nd->depth)
				return 0;
			name = nd->stack[nd->depth - 1].name;
			if (!name)
				return 0;
			flags = WALK_FOLLOW;
		}
		err = walk_component(nd, flags);
		if (unlikely(err)) {
			if (err > 0)
				err = push_link(nd, &name);
			if (err < 0)
				return err;
			if (err)
				continue;
		}
		if (unlikely(!d_can_lookup(nd->path.dentry))) {
			if ((nd->flags & LOOKUP_RCU) && unlazy_walk(nd))
				return -ECHILD;
			return -ENOTDIR;
		}
	}
}

/*
 * protected_symlinks: in a sticky directory that all may write to, follow only
 * one's own links and those of the directory's owner.
 */
static int may_follow_link(struct nameidata *nd)
{
	const struct inode *inode = nd->link_inode;
	const struct inode *parent = nd->inode;

	if (!sysctl_protected_symlinks)
		return 0;
	if (uid_eq(current_fsuid(), inode->i_uid))
		return 0;
	if ((parent->i_mode & (S_ISVTX | S_IWOTH)) != (S_ISVTX | S_IWOTH))
		return 0;
	if (uid_eq(parent->i_uid, inode->i_uid))
		return 0;
	return nd->flags & LOOKUP_RCU ? -ECHILD : -EACCES;
}

/**
 * trailing_symlink() - the last component was a link: its body
 * @nd: the walk
 *
 * Context: may sleep, in ref mode.
 * Return: the name to walk, "" after a jump, or an ERR_PTR.
 */
const char *trailing_symlink(struct nameidata *nd)
{
	const char *s;
	int error = may_follow_link(nd);

	if (unlikely(error))
		return ERR_PTR(error);
	nd->flags |= LOOKUP_PARENT;
	nd->stack[0].name = NULL;
	s = get_link(nd);
	return s ? s : "";
}

/**
 * walk_last() - the last component, followed or not as LOOKUP_FOLLOW says
 * @nd: the walk, after link_path_walk()
 *
 * Context: may sleep, in ref mode.
 * Return: 0 arrived; 1 it is a link: trailing_symlink() is next; or an errno.
 */
int walk_last(struct nameidata *nd)
{
	if (nd->last_type == LAST_NORM && nd->last.name[nd->last.len])
		nd->flags |= LOOKUP_FOLLOW | LOOKUP_DIRECTORY;
	nd->flags &= ~LOOKUP_PARENT;
	return walk_component(nd, 0);
}
