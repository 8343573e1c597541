/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/block/loop.h - between the files of the loop driver
 *
 * Mirrors: Linux 4.6 drivers/block/loop.h.
 */
#ifndef _DRIVERS_BLOCK_LOOP_H
#define _DRIVERS_BLOCK_LOOP_H

#include <linux/blk-mq.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

#include <uapi/linux/loop.h>

enum {
	Lo_unbound,
	Lo_bound,
	Lo_rundown,		/* no new requests; the last are ending */
};

/* [c] lo_ctl_mutex   [s] lo_lock and lo_ctl_mutex   [I] immutable */
struct loop_device {
	int		lo_number;		/* [I] */
	int		lo_refcnt;		/* [c] opens */
	loff_t		lo_offset;		/* [c] bytes into the file */
	loff_t		lo_sizelimit;		/* [c] bytes; 0: none */
	int		lo_flags;		/* [c] LO_FLAGS_* */
	char		lo_file_name[LO_NAME_SIZE];	/* [c] */
	struct file	*lo_backing_file;	/* [c] referenced */
	gfp_t		old_gfp_mask;		/* [c] of its mapping */
	spinlock_t	lo_lock;		/* irq-safe */
	int		lo_state;		/* [s] Lo_* */
	struct workqueue_struct *lo_wq;		/* [s] one request at a time */
	struct mutex	lo_ctl_mutex;
	struct gendisk	*lo_disk;		/* [I] */
	struct blk_mq_tag_set tag_set;		/* [I] */
};

/* The driver's part of a request. */
struct loop_cmd {
	struct work_struct work;
};

/* loop.c */
struct loop_device *loop_get_free(void);
int loop_add(struct loop_device **l, int i);
int loop_set_fd(struct loop_device *lo, fmode_t mode,
		struct block_device *bdev, const struct loop_config *config);
int loop_clr_fd(struct loop_device *lo, struct block_device *bdev);
bool is_loop_device(struct file *file);

/* loop_ioctl.c */
int loop_set_status(struct loop_device *lo, struct block_device *bdev,
		    const struct loop_info64 *info);
int lo_ioctl(struct block_device *bdev, fmode_t mode, unsigned int cmd,
	     unsigned long arg);
int figure_loop_size(struct loop_device *lo, struct block_device *bdev);
extern const struct file_operations loop_ctl_fops;

#endif /* _DRIVERS_BLOCK_LOOP_H */
