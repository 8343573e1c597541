// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/host/drivers/acpi_test.c - the firmware's tables, good and damaged
 *
 * A small machine's memory holds the tables.  What the code maps is a copy of
 * exactly that many bytes, so that the sanitizer sees every step beside it.
 */
#include <linux/acpi.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "../../../drivers/acpi/internal.h"
#include "tap.h"

#define MEM_SIZE	0x8000
#define RSDP_AT		0x100
#define RSDT_AT		0x200
#define XSDT_AT		0x280
#define FADT_AT		0x400
#define MADT_AT		0x600
#define DSDT_AT		0x1000

int acpi_disabled;

static u8 memory[MEM_SIZE];
static u64 rsdp_at = RSDP_AT;
static int mapped;

phys_addr_t acpi_find_rsdp(void)
{
	return rsdp_at;
}

void *early_memremap(resource_size_t phys, unsigned long size)
{
	void *copy;

	if (phys >= MEM_SIZE || size > MEM_SIZE - phys)
		return NULL;
	copy = host_malloc(size);
	memcpy(copy, memory + phys, size);
	mapped++;
	return copy;
}

void early_memunmap(void *addr, unsigned long size)
{
	host_free(addr);
	mapped--;
}

void *memremap(resource_size_t phys, size_t size, unsigned long flags)
{
	return early_memremap(phys, size);
}

void memunmap(void *addr)
{
	early_memunmap(addr, 0);
}

void __iomem *ioremap(resource_size_t phys, unsigned long size)
{
	return NULL;
}

void mdelay(unsigned long msecs)
{
}

static void put(u64 at, const void *data, u32 len)
{
	memcpy(memory + at, data, len);
}

static void fix_checksum(u64 at, u32 len, u32 field)
{
	u8 sum = 0;
	u32 i;

	memory[at + field] = 0;
	for (i = 0; i < len; i++)
		sum += memory[at + i];
	memory[at + field] = -sum;
}

/* A header at @at; the content is there already. */
static void table(u64 at, const char *sig, u32 len)
{
	put(at, sig, 4);
	put(at + 4, &len, 4);
	fix_checksum(at, len, 9);
}

static void put_rsdp(u8 revision)
{
	struct acpi_table_rsdp rsdp = {
		.revision = revision,
		.rsdt_physical_address = RSDT_AT,
		.length = sizeof(rsdp),
		.xsdt_physical_address = revision ? XSDT_AT : 0,
	};

	memcpy(rsdp.signature, ACPI_SIG_RSDP, 8);
	put(RSDP_AT, &rsdp, sizeof(rsdp));
	fix_checksum(RSDP_AT, 20, 8);
	fix_checksum(RSDP_AT, sizeof(rsdp), 32);
}

/* Two processors, one of them off; an I/O APIC; an override. */
static const u8 madt_entries[] = {
	0, 8, 0, 0, 1, 0, 0, 0,
	0, 8, 1, 1, 0, 0, 0, 0,
	1, 12, 0, 0, 0, 0, 0xc0, 0xfe, 0, 0, 0, 0,
	2, 10, 0, 0, 2, 0, 0, 0, 0, 0,
};
static const u8 s5_bytes[] = {
	0x08, '_', 'S', '5', '_', 0x12, 0x06, 0x04, 0x0a, 0x05, 0x0a, 0x03,
	0x00, 0x00,
};

#define MADT_LEN (sizeof(struct acpi_table_madt) + sizeof(madt_entries))
#define DSDT_LEN (sizeof(struct acpi_table_header) + 200)

static void put_machine(u8 revision)
{
	struct acpi_table_fadt fadt = {
		.dsdt = DSDT_AT,
		.pm1a_control_block = 0x604,
		.pm_timer_block = 0x608,
		.pm_timer_length = 4,
		.flags = ACPI_FADT_RESET_REGISTER,
		.reset_register = { 1, 8, 0, 0, 0xcf9 },
		.reset_value = 6,
	};
	u32 rsdt[2] = { FADT_AT, MADT_AT };
	u64 xsdt[2] = { FADT_AT, MADT_AT };

	memset(memory, 0, sizeof(memory));
	put_rsdp(revision);
	put(RSDT_AT + 36, rsdt, sizeof(rsdt));
	table(RSDT_AT, "RSDT", 36 + sizeof(rsdt));
	put(XSDT_AT + 36, xsdt, sizeof(xsdt));
	table(XSDT_AT, "XSDT", 36 + sizeof(xsdt));
	put(FADT_AT, &fadt, sizeof(fadt));
	table(FADT_AT, "FACP", sizeof(fadt));
	put(MADT_AT + sizeof(struct acpi_table_madt), madt_entries,
	    sizeof(madt_entries));
	table(MADT_AT, "APIC", MADT_LEN);
	memset(memory + DSDT_AT, '_', DSDT_LEN);
	put(DSDT_AT + 100, s5_bytes, sizeof(s5_bytes));
	table(DSDT_AT, "DSDT", DSDT_LEN);
	acpi_s5 = (struct acpi_sleep_types){ -1, -1 };
	memset(&acpi_fixed, 0, sizeof(acpi_fixed));
	acpi_permanent_mmap = false;
	pmtmr_ioport = 0;
}

static int entries;

static int count_entry(struct acpi_subtable_header *entry,
		       const unsigned long end)
{
	volatile u8 sum = 0;
	u8 i;

	for (i = 0; i < entry->length; i++)	/* all of it is ours */
		sum += ((u8 *)entry)[i];
	entries++;
	return 0;
}

/* All that boot does; nothing may stay mapped. */
static int read_all(void)
{
	int err;

	err = acpi_table_init();
	entries = 0;
	acpi_table_parse(ACPI_SIG_FADT, acpi_parse_fadt);
	acpi_table_parse_madt(ACPI_MADT_TYPE_LOCAL_APIC, count_entry, 99);
	acpi_table_parse_madt(ACPI_MADT_TYPE_IO_APIC, count_entry, 99);
	acpi_table_parse_madt(ACPI_MADT_TYPE_INTERRUPT_OVERRIDE, count_entry,
			      99);
	acpi_sleep_init();
	CHECK_EQ(mapped, 0);
	return err;
}

static void check_machine(void)
{
	CHECK_EQ(read_all(), 0);
	CHECK_EQ(entries, 4);
	CHECK_EQ(pmtmr_ioport, 0x608);
	CHECK_EQ(acpi_fixed.pm1a_control, 0x604);
	CHECK_EQ(acpi_fixed.reset_register.address, 0xcf9);
	CHECK_EQ(acpi_s5.type_a, 5);
	CHECK_EQ(acpi_s5.type_b, 3);
}

TEST(acpi_good_tables)
{
	put_machine(0);
	check_machine();
	put_machine(2);
	check_machine();
	/* A bad XSDT: the RSDT serves. */
	memory[XSDT_AT + 36]++;
	check_machine();
}

TEST(acpi_no_tables)
{
	put_machine(0);
	rsdp_at = 0;
	CHECK_EQ(acpi_table_init(), -19);
	rsdp_at = MEM_SIZE - 3;
	CHECK(acpi_table_init() < 0);
	rsdp_at = RSDP_AT;
	memory[RSDP_AT + 12]++;
	CHECK(acpi_table_init() < 0);
}

/* Each byte of each table wrong: by checksum it is refused, or read safely. */
TEST(acpi_every_byte_flipped)
{
	u32 at, bit;

	for (bit = 1; bit < 256; bit <<= 1) {
		for (at = RSDP_AT; at < DSDT_AT + DSDT_LEN; at++) {
			put_machine(2);
			memory[at] ^= bit;
			read_all();
		}
	}
}

/* ... and with a checksum that fits again. */
TEST(acpi_every_byte_forged)
{
	static const struct {
		u32 at, len;
	} t[] = {
		{ RSDT_AT, 44 }, { XSDT_AT, 52 }, { MADT_AT, MADT_LEN },
		{ FADT_AT, sizeof(struct acpi_table_fadt) },
		{ DSDT_AT, DSDT_LEN },
	};
	static const u8 values[] = { 0, 1, 2, 3, 0x7f, 0x80, 0xfe, 0xff };
	u32 i, k, v;

	for (i = 0; i < ARRAY_SIZE(t); i++) {
		for (k = 0; k < t[i].len; k++) {
			for (v = 0; v < sizeof(values); v++) {
				put_machine(2);
				memory[t[i].at + k] = values[v];
				if (k != 9)
					fix_checksum(t[i].at, t[i].len, 9);
				read_all();
			}
		}
	}
}

static void check_s5(const void *bytes, u32 len, u32 table_len, int a, int b)
{
	put_machine(0);
	memset(memory + DSDT_AT + 36, '_', 300);
	put(DSDT_AT + 40, bytes, len);
	table(DSDT_AT, "DSDT", table_len);
	read_all();
	CHECK_EQ(acpi_s5.type_a, a);
	if (a >= 0)
		CHECK_EQ(acpi_s5.type_b, b);
}

TEST(acpi_s5_spellings)
{
	static const u8 root[] = { 0x08, '\\', '_', 'S', '5', '_', 0x12, 0x06,
				   0x02, 0x01, 0x00 };
	static const u8 words[] = { 0x08, '_', 'S', '5', '_', 0x12, 0x4a, 0x00,
				    0x02, 0x0b, 0x07, 0x00, 0x0c, 0x06, 0, 0,
				    0 };
	static const u8 packed[] = { 0x08, '_', 'S', '5', '_', 0x12, 0x05,
				     0x01, 0x0b, 0x04, 0x02 };
	static const u8 no_name[] = { 0x10, '_', 'S', '5', '_', 0x12, 0x06,
				      0x02, 0x01, 0x00 };
	static const u8 method[] = { 0x08, '_', 'S', '5', '_', 0x12, 0x06,
				     0x02, 'A', 'B', 'C', 'D' };
	u32 len;

	check_s5(root, sizeof(root), 200, 1, 0);
	check_s5(words, sizeof(words), 200, 7, 6);
	check_s5(packed, sizeof(packed), 200, 4, 2);
	check_s5(no_name, sizeof(no_name), 200, -1, -1);
	check_s5(method, sizeof(method), 200, -1, -1);
	/* Cut off after every byte. */
	for (len = 0; len < sizeof(words) - 8; len++)
		check_s5(words, sizeof(words), 40 + len, -1, -1);
}
