/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/genhd.h - disks and their partitions
 *
 *	gendisk -> part0 (hd_struct: the whole disk), part_tbl[1..] (partitions)
 *	   |-> queue, fops (the driver)
 *
 * Mirrors: Linux 4.6 include/linux/genhd.h.
 * Simpler than Linux in: a disk that was added stays; partitions come and go.
 */
#ifndef _LINUX_GENHD_H
#define _LINUX_GENHD_H

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/kdev_t.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/types.h>

struct block_device;
struct block_device_operations;
struct request_queue;
struct seq_file;

#define DISK_NAME_LEN		32
#define BLKDEV_MAJOR_MAX	512
#define DISK_MAX_PARTS		256
#define BLOCK_EXT_MAJOR		259	/* partitions without a minor */
#define PARTITION_META_INFO_VOLNAMELTH 64
#define PARTITION_META_INFO_UUIDLTH 37	/* text and a 0 */

/* Indexed by READ, WRITE.  All [a]. */
struct disk_stats {
	atomic_long_t	sectors[2];
	atomic_long_t	ios[2];
	atomic_long_t	merges[2];
	atomic_long_t	ticks[2];	/* ns that requests took */
	atomic_long_t	io_ticks;	/* ns with something in flight */
};

struct partition_meta_info {
	char	uuid[PARTITION_META_INFO_UUIDLTH];
	u8	volname[PARTITION_META_INFO_VOLNAMELTH];
};

/* [I] immutable once in part_tbl   [a] atomic   [m] the whole bdev's bd_mutex */
struct hd_struct {
	sector_t	start_sect;	/* [I] */
	sector_t	nr_sects;	/* [I]; part0: set_capacity() */
	struct device	__dev;		/* its node and its references */
	int		policy;		/* [a] 1: read only */
	int		partno;		/* [I] 0: the whole disk */
	struct partition_meta_info *info; /* [I] or NULL */
	struct disk_stats dkstats;	/* [a] */
	atomic_t	in_flight[2];	/* [a] */
	atomic_long_t	stamp;		/* [a] when in_flight last changed, ns */
	struct rcu_head	rcu_head;
};

#define GENHD_FL_REMOVABLE		1
#define GENHD_FL_UP			16
#define GENHD_FL_SUPPRESS_PARTITION_INFO 32	/* not in /proc/partitions */
#define GENHD_FL_EXT_DEVT		64
#define GENHD_FL_NO_PART_SCAN		512

/* [I] immutable after add_disk()   [m] bd_mutex of the whole disk, RCU read */
struct gendisk {
	int		major;		/* [I] */
	int		first_minor;	/* [I] */
	int		minors;		/* [I] 1: none for partitions */
	char		disk_name[DISK_NAME_LEN];	/* [I] */
	struct hd_struct __rcu *part_tbl[DISK_MAX_PARTS];	/* [m] */
	int		last_part;	/* [m] the highest partno in use */
	struct hd_struct part0;
	const struct block_device_operations *fops;	/* [I] */
	struct request_queue *queue;	/* [I] */
	void		*private_data;	/* [I] the driver's */
	int		flags;		/* GENHD_FL_* */
	struct list_head list;		/* block_class_lock: all disks */
};

#define disk_to_dev(disk)	(&(disk)->part0.__dev)
#define part_to_dev(part)	(&(part)->__dev)

static inline struct gendisk *part_to_disk(struct hd_struct *part)
{
	if (part->partno)
		return dev_get_drvdata(part_to_dev(part));
	return container_of(part, struct gendisk, part0);
}

static inline dev_t disk_devt(struct gendisk *disk)
{
	return MKDEV(disk->major, disk->first_minor);
}

static inline dev_t part_devt(struct hd_struct *part)
{
	return part_to_dev(part)->devt;
}

static inline int disk_max_parts(struct gendisk *disk)
{
	return disk->flags & GENHD_FL_EXT_DEVT ? DISK_MAX_PARTS : disk->minors;
}

static inline bool disk_part_scan_enabled(struct gendisk *disk)
{
	return disk_max_parts(disk) > 1 &&
	       !(disk->flags & GENHD_FL_NO_PART_SCAN);
}

static inline sector_t get_start_sect_part(struct hd_struct *part)
{
	return part->start_sect;
}

static inline sector_t get_capacity(struct gendisk *disk)
{
	return READ_ONCE(disk->part0.nr_sects);
}

static inline void set_capacity(struct gendisk *disk, sector_t size)
{
	WRITE_ONCE(disk->part0.nr_sects, size);
}

static inline int get_disk_ro(struct gendisk *disk)
{
	return READ_ONCE(disk->part0.policy);
}

/* block/genhd.c */
extern struct class block_class;

int register_blkdev(unsigned int major, const char *name);
void blkdev_show(struct seq_file *m, off_t offset);
struct gendisk *alloc_disk(int minors);
void put_disk(struct gendisk *disk);	/* only before add_disk() */
void add_disk(struct gendisk *disk);
struct gendisk *get_gendisk(dev_t dev, int *partno);
struct hd_struct *disk_get_part(struct gendisk *disk, int partno);
void disk_put_part(struct hd_struct *part);
char *disk_name(struct gendisk *disk, int partno, char *buf);
void set_device_ro(struct block_device *bdev, int flag);
void set_disk_ro(struct gendisk *disk, int flag);
int bdev_read_only(struct block_device *bdev);
dev_t blk_lookup_devt(const char *name, int partno);
dev_t blk_lookup_partuuid(const char *uuid, size_t len);
int blk_alloc_devt(struct hd_struct *part, dev_t *devt);
void blk_free_devt(dev_t devt);
int for_each_disk(int (*fn)(struct gendisk *disk, void *data), void *data);
void genhd_device_init(void);
void genhd_proc_init(void);

/* block/partition-generic.c */
struct hd_struct *add_partition(struct gendisk *disk, int partno,
				sector_t start, sector_t len,
				struct partition_meta_info *info);
void delete_partition(struct gendisk *disk, int partno);
void drop_partitions(struct gendisk *disk);
int rescan_partitions(struct gendisk *disk, struct block_device *bdev);

#endif /* _LINUX_GENHD_H */
