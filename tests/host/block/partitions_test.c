// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/partitions/msdos.c and efi.c on tables with each bit turned, disks cut
 * everywhere, and noise.  A sector is in memory of just its size, so that ASan
 * sees a byte read too far; what a parser may ask of the disk is counted, so
 * that it cannot go on for ever.
 */
#include <linux/crc32.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <asm/unaligned.h>

#include "../../../block/partitions/check.h"
#include "../tap.h"

#define SECTORS		256
#define MOST_READS	20000

static u8 image[SECTORS * 512];
static struct request_queue queue;
static struct gendisk disk = { .queue = &queue };
static struct block_device bdev = { .bd_disk = &disk };
static struct parsed_partitions state;
static int reads, held;

/* The disk. */

void *read_part_sector(struct parsed_partitions *p, sector_t n, Sector *sect)
{
	u8 *copy;

	sect->v = NULL;
	if (n >= get_capacity(&disk) || ++reads > MOST_READS)
		return NULL;
	copy = host_malloc(512);
	memcpy(copy, image + n * 512, 512);
	sect->v = (struct page *)copy;
	held++;
	return copy;
}

void put_part_sector(Sector sect)
{
	if (sect.v)
		held--;
	host_free(sect.v);
}

void put_partition(struct parsed_partitions *p, int n, sector_t from,
		   sector_t size)
{
	CHECK(n > 0);
	if (n >= p->limit)
		return;
	p->parts[n].from = from;
	p->parts[n].size = size;
}

static int parse(int (*parser)(struct parsed_partitions *), sector_t capacity)
{
	int ret;

	memset(&state, 0, sizeof(state));
	state.bdev = &bdev;
	state.limit = DISK_MAX_PARTS;
	set_capacity(&disk, capacity);
	queue.limits.logical_block_size = 512;
	reads = 0;
	ret = parser(&state);
	CHECK_EQ(held, 0);
	CHECK(reads <= MOST_READS);
	CHECK(state.pp_len < sizeof(state.pp_buf));
	return ret;
}

/* Tables. */

static void put32(sector_t sector, unsigned int at, u32 v)
{
	memcpy(image + sector * 512 + at, &v, 4);
}

static void put64(sector_t sector, unsigned int at, u64 v)
{
	memcpy(image + sector * 512 + at, &v, 8);
}

static void put_entry(sector_t sector, int i, u8 type, u32 start, u32 size)
{
	image[sector * 512 + 446 + 16 * i + 4] = type;
	put32(sector, 446 + 16 * i + 8, start);
	put32(sector, 446 + 16 * i + 12, size);
	image[sector * 512 + 510] = 0x55;
	image[sector * 512 + 511] = 0xaa;
}

static void make_mbr(void)
{
	memset(image, 0, sizeof(image));
	put32(0, 440, 0xcafe);
	put_entry(0, 0, 0x83, 10, 20);
	put_entry(0, 1, 0x05, 100, 100);
	put_entry(100, 0, 0x83, 1, 9);
	put_entry(100, 1, 0x05, 50, 20);
	put_entry(150, 0, 0x83, 2, 8);
}

static void make_gpt_header(sector_t my, sector_t other, sector_t entries)
{
	memcpy(image + my * 512, "EFI PART", 8);
	put32(my, 8, 0x10000);
	put32(my, 12, 92);
	put32(my, 16, 0);
	put64(my, 24, my);
	put64(my, 32, other);
	put64(my, 40, 34);
	put64(my, 48, SECTORS - 34);
	put64(my, 72, entries);
	put32(my, 80, 128);
	put32(my, 84, 128);
	put32(my, 88, ~crc32(~0U, image + entries * 512, 128 * 128));
	put32(my, 16, ~crc32(~0U, image + my * 512, 92));
}

static void make_gpt(void)
{
	memset(image, 0, sizeof(image));
	put_entry(0, 0, 0xee, 1, SECTORS - 1);
	memset(image + 1024, 0x77, 32);		/* type and name */
	put64(2, 32, 40);
	put64(2, 40, 49);
	memcpy(image + 1024 + 56, "n\0a\0m\0e\0\xff\xff", 10);
	memcpy(image + (SECTORS - 33) * 512, image + 1024, 32 * 512);
	make_gpt_header(1, SECTORS - 1, 2);
	make_gpt_header(SECTORS - 1, 1, SECTORS - 33);
}

TEST(mbr_whole)
{
	make_mbr();
	CHECK_EQ(parse(efi_partition, SECTORS), 0);
	CHECK_EQ(parse(msdos_partition, SECTORS), 1);
	CHECK_EQ(state.parts[1].from, 10);
	CHECK_EQ(state.parts[1].size, 20);
	CHECK_STR(state.parts[1].info.uuid, "0000cafe-01");
	CHECK_EQ(state.parts[2].size, 2);
	CHECK_EQ(state.parts[5].from, 101);
	CHECK_EQ(state.parts[6].from, 152);
	CHECK_STR(state.parts[6].info.uuid, "0000cafe-06");
}

TEST(gpt_whole)
{
	make_gpt();
	CHECK_EQ(parse(msdos_partition, SECTORS), 0);
	CHECK_EQ(parse(efi_partition, SECTORS), 1);
	CHECK_EQ(state.parts[1].from, 40);
	CHECK_EQ(state.parts[1].size, 10);
	CHECK_STR(state.parts[1].info.uuid,
		  "77777777-7777-7777-7777-777777777777");
	CHECK_STR((char *)state.parts[1].info.volname, "name!");
}

static void turn_bits(int (*parser)(struct parsed_partitions *), sector_t from,
		      sector_t to)
{
	size_t bit;

	for (bit = from * 4096; bit < to * 4096; bit++) {
		image[bit / 8] ^= 1 << bit % 8;
		parse(parser, SECTORS);
		image[bit / 8] ^= 1 << bit % 8;
	}
}

TEST(mbr_every_bit_turned)
{
	make_mbr();
	turn_bits(msdos_partition, 0, 1);
	turn_bits(msdos_partition, 100, 101);
	turn_bits(msdos_partition, 150, 151);
}

/* Whatever one bit is: the other header and its entries are still good. */
TEST(gpt_every_bit_turned)
{
	size_t bit;

	make_gpt();
	for (bit = 512 * 8; bit < 1200 * 8; bit++) {
		image[bit / 8] ^= 1 << bit % 8;
		CHECK_EQ(parse(efi_partition, SECTORS), 1);
		CHECK_EQ(state.parts[1].from, 40);
		image[bit / 8] ^= 1 << bit % 8;
	}
	turn_bits(efi_partition, SECTORS - 1, SECTORS);
}

/* Headers whose CRC is right, with rubbish in their fields. */
TEST(gpt_random_fields)
{
	static const u64 odd[] = { 0, 1, 33, SECTORS, ~0ULL, 1ULL << 63, 1U << 31 };
	int i;

	for (i = 0; i < 3000; i++) {
		unsigned int at = 12 + host_random() % 10 * 8;

		make_gpt();
		put64(1, at, odd[host_random() % ARRAY_SIZE(odd)]);
		put32(1, 16, 0);
		put32(1, 16, ~crc32(~0U, image + 512, 92));
		parse(efi_partition, SECTORS);
	}
}

TEST(partitions_disk_cut_everywhere)
{
	sector_t n;

	make_mbr();
	for (n = 1; n < SECTORS; n++)
		parse(msdos_partition, n);
	make_gpt();
	for (n = 1; n < SECTORS; n++)
		parse(efi_partition, n);
}

TEST(partitions_random_bytes)
{
	int i, n;

	for (i = 0; i < 3000; i++) {
		make_mbr();
		for (n = host_random() % 40; n; n--)
			image[host_random() % 3 * 50 * 512 + 440 +
			      host_random() % 70] = host_random();
		parse(msdos_partition, SECTORS);
		parse(efi_partition, SECTORS);
	}
}
