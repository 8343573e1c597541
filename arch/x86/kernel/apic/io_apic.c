// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/apic/io_apic.c - device pins
 *
 * Each I/O APIC has a table with an entry per pin: vector, target CPU,
 * polarity, trigger, mask.  Pins are numbered over all of them as global
 * system interrupts (GSI).
 *
 *	ISA irq --isa_irqs[]--> GSI --ioapics[]--> (I/O APIC, pin)
 *
 * irq numbers: an ISA line keeps its number 0..15 whatever pin it is on
 * (the MADT's overrides move some); every other pin has irq == GSI, as long
 * as that number is free.
 *
 * I1         A pin is unmasked only while its irq has a handler.
 * I2         pin_irq[] of a pin is written once, under ioapic_mutex.
 * Locking    ioapic_mutex: mapping pins to irqs.  ioapic_lock, raw: the
 *            index and data registers.  Order: ioapic_mutex >
 *            sparse_irq_lock > desc->lock > ioapic_lock.
 * Entry      mp_register_ioapic() mp_override_legacy_irq() setup_IO_APIC()
 *            mp_map_gsi_to_irq() clear_IO_APIC()
 * Mirrors:   Linux 4.x arch/x86/kernel/apic/io_apic.c.
 * Simpler than Linux in: no MP tables, no remapping, no timer through a pin
 *            (the local APIC's is used), no hot plug.
 */
#define pr_fmt(fmt) "IOAPIC: " fmt

#include <linux/acpi.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>
#include <asm/i8259.h>
#include <asm/io_apic.h>

#define IOAPIC_REG_INDEX	0x00	/* in the memory window */
#define IOAPIC_REG_DATA		0x10
#define IOAPIC_ID		0x00	/* behind index and data */
#define IOAPIC_VERSION		0x01
#define IOAPIC_RTE(pin)		(0x10 + 2 * (pin))
#define IOAPIC_MAX_PINS		120

#define RTE_LOW_POLARITY	(1 << 13)
#define RTE_LEVEL		(1 << 15)
#define RTE_MASKED		(1 << 16)

struct ioapic {
	void __iomem	*base;			/* [I] */
	phys_addr_t	phys;			/* [I] */
	u32		gsi_base;		/* [I] */
	u32		nr_pins;		/* [I] */
	u8		id;			/* [I] */
	/* ioapic_mutex; irq + 1, 0: not mapped */
	u16		pin_irq[IOAPIC_MAX_PINS];
};

/* A pin as its irq's handler_data. */
struct ioapic_pin {
	struct ioapic	*ioapic;		/* [I] */
	u32		pin;			/* [I] */
	u32		rte_low;		/* desc->lock; as written last */
};

static struct ioapic ioapics[MAX_IO_APICS];
int nr_ioapics;

/* Where an ISA line goes; the MADT's word, or ISA's custom. */
static struct {
	u32	gsi;
	u8	level;
	u8	active_low;
} isa_irqs[NR_IRQS_LEGACY];

static bool isa_irqs_valid;
static DEFINE_RAW_SPINLOCK(ioapic_lock);
static DEFINE_MUTEX(ioapic_mutex);

static u32 ioapic_read(struct ioapic *ioapic, u32 reg)
{
	unsigned long flags;
	u32 value;

	raw_spin_lock_irqsave(&ioapic_lock, flags);
	writel(reg, ioapic->base + IOAPIC_REG_INDEX);
	value = readl(ioapic->base + IOAPIC_REG_DATA);
	raw_spin_unlock_irqrestore(&ioapic_lock, flags);
	return value;
}

static void ioapic_write(struct ioapic *ioapic, u32 reg, u32 value)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ioapic_lock, flags);
	writel(reg, ioapic->base + IOAPIC_REG_INDEX);
	writel(value, ioapic->base + IOAPIC_REG_DATA);
	raw_spin_unlock_irqrestore(&ioapic_lock, flags);
}

/* The target first: the low half may unmask. */
static void ioapic_write_rte(struct ioapic_pin *p, u32 low, u32 apicid)
{
	ioapic_write(p->ioapic, IOAPIC_RTE(p->pin) + 1, apicid << 24);
	ioapic_write(p->ioapic, IOAPIC_RTE(p->pin), low);
	p->rte_low = low;
}

static void mask_ioapic_irq(struct irq_data *data)
{
	struct ioapic_pin *p = data->handler_data;

	p->rte_low |= RTE_MASKED;
	ioapic_write(p->ioapic, IOAPIC_RTE(p->pin), p->rte_low);
	/* A read pushes the write through: no interrupt after this. */
	ioapic_read(p->ioapic, IOAPIC_RTE(p->pin));
}

static void unmask_ioapic_irq(struct irq_data *data)
{
	struct ioapic_pin *p = data->handler_data;

	p->rte_low &= ~RTE_MASKED;
	ioapic_write(p->ioapic, IOAPIC_RTE(p->pin), p->rte_low);
}

/* Only what the pin was mapped with: the other devices on it rely on that. */
static int ioapic_set_type(struct irq_data *data, unsigned int type)
{
	struct ioapic_pin *p = data->handler_data;
	bool level = type & IRQ_TYPE_LEVEL_MASK;

	return level == !!(p->rte_low & RTE_LEVEL) ? 0 : -EINVAL;
}

static struct irq_chip ioapic_chip = {
	.name		= "IO-APIC",
	.irq_ack	= apic_ack_irq,
	.irq_mask	= mask_ioapic_irq,
	.irq_unmask	= unmask_ioapic_irq,
	.irq_eoi	= apic_ack_irq,
	.irq_retrigger	= apic_retrigger_irq,
	.irq_set_type	= ioapic_set_type,
};

static void __init init_isa_irqs(void)
{
	unsigned int irq;

	if (isa_irqs_valid)
		return;
	for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
		isa_irqs[irq].gsi = irq;
	isa_irqs_valid = true;
}

/**
 * mp_override_legacy_irq() - the firmware says where an ISA line goes
 * @bus_irq: the line, 0..15
 * @polarity: ACPI_MADT_POLARITY_*
 * @trigger: ACPI_MADT_TRIGGER_*
 * @gsi: the pin
 *
 * Context: boot CPU, before setup_IO_APIC().
 */
void __init mp_override_legacy_irq(u8 bus_irq, u8 polarity, u8 trigger,
				   u32 gsi)
{
	init_isa_irqs();
	if (bus_irq >= NR_IRQS_LEGACY) {
		pr_warn("override of ISA irq %u ignored\n", bus_irq);
		return;
	}
	isa_irqs[bus_irq].gsi = gsi;
	isa_irqs[bus_irq].level = trigger == ACPI_MADT_TRIGGER_LEVEL;
	isa_irqs[bus_irq].active_low =
		polarity == ACPI_MADT_POLARITY_ACTIVE_LOW;
}

/**
 * mp_register_ioapic() - the firmware tells about an I/O APIC
 * @id: its number
 * @address: its registers, physical
 * @gsi_base: GSI of its first pin
 *
 * Context: boot CPU, before setup_IO_APIC().
 * Return: 0, -ENOSPC or -EINVAL.
 */
int __init mp_register_ioapic(u8 id, phys_addr_t address, u32 gsi_base)
{
	struct ioapic *ioapic;

	if (nr_ioapics >= MAX_IO_APICS)
		return -ENOSPC;
	if (!address)
		return -EINVAL;
	ioapic = &ioapics[nr_ioapics++];
	ioapic->id = id;
	ioapic->phys = address;
	ioapic->gsi_base = gsi_base;
	return 0;
}

static struct ioapic *find_ioapic(u32 gsi)
{
	int i;

	for (i = 0; i < nr_ioapics; i++)
		if (ioapics[i].base && gsi >= ioapics[i].gsi_base &&
		    gsi - ioapics[i].gsi_base < ioapics[i].nr_pins)
			return &ioapics[i];
	return NULL;
}

/* The ISA line that lives on a pin, or -1. */
static int gsi_to_isa_irq(u32 gsi)
{
	int irq;

	for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
		if (irq != PIC_CASCADE_IR && isa_irqs[irq].gsi == gsi)
			return irq;
	return -1;
}

/* Make @irq the irq of a pin.  Context: ioapic_mutex held, or boot. */
static int setup_pin(struct ioapic *ioapic, u32 pin, unsigned int irq,
		     bool level, bool active_low)
{
	struct ioapic_pin *p = kzalloc(sizeof(*p), GFP_KERNEL);
	struct irq_cfg *cfg;
	u32 low = RTE_MASKED;
	int err;

	if (!p)
		return -ENOMEM;
	err = x86_vector_alloc_irq(irq, cpumask_of(0));
	if (err) {
		kfree(p);
		return err;
	}
	cfg = irqd_cfg(irq_get_irq_data(irq));
	p->ioapic = ioapic;
	p->pin = pin;
	low |= APIC_DM_FIXED | APIC_DEST_PHYSICAL | cfg->vector;
	if (level)
		low |= RTE_LEVEL;
	if (active_low)
		low |= RTE_LOW_POLARITY;
	ioapic_write_rte(p, low, cfg->dest_apicid);
	irq_set_handler_data(irq, p);
	irq_get_irq_data(irq)->hwirq = pin;
	irqd_set_trigger_type(irq_get_irq_data(irq),
			      level ? IRQ_TYPE_LEVEL_LOW :
				      IRQ_TYPE_EDGE_RISING);
	irq_set_chip_and_handler_name(irq, &ioapic_chip,
				      level ? handle_fasteoi_irq :
					      handle_edge_irq,
				      level ? "fasteoi" : "edge");
	ioapic->pin_irq[pin] = irq + 1;
	return irq;
}

/* Context: ioapic_mutex held. */
static int map_new_pin(struct ioapic *ioapic, u32 gsi, bool level,
		       bool active_low)
{
	int irq = irq_alloc_desc_at(gsi);
	int err;

	/* Number taken (an ISA line sits elsewhere): one above the pins. */
	if (irq < 0)
		irq = irq_alloc_desc_from(NR_IRQS_LEGACY);
	if (irq < 0)
		return irq;
	err = setup_pin(ioapic, gsi - ioapic->gsi_base, irq, level,
			active_low);
	if (err < 0)
		irq_free_desc(irq);
	return err;
}

/**
 * mp_map_gsi_to_irq() - the irq of a pin
 * @gsi: the pin
 * @trigger: ACPI_LEVEL_SENSITIVE or ACPI_EDGE_SENSITIVE
 * @polarity: ACPI_ACTIVE_LOW or ACPI_ACTIVE_HIGH
 *
 * How a pin behaves is settled when it is mapped first; an ISA line behaves
 * as the MADT says.
 *
 * Context: process context.
 * Return: irq number, -ENXIO when no I/O APIC has the pin, or -ENOMEM,
 * -ENOSPC.
 */
int mp_map_gsi_to_irq(u32 gsi, int trigger, int polarity)
{
	struct ioapic *ioapic = find_ioapic(gsi);
	int irq;

	if (!ioapic)
		return -ENXIO;
	mutex_lock(&ioapic_mutex);
	irq = ioapic->pin_irq[gsi - ioapic->gsi_base] - 1;
	if (irq < 0)
		irq = map_new_pin(ioapic, gsi, trigger == ACPI_LEVEL_SENSITIVE,
				  polarity == ACPI_ACTIVE_LOW);
	mutex_unlock(&ioapic_mutex);
	return irq;
}

static void __init setup_isa_irq(unsigned int irq)
{
	struct ioapic *ioapic = find_ioapic(isa_irqs[irq].gsi);

	/* Two lines cannot share a pin, and the timer's place may be taken. */
	if (!ioapic || gsi_to_isa_irq(isa_irqs[irq].gsi) != irq)
		return;
	if (setup_pin(ioapic, isa_irqs[irq].gsi - ioapic->gsi_base, irq,
		      isa_irqs[irq].level, isa_irqs[irq].active_low) < 0)
		pr_warn("no vector for ISA irq %u\n", irq);
}

static void mask_all_pins(struct ioapic *ioapic)
{
	u32 pin;

	for (pin = 0; pin < ioapic->nr_pins; pin++)
		ioapic_write(ioapic, IOAPIC_RTE(pin), RTE_MASKED);
}

static void __init setup_one_ioapic(struct ioapic *ioapic)
{
	u32 version;

	ioapic->base = ioremap(ioapic->phys, 0x20);
	if (!ioapic->base)
		return;
	version = ioapic_read(ioapic, IOAPIC_VERSION);
	if (version == 0 || version == ~0U) {
		pr_warn("nothing at %#llx\n", (u64)ioapic->phys);
		iounmap(ioapic->base);
		ioapic->base = NULL;
		return;
	}
	ioapic->nr_pins = min_t(u32, ((version >> 16) & 0xff) + 1,
				IOAPIC_MAX_PINS);
	mask_all_pins(ioapic);
	pr_info("id %u, version %u, address %#llx, GSI %u-%u\n", ioapic->id,
		version & 0xff, (u64)ioapic->phys, ioapic->gsi_base,
		ioapic->gsi_base + ioapic->nr_pins - 1);
}

/**
 * setup_IO_APIC() - the I/O APICs, and the ISA lines on them
 *
 * Context: init_IRQ(), interrupts off.
 */
void __init setup_IO_APIC(void)
{
	unsigned int irq;
	int i;

	init_isa_irqs();
	for (i = 0; i < nr_ioapics; i++)
		setup_one_ioapic(&ioapics[i]);
	for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
		if (irq != PIC_CASCADE_IR)
			setup_isa_irq(irq);
}

/**
 * clear_IO_APIC() - no more interrupts from devices
 *
 * Context: reboot; the other CPUs are stopped.
 */
void clear_IO_APIC(void)
{
	int i;

	for (i = 0; i < nr_ioapics; i++)
		if (ioapics[i].base)
			mask_all_pins(&ioapics[i]);
}
