/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/filelock.h - advisory locks on files: flock(2), POSIX and OFD
 *
 * Mirrors: the file_lock part of Linux 4.19 include/linux/fs.h.
 */
#ifndef _LINUX_FILELOCK_H
#define _LINUX_FILELOCK_H

#include <linux/fs.h>
#include <linux/wait.h>

#define FL_POSIX	1
#define FL_FLOCK	2
#define FL_ACCESS	8	/* only ask, as F_GETLK */
#define FL_EXISTS	16	/* unlocking: say whether there was one */
#define FL_CLOSE	64	/* unlock because of close */
#define FL_SLEEP	128	/* wait when blocked */
#define FL_OFDLCK	1024	/* owned by the struct file */

#define FILE_LOCK_DEFERRED 1

typedef void *fl_owner_t;

/* [f] ctx->flc_lock  [b] blocked_lock_lock  [I] immutable once linked */
struct file_lock {
	struct file_lock	*fl_blocker;	/* [b] the lock we wait for */
	struct list_head	fl_list;	/* [f] in file_lock_context */
	struct hlist_node	fl_link;	/* [b] in file_lock_list: /proc */
	struct list_head	fl_blocked_requests; /* [b] who waits for us */
	struct list_head	fl_blocked_member; /* [b] in fl_blocker's */
	fl_owner_t		fl_owner;	/* [I] files_struct or file */
	unsigned int		fl_flags;	/* [I] FL_* */
	unsigned char		fl_type;	/* [f] F_RDLCK F_WRLCK F_UNLCK */
	unsigned int		fl_pid;		/* [I] for F_GETLK */
	wait_queue_head_t	fl_wait;
	struct file		*fl_file;	/* [I] */
	loff_t			fl_start;	/* [f] bytes, inclusive */
	loff_t			fl_end;		/* [f] bytes, inclusive */
};

struct file_lock_context {
	spinlock_t		flc_lock;
	struct list_head	flc_flock;	/* under flc_lock */
	struct list_head	flc_posix;	/* same; by owner, then start */
};

void locks_init_lock(struct file_lock *fl);
struct file_lock *locks_alloc_lock(void);
void locks_free_lock(struct file_lock *fl);
void locks_copy_lock(struct file_lock *new, struct file_lock *fl);
void locks_free_lock_context(struct inode *inode);
void locks_remove_posix(struct file *filp, fl_owner_t owner);
void locks_remove_file(struct file *filp);
int locks_lock_inode_wait(struct inode *inode, struct file_lock *fl);
int posix_lock_file(struct file *filp, struct file_lock *fl,
		    struct file_lock *conflock);
void posix_test_lock(struct file *filp, struct file_lock *fl);
int vfs_test_lock(struct file *filp, struct file_lock *fl);
int vfs_lock_file(struct file *filp, unsigned int cmd, struct file_lock *fl,
		  struct file_lock *conf);
int fcntl_getlk(struct file *filp, unsigned int cmd, struct flock *flock);
int fcntl_setlk(unsigned int fd, struct file *filp, unsigned int cmd,
		struct flock *flock);
void show_fd_locks(struct seq_file *f, struct file *filp,
		   struct files_struct *files);
void filelock_init(void);

#endif /* _LINUX_FILELOCK_H */
