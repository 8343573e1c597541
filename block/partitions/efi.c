// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/partitions/efi.c - the GUID partition table
 *
 *	block 0		protective MBR: an entry of type ee
 *	block 1		primary header
 *	2...		entries of 128 bytes
 *	last block	alternate header, its entries before it
 *
 * I1         A header is used only if signature, sizes, its own place, both CRCs
 *            and the place of its entries are right; if the primary is not, the
 *            alternate is asked.
 * I2         Entries are read block by block: no memory depends on the header.
 * Entry      efi_partition()
 *
 * Mirrors: Linux 4.6 block/partitions/efi.c. The layout is chapter 5 of the UEFI
 * specification.
 * Simpler than Linux in: "gpt" on the command line is not known.
 */
#include "check.h"

#include <linux/crc32.h>
#include <linux/string.h>

#include <asm/unaligned.h>

#define GPT_HEADER_SIGNATURE	0x5452415020494645ULL	/* "EFI PART" */
#define GPT_HEADER_MIN		92
#define GPT_MAX_ENTRIES		4096
#define GPT_ENTRY_SIZE		128
#define EFI_PMBR_OSTYPE_EFI_GPT	0xee

struct gpt_header {
	__le64	signature;
	__le32	revision;
	__le32	header_size;
	__le32	header_crc32;
	__le32	reserved1;
	__le64	my_lba;
	__le64	alternate_lba;
	__le64	first_usable_lba;
	__le64	last_usable_lba;
	u8	disk_guid[16];
	__le64	partition_entry_lba;
	__le32	num_partition_entries;
	__le32	sizeof_partition_entry;
	__le32	partition_entry_array_crc32;
} __packed;

struct gpt_entry {
	u8	partition_type_guid[16];
	u8	unique_partition_guid[16];
	__le64	starting_lba;
	__le64	ending_lba;
	__le64	attributes;
	__le16	partition_name[36];
} __packed;

/* What is left of a header that was found good, in the CPU's words. */
struct gpt {
	u64	first_usable, last_usable, entries_lba;
	u32	nr_entries;
};

static u64 last_lba(struct parsed_partitions *state)
{
	return get_capacity(state->bdev->bd_disk) / sectors_per_block(state) - 1;
}

static void *read_lba(struct parsed_partitions *state, u64 lba, Sector *sect)
{
	sect->v = NULL;
	if (lba > last_lba(state))
		return NULL;
	return read_part_sector(state, lba * sectors_per_block(state), sect);
}

static bool is_pmbr_valid(struct parsed_partitions *state)
{
	bool found = false;
	Sector sect;
	const u8 *mbr = read_lba(state, 0, &sect);
	int i;

	if (!mbr)
		return false;
	if (get_unaligned_le16(mbr + 510) == 0xaa55)
		for (i = 0; i < 4; i++)
			if (mbr[446 + 16 * i + 4] == EFI_PMBR_OSTYPE_EFI_GPT)
				found = true;
	put_part_sector(sect);
	return found;
}

/* The CRC of a header, with 0 in place of its own. */
static u32 header_crc(const u8 *block, u32 size)
{
	static const u8 zero[4];
	u32 crc = crc32(~0U, block, 16);

	crc = crc32(crc, zero, 4);
	return ~crc32(crc, block + 20, size - 20);
}

static bool entries_crc_ok(struct parsed_partitions *state, struct gpt *gpt,
			   u32 want)
{
	u32 block_size = bdev_logical_block_size(state->bdev);
	u32 left = gpt->nr_entries * GPT_ENTRY_SIZE, crc = ~0U;
	u64 lba = gpt->entries_lba;

	while (left) {
		u32 n = min(left, block_size);
		Sector sect;
		const u8 *data = read_lba(state, lba++, &sect);

		if (!data)
			return false;
		crc = crc32(crc, data, n);
		put_part_sector(sect);
		left -= n;
	}
	return ~crc == want;
}

/* The header's own block is in memory: is it one (I1)? */
static bool header_ok(struct parsed_partitions *state, const u8 *block, u64 lba,
		      struct gpt *gpt)
{
	const struct gpt_header *h = (const void *)block;
	u32 size = get_unaligned_le32(&h->header_size);
	u64 last = last_lba(state);

	if (get_unaligned_le64(&h->signature) != GPT_HEADER_SIGNATURE ||
	    size < GPT_HEADER_MIN ||
	    size > bdev_logical_block_size(state->bdev) ||
	    header_crc(block, size) != get_unaligned_le32(&h->header_crc32) ||
	    get_unaligned_le64(&h->my_lba) != lba)
		return false;
	gpt->first_usable = get_unaligned_le64(&h->first_usable_lba);
	gpt->last_usable = get_unaligned_le64(&h->last_usable_lba);
	gpt->entries_lba = get_unaligned_le64(&h->partition_entry_lba);
	gpt->nr_entries = get_unaligned_le32(&h->num_partition_entries);
	return gpt->first_usable <= last && gpt->last_usable <= last &&
	       gpt->first_usable <= gpt->last_usable &&
	       gpt->entries_lba <= last &&
	       gpt->nr_entries && gpt->nr_entries <= GPT_MAX_ENTRIES &&
	       get_unaligned_le32(&h->sizeof_partition_entry) == GPT_ENTRY_SIZE;
}

/* *@alternate: where the header says the other one is. */
static bool is_gpt_valid(struct parsed_partitions *state, u64 lba,
			 struct gpt *gpt, u64 *alternate)
{
	const struct gpt_header *h;
	Sector sect;
	const u8 *block = read_lba(state, lba, &sect);
	u32 crc = 0;
	bool ok;

	if (!block)
		return false;
	h = (const void *)block;
	ok = header_ok(state, block, lba, gpt);
	if (ok) {
		crc = get_unaligned_le32(&h->partition_entry_array_crc32);
		*alternate = get_unaligned_le64(&h->alternate_lba);
	}
	put_part_sector(sect);
	return ok && entries_crc_ok(state, gpt, crc);
}

static bool find_valid_gpt(struct parsed_partitions *state, struct gpt *gpt)
{
	u64 last = last_lba(state), other;
	struct gpt agpt;

	if (!last || !is_pmbr_valid(state))
		return false;
	if (is_gpt_valid(state, 1, gpt, &other)) {
		if (!is_gpt_valid(state, other, &agpt, &other) &&
		    !is_gpt_valid(state, last, &agpt, &other))
			pr_warn("GPT: Alternate GPT is invalid, using primary GPT.\n");
		return true;
	}
	if (!is_gpt_valid(state, last, gpt, &other))
		return false;
	pr_warn("GPT: Primary GPT is invalid, using alternate GPT.\n");
	return true;
}

/* The first three fields of a GUID are little endian. */
static void guid_text(const u8 *g, char *text, size_t size)
{
	snprintf(text, size,
		 "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x",
		 get_unaligned_le32(g), get_unaligned_le16(g + 4),
		 get_unaligned_le16(g + 6), g[8], g[9], g[10], g[11], g[12],
		 g[13], g[14], g[15]);
}

static void put_entry(struct parsed_partitions *state, const struct gpt *gpt,
		      const struct gpt_entry *e, int n)
{
	static const u8 unused[16];
	u64 start = get_unaligned_le64(&e->starting_lba);
	u64 end = get_unaligned_le64(&e->ending_lba);
	sector_t unit = sectors_per_block(state);
	struct partition_meta_info *info;
	int i;

	if (!memcmp(e->partition_type_guid, unused, 16) ||
	    start < gpt->first_usable || end > gpt->last_usable || end < start)
		return;
	put_partition(state, n, start * unit, (end - start + 1) * unit);
	info = &state->parts[n].info;
	guid_text(e->unique_partition_guid, info->uuid, sizeof(info->uuid));
	for (i = 0; i < ARRAY_SIZE(e->partition_name); i++) {
		u16 c = get_unaligned_le16(&e->partition_name[i]);

		info->volname[i] = c && (c > 0x7e || c < 0x20) ? '!' : c;
	}
	state->parts[n].has_info = true;
}

/**
 * efi_partition() - look for a GUID partition table
 * @state: gets what is found
 *
 * Context: may sleep.
 * Return: 1: found, 0: none.
 */
int efi_partition(struct parsed_partitions *state)
{
	u32 per_block = bdev_logical_block_size(state->bdev) / GPT_ENTRY_SIZE;
	struct gpt gpt;
	u32 i, nr;

	if (!find_valid_gpt(state, &gpt))
		return 0;
	nr = min_t(u32, gpt.nr_entries, state->limit - 1);
	for (i = 0; i < nr; i++) {
		Sector sect;
		const struct gpt_entry *e;

		e = read_lba(state, gpt.entries_lba + i / per_block, &sect);
		if (!e)
			break;
		put_entry(state, &gpt, e + i % per_block, i + 1);
		put_part_sector(sect);
	}
	return 1;
}
