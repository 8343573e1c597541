/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/preempt.h - in which context are we?
 *
 * One counter, four fields, as in Linux 4.19:
 *   bits 0-7 preempt_disable() depth, 8-15 softirq, 16-19 hardirq, 20 NMI.
 * The kernel is not preempted; the counter serves in_interrupt() and the check
 * that nobody sleeps while it is not zero.
 */
#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

#include <asm/preempt.h>
#include <linux/compiler.h>

#define PREEMPT_SHIFT		0
#define SOFTIRQ_SHIFT		8
#define HARDIRQ_SHIFT		16
#define NMI_SHIFT		20

#define PREEMPT_MASK		(0xff << PREEMPT_SHIFT)
#define SOFTIRQ_MASK		(0xff << SOFTIRQ_SHIFT)
#define HARDIRQ_MASK		(0x0f << HARDIRQ_SHIFT)
#define NMI_MASK		(0x01 << NMI_SHIFT)

#define PREEMPT_OFFSET		(1 << PREEMPT_SHIFT)
#define SOFTIRQ_OFFSET		(1 << SOFTIRQ_SHIFT)
#define HARDIRQ_OFFSET		(1 << HARDIRQ_SHIFT)
#define NMI_OFFSET		(1 << NMI_SHIFT)
/* local_bh_disable() counts by two, so that an odd count is a running softirq. */
#define SOFTIRQ_DISABLE_OFFSET	(2 * SOFTIRQ_OFFSET)

#define hardirq_count()		(preempt_count() & HARDIRQ_MASK)
#define softirq_count()		(preempt_count() & SOFTIRQ_MASK)
#define irq_count() \
	(preempt_count() & (HARDIRQ_MASK | SOFTIRQ_MASK | NMI_MASK))

#define in_irq()		(hardirq_count() != 0)
#define in_softirq()		(softirq_count() != 0)
#define in_interrupt()		(irq_count() != 0)
#define in_serving_softirq()	((softirq_count() & SOFTIRQ_OFFSET) != 0)
#define in_nmi()		((preempt_count() & NMI_MASK) != 0)
#define in_task() \
	(!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))
#define in_atomic()		(preempt_count() != 0)

#define preempt_count_add(val)	__preempt_count_add(val)
#define preempt_count_sub(val)	__preempt_count_sub(val)

#define preempt_disable()					\
do {								\
	__preempt_count_add(PREEMPT_OFFSET);			\
	barrier();						\
} while (0)
#define preempt_enable()					\
do {								\
	barrier();						\
	__preempt_count_sub(PREEMPT_OFFSET);			\
} while (0)
#define preempt_enable_no_resched()	preempt_enable()
#define preempt_disable_notrace()	preempt_disable()
#define preempt_enable_notrace()	preempt_enable()

#define get_cpu()		({ preempt_disable(); raw_smp_processor_id(); })
#define put_cpu()		preempt_enable()

#endif /* _LINUX_PREEMPT_H */
