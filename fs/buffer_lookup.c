// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/buffer_lookup.c - the buffer of a device's block: found, made, or read
 *
 *	__bread -> __getblk -> this CPU's sixteen last ones (bh_lrus)
 *	                    -> a page of the device's page cache
 *	                    -> a new page there (grow_dev_page)
 *	        -> read, unless uptodate
 *
 * I1         A buffer in bh_lrus has a reference for each place it has there.
 * I2         All buffers of a device's page are mapped, block after block, up
 *            to the end of the device.
 * Locking    bh_lrus: interrupts off, on their own CPU. The ring of a page:
 *            private_lock, or the page lock.
 * Entry      __find_get_block() __getblk_gfp() __bread_gfp()
 *            unmap_underlying_metadata() invalidate_bh_lrus()
 *
 * Mirrors: Linux 4.6 fs/buffer.c.
 * Simpler than Linux in: without memory __getblk() returns NULL; Linux tries
 * for ever.
 */
#include <linux/buffer_head.h>

#include <linux/blkdev.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/smp.h>
#include <linux/swap.h>

#define BH_LRU_SIZE	16

struct bh_lru {
	struct buffer_head *bhs[BH_LRU_SIZE];	/* newest first */
};

static DEFINE_PER_CPU(struct bh_lru, bh_lrus);

/* Put @bh in front; the last one falls out. */
static void bh_lru_install(struct buffer_head *bh)
{
	struct buffer_head *evictee = bh;
	unsigned long flags;
	struct bh_lru *b;
	int i;

	get_bh(bh);
	local_irq_save(flags);
	b = this_cpu_ptr(&bh_lrus);
	for (i = 0; i < BH_LRU_SIZE; i++) {
		swap(evictee, b->bhs[i]);
		/* It was there before: its old place is free for the rest. */
		if (evictee == bh || !evictee)
			break;
	}
	local_irq_restore(flags);
	brelse(evictee);
}

static struct buffer_head *lookup_bh_lru(struct block_device *bdev,
					 sector_t block, unsigned int size)
{
	struct buffer_head *bh, *ret = NULL;
	unsigned long flags;
	struct bh_lru *b;
	int i;

	local_irq_save(flags);
	b = this_cpu_ptr(&bh_lrus);
	for (i = 0; i < BH_LRU_SIZE && b->bhs[i]; i++) {
		bh = b->bhs[i];
		if (bh->b_blocknr != block || bh->b_bdev != bdev ||
		    bh->b_size != size)
			continue;
		for (; i; i--)
			b->bhs[i] = b->bhs[i - 1];
		b->bhs[0] = bh;
		get_bh(bh);
		ret = bh;
		break;
	}
	local_irq_restore(flags);
	return ret;
}

/* Interrupts are off, here or because this is one. */
static void invalidate_bh_lru(void *unused)
{
	struct bh_lru *b = this_cpu_ptr(&bh_lrus);
	int i;

	for (i = 0; i < BH_LRU_SIZE; i++) {
		brelse(b->bhs[i]);
		b->bhs[i] = NULL;
	}
}

/**
 * invalidate_bh_lrus() - no CPU remembers any buffer
 *
 * For those who want to free the buffers of a device.
 *
 * Context: process context, interrupts on.
 */
void invalidate_bh_lrus(void)
{
	on_each_cpu(invalidate_bh_lru, NULL, 1);
}

static void complain_about_mismatch(struct buffer_head *bh, sector_t block)
{
	pr_warn_ratelimited("__find_get_block_slow() failed. block=%llu, b_blocknr=%llu\n",
			    (unsigned long long)block,
			    (unsigned long long)bh->b_blocknr);
	pr_warn_ratelimited("b_state=0x%08lx, b_size=%zu\n", bh->b_state,
			    bh->b_size);
}

static struct buffer_head *__find_get_block_slow(struct block_device *bdev,
						 sector_t block)
{
	struct inode *bd_inode = bdev->bd_inode;
	struct address_space *bd_mapping = bd_inode->i_mapping;
	struct buffer_head *head, *bh, *ret = NULL;
	bool all_mapped = true;
	struct page *page;

	page = find_get_page_flags(bd_mapping,
				   block >> (PAGE_SHIFT - bd_inode->i_blkbits),
				   FGP_ACCESSED);
	if (!page)
		return NULL;
	spin_lock(&bd_mapping->private_lock);
	if (!page_has_buffers(page))
		goto unlock;
	head = bh = page_buffers(page);
	do {
		if (!buffer_mapped(bh)) {
			all_mapped = false;
		} else if (bh->b_blocknr == block) {
			ret = bh;
			get_bh(bh);
			goto unlock;
		}
		bh = bh->b_this_page;
	} while (bh != head);
	/* Two who use blocks of different sizes raced. */
	if (all_mapped)
		complain_about_mismatch(head, block);
unlock:
	spin_unlock(&bd_mapping->private_lock);
	put_page(page);
	return ret;
}

/**
 * __find_get_block() - the buffer of a block, if there is one
 * @bdev: the device
 * @block: in units of @size
 * @size: of a block
 *
 * Context: process context.
 * Return: it, with a reference, perhaps not uptodate; or NULL.
 */
struct buffer_head *__find_get_block(struct block_device *bdev, sector_t block,
				     unsigned int size)
{
	struct buffer_head *bh = lookup_bh_lru(bdev, block, size);

	if (bh) {
		mark_page_accessed(bh->b_page);
		return bh;
	}
	bh = __find_get_block_slow(bdev, block);
	if (bh)
		bh_lru_install(bh);
	return bh;
}

/* Make a list of buffers the ring of a page. private_lock held. */
static void link_dev_buffers(struct page *page, struct buffer_head *head)
{
	struct buffer_head *tail = head;

	while (tail->b_this_page)
		tail = tail->b_this_page;
	tail->b_this_page = head;
	get_page(page);
	SetPagePrivate(page);
	set_page_private(page, (unsigned long)head);
}

/* I2. @block is that of the page's first buffer. Return: blocks there are. */
static sector_t init_page_buffers(struct page *page, struct block_device *bdev,
				  sector_t block, unsigned int size)
{
	struct buffer_head *head = page_buffers(page), *bh = head;
	sector_t end_block = i_size_read(bdev->bd_inode) >> ilog2(size);
	int uptodate = PageUptodate(page);

	do {
		if (!buffer_mapped(bh)) {
			bh->b_end_io = NULL;
			bh->b_private = NULL;
			bh->b_bdev = bdev;
			bh->b_blocknr = block;
			if (uptodate)
				set_buffer_uptodate(bh);
			if (block < end_block)
				set_buffer_mapped(bh);
		}
		block++;
		bh = bh->b_this_page;
	} while (bh != head);
	return end_block;
}

/*
 * A page of the device with buffers for @block.
 * Return: 0; -ENXIO behind the end of the device; -ENOMEM; -EBUSY: the page
 * has buffers of another size, which are in use.
 */
static int grow_dev_page(struct block_device *bdev, sector_t block,
			 pgoff_t index, unsigned int size, gfp_t gfp)
{
	struct inode *inode = bdev->bd_inode;
	sector_t first = (sector_t)index << (PAGE_SHIFT - ilog2(size));
	struct buffer_head *bh;
	struct page *page;
	int ret = 0;

	gfp |= mapping_gfp_constraint(inode->i_mapping, ~__GFP_FS);
	page = find_or_create_page(inode->i_mapping, index, gfp);
	if (!page)
		return -ENOMEM;
	if (page_has_buffers(page)) {
		if (page_buffers(page)->b_size == size)
			goto init;
		if (!try_to_free_buffers(page)) {
			ret = -EBUSY;
			goto out;
		}
	}
	bh = alloc_page_buffers(page, size);
	if (!bh) {
		ret = -ENOMEM;
		goto out;
	}
	/* Linked and numbered at once, for __find_get_block_slow(). */
	spin_lock(&inode->i_mapping->private_lock);
	link_dev_buffers(page, bh);
	init_page_buffers(page, bdev, first, size);
	spin_unlock(&inode->i_mapping->private_lock);
init:
	if (block >= init_page_buffers(page, bdev, first, size))
		ret = -ENXIO;
out:
	unlock_page(page);
	put_page(page);
	return ret;
}

static int grow_buffers(struct block_device *bdev, sector_t block,
			unsigned int size, gfp_t gfp)
{
	int sizebits = PAGE_SHIFT - ilog2(size);
	pgoff_t index = block >> sizebits;

	/* A block number of more than a page index can hold? */
	if (unlikely(index != block >> sizebits))
		return -EIO;
	return grow_dev_page(bdev, block, index, size, gfp);
}

/**
 * __getblk_gfp() - the buffer of a block, made if necessary
 * @bdev: the device
 * @block: in units of @size
 * @size: of a block
 * @gfp: for a new page, beside what the device's mapping says
 *
 * Context: may sleep.
 * Return: it, with a reference, perhaps not uptodate. NULL behind the end of
 * the device, for a wrong @size, or without memory.
 */
struct buffer_head *__getblk_gfp(struct block_device *bdev, sector_t block,
				 unsigned int size, gfp_t gfp)
{
	struct buffer_head *bh;
	int tries;

	might_sleep();
	if (unlikely(!is_power_of_2(size) || size < 512 || size > PAGE_SIZE ||
		     size < bdev_logical_block_size(bdev))) {
		pr_err("getblk(): invalid block size %u requested\n", size);
		dump_stack();
		return NULL;
	}
	/* Found again it may be gone again: reclaim takes clean ones. */
	for (tries = 0; tries < 100; tries++) {
		bh = __find_get_block(bdev, block, size);
		if (bh)
			return bh;
		if (grow_buffers(bdev, block, size, gfp) < 0)
			return NULL;
	}
	return NULL;
}

/**
 * __bread_gfp() - the buffer of a block, with the block in it
 * @bdev: the device
 * @block: in units of @size
 * @size: of a block
 * @gfp: as above
 *
 * Context: may sleep.
 * Return: it, uptodate, with a reference; NULL if it cannot be read.
 */
struct buffer_head *__bread_gfp(struct block_device *bdev, sector_t block,
				unsigned int size, gfp_t gfp)
{
	struct buffer_head *bh = __getblk_gfp(bdev, block, size, gfp);

	if (!bh || bh_uptodate_or_lock(bh))
		return bh;
	if (!bh_submit_read(bh))
		return bh;
	brelse(bh);
	return NULL;
}

/**
 * __breadahead() - a block will be wanted soon
 * @bdev: the device
 * @block: in units of @size
 * @size: of a block
 *
 * Context: may sleep, but does not wait for the block.
 */
void __breadahead(struct block_device *bdev, sector_t block, unsigned int size)
{
	struct buffer_head *bh = __getblk(bdev, block, size);

	if (bh) {
		ll_rw_block(READA, 1, &bh);
		brelse(bh);
	}
}

/**
 * unmap_underlying_metadata() - a block of metadata became a file's
 * @bdev: the device
 * @block: in units of the device's block size
 *
 * What is in the device's own page cache for it must not be written any more:
 * it would overwrite the file's data.
 *
 * Context: may sleep.
 */
void unmap_underlying_metadata(struct block_device *bdev, sector_t block)
{
	struct buffer_head *old_bh;

	might_sleep();
	old_bh = __find_get_block_slow(bdev, block);
	if (old_bh) {
		clear_buffer_dirty(old_bh);
		wait_on_buffer(old_bh);
		clear_buffer_req(old_bh);
		__brelse(old_bh);
	}
}
