/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/locks.h - between locks.c and locks_posix.c */
#ifndef _FS_LOCKS_H
#define _FS_LOCKS_H

#include <linux/filelock.h>

/* Lists of locks of one inode; ctx->flc_lock held. */
void locks_insert_lock(struct file_lock *fl, struct list_head *before);
void locks_unlink_lock(struct file_lock *fl, struct list_head *dispose);
void locks_wake_up_blocks(struct file_lock *blocker);
void locks_dispose_list(struct list_head *dispose);
struct file_lock_context *locks_get_lock_context(struct inode *inode,
						 int type);

/* Waiting. */
int locks_block(struct file_lock *blocker, struct file_lock *waiter);
int locks_wait(struct file_lock *fl);
void locks_delete_block(struct file_lock *waiter);

int posix_lock_inode_wait(struct inode *inode, struct file_lock *fl);

#endif /* _FS_LOCKS_H */
