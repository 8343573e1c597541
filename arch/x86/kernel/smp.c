// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/smp.c - the interrupts that CPUs send to each other
 *
 *	RESCHEDULE		look at need_resched and the wake-up list
 *	CALL_FUNCTION(_SINGLE)	kernel/smp.c has put requests into the queue
 *	REBOOT			stop: the machine panics, halts or reboots
 *
 * Stopping must work on a CPU that loops with interrupts off, too: after a
 * second of waiting, those that did not answer get an NMI.
 *
 * Data       stopping_cpu: who stops the others, -1: nobody does.
 * Locking    stopping_cpu: cmpxchg; the first one wins.
 * Entry      smp_send_reschedule() arch_send_call_function_*() smp_send_stop()
 * Mirrors:   Linux 4.x arch/x86/kernel/smp.c.
 */
#include <linux/smp.h>

#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/sched.h>

#include <asm/apic.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/nmi.h>

#define STOP_TIMEOUT_US		1000000
#define STOP_NMI_TIMEOUT_US	10000

static atomic_t stopping_cpu = ATOMIC_INIT(-1);

/**
 * smp_send_reschedule() - make another CPU look at what it should run
 * @cpu: an online CPU
 *
 * Context: any.
 */
void smp_send_reschedule(int cpu)
{
	apic_send_IPI(cpu, RESCHEDULE_VECTOR);
}

/**
 * arch_send_call_function_single_ipi() - a request waits in a CPU's queue
 * @cpu: an online CPU
 *
 * Context: any.
 */
void arch_send_call_function_single_ipi(int cpu)
{
	apic_send_IPI(cpu, CALL_FUNCTION_SINGLE_VECTOR);
}

/**
 * arch_send_call_function_ipi_mask() - requests wait in several queues
 * @mask: online CPUs
 *
 * Context: preemption off.
 */
void arch_send_call_function_ipi_mask(const struct cpumask *mask)
{
	if (!cpumask_empty(mask))
		apic_send_IPI_mask(mask, CALL_FUNCTION_VECTOR);
}

static void reschedule_interrupt(struct pt_regs *regs)
{
	ack_APIC_irq();
	inc_irq_stat(irq_resched_count);
	scheduler_ipi();
}

static void call_function_interrupt(struct pt_regs *regs)
{
	entering_ack_irq();
	inc_irq_stat(irq_call_count);
	generic_smp_call_function_interrupt();
	exiting_irq();
}

/**
 * stop_this_cpu() - never do anything again
 * @dummy: not used
 *
 * Context: any, interrupts off.
 */
void stop_this_cpu(void *dummy)
{
	local_irq_disable();
	set_cpu_online(smp_processor_id(), false);
	disable_local_APIC();
	for (;;)
		asm volatile("hlt");
}

static void reboot_interrupt(struct pt_regs *regs)
{
	ack_APIC_irq();
	stop_this_cpu(NULL);
}

static int smp_stop_nmi_callback(unsigned int type, struct pt_regs *regs)
{
	int cpu = atomic_read(&stopping_cpu);

	/* An NMI of another kind, or the one who stops us. */
	if (cpu == -1 || cpu == smp_processor_id())
		return NMI_DONE;
	stop_this_cpu(NULL);
	return NMI_HANDLED;
}

static struct nmiaction smp_stop_nmi = {
	.handler	= smp_stop_nmi_callback,
	.name		= "smp_stop",
};

static void wait_for_others_to_stop(unsigned int usecs)
{
	while (num_online_cpus() > 1 && usecs--)
		udelay(1);
}

/**
 * smp_send_stop() - stop all other CPUs
 *
 * Context: any, panic included; interrupts are off when it returns if they
 * were before.  Returns even if some CPU does not answer.
 */
void smp_send_stop(void)
{
	unsigned long flags;

	if (num_online_cpus() == 1)
		return;
	if (atomic_cmpxchg(&stopping_cpu, -1, smp_processor_id()) != -1)
		return;			/* we are being stopped ourselves */

	local_irq_save(flags);
	apic_send_IPI_allbutself(REBOOT_VECTOR);
	wait_for_others_to_stop(STOP_TIMEOUT_US);
	if (num_online_cpus() > 1) {
		apic_send_IPI_allbutself(NMI_VECTOR);
		wait_for_others_to_stop(STOP_NMI_TIMEOUT_US);
	}
	local_irq_restore(flags);
}

/**
 * smp_init_ipis() - handlers for what other CPUs send
 *
 * Context: init_IRQ().
 */
void __init smp_init_ipis(void)
{
	set_system_vector(RESCHEDULE_VECTOR, reschedule_interrupt);
	set_system_vector(CALL_FUNCTION_VECTOR, call_function_interrupt);
	set_system_vector(CALL_FUNCTION_SINGLE_VECTOR,
			  call_function_interrupt);
	set_system_vector(REBOOT_VECTOR, reboot_interrupt);
	register_nmi_handler(NMI_LOCAL, &smp_stop_nmi);
}
