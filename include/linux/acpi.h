/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/acpi.h - the firmware's tables, read once at boot
 *
 * Structures as in the ACPI specification 6.x, chapter 5; all little endian,
 * all packed.  A table is trusted only after its length and its checksum
 * have been looked at, and every entry inside only after its own length.
 *
 * Mirrors: Linux 4.x include/acpi/actbl*.h and include/linux/acpi.h.
 */
#ifndef _LINUX_ACPI_H
#define _LINUX_ACPI_H

#include <linux/compiler.h>
#include <linux/types.h>

#define ACPI_SIG_RSDP		"RSD PTR "
#define ACPI_SIG_RSDT		"RSDT"
#define ACPI_SIG_XSDT		"XSDT"
#define ACPI_SIG_FADT		"FACP"
#define ACPI_SIG_MADT		"APIC"
#define ACPI_SIG_HPET		"HPET"
#define ACPI_SIG_DSDT		"DSDT"

struct acpi_table_rsdp {
	char	signature[8];
	u8	checksum;		/* of the first 20 bytes */
	char	oem_id[6];
	u8	revision;		/* 0: ends with rsdt_physical_address */
	u32	rsdt_physical_address;
	u32	length;
	u64	xsdt_physical_address;
	u8	extended_checksum;	/* of length bytes */
	u8	reserved[3];
} __packed;

#define ACPI_RSDP_REV0_SIZE	20

struct acpi_table_header {
	char	signature[4];
	u32	length;			/* with this header */
	u8	revision;
	u8	checksum;		/* all bytes sum up to 0 */
	char	oem_id[6];
	char	oem_table_id[8];
	u32	oem_revision;
	char	asl_compiler_id[4];
	u32	asl_compiler_revision;
} __packed;

struct acpi_generic_address {
	u8	space_id;		/* ACPI_ADR_SPACE_* */
	u8	bit_width;
	u8	bit_offset;
	u8	access_width;
	u64	address;
} __packed;

#define ACPI_ADR_SPACE_SYSTEM_MEMORY	0
#define ACPI_ADR_SPACE_SYSTEM_IO	1
#define ACPI_ADR_SPACE_PCI_CONFIG	2

struct acpi_table_fadt {
	struct acpi_table_header header;
	u32	facs;
	u32	dsdt;
	u8	model;
	u8	preferred_profile;
	u16	sci_interrupt;
	u32	smi_command;
	u8	acpi_enable;
	u8	acpi_disable;
	u8	s4_bios_request;
	u8	pstate_control;
	u32	pm1a_event_block;
	u32	pm1b_event_block;
	u32	pm1a_control_block;
	u32	pm1b_control_block;
	u32	pm2_control_block;
	u32	pm_timer_block;
	u32	gpe0_block;
	u32	gpe1_block;
	u8	pm1_event_length;
	u8	pm1_control_length;
	u8	pm2_control_length;
	u8	pm_timer_length;
	u8	gpe0_block_length;
	u8	gpe1_block_length;
	u8	gpe1_base;
	u8	cst_control;
	u16	c2_latency;
	u16	c3_latency;
	u16	flush_size;
	u16	flush_stride;
	u8	duty_offset;
	u8	duty_width;
	u8	day_alarm;
	u8	month_alarm;
	u8	century;		/* CMOS index of the century, or 0 */
	u16	boot_flags;
	u8	reserved;
	u32	flags;			/* ACPI_FADT_* */
	struct acpi_generic_address reset_register;
	u8	reset_value;
	u16	arm_boot_flags;
	u8	minor_revision;
	u64	Xfacs;
	u64	Xdsdt;
	struct acpi_generic_address xpm1a_event_block;
	struct acpi_generic_address xpm1b_event_block;
	struct acpi_generic_address xpm1a_control_block;
	struct acpi_generic_address xpm1b_control_block;
	struct acpi_generic_address xpm2_control_block;
	struct acpi_generic_address xpm_timer_block;
	struct acpi_generic_address xgpe0_block;
	struct acpi_generic_address xgpe1_block;
	struct acpi_generic_address sleep_control;
	struct acpi_generic_address sleep_status;
	u64	hypervisor_id;
} __packed;

#define ACPI_FADT_32BIT_TIMER	(1 << 8)
#define ACPI_FADT_RESET_REGISTER (1 << 10)
#define ACPI_FADT_HW_REDUCED	(1 << 20)
#define ACPI_FADT_NO_CMOS_RTC	(1 << 5)	/* in boot_flags */
#define ACPI_FADT_8042		(1 << 1)	/* in boot_flags */

struct acpi_subtable_header {
	u8	type;
	u8	length;
} __packed;

struct acpi_table_madt {
	struct acpi_table_header header;
	u32	address;		/* local APIC, physical */
	u32	flags;			/* bit 0: there are 8259s as well */
} __packed;

#define ACPI_MADT_PCAT_COMPAT	1

enum acpi_madt_type {
	ACPI_MADT_TYPE_LOCAL_APIC = 0,
	ACPI_MADT_TYPE_IO_APIC = 1,
	ACPI_MADT_TYPE_INTERRUPT_OVERRIDE = 2,
	ACPI_MADT_TYPE_NMI_SOURCE = 3,
	ACPI_MADT_TYPE_LOCAL_APIC_NMI = 4,
	ACPI_MADT_TYPE_LOCAL_APIC_OVERRIDE = 5,
	ACPI_MADT_TYPE_LOCAL_X2APIC = 9,
	ACPI_MADT_TYPE_LOCAL_X2APIC_NMI = 10,
};

struct acpi_madt_local_apic {
	struct acpi_subtable_header header;
	u8	processor_id;
	u8	id;
	u32	lapic_flags;		/* ACPI_MADT_ENABLED */
} __packed;

#define ACPI_MADT_ENABLED	(1 << 0)

struct acpi_madt_io_apic {
	struct acpi_subtable_header header;
	u8	id;
	u8	reserved;
	u32	address;
	u32	global_irq_base;
} __packed;

struct acpi_madt_interrupt_override {
	struct acpi_subtable_header header;
	u8	bus;			/* 0: ISA */
	u8	source_irq;
	u32	global_irq;
	u16	inti_flags;		/* polarity and trigger, below */
} __packed;

#define ACPI_MADT_POLARITY_MASK		3
#define ACPI_MADT_POLARITY_CONFORMS	0
#define ACPI_MADT_POLARITY_ACTIVE_HIGH	1
#define ACPI_MADT_POLARITY_ACTIVE_LOW	3
#define ACPI_MADT_TRIGGER_MASK		(3 << 2)
#define ACPI_MADT_TRIGGER_CONFORMS	0
#define ACPI_MADT_TRIGGER_EDGE		(1 << 2)
#define ACPI_MADT_TRIGGER_LEVEL		(3 << 2)

struct acpi_madt_local_apic_nmi {
	struct acpi_subtable_header header;
	u8	processor_id;		/* 0xff: all */
	u16	inti_flags;
	u8	lint;
} __packed;

struct acpi_madt_local_apic_override {
	struct acpi_subtable_header header;
	u16	reserved;
	u64	address;
} __packed;

struct acpi_madt_local_x2apic {
	struct acpi_subtable_header header;
	u16	reserved;
	u32	local_apic_id;
	u32	lapic_flags;
	u32	uid;
} __packed;

struct acpi_table_hpet {
	struct acpi_table_header header;
	u32	id;
	struct acpi_generic_address address;
	u8	sequence;
	u16	minimum_tick;
	u8	flags;
} __packed;

extern int acpi_disabled;		/* acpi=off, or no good tables */

/*
 * drivers/acpi/tables.c.  A handler gets a checked table, mapped only while
 * the handler runs; 0 means taken.
 */
typedef int (*acpi_tbl_table_handler)(struct acpi_table_header *table);
typedef int (*acpi_tbl_entry_handler)(struct acpi_subtable_header *entry,
				      const unsigned long end);

int acpi_table_init(void);
int acpi_table_parse(const char *id, acpi_tbl_table_handler handler);
int acpi_table_parse_at(u64 phys, const char *id,
			acpi_tbl_table_handler handler);
int acpi_table_parse_madt(enum acpi_madt_type id,
			  acpi_tbl_entry_handler handler,
			  unsigned int max_entries);

/* drivers/acpi/sleep.c: the fixed registers of the FADT. */
int acpi_parse_fadt(struct acpi_table_header *table);
int acpi_power_off(void);
int acpi_reset(void);
extern u32 pmtmr_ioport;		/* 0: no PM timer */
extern bool acpi_pmtmr_32bit;
extern u8 acpi_century_register;	/* 0: none */

/* arch/x86/kernel/acpi/boot.c */
void acpi_boot_table_init(void);
int acpi_boot_init(void);
int acpi_register_gsi(u32 gsi, int trigger, int polarity);
int acpi_gsi_to_irq(u32 gsi, unsigned int *irqp);

#define ACPI_LEVEL_SENSITIVE	0
#define ACPI_EDGE_SENSITIVE	1
#define ACPI_ACTIVE_HIGH	0
#define ACPI_ACTIVE_LOW		1

#endif /* _LINUX_ACPI_H */
