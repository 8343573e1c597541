// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/block/loop_ioctl.c - what losetup asks for
 *
 * Locking    lo_ctl_mutex for each device's; /dev/loop-control's take
 *            loop_index_mutex in loop.c.
 * Entry      lo_ioctl() loop_ctl_fops loop_set_status()
 *
 * Mirrors: Linux 4.6 drivers/block/loop.c.
 * Simpler than Linux in: LOOP_SET_STATUS and LOOP_GET_STATUS, of before 2.6, are
 * not known.
 */
#include "loop.h"

#include <linux/capability.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/uaccess.h>

/* In sectors; 0 when the offset is behind the end. */
static loff_t get_loop_size(struct loop_device *lo)
{
	loff_t size = i_size_read(lo->lo_backing_file->f_mapping->host);

	size = size > lo->lo_offset ? size - lo->lo_offset : 0;
	if (lo->lo_sizelimit && lo->lo_sizelimit < size)
		size = lo->lo_sizelimit;
	return size >> 9;
}

/**
 * figure_loop_size() - the disk is as large as the file says
 * @lo: lo_ctl_mutex held, with a file
 * @bdev: the device
 *
 * Context: may sleep.
 * Return: 0.
 */
int figure_loop_size(struct loop_device *lo, struct block_device *bdev)
{
	loff_t size = get_loop_size(lo);

	set_capacity(lo->lo_disk, size);
	bd_set_size(bdev, size << 9);
	return 0;
}

/**
 * loop_set_status() - which part of the file, and what happens on close
 * @lo: lo_ctl_mutex held, with a file
 * @bdev: the device
 * @info: from user space
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int loop_set_status(struct loop_device *lo, struct block_device *bdev,
		    const struct loop_info64 *info)
{
	if (info->lo_encrypt_type != LO_CRYPT_NONE ||
	    info->lo_encrypt_key_size > LO_KEY_SIZE)
		return -EINVAL;
	if (info->lo_offset > LLONG_MAX || info->lo_sizelimit > LLONG_MAX)
		return -EOVERFLOW;
	if (lo->lo_offset != info->lo_offset ||
	    lo->lo_sizelimit != info->lo_sizelimit) {
		/* The cache is that of other bytes. */
		sync_blockdev(bdev);
		invalidate_bdev(bdev);
	}
	lo->lo_offset = info->lo_offset;
	lo->lo_sizelimit = info->lo_sizelimit;
	figure_loop_size(lo, bdev);
	memcpy(lo->lo_file_name, info->lo_file_name, LO_NAME_SIZE);
	lo->lo_file_name[LO_NAME_SIZE - 1] = '\0';
	lo->lo_flags &= ~LO_FLAGS_AUTOCLEAR;
	lo->lo_flags |= info->lo_flags & (LO_FLAGS_AUTOCLEAR |
					  LO_FLAGS_PARTSCAN);
	if (lo->lo_flags & LO_FLAGS_PARTSCAN)
		lo->lo_disk->flags &= ~GENHD_FL_NO_PART_SCAN;
	return 0;
}

static int loop_get_status(struct loop_device *lo, void __user *arg)
{
	struct loop_info64 info = { 0 };
	struct kstat stat;
	int err;

	if (lo->lo_state != Lo_bound)
		return -ENXIO;
	err = vfs_getattr(&lo->lo_backing_file->f_path, &stat, STATX_INO,
			  AT_STATX_SYNC_AS_STAT);
	if (err)
		return err;
	info.lo_number = lo->lo_number;
	info.lo_device = huge_encode_dev(stat.dev);
	info.lo_inode = stat.ino;
	info.lo_rdevice = huge_encode_dev(stat.rdev);
	info.lo_offset = lo->lo_offset;
	info.lo_sizelimit = lo->lo_sizelimit;
	info.lo_flags = lo->lo_flags;
	memcpy(info.lo_file_name, lo->lo_file_name, LO_NAME_SIZE);
	return copy_to_user(arg, &info, sizeof(info)) ? -EFAULT : 0;
}

static int set_status_from_user(struct loop_device *lo,
				struct block_device *bdev, void __user *arg)
{
	struct loop_info64 info;

	if (lo->lo_state != Lo_bound)
		return -ENXIO;
	if (copy_from_user(&info, arg, sizeof(info)))
		return -EFAULT;
	return loop_set_status(lo, bdev, &info);
}

static int configure(struct loop_device *lo, fmode_t mode,
		     struct block_device *bdev, void __user *arg)
{
	struct loop_config config;

	if (copy_from_user(&config, arg, sizeof(config)))
		return -EFAULT;
	if (config.info.lo_flags & ~(LO_FLAGS_READ_ONLY | LO_FLAGS_AUTOCLEAR |
				     LO_FLAGS_PARTSCAN))
		return -EINVAL;
	if (config.block_size && config.block_size != 512)
		return -EINVAL;
	return loop_set_fd(lo, mode, bdev, &config);
}

/* lo_ctl_mutex held. */
static int do_lo_ioctl(struct loop_device *lo, struct block_device *bdev,
		       fmode_t mode, unsigned int cmd, unsigned long arg)
{
	struct loop_config config = { .fd = arg };

	switch (cmd) {
	case LOOP_SET_FD:
		return loop_set_fd(lo, mode, bdev, &config);
	case LOOP_CONFIGURE:
		return configure(lo, mode, bdev, (void __user *)arg);
	case LOOP_CLR_FD:
		return loop_clr_fd(lo, bdev);
	case LOOP_SET_STATUS64:
		return set_status_from_user(lo, bdev, (void __user *)arg);
	case LOOP_GET_STATUS64:
		return loop_get_status(lo, (void __user *)arg);
	case LOOP_SET_CAPACITY:
		return lo->lo_state == Lo_bound ? figure_loop_size(lo, bdev) :
						  -ENXIO;
	case LOOP_CHANGE_FD:
	case LOOP_SET_DIRECT_IO:
	case LOOP_SET_BLOCK_SIZE:
		return lo->lo_state == Lo_bound ? -EINVAL : -ENXIO;
	}
	return -ENOIOCTLCMD;
}

/**
 * lo_ioctl() - ->ioctl() of loop devices
 * @bdev: the device
 * @mode: how it was opened
 * @cmd: LOOP_*
 * @arg: its argument
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int lo_ioctl(struct block_device *bdev, fmode_t mode, unsigned int cmd,
	     unsigned long arg)
{
	struct loop_device *lo = bdev->bd_disk->private_data;
	int err;

	if (bdev != bdev->bd_contains)
		return -ENOTTY;
	if (cmd != LOOP_GET_STATUS64 && !(mode & FMODE_WRITE) &&
	    cmd != LOOP_SET_FD && cmd != LOOP_CONFIGURE &&
	    !capable(CAP_SYS_ADMIN))
		return -EPERM;
	mutex_lock(&lo->lo_ctl_mutex);
	err = do_lo_ioctl(lo, bdev, mode, cmd, arg);
	mutex_unlock(&lo->lo_ctl_mutex);
	if (!err && disk_part_scan_enabled(lo->lo_disk) &&
	    (cmd == LOOP_SET_STATUS64 || cmd == LOOP_CONFIGURE))
		blkdev_reread_part(bdev);
	if (!err && cmd == LOOP_CLR_FD) {
		mutex_lock(&bdev->bd_mutex);
		if (!bdev->bd_part_count)
			drop_partitions(lo->lo_disk);
		mutex_unlock(&bdev->bd_mutex);
	}
	return err;
}

static long loop_control_ioctl(struct file *file, unsigned int cmd,
			       unsigned long arg)
{
	struct loop_device *lo;

	switch (cmd) {
	case LOOP_CTL_ADD:
		return loop_add(NULL, arg);
	case LOOP_CTL_REMOVE:
		return -EOPNOTSUPP;
	case LOOP_CTL_GET_FREE:
		lo = loop_get_free();
		return lo ? lo->lo_number : -ENOSPC;
	}
	return -ENOSYS;
}

const struct file_operations loop_ctl_fops = {
	.open		= nonseekable_open,
	.unlocked_ioctl	= loop_control_ioctl,
	.llseek		= noop_llseek,
};
