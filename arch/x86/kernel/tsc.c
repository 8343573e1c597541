// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/tsc.c - how fast the time stamp counter counts
 *
 * The rate is not a constant: about the host's clock under QEMU, exactly
 * 1 GHz with -icount.  In this order:
 *
 *  - CPUID says it (leaf 15h, 16h; leaf 40000010h of a hypervisor);
 *  - the ACPI PM timer is watched for 5 ms, else the PIT for 10 ms;
 *  - unless CPUID knew, the first second after boot is measured again,
 *    against HPET or PM timer: 5 ms are good for 100 ppm only.
 *
 * Data       tsc_khz.  cyc2ns[]: what sched_clock() computes with; the
 *            second one replaces the first when the rate is refined.
 * I1         sched_clock() does not step when it goes from one to the other.
 * Locking    cyc2ns[1] is complete before cyc2ns_index says 1, and then
 *            neither changes any more.
 * Entry      tsc_early_init() tsc_init() sched_clock() udelay()
 *            mark_tsc_unstable()
 * Mirrors:   Linux 4.x arch/x86/kernel/tsc.c, lib/delay.c.
 * Simpler than Linux in: a TSC counts as stable unless CPUs disagree
 *            (tsc_sync.c), and sched_clock() uses it even then; frequency
 *            changes of old laptops are not followed.
 */
#define pr_fmt(fmt) "tsc: " fmt

#include <linux/acpi.h>
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/sched/clock.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include <asm/cpufeature.h>
#include <asm/hpet.h>
#include <asm/io.h>
#include <asm/timex.h>
#include <asm/tsc.h>

#define PMTMR_CAL_TICKS		(PMTMR_TICKS_PER_SEC / 200)	/* 5 ms */
#define PIT_CAL_MS		10
#define PIT_CAL_LATCH		(PIT_TICK_RATE / (1000 / PIT_CAL_MS))
#define REFERENCE_TRIES		5
#define HYPERVISOR_CPUID_BASE	0x40000000
#define HYPERVISOR_CPUID_TIMING	0x40000010

struct cyc2ns_data {
	u64	base_cycles;
	u64	base_ns;
	u32	mult;
	u32	shift;
};

unsigned int tsc_khz;

static bool tsc_known_freq;		/* CPUID said it */
static struct cyc2ns_data cyc2ns[2];	/* all zero: time stands still */
static int cyc2ns_index;

static u64 read_tsc(struct clocksource *cs)
{
	return rdtsc_ordered();
}

static struct clocksource clocksource_tsc = {
	.name		= "tsc",
	.rating		= 300,
	.read		= read_tsc,
	.mask		= CLOCKSOURCE_MASK(64),
	.flags		= CLOCK_SOURCE_IS_CONTINUOUS |
			  CLOCK_SOURCE_VALID_FOR_HRES,
	.vclock_mode	= VCLOCK_TSC,
};

/* tsc=unstable: tell the time by HPET or PM timer. */
static int __init tsc_setup(char *str)
{
	if (str && !strcmp(str, "unstable")) {
		clocksource_tsc.flags |= CLOCK_SOURCE_UNSTABLE;
		clocksource_tsc.rating = 0;
	}
	return 1;
}
__setup("tsc=", tsc_setup);

/**
 * sched_clock() - nanoseconds since early boot, by the TSC
 *
 * Context: any, NMI included.
 * Return: the time; 0 before tsc_early_init().
 */
unsigned long long notrace sched_clock(void)
{
	const struct cyc2ns_data *d = &cyc2ns[READ_ONCE(cyc2ns_index)];

	return d->base_ns + (u64)(((unsigned __int128)
		(rdtsc() - d->base_cycles) * d->mult) >> d->shift);
}

static void set_cyc2ns(struct cyc2ns_data *d, u64 cycles, u64 ns)
{
	d->base_cycles = cycles;
	d->base_ns = ns;
	clocks_calc_mult_shift(&d->mult, &d->shift, tsc_khz, NSEC_PER_MSEC, 0);
}

/* What CPUID knows.  Return: kHz, or 0. */
static unsigned int __init cpuid_tsc_khz(void)
{
	unsigned int eax, ebx, ecx, edx;

	if (boot_cpu_has(X86_FEATURE_HYPERVISOR) &&
	    cpuid_eax(HYPERVISOR_CPUID_BASE) >= HYPERVISOR_CPUID_TIMING) {
		eax = cpuid_eax(HYPERVISOR_CPUID_TIMING);
		if (eax)
			return eax;
	}
	if (boot_cpu_data.x86_vendor != X86_VENDOR_INTEL)
		return 0;
	if (boot_cpu_data.cpuid_level >= 0x15) {
		cpuid(0x15, &eax, &ebx, &ecx, &edx);
		if (eax && ebx && ecx)
			return (u64)ecx * ebx / eax / 1000;
	}
	if (boot_cpu_data.cpuid_level >= 0x16)
		return (cpuid_eax(0x16) & 0xffff) * 1000;
	return 0;
}

/**
 * tsc_read_reference() - the TSC at the moment of a reading elsewhere
 * @read: reads the other counter
 * @ref: gets its value
 *
 * An interruption (of the host, too) between the two would spoil it: the
 * tightest of some tries is taken.
 *
 * Return: the TSC.
 */
u64 tsc_read_reference(u32 (*read)(void), u32 *ref)
{
	u64 best = ~0ULL, at = 0;
	int i;

	for (i = 0; i < REFERENCE_TRIES; i++) {
		u64 before = rdtsc_ordered();
		u32 value = read();
		u64 after = rdtsc_ordered();

		if (after - before < best) {
			best = after - before;
			at = before + best / 2;
			*ref = value;
		}
	}
	return at;
}

static unsigned int __init pmtimer_calibrate(void)
{
	u32 start, now, ticks;
	u64 tsc1, tsc2, limit;

	if (!pmtmr_ioport)
		return 0;
	tsc1 = tsc_read_reference(acpi_pm_read_early, &start);
	/* A timer that stands still: no TSC does 2^34 in 5 ms. */
	limit = tsc1 + (1ULL << 34);
	do {
		now = acpi_pm_read_early();
		if (rdtsc() > limit)
			return 0;
		cpu_relax();
	} while (((now - start) & ACPI_PM_MASK) < PMTMR_CAL_TICKS);
	tsc2 = tsc_read_reference(acpi_pm_read_early, &now);
	ticks = (now - start) & ACPI_PM_MASK;
	return (tsc2 - tsc1) * PMTMR_TICKS_PER_SEC / ticks / 1000;
}

/* Channel 2 counts down once, behind the speaker's gate; no interrupt. */
static unsigned int __init pit_calibrate(void)
{
	u64 tsc1, tsc2;
	unsigned int loops = 0;

	outb((inb(0x61) & ~0x02) | 0x01, 0x61);
	outb(0xb0, 0x43);
	outb(PIT_CAL_LATCH & 0xff, 0x42);
	outb(PIT_CAL_LATCH >> 8, 0x42);
	tsc1 = rdtsc_ordered();
	while (!(inb(0x61) & 0x20)) {
		if (++loops > 100000000)
			return 0;
	}
	tsc2 = rdtsc_ordered();
	if (loops < 100)
		return 0;		/* there is no PIT */
	return (tsc2 - tsc1) / PIT_CAL_MS;
}

/**
 * tsc_early_init() - find the rate
 *
 * Context: setup_arch(), after acpi_boot_init(); interrupts off.
 */
void __init tsc_early_init(void)
{
	u64 start = rdtsc();

	tsc_khz = cpuid_tsc_khz();
	tsc_known_freq = tsc_khz;
	if (!tsc_khz)
		tsc_khz = pmtimer_calibrate();
	if (!tsc_khz)
		tsc_khz = pit_calibrate();
	if (!tsc_khz) {
		pr_err("cannot find out the rate, taking 1 GHz\n");
		tsc_khz = 1000000;
	}
	set_cyc2ns(&cyc2ns[0], start, 0);
	clocks_calc_mult_shift(&clocksource_tsc.mult, &clocksource_tsc.shift,
			       tsc_khz, NSEC_PER_MSEC, 0);
	boot_cpu_data.loops_per_jiffy = (u64)tsc_khz * 1000 / HZ;
	pr_info("Detected %u.%03u MHz processor\n", tsc_khz / 1000,
		tsc_khz % 1000);
	printk_clock = sched_clock;
}

/**
 * clocksource_default_clock() - what timekeeping starts with
 *
 * Return: the TSC.
 */
struct clocksource * __init clocksource_default_clock(void)
{
	return &clocksource_tsc;
}

/* The second measurement, a second long. */
static struct {
	u64	tsc;
	u32	ref;
	bool	started;
	bool	hpet;
} refine;

static u32 read_hpet(void)
{
	return hpet_readl(HPET_COUNTER);
}

static u64 read_refine_reference(u32 *ref)
{
	return tsc_read_reference(refine.hpet ? read_hpet :
				  acpi_pm_read_early, ref);
}

static void tsc_refine(unsigned int khz)
{
	u64 cycles, ns;

	if (abs((int)(khz - tsc_khz)) > tsc_khz / 100)
		return;			/* disturbed: 1 % is no error of ours */
	pr_info("Refined TSC clocksource calibration: %u.%03u MHz\n",
		khz / 1000, khz % 1000);
	tsc_khz = khz;
	cycles = rdtsc();
	ns = cyc2ns[0].base_ns + (u64)(((unsigned __int128)
		(cycles - cyc2ns[0].base_cycles) * cyc2ns[0].mult) >>
		cyc2ns[0].shift);
	set_cyc2ns(&cyc2ns[1], cycles, ns);
	smp_store_release(&cyc2ns_index, 1);
	clocksource_change_freq(&clocksource_tsc, khz);
}

static void tsc_refine_calibration_work(struct work_struct *work);
static DECLARE_DELAYED_WORK(tsc_refine_work, tsc_refine_calibration_work);

static void tsc_refine_calibration_work(struct work_struct *work)
{
	unsigned long flags;
	u64 tsc, ref_ps;
	u32 ref;

	local_irq_save(flags);
	tsc = read_refine_reference(&ref);
	local_irq_restore(flags);
	if (!refine.started) {
		refine.tsc = tsc;
		refine.ref = ref;
		refine.started = true;
		schedule_delayed_work(&tsc_refine_work, HZ);
		return;
	}
	if (refine.hpet)
		ref_ps = (u64)(ref - refine.ref) * hpet_period_fs() / 1000;
	else
		ref_ps = (u64)((ref - refine.ref) & ACPI_PM_MASK) *
			 1000000000000ULL / PMTMR_TICKS_PER_SEC;
	/* Narrow counters: what took long (late work) cannot be told. */
	if (!ref_ps || tsc - refine.tsc > 2ULL * tsc_khz * 1000)
		return;
	tsc_refine((tsc - refine.tsc) * 1000000000ULL / ref_ps);
}

static int __init start_refinement(void)
{
	if (tsc_known_freq || (clocksource_tsc.flags & CLOCK_SOURCE_UNSTABLE))
		return 0;
	refine.hpet = is_hpet_enabled();
	if (refine.hpet || pmtmr_ioport)
		schedule_delayed_work(&tsc_refine_work, 0);
	return 0;
}
device_initcall(start_refinement);

/**
 * tsc_init() - offer the TSC as a clock
 *
 * Context: time_init().
 */
void __init tsc_init(void)
{
	clocksource_register_khz(&clocksource_tsc, tsc_khz);
}

/**
 * mark_tsc_unstable() - tell the time by something else
 * @reason: for the log
 *
 * Context: process context.
 */
void mark_tsc_unstable(const char *reason)
{
	pr_warn("Marking TSC unstable due to %s\n", reason);
	clocksource_mark_unstable(&clocksource_tsc);
}

/* At least so many TSC cycles. */
static void delay_cycles(u64 cycles)
{
	u64 start = rdtsc();

	while (rdtsc() - start < cycles)
		cpu_relax();
}

/**
 * udelay() - spin
 * @usecs: at least so long
 *
 * Context: any.  Before tsc_early_init() a port write stands for 1 us.
 */
void udelay(unsigned long usecs)
{
	if (unlikely(!tsc_khz)) {
		while (usecs--)
			io_delay();
		return;
	}
	delay_cycles((u64)usecs * tsc_khz / 1000 + 1);
}

/**
 * mdelay() - spin for long; msleep() is better where it is possible
 * @msecs: at least so long
 *
 * Context: any.
 */
void mdelay(unsigned long msecs)
{
	while (msecs--)
		udelay(1000);
}
