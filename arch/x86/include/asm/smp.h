/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/smp.h - CPUs of a PC: their APIC ids, starting and interrupting them
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/smp.h.
 */
#ifndef _ASM_X86_SMP_H
#define _ASM_X86_SMP_H

#include <linux/cpumask.h>
#include <linux/percpu.h>

struct task_struct;

/* [I] after boot; BAD_APICID for a CPU that there is not. */
extern u32 cpu_to_apicid[NR_CPUS];
#define cpu_physical_id(cpu)	(cpu_to_apicid[cpu])

extern struct cpumask cpu_initialized_mask;	/* APs that made a sign */

/* arch/x86/kernel/smpboot.c */
int __cpu_up(unsigned int cpu, struct task_struct *tidle);
void smp_prepare_boot_cpu(void);
void prefill_possible_map(void);
void start_secondary(void *unused);

/* arch/x86/kernel/smp.c */
void smp_send_reschedule(int cpu);
void smp_send_stop(void);
void stop_this_cpu(void *dummy);
void arch_send_call_function_single_ipi(int cpu);
void arch_send_call_function_ipi_mask(const struct cpumask *mask);
void smp_init_ipis(void);

#endif /* _ASM_X86_SMP_H */
