/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/pci/pci.h - between the files of drivers/pci
 */
#ifndef _DRIVERS_PCI_PCI_H
#define _DRIVERS_PCI_PCI_H

#include <linux/pci.h>

/* access.c: any function of any bus; ~0 is read where there is none */
void pci_access_init(void);
void pci_access_bus(unsigned int bus);
u32 pci_conf_read(unsigned int bus, unsigned int devfn, int where, int size);
void pci_conf_write(unsigned int bus, unsigned int devfn, int where, int size,
		    u32 val);

#endif /* _DRIVERS_PCI_PCI_H */
