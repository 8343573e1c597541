// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/cpu/desc.c - the GDT of each CPU and the IDT of all
 *
 * Data       gdt_page: the image's copy serves until setup_per_cpu_areas(),
 *            then each CPU loads its own.  idt_table: one, shared.
 * I1         a gate changes only before the CPUs are let loose, or from an
 *            entry that raised no interrupt yet: no lock.
 * Entry      set_intr_gate() load_current_idt() load_direct_gdt()
 * Mirrors: Linux 4.14+ arch/x86/kernel/cpu/common.c (GDT), idt.c (gates).
 * Who fills the IDT with which stub: arch/x86/kernel/idt.c.
 */
#include <asm/desc.h>

#include <linux/export.h>
#include <linux/percpu.h>
#include <linux/string.h>

#include <asm/gates.h>

/* Flat segments; 64-bit mode looks at L, DPL and type only. */
DEFINE_PER_CPU_ALIGNED(struct gdt_page, gdt_page) = { .gdt = {
	[GDT_ENTRY_KERNEL32_CS]	     = GDT_ENTRY_INIT(0xc09b, 0, 0xfffff),
	[GDT_ENTRY_KERNEL_CS]	     = GDT_ENTRY_INIT(0xa09b, 0, 0xfffff),
	[GDT_ENTRY_KERNEL_DS]	     = GDT_ENTRY_INIT(0xc093, 0, 0xfffff),
	[GDT_ENTRY_DEFAULT_USER32_CS] = GDT_ENTRY_INIT(0xc0fb, 0, 0xfffff),
	[GDT_ENTRY_DEFAULT_USER_DS]  = GDT_ENTRY_INIT(0xc0f3, 0, 0xfffff),
	[GDT_ENTRY_DEFAULT_USER_CS]  = GDT_ENTRY_INIT(0xa0fb, 0, 0xfffff),
} };
EXPORT_PER_CPU_SYMBOL(gdt_page);

gate_desc idt_table[IDT_ENTRIES] __aligned(64);

struct desc_ptr idt_descr = {
	.size		= sizeof(idt_table) - 1,
	.address	= (unsigned long)idt_table,
};

/**
 * load_direct_gdt() - make @cpu's own GDT the one in use
 * @cpu: this CPU
 *
 * The segment registers keep their hidden parts; selectors mean the same in
 * both tables.
 *
 * Context: interrupts off.
 */
void load_direct_gdt(int cpu)
{
	struct desc_ptr gdt_descr = {
		.size	 = GDT_SIZE - 1,
		.address = (unsigned long)per_cpu(gdt_page, cpu).gdt,
	};

	load_gdt(&gdt_descr);
}

/**
 * load_current_idt() - make idt_table the one in use on this CPU
 *
 * Context: any.
 */
void load_current_idt(void)
{
	load_idt(&idt_descr);
}

/**
 * set_gate() - fill one entry of the IDT
 * @n: vector
 * @addr: where the CPU continues
 * @ist: index into the interrupt stack table, 0 for none
 * @dpl: 3 when `int n` is for everybody
 *
 * Interrupt gates all of them: interrupts are off until the handler says.
 *
 * Context: boot, see I1.
 */
void set_gate(unsigned int n, const void *addr, unsigned int ist,
	      unsigned int dpl)
{
	unsigned long a = (unsigned long)addr;
	gate_desc gate = {
		.offset_low	= (u16)a,
		.segment	= __KERNEL_CS,
		.bits		= {
			.ist	= ist,
			.type	= GATE_INTERRUPT,
			.dpl	= dpl,
			.p	= 1,
		},
		.offset_middle	= (u16)(a >> 16),
		.offset_high	= (u32)(a >> 32),
	};

	memcpy(&idt_table[n], &gate, sizeof(gate));
}

/**
 * set_intr_gate() - a gate for the kernel only, on the current stack
 * @n: vector
 * @addr: where the CPU continues
 *
 * Context: boot, see I1.
 */
void set_intr_gate(unsigned int n, const void *addr)
{
	set_gate(n, addr, 0, 0);
}

static void set_tss_desc(struct desc_struct *d, unsigned long addr,
			 unsigned int size)
{
	tss_desc tss = {
		.limit0	= (u16)(size - 1),
		.base0	= (u16)addr,
		.base1	= (addr >> 16) & 0xff,
		.type	= DESC_TSS,
		.p	= 1,
		.base2	= (addr >> 24) & 0xff,
		.base3	= (u32)(addr >> 32),
	};

	memcpy(d, &tss, sizeof(tss));
}

/**
 * setup_cpu_gdt() - fill and load what differs from CPU to CPU
 * @cpu: this CPU
 * @tss: its task state segment
 *
 * The limit of GDT_ENTRY_PER_CPU holds the CPU number: paranoid_entry and
 * user space (LSL) read it from there.
 *
 * Context: interrupts off.
 */
void setup_cpu_gdt(int cpu, const void *tss, unsigned int tss_size)
{
	struct desc_struct *gdt = per_cpu(gdt_page, cpu).gdt;
	struct desc_struct percpu = GDT_ENTRY_INIT(0x40f5, 0, 0);

	percpu.limit0 = cpu;
	gdt[GDT_ENTRY_PER_CPU] = percpu;
	set_tss_desc(&gdt[GDT_ENTRY_TSS], (unsigned long)tss, tss_size);
	load_direct_gdt(cpu);
	load_tr_desc();
	clear_LDT();
}
