// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/super_bdev.c - super blocks of filesystems on block devices
 *
 * I1         A device has one super block of a type, whoever mounts it; the
 *            device is held exclusively (FMODE_EXCL) by the type for it, once
 *            for all mounts.
 * Locking    s_umount > bd_mutex.
 * Entry      mount_bdev() kill_block_super() sb_set_blocksize()
 *            sb_min_blocksize()
 *
 * Mirrors: Linux 4.6 fs/super.c and fs/block_dev.c.
 */
#include <linux/fs.h>

#include <linux/blkdev.h>
#include <linux/log2.h>
#include <linux/string.h>

/**
 * sb_set_blocksize() - choose the size of a filesystem's blocks
 * @sb: on a device
 * @size: bytes
 *
 * The device's page cache is written and dropped, if its size was another.
 *
 * Context: may sleep.
 * Return: @size, or 0 if the device cannot.
 */
int sb_set_blocksize(struct super_block *sb, int size)
{
	if (set_blocksize(sb->s_bdev, size))
		return 0;
	sb->s_blocksize = size;
	sb->s_blocksize_bits = ilog2(size);
	return sb->s_blocksize;
}

/**
 * sb_min_blocksize() - the smallest the device can, but not less than @size
 * @sb: on a device
 * @size: bytes
 *
 * Context: may sleep.
 * Return: what was chosen, or 0.
 */
int sb_min_blocksize(struct super_block *sb, int size)
{
	return sb_set_blocksize(sb, max_t(int, size,
					  bdev_logical_block_size(sb->s_bdev)));
}

static int set_bdev_super(struct super_block *s, void *data)
{
	s->s_bdev = data;
	s->s_dev = s->s_bdev->bd_dev;
	s->s_bdi = blk_get_backing_dev_info(s->s_bdev);
	return 0;
}

static int test_bdev_super(struct super_block *s, void *data)
{
	return s->s_bdev == data;
}

/* A new super block, s_umount held. */
static int fill_bdev_super(struct super_block *s, fmode_t mode, void *data,
			   int (*fill_super)(struct super_block *sb,
					     void *data, int silent))
{
	int error;

	s->s_mode = mode;
	bdevname(s->s_bdev, s->s_id);
	if (!sb_set_blocksize(s, s->s_bdev->bd_block_size))
		return -EINVAL;
	error = fill_super(s, data, s->s_flags & SB_SILENT ? 1 : 0);
	if (error)
		return error;
	s->s_flags |= SB_ACTIVE;
	s->s_bdev->bd_super = s;
	return 0;
}

/**
 * mount_bdev() - ->mount() of filesystems on block devices
 * @fs_type: the filesystem
 * @flags: SB_*
 * @dev_name: path of the device
 * @data: options
 * @fill_super: reads it
 *
 * Context: may sleep.
 * Return: the root dentry, s_umount held for writing; or an ERR_PTR:
 * -ENOTBLK, -ENXIO, -EACCES for a read-only device, -EBUSY.
 */
struct dentry *mount_bdev(struct file_system_type *fs_type, int flags,
			  const char *dev_name, void *data,
			  int (*fill_super)(struct super_block *sb, void *data,
					    int silent))
{
	fmode_t mode = FMODE_READ | FMODE_EXCL;
	struct block_device *bdev;
	struct super_block *s;
	int error;

	if (!(flags & SB_RDONLY))
		mode |= FMODE_WRITE;
	bdev = blkdev_get_by_path(dev_name, mode, fs_type);
	if (IS_ERR(bdev))
		return ERR_CAST(bdev);
	s = sget(fs_type, test_bdev_super, set_bdev_super, flags, bdev);
	if (IS_ERR(s)) {
		blkdev_put(bdev, mode);
		return ERR_CAST(s);
	}
	if (!s->s_root) {
		/* From here on kill_block_super() closes the device. */
		error = fill_bdev_super(s, mode, data, fill_super);
		if (error) {
			deactivate_locked_super(s);
			return ERR_PTR(error);
		}
		return dget(s->s_root);
	}
	if ((flags ^ s->s_flags) & SB_RDONLY) {
		deactivate_locked_super(s);
		blkdev_put(bdev, mode);
		return ERR_PTR(-EBUSY);
	}
	/* The super block has it open (I1); closing takes bd_mutex only. */
	up_write(&s->s_umount);
	blkdev_put(bdev, mode);
	down_write(&s->s_umount);
	return dget(s->s_root);
}

/**
 * kill_block_super() - ->kill_sb() of filesystems on block devices
 * @sb: see generic_shutdown_super()
 *
 * Context: may sleep.
 */
void kill_block_super(struct super_block *sb)
{
	struct block_device *bdev = sb->s_bdev;
	fmode_t mode = sb->s_mode;

	/* sget() could not finish it: the device is still mount_bdev()'s. */
	if (!mode) {
		generic_shutdown_super(sb);
		return;
	}
	bdev->bd_super = NULL;
	generic_shutdown_super(sb);
	sync_blockdev(bdev);
	blkdev_put(bdev, mode | FMODE_EXCL);
}
