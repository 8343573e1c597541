// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/apic/ipi.c - interrupts from CPU to CPU
 *
 * A vector sent to a CPU that has not taken the previous one of the same
 * vector yet merges with it: senders leave their message in memory first,
 * receivers look at all messages for each interrupt.
 *
 * "All but myself" goes out in one write when every CPU of the machine is
 * online; a CPU that is there but was never started must not be sent
 * anything but INIT and STARTUP.
 *
 * Locking    none; may be called in any context.
 * Entry      apic_send_IPI() apic_send_IPI_mask() apic_send_IPI_allbutself()
 *            apic_send_IPI_self() apic_send_init() apic_send_startup()
 * Mirrors:   Linux 4.x arch/x86/kernel/apic/ipi.c.
 */
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/irq_vectors.h>

static u32 icr_mode(int vector)
{
	return vector == NMI_VECTOR ? APIC_DM_NMI : APIC_DM_FIXED | vector;
}

/**
 * apic_send_IPI() - interrupt one CPU
 * @cpu: an online CPU
 * @vector: which vector; NMI_VECTOR sends an NMI
 */
void apic_send_IPI(int cpu, int vector)
{
	apic->icr_write(icr_mode(vector), cpu_to_apicid[cpu]);
}

/**
 * apic_send_IPI_allbutself() - interrupt all other online CPUs
 * @vector: which vector; NMI_VECTOR sends an NMI
 */
void apic_send_IPI_allbutself(int vector)
{
	unsigned int cpu, me = smp_processor_id();

	if (num_online_cpus() == total_cpus) {
		if (total_cpus > 1)
			apic->icr_write(APIC_DEST_ALLBUT | icr_mode(vector), 0);
		return;
	}
	for_each_online_cpu(cpu)
		if (cpu != me)
			apic_send_IPI(cpu, vector);
}

/**
 * apic_send_IPI_mask() - interrupt some CPUs
 * @mask: online CPUs
 * @vector: which vector; NMI_VECTOR sends an NMI
 */
void apic_send_IPI_mask(const struct cpumask *mask, int vector)
{
	unsigned int cpu;
	cpumask_t others;

	if (cpumask_weight(mask) > 2) {
		cpumask_copy(&others, cpu_online_mask);
		__cpumask_clear_cpu(smp_processor_id(), &others);
		if (cpumask_equal(mask, &others)) {
			apic_send_IPI_allbutself(vector);
			return;
		}
	}
	for_each_cpu(cpu, mask)
		apic_send_IPI(cpu, vector);
}

/** apic_send_IPI_self() - interrupt this CPU, as soon as interrupts are on */
void apic_send_IPI_self(int vector)
{
	if (x2apic_mode)
		apic_write(APIC_SELF_IPI, vector);
	else
		apic->icr_write(APIC_DEST_SELF | icr_mode(vector), 0);
}

/* Until the ICR is free, 100 ms at most. */
static int wait_icr(void)
{
	int tries;

	if (x2apic_mode)
		return 0;
	for (tries = 0; tries < 10000; tries++) {
		if (!(apic_read(APIC_ICR) & APIC_ICR_BUSY))
			return 0;
		udelay(10);
	}
	return -ETIMEDOUT;
}

/**
 * apic_send_init() - reset a CPU; it waits for a STARTUP then
 * @apicid: its id
 *
 * Context: boot CPU, at boot.
 * Return: 0 or -ETIMEDOUT.
 */
int apic_send_init(u32 apicid)
{
	int err;

	apic->icr_write(APIC_INT_LEVELTRIG | APIC_INT_ASSERT | APIC_DM_INIT,
			apicid);
	err = wait_icr();
	if (err)
		return err;
	apic->icr_write(APIC_INT_LEVELTRIG | APIC_DM_INIT, apicid);
	return wait_icr();
}

/**
 * apic_send_startup() - let a CPU that waits begin
 * @apicid: its id
 * @start_ip: where, in real mode: a page below 1 MiB
 *
 * Context: boot CPU, at boot.
 * Return: 0 or -ETIMEDOUT.
 */
int apic_send_startup(u32 apicid, unsigned long start_ip)
{
	apic->icr_write(APIC_DM_STARTUP | (start_ip >> 12), apicid);
	return wait_icr();
}
