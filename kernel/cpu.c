// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/cpu.c - which CPUs there are
 *
 * Data       the four masks of linux/cpumask.h, nr_cpu_ids.
 * I1         active is a subset of online, online of present, present of
 *            possible.  possible and nr_cpu_ids do not change after
 *            setup_arch(): per-CPU memory is laid out by them.
 * Locking    online and active: the CPU itself while it starts or stops,
 *            bits are set and cleared atomically; the rest at boot only.
 *            Readers take what they see; a CPU that is online stays so until
 *            the machine goes down.
 * Entry      boot_cpu_init() setup_nr_cpu_ids() set_cpu_*()
 * Mirrors:   Linux 4.x kernel/cpu.c (its masks; bringing CPUs up is in
 *            kernel/smpboot.c).
 * Simpler than Linux in: no CPU goes offline.
 */
#include <linux/cpu.h>

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/smp.h>

struct cpumask __cpu_possible_mask;
struct cpumask __cpu_online_mask;
struct cpumask __cpu_present_mask;
struct cpumask __cpu_active_mask;

unsigned int nr_cpu_ids = NR_CPUS;

DEFINE_PER_CPU(int, cpu_number);

static void set_cpu_bit(struct cpumask *mask, unsigned int cpu, bool on)
{
	if (on)
		cpumask_set_cpu(cpu, mask);
	else
		cpumask_clear_cpu(cpu, mask);
}

/**
 * set_cpu_possible() - may this CPU ever run?
 * @cpu: its number
 * @possible: the answer
 *
 * Context: boot, before setup_per_cpu_areas().
 */
void set_cpu_possible(unsigned int cpu, bool possible)
{
	set_cpu_bit(&__cpu_possible_mask, cpu, possible);
}

/**
 * set_cpu_present() - is this CPU there?
 * @cpu: its number
 * @present: the answer
 *
 * Context: boot.
 */
void set_cpu_present(unsigned int cpu, bool present)
{
	set_cpu_bit(&__cpu_present_mask, cpu, present);
}

/**
 * set_cpu_online() - does this CPU take interrupts and run tasks?
 * @cpu: its number
 * @online: the answer
 *
 * Context: the CPU itself.
 */
void set_cpu_online(unsigned int cpu, bool online)
{
	set_cpu_bit(&__cpu_online_mask, cpu, online);
}

/**
 * set_cpu_active() - may tasks be moved to this CPU?
 * @cpu: its number
 * @active: the answer
 *
 * Context: who brings the CPU up.
 */
void set_cpu_active(unsigned int cpu, bool active)
{
	set_cpu_bit(&__cpu_active_mask, cpu, active);
}

/**
 * boot_cpu_init() - the CPU that runs this is all there
 *
 * Context: first thing in start_kernel().
 */
void __init boot_cpu_init(void)
{
	unsigned int cpu = smp_processor_id();

	set_cpu_possible(cpu, true);
	set_cpu_present(cpu, true);
	set_cpu_online(cpu, true);
	set_cpu_active(cpu, true);
}

/**
 * setup_nr_cpu_ids() - the loops over CPUs end at the last possible one
 *
 * Context: start_kernel(), after setup_arch().
 */
void __init setup_nr_cpu_ids(void)
{
	nr_cpu_ids = cpumask_last(cpu_possible_mask) + 1;
}
