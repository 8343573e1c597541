/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/irq_work.h - run a function in a hard interrupt, soon
 *
 * For those who may not do it where they are: from an NMI, or with a run
 * queue's lock held.  The function runs on this CPU, interrupts off, as soon
 * as they are on again.
 * Mirrors: Linux 4.x include/linux/irq_work.h
 */
#ifndef _LINUX_IRQ_WORK_H
#define _LINUX_IRQ_WORK_H

#include <linux/llist.h>
#include <linux/types.h>

struct irq_work {
	struct llist_node llnode;
	int		pending;	/* atomic: queued, not yet started */
	void		(*func)(struct irq_work *work);
};

#define IRQ_WORK_INIT(_func)	{ .func = (_func) }
#define DEFINE_IRQ_WORK(name, _func) \
	struct irq_work name = IRQ_WORK_INIT(_func)

static inline void init_irq_work(struct irq_work *work,
				 void (*func)(struct irq_work *))
{
	work->pending = 0;
	work->func = func;
}

bool irq_work_queue(struct irq_work *work);
void irq_work_run(void);

/* The architecture: get this CPU into irq_work_run(). */
void arch_irq_work_raise(void);

#endif
