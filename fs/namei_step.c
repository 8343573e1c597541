// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_step.c - path walk: out of RCU mode, symbolic links
 *
 *	unlazy_walk()   RCU mode: references for path, root and each saved link,
 *	                in the end all of them proven by their sequences, or none
 *	pick_link()     a link was met: onto nd->stack with it
 *	get_link()      its body, from memory or by the filesystem
 *	put_link()      the body has been walked
 *
 * I1         RCU mode: rcu_read_lock() is held and nothing in nd has a
 *            reference.  Ref mode: path, each saved link, and root if
 *            LOOKUP_ROOT_GRABBED, have one.
 * I2         At most MAXSYMLINKS links are followed in one walk.
 *
 * Mirrors: the middle of Linux 4.19 fs/namei.c.
 */
#include "internal.h"

#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "mount.h"
#include "nameidata.h"

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
	if (unlikely(nd->depth))
		drop_links(nd);
	if (!(nd->flags & LOOKUP_RCU)) {
		unsigned int i;

		/* Usually the caller has taken it over. */
		if (nd->path.mnt)
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
static __always_inline bool __legitimize_path(struct nameidata *nd,
					      struct path *path,
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

static bool legitimize_path(struct nameidata *nd, struct path *path,
			    unsigned int seq)
{
	return __legitimize_path(nd, path, seq);
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
	if (unlikely(!__legitimize_path(nd, &nd->path, nd->seq)))
		goto out;
	if (nd->root.mnt && unlikely(!legitimize_root(nd)))
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
int unlazy_child(struct nameidata *nd, struct dentry *dentry,
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
int pick_link(struct nameidata *nd, struct path *link, struct inode *inode,
	      unsigned int seq)
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
