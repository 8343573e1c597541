// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/notify/notification.c - groups, and their queues of events
 *
 * I1         At most max_events wait in a queue; then the overflow event does,
 *            once, and stands for all that are lost until it is read.
 * I2         After shutdown no event is queued: the end of the group frees the
 *            queue once.
 *
 * Locking    notification_lock, a leaf.
 * Lifetime   A group is referenced by its file and by each of its marks.
 * Entry      fsnotify_alloc_group() fsnotify_destroy_group()
 *            fsnotify_add_event() fsnotify_remove_first_event()
 *
 * Mirrors: Linux 4.6 fs/notify/notification.c and group.c.
 */
#include "fsnotify.h"

#include <linux/err.h>
#include <linux/slab.h>

/**
 * fsnotify_alloc_group() - a new watcher
 * @ops: its kind
 *
 * Context: may sleep.
 * Return: the group with one reference, or -ENOMEM.
 */
struct fsnotify_group *fsnotify_alloc_group(const struct fsnotify_ops *ops)
{
	struct fsnotify_group *group = kzalloc(sizeof(*group), GFP_KERNEL);

	if (!group)
		return ERR_PTR(-ENOMEM);
	group->ops = ops;
	atomic_set(&group->refcnt, 1);
	spin_lock_init(&group->notification_lock);
	INIT_LIST_HEAD(&group->notification_list);
	init_waitqueue_head(&group->notification_waitq);
	group->max_events = UINT_MAX;
	mutex_init(&group->mark_mutex);
	INIT_LIST_HEAD(&group->marks_list);
	return group;
}

/**
 * fsnotify_put_group() - drop a reference
 * @group: the group
 *
 * Context: may sleep.
 */
void fsnotify_put_group(struct fsnotify_group *group)
{
	if (!atomic_dec_and_test(&group->refcnt))
		return;
	if (group->ops->free_group_priv)
		group->ops->free_group_priv(group);
	kfree(group);
}

/**
 * fsnotify_destroy_group() - the watcher goes
 * @group: the caller's reference is dropped
 *
 * Context: may sleep.
 */
void fsnotify_destroy_group(struct fsnotify_group *group)
{
	spin_lock(&group->notification_lock);
	group->shutdown = true;
	spin_unlock(&group->notification_lock);

	fsnotify_clear_marks_by_group(group);
	/* Who is in one of our handlers still is let out first. */
	fsnotify_wait_marks_destroyed();
	fsnotify_flush_notify(group);
	if (group->overflow_event)
		group->ops->free_event(group->overflow_event);
	fsnotify_put_group(group);
}

/**
 * fsnotify_destroy_event() - free an event
 * @group: whose
 * @event: not queued; the overflow event lives as long as the group
 *
 * Context: any.
 */
void fsnotify_destroy_event(struct fsnotify_group *group,
			    struct fsnotify_event *event)
{
	if (event != group->overflow_event)
		group->ops->free_event(event);
}

/**
 * fsnotify_add_event() - queue an event
 * @group: whose queue
 * @event: given away when 0 is returned
 * @same: is it the same as the last one? Then one of them is enough
 *
 * Context: does not sleep.
 * Return: 0, or 1: @event is not needed and still the caller's.
 */
int fsnotify_add_event(struct fsnotify_group *group,
		       struct fsnotify_event *event,
		       bool (*same)(struct fsnotify_event *last,
				    struct fsnotify_event *event))
{
	struct list_head *list = &group->notification_list;
	int ret = 0;

	spin_lock(&group->notification_lock);
	if (group->shutdown) {
		ret = 1;
		goto unlock;
	}
	if (group->q_len >= group->max_events ||
	    event == group->overflow_event) {
		ret = event != group->overflow_event;
		event = group->overflow_event;
		if (!list_empty(&event->list))
			goto unlock;
	} else if (same && !list_empty(list) &&
		   same(list_last_entry(list, struct fsnotify_event, list),
			event)) {
		ret = 1;
		goto unlock;
	}
	group->q_len++;
	list_add_tail(&event->list, list);
	spin_unlock(&group->notification_lock);
	wake_up(&group->notification_waitq);
	kill_fasync(&group->fsn_fa, SIGIO, POLL_IN);
	return ret;

unlock:
	spin_unlock(&group->notification_lock);
	return ret;
}

/**
 * fsnotify_remove_first_event() - the oldest event
 * @group: whose queue
 *
 * Context: notification_lock held, the queue is not empty.
 * Return: the event, for fsnotify_destroy_event().
 */
struct fsnotify_event *fsnotify_remove_first_event(struct fsnotify_group *group)
{
	struct fsnotify_event *event;

	event = list_first_entry(&group->notification_list,
				 struct fsnotify_event, list);
	list_del_init(&event->list);
	group->q_len--;
	return event;
}

/**
 * fsnotify_flush_notify() - throw away what is queued
 * @group: whose queue
 *
 * Context: does not sleep.
 */
void fsnotify_flush_notify(struct fsnotify_group *group)
{
	struct fsnotify_event *event;

	spin_lock(&group->notification_lock);
	while (!list_empty(&group->notification_list)) {
		event = fsnotify_remove_first_event(group);
		spin_unlock(&group->notification_lock);
		fsnotify_destroy_event(group, event);
		spin_lock(&group->notification_lock);
	}
	spin_unlock(&group->notification_lock);
}

/* ->fasync() of a file whose private_data is a group. */
int fsnotify_fasync(int fd, struct file *file, int on)
{
	struct fsnotify_group *group = file->private_data;

	return fasync_helper(fd, file, on, &group->fsn_fa) >= 0 ? 0 : -EIO;
}
