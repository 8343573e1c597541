// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/inode_evict.c - the inode cache: iput(), the LRU, eviction
 *
 * I1         Whoever sets I_FREEING, under i_lock and with i_count 0, evicts.
 * I2         An inode on s_inode_lru is clean, unused and not I_FREEING; one in
 *            use may linger there until the shrinker meets it.
 *
 * Locking    As in inode.c.
 * Entry      iput() clear_inode() prune_icache_sb() evict_inodes()
 *
 * Mirrors: the second half of Linux 4.19 fs/inode.c.
 */
#include "internal.h"

#include <linux/buffer_head.h>
#include <linux/cdev.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/writeback.h>

/* The LRU. */

static void inode_lru_list_add(struct inode *inode)
{
	if (!list_lru_add(&inode->i_sb->s_inode_lru, &inode->i_lru))
		inode->i_state |= I_REFERENCED;
}

/**
 * inode_add_lru() - an inode may have become unused and clean
 * @inode: its i_lock is held
 *
 * Context: does not sleep.
 */
void inode_add_lru(struct inode *inode)
{
	if (!(inode->i_state & (I_DIRTY_ALL | I_SYNC | I_FREEING |
				I_WILL_FREE)) &&
	    !atomic_read(&inode->i_count) && inode->i_sb->s_flags & SB_ACTIVE)
		inode_lru_list_add(inode);
}

/**
 * inode_lru_list_del() - off the LRU
 * @inode: may not be on it
 *
 * Context: does not sleep.
 */
void inode_lru_list_del(struct inode *inode)
{
	list_lru_del(&inode->i_sb->s_inode_lru, &inode->i_lru);
}

static void count_unused_inodes(struct super_block *sb, void *sum)
{
	*(long *)sum += list_lru_count(&sb->s_inode_lru);
}

/**
 * get_nr_inodes_unused() - how many inodes are on LRUs
 *
 * Context: may sleep.
 * Return: the sum.
 */
long get_nr_inodes_unused(void)
{
	long sum = 0;

	iterate_supers(count_unused_inodes, &sum);
	return sum;
}

/* Eviction. */

/**
 * clear_inode() - the end of ->evict_inode(): nothing is left in it
 * @inode: I_FREEING, its page cache empty
 *
 * Context: may sleep.
 */
void clear_inode(struct inode *inode)
{
	/* Wait for a deleter that emptied the tree but still has the lock. */
	spin_lock_irq(&inode->i_data.tree_lock);
	WARN_ON(inode->i_data.nrpages);
	WARN_ON(inode->i_data.nrexceptional);
	spin_unlock_irq(&inode->i_data.tree_lock);
	WARN_ON(!list_empty(&inode->i_data.private_list));
	WARN_ON(!(inode->i_state & I_FREEING));
	WARN_ON(inode->i_state & I_CLEAR);
	inode->i_state = I_FREEING | I_CLEAR;
}

/* I_FREEING is set: nobody else touches the inode any more (I1). */
static void evict(struct inode *inode)
{
	const struct super_operations *op = inode->i_sb->s_op;

	WARN_ON(!(inode->i_state & I_FREEING));
	WARN_ON(!list_empty(&inode->i_lru));

	if (!list_empty(&inode->i_io_list))
		inode_io_list_del(inode);
	inode_sb_list_del(inode);
	inode_wait_for_writeback(inode);

	if (op->evict_inode) {
		op->evict_inode(inode);
	} else {
		truncate_inode_pages_final(&inode->i_data);
		clear_inode(inode);
	}
	if (S_ISCHR(inode->i_mode) && inode->i_cdev)
		cd_forget(inode);
	if (S_ISBLK(inode->i_mode) && inode->i_bdev)
		bd_forget(inode);
	remove_inode_hash(inode);

	/* Who looks for this number may read it in again (I3 of inode.c). */
	spin_lock(&inode->i_lock);
	wake_up_bit(&inode->i_state, __I_NEW);
	WARN_ON(inode->i_state != (I_FREEING | I_CLEAR));
	spin_unlock(&inode->i_lock);
	destroy_inode(inode);
}

static void dispose_list(struct list_head *head)
{
	while (!list_empty(head)) {
		struct inode *inode;

		inode = list_first_entry(head, struct inode, i_lru);
		list_del_init(&inode->i_lru);
		evict(inode);
		cond_resched();
	}
}

/**
 * evict_inodes() - evict every unused inode of a dying super block
 * @sb: not SB_ACTIVE any more
 *
 * Context: may sleep.
 * Return: 1 if some are still in use.
 */
int evict_inodes(struct super_block *sb)
{
	return invalidate_inodes(sb, true);
}

/**
 * invalidate_inodes() - evict every unused inode
 * @sb: the super block
 * @kill_dirty: dirty ones too
 *
 * Context: may sleep.
 * Return: 1 if some are still in use.
 */
int invalidate_inodes(struct super_block *sb, bool kill_dirty)
{
	struct inode *inode, *next;
	LIST_HEAD(dispose);
	int busy = 0;

	spin_lock(&sb->s_inode_list_lock);
	list_for_each_entry_safe(inode, next, &sb->s_inodes, i_sb_list) {
		spin_lock(&inode->i_lock);
		if (inode->i_state & (I_NEW | I_FREEING | I_WILL_FREE)) {
			spin_unlock(&inode->i_lock);
			continue;
		}
		if (atomic_read(&inode->i_count) ||
		    (inode->i_state & I_DIRTY_ALL && !kill_dirty)) {
			spin_unlock(&inode->i_lock);
			busy = 1;
			continue;
		}
		inode->i_state |= I_FREEING;
		inode_lru_list_del(inode);
		spin_unlock(&inode->i_lock);
		list_add(&inode->i_lru, &dispose);
	}
	spin_unlock(&sb->s_inode_list_lock);
	dispose_list(&dispose);
	return busy;
}

static enum lru_status inode_lru_isolate(struct list_head *item,
					 struct list_lru *lru,
					 spinlock_t *lru_lock, void *arg)
{
	struct inode *inode = container_of(item, struct inode, i_lru);
	struct list_head *freeable = arg;

	if (!spin_trylock(&inode->i_lock))
		return LRU_SKIP;
	/* In use or dirty: it comes back when that ends (I2). */
	if (atomic_read(&inode->i_count) ||
	    (inode->i_state & ~I_REFERENCED)) {
		list_lru_isolate(lru, &inode->i_lru);
		spin_unlock(&inode->i_lock);
		return LRU_REMOVED;
	}
	if (inode->i_state & I_REFERENCED) {
		inode->i_state &= ~I_REFERENCED;
		spin_unlock(&inode->i_lock);
		return LRU_ROTATE;
	}
	/* Its pages are on the page LRU; let the inode wait for them, and for
	 * metadata that an fsync() would have to write. */
	if (inode_has_buffers(inode) || inode->i_data.nrpages) {
		__iget(inode);
		spin_unlock(&inode->i_lock);
		spin_unlock(lru_lock);
		if (remove_inode_buffers(inode))
			invalidate_mapping_pages(&inode->i_data, 0, -1);
		iput(inode);
		spin_lock(lru_lock);
		return LRU_RETRY;
	}
	inode->i_state |= I_FREEING;
	list_lru_isolate_move(lru, &inode->i_lru, freeable);
	spin_unlock(&inode->i_lock);
	return LRU_REMOVED;
}

/**
 * prune_icache_sb() - evict one super block's unused inodes
 * @sb: held by the caller, s_umount shared
 * @sc: how many to look at
 *
 * Context: may sleep.
 * Return: how many were evicted.
 */
long prune_icache_sb(struct super_block *sb, struct shrink_control *sc)
{
	LIST_HEAD(freeable);
	long freed;

	freed = list_lru_walk(&sb->s_inode_lru, inode_lru_isolate, &freeable,
			      sc->nr_to_scan);
	dispose_list(&freeable);
	return freed;
}

/* iput(). */

/**
 * generic_delete_inode() - ->drop_inode() of filesystems without a cache
 * @inode: unused
 *
 * Context: i_lock held.
 * Return: 1: evict it now.
 */
int generic_delete_inode(struct inode *inode)
{
	return 1;
}

/**
 * generic_drop_inode() - the usual ->drop_inode()
 * @inode: unused
 *
 * Context: i_lock held.
 * Return: 1 if it should go now: no name or not in the hash.
 */
int generic_drop_inode(struct inode *inode)
{
	return !inode->i_nlink || inode_unhashed(inode);
}

/* The last reference is gone; i_lock held, dropped here. */
static void iput_final(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	const struct super_operations *op = sb->s_op;
	int drop;

	WARN_ON(inode->i_state & I_NEW);
	if (op->drop_inode)
		drop = op->drop_inode(inode);
	else
		drop = generic_drop_inode(inode);

	if (!drop && (sb->s_flags & SB_ACTIVE)) {
		inode_add_lru(inode);
		spin_unlock(&inode->i_lock);
		return;
	}
	if (!drop) {
		inode->i_state |= I_WILL_FREE;
		spin_unlock(&inode->i_lock);
		write_inode_now(inode, 1);
		spin_lock(&inode->i_lock);
		inode->i_state &= ~I_WILL_FREE;
	}
	inode->i_state |= I_FREEING;
	if (!list_empty(&inode->i_lru))
		inode_lru_list_del(inode);
	spin_unlock(&inode->i_lock);
	evict(inode);
}

/**
 * iput() - drop a reference
 * @inode: may be NULL
 *
 * Context: may sleep, if it is the last.
 */
void iput(struct inode *inode)
{
	if (!inode)
		return;
	WARN_ON(inode->i_state & I_CLEAR);
	if (atomic_dec_and_lock(&inode->i_count, &inode->i_lock))
		iput_final(inode);
}

/* Bad inodes: what could not be read. */

static int bad_file_open(struct inode *inode, struct file *filp)
{
	return -EIO;
}

static const struct file_operations bad_file_ops = { .open = bad_file_open };

static int bad_inode_permission(struct inode *inode, int mask)
{
	return -EIO;
}

static int bad_inode_getattr(const struct path *path, struct kstat *stat,
			     u32 request_mask, unsigned int query_flags)
{
	return -EIO;
}

static int bad_inode_setattr(struct dentry *dentry, struct iattr *attr)
{
	return -EIO;
}

static struct dentry *bad_inode_lookup(struct inode *dir,
				       struct dentry *dentry,
				       unsigned int flags)
{
	return ERR_PTR(-EIO);
}

static const struct inode_operations bad_inode_ops = {
	.lookup		= bad_inode_lookup,
	.permission	= bad_inode_permission,
	.getattr	= bad_inode_getattr,
	.setattr	= bad_inode_setattr,
};

/**
 * make_bad_inode() - from now on this inode answers -EIO
 * @inode: could not be read, or is damaged
 *
 * Context: does not sleep.
 */
void make_bad_inode(struct inode *inode)
{
	remove_inode_hash(inode);
	inode->i_mode = S_IFREG;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_op = &bad_inode_ops;
	inode->i_opflags &= ~IOP_XATTR;
	inode->i_fop = &bad_file_ops;
}

/**
 * is_bad_inode() - did make_bad_inode() happen to it?
 *
 * Context: any.
 * Return: true if so.
 */
bool is_bad_inode(struct inode *inode)
{
	return inode->i_op == &bad_inode_ops;
}

/**
 * iget_failed() - an I_NEW inode could not be read
 * @inode: its reference is dropped
 *
 * Context: may sleep.
 */
void iget_failed(struct inode *inode)
{
	make_bad_inode(inode);
	unlock_new_inode(inode);
	iput(inode);
}
