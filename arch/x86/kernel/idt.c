// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/idt.c - which stub of entry_64.S stands behind which vector
 *
 * Three steps, as more of the machine works: early (#DB, #BP on the current
 * stack, the rest still head_64.S's), traps (all exceptions, four of them on
 * stacks of their own), interrupts (32..255).
 *
 * `int n` from user mode is possible where dpl is 3 only: int3 and into.  All
 * other vectors, 0x80 too, give it #GP and so SIGSEGV.
 *
 * Entry      idt_setup_early_traps() trap_init()
 * Mirrors: Linux 4.14+ arch/x86/kernel/idt.c.
 */
#include <asm/desc.h>

#include <linux/delay.h>
#include <linux/extable.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/smp.h>

#include <asm/entry-common.h>
#include <asm/gates.h>
#include <asm/irq_vectors.h>
#include <asm/processor.h>
#include <asm/traps.h>

struct idt_data {
	unsigned int	vector;
	void		(*stub)(void);
	unsigned int	ist;
	unsigned int	dpl;
};

static const struct idt_data early_idts[] __initconst = {
	{ X86_TRAP_DB,		early_debug,			0, 0 },
	{ X86_TRAP_BP,		int3,				0, 3 },
};

static const struct idt_data def_idts[] __initconst = {
	{ X86_TRAP_DE,		divide_error,			0, 0 },
	{ X86_TRAP_DB,		debug,				DEBUG_STACK, 0 },
	{ X86_TRAP_NMI,		nmi,				NMI_STACK, 0 },
	{ X86_TRAP_BP,		int3,				0, 3 },
	{ X86_TRAP_OF,		overflow,			0, 3 },
	{ X86_TRAP_BR,		bounds,				0, 0 },
	{ X86_TRAP_UD,		invalid_op,			0, 0 },
	{ X86_TRAP_NM,		device_not_available,		0, 0 },
	{ X86_TRAP_DF,		double_fault,			DOUBLEFAULT_STACK, 0 },
	{ X86_TRAP_OLD_MF,	coprocessor_segment_overrun,	0, 0 },
	{ X86_TRAP_TS,		invalid_TSS,			0, 0 },
	{ X86_TRAP_NP,		segment_not_present,		0, 0 },
	{ X86_TRAP_SS,		stack_segment,			0, 0 },
	{ X86_TRAP_GP,		general_protection,		0, 0 },
	{ X86_TRAP_PF,		page_fault,			0, 0 },
	{ X86_TRAP_SPURIOUS,	spurious_interrupt_bug,		0, 0 },
	{ X86_TRAP_MF,		coprocessor_error,		0, 0 },
	{ X86_TRAP_AC,		alignment_check,		0, 0 },
	{ X86_TRAP_MC,		machine_check,			MCE_STACK, 0 },
	{ X86_TRAP_XF,		simd_coprocessor_error,		0, 0 },
};

static void __init idt_setup_from_table(const struct idt_data *t, int size)
{
	for (; size > 0; t++, size--)
		set_gate(t->vector, t->stub, t->ist, t->dpl);
}

/**
 * idt_setup_early_traps() - breakpoints work from here on
 *
 * Context: setup_arch(); there is no TSS, so no stack of their own yet.
 */
void __init idt_setup_early_traps(void)
{
	idt_setup_from_table(early_idts, ARRAY_SIZE(early_idts));
	load_current_idt();
}

/**
 * idt_setup_traps() - all exceptions
 *
 * Context: followed by cpu_init(), which loads the TSS.
 */
void __init idt_setup_traps(void)
{
	unsigned int i;

	/* Vectors that the CPU reserves: report, do not double fault. */
	for (i = 0; i < FIRST_EXTERNAL_VECTOR; i++)
		set_intr_gate(i, spurious_interrupt_bug);
	idt_setup_from_table(def_idts, ARRAY_SIZE(def_idts));
}

/**
 * idt_setup_apic_and_irq_gates() - vectors 32 to 255 lead to do_IRQ()
 *
 * Context: boot, interrupts off.
 */
void __init idt_setup_apic_and_irq_gates(void)
{
	unsigned int i;

	for (i = FIRST_EXTERNAL_VECTOR; i < NR_VECTORS; i++)
		set_intr_gate(i, irq_entries_start + IRQ_ENTRY_SIZE *
				 (i - FIRST_EXTERNAL_VECTOR));
}

static void panic_delay(unsigned int ms)
{
	mdelay(ms);
}

/* What kernel/panic.c cannot call by itself: it stands below. */
static const struct panic_ops panic_ops = {
	.stop_cpus	= smp_send_stop,
	.delay_ms	= panic_delay,
	.restart	= emergency_restart,
};

/**
 * trap_init() - the boot CPU can take every exception and interrupt
 *
 * Context: start_kernel(), after setup_per_cpu_areas(), interrupts off.
 */
void __init trap_init(void)
{
	idt_setup_traps();
	idt_setup_apic_and_irq_gates();
	sort_main_extable();
	set_syscall_entry(entry_SYSCALL_64, ignore_sysret);
	register_panic_ops(&panic_ops);
	cpu_init();
}
