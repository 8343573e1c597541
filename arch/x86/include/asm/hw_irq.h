/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/hw_irq.h - from vectors to handlers, and from irqs to vectors
 *
 * Mirrors: Linux 4.15+ arch/x86/include/asm/hw_irq.h.
 */
#ifndef _ASM_X86_HW_IRQ_H
#define _ASM_X86_HW_IRQ_H

#include <linux/hardirq.h>
#include <linux/irq.h>
#include <linux/percpu.h>

#include <asm/apic.h>
#include <asm/irq_vectors.h>

struct pt_regs;

/*
 * System vectors (timer, IPIs): one handler for all CPUs, called by do_IRQ()
 * as it is, interrupts off.  It says entering_ack_irq() and exiting_irq(),
 * or, when it needs none of what irq_enter() does, only ack_APIC_irq().
 */
typedef void (*vector_handler_t)(struct pt_regs *regs);
void set_system_vector(unsigned int vector, vector_handler_t handler);

static inline void entering_ack_irq(void)
{
	irq_enter();
	ack_APIC_irq();
}

static inline void exiting_irq(void)
{
	irq_exit();
}

/* A row of /proc/interrupts that is no irq. */
struct arch_irq_stat_row {
	const char	*prefix;	/* "LOC" */
	const char	*text;
	unsigned int	offset;		/* of the count, in irq_cpustat_t */
};

extern const struct arch_irq_stat_row arch_irq_stat_rows[];
extern const unsigned int nr_arch_irq_stat_rows;

/* arch/x86/kernel/irq_work.c */
void irq_work_init_vector(void);

/* Device vectors: what each CPU's vector stands for; vector_lock. */
typedef struct irq_desc *vector_irq_t[NR_EXTERNAL_VECTORS];
DECLARE_PER_CPU(vector_irq_t, vector_irq);

/* Which (CPU, vector) an irq arrives at; [I] while the irq exists. */
struct irq_cfg {
	u32		dest_apicid;
	unsigned int	cpu;
	unsigned int	vector;
};

/* arch/x86/kernel/apic/vector.c */
int x86_vector_alloc_irq(unsigned int irq, const struct cpumask *mask);
void x86_vector_free_irq(unsigned int irq);
int apic_retrigger_irq(struct irq_data *data);
void apic_ack_irq(struct irq_data *data);

static inline struct irq_cfg *irqd_cfg(struct irq_data *data)
{
	return data->chip_data;
}

#endif /* _ASM_X86_HW_IRQ_H */
