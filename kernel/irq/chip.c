// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/irq/chip.c - flow handlers: what each kind of line needs around
 * the call of the handlers; masking, types
 *
 * level	mask + ack, handle, unmask: the line stays asserted until the
 *		device is served and would interrupt for ever
 * fasteoi	handle, then EOI: the local APIC holds back the same and lower
 *		vectors until then (I/O APIC level)
 * edge		ack first, then handle: the next edge may come meanwhile, on
 *		another CPU even, and is noted in IRQS_PENDING (MSI, ISA)
 *
 * I1         IRQD_IRQ_MASKED tells truly what the chip was told last.
 * I2         disable_irq() is lazy: it sets IRQD_IRQ_DISABLED; an interrupt
 *            that comes nevertheless is noted as pending and masks the line.
 *            So a disabled line costs no access to the chip when it is quiet.
 * Locking    desc->lock, raw, interrupts off; the chip's own lock inside.
 * Mirrors:   Linux 4.x kernel/irq/chip.c.
 */
#include "internals.h"

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/ratelimit.h>

/**
 * mask_irq() - no interrupts from the line
 * @desc: the line, locked
 */
void mask_irq(struct irq_desc *desc)
{
	if (irqd_irq_masked(&desc->irq_data))
		return;
	desc->irq_data.chip->irq_mask(&desc->irq_data);
	irqd_set(&desc->irq_data, IRQD_IRQ_MASKED);
}

/**
 * unmask_irq() - let the line interrupt
 * @desc: the line, locked
 */
void unmask_irq(struct irq_desc *desc)
{
	if (!irqd_irq_masked(&desc->irq_data))
		return;
	desc->irq_data.chip->irq_unmask(&desc->irq_data);
	irqd_clear(&desc->irq_data, IRQD_IRQ_MASKED);
}

/* An edge that came while the line was off will not come again by itself. */
static void check_irq_resend(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (irqd_is_level_type(&desc->irq_data)) {
		desc->istate &= ~IRQS_PENDING;
		return;
	}
	if (!(desc->istate & IRQS_PENDING) || (desc->istate & IRQS_REPLAY))
		return;
	desc->istate &= ~IRQS_PENDING;
	if (chip->irq_retrigger && chip->irq_retrigger(&desc->irq_data))
		desc->istate |= IRQS_REPLAY;
}

/**
 * irq_enable() - a line whose disable depth fell to zero
 * @desc: the line, locked
 */
void irq_enable(struct irq_desc *desc)
{
	irqd_clear(&desc->irq_data, IRQD_IRQ_DISABLED);
	unmask_irq(desc);
	check_irq_resend(desc);
}

/**
 * irq_startup() - the line gets its first handler
 * @desc: the line, locked
 */
void irq_startup(struct irq_desc *desc)
{
	desc->depth = 0;
	desc->istate &= ~(IRQS_PENDING | IRQS_REPLAY | IRQS_SPURIOUS_DISABLED);
	irqd_set(&desc->irq_data, IRQD_IRQ_STARTED);
	irq_enable(desc);
}

/**
 * irq_shutdown() - the line lost its last handler
 * @desc: the line, locked
 */
void irq_shutdown(struct irq_desc *desc)
{
	desc->depth = 1;
	irqd_set(&desc->irq_data, IRQD_IRQ_DISABLED);
	irqd_clear(&desc->irq_data, IRQD_IRQ_STARTED);
	mask_irq(desc);
}

/* May the handlers run?  If not, note it and keep the line quiet. */
static bool irq_may_run(struct irq_desc *desc)
{
	desc->istate &= ~IRQS_REPLAY;
	if (likely(desc->action && !irqd_irq_disabled(&desc->irq_data) &&
		   !irqd_has_set(&desc->irq_data, IRQD_IRQ_INPROGRESS)))
		return true;
	desc->istate |= IRQS_PENDING;
	return false;
}

/**
 * handle_fasteoi_irq() - flow of a level line behind an APIC
 * @desc: the line
 *
 * Context: hard interrupt.
 */
void handle_fasteoi_irq(struct irq_desc *desc)
{
	raw_spin_lock(&desc->lock);
	kstat_incr_irqs_this_cpu(desc);
	if (likely(irq_may_run(desc)))
		handle_irq_event(desc);
	else
		mask_irq(desc);
	desc->irq_data.chip->irq_eoi(&desc->irq_data);
	raw_spin_unlock(&desc->lock);
}

/**
 * handle_edge_irq() - flow of an edge line or a message
 * @desc: the line
 *
 * Context: hard interrupt.
 */
void handle_edge_irq(struct irq_desc *desc)
{
	raw_spin_lock(&desc->lock);
	kstat_incr_irqs_this_cpu(desc);
	if (unlikely(!irq_may_run(desc))) {
		/* Another CPU is at it: it looks at PENDING when it is done. */
		mask_irq(desc);
		desc->irq_data.chip->irq_ack(&desc->irq_data);
		raw_spin_unlock(&desc->lock);
		return;
	}
	desc->irq_data.chip->irq_ack(&desc->irq_data);
	do {
		if (unlikely(!desc->action)) {
			mask_irq(desc);
			break;
		}
		/* Masked by the turned away one above: let edges in again. */
		if (unlikely(desc->istate & IRQS_PENDING) &&
		    !irqd_irq_disabled(&desc->irq_data))
			unmask_irq(desc);
		handle_irq_event(desc);
	} while ((desc->istate & IRQS_PENDING) &&
		 !irqd_irq_disabled(&desc->irq_data));
	raw_spin_unlock(&desc->lock);
}

/**
 * handle_bad_irq() - flow of a line that nobody has set up
 * @desc: the line
 *
 * Context: hard interrupt.
 */
void handle_bad_irq(struct irq_desc *desc)
{
	pr_warn_ratelimited("irq %u: unexpected interrupt\n",
			    irq_desc_get_irq(desc));
	if (desc->irq_data.chip && desc->irq_data.chip->irq_ack)
		desc->irq_data.chip->irq_ack(&desc->irq_data);
}

/**
 * irq_set_chip_and_handler_name() - say whose line this is and how it flows
 * @irq: an allocated irq without handlers
 * @chip: its controller
 * @handle: one of the flow handlers
 * @name: of the flow, for /proc/interrupts
 */
void irq_set_chip_and_handler_name(unsigned int irq, struct irq_chip *chip,
				   irq_flow_handler_t handle,
				   const char *name)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (WARN_ON(!desc))
		return;
	raw_spin_lock_irqsave(&desc->lock, flags);
	desc->irq_data.chip = chip;
	desc->handle_irq = handle;
	desc->name = name;
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}

/**
 * irq_set_chip_data() - what the vector layer needs with the line
 * @irq: an allocated irq
 * @data: opaque here
 *
 * Return: 0 or -EINVAL.
 */
int irq_set_chip_data(unsigned int irq, void *data)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	desc->irq_data.chip_data = data;
	return 0;
}

/**
 * irq_set_handler_data() - what the chip needs with the line
 * @irq: an allocated irq
 * @data: opaque here
 *
 * Return: 0 or -EINVAL.
 */
int irq_set_handler_data(unsigned int irq, void *data)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	desc->irq_data.handler_data = data;
	return 0;
}
