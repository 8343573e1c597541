/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/io_apic.h - I/O APICs: from device pins to local APICs
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/io_apic.h.
 */
#ifndef _ASM_X86_IO_APIC_H
#define _ASM_X86_IO_APIC_H

#include <linux/types.h>

#define MAX_IO_APICS	8

extern int nr_ioapics;

/* Told by the MADT, before init_IRQ(). */
int mp_register_ioapic(u8 id, phys_addr_t address, u32 gsi_base);
void mp_override_legacy_irq(u8 bus_irq, u8 polarity, u8 trigger, u32 gsi);

void setup_IO_APIC(void);
int mp_map_gsi_to_irq(u32 gsi, int trigger, int polarity);
void clear_IO_APIC(void);

#endif /* _ASM_X86_IO_APIC_H */
