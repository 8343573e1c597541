// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/mnt_namespace.c - mount namespaces, and /proc/PID/mounts
 *
 * Data       struct mnt_namespace: root, and list of all its mounts.
 * I1         A new namespace has a copy of each mount of its parent, in the same
 *            order; the caller's root and working directory move to the copies.
 *
 * Locking    namespace_sem: the list.  See namespace.c.
 * Lifetime   count: tasks' nsproxies, open namespace files, /proc/mounts files.
 * Entry      copy_mnt_ns() put_mnt_ns() mnt_init() mntns_operations mounts_op
 *
 * Mirrors: the namespace part of Linux 4.19 fs/namespace.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/mnt_namespace.h>
#include <linux/namei.h>
#include <linux/nsproxy.h>
#include <linux/proc_ns.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

#include "mount.h"

struct mnt_namespace *init_mnt_ns;

static struct mnt_namespace *alloc_mnt_ns(struct user_namespace *user_ns)
{
	static atomic64_t mnt_ns_seq = ATOMIC64_INIT(1);
	struct mnt_namespace *new_ns;
	int ret;

	new_ns = kzalloc(sizeof(struct mnt_namespace), GFP_KERNEL);
	if (!new_ns)
		return ERR_PTR(-ENOMEM);
	ret = ns_alloc_inum(&new_ns->ns);
	if (ret) {
		kfree(new_ns);
		return ERR_PTR(ret);
	}
	new_ns->ns.ops = &mntns_operations;
	new_ns->seq = atomic64_add_return(1, &mnt_ns_seq);
	atomic_set(&new_ns->count, 1);
	INIT_LIST_HEAD(&new_ns->list);
	init_waitqueue_head(&new_ns->poll);
	new_ns->user_ns = get_user_ns(user_ns);
	return new_ns;
}

static void free_mnt_ns(struct mnt_namespace *ns)
{
	ns_free_inum(&ns->ns);
	put_user_ns(ns->user_ns);
	kfree(ns);
}

/**
 * get_mnt_ns() - one more reference
 * @ns: referenced by the caller
 *
 * Context: any.
 */
void get_mnt_ns(struct mnt_namespace *ns)
{
	atomic_inc(&ns->count);
}

/**
 * put_mnt_ns() - drop a reference; the last unmounts everything
 *
 * Context: may sleep.
 */
void put_mnt_ns(struct mnt_namespace *ns)
{
	if (!atomic_dec_and_test(&ns->count))
		return;
	namespace_lock();
	lock_mount_hash();
	umount_tree(ns->root, 0);
	unlock_mount_hash();
	namespace_unlock();
	free_mnt_ns(ns);
}

/*
 * Gives the mounts of the copy to the new namespace, and where @new_fs stands
 * on an old mount, puts it on that one's copy (I1).
 *
 * Sets *@rootmnt and *@pwdmnt to mounts to be put.
 */
static void adopt_copies(struct mnt_namespace *new_ns, struct mount *old,
			 struct fs_struct *new_fs, struct vfsmount **rootmnt,
			 struct vfsmount **pwdmnt)
{
	struct mount *p = old, *q = new_ns->root;

	while (p) {
		q->mnt_ns = new_ns;
		new_ns->mounts++;
		if (new_fs) {
			if (&p->mnt == new_fs->root.mnt) {
				new_fs->root.mnt = mntget(&q->mnt);
				*rootmnt = &p->mnt;
			}
			if (&p->mnt == new_fs->pwd.mnt) {
				new_fs->pwd.mnt = mntget(&q->mnt);
				*pwdmnt = &p->mnt;
			}
		}
		p = next_mnt(p, old);
		q = next_mnt(q, new_ns->root);
		if (!q)
			break;
		/* Files of namespaces are not copied into younger ones. */
		while (p && p->mnt.mnt_root != q->mnt.mnt_root)
			p = next_mnt(p, old);
	}
}

/**
 * copy_mnt_ns() - the mount namespace of a new task
 * @flags: CLONE_NEWNS: a copy; else the same
 * @ns: the parent's
 * @user_ns: owner of the copy
 * @new_fs: the new task's, or NULL
 *
 * Context: may sleep.
 * Return: the namespace, referenced, or an ERR_PTR.
 */
struct mnt_namespace *copy_mnt_ns(unsigned long flags, struct mnt_namespace *ns,
				  struct user_namespace *user_ns,
				  struct fs_struct *new_fs)
{
	struct vfsmount *rootmnt = NULL, *pwdmnt = NULL;
	struct mnt_namespace *new_ns;
	struct mount *old, *new;
	int copy_flags = CL_COPY_UNBINDABLE;

	if (likely(!(flags & CLONE_NEWNS))) {
		get_mnt_ns(ns);
		return ns;
	}
	old = ns->root;
	new_ns = alloc_mnt_ns(user_ns);
	if (IS_ERR(new_ns))
		return new_ns;

	namespace_lock();
	if (user_ns != ns->user_ns)
		copy_flags |= CL_UNPRIVILEGED;
	new = copy_tree(old, old->mnt.mnt_root, copy_flags);
	if (IS_ERR(new)) {
		namespace_unlock();
		free_mnt_ns(new_ns);
		return ERR_CAST(new);
	}
	new_ns->root = new;
	list_add_tail(&new_ns->list, &new->mnt_list);
	adopt_copies(new_ns, old, new_fs, &rootmnt, &pwdmnt);
	namespace_unlock();

	mntput(rootmnt);
	mntput(pwdmnt);
	return new_ns;
}

/**
 * mnt_ns_root() - the place "/" of the current task's namespace
 * @path: set to it, referenced
 *
 * Context: does not sleep.
 */
void mnt_ns_root(struct path *path)
{
	struct mnt_namespace *ns = current->nsproxy->mnt_ns;

	path->mnt = &ns->root->mnt;
	path->dentry = ns->root->mnt.mnt_root;
	path_get(path);
	follow_down(path);
}

/* setns(2) and /proc/PID/ns/mnt. */

static inline struct mnt_namespace *to_mnt_ns(struct ns_common *ns)
{
	return container_of(ns, struct mnt_namespace, ns);
}

static struct ns_common *mntns_get(struct task_struct *task)
{
	struct ns_common *ns = NULL;

	task_lock(task);
	if (task->nsproxy) {
		ns = &task->nsproxy->mnt_ns->ns;
		get_mnt_ns(to_mnt_ns(ns));
	}
	task_unlock(task);
	return ns;
}

static void mntns_put(struct ns_common *ns)
{
	put_mnt_ns(to_mnt_ns(ns));
}

static int mntns_install(struct nsproxy *nsproxy, struct ns_common *ns)
{
	struct fs_struct *fs = current->fs;
	struct mnt_namespace *mnt_ns = to_mnt_ns(ns), *old_mnt_ns;
	struct path root;

	if (!ns_capable(mnt_ns->user_ns, CAP_SYS_ADMIN) ||
	    !ns_capable(current_user_ns(), CAP_SYS_CHROOT) ||
	    !ns_capable(current_user_ns(), CAP_SYS_ADMIN))
		return -EPERM;
	/* Root and cwd change: they must be this task's alone. */
	if (fs->users != 1)
		return -EINVAL;

	get_mnt_ns(mnt_ns);
	old_mnt_ns = nsproxy->mnt_ns;
	nsproxy->mnt_ns = mnt_ns;

	root.mnt = &mnt_ns->root->mnt;
	root.dentry = mnt_ns->root->mnt.mnt_root;
	path_get(&root);
	follow_down(&root);
	put_mnt_ns(old_mnt_ns);
	set_fs_pwd(fs, &root);
	set_fs_root(fs, &root);
	path_put(&root);
	return 0;
}

static struct user_namespace *mntns_owner(struct ns_common *ns)
{
	return to_mnt_ns(ns)->user_ns;
}

const struct proc_ns_operations mntns_operations = {
	.name		= "mnt",
	.type		= CLONE_NEWNS,
	.get		= mntns_get,
	.put		= mntns_put,
	.install	= mntns_install,
	.owner		= mntns_owner,
};

/**
 * mnt_may_suid() - do setuid bits count on this mount?
 * @mnt: the mount of a program being started
 *
 * A mount of somebody else's namespace, or of a user namespace above ours,
 * could otherwise be used to smuggle in a program of root's.
 *
 * Context: process context.
 */
bool mnt_may_suid(struct vfsmount *mnt)
{
	return !(mnt->mnt_flags & MNT_NOSUID) && check_mnt(real_mount(mnt)) &&
	       current_in_userns(mnt->mnt_sb->s_user_ns);
}

/* The records of /proc/PID/mounts; the file is in proc_namespace.c. */

static void *m_start(struct seq_file *m, loff_t *pos)
{
	struct proc_mounts *p = m->private;

	down_read(&namespace_sem);
	return seq_list_start(&p->ns->list, *pos);
}

static void *m_next(struct seq_file *m, void *v, loff_t *pos)
{
	struct proc_mounts *p = m->private;

	return seq_list_next(v, &p->ns->list, pos);
}

static void m_stop(struct seq_file *m, void *v)
{
	up_read(&namespace_sem);
}

static int m_show(struct seq_file *m, void *v)
{
	struct proc_mounts *p = m->private;
	struct mount *r = list_entry(v, struct mount, mnt_list);

	return p->show(m, &r->mnt);
}

const struct seq_operations mounts_op = {
	.start	= m_start,
	.next	= m_next,
	.stop	= m_stop,
	.show	= m_show,
};

/* Start of the world. */

/* The first namespace holds rootfs, and the first task lives there. */
static void __init init_mount_tree(void)
{
	struct file_system_type *type = get_fs_type("rootfs");
	struct mnt_namespace *ns;
	struct vfsmount *mnt;
	struct mount *m;
	struct path root;

	if (!type)
		panic("Can't find rootfs type");
	mnt = vfs_kern_mount(type, 0, "rootfs", NULL);
	put_filesystem(type);
	if (IS_ERR(mnt))
		panic("Can't create rootfs");
	ns = alloc_mnt_ns(&init_user_ns);
	if (IS_ERR(ns))
		panic("Can't allocate initial namespace");
	m = real_mount(mnt);
	m->mnt_ns = ns;
	ns->root = m;
	ns->mounts = 1;
	list_add(&m->mnt_list, &ns->list);
	init_mnt_ns = ns;

	current->files = &init_files;
	current->fs = &init_fs;
	root.mnt = mnt;
	root.dentry = mnt->mnt_root;
	set_fs_pwd(current->fs, &root);
	set_fs_root(current->fs, &root);
}

/**
 * mnt_init() - mounts exist, and there is a root
 *
 * Context: boot, once; after the caches of inodes and dentries.
 */
void __init mnt_init(void)
{
	mnt_cache_init();
	init_rootfs();
	init_mount_tree();
}
