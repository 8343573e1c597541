// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/blk-core.c - from submit_bio() to the queue of the right disk
 *
 *	submit_bio()
 *	  generic_make_request()	is it inside the device?
 *	    blk_partition_remap()	vda1's sector 0 is vda's 2048
 *	    blk_mq_make_request()	block/blk-mq.c
 *
 * Plugging: between blk_start_plug() and blk_finish_plug() the requests of a
 * task wait for bios that continue them (blk-merge.c). They go when there are
 * many, and whenever the task sleeps: it may be waiting for one of them.
 *
 * I1         A bio that leaves its device or is not made of whole blocks ends
 *            with -EIO and does not reach a driver.
 * Locking    current->plug is the task's own.
 * Entry      submit_bio() generic_make_request() blk_start_plug()
 *            blk_finish_plug() block_init()
 *
 * Mirrors: Linux 4.6 block/blk-core.c.
 * Simpler than Linux in: no stacked devices, throttling, failure injection.
 */
#include "blk.h"

#include <linux/blk-mq.h>
#include <linux/init.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/task_io_accounting_ops.h>
#include <linux/vmstat.h>

static void handle_bad_sector(struct bio *bio, sector_t maxsector)
{
	char b[BDEVNAME_SIZE];

	printk_ratelimited(KERN_INFO
		"attempt to access beyond end of device\n%s: rw=%ld, want=%llu, limit=%llu\n",
		bdevname(bio->bi_bdev, b), bio->bi_rw, bio_end_sector(bio),
		maxsector);
}

/* Does the bio lie in its device, on whole blocks? */
static bool generic_make_request_checks(struct bio *bio)
{
	struct block_device *bdev = bio->bi_bdev;
	sector_t max = READ_ONCE(bdev->bd_part->nr_sects);
	sector_t nr = bio_sectors(bio);
	unsigned int mask;

	if (!nr && !(bio->bi_rw & REQ_FLUSH))
		return false;
	if (nr > max || bio->bi_iter.bi_sector > max - nr) {
		handle_bad_sector(bio, max);
		return false;
	}
	mask = bdev_logical_block_size(bdev) - 1;
	if ((bio->bi_iter.bi_size | bio->bi_iter.bi_sector << 9) & mask)
		return false;
	return true;
}

/* From a partition to the whole disk. */
static void blk_partition_remap(struct bio *bio)
{
	struct block_device *bdev = bio->bi_bdev;

	if (bdev == bdev->bd_contains)
		return;
	bio->bi_iter.bi_sector += bdev->bd_part->start_sect;
	bio->bi_bdev = bdev->bd_contains;
}

/**
 * generic_make_request() - hand a bio to its disk
 * @bio: bi_bdev is open
 *
 * Context: may sleep, until the disk has room for it.
 */
void generic_make_request(struct bio *bio)
{
	might_sleep();
	if (!generic_make_request_checks(bio)) {
		bio_io_error(bio);
		return;
	}
	blk_partition_remap(bio);
	blk_mq_make_request(bdev_get_queue(bio->bi_bdev), bio);
}

/**
 * submit_bio() - start the i/o of a bio
 * @rw: READ, WRITE, WRITE_FLUSH...
 * @bio: bi_bdev is open; not the caller's until its bi_end_io() is called
 *
 * Context: may sleep; bi_end_io() may come before it returns.
 */
void submit_bio(int rw, struct bio *bio)
{
	bio->bi_rw |= rw;
	if (bio_has_data(bio)) {
		if (rw & WRITE) {
			count_vm_events(PGPGOUT, bio_sectors(bio));
		} else {
			count_vm_events(PGPGIN, bio_sectors(bio));
			task_io_account_read(bio->bi_iter.bi_size);
		}
	}
	generic_make_request(bio);
}

/**
 * blk_start_plug() - from now on requests may wait for their neighbours
 * @plug: on the caller's stack
 *
 * Inside another plug it is without effect.
 */
void blk_start_plug(struct blk_plug *plug)
{
	INIT_LIST_HEAD(&plug->mq_list);
	plug->count = 0;
	if (!current->plug)
		current->plug = plug;
}

/**
 * blk_flush_plug_list() - what waits goes to its disk
 * @plug: of the current task
 * @from_schedule: the task is about to sleep
 *
 * Context: does not sleep.
 */
void blk_flush_plug_list(struct blk_plug *plug, bool from_schedule)
{
	if (!list_empty(&plug->mq_list))
		blk_mq_flush_plug_list(plug);
}

/**
 * blk_finish_plug() - end of blk_start_plug()
 * @plug: as there
 *
 * Context: does not sleep.
 */
void blk_finish_plug(struct blk_plug *plug)
{
	if (plug != current->plug)
		return;
	current->plug = NULL;
	blk_flush_plug_list(plug, false);
}

/* What schedule() calls. */
static void blk_schedule_flush_plug(struct task_struct *tsk)
{
	blk_flush_plug_list(tsk->plug, true);
}

/**
 * block_init() - bios and disks can be made from here on
 *
 * Context: boot.
 */
void __init block_init(void)
{
	bio_pool_init();
	genhd_device_init();
	sched_flush_plug = blk_schedule_flush_plug;
}
