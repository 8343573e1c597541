// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/irq_64.c - stacks for interrupts and exceptions of a CPU
 *
 * The boot CPU has static ones (cpu/common.c); those of the others are made
 * before they are started, in vmalloc space, so an overflow hits a guard page.
 *
 * Entry      irq_init_percpu_irqstack()
 * Mirrors: Linux 5.1+ arch/x86/kernel/irq_64.c.
 */
#include <asm/processor.h>

#include <linux/errno.h>
#include <linux/percpu.h>
#include <linux/vmalloc.h>

/**
 * irq_init_percpu_irqstack() - give @cpu its stacks
 * @cpu: not the boot CPU, not started yet
 *
 * Context: process context, may sleep.  Called again for a CPU that has
 * stacks already it does nothing.
 * Return: 0 or -ENOMEM.
 */
int irq_init_percpu_irqstack(unsigned int cpu)
{
	char *irq_stack, *exc_stacks;

	/* The image's initial value is the boot CPU's. */
	if (per_cpu(irq_stack_ptr, cpu) != per_cpu(irq_stack_ptr, 0))
		return 0;
	irq_stack = vmalloc(IRQ_STACK_SIZE);
	exc_stacks = vmalloc(EXCEPTION_STACKS_SIZE);
	if (!irq_stack || !exc_stacks) {
		vfree(irq_stack);
		vfree(exc_stacks);
		return -ENOMEM;
	}
	per_cpu(irq_stack_ptr, cpu) = irq_stack + IRQ_STACK_SIZE;
	per_cpu(exception_stacks, cpu) = exc_stacks;
	return 0;
}
