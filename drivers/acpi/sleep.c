// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/acpi/sleep.c - power off and reset through the fixed registers
 *
 * To enter S5 ("soft off"), the sleep type goes to PM1a_CNT (and PM1b_CNT)
 * together with SLP_EN.  The type is board specific and hides in AML: the
 * DSDT (or an SSDT) has
 *
 *	Name (_S5_, Package () { type for PM1a, type for PM1b, ... })
 *
 *	08 '_' 'S' '5' '_' 12 <PkgLength> <NumElements> <integer> <integer> ..
 *
 * which can be found without an interpreter: names of sleep states stand in
 * the root scope and their packages hold constants.  Every byte is checked
 * against the table's end before it is read.
 *
 * Data       acpi_s5: the two types, found at boot.
 * Locking    none: written at boot; read when everything else has stopped.
 * Entry      acpi_sleep_init() acpi_power_off() acpi_reset()
 * Mirrors:   Linux 4.x drivers/acpi/sleep.c, acpica/hwsleep.c, reboot.c.
 * Simpler than Linux in: no S1..S4, no _PTS or _GTS methods (no interpreter).
 */
#define pr_fmt(fmt) "ACPI: " fmt

#include "internal.h"

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define AML_ZERO_OP		0x00
#define AML_ONE_OP		0x01
#define AML_NAME_OP		0x08
#define AML_BYTE_PREFIX		0x0a
#define AML_WORD_PREFIX		0x0b
#define AML_DWORD_PREFIX	0x0c
#define AML_PACKAGE_OP		0x12
#define AML_ROOT_CHAR		'\\'

#define PM1_SCI_EN		(1 << 0)
#define PM1_SLP_TYP_SHIFT	10
#define PM1_SLP_TYP_MASK	(7 << PM1_SLP_TYP_SHIFT)
#define PM1_SLP_EN		(1 << 13)
/* Sleep control register of hardware-reduced ACPI. */
#define SLEEP_TYP_SHIFT		2
#define SLEEP_EN		(1 << 5)

struct acpi_sleep_types acpi_s5 = { -1, -1 };

static void __iomem *reset_mem;		/* a reset register in memory */

/* Read one integer constant; @*pos moves behind it. */
static int __init aml_integer(const u8 *aml, u32 len, u32 *pos)
{
	u32 bytes, value = 0, i;

	if (*pos >= len)
		return -EINVAL;
	switch (aml[(*pos)++]) {
	case AML_ZERO_OP:
		return 0;
	case AML_ONE_OP:
		return 1;
	case AML_BYTE_PREFIX:
		bytes = 1;
		break;
	case AML_WORD_PREFIX:
		bytes = 2;
		break;
	case AML_DWORD_PREFIX:
		bytes = 4;
		break;
	default:
		return -EINVAL;
	}
	if (bytes > len - *pos)
		return -EINVAL;
	for (i = 0; i < bytes; i++)
		value |= (u32)aml[(*pos)++] << (8 * i);
	return value <= 0xffff ? (int)value : -EINVAL;
}

/* The package behind a name _S5_ whose end is at @pos. */
static int __init s5_package(const u8 *aml, u32 len, u32 pos)
{
	u32 elements;
	int a, b;

	/* op, first byte of PkgLength; its top bits count what follows */
	if (len - pos < 2 || aml[pos] != AML_PACKAGE_OP)
		return -EINVAL;
	pos += 2 + (aml[pos + 1] >> 6);
	if (pos >= len)
		return -EINVAL;
	elements = aml[pos++];
	if (elements < 1)
		return -EINVAL;
	a = aml_integer(aml, len, &pos);
	b = elements > 1 ? aml_integer(aml, len, &pos) : 0;
	if (a < 0)
		return -EINVAL;
	/* One packed integer holds both types, as old firmware has it. */
	acpi_s5.type_a = a & 7;
	acpi_s5.type_b = elements > 1 && b >= 0 ? b & 7 : (a >> 8) & 7;
	return 0;
}

static int __init acpi_find_s5(struct acpi_table_header *table)
{
	const u8 *aml = (const u8 *)(table + 1);
	u32 len = table->length - sizeof(*table);
	u32 i;

	for (i = 1; i + 4 < len; i++) {
		if (memcmp(aml + i, "_S5_", 4))
			continue;
		if (aml[i - 1] != AML_NAME_OP &&
		    !(i > 1 && aml[i - 1] == AML_ROOT_CHAR &&
		      aml[i - 2] == AML_NAME_OP))
			continue;
		if (!s5_package(aml, len, i + 4))
			return 0;
	}
	return -ENOENT;
}

/**
 * acpi_sleep_init() - find out how to power off and reset
 *
 * Context: boot, when memremap() works: the DSDT may be large.
 * Return: 0.
 */
int __init acpi_sleep_init(void)
{
	const struct acpi_generic_address *reg = &acpi_fixed.reset_register;

	if (!acpi_fixed.valid)
		return 0;
	acpi_permanent_mmap = true;
	if (acpi_table_parse_at(acpi_fixed.dsdt, ACPI_SIG_DSDT, acpi_find_s5))
		acpi_table_parse("SSDT", acpi_find_s5);
	if (acpi_s5.type_a < 0)
		pr_warn("no _S5: cannot power off\n");
	if (reg->address && reg->space_id == ACPI_ADR_SPACE_SYSTEM_MEMORY)
		reset_mem = ioremap(reg->address, 1);
	return 0;
}
device_initcall(acpi_sleep_init);

/* Sleep registers do nothing until the firmware has handed over (SCI_EN). */
static void acpi_enable_mode(void)
{
	int ms;

	if (!acpi_fixed.smi_command || !acpi_fixed.acpi_enable ||
	    (inw(acpi_fixed.pm1a_control) & PM1_SCI_EN))
		return;
	outb(acpi_fixed.acpi_enable, acpi_fixed.smi_command);
	for (ms = 0; ms < 3000; ms++) {
		if (inw(acpi_fixed.pm1a_control) & PM1_SCI_EN)
			return;
		mdelay(1);
	}
}

static void pm1_enter_s5(u32 port, int type)
{
	u16 value = inw(port) & ~(PM1_SLP_TYP_MASK | PM1_SLP_EN);

	value |= type << PM1_SLP_TYP_SHIFT;
	outw(value, port);
	outw(value | PM1_SLP_EN, port);
}

/**
 * acpi_power_off() - enter S5
 *
 * Context: one CPU left, interrupts off.
 * Return: only if it did not work, an error.
 */
int acpi_power_off(void)
{
	const struct acpi_generic_address *sleep = &acpi_fixed.sleep_control;

	if (acpi_s5.type_a < 0)
		return -ENODEV;
	if (acpi_fixed.hw_reduced) {
		if (sleep->space_id != ACPI_ADR_SPACE_SYSTEM_IO ||
		    !sleep->address || sleep->address > 0xffff)
			return -ENODEV;
		outb((acpi_s5.type_a << SLEEP_TYP_SHIFT) | SLEEP_EN,
		     sleep->address);
	} else if (acpi_fixed.pm1a_control) {
		acpi_enable_mode();
		if (acpi_fixed.pm1b_control)
			pm1_enter_s5(acpi_fixed.pm1b_control, acpi_s5.type_b);
		pm1_enter_s5(acpi_fixed.pm1a_control, acpi_s5.type_a);
	} else {
		return -ENODEV;
	}
	mdelay(1000);
	return -EIO;
}

/**
 * acpi_reset() - write to the reset register
 *
 * Context: any; nothing is taken.
 * Return: only if it did not work, an error.
 */
int acpi_reset(void)
{
	const struct acpi_generic_address *reg = &acpi_fixed.reset_register;
	u32 devfn;

	if (!reg->address)
		return -ENODEV;
	switch (reg->space_id) {
	case ACPI_ADR_SPACE_SYSTEM_IO:
		outb(acpi_fixed.reset_value, reg->address);
		break;
	case ACPI_ADR_SPACE_SYSTEM_MEMORY:
		if (!reset_mem)
			return -ENODEV;
		writeb(acpi_fixed.reset_value, reset_mem);
		break;
	case ACPI_ADR_SPACE_PCI_CONFIG:
		/* bus 0: device in bits 47:32, function in 31:16 */
		devfn = (((reg->address >> 32) & 0x1f) << 3) |
			((reg->address >> 16) & 7);
		outl(0x80000000 | (devfn << 8) | (reg->address & 0xfc), 0xcf8);
		outb(acpi_fixed.reset_value, 0xcfc + (reg->address & 3));
		break;
	default:
		return -ENODEV;
	}
	mdelay(15);
	return -EIO;
}
