/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/hardirq.h - entering and leaving interrupt context
 *
 * Mirrors: Linux 4.x include/linux/hardirq.h.
 */
#ifndef _LINUX_HARDIRQ_H
#define _LINUX_HARDIRQ_H

#include <linux/lockdep.h>
#include <linux/preempt.h>

/* kernel/softirq.c; irq_exit() of the outermost interrupt runs softirqs. */
void irq_enter(void);
void irq_exit(void);

/* kernel/irq/manage.c */
void synchronize_irq(unsigned int irq);

/* Nested in anything, also in itself when an IST stack allows. */
#define nmi_enter()						\
do {								\
	lockdep_off();						\
	preempt_count_add(NMI_OFFSET + HARDIRQ_OFFSET);		\
} while (0)

#define nmi_exit()						\
do {								\
	preempt_count_sub(NMI_OFFSET + HARDIRQ_OFFSET);		\
	lockdep_on();						\
} while (0)

#endif /* _LINUX_HARDIRQ_H */
