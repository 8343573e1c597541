// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/buffer.c - buffer heads: the blocks in a page of the page cache
 *
 * Data       See linux/buffer_head.h for the picture.
 * I1         A page has PG_private while it has buffers, and one reference for
 *            them. All its buffers are of one size.
 * I2         A dirty buffer is in a dirty page, unless the page is just being
 *            written. A page may be dirty and its buffers clean (written by
 *            way of the device): writing it costs nothing then.
 * I3         A buffer is freed only with its page locked, with no user
 *            (b_count), neither dirty nor locked.
 * Locking    page lock > buffer lock (BH_Lock, sleeps) > private_lock of the
 *            page's mapping > tree_lock. private_lock: the ring, against
 *            those who look buffers up or dirty a page without its lock.
 * Lifetime   get_bh() keeps the buffer, and with it the page's ring.
 * Entry      alloc_page_buffers() create_empty_buffers() mark_buffer_dirty()
 *            try_to_free_buffers() block_invalidatepage()
 *
 * Mirrors: Linux 4.6 fs/buffer.c; finding is in buffer_lookup.c, i/o in
 * buffer_io.c, write(2) in buffer_write.c, fsync() in buffer_assoc.c.
 * Simpler than Linux in: no limit on the number of buffer heads, no nobh_*
 * functions, no block_page_mkwrite() (whose users are not here): a hole that
 * is written by way of a mapping is allocated when the page is written.
 */
#include <linux/buffer_head.h>

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

static struct kmem_cache *bh_cachep;

/**
 * __lock_buffer() - lock_buffer() when it is locked
 * @bh: the buffer
 *
 * Context: may sleep.
 */
void __lock_buffer(struct buffer_head *bh)
{
	wait_on_bit_lock_io(&bh->b_state, BH_Lock, TASK_UNINTERRUPTIBLE);
}

/**
 * unlock_buffer() - i/o is over, or a change of the buffer
 * @bh: locked
 *
 * Context: any.
 */
void unlock_buffer(struct buffer_head *bh)
{
	clear_bit_unlock(BH_Lock, &bh->b_state);
	smp_mb__after_atomic();
	wake_up_bit(&bh->b_state, BH_Lock);
}

/**
 * __wait_on_buffer() - until it is unlocked
 * @bh: with a reference
 *
 * Context: may sleep.
 */
void __wait_on_buffer(struct buffer_head *bh)
{
	wait_on_bit_io(&bh->b_state, BH_Lock, TASK_UNINTERRUPTIBLE);
}

/**
 * __brelse() - drop a reference
 * @bh: the buffer
 *
 * Context: any.
 */
void __brelse(struct buffer_head *bh)
{
	if (atomic_read(&bh->b_count)) {
		put_bh(bh);
		return;
	}
	WARN(1, "VFS: brelse: Trying to free free buffer\n");
}

/**
 * __bforget() - drop a reference; the block is free, do not write it
 * @bh: the buffer
 *
 * Context: any but interrupts.
 */
void __bforget(struct buffer_head *bh)
{
	clear_buffer_dirty(bh);
	remove_assoc_queue(bh);
	__brelse(bh);
}

/**
 * alloc_buffer_head() - a buffer that describes nothing yet
 * @gfp_flags: what may be done for it
 *
 * Return: it, or NULL.
 */
struct buffer_head *alloc_buffer_head(gfp_t gfp_flags)
{
	struct buffer_head *bh = kmem_cache_zalloc(bh_cachep, gfp_flags);

	if (bh)
		INIT_LIST_HEAD(&bh->b_assoc_buffers);
	return bh;
}

/**
 * free_buffer_head() - and away
 * @bh: on no ring and no list
 */
void free_buffer_head(struct buffer_head *bh)
{
	BUG_ON(!list_empty(&bh->b_assoc_buffers));
	kmem_cache_free(bh_cachep, bh);
}

/**
 * alloc_page_buffers() - buffers for all of a page
 * @page: the page
 * @size: of a block
 *
 * Made from the end of the page, so that the list begins with its start.
 *
 * Context: may sleep.
 * Return: a list that ends with NULL, to be made a ring; NULL without memory.
 */
struct buffer_head *alloc_page_buffers(struct page *page, unsigned long size)
{
	struct buffer_head *bh, *head = NULL;
	long offset = PAGE_SIZE;

	while ((offset -= size) >= 0) {
		bh = alloc_buffer_head(GFP_NOFS);
		if (!bh)
			goto no_grow;
		bh->b_this_page = head;
		bh->b_blocknr = -1;
		bh->b_size = size;
		bh->b_page = page;
		bh->b_data = (char *)page_address(page) + offset;
		head = bh;
	}
	return head;
no_grow:
	while (head) {
		bh = head;
		head = head->b_this_page;
		free_buffer_head(bh);
	}
	return NULL;
}

/**
 * create_empty_buffers() - give a page of a file buffers
 * @page: locked, has none
 * @blocksize: of the file
 * @b_state: BH_* bits that all of them get
 *
 * What they map to is asked from the file system later. Waits for memory as
 * long as it takes: those who write pages back cannot do without.
 *
 * Context: may sleep.
 */
void create_empty_buffers(struct page *page, unsigned long blocksize,
			  unsigned long b_state)
{
	struct buffer_head *bh, *head, *tail;

	while (!(head = alloc_page_buffers(page, blocksize)))
		schedule_timeout_uninterruptible(1);
	bh = head;
	do {
		bh->b_state |= b_state;
		tail = bh;
		bh = bh->b_this_page;
	} while (bh);
	tail->b_this_page = head;

	/* Against __set_page_dirty_buffers(): it dirties all, or we do. */
	spin_lock(&page->mapping->private_lock);
	if (PageUptodate(page) || PageDirty(page)) {
		bh = head;
		do {
			if (PageDirty(page))
				set_buffer_dirty(bh);
			if (PageUptodate(page))
				set_buffer_uptodate(bh);
			bh = bh->b_this_page;
		} while (bh != head);
	}
	get_page(page);
	SetPagePrivate(page);
	set_page_private(page, (unsigned long)head);
	spin_unlock(&page->mapping->private_lock);
}

static void __set_page_dirty(struct page *page, struct address_space *mapping)
{
	unsigned long flags;

	spin_lock_irqsave(&mapping->tree_lock, flags);
	if (page->mapping) {		/* not truncated meanwhile */
		account_page_dirtied(page, mapping);
		radix_tree_tag_set(&mapping->page_tree, page->index,
				   PAGECACHE_TAG_DIRTY);
	}
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	__mark_inode_dirty(mapping->host, I_DIRTY_PAGES);
}

/**
 * __set_page_dirty_buffers() - ->set_page_dirty() of pages with buffers
 * @page: the caller keeps it from being truncated
 *
 * Context: may not sleep.
 * Return: nonzero if it was clean.
 */
int __set_page_dirty_buffers(struct page *page)
{
	struct address_space *mapping = page_mapping(page);
	struct buffer_head *head, *bh;
	int newly_dirty;

	if (unlikely(!mapping))
		return !TestSetPageDirty(page);
	/* The lock keeps I2 between here and try_to_free_buffers(). */
	spin_lock(&mapping->private_lock);
	if (page_has_buffers(page)) {
		head = bh = page_buffers(page);
		do {
			set_buffer_dirty(bh);
			bh = bh->b_this_page;
		} while (bh != head);
	}
	newly_dirty = !TestSetPageDirty(page);
	spin_unlock(&mapping->private_lock);
	if (newly_dirty)
		__set_page_dirty(page, mapping);
	return newly_dirty;
}

/**
 * mark_buffer_dirty() - the buffer is newer than the device
 * @bh: uptodate, with a reference
 *
 * Its page and the page's inode become dirty with it.
 *
 * Context: may not sleep.
 */
void mark_buffer_dirty(struct buffer_head *bh)
{
	struct address_space *mapping;
	struct page *page = bh->b_page;

	WARN_ON_ONCE(!buffer_uptodate(bh));
	/* The data is written before the bit is looked at: see submit. */
	smp_mb();
	if (buffer_dirty(bh) || test_set_buffer_dirty(bh))
		return;
	if (TestSetPageDirty(page))
		return;
	mapping = page_mapping(page);
	if (mapping)
		__set_page_dirty(page, mapping);
}

/* I3. A write that failed is told to the file before nobody knows of it. */
static bool buffers_busy(struct page *page, struct buffer_head *head)
{
	struct buffer_head *bh = head;

	do {
		if (buffer_write_io_error(bh) && page->mapping)
			mapping_set_error(page->mapping, -EIO);
		if (atomic_read(&bh->b_count) || buffer_dirty(bh) ||
		    buffer_locked(bh))
			return true;
		bh = bh->b_this_page;
	} while (bh != head);
	return false;
}

/* The ring leaves the page. private_lock held, unless the page has no file. */
static struct buffer_head *drop_buffers(struct page *page)
{
	struct buffer_head *head = page_buffers(page), *bh = head;

	if (buffers_busy(page, head))
		return NULL;
	do {
		if (bh->b_assoc_map) {
			list_del_init(&bh->b_assoc_buffers);
			bh->b_assoc_map = NULL;
		}
		bh = bh->b_this_page;
	} while (bh != head);
	ClearPagePrivate(page);
	set_page_private(page, 0);
	put_page(page);
	return head;
}

/**
 * try_to_free_buffers() - the page is wanted without its buffers
 * @page: locked, with buffers
 *
 * If they are all clean but the page is dirty, it is clean, too.
 *
 * Context: process context, may not sleep.
 * Return: nonzero if they are gone.
 */
int try_to_free_buffers(struct page *page)
{
	struct address_space *const mapping = page->mapping;
	struct buffer_head *head, *bh, *next;

	BUG_ON(!PageLocked(page));
	if (PageWriteback(page))
		return 0;
	if (!mapping) {
		head = drop_buffers(page);	/* truncated, yet busy then */
	} else {
		spin_lock(&mapping->private_lock);
		head = drop_buffers(page);
		if (head)
			cancel_dirty_page(page);
		spin_unlock(&mapping->private_lock);
	}
	if (!head)
		return 0;
	bh = head;
	do {
		next = bh->b_this_page;
		free_buffer_head(bh);
		bh = next;
	} while (bh != head);
	return 1;
}

/* The block is not the file's any more; waits for i/o on it. */
static void discard_buffer(struct buffer_head *bh)
{
	lock_buffer(bh);
	clear_buffer_dirty(bh);
	bh->b_bdev = NULL;
	clear_buffer_mapped(bh);
	clear_buffer_req(bh);
	clear_buffer_new(bh);
	unlock_buffer(bh);
}

/**
 * block_invalidatepage() - ->invalidatepage() of pages with buffers
 * @page: locked
 * @offset: first byte that is no longer of interest
 * @length: how many; buffers only partly among them stay
 *
 * Context: may sleep.
 */
void block_invalidatepage(struct page *page, unsigned int offset,
			  unsigned int length)
{
	struct buffer_head *head, *bh;
	unsigned int stop = offset + length;

	BUG_ON(!PageLocked(page) || stop > PAGE_SIZE || stop < length);
	if (!page_has_buffers(page))
		return;
	head = bh = page_buffers(page);
	do {
		unsigned int start = bh_offset(bh);

		if (offset <= start && start + bh->b_size <= stop)
			discard_buffer(bh);
		bh = bh->b_this_page;
	} while (bh != head);
	if (offset == 0 && length == PAGE_SIZE)
		try_to_release_page(page, 0);
}

/**
 * buffer_init() - the cache of buffer heads
 *
 * Context: boot, once.
 */
void __init buffer_init(void)
{
	bh_cachep = KMEM_CACHE(buffer_head, SLAB_PANIC | SLAB_RECLAIM_ACCOUNT);
}
