// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/interrupts.c - /proc/interrupts: who interrupts which CPU how often
 *
 * Entry      interrupts_show()
 * Mirrors:   Linux 4.x kernel/irq/proc.c (show_interrupts()) and
 *            arch/x86/kernel/irq.c (arch_show_interrupts()).
 */
#include "internal.h"

#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <linux/kernel_stat.h>
#include <linux/seq_file.h>

#include <asm/hardirq.h>
#include <asm/hw_irq.h>

/* Who has the line: names may go while we print, so under the lock. */
static void show_actions(struct seq_file *m, struct irq_desc *desc)
{
	const char *separator = "  ";
	struct irqaction *action;
	unsigned long flags;

	raw_spin_lock_irqsave(&desc->lock, flags);
	seq_printf(m, " %8s", desc->irq_data.chip ?
		   desc->irq_data.chip->name : "None");
	seq_printf(m, " %4lu-%-8s", desc->irq_data.hwirq,
		   desc->name ? desc->name : "");
	for (action = desc->action; action; action = action->next) {
		seq_printf(m, "%s%s", separator, action->name);
		separator = ", ";
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	seq_putc(m, '\n');
}

static void show_irq(struct seq_file *m, unsigned int irq)
{
	struct irq_desc *desc;
	int cpu;

	rcu_read_lock();
	desc = irq_to_desc(irq);
	if (desc && (desc->action || kstat_irqs(irq))) {
		seq_printf(m, "%3u: ", irq);
		for_each_online_cpu(cpu)
			seq_printf(m, "%10u ", kstat_irqs_cpu(irq, cpu));
		show_actions(m, desc);
	}
	rcu_read_unlock();
}

static void show_row(struct seq_file *m, const struct arch_irq_stat_row *row)
{
	int cpu;

	seq_printf(m, "%3s: ", row->prefix);
	for_each_online_cpu(cpu) {
		const char *stat = (const char *)&per_cpu(irq_stat, cpu);

		seq_printf(m, "%10u ",
			   *(const unsigned int *)(stat + row->offset));
	}
	seq_printf(m, "  %s\n", row->text);
}

/**
 * interrupts_show() - print /proc/interrupts
 * @m: where to
 * @v: not used
 *
 * Context: process context.
 * Return: 0.
 */
int interrupts_show(struct seq_file *m, void *v)
{
	unsigned int i;
	int cpu;

	seq_puts(m, "     ");
	for_each_online_cpu(cpu)
		seq_printf(m, "CPU%-8d", cpu);
	seq_putc(m, '\n');
	for (i = 0; i < nr_irqs; i++)
		show_irq(m, i);
	for (i = 0; i < nr_arch_irq_stat_rows; i++)
		show_row(m, &arch_irq_stat_rows[i]);
	return 0;
}
