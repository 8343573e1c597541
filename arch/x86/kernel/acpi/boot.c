// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/acpi/boot.c - what of this PC the ACPI tables describe
 *
 * MADT: the CPUs' local APICs, the I/O APICs, and where the 16 ISA lines go.
 * FADT: drivers/acpi/fadt.c.  HPET: where it is.
 *
 * An APIC id may be told twice, as local APIC (8 bits) and as x2APIC
 * (32 bits); generic_processor_info() takes it once.
 *
 * Locking    none: boot CPU, before the others start.
 * Entry      acpi_find_rsdp() acpi_boot_table_init() acpi_boot_init()
 *            acpi_register_gsi()
 * Mirrors:   Linux 4.x arch/x86/kernel/acpi/boot.c.
 * Simpler than Linux in: no NMI sources, no hot-plugged CPUs or I/O APICs;
 *            without a MADT the PC has one CPU and an I/O APIC at 0xfec00000.
 */
#define pr_fmt(fmt) "ACPI: " fmt

#include <linux/acpi.h>

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <asm/acpi.h>
#include <asm/apic.h>
#include <asm/hpet.h>
#include <asm/io_apic.h>
#include <asm/irq_vectors.h>
#include <asm/setup.h>

#define MAX_APICS		1024	/* entries looked at, not CPUs */
#define BIOS_EBDA_POINTER	0x40e
#define BIOS_ROM_BASE		0xe0000
#define BIOS_ROM_SIZE		0x20000
#define EBDA_MAX_SIZE		1024
#define DEFAULT_IOAPIC_BASE	0xfec00000

int acpi_disabled;
int acpi_lapic;
int acpi_ioapic;

static int __init parse_acpi(char *arg)
{
	if (!arg)
		return -EINVAL;
	if (!strcmp(arg, "off"))
		disable_acpi();
	return 0;
}
early_param("acpi", parse_acpi);

/* The RSDP lies on 16 bytes and has a checksum: two tests are enough here. */
static phys_addr_t __init scan_for_rsdp(phys_addr_t start, u32 length)
{
	phys_addr_t found = 0;
	const u8 *mem = early_memremap(start, length);
	u32 i, k;

	if (!mem)
		return 0;
	for (i = 0; i + ACPI_RSDP_REV0_SIZE <= length && !found; i += 16) {
		u8 sum = 0;

		if (memcmp(mem + i, ACPI_SIG_RSDP, 8))
			continue;
		for (k = 0; k < ACPI_RSDP_REV0_SIZE; k++)
			sum += mem[i + k];
		if (!sum)
			found = start + i;
	}
	early_memunmap((void *)mem, length);
	return found;
}

/**
 * acpi_find_rsdp() - where the root pointer is
 *
 * The boot loader or the EFI stub knows it; a BIOS keeps it in the extended
 * BIOS data area or in its ROM.
 *
 * Return: physical address, 0 when there is none.
 */
phys_addr_t __init acpi_find_rsdp(void)
{
	phys_addr_t ebda = 0, found = 0;
	u16 *segment;

	if (boot_params.acpi_rsdp_addr)
		return boot_params.acpi_rsdp_addr;
	segment = early_memremap(BIOS_EBDA_POINTER, sizeof(*segment));
	if (segment) {
		ebda = (phys_addr_t)*segment << 4;
		early_memunmap(segment, sizeof(*segment));
	}
	if (ebda >= 0x80000 && ebda < 0xa0000)
		found = scan_for_rsdp(ebda, min_t(u32, EBDA_MAX_SIZE,
						  0xa0000 - ebda));
	return found ? found : scan_for_rsdp(BIOS_ROM_BASE, BIOS_ROM_SIZE);
}

static bool __init bad_entry(const struct acpi_subtable_header *entry,
			     u32 size)
{
	if (entry->length >= size)
		return false;
	pr_warn("MADT: entry of type %u is too short (%u)\n", entry->type,
		entry->length);
	return true;
}

static int __init acpi_parse_lapic_addr(struct acpi_table_header *table)
{
	if (table->length < sizeof(struct acpi_table_madt))
		return -EINVAL;
	mp_lapic_addr = ((struct acpi_table_madt *)table)->address;
	return 0;
}

static int __init acpi_parse_lapic_addr_ovr(struct acpi_subtable_header *entry,
					    const unsigned long end)
{
	struct acpi_madt_local_apic_override *ovr = (void *)entry;

	if (!bad_entry(entry, sizeof(*ovr)))
		mp_lapic_addr = ovr->address;
	return 0;
}

static int __init acpi_parse_lapic(struct acpi_subtable_header *entry,
				   const unsigned long end)
{
	struct acpi_madt_local_apic *lapic = (void *)entry;

	if (bad_entry(entry, sizeof(*lapic)) || lapic->id == 0xff)
		return 0;
	if (generic_processor_info(lapic->id,
				   lapic->lapic_flags & ACPI_MADT_ENABLED) >= 0)
		acpi_lapic = 1;
	return 0;
}

static int __init acpi_parse_x2apic(struct acpi_subtable_header *entry,
				    const unsigned long end)
{
	struct acpi_madt_local_x2apic *x2 = (void *)entry;

	if (bad_entry(entry, sizeof(*x2)) || x2->local_apic_id == BAD_APICID)
		return 0;
	if (generic_processor_info(x2->local_apic_id,
				   x2->lapic_flags & ACPI_MADT_ENABLED) >= 0)
		acpi_lapic = 1;
	return 0;
}

static int __init acpi_parse_ioapic(struct acpi_subtable_header *entry,
				    const unsigned long end)
{
	struct acpi_madt_io_apic *ioapic = (void *)entry;

	if (bad_entry(entry, sizeof(*ioapic)))
		return 0;
	if (!mp_register_ioapic(ioapic->id, ioapic->address,
				ioapic->global_irq_base))
		acpi_ioapic = 1;
	return 0;
}

static int __init acpi_parse_int_src_ovr(struct acpi_subtable_header *entry,
					 const unsigned long end)
{
	struct acpi_madt_interrupt_override *ovr = (void *)entry;

	if (!bad_entry(entry, sizeof(*ovr)) && ovr->bus == 0)
		mp_override_legacy_irq(ovr->source_irq,
				       ovr->inti_flags & ACPI_MADT_POLARITY_MASK,
				       ovr->inti_flags & ACPI_MADT_TRIGGER_MASK,
				       ovr->global_irq);
	return 0;
}

static int __init acpi_parse_hpet(struct acpi_table_header *table)
{
	struct acpi_table_hpet *hpet = (void *)table;

	if (table->length < sizeof(*hpet) ||
	    hpet->address.space_id != ACPI_ADR_SPACE_SYSTEM_MEMORY)
		return -EINVAL;
	hpet_address = hpet->address.address;
	pr_info("HPET id: %#x base: %#llx\n", hpet->id,
		(u64)hpet_address);
	return 0;
}

/**
 * acpi_boot_table_init() - find the tables
 *
 * Context: setup_arch(), after the command line's early options.
 */
void __init acpi_boot_table_init(void)
{
	if (acpi_disabled)
		return;
	if (acpi_table_init()) {
		pr_info("no usable tables\n");
		disable_acpi();
	}
}

/**
 * acpi_boot_init() - learn about CPUs, I/O APICs and fixed hardware
 *
 * Context: setup_arch(), after acpi_boot_table_init().
 * Return: 0.  A PC without tables is taken to be an ordinary one.
 */
int __init acpi_boot_init(void)
{
	apic_detect_mode();		/* which APIC ids we can reach */
	acpi_table_parse(ACPI_SIG_FADT, acpi_parse_fadt);
	acpi_table_parse(ACPI_SIG_MADT, acpi_parse_lapic_addr);
	acpi_table_parse_madt(ACPI_MADT_TYPE_LOCAL_APIC_OVERRIDE,
			      acpi_parse_lapic_addr_ovr, 1);
	acpi_table_parse_madt(ACPI_MADT_TYPE_LOCAL_APIC, acpi_parse_lapic,
			      MAX_APICS);
	acpi_table_parse_madt(ACPI_MADT_TYPE_LOCAL_X2APIC, acpi_parse_x2apic,
			      MAX_APICS);
	acpi_table_parse_madt(ACPI_MADT_TYPE_IO_APIC, acpi_parse_ioapic,
			      MAX_IO_APICS);
	acpi_table_parse_madt(ACPI_MADT_TYPE_INTERRUPT_OVERRIDE,
			      acpi_parse_int_src_ovr, NR_IRQS_LEGACY);
	acpi_table_parse(ACPI_SIG_HPET, acpi_parse_hpet);
	if (!acpi_ioapic)
		mp_register_ioapic(0, DEFAULT_IOAPIC_BASE, 0);
	return 0;
}

/**
 * acpi_register_gsi() - an irq for a global system interrupt
 * @gsi: number of the I/O APIC pin over all I/O APICs
 * @trigger: ACPI_LEVEL_SENSITIVE or ACPI_EDGE_SENSITIVE
 * @polarity: ACPI_ACTIVE_LOW or ACPI_ACTIVE_HIGH
 *
 * Context: process context.
 * Return: irq number, or a negative error.
 */
int acpi_register_gsi(u32 gsi, int trigger, int polarity)
{
	return mp_map_gsi_to_irq(gsi, trigger, polarity);
}

/**
 * acpi_gsi_to_irq() - the irq that a GSI has, or gets with ISA's habits
 * @gsi: number of the I/O APIC pin over all I/O APICs
 * @irqp: gets the irq
 *
 * Return: 0 or a negative error.
 */
int acpi_gsi_to_irq(u32 gsi, unsigned int *irqp)
{
	int irq = mp_map_gsi_to_irq(gsi, ACPI_EDGE_SENSITIVE,
				    ACPI_ACTIVE_HIGH);

	if (irq < 0)
		return irq;
	*irqp = irq;
	return 0;
}
