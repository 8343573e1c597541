// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/blk-mq.c - requests with tags, and the hardware queues they go to
 *
 * Data       A hardware queue (hctx) has nr_tags requests, made once. The
 *            bitmap tags says which are in use; no other bookkeeping is needed.
 * Life       bio -> tag and request -> (plug) -> ->queue_rq() -> device ->
 *            interrupt -> blk_mq_end_request() -> bio_endio(), tag free.
 * I1         A request is in one place: free, in a task's plug, on
 *            hctx->dispatch, or with the driver.
 * I2         ->queue_rq() runs under hctx->lock, one at a time; what is on
 *            dispatch goes before anything new.
 * I3         A stopped hctx has the driver busy with at least one request: its
 *            end starts the hctx again, so dispatch does not stay.
 * I4         Who waits for a tag has let his plug go (schedule() does that).
 * Locking    hctx->lock, irq-safe: dispatch, stopped. Drivers' locks nest in it;
 *            blk_mq_end_request() is called without those.
 * Entry      blk_mq_make_request() blk_mq_end_request() blk_mq_init_queue()
 *            blk_mq_start_stopped_hw_queues()
 *
 * Mirrors: Linux 4.6 block/blk-mq.c, blk-mq-tag.c.
 * Simpler than Linux in: see linux/blk-mq.h.
 */
#include <linux/blk-mq.h>

#include <linux/bitmap.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include "blk.h"

/* Tags. */

static int __blk_mq_get_tag(struct blk_mq_hw_ctx *hctx)
{
	unsigned int tag;

	for (;;) {
		tag = find_first_zero_bit(hctx->tags, hctx->nr_tags);
		if (tag >= hctx->nr_tags)
			return -1;
		if (!test_and_set_bit(tag, hctx->tags))
			return tag;
	}
}

static int blk_mq_get_tag(struct blk_mq_hw_ctx *hctx)
{
	int tag = __blk_mq_get_tag(hctx);

	if (unlikely(tag < 0))
		wait_event(hctx->tag_wait,
			   (tag = __blk_mq_get_tag(hctx)) >= 0);
	return tag;
}

static void blk_mq_put_tag(struct blk_mq_hw_ctx *hctx, int tag)
{
	clear_bit(tag, hctx->tags);
	/* The waiter queues itself, then looks at the bitmap. */
	smp_mb__after_atomic();
	if (waitqueue_active(&hctx->tag_wait))
		wake_up(&hctx->tag_wait);
}

static struct request *blk_mq_alloc_request(struct request_queue *q,
					    struct bio *bio)
{
	struct blk_mq_hw_ctx *hctx;
	struct request *rq;

	hctx = &q->queue_hw_ctx[raw_smp_processor_id() % q->nr_hw_queues];
	rq = hctx->rqs[blk_mq_get_tag(hctx)];
	rq->cmd_flags = bio->bi_rw;
	rq->cmd_type = REQ_TYPE_FS;
	rq->__sector = bio->bi_iter.bi_sector;
	rq->__data_len = bio->bi_iter.bi_size;
	rq->bio = rq->biotail = bio;
	bio->bi_next = NULL;
	rq->nr_phys_segments = blk_recount_segments(q, bio);
	rq->errors = 0;
	blk_flush_prepare(rq);
	blk_account_io_start(rq);
	return rq;
}

/* Dispatch. */

/* hctx->lock held. Return: false: the device is full, @rq is on dispatch. */
static bool blk_mq_dispatch_one(struct blk_mq_hw_ctx *hctx, struct request *rq,
				bool last)
{
	struct blk_mq_queue_data bd = { .rq = rq, .last = last };

	switch (hctx->queue->tag_set->ops->queue_rq(hctx, &bd)) {
	case BLK_MQ_RQ_QUEUE_OK:
		return true;
	case BLK_MQ_RQ_QUEUE_BUSY:
		list_add(&rq->queuelist, &hctx->dispatch);
		return false;
	default:
		blk_mq_finish_request(rq, -EIO);
		return true;
	}
}

/* hctx->lock held. */
static void __blk_mq_run_hw_queue(struct blk_mq_hw_ctx *hctx)
{
	struct request *rq;

	while (!hctx->stopped && !list_empty(&hctx->dispatch)) {
		rq = list_first_entry(&hctx->dispatch, struct request,
				      queuelist);
		list_del_init(&rq->queuelist);
		if (!blk_mq_dispatch_one(hctx, rq, list_empty(&hctx->dispatch)))
			break;
	}
}

/* Requests of one hctx, in order; the list is empty afterwards. */
static void blk_mq_insert_requests(struct blk_mq_hw_ctx *hctx,
				   struct list_head *list)
{
	unsigned long flags;

	spin_lock_irqsave(&hctx->lock, flags);
	list_splice_tail_init(list, &hctx->dispatch);
	__blk_mq_run_hw_queue(hctx);
	spin_unlock_irqrestore(&hctx->lock, flags);
}

static void blk_mq_insert_request(struct request *rq)
{
	LIST_HEAD(list);

	list_add(&rq->queuelist, &list);
	blk_mq_insert_requests(rq->mq_hctx, &list);
}

/**
 * blk_mq_flush_plug_list() - a task's waiting requests go to their queues
 * @plug: of the current task
 *
 * Context: does not sleep.
 */
void blk_mq_flush_plug_list(struct blk_plug *plug)
{
	LIST_HEAD(all);

	list_splice_init(&plug->mq_list, &all);
	plug->count = 0;
	while (!list_empty(&all)) {
		struct request *first, *rq, *n;
		LIST_HEAD(list);

		first = list_first_entry(&all, struct request, queuelist);
		list_for_each_entry_safe(rq, n, &all, queuelist)
			if (rq->mq_hctx == first->mq_hctx)
				list_move_tail(&rq->queuelist, &list);
		blk_mq_insert_requests(first->mq_hctx, &list);
	}
}

/* A bio that fits into one request. */
static void blk_mq_make_one(struct request_queue *q, struct bio *bio)
{
	bool flush = bio->bi_rw & (REQ_FLUSH | REQ_FUA);
	struct blk_plug *plug = current->plug;
	struct request *rq;

	if (plug && !flush && blk_attempt_plug_merge(q, bio))
		return;
	rq = blk_mq_alloc_request(q, bio);
	if (flush && !rq->flush_seq) {		/* nothing to flush */
		blk_mq_finish_request(rq, 0);
		return;
	}
	if (!plug || flush) {
		blk_mq_insert_request(rq);
		return;
	}
	list_add_tail(&rq->queuelist, &plug->mq_list);
	if (++plug->count >= BLK_MAX_REQUEST_COUNT)
		blk_mq_flush_plug_list(plug);
}

/**
 * blk_mq_make_request() - a bio becomes one request, part of one, or several
 * @q: the queue of its disk
 * @bio: in sectors of the whole disk
 *
 * Context: may sleep, until there is a tag.
 */
void blk_mq_make_request(struct request_queue *q, struct bio *bio)
{
	struct bio *first;

	do {
		first = blk_bio_segment_split(q, bio);
		blk_mq_make_one(q, first ?: bio);
	} while (first);
}

/* Completion. */

/**
 * blk_mq_finish_request() - all of a request is done
 * @rq: free afterwards
 * @error: 0 or -errno
 *
 * Context: any.
 */
void blk_mq_finish_request(struct request *rq, int error)
{
	struct bio *bio = rq->bio, *next;

	blk_account_io_done(rq);
	rq->bio = rq->biotail = NULL;
	blk_mq_put_tag(rq->mq_hctx, rq->tag);
	for (; bio; bio = next) {
		next = bio->bi_next;
		bio->bi_next = NULL;
		if (error)
			bio->bi_error = error;
		else
			bio_advance(bio, bio->bi_iter.bi_size);
		bio_endio(bio);
	}
}

/**
 * blk_mq_end_request() - the device is done with a request
 * @rq: the block layer's again
 * @error: 0 or -errno
 *
 * Context: any, interrupts too; without locks that ->queue_rq() takes.
 */
void blk_mq_end_request(struct request *rq, int error)
{
	if (error && !(rq->cmd_flags & REQ_RAHEAD) &&
	    !(rq->bio && bio_flagged(rq->bio, BIO_QUIET)))
		printk_ratelimited(KERN_ERR
			"blk_update_request: %s error, dev %s, sector %llu\n",
			error == -EOPNOTSUPP ? "unsupported" : "I/O",
			part_to_disk(rq->part)->disk_name, blk_rq_pos(rq));
	if (rq->flush_seq && blk_flush_next_step(rq, error))
		blk_mq_insert_request(rq);
	else
		blk_mq_finish_request(rq, error);
}

/**
 * blk_mq_stop_hw_queue() - the device is full; called by ->queue_rq()
 * @hctx: its lock is held
 */
void blk_mq_stop_hw_queue(struct blk_mq_hw_ctx *hctx)
{
	hctx->stopped = true;
}

/**
 * blk_mq_start_stopped_hw_queues() - the device has room again
 * @q: its queue
 *
 * Context: any; without locks that ->queue_rq() takes.
 */
void blk_mq_start_stopped_hw_queues(struct request_queue *q)
{
	unsigned long flags;
	unsigned int i;

	for (i = 0; i < q->nr_hw_queues; i++) {
		struct blk_mq_hw_ctx *hctx = &q->queue_hw_ctx[i];

		spin_lock_irqsave(&hctx->lock, flags);
		if (hctx->stopped) {
			hctx->stopped = false;
			__blk_mq_run_hw_queue(hctx);
		}
		spin_unlock_irqrestore(&hctx->lock, flags);
	}
}

/* Queues. */

static int blk_mq_init_rqs(struct blk_mq_tag_set *set,
			   struct blk_mq_hw_ctx *hctx)
{
	const struct blk_mq_ops *ops = set->ops;
	unsigned int tag;
	int err;

	for (tag = 0; tag < hctx->nr_tags; tag++) {
		struct request *rq;

		rq = kzalloc(sizeof(*rq) + set->cmd_size, GFP_KERNEL);
		if (!rq)
			return -ENOMEM;
		hctx->rqs[tag] = rq;
		rq->q = hctx->queue;
		rq->mq_hctx = hctx;
		rq->tag = tag;
		INIT_LIST_HEAD(&rq->queuelist);
		err = ops->init_request ?
			ops->init_request(set->driver_data, rq,
					  hctx->queue_num, tag) : 0;
		if (err)
			return err;
	}
	return 0;
}

static int blk_mq_init_hctx(struct request_queue *q, struct blk_mq_tag_set *set,
			    unsigned int i)
{
	struct blk_mq_hw_ctx *hctx = &q->queue_hw_ctx[i];
	int err;

	spin_lock_init(&hctx->lock);
	INIT_LIST_HEAD(&hctx->dispatch);
	init_waitqueue_head(&hctx->tag_wait);
	hctx->queue_num = i;
	hctx->queue = q;
	hctx->nr_tags = set->queue_depth;
	hctx->tags = kcalloc(BITS_TO_LONGS(hctx->nr_tags), sizeof(long),
			     GFP_KERNEL);
	hctx->rqs = kcalloc(hctx->nr_tags, sizeof(struct request *),
			    GFP_KERNEL);
	if (!hctx->tags || !hctx->rqs)
		return -ENOMEM;
	err = blk_mq_init_rqs(set, hctx);
	if (err || !set->ops->init_hctx)
		return err;
	return set->ops->init_hctx(hctx, set->driver_data, i);
}

/**
 * blk_mq_free_queue() - undo blk_mq_init_queue()
 * @q: without requests in use; no disk is on it
 *
 * Context: process context.
 */
void blk_mq_free_queue(struct request_queue *q)
{
	unsigned int i, tag;

	for (i = 0; q->queue_hw_ctx && i < q->nr_hw_queues; i++) {
		struct blk_mq_hw_ctx *hctx = &q->queue_hw_ctx[i];

		for (tag = 0; hctx->rqs && tag < hctx->nr_tags; tag++)
			kfree(hctx->rqs[tag]);
		kfree(hctx->rqs);
		kfree(hctx->tags);
	}
	kfree(q->queue_hw_ctx);
	kfree(q);
}

/**
 * blk_mq_init_queue() - a queue for a disk
 * @set: what the driver offers; stays
 *
 * Context: process context.
 * Return: the queue with default limits, or ERR_PTR.
 */
struct request_queue *blk_mq_init_queue(struct blk_mq_tag_set *set)
{
	struct request_queue *q;
	unsigned int i;
	int err = -ENOMEM;

	if (!set->nr_hw_queues || !set->queue_depth)
		return ERR_PTR(-EINVAL);
	q = kzalloc(sizeof(*q), GFP_KERNEL);
	if (!q)
		return ERR_PTR(-ENOMEM);
	q->backing_dev_info.name = "block";
	bdi_init(&q->backing_dev_info);
	blk_set_default_limits(&q->limits);
	q->tag_set = set;
	q->nr_hw_queues = set->nr_hw_queues;
	q->queue_hw_ctx = kcalloc(q->nr_hw_queues, sizeof(struct blk_mq_hw_ctx),
				  GFP_KERNEL);
	if (!q->queue_hw_ctx)
		goto fail;
	for (i = 0; i < q->nr_hw_queues; i++) {
		err = blk_mq_init_hctx(q, set, i);
		if (err)
			goto fail;
	}
	return q;
fail:
	blk_mq_free_queue(q);
	return ERR_PTR(err);
}
