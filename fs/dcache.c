// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/dcache.c - the cache of names: how dentries live and die
 *
 * Data       dentries: a tree by d_parent and d_subdirs, chains of a hash table
 *            (dcache_lookup.c), a list of the unused ones per super block.
 * I1         A hashed dentry is found by its parent and name; its count may be
 *            zero, and lookup takes it back from the LRU.
 * I2         A dentry holds a reference on its parent, so a parent outlives
 *            its children; the root of a tree is its own parent.
 * I3         d_seq changes (odd while changing) whenever parent, name or inode
 *            do: an RCU walker that read them checks d_seq before it believes.
 * I4         A name ends with NUL and its memory at a multiple of 8 bytes, so
 *            dentry_cmp() may read it in words, as far as it is equal.
 *
 * Locking    dentry->d_lock protects: flags, count, name, d_subdirs.
 *            inode->i_lock protects: i_dentry, d_u.d_alias, d_inode.
 *            chain bit lock protects: the hash chain.
 *            lru lock protects: d_lru on sb->s_dentry_lru.
 *            rename_lock: nobody moves; its sequence tells lookups to retry.
 *            Order: rename_lock > inode->i_lock > parent's d_lock > d_lock >
 *            { lru lock, chain lock, s_roots lock }.
 * Lifetime   count > 0: in use.  0: on the LRU, hashed, may be killed.
 *            < 0: dead, freed one grace period later.
 * Entry      d_alloc() d_make_root() d_instantiate() dput() d_delete()
 *
 * Mirrors: Linux 4.19 fs/dcache.c.  The other parts of that file: lookup in
 * dcache_lookup.c, shrinking in dcache_shrink.c, moving and aliases in
 * dcache_move.c; paths are in d_path.c.
 */
#include "internal.h"

#include <linux/fsnotify.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/rculist_bl.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "dentry_name.h"

DEFINE_SEQLOCK(rename_lock);

const struct qstr slash_name = QSTR_INIT((const unsigned char *)"/", 1);

static struct kmem_cache *dentry_cache;
struct kmem_cache *names_cachep;

static DEFINE_PER_CPU(long, nr_dentry);

/**
 * get_nr_dentry() - how many dentries exist, for /proc/sys/fs/dentry-state
 *
 * Context: any.
 * Return: the count, approximately.
 */
long get_nr_dentry(void)
{
	long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu(nr_dentry, cpu);
	return max(sum, 0L);
}

/* Names. */

static void __d_free(struct rcu_head *head)
{
	struct dentry *dentry = container_of(head, struct dentry, d_u.d_rcu);

	kmem_cache_free(dentry_cache, dentry);
}

static void __d_free_external(struct rcu_head *head)
{
	struct dentry *dentry = container_of(head, struct dentry, d_u.d_rcu);

	kfree(external_name(dentry));
	kmem_cache_free(dentry_cache, dentry);
}

/**
 * dentry_free() - give the memory of a killed dentry back
 * @dentry: unhashed, off every list
 *
 * RCU walkers may still stand on it, so it waits for a grace period, except
 * when it was never in the hash (DCACHE_NORCU).
 *
 * Context: does not sleep.
 */
void dentry_free(struct dentry *dentry)
{
	WARN_ON(!hlist_unhashed(&dentry->d_u.d_alias));
	if (unlikely(dname_external(dentry))) {
		struct external_name *p = external_name(dentry);

		if (likely(atomic_dec_and_test(&p->u.count))) {
			call_rcu(&dentry->d_u.d_rcu, __d_free_external);
			return;
		}
	}
	if (dentry->d_flags & DCACHE_NORCU)
		__d_free(&dentry->d_u.d_rcu);
	else
		call_rcu(&dentry->d_u.d_rcu, __d_free);
}

/* The inode side: what kind of thing the dentry names. */

/*
 * The DCACHE_*_TYPE bits; asks the inode's operations once and notes the
 * answer.
 */
unsigned int d_flags_for_inode(struct inode *inode)
{
	if (!inode)
		return DCACHE_MISS_TYPE;

	if (S_ISDIR(inode->i_mode)) {
		if (!(inode->i_opflags & IOP_LOOKUP)) {
			if (!inode->i_op->lookup)
				return DCACHE_AUTODIR_TYPE;
			inode->i_opflags |= IOP_LOOKUP;
		}
		return DCACHE_DIRECTORY_TYPE;
	}
	if (!(inode->i_opflags & IOP_NOFOLLOW)) {
		if (inode->i_op->get_link)
			return DCACHE_SYMLINK_TYPE;
		inode->i_opflags |= IOP_NOFOLLOW;
	}
	if (S_ISREG(inode->i_mode))
		return DCACHE_REGULAR_TYPE;
	return DCACHE_SPECIAL_TYPE;
}

/*
 * d_lock held. Lockless readers see the inode before the type that vouches for
 * it.
 */
void __d_set_inode_and_type(struct dentry *dentry, struct inode *inode,
			    unsigned int type_flags)
{
	unsigned int flags = READ_ONCE(dentry->d_flags) & ~DCACHE_ENTRY_TYPE;

	dentry->d_inode = inode;
	WRITE_ONCE(dentry->d_flags, flags | type_flags);
}

/* Both locks held. */
void __d_instantiate(struct dentry *dentry, struct inode *inode)
{
	unsigned int add_flags = d_flags_for_inode(inode);

	WARN_ON(d_in_lookup(dentry));
	spin_lock(&dentry->d_lock);
	hlist_add_head(&dentry->d_u.d_alias, &inode->i_dentry);
	raw_write_seqcount_begin(&dentry->d_seq);
	__d_set_inode_and_type(dentry, inode, add_flags);
	raw_write_seqcount_end(&dentry->d_seq);
	fsnotify_update_flags(dentry);
	spin_unlock(&dentry->d_lock);
}

/**
 * d_instantiate() - a negative dentry gets its inode
 * @entry: negative, referenced by the caller
 * @inode: the inode; its reference goes to the dentry
 *
 * Context: does not sleep; takes i_lock and d_lock.
 */
void d_instantiate(struct dentry *entry, struct inode *inode)
{
	WARN_ON(!hlist_unhashed(&entry->d_u.d_alias));
	if (!inode)
		return;
	spin_lock(&inode->i_lock);
	__d_instantiate(entry, inode);
	spin_unlock(&inode->i_lock);
}

/**
 * d_instantiate_new() - d_instantiate() for an inode that is still I_NEW
 * @entry: negative, referenced by the caller
 * @inode: locked by I_NEW; unlocked here
 *
 * Context: does not sleep.
 */
void d_instantiate_new(struct dentry *entry, struct inode *inode)
{
	WARN_ON(!inode || !hlist_unhashed(&entry->d_u.d_alias));
	spin_lock(&inode->i_lock);
	__d_instantiate(entry, inode);
	WARN_ON(!(inode->i_state & I_NEW));
	inode->i_state &= ~I_NEW & ~I_CREATING;
	smp_mb();
	wake_up_bit(&inode->i_state, __I_NEW);
	spin_unlock(&inode->i_lock);
}

/* Drops both locks, and the dentry's hold on its inode. */
static void dentry_unlink_inode(struct dentry *dentry)
	__releases(dentry->d_lock)
	__releases(dentry->d_inode->i_lock)
{
	struct inode *inode = dentry->d_inode;

	raw_write_seqcount_begin(&dentry->d_seq);
	__d_set_inode_and_type(dentry, NULL, DCACHE_MISS_TYPE);
	hlist_del_init(&dentry->d_u.d_alias);
	raw_write_seqcount_end(&dentry->d_seq);
	spin_unlock(&dentry->d_lock);
	spin_unlock(&inode->i_lock);
	if (!inode->i_nlink)
		fsnotify_inoderemove(inode);
	if (dentry->d_op && dentry->d_op->d_iput)
		dentry->d_op->d_iput(dentry, inode);
	else
		iput(inode);
}

/* The LRU; d_lock held for all of these. */

static void d_lru_add(struct dentry *dentry)
{
	dentry->d_flags |= DCACHE_LRU_LIST;
	list_lru_add(&dentry->d_sb->s_dentry_lru, &dentry->d_lru);
}

/* d_lock held. */
void d_lru_del(struct dentry *dentry)
{
	dentry->d_flags &= ~DCACHE_LRU_LIST;
	list_lru_del(&dentry->d_sb->s_dentry_lru, &dentry->d_lru);
}

/* Birth. */

static bool d_name_init(struct dentry *dentry, const struct qstr *name)
{
	char *dname = (char *)dentry->d_iname;

	dentry->d_iname[DNAME_INLINE_LEN - 1] = 0;
	if (unlikely(name->len > DNAME_INLINE_LEN - 1)) {
		struct external_name *p;

		p = kmalloc(offsetof(struct external_name, name) +
			    round_up(name->len + 1, sizeof(long)), GFP_KERNEL);
		if (!p)
			return false;
		atomic_set(&p->u.count, 1);
		dname = (char *)p->name;
	}
	dentry->d_name.len = name->len;
	dentry->d_name.hash = name->hash;
	memcpy(dname, name->name, name->len);
	dname[name->len] = 0;
	/* The name is there before anybody sees the pointer. */
	smp_store_release(&dentry->d_name.name, (unsigned char *)dname);
	return true;
}

static struct dentry *__d_alloc(struct super_block *sb, const struct qstr *name)
{
	struct dentry *dentry;

	dentry = kmem_cache_alloc(dentry_cache, GFP_KERNEL);
	if (!dentry)
		return NULL;
	if (!d_name_init(dentry, name ? name : &slash_name)) {
		kmem_cache_free(dentry_cache, dentry);
		return NULL;
	}
	dentry->d_lockref.count = 1;
	dentry->d_flags = 0;
	spin_lock_init(&dentry->d_lock);
	seqcount_init(&dentry->d_seq);
	dentry->d_inode = NULL;
	dentry->d_parent = dentry;
	dentry->d_sb = sb;
	dentry->d_op = NULL;
	dentry->d_fsdata = NULL;
	dentry->d_time = 0;
	INIT_HLIST_BL_NODE(&dentry->d_hash);
	INIT_LIST_HEAD(&dentry->d_lru);
	INIT_LIST_HEAD(&dentry->d_subdirs);
	INIT_HLIST_NODE(&dentry->d_u.d_alias);
	INIT_LIST_HEAD(&dentry->d_child);
	if (sb->s_d_op)
		d_set_d_op(dentry, sb->s_d_op);
	if (dentry->d_op && dentry->d_op->d_init &&
	    dentry->d_op->d_init(dentry)) {
		if (dname_external(dentry))
			kfree(external_name(dentry));
		kmem_cache_free(dentry_cache, dentry);
		return NULL;
	}
	this_cpu_inc(nr_dentry);
	return dentry;
}

/**
 * d_alloc() - a new, negative, unhashed dentry
 * @parent: its directory, referenced by the caller
 * @name: its name, hashed
 *
 * Context: may sleep.
 * Return: it, with one reference, or NULL without memory.
 */
struct dentry *d_alloc(struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry = __d_alloc(parent->d_sb, name);

	if (!dentry)
		return NULL;
	spin_lock(&parent->d_lock);
	dentry->d_parent = dget_dlock(parent);
	list_add(&dentry->d_child, &parent->d_subdirs);
	spin_unlock(&parent->d_lock);
	return dentry;
}

/**
 * d_alloc_anon() - a new root of a tree
 * @sb: of this filesystem
 *
 * Context: may sleep.
 * Return: it, or NULL without memory.
 */
struct dentry *d_alloc_anon(struct super_block *sb)
{
	return __d_alloc(sb, NULL);
}

/**
 * d_alloc_cursor() - a mark for a place in a directory's list of children
 * @parent: the directory
 *
 * Context: may sleep.
 * Return: it, or NULL without memory.
 */
struct dentry *d_alloc_cursor(struct dentry *parent)
{
	struct dentry *dentry = d_alloc_anon(parent->d_sb);

	if (dentry) {
		dentry->d_flags |= DCACHE_DENTRY_CURSOR | DCACHE_NORCU;
		dentry->d_parent = dget(parent);
	}
	return dentry;
}

/**
 * d_alloc_pseudo() - a dentry that no walk will ever meet: pipe, socket
 * @sb: of this filesystem
 * @name: what d_path() shows
 *
 * Context: may sleep.
 * Return: it, or NULL without memory.
 */
struct dentry *d_alloc_pseudo(struct super_block *sb, const struct qstr *name)
{
	struct dentry *dentry = __d_alloc(sb, name);

	if (likely(dentry))
		dentry->d_flags |= DCACHE_NORCU;
	return dentry;
}

/**
 * d_set_d_op() - give a new dentry its operations
 * @dentry: not visible to others yet
 * @op: the table
 *
 * Context: any.
 */
void d_set_d_op(struct dentry *dentry, const struct dentry_operations *op)
{
	WARN_ON_ONCE(dentry->d_op && dentry->d_op != op);
	dentry->d_op = op;
	if (!op)
		return;
	if (op->d_hash)
		dentry->d_flags |= DCACHE_OP_HASH;
	if (op->d_compare)
		dentry->d_flags |= DCACHE_OP_COMPARE;
	if (op->d_revalidate)
		dentry->d_flags |= DCACHE_OP_REVALIDATE;
	if (op->d_weak_revalidate)
		dentry->d_flags |= DCACHE_OP_WEAK_REVALIDATE;
	if (op->d_delete)
		dentry->d_flags |= DCACHE_OP_DELETE;
	if (op->d_manage)
		dentry->d_flags |= DCACHE_MANAGE_TRANSIT;
}

/**
 * d_make_root() - the root dentry of a new filesystem
 * @root_inode: its inode; the reference is taken, even on failure
 *
 * Context: may sleep.
 * Return: the dentry, or NULL without memory or inode.
 */
struct dentry *d_make_root(struct inode *root_inode)
{
	struct dentry *res;

	if (!root_inode)
		return NULL;
	res = d_alloc_anon(root_inode->i_sb);
	if (res)
		d_instantiate(res, root_inode);
	else
		iput(root_inode);
	return res;
}

/* Death. */

/* Off the parent's list; keeps d_child.next for d_walk(). */
static void dentry_unlist(struct dentry *dentry)
{
	struct dentry *next;

	dentry->d_flags |= DCACHE_DENTRY_KILLED;
	if (unlikely(list_empty(&dentry->d_child)))
		return;
	__list_del_entry(&dentry->d_child);
	/*
	 * A walker that stood on us goes on from our next.  A cursor may move
	 * backwards meanwhile, so that next must be a real child.
	 */
	while (dentry->d_child.next != &dentry->d_parent->d_subdirs) {
		next = list_entry(dentry->d_child.next, struct dentry, d_child);
		if (likely(!(next->d_flags & DCACHE_DENTRY_CURSOR)))
			break;
		dentry->d_child.next = next->d_child.next;
	}
}

/**
 * __dentry_kill() - the end of a dentry
 * @dentry: count is 0 or 1 and the caller's
 *
 * Context: holds d_lock, the parent's d_lock and the inode's i_lock; all are
 * dropped.  May sleep afterwards, in iput().  The reference on the parent
 * stays for the caller to drop.
 */
void __dentry_kill(struct dentry *dentry)
{
	struct dentry *parent = IS_ROOT(dentry) ? NULL : dentry->d_parent;
	bool can_free = true;

	lockref_mark_dead(&dentry->d_lockref);
	if (dentry->d_flags & DCACHE_LRU_LIST &&
	    !(dentry->d_flags & DCACHE_SHRINK_LIST))
		d_lru_del(dentry);
	__d_drop(dentry);
	dentry_unlist(dentry);
	if (parent)
		spin_unlock(&parent->d_lock);
	if (dentry->d_inode)
		dentry_unlink_inode(dentry);
	else
		spin_unlock(&dentry->d_lock);
	this_cpu_dec(nr_dentry);
	if (dentry->d_op && dentry->d_op->d_release)
		dentry->d_op->d_release(dentry);

	/* On a shrinker's list: it frees what it finds dead. */
	spin_lock(&dentry->d_lock);
	if (dentry->d_flags & DCACHE_SHRINK_LIST) {
		dentry->d_flags |= DCACHE_MAY_FREE;
		can_free = false;
	}
	spin_unlock(&dentry->d_lock);
	if (likely(can_free))
		dentry_free(dentry);
	cond_resched();
}

/* d_lock held, which is dropped and taken again.  The parent may change. */
static struct dentry *__lock_parent(struct dentry *dentry)
{
	struct dentry *parent;

	rcu_read_lock();
	spin_unlock(&dentry->d_lock);
again:
	parent = READ_ONCE(dentry->d_parent);
	spin_lock(&parent->d_lock);
	if (unlikely(parent != dentry->d_parent)) {
		spin_unlock(&parent->d_lock);
		goto again;
	}
	rcu_read_unlock();
	if (parent != dentry)
		spin_lock_nested(&dentry->d_lock, DENTRY_D_LOCK_NESTED);
	else
		parent = NULL;
	return parent;
}

/* Return: the locked parent, NULL for a root. */
struct dentry *lock_parent(struct dentry *dentry)
{
	struct dentry *parent = dentry->d_parent;

	if (IS_ROOT(dentry))
		return NULL;
	if (likely(spin_trylock(&parent->d_lock)))
		return parent;
	return __lock_parent(dentry);
}

/*
 * Should a dentry that nobody uses stay in the cache?  d_lock held; if so,
 * the count is dropped.
 */
static bool retain_dentry(struct dentry *dentry)
{
	WARN_ON(d_in_lookup(dentry));
	if (unlikely(d_unhashed(dentry)))
		return false;
	if (unlikely(dentry->d_flags & DCACHE_DISCONNECTED))
		return false;
	if (unlikely(dentry->d_flags & DCACHE_OP_DELETE) &&
	    dentry->d_op->d_delete(dentry))
		return false;

	dentry->d_lockref.count--;
	if (unlikely(!(dentry->d_flags & DCACHE_LRU_LIST)))
		d_lru_add(dentry);
	else if (unlikely(!(dentry->d_flags & DCACHE_REFERENCED)))
		dentry->d_flags |= DCACHE_REFERENCED;
	return true;
}

/* All locks the hard way; the world may have changed meanwhile. */
static struct dentry *dentry_kill_slow(struct dentry *dentry,
				       struct inode *inode)
{
	struct dentry *parent;

	for (;;) {
		if (inode) {
			spin_unlock(&dentry->d_lock);
			spin_lock(&inode->i_lock);
			spin_lock(&dentry->d_lock);
		}
		parent = lock_parent(dentry);
		/* Negative may have turned positive, never otherwise. */
		if (likely(inode || !dentry->d_inode))
			break;
		if (parent)
			spin_unlock(&parent->d_lock);
		inode = dentry->d_inode;
	}

	if (unlikely(dentry->d_lockref.count != 1)) {
		dentry->d_lockref.count--;
	} else if (likely(!retain_dentry(dentry))) {
		__dentry_kill(dentry);
		return parent;
	}
	if (inode)
		spin_unlock(&inode->i_lock);
	if (parent)
		spin_unlock(&parent->d_lock);
	spin_unlock(&dentry->d_lock);
	return NULL;
}

/**
 * dentry_kill() - drop the last reference of a dentry not worth keeping
 * @dentry: count is 1 and the caller's; d_lock held, dropped here
 *
 * Context: may sleep.
 * Return: the parent, whose reference the caller must drop next, or NULL.
 */
struct dentry *dentry_kill(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	struct dentry *parent = NULL;

	if (inode && unlikely(!spin_trylock(&inode->i_lock)))
		return dentry_kill_slow(dentry, inode);
	if (!IS_ROOT(dentry)) {
		parent = dentry->d_parent;
		if (unlikely(!spin_trylock(&parent->d_lock))) {
			if (inode)
				spin_unlock(&inode->i_lock);
			return dentry_kill_slow(dentry, inode);
		}
	}
	__dentry_kill(dentry);
	return parent;
}

/*
 * The common end of dput(): no lock taken.  RCU keeps the memory.
 *
 * Return: true: done.  false: d_lock held, count is 1, somebody must decide.
 */
static inline bool fast_dput(struct dentry *dentry)
{
	int ret = lockref_put_return(&dentry->d_lockref);

	if (likely(ret > 0))
		return true;
	if (unlikely(ret < 0)) {
		spin_lock(&dentry->d_lock);
		if (dentry->d_lockref.count > 1) {
			dentry->d_lockref.count--;
			spin_unlock(&dentry->d_lock);
			return true;
		}
		return false;
	}

	/*
	 * It was ours and it is zero now.  Hashed, on the LRU and marked as
	 * used: that is the state it would get anyway.
	 */
	if (!d_unhashed(dentry)) {
		unsigned int flags = READ_ONCE(dentry->d_flags);

		flags &= DCACHE_REFERENCED | DCACHE_LRU_LIST |
			 DCACHE_DISCONNECTED | DCACHE_OP_DELETE;
		if (flags == (DCACHE_REFERENCED | DCACHE_LRU_LIST))
			return true;
	}
	/* Otherwise take it back, unless somebody else did or killed it. */
	spin_lock(&dentry->d_lock);
	if (dentry->d_lockref.count) {
		spin_unlock(&dentry->d_lock);
		return true;
	}
	dentry->d_lockref.count = 1;
	return false;
}

/**
 * dput() - drop a reference
 * @dentry: may be NULL
 *
 * The last one leaves a hashed dentry on the LRU and kills an unhashed one;
 * then it is the parent's turn.
 *
 * Context: may sleep.
 */
void dput(struct dentry *dentry)
{
	while (dentry) {
		might_sleep();
		rcu_read_lock();
		if (likely(fast_dput(dentry))) {
			rcu_read_unlock();
			return;
		}
		rcu_read_unlock();

		if (likely(retain_dentry(dentry))) {
			spin_unlock(&dentry->d_lock);
			return;
		}
		dentry = dentry_kill(dentry);
	}
}

/**
 * dget_parent() - a reference on the parent of a dentry that may move
 * @dentry: referenced by the caller
 *
 * Context: does not sleep.
 * Return: the parent of some moment during the call.
 */
struct dentry *dget_parent(struct dentry *dentry)
{
	struct dentry *ret;
	bool same;

	/* Usually nobody moves it and one cmpxchg does. */
	rcu_read_lock();
	ret = READ_ONCE(dentry->d_parent);
	if (likely(lockref_get_not_zero(&ret->d_lockref))) {
		rcu_read_unlock();
		if (likely(ret == READ_ONCE(dentry->d_parent)))
			return ret;
		dput(ret);
		rcu_read_lock();
	}
	do {
		ret = READ_ONCE(dentry->d_parent);
		spin_lock(&ret->d_lock);
		same = ret == dentry->d_parent;
		if (same) {
			WARN_ON(!ret->d_lockref.count);
			ret->d_lockref.count++;
		}
		spin_unlock(&ret->d_lock);
	} while (!same);
	rcu_read_unlock();
	return ret;
}

/**
 * d_delete() - the file behind a dentry was removed
 * @dentry: referenced by the caller, its directory locked
 *
 * If nobody else uses it, it becomes a negative dentry and saves the next
 * lookup; otherwise it must leave the hash and the users keep the inode.
 *
 * Context: may sleep.
 */
void d_delete(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	spin_lock(&inode->i_lock);
	spin_lock(&dentry->d_lock);
	if (dentry->d_lockref.count == 1) {
		dentry->d_flags &= ~DCACHE_CANT_MOUNT;
		dentry_unlink_inode(dentry);
	} else {
		__d_drop(dentry);
		spin_unlock(&dentry->d_lock);
		spin_unlock(&inode->i_lock);
	}
}

/* Start of the world. */

/**
 * dcache_init() - the caches and tables of this file
 *
 * Context: boot, once.
 */
void __init dcache_init(void)
{
	dentry_cache = KMEM_CACHE(dentry, SLAB_RECLAIM_ACCOUNT | SLAB_PANIC);
	dcache_lookup_init();
	names_cachep = kmem_cache_create("names_cache", PATH_MAX, 0,
					 SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}
