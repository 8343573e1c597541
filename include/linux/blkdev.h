/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/blkdev.h - request queues, requests, and what a block driver offers
 *
 *	submit_bio() -> request_queue -> request (one tag each) -> driver
 *
 * A driver's side is in linux/blk-mq.h.
 *
 * Mirrors: Linux 4.6 include/linux/blkdev.h.
 * Simpler than Linux in: tagged queues only, no i/o schedulers, no discard,
 * no power management, no requests that are not made of bios.
 */
#ifndef _LINUX_BLKDEV_H
#define _LINUX_BLKDEV_H

#include <linux/backing-dev.h>
#include <linux/bio.h>
#include <linux/fs.h>
#include <linux/genhd.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct blk_mq_hw_ctx;
struct blk_mq_tag_set;
struct hd_geometry;
struct scatterlist;

#define BLK_DEF_MAX_SECTORS	2560
#define BLK_MAX_SEGMENTS	128
#define BLK_SAFE_MAX_SECTORS	255

enum rq_cmd_type_bits {
	REQ_TYPE_FS = 1,		/* bios */
	REQ_TYPE_DRV_PRIV,		/* the driver's own business */
};

/*
 * Neighbouring bios in one transfer.  The block layer's until ->queue_rq(),
 * the driver's until blk_mq_end_request().
 */
struct request {
	struct list_head	queuelist;	/* plug, or hctx->dispatch */
	struct request_queue	*q;
	struct blk_mq_hw_ctx	*mq_hctx;
	unsigned long		cmd_flags;	/* bi_rw of its bios */
	enum rq_cmd_type_bits	cmd_type;
	int			tag;		/* unique on its hctx */
	unsigned int		__data_len;	/* bytes; blk_rq_bytes() */
	sector_t		__sector;	/* blk_rq_pos() */
	struct bio		*bio, *biotail;
	struct hd_struct	*part;		/* referenced, for statistics */
	unsigned short		nr_phys_segments;
	unsigned int		flush_seq;	/* blk-flush.c: steps to do */
	int			errors;		/* first error of a sequence */
	u64			start_time_ns;
};

struct queue_limits {
	unsigned int	max_sectors;		/* of one request */
	unsigned int	max_segment_size;	/* bytes */
	unsigned short	max_segments;
	unsigned short	logical_block_size;	/* bytes */
	unsigned int	physical_block_size;	/* bytes */
	unsigned int	io_min, io_opt;		/* bytes */
};

#define QUEUE_FLAG_NONROT	12
#define QUEUE_FLAG_WC		17	/* has a write cache: flush */
#define QUEUE_FLAG_FUA		18

/* [I] immutable once the disk is added   [a] atomic */
struct request_queue {
	void			*queuedata;	/* [I] the driver's */
	unsigned long		queue_flags;	/* [a] */
	struct queue_limits	limits;		/* [I] */
	struct backing_dev_info	backing_dev_info;
	struct blk_mq_tag_set	*tag_set;	/* [I] */
	struct blk_mq_hw_ctx	*queue_hw_ctx;	/* [I] array */
	unsigned int		nr_hw_queues;	/* [I] */
};

struct block_device_operations {
	int (*open)(struct block_device *bdev, fmode_t mode);
	void (*release)(struct gendisk *disk, fmode_t mode);
	int (*ioctl)(struct block_device *bdev, fmode_t mode, unsigned int cmd,
		     unsigned long arg);
	int (*getgeo)(struct block_device *bdev, struct hd_geometry *geo);
	struct module *owner;
};

/*
 * Requests of one task that wait for neighbours.  On the stack, between
 * blk_start_plug() and blk_finish_plug(); sleeping lets them go, too.
 */
struct blk_plug {
	struct list_head	mq_list;
	unsigned int		count;
};

static inline struct request_queue *bdev_get_queue(struct block_device *bdev)
{
	return bdev->bd_disk->queue;
}

static inline struct backing_dev_info *
blk_get_backing_dev_info(struct block_device *bdev)
{
	return &bdev_get_queue(bdev)->backing_dev_info;
}

static inline sector_t blk_rq_pos(const struct request *rq)
{
	return rq->__sector;
}

static inline unsigned int blk_rq_bytes(const struct request *rq)
{
	return rq->__data_len;
}

static inline unsigned int blk_rq_sectors(const struct request *rq)
{
	return rq->__data_len >> 9;
}

#define rq_data_dir(rq)		((rq)->cmd_flags & REQ_WRITE ? WRITE : READ)

/* Every piece of every bio of a request. */
struct req_iterator {
	struct bvec_iter iter;
	struct bio *bio;
};

#define rq_for_each_segment(bvl, rq, _iter)				\
	for (_iter.bio = (rq)->bio; _iter.bio;				\
	     _iter.bio = _iter.bio->bi_next)				\
		bio_for_each_segment(bvl, _iter.bio, _iter.iter)

static inline unsigned short queue_logical_block_size(struct request_queue *q)
{
	return q->limits.logical_block_size;
}

static inline unsigned int queue_physical_block_size(struct request_queue *q)
{
	return q->limits.physical_block_size;
}

static inline unsigned int queue_max_sectors(struct request_queue *q)
{
	return q->limits.max_sectors;
}

static inline unsigned short queue_max_segments(struct request_queue *q)
{
	return q->limits.max_segments;
}

static inline unsigned short bdev_logical_block_size(struct block_device *bdev)
{
	return queue_logical_block_size(bdev_get_queue(bdev));
}

/* block/blk-core.c */
void generic_make_request(struct bio *bio);
void submit_bio(int rw, struct bio *bio);
void blk_start_plug(struct blk_plug *plug);
void blk_finish_plug(struct blk_plug *plug);
void blk_flush_plug_list(struct blk_plug *plug, bool from_schedule);
void block_init(void);

/* Requests that the current task holds back go to their device. */
static inline void blk_flush_plug(struct task_struct *tsk)
{
	if (tsk->plug)
		blk_flush_plug_list(tsk->plug, false);
}

/* block/blk-settings.c */
void blk_set_default_limits(struct queue_limits *lim);
void blk_queue_max_hw_sectors(struct request_queue *q, unsigned int sectors);
void blk_queue_max_segments(struct request_queue *q, unsigned short segs);
void blk_queue_max_segment_size(struct request_queue *q, unsigned int bytes);
void blk_queue_logical_block_size(struct request_queue *q, unsigned short size);
void blk_queue_physical_block_size(struct request_queue *q, unsigned int size);
void blk_queue_write_cache(struct request_queue *q, bool wc, bool fua);

/* block/blk-merge.c */

bool blk_attempt_merge(struct request_queue *q, struct request *rq,
		       struct bio *bio);
int blk_rq_map_sg(struct request_queue *q, struct request *rq,
		  struct scatterlist *sglist);

/* block/blk-flush.c */
int blkdev_issue_flush(struct block_device *bdev, gfp_t gfp_mask,
		       sector_t *error_sector);

/* block/ioctl.c */
int blkdev_ioctl(struct block_device *bdev, fmode_t mode, unsigned int cmd,
		 unsigned long arg);
int blkdev_reread_part(struct block_device *bdev);

#endif /* _LINUX_BLKDEV_H */
