/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/msi.h - interrupts that are memory writes: MSI-X entries as irqs
 *
 * PCI code maps a device's MSI-X table, asks for an irq per entry, and turns
 * MSI-X on in the device; the entry itself belongs to the irq layer.
 *
 * Mirrors: Linux 4.x include/linux/msi.h, cut down to struct msi_msg and a
 * flat pair of functions in place of irq domains.
 */
#ifndef _LINUX_MSI_H
#define _LINUX_MSI_H

#include <linux/types.h>

struct cpumask;

struct msi_msg {
	u32	address_lo;
	u32	address_hi;
	u32	data;
};

/* arch/x86/kernel/apic/msi.c */
int msix_setup_irq(void __iomem *entry, const struct cpumask *affinity);
void msix_teardown_irq(unsigned int irq);

#endif /* _LINUX_MSI_H */
