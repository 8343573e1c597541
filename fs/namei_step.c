// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_step.c - path walk: one component
 *
 * Two ways to walk.  RCU mode (LOOKUP_RCU) writes nothing to shared memory: no
 * counts, no locks; each dentry's d_seq, sampled when it was found, proves
 * afterwards that it was still in place.  Ref mode holds a reference on where
 * it is.  RCU mode turns into ref mode by unlazy_walk() wherever it must
 * sleep; if the proof fails, -ECHILD makes the caller start anew in ref mode.
 *
 *	name       dcache hit, RCU        dcache hit, ref        miss
 *	 "bin"     __d_lookup_rcu()       __d_lookup()           lookup_slow()
 *	           check d_seq            reference              i_rwsem shared,
 *	           next                   next                   ->lookup()
 *
 * I1         RCU mode: rcu_read_lock() is held and nothing in nd has a
 *            reference.  Ref mode: path, each saved link, and root if
 *            LOOKUP_ROOT_GRABBED, have one.
 * I2         nd->inode was path.dentry's inode while d_seq was nd->seq.
 * I3         At most MAXSYMLINKS links are followed in one walk.
 *
 * Mirrors: the middle of Linux 4.19 fs/namei.c.
 */
#include "internal.h"

#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "mount.h"
#include "nameidata.h"

/**
 * may_lookup() - may the task search the directory it is in?
 * @nd: the walk
 *
 * Context: may sleep, in ref mode.
 * Return: 0 or an errno; -ECHILD: start anew in ref mode.
 */
int may_lookup(struct nameidata *nd)
{
	const struct inode *inode = nd->inode;
	int err;

	/* Everybody may, and the filesystem has no say. */
	if (likely((inode->i_opflags & IOP_FASTPERM) &&
		   (inode->i_mode & S_IXUGO) == S_IXUGO))
		return 0;
	if (nd->flags & LOOKUP_RCU) {
		err = inode_permission(nd->inode, MAY_EXEC | MAY_NOT_BLOCK);
		if (likely(err != -ECHILD))
			return err;
		if (unlazy_walk(nd))
			return -ECHILD;
	}
	return inode_permission(nd->inode, MAY_EXEC);
}

/* Out of RCU mode. */

static void drop_links(struct nameidata *nd)
{
	int i = nd->depth;

	while (i--) {
		struct saved *last = nd->stack + i;

		do_delayed_call(&last->done);
		clear_delayed_call(&last->done);
	}
}

/**
 * terminate_walk() - drop whatever the walk holds
 * @nd: the walk, in either mode
 *
 * Context: may sleep.
 */
void terminate_walk(struct nameidata *nd)
{
	drop_links(nd);
	if (!(nd->flags & LOOKUP_RCU)) {
		unsigned int i;

		path_put(&nd->path);
		for (i = 0; i < nd->depth; i++)
			path_put(&nd->stack[i].link);
		if (nd->flags & LOOKUP_ROOT_GRABBED) {
			path_put(&nd->root);
			nd->flags &= ~LOOKUP_ROOT_GRABBED;
		}
	} else {
		nd->flags &= ~LOOKUP_RCU;
		rcu_read_unlock();
	}
	if (!(nd->flags & LOOKUP_ROOT))
		nd->root.mnt = NULL;
	nd->depth = 0;
	nd->path.mnt = NULL;
	nd->path.dentry = NULL;
}

/*
 * References for a path seen in RCU mode, if it is still what it was.  On
 * failure @path keeps those parts that have a reference, for path_put().
 */
static bool legitimize_path(struct nameidata *nd, struct path *path,
			    unsigned int seq)
{
	int res = __legitimize_mnt(path->mnt, nd->m_seq);

	if (unlikely(res)) {
		if (res > 0)
			path->mnt = NULL;
		path->dentry = NULL;
		return false;
	}
	if (unlikely(!lockref_get_not_dead(&path->dentry->d_lockref))) {
		path->dentry = NULL;
		return false;
	}
	return !read_seqcount_retry(&path->dentry->d_seq, seq);
}

static bool legitimize_links(struct nameidata *nd)
{
	unsigned int i;

	for (i = 0; i < nd->depth; i++) {
		struct saved *last = nd->stack + i;

		if (unlikely(!legitimize_path(nd, &last->link, last->seq))) {
			drop_links(nd);
			nd->depth = i + 1;
			return false;
		}
	}
	return true;
}

static bool legitimize_root(struct nameidata *nd)
{
	if (!nd->root.mnt || (nd->flags & LOOKUP_ROOT))
		return true;
	nd->flags |= LOOKUP_ROOT_GRABBED;
	return legitimize_path(nd, &nd->root, nd->root_seq);
}

/**
 * unlazy_walk() - from RCU mode to ref mode
 * @nd: the walk, in RCU mode
 *
 * Context: rcu_read_lock() is held, and not afterwards.
 * Return: 0, or -ECHILD: something moved; terminate_walk() and start anew.
 */
int unlazy_walk(struct nameidata *nd)
{
	nd->flags &= ~LOOKUP_RCU;
	if (nd->flags & LOOKUP_CACHED)
		goto out2;
	if (unlikely(nd->depth && !legitimize_links(nd)))
		goto out2;
	if (unlikely(!legitimize_path(nd, &nd->path, nd->seq)))
		goto out;
	if (unlikely(!legitimize_root(nd)))
		goto out;
	rcu_read_unlock();
	return 0;

out2:
	if (nd->flags & LOOKUP_CACHED) {
		drop_links(nd);
		nd->depth = 0;
	}
	nd->path.mnt = NULL;
	nd->path.dentry = NULL;
out:
	rcu_read_unlock();
	return -ECHILD;
}

/*
 * The same, when a child has just been found: it gets a reference too.  The
 * parent's d_seq is checked after the child's reference was taken, so the
 * child was still the parent's.
 */
static int unlazy_child(struct nameidata *nd, struct dentry *dentry,
			unsigned int seq)
{
	int res;

	nd->flags &= ~LOOKUP_RCU;
	if (nd->flags & LOOKUP_CACHED) {
		drop_links(nd);
		nd->depth = 0;
		goto out2;
	}
	if (unlikely(nd->depth && !legitimize_links(nd)))
		goto out2;
	res = __legitimize_mnt(nd->path.mnt, nd->m_seq);
	if (unlikely(res)) {
		if (res > 0)
			goto out2;
		goto out1;
	}
	if (unlikely(!lockref_get_not_dead(&nd->path.dentry->d_lockref)))
		goto out1;
	if (unlikely(!lockref_get_not_dead(&dentry->d_lockref)))
		goto out;
	if (unlikely(read_seqcount_retry(&dentry->d_seq, seq)) ||
	    unlikely(!legitimize_root(nd))) {
		rcu_read_unlock();
		dput(dentry);
		return -ECHILD;
	}
	rcu_read_unlock();
	return 0;

out2:
	nd->path.mnt = NULL;
out1:
	nd->path.dentry = NULL;
out:
	rcu_read_unlock();
	return -ECHILD;
}

/**
 * d_revalidate() - does the filesystem still stand by a cached dentry?
 * @dentry: the dentry
 * @flags: LOOKUP_*
 *
 * Context: may sleep unless LOOKUP_RCU.
 * Return: 1 yes, 0 no, or an errno; -ECHILD: cannot say in RCU mode.
 */
int d_revalidate(struct dentry *dentry, unsigned int flags)
{
	if (unlikely(dentry->d_flags & DCACHE_OP_REVALIDATE))
		return dentry->d_op->d_revalidate(dentry, flags);
	return 1;
}

/**
 * complete_walk() - the walk has arrived: references, last checks
 * @nd: the walk
 *
 * Context: may sleep; ref mode afterwards.
 * Return: 0 or an errno; -ECHILD and -ESTALE: see filename_lookup().
 */
int complete_walk(struct nameidata *nd)
{
	struct dentry *dentry = nd->path.dentry;
	int status;

	if (nd->flags & LOOKUP_RCU) {
		if (!(nd->flags & (LOOKUP_ROOT | LOOKUP_IS_SCOPED)))
			nd->root.mnt = NULL;
		nd->flags &= ~LOOKUP_CACHED;
		if (unlikely(unlazy_walk(nd)))
			return -ECHILD;
	}
	/* ".." and a rename together could have led outside. */
	if (unlikely(nd->flags & LOOKUP_IS_SCOPED) &&
	    !path_is_under(&nd->path, &nd->root))
		return -EXDEV;
	if (likely(!(nd->flags & LOOKUP_JUMPED)))
		return 0;
	if (likely(!(dentry->d_flags & DCACHE_OP_WEAK_REVALIDATE)))
		return 0;
	status = dentry->d_op->d_weak_revalidate(dentry, nd->flags);
	if (status > 0)
		return 0;
	return status ? status : -ESTALE;
}

/* Symbolic links. */

static int nd_alloc_stack(struct nameidata *nd)
{
	struct saved *p;

	if (likely(nd->depth != EMBEDDED_LEVELS))
		return 0;
	if (likely(nd->stack != nd->internal))
		return 0;
	p = kmalloc_array(MAXSYMLINKS, sizeof(struct saved),
			  nd->flags & LOOKUP_RCU ? GFP_ATOMIC : GFP_KERNEL);
	if (unlikely(!p))
		return nd->flags & LOOKUP_RCU ? -ECHILD : -ENOMEM;
	memcpy(p, nd->internal, sizeof(nd->internal));
	nd->stack = p;
	return 0;
}

/**
 * put_link() - the topmost link has been walked
 * @nd: the walk
 *
 * Context: may sleep, in ref mode.
 */
void put_link(struct nameidata *nd)
{
	struct saved *last = nd->stack + --nd->depth;

	do_delayed_call(&last->done);
	if (!(nd->flags & LOOKUP_RCU))
		path_put(&last->link);
}

/* A link to be followed: onto the stack.  Return: 1, or an errno. */
static int pick_link(struct nameidata *nd, struct path *link,
		     struct inode *inode, unsigned int seq)
{
	struct saved *last;
	int error;

	if (unlikely(nd->total_link_count++ >= MAXSYMLINKS)) {
		path_to_nameidata(link, nd);
		return -ELOOP;
	}
	if (!(nd->flags & LOOKUP_RCU) && link->mnt == nd->path.mnt)
		mntget(link->mnt);
	error = nd_alloc_stack(nd);
	if (unlikely(error)) {
		if (!(nd->flags & LOOKUP_RCU))
			path_put(link);
		return error;
	}
	last = nd->stack + nd->depth++;
	last->link = *link;
	clear_delayed_call(&last->done);
	nd->link_inode = inode;
	last->seq = seq;
	return 1;
}

static int may_follow_links(struct nameidata *nd, const struct path *link)
{
	if (unlikely(nd->flags & LOOKUP_NO_SYMLINKS) ||
	    unlikely(link->mnt->mnt_flags & MNT_NOSYMFOLLOW))
		return -ELOOP;
	return 0;
}

/* The body of the topmost link, from memory or by ->get_link(). */
static const char *read_link_body(struct nameidata *nd, struct inode *inode)
{
	struct saved *last = nd->stack + nd->depth - 1;
	struct dentry *dentry = last->link.dentry;
	const char *res = READ_ONCE(inode->i_link);

	if (likely(res))
		return res;
	if (nd->flags & LOOKUP_RCU) {
		res = inode->i_op->get_link(NULL, inode, &last->done);
		if (res != ERR_PTR(-ECHILD))
			return res;
		if (unlikely(unlazy_walk(nd)))
			return ERR_PTR(-ECHILD);
	}
	return inode->i_op->get_link(dentry, inode, &last->done);
}

/**
 * get_link() - what the topmost link says
 * @nd: the walk
 *
 * An absolute body moves the walk to the root.
 *
 * Context: may sleep, in ref mode.
 * Return: the name to go on with; NULL: the link was a jump, or "/";
 * or an ERR_PTR.
 */
const char *get_link(struct nameidata *nd)
{
	struct saved *last = nd->stack + nd->depth - 1;
	struct inode *inode = nd->link_inode;
	const char *res;
	int error = may_follow_links(nd, &last->link);

	if (unlikely(error))
		return ERR_PTR(error);
	if (!(nd->flags & LOOKUP_RCU)) {
		touch_atime(&last->link);
		cond_resched();
	} else if (atime_needs_update(&last->link, inode)) {
		if (unlikely(unlazy_walk(nd)))
			return ERR_PTR(-ECHILD);
		touch_atime(&last->link);
	}

	nd->last_type = LAST_BIND;
	res = read_link_body(nd, inode);
	if (IS_ERR_OR_NULL(res))
		return res;
	if (*res == '/') {
		error = nd_jump_root(nd);
		if (unlikely(error))
			return ERR_PTR(error);
		while (unlikely(*++res == '/'))
			;
	}
	return *res ? res : NULL;
}

/* Lookup. */

static int lookup_fast_rcu(struct nameidata *nd, struct path *path,
			   struct inode **inode, unsigned int *seqp,
			   struct dentry **dentryp)
{
	struct dentry *dentry, *parent = nd->path.dentry;
	unsigned int seq;
	bool negative;
	int status;

	dentry = __d_lookup_rcu(parent, &nd->last, &seq);
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

/**
 * walk_component() - find nd->last and step into it
 * @nd: the walk
 * @flags: WALK_*
 *
 * Context: may sleep, in ref mode.
 * Return: see step_into().
 */
int walk_component(struct nameidata *nd, int flags)
{
	struct path path;
	struct inode *inode;
	unsigned int seq = 0;
	int err;

	if (unlikely(nd->last_type != LAST_NORM)) {
		err = handle_dots(nd, nd->last_type);
		if (!(flags & WALK_MORE) && nd->depth)
			put_link(nd);
		return err;
	}
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
