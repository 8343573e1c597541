/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/blk-mq.h - what a block driver sees: tagged requests on hardware queues
 *
 *	set->ops, nr_hw_queues, queue_depth, cmd_size	the driver's choice
 *	blk_mq_alloc_tag_set(set); q = blk_mq_init_queue(set);
 *	->queue_rq()		hand the request to the device
 *	blk_mq_end_request()	from its interrupt
 *
 * Mirrors: Linux 4.6 include/linux/blk-mq.h.
 * Simpler than Linux in: one queue per tag set, no software queues, timeouts,
 * CPU hotplug, reserved tags.
 */
#ifndef _LINUX_BLK_MQ_H
#define _LINUX_BLK_MQ_H

#include <linux/blkdev.h>
#include <linux/wait.h>

/* [h] lock, irq-safe   [I] immutable   [a] atomic */
struct blk_mq_hw_ctx {
	spinlock_t		lock;
	struct list_head	dispatch;	/* [h] the device was full */
	bool			stopped;	/* [h] until it is not */
	unsigned int		queue_num;	/* [I] */
	struct request_queue	*queue;		/* [I] */
	void			*driver_data;	/* [I] ->init_hctx() */
	unsigned int		nr_tags;	/* [I] */
	unsigned long		*tags;		/* [a] bitmap: in use */
	struct request		**rqs;		/* [I] by tag */
	wait_queue_head_t	tag_wait;	/* for a free tag */
};

struct blk_mq_queue_data {
	struct request		*rq;
	bool			last;	/* no other follows at once */
};

enum {
	BLK_MQ_RQ_QUEUE_OK	= 0,
	BLK_MQ_RQ_QUEUE_BUSY	= 1,	/* stopped; comes again later */
	BLK_MQ_RQ_QUEUE_ERROR	= 2,	/* -EIO */
};

/* ->queue_rq(): hctx->lock held, interrupts off. */
struct blk_mq_ops {
	int (*queue_rq)(struct blk_mq_hw_ctx *hctx,
			const struct blk_mq_queue_data *bd);
	int (*init_hctx)(struct blk_mq_hw_ctx *hctx, void *driver_data,
			 unsigned int hctx_idx);
	int (*init_request)(void *driver_data, struct request *rq,
			    unsigned int hctx_idx, unsigned int tag);
};

struct blk_mq_tag_set {
	const struct blk_mq_ops	*ops;
	unsigned int		nr_hw_queues;
	unsigned int		queue_depth;	/* requests per hw queue */
	unsigned int		cmd_size;	/* driver's bytes per request */
	void			*driver_data;
};

struct request_queue *blk_mq_init_queue(struct blk_mq_tag_set *set);
void blk_mq_free_queue(struct request_queue *q);	/* unused so far */
void blk_mq_start_request(struct request *rq);
void blk_mq_end_request(struct request *rq, int error);
void blk_mq_stop_hw_queue(struct blk_mq_hw_ctx *hctx);
void blk_mq_start_stopped_hw_queues(struct request_queue *q);
void blk_mq_make_request(struct request_queue *q, struct bio *bio);

/* The driver's part of a request: cmd_size bytes behind it. */
static inline void *blk_mq_rq_to_pdu(struct request *rq)
{
	return rq + 1;
}

static inline struct request *blk_mq_rq_from_pdu(void *pdu)
{
	return (struct request *)pdu - 1;
}

#endif /* _LINUX_BLK_MQ_H */
