// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/partition-generic.c - partitions come and go
 *
 *	rescan_partitions()	the old ones go, the table is read
 *	  check_partition()	GPT first, then MBR: block/partitions/
 *	  add_partition()	hd_struct, number, /dev node
 *
 * I1         No partition changes while one of them is open: -EBUSY.
 * I2         A partition that was added lies in the disk, whatever the table says.
 * Locking    bd_mutex of the whole disk is held throughout.
 * Entry      rescan_partitions() add_partition() delete_partition()
 *            read_part_sector()
 *
 * Mirrors: Linux 4.6 block/partition-generic.c, block/partitions/check.c.
 * Simpler than Linux in: no sysfs, no alignment offsets, no command line tables.
 */
#include "partitions/check.h"

#include <linux/ctype.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/string.h>

static void part_release_rcu(struct rcu_head *head)
{
	struct hd_struct *p = container_of(head, struct hd_struct, rcu_head);

	kfree(p->info);
	kfree(p);
}

/* The last reference is gone; who walks under RCU may still look. */
static void part_release(struct device *dev)
{
	struct hd_struct *p = container_of(dev, struct hd_struct, __dev);

	call_rcu(&p->rcu_head, part_release_rcu);
}

/**
 * delete_partition() - a partition goes
 * @disk: the disk
 * @partno: may be none
 *
 * Context: the disk's bd_mutex; the partition is not open.
 */
void delete_partition(struct gendisk *disk, int partno)
{
	struct hd_struct *part;

	part = rcu_dereference_protected(disk->part_tbl[partno], true);
	if (!part)
		return;
	RCU_INIT_POINTER(disk->part_tbl[partno], NULL);
	blk_free_devt(part_devt(part));
	device_unregister(part_to_dev(part));
}

/**
 * add_partition() - a partition comes
 * @disk: the disk
 * @partno: from 1; not in use
 * @start: first sector
 * @len: sectors
 * @info: names, or NULL; copied
 *
 * Context: the disk's bd_mutex; may sleep.
 * Return: the partition, or ERR_PTR.
 */
struct hd_struct *add_partition(struct gendisk *disk, int partno,
				sector_t start, sector_t len,
				struct partition_meta_info *info)
{
	char name[BDEVNAME_SIZE];
	struct hd_struct *p;
	struct device *dev;
	int err = -ENOMEM;

	if (partno >= disk_max_parts(disk))
		return ERR_PTR(-EINVAL);
	if (rcu_access_pointer(disk->part_tbl[partno]))
		return ERR_PTR(-EBUSY);
	p = kzalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		return ERR_PTR(-ENOMEM);
	p->start_sect = start;
	p->nr_sects = len;
	p->partno = partno;
	p->policy = get_disk_ro(disk);
	dev = part_to_dev(p);
	device_initialize(dev);
	dev->class = &block_class;
	dev->release = part_release;
	dev_set_drvdata(dev, disk);
	if (info) {
		p->info = kmemdup(info, sizeof(*info), GFP_KERNEL);
		if (!p->info)
			goto out_put;
	}
	err = dev_set_name(dev, "%s", disk_name(disk, partno, name));
	if (!err)
		err = blk_alloc_devt(p, &dev->devt);
	if (err)
		goto out_put;
	err = device_add(dev);
	if (err)
		goto out_devt;
	rcu_assign_pointer(disk->part_tbl[partno], p);
	if (partno > disk->last_part)
		WRITE_ONCE(disk->last_part, partno);
	return p;

out_devt:
	blk_free_devt(dev->devt);
out_put:
	put_device(dev);
	return ERR_PTR(err);
}

/* Reading the table. */

/**
 * read_part_sector() - a sector of the disk
 * @state: the disk
 * @n: sector of 512 bytes
 * @p: for put_part_sector()
 *
 * Context: may sleep.
 * Return: its 512 bytes, or NULL: not there or not readable.
 */
void *read_part_sector(struct parsed_partitions *state, sector_t n, Sector *p)
{
	struct address_space *mapping = state->bdev->bd_inode->i_mapping;
	struct page *page;

	p->v = NULL;
	if (n >= get_capacity(state->bdev->bd_disk))
		return NULL;
	page = read_mapping_page(mapping, n >> (PAGE_SHIFT - 9), NULL);
	if (IS_ERR(page))
		return NULL;
	p->v = page;
	return (u8 *)page_address(page) +
	       ((n & ((1 << (PAGE_SHIFT - 9)) - 1)) << 9);
}

/** put_part_sector() - end of read_part_sector() */
void put_part_sector(Sector p)
{
	if (p.v)
		put_page(p.v);
}

/** put_partition() - a parser has found a partition; too high a number is none */
void put_partition(struct parsed_partitions *p, int n, sector_t from,
		   sector_t size)
{
	if (n >= p->limit)
		return;
	p->parts[n].from = from;
	p->parts[n].size = size;
	p->pp_len += scnprintf(p->pp_buf + p->pp_len,
			       sizeof(p->pp_buf) - p->pp_len, " %s%d",
			       p->name, n);
}

/* Return: 1: found, 0: no table, -errno. */
static int check_partition(struct parsed_partitions *state)
{
	int (*const check_part[])(struct parsed_partitions *) = {
		efi_partition, msdos_partition,
	};
	int i, res = 0, err = 0;

	for (i = 0; i < ARRAY_SIZE(check_part) && res <= 0; i++) {
		res = check_part[i](state);
		if (res < 0)
			err = res;
	}
	if (res > 0)
		pr_info(" %s\n", state->pp_buf);
	else if (err)
		pr_info(" %s unable to read partition table\n", state->pp_buf);
	else
		pr_info(" %s unknown partition table\n", state->pp_buf);
	return res > 0 ? 1 : err;
}

/* Adds what was found, as far as it lies in the disk (I2). */
static void add_found(struct gendisk *disk, struct parsed_partitions *state,
		      int p)
{
	sector_t from = state->parts[p].from, size = state->parts[p].size;
	sector_t capacity = get_capacity(disk);
	struct hd_struct *part;

	if (!size)
		return;
	if (from >= capacity) {
		pr_warn("%s: p%d start %llu is beyond EOD, ignored\n",
			disk->disk_name, p, from);
		return;
	}
	if (size > capacity - from) {
		pr_warn("%s: p%d size %llu extends beyond EOD, truncated\n",
			disk->disk_name, p, size);
		size = capacity - from;
	}
	part = add_partition(disk, p, from, size, state->parts[p].has_info ?
			     &state->parts[p].info : NULL);
	if (IS_ERR(part))
		pr_err(" %s: p%d could not be added: %ld\n", disk->disk_name,
		       p, -PTR_ERR(part));
}

/**
 * drop_partitions() - a disk has no partitions any more
 * @disk: none of them is open; bd_mutex held
 *
 * Context: may sleep.
 */
void drop_partitions(struct gendisk *disk)
{
	int p;

	for (p = 1; p <= disk->last_part; p++)
		delete_partition(disk, p);
	WRITE_ONCE(disk->last_part, 0);
}

/**
 * rescan_partitions() - read a disk's partition table
 * @disk: the disk
 * @bdev: its block device, open, bd_mutex held
 *
 * Context: may sleep.
 * Return: 0, -EBUSY when a partition is open, or -errno.
 */
int rescan_partitions(struct gendisk *disk, struct block_device *bdev)
{
	struct parsed_partitions *state;
	int p, err;

	if (bdev->bd_part_count)
		return -EBUSY;
	state = kzalloc(sizeof(*state), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	sync_blockdev(bdev);
	invalidate_bdev(bdev);
	bdev->bd_invalidated = 0;
	drop_partitions(disk);

	state->bdev = bdev;
	state->limit = disk_max_parts(disk);
	disk_name(disk, 0, state->name);
	state->pp_len = scnprintf(state->pp_buf, sizeof(state->pp_buf), "%s:",
				  state->name);
	if (isdigit(state->name[strlen(state->name) - 1]))
		strlcpy(state->name, "p", sizeof(state->name));
	err = get_capacity(disk) ? check_partition(state) : 0;
	for (p = 1; err > 0 && p < state->limit; p++)
		add_found(disk, state, p);
	kfree(state);
	return min(err, 0);
}
