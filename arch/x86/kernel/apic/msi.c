// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/apic/msi.c - message signalled interrupts
 *
 * An MSI is a write of the device to 0xfeexx000: the address names the CPU,
 * the data the vector.  No I/O APIC, no sharing, edge by nature.  With MSI-X
 * the (address, data, mask) of each message stand in a table in the device's
 * own memory.
 *
 * Locking    a table entry is written under its irq's desc->lock only.
 * Entry      msix_setup_irq() msix_teardown_irq()
 * Mirrors:   Linux 4.x arch/x86/kernel/apic/msi.c, drivers/pci/msi.c.
 * Simpler than Linux in: MSI-X only, the plain MSI capability is not used.
 */
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/msi.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>

#define MSI_ADDR_BASE_LO	0xfee00000
#define MSI_ADDR_DEST_ID(id)	(((id) & 0xff) << 12)

/* Offsets in a table entry. */
#define MSIX_ENTRY_LOWER_ADDR	0
#define MSIX_ENTRY_UPPER_ADDR	4
#define MSIX_ENTRY_DATA		8
#define MSIX_ENTRY_CTRL		12
#define MSIX_CTRL_MASKED	1

static void msix_mask(struct irq_data *data)
{
	void __iomem *entry = (void __iomem __force *)data->handler_data;

	writel(MSIX_CTRL_MASKED, entry + MSIX_ENTRY_CTRL);
	readl(entry + MSIX_ENTRY_CTRL);	/* the write has arrived */
}

static void msix_unmask(struct irq_data *data)
{
	void __iomem *entry = (void __iomem __force *)data->handler_data;

	writel(0, entry + MSIX_ENTRY_CTRL);
}

static void msi_compose_msg(struct irq_data *data, struct msi_msg *msg)
{
	struct irq_cfg *cfg = irqd_cfg(data);

	msg->address_hi = 0;
	msg->address_lo = MSI_ADDR_BASE_LO | MSI_ADDR_DEST_ID(cfg->dest_apicid);
	msg->data = APIC_DM_FIXED | cfg->vector;
}

static void msix_write_msg(struct irq_data *data, struct msi_msg *msg)
{
	void __iomem *entry = (void __iomem __force *)data->handler_data;

	writel(msg->address_lo, entry + MSIX_ENTRY_LOWER_ADDR);
	writel(msg->address_hi, entry + MSIX_ENTRY_UPPER_ADDR);
	writel(msg->data, entry + MSIX_ENTRY_DATA);
}

static struct irq_chip msix_chip = {
	.name			= "PCI-MSI",
	.irq_ack		= apic_ack_irq,
	.irq_mask		= msix_mask,
	.irq_unmask		= msix_unmask,
	.irq_retrigger		= apic_retrigger_irq,
	.irq_compose_msi_msg	= msi_compose_msg,
	.irq_write_msi_msg	= msix_write_msg,
};

/**
 * msix_setup_irq() - an irq for one entry of an MSI-X table
 * @entry: the entry, mapped uncached; it is left masked
 * @affinity: CPUs that should get it
 *
 * Context: process context.
 * Return: irq number, -ENOMEM or -ENOSPC.
 */
int msix_setup_irq(void __iomem *entry, const struct cpumask *affinity)
{
	struct irq_data *data;
	struct msi_msg msg;
	int irq, err;

	irq = irq_alloc_desc_from(NR_IRQS_LEGACY + 8);
	if (irq < 0)
		return irq;
	err = x86_vector_alloc_irq(irq, affinity);
	if (err) {
		irq_free_desc(irq);
		return err;
	}
	data = irq_get_irq_data(irq);
	irq_set_handler_data(irq, (void __force *)entry);
	irqd_set_trigger_type(data, IRQ_TYPE_EDGE_RISING);
	irq_set_chip_and_handler_name(irq, &msix_chip, handle_edge_irq,
				      "edge");
	msix_mask(data);
	msi_compose_msg(data, &msg);
	msix_write_msg(data, &msg);
	return irq;
}

/**
 * msix_teardown_irq() - undo msix_setup_irq()
 * @irq: without handlers
 *
 * Context: process context, while the table is still mapped.
 */
void msix_teardown_irq(unsigned int irq)
{
	msix_mask(irq_get_irq_data(irq));
	x86_vector_free_irq(irq);
	irq_free_desc(irq);
}
