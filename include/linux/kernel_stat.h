/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/kernel_stat.h - CPU time by kind, and event counts, for /proc/stat
 *
 * Mirrors: Linux 4.11+ include/linux/kernel_stat.h.
 */
#ifndef _LINUX_KERNEL_STAT_H
#define _LINUX_KERNEL_STAT_H

#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/types.h>

enum cpu_usage_stat {
	CPUTIME_USER,
	CPUTIME_NICE,
	CPUTIME_SYSTEM,
	CPUTIME_SOFTIRQ,
	CPUTIME_IRQ,
	CPUTIME_IDLE,
	CPUTIME_IOWAIT,
	CPUTIME_STEAL,
	CPUTIME_GUEST,
	CPUTIME_GUEST_NICE,
	NR_STATS,
};

struct kernel_cpustat {
	u64		cpustat[NR_STATS];	/* ns */
};

/* Written by the CPU itself only. */
struct kernel_stat {
	unsigned long	irqs_sum;
	unsigned int	softirqs[NR_SOFTIRQS];
};

DECLARE_PER_CPU(struct kernel_stat, kstat);
DECLARE_PER_CPU(struct kernel_cpustat, kernel_cpustat);

#define kstat_cpu(cpu)		per_cpu(kstat, cpu)
#define kcpustat_cpu(cpu)	per_cpu(kernel_cpustat, cpu)

static inline void kstat_incr_softirqs_this_cpu(unsigned int irq)
{
	__this_cpu_inc(kstat.softirqs[irq]);
}

static inline unsigned int kstat_softirqs_cpu(unsigned int irq, int cpu)
{
	return kstat_cpu(cpu).softirqs[irq];
}

static inline unsigned long kstat_cpu_irqs_sum(unsigned int cpu)
{
	return kstat_cpu(cpu).irqs_sum;
}

/* kernel/time/tick-sched.c: of one CPU, with the idle time up to now. */
void kcpustat_cpu_fetch(struct kernel_cpustat *dst, int cpu);

/* kernel/irq/irqdesc.c: one irq, on one CPU and on all; RCU read side. */
unsigned int kstat_irqs_cpu(unsigned int irq, int cpu);
unsigned int kstat_irqs(unsigned int irq);

/* arch/x86/kernel/irq.c: interrupts that are no irq (timer, IPIs). */
u64 arch_irq_stat_cpu(unsigned int cpu);

#endif /* _LINUX_KERNEL_STAT_H */
