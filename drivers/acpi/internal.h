/* SPDX-License-Identifier: GPL-2.0-only */
/* drivers/acpi/internal.h - what the FADT says and sleep.c acts upon */
#ifndef _DRIVERS_ACPI_INTERNAL_H
#define _DRIVERS_ACPI_INTERNAL_H

#include <linux/acpi.h>

struct acpi_fixed_info {
	bool	valid;
	bool	hw_reduced;		/* sleep_control instead of PM1 */
	u8	acpi_enable;		/* to smi_command: "ACPI mode" */
	u8	reset_value;
	u32	smi_command;		/* ports; 0: none */
	u32	pm1a_control;
	u32	pm1b_control;
	u64	dsdt;			/* physical */
	struct acpi_generic_address sleep_control;
	struct acpi_generic_address reset_register;
};

extern struct acpi_fixed_info acpi_fixed;

/* Sleep types of S5 for PM1a and PM1b; type_a below 0: no _S5. */
struct acpi_sleep_types {
	int	type_a;
	int	type_b;
};

extern struct acpi_sleep_types acpi_s5;
int acpi_sleep_init(void);
extern bool acpi_permanent_mmap;	/* memremap() works by now */

#endif /* _DRIVERS_ACPI_INTERNAL_H */
