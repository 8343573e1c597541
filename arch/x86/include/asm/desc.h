/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/desc.h - GDT and IDT
 *
 * Each CPU has its own GDT (the TSS descriptor's busy bit and the CPU number
 * in GDT_ENTRY_PER_CPU differ); all CPUs share one IDT.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/desc.h, 64-bit half; no LDT.
 */
#ifndef _ASM_X86_DESC_H
#define _ASM_X86_DESC_H

#include <linux/percpu.h>

#include <asm/desc_defs.h>
#include <asm/segment.h>

struct gdt_page {
	struct desc_struct gdt[GDT_ENTRIES];
} __aligned(64);

DECLARE_PER_CPU(struct gdt_page, gdt_page);

extern gate_desc idt_table[IDT_ENTRIES];
extern struct desc_ptr idt_descr;

static inline void load_gdt(const struct desc_ptr *dtr)
{
	asm volatile("lgdt %0" : : "m" (*dtr));
}

static inline void load_idt(const struct desc_ptr *dtr)
{
	asm volatile("lidt %0" : : "m" (*dtr));
}

static inline void load_tr_desc(void)
{
	asm volatile("ltr %w0" : : "q" (GDT_ENTRY_TSS * 8));
}

/* An empty LDT: a null selector makes every use of it fault. */
static inline void clear_LDT(void)
{
	asm volatile("lldt %w0" : : "q" (0));
}

/* arch/x86/kernel/cpu/common.c */
void load_direct_gdt(int cpu);

/* arch/x86/kernel/idt.c */
void idt_setup_early_traps(void);
void idt_setup_traps(void);
void idt_setup_apic_and_irq_gates(void);
void load_current_idt(void);
void set_intr_gate(unsigned int n, const void *addr);

#endif /* _ASM_X86_DESC_H */
