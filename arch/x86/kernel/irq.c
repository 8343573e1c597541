// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/irq.c - from a vector to its handler
 *
 * Every entry of the IDT from 32 up leads to do_IRQ() with the vector in
 * regs->orig_ax.  From 0xec up the vector means the same on all CPUs
 * (system_vectors); below, it stands for a device's irq on this CPU only
 * (vector_irq, kept by apic/vector.c).
 *
 * Data       system_vectors[], vector_irq[] (per CPU), irq_stat (per CPU).
 * I1         Each interrupt gets exactly one EOI: from the system vector's
 *            handler, or from the irq's flow handler through its chip.
 * I2         Interrupts stay off from the gate to the return, except in the
 *            softirqs that irq_exit() runs.
 * Locking    system_vectors: written at boot before the vector can come.
 * Entry      do_IRQ() set_system_vector() init_IRQ()
 * Mirrors:   Linux 4.x arch/x86/kernel/irq.c, irqinit.c.
 */
#include <linux/init.h>
#include <linux/irqdesc.h>
#include <linux/kernel_stat.h>
#include <linux/ratelimit.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/i8259.h>
#include <asm/io_apic.h>
#include <asm/irq_regs.h>
#include <asm/ptrace.h>

DEFINE_PER_CPU_ALIGNED(irq_cpustat_t, irq_stat);
DEFINE_PER_CPU(struct pt_regs *, irq_regs);

static vector_handler_t system_vectors[NR_VECTORS - FIRST_SYSTEM_VECTOR];

/* A vector that means nothing here: say EOI, or it blocks lower ones. */
static void unexpected_vector(unsigned int vector)
{
	ack_APIC_irq();
	pr_warn_ratelimited("%d.%u No irq handler for vector\n",
			    smp_processor_id(), vector);
}

static void device_interrupt(unsigned int vector)
{
	struct irq_desc *desc;

	irq_enter();
	desc = this_cpu_read(vector_irq[vector - FIRST_EXTERNAL_VECTOR]);
	if (likely(desc))
		generic_handle_irq_desc(desc);
	else
		unexpected_vector(vector);
	irq_exit();
}

/**
 * do_IRQ() - an interrupt has come
 * @regs: what it interrupted; orig_ax is ~vector
 *
 * Context: the entry code's call on the irq stack, interrupts off.
 */
void do_IRQ(struct pt_regs *regs)
{
	struct pt_regs *old_regs = set_irq_regs(regs);
	unsigned int vector = ~(unsigned int)regs->orig_ax;
	vector_handler_t handler;

	if (vector < FIRST_SYSTEM_VECTOR) {
		device_interrupt(vector);
	} else {
		handler = system_vectors[vector - FIRST_SYSTEM_VECTOR];
		if (likely(handler))
			handler(regs);
		else
			unexpected_vector(vector);
	}
	set_irq_regs(old_regs);
}

/**
 * set_system_vector() - give a vector its handler
 * @vector: at least FIRST_SYSTEM_VECTOR
 * @handler: called with interrupts off; see asm/hw_irq.h for its duties
 *
 * Context: boot, before anybody sends the vector.
 */
void set_system_vector(unsigned int vector, vector_handler_t handler)
{
	system_vectors[vector - FIRST_SYSTEM_VECTOR] = handler;
}

#define ROW(name, what, field) \
	{ name, what, offsetof(irq_cpustat_t, field) }

const struct arch_irq_stat_row arch_irq_stat_rows[] = {
	ROW("NMI", "Non-maskable interrupts", __nmi_count),
	ROW("LOC", "Local timer interrupts", apic_timer_irqs),
	ROW("SPU", "Spurious interrupts", irq_spurious_count),
	ROW("IWI", "IRQ work interrupts", irq_work_count),
	ROW("RES", "Rescheduling interrupts", irq_resched_count),
	ROW("CAL", "Function call interrupts", irq_call_count),
	ROW("TLB", "TLB shootdowns", irq_tlb_count),
	ROW("ERR", "APIC errors", irq_error_count),
};
const unsigned int nr_arch_irq_stat_rows = ARRAY_SIZE(arch_irq_stat_rows);

/**
 * arch_irq_stat_cpu() - interrupts of one CPU that are no irq
 * @cpu: a possible CPU
 *
 * Return: the sum since boot.
 */
u64 arch_irq_stat_cpu(unsigned int cpu)
{
	const irq_cpustat_t *stat = &per_cpu(irq_stat, cpu);

	return (u64)stat->__nmi_count + stat->apic_timer_irqs +
	       stat->irq_spurious_count + stat->irq_resched_count +
	       stat->irq_call_count + stat->irq_work_count;
}

/**
 * init_IRQ() - interrupts may come from now on, once they are enabled
 *
 * Context: start_kernel(), after early_irq_init(); interrupts off.
 */
void __init init_IRQ(void)
{
	init_8259A();
	apic_bsp_setup();
	smp_init_ipis();
	irq_work_init_vector();
	setup_IO_APIC();
}
