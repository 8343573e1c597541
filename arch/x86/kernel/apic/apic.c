// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/apic/apic.c - each CPU's local APIC: modes and set-up
 *
 * The registers are reached through a page of memory (xAPIC, 8-bit ids) or
 * as MSRs (x2APIC, 32-bit ids).  We stay in the mode the firmware chose:
 * going from x2APIC back to xAPIC would lose CPUs with long ids.
 *
 * Data       cpu_to_apicid[]: which local APIC is which CPU.  CPU 0 is the
 *            boot CPU, the others follow in the order of the MADT.
 * I1         apic points to the table of the mode in force from
 *            apic_detect_mode() on; before apic_bsp_setup() has mapped the
 *            page only get_id() of x2APIC works.
 * I2         Interrupts are sent in physical mode: one APIC id, or a
 *            shorthand.  Logical ids are left alone.
 * Locking    Each CPU touches only its own local APIC.  cpu_to_apicid[] and
 *            num_processors are written by the boot CPU before SMP.
 * Entry      apic_detect_mode() generic_processor_info() apic_bsp_setup()
 *            apic_ap_setup() disable_local_APIC()
 * Mirrors:   Linux 4.x arch/x86/kernel/apic/apic.c, apic_flat_64.c,
 *            x2apic_phys.c.
 * Simpler than Linux in: no logical destinations, no clusters, no lapic=off:
 *            every x86-64 CPU has a local APIC.
 */
#define pr_fmt(fmt) "APIC: " fmt

#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/cpufeature.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/msr.h>

#define XAPIC_MAX_APICID	254	/* 255 is the broadcast */

const struct apic *apic;
int x2apic_mode;
u32 boot_cpu_physical_apicid = BAD_APICID;
phys_addr_t mp_lapic_addr = APIC_DEFAULT_PHYS_BASE;
u32 cpu_to_apicid[NR_CPUS] = { [0 ... NR_CPUS - 1] = BAD_APICID };
unsigned int total_cpus;

static unsigned int num_processors __initdata;
static void __iomem *apic_mmio;

static u32 xapic_read(u32 reg)
{
	return readl(apic_mmio + reg);
}

static void xapic_write(u32 reg, u32 v)
{
	writel(v, apic_mmio + reg);
}

static void xapic_eoi(void)
{
	writel(0, apic_mmio + APIC_EOI);
}

static u32 xapic_get_id(void)
{
	return xapic_read(APIC_ID) >> 24;
}

static void xapic_wait_icr_idle(void)
{
	unsigned int loops;

	for (loops = 0; loops < 1000000; loops++) {
		if (!(xapic_read(APIC_ICR) & APIC_ICR_BUSY))
			return;
		cpu_relax();
	}
}

/* An interrupt between the two writes could send an IPI of its own. */
static void xapic_icr_write(u32 low, u32 apicid)
{
	unsigned long flags;

	local_irq_save(flags);
	xapic_wait_icr_idle();
	xapic_write(APIC_ICR2, SET_APIC_DEST_FIELD(apicid));
	xapic_write(APIC_ICR, low);
	local_irq_restore(flags);
}

static const struct apic apic_physflat = {
	.name		= "xAPIC",
	.read		= xapic_read,
	.write		= xapic_write,
	.eoi		= xapic_eoi,
	.get_id		= xapic_get_id,
	.icr_write	= xapic_icr_write,
	.wait_icr_idle	= xapic_wait_icr_idle,
	.max_apicid	= XAPIC_MAX_APICID,
};

static u32 x2apic_read(u32 reg)
{
	return native_read_msr(APIC_BASE_MSR + (reg >> 4));
}

static void x2apic_write(u32 reg, u32 v)
{
	if (reg == APIC_DFR || reg == APIC_LDR)
		return;			/* gone, or read-only */
	native_write_msr(APIC_BASE_MSR + (reg >> 4), v, 0);
}

static void x2apic_eoi(void)
{
	native_write_msr(APIC_BASE_MSR + (APIC_EOI >> 4), 0, 0);
}

static u32 x2apic_get_id(void)
{
	return x2apic_read(APIC_ID);
}

/* These MSR writes do not wait for earlier stores, the IPI must. */
static void x2apic_icr_write(u32 low, u32 apicid)
{
	asm volatile("mfence; lfence" : : : "memory");
	native_write_msr(APIC_BASE_MSR + (APIC_ICR >> 4), low, apicid);
}

static void x2apic_wait_icr_idle(void)
{
}

static const struct apic apic_x2apic_phys = {
	.name		= "x2APIC",
	.read		= x2apic_read,
	.write		= x2apic_write,
	.eoi		= x2apic_eoi,
	.get_id		= x2apic_get_id,
	.icr_write	= x2apic_icr_write,
	.wait_icr_idle	= x2apic_wait_icr_idle,
	.max_apicid	= BAD_APICID - 1,
};

/**
 * apic_detect_mode() - find out how to talk to the local APIC
 *
 * Context: boot CPU; may be called again, to no effect.
 */
void __init apic_detect_mode(void)
{
	u64 base;

	if (apic)
		return;
	rdmsrl(MSR_IA32_APICBASE, base);
	x2apic_mode = (base & MSR_IA32_X2APIC_ENABLE) &&
		      (base & MSR_IA32_APICBASE_ENABLE);
	apic = x2apic_mode ? &apic_x2apic_phys : &apic_physflat;
	boot_cpu_physical_apicid = boot_apic_id();
	cpu_to_apicid[0] = boot_cpu_physical_apicid;
	num_processors = 1;
	total_cpus = 1;
}

/**
 * apic_is_up() - can this CPU's local APIC be talked to?
 *
 * Context: any.
 * Return: the answer.
 */
bool apic_is_up(void)
{
	return apic && (x2apic_mode || apic_mmio);
}

/**
 * boot_apic_id() - the APIC id of this CPU, from the CPU itself
 *
 * Context: any, also before the local APIC is mapped.
 * Return: the id.
 */
u32 __init boot_apic_id(void)
{
	return x2apic_mode ? x2apic_get_id() : cpuid_ebx(1) >> 24;
}

/**
 * generic_processor_info() - the firmware tells about a CPU
 * @apicid: its local APIC's id
 * @enabled: false for an empty socket
 *
 * Context: boot CPU, before prefill_possible_map().
 * Return: the CPU's number, or -ENODEV, -EEXIST or -EINVAL.
 */
int __init generic_processor_info(u32 apicid, bool enabled)
{
	unsigned int cpu;

	if (!enabled)
		return -ENODEV;
	if (apicid == boot_cpu_physical_apicid)
		return 0;
	for (cpu = 0; cpu < num_processors; cpu++)
		if (cpu_to_apicid[cpu] == apicid)
			return -EEXIST;
	total_cpus++;
	if (apicid > apic->max_apicid) {
		pr_warn("CPU with APIC id %#x is out of reach in %s mode\n",
			apicid, apic->name);
		return -EINVAL;
	}
	if (num_processors == NR_CPUS) {
		pr_warn_once("more than %d CPUs: the rest stays unused\n",
			     NR_CPUS);
		return -EINVAL;
	}
	cpu = num_processors++;
	cpu_to_apicid[cpu] = apicid;
	return cpu;
}

/**
 * prefill_possible_map() - decide which CPUs may ever run
 *
 * A CPU beyond maxcpus= could only be brought up later, which we do not do:
 * it is not possible, and costs no per-CPU memory.
 *
 * Context: setup_arch(), after parse_early_param() and acpi_boot_init().
 */
void __init prefill_possible_map(void)
{
	unsigned int possible = min(num_processors, max(setup_max_cpus, 1U));
	unsigned int cpu;

	for (cpu = 0; cpu < possible; cpu++) {
		set_cpu_possible(cpu, true);
		set_cpu_present(cpu, true);
	}
	nr_cpu_ids = possible;
}

/* The firmware may have left interrupts in service: say EOI for each. */
static void apic_pending_intr_clear(void)
{
	unsigned int tries;

	for (tries = 0; tries < 256; tries++) {
		u32 pending = 0;
		int i;

		for (i = 0; i < APIC_ISR_NR; i++)
			pending |= apic_read(APIC_ISR + i * 0x10);
		if (!pending)
			return;
		ack_APIC_irq();
	}
	pr_warn("interrupts stay in service\n");
}

/* Nothing from the APIC's own sources until somebody wants it. */
static void clear_local_lvts(void)
{
	u32 maxlvt = GET_APIC_MAXLVT(apic_read(APIC_LVR));

	apic_write(APIC_LVTT, APIC_LVT_MASKED);
	apic_write(APIC_LVT0, APIC_LVT_MASKED);
	apic_write(APIC_LVT1, APIC_LVT_MASKED);
	if (maxlvt >= 3)
		apic_write(APIC_LVTERR, APIC_LVT_MASKED);
	if (maxlvt >= 4)
		apic_write(APIC_LVTPC, APIC_LVT_MASKED);
	if (maxlvt >= 5)
		apic_write(APIC_LVTTHMR, APIC_LVT_MASKED);
}

static void enable_apic_base(void)
{
	u64 base;

	rdmsrl(MSR_IA32_APICBASE, base);
	if (base & MSR_IA32_APICBASE_ENABLE)
		return;
	base |= MSR_IA32_APICBASE_ENABLE;
	wrmsrl(MSR_IA32_APICBASE, base);
}

/**
 * setup_local_APIC() - make this CPU's local APIC take interrupts
 *
 * Context: the CPU itself, interrupts off.
 */
void setup_local_APIC(void)
{
	u32 lvt1 = APIC_DM_NMI;

	clear_local_lvts();
	apic_write(APIC_TASKPRI, 0);
	apic_pending_intr_clear();
	apic_write(APIC_SPIV, APIC_SPIV_APIC_ENABLED | SPURIOUS_APIC_VECTOR);

	/* The PC's NMI line is wired to all; one answer is enough. */
	if (smp_processor_id())
		lvt1 |= APIC_LVT_MASKED;
	apic_write(APIC_LVT1, lvt1);

	apic_write(APIC_ESR, 0);
	apic_write(APIC_LVTERR, ERROR_APIC_VECTOR);
}

static void spurious_interrupt(struct pt_regs *regs)
{
	/* No EOI: the APIC did not set a bit in service for this one. */
	inc_irq_stat(irq_spurious_count);
}

static void error_interrupt(struct pt_regs *regs)
{
	u32 esr;

	apic_write(APIC_ESR, 0);	/* latches the error */
	esr = apic_read(APIC_ESR);
	ack_APIC_irq();
	inc_irq_stat(irq_error_count);
	pr_debug("error on CPU%d: %02x\n", smp_processor_id(), esr);
}

/**
 * apic_bsp_setup() - the boot CPU's local APIC
 *
 * Context: init_IRQ(), interrupts off, ioremap() works.
 */
void __init apic_bsp_setup(void)
{
	u32 id;

	apic_detect_mode();
	if (!x2apic_mode) {
		enable_apic_base();
		apic_mmio = ioremap(mp_lapic_addr, PAGE_SIZE);
		if (!apic_mmio)
			panic("APIC: cannot map %#llx", (u64)mp_lapic_addr);
		/* Firmware may have renumbered it. */
		id = read_apic_id();
		if (id != boot_cpu_physical_apicid) {
			pr_info("boot CPU has id %#x, not %#x\n", id,
				boot_cpu_physical_apicid);
			boot_cpu_physical_apicid = id;
			cpu_to_apicid[0] = id;
		}
	}
	set_system_vector(SPURIOUS_APIC_VECTOR, spurious_interrupt);
	set_system_vector(ERROR_APIC_VECTOR, error_interrupt);
	setup_local_APIC();
	pr_info("%s mode, boot CPU has id %u\n", apic->name,
		boot_cpu_physical_apicid);
}

/**
 * apic_ap_setup() - the local APIC of a CPU that has just started
 *
 * The firmware may have put the boot CPU in x2APIC mode only.
 *
 * Context: start_secondary(), interrupts off.
 */
void apic_ap_setup(void)
{
	u64 base;

	enable_apic_base();
	if (x2apic_mode) {
		rdmsrl(MSR_IA32_APICBASE, base);
		if (!(base & MSR_IA32_X2APIC_ENABLE))
			wrmsrl(MSR_IA32_APICBASE,
			       base | MSR_IA32_X2APIC_ENABLE);
	}
	setup_local_APIC();
}

/**
 * disable_local_APIC() - no more interrupts for this CPU
 *
 * Context: the CPU itself, on its way to stop or to reboot; interrupts off.
 */
void disable_local_APIC(void)
{
	if (!apic_is_up())
		return;
	clear_local_lvts();
	apic_write(APIC_SPIV, apic_read(APIC_SPIV) & ~APIC_SPIV_APIC_ENABLED);
}
