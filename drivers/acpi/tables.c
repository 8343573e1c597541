// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/acpi/tables.c - finding the firmware's tables and trusting none
 *
 * Data       RSDP -> XSDT (or RSDT) -> list of tables.  acpi_tables[] keeps
 *            address, signature and length of each; nothing stays mapped.
 * I1         A handler sees only a table that lies in memory below 2^52, is
 *            between its header and MAX_TABLE_SIZE long, has the signature
 *            asked for, and sums up to zero.
 * I2         A MADT handler sees only an entry that lies inside the table;
 *            that the entry is as long as its type needs is for the handler.
 * Locking    none: all of it runs on the boot CPU before the others start.
 * Entry      acpi_table_init() acpi_table_parse() acpi_table_parse_at()
 *            acpi_table_parse_madt()
 * Mirrors:   Linux 4.x drivers/acpi/tables.c and acpica/tbxface*.c.
 * Simpler than Linux in: tables are not kept mapped, no overriding of
 *            tables, no AML interpreter behind them.
 */
#define pr_fmt(fmt) "ACPI: " fmt

#include "internal.h"

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <asm/acpi.h>

#define MAX_TABLES	64
#define MAX_TABLE_SIZE	(4U << 20)

struct acpi_table_desc {
	u64	phys;
	u32	length;
	char	signature[4];
};

static struct acpi_table_desc acpi_tables[MAX_TABLES] __initdata;
static unsigned int acpi_nr_tables __initdata;

/* The early windows hold 256 KiB each; a DSDT may be larger. */
bool acpi_permanent_mmap __initdata;

static void *__init acpi_map(u64 phys, u32 size)
{
	if (acpi_permanent_mmap)
		return memremap(phys, size, MEMREMAP_WB);
	return early_memremap(phys, size);
}

static void __init acpi_unmap(void *map, u32 size)
{
	if (acpi_permanent_mmap)
		memunmap(map);
	else
		early_memunmap(map, size);
}

static u8 __init acpi_checksum(const void *buffer, u32 length)
{
	const u8 *p = buffer;
	u8 sum = 0;

	while (length--)
		sum += *p++;
	return sum;
}

/* Read the header at @phys and judge the length it claims. */
static int __init acpi_read_header(u64 phys, struct acpi_table_header *header)
{
	void *map;

	if (!phys || phys >> 52)
		return -EINVAL;
	map = acpi_map(phys, sizeof(*header));
	if (!map)
		return -ENOMEM;
	memcpy(header, map, sizeof(*header));
	acpi_unmap(map, sizeof(*header));
	if (header->length < sizeof(*header) ||
	    header->length > MAX_TABLE_SIZE) {
		pr_warn("table %4.4s at %#llx: bad length %u, ignored\n",
			header->signature, phys, header->length);
		return -EINVAL;
	}
	return 0;
}

/**
 * acpi_table_parse_at() - hand the table at an address to a handler
 * @phys: physical address of the table
 * @id: signature it must have
 * @handler: called with the table mapped, if it is a good one (I1)
 *
 * Context: boot CPU, before the other CPUs start.
 * Return: what @handler said, or -EINVAL or -ENOMEM.
 */
int __init acpi_table_parse_at(u64 phys, const char *id,
			       acpi_tbl_table_handler handler)
{
	struct acpi_table_header header, *table;
	int err = acpi_read_header(phys, &header);

	if (err)
		return err;
	if (memcmp(header.signature, id, 4))
		return -EINVAL;
	table = acpi_map(phys, header.length);
	if (!table)
		return -ENOMEM;
	if (acpi_checksum(table, header.length)) {
		pr_warn("%4.4s at %#llx: bad checksum, ignored\n", id, phys);
		err = -EINVAL;
	} else {
		err = handler(table);
	}
	acpi_unmap(table, header.length);
	return err;
}

/**
 * acpi_table_parse() - hand the tables of one signature to a handler
 * @id: the signature
 * @handler: called for each good table until it returns 0
 *
 * Context: boot CPU, before the other CPUs start.
 * Return: 0 once a handler took a table, else the last error, -ENODEV when
 * there is no such table.
 */
int __init acpi_table_parse(const char *id, acpi_tbl_table_handler handler)
{
	unsigned int i;
	int err = -ENODEV;

	if (acpi_disabled)
		return -ENODEV;
	for (i = 0; i < acpi_nr_tables && err; i++)
		if (!memcmp(acpi_tables[i].signature, id, 4))
			err = acpi_table_parse_at(acpi_tables[i].phys, id,
						  handler);
	return err;
}

/* What acpi_table_parse_madt() wants, for madt_walk(). */
static struct {
	enum acpi_madt_type	type;
	acpi_tbl_entry_handler	handler;
	unsigned int		max;
	int			count;
} madt_request __initdata;

static int __init madt_walk(struct acpi_table_header *table)
{
	unsigned long p = (unsigned long)table + sizeof(struct acpi_table_madt);
	unsigned long end = (unsigned long)table + table->length;

	while (p + sizeof(struct acpi_subtable_header) <= end) {
		struct acpi_subtable_header *entry = (void *)p;

		if (entry->length < sizeof(*entry) || entry->length > end - p) {
			pr_warn("MADT: entry of type %u is %u bytes long, rest ignored\n",
				entry->type, entry->length);
			break;
		}
		if (entry->type == madt_request.type &&
		    madt_request.count < madt_request.max) {
			int err = madt_request.handler(entry, end);

			if (err)
				return err;
			madt_request.count++;
		}
		p += entry->length;
	}
	return 0;
}

/**
 * acpi_table_parse_madt() - hand each MADT entry of a type to a handler
 * @id: the type
 * @handler: called for each; an error ends the walk
 * @max_entries: so many at most
 *
 * Context: boot CPU, before the other CPUs start.
 * Return: number of entries taken, or a negative error.
 */
int __init acpi_table_parse_madt(enum acpi_madt_type id,
				 acpi_tbl_entry_handler handler,
				 unsigned int max_entries)
{
	int err;

	madt_request.type = id;
	madt_request.handler = handler;
	madt_request.max = max_entries;
	madt_request.count = 0;
	err = acpi_table_parse(ACPI_SIG_MADT, madt_walk);
	return err ? err : madt_request.count;
}

static void __init acpi_add_table(u64 phys)
{
	struct acpi_table_header header;
	struct acpi_table_desc *desc;

	if (acpi_nr_tables == MAX_TABLES || acpi_read_header(phys, &header))
		return;
	desc = &acpi_tables[acpi_nr_tables++];
	desc->phys = phys;
	desc->length = header.length;
	memcpy(desc->signature, header.signature, sizeof(desc->signature));
	pr_info("%4.4s %#018llx %06x (v%02d %6.6s %8.8s)\n", header.signature,
		phys, header.length, header.revision, header.oem_id,
		header.oem_table_id);
}

/* The tables that an RSDT (32-bit addresses) or XSDT (64-bit) lists. */
static int __init acpi_add_tables(struct acpi_table_header *root, u32 width)
{
	const u8 *p = (const u8 *)(root + 1);
	u32 n = (root->length - sizeof(*root)) / width;

	for (; n; n--, p += width) {
		u64 phys = 0;

		memcpy(&phys, p, width);	/* they are not aligned */
		acpi_add_table(phys);
	}
	return acpi_nr_tables ? 0 : -EINVAL;
}

static int __init acpi_parse_xsdt(struct acpi_table_header *root)
{
	return acpi_add_tables(root, sizeof(u64));
}

static int __init acpi_parse_rsdt(struct acpi_table_header *root)
{
	return acpi_add_tables(root, sizeof(u32));
}

static int __init acpi_read_rsdp(u64 phys, struct acpi_table_rsdp *rsdp)
{
	void *map = acpi_map(phys, sizeof(*rsdp));
	int err = -EINVAL;

	if (!map)
		return -ENOMEM;
	memcpy(rsdp, map, sizeof(*rsdp));
	acpi_unmap(map, sizeof(*rsdp));
	if (memcmp(rsdp->signature, ACPI_SIG_RSDP, 8) ||
	    acpi_checksum(rsdp, ACPI_RSDP_REV0_SIZE))
		return -EINVAL;
	if (rsdp->revision < 2) {
		rsdp->xsdt_physical_address = 0;
		return 0;
	}
	if (rsdp->length < sizeof(*rsdp) || rsdp->length > 4096)
		return -EINVAL;
	map = acpi_map(phys, rsdp->length);
	if (!map)
		return -ENOMEM;
	if (!acpi_checksum(map, rsdp->length))
		err = 0;
	acpi_unmap(map, rsdp->length);
	return err;
}

/**
 * acpi_table_init() - read the list of tables
 *
 * Context: boot CPU, once, as soon as early_memremap() works.
 * Return: 0, or an error when there is no usable list.
 */
int __init acpi_table_init(void)
{
	struct acpi_table_rsdp rsdp;
	u64 phys = acpi_find_rsdp();
	int err = -EINVAL;

	if (!phys)
		return -ENODEV;
	if (acpi_read_rsdp(phys, &rsdp)) {
		pr_warn("RSDP at %#llx is damaged\n", phys);
		return -EINVAL;
	}
	acpi_nr_tables = 0;
	pr_info("RSDP %#018llx (v%02d %6.6s)\n", phys, rsdp.revision,
		rsdp.oem_id);
	if (rsdp.xsdt_physical_address)
		err = acpi_table_parse_at(rsdp.xsdt_physical_address,
					  ACPI_SIG_XSDT, acpi_parse_xsdt);
	if (err)
		err = acpi_table_parse_at(rsdp.rsdt_physical_address,
					  ACPI_SIG_RSDT, acpi_parse_rsdt);
	return err;
}
