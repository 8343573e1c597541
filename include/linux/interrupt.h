/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/interrupt.h - what drivers say to the interrupt layer; softirqs
 *
 * Interrupt handlers: kernel/irq/manage.c.  Softirqs:
 * kernel/softirq.c.
 *
 * Mirrors: Linux 4.19 include/linux/interrupt.h.
 */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/irqreturn.h>
#include <linux/kernel.h>
#include <linux/linkage.h>
#include <linux/percpu.h>
#include <linux/preempt.h>

#include <asm/processor.h>

/* How the line behaves; request_irq() hands it to the chip. */
#define IRQF_TRIGGER_NONE	0x00000000	/* as it is set up */
#define IRQF_TRIGGER_RISING	0x00000001
#define IRQF_TRIGGER_FALLING	0x00000002
#define IRQF_TRIGGER_HIGH	0x00000004
#define IRQF_TRIGGER_LOW	0x00000008
#define IRQF_TRIGGER_MASK	(IRQF_TRIGGER_HIGH | IRQF_TRIGGER_LOW | \
				 IRQF_TRIGGER_RISING | IRQF_TRIGGER_FALLING)

#define IRQF_SHARED		0x00000080	/* others may use the line */
#define IRQF_PROBE_SHARED	0x00000100	/* a refusal is no news */
#define IRQF_NOAUTOEN		0x00080000	/* enable_irq() comes later */

typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);

/* One handler of one line. */
struct irqaction {
	irq_handler_t		handler;	/* [I] */
	void			*dev_id;	/* [I] names the user */
	struct irqaction	*next;		/* desc->lock */
	unsigned int		irq;		/* [I] */
	unsigned int		flags;		/* [I] IRQF_* */
	const char		*name;		/* [I] */
};

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
		const char *name, void *dev_id);
const void *free_irq(unsigned int irq, void *dev_id);

void disable_irq_nosync(unsigned int irq);
void disable_irq(unsigned int irq);
void enable_irq(unsigned int irq);
void synchronize_irq(unsigned int irq);

/* Softirqs, in the order in which they run. */
enum {
	HI_SOFTIRQ = 0,
	TIMER_SOFTIRQ,
	NET_TX_SOFTIRQ,
	NET_RX_SOFTIRQ,
	BLOCK_SOFTIRQ,
	IRQ_POLL_SOFTIRQ,
	TASKLET_SOFTIRQ,
	SCHED_SOFTIRQ,
	HRTIMER_SOFTIRQ,
	RCU_SOFTIRQ,

	NR_SOFTIRQS
};

extern const char * const softirq_to_name[NR_SOFTIRQS];

struct softirq_action {
	void	(*action)(struct softirq_action *h);
};

asmlinkage void do_softirq(void);
asmlinkage void __do_softirq(void);
void open_softirq(int nr, void (*action)(struct softirq_action *));
void spawn_ksoftirqd(void);
void __raise_softirq_irqoff(unsigned int nr);
void raise_softirq_irqoff(unsigned int nr);
void raise_softirq(unsigned int nr);

DECLARE_PER_CPU(struct task_struct *, ksoftirqd);

static inline struct task_struct *this_cpu_ksoftirqd(void)
{
	return this_cpu_read(ksoftirqd);
}

#endif /* _LINUX_INTERRUPT_H */
