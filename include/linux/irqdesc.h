/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/irqdesc.h - struct irq_desc: one interrupt line
 *
 * Mirrors: Linux 4.19 include/linux/irqdesc.h.
 */
#ifndef _LINUX_IRQDESC_H
#define _LINUX_IRQDESC_H

#include <linux/irq.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>

/*
 * [I] fixed once set up   [l] lock   [c] own CPU, read by all
 */
struct irq_desc {
	struct irq_data		irq_data;	/* see there */
	unsigned int __percpu	*kstat_irqs;	/* [c] how often */
	irq_flow_handler_t	handle_irq;	/* [l] */
	struct irqaction	*action;	/* [l] list of handlers */
	unsigned int		istate;		/* [l] IRQS_* */
	unsigned int		depth;		/* [l] disable_irq() nesting */
	unsigned int		tot_count;	/* [l] sum of kstat_irqs */
	unsigned int		irq_count;	/* [l] of 100,000, checked */
	unsigned int		irqs_unhandled;	/* [l] of those, nobody's */
	unsigned long		last_unhandled;	/* [l] jiffies */
	raw_spinlock_t		lock;
	const char		*name;		/* [l] "edge", "fasteoi" */
	struct rcu_head		rcu;		/* readers of /proc/interrupts */
} ____cacheline_aligned;

/* istate */
#define IRQS_SPURIOUS_DISABLED	0x00000002	/* nobody cared */
#define IRQS_REPLAY		0x00000040	/* retriggered, not yet come */
#define IRQS_PENDING		0x00000200	/* came while disabled */

static inline void generic_handle_irq_desc(struct irq_desc *desc)
{
	desc->handle_irq(desc);
}

static inline unsigned int irq_desc_get_irq(struct irq_desc *desc)
{
	return desc->irq_data.irq;
}

#endif /* _LINUX_IRQDESC_H */
