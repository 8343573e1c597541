// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/pci/access.c - the configuration space of PCI functions
 *
 * Two ways lead there: ports 0xcf8 (address) and 0xcfc (data), for the first 256
 * bytes; and memory (ECAM), a page for each function, where the ACPI table MCFG
 * says. Memory is used where there is some: it needs no lock and reaches all.
 *
 * I1         ecam_bus[n] is set before anybody looks at the devices of bus n, and
 *            stays. Only buses that exist are mapped: each takes 1 MiB of space.
 * Locking    pci_config_lock, raw, irq-safe: the two ports together.
 * Entry      pci_access_init() pci_conf_read() pci_conf_write()
 *            pci_read_config_*() pci_write_config_*()
 *
 * Mirrors: Linux 4.6 arch/x86/pci/direct.c, mmconfig_64.c, drivers/pci/access.c.
 * Simpler than Linux in: segment 0 only.
 */
#include "pci.h"

#include <linux/acpi.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>

#define PCI_CONF1_ADDRESS	0xcf8
#define PCI_CONF1_DATA		0xcfc
#define ECAM_BUS_SIZE		(1UL << 20)

struct acpi_mcfg_allocation {
	u64	address;
	u16	pci_segment;
	u8	start_bus_number;
	u8	end_bus_number;
	u32	reserved;
} __packed;

static DEFINE_RAW_SPINLOCK(pci_config_lock);
static void __iomem *ecam_bus[256];	/* NULL: not scanned, or not there */
static u64 ecam_phys;			/* where bus 0 would be; 0: no ECAM */
static unsigned int ecam_start, ecam_end;

static inline u32 conf1_address(unsigned int bus, unsigned int devfn, int where)
{
	return 0x80000000 | bus << 16 | devfn << 8 | (where & 0xfc);
}

static u32 conf1_read(unsigned int bus, unsigned int devfn, int where, int size)
{
	unsigned long flags;
	u32 val;

	raw_spin_lock_irqsave(&pci_config_lock, flags);
	outl(conf1_address(bus, devfn, where), PCI_CONF1_ADDRESS);
	switch (size) {
	case 1:
		val = inb(PCI_CONF1_DATA + (where & 3));
		break;
	case 2:
		val = inw(PCI_CONF1_DATA + (where & 2));
		break;
	default:
		val = inl(PCI_CONF1_DATA);
	}
	raw_spin_unlock_irqrestore(&pci_config_lock, flags);
	return val;
}

static void conf1_write(unsigned int bus, unsigned int devfn, int where,
			int size, u32 val)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&pci_config_lock, flags);
	outl(conf1_address(bus, devfn, where), PCI_CONF1_ADDRESS);
	switch (size) {
	case 1:
		outb(val, PCI_CONF1_DATA + (where & 3));
		break;
	case 2:
		outw(val, PCI_CONF1_DATA + (where & 2));
		break;
	default:
		outl(val, PCI_CONF1_DATA);
	}
	raw_spin_unlock_irqrestore(&pci_config_lock, flags);
}

/* The function's registers in memory, or NULL: not there. */
static void __iomem *ecam_addr(unsigned int bus, unsigned int devfn, int where)
{
	if (!ecam_bus[bus])
		return NULL;
	return ecam_bus[bus] + (devfn << 12) + where;
}

/**
 * pci_access_bus() - a bus is about to be scanned
 * @bus: its number
 *
 * Context: process context.
 */
void pci_access_bus(unsigned int bus)
{
	if (ecam_phys && bus >= ecam_start && bus <= ecam_end)
		ecam_bus[bus] = ioremap(ecam_phys + bus * ECAM_BUS_SIZE,
					ECAM_BUS_SIZE);
}

/**
 * pci_conf_read() - read a register of any function
 * @bus: bus number
 * @devfn: device and function
 * @where: offset, aligned to @size
 * @size: 1, 2 or 4 bytes
 *
 * Context: any.
 * Return: the value; all ones where there is nothing.
 */
u32 pci_conf_read(unsigned int bus, unsigned int devfn, int where, int size)
{
	void __iomem *addr = ecam_addr(bus, devfn, where);

	if (!addr)
		return where < 256 ? conf1_read(bus, devfn, where, size) : ~0U;
	switch (size) {
	case 1:
		return readb(addr);
	case 2:
		return readw(addr);
	default:
		return readl(addr);
	}
}

/**
 * pci_conf_write() - write a register of any function
 * @bus: bus number
 * @devfn: device and function
 * @where: offset, aligned to @size
 * @size: 1, 2 or 4 bytes
 * @val: the value
 *
 * Context: any.
 */
void pci_conf_write(unsigned int bus, unsigned int devfn, int where, int size,
		    u32 val)
{
	void __iomem *addr = ecam_addr(bus, devfn, where);

	if (!addr) {
		if (where < 256)
			conf1_write(bus, devfn, where, size, val);
		return;
	}
	switch (size) {
	case 1:
		writeb(val, addr);
		break;
	case 2:
		writew(val, addr);
		break;
	default:
		writel(val, addr);
	}
}

#define PCI_CONFIG_OP(size, type, len)					\
int pci_read_config_##size(const struct pci_dev *dev, int where,	\
			   type *val)					\
{									\
	*val = pci_conf_read(dev->bus->number, dev->devfn, where, len);	\
	return 0;							\
}									\
									\
int pci_write_config_##size(const struct pci_dev *dev, int where,	\
			    type val)					\
{									\
	pci_conf_write(dev->bus->number, dev->devfn, where, len, val);	\
	return 0;							\
}

PCI_CONFIG_OP(byte, u8, 1)
PCI_CONFIG_OP(word, u16, 2)
PCI_CONFIG_OP(dword, u32, 4)

/* The first allocation of segment 0. */
static int __init parse_mcfg(struct acpi_table_header *table)
{
	const u8 *p = (const u8 *)table + sizeof(*table) + 8;
	const u8 *end = (const u8 *)table + table->length;

	for (; p + sizeof(struct acpi_mcfg_allocation) <= end;
	     p += sizeof(struct acpi_mcfg_allocation)) {
		const struct acpi_mcfg_allocation *a = (const void *)p;

		if (a->pci_segment || !a->address ||
		    a->end_bus_number < a->start_bus_number)
			continue;
		ecam_start = a->start_bus_number;
		ecam_end = a->end_bus_number;
		ecam_phys = a->address;
		pr_info("PCI: MMCONFIG for [bus %02x-%02x] at %#llx\n",
			ecam_start, ecam_end, a->address);
		return 0;
	}
	return -ENODEV;
}

/**
 * pci_access_init() - find the ways to the configuration space
 *
 * Context: boot.
 */
void __init pci_access_init(void)
{
	if (!acpi_disabled)
		acpi_table_parse("MCFG", parse_mcfg);
}
