// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/blk-merge.c - bios cut to what a device takes, and joined to requests
 *
 * A segment is memory that is contiguous for the device: pieces of neighbouring
 * bio_vecs join if the one ends where the next begins.
 *
 * I1         A request has at most max_sectors, and max_segments segments of at
 *            most max_segment_size; counted here, relied on by drivers.
 * I2         Only bios of the same direction and the same flags are joined, and
 *            none that flushes.
 * Locking    a plug's requests are the current task's own.
 * Entry      blk_bio_segment_split() blk_attempt_plug_merge() blk_rq_map_sg()
 *
 * Mirrors: Linux 4.6 block/blk-merge.c.
 * Simpler than Linux in: requests are not joined with requests; bios join only
 * what the same task has in its plug.
 */
#include "blk.h"

#include <linux/scatterlist.h>

/* Counting segments while walking over pieces of memory. */
struct seg_state {
	const struct queue_limits *lim;
	phys_addr_t	end;		/* of the last piece */
	unsigned int	size;		/* of the last segment so far */
	unsigned int	nr;
};

static inline phys_addr_t bvec_phys(const struct bio_vec *bv)
{
	return page_to_phys(bv->bv_page) + bv->bv_offset;
}

/* Return: the piece continues the last segment. */
static bool seg_add(struct seg_state *s, const struct bio_vec *bv)
{
	bool joins = s->nr && bvec_phys(bv) == s->end &&
		     s->size + bv->bv_len <= s->lim->max_segment_size;

	if (joins) {
		s->size += bv->bv_len;
	} else {
		s->nr++;
		s->size = bv->bv_len;
	}
	s->end = bvec_phys(bv) + bv->bv_len;
	return joins;
}

/**
 * blk_recount_segments() - how many segments does a bio need?
 * @q: whose limits
 * @bio: the bio
 *
 * Return: their number.
 */
unsigned int blk_recount_segments(struct request_queue *q, struct bio *bio)
{
	struct seg_state s = { .lim = &q->limits };
	struct bvec_iter iter;
	struct bio_vec bv;

	bio_for_each_segment(bv, bio, iter)
		seg_add(&s, &bv);
	return s.nr;
}

/**
 * blk_bio_segment_split() - cut off what one request can take
 * @q: whose limits
 * @bio: is left with the rest
 *
 * Context: may sleep.
 * Return: the first part, chained to @bio; NULL: @bio fits as it is.
 */
struct bio *blk_bio_segment_split(struct request_queue *q, struct bio *bio)
{
	unsigned int max = q->limits.max_sectors << 9, bytes = 0;
	unsigned int mask = q->limits.logical_block_size - 1;
	struct seg_state s = { .lim = &q->limits };
	struct bvec_iter iter;
	struct bio *split;
	struct bio_vec bv;

	bio_for_each_segment(bv, bio, iter) {
		seg_add(&s, &bv);
		if (s.nr > q->limits.max_segments)
			break;
		if (bytes + bv.bv_len > max) {
			bytes = max;
			break;
		}
		bytes += bv.bv_len;
	}
	/* Whole blocks; a block has at most 8 pieces, a request takes more. */
	bytes &= ~mask;
	if (bytes >= (bio->bi_iter.bi_size & ~mask) || WARN_ON_ONCE(!bytes))
		return NULL;
	split = bio_split(bio, bytes >> 9, GFP_NOIO);
	bio_chain(split, bio);
	return split;
}

static bool back_merge_ok(struct request *rq, struct bio *bio)
{
	return blk_rq_pos(rq) + blk_rq_sectors(rq) == bio->bi_iter.bi_sector;
}

static bool front_merge_ok(struct request *rq, struct bio *bio)
{
	return bio_end_sector(bio) == blk_rq_pos(rq);
}

/* Would the two together still be a request (I1)? */
static bool fits(struct request_queue *q, struct request *rq, struct bio *bio)
{
	return blk_rq_sectors(rq) + bio_sectors(bio) <= q->limits.max_sectors &&
	       rq->nr_phys_segments + blk_recount_segments(q, bio) <=
	       q->limits.max_segments;
}

/**
 * blk_attempt_merge() - join a bio to a request, if it is its neighbour
 * @q: the queue of both
 * @rq: not with the driver yet
 * @bio: the bio
 *
 * Return: true: @bio is part of @rq now.
 */
bool blk_attempt_merge(struct request_queue *q, struct request *rq,
		       struct bio *bio)
{
	if (rq->q != q || rq->cmd_flags != bio->bi_rw || !bio_has_data(bio) ||
	    (bio->bi_rw & (REQ_FLUSH | REQ_FUA)))
		return false;
	if (back_merge_ok(rq, bio)) {
		if (!fits(q, rq, bio))
			return false;
		rq->biotail->bi_next = bio;
		rq->biotail = bio;
	} else if (front_merge_ok(rq, bio)) {
		if (!fits(q, rq, bio))
			return false;
		bio->bi_next = rq->bio;
		rq->bio = bio;
		rq->__sector = bio->bi_iter.bi_sector;
	} else {
		return false;
	}
	rq->__data_len += bio->bi_iter.bi_size;
	rq->nr_phys_segments += blk_recount_segments(q, bio);
	blk_account_io_merge(rq);
	return true;
}

/**
 * blk_attempt_plug_merge() - join a bio to what the task has waiting
 * @q: the bio's queue
 * @bio: the bio
 *
 * Return: true: done.
 */
bool blk_attempt_plug_merge(struct request_queue *q, struct bio *bio)
{
	struct request *rq;

	list_for_each_entry_reverse(rq, &current->plug->mq_list, queuelist)
		if (blk_attempt_merge(q, rq, bio))
			return true;
	return false;
}

/**
 * blk_rq_map_sg() - a request's memory as a scatterlist
 * @q: its queue
 * @rq: the request
 * @sglist: room for max_segments entries, initialised
 *
 * Return: how many are used; the last is marked.
 */
int blk_rq_map_sg(struct request_queue *q, struct request *rq,
		  struct scatterlist *sglist)
{
	struct seg_state s = { .lim = &q->limits };
	struct scatterlist *sg = NULL;
	struct req_iterator iter;
	struct bio_vec bv;

	rq_for_each_segment(bv, rq, iter) {
		if (seg_add(&s, &bv)) {
			sg->length += bv.bv_len;
			continue;
		}
		sg = sg ? sg + 1 : sglist;
		sg_unmark_end(sg);
		sg_set_page(sg, bv.bv_page, bv.bv_len, bv.bv_offset);
	}
	if (sg)
		sg_mark_end(sg);
	return s.nr;
}
