// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/irq_work.c - the interrupt a CPU sends to itself
 *
 * Entry      arch_irq_work_raise()
 * Mirrors:   Linux 4.x arch/x86/kernel/irq_work.c.
 */
#include <linux/irq_work.h>

#include <linux/init.h>

#include <asm/apic.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>

/**
 * arch_irq_work_raise() - get this CPU into irq_work_run(), soon
 *
 * Before init_IRQ() it does nothing: irq_work_init_vector() makes up for it.
 *
 * Context: any, NMI too.
 */
void arch_irq_work_raise(void)
{
	if (apic_is_up())
		apic_send_IPI_self(IRQ_WORK_VECTOR);
}

static void irq_work_interrupt(struct pt_regs *regs)
{
	entering_ack_irq();
	inc_irq_stat(irq_work_count);
	irq_work_run();
	exiting_irq();
}

/**
 * irq_work_init_vector() - works can run from here on
 *
 * Context: init_IRQ().
 */
void __init irq_work_init_vector(void)
{
	set_system_vector(IRQ_WORK_VECTOR, irq_work_interrupt);
	arch_irq_work_raise();		/* what was queued before */
}
