// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/blk-settings.c - what a queue's device can do, as its driver tells
 *
 * What a device claims is not trusted: values that cannot be are corrected.
 *
 * Context    a driver's probe, before add_disk().
 * Mirrors: Linux 4.6 block/blk-settings.c.
 */
#include "blk.h"

#include <linux/log2.h>

/**
 * blk_set_default_limits() - what every device can do
 * @lim: the limits
 */
void blk_set_default_limits(struct queue_limits *lim)
{
	lim->max_sectors = BLK_SAFE_MAX_SECTORS;
	lim->max_segment_size = 65536;
	lim->max_segments = BLK_MAX_SEGMENTS;
	lim->logical_block_size = 512;
	lim->physical_block_size = 512;
	lim->io_min = 512;
	lim->io_opt = 0;
}

/**
 * blk_queue_max_hw_sectors() - the largest request
 * @q: the queue
 * @sectors: of 512 bytes; never less than a page
 */
void blk_queue_max_hw_sectors(struct request_queue *q, unsigned int sectors)
{
	q->limits.max_sectors = clamp(sectors, (unsigned int)(PAGE_SIZE >> 9),
				      (unsigned int)BLK_DEF_MAX_SECTORS);
}

/**
 * blk_queue_max_segments() - the most pieces of memory of one request
 * @q: the queue
 * @segs: at least 1
 */
void blk_queue_max_segments(struct request_queue *q, unsigned short segs)
{
	q->limits.max_segments = clamp_t(unsigned int, segs, 1,
					 BLK_MAX_SEGMENTS);
}

/**
 * blk_queue_max_segment_size() - the largest piece of memory
 * @q: the queue
 * @bytes: never less than a page
 */
void blk_queue_max_segment_size(struct request_queue *q, unsigned int bytes)
{
	q->limits.max_segment_size = max_t(unsigned int, bytes, PAGE_SIZE);
}

/**
 * blk_queue_logical_block_size() - the smallest unit of i/o
 * @q: the queue
 * @size: bytes; 512 unless a power of two up to a page
 */
void blk_queue_logical_block_size(struct request_queue *q, unsigned short size)
{
	if (size < 512 || size > PAGE_SIZE || !is_power_of_2(size)) {
		pr_warn("block: a block size of %u is not possible\n", size);
		size = 512;
	}
	q->limits.logical_block_size = size;
	q->limits.physical_block_size = max_t(unsigned int, size,
					q->limits.physical_block_size);
	q->limits.io_min = q->limits.physical_block_size;
}

/**
 * blk_queue_physical_block_size() - what the device writes at once
 * @q: the queue
 * @size: bytes
 */
void blk_queue_physical_block_size(struct request_queue *q, unsigned int size)
{
	if (!is_power_of_2(size))
		return;
	q->limits.physical_block_size = max_t(unsigned int, size,
					q->limits.logical_block_size);
	q->limits.io_min = q->limits.physical_block_size;
}

/**
 * blk_queue_write_cache() - does the device keep back what was written?
 * @q: the queue
 * @wc: it does, until a flush
 * @fua: but not if a write says REQ_FUA
 */
void blk_queue_write_cache(struct request_queue *q, bool wc, bool fua)
{
	clear_bit(QUEUE_FLAG_WC, &q->queue_flags);
	clear_bit(QUEUE_FLAG_FUA, &q->queue_flags);
	if (wc)
		set_bit(QUEUE_FLAG_WC, &q->queue_flags);
	if (wc && fua)
		set_bit(QUEUE_FLAG_FUA, &q->queue_flags);
}
