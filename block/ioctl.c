// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/ioctl.c - what can be asked of, and done to, any block device
 *
 * Entry      blkdev_ioctl()
 *
 * Mirrors: Linux 4.6 block/ioctl.c.
 * Simpler than Linux in: no BLKPG, discard, zero-out, reservations, tracing.
 */
#include "blk.h"

#include <linux/capability.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include <uapi/linux/hdreg.h>

static int put_int(unsigned long arg, int val)
{
	return put_user(val, (int __user *)arg);
}

static int put_ushort(unsigned long arg, unsigned short val)
{
	return put_user(val, (unsigned short __user *)arg);
}

static int put_long(unsigned long arg, long val)
{
	return put_user(val, (long __user *)arg);
}

static int put_u64(unsigned long arg, u64 val)
{
	return put_user(val, (u64 __user *)arg);
}

/**
 * blkdev_reread_part() - read the partition table again
 * @bdev: an open disk
 *
 * Context: may sleep.
 * Return: 0 or -errno; -EBUSY: a partition, or the disk, is busy.
 */
int blkdev_reread_part(struct block_device *bdev)
{
	int res;

	if (!disk_part_scan_enabled(bdev->bd_disk) ||
	    bdev != bdev->bd_contains)
		return -EINVAL;
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (!mutex_trylock(&bdev->bd_mutex))
		return -EBUSY;
	res = rescan_partitions(bdev->bd_disk, bdev);
	mutex_unlock(&bdev->bd_mutex);
	return res;
}

static int blkdev_getgeo(struct block_device *bdev, unsigned long arg)
{
	struct gendisk *disk = bdev->bd_disk;
	struct hd_geometry geo = { 0 };
	int ret;

	if (!arg)
		return -EINVAL;
	if (!disk->fops->getgeo)
		return -ENOTTY;
	geo.start = bdev->bd_part->start_sect;
	ret = disk->fops->getgeo(bdev, &geo);
	if (ret)
		return ret;
	return copy_to_user((void __user *)arg, &geo, sizeof(geo)) ?
		-EFAULT : 0;
}

static int blkdev_bszset(struct block_device *bdev, fmode_t mode,
			 unsigned long arg)
{
	int ret, n;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (!arg)
		return -EINVAL;
	if (get_user(n, (int __user *)arg))
		return -EFAULT;
	if (!(mode & FMODE_EXCL)) {
		bdgrab(bdev);
		if (blkdev_get(bdev, mode | FMODE_EXCL, &bdev) < 0)
			return -EBUSY;
	}
	ret = set_blocksize(bdev, n);
	if (!(mode & FMODE_EXCL))
		blkdev_put(bdev, mode | FMODE_EXCL);
	return ret;
}

/* Of file systems on the device; opening it has the default. */
static int blkdev_raset(struct block_device *bdev, unsigned long sectors)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	blk_get_backing_dev_info(bdev)->ra_pages = sectors * 512 / PAGE_SIZE;
	return 0;
}

static int blkdev_roset(struct block_device *bdev, unsigned long arg)
{
	int n;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (get_user(n, (int __user *)arg))
		return -EFAULT;
	set_device_ro(bdev, n);
	return 0;
}

static int blkdev_flsbuf(struct block_device *bdev)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	fsync_bdev(bdev);
	invalidate_bdev(bdev);
	return 0;
}

/* What the queue's limits answer; -ENOIOCTLCMD: none of these. */
static int blkdev_get_limit(struct block_device *bdev, unsigned int cmd,
			    unsigned long arg)
{
	struct request_queue *q = bdev_get_queue(bdev);

	switch (cmd) {
	case BLKSSZGET:
		return put_int(arg, queue_logical_block_size(q));
	case BLKPBSZGET:
		return put_int(arg, queue_physical_block_size(q));
	case BLKIOMIN:
		return put_int(arg, q->limits.io_min);
	case BLKIOOPT:
		return put_int(arg, q->limits.io_opt);
	case BLKALIGNOFF:
	case BLKDISCARDZEROES:
		return put_int(arg, 0);
	case BLKSECTGET:
		return put_ushort(arg, queue_max_sectors(q));
	case BLKROTATIONAL:
		return put_ushort(arg, !test_bit(QUEUE_FLAG_NONROT,
						 &q->queue_flags));
	case BLKRAGET:
	case BLKFRAGET:
		if (!arg)
			return -EINVAL;
		return put_long(arg, (q->backing_dev_info.ra_pages *
				      PAGE_SIZE) / 512);
	}
	return -ENOIOCTLCMD;
}

/**
 * blkdev_ioctl() - ioctl(2) on a block device
 * @bdev: open
 * @mode: how
 * @cmd: BLK*
 * @arg: its argument
 *
 * Context: may sleep.
 * Return: 0 or -errno; what is not known here, the driver answers.
 */
int blkdev_ioctl(struct block_device *bdev, fmode_t mode, unsigned int cmd,
		 unsigned long arg)
{
	loff_t size = i_size_read(bdev->bd_inode);
	int ret = blkdev_get_limit(bdev, cmd, arg);

	if (ret != -ENOIOCTLCMD)
		return ret;
	switch (cmd) {
	case BLKFLSBUF:
		return blkdev_flsbuf(bdev);
	case BLKRASET:
	case BLKFRASET:
		return blkdev_raset(bdev, arg);
	case BLKROSET:
		return blkdev_roset(bdev, arg);
	case BLKROGET:
		return put_int(arg, bdev_read_only(bdev) != 0);
	case BLKBSZGET:
		return put_int(arg, bdev->bd_block_size);
	case BLKBSZSET:
		return blkdev_bszset(bdev, mode, arg);
	case BLKGETSIZE:
		return put_long(arg, size >> 9);
	case BLKGETSIZE64:
		return put_u64(arg, size);
	case BLKRRPART:
		return blkdev_reread_part(bdev);
	case HDIO_GETGEO:
		return blkdev_getgeo(bdev, arg);
	}
	if (bdev->bd_disk->fops->ioctl)
		ret = bdev->bd_disk->fops->ioctl(bdev, mode, cmd, arg);
	return ret == -ENOIOCTLCMD ? -ENOTTY : ret;
}
