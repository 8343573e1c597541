/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel/irq/internals.h - shared by the files of kernel/irq only */
#ifndef _KERNEL_IRQ_INTERNALS_H
#define _KERNEL_IRQ_INTERNALS_H

#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <linux/kernel_stat.h>

/* handle.c; desc->lock is held, and dropped while the handlers run. */
irqreturn_t handle_irq_event(struct irq_desc *desc);

/* chip.c; desc->lock is held. */
void irq_startup(struct irq_desc *desc);
void irq_shutdown(struct irq_desc *desc);
void irq_enable(struct irq_desc *desc);
void mask_irq(struct irq_desc *desc);
void unmask_irq(struct irq_desc *desc);

static inline bool irqd_has_set(struct irq_data *d, unsigned int mask)
{
	return d->state & mask;
}

static inline void irqd_set(struct irq_data *d, unsigned int mask)
{
	d->state |= mask;
}

static inline void irqd_clear(struct irq_data *d, unsigned int mask)
{
	d->state &= ~mask;
}

/* One more interrupt of @desc on this CPU; desc->lock held. */
static inline void kstat_incr_irqs_this_cpu(struct irq_desc *desc)
{
	this_cpu_inc(*desc->kstat_irqs);
	this_cpu_inc(kstat.irqs_sum);
	desc->tot_count++;
}

#endif /* _KERNEL_IRQ_INTERNALS_H */
