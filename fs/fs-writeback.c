// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/fs-writeback.c - dirty inodes, and when they are written
 *
 * Data       Each backing device's wb has b_dirty: its dirty inodes, newest
 *            first, by dirtied_when. One delayed work, the flusher, writes what
 *            is older than dirty_expire_interval, every dirty_writeback_interval
 *            as long as something is dirty.
 * I1         A hashed inode with I_DIRTY bits is on b_dirty, unless I_SYNC is set:
 *            then whoever writes it puts it back if it is dirty again.
 * I2         I_SYNC: one writer at a time; others wait on the bit.
 * I3         I_DIRTY_* bits are cleared before the writing they stand for: what
 *            is dirtied meanwhile sets them again and is not lost.
 * Locking    inode->i_lock for i_state, inside it wb->list_lock for the lists.
 *            An inode to be written is pinned by igrab().
 * Entry      __mark_inode_dirty() write_inode_now() sync_inodes_sb()
 *            wakeup_flusher_threads()
 * Mirrors: Linux 4.6 fs/fs-writeback.c.
 * Simpler than Linux in: one flusher for all devices, no cgroup writeback, no
 * bandwidth estimation, no lazytime.
 */
#include "internal.h"

#include <linux/backing-dev.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>
#include <linux/writeback.h>

static void flush_old_inodes(struct work_struct *work);
static DECLARE_DELAYED_WORK(flusher, flush_old_inodes);

static unsigned long centisecs_to_jiffies(unsigned int cs)
{
	return msecs_to_jiffies(cs * 10);
}

static bool inode_needs_writeback(struct inode *inode)
{
	return bdi_cap_writeback_dirty(inode_to_bdi(inode));
}

/* i_lock held. */
static void inode_list_add(struct inode *inode, struct bdi_writeback *wb)
{
	spin_lock(&wb->list_lock);
	list_move(&inode->i_io_list, &wb->b_dirty);
	spin_unlock(&wb->list_lock);
}

/**
 * inode_io_list_del() - @inode goes: no flusher may find it any more
 * @inode: I_FREEING
 */
void inode_io_list_del(struct inode *inode)
{
	struct bdi_writeback *wb = &inode_to_bdi(inode)->wb;

	spin_lock(&inode->i_lock);
	spin_lock(&wb->list_lock);
	list_del_init(&inode->i_io_list);
	spin_unlock(&wb->list_lock);
	spin_unlock(&inode->i_lock);
}

/**
 * __mark_inode_dirty() - something of @inode must be written some day
 * @inode: the inode
 * @flags: I_DIRTY_SYNC, I_DIRTY_DATASYNC, I_DIRTY_PAGES
 *
 * Context: any that may take i_lock.
 */
void __mark_inode_dirty(struct inode *inode, int flags)
{
	struct super_block *sb = inode->i_sb;
	bool was_dirty;

	if ((flags & I_DIRTY_INODE) && sb->s_op->dirty_inode)
		sb->s_op->dirty_inode(inode, flags);
	/* Pairs with the barrier in __writeback_single_inode() (I3). */
	smp_mb();
	if ((READ_ONCE(inode->i_state) & flags) == flags)
		return;

	spin_lock(&inode->i_lock);
	was_dirty = inode->i_state & I_DIRTY;
	inode->i_state |= flags;
	if (!was_dirty && !(inode->i_state & (I_SYNC | I_FREEING)) &&
	    !inode_unhashed(inode) && inode_needs_writeback(inode)) {
		inode->dirtied_when = jiffies;
		inode_list_add(inode, &inode_to_bdi(inode)->wb);
		queue_delayed_work(system_wq, &flusher,
				   centisecs_to_jiffies(dirty_writeback_interval));
	}
	spin_unlock(&inode->i_lock);
}

static int write_inode(struct inode *inode, struct writeback_control *wbc)
{
	if (inode->i_sb->s_op->write_inode && !is_bad_inode(inode))
		return inode->i_sb->s_op->write_inode(inode, wbc);
	return 0;
}

/* I_SYNC is ours. Pages first: writing them may dirty the inode. */
static int __writeback_single_inode(struct inode *inode,
				    struct writeback_control *wbc)
{
	struct address_space *mapping = inode->i_mapping;
	unsigned long dirty;
	int ret = do_writepages(mapping, wbc), err;

	if (wbc->sync_mode == WB_SYNC_ALL && !wbc->for_sync) {
		err = filemap_fdatawait(mapping);
		ret = ret ?: err;
	}
	spin_lock(&inode->i_lock);
	dirty = inode->i_state & I_DIRTY;
	inode->i_state &= ~dirty;
	/* Bits off before the look at the pages' tags: see I3. */
	smp_mb();
	if (mapping_tagged(mapping, PAGECACHE_TAG_DIRTY))
		inode->i_state |= I_DIRTY_PAGES;
	spin_unlock(&inode->i_lock);
	if (dirty & ~I_DIRTY_PAGES) {
		err = write_inode(inode, wbc);
		ret = ret ?: err;
	}
	return ret;
}

static void inode_sync_complete(struct inode *inode)
{
	inode->i_state &= ~I_SYNC;
	smp_mb();
	wake_up_bit((void *)&inode->i_state, __I_SYNC);
}

/* i_lock held; dropped and taken while waiting. */
static void __inode_wait_for_writeback(struct inode *inode)
{
	while (inode->i_state & I_SYNC) {
		spin_unlock(&inode->i_lock);
		wait_on_bit((void *)&inode->i_state, __I_SYNC,
			    TASK_UNINTERRUPTIBLE);
		spin_lock(&inode->i_lock);
	}
}

/**
 * inode_wait_for_writeback() - until nobody writes @inode
 * @inode: I_FREEING, so that no new writer comes
 */
void inode_wait_for_writeback(struct inode *inode)
{
	spin_lock(&inode->i_lock);
	__inode_wait_for_writeback(inode);
	spin_unlock(&inode->i_lock);
}

/* The caller keeps @inode alive. Return: 0 or the first error. */
static int writeback_single_inode(struct inode *inode,
				  struct writeback_control *wbc)
{
	struct bdi_writeback *wb = &inode_to_bdi(inode)->wb;
	int ret = 0;

	spin_lock(&inode->i_lock);
	if (inode->i_state & I_SYNC) {
		if (wbc->sync_mode != WB_SYNC_ALL)
			goto out;
		__inode_wait_for_writeback(inode);
	}
	if (!(inode->i_state & I_DIRTY) &&
	    (wbc->sync_mode != WB_SYNC_ALL ||
	     !mapping_tagged(inode->i_mapping, PAGECACHE_TAG_WRITEBACK)))
		goto out;
	inode->i_state |= I_SYNC;
	spin_unlock(&inode->i_lock);

	ret = __writeback_single_inode(inode, wbc);

	spin_lock(&inode->i_lock);
	inode_sync_complete(inode);
	if (inode->i_state & I_FREEING) {
		;	/* evict() takes it from the list */
	} else if (inode->i_state & I_DIRTY) {
		inode->dirtied_when = jiffies;
		inode_list_add(inode, wb);
	} else {
		spin_lock(&wb->list_lock);
		list_del_init(&inode->i_io_list);
		spin_unlock(&wb->list_lock);
	}
out:
	spin_unlock(&inode->i_lock);
	return ret;
}

/* The oldest inode of @sb dirtied before @before, pinned; or NULL. */
static struct inode *oldest_dirty(struct super_block *sb, unsigned long before)
{
	struct bdi_writeback *wb = &sb->s_bdi->wb;
	struct inode *inode, *found = NULL;

again:
	spin_lock(&wb->list_lock);
	list_for_each_entry_reverse(inode, &wb->b_dirty, i_io_list) {
		if (inode->i_sb != sb || time_after(inode->dirtied_when, before))
			continue;
		/* Being made: not ours yet, and dirty when it is (I1). */
		if (READ_ONCE(inode->i_state) & I_NEW)
			continue;
		found = inode;
		break;
	}
	if (!found) {
		spin_unlock(&wb->list_lock);
		return NULL;
	}
	/* i_lock is outside list_lock: try, or come again. */
	if (!spin_trylock(&found->i_lock)) {
		spin_unlock(&wb->list_lock);
		cpu_relax();
		found = NULL;
		goto again;
	}
	if (found->i_state & (I_FREEING | I_WILL_FREE)) {
		list_del_init(&found->i_io_list);
		spin_unlock(&found->i_lock);
		spin_unlock(&wb->list_lock);
		found = NULL;
		goto again;
	}
	__iget(found);
	spin_unlock(&found->i_lock);
	spin_unlock(&wb->list_lock);
	return found;
}

/* Write what of @sb was dirtied before @before. */
static void writeback_sb_inodes(struct super_block *sb, unsigned long before,
				struct writeback_control *wbc)
{
	struct inode *inode;

	if (!sb->s_bdi || !bdi_cap_writeback_dirty(sb->s_bdi))
		return;
	while ((inode = oldest_dirty(sb, before)) != NULL) {
		wbc->nr_to_write = LONG_MAX;
		writeback_single_inode(inode, wbc);
		iput(inode);
		cond_resched();
	}
}

/* A device's own page cache: of metadata, and of who writes to /dev/vda. */
static void flush_one_bdev(struct block_device *bdev, void *arg)
{
	struct inode *inode = bdev->bd_inode;
	struct writeback_control wbc = {
		.sync_mode = WB_SYNC_NONE,
		.nr_to_write = LONG_MAX,
		.range_end = LLONG_MAX,
		.for_kupdate = 1,
	};

	if ((READ_ONCE(inode->i_state) & I_DIRTY) &&
	    !time_after(inode->dirtied_when, *(unsigned long *)arg))
		writeback_single_inode(inode, &wbc);
}

static void flush_one_sb(struct super_block *sb, void *arg)
{
	struct writeback_control wbc = {
		.sync_mode = WB_SYNC_NONE,
		.range_end = LLONG_MAX,
		.for_kupdate = 1,
	};

	if (!sb_rdonly(sb))
		writeback_sb_inodes(sb, *(unsigned long *)arg, &wbc);
}

static void any_dirty(struct super_block *sb, void *arg)
{
	if (sb->s_bdi && bdi_cap_writeback_dirty(sb->s_bdi) &&
	    !list_empty(&sb->s_bdi->wb.b_dirty))
		*(bool *)arg = true;
}

static void bdev_dirty(struct block_device *bdev, void *arg)
{
	if (READ_ONCE(bdev->bd_inode->i_state) & I_DIRTY)
		*(bool *)arg = true;
}

static void flush_old_inodes(struct work_struct *work)
{
	unsigned long before = jiffies -
		centisecs_to_jiffies(dirty_expire_interval);
	bool more = false;

	iterate_supers(flush_one_sb, &before);
	iterate_bdevs(flush_one_bdev, &before);
	iterate_supers(any_dirty, &more);
	iterate_bdevs(bdev_dirty, &more);
	if (more)
		queue_delayed_work(system_wq, &flusher,
				   centisecs_to_jiffies(dirty_writeback_interval));
}

/**
 * wakeup_flusher_threads() - start writing everything that is dirty
 * @nr_pages: 0 for all
 * @reason: for the reader of the code
 *
 * Context: may sleep.
 */
void wakeup_flusher_threads(long nr_pages, enum wb_reason reason)
{
	unsigned long before = jiffies;

	iterate_supers(flush_one_sb, &before);
	iterate_bdevs(flush_one_bdev, &before);
}

/* Too much is dirty (mm/page-writeback.c): begin with all of it. */
static void flush_background(struct work_struct *work)
{
	wakeup_flusher_threads(0, WB_REASON_BACKGROUND);
}

static DECLARE_WORK(background_work, flush_background);

static void start_background(void)
{
	queue_work(system_unbound_wq, &background_work);
}

/**
 * writeback_init() - dirty pages are written when there are too many
 *
 * Context: boot, once.
 */
void __init writeback_init(void)
{
	set_background_writeback(start_background);
}

/**
 * writeback_inodes_sb() - start writing what of @sb is dirty
 * @sb: s_umount held
 * @reason: for the reader of the code
 */
void writeback_inodes_sb(struct super_block *sb, enum wb_reason reason)
{
	struct writeback_control wbc = {
		.sync_mode = WB_SYNC_NONE,
		.range_end = LLONG_MAX,
	};

	writeback_sb_inodes(sb, jiffies, &wbc);
}

/*
 * Wait for the pages that somebody else has begun to write: their inodes may
 * be clean by now, and on no list but s_inodes.
 */
static void wait_sb_inodes(struct super_block *sb)
{
	struct inode *inode, *old = NULL;

	spin_lock(&sb->s_inode_list_lock);
	list_for_each_entry(inode, &sb->s_inodes, i_sb_list) {
		if (!mapping_tagged(inode->i_mapping, PAGECACHE_TAG_WRITEBACK))
			continue;
		spin_lock(&inode->i_lock);
		if (inode->i_state & (I_FREEING | I_WILL_FREE | I_NEW)) {
			spin_unlock(&inode->i_lock);
			continue;
		}
		__iget(inode);
		spin_unlock(&inode->i_lock);
		spin_unlock(&sb->s_inode_list_lock);
		/* The reference keeps our place in the list. */
		iput(old);
		old = inode;
		filemap_fdatawait_keep_errors(inode->i_mapping);
		cond_resched();
		spin_lock(&sb->s_inode_list_lock);
	}
	spin_unlock(&sb->s_inode_list_lock);
	iput(old);
}

/**
 * sync_inodes_sb() - write what of @sb is dirty, and wait for all of it
 * @sb: s_umount held
 *
 * Context: may sleep long.
 */
void sync_inodes_sb(struct super_block *sb)
{
	struct writeback_control wbc = {
		.sync_mode = WB_SYNC_ALL,
		.range_end = LLONG_MAX,
	};

	writeback_sb_inodes(sb, jiffies, &wbc);
	wait_sb_inodes(sb);
}

/**
 * write_inode_now() - write @inode, pages and all
 * @inode: with a reference of the caller's, or being freed
 * @sync: wait for it
 *
 * Return: 0 or -errno.
 */
int write_inode_now(struct inode *inode, int sync)
{
	struct writeback_control wbc = {
		.nr_to_write = LONG_MAX,
		.sync_mode = sync ? WB_SYNC_ALL : WB_SYNC_NONE,
		.range_end = LLONG_MAX,
	};

	if (!mapping_cap_writeback_dirty(inode->i_mapping))
		wbc.nr_to_write = 0;
	might_sleep();
	return writeback_single_inode(inode, &wbc);
}

/**
 * sync_inode_metadata() - write @inode but not its pages
 * @inode: with a reference of the caller's
 * @wait: for it
 *
 * Return: 0 or -errno.
 */
int sync_inode_metadata(struct inode *inode, int wait)
{
	struct writeback_control wbc = {
		.sync_mode = wait ? WB_SYNC_ALL : WB_SYNC_NONE,
		.nr_to_write = 0,	/* no pages */
	};

	return writeback_single_inode(inode, &wbc);
}
