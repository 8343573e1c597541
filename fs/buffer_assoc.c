// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/buffer_assoc.c - the metadata that belongs to a file, for its fsync()
 *
 *	file's mapping: private_list -> bh -> bh	indirect blocks, in pages
 *	                private_data -> device's mapping	of the device
 *
 * I1         b_assoc_map is the mapping on whose private_list the buffer is;
 *            NULL: on none.
 * I2         A dirty buffer given to mark_buffer_dirty_inode() is on the list
 *            until somebody wrote it, or forgot it.
 * Locking    private_lock of the device's mapping, for the lists of all files
 *            on that device.
 * Lifetime   The list has no references: a clean, unused buffer that is freed
 *            leaves it (drop_buffers() in buffer.c).
 * Entry      mark_buffer_dirty_inode() sync_mapping_buffers()
 *            invalidate_inode_buffers() remove_inode_buffers()
 *
 * Mirrors: the part of Linux 4.6 fs/buffer.c on fsync.
 */
#include <linux/buffer_head.h>

#include <linux/mm.h>

/* I1. The lock is held. */
static void __remove_assoc_queue(struct buffer_head *bh)
{
	list_del_init(&bh->b_assoc_buffers);
	if (buffer_write_io_error(bh))
		mapping_set_error(bh->b_assoc_map, -EIO);
	bh->b_assoc_map = NULL;
}

/**
 * remove_assoc_queue() - no fsync() need write @bh any more
 * @bh: in a page of a device, with a reference
 *
 * Context: process context, may not sleep.
 */
void remove_assoc_queue(struct buffer_head *bh)
{
	struct address_space *buffer_mapping = bh->b_page->mapping;

	if (!bh->b_assoc_map)
		return;
	spin_lock(&buffer_mapping->private_lock);
	if (bh->b_assoc_map)
		__remove_assoc_queue(bh);
	spin_unlock(&buffer_mapping->private_lock);
}

/**
 * mark_buffer_dirty_inode() - a block of a file's metadata was changed
 * @bh: in a page of a device, uptodate
 * @inode: the file
 *
 * Context: may not sleep.
 */
void mark_buffer_dirty_inode(struct buffer_head *bh, struct inode *inode)
{
	struct address_space *mapping = inode->i_mapping;
	struct address_space *buffer_mapping = bh->b_page->mapping;

	mark_buffer_dirty(bh);
	if (!mapping->private_data)
		mapping->private_data = buffer_mapping;
	else
		BUG_ON(mapping->private_data != buffer_mapping);
	if (bh->b_assoc_map)
		return;
	spin_lock(&buffer_mapping->private_lock);
	if (!bh->b_assoc_map) {
		list_add_tail(&bh->b_assoc_buffers, &mapping->private_list);
		bh->b_assoc_map = mapping;
	}
	spin_unlock(&buffer_mapping->private_lock);
}

/**
 * inode_has_buffers() - is anything on its list?
 * @inode: the file
 *
 * Return: nonzero if so.
 */
int inode_has_buffers(struct inode *inode)
{
	return !list_empty(&inode->i_data.private_list);
}

/* Start what is dirty; all that is dirty or being written goes to @tmp. */
static void start_buffers(spinlock_t *lock, struct list_head *list,
			  struct list_head *tmp)
{
	struct address_space *mapping;
	struct buffer_head *bh;

	while (!list_empty(list)) {
		bh = list_first_entry(list, struct buffer_head,
				      b_assoc_buffers);
		mapping = bh->b_assoc_map;
		__remove_assoc_queue(bh);
		/* Off the list before the bit: a new writer adds it again. */
		smp_mb();
		if (!buffer_dirty(bh) && !buffer_locked(bh))
			continue;
		list_add(&bh->b_assoc_buffers, tmp);
		bh->b_assoc_map = mapping;
		if (!buffer_dirty(bh))
			continue;
		get_bh(bh);
		spin_unlock(lock);
		write_dirty_buffer(bh, WRITE_SYNC);
		brelse(bh);
		spin_lock(lock);
	}
}

/* Wait for all of @tmp; what is dirty again goes back. */
static int wait_for_buffers(spinlock_t *lock, struct list_head *tmp)
{
	struct address_space *mapping;
	struct buffer_head *bh;
	int err = 0;

	while (!list_empty(tmp)) {
		bh = list_last_entry(tmp, struct buffer_head, b_assoc_buffers);
		get_bh(bh);
		mapping = bh->b_assoc_map;
		__remove_assoc_queue(bh);
		smp_mb();
		if (buffer_dirty(bh)) {
			list_add(&bh->b_assoc_buffers, &mapping->private_list);
			bh->b_assoc_map = mapping;
		}
		spin_unlock(lock);
		wait_on_buffer(bh);
		if (!buffer_uptodate(bh))
			err = -EIO;
		brelse(bh);
		spin_lock(lock);
	}
	return err;
}

/**
 * sync_mapping_buffers() - write a file's metadata, and wait
 * @mapping: the file
 *
 * Context: may sleep; the file is locked, so that the list does not grow
 * for ever.
 * Return: 0 or -EIO.
 */
int sync_mapping_buffers(struct address_space *mapping)
{
	struct address_space *buffer_mapping = mapping->private_data;
	LIST_HEAD(tmp);
	int err;

	if (!buffer_mapping || list_empty(&mapping->private_list))
		return 0;
	spin_lock(&buffer_mapping->private_lock);
	start_buffers(&buffer_mapping->private_lock, &mapping->private_list,
		      &tmp);
	err = wait_for_buffers(&buffer_mapping->private_lock, &tmp);
	spin_unlock(&buffer_mapping->private_lock);
	return err;
}

/**
 * invalidate_inode_buffers() - the file goes; its metadata may stay dirty
 * @inode: being evicted
 *
 * Context: process context, may not sleep.
 */
void invalidate_inode_buffers(struct inode *inode)
{
	struct address_space *mapping = &inode->i_data;
	struct address_space *buffer_mapping = mapping->private_data;

	if (!inode_has_buffers(inode))
		return;
	spin_lock(&buffer_mapping->private_lock);
	while (!list_empty(&mapping->private_list))
		__remove_assoc_queue(list_first_entry(&mapping->private_list,
				struct buffer_head, b_assoc_buffers));
	spin_unlock(&buffer_mapping->private_lock);
}

/**
 * remove_inode_buffers() - take clean buffers off the list
 * @inode: the file, about to leave the inode cache
 *
 * An inode with dirty buffers stays: a later fsync() must find them.
 *
 * Context: process context, may not sleep.
 * Return: 1 if the list is empty now, 0 if a buffer is dirty.
 */
int remove_inode_buffers(struct inode *inode)
{
	struct address_space *mapping = &inode->i_data;
	struct address_space *buffer_mapping = mapping->private_data;
	struct buffer_head *bh;
	int ret = 1;

	if (!inode_has_buffers(inode))
		return 1;
	spin_lock(&buffer_mapping->private_lock);
	while (!list_empty(&mapping->private_list)) {
		bh = list_first_entry(&mapping->private_list,
				      struct buffer_head, b_assoc_buffers);
		if (buffer_dirty(bh)) {
			ret = 0;
			break;
		}
		__remove_assoc_queue(bh);
	}
	spin_unlock(&buffer_mapping->private_lock);
	return ret;
}
