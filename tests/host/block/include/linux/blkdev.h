/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tests/host/block/include/linux/blkdev.h - as much of a disk as the parsers of
 * partition tables see
 */
#ifndef _LINUX_BLKDEV_H
#define _LINUX_BLKDEV_H

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/types.h>

#define BDEVNAME_SIZE		32
#define DISK_MAX_PARTS		256
#define PARTITION_META_INFO_VOLNAMELTH 64
#define PARTITION_META_INFO_UUIDLTH 37

struct bio;
struct blk_plug;
struct page;
struct request;

struct partition_meta_info {
	char	uuid[PARTITION_META_INFO_UUIDLTH];
	u8	volname[PARTITION_META_INFO_VOLNAMELTH];
};

struct request_queue {
	struct {
		unsigned short logical_block_size;
	} limits;
};

struct gendisk {
	struct request_queue	*queue;
	sector_t		capacity;
};

struct block_device {
	struct gendisk		*bd_disk;
};

static inline sector_t get_capacity(struct gendisk *disk)
{
	return disk->capacity;
}

static inline void set_capacity(struct gendisk *disk, sector_t size)
{
	disk->capacity = size;
}

static inline unsigned short bdev_logical_block_size(struct block_device *bdev)
{
	return bdev->bd_disk->queue->limits.logical_block_size;
}

#endif
