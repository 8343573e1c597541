/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/cpu.h - bringing CPUs up
 *
 * Mirrors: Linux 4.19 include/linux/cpu.h.  CPUs come up at boot and never
 * go: cpu_hotplug is a list of what to do for a new CPU, in order.
 */
#ifndef _LINUX_CPU_H
#define _LINUX_CPU_H

#include <linux/cpumask.h>
#include <linux/smp.h>

struct task_struct;

void boot_cpu_init(void);
int cpu_up(unsigned int cpu);
void notify_cpu_starting(unsigned int cpu);

/* What a subsystem wants done for each CPU; see kernel/cpu.c. */
enum cpuhp_state {
	CPUHP_PREPARE,		/* on the boot CPU, may sleep and fail */
	CPUHP_STARTING,		/* on the new CPU, interrupts off */
	CPUHP_ONLINE,		/* on the boot CPU, new one is online */
	CPUHP_NR_STATES,
};

int cpuhp_setup_state(enum cpuhp_state state, const char *name,
		      int (*startup)(unsigned int cpu));

/* No CPU goes away: readers need nothing. */
static inline void cpus_read_lock(void) { }
static inline void cpus_read_unlock(void) { }
#define get_online_cpus()	cpus_read_lock()
#define put_online_cpus()	cpus_read_unlock()

/* The idle loop's door, kernel/sched/idle.c. */
void cpu_startup_entry(enum cpuhp_state state);

/* arch/x86/kernel/process_64.c */
void arch_cpu_idle(void);

/* kernel/smpboot.c */
void idle_threads_init(void);
struct task_struct *idle_thread_get(unsigned int cpu);

#endif /* _LINUX_CPU_H */
