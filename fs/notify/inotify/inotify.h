/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/notify/inotify/inotify.h - between the files of inotify */
#ifndef FS_NOTIFY_INOTIFY_H
#define FS_NOTIFY_INOTIFY_H

#include <linux/fsnotify_backend.h>

struct inotify_event_info {
	struct fsnotify_event	fse;
	int			wd;
	u32			sync_cookie;
	size_t			name_len;	/* without the NUL */
	char			name[];
};

struct inotify_inode_mark {
	struct fsnotify_mark	fsn_mark;
	int			wd;		/* idr_lock; -1: taken back */
};

static inline struct inotify_event_info *INOTIFY_E(struct fsnotify_event *fse)
{
	return container_of(fse, struct inotify_event_info, fse);
}

static inline struct inotify_inode_mark *INOTIFY_M(struct fsnotify_mark *mark)
{
	return container_of(mark, struct inotify_inode_mark, fsn_mark);
}

extern const struct file_operations inotify_fops;
extern const struct fsnotify_ops inotify_fsnotify_ops;
extern struct kmem_cache *inotify_inode_mark_cachep;

#endif /* FS_NOTIFY_INOTIFY_H */
