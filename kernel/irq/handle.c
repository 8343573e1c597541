// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/irq/handle.c - an interrupt has come: call who asked for it
 *
 * The flow handler (chip.c) has taken desc->lock and judged that the
 * interrupt is to be handled.  While the handlers run the lock is free and
 * IRQD_IRQ_INPROGRESS is set: the same irq on another CPU is turned away,
 * and free_irq() waits for the flag before it frees an action, so the list
 * may be walked without the lock.
 *
 * A line where nobody answers 99,900 of 100,000 interrupts is shut: it would
 * keep its CPU from ever doing anything else.
 *
 * Entry      handle_irq_event()
 * Mirrors:   Linux 4.x kernel/irq/handle.c, spurious.c.
 * Simpler than Linux in: no interrupt threads, no polling of dead lines.
 */
#include "internals.h"

#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/printk.h>

#define IRQ_CHECK_PERIOD	100000
#define IRQ_MAX_UNHANDLED	99900

static void report_bad_irq(struct irq_desc *desc)
{
	struct irqaction *action;

	pr_err("irq %u: nobody cared\n", irq_desc_get_irq(desc));
	dump_stack();
	pr_err("handlers:\n");
	for (action = desc->action; action; action = action->next)
		pr_err("[<%p>] %ps\n", action->handler, action->handler);
	pr_emerg("Disabling IRQ #%u\n", irq_desc_get_irq(desc));
}

/* Count an answer; desc->lock held. */
static void note_interrupt(struct irq_desc *desc, irqreturn_t ret)
{
	if (unlikely(ret == IRQ_NONE)) {
		/* Now and then one is lost in a race: start over. */
		if (time_after(jiffies, desc->last_unhandled + HZ / 10))
			desc->irqs_unhandled = 1;
		else
			desc->irqs_unhandled++;
		desc->last_unhandled = jiffies;
	}
	if (likely(++desc->irq_count < IRQ_CHECK_PERIOD))
		return;
	desc->irq_count = 0;
	if (desc->irqs_unhandled > IRQ_MAX_UNHANDLED) {
		report_bad_irq(desc);
		desc->istate |= IRQS_SPURIOUS_DISABLED;
		desc->depth++;
		irqd_set(&desc->irq_data, IRQD_IRQ_DISABLED);
		mask_irq(desc);
	}
	desc->irqs_unhandled = 0;
}

static irqreturn_t call_handlers(struct irq_desc *desc)
{
	unsigned int irq = irq_desc_get_irq(desc);
	struct irqaction *action;
	irqreturn_t ret = IRQ_NONE;

	for (action = READ_ONCE(desc->action); action;
	     action = READ_ONCE(action->next)) {
		ret |= action->handler(irq, action->dev_id);
		if (WARN_ONCE(!irqs_disabled(),
			      "irq %u handler %pS enabled interrupts\n",
			      irq, action->handler))
			local_irq_disable();
	}
	return ret;
}

/**
 * handle_irq_event() - run the handlers of a line
 * @desc: the line, enabled and not in progress
 *
 * Context: hard interrupt; desc->lock held, dropped and taken again.
 * Return: what the handlers said, or-ed.
 */
irqreturn_t handle_irq_event(struct irq_desc *desc)
{
	irqreturn_t ret;

	desc->istate &= ~IRQS_PENDING;
	irqd_set(&desc->irq_data, IRQD_IRQ_INPROGRESS);
	raw_spin_unlock(&desc->lock);

	ret = call_handlers(desc);

	raw_spin_lock(&desc->lock);
	irqd_clear(&desc->irq_data, IRQD_IRQ_INPROGRESS);
	note_interrupt(desc, ret);
	return ret;
}
