/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pci_ids.h - numbers of classes and makers, as the PCI-SIG gives them
 */
#ifndef _LINUX_PCI_IDS_H
#define _LINUX_PCI_IDS_H

#define PCI_CLASS_BRIDGE_HOST		0x0600
#define PCI_CLASS_BRIDGE_ISA		0x0601
#define PCI_CLASS_BRIDGE_PCI		0x0604

#define PCI_VENDOR_ID_REDHAT_QUMRANET	0x1af4

#endif /* _LINUX_PCI_IDS_H */
