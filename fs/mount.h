/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/mount.h - struct mount: one filesystem's tree at one place
 *
 * Mirrors: Linux 4.19 fs/mount.h.
 */
#ifndef _FS_MOUNT_H
#define _FS_MOUNT_H

#include <linux/mount.h>
#include <linux/ns_common.h>
#include <linux/poll.h>
#include <linux/seq_file.h>
#include <linux/wait.h>

/* [n] namespace_sem   [m] mount_lock   [I] immutable */
struct mnt_namespace {
	atomic_t		count;
	struct ns_common	ns;
	struct mount		*root;		/* [n][m] */
	struct list_head	list;		/* [n] all mounts, in order */
	struct user_namespace	*user_ns;	/* [I] owner */
	u64			seq;		/* [I] age: no loops of mounts
						 * of namespace files */
	wait_queue_head_t	poll;		/* /proc/mounts pollers */
	u64			event;		/* [m] bumped by changes */
	unsigned int		mounts;		/* [n] */
};

struct mnt_pcp {
	int mnt_count;
	int mnt_writers;
};

/* A dentry that something is mounted on. [m] all fields */
struct mountpoint {
	struct hlist_node	m_hash;
	struct dentry		*m_dentry;	/* held by the mounts on it */
	struct hlist_head	m_list;		/* mounts on it */
	int			m_count;	/* users of this struct */
};

/*
 * [m] mount_lock for writing; the RCU walk reads under its sequence
 * [n] namespace_sem   [I] immutable   [p] per CPU, summed under mount_lock
 */
struct mount {
	struct hlist_node	mnt_hash;	/* [m] by parent, mountpoint */
	struct mount		*mnt_parent;	/* [m] itself for a root */
	struct dentry		*mnt_mountpoint; /* [m] in the parent; held */
	struct vfsmount		mnt;
	union {
		struct rcu_head		mnt_rcu;
		struct llist_node	mnt_llist;	/* delayed mntput */
		struct callback_head	mnt_work;	/* same, as task work */
	};
	struct mnt_pcp __percpu	*mnt_pcp;	/* [p] */
	struct list_head	mnt_mounts;	/* [m] children */
	struct list_head	mnt_child;	/* [m] in parent's mnt_mounts */
	struct list_head	mnt_instance;	/* [m] in sb->s_mounts */
	const char		*mnt_devname;	/* [I] "/dev/vda1", "proc" */
	struct list_head	mnt_list;	/* [n] in namespace's list */
	struct mount		*mnt_master;	/* [n] */
	struct mnt_namespace	*mnt_ns;	/* [m] NULL: unmounted */
	struct mountpoint	*mnt_mp;	/* [m] */
	struct hlist_node	mnt_mp_list;	/* [m] in mnt_mp->m_list */
	struct list_head	mnt_umounting;	/* [n] to be put at unlock */
	struct dentry		*mnt_ex_mountpoint; /* [n] held until then */
	int			mnt_id;		/* [I] */
	int			mnt_group_id;	/* [n] of the peers, or 0 */
	int			mnt_expiry_mark; /* umount2(MNT_EXPIRE) */
};

#define MNT_NS_INTERNAL	ERR_PTR(-EINVAL)	/* kern_mount() */

static inline struct mount *real_mount(struct vfsmount *mnt)
{
	return container_of(mnt, struct mount, mnt);
}

static inline bool mnt_has_parent(const struct mount *mnt)
{
	return mnt != mnt->mnt_parent;
}

static inline bool is_mounted(struct vfsmount *mnt)
{
	return !IS_ERR_OR_NULL(real_mount(mnt)->mnt_ns);
}

extern seqlock_t mount_lock;
extern struct rw_semaphore namespace_sem;

static inline void lock_mount_hash(void)
{
	write_seqlock(&mount_lock);
}

static inline void unlock_mount_hash(void)
{
	write_sequnlock(&mount_lock);
}

/* Locked place for a new mount: lock_mount() .. unlock_mount(). */
struct mountpoint *lock_mount(struct path *path);
void unlock_mount(struct mountpoint *mp);
void namespace_lock(void);
void namespace_unlock(void);

/* Building and taking down trees of mounts; namespace.c, mount_tree.c. */
#define CL_COPY_UNBINDABLE	0x02
#define CL_PRIVATE		0x10
#define CL_UNPRIVILEGED		0x40	/* into a less privileged namespace */

#define UMOUNT_SYNC		1	/* umount(2) waits for the end */

struct mount *alloc_vfsmnt(const char *name);
void free_vfsmnt(struct mount *mnt);
struct mount *clone_mnt(struct mount *old, struct dentry *root, int flag);
struct mount *copy_tree(struct mount *mnt, struct dentry *dentry, int flag);
struct mount *next_mnt(struct mount *p, struct mount *root);
struct mount *skip_mnt_tree(struct mount *p);
void umount_tree(struct mount *mnt, int how);
int graft_tree(struct mount *mnt, struct mount *p, struct mountpoint *mp);
int attach_recursive_mnt(struct mount *source, struct mount *dest,
			 struct mountpoint *dest_mp, bool moving);
void attach_mnt(struct mount *mnt, struct mount *parent,
		struct mountpoint *mp);
void umount_mnt(struct mount *mnt);
struct mountpoint *unhash_mnt(struct mount *mnt);
struct mountpoint *find_mountpoint(struct dentry *dentry);
void put_mountpoint(struct mountpoint *mp);
void mntput_no_expire(struct mount *mnt);
void touch_mnt_namespace(struct mnt_namespace *ns);
unsigned int mnt_get_count(struct mount *mnt);
bool check_mnt(struct mount *mnt);
bool may_mount(void);
bool is_path_reachable(struct mount *mnt, struct dentry *dentry,
		       const struct path *root);
int mnt_make_readonly(struct mount *mnt);
unsigned int mnt_get_writers(struct mount *mnt);
void mnt_add_count(struct mount *mnt, int n);
void mnt_put_later(struct mount *mnt);
void put_ex_mountpoint(struct mount *mnt);
void mnt_cache_init(void);

struct mount *__lookup_mnt(struct vfsmount *mnt, struct dentry *dentry);
struct vfsmount *lookup_mnt(const struct path *path);
int __legitimize_mnt(struct vfsmount *bastard, unsigned int seq);
bool legitimize_mnt(struct vfsmount *bastard, unsigned int seq);
bool __is_local_mountpoint(struct dentry *dentry);
void __detach_mounts(struct dentry *dentry);

/* Is @dentry a mountpoint in this task's namespace? */
static inline bool is_local_mountpoint(struct dentry *dentry)
{
	if (!d_mountpoint(dentry))
		return false;
	return __is_local_mountpoint(dentry);
}

/* The object behind @dentry is gone: so is what was mounted on it. */
static inline void detach_mounts(struct dentry *dentry)
{
	if (!d_mountpoint(dentry))
		return;
	__detach_mounts(dentry);
}

/* The cursor of /proc/PID/mounts. */
struct proc_mounts {
	struct mnt_namespace	*ns;
	struct path		root;
	int (*show)(struct seq_file *m, struct vfsmount *mnt);
};

extern const struct seq_operations mounts_op;

#endif /* _FS_MOUNT_H */
