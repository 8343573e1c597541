// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/pci/msi.c - MSI-X: a device's interrupts as messages
 *
 * The capability says in which of the device's regions the table of messages is,
 * and how long. Entries become irqs by arch/x86/kernel/apic/msi.c.
 *
 * I1         MSI-X is on in the device only while its table is mapped and every
 *            entry is masked or belongs to an irq.
 * Locking    a device's MSI-X is its driver's own.
 * Context    process context.
 * Entry      pci_enable_msix() pci_disable_msix()
 *
 * Mirrors: Linux 4.6 drivers/pci/msi.c.
 * Simpler than Linux in: MSI-X only.
 */
#include "pci.h"

#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/msi.h>

/**
 * pci_msix_vec_count() - how many messages can a device send?
 * @dev: the device
 *
 * Return: their number, or -EINVAL: no MSI-X.
 */
int pci_msix_vec_count(struct pci_dev *dev)
{
	u16 control;

	if (!dev->msix_cap)
		return -EINVAL;
	pci_read_config_word(dev, dev->msix_cap + PCI_MSIX_FLAGS, &control);
	return (control & PCI_MSIX_FLAGS_QSIZE) + 1;
}

static void msix_control(struct pci_dev *dev, u16 clear, u16 set)
{
	u16 control;

	pci_read_config_word(dev, dev->msix_cap + PCI_MSIX_FLAGS, &control);
	pci_write_config_word(dev, dev->msix_cap + PCI_MSIX_FLAGS,
			      (control & ~clear) | set);
}

static void __iomem *map_table(struct pci_dev *dev, int nr)
{
	u32 table;

	pci_read_config_dword(dev, dev->msix_cap + PCI_MSIX_TABLE, &table);
	return pci_iomap_range(dev, table & PCI_MSIX_TABLE_BIR,
			       table & PCI_MSIX_TABLE_OFFSET,
			       nr * PCI_MSIX_ENTRY_SIZE);
}

static void teardown_irqs(struct msix_entry *entries, int n)
{
	while (n--)
		msix_teardown_irq(entries[n].vector);
}

/* Every entry of the table masked; then irqs for those that are wanted. */
static int setup_irqs(struct pci_dev *dev, struct msix_entry *entries, int nvec,
		      int total)
{
	void __iomem *table = dev->msix_table;
	int i, irq;

	for (i = 0; i < total; i++)
		writel(PCI_MSIX_ENTRY_CTRL_MASKBIT,
		       table + i * PCI_MSIX_ENTRY_SIZE +
		       PCI_MSIX_ENTRY_VECTOR_CTRL);
	for (i = 0; i < nvec; i++) {
		irq = msix_setup_irq(table + entries[i].entry *
				     PCI_MSIX_ENTRY_SIZE, cpu_online_mask);
		if (irq < 0) {
			teardown_irqs(entries, i);
			return irq;
		}
		entries[i].vector = irq;
	}
	return 0;
}

/**
 * pci_enable_msix() - a device sends its interrupts as messages
 * @dev: enabled
 * @entries: @entry in, @vector out: for request_irq()
 * @nvec: how many
 *
 * Return: 0; -EINVAL: no MSI-X; -ENOSPC: not so many; or -errno.
 */
int pci_enable_msix(struct pci_dev *dev, struct msix_entry *entries, int nvec)
{
	int total = pci_msix_vec_count(dev), i, err;

	if (total < 0)
		return total;
	for (i = 0; i < nvec; i++)
		if (nvec > total || entries[i].entry >= total)
			return -ENOSPC;
	dev->msix_table = map_table(dev, total);
	if (!dev->msix_table)
		return -ENOMEM;
	/* The device must decode its table; all messages wait meanwhile. */
	msix_control(dev, 0, PCI_MSIX_FLAGS_ENABLE | PCI_MSIX_FLAGS_MASKALL);
	err = setup_irqs(dev, entries, nvec, total);
	if (err) {
		msix_control(dev, PCI_MSIX_FLAGS_ENABLE, 0);
		iounmap(dev->msix_table);
		dev->msix_table = NULL;
		return err;
	}
	dev->msix_nr = nvec;
	pci_intx(dev, 0);
	msix_control(dev, PCI_MSIX_FLAGS_MASKALL, 0);
	return 0;
}

/**
 * pci_disable_msix() - undo pci_enable_msix()
 * @dev: the device
 * @entries: as there; their irqs have no handlers any more
 */
void pci_disable_msix(struct pci_dev *dev, struct msix_entry *entries)
{
	if (!dev->msix_table)
		return;
	teardown_irqs(entries, dev->msix_nr);
	msix_control(dev, PCI_MSIX_FLAGS_ENABLE, 0);
	pci_intx(dev, 1);
	iounmap(dev->msix_table);
	dev->msix_table = NULL;
	dev->msix_nr = 0;
}
