// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/block_dev.c - block devices as objects: found, opened, claimed, closed
 *
 * Data       bdev: a file system nobody mounts, with one inode for each device
 *            number in use; struct block_device lies beside it. Its page cache
 *            is the device's contents.
 *
 *	inode of /dev/vda1 --i_bdev--> block_device --bd_contains--> that of vda
 *	     |-> i_mapping ----------> bd_inode->i_data
 *
 * I1         bd_disk, bd_part, bd_contains are set while bd_openers > 0.
 * I2         An open partition keeps its whole disk open and is counted in its
 *            bd_part_count.
 * I3         bd_holder: who opened with FMODE_EXCL. A whole disk has another
 *            holder than its partitions, or none: bd_may_claim stands for "some
 *            partitions are held".
 * I4         The last closer writes what is dirty and drops the page cache.
 * Locking    bd_mutex: opening, closing. bdev_lock: i_bdev, all_bdevs, holders.
 *            Order: bd_mutex of a partition > bd_mutex of the disk > bdev_lock.
 * Lifetime   the inode's i_count; inode->i_bdev of a /dev node holds one.
 * Entry      bdget() blkdev_get() blkdev_put() blkdev_get_by_path()
 *            iterate_bdevs() bdev_cache_init()
 *
 * Mirrors: Linux 4.6 fs/block_dev.c; reading and writing: block_dev_file.c.
 * Simpler than Linux in: who claims while another open may still fail gets
 * EBUSY at once; no media changes, no freezing.
 */
#include "internal.h"

#include <linux/backing-dev.h>
#include <linux/blkdev.h>
#include <linux/buffer_head.h>
#include <linux/init.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/pagemap.h>
#include <linux/panic.h>
#include <linux/slab.h>

struct bdev_inode {
	struct block_device	bdev;
	struct inode		vfs_inode;
};

static struct kmem_cache *bdev_cachep;
static DEFINE_SPINLOCK(bdev_lock);
static LIST_HEAD(all_bdevs);		/* bdev_lock */
struct super_block *blockdev_superblock;

/* Dirty pages of all devices; those of a file system are on its disk's own. */
static struct backing_dev_info bdev_bdi = { .name = "bdev" };

/** I_BDEV() - the block device beside an inode of bdev */
struct block_device *I_BDEV(struct inode *inode)
{
	return &container_of(inode, struct bdev_inode, vfs_inode)->bdev;
}

/* The file system. */

static struct inode *bdev_alloc_inode(struct super_block *sb)
{
	struct bdev_inode *ei = kmem_cache_alloc(bdev_cachep, GFP_KERNEL);

	if (!ei)
		return NULL;
	memset(&ei->bdev, 0, sizeof(ei->bdev));
	mutex_init(&ei->bdev.bd_mutex);
	INIT_LIST_HEAD(&ei->bdev.bd_list);
	return &ei->vfs_inode;
}

static void bdev_i_callback(struct rcu_head *head)
{
	struct inode *inode = container_of(head, struct inode, i_rcu);

	kmem_cache_free(bdev_cachep,
			container_of(inode, struct bdev_inode, vfs_inode));
}

static void bdev_destroy_inode(struct inode *inode)
{
	call_rcu(&inode->i_rcu, bdev_i_callback);
}

static void bdev_init_once(void *data)
{
	struct bdev_inode *ei = data;

	inode_init_once(&ei->vfs_inode);
}

static void bdev_evict_inode(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	invalidate_inode_buffers(inode);
	clear_inode(inode);
	spin_lock(&bdev_lock);
	list_del_init(&I_BDEV(inode)->bd_list);
	spin_unlock(&bdev_lock);
}

static const struct super_operations bdev_sops = {
	.statfs		= simple_statfs,
	.alloc_inode	= bdev_alloc_inode,
	.destroy_inode	= bdev_destroy_inode,
	.drop_inode	= generic_delete_inode,
	.evict_inode	= bdev_evict_inode,
};

static struct dentry *bd_mount(struct file_system_type *fs_type, int flags,
			       const char *dev_name, void *data)
{
	return mount_pseudo(fs_type, "bdev:", &bdev_sops, NULL, BDEVFS_MAGIC);
}

static struct file_system_type bd_type = {
	.name		= "bdev",
	.mount		= bd_mount,
	.kill_sb	= kill_anon_super,
};

/**
 * bdev_cache_init() - from here on there can be block devices
 *
 * Context: boot.
 */
void __init bdev_cache_init(void)
{
	struct vfsmount *mnt;

	bdev_cachep = kmem_cache_create("bdev_cache", sizeof(struct bdev_inode),
			0, SLAB_HWCACHE_ALIGN | SLAB_RECLAIM_ACCOUNT |
			SLAB_PANIC, bdev_init_once);
	bdi_init(&bdev_bdi);
	if (register_filesystem(&bd_type))
		panic("Cannot register bdev pseudo-fs");
	mnt = kern_mount(&bd_type);
	if (IS_ERR(mnt))
		panic("Cannot create bdev pseudo-fs");
	blockdev_superblock = mnt->mnt_sb;
	blockdev_superblock->s_bdi = &bdev_bdi;
}

/* Finding. */

static int bdev_test(struct inode *inode, void *data)
{
	return I_BDEV(inode)->bd_dev == *(dev_t *)data;
}

static int bdev_set(struct inode *inode, void *data)
{
	I_BDEV(inode)->bd_dev = *(dev_t *)data;
	return 0;
}

/**
 * bdget() - the block device of a number, whether there is a disk or not
 * @dev: the number
 *
 * Context: may sleep.
 * Return: it with a reference, or NULL without memory.
 */
struct block_device *bdget(dev_t dev)
{
	struct block_device *bdev;
	struct inode *inode;

	inode = iget5_locked(blockdev_superblock, dev, bdev_test, bdev_set,
			     &dev);
	if (!inode)
		return NULL;
	bdev = I_BDEV(inode);
	if (inode->i_state & I_NEW) {
		bdev->bd_inode = inode;
		bdev->bd_block_size = i_blocksize(inode);
		inode->i_mode = S_IFBLK;
		inode->i_rdev = dev;
		inode->i_bdev = bdev;
		inode->i_data.a_ops = &def_blk_aops;
		mapping_set_gfp_mask(&inode->i_data, GFP_USER);
		spin_lock(&bdev_lock);
		list_add(&bdev->bd_list, &all_bdevs);
		spin_unlock(&bdev_lock);
		unlock_new_inode(inode);
	}
	return bdev;
}

/** bdgrab() - a reference more */
struct block_device *bdgrab(struct block_device *bdev)
{
	ihold(bdev->bd_inode);
	return bdev;
}

/** bdput() - a reference less; may sleep */
void bdput(struct block_device *bdev)
{
	iput(bdev->bd_inode);
}

/**
 * bd_acquire() - the block device of a /dev node
 * @inode: S_ISBLK
 *
 * Context: may sleep.
 * Return: it with a reference, or NULL without memory.
 */
struct block_device *bd_acquire(struct inode *inode)
{
	struct block_device *bdev;

	spin_lock(&bdev_lock);
	bdev = inode->i_bdev;
	if (bdev)
		bdgrab(bdev);
	spin_unlock(&bdev_lock);
	if (bdev)
		return bdev;
	bdev = bdget(inode->i_rdev);
	if (!bdev)
		return NULL;
	spin_lock(&bdev_lock);
	if (!inode->i_bdev) {
		bdgrab(bdev);		/* the node's own */
		inode->i_bdev = bdev;
		inode->i_mapping = bdev->bd_inode->i_mapping;
	}
	spin_unlock(&bdev_lock);
	return bdev;
}

/**
 * bd_forget() - a /dev node's inode is evicted
 * @inode: S_ISBLK
 *
 * Context: may sleep.
 */
void bd_forget(struct inode *inode)
{
	struct block_device *bdev = NULL;

	if (sb_is_blkdev_sb(inode->i_sb))
		return;
	spin_lock(&bdev_lock);
	swap(bdev, inode->i_bdev);
	inode->i_mapping = &inode->i_data;
	spin_unlock(&bdev_lock);
	if (bdev)
		bdput(bdev);
}

/**
 * lookup_bdev() - the block device of a path
 * @pathname: in kernel memory
 *
 * Context: may sleep.
 * Return: it with a reference; or ERR_PTR: -ENOTBLK, -EACCES...
 */
struct block_device *lookup_bdev(const char *pathname)
{
	struct block_device *bdev;
	struct inode *inode;
	struct path path;
	int err;

	if (!pathname || !*pathname)
		return ERR_PTR(-EINVAL);
	err = kern_path(pathname, LOOKUP_FOLLOW, &path);
	if (err)
		return ERR_PTR(err);
	inode = d_inode(path.dentry);
	if (!S_ISBLK(inode->i_mode))
		bdev = ERR_PTR(-ENOTBLK);
	else if (!may_open_dev(&path))
		bdev = ERR_PTR(-EACCES);
	else
		bdev = bd_acquire(inode) ?: ERR_PTR(-ENOMEM);
	path_put(&path);
	return bdev;
}

/**
 * iterate_bdevs() - call a function for every block device in memory
 * @func: may sleep
 * @arg: for it
 *
 * Context: may sleep.
 */
void iterate_bdevs(void (*func)(struct block_device *bdev, void *arg),
		   void *arg)
{
	struct block_device *bdev;
	struct inode *old = NULL;

	spin_lock(&bdev_lock);
	list_for_each_entry(bdev, &all_bdevs, bd_list) {
		if (!igrab(bdev->bd_inode))
			continue;
		spin_unlock(&bdev_lock);
		/* Now the previous one may go: we stand on this. */
		iput(old);
		old = bdev->bd_inode;
		func(bdev, arg);
		spin_lock(&bdev_lock);
	}
	spin_unlock(&bdev_lock);
	iput(old);
}

/* Claiming. */

static const char bd_may_claim;		/* its address: see I3 */

/* bdev_lock held. */
static bool may_claim(struct block_device *bdev, struct block_device *whole,
		      void *holder)
{
	if (bdev->bd_holder)
		return bdev->bd_holder == holder;
	if (bdev == whole)
		return true;
	return !whole->bd_holder || whole->bd_holder == &bd_may_claim;
}

static int bd_claim(struct block_device *bdev, struct block_device *whole,
		    void *holder)
{
	int ret = -EBUSY;

	spin_lock(&bdev_lock);
	if (may_claim(bdev, whole, holder)) {
		/* A whole disk is counted twice, and gets the holder last. */
		whole->bd_holders++;
		whole->bd_holder = (void *)&bd_may_claim;
		bdev->bd_holders++;
		bdev->bd_holder = holder;
		ret = 0;
	}
	spin_unlock(&bdev_lock);
	return ret;
}

static void bd_unclaim(struct block_device *bdev, struct block_device *whole)
{
	spin_lock(&bdev_lock);
	if (!--bdev->bd_holders)
		bdev->bd_holder = NULL;
	if (!--whole->bd_holders)
		whole->bd_holder = NULL;
	spin_unlock(&bdev_lock);
}

/* Opening. */

/**
 * bd_set_size() - the device's size is this
 * @bdev: the device
 * @size: bytes
 *
 * The block size becomes the largest up to a page that divides it.
 *
 * Context: bd_mutex held.
 */
void bd_set_size(struct block_device *bdev, loff_t size)
{
	unsigned int bsize = bdev_logical_block_size(bdev);

	i_size_write(bdev->bd_inode, size);
	while (bsize < PAGE_SIZE && !(size & bsize))
		bsize <<= 1;
	bdev->bd_block_size = bsize;
	bdev->bd_inode->i_blkbits = ilog2(bsize);
}

static int __blkdev_get(struct block_device *bdev, fmode_t mode, int for_part);
static void __blkdev_put(struct block_device *bdev, fmode_t mode, int for_part);

/* bd_mutex held; bd_disk is set. */
static int first_open_whole(struct block_device *bdev, fmode_t mode)
{
	struct gendisk *disk = bdev->bd_disk;
	int ret = 0;

	bdev->bd_contains = bdev;
	bdev->bd_part = disk_get_part(disk, 0);
	if (disk->fops->open)
		ret = disk->fops->open(bdev, mode);
	if (ret)
		return ret;
	bd_set_size(bdev, (loff_t)get_capacity(disk) << 9);
	return 0;
}

static int first_open_part(struct block_device *bdev, fmode_t mode, int partno)
{
	struct gendisk *disk = bdev->bd_disk;
	struct block_device *whole = bdget(disk_devt(disk));
	int ret;

	if (!whole)
		return -ENOMEM;
	ret = __blkdev_get(whole, mode, 1);
	if (ret)
		return ret;
	bdev->bd_contains = whole;
	bdev->bd_part = disk_get_part(disk, partno);
	if (!bdev->bd_part || !bdev->bd_part->nr_sects)
		return -ENXIO;
	bd_set_size(bdev, (loff_t)bdev->bd_part->nr_sects << 9);
	return 0;
}

/* bd_mutex held: as if it had never been opened. */
static void undo_first_open(struct block_device *bdev, fmode_t mode)
{
	struct block_device *whole = bdev->bd_contains;

	disk_put_part(bdev->bd_part);
	bdev->bd_disk = NULL;
	bdev->bd_part = NULL;
	bdev->bd_queue = NULL;
	bdev->bd_contains = NULL;
	if (whole && whole != bdev)
		__blkdev_put(whole, mode, 1);
}

/* Consumes the reference to @bdev when it fails. */
static int __blkdev_get(struct block_device *bdev, fmode_t mode, int for_part)
{
	struct gendisk *disk;
	int partno, ret = 0;

	disk = get_gendisk(bdev->bd_dev, &partno);
	if (!disk) {
		bdput(bdev);
		return -ENXIO;
	}
	mutex_lock_nested(&bdev->bd_mutex, for_part);
	if (!bdev->bd_openers) {
		bdev->bd_disk = disk;
		bdev->bd_queue = disk->queue;
		ret = partno ? first_open_part(bdev, mode, partno) :
			       first_open_whole(bdev, mode);
		if (ret)
			undo_first_open(bdev, mode);
	} else if (bdev->bd_contains == bdev && disk->fops->open) {
		ret = disk->fops->open(bdev, mode);
	}
	if (!ret && bdev->bd_contains == bdev && bdev->bd_invalidated)
		rescan_partitions(disk, bdev);
	if (!ret) {
		bdev->bd_openers++;
		if (for_part)
			bdev->bd_part_count++;
	}
	mutex_unlock(&bdev->bd_mutex);
	if (ret)
		bdput(bdev);
	return ret;
}

static void __blkdev_put(struct block_device *bdev, fmode_t mode, int for_part)
{
	struct gendisk *disk = bdev->bd_disk;
	struct block_device *victim = NULL;

	mutex_lock_nested(&bdev->bd_mutex, for_part);
	if (for_part)
		bdev->bd_part_count--;
	if (!--bdev->bd_openers) {
		WARN_ON_ONCE(bdev->bd_holders);
		sync_blockdev(bdev);
		kill_bdev(bdev);
		write_inode_now(bdev->bd_inode, 1);	/* off the dirty list */
	}
	if (bdev->bd_contains == bdev && disk->fops->release)
		disk->fops->release(disk, mode);
	if (!bdev->bd_openers) {
		disk_put_part(bdev->bd_part);
		bdev->bd_part = NULL;
		bdev->bd_disk = NULL;
		bdev->bd_queue = NULL;
		if (bdev != bdev->bd_contains)
			victim = bdev->bd_contains;
		bdev->bd_contains = NULL;
	}
	mutex_unlock(&bdev->bd_mutex);
	bdput(bdev);
	if (victim)
		__blkdev_put(victim, mode, 1);
}

/* The whole disk of a device that need not be open, with a reference. */
static struct block_device *bd_whole(struct block_device *bdev)
{
	struct gendisk *disk;
	int partno;

	disk = get_gendisk(bdev->bd_dev, &partno);
	if (!disk)
		return ERR_PTR(-ENXIO);
	if (!partno)
		return bdgrab(bdev);
	return bdget(disk_devt(disk)) ?: ERR_PTR(-ENOMEM);
}

/**
 * blkdev_get() - open a block device
 * @bdev: consumed when it fails
 * @mode: FMODE_READ, FMODE_WRITE; FMODE_EXCL: for @holder alone
 * @holder: whoever it is; several opens of one holder are fine
 *
 * Context: may sleep; a disk's first open may read its partition table.
 * Return: 0; -ENXIO: no such disk; -EBUSY: held; or -errno of the driver.
 */
int blkdev_get(struct block_device *bdev, fmode_t mode, void *holder)
{
	struct block_device *whole = NULL;
	int ret = 0;

	if (mode & FMODE_EXCL) {
		whole = bd_whole(bdev);
		if (IS_ERR(whole)) {
			bdput(bdev);
			return PTR_ERR(whole);
		}
		ret = bd_claim(bdev, whole, holder);
	}
	if (ret) {
		bdput(bdev);
	} else {
		bdgrab(bdev);		/* for bd_unclaim() */
		ret = __blkdev_get(bdev, mode, 0);
		if (ret && whole)
			bd_unclaim(bdev, whole);
		bdput(bdev);
	}
	if (whole)
		bdput(whole);
	return ret;
}

/**
 * blkdev_put() - close a block device
 * @bdev: its reference goes, too
 * @mode: as it was opened
 *
 * Context: may sleep.
 */
void blkdev_put(struct block_device *bdev, fmode_t mode)
{
	if (mode & FMODE_EXCL)
		bd_unclaim(bdev, bdev->bd_contains);
	/* Who opens it next must find the data on the disk. */
	filemap_flush(bdev->bd_inode->i_mapping);
	__blkdev_put(bdev, mode, 0);
}

/**
 * blkdev_get_by_path() - open the block device at a path
 * @path: in kernel memory
 * @mode: as for blkdev_get(); writing to what is read only is -EACCES
 * @holder: as for blkdev_get()
 *
 * Context: may sleep.
 * Return: it, or ERR_PTR.
 */
struct block_device *blkdev_get_by_path(const char *path, fmode_t mode,
					void *holder)
{
	struct block_device *bdev = lookup_bdev(path);
	int err;

	if (IS_ERR(bdev))
		return bdev;
	err = blkdev_get(bdev, mode, holder);
	if (err)
		return ERR_PTR(err);
	if ((mode & FMODE_WRITE) && bdev_read_only(bdev)) {
		blkdev_put(bdev, mode);
		return ERR_PTR(-EACCES);
	}
	return bdev;
}

/**
 * blkdev_get_by_dev() - open the block device of a number
 * @dev: the number
 * @mode: as for blkdev_get()
 * @holder: as for blkdev_get()
 *
 * Context: may sleep.
 * Return: it, or ERR_PTR.
 */
struct block_device *blkdev_get_by_dev(dev_t dev, fmode_t mode, void *holder)
{
	struct block_device *bdev = bdget(dev);
	int err;

	if (!bdev)
		return ERR_PTR(-ENOMEM);
	err = blkdev_get(bdev, mode, holder);
	return err ? ERR_PTR(err) : bdev;
}
