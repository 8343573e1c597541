// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/genhd.c - disks: their names, numbers and partitions
 *
 * Data       all_disks: every gendisk that was added. A number major:minor is
 *            partition minor - first_minor of the disk whose range it is in.
 *            ext_devt_idr: numbers 259:n, for partitions beyond that range.
 * I1         A disk that was added stays, so a pointer to it needs no reference.
 * I2         A hd_struct in part_tbl[n] has partno n. Who finds one under RCU
 *            takes a reference to its device, or leaves it.
 * Locking    block_class_lock: majors, all_disks, ext_devt_idr.
 *            bd_mutex of the whole disk: changes of part_tbl.
 *            Order: bd_mutex > block_class_lock.
 * Entry      register_blkdev() alloc_disk() add_disk() get_gendisk()
 *            disk_get_part() blk_lookup_devt()
 *
 * Mirrors: Linux 4.6 block/genhd.c. Statistics and /proc: genhd_stat.c,
 * genhd_proc.c. Partitions: partition-generic.c.
 * Simpler than Linux in: disks are not removed, no events, no sysfs, a list in
 * place of drivers/base/map.c.
 */
#include "blk.h"

#include <linux/ctype.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#define BLKDEV_MAJOR_DYN_END	234
#define NR_EXT_DEVT		(1 << MINORBITS)

struct blk_major_name {
	struct list_head	list;		/* block_class_lock, by major */
	unsigned int		major;
	char			name[16];
};

static DEFINE_MUTEX(block_class_lock);
static LIST_HEAD(major_names);
static LIST_HEAD(all_disks);
static DEFINE_IDR(ext_devt_idr);

static char *block_devnode(struct device *dev, umode_t *mode)
{
	if (mode)
		*mode = 0660;
	return NULL;
}

struct class block_class = {
	.name		= "block",
	.devnode	= block_devnode,
};

/* Majors. */

static struct blk_major_name *find_major(unsigned int major)
{
	struct blk_major_name *n;

	list_for_each_entry(n, &major_names, list)
		if (n->major == major)
			return n;
	return NULL;
}

static unsigned int find_dynamic_major(void)
{
	unsigned int major;

	for (major = 254; major >= BLKDEV_MAJOR_DYN_END; major--)
		if (!find_major(major))
			return major;
	return 0;
}

/**
 * register_blkdev() - a driver takes a major number
 * @major: the number, or 0: a free one
 * @name: for /proc/devices
 *
 * Context: may sleep.
 * Return: 0, the number if @major is 0, or -errno; -EBUSY: taken.
 */
int register_blkdev(unsigned int major, const char *name)
{
	struct blk_major_name *n, *pos;
	int ret = 0;

	if (major >= BLKDEV_MAJOR_MAX)
		return -EINVAL;
	n = kzalloc(sizeof(*n), GFP_KERNEL);
	if (!n)
		return -ENOMEM;
	mutex_lock(&block_class_lock);
	if (!major)
		ret = major = find_dynamic_major();
	if (!major || find_major(major)) {
		mutex_unlock(&block_class_lock);
		kfree(n);
		return -EBUSY;
	}
	n->major = major;
	strlcpy(n->name, name, sizeof(n->name));
	list_for_each_entry(pos, &major_names, list)
		if (pos->major > major)
			break;
	list_add_tail(&n->list, &pos->list);
	mutex_unlock(&block_class_lock);
	return ret;
}

/**
 * blkdev_show() - /proc/devices
 * @m: where to
 * @offset: major number
 *
 * Context: may sleep.
 */
void blkdev_show(struct seq_file *m, off_t offset)
{
	struct blk_major_name *n;

	mutex_lock(&block_class_lock);
	n = find_major(offset);
	if (n)
		seq_printf(m, "%3u %s\n", n->major, n->name);
	mutex_unlock(&block_class_lock);
}

/* Numbers of partitions. */

/**
 * blk_alloc_devt() - the number of a partition
 * @part: of a disk that has number and minors
 * @devt: gets the number
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int blk_alloc_devt(struct hd_struct *part, dev_t *devt)
{
	struct gendisk *disk = part_to_disk(part);
	int idx;

	if (part->partno < disk->minors) {
		*devt = MKDEV(disk->major, disk->first_minor + part->partno);
		return 0;
	}
	mutex_lock(&block_class_lock);
	idx = idr_alloc(&ext_devt_idr, part, 0, NR_EXT_DEVT, GFP_KERNEL);
	mutex_unlock(&block_class_lock);
	if (idx < 0)
		return idx == -ENOSPC ? -EBUSY : idx;
	*devt = MKDEV(BLOCK_EXT_MAJOR, idx);
	return 0;
}

/**
 * blk_free_devt() - undo blk_alloc_devt()
 * @devt: the number
 *
 * Context: may sleep.
 */
void blk_free_devt(dev_t devt)
{
	if (MAJOR(devt) != BLOCK_EXT_MAJOR)
		return;
	mutex_lock(&block_class_lock);
	idr_remove(&ext_devt_idr, MINOR(devt));
	mutex_unlock(&block_class_lock);
}

/**
 * get_gendisk() - which disk, and which part of it, has this number?
 * @devt: the number
 * @partno: gets the partition's number, 0 for the whole disk
 *
 * Context: may sleep.
 * Return: the disk, which stays (I1), or NULL.
 */
struct gendisk *get_gendisk(dev_t devt, int *partno)
{
	struct gendisk *disk, *found = NULL;
	struct hd_struct *part;

	mutex_lock(&block_class_lock);
	if (MAJOR(devt) == BLOCK_EXT_MAJOR) {
		part = idr_find(&ext_devt_idr, MINOR(devt));
		if (part) {
			found = part_to_disk(part);
			*partno = part->partno;
		}
	}
	list_for_each_entry(disk, &all_disks, list) {
		if (disk->major == MAJOR(devt) &&
		    MINOR(devt) - disk->first_minor < disk->minors) {
			found = disk;
			*partno = MINOR(devt) - disk->first_minor;
			break;
		}
	}
	mutex_unlock(&block_class_lock);
	return found;
}

/**
 * for_each_disk() - call a function for every disk
 * @fn: nonzero ends it
 * @data: for @fn
 *
 * Context: may sleep; @fn must not add disks or open them.
 * Return: what @fn last returned.
 */
int for_each_disk(int (*fn)(struct gendisk *disk, void *data), void *data)
{
	struct gendisk *disk;
	int ret = 0;

	mutex_lock(&block_class_lock);
	list_for_each_entry(disk, &all_disks, list) {
		ret = fn(disk, data);
		if (ret)
			break;
	}
	mutex_unlock(&block_class_lock);
	return ret;
}

/* Partitions. */

/**
 * disk_get_part() - a partition of a disk
 * @disk: the disk
 * @partno: 0 for the whole disk
 *
 * Context: any.
 * Return: it with a reference, or NULL.
 */
struct hd_struct *disk_get_part(struct gendisk *disk, int partno)
{
	struct hd_struct *part = NULL;

	if (partno < 0 || partno >= DISK_MAX_PARTS)
		return NULL;
	rcu_read_lock();
	part = rcu_dereference(disk->part_tbl[partno]);
	if (part && !kref_get_unless_zero(&part_to_dev(part)->kref))
		part = NULL;
	rcu_read_unlock();
	return part;
}

/**
 * disk_put_part() - drop the reference of disk_get_part()
 * @part: or NULL
 *
 * Context: any.
 */
void disk_put_part(struct hd_struct *part)
{
	if (part)
		put_device(part_to_dev(part));
}

/**
 * disk_name() - "vda", "vda1", "loop0p1"
 * @disk: the disk
 * @partno: 0 for the whole disk
 * @buf: BDEVNAME_SIZE bytes
 *
 * Return: @buf.
 */
char *disk_name(struct gendisk *disk, int partno, char *buf)
{
	size_t len = strlen(disk->disk_name);

	if (!partno)
		snprintf(buf, BDEVNAME_SIZE, "%s", disk->disk_name);
	else if (len && isdigit(disk->disk_name[len - 1]))
		snprintf(buf, BDEVNAME_SIZE, "%sp%d", disk->disk_name, partno);
	else
		snprintf(buf, BDEVNAME_SIZE, "%s%d", disk->disk_name, partno);
	return buf;
}

/** bdevname() - disk_name() of an open block device */
const char *bdevname(struct block_device *bdev, char *buf)
{
	return disk_name(bdev->bd_disk, bdev->bd_part->partno, buf);
}

/** set_device_ro() - forbid or allow writing to an open device */
void set_device_ro(struct block_device *bdev, int flag)
{
	WRITE_ONCE(bdev->bd_part->policy, flag);
}

/** set_disk_ro() - forbid or allow writing to a disk, before add_disk() too */
void set_disk_ro(struct gendisk *disk, int flag)
{
	WRITE_ONCE(disk->part0.policy, flag);
}

/** bdev_read_only() - is writing to an open device, or to its disk, forbidden? */
int bdev_read_only(struct block_device *bdev)
{
	if (!bdev || !bdev->bd_part)
		return 0;
	return READ_ONCE(bdev->bd_part->policy) || get_disk_ro(bdev->bd_disk);
}

/* Disks. */

/**
 * alloc_disk() - a disk that nobody knows yet
 * @minors: numbers for it and its partitions
 *
 * Context: may sleep.
 * Return: the disk, or NULL.
 */
struct gendisk *alloc_disk(int minors)
{
	struct gendisk *disk = kzalloc(sizeof(*disk), GFP_KERNEL);

	if (!disk)
		return NULL;
	disk->minors = minors;
	INIT_LIST_HEAD(&disk->list);
	device_initialize(disk_to_dev(disk));
	disk_to_dev(disk)->class = &block_class;
	return disk;
}

/**
 * put_disk() - a disk that was not added
 * @disk: goes
 *
 * Context: any.
 */
void put_disk(struct gendisk *disk)
{
	kfree(disk);
}

/* Its node, and a first look at its partitions. */
static void register_disk(struct gendisk *disk)
{
	struct device *ddev = disk_to_dev(disk);
	struct block_device *bdev;
	int err;

	err = dev_set_name(ddev, "%s", disk->disk_name);
	if (!err)
		err = device_add(ddev);
	if (err)
		pr_warn("%s: no device node: error %d\n", disk->disk_name, err);
	if (!disk_part_scan_enabled(disk) || !get_capacity(disk))
		return;
	bdev = bdget(disk_devt(disk));
	if (!bdev)
		return;
	bdev->bd_invalidated = 1;
	if (!blkdev_get(bdev, FMODE_READ, NULL))
		blkdev_put(bdev, FMODE_READ);
}

/**
 * add_disk() - a disk can be used from here on
 * @disk: number, name, fops, queue and capacity are set; it stays
 *
 * Context: may sleep; reads the disk.
 */
void add_disk(struct gendisk *disk)
{
	disk->flags |= GENHD_FL_UP;
	disk_to_dev(disk)->devt = disk_devt(disk);
	rcu_assign_pointer(disk->part_tbl[0], &disk->part0);
	mutex_lock(&block_class_lock);
	list_add_tail(&disk->list, &all_disks);
	mutex_unlock(&block_class_lock);
	register_disk(disk);
}

/* Names, for root=. */

struct lookup {
	const char	*text;
	size_t		len;
	int		partno;
	dev_t		found;
};

static int match_name(struct gendisk *disk, void *data)
{
	struct lookup *l = data;
	struct hd_struct *part;

	if (strcmp(disk->disk_name, l->text))
		return 0;
	part = disk_get_part(disk, l->partno);
	if (part)
		l->found = part_devt(part);
	disk_put_part(part);
	return 1;
}

/**
 * blk_lookup_devt() - the number of a disk's partition
 * @name: of the disk
 * @partno: 0 for the whole disk
 *
 * Context: may sleep.
 * Return: the number, or 0.
 */
dev_t blk_lookup_devt(const char *name, int partno)
{
	struct lookup l = { .text = name, .partno = partno };

	for_each_disk(match_name, &l);
	return l.found;
}

static int match_uuid(struct gendisk *disk, void *data)
{
	struct lookup *l = data;
	int i;

	for (i = 1; i < DISK_MAX_PARTS && !l->found; i++) {
		struct hd_struct *part = disk_get_part(disk, i);

		if (part && part->info && l->len == strlen(part->info->uuid) &&
		    !strncasecmp(part->info->uuid, l->text, l->len))
			l->found = part_devt(part);
		disk_put_part(part);
	}
	return l->found != 0;
}

/**
 * blk_lookup_partuuid() - the number of the partition with this PARTUUID
 * @uuid: text
 * @len: its length
 *
 * Context: may sleep.
 * Return: the number, or 0.
 */
dev_t blk_lookup_partuuid(const char *uuid, size_t len)
{
	struct lookup l = { .text = uuid, .len = len };

	for_each_disk(match_uuid, &l);
	return l.found;
}

/**
 * genhd_device_init() - the class of disks
 *
 * Context: boot.
 */
void __init genhd_device_init(void)
{
	class_register(&block_class);
	register_blkdev(BLOCK_EXT_MAJOR, "blkext");
}
