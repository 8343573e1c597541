// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namespace.c - mounts: how they live, are found and die
 *
 * Data       mount_hashtable: (parent mount, mountpoint) -> mount on it.
 *            mountpoint_hashtable: dentry -> struct mountpoint, for what is
 *            mounted on it in any namespace.
 *
 *	parent  <--mnt_parent--  mount  --mnt_mp-->  mountpoint {m_dentry, m_list}
 *	                           | mnt.mnt_root, mnt.mnt_sb
 *
 * I1         DCACHE_MOUNTED is set in a dentry while its mountpoint exists.
 * I2         A mount in a namespace holds a reference on itself, one on its
 *            parent and one on its mountpoint's dentry; so do not its children.
 * I3         mnt_count is a sum over CPUs.  It is only taken under mount_lock
 *            after mnt_ns became NULL, when nobody can raise it from zero.
 *
 * Locking    namespace_sem: the trees of mounts.  mount_lock inside it, for
 *            writing: links that path walks read under its sequence.
 *            Order: i_rwsem of the mountpoint > namespace_sem > mount_lock.
 * Lifetime   mntput() of the last reference takes the mount off s_mounts and
 *            leaves the rest to task work, as fput() does.
 * Entry      mntget() mntput() lookup_mnt() lock_mount() vfs_kern_mount()
 *
 * Mirrors: Linux 4.19 fs/namespace.c; its other parts: mnt_write.c
 * (mnt_want_write), mount_tree.c (copying, attaching, unmounting trees),
 * mount_syscalls.c, mnt_namespace.c.
 */
#include "internal.h"

#include <linux/idr.h>
#include <linux/init.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/task_work.h>
#include <linux/workqueue.h>

#include "mount.h"

#define MNT_HASH_BITS	8

DEFINE_SEQLOCK(mount_lock);
DECLARE_RWSEM(namespace_sem);

static struct hlist_head mount_hashtable[1 << MNT_HASH_BITS];
static struct hlist_head mountpoint_hashtable[1 << MNT_HASH_BITS];
static struct kmem_cache *mnt_cache;
static DEFINE_IDA(mnt_id_ida);
static LLIST_HEAD(delayed_mntput_list);

/* Mounts and mountpoint dentries to put once namespace_sem is released. */
static LIST_HEAD(unmounted);

static struct hlist_head *m_hash(struct vfsmount *mnt, struct dentry *dentry)
{
	unsigned long tmp = (unsigned long)mnt / L1_CACHE_BYTES +
			    (unsigned long)dentry / L1_CACHE_BYTES;

	return &mount_hashtable[hash_64(tmp, MNT_HASH_BITS)];
}

static struct hlist_head *mp_hash(struct dentry *dentry)
{
	return &mountpoint_hashtable[hash_ptr(dentry, MNT_HASH_BITS)];
}

/* Counts (I3). */

/**
 * mnt_add_count() - change the reference count
 * @mnt: the mount
 * @n: by how much
 *
 * Context: any; under RCU or mount_lock when it may be the last.
 */
void mnt_add_count(struct mount *mnt, int n)
{
	this_cpu_add(mnt->mnt_pcp->mnt_count, n);
}

/**
 * mnt_get_count() - the reference count
 *
 * Context: mount_lock held for writing.
 * Return: the sum.
 */
unsigned int mnt_get_count(struct mount *mnt)
{
	unsigned int count = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		count += per_cpu_ptr(mnt->mnt_pcp, cpu)->mnt_count;
	return count;
}

/* Life. */

/**
 * alloc_vfsmnt() - memory for a mount
 * @name: what /proc/mounts calls the device, or NULL
 *
 * Context: may sleep.
 * Return: the mount, with one reference, or NULL without memory.
 */
struct mount *alloc_vfsmnt(const char *name)
{
	struct mount *mnt = kmem_cache_zalloc(mnt_cache, GFP_KERNEL);

	if (!mnt)
		return NULL;
	mnt->mnt_id = ida_simple_get(&mnt_id_ida, 1, 0, GFP_KERNEL);
	if (mnt->mnt_id < 0)
		goto out_free_cache;
	if (name) {
		mnt->mnt_devname = kstrdup_const(name, GFP_KERNEL);
		if (!mnt->mnt_devname)
			goto out_free_id;
	}
	mnt->mnt_pcp = alloc_percpu(struct mnt_pcp);
	if (!mnt->mnt_pcp)
		goto out_free_devname;
	mnt_add_count(mnt, 1);
	INIT_HLIST_NODE(&mnt->mnt_hash);
	INIT_LIST_HEAD(&mnt->mnt_child);
	INIT_LIST_HEAD(&mnt->mnt_mounts);
	INIT_LIST_HEAD(&mnt->mnt_list);
	INIT_HLIST_NODE(&mnt->mnt_mp_list);
	INIT_LIST_HEAD(&mnt->mnt_umounting);
	return mnt;

out_free_devname:
	kfree_const(mnt->mnt_devname);
out_free_id:
	ida_simple_remove(&mnt_id_ida, mnt->mnt_id);
out_free_cache:
	kmem_cache_free(mnt_cache, mnt);
	return NULL;
}

static void free_vfsmnt_memory(struct mount *mnt)
{
	kfree_const(mnt->mnt_devname);
	free_percpu(mnt->mnt_pcp);
	kmem_cache_free(mnt_cache, mnt);
}

/**
 * free_vfsmnt() - undo alloc_vfsmnt()
 * @mnt: never visible
 *
 * Context: any.
 */
void free_vfsmnt(struct mount *mnt)
{
	ida_simple_remove(&mnt_id_ida, mnt->mnt_id);
	free_vfsmnt_memory(mnt);
}

static void delayed_free_vfsmnt(struct rcu_head *head)
{
	free_vfsmnt_memory(container_of(head, struct mount, mnt_rcu));
}

/* The last reference is gone and nobody finds it any more. */
static void cleanup_mnt(struct mount *mnt)
{
	WARN_ON(mnt_get_writers(mnt));
	dput(mnt->mnt.mnt_root);
	deactivate_super(mnt->mnt.mnt_sb);
	ida_simple_remove(&mnt_id_ida, mnt->mnt_id);
	call_rcu(&mnt->mnt_rcu, delayed_free_vfsmnt);
}

static void __cleanup_mnt(struct callback_head *head)
{
	cleanup_mnt(container_of(head, struct mount, mnt_work));
}

static void delayed_mntput(struct work_struct *unused)
{
	struct llist_node *node = llist_del_all(&delayed_mntput_list);
	struct mount *m, *t;

	llist_for_each_entry_safe(m, t, node, mnt_llist)
		cleanup_mnt(m);
}

static DECLARE_DELAYED_WORK(delayed_mntput_work, delayed_mntput);

/* Like the last fput(): on the way to user mode, or by work. */
static void cleanup_mnt_later(struct mount *mnt)
{
	if (likely(!(current->flags & PF_KTHREAD))) {
		init_task_work(&mnt->mnt_work, __cleanup_mnt);
		if (!task_work_add(current, &mnt->mnt_work, true))
			return;
	}
	if (llist_add(&mnt->mnt_llist, &delayed_mntput_list))
		schedule_delayed_work(&delayed_mntput_work, 1);
}

/**
 * mntput_no_expire() - mntput() that leaves the expiry mark alone
 *
 * Context: may sleep.
 */
void mntput_no_expire(struct mount *mnt)
{
	rcu_read_lock();
	/* In a namespace, or internal: that reference remains. */
	if (likely(READ_ONCE(mnt->mnt_ns))) {
		mnt_add_count(mnt, -1);
		rcu_read_unlock();
		return;
	}
	lock_mount_hash();
	/* Counts raised under RCU before mnt_ns went are seen in the sum. */
	smp_mb();
	mnt_add_count(mnt, -1);
	if (mnt_get_count(mnt) || (mnt->mnt.mnt_flags & MNT_DOOMED)) {
		rcu_read_unlock();
		unlock_mount_hash();
		return;
	}
	mnt->mnt.mnt_flags |= MNT_DOOMED;
	rcu_read_unlock();
	list_del(&mnt->mnt_instance);
	unlock_mount_hash();

	if (unlikely(mnt->mnt.mnt_flags & MNT_INTERNAL))
		cleanup_mnt(mnt);
	else
		cleanup_mnt_later(mnt);
}

/**
 * mntput() - drop a reference
 * @mnt: may be NULL
 *
 * Context: may sleep.
 */
void mntput(struct vfsmount *mnt)
{
	if (mnt) {
		struct mount *m = real_mount(mnt);

		if (unlikely(m->mnt_expiry_mark))
			m->mnt_expiry_mark = 0;
		mntput_no_expire(m);
	}
}

/**
 * mntget() - one more reference
 * @mnt: referenced by the caller; may be NULL
 *
 * Context: any.
 * Return: @mnt.
 */
struct vfsmount *mntget(struct vfsmount *mnt)
{
	if (mnt)
		mnt_add_count(real_mount(mnt), 1);
	return mnt;
}

/**
 * __legitimize_mnt() - a reference on a mount met by an RCU walk
 * @bastard: the mount; may be NULL
 * @seq: mount_lock's sequence when the walk began
 *
 * Context: rcu_read_lock().
 * Return: 0 with a reference; 1 without: too late; -1 with a reference that the
 * caller must drop after rcu_read_unlock(): too late as well.
 */
int __legitimize_mnt(struct vfsmount *bastard, unsigned int seq)
{
	struct mount *mnt;

	if (read_seqretry(&mount_lock, seq))
		return 1;
	if (!bastard)
		return 0;
	mnt = real_mount(bastard);
	mnt_add_count(mnt, 1);
	smp_mb();	/* pairs with mntput_no_expire() */
	if (likely(!read_seqretry(&mount_lock, seq)))
		return 0;
	/* Whoever unmounted it holds the last reference and waits for us. */
	if (bastard->mnt_flags & MNT_SYNC_UMOUNT) {
		mnt_add_count(mnt, -1);
		return 1;
	}
	lock_mount_hash();
	if (unlikely(bastard->mnt_flags & MNT_DOOMED)) {
		mnt_add_count(mnt, -1);
		unlock_mount_hash();
		return 1;
	}
	unlock_mount_hash();
	return -1;
}

/**
 * legitimize_mnt() - the same, all or nothing
 * @bastard: the mount; may be NULL
 * @seq: mount_lock's sequence
 *
 * Context: rcu_read_lock(), dropped and taken again on some failures.
 * Return: true with a reference.
 */
bool legitimize_mnt(struct vfsmount *bastard, unsigned int seq)
{
	int res = __legitimize_mnt(bastard, seq);

	if (likely(!res))
		return true;
	if (unlikely(res < 0)) {
		rcu_read_unlock();
		mntput(bastard);
		rcu_read_lock();
	}
	return false;
}

/* Finding. */

/**
 * __lookup_mnt() - what is mounted here?
 * @mnt: the parent
 * @dentry: the mountpoint
 *
 * Context: RCU with mount_lock's sequence checked afterwards, or mount_lock.
 * Return: the mount, without a reference, or NULL.
 */
struct mount *__lookup_mnt(struct vfsmount *mnt, struct dentry *dentry)
{
	struct mount *p;

	hlist_for_each_entry_rcu(p, m_hash(mnt, dentry), mnt_hash) {
		if (&p->mnt_parent->mnt == mnt && p->mnt_mountpoint == dentry)
			return p;
	}
	return NULL;
}

/**
 * lookup_mnt() - the same, with a reference
 * @path: parent and mountpoint
 *
 * Context: does not sleep for long.
 * Return: the mount or NULL.
 */
struct vfsmount *lookup_mnt(const struct path *path)
{
	struct mount *child_mnt;
	struct vfsmount *m;
	unsigned int seq;

	rcu_read_lock();
	do {
		seq = read_seqbegin(&mount_lock);
		child_mnt = __lookup_mnt(path->mnt, path->dentry);
		m = child_mnt ? &child_mnt->mnt : NULL;
	} while (!legitimize_mnt(m, seq));
	rcu_read_unlock();
	return m;
}

/* Mountpoints. */

/**
 * find_mountpoint() - the mountpoint of a dentry
 *
 * Context: mount_lock held.
 * Return: it, one user more, or NULL.
 */
struct mountpoint *find_mountpoint(struct dentry *dentry)
{
	struct mountpoint *mp;

	hlist_for_each_entry(mp, mp_hash(dentry), m_hash) {
		if (mp->m_dentry == dentry) {
			mp->m_count++;
			return mp;
		}
	}
	return NULL;
}

/**
 * put_mountpoint() - one user of a mountpoint less
 * @mp: the mountpoint
 *
 * Context: mount_lock held.
 */
void put_mountpoint(struct mountpoint *mp)
{
	struct dentry *dentry = mp->m_dentry;

	if (--mp->m_count)
		return;
	WARN_ON(!hlist_empty(&mp->m_list));
	spin_lock(&dentry->d_lock);
	dentry->d_flags &= ~DCACHE_MOUNTED;
	spin_unlock(&dentry->d_lock);
	hlist_del(&mp->m_hash);
	kfree(mp);
}

/* The mountpoint of a dentry, made if need be (I1); namespace_sem held. */
static struct mountpoint *get_mountpoint(struct dentry *dentry)
{
	struct mountpoint *mp, *new = NULL;
	int ret;

	if (d_mountpoint(dentry)) {
		if (d_unlinked(dentry))
			return ERR_PTR(-ENOENT);
mountpoint:
		read_seqlock_excl(&mount_lock);
		mp = find_mountpoint(dentry);
		read_sequnlock_excl(&mount_lock);
		if (mp)
			goto done;
	}
	if (!new)
		new = kmalloc(sizeof(struct mountpoint), GFP_KERNEL);
	if (!new)
		return ERR_PTR(-ENOMEM);
	ret = d_set_mounted(dentry);
	/* Somebody else, in another namespace perhaps, was faster. */
	if (ret == -EBUSY)
		goto mountpoint;
	mp = ERR_PTR(ret);
	if (ret)
		goto done;
	read_seqlock_excl(&mount_lock);
	new->m_dentry = dentry;
	new->m_count = 1;
	hlist_add_head(&new->m_hash, mp_hash(dentry));
	INIT_HLIST_HEAD(&new->m_list);
	read_sequnlock_excl(&mount_lock);
	mp = new;
	new = NULL;
done:
	kfree(new);
	return mp;
}

/**
 * lock_mount() - the topmost place at a path, locked for mounting
 * @path: moved to the top of what is mounted there, references included
 *
 * Context: may sleep.
 * Return: the mountpoint, with the directory's i_rwsem and namespace_sem held
 * until unlock_mount(); or an ERR_PTR.
 */
struct mountpoint *lock_mount(struct path *path)
{
	struct vfsmount *mnt;
	struct dentry *dentry;

	for (;;) {
		dentry = path->dentry;
		inode_lock(dentry->d_inode);
		if (unlikely(cant_mount(dentry))) {
			inode_unlock(dentry->d_inode);
			return ERR_PTR(-ENOENT);
		}
		namespace_lock();
		mnt = lookup_mnt(path);
		if (likely(!mnt)) {
			struct mountpoint *mp = get_mountpoint(dentry);

			if (IS_ERR(mp)) {
				namespace_unlock();
				inode_unlock(dentry->d_inode);
			}
			return mp;
		}
		namespace_unlock();
		inode_unlock(dentry->d_inode);
		path_put(path);
		path->mnt = mnt;
		path->dentry = dget(mnt->mnt_root);
	}
}

/**
 * unlock_mount() - undo lock_mount()
 * @mp: the mountpoint
 *
 * Context: may sleep.
 */
void unlock_mount(struct mountpoint *mp)
{
	struct dentry *dentry = mp->m_dentry;

	read_seqlock_excl(&mount_lock);
	put_mountpoint(mp);
	read_sequnlock_excl(&mount_lock);
	namespace_unlock();
	inode_unlock(dentry->d_inode);
}

/* The trees are changing. */

/**
 * namespace_lock() - nobody else changes a tree of mounts
 *
 * Context: may sleep.
 */
void namespace_lock(void)
{
	down_write(&namespace_sem);
}

/**
 * put_ex_mountpoint() - a mount has left its mountpoint: release the dentry
 * @mnt: after unhash_mnt()
 *
 * Context: may sleep.
 */
void put_ex_mountpoint(struct mount *mnt)
{
	dput(mnt->mnt_ex_mountpoint);
	mnt->mnt_ex_mountpoint = NULL;
}

/**
 * namespace_unlock() - and what was unmounted meanwhile is dropped
 *
 * Context: may sleep.
 */
void namespace_unlock(void)
{
	struct mount *mnt, *next;
	LIST_HEAD(head);

	list_splice_init(&unmounted, &head);
	up_write(&namespace_sem);
	if (likely(list_empty(&head)))
		return;
	/* RCU walks that are on these mounts will fail or have a reference. */
	synchronize_rcu();
	list_for_each_entry_safe(mnt, next, &head, mnt_umounting) {
		list_del_init(&mnt->mnt_umounting);
		put_ex_mountpoint(mnt);
		mntput(&mnt->mnt);
	}
}

/* Linking; mount_lock held for writing. */

static void mnt_set_mountpoint(struct mount *mnt, struct mountpoint *mp,
			       struct mount *child)
{
	mp->m_count++;
	mnt_add_count(mnt, 1);		/* I2 */
	child->mnt_mountpoint = dget(mp->m_dentry);
	child->mnt_parent = mnt;
	child->mnt_mp = mp;
	hlist_add_head(&child->mnt_mp_list, &mp->m_list);
}

/**
 * attach_mnt() - hang a mount on a mountpoint
 * @mnt: the mount
 * @parent: under this one
 * @mp: there
 *
 * Context: mount_lock held for writing.
 */
void attach_mnt(struct mount *mnt, struct mount *parent, struct mountpoint *mp)
{
	mnt_set_mountpoint(parent, mp, mnt);
	hlist_add_head_rcu(&mnt->mnt_hash,
			   m_hash(&parent->mnt, mnt->mnt_mountpoint));
	list_add_tail(&mnt->mnt_child, &parent->mnt_mounts);
}

/**
 * unhash_mnt() - take a mount off its mountpoint
 *
 * Context: mount_lock held for writing.
 * Return: the mountpoint; the mount's user count of it is the caller's, as is
 * the reference on the dentry, in mnt_ex_mountpoint.
 */
struct mountpoint *unhash_mnt(struct mount *mnt)
{
	struct mountpoint *mp = mnt->mnt_mp;

	/* Never the last: the parent's own reference is dropped later. */
	mnt_add_count(mnt->mnt_parent, -1);
	mnt->mnt_ex_mountpoint = mnt->mnt_mountpoint;
	mnt->mnt_parent = mnt;
	mnt->mnt_mountpoint = mnt->mnt.mnt_root;
	list_del_init(&mnt->mnt_child);
	hlist_del_init_rcu(&mnt->mnt_hash);
	hlist_del_init(&mnt->mnt_mp_list);
	mnt->mnt_mp = NULL;
	return mp;
}

/**
 * umount_mnt() - the same, and the user count goes
 *
 * Context: mount_lock held for writing.
 */
void umount_mnt(struct mount *mnt)
{
	put_mountpoint(unhash_mnt(mnt));
}

/**
 * mnt_put_later() - namespace_unlock() will drop this mount's own reference
 * @mnt: unmounted
 *
 * Context: namespace_sem held for writing.
 */
void mnt_put_later(struct mount *mnt)
{
	list_add_tail(&mnt->mnt_umounting, &unmounted);
}

/* Mounting for the kernel. */

/**
 * vfs_kern_mount() - mount a filesystem, nowhere so far
 * @type: the filesystem
 * @flags: SB_*
 * @name: the device, or any word
 * @data: options
 *
 * Context: may sleep.
 * Return: the mount or an ERR_PTR.
 */
struct vfsmount *vfs_kern_mount(struct file_system_type *type, int flags,
				const char *name, void *data)
{
	struct dentry *root;
	struct mount *mnt;

	if (!type)
		return ERR_PTR(-ENODEV);
	mnt = alloc_vfsmnt(name);
	if (!mnt)
		return ERR_PTR(-ENOMEM);
	if (flags & SB_KERNMOUNT)
		mnt->mnt.mnt_flags = MNT_INTERNAL;
	root = mount_fs(type, flags, name, data);
	if (IS_ERR(root)) {
		free_vfsmnt(mnt);
		return ERR_CAST(root);
	}
	mnt->mnt.mnt_root = root;
	mnt->mnt.mnt_sb = root->d_sb;
	mnt->mnt_mountpoint = mnt->mnt.mnt_root;
	mnt->mnt_parent = mnt;
	lock_mount_hash();
	list_add_tail(&mnt->mnt_instance, &root->d_sb->s_mounts);
	unlock_mount_hash();
	return &mnt->mnt;
}

/**
 * kern_mount_data() - a mount of the kernel's own: pipefs, sockets
 * @type: the filesystem
 * @data: options
 *
 * Context: may sleep.
 * Return: the mount or an ERR_PTR.
 */
struct vfsmount *kern_mount_data(struct file_system_type *type, void *data)
{
	struct vfsmount *mnt = vfs_kern_mount(type, SB_KERNMOUNT, type->name,
					      data);

	/* Never unmounted behind our back: mntput() can be quick. */
	if (!IS_ERR(mnt))
		real_mount(mnt)->mnt_ns = MNT_NS_INTERNAL;
	return mnt;
}

/**
 * kern_unmount() - undo kern_mount()
 * @mnt: the mount; ERR_PTR and NULL are ignored
 *
 * Context: may sleep.
 */
void kern_unmount(struct vfsmount *mnt)
{
	if (IS_ERR_OR_NULL(mnt))
		return;
	real_mount(mnt)->mnt_ns = NULL;
	synchronize_rcu();
	mntput(mnt);
}

/**
 * mnt_cache_init() - the slab
 *
 * Context: boot, once.
 */
void __init mnt_cache_init(void)
{
	mnt_cache = kmem_cache_create("mnt_cache", sizeof(struct mount), 0,
				      SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}
