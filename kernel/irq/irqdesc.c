// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/irq/irqdesc.c - the table of interrupt lines
 *
 * Data       irq_desc_tab[irq] -> struct irq_desc, NULL for a free number.
 *            The 16 ISA lines exist from early_irq_init() on.
 * I1         A descriptor found in interrupt context, or under
 *            rcu_read_lock(), stays valid until that ends.
 * Locking    sparse_irq_lock: who writes the table.  Readers: RCU.
 *            Order: sparse_irq_lock > desc->lock > the chip's lock.
 * Lifetime   allocated with its number, freed one grace period after
 *            irq_free_desc(); by then free_irq() has been called for all.
 * Entry      early_irq_init() irq_alloc_desc_from() irq_alloc_desc_at()
 *            irq_free_desc() irq_to_desc() kstat_irqs()
 * Mirrors:   Linux 4.x kernel/irq/irqdesc.c.
 * Simpler than Linux in: no irq domains, a plain array; no node argument.
 */
#include "internals.h"

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/slab.h>

static struct irq_desc *irq_desc_tab[NR_IRQS];	/* sparse_irq_lock, RCU */
static DEFINE_MUTEX(sparse_irq_lock);
unsigned int nr_irqs;				/* sparse_irq_lock */

static struct irq_desc *alloc_desc(unsigned int irq)
{
	struct irq_desc *desc = kzalloc(sizeof(*desc), GFP_KERNEL);

	if (!desc)
		return NULL;
	desc->kstat_irqs = alloc_percpu(unsigned int);
	if (!desc->kstat_irqs) {
		kfree(desc);
		return NULL;
	}
	raw_spin_lock_init(&desc->lock);
	desc->irq_data.irq = irq;
	desc->irq_data.state = IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED;
	desc->depth = 1;
	desc->handle_irq = handle_bad_irq;
	return desc;
}

/* Context: sparse_irq_lock held. */
static int insert_desc(unsigned int irq)
{
	struct irq_desc *desc = alloc_desc(irq);

	if (!desc)
		return -ENOMEM;
	rcu_assign_pointer(irq_desc_tab[irq], desc);
	if (irq >= nr_irqs)
		nr_irqs = irq + 1;
	return irq;
}

/**
 * irq_alloc_desc_from() - allocate the lowest free irq number
 * @from: not below this one
 *
 * Context: process context.
 * Return: the number, -ENOSPC or -ENOMEM.
 */
int irq_alloc_desc_from(unsigned int from)
{
	unsigned int irq;
	int ret = -ENOSPC;

	mutex_lock(&sparse_irq_lock);
	for (irq = from; irq < NR_IRQS; irq++) {
		if (!irq_desc_tab[irq]) {
			ret = insert_desc(irq);
			break;
		}
	}
	mutex_unlock(&sparse_irq_lock);
	return ret;
}

/**
 * irq_alloc_desc_at() - allocate a certain irq number
 *
 * Context: process context.
 * Return: @at, -EEXIST, -EINVAL or -ENOMEM.
 */
int irq_alloc_desc_at(unsigned int at)
{
	int ret;

	if (at >= NR_IRQS)
		return -EINVAL;
	mutex_lock(&sparse_irq_lock);
	ret = irq_desc_tab[at] ? -EEXIST : insert_desc(at);
	mutex_unlock(&sparse_irq_lock);
	return ret;
}

static void delayed_free_desc(struct rcu_head *rhp)
{
	struct irq_desc *desc = container_of(rhp, struct irq_desc, rcu);

	free_percpu(desc->kstat_irqs);
	kfree(desc);
}

/**
 * irq_free_desc() - give an irq number back
 * @irq: without handlers, masked, not reachable from any vector
 *
 * Context: process context.
 */
void irq_free_desc(unsigned int irq)
{
	struct irq_desc *desc;

	mutex_lock(&sparse_irq_lock);
	desc = irq_desc_tab[irq];
	RCU_INIT_POINTER(irq_desc_tab[irq], NULL);
	mutex_unlock(&sparse_irq_lock);
	if (desc)
		call_rcu(&desc->rcu, delayed_free_desc);
}

/**
 * irq_to_desc() - look up an irq number
 * @irq: any number
 *
 * Context: RCU read side, interrupt context, or the irq is the caller's.
 * Return: the descriptor or NULL.
 */
struct irq_desc *irq_to_desc(unsigned int irq)
{
	return irq < NR_IRQS ? rcu_dereference_raw(irq_desc_tab[irq]) : NULL;
}

/**
 * irq_get_irq_data() - the chip's view of an irq
 * @irq: any number
 *
 * Context: as irq_to_desc().
 * Return: the irq_data or NULL.
 */
struct irq_data *irq_get_irq_data(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc ? &desc->irq_data : NULL;
}

/**
 * generic_handle_irq() - an interrupt of this number has come
 *
 * Context: hard interrupt.
 * Return: 0, -EINVAL when there is no such irq.
 */
int generic_handle_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	generic_handle_irq_desc(desc);
	return 0;
}

/**
 * kstat_irqs_cpu() - how often an irq came on one CPU
 * @irq: any number
 * @cpu: a possible CPU
 *
 * Context: RCU read side.
 * Return: the count since boot.
 */
unsigned int kstat_irqs_cpu(unsigned int irq, int cpu)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc ? *per_cpu_ptr(desc->kstat_irqs, cpu) : 0;
}

/**
 * kstat_irqs() - how often an irq came
 * @irq: any number
 *
 * Context: RCU read side.
 * Return: the count since boot, over all CPUs.
 */
unsigned int kstat_irqs(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc ? READ_ONCE(desc->tot_count) : 0;
}

/**
 * early_irq_init() - make the ISA lines
 *
 * Context: start_kernel(), allocators work, interrupts off.
 */
void __init early_irq_init(void)
{
	unsigned int irq;

	for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
		if (insert_desc(irq) < 0)
			panic("No memory for the ISA interrupts");
}
