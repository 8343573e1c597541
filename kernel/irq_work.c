// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/irq_work.c - work for a hard interrupt of this CPU
 *
 * A lockless list for each CPU, and an interrupt that the CPU sends itself
 * when the list was empty.  A work is on at most one list: `pending' says so
 * from the moment it is queued until its function is about to run.
 * Mirrors: Linux 4.x kernel/irq_work.c
 * Simpler than Linux in: no lazy works, no queueing to other CPUs.
 */
#include <linux/irq_work.h>

#include <linux/percpu.h>
#include <linux/preempt.h>

static DEFINE_PER_CPU(struct llist_head, irq_work_list);

/**
 * irq_work_queue() - have a work run on this CPU
 * @work: the work; may be queued again by its own function
 *
 * Context: any, NMI too.
 * Return: false when it is queued already and not yet running.
 */
bool irq_work_queue(struct irq_work *work)
{
	if (__atomic_exchange_n(&work->pending, 1, __ATOMIC_ACQ_REL))
		return false;
	preempt_disable();
	if (llist_add(&work->llnode, this_cpu_ptr(&irq_work_list)))
		arch_irq_work_raise();
	preempt_enable();
	return true;
}

/**
 * irq_work_run() - run what is queued on this CPU
 *
 * Context: hard interrupt, interrupts off.
 */
void irq_work_run(void)
{
	struct llist_node *node;
	struct irq_work *work, *next;

	node = llist_del_all(this_cpu_ptr(&irq_work_list));
	llist_for_each_entry_safe(work, next, node, llnode) {
		/* What its callers wrote before is seen by the function. */
		__atomic_exchange_n(&work->pending, 0, __ATOMIC_ACQ_REL);
		work->func(work);
	}
}
