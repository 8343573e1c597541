// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/smpboot.c - bringing the other CPUs up, and who wants to know
 *
 * Subsystems register a function for one of three moments:
 *
 *	CPUHP_PREPARE	boot CPU, process context, @cpu does not run yet:
 *			allocate; an error keeps @cpu down
 *	CPUHP_STARTING	@cpu itself, interrupts off, not online yet
 *	CPUHP_ONLINE	boot CPU, process context, @cpu is online
 *
 * in the order of registration.  A function that is registered late is
 * called at once for the CPUs that have passed its moment, the boot CPU
 * first of all.
 *
 * Data       cpuhp_steps[], idle_threads (per CPU).
 * Locking    none: registration and bring-up happen on the boot CPU, one
 *            after the other; STARTING reads a table that does not change.
 * Entry      cpuhp_setup_state() smp_init() cpu_up() idle_thread_get()
 * Mirrors:   Linux 4.x kernel/cpu.c (cpuhp), kernel/smpboot.c, smp_init() of
 *            kernel/smp.c.
 * Simpler than Linux in: three states, no way down, no per-CPU threads here.
 */
#define pr_fmt(fmt) "smp: " fmt

#include <linux/cpu.h>

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/smp.h>

#define MAX_CPUHP_STEPS	32

struct cpuhp_step {
	enum cpuhp_state	state;
	const char		*name;
	int			(*startup)(unsigned int cpu);
};

static struct cpuhp_step cpuhp_steps[MAX_CPUHP_STEPS];
static unsigned int nr_cpuhp_steps;
static DEFINE_PER_CPU(struct task_struct *, idle_threads);

/**
 * cpuhp_setup_state() - have something done for each CPU
 * @state: at which moment
 * @name: for messages
 * @startup: what; 0 or a negative error
 *
 * Context: boot CPU, boot; process context for what needs it.
 * Return: 0, or what @startup said about a CPU that is up already.
 */
int cpuhp_setup_state(enum cpuhp_state state, const char *name,
		      int (*startup)(unsigned int cpu))
{
	unsigned int cpu;
	int err;

	if (nr_cpuhp_steps == MAX_CPUHP_STEPS)
		return -ENOSPC;
	for_each_online_cpu(cpu) {
		err = startup(cpu);
		if (err)
			return err;
	}
	cpuhp_steps[nr_cpuhp_steps++] =
		(struct cpuhp_step){ state, name, startup };
	return 0;
}

static int run_steps(enum cpuhp_state state, unsigned int cpu)
{
	unsigned int i;
	int err;

	for (i = 0; i < nr_cpuhp_steps; i++) {
		if (cpuhp_steps[i].state != state)
			continue;
		err = cpuhp_steps[i].startup(cpu);
		if (err) {
			pr_warn("CPU%u: %s failed: %d\n", cpu,
				cpuhp_steps[i].name, err);
			return err;
		}
	}
	return 0;
}

/**
 * notify_cpu_starting() - run the CPUHP_STARTING functions
 * @cpu: this CPU
 *
 * Context: the new CPU, interrupts off, not online yet.
 */
void notify_cpu_starting(unsigned int cpu)
{
	run_steps(CPUHP_STARTING, cpu);
}

/**
 * idle_thread_get() - the task that a CPU starts as
 * @cpu: a possible CPU other than the boot CPU
 *
 * Return: the task or ERR_PTR.
 */
struct task_struct *idle_thread_get(unsigned int cpu)
{
	struct task_struct *tsk = per_cpu(idle_threads, cpu);

	return tsk ? tsk : ERR_PTR(-ENOMEM);
}

/**
 * idle_threads_init() - make an idle task for every possible CPU
 *
 * Context: boot, process context.
 */
void __init idle_threads_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct task_struct *tsk;

		if (cpu == smp_processor_id()) {
			per_cpu(idle_threads, cpu) = idle_task(cpu);
			continue;
		}
		tsk = fork_idle(cpu);
		if (IS_ERR(tsk))
			pr_err("no idle task for CPU%u\n", cpu);
		else
			per_cpu(idle_threads, cpu) = tsk;
	}
}

/**
 * cpu_up() - bring a CPU up
 * @cpu: present, not online
 *
 * Context: boot, process context.
 * Return: 0, or why it stays down.
 */
int __init cpu_up(unsigned int cpu)
{
	struct task_struct *idle;
	int err;

	if (!cpu_possible(cpu) || !cpu_present(cpu))
		return -EINVAL;
	if (cpu_online(cpu))
		return -EEXIST;
	idle = idle_thread_get(cpu);
	if (IS_ERR(idle))
		return PTR_ERR(idle);
	err = run_steps(CPUHP_PREPARE, cpu);
	if (!err)
		err = __cpu_up(cpu, idle);
	if (err)
		return err;
	set_cpu_active(cpu, true);
	return run_steps(CPUHP_ONLINE, cpu);
}

/**
 * smp_init() - bring all CPUs up
 *
 * Context: task 1, process context, after smp_prepare_cpus().
 */
void __init smp_init(void)
{
	unsigned int cpu;

	idle_threads_init();
	for_each_present_cpu(cpu)
		if (!cpu_online(cpu))
			cpu_up(cpu);
	pr_info("%u of %u CPUs up\n", num_online_cpus(), total_cpus);
	smp_cpus_done(setup_max_cpus);
}
