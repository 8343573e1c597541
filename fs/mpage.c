// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/mpage.c - pages whose blocks are one after the other, in one bio
 *
 * Most pages of most files are simple: all blocks there, and contiguous. They
 * need no buffer heads to be read, and many of them make one transfer. A page
 * that is not simple (a hole before data, pieces here and there, buffers in
 * some other state) is "confused" and goes through buffer_io.c.
 *
 * I1         A page is locked until its read ends, and under writeback until
 *            its write does (page_endio()).
 * I2         Pages of a bio follow each other on the disk, whole pages but for
 *            the last one.
 * Locking    page lock.
 * Entry      mpage_readpages() mpage_readpage() mpage_writepages()
 *
 * Mirrors: Linux 4.6 fs/mpage.c.
 */
#include <linux/mpage.h>

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/swap.h>
#include <linux/writeback.h>

struct mpage_data {
	struct bio *bio;		/* being filled, or NULL */
	int rw;				/* of the bio */
	unsigned int max_pages;		/* of a bio */
	sector_t next_block;		/* what would fit behind it */
	get_block_t *get_block;
	struct buffer_head map_bh;	/* read: the last mapping, ... */
	sector_t map_first;		/* ... and of which block of the file */
};

/* A run of blocks at the start of a page. */
struct mpage_run {
	sector_t first;			/* on the disk */
	unsigned int count;		/* how many; behind them is no data */
};

static void mpage_end_io(struct bio *bio)
{
	struct bio_vec *bv;
	int i;

	bio_for_each_segment_all(bv, bio, i)
		page_endio(bv->bv_page, bio_data_dir(bio), bio->bi_error);
	bio_put(bio);
}

static void mpage_bio_submit(struct mpage_data *mpd)
{
	if (!mpd->bio)
		return;
	mpd->bio->bi_end_io = mpage_end_io;
	submit_bio(mpd->rw, mpd->bio);
	mpd->bio = NULL;
}

/* Put the run of a page into the bio, or into a new one. */
static void mpage_add(struct mpage_data *mpd, struct page *page,
		      const struct mpage_run *run, unsigned int blkbits,
		      struct block_device *bdev)
{
	unsigned int len = run->count << blkbits;

	if (mpd->bio && (mpd->next_block != run->first ||
			 bio_add_page(mpd->bio, page, len, 0) < len))
		mpage_bio_submit(mpd);
	if (!mpd->bio) {
		mpd->bio = bio_alloc(GFP_NOFS, mpd->max_pages);
		mpd->bio->bi_bdev = bdev;
		mpd->bio->bi_iter.bi_sector = run->first << (blkbits - 9);
		bio_add_page(mpd->bio, page, len, 0);
	}
	mpd->next_block = run->first + run->count;
	if (len < PAGE_SIZE)			/* I2 */
		mpage_bio_submit(mpd);
}

/* Reading. */

/* Map block @block of the file. Return: 1, 0 for a hole, or -errno. */
static int map_for_read(struct mpage_data *mpd, struct inode *inode,
			sector_t block, sector_t last_block, sector_t *disk)
{
	struct buffer_head *bh = &mpd->map_bh;
	int err;

	if (block >= last_block)
		return 0;
	if (!buffer_mapped(bh) || block < mpd->map_first ||
	    block - mpd->map_first >= bh->b_size >> inode->i_blkbits) {
		bh->b_state = 0;
		bh->b_size = min_t(sector_t, last_block - block, 1024) <<
			     inode->i_blkbits;
		err = mpd->get_block(inode, block, bh, 0);
		if (err)
			return err;
		if (!buffer_mapped(bh))
			return 0;
		mpd->map_first = block;
	}
	*disk = bh->b_blocknr + (block - mpd->map_first);
	return 1;
}

/* Return: false: confused. */
static bool run_for_read(struct mpage_data *mpd, struct page *page,
			 struct mpage_run *run)
{
	struct inode *inode = page->mapping->host;
	unsigned int bits = inode->i_blkbits, i;
	sector_t last = (i_size_read(inode) + i_blocksize(inode) - 1) >> bits;
	sector_t block = (sector_t)page->index << (PAGE_SHIFT - bits);
	sector_t disk = 0;
	int ret;

	run->count = 0;
	if (page_has_buffers(page))
		return false;
	for (i = 0; i < PAGE_SIZE >> bits; i++) {
		ret = map_for_read(mpd, inode, block + i, last, &disk);
		if (ret < 0)
			return false;
		if (!ret)
			continue;
		if (i == 0)
			run->first = disk;
		else if (run->count != i || disk != run->first + i)
			return false;
		run->count++;
	}
	return true;
}

static void do_mpage_readpage(struct mpage_data *mpd, struct page *page)
{
	struct inode *inode = page->mapping->host;
	struct mpage_run run;

	if (!run_for_read(mpd, page, &run)) {
		mpage_bio_submit(mpd);
		if (!PageUptodate(page))
			block_read_full_page(page, mpd->get_block);
		else
			unlock_page(page);
		return;
	}
	zero_user_segment(page, run.count << inode->i_blkbits, PAGE_SIZE);
	if (!run.count) {
		SetPageUptodate(page);
		unlock_page(page);
		return;
	}
	mpage_add(mpd, page, &run, inode->i_blkbits, mpd->map_bh.b_bdev);
}

/**
 * mpage_readpages() - ->readpages()
 * @mapping: the file
 * @pages: new pages on page->lru, with index set, last one first
 * @nr_pages: how many
 * @get_block: the file system's map
 *
 * Context: may sleep, but does not wait for the i/o.
 * Return: 0; how it went is in the pages.
 */
int mpage_readpages(struct address_space *mapping, struct list_head *pages,
		    unsigned int nr_pages, get_block_t *get_block)
{
	struct mpage_data mpd = {
		.rw = READA,
		.max_pages = min_t(unsigned int, nr_pages, BIO_MAX_PAGES),
		.get_block = get_block,
	};
	gfp_t gfp = mapping_gfp_constraint(mapping, GFP_KERNEL);
	struct blk_plug plug;

	blk_start_plug(&plug);
	while (nr_pages--) {
		struct page *page = lru_to_page(pages);

		list_del(&page->lru);
		if (!add_to_page_cache_lru(page, mapping, page->index, gfp))
			do_mpage_readpage(&mpd, page);
		put_page(page);
	}
	mpage_bio_submit(&mpd);
	blk_finish_plug(&plug);
	return 0;
}

/**
 * mpage_readpage() - ->readpage()
 * @page: locked; unlocked when it is read
 * @get_block: the file system's map
 *
 * Context: may sleep, but does not wait for the i/o.
 * Return: 0; how it went is in the page.
 */
int mpage_readpage(struct page *page, get_block_t *get_block)
{
	struct mpage_data mpd = {
		.rw = READ,
		.max_pages = 1,
		.get_block = get_block,
	};

	do_mpage_readpage(&mpd, page);
	mpage_bio_submit(&mpd);
	return 0;
}

/* Writing. */

/* The run of a page that has buffers. Return: false: confused. */
static bool run_of_buffers(struct page *page, struct mpage_run *run)
{
	struct buffer_head *head = page_buffers(page), *bh = head;
	unsigned int i = 0;

	do {
		if (buffer_locked(bh))
			return false;
		if (!buffer_mapped(bh)) {
			/* A hole: it was not written to, and need not be. */
			if (buffer_dirty(bh))
				return false;
			continue;
		}
		if (!buffer_dirty(bh) || !buffer_uptodate(bh))
			return false;
		if (i == 0)
			run->first = bh->b_blocknr;
		if (run->count != i || bh->b_blocknr != run->first + i)
			return false;
		run->count++;
	} while (i++, (bh = bh->b_this_page) != head);
	return run->count;
}

/* The same for one that has none: blocks are allocated. */
static bool run_of_page(struct mpage_data *mpd, struct page *page,
			struct mpage_run *run)
{
	struct inode *inode = page->mapping->host;
	unsigned int bits = inode->i_blkbits, i;
	sector_t last = (i_size_read(inode) - 1) >> bits;
	sector_t block = (sector_t)page->index << (PAGE_SHIFT - bits);
	struct buffer_head bh;

	for (i = 0; i < PAGE_SIZE >> bits && block + i <= last; i++) {
		bh.b_state = 0;
		bh.b_size = i_blocksize(inode);
		if (mpd->get_block(inode, block + i, &bh, 1))
			return false;
		if (buffer_new(&bh))
			unmap_underlying_metadata(bh.b_bdev, bh.b_blocknr);
		if (i == 0)
			run->first = bh.b_blocknr;
		if (bh.b_blocknr != run->first + i)
			return false;
		run->count++;
	}
	return true;
}

/* What is about to be written is clean. */
static void clean_buffers(struct page *page, unsigned int count)
{
	struct buffer_head *bh;

	if (!page_has_buffers(page))
		return;
	for (bh = page_buffers(page); count--; bh = bh->b_this_page)
		clear_buffer_dirty(bh);
}

static bool page_write_run(struct mpage_data *mpd, struct page *page,
			   struct mpage_run *run)
{
	loff_t i_size = i_size_read(page->mapping->host);
	unsigned int offset = i_size & (PAGE_SIZE - 1);

	run->count = 0;
	if (page->index >= i_size >> PAGE_SHIFT &&
	    (page->index > i_size >> PAGE_SHIFT || !offset))
		return false;		/* truncated meanwhile */
	if (page_has_buffers(page) ? !run_of_buffers(page, run) :
				     !run_of_page(mpd, page, run))
		return false;
	if (page->index == i_size >> PAGE_SHIFT)
		zero_user_segment(page, offset, PAGE_SIZE);
	return true;
}

static int __mpage_writepage(struct page *page, struct writeback_control *wbc,
			     void *data)
{
	struct address_space *mapping = page->mapping;
	struct inode *inode = mapping->host;
	struct mpage_data *mpd = data;
	struct mpage_run run;
	int ret;

	if (!page_write_run(mpd, page, &run)) {
		mpage_bio_submit(mpd);
		ret = mapping->a_ops->writepage(page, wbc);
		mapping_set_error(mapping, ret);
		return ret;
	}
	clean_buffers(page, run.count);
	BUG_ON(PageWriteback(page));
	set_page_writeback(page);
	unlock_page(page);
	mpage_add(mpd, page, &run, inode->i_blkbits, inode->i_sb->s_bdev);
	return 0;
}

/**
 * mpage_writepages() - ->writepages()
 * @mapping: the file
 * @wbc: which, how many, and whether somebody waits
 * @get_block: the file system's map
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int mpage_writepages(struct address_space *mapping,
		     struct writeback_control *wbc, get_block_t *get_block)
{
	struct mpage_data mpd = {
		.rw = wbc->sync_mode == WB_SYNC_ALL ? WRITE_SYNC : WRITE,
		.max_pages = BIO_MAX_PAGES,
		.get_block = get_block,
	};
	struct blk_plug plug;
	int ret;

	blk_start_plug(&plug);
	ret = write_cache_pages(mapping, wbc, __mpage_writepage, &mpd);
	mpage_bio_submit(&mpd);
	blk_finish_plug(&plug);
	return ret;
}
