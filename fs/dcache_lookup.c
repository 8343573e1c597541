// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/dcache_lookup.c - the cache of names: finding a dentry
 *
 * Data       dentry_hashtable[hash >> d_hash_shift]: chains of dentries, by
 *            (parent, name).  in_lookup_hashtable: those being looked up now.
 * I1         A hashed dentry is found by its parent and name; its count may be
 *            zero, and lookup takes it back from the LRU.
 * I2         For one (parent, name) at most one dentry is in lookup.
 * I3         dir->i_dir_seq is odd while a finished lookup moves from the one
 *            table to the other, so that nobody finds it in neither.
 *
 * Locking    Chains: a bit lock in the head for writers, RCU for readers.  A
 *            rename can move a dentry from under a reader to another chain;
 *            d_lookup() sees that by rename_lock's sequence and looks again.
 *            Order: see dcache.c.
 * Entry      d_lookup_rcu() (dentry_name.h) d_lookup() d_alloc_parallel() d_add() d_drop()
 *
 * Mirrors: the lookup part of Linux 4.19 fs/dcache.c.
 */
#include "internal.h"

#include <linux/fsnotify.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/rculist_bl.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>

#include "dentry_name.h"

#define IN_LOOKUP_SHIFT	7

unsigned int d_hash_shift;
struct hlist_bl_head *dentry_hashtable;
static struct hlist_bl_head in_lookup_hashtable[1 << IN_LOOKUP_SHIFT];

static inline struct hlist_bl_head *in_lookup_hash(const struct dentry *parent,
						   unsigned int hash)
{
	hash += (unsigned long)parent / L1_CACHE_BYTES;
	return in_lookup_hashtable + hash_32(hash, IN_LOOKUP_SHIFT);
}

/**
 * ___d_drop() - off the hash chain and nothing else
 * @dentry: hashed, its d_lock is held
 *
 * Context: does not sleep.
 */
void ___d_drop(struct dentry *dentry)
{
	struct hlist_bl_head *b;

	if (unlikely(IS_ROOT(dentry)))
		b = &dentry->d_sb->s_roots;
	else
		b = d_hash(dentry->d_name.hash);

	hlist_bl_lock(b);
	__hlist_bl_del(&dentry->d_hash);
	hlist_bl_unlock(b);
}

/**
 * __d_drop() - make a dentry unfindable
 * @dentry: its d_lock is held
 *
 * Context: does not sleep.
 */
void __d_drop(struct dentry *dentry)
{
	if (d_unhashed(dentry))
		return;
	___d_drop(dentry);
	dentry->d_hash.pprev = NULL;
	/* Walkers that found it before must notice. */
	write_seqcount_invalidate(&dentry->d_seq);
}

/**
 * d_drop() - the same, without the lock
 * @dentry: referenced by the caller
 *
 * Context: does not sleep.
 */
void d_drop(struct dentry *dentry)
{
	spin_lock(&dentry->d_lock);
	__d_drop(dentry);
	spin_unlock(&dentry->d_lock);
}

/* d_lock held. */
void __d_rehash(struct dentry *entry)
{
	struct hlist_bl_head *b = d_hash(entry->d_name.hash);

	hlist_bl_lock(b);
	hlist_bl_add_head_rcu(&entry->d_hash, b);
	hlist_bl_unlock(b);
}

/**
 * d_rehash() - make a dentry findable
 * @entry: unhashed, referenced by the caller
 *
 * Context: does not sleep.
 */
void d_rehash(struct dentry *entry)
{
	spin_lock(&entry->d_lock);
	__d_rehash(entry);
	spin_unlock(&entry->d_lock);
}

/**
 * d_same_name() - does the filesystem take the names for the same?
 * @dentry: a child; in RCU mode its name and length may be torn
 * @parent: its parent
 * @name: the name
 *
 * Context: does not sleep.
 * Return: whether.
 */
bool d_same_name(const struct dentry *dentry, const struct dentry *parent,
		 const struct qstr *name)
{
	if (likely(!(parent->d_flags & DCACHE_OP_COMPARE))) {
		if (dentry->d_name.len != name->len)
			return false;
		return dentry_cmp(dentry, name->name, name->len) == 0;
	}
	return parent->d_op->d_compare(dentry, dentry->d_name.len,
				       (const char *)dentry->d_name.name,
				       name) == 0;
}

/**
 * __d_lookup() - find a child, perhaps missing one that is being renamed
 * @parent: the directory
 * @name: the name, hashed
 *
 * Context: does not sleep.
 * Return: the dentry with a reference, or NULL.
 */
struct dentry *__d_lookup(const struct dentry *parent, const struct qstr *name)
{
	unsigned int hash = name->hash;
	struct hlist_bl_head *b = d_hash(hash);
	struct dentry *dentry, *found = NULL;
	struct hlist_bl_node *node;

	rcu_read_lock();
	hlist_bl_for_each_entry_rcu(dentry, node, b, d_hash) {
		if (dentry->d_name.hash != hash)
			continue;
		spin_lock(&dentry->d_lock);
		if (dentry->d_parent == parent && !d_unhashed(dentry) &&
		    d_same_name(dentry, parent, name)) {
			dentry->d_lockref.count++;
			found = dentry;
		}
		spin_unlock(&dentry->d_lock);
		if (found)
			break;
	}
	rcu_read_unlock();
	return found;
}

/**
 * d_lookup() - find a child
 * @parent: the directory
 * @name: the name, hashed
 *
 * Context: does not sleep.
 * Return: the dentry with a reference, or NULL: it is not in the cache.
 */
struct dentry *d_lookup(const struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry;
	unsigned int seq;

	do {
		seq = read_seqbegin(&rename_lock);
		dentry = __d_lookup(parent, name);
		if (dentry)
			break;
	} while (read_seqretry(&rename_lock, seq));
	return dentry;
}

/**
 * d_hash_and_lookup() - find a child by a name that is not hashed yet
 * @dir: the directory
 * @name: the name; hashed here
 *
 * Context: does not sleep.
 * Return: the dentry with a reference, NULL, or the error of ->d_hash().
 */
struct dentry *d_hash_and_lookup(struct dentry *dir, struct qstr *name)
{
	name->hash = full_name_hash(dir, (const char *)name->name, name->len);
	if (dir->d_flags & DCACHE_OP_HASH) {
		int err = dir->d_op->d_hash(dir, name);

		if (unlikely(err < 0))
			return ERR_PTR(err);
	}
	return d_lookup(dir, name);
}

/* Lookups in flight. */

/* The directory's in-lookup table is about to lose an entry to the hash. */
unsigned int start_dir_add(struct inode *dir)
{
	for (;;) {
		unsigned int n = READ_ONCE(dir->i_dir_seq);

		if (!(n & 1) && cmpxchg(&dir->i_dir_seq, n, n + 1) == n)
			return n;
		cpu_relax();
	}
}

/* @n is start_dir_add()'s: the number is even again, lookups may trust it. */
void end_dir_add(struct inode *dir, unsigned int n)
{
	smp_store_release(&dir->i_dir_seq, n + 2);
}

/* d_lock held; sleeps until somebody else's lookup of it is over. */
static void d_wait_lookup(struct dentry *dentry)
{
	DECLARE_WAITQUEUE(wait, current);

	if (!d_in_lookup(dentry))
		return;
	/* Never removed: the queue's head is gone with the lookup. */
	add_wait_queue(dentry->d_wait, &wait);
	do {
		set_current_state(TASK_UNINTERRUPTIBLE);
		spin_unlock(&dentry->d_lock);
		schedule();
		spin_lock(&dentry->d_lock);
	} while (d_in_lookup(dentry));
}

/* The chain's lock held. */
static struct dentry *find_in_lookup(struct hlist_bl_head *b,
				     struct dentry *parent,
				     const struct qstr *name)
{
	struct hlist_bl_node *node;
	struct dentry *dentry;

	hlist_bl_for_each_entry(dentry, node, b, d_u.d_in_lookup_hash) {
		if (dentry->d_name.hash != name->hash ||
		    dentry->d_parent != parent)
			continue;
		if (d_same_name(dentry, parent, name))
			return dentry;
	}
	return NULL;
}

/**
 * d_alloc_parallel() - be the one who looks a name up, or wait for it
 * @parent: the directory, its i_rwsem held at least shared
 * @name: the name, hashed
 * @wq: on the caller's stack; others will wait there
 *
 * Lookups of different names in one directory run in parallel; of the same
 * name, the first does the work (I2).
 *
 * Context: may sleep.
 * Return: a dentry with a reference.  If d_in_lookup(), the caller must fill
 * it and call d_lookup_done(); otherwise it is somebody's finished result.
 * -ENOMEM without memory.
 */
struct dentry *d_alloc_parallel(struct dentry *parent, const struct qstr *name,
				wait_queue_head_t *wq)
{
	struct hlist_bl_head *b = in_lookup_hash(parent, name->hash);
	struct dentry *new = d_alloc(parent, name), *dentry;
	unsigned int seq, r_seq;

	if (unlikely(!new))
		return ERR_PTR(-ENOMEM);
retry:
	seq = smp_load_acquire(&parent->d_inode->i_dir_seq);
	r_seq = read_seqbegin(&rename_lock);
	dentry = __d_lookup(parent, name);
	if (dentry)
		goto found;
	if (read_seqretry(&rename_lock, r_seq) || (seq & 1)) {
		cpu_relax();
		goto retry;
	}

	hlist_bl_lock(b);
	/* An addition since then may be what we look for. */
	if (unlikely(READ_ONCE(parent->d_inode->i_dir_seq) != seq)) {
		hlist_bl_unlock(b);
		goto retry;
	}
	dentry = find_in_lookup(b, parent, name);
	if (!dentry) {
		new->d_flags |= DCACHE_PAR_LOOKUP;
		new->d_wait = wq;
		hlist_bl_add_head_rcu(&new->d_u.d_in_lookup_hash, b);
		hlist_bl_unlock(b);
		return new;
	}
	/* d_lock is taken outside the chain's lock; RCU keeps the memory. */
	rcu_read_lock();
	hlist_bl_unlock(b);
	if (!lockref_get_not_dead(&dentry->d_lockref)) {
		rcu_read_unlock();
		goto retry;
	}
	rcu_read_unlock();

	spin_lock(&dentry->d_lock);
	d_wait_lookup(dentry);
	/* Is the result, if it is hashed, still what we want? */
	if (dentry->d_name.hash != name->hash || dentry->d_parent != parent ||
	    d_unhashed(dentry) || !d_same_name(dentry, parent, name)) {
		spin_unlock(&dentry->d_lock);
		dput(dentry);
		goto retry;
	}
	spin_unlock(&dentry->d_lock);
found:
	dput(new);
	return dentry;
}

/**
 * __d_lookup_done() - a lookup is over, successful or not
 * @dentry: in lookup, its d_lock held
 *
 * Context: does not sleep.
 */
void __d_lookup_done(struct dentry *dentry)
{
	wait_queue_head_t *d_wait;
	struct hlist_bl_head *b;

	b = in_lookup_hash(dentry->d_parent, dentry->d_name.hash);
	hlist_bl_lock(b);
	dentry->d_flags &= ~DCACHE_PAR_LOOKUP;
	__hlist_bl_del(&dentry->d_u.d_in_lookup_hash);
	d_wait = dentry->d_wait;
	dentry->d_wait = NULL;
	wake_up_all(d_wait);
	hlist_bl_unlock(b);
	INIT_HLIST_NODE(&dentry->d_u.d_alias);
	INIT_LIST_HEAD(&dentry->d_lru);
}

/* inode->i_lock is held if there is an inode; dropped here. */
void __d_add(struct dentry *dentry, struct inode *inode)
{
	struct inode *dir = NULL;
	unsigned int n = 0;

	spin_lock(&dentry->d_lock);
	if (unlikely(d_in_lookup(dentry))) {
		dir = dentry->d_parent->d_inode;
		n = start_dir_add(dir);
		__d_lookup_done(dentry);
	}
	if (inode) {
		unsigned int add_flags = d_flags_for_inode(inode);

		hlist_add_head(&dentry->d_u.d_alias, &inode->i_dentry);
		raw_write_seqcount_begin(&dentry->d_seq);
		__d_set_inode_and_type(dentry, inode, add_flags);
		raw_write_seqcount_end(&dentry->d_seq);
		fsnotify_update_flags(dentry);
	}
	__d_rehash(dentry);
	if (dir)
		end_dir_add(dir, n);
	spin_unlock(&dentry->d_lock);
	if (inode)
		spin_unlock(&inode->i_lock);
}

/**
 * d_add() - the answer of a lookup: this inode, or none
 * @entry: unhashed, referenced by the caller
 * @inode: its reference goes to the dentry; NULL: the name does not exist
 *
 * Context: does not sleep.
 */
void d_add(struct dentry *entry, struct inode *inode)
{
	if (inode)
		spin_lock(&inode->i_lock);
	__d_add(entry, inode);
}

/* Start of the world. */

/**
 * vfs_hash_alloc() - a hash table sized by the memory of the machine
 * @name: for the log
 * @bucket_size: bytes, a power of two
 * @shift: set so that a 32-bit hash >> *@shift is an index
 *
 * One bucket for 16 KiB of RAM: 512 with 8 MiB, 64 Ki with 1 GiB and more.
 *
 * Context: boot; panics without memory.
 * Return: the zeroed table.
 */
void *__init vfs_hash_alloc(const char *name, size_t bucket_size,
			    unsigned int *shift)
{
	unsigned long buckets = totalram_pages / 4;
	unsigned int order = clamp_t(unsigned int, ilog2(buckets | 1), 8, 16);
	void *table = vzalloc(bucket_size << order);

	if (!table)
		panic("VFS: no memory for the %s hash table", name);
	*shift = 32 - order;
	pr_info("%s hash table entries: %lu (%zu bytes)\n", name, 1UL << order,
		bucket_size << order);
	return table;
}

/**
 * dcache_lookup_init() - the hash table
 *
 * Context: boot, once.
 */
void __init dcache_lookup_init(void)
{
	dentry_hashtable = vfs_hash_alloc("Dentry cache",
					  sizeof(struct hlist_bl_head),
					  &d_hash_shift);
}
