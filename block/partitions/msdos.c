// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/partitions/msdos.c - the table in the master boot record
 *
 *	446	four entries of 16 bytes	partitions 1 to 4
 *	510	55 aa
 *
 * An entry of an extended type is a chain of such records, each with one logical
 * partition and the place of the next record. Logical ones count from 5.
 *
 * I1         A chain ends: it has at most 100 records, whatever it says.
 * Entry      msdos_partition()
 *
 * Mirrors: Linux 4.6 block/partitions/msdos.c.
 * Simpler than Linux in: no tables of other systems inside a partition.
 */
#include "check.h"

#include <linux/string.h>

#include <asm/unaligned.h>

#define MSDOS_LABEL_MAGIC	0xaa55
#define MSDOS_TABLE		446
#define MSDOS_SIGNATURE		440
#define EFI_PMBR_OSTYPE_EFI_GPT	0xee
#define DOS_EXTENDED_PARTITION	0x05
#define WIN98_EXTENDED_PARTITION 0x0f
#define LINUX_EXTENDED_PARTITION 0x85
#define MAX_EBRS		100

struct msdos_partition {
	u8	boot_ind;	/* 0x80: active */
	u8	start_chs[3];
	u8	sys_ind;	/* the type */
	u8	end_chs[3];
	__le32	start_sect;
	__le32	nr_sects;
} __packed;

static u32 nr_sects(const struct msdos_partition *p)
{
	return get_unaligned_le32(&p->nr_sects);
}

static u32 start_sect(const struct msdos_partition *p)
{
	return get_unaligned_le32(&p->start_sect);
}

static bool is_extended(const struct msdos_partition *p)
{
	return nr_sects(p) && (p->sys_ind == DOS_EXTENDED_PARTITION ||
			       p->sys_ind == WIN98_EXTENDED_PARTITION ||
			       p->sys_ind == LINUX_EXTENDED_PARTITION);
}

static bool has_magic(const u8 *data)
{
	return get_unaligned_le16(data + 510) == MSDOS_LABEL_MAGIC;
}

static void set_info(struct parsed_partitions *state, int slot, u32 disksig)
{
	struct partition_meta_info *info = &state->parts[slot].info;

	if (slot >= state->limit)
		return;
	snprintf(info->uuid, sizeof(info->uuid), "%08x-%02x", disksig, slot);
	state->parts[slot].has_info = true;
}

/*
 * One record of a chain: its logical partitions. Return: where the next record
 * is, from the beginning of the chain; 0: this was the last.
 */
static sector_t parse_ebr(struct parsed_partitions *state,
			  const struct msdos_partition *p,
			  sector_t this_sector, sector_t chain_size, u32 disksig)
{
	sector_t unit = sectors_per_block(state);
	sector_t next = 0;
	int i;

	for (i = 0; i < 4; i++, p++) {
		sector_t offs = start_sect(p) * unit;
		sector_t size = nr_sects(p) * unit;

		if (!size)
			continue;
		if (is_extended(p)) {
			if (!next)
				next = offs;
			continue;
		}
		/* The third and fourth are often rubbish: only if inside. */
		if (i >= 2 && (offs + size > chain_size))
			continue;
		put_partition(state, state->next, this_sector + offs, size);
		set_info(state, state->next, disksig);
		if (++state->next >= state->limit)
			return 0;
	}
	return next;
}

static void parse_extended(struct parsed_partitions *state, sector_t first,
			   sector_t size, u32 disksig)
{
	sector_t this_sector = first, next;
	const u8 *data;
	Sector sect;
	int n;

	for (n = 0; n < MAX_EBRS && state->next < state->limit; n++) {
		data = read_part_sector(state, this_sector, &sect);
		if (!data)
			return;
		next = 0;
		if (has_magic(data))
			next = parse_ebr(state, (const void *)(data +
					 MSDOS_TABLE), this_sector, size,
					 disksig);
		put_part_sector(sect);
		if (!next)
			return;
		this_sector = first + next;
	}
}

/* The four entries: anything that makes this no table? */
static bool is_table(const struct msdos_partition *p)
{
	int slot;

	for (slot = 0; slot < 4; slot++, p++)
		if ((p->boot_ind != 0 && p->boot_ind != 0x80) ||
		    p->sys_ind == EFI_PMBR_OSTYPE_EFI_GPT)
			return false;
	return true;
}

/**
 * msdos_partition() - look for a master boot record
 * @state: gets what is found
 *
 * Context: may sleep.
 * Return: 1: found, 0: none, -EIO.
 */
int msdos_partition(struct parsed_partitions *state)
{
	sector_t unit = sectors_per_block(state);
	const struct msdos_partition *p;
	const u8 *data;
	Sector sect;
	u32 disksig;
	int slot;

	data = read_part_sector(state, 0, &sect);
	if (!data)
		return -EIO;
	p = (const void *)(data + MSDOS_TABLE);
	if (!has_magic(data) || !is_table(p)) {
		put_part_sector(sect);
		return 0;
	}
	disksig = get_unaligned_le32(data + MSDOS_SIGNATURE);
	state->next = 5;
	for (slot = 1; slot <= 4; slot++, p++) {
		sector_t start = start_sect(p) * unit;
		sector_t size = nr_sects(p) * unit;

		if (!size)
			continue;
		if (!is_extended(p)) {
			put_partition(state, slot, start, size);
			set_info(state, slot, disksig);
			continue;
		}
		/* Room for a boot loader, not for data: two sectors at most. */
		put_partition(state, slot, start,
			      min(size, max_t(sector_t, unit, 2)));
		set_info(state, slot, disksig);
		state->pp_len += scnprintf(state->pp_buf + state->pp_len,
				sizeof(state->pp_buf) - state->pp_len, " <");
		parse_extended(state, start, size, disksig);
		state->pp_len += scnprintf(state->pp_buf + state->pp_len,
				sizeof(state->pp_buf) - state->pp_len, " >");
	}
	put_part_sector(sect);
	return 1;
}
