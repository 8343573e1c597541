// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/genhd_proc.c - /proc/partitions and /proc/diskstats
 *
 * Entry      genhd_proc_init()
 * Mirrors: Linux 4.6 block/genhd.c.
 */
#include "blk.h"

#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

static void show_partition(struct seq_file *m, struct hd_struct *part)
{
	char buf[BDEVNAME_SIZE];

	if (!READ_ONCE(part->nr_sects))
		return;
	seq_printf(m, "%4d  %7d %10llu %s\n", MAJOR(part_devt(part)),
		   MINOR(part_devt(part)), READ_ONCE(part->nr_sects) >> 1,
		   disk_name(part_to_disk(part), part->partno, buf));
}

static unsigned long ticks_ms(struct hd_struct *part, int rw)
{
	return atomic_long_read(&part->dkstats.ticks[rw]) / NSEC_PER_MSEC;
}

static void show_dir(struct seq_file *m, struct hd_struct *part, int rw)
{
	struct disk_stats *st = &part->dkstats;

	seq_printf(m, " %lld %lld %lld %lu", atomic_long_read(&st->ios[rw]),
		   atomic_long_read(&st->merges[rw]),
		   atomic_long_read(&st->sectors[rw]), ticks_ms(part, rw));
}

static void show_stats(struct seq_file *m, struct hd_struct *part)
{
	char buf[BDEVNAME_SIZE];

	if (part->partno && !READ_ONCE(part->nr_sects))
		return;
	seq_printf(m, "%4d %7d %s", MAJOR(part_devt(part)),
		   MINOR(part_devt(part)),
		   disk_name(part_to_disk(part), part->partno, buf));
	show_dir(m, part, READ);
	show_dir(m, part, WRITE);
	seq_printf(m, " %d %lld %lu\n",
		   atomic_read(&part->in_flight[READ]) +
		   atomic_read(&part->in_flight[WRITE]),
		   atomic_long_read(&part->dkstats.io_ticks) / NSEC_PER_MSEC,
		   ticks_ms(part, READ) + ticks_ms(part, WRITE));
}

struct show {
	struct seq_file	*m;
	void		(*fn)(struct seq_file *m, struct hd_struct *part);
};

static int show_disk(struct gendisk *disk, void *data)
{
	struct show *show = data;
	int i;

	for (i = 0; i <= READ_ONCE(disk->last_part); i++) {
		struct hd_struct *part = disk_get_part(disk, i);

		if (part)
			show->fn(show->m, part);
		disk_put_part(part);
	}
	return 0;
}

static int partitions_show(struct seq_file *m, void *v)
{
	struct show show = { m, show_partition };

	seq_puts(m, "major minor  #blocks  name\n\n");
	for_each_disk(show_disk, &show);
	return 0;
}

static int diskstats_show(struct seq_file *m, void *v)
{
	struct show show = { m, show_stats };

	for_each_disk(show_disk, &show);
	return 0;
}

/**
 * genhd_proc_init() - the files of /proc about disks
 *
 * Context: boot, after proc_root_init().
 */
void __init genhd_proc_init(void)
{
	proc_create_single("partitions", 0, NULL, partitions_show);
	proc_create_single("diskstats", 0, NULL, diskstats_show);
}
