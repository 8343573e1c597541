// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/block_test.c - block/bio.c, blk-mq.c, blk-merge.c, blk-flush.c
 *
 * A disk of 256 KiB in memory with small limits, whose driver writes down what it
 * is asked and can be slow, full, or unable to read a sector.
 */
#include <kunit/test.h>

#include <linux/blk-mq.h>
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#define SECTORS		512
#define DEPTH		4
#define MAX_SEGS	3
#define MAX_SECTORS	16
#define LOG		64

static struct {
	struct blk_mq_tag_set	set;
	struct gendisk		*disk;
	struct block_device	*bdev;
	u8			*mem[SECTORS / 8];	/* pages */
	spinlock_t		lock;
	struct list_head	started;
	int			in_flight, limit;	/* 0: no limit */
	bool			hold;
	sector_t		bad;			/* or SECTORS */
	int			n;			/* entries of log */
	struct {
		unsigned long	flags;
		sector_t	pos;
		unsigned int	bytes, segs;
	} log[LOG];
} fake;

static int fake_transfer(struct request *rq)
{
	sector_t pos = blk_rq_pos(rq);
	struct req_iterator iter;
	struct bio_vec bv;

	if (rq->cmd_flags & REQ_FLUSH)
		return 0;
	if (fake.bad >= pos && fake.bad < pos + blk_rq_sectors(rq))
		return -EIO;
	rq_for_each_segment(bv, rq, iter) {
		u8 *p = (u8 *)page_address(bv.bv_page) + bv.bv_offset;
		unsigned int i;

		for (i = 0; i < bv.bv_len; i += 512, pos++) {
			u8 *d = fake.mem[pos / 8] + pos % 8 * 512;

			if (rq_data_dir(rq) == WRITE)
				memcpy(d, p + i, 512);
			else
				memcpy(p + i, d, 512);
		}
	}
	return 0;
}

static void fake_complete(struct work_struct *work)
{
	struct request *rq, *n;
	LIST_HEAD(list);

	spin_lock_irq(&fake.lock);
	list_splice_init(&fake.started, &list);
	spin_unlock_irq(&fake.lock);
	list_for_each_entry_safe(rq, n, &list, queuelist) {
		list_del_init(&rq->queuelist);
		spin_lock_irq(&fake.lock);
		fake.in_flight--;
		spin_unlock_irq(&fake.lock);
		blk_mq_end_request(rq, fake_transfer(rq));
	}
	blk_mq_start_stopped_hw_queues(fake.disk->queue);
}

static DECLARE_WORK(complete_work, fake_complete);

static int fake_queue_rq(struct blk_mq_hw_ctx *hctx,
			 const struct blk_mq_queue_data *bd)
{
	struct request *rq = bd->rq;

	spin_lock(&fake.lock);
	if (fake.limit && fake.in_flight >= fake.limit) {
		blk_mq_stop_hw_queue(hctx);
		spin_unlock(&fake.lock);
		return BLK_MQ_RQ_QUEUE_BUSY;
	}
	fake.in_flight++;
	if (fake.n < LOG) {
		fake.log[fake.n].flags = rq->cmd_flags;
		fake.log[fake.n].pos = blk_rq_pos(rq);
		fake.log[fake.n].bytes = blk_rq_bytes(rq);
		fake.log[fake.n++].segs = rq->nr_phys_segments;
	}
	list_add_tail(&rq->queuelist, &fake.started);
	if (!fake.hold)
		queue_work(system_wq, &complete_work);
	spin_unlock(&fake.lock);
	return BLK_MQ_RQ_QUEUE_OK;
}

static const struct blk_mq_ops fake_mq_ops = { .queue_rq = fake_queue_rq };
static const struct block_device_operations fake_fops;

static int make_fake(void)
{
	int i, major = register_blkdev(0, "kunitblk");

	for (i = 0; i < SECTORS / 8; i++) {
		fake.mem[i] = (u8 *)get_zeroed_page(GFP_KERNEL);
		if (!fake.mem[i])
			return -ENOMEM;
	}
	spin_lock_init(&fake.lock);
	INIT_LIST_HEAD(&fake.started);
	fake.disk = alloc_disk(1);
	if (major < 0 || !fake.disk)
		return -ENOMEM;
	fake.set.ops = &fake_mq_ops;
	fake.set.nr_hw_queues = 1;
	fake.set.queue_depth = DEPTH;
	fake.disk->queue = blk_mq_init_queue(&fake.set);
	if (IS_ERR(fake.disk->queue))
		return PTR_ERR(fake.disk->queue);
	blk_queue_max_segments(fake.disk->queue, MAX_SEGS);
	blk_queue_max_hw_sectors(fake.disk->queue, MAX_SECTORS);
	fake.disk->major = major;
	fake.disk->fops = &fake_fops;
	strlcpy(fake.disk->disk_name, "kunitblk", DISK_NAME_LEN);
	set_capacity(fake.disk, SECTORS);
	add_disk(fake.disk);
	fake.bdev = blkdev_get_by_dev(disk_devt(fake.disk),
				      FMODE_READ | FMODE_WRITE, NULL);
	return PTR_ERR_OR_ZERO(fake.bdev);
}

/* The disk is made by the first test and stays, as disks do. */
static void setup(struct kunit *test)
{
	if (!fake.bdev)
		KUNIT_ASSERT_EQ(test, make_fake(), 0);
	flush_work(&complete_work);
	fake.n = fake.limit = 0;
	fake.hold = false;
	fake.bad = SECTORS;
	blk_queue_write_cache(fake.disk->queue, true, false);
}

/* Bios with a count of those that are done. */
struct batch {
	struct completion	done;
	atomic_t		left;
	int			error;
};

static void batch_endio(struct bio *bio)
{
	struct batch *b = bio->bi_private;
	int i;
	struct bio_vec *bv;

	if (bio->bi_error)
		b->error = bio->bi_error;
	bio_for_each_segment_all(bv, bio, i)
		__free_page(bv->bv_page);
	bio_put(bio);
	if (atomic_dec_and_test(&b->left))
		complete(&b->done);
}

static void batch_init(struct batch *b, int nr)
{
	init_completion(&b->done);
	atomic_set(&b->left, nr);
	b->error = 0;
}

/* A bio of @nr pages, each filled with its own pattern, or empty ones. */
static struct bio *make_bio(struct kunit *test, struct batch *b, sector_t pos,
			    int nr, int pattern)
{
	struct bio *bio = bio_alloc(GFP_KERNEL, nr);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, bio);
	for (i = 0; i < nr; i++) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		KUNIT_ASSERT_NOT_NULL(test, page);
		memset(page_address(page), pattern + i, PAGE_SIZE);
		bio_add_page(bio, page, PAGE_SIZE, 0);
	}
	bio->bi_bdev = fake.bdev;
	bio->bi_iter.bi_sector = pos;
	bio->bi_end_io = batch_endio;
	bio->bi_private = b;
	return bio;
}

static void write_one(struct kunit *test, int rw, sector_t pos, int nr,
		      int pattern, int want)
{
	struct batch b;

	batch_init(&b, 1);
	submit_bio(rw, make_bio(test, &b, pos, nr, pattern));
	wait_for_completion(&b.done);
	KUNIT_EXPECT_EQ(test, b.error, want);
}

static bool disk_has(sector_t pos, int nr, int pattern)
{
	int i;

	for (i = 0; i < nr; i++)
		if (memchr_inv(fake.mem[pos / 8 + i], pattern + i, PAGE_SIZE))
			return false;
	return true;
}

static void pages_fill_a_bio(struct kunit *test)
{
	struct page *page = alloc_page(GFP_KERNEL);
	struct bio *bio = bio_alloc(GFP_KERNEL, 2);

	KUNIT_ASSERT_TRUE(test, page && bio);
	KUNIT_EXPECT_EQ(test, bio_add_page(bio, page, 512, 0), 512);
	KUNIT_EXPECT_EQ(test, bio_add_page(bio, page, 512, 512), 512);
	KUNIT_EXPECT_EQ(test, (int)bio->bi_vcnt, 1);	/* they join */
	KUNIT_EXPECT_EQ(test, bio_add_page(bio, page, 512, 2048), 512);
	KUNIT_EXPECT_EQ(test, bio_add_page(bio, page, 512, 0), 0);
	KUNIT_EXPECT_EQ(test, bio_sectors(bio), 3U);
	bio_advance(bio, 1024);
	KUNIT_EXPECT_EQ(test, (int)bio->bi_iter.bi_idx, 1);
	bio_advance(bio, 256);
	KUNIT_EXPECT_EQ(test, bio_iter_iovec(bio, bio->bi_iter).bv_offset,
			2304U);
	bio_put(bio);
	KUNIT_EXPECT_NULL(test, bio_alloc(GFP_KERNEL, BIO_MAX_PAGES + 1));
	__free_page(page);
}

/* A bio larger than a request is cut, and is whole again in the end. */
static void large_bios_are_split(struct kunit *test)
{
	int i;

	setup(test);
	write_one(test, WRITE, 64, 20, 1, 0);
	KUNIT_EXPECT_TRUE(test, disk_has(64, 20, 1));
	KUNIT_EXPECT_GE(test, fake.n, 10);
	for (i = 0; i < fake.n; i++) {
		KUNIT_EXPECT_LE(test, fake.log[i].segs, (unsigned int)MAX_SEGS);
		KUNIT_EXPECT_LE(test, fake.log[i].bytes, MAX_SECTORS * 512U);
	}
	write_one(test, READ, 64, 20, 0, 0);
}

static void neighbours_are_merged(struct kunit *test)
{
	struct blk_plug plug;
	struct batch b;

	setup(test);
	batch_init(&b, 3);
	blk_start_plug(&plug);
	submit_bio(WRITE, make_bio(test, &b, 8, 1, 11));
	submit_bio(WRITE, make_bio(test, &b, 0, 1, 10));	/* in front */
	submit_bio(WRITE, make_bio(test, &b, 16, 1, 12));	/* too much */
	KUNIT_EXPECT_EQ(test, fake.n, 0);
	blk_finish_plug(&plug);
	wait_for_completion(&b.done);
	KUNIT_EXPECT_EQ(test, fake.n, 2);
	KUNIT_EXPECT_EQ(test, fake.log[0].pos, (sector_t)0);
	KUNIT_EXPECT_EQ(test, fake.log[0].bytes, 8192U);
	KUNIT_EXPECT_TRUE(test, disk_has(0, 3, 10));

	fake.n = 0;
	batch_init(&b, 2);
	blk_start_plug(&plug);
	submit_bio(WRITE, make_bio(test, &b, 0, 1, 1));
	submit_bio(READ, make_bio(test, &b, 8, 1, 0));	/* not the same */
	blk_finish_plug(&plug);
	wait_for_completion(&b.done);
	KUNIT_EXPECT_EQ(test, fake.n, 2);
}

/* Who waits for his own plugged bio does not wait for ever. */
static void sleeping_unplugs(struct kunit *test)
{
	struct blk_plug plug;

	setup(test);
	blk_start_plug(&plug);
	write_one(test, WRITE, 0, 1, 77, 0);
	KUNIT_EXPECT_TRUE(test, disk_has(0, 1, 77));
	blk_finish_plug(&plug);
}

static void expect_steps(struct kunit *test, int rw, int nr, int want,
			 unsigned long a, unsigned long b, unsigned long c)
{
	unsigned long steps[] = { a, b, c };
	int i;

	fake.n = 0;
	write_one(test, rw, 0, nr, 5, 0);
	KUNIT_ASSERT_EQ(test, fake.n, want);
	for (i = 0; i < want; i++)
		KUNIT_EXPECT_EQ(test, fake.log[i].flags &
				(REQ_FLUSH | REQ_FUA), steps[i]);
}

static void flushes_become_steps(struct kunit *test)
{
	setup(test);
	expect_steps(test, WRITE_FLUSH, 0, 1, REQ_FLUSH, 0, 0);
	expect_steps(test, WRITE_FLUSH, 1, 2, REQ_FLUSH, 0, 0);
	expect_steps(test, WRITE_FUA, 1, 2, 0, REQ_FLUSH, 0);
	expect_steps(test, WRITE_FLUSH_FUA, 1, 3, REQ_FLUSH, 0, REQ_FLUSH);
	blk_queue_write_cache(fake.disk->queue, true, true);
	expect_steps(test, WRITE_FLUSH_FUA, 1, 2, REQ_FLUSH, REQ_FUA, 0);
	blk_queue_write_cache(fake.disk->queue, false, false);
	expect_steps(test, WRITE_FLUSH_FUA, 1, 1, 0, 0, 0);
	expect_steps(test, WRITE_FLUSH, 0, 0, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, blkdev_issue_flush(fake.bdev, GFP_KERNEL, NULL),
			0);
}

static void full_device_is_asked_again(struct kunit *test)
{
	struct batch b;
	int i;

	setup(test);
	fake.limit = 1;
	batch_init(&b, 12);
	for (i = 0; i < 12; i++)
		submit_bio(WRITE, make_bio(test, &b, 16 * i, 1, 20 + i));
	wait_for_completion(&b.done);
	for (i = 0; i < 12; i++)
		KUNIT_EXPECT_TRUE(test, disk_has(16 * i, 1, 20 + i));
	KUNIT_EXPECT_EQ(test, fake.n, 12);
}

static void release_held(struct work_struct *work)
{
	fake.hold = false;
	fake_complete(NULL);
}

static DECLARE_DELAYED_WORK(release_work, release_held);

/* One bio more than there are tags: its submitter waits for one to come back. */
static void tags_run_out_and_come_back(struct kunit *test)
{
	struct batch b;
	int i;

	setup(test);
	fake.hold = true;
	batch_init(&b, DEPTH + 1);
	for (i = 0; i < DEPTH; i++)
		submit_bio(WRITE, make_bio(test, &b, 16 * i, 1, i));
	KUNIT_EXPECT_EQ(test, fake.n, DEPTH);
	queue_delayed_work(system_wq, &release_work, msecs_to_jiffies(20));
	submit_bio(WRITE, make_bio(test, &b, 16 * i, 1, i));
	KUNIT_EXPECT_FALSE(test, fake.hold);
	wait_for_completion(&b.done);
	KUNIT_EXPECT_EQ(test, b.error, 0);
}

static void errors_reach_their_bio(struct kunit *test)
{
	setup(test);
	fake.bad = 100;
	write_one(test, WRITE, 0, 1, 9, 0);
	write_one(test, WRITE, 96, 1, 9, -EIO);
	write_one(test, WRITE, 64, 10, 9, -EIO);	/* in one part of it */
	write_one(test, WRITE_FLUSH_FUA, 96, 1, 9, -EIO);
	KUNIT_EXPECT_EQ(test, fake.n, 1 + 1 + 5 + 2);	/* no last flush */
}

static void outside_the_disk(struct kunit *test)
{
	setup(test);
	write_one(test, WRITE, SECTORS, 1, 0, -EIO);
	write_one(test, WRITE, SECTORS - 1, 1, 0, -EIO);
	write_one(test, READ, ~(sector_t)0, 1, 0, -EIO);
	write_one(test, READ, ~(sector_t)0 - 7, 1, 0, -EIO);
	KUNIT_EXPECT_EQ(test, fake.n, 0);
	write_one(test, WRITE, SECTORS - 8, 1, 3, 0);
}

static void exclusive_opens(struct kunit *test)
{
	dev_t dev = disk_devt(fake.disk);
	fmode_t mode = FMODE_READ | FMODE_EXCL;
	struct block_device *a, *b, *c;
	int me, other;

	a = blkdev_get_by_dev(dev, mode, &me);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, a);
	KUNIT_EXPECT_EQ(test, PTR_ERR(blkdev_get_by_dev(dev, mode, &other)),
			(long)-EBUSY);
	b = blkdev_get_by_dev(dev, mode, &me);
	KUNIT_EXPECT_PTR_EQ(test, b, a);
	c = blkdev_get_by_dev(dev, FMODE_READ, NULL);
	KUNIT_EXPECT_PTR_EQ(test, c, a);
	blkdev_put(a, mode);
	KUNIT_EXPECT_EQ(test, PTR_ERR(blkdev_get_by_dev(dev, mode, &other)),
			(long)-EBUSY);
	blkdev_put(b, mode);
	b = blkdev_get_by_dev(dev, mode, &other);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, b);
	blkdev_put(b, mode);
	blkdev_put(c, FMODE_READ);
	KUNIT_EXPECT_EQ(test, PTR_ERR(blkdev_get_by_dev(MKDEV(500, 3), mode,
							&me)), (long)-ENXIO);
}

static struct kunit_case block_cases[] = {
	KUNIT_CASE(pages_fill_a_bio),
	KUNIT_CASE(large_bios_are_split),
	KUNIT_CASE(neighbours_are_merged),
	KUNIT_CASE(sleeping_unplugs),
	KUNIT_CASE(flushes_become_steps),
	KUNIT_CASE(full_device_is_asked_again),
	KUNIT_CASE(tags_run_out_and_come_back),
	KUNIT_CASE(errors_reach_their_bio),
	KUNIT_CASE(outside_the_disk),
	KUNIT_CASE(exclusive_opens),
	{}
};

static struct kunit_suite block_suite = {
	.name = "block",
	.test_cases = block_cases,
};
kunit_test_suite(block_suite);
