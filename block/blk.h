/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * block/blk.h - what the files of block/ share among themselves
 */
#ifndef _BLOCK_BLK_H
#define _BLOCK_BLK_H

#include <linux/blkdev.h>

struct blk_mq_hw_ctx;

/* A plug with so many requests is let go. */
#define BLK_MAX_REQUEST_COUNT	16

/* bio.c */
void bio_pool_init(void);

/* blk-mq.c */
void blk_mq_flush_plug_list(struct blk_plug *plug);
void blk_mq_requeue(struct request *rq);
void blk_mq_finish_request(struct request *rq, int error);

/* blk-merge.c */
struct bio *blk_bio_segment_split(struct request_queue *q, struct bio *bio);
unsigned int blk_recount_segments(struct request_queue *q, struct bio *bio);
bool blk_attempt_plug_merge(struct request_queue *q, struct bio *bio);

/* blk-flush.c */
void blk_flush_prepare(struct request *rq);
bool blk_flush_next_step(struct request *rq, int error);

/* genhd.c: statistics */
void blk_account_io_start(struct request *rq);
void blk_account_io_merge(struct request *rq);
void blk_account_io_done(struct request *rq);

/* partitions/: one parser a file; 1: found, 0: not mine, -errno */
struct parsed_partitions;
int msdos_partition(struct parsed_partitions *state);
int efi_partition(struct parsed_partitions *state);

#endif /* _BLOCK_BLK_H */
