// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/genhd_stat.c - what each disk and partition has done
 *
 * A request counts for the partition it lies in and for the whole disk.
 *
 * I1         rq->part has a reference from the start to the end of the request.
 * Locking    none: atomic counters, each right by itself.
 * Context    any.
 *
 * Mirrors: the accounting of Linux 4.6 block/blk-core.c, part_round_stats().
 * Simpler than Linux in: io_ticks is what was busy when something started or
 * ended; counters are not per CPU.
 */
#include "blk.h"

#include <linux/sched/clock.h>

/* The partition of a sector, with a reference. */
static struct hd_struct *disk_map_sector(struct gendisk *disk, sector_t sector)
{
	struct hd_struct *part;
	int i;

	for (i = 1; i <= READ_ONCE(disk->last_part); i++) {
		part = disk_get_part(disk, i);
		if (part && sector >= part->start_sect &&
		    sector - part->start_sect < part->nr_sects)
			return part;
		disk_put_part(part);
	}
	return disk_get_part(disk, 0);
}

/* Account for the time since something last changed. */
static void part_round_stats(struct hd_struct *part, u64 now)
{
	u64 stamp = atomic_long_xchg(&part->stamp, now);

	if (now > stamp && (atomic_read(&part->in_flight[READ]) ||
			    atomic_read(&part->in_flight[WRITE])))
		atomic_long_add(now - stamp, &part->dkstats.io_ticks);
}

static void part_start(struct hd_struct *part, int rw, u64 now)
{
	part_round_stats(part, now);
	atomic_inc(&part->in_flight[rw]);
}

static void part_done(struct hd_struct *part, struct request *rq, u64 now)
{
	struct disk_stats *st = &part->dkstats;
	int rw = rq_data_dir(rq);

	part_round_stats(part, now);
	atomic_dec(&part->in_flight[rw]);
	if (!blk_rq_bytes(rq))		/* a flush is no i/o */
		return;
	atomic_long_inc(&st->ios[rw]);
	atomic_long_add(blk_rq_sectors(rq), &st->sectors[rw]);
	if (now > rq->start_time_ns)
		atomic_long_add(now - rq->start_time_ns, &st->ticks[rw]);
}

/** blk_account_io_start() - a request begins its way */
void blk_account_io_start(struct request *rq)
{
	struct gendisk *disk = rq->bio->bi_bdev->bd_disk;
	u64 now = local_clock();

	rq->start_time_ns = now;
	rq->part = disk_map_sector(disk, blk_rq_pos(rq));
	part_start(&disk->part0, rq_data_dir(rq), now);
	if (rq->part != &disk->part0)
		part_start(rq->part, rq_data_dir(rq), now);
}

/** blk_account_io_merge() - a bio joined a request that was counted */
void blk_account_io_merge(struct request *rq)
{
	struct gendisk *disk = part_to_disk(rq->part);

	atomic_long_inc(&disk->part0.dkstats.merges[rq_data_dir(rq)]);
	if (rq->part != &disk->part0)
		atomic_long_inc(&rq->part->dkstats.merges[rq_data_dir(rq)]);
}

/** blk_account_io_done() - and ends it */
void blk_account_io_done(struct request *rq)
{
	struct gendisk *disk = part_to_disk(rq->part);
	u64 now = local_clock();

	part_done(&disk->part0, rq, now);
	if (rq->part != &disk->part0)
		part_done(rq->part, rq, now);
	disk_put_part(rq->part);
	rq->part = NULL;
}
