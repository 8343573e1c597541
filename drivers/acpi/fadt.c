// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/acpi/fadt.c - the fixed registers: PM1, PM timer, reset
 *
 * The FADT grew over the revisions; the part that a table's length does not
 * reach reads as zero.  A register may be given twice, as a 32-bit port and
 * as a generic address: the generic one counts when it is a non-zero port.
 *
 * Data       acpi_fixed: what drivers/acpi/sleep.c needs; written here once,
 *            at boot, then read only.
 * Entry      acpi_parse_fadt()
 * Mirrors:   Linux 4.x drivers/acpi/acpica/tbfadt.c.
 */
#define pr_fmt(fmt) "ACPI: " fmt

#include "internal.h"

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define PM_TIMER_LENGTH	4

u32 pmtmr_ioport;
bool acpi_pmtmr_32bit;
u8 acpi_century_register;
struct acpi_fixed_info acpi_fixed;

/* The port of a register block, 0 if there is none. */
static u32 __init fadt_port(const struct acpi_generic_address *gas, u32 legacy)
{
	if (gas->space_id == ACPI_ADR_SPACE_SYSTEM_IO && gas->address &&
	    gas->address <= 0xffff)
		return gas->address;
	return legacy <= 0xffff ? legacy : 0;
}

static void __init fadt_reset_register(const struct acpi_table_fadt *fadt)
{
	const struct acpi_generic_address *reg = &fadt->reset_register;

	if (!(fadt->flags & ACPI_FADT_RESET_REGISTER) || !reg->address ||
	    reg->bit_width != 8 || reg->bit_offset != 0)
		return;
	if (reg->space_id == ACPI_ADR_SPACE_SYSTEM_IO &&
	    reg->address > 0xffff)
		return;
	acpi_fixed.reset_register = *reg;
	acpi_fixed.reset_value = fadt->reset_value;
}

/**
 * acpi_parse_fadt() - take note of the registers
 * @table: the FADT, checked
 *
 * Context: boot CPU, once.
 * Return: 0, or -EINVAL when the table is too short to hold anything.
 */
int __init acpi_parse_fadt(struct acpi_table_header *table)
{
	struct acpi_table_fadt fadt;
	u32 length = min_t(u32, table->length, sizeof(fadt));

	if (length < offsetof(struct acpi_table_fadt, reset_register)) {
		pr_warn("FADT of %u bytes is too short\n", table->length);
		return -EINVAL;
	}
	memset(&fadt, 0, sizeof(fadt));
	memcpy(&fadt, table, length);

	acpi_fixed.valid = true;
	acpi_fixed.hw_reduced = fadt.flags & ACPI_FADT_HW_REDUCED;
	acpi_fixed.dsdt = fadt.Xdsdt ? fadt.Xdsdt : fadt.dsdt;
	acpi_fixed.sleep_control = fadt.sleep_control;
	fadt_reset_register(&fadt);
	if (acpi_fixed.hw_reduced)
		return 0;

	acpi_fixed.smi_command = fadt.smi_command <= 0xffff ?
				 fadt.smi_command : 0;
	acpi_fixed.acpi_enable = fadt.acpi_enable;
	acpi_fixed.pm1a_control = fadt_port(&fadt.xpm1a_control_block,
					    fadt.pm1a_control_block);
	acpi_fixed.pm1b_control = fadt_port(&fadt.xpm1b_control_block,
					    fadt.pm1b_control_block);
	if (fadt.pm_timer_length == PM_TIMER_LENGTH)
		pmtmr_ioport = fadt_port(&fadt.xpm_timer_block,
					 fadt.pm_timer_block);
	acpi_pmtmr_32bit = fadt.flags & ACPI_FADT_32BIT_TIMER;
	if (fadt.century < 128)
		acpi_century_register = fadt.century;
	return 0;
}
