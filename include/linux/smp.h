/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/smp.h - running functions on other CPUs
 *
 * The function runs in the IPI, interrupts off, and must not sleep.  Waiting
 * for other CPUs with interrupts off deadlocks when they wait for us: see
 * the rules in kernel/smp.c.
 *
 * Mirrors: Linux 4.19 include/linux/smp.h.
 */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/llist.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/types.h>

#include <asm/smp.h>

typedef void (*smp_call_func_t)(void *info);

/* One request in another CPU's queue. */
struct __call_single_data {
	struct llist_node	llist;
	smp_call_func_t		func;
	void			*info;
	unsigned int		flags;		/* CSD_* in kernel/smp.c */
};

typedef struct __call_single_data call_single_data_t
	__aligned(sizeof(struct __call_single_data));

extern unsigned int setup_max_cpus;	/* maxcpus= */
extern unsigned int total_cpus;		/* that the firmware told about */

int smp_call_function_single(int cpuid, smp_call_func_t func, void *info,
			     int wait);
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func,
			    void *info, bool wait);
int smp_call_function(smp_call_func_t func, void *info, int wait);
int on_each_cpu(smp_call_func_t func, void *info, int wait);
void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t func,
		      void *info, bool wait);
void on_each_cpu_cond(bool (*cond_func)(int cpu, void *info),
		      smp_call_func_t func, void *info, bool wait,
		      gfp_t gfp_flags);

void call_function_init(void);
void generic_smp_call_function_interrupt(void);
#define generic_smp_call_function_single_interrupt \
	generic_smp_call_function_interrupt

void smp_init(void);
void smp_prepare_cpus(unsigned int max_cpus);
void smp_cpus_done(unsigned int max_cpus);
void setup_nr_cpu_ids(void);

#define smp_processor_id()	raw_smp_processor_id()
#define __smp_processor_id()	raw_smp_processor_id()

#endif /* _LINUX_SMP_H */
