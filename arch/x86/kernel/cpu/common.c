// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/cpu/common.c - making a CPU ready for the kernel
 *
 * Data       boot_cpu_data: features common to all CPUs (an AP that lacks one
 *            clears it); cpu_info: each CPU's own, for /proc/cpuinfo.
 *            cpu_tss: stack pointers that the CPU loads on entries.
 *            boot_*_stack: interrupt and exception stacks of the boot CPU;
 *            irq_64.c makes those of the others.
 * I1         after cpu_init() user code on this CPU can enter the kernel only
 *            through gates and SYSCALL, and no stale loader state is left.
 * I2         ist stacks are never used by two nested entries of one kind:
 *            NMI nesting is entry_64.S's business, #DB in the handler of #DB
 *            is impossible (DR7 is zero there), #DF and #MC do not return.
 * Locking    none: each CPU changes its own state, interrupts off.
 * Entry      early_cpu_init() cpu_init() identify_boot_cpu()
 *            identify_secondary_cpu()
 * Mirrors: Linux 4.x arch/x86/kernel/cpu/common.c.
 * Simpler than Linux in: no CPU bugs or mitigations, no microcode; SYSENTER
 * and 32-bit SYSCALL lead nowhere (no compat ABI).
 * The reading of CPUID is in cpu/cpuid.c.
 */
#include <asm/processor.h>

#include <linux/export.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include <asm/alternative.h>
#include <asm/cpufeature.h>
#include <asm/debugreg.h>
#include <asm/desc.h>
#include <asm/fpu/internal.h>
#include <asm/gates.h>
#include <asm/pat.h>
#include <asm/tlbflush.h>

#include "cpu.h"

/* What %gs is made of; setup_per_cpu_areas() fills them in. */
unsigned long __per_cpu_offset[NR_CPUS] __section(".data..read_mostly");
EXPORT_SYMBOL(__per_cpu_offset);
DEFINE_PER_CPU(unsigned long, this_cpu_off);
EXPORT_PER_CPU_SYMBOL(this_cpu_off);

DEFINE_PER_CPU(struct task_struct *, current_task) = &init_task;
EXPORT_PER_CPU_SYMBOL(current_task);
DEFINE_PER_CPU(unsigned long, cpu_cr4_shadow);
DEFINE_PER_CPU(int, __preempt_count);
EXPORT_PER_CPU_SYMBOL(__preempt_count);

extern char init_stack[];
DEFINE_PER_CPU(unsigned long, cpu_current_top_of_stack) =
	(unsigned long)init_stack + THREAD_SIZE;
/* entry_SYSCALL_64 keeps the user's rsp here for a moment. */
DEFINE_PER_CPU(unsigned long, rsp_scratch);

static char boot_irq_stack[IRQ_STACK_SIZE] __aligned(PAGE_SIZE);
static char boot_exception_stacks[EXCEPTION_STACKS_SIZE] __aligned(PAGE_SIZE);

/* irq_stack_ptr: the top; exception_stacks: the lowest address. */
DEFINE_PER_CPU(char *, irq_stack_ptr) = boot_irq_stack + IRQ_STACK_SIZE;
DEFINE_PER_CPU(char *, exception_stacks) = boot_exception_stacks;
/* True while this CPU is on its irq stack. */
DEFINE_PER_CPU(unsigned char, irq_stack_inuse);

DEFINE_PER_CPU_SHARED_ALIGNED(struct tss_struct, cpu_tss) = {
	.x86_tss = {
		.sp0		= (unsigned long)init_stack + THREAD_SIZE,
		.io_bitmap_base	= INVALID_IO_BITMAP_OFFSET,
	},
};

/* MSR_LSTAR and MSR_CSTAR; 0 until idt.c tells. */
static unsigned long syscall_entry_64, syscall_entry_32;

/**
 * set_syscall_entry() - where SYSCALL goes; used by the next cpu_init()
 * @entry64: from 64-bit code
 * @entry32: from compatibility mode code
 *
 * Context: boot.
 */
void __init set_syscall_entry(const void *entry64, const void *entry32)
{
	syscall_entry_64 = (unsigned long)entry64;
	syscall_entry_32 = (unsigned long)entry32;
}

static void syscall_init(void)
{
	wrmsr(MSR_STAR, 0, (__USER32_CS << 16) | __KERNEL_CS);
	wrmsrl(MSR_LSTAR, syscall_entry_64);
	wrmsrl(MSR_CSTAR, syscall_entry_32);
	/* A zero CS makes SYSENTER fault; AMD has no SYSENTER in long mode. */
	wrmsrl_safe(MSR_IA32_SYSENTER_CS, 0);
	wrmsrl_safe(MSR_IA32_SYSENTER_ESP, 0);
	wrmsrl_safe(MSR_IA32_SYSENTER_EIP, 0);
	/* Flags that must not follow the user into the kernel. */
	wrmsrl(MSR_SYSCALL_MASK,
	       X86_EFLAGS_TF | X86_EFLAGS_DF | X86_EFLAGS_IF |
	       X86_EFLAGS_IOPL | X86_EFLAGS_AC | X86_EFLAGS_NT);
}

static void tss_setup_ist(struct tss_struct *tss, char *stacks)
{
	int n;

	for (n = 1; n <= N_EXCEPTION_STACKS; n++) {
		stacks += exception_stack_size(n);
		tss->x86_tss.ist[n - 1] = (unsigned long)stacks;
	}
	tss->x86_tss.io_bitmap_base = INVALID_IO_BITMAP_OFFSET;
}

/* Protections that are bits of CR4; each CPU sets its own register. */
static void setup_cr4(void)
{
	unsigned long bits = 0;

	if (boot_cpu_has(X86_FEATURE_SMEP))
		bits |= X86_CR4_SMEP;
	if (boot_cpu_has(X86_FEATURE_SMAP))
		bits |= X86_CR4_SMAP;
	if (boot_cpu_has(X86_FEATURE_UMIP))
		bits |= X86_CR4_UMIP;
	if (boot_cpu_has(X86_FEATURE_FSGSBASE))
		bits |= X86_CR4_FSGSBASE;
	if (boot_cpu_has(X86_FEATURE_DE))
		bits |= X86_CR4_DE;
	cr4_set_bits(bits);
}

static void clear_all_debug_regs(void)
{
	set_debugreg(0, 7);
	set_debugreg(0, 0);
	set_debugreg(0, 1);
	set_debugreg(0, 2);
	set_debugreg(0, 3);
	set_debugreg(DR6_RESERVED, 6);
}

/**
 * cpu_init() - load this CPU's tables and registers
 *
 * Context: interrupts off; %gs base is this CPU's.  For an AP its stacks are
 * made (irq_init_percpu_irqstack()) and its CR4 shadow is right.
 */
void cpu_init(void)
{
	int cpu = raw_smp_processor_id();
	struct tss_struct *tss = this_cpu_ptr(&cpu_tss);

	load_current_idt();
	tss_setup_ist(tss, this_cpu_read(exception_stacks));
	setup_cpu_gdt(cpu, &tss->x86_tss, sizeof(tss->x86_tss));

	wrmsrl(MSR_FS_BASE, 0);
	wrmsrl(MSR_KERNEL_GS_BASE, 0);
	syscall_init();
	clear_all_debug_regs();
	fpu__init_cpu();
	pat_init();
	setup_cr4();
}

/* A feature that one CPU lacks, the kernel must not use anywhere. */
static void common_capabilities(const struct cpuinfo_x86 *c)
{
	int i;

	for (i = 0; i < NCAPINTS; i++)
		boot_cpu_data.x86_capability[i] &= c->x86_capability[i];
}

/**
 * early_cpu_init() - find out what the boot CPU can do
 *
 * Context: setup_arch(), before anything asks boot_cpu_has().
 */
void __init early_cpu_init(void)
{
	identify_cpu(&boot_cpu_data);
	fpu__init_system();
}

/**
 * identify_boot_cpu() - keep the boot CPU's entry of /proc/cpuinfo
 *
 * Context: boot, after setup_per_cpu_areas().
 */
void __init identify_boot_cpu(void)
{
	boot_cpu_data.cpu_index = 0;
	cpu_data(0) = boot_cpu_data;
	pr_info("CPU0: %s (family: 0x%x, model: 0x%x, stepping: 0x%x)\n",
		boot_cpu_data.x86_model_id, boot_cpu_data.x86,
		boot_cpu_data.x86_model, boot_cpu_data.x86_stepping);
}

/**
 * identify_secondary_cpu() - what this AP can do
 * @c: its cpu_info
 *
 * Context: on the AP, before it is online.
 */
void identify_secondary_cpu(struct cpuinfo_x86 *c)
{
	identify_cpu(c);
	c->cpu_index = raw_smp_processor_id();
	c->loops_per_jiffy = boot_cpu_data.loops_per_jiffy;
	common_capabilities(c);
}

/**
 * check_bugs() - last chance to adapt the kernel's text to the CPU
 *
 * Context: boot CPU alone, before user mode.
 */
void __init check_bugs(void)
{
	identify_boot_cpu();
	alternative_instructions();
}
