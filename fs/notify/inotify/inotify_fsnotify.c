// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/notify/inotify/inotify_fsnotify.c - an event becomes one of inotify's
 *
 * Locking    handlers run within fsnotify_mark_srcu's read side and may sleep.
 * Entry      inotify_fsnotify_ops
 *
 * Mirrors: Linux 4.6 fs/notify/inotify/inotify_fsnotify.c.
 */
#include "inotify.h"

#include <linux/dcache.h>
#include <linux/sched/user.h>
#include <linux/slab.h>
#include <linux/string.h>

/* Is @new what the reader will be told anyway? */
static bool same_event(struct fsnotify_event *last, struct fsnotify_event *new)
{
	struct inotify_event_info *a = INOTIFY_E(last), *b = INOTIFY_E(new);

	return last->mask == new->mask && !(last->mask & FS_IN_IGNORED) &&
	       a->wd == b->wd && a->name_len == b->name_len &&
	       !memcmp(a->name, b->name, a->name_len);
}

static int inotify_handle_event(struct fsnotify_mark *mark, u32 mask,
				const struct path *path,
				const unsigned char *file_name, u32 cookie)
{
	struct fsnotify_group *group = mark->group;
	struct inotify_event_info *event;
	size_t len = file_name ? strlen((const char *)file_name) : 0;
	int wd = READ_ONCE(INOTIFY_M(mark)->wd);

	if (wd < 0)
		return 0;
	if ((mark->mask & FS_EXCL_UNLINK) && path && d_unlinked(path->dentry))
		return 0;
	event = kmalloc(sizeof(*event) + len + 1, GFP_KERNEL);
	if (unlikely(!event)) {
		/* Something is lost: say that much. */
		fsnotify_add_event(group, group->overflow_event, NULL);
		return -ENOMEM;
	}
	INIT_LIST_HEAD(&event->fse.list);
	event->fse.mask = mask;
	event->wd = wd;
	event->sync_cookie = cookie;
	event->name_len = len;
	if (len)
		memcpy(event->name, file_name, len);
	event->name[len] = '\0';
	if (fsnotify_add_event(group, &event->fse, same_event))
		fsnotify_destroy_event(group, &event->fse);
	if (mark->mask & FS_IN_ONESHOT)
		fsnotify_destroy_mark(mark);
	return 0;
}

/* The watch descriptor is given back, after the reader was told so. */
static void inotify_freeing_mark(struct fsnotify_mark *mark)
{
	struct fsnotify_group *group = mark->group;
	struct inotify_inode_mark *i_mark = INOTIFY_M(mark);

	inotify_handle_event(mark, FS_IN_IGNORED, NULL, NULL, 0);
	spin_lock(&group->inotify_data.idr_lock);
	if (i_mark->wd >= 0)
		idr_remove(&group->inotify_data.idr, i_mark->wd);
	WRITE_ONCE(i_mark->wd, -1);
	spin_unlock(&group->inotify_data.idr_lock);
	atomic_dec(&group->inotify_data.user->inotify_watches);
}

static void inotify_free_mark(struct fsnotify_mark *mark)
{
	kmem_cache_free(inotify_inode_mark_cachep, INOTIFY_M(mark));
}

static void inotify_free_event(struct fsnotify_event *event)
{
	kfree(INOTIFY_E(event));
}

static void inotify_free_group_priv(struct fsnotify_group *group)
{
	struct user_struct *user = group->inotify_data.user;

	/* Every mark has given its number back. */
	idr_destroy(&group->inotify_data.idr);
	if (user) {
		atomic_dec(&user->inotify_devs);
		free_uid(user);
	}
}

const struct fsnotify_ops inotify_fsnotify_ops = {
	.handle_event		= inotify_handle_event,
	.freeing_mark		= inotify_freeing_mark,
	.free_mark		= inotify_free_mark,
	.free_event		= inotify_free_event,
	.free_group_priv	= inotify_free_group_priv,
};
