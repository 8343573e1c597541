// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/notify/mark.c - marks join inodes and groups
 *
 *	inode --- i_fsnotify_marks --- mark --- g_list --- group
 *	  ^  pinned                     |  referenced        ^
 *	  `-----------------------------+--------------------'
 *
 * I1         An attached mark is on both lists and pins its inode, so a watched
 *            inode stays in memory.  It is detached once, by whoever clears
 *            ATTACHED.
 * I2         Readers of i_fsnotify_marks hold SRCU only: a detached mark gives
 *            up the lists' reference after a grace period, by work.
 *
 * Locking    group->mark_mutex > inode->i_lock.  SRCU's read side is held
 *            around handlers, which may destroy marks: so nothing here waits
 *            for a grace period but the work, and a group's end.
 * Entry      fsnotify_add_mark_locked() fsnotify_destroy_mark()
 *            fsnotify_find_inode_mark()
 *
 * Mirrors: Linux 4.6 fs/notify/mark.c and inode_mark.c.
 */
#include "fsnotify.h"

#include <linux/rculist.h>
#include <linux/workqueue.h>

DEFINE_SRCU(fsnotify_mark_srcu);

static DEFINE_SPINLOCK(destroy_lock);
static LIST_HEAD(destroy_list);			/* destroy_lock; g_list */

static void mark_destroy_workfn(struct work_struct *work)
{
	struct fsnotify_mark *mark, *next;
	LIST_HEAD(dead);

	spin_lock(&destroy_lock);
	list_splice_init(&destroy_list, &dead);
	spin_unlock(&destroy_lock);

	synchronize_srcu(&fsnotify_mark_srcu);
	list_for_each_entry_safe(mark, next, &dead, g_list) {
		list_del_init(&mark->g_list);
		fsnotify_put_mark(mark);
	}
}

static DECLARE_WORK(reaper_work, mark_destroy_workfn);

/**
 * fsnotify_wait_marks_destroyed() - no reader is at a mark destroyed before
 *
 * Context: may sleep, outside SRCU's read side.
 */
void fsnotify_wait_marks_destroyed(void)
{
	flush_work(&reaper_work);
}

/**
 * fsnotify_put_mark() - drop a reference
 * @mark: the mark
 *
 * Context: may sleep.
 */
void fsnotify_put_mark(struct fsnotify_mark *mark)
{
	struct fsnotify_group *group = mark->group;

	if (!atomic_dec_and_test(&mark->refcnt))
		return;
	group->ops->free_mark(mark);
	fsnotify_put_group(group);
}

/**
 * fsnotify_init_mark() - a mark that watches nothing yet
 * @mark: zeroed; the caller's reference
 * @group: who will watch; a reference is taken
 *
 * Context: any.
 */
void fsnotify_init_mark(struct fsnotify_mark *mark,
			struct fsnotify_group *group)
{
	atomic_set(&mark->refcnt, 1);
	atomic_inc(&group->refcnt);
	mark->group = group;
	INIT_LIST_HEAD(&mark->g_list);
	INIT_HLIST_NODE(&mark->i_list);
}

/* i_lock held. */
static void recalc_inode_mask(struct inode *inode)
{
	struct fsnotify_mark *mark;
	u32 mask = 0;

	hlist_for_each_entry(mark, &inode->i_fsnotify_marks, i_list)
		mask |= mark->mask;
	WRITE_ONCE(inode->i_fsnotify_mask, mask);
}

/**
 * fsnotify_add_mark_locked() - watch an inode
 * @mark: from fsnotify_init_mark(), its mask set
 * @inode: referenced by the caller
 *
 * Context: the group's mark_mutex is held; may sleep.
 * Return: 0, -EEXIST: the group watches it already, -ENOENT: it goes away.
 */
int fsnotify_add_mark_locked(struct fsnotify_mark *mark, struct inode *inode)
{
	struct fsnotify_group *group = mark->group;
	struct fsnotify_mark *other = fsnotify_find_inode_mark(group, inode);

	if (other) {
		fsnotify_put_mark(other);
		return -EEXIST;
	}
	if (!igrab(inode))
		return -ENOENT;
	mark->inode = inode;
	mark->flags |= FSNOTIFY_MARK_FLAG_ATTACHED;
	fsnotify_get_mark(mark);
	list_add(&mark->g_list, &group->marks_list);
	spin_lock(&inode->i_lock);
	hlist_add_head_rcu(&mark->i_list, &inode->i_fsnotify_marks);
	recalc_inode_mask(inode);
	spin_unlock(&inode->i_lock);
	__fsnotify_update_child_dentry_flags(inode);
	return 0;
}

/**
 * fsnotify_set_mark_mask_locked() - want to know something else
 * @mark: attached
 * @mask: FS_*
 *
 * Context: the group's mark_mutex is held; does not sleep.
 */
void fsnotify_set_mark_mask_locked(struct fsnotify_mark *mark, u32 mask)
{
	struct inode *inode = mark->inode;

	spin_lock(&inode->i_lock);
	WRITE_ONCE(mark->mask, mask);
	recalc_inode_mask(inode);
	spin_unlock(&inode->i_lock);
	__fsnotify_update_child_dentry_flags(inode);
}

/**
 * fsnotify_find_inode_mark() - the mark of a group on an inode
 * @group: whose
 * @inode: on what
 *
 * Context: does not sleep; under the group's mark_mutex the answer stays.
 * Return: the mark, referenced, or NULL.
 */
struct fsnotify_mark *fsnotify_find_inode_mark(struct fsnotify_group *group,
					       struct inode *inode)
{
	struct fsnotify_mark *mark;

	spin_lock(&inode->i_lock);
	hlist_for_each_entry(mark, &inode->i_fsnotify_marks, i_list) {
		if (mark->group == group) {
			fsnotify_get_mark(mark);
			break;
		}
	}
	spin_unlock(&inode->i_lock);
	return mark;
}

/* Off both lists.  Return: false when somebody else did that. */
static bool fsnotify_detach_mark(struct fsnotify_mark *mark)
{
	struct fsnotify_group *group = mark->group;
	struct inode *inode;
	bool attached;

	mutex_lock(&group->mark_mutex);
	attached = mark->flags & FSNOTIFY_MARK_FLAG_ATTACHED;
	if (attached) {
		inode = mark->inode;
		mark->flags &= ~FSNOTIFY_MARK_FLAG_ATTACHED;
		list_del_init(&mark->g_list);
		spin_lock(&inode->i_lock);
		hlist_del_rcu(&mark->i_list);
		recalc_inode_mask(inode);
		spin_unlock(&inode->i_lock);
	}
	mutex_unlock(&group->mark_mutex);
	return attached;
}

/**
 * fsnotify_destroy_mark() - watch no longer
 * @mark: referenced by the caller, or within SRCU's read side
 *
 * The watcher is told; the mark goes when all its readers have.
 *
 * Context: may sleep; takes mark_mutex.
 */
void fsnotify_destroy_mark(struct fsnotify_mark *mark)
{
	if (!fsnotify_detach_mark(mark))
		return;
	mark->group->ops->freeing_mark(mark);
	spin_lock(&destroy_lock);
	list_add(&mark->g_list, &destroy_list);
	spin_unlock(&destroy_lock);
	schedule_work(&reaper_work);
	iput(mark->inode);
}

/**
 * fsnotify_clear_marks_by_inode() - nobody watches an inode any more
 * @inode: referenced by the caller
 *
 * Context: may sleep.
 */
void fsnotify_clear_marks_by_inode(struct inode *inode)
{
	struct fsnotify_mark *mark;

	for (;;) {
		spin_lock(&inode->i_lock);
		mark = hlist_entry_safe(inode->i_fsnotify_marks.first,
					struct fsnotify_mark, i_list);
		if (mark)
			fsnotify_get_mark(mark);
		spin_unlock(&inode->i_lock);
		if (!mark)
			return;
		fsnotify_destroy_mark(mark);
		fsnotify_put_mark(mark);
	}
}

/**
 * fsnotify_clear_marks_by_group() - a group watches nothing any more
 * @group: the group; nobody adds marks
 *
 * Context: may sleep; takes mark_mutex.
 */
void fsnotify_clear_marks_by_group(struct fsnotify_group *group)
{
	struct fsnotify_mark *mark;

	for (;;) {
		mutex_lock(&group->mark_mutex);
		mark = list_first_entry_or_null(&group->marks_list,
						struct fsnotify_mark, g_list);
		if (mark)
			fsnotify_get_mark(mark);
		mutex_unlock(&group->mark_mutex);
		if (!mark)
			return;
		fsnotify_destroy_mark(mark);
		fsnotify_put_mark(mark);
	}
}
