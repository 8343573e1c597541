/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * block/partitions/check.h - what the parsers of partition tables share
 *
 * Mirrors: Linux 4.6 block/partitions/check.h.
 */
#ifndef _BLOCK_PARTITIONS_CHECK_H
#define _BLOCK_PARTITIONS_CHECK_H

#include <linux/blkdev.h>

#include "../blk.h"

typedef struct {
	struct page *v;
} Sector;

/* What a parser finds; not checked against the disk's size. */
struct parsed_partitions {
	struct block_device	*bdev;
	char			name[BDEVNAME_SIZE];
	struct {
		sector_t	from;
		sector_t	size;
		bool		has_info;
		struct partition_meta_info info;
	} parts[DISK_MAX_PARTS];
	int			next;		/* free slot, for logical ones */
	int			limit;		/* of slots */
	size_t			pp_len;		/* of what is in pp_buf */
	char			pp_buf[1024];	/* what the log will say */
};

void *read_part_sector(struct parsed_partitions *state, sector_t n, Sector *p);
void put_part_sector(Sector p);
void put_partition(struct parsed_partitions *p, int n, sector_t from,
		   sector_t size);

/* Whole sectors of the device in units of 512 bytes. */
static inline sector_t sectors_per_block(struct parsed_partitions *state)
{
	return bdev_logical_block_size(state->bdev) >> 9;
}

#endif /* _BLOCK_PARTITIONS_CHECK_H */
