// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/smpboot.c - waking the other CPUs, one at a time
 *
 *	boot CPU				new CPU
 *	fill initial_*, INIT, STARTUP
 *						trampoline, secondary_startup_64
 *						start_secondary():
 *						  sets its bit in cpu_initialized
 *	sees it; no way back from here
 *	check_tsc_sync_source()			check_tsc_sync_target()
 *						  set_cpu_online()
 *	sees it					idle loop
 *
 * A CPU that does not show up in time gets an INIT again: it then waits for
 * a STARTUP that never comes, instead of running into the stack that the
 * next one gets.
 *
 * I1         initial_stack, initial_gs and initial_code belong to the one
 *            CPU that was sent a STARTUP last.
 * Locking    none: one CPU comes up at a time.
 * Entry      smp_prepare_boot_cpu() smp_prepare_cpus() __cpu_up()
 *            start_secondary()
 * Mirrors:   Linux 4.x arch/x86/kernel/smpboot.c.
 * Simpler than Linux in: no topology of cores and threads for the
 *            scheduler, no way down.
 */
#define pr_fmt(fmt) "smpboot: " fmt

#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/mm.h>

#include <asm/apic.h>
#include <asm/mmu_context.h>
#include <asm/realmode.h>
#include <asm/setup.h>
#include <asm/tsc.h>

#define CALLIN_TIMEOUT_US	5000000
#define SECOND_SIPI_US		200
#define INIT_DELAY_US		10000	/* before the days of family 6 */

struct cpumask cpu_initialized_mask;	/* set by each AP for itself */

static unsigned long start_ip __initdata;	/* of the trampoline */

/**
 * smp_prepare_boot_cpu() - the boot CPU moves to its own per-CPU area
 *
 * setup_per_cpu_areas() has switched %gs; the descriptor tables follow.
 *
 * Context: start_kernel(), interrupts off.
 */
void __init smp_prepare_boot_cpu(void)
{
	initialize_tlbstate_and_flush();
	cpumask_set_cpu(smp_processor_id(), &cpu_initialized_mask);
}

/**
 * smp_prepare_cpus() - get ready to wake CPUs
 * @max_cpus: maxcpus=; 0 means that the local APIC must do for one CPU
 *
 * Context: task 1, process context.
 */
void __init smp_prepare_cpus(unsigned int max_cpus)
{
	if (num_possible_cpus() > 1)
		start_ip = setup_real_mode();
}

/**
 * smp_cpus_done() - no more CPUs will come
 * @max_cpus: not used
 *
 * Context: task 1, process context.
 */
void __init smp_cpus_done(unsigned int max_cpus)
{
	free_real_mode();
}

/* The first C code of a CPU; it runs as the CPU's idle task. */
void start_secondary(void *unused)
{
	unsigned int cpu = smp_processor_id();

	mmgrab(&init_mm);
	current->active_mm = &init_mm;
	initialize_tlbstate_and_flush();
	cpu_init();
	apic_ap_setup();
	identify_secondary_cpu(&cpu_data(cpu));
	cpumask_set_cpu(cpu, &cpu_initialized_mask);

	check_tsc_sync_target();
	notify_cpu_starting(cpu);
	set_cpu_online(cpu, true);
	setup_secondary_APIC_clock();
	local_irq_enable();
	cpu_startup_entry(CPUHP_ONLINE);
}

/* Old CPUs want 10 ms between INIT and STARTUP, the others none. */
static unsigned int __init init_delay_us(void)
{
	const struct cpuinfo_x86 *c = &boot_cpu_data;

	if ((c->x86_vendor == X86_VENDOR_INTEL && c->x86 == 6) ||
	    (c->x86_vendor == X86_VENDOR_AMD && c->x86 >= 0xf) ||
	    c->x86_vendor == X86_VENDOR_HYGON)
		return 0;
	return INIT_DELAY_US;
}

static bool __init wait_for_callin(unsigned int cpu, unsigned int usecs)
{
	u64 end = sched_clock() + (u64)usecs * NSEC_PER_USEC;

	while (!cpumask_test_cpu(cpu, &cpu_initialized_mask)) {
		if (sched_clock() > end)
			return false;
		cpu_relax();
	}
	return true;
}

static int __init wakeup_cpu(unsigned int cpu, u32 apicid)
{
	int err = apic_send_init(apicid);

	if (err)
		return err;
	udelay(init_delay_us());
	smp_mb();			/* initial_*, before it looks */
	err = apic_send_startup(apicid, start_ip);
	if (err)
		return err;
	/* One STARTUP may get lost, says the manual. */
	if (wait_for_callin(cpu, SECOND_SIPI_US))
		return 0;
	err = apic_send_startup(apicid, start_ip);
	if (err)
		return err;
	return wait_for_callin(cpu, CALLIN_TIMEOUT_US) ? 0 : -ETIMEDOUT;
}

static int __init do_boot_cpu(unsigned int cpu, struct task_struct *idle)
{
	u32 apicid = cpu_to_apicid[cpu];
	int err;

	initial_code = (unsigned long)start_secondary;
	initial_gs = per_cpu_offset(cpu);
	initial_stack = round_down((unsigned long)task_pt_regs(idle), 16);
	per_cpu(current_task, cpu) = idle;
	per_cpu(cpu_current_top_of_stack, cpu) = task_top_of_stack(idle);
	per_cpu(cpu_tss, cpu).x86_tss.sp0 = task_top_of_stack(idle);

	err = wakeup_cpu(cpu, apicid);
	if (err) {
		apic_send_init(apicid);
		pr_err("CPU%u (APIC id %u) does not answer: %d\n", cpu,
		       apicid, err);
	}
	return err;
}

/**
 * __cpu_up() - wake one CPU and wait until it is online
 * @cpu: which
 * @tidle: the idle task that it starts as
 *
 * Context: boot CPU, process context.
 * Return: 0 or a negative error; then it will never run.
 */
int __init __cpu_up(unsigned int cpu, struct task_struct *tidle)
{
	unsigned long flags;
	bool tsc_ok;
	int err;

	if (!start_ip)
		return -ENOMEM;
	err = irq_init_percpu_irqstack(cpu);
	if (!err)
		err = do_boot_cpu(cpu, tidle);
	if (err)
		return err;
	local_irq_save(flags);
	tsc_ok = check_tsc_sync_source(cpu);
	local_irq_restore(flags);
	if (!tsc_ok)
		mark_tsc_unstable("CPUs that disagree");
	while (!cpu_online(cpu))
		cpu_relax();
	return 0;
}
