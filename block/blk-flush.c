// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/blk-flush.c - what must be on the medium, and before what
 *
 *	REQ_FLUSH	what was written before is on the medium before this
 *	REQ_FUA		this is on the medium when it is done
 *
 * A device with a write cache knows a flush command and perhaps FUA. A request
 * goes to it up to three times, as the steps of its flush_seq:
 *
 *	PREFLUSH	a flush			if REQ_FLUSH
 *	DATA		the data		if there is some
 *	POSTFLUSH	a flush			if REQ_FUA, and no FUA there
 *
 * I1         A step is done before the next goes to the device.
 * I2         The driver sees REQ_FLUSH on an empty request, or data without it.
 * Locking    the request belongs to the block layer between two steps.
 * Entry      blk_flush_prepare() blk_flush_next_step() blkdev_issue_flush()
 *
 * Mirrors: Linux 4.6 block/blk-flush.c.
 * Simpler than Linux in: each request has its own flush; they are not shared.
 */
#include "blk.h"

#define REQ_FSEQ_PREFLUSH	(1 << 0)
#define REQ_FSEQ_DATA		(1 << 1)
#define REQ_FSEQ_POSTFLUSH	(1 << 2)

/* cmd_flags of the first step of those left. */
static void set_step(struct request *rq)
{
	rq->cmd_flags &= ~(REQ_FLUSH | REQ_FUA);
	if (rq->flush_seq & REQ_FSEQ_PREFLUSH)
		rq->cmd_flags |= REQ_FLUSH;
	else if (rq->flush_seq & REQ_FSEQ_DATA)
		rq->cmd_flags |= test_bit(QUEUE_FLAG_FUA, &rq->q->queue_flags) &&
				 (rq->bio->bi_rw & REQ_FUA) ? REQ_FUA : 0;
	else
		rq->cmd_flags |= REQ_FLUSH;
}

/**
 * blk_flush_prepare() - which steps does a new request need?
 * @rq: cmd_flags are its bio's
 *
 * flush_seq is 0 afterwards if one step, or none, is all.
 */
void blk_flush_prepare(struct request *rq)
{
	unsigned long fflags = rq->q->queue_flags;
	unsigned int seq = 0;

	rq->flush_seq = 0;
	if (!(rq->cmd_flags & (REQ_FLUSH | REQ_FUA)))
		return;
	if (blk_rq_bytes(rq))
		seq |= REQ_FSEQ_DATA;
	if (test_bit(QUEUE_FLAG_WC, &fflags)) {
		if (rq->cmd_flags & REQ_FLUSH)
			seq |= REQ_FSEQ_PREFLUSH;
		if ((rq->cmd_flags & REQ_FUA) && (seq & REQ_FSEQ_DATA) &&
		    !test_bit(QUEUE_FLAG_FUA, &fflags))
			seq |= REQ_FSEQ_POSTFLUSH;
	}
	rq->flush_seq = seq;
	rq->cmd_flags |= REQ_FLUSH_SEQ;
	set_step(rq);
}

/**
 * blk_flush_next_step() - a step of a request is done
 * @rq: the request
 * @error: of the step; ends the sequence
 *
 * Context: any.
 * Return: true: @rq is to go to the device once more.
 */
bool blk_flush_next_step(struct request *rq, int error)
{
	rq->flush_seq &= rq->flush_seq - 1;	/* the lowest step is done */
	if (error || !rq->flush_seq)
		return false;
	set_step(rq);
	return true;
}

/**
 * blkdev_issue_flush() - what was written to a device is on its medium then
 * @bdev: open
 * @gfp_mask: for the bio
 * @error_sector: unused
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int blkdev_issue_flush(struct block_device *bdev, gfp_t gfp_mask,
		       sector_t *error_sector)
{
	struct bio *bio;
	int ret;

	if (!bdev->bd_disk)
		return -ENXIO;
	bio = bio_alloc(gfp_mask, 0);
	if (!bio)
		return -ENOMEM;
	bio->bi_bdev = bdev;
	ret = submit_bio_wait(WRITE_FLUSH, bio);
	bio_put(bio);
	return ret;
}
