// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/notify/inotify/inotify_file.c - an inotify instance as a file
 *
 * I1         An event leaves the queue only if the reader's buffer has room for
 *            all of it; if its memory then turns out bad, the event is lost.
 *
 * Locking    notification_lock: the queue; not held while copying.
 * Entry      inotify_fops
 *
 * Mirrors: the file operations of Linux 4.19 fs/notify/inotify/inotify_user.c.
 * Simpler than Linux in: fdinfo shows no file handle.
 */
#include "inotify.h"

#include <linux/err.h>
#include <linux/inotify.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>

#include <asm/ioctls.h>

static __poll_t inotify_poll(struct file *file, poll_table *wait)
{
	struct fsnotify_group *group = file->private_data;
	__poll_t ret = 0;

	poll_wait(file, &group->notification_waitq, wait);
	spin_lock(&group->notification_lock);
	if (!list_empty(&group->notification_list))
		ret = EPOLLIN | EPOLLRDNORM;
	spin_unlock(&group->notification_lock);
	return ret;
}

/* A name ends with at least one NUL, at a multiple of the header's size. */
static size_t name_room(const struct inotify_event_info *event)
{
	if (!event->name_len)
		return 0;
	return roundup(event->name_len + 1, sizeof(struct inotify_event));
}

/* Return: the oldest event, NULL: none, -EINVAL: it does not fit. */
static struct fsnotify_event *get_one_event(struct fsnotify_group *group,
					    size_t count)
{
	struct fsnotify_event *event = NULL;

	spin_lock(&group->notification_lock);
	if (!list_empty(&group->notification_list)) {
		event = list_first_entry(&group->notification_list,
					 struct fsnotify_event, list);
		if (sizeof(struct inotify_event) + name_room(INOTIFY_E(event)) >
		    count)
			event = ERR_PTR(-EINVAL);
		else
			fsnotify_remove_first_event(group);
	}
	spin_unlock(&group->notification_lock);
	return event;
}

/* Return: bytes at @buf, or -EFAULT; the event is gone then, too. */
static ssize_t copy_event_to_user(struct fsnotify_event *fse, char __user *buf)
{
	struct inotify_event_info *event = INOTIFY_E(fse);
	size_t room = name_room(event);
	struct inotify_event out = {
		.wd	= event->wd,
		.mask	= fse->mask & (IN_ALL_EVENTS | IN_ISDIR | IN_UNMOUNT |
				       IN_IGNORED | IN_Q_OVERFLOW),
		.cookie	= event->sync_cookie,
		.len	= room,
	};

	if (copy_to_user(buf, &out, sizeof(out)))
		return -EFAULT;
	buf += sizeof(out);
	if (room && (copy_to_user(buf, event->name, event->name_len) ||
		     clear_user(buf + event->name_len, room - event->name_len)))
		return -EFAULT;
	return sizeof(out) + room;
}

/* What is there now.  Return: bytes, 0, or an errno. */
static ssize_t read_events(struct fsnotify_group *group, char __user *buf,
			   size_t count)
{
	struct fsnotify_event *event;
	size_t done = 0;
	ssize_t ret;

	for (;;) {
		event = get_one_event(group, count - done);
		if (IS_ERR(event))
			return done ? done : PTR_ERR(event);
		if (!event)
			return done;
		ret = copy_event_to_user(event, buf + done);
		fsnotify_destroy_event(group, event);
		if (ret < 0)
			return ret;
		done += ret;
	}
}

static ssize_t inotify_read(struct file *file, char __user *buf, size_t count,
			    loff_t *pos)
{
	struct fsnotify_group *group = file->private_data;
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	ssize_t ret;

	add_wait_queue(&group->notification_waitq, &wait);
	for (;;) {
		ret = read_events(group, buf, count);
		if (ret)
			break;
		ret = -EAGAIN;
		if (file->f_flags & O_NONBLOCK)
			break;
		ret = -ERESTARTSYS;
		if (signal_pending(current))
			break;
		wait_woken(&wait, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
	}
	remove_wait_queue(&group->notification_waitq, &wait);
	return ret;
}

static int inotify_release(struct inode *ignored, struct file *file)
{
	fsnotify_destroy_group(file->private_data);
	return 0;
}

static long inotify_ioctl(struct file *file, unsigned int cmd,
			  unsigned long arg)
{
	struct fsnotify_group *group = file->private_data;
	struct fsnotify_event *event;
	size_t bytes = 0;

	if (cmd != FIONREAD)
		return -ENOTTY;
	spin_lock(&group->notification_lock);
	list_for_each_entry(event, &group->notification_list, list)
		bytes += sizeof(struct inotify_event) +
			 name_room(INOTIFY_E(event));
	spin_unlock(&group->notification_lock);
	return put_user((int)bytes, (int __user *)arg);
}

static void inotify_show_fdinfo(struct seq_file *m, struct file *f)
{
	struct fsnotify_group *group = f->private_data;
	struct fsnotify_mark *mark;

	mutex_lock(&group->mark_mutex);
	list_for_each_entry(mark, &group->marks_list, g_list)
		seq_printf(m, "inotify wd:%x ino:%lx sdev:%x mask:%x ignored_mask:0\n",
			   INOTIFY_M(mark)->wd, mark->inode->i_ino,
			   mark->inode->i_sb->s_dev,
			   mark->mask & IN_ALL_EVENTS);
	mutex_unlock(&group->mark_mutex);
}

const struct file_operations inotify_fops = {
	.show_fdinfo	= inotify_show_fdinfo,
	.poll		= inotify_poll,
	.read		= inotify_read,
	.fasync		= fsnotify_fasync,
	.release	= inotify_release,
	.unlocked_ioctl	= inotify_ioctl,
	.llseek		= noop_llseek,
};
