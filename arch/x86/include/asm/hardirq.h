/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/hardirq.h - per-CPU interrupt counts, and which softirqs are pending
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/hardirq.h.
 */
#ifndef _ASM_X86_HARDIRQ_H
#define _ASM_X86_HARDIRQ_H

#include <linux/cache.h>
#include <linux/percpu.h>

/* Written by the own CPU with interrupts off; read by /proc. */
typedef struct {
	unsigned int	__softirq_pending;	/* bit: softirq number */
	unsigned int	__nmi_count;
	unsigned int	apic_timer_irqs;
	unsigned int	irq_spurious_count;
	unsigned int	irq_resched_count;
	unsigned int	irq_call_count;
	unsigned int	irq_tlb_count;
	unsigned int	irq_error_count;
	unsigned int	irq_work_count;
} ____cacheline_aligned irq_cpustat_t;

DECLARE_PER_CPU(irq_cpustat_t, irq_stat);

#define inc_irq_stat(member)	this_cpu_inc(irq_stat.member)

#define local_softirq_pending()	this_cpu_read(irq_stat.__softirq_pending)
#define set_softirq_pending(x)	\
	this_cpu_write(irq_stat.__softirq_pending, (x))
#define or_softirq_pending(x)	this_cpu_or(irq_stat.__softirq_pending, (x))

#endif /* _ASM_X86_HARDIRQ_H */
