// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/irq/manage.c - drivers ask for interrupts and give them back
 *
 * I1         All actions of a shared line agree on IRQF_SHARED and on the
 *            trigger; each has its own dev_id.
 * I2         When free_irq() returns, the handler does not run anywhere and
 *            will not: the device's data may go.
 * I3         depth counts disable_irq(); the line interrupts at 0 only.
 * Locking    desc->lock for all of it; see irqdesc.c for the order.
 * Entry      request_irq() free_irq() disable_irq() enable_irq()
 *            synchronize_irq()
 * Mirrors:   Linux 4.x kernel/irq/manage.c.
 * Simpler than Linux in: no interrupt threads; an irq stays on the CPU that
 *            the vector layer chose.
 */
#include "internals.h"

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include <asm/processor.h>

/* Does a new action fit the ones that are there?  desc->lock held. */
static bool actions_agree(const struct irqaction *old,
			  const struct irqaction *new)
{
	unsigned long differ = old->flags ^ new->flags;

	if (!(old->flags & new->flags & IRQF_SHARED))
		return false;
	return !(new->flags & IRQF_TRIGGER_MASK) ||
	       !(old->flags & IRQF_TRIGGER_MASK) ||
	       !(differ & IRQF_TRIGGER_MASK);
}

/* The chip learns how the first driver says that the line behaves. */
static int setup_trigger(struct irq_desc *desc, unsigned int flags)
{
	unsigned int type = flags & IRQF_TRIGGER_MASK;
	int ret = 0;

	if (type == IRQF_TRIGGER_NONE)
		return 0;
	if (desc->irq_data.chip->irq_set_type)
		ret = desc->irq_data.chip->irq_set_type(&desc->irq_data, type);
	if (!ret)
		irqd_set_trigger_type(&desc->irq_data, type);
	return ret;
}

static int setup_irq_locked(struct irq_desc *desc, struct irqaction *new)
{
	struct irqaction **p = &desc->action;
	int ret;

	if (*p) {
		if (!actions_agree(*p, new))
			return -EBUSY;
		while (*p)
			p = &(*p)->next;
		/* A walker in call_handlers() must see a complete action. */
		smp_store_release(p, new);
		return 0;
	}
	ret = setup_trigger(desc, new->flags);
	if (ret)
		return ret;
	desc->irq_count = 0;
	desc->irqs_unhandled = 0;
	smp_store_release(p, new);
	if (!(new->flags & IRQF_NOAUTOEN))
		irq_startup(desc);
	return 0;
}

/**
 * request_irq() - have a function called for an interrupt line
 * @irq: the line
 * @handler: called in hard interrupt context
 * @flags: IRQF_*
 * @name: for /proc/interrupts; must stay
 * @dev_id: given to @handler; with IRQF_SHARED not NULL and unique
 *
 * The handler may be called before this returns.
 *
 * Context: process context.
 * Return: 0, -EINVAL, -EBUSY when others hold the line, -ENOMEM.
 */
int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
		const char *name, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	unsigned long irqflags;
	int ret;

	if (!desc || !desc->irq_data.chip || !handler ||
	    ((flags & IRQF_SHARED) && (!dev_id || (flags & IRQF_NOAUTOEN))))
		return -EINVAL;
	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->handler = handler;
	action->flags = flags;
	action->name = name;
	action->dev_id = dev_id;
	action->irq = irq;

	raw_spin_lock_irqsave(&desc->lock, irqflags);
	ret = setup_irq_locked(desc, action);
	raw_spin_unlock_irqrestore(&desc->lock, irqflags);
	if (ret) {
		if (ret == -EBUSY && !(flags & IRQF_PROBE_SHARED))
			pr_err("genirq: irq %u for %s: in use by %s\n", irq,
			       name, desc->action ? desc->action->name : "?");
		kfree(action);
	}
	return ret;
}

/**
 * free_irq() - undo request_irq()
 * @irq: the line
 * @dev_id: the one given to request_irq()
 *
 * Context: process context; waits for a running handler, so not from it.
 * Return: the name given to request_irq(), NULL if there was no such.
 */
const void *free_irq(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction **p, *action;
	const char *name;
	unsigned long flags;

	if (!desc)
		return NULL;
	raw_spin_lock_irqsave(&desc->lock, flags);
	for (p = &desc->action; *p && (*p)->dev_id != dev_id; p = &(*p)->next)
		;
	action = *p;
	if (!action) {
		raw_spin_unlock_irqrestore(&desc->lock, flags);
		WARN(1, "free_irq(%u): no such handler\n", irq);
		return NULL;
	}
	WRITE_ONCE(*p, action->next);
	if (!desc->action)
		irq_shutdown(desc);
	raw_spin_unlock_irqrestore(&desc->lock, flags);

	synchronize_irq(irq);
	name = action->name;
	kfree(action);
	return name;
}

/**
 * synchronize_irq() - wait until no handler of the line runs
 * @irq: the line
 *
 * Context: any but the handler itself, and without a lock it takes.
 */
void synchronize_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	bool inprogress;

	if (!desc)
		return;
	do {
		while (READ_ONCE(desc->irq_data.state) & IRQD_IRQ_INPROGRESS)
			cpu_relax();
		/* The lock orders us behind what the handler wrote. */
		raw_spin_lock_irqsave(&desc->lock, flags);
		inprogress = irqd_has_set(&desc->irq_data,
					  IRQD_IRQ_INPROGRESS);
		raw_spin_unlock_irqrestore(&desc->lock, flags);
	} while (inprogress);
}

/**
 * disable_irq_nosync() - no more calls of the handlers, soon
 * @irq: the line
 *
 * Context: any.  A handler may still be running on another CPU.
 */
void disable_irq_nosync(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	raw_spin_lock_irqsave(&desc->lock, flags);
	if (!desc->depth++)
		irqd_set(&desc->irq_data, IRQD_IRQ_DISABLED);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}

/**
 * disable_irq() - no more calls of the handlers, from now on
 * @irq: the line
 *
 * Context: any but the handler itself; waits for it.
 */
void disable_irq(unsigned int irq)
{
	disable_irq_nosync(irq);
	synchronize_irq(irq);
}

/**
 * enable_irq() - undo one disable_irq()
 * @irq: the line
 *
 * An edge that came meanwhile is delivered now.
 *
 * Context: any.
 */
void enable_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	raw_spin_lock_irqsave(&desc->lock, flags);
	switch (desc->depth) {
	case 0:
		WARN(1, "Unbalanced enable for IRQ %u\n", irq);
		break;
	case 1:
		if (!irqd_has_set(&desc->irq_data, IRQD_IRQ_STARTED)) {
			irq_startup(desc);
			break;
		}
		desc->depth = 0;
		irq_enable(desc);
		break;
	default:
		desc->depth--;
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}
