/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/notify/fsnotify.h - between the files of fs/notify */
#ifndef FS_NOTIFY_FSNOTIFY_H
#define FS_NOTIFY_FSNOTIFY_H

#include <linux/fsnotify_backend.h>
#include <linux/srcu.h>

extern struct srcu_struct fsnotify_mark_srcu;

void __fsnotify_update_child_dentry_flags(struct inode *inode);
void fsnotify_clear_marks_by_inode(struct inode *inode);
void fsnotify_clear_marks_by_group(struct fsnotify_group *group);
void fsnotify_wait_marks_destroyed(void);
void fsnotify_flush_notify(struct fsnotify_group *group);

#endif /* FS_NOTIFY_FSNOTIFY_H */
