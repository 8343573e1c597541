/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/dcache.h - dentries: names the kernel has looked up already
 *
 * Why not names in the inode: an inode may have many names (links) or none
 * (pipes), and a name may have no inode: a *negative* dentry remembers that
 * the file does not exist, so asking again costs no i/o.
 */
#ifndef _LINUX_DCACHE_H
#define _LINUX_DCACHE_H

#include <linux/list.h>
#include <linux/list_bl.h>
#include <linux/lockref.h>
#include <linux/rcupdate.h>
#include <linux/seqlock.h>
#include <linux/stringhash.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

struct dentry_operations;
struct inode;
struct path;
struct super_block;
struct vfsmount;

struct qstr {
	union {
		struct {
			u32	hash;
			u32	len;
		};
		u64	hash_len;
	};
	const unsigned char *name;
};

#define QSTR_INIT(n, l)	{ { { .len = (l) } }, .name = (n) }
#define QSTR(n)		(struct qstr)QSTR_INIT((const unsigned char *)(n), \
					       strlen(n))

extern const struct qstr slash_name;

/* Short enough for most names, and the whole dentry is 192 bytes. */
#define DNAME_INLINE_LEN	32

#define d_lock	d_lockref.lock

/*
 * [d] d_lock             [b] lock of the hash chain, read under RCU
 * [p] parent's d_lock    [s] written with d_lock and within d_seq
 * [i] inode->i_lock      [l] lru list's lock, and d_lock to change state
 * [I] immutable          [R] rename_lock and both parents' d_lock to write
 */
struct dentry {
	/* What the RCU walk reads: one cache line. */
	unsigned int		d_flags;	/* [d] DCACHE_* */
	seqcount_t		d_seq;		/* [d] name, parent, inode */
	struct hlist_bl_node	d_hash;		/* [b] */
	struct dentry		*d_parent;	/* [R] [s] itself for a root */
	struct qstr		d_name;		/* [R] [s] */
	struct inode		*d_inode;	/* [s] NULL: negative */
	unsigned char		d_iname[DNAME_INLINE_LEN]; /* [R] */

	struct lockref		d_lockref;	/* count may cmpxchg */
	const struct dentry_operations *d_op;	/* [I] */
	struct super_block	*d_sb;		/* [I] */
	unsigned long		d_time;		/* for d_revalidate */
	void			*d_fsdata;	/* the filesystem's */

	union {
		struct list_head d_lru;		/* [l] */
		wait_queue_head_t *d_wait;	/* in-lookup dentries only */
	};
	struct list_head	d_child;	/* [p] in parent's d_subdirs */
	struct list_head	d_subdirs;	/* [d] our children */
	union {
		struct hlist_node d_alias;	/* [i] in inode's i_dentry */
		struct hlist_bl_node d_in_lookup_hash;	/* in-lookup only */
		struct rcu_head	d_rcu;		/* dead only */
	} d_u;
};

/* How deep the locks of a dentry and its parents nest, for lockdep. */
enum dentry_d_lock_class {
	DENTRY_D_LOCK_NORMAL,
	DENTRY_D_LOCK_NESTED,
};

struct dentry_operations {
	int (*d_revalidate)(struct dentry *dentry, unsigned int flags);
	int (*d_weak_revalidate)(struct dentry *dentry, unsigned int flags);
	int (*d_hash)(const struct dentry *parent, struct qstr *name);
	int (*d_compare)(const struct dentry *dentry, unsigned int len,
			 const char *str, const struct qstr *name);
	int (*d_delete)(const struct dentry *dentry);
	int (*d_init)(struct dentry *dentry);
	void (*d_release)(struct dentry *dentry);
	void (*d_iput)(struct dentry *dentry, struct inode *inode);
	char *(*d_dname)(struct dentry *dentry, char *buf, int buflen);
	int (*d_manage)(const struct path *path, bool rcu_walk);
};

/* d_flags */
#define DCACHE_OP_HASH			0x00000001
#define DCACHE_OP_COMPARE		0x00000002
#define DCACHE_OP_REVALIDATE		0x00000004
#define DCACHE_OP_DELETE		0x00000008
#define DCACHE_DISCONNECTED		0x00000020
#define DCACHE_REFERENCED		0x00000040 /* used since last shrink */
#define DCACHE_CANT_MOUNT		0x00000100
#define DCACHE_GENOCIDE			0x00000200 /* d_genocide() was here */
#define DCACHE_SHRINK_LIST		0x00000400 /* d_lru on a private list */
#define DCACHE_OP_WEAK_REVALIDATE	0x00000800
#define DCACHE_FSNOTIFY_PARENT_WATCHED	0x00004000 /* who watches the parent */
#define DCACHE_DENTRY_KILLED		0x00008000 /* past __dentry_kill() */
#define DCACHE_MOUNTED			0x00010000 /* a mount is on it */
#define DCACHE_MANAGE_TRANSIT		0x00040000
#define DCACHE_MANAGED_DENTRY	(DCACHE_MOUNTED | DCACHE_MANAGE_TRANSIT)
#define DCACHE_LRU_LIST			0x00080000 /* d_lru in use */
#define DCACHE_ENTRY_TYPE		0x00700000
#define DCACHE_MISS_TYPE		0x00000000 /* negative */
#define DCACHE_DIRECTORY_TYPE		0x00200000
#define DCACHE_AUTODIR_TYPE		0x00300000 /* no ->lookup() */
#define DCACHE_REGULAR_TYPE		0x00400000
#define DCACHE_SPECIAL_TYPE		0x00500000 /* device, fifo, socket */
#define DCACHE_SYMLINK_TYPE		0x00600000
#define DCACHE_MAY_FREE			0x00800000 /* shrinker's own to free */
#define DCACHE_FALLTHRU			0x01000000
#define DCACHE_OP_REAL			0x04000000
#define DCACHE_PAR_LOOKUP		0x10000000 /* being looked up */
#define DCACHE_DENTRY_CURSOR		0x20000000 /* a readdir position */
#define DCACHE_NORCU			0x40000000 /* never seen by RCU walk */

extern seqlock_t rename_lock;

/* Building and naming. */
struct dentry *d_alloc(struct dentry *parent, const struct qstr *name);
struct dentry *d_alloc_anon(struct super_block *sb);
struct dentry *d_alloc_pseudo(struct super_block *sb, const struct qstr *name);
struct dentry *d_alloc_parallel(struct dentry *parent, const struct qstr *name,
				wait_queue_head_t *wq);
struct dentry *d_alloc_cursor(struct dentry *parent);
struct dentry *d_make_root(struct inode *inode);
void d_set_d_op(struct dentry *dentry, const struct dentry_operations *op);
void d_instantiate(struct dentry *dentry, struct inode *inode);
void d_instantiate_new(struct dentry *dentry, struct inode *inode);
void d_add(struct dentry *dentry, struct inode *inode);
struct dentry *d_splice_alias(struct inode *inode, struct dentry *dentry);
void __d_lookup_done(struct dentry *dentry);
void d_tmpfile(struct dentry *dentry, struct inode *inode);

/* Finding. */
struct dentry *d_lookup(const struct dentry *parent, const struct qstr *name);
struct dentry *__d_lookup(const struct dentry *parent, const struct qstr *name);
struct dentry *d_hash_and_lookup(struct dentry *dir, struct qstr *name);

/* Changing and dropping. */
void d_delete(struct dentry *dentry);
void d_drop(struct dentry *dentry);
void __d_drop(struct dentry *dentry);
void d_rehash(struct dentry *dentry);
void d_move(struct dentry *dentry, struct dentry *target);
void d_exchange(struct dentry *dentry1, struct dentry *dentry2);
struct dentry *d_ancestor(struct dentry *p1, struct dentry *p2);
bool is_subdir(struct dentry *dentry, struct dentry *ancestor);
void d_invalidate(struct dentry *dentry);
void d_genocide(struct dentry *parent);
void dput(struct dentry *dentry);
void shrink_dcache_sb(struct super_block *sb);
void shrink_dcache_parent(struct dentry *parent);
void shrink_dcache_for_umount(struct super_block *sb);

/* Names. */
char *d_path(const struct path *path, char *buf, int buflen);
char *__d_path(const struct path *path, const struct path *root,
	       char *buf, int buflen);
char *dentry_path_raw(struct dentry *dentry, char *buf, int buflen);
char *dynamic_dname(struct dentry *dentry, char *buffer, int buflen,
		    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
char *simple_dname(struct dentry *dentry, char *buffer, int buflen);

struct name_snapshot {
	const unsigned char *name;
	unsigned char inline_name[DNAME_INLINE_LEN];
};

void take_dentry_name_snapshot(struct name_snapshot *name,
			       struct dentry *dentry);
void release_dentry_name_snapshot(struct name_snapshot *name);

/* Caller holds d_lock, or a reference already. */
static inline struct dentry *dget_dlock(struct dentry *dentry)
{
	if (dentry)
		dentry->d_lockref.count++;
	return dentry;
}

/* Caller has a reference, or otherwise keeps the count from being zero. */
static inline struct dentry *dget(struct dentry *dentry)
{
	if (dentry)
		lockref_get(&dentry->d_lockref);
	return dentry;
}

struct dentry *dget_parent(struct dentry *dentry);

static inline unsigned int d_count(const struct dentry *dentry)
{
	return dentry->d_lockref.count;
}

static inline bool d_unhashed(const struct dentry *dentry)
{
	return hlist_bl_unhashed(&dentry->d_hash);
}

/* Unhashed and not a root: the name is gone. */
static inline bool d_unlinked(const struct dentry *dentry)
{
	return d_unhashed(dentry) && dentry != dentry->d_parent;
}

static inline bool cant_mount(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_CANT_MOUNT;
}

static inline void dont_mount(struct dentry *dentry)
{
	spin_lock(&dentry->d_lock);
	dentry->d_flags |= DCACHE_CANT_MOUNT;
	spin_unlock(&dentry->d_lock);
}

static inline bool d_in_lookup(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_PAR_LOOKUP;
}

static inline void d_lookup_done(struct dentry *dentry)
{
	if (unlikely(d_in_lookup(dentry))) {
		spin_lock(&dentry->d_lock);
		__d_lookup_done(dentry);
		spin_unlock(&dentry->d_lock);
	}
}

static inline bool d_managed(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_MANAGED_DENTRY;
}

static inline bool d_mountpoint(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_MOUNTED;
}

static inline unsigned int __d_entry_type(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_ENTRY_TYPE;
}

static inline bool d_is_negative(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_MISS_TYPE;
}

static inline bool d_is_positive(const struct dentry *dentry)
{
	return !d_is_negative(dentry);
}

static inline bool d_can_lookup(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_DIRECTORY_TYPE;
}

static inline bool d_is_autodir(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_AUTODIR_TYPE;
}

static inline bool d_is_dir(const struct dentry *dentry)
{
	return d_can_lookup(dentry) || d_is_autodir(dentry);
}

static inline bool d_is_symlink(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_SYMLINK_TYPE;
}

static inline bool d_is_reg(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_REGULAR_TYPE;
}

static inline bool d_really_is_negative(const struct dentry *dentry)
{
	return !dentry->d_inode;
}

static inline bool d_really_is_positive(const struct dentry *dentry)
{
	return dentry->d_inode;
}

static inline bool simple_positive(const struct dentry *dentry)
{
	return d_really_is_positive(dentry) && !d_unhashed(dentry);
}

static inline struct inode *d_inode(const struct dentry *dentry)
{
	return dentry->d_inode;
}

/* For RCU readers, who must check d_seq afterwards. */
static inline struct inode *d_inode_rcu(const struct dentry *dentry)
{
	return READ_ONCE(dentry->d_inode);
}

static inline struct inode *d_backing_inode(const struct dentry *dentry)
{
	return dentry->d_inode;
}

#endif /* _LINUX_DCACHE_H */
