/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/stop_machine.h - take a CPU away from whatever runs on it
 *
 * Every CPU has a thread "migration/N" that comes before all others.  It runs
 * the functions that must find the CPU's previous task not running:
 * migration of a running task, and stop_machine().
 *
 * Mirrors: Linux 4.x include/linux/stop_machine.h.
 */
#ifndef _LINUX_STOP_MACHINE_H
#define _LINUX_STOP_MACHINE_H

#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/smp.h>

typedef int (*cpu_stop_fn_t)(void *arg);

struct cpu_stop_done;

struct cpu_stop_work {
	struct list_head	list;		/* stopper->lock */
	cpu_stop_fn_t		fn;
	void			*arg;
	struct cpu_stop_done	*done;		/* NULL: nobody waits */
};

int stop_one_cpu(unsigned int cpu, cpu_stop_fn_t fn, void *arg);
bool stop_one_cpu_nowait(unsigned int cpu, cpu_stop_fn_t fn, void *arg,
			 struct cpu_stop_work *work_buf);
int stop_machine(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus);
void cpu_stop_init(void);

#endif /* _LINUX_STOP_MACHINE_H */
