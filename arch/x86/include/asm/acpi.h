/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/acpi.h - what the ACPI tables told about this PC
 */
#ifndef _ASM_X86_ACPI_H
#define _ASM_X86_ACPI_H

#include <linux/types.h>

extern int acpi_lapic;			/* the MADT named our local APICs */
extern int acpi_ioapic;			/* ... and I/O APICs */

static inline void disable_acpi(void)
{
	extern int acpi_disabled;

	acpi_disabled = 1;
}

phys_addr_t acpi_find_rsdp(void);

#endif /* _ASM_X86_ACPI_H */
