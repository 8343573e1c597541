// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/mount_tree.c - trees of mounts: cloning, attaching, taking down
 *
 * I1         Every mount of a tree that is in a namespace is on ns->list, in the
 *            order in which next_mnt() meets them when the tree was built.
 * I2         A mount leaves the namespace for good: MNT_UMOUNT, mnt_ns NULL, off
 *            the hash, its own reference dropped by namespace_unlock().
 *
 * Locking    namespace_sem for writing, mount_lock where links change.
 * Entry      clone_mnt() copy_tree() attach_recursive_mnt() graft_tree()
 *            umount_tree() __detach_mounts()
 *
 * Mirrors: the tree part of Linux 4.19 fs/namespace.c.
 * Simpler than Linux in: all mounts are private or unbindable; propagation
 * (pnode.c) does not exist.  An unmounted tree falls apart into its mounts.
 */
#include "internal.h"

#include <linux/capability.h>
#include <linux/nsproxy.h>
#include <linux/sched.h>
#include <linux/user_namespace.h>

#include "fs_sysctl.h"
#include "mount.h"

/* /proc/sys/fs/mount-max: mounts in one namespace. */
unsigned int sysctl_mount_max = 100000;

/**
 * next_mnt() - the next mount of a tree, parents first
 * @p: this one
 * @root: of the tree
 *
 * Context: namespace_sem or mount_lock held.
 * Return: the mount or NULL.
 */
struct mount *next_mnt(struct mount *p, struct mount *root)
{
	struct list_head *next = p->mnt_mounts.next;

	if (next == &p->mnt_mounts) {
		for (;;) {
			if (p == root)
				return NULL;
			next = p->mnt_child.next;
			if (next != &p->mnt_parent->mnt_mounts)
				break;
			p = p->mnt_parent;
		}
	}
	return list_entry(next, struct mount, mnt_child);
}

/**
 * skip_mnt_tree() - the last mount below one, for next_mnt() to go on from
 * @p: the mount
 *
 * Context: namespace_sem or mount_lock held.
 * Return: the mount.
 */
struct mount *skip_mnt_tree(struct mount *p)
{
	struct list_head *prev = p->mnt_mounts.prev;

	while (prev != &p->mnt_mounts) {
		p = list_entry(prev, struct mount, mnt_child);
		prev = p->mnt_mounts.prev;
	}
	return p;
}

/**
 * check_mnt() - is the mount in the current task's namespace?
 *
 * Context: namespace_sem held, or the answer is a hint.
 * Return: true if so.
 */
bool check_mnt(struct mount *mnt)
{
	return mnt->mnt_ns == current->nsproxy->mnt_ns;
}

/**
 * may_mount() - may the current task change its namespace?
 *
 * Context: any.
 * Return: true if so.
 */
bool may_mount(void)
{
	return ns_capable(current->nsproxy->mnt_ns->user_ns, CAP_SYS_ADMIN);
}

/**
 * touch_mnt_namespace() - tell who polls /proc/mounts
 * @ns: the namespace, or NULL
 *
 * Context: mount_lock held for writing.
 */
void touch_mnt_namespace(struct mnt_namespace *ns)
{
	static u64 event;

	if (ns) {
		ns->event = ++event;
		wake_up_interruptible(&ns->poll);
	}
}

/* Cloning. */

/* In a less privileged namespace, restrictions cannot be taken away. */
static void lock_mnt_flags(struct mount *mnt)
{
	int flags = mnt->mnt.mnt_flags;

	flags |= MNT_LOCK_ATIME;
	if (flags & MNT_READONLY)
		flags |= MNT_LOCK_READONLY;
	if (flags & MNT_NODEV)
		flags |= MNT_LOCK_NODEV;
	if (flags & MNT_NOSUID)
		flags |= MNT_LOCK_NOSUID;
	if (flags & MNT_NOEXEC)
		flags |= MNT_LOCK_NOEXEC;
	mnt->mnt.mnt_flags = flags;
}

/**
 * clone_mnt() - another mount of the same filesystem
 * @old: the mount
 * @root: what will be its root
 * @flag: CL_*
 *
 * Context: namespace_sem held; may sleep.
 * Return: the mount, nowhere so far, or an ERR_PTR.
 */
struct mount *clone_mnt(struct mount *old, struct dentry *root, int flag)
{
	struct super_block *sb = old->mnt.mnt_sb;
	struct mount *mnt = alloc_vfsmnt(old->mnt_devname);

	if (!mnt)
		return ERR_PTR(-ENOMEM);
	mnt->mnt.mnt_flags = old->mnt.mnt_flags &
			     ~(MNT_WRITE_HOLD | MNT_MARKED | MNT_INTERNAL);
	if (flag & CL_UNPRIVILEGED)
		lock_mnt_flags(mnt);
	atomic_inc(&sb->s_active);
	mnt->mnt.mnt_sb = sb;
	mnt->mnt.mnt_root = dget(root);
	mnt->mnt_mountpoint = mnt->mnt.mnt_root;
	mnt->mnt_parent = mnt;
	lock_mount_hash();
	list_add_tail(&mnt->mnt_instance, &sb->s_mounts);
	unlock_mount_hash();
	return mnt;
}

static bool is_unbindable(const struct mount *mnt)
{
	return mnt->mnt.mnt_flags & MNT_UNBINDABLE;
}

/* Hangs @q, a copy of @p, where @p hangs, under @parent. */
static void copy_attach(struct mount *q, struct mount *p, struct mount *parent,
			struct mount *res)
{
	lock_mount_hash();
	list_add_tail(&q->mnt_list, &res->mnt_list);
	attach_mnt(q, parent, p->mnt_mp);
	unlock_mount_hash();
}

/* The copy of @p's parent: @parent or above, in step with @orig. */
static struct mount *climb_to_parent(struct mount *parent, struct mount **orig,
				     struct mount *p)
{
	while (p->mnt_parent != *orig) {
		*orig = (*orig)->mnt_parent;
		parent = parent->mnt_parent;
	}
	return parent;
}

/**
 * copy_tree() - clone a mount and everything mounted below a dentry of it
 * @mnt: the mount
 * @dentry: will be the copy's root
 * @flag: CL_*
 *
 * Context: namespace_sem held for writing; may sleep.
 * Return: the copy, its mounts linked by mnt_list; or an ERR_PTR.
 */
struct mount *copy_tree(struct mount *mnt, struct dentry *dentry, int flag)
{
	struct mount *res, *p, *q, *orig, *parent;
	struct mount *top;

	if (!(flag & CL_COPY_UNBINDABLE) && is_unbindable(mnt))
		return ERR_PTR(-EINVAL);
	res = clone_mnt(mnt, dentry, flag);
	if (IS_ERR(res))
		return res;

	list_for_each_entry(top, &mnt->mnt_mounts, mnt_child) {
		if (!is_subdir(top->mnt_mountpoint, dentry))
			continue;
		orig = mnt;
		parent = res;
		for (p = top; p; p = next_mnt(p, top)) {
			if (!(flag & CL_COPY_UNBINDABLE) && is_unbindable(p)) {
				p = skip_mnt_tree(p);
				continue;
			}
			parent = climb_to_parent(parent, &orig, p);
			q = clone_mnt(p, p->mnt.mnt_root, flag);
			if (IS_ERR(q))
				goto out;
			copy_attach(q, p, parent, res);
			orig = p;
			parent = q;
		}
	}
	return res;
out:
	lock_mount_hash();
	umount_tree(res, UMOUNT_SYNC);
	unlock_mount_hash();
	return q;
}

/* Attaching. */

/* The mounts of a new tree join the namespace of its parent. */
static void commit_tree(struct mount *mnt)
{
	struct mount *parent = mnt->mnt_parent, *m;
	struct mnt_namespace *n = parent->mnt_ns;
	LIST_HEAD(head);

	list_add_tail(&head, &mnt->mnt_list);
	list_for_each_entry(m, &head, mnt_list) {
		m->mnt_ns = n;
		n->mounts++;
	}
	list_splice(&head, n->list.prev);
	touch_mnt_namespace(n);
}

/**
 * attach_recursive_mnt() - hang a tree of mounts on a mountpoint
 * @source: its root
 * @dest: under this one
 * @dest_mp: there
 * @moving: it hangs somewhere else now
 *
 * Context: namespace_sem held for writing.
 * Return: 0, or -ENOSPC when the namespace is full.
 */
int attach_recursive_mnt(struct mount *source, struct mount *dest,
			 struct mountpoint *dest_mp, bool moving)
{
	struct mount *p;
	unsigned int n = 0;

	if (!moving) {
		for (p = source; p; p = next_mnt(p, source))
			n++;
		if (dest->mnt_ns->mounts + n > sysctl_mount_max)
			return -ENOSPC;
	}
	lock_mount_hash();
	if (moving) {
		struct mountpoint *mp = unhash_mnt(source);

		attach_mnt(source, dest, dest_mp);
		touch_mnt_namespace(source->mnt_ns);
		put_mountpoint(mp);
	} else {
		attach_mnt(source, dest, dest_mp);
		commit_tree(source);
	}
	unlock_mount_hash();
	if (moving)
		put_ex_mountpoint(source);
	return 0;
}

/**
 * graft_tree() - the same for a new tree, with the checks of mount(2)
 * @mnt: its root
 * @p: under this one
 * @mp: there
 *
 * Context: namespace_sem held for writing.
 * Return: 0 or an errno.
 */
int graft_tree(struct mount *mnt, struct mount *p, struct mountpoint *mp)
{
	if (mnt->mnt.mnt_sb->s_flags & SB_NOUSER)
		return -EINVAL;
	if (d_is_dir(mp->m_dentry) != d_is_dir(mnt->mnt.mnt_root))
		return -ENOTDIR;
	return attach_recursive_mnt(mnt, p, mp, false);
}

/* Taking down. */

/**
 * umount_tree() - take a mount and all below out of the namespace (I2)
 * @mnt: the mount
 * @how: UMOUNT_SYNC: the caller waits until its filesystem is shut down
 *
 * Context: namespace_sem and mount_lock held for writing.
 */
void umount_tree(struct mount *mnt, int how)
{
	struct mount *p;
	LIST_HEAD(tmp_list);

	for (p = mnt; p; p = next_mnt(p, mnt)) {
		p->mnt.mnt_flags |= MNT_UMOUNT;
		list_move(&p->mnt_list, &tmp_list);
	}
	/* Children first: the list is in reverse order. */
	while (!list_empty(&tmp_list)) {
		struct mnt_namespace *ns;

		p = list_first_entry(&tmp_list, struct mount, mnt_list);
		list_del_init(&p->mnt_list);
		ns = p->mnt_ns;
		if (ns) {
			ns->mounts--;
			touch_mnt_namespace(ns);
		}
		p->mnt_ns = NULL;
		if (how & UMOUNT_SYNC)
			p->mnt.mnt_flags |= MNT_SYNC_UMOUNT;
		if (mnt_has_parent(p))
			umount_mnt(p);
		mnt_put_later(p);
	}
}

/**
 * __is_local_mountpoint() - is something mounted here in our namespace?
 * @dentry: a mountpoint of some namespace
 *
 * Context: may sleep.
 * Return: true if so.
 */
bool __is_local_mountpoint(struct dentry *dentry)
{
	struct mnt_namespace *ns = current->nsproxy->mnt_ns;
	struct mount *mnt;
	bool found = false;

	if (!ns)
		return false;
	down_read(&namespace_sem);
	list_for_each_entry(mnt, &ns->list, mnt_list) {
		found = mnt->mnt_mountpoint == dentry && mnt_has_parent(mnt);
		if (found)
			break;
	}
	up_read(&namespace_sem);
	return found;
}

/**
 * __detach_mounts() - the mountpoint was removed: so are the mounts on it
 * @dentry: was a mountpoint
 *
 * Context: may sleep.
 */
void __detach_mounts(struct dentry *dentry)
{
	struct mountpoint *mp = NULL;
	struct mount *mnt;

	namespace_lock();
	lock_mount_hash();
	if (d_mountpoint(dentry))
		mp = find_mountpoint(dentry);
	while (mp && !hlist_empty(&mp->m_list)) {
		mnt = hlist_entry(mp->m_list.first, struct mount, mnt_mp_list);
		umount_tree(mnt, 0);
	}
	if (mp)
		put_mountpoint(mp);
	unlock_mount_hash();
	namespace_unlock();
}

/**
 * is_path_reachable() - does one come from a root to this place?
 * @mnt: the place's mount
 * @dentry: the place
 * @root: the root
 *
 * Context: mount_lock held.
 * Return: true if so.
 */
bool is_path_reachable(struct mount *mnt, struct dentry *dentry,
		       const struct path *root)
{
	while (&mnt->mnt != root->mnt && mnt_has_parent(mnt)) {
		dentry = mnt->mnt_mountpoint;
		mnt = mnt->mnt_parent;
	}
	return &mnt->mnt == root->mnt && is_subdir(dentry, root->dentry);
}

/**
 * path_is_under() - is one path below another, across mounts?
 * @path1: maybe below
 * @path2: maybe above
 *
 * Context: does not sleep.
 * Return: true if so, or if they are the same.
 */
bool path_is_under(const struct path *path1, const struct path *path2)
{
	bool res;

	read_seqlock_excl(&mount_lock);
	res = is_path_reachable(real_mount(path1->mnt), path1->dentry, path2);
	read_sequnlock_excl(&mount_lock);
	return res;
}
