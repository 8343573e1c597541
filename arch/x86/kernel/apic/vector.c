// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/apic/vector.c - which CPU and which vector an irq gets
 *
 * Data       vector_irq[vector] (per CPU) -> irq_desc; irq_cfg in
 *            irq_data->chip_data is the way back.
 * I1         per_cpu(vector_irq, cfg->cpu)[cfg->vector] == the irq's desc
 *            from x86_vector_alloc_irq() to x86_vector_free_irq().
 * I2         An irq keeps its CPU and vector for life, so no interrupt can
 *            be on its way to an old place.
 * Locking    vector_lock, raw, interrupts off; do_IRQ() reads its own CPU's
 *            slot without: a pointer is stored whole, and the desc outlives
 *            the interrupt by RCU.
 * Entry      x86_vector_alloc_irq() x86_vector_free_irq() apic_ack_irq()
 *            apic_retrigger_irq()
 * Mirrors:   Linux 4.15+ arch/x86/kernel/apic/vector.c.
 * Simpler than Linux in: no moving of irqs, no reservation, no matrix: the
 *            CPU with the fewest irqs gets the next one.
 */
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/irqdesc.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>

DEFINE_PER_CPU(vector_irq_t, vector_irq);

static DEFINE_RAW_SPINLOCK(vector_lock);
static DEFINE_PER_CPU(unsigned int, vectors_used);	/* vector_lock */

/* An I/O APIC and an MSI address have 8 bits for the APIC id. */
static bool cpu_reachable(unsigned int cpu)
{
	return cpu_to_apicid[cpu] < 0xff;
}

/* Context: vector_lock held. */
static unsigned int least_used_cpu(const struct cpumask *mask)
{
	unsigned int cpu, best = NR_CPUS;

	for_each_cpu_and(cpu, mask, cpu_online_mask) {
		if (!cpu_reachable(cpu) ||
		    per_cpu(vectors_used, cpu) >= NR_EXTERNAL_VECTORS)
			continue;
		if (best == NR_CPUS ||
		    per_cpu(vectors_used, cpu) < per_cpu(vectors_used, best))
			best = cpu;
	}
	return best;
}

/* Context: vector_lock held.  There is a free slot on @cpu. */
static unsigned int claim_vector(unsigned int cpu, struct irq_desc *desc)
{
	unsigned int i;

	for (i = 0; i < NR_EXTERNAL_VECTORS; i++) {
		if (!per_cpu(vector_irq, cpu)[i]) {
			WRITE_ONCE(per_cpu(vector_irq, cpu)[i], desc);
			per_cpu(vectors_used, cpu)++;
			return i + FIRST_EXTERNAL_VECTOR;
		}
	}
	return 0;
}

/**
 * x86_vector_alloc_irq() - find a CPU and a vector for an irq
 * @irq: an allocated irq
 * @mask: CPUs it may go to; when none of them is online, any other
 *
 * Context: process context.
 * Return: 0, -ENOMEM, or -ENOSPC when all vectors are taken.
 */
int x86_vector_alloc_irq(unsigned int irq, const struct cpumask *mask)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irq_cfg *cfg = kzalloc(sizeof(*cfg), GFP_KERNEL);
	unsigned long flags;
	unsigned int cpu;

	if (!cfg)
		return -ENOMEM;
	raw_spin_lock_irqsave(&vector_lock, flags);
	cpu = least_used_cpu(mask);
	if (cpu == NR_CPUS)
		cpu = least_used_cpu(cpu_online_mask);
	if (cpu != NR_CPUS) {
		cfg->cpu = cpu;
		cfg->dest_apicid = cpu_to_apicid[cpu];
		cfg->vector = claim_vector(cpu, desc);
	}
	raw_spin_unlock_irqrestore(&vector_lock, flags);
	if (!cfg->vector) {
		kfree(cfg);
		return -ENOSPC;
	}
	irq_set_chip_data(irq, cfg);
	return 0;
}

/**
 * x86_vector_free_irq() - give the vector back
 * @irq: an irq that is masked and has no handlers
 *
 * Context: process context, before irq_free_desc().
 */
void x86_vector_free_irq(unsigned int irq)
{
	struct irq_data *data = irq_get_irq_data(irq);
	struct irq_cfg *cfg = irqd_cfg(data);
	unsigned int slot = cfg->vector - FIRST_EXTERNAL_VECTOR;
	unsigned long flags;

	raw_spin_lock_irqsave(&vector_lock, flags);
	WRITE_ONCE(per_cpu(vector_irq, cfg->cpu)[slot], NULL);
	per_cpu(vectors_used, cfg->cpu)--;
	raw_spin_unlock_irqrestore(&vector_lock, flags);
	irq_set_chip_data(irq, NULL);
	kfree(cfg);
}

/**
 * apic_ack_irq() - irq_ack and irq_eoi of chips behind the local APIC
 * @data: the irq
 */
void apic_ack_irq(struct irq_data *data)
{
	ack_APIC_irq();
}

/**
 * apic_retrigger_irq() - irq_retrigger: send the irq's vector once more
 * @data: the irq
 *
 * Return: 1, it will come.
 */
int apic_retrigger_irq(struct irq_data *data)
{
	struct irq_cfg *cfg = irqd_cfg(data);

	apic_send_IPI(cfg->cpu, cfg->vector);
	return 1;
}
