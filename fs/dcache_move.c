// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/dcache_move.c - the cache of names: renames, and inodes with many names
 *
 * Data       inode->i_dentry: every dentry of the inode, by d_u.d_alias.
 * I1         A directory has at most one dentry that is not unhashed, so the
 *            dentries are a tree.
 * I2         Nobody becomes its own ancestor: a rename of a directory to another
 *            is checked under s_vfs_rename_mutex.
 *
 * Locking    rename_lock for writing around every change of d_parent or d_name;
 *            inside it the d_locks of both parents (ancestor first), of the
 *            dentry and of the target, and both d_seq.
 * Entry      d_move() d_exchange() d_splice_alias() is_subdir()
 *
 * Mirrors: the moving part of Linux 4.19 fs/dcache.c.
 */
#include "internal.h"

#include <linux/err.h>
#include <linux/fsnotify.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "dentry_name.h"

/* Names of a moving dentry; both d_lock held and both d_seq odd. */

/* Exchanges words, so that an RCU reader finds a byte zero in any mixture. */
static void swap_inline_names(struct dentry *a, struct dentry *b)
{
	unsigned long *x = (unsigned long *)a->d_iname;
	unsigned long *y = (unsigned long *)b->d_iname;
	unsigned int i;

	for (i = 0; i < DNAME_INLINE_LEN / sizeof(long); i++)
		swap(x[i], y[i]);
}

static void swap_names(struct dentry *dentry, struct dentry *target)
{
	if (dname_external(target)) {
		if (dname_external(dentry)) {
			swap(target->d_name.name, dentry->d_name.name);
		} else {
			memcpy(target->d_iname, dentry->d_name.name,
			       dentry->d_name.len + 1);
			dentry->d_name.name = target->d_name.name;
			target->d_name.name = target->d_iname;
		}
	} else if (dname_external(dentry)) {
		memcpy(dentry->d_iname, target->d_name.name,
		       target->d_name.len + 1);
		target->d_name.name = dentry->d_name.name;
		dentry->d_name.name = dentry->d_iname;
	} else {
		swap_inline_names(dentry, target);
	}
	swap(dentry->d_name.hash_len, target->d_name.hash_len);
}

static void copy_name(struct dentry *dentry, struct dentry *target)
{
	struct external_name *old_name = NULL;

	if (dname_external(dentry))
		old_name = external_name(dentry);
	if (dname_external(target)) {
		atomic_inc(&external_name(target)->u.count);
		dentry->d_name = target->d_name;
	} else {
		memcpy(dentry->d_iname, target->d_name.name,
		       target->d_name.len + 1);
		dentry->d_name.name = dentry->d_iname;
		dentry->d_name.hash_len = target->d_name.hash_len;
	}
	if (old_name && likely(atomic_dec_and_test(&old_name->u.count)))
		kfree_rcu(old_name, u.head);
}

/* Locks for __d_move(): parents, ancestor first, then the two. */

static void dentry_lock_for_move(struct dentry *dentry, struct dentry *target)
{
	struct dentry *old_parent = dentry->d_parent, *p;

	if (IS_ROOT(dentry)) {
		spin_lock(&target->d_parent->d_lock);
	} else {
		p = d_ancestor(old_parent, target);
		if (!p) {
			spin_lock(&target->d_parent->d_lock);
			spin_lock_nested(&old_parent->d_lock,
					 DENTRY_D_LOCK_NESTED);
		} else {
			spin_lock(&old_parent->d_lock);
			if (p != target)
				spin_lock_nested(&target->d_parent->d_lock,
						 DENTRY_D_LOCK_NESTED);
		}
	}
	spin_lock_nested(&dentry->d_lock, 2);
	spin_lock_nested(&target->d_lock, 3);
}

/* The parents as they were; the same one may be both. */
static void dentry_unlock_for_move(struct dentry *dentry, struct dentry *target,
				   struct dentry *old_parent,
				   struct dentry *new_parent)
{
	if (new_parent != old_parent)
		spin_unlock(&new_parent->d_lock);
	if (old_parent != dentry)
		spin_unlock(&old_parent->d_lock);
	spin_unlock(&target->d_lock);
	spin_unlock(&dentry->d_lock);
}

/**
 * __d_move() - move a dentry to another's place
 * @dentry: what moves
 * @target: where to; it is dropped, or gets @dentry's place with @exchange
 * @exchange: swap the two
 *
 * Context: rename_lock held for writing, and the directories' i_rwsem.
 */
void __d_move(struct dentry *dentry, struct dentry *target, bool exchange)
{
	struct dentry *old_parent = dentry->d_parent;
	struct dentry *new_parent = target->d_parent;
	struct inode *dir = NULL;
	unsigned int n = 0;

	if (WARN_ON(!dentry->d_inode) ||
	    WARN_ON(exchange && !target->d_inode) ||
	    WARN_ON(d_ancestor(dentry, target)))
		return;

	dentry_lock_for_move(dentry, target);
	if (unlikely(d_in_lookup(target))) {
		dir = new_parent->d_inode;
		n = start_dir_add(dir);
		__d_lookup_done(target);
	}
	write_seqcount_begin(&dentry->d_seq);
	write_seqcount_begin_nested(&target->d_seq, DENTRY_D_LOCK_NESTED);

	if (!d_unhashed(dentry))
		___d_drop(dentry);
	if (!d_unhashed(target))
		___d_drop(target);

	dentry->d_parent = new_parent;
	if (!exchange) {
		copy_name(dentry, target);
		target->d_hash.pprev = NULL;
		new_parent->d_lockref.count++;
		if (old_parent != dentry)
			old_parent->d_lockref.count--;
	} else {
		target->d_parent = old_parent;
		swap_names(dentry, target);
		list_move(&target->d_child, &old_parent->d_subdirs);
		__d_rehash(target);
		fsnotify_update_flags(target);
	}
	list_move(&dentry->d_child, &new_parent->d_subdirs);
	__d_rehash(dentry);
	fsnotify_update_flags(dentry);

	write_seqcount_end(&target->d_seq);
	write_seqcount_end(&dentry->d_seq);
	if (dir)
		end_dir_add(dir, n);
	dentry_unlock_for_move(dentry, target, old_parent, new_parent);
}

/**
 * d_move() - a file was renamed
 * @dentry: what was renamed
 * @target: the dentry of the new name; unhashed here
 *
 * Context: the directories are locked; does not sleep.
 */
void d_move(struct dentry *dentry, struct dentry *target)
{
	write_seqlock(&rename_lock);
	__d_move(dentry, target, false);
	write_sequnlock(&rename_lock);
}

/**
 * d_exchange() - two files swapped their names
 * @dentry1: one
 * @dentry2: the other
 *
 * Context: the directories are locked; does not sleep.
 */
void d_exchange(struct dentry *dentry1, struct dentry *dentry2)
{
	write_seqlock(&rename_lock);
	__d_move(dentry1, dentry2, true);
	write_sequnlock(&rename_lock);
}

/**
 * d_ancestor() - is one dentry above another?
 * @p1: maybe the ancestor
 * @p2: maybe the descendant
 *
 * Context: rename_lock or s_vfs_rename_mutex held, or RCU and a recheck.
 * Return: the child of @p1 that leads to @p2 (may be @p2), NULL if not above.
 */
struct dentry *d_ancestor(struct dentry *p1, struct dentry *p2)
{
	struct dentry *p;

	for (p = p2; !IS_ROOT(p); p = p->d_parent) {
		if (p->d_parent == p1)
			return p;
	}
	return NULL;
}

/**
 * is_subdir() - is a dentry another or below it?
 * @new_dentry: referenced by the caller
 * @old_dentry: referenced by the caller
 *
 * Context: does not sleep.
 * Return: true if @new_dentry is @old_dentry or below.
 */
bool is_subdir(struct dentry *new_dentry, struct dentry *old_dentry)
{
	unsigned int seq;
	bool result;

	if (new_dentry == old_dentry)
		return true;
	do {
		seq = read_seqbegin(&rename_lock);
		rcu_read_lock();
		result = d_ancestor(old_dentry, new_dentry);
		rcu_read_unlock();
	} while (read_seqretry(&rename_lock, seq));
	return result;
}

/* Aliases. i_lock held for the __d_find_ ones. */

static struct dentry *__d_find_any_alias(struct inode *inode)
{
	struct dentry *alias;

	if (hlist_empty(&inode->i_dentry))
		return NULL;
	alias = hlist_entry(inode->i_dentry.first, struct dentry, d_u.d_alias);
	lockref_get(&alias->d_lockref);
	return alias;
}

/*
 * A lookup found a directory that has a dentry elsewhere: somebody else (on
 * the server, say) renamed it.  rename_lock is held, so only try the rest.
 */
static int __d_unalias(struct dentry *dentry, struct dentry *alias)
{
	struct mutex *m1 = NULL;
	struct inode *m2 = NULL;
	int ret = -ESTALE;

	if (alias->d_parent == dentry->d_parent) {
		__d_move(alias, dentry, false);
		return 0;
	}
	if (!mutex_trylock(&dentry->d_sb->s_vfs_rename_mutex))
		return ret;
	m1 = &dentry->d_sb->s_vfs_rename_mutex;
	if (down_read_trylock(&alias->d_parent->d_inode->i_rwsem)) {
		m2 = alias->d_parent->d_inode;
		__d_move(alias, dentry, false);
		ret = 0;
	}
	if (m2)
		up_read(&m2->i_rwsem);
	mutex_unlock(m1);
	return ret;
}

/* @new is an alias of the directory @inode, referenced. */
static struct dentry *d_splice_dir(struct inode *inode, struct dentry *dentry,
				   struct dentry *new)
{
	struct dentry *old_parent;
	int err = 0;

	write_seqlock(&rename_lock);
	if (unlikely(d_ancestor(new, dentry))) {
		write_sequnlock(&rename_lock);
		err = -ELOOP;
		pr_warn_ratelimited("VFS: Lookup of '%s' in %s %s would have caused loop\n",
				    dentry->d_name.name,
				    inode->i_sb->s_type->name,
				    inode->i_sb->s_id);
	} else if (!IS_ROOT(new)) {
		old_parent = dget(new->d_parent);
		err = __d_unalias(dentry, new);
		write_sequnlock(&rename_lock);
		dput(old_parent);
	} else {
		__d_move(new, dentry, false);
		write_sequnlock(&rename_lock);
	}
	if (err) {
		dput(new);
		new = ERR_PTR(err);
	}
	iput(inode);
	return new;
}

/**
 * d_splice_alias() - the answer of a lookup, when the inode may have a dentry
 * @inode: its reference is taken; NULL or ERR_PTR allowed
 * @dentry: unhashed, referenced by the caller
 *
 * Keeps I1: a directory that is known already moves here.
 *
 * Context: the directory is locked; may sleep.
 * Return: NULL: @dentry is it; another dentry to use instead; or an ERR_PTR.
 */
struct dentry *d_splice_alias(struct inode *inode, struct dentry *dentry)
{
	struct dentry *new;

	if (IS_ERR(inode))
		return ERR_CAST(inode);
	if (!inode) {
		__d_add(dentry, NULL);
		return NULL;
	}
	spin_lock(&inode->i_lock);
	if (S_ISDIR(inode->i_mode)) {
		new = __d_find_any_alias(inode);
		if (unlikely(new)) {
			spin_unlock(&inode->i_lock);
			return d_splice_dir(inode, dentry, new);
		}
	}
	__d_add(dentry, inode);
	return NULL;
}

/**
 * d_tmpfile() - name a file that has no name: "#inode"
 * @dentry: negative, unhashed
 * @inode: with a link count of 1, which becomes 0
 *
 * Context: does not sleep.
 */
void d_tmpfile(struct dentry *dentry, struct inode *inode)
{
	inode_dec_link_count(inode);
	WARN_ON(dentry->d_name.name != dentry->d_iname ||
		!hlist_unhashed(&dentry->d_u.d_alias) ||
		!d_unlinked(dentry));
	spin_lock(&dentry->d_parent->d_lock);
	spin_lock_nested(&dentry->d_lock, DENTRY_D_LOCK_NESTED);
	dentry->d_name.len = sprintf((char *)dentry->d_iname, "#%llu",
				     (unsigned long long)inode->i_ino);
	spin_unlock(&dentry->d_lock);
	spin_unlock(&dentry->d_parent->d_lock);
	d_instantiate(dentry, inode);
}

/**
 * take_dentry_name_snapshot() - a name that stays while the dentry moves
 * @name: filled; give it to release_dentry_name_snapshot()
 * @dentry: whose
 *
 * Context: does not sleep.
 */
void take_dentry_name_snapshot(struct name_snapshot *name,
			       struct dentry *dentry)
{
	spin_lock(&dentry->d_lock);
	if (unlikely(dname_external(dentry))) {
		atomic_inc(&external_name(dentry)->u.count);
		name->name = dentry->d_name.name;
	} else {
		memcpy(name->inline_name, dentry->d_iname,
		       dentry->d_name.len + 1);
		name->name = name->inline_name;
	}
	spin_unlock(&dentry->d_lock);
}

/**
 * release_dentry_name_snapshot() - the snapshot's end
 * @name: from take_dentry_name_snapshot()
 *
 * Context: does not sleep.
 */
void release_dentry_name_snapshot(struct name_snapshot *name)
{
	struct external_name *p;

	if (likely(name->name == name->inline_name))
		return;
	p = container_of(name->name, struct external_name, name[0]);
	if (unlikely(atomic_dec_and_test(&p->u.count)))
		kfree_rcu(p, u.head);
}
