/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fsnotify_backend.h - who watches which inode, and what he is told
 *
 *	group	a watcher: one inotify instance, with its queue of events
 *	mark	what one group wants to know about one inode
 *
 * Mirrors: Linux 4.6 include/linux/fsnotify_backend.h.
 */
#ifndef _LINUX_FSNOTIFY_BACKEND_H
#define _LINUX_FSNOTIFY_BACKEND_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct fsnotify_group;
struct fsnotify_mark;
struct user_struct;

/* The same bits as IN_*: fs/notify/inotify/inotify_user.c checks that. */
#define FS_ACCESS		0x00000001
#define FS_MODIFY		0x00000002
#define FS_ATTRIB		0x00000004
#define FS_CLOSE_WRITE		0x00000008
#define FS_CLOSE_NOWRITE	0x00000010
#define FS_OPEN			0x00000020
#define FS_MOVED_FROM		0x00000040
#define FS_MOVED_TO		0x00000080
#define FS_CREATE		0x00000100
#define FS_DELETE		0x00000200
#define FS_DELETE_SELF		0x00000400
#define FS_MOVE_SELF		0x00000800
#define FS_UNMOUNT		0x00002000
#define FS_Q_OVERFLOW		0x00004000
#define FS_IN_IGNORED		0x00008000
#define FS_EXCL_UNLINK		0x04000000	/* not of unlinked children */
#define FS_EVENT_ON_CHILD	0x08000000	/* also of what is in it */
#define FS_ISDIR		0x40000000	/* of the event: a directory */
#define FS_IN_ONESHOT		0x80000000	/* the first event ends it */

/* What a directory may be told about its entries. */
#define FS_EVENTS_POSS_ON_CHILD \
	(FS_ACCESS | FS_MODIFY | FS_ATTRIB | FS_CLOSE_WRITE | \
	 FS_CLOSE_NOWRITE | FS_OPEN)

/* First member of a group's own kind of event. */
struct fsnotify_event {
	struct list_head	list;	/* notification_lock; empty: not queued */
	u32			mask;	/* [I] */
};

struct fsnotify_ops {
	/* Within the SRCU read side; may sleep. @path: NULL without a file. */
	int (*handle_event)(struct fsnotify_mark *mark, u32 mask,
			    const struct path *path,
			    const unsigned char *file_name, u32 cookie);
	/* @mark is off the lists: tell the watcher so. */
	void (*freeing_mark)(struct fsnotify_mark *mark);
	void (*free_mark)(struct fsnotify_mark *mark);
	void (*free_event)(struct fsnotify_event *event);
	void (*free_group_priv)(struct fsnotify_group *group);
};

/* [n] notification_lock   [m] mark_mutex   [I] immutable   [a] atomic */
struct fsnotify_group {
	const struct fsnotify_ops *ops;		/* [I] */
	atomic_t		refcnt;		/* [a] */

	spinlock_t		notification_lock;
	struct list_head	notification_list; /* [n] events, oldest first */
	wait_queue_head_t	notification_waitq;
	unsigned int		q_len;		/* [n] */
	unsigned int		max_events;	/* [I] */
	bool			shutdown;	/* [n] no events any more */
	struct fsnotify_event	*overflow_event; /* [I] stands for those lost */
	struct fasync_struct	*fsn_fa;

	struct mutex		mark_mutex;
	struct list_head	marks_list;	/* [m] fsnotify_mark.g_list */

	struct {
		spinlock_t	idr_lock;
		struct idr	idr;		/* idr_lock: watch descriptors */
		struct user_struct *user;	/* [I] who pays */
	} inotify_data;
};

#define FSNOTIFY_MARK_FLAG_ATTACHED	0x01	/* on both lists */

/* [m] the group's mark_mutex   [i] inode's i_lock, SRCU for readers */
struct fsnotify_mark {
	u32			mask;		/* [m] FS_* */
	unsigned int		flags;		/* [m] */
	atomic_t		refcnt;		/* [a] one is the lists' */
	struct fsnotify_group	*group;		/* [I] referenced */
	struct inode		*inode;		/* [I] pinned while attached */
	struct list_head	g_list;		/* [m]; then destroy_list */
	struct hlist_node	i_list;		/* [i] */
};

int fsnotify(struct inode *to_tell, u32 mask, const struct path *path,
	     const unsigned char *file_name, u32 cookie);
void __fsnotify_parent(struct dentry *dentry, u32 mask,
		       const struct path *path);
void __fsnotify_path(const struct path *path, u32 mask);
void __fsnotify_dentry(struct dentry *dentry, u32 mask);
u32 fsnotify_get_cookie(void);
void fsnotify_unmount_inodes(struct super_block *sb);

/* Does some watcher of a directory want to know about its entries? */
static inline bool fsnotify_inode_watches_children(struct inode *inode)
{
	u32 mask = READ_ONCE(inode->i_fsnotify_mask);

	return unlikely(mask & FS_EVENT_ON_CHILD) &&
	       (mask & FS_EVENTS_POSS_ON_CHILD);
}

/*
 * d_lock held: @dentry has an inode, or another parent, since just now.  Whoever
 * begins to watch the parent takes d_lock after he has set the mask.
 */
static inline void fsnotify_update_flags(struct dentry *dentry)
{
	if (fsnotify_inode_watches_children(dentry->d_parent->d_inode))
		dentry->d_flags |= DCACHE_FSNOTIFY_PARENT_WATCHED;
	else
		dentry->d_flags &= ~DCACHE_FSNOTIFY_PARENT_WATCHED;
}

struct fsnotify_group *fsnotify_alloc_group(const struct fsnotify_ops *ops);
void fsnotify_destroy_group(struct fsnotify_group *group);
void fsnotify_put_group(struct fsnotify_group *group);

int fsnotify_add_event(struct fsnotify_group *group,
		       struct fsnotify_event *event,
		       bool (*same)(struct fsnotify_event *last,
				    struct fsnotify_event *event));
struct fsnotify_event *fsnotify_remove_first_event(struct fsnotify_group *group);
void fsnotify_destroy_event(struct fsnotify_group *group,
			    struct fsnotify_event *event);
int fsnotify_fasync(int fd, struct file *file, int on);

void fsnotify_init_mark(struct fsnotify_mark *mark,
			struct fsnotify_group *group);
int fsnotify_add_mark_locked(struct fsnotify_mark *mark, struct inode *inode);
struct fsnotify_mark *fsnotify_find_inode_mark(struct fsnotify_group *group,
					       struct inode *inode);
void fsnotify_set_mark_mask_locked(struct fsnotify_mark *mark, u32 mask);
void fsnotify_destroy_mark(struct fsnotify_mark *mark);
void fsnotify_put_mark(struct fsnotify_mark *mark);

static inline void fsnotify_get_mark(struct fsnotify_mark *mark)
{
	atomic_inc(&mark->refcnt);
}

#endif /* _LINUX_FSNOTIFY_BACKEND_H */
