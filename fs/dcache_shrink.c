// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/dcache_shrink.c - the cache of names: giving unused dentries back
 *
 * Data       sb->s_dentry_lru: unused dentries, oldest first.  A shrink list:
 *            a private list of dentries somebody is about to kill.
 * I1         d_lru is on the LRU (LRU_LIST), on one shrink list (LRU_LIST and
 *            SHRINK_LIST) or on nothing.  Only the owner of a shrink list takes
 *            a dentry off it; who kills it meanwhile leaves it there as
 *            MAY_FREE and the owner frees it.
 * I2         d_walk() excludes renames, so d_parent stands still; dentries may
 *            be killed around it: RCU keeps them and their d_child.next.
 *
 * Locking    As in dcache.c.  The LRU lock is inside d_lock, so the LRU walk
 *            can only try d_lock and collects victims for later.
 * Entry      prune_dcache_sb() shrink_dcache_parent() shrink_dcache_for_umount()
 *            d_invalidate() d_genocide()
 *
 * Mirrors: the shrinking part of Linux 4.19 fs/dcache.c.
 * Simpler than Linux in: d_walk() always excludes renames instead of first
 * trying without.
 */
#include "internal.h"

#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "dentry_name.h"
#include "mount.h"

/* Shrink lists; d_lock held for all of these. */

static void d_shrink_add(struct dentry *dentry, struct list_head *list)
{
	list_add(&dentry->d_lru, list);
	dentry->d_flags |= DCACHE_SHRINK_LIST | DCACHE_LRU_LIST;
}

static void d_shrink_del(struct dentry *dentry)
{
	list_del_init(&dentry->d_lru);
	dentry->d_flags &= ~(DCACHE_SHRINK_LIST | DCACHE_LRU_LIST);
}

/*
 * Takes the inode's and the parent's lock around the held d_lock, which may
 * have to be dropped meanwhile.  rcu_read_lock() is held.
 *
 * Return: true with all locks, and the dentry still unused; false with d_lock.
 */
static bool shrink_lock_dentry(struct dentry *dentry)
{
	struct inode *inode;
	struct dentry *parent;

	if (dentry->d_lockref.count)
		return false;

	inode = dentry->d_inode;
	if (inode && unlikely(!spin_trylock(&inode->i_lock))) {
		spin_unlock(&dentry->d_lock);
		spin_lock(&inode->i_lock);
		spin_lock(&dentry->d_lock);
		if (dentry->d_lockref.count || inode != dentry->d_inode)
			goto out;
	}

	parent = dentry->d_parent;
	if (IS_ROOT(dentry) || likely(spin_trylock(&parent->d_lock)))
		return true;
	spin_unlock(&dentry->d_lock);
	spin_lock(&parent->d_lock);
	spin_lock_nested(&dentry->d_lock, DENTRY_D_LOCK_NESTED);
	if (parent == dentry->d_parent && inode == dentry->d_inode &&
	    !dentry->d_lockref.count)
		return true;
	spin_unlock(&parent->d_lock);
out:
	if (inode)
		spin_unlock(&inode->i_lock);
	return false;
}

/* Kills what is still unused, and parents that become so. */
static void shrink_dentry_list(struct list_head *list)
{
	while (!list_empty(list)) {
		struct dentry *dentry, *parent;
		bool can_free = false;

		dentry = list_last_entry(list, struct dentry, d_lru);
		spin_lock(&dentry->d_lock);
		rcu_read_lock();
		if (!shrink_lock_dentry(dentry)) {
			rcu_read_unlock();
			d_shrink_del(dentry);
			if (dentry->d_lockref.count < 0)
				can_free = dentry->d_flags & DCACHE_MAY_FREE;
			spin_unlock(&dentry->d_lock);
			if (can_free)
				dentry_free(dentry);
			continue;
		}
		rcu_read_unlock();
		d_shrink_del(dentry);
		parent = dentry->d_parent;
		__dentry_kill(dentry);
		if (parent == dentry)
			continue;
		/* Not dput(): an unused parent goes too, not to the LRU. */
		while (parent && !lockref_put_or_lock(&parent->d_lockref))
			parent = dentry_kill(parent);
	}
}

/* The LRU. */

static enum lru_status dentry_lru_isolate(struct list_head *item,
					  struct list_lru *lru,
					  spinlock_t *lru_lock, void *arg)
{
	struct dentry *dentry = container_of(item, struct dentry, d_lru);
	struct list_head *freeable = arg;

	if (!spin_trylock(&dentry->d_lock))
		return LRU_SKIP;
	/* In use again: it comes back with its last dput(). */
	if (dentry->d_lockref.count) {
		dentry->d_flags &= ~DCACHE_LRU_LIST;
		list_lru_isolate(lru, &dentry->d_lru);
		spin_unlock(&dentry->d_lock);
		return LRU_REMOVED;
	}
	if (dentry->d_flags & DCACHE_REFERENCED) {
		dentry->d_flags &= ~DCACHE_REFERENCED;
		spin_unlock(&dentry->d_lock);
		return LRU_ROTATE;
	}
	dentry->d_flags |= DCACHE_SHRINK_LIST;
	list_lru_isolate_move(lru, &dentry->d_lru, freeable);
	spin_unlock(&dentry->d_lock);
	return LRU_REMOVED;
}

/**
 * prune_dcache_sb() - shrink one super block's unused dentries
 * @sb: held by the caller, s_umount shared
 * @sc: how many to look at
 *
 * Context: may sleep.
 * Return: how many were taken.
 */
long prune_dcache_sb(struct super_block *sb, struct shrink_control *sc)
{
	LIST_HEAD(dispose);
	long freed;

	freed = list_lru_walk(&sb->s_dentry_lru, dentry_lru_isolate, &dispose,
			      sc->nr_to_scan);
	shrink_dentry_list(&dispose);
	return freed;
}

static enum lru_status dentry_lru_isolate_shrink(struct list_head *item,
						 struct list_lru *lru,
						 spinlock_t *lru_lock,
						 void *arg)
{
	struct dentry *dentry = container_of(item, struct dentry, d_lru);

	if (!spin_trylock(&dentry->d_lock))
		return LRU_SKIP;
	dentry->d_flags |= DCACHE_SHRINK_LIST;
	list_lru_isolate_move(lru, &dentry->d_lru, arg);
	spin_unlock(&dentry->d_lock);
	return LRU_REMOVED;
}

/**
 * shrink_dcache_sb() - drop all unused dentries of a super block
 * @sb: held by the caller
 *
 * Context: may sleep.
 */
void shrink_dcache_sb(struct super_block *sb)
{
	do {
		LIST_HEAD(dispose);

		list_lru_walk(&sb->s_dentry_lru, dentry_lru_isolate_shrink,
			      &dispose, 1024);
		shrink_dentry_list(&dispose);
	} while (list_lru_count(&sb->s_dentry_lru) > 0);
}

static void count_unused(struct super_block *sb, void *sum)
{
	*(long *)sum += list_lru_count(&sb->s_dentry_lru);
}

/**
 * get_nr_dentry_unused() - how many dentries are on LRUs
 *
 * Context: may sleep.
 * Return: the sum.
 */
long get_nr_dentry_unused(void)
{
	long sum = 0;

	iterate_supers(count_unused, &sum);
	return sum;
}

/* Walking a tree. */

enum d_walk_ret {
	D_WALK_CONTINUE,
	D_WALK_QUIT,
	D_WALK_SKIP,		/* not into this one's children */
};

/* The child's lock is now a parent's: tell lockdep. */
static void d_lock_becomes_outer(struct dentry *dentry)
{
	spin_release(&dentry->d_lock.dep_map, _RET_IP_);
	spin_acquire(&dentry->d_lock.dep_map, 0, 1, _RET_IP_);
}

/*
 * The children of @parent have all been seen: up, to the next sibling that
 * lives (I2).  @parent's lock is exchanged for that of the returned parent.
 *
 * Return: where *@next continues; NULL, still locked, when @top is done.
 */
static struct dentry *d_walk_ascend(struct dentry *top, struct dentry *parent,
				    struct list_head **next)
{
	rcu_read_lock();
	while (parent != top) {
		struct dentry *child = parent;

		parent = child->d_parent;
		spin_unlock(&child->d_lock);
		spin_lock(&parent->d_lock);
		do {
			*next = child->d_child.next;
			if (*next == &parent->d_subdirs)
				break;
			child = list_entry(*next, struct dentry, d_child);
		} while (unlikely(child->d_flags & DCACHE_DENTRY_KILLED));
		if (*next != &parent->d_subdirs) {
			rcu_read_unlock();
			return parent;
		}
	}
	rcu_read_unlock();
	return NULL;
}

/*
 * Calls @enter for @top and everything below, parents first, with the
 * dentry's d_lock (and its parent's) held.
 */
static void d_walk(struct dentry *top, void *data,
		   enum d_walk_ret (*enter)(void *data, struct dentry *dentry))
{
	struct dentry *parent = top, *dentry, *up;
	struct list_head *next;
	enum d_walk_ret ret;

	read_seqlock_excl(&rename_lock);
	spin_lock(&top->d_lock);
	ret = enter(data, top);
	if (ret != D_WALK_CONTINUE)
		goto out;
	next = top->d_subdirs.next;
	for (;;) {
		if (next == &parent->d_subdirs) {
			up = d_walk_ascend(top, parent, &next);
			if (!up)
				break;
			parent = up;
			continue;
		}
		dentry = list_entry(next, struct dentry, d_child);
		next = next->next;
		if (unlikely(dentry->d_flags & DCACHE_DENTRY_CURSOR))
			continue;
		spin_lock_nested(&dentry->d_lock, DENTRY_D_LOCK_NESTED);
		ret = enter(data, dentry);
		if (ret == D_WALK_CONTINUE && !list_empty(&dentry->d_subdirs)) {
			spin_unlock(&parent->d_lock);
			d_lock_becomes_outer(dentry);
			parent = dentry;
			next = parent->d_subdirs.next;
			continue;
		}
		spin_unlock(&dentry->d_lock);
		if (ret == D_WALK_QUIT)
			goto out;
	}
	parent = top;
out:
	spin_unlock(&parent->d_lock);
	read_sequnlock_excl(&rename_lock);
}

/* Shrinking a subtree. */

struct select_data {
	struct dentry	*start;
	struct list_head dispose;
	int		found;
};

static enum d_walk_ret select_collect(void *_data, struct dentry *dentry)
{
	struct select_data *data = _data;

	if (data->start == dentry)
		return D_WALK_CONTINUE;
	if (dentry->d_flags & DCACHE_SHRINK_LIST) {
		/* Somebody else is at it: look again later. */
		data->found++;
	} else {
		if (dentry->d_flags & DCACHE_LRU_LIST)
			d_lru_del(dentry);
		if (!dentry->d_lockref.count) {
			d_shrink_add(dentry, &data->dispose);
			data->found++;
		}
	}
	/* Locks are held: stop when there is something to do and no time. */
	if (!list_empty(&data->dispose) && need_resched())
		return D_WALK_QUIT;
	return D_WALK_CONTINUE;
}

/**
 * shrink_dcache_parent() - drop all unused dentries below one
 * @parent: referenced by the caller
 *
 * Context: may sleep.
 */
void shrink_dcache_parent(struct dentry *parent)
{
	for (;;) {
		struct select_data data = { .start = parent };

		INIT_LIST_HEAD(&data.dispose);
		d_walk(parent, &data, select_collect);
		if (!list_empty(&data.dispose)) {
			shrink_dentry_list(&data.dispose);
			continue;
		}
		cond_resched();
		if (!data.found)
			break;
	}
}

static enum d_walk_ret umount_check(void *_data, struct dentry *dentry)
{
	/* A directory with a used child is used; report the child only. */
	if (!list_empty(&dentry->d_subdirs))
		return D_WALK_CONTINUE;
	if (dentry == _data && dentry->d_lockref.count == 1)
		return D_WALK_CONTINUE;
	pr_err("BUG: Dentry %p{i=%lx,n=%s} still in use (%d) [unmount of %s %s]\n",
	       dentry, dentry->d_inode ? dentry->d_inode->i_ino : 0UL,
	       dentry->d_name.name, dentry->d_lockref.count,
	       dentry->d_sb->s_type->name, dentry->d_sb->s_id);
	WARN_ON(1);
	return D_WALK_CONTINUE;
}

static void do_one_tree(struct dentry *dentry)
{
	shrink_dcache_parent(dentry);
	d_walk(dentry, dentry, umount_check);
	d_drop(dentry);
	dput(dentry);
}

/**
 * shrink_dcache_for_umount() - drop every dentry of a dying super block
 * @sb: its s_umount is held for writing, and no mount of it exists
 *
 * Context: may sleep.
 */
void shrink_dcache_for_umount(struct super_block *sb)
{
	struct dentry *dentry = sb->s_root;

	sb->s_root = NULL;
	do_one_tree(dentry);
	while (!hlist_bl_empty(&sb->s_roots)) {
		dentry = dget(hlist_bl_entry(hlist_bl_first(&sb->s_roots),
					     struct dentry, d_hash));
		do_one_tree(dentry);
	}
}

static enum d_walk_ret find_submount(void *_data, struct dentry *dentry)
{
	struct dentry **victim = _data;

	if (d_mountpoint(dentry)) {
		*victim = dget_dlock(dentry);
		return D_WALK_QUIT;
	}
	return D_WALK_CONTINUE;
}

/**
 * d_invalidate() - the name no longer means this: drop it and all below
 * @dentry: referenced by the caller
 *
 * Mounts below are detached.
 *
 * Context: may sleep.
 */
void d_invalidate(struct dentry *dentry)
{
	bool had_submounts = false;

	spin_lock(&dentry->d_lock);
	if (d_unhashed(dentry)) {
		spin_unlock(&dentry->d_lock);
		return;
	}
	__d_drop(dentry);
	spin_unlock(&dentry->d_lock);

	if (!dentry->d_inode)
		return;
	shrink_dcache_parent(dentry);
	for (;;) {
		struct dentry *victim = NULL;

		d_walk(dentry, &victim, find_submount);
		if (!victim)
			break;
		had_submounts = true;
		__detach_mounts(victim);
		dput(victim);
	}
	if (had_submounts)
		shrink_dcache_parent(dentry);
}

/**
 * d_set_mounted() - something will be mounted here
 * @dentry: referenced by the caller
 *
 * Context: does not sleep.  namespace_sem keeps others from doing the same.
 * Return: 0, -EBUSY if it was a mountpoint already, -ENOENT if it or a
 * directory above has been removed: d_invalidate() would not find the mount.
 */
int d_set_mounted(struct dentry *dentry)
{
	struct dentry *p;
	int ret = -ENOENT;

	write_seqlock(&rename_lock);
	for (p = dentry->d_parent; !IS_ROOT(p); p = p->d_parent) {
		bool gone;

		spin_lock(&p->d_lock);
		gone = d_unhashed(p);
		spin_unlock(&p->d_lock);
		if (gone)
			goto out;
	}
	spin_lock(&dentry->d_lock);
	if (!d_unlinked(dentry)) {
		ret = -EBUSY;
		if (!d_mountpoint(dentry)) {
			dentry->d_flags |= DCACHE_MOUNTED;
			ret = 0;
		}
	}
	spin_unlock(&dentry->d_lock);
out:
	write_sequnlock(&rename_lock);
	return ret;
}

static enum d_walk_ret d_genocide_kill(void *data, struct dentry *dentry)
{
	if (dentry == data)
		return D_WALK_CONTINUE;
	if (d_unhashed(dentry) || !dentry->d_inode)
		return D_WALK_SKIP;
	if (!(dentry->d_flags & DCACHE_GENOCIDE)) {
		dentry->d_flags |= DCACHE_GENOCIDE;
		dentry->d_lockref.count--;
	}
	return D_WALK_CONTINUE;
}

/**
 * d_genocide() - undo the extra reference that pins each dentry of a ramfs
 * @parent: the root of the dying tree
 *
 * Context: does not sleep.
 */
void d_genocide(struct dentry *parent)
{
	d_walk(parent, parent, d_genocide_kill);
}
