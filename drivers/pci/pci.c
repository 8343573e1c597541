// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/pci/pci.c - what a driver does with its PCI device
 *
 * I1         A list of capabilities ends: at most 48 fit into the space, and more
 *            are not followed, whatever the device says.
 * Locking    a device's registers are its driver's own.
 * Context    process context.
 * Entry      pci_find_capability() pci_enable_device() pci_set_master()
 *            pci_iomap_range()
 *
 * Mirrors: Linux 4.6 drivers/pci/pci.c, lib/pci_iomap.c.
 */
#include "pci.h"

#include <linux/errno.h>
#include <linux/io.h>
#include <linux/kernel.h>

#define PCI_FIND_CAP_TTL	48

static int find_cap_from(struct pci_dev *dev, u8 pos, int cap)
{
	int ttl;
	u8 id;

	for (ttl = PCI_FIND_CAP_TTL; ttl && pos >= 0x40; ttl--) {
		pos &= ~3;
		pci_read_config_byte(dev, pos + PCI_CAP_LIST_ID, &id);
		if (id == 0xff)
			break;
		if (id == cap)
			return pos;
		pci_read_config_byte(dev, pos + PCI_CAP_LIST_NEXT, &pos);
	}
	return 0;
}

/**
 * pci_find_capability() - where in its space does a device tell about this?
 * @dev: the device
 * @cap: PCI_CAP_ID_*
 *
 * Return: offset, or 0: nowhere.
 */
int pci_find_capability(struct pci_dev *dev, int cap)
{
	u16 status;
	u8 pos;

	pci_read_config_word(dev, PCI_STATUS, &status);
	if (!(status & PCI_STATUS_CAP_LIST))
		return 0;
	pci_read_config_byte(dev, PCI_CAPABILITY_LIST, &pos);
	return find_cap_from(dev, pos, cap);
}

/**
 * pci_find_next_capability() - the next one of this kind
 * @dev: the device
 * @pos: the last one's offset
 * @cap: PCI_CAP_ID_*
 *
 * Return: offset, or 0; the caller bounds how often he asks.
 */
int pci_find_next_capability(struct pci_dev *dev, u8 pos, int cap)
{
	u8 next;

	pci_read_config_byte(dev, pos + PCI_CAP_LIST_NEXT, &next);
	return find_cap_from(dev, next, cap);
}

static void change_command(struct pci_dev *dev, u16 clear, u16 set)
{
	u16 cmd;

	pci_read_config_word(dev, PCI_COMMAND, &cmd);
	pci_write_config_word(dev, PCI_COMMAND, (cmd & ~clear) | set);
}

/**
 * pci_enable_device() - the device answers at its addresses
 * @dev: the device
 *
 * Return: 0.
 */
int pci_enable_device(struct pci_dev *dev)
{
	u16 set = 0;
	int i;

	for (i = 0; i < PCI_STD_NUM_RESOURCES; i++) {
		if (pci_resource_flags(dev, i) & IORESOURCE_IO)
			set |= PCI_COMMAND_IO;
		if (pci_resource_flags(dev, i) & IORESOURCE_MEM)
			set |= PCI_COMMAND_MEMORY;
	}
	change_command(dev, 0, set);
	return 0;
}

/** pci_set_master() - the device may read and write memory */
void pci_set_master(struct pci_dev *dev)
{
	change_command(dev, 0, PCI_COMMAND_MASTER);
}

/** pci_intx() - the device may (not) use its interrupt pin */
void pci_intx(struct pci_dev *dev, int enable)
{
	change_command(dev, enable ? PCI_COMMAND_INTX_DISABLE : 0,
		       enable ? 0 : PCI_COMMAND_INTX_DISABLE);
}

/**
 * pci_iomap_range() - map a part of a device's memory
 * @dev: the device
 * @bar: which of its regions
 * @offset: in it, bytes
 * @maxlen: bytes; 0: to its end
 *
 * Return: the mapping, for iounmap(), or NULL: no such memory.
 */
void __iomem *pci_iomap_range(struct pci_dev *dev, int bar,
			      unsigned long offset, unsigned long maxlen)
{
	resource_size_t len;

	if (bar < 0 || bar >= PCI_STD_NUM_RESOURCES ||
	    !(pci_resource_flags(dev, bar) & IORESOURCE_MEM) ||
	    !pci_resource_start(dev, bar))
		return NULL;
	len = pci_resource_len(dev, bar);
	if (len <= offset)
		return NULL;
	len -= offset;
	if (maxlen && len > maxlen)
		len = maxlen;
	return ioremap(pci_resource_start(dev, bar) + offset, len);
}
