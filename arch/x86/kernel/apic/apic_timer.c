// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/apic/apic_timer.c - each CPU's own timer
 *
 * Two modes: TSC deadline, where the CPU compares the TSC with a register;
 * or counting down from a number at the bus clock divided by 16, whose rate
 * is measured against the TSC.  Both interrupt once.
 *
 * Data       lapic_events (per CPU): the clock event device.
 *            apic_timer_khz: rate of the count, 0 in TSC deadline mode.
 * I1         Only the own CPU, interrupts off, touches its timer.
 * Locking    none; apic_timer_khz is written at boot.
 * Entry      setup_boot_APIC_clock() setup_secondary_APIC_clock()
 * Mirrors:   Linux 4.x arch/x86/kernel/apic/apic.c (its timer part).
 * Simpler than Linux in: no periodic mode, no broadcast timer: HLT does not
 *            stop the APIC timer.
 */
#define pr_fmt(fmt) "APIC: " fmt

#include <linux/clockchips.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/cpufeature.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/tsc.h>

#define CALIBRATE_US		2000
#define TSC_DIVISOR		8	/* so that a 32-bit rate holds it */
#define MIN_TICKS		0xf

static DEFINE_PER_CPU(struct clock_event_device, lapic_events);
static u32 apic_timer_khz;

static int lapic_next_event(unsigned long delta,
			    struct clock_event_device *evt)
{
	apic_write(APIC_TMICT, delta);
	return 0;
}

static int lapic_next_deadline(unsigned long delta,
			       struct clock_event_device *evt)
{
	wrmsrl(MSR_IA32_TSC_DEADLINE, rdtsc() + (u64)delta * TSC_DIVISOR);
	return 0;
}

static int lapic_timer_shutdown(struct clock_event_device *evt)
{
	apic_write(APIC_LVTT, APIC_LVT_MASKED | LOCAL_TIMER_VECTOR);
	apic_write(APIC_TMICT, 0);
	return 0;
}

static int lapic_timer_set_oneshot(struct clock_event_device *evt)
{
	apic_write(APIC_TDCR, APIC_TDR_DIV_16);
	apic_write(APIC_LVTT, APIC_LVT_TIMER_ONESHOT | LOCAL_TIMER_VECTOR);
	return 0;
}

static int lapic_timer_set_deadline(struct clock_event_device *evt)
{
	apic_write(APIC_LVTT, APIC_LVT_TIMER_TSCDEADLINE | LOCAL_TIMER_VECTOR);
	/* The mode must be in force before the deadline MSR is written. */
	asm volatile("mfence" : : : "memory");
	return 0;
}

static const struct clock_event_device lapic_clockevent = {
	.name			= "lapic",
	.features		= CLOCK_EVT_FEAT_ONESHOT,
	.set_next_event		= lapic_next_event,
	.set_state_oneshot	= lapic_timer_set_oneshot,
	.set_state_shutdown	= lapic_timer_shutdown,
	.rating			= 100,
};

static const struct clock_event_device lapic_deadline = {
	.name			= "lapic-deadline",
	.features		= CLOCK_EVT_FEAT_ONESHOT,
	.set_next_event		= lapic_next_deadline,
	.set_state_oneshot	= lapic_timer_set_deadline,
	.set_state_shutdown	= lapic_timer_shutdown,
	.rating			= 150,
};

static void local_apic_timer_interrupt(struct pt_regs *regs)
{
	struct clock_event_device *evt = this_cpu_ptr(&lapic_events);

	entering_ack_irq();
	inc_irq_stat(apic_timer_irqs);
	if (likely(evt->event_handler))
		evt->event_handler(evt);
	exiting_irq();
}

static u32 read_current_count(void)
{
	return apic_read(APIC_TMCCT);
}

/* Let it count down, masked, and look how far it comes. */
static u32 __init calibrate_APIC_clock(void)
{
	u32 count1, count2;
	u64 tsc1, tsc2;

	apic_write(APIC_TDCR, APIC_TDR_DIV_16);
	apic_write(APIC_LVTT, APIC_LVT_MASKED | LOCAL_TIMER_VECTOR);
	apic_write(APIC_TMICT, ~0U);
	tsc1 = tsc_read_reference(read_current_count, &count1);
	while (rdtsc() - tsc1 < (u64)tsc_khz * CALIBRATE_US / 1000)
		cpu_relax();
	tsc2 = tsc_read_reference(read_current_count, &count2);
	apic_write(APIC_TMICT, 0);
	return (u64)(count1 - count2) * tsc_khz / (tsc2 - tsc1);
}

static void setup_APIC_timer(void)
{
	struct clock_event_device *evt = this_cpu_ptr(&lapic_events);

	if (!apic_timer_khz) {
		*evt = lapic_deadline;
		evt->cpumask = cpumask_of(smp_processor_id());
		clockevents_config_and_register(evt,
						tsc_khz * (1000 / TSC_DIVISOR),
						MIN_TICKS, ~0U);
	} else {
		*evt = lapic_clockevent;
		evt->cpumask = cpumask_of(smp_processor_id());
		clockevents_config_and_register(evt, apic_timer_khz * 1000,
						MIN_TICKS, 0x7fffffff);
	}
}

/**
 * setup_boot_APIC_clock() - the boot CPU's timer; ticks begin
 *
 * Context: time_init(), interrupts off.
 */
void __init setup_boot_APIC_clock(void)
{
	set_system_vector(LOCAL_TIMER_VECTOR, local_apic_timer_interrupt);
	if (boot_cpu_has(X86_FEATURE_TSC_DEADLINE_TIMER)) {
		pr_info("timer: TSC deadline\n");
	} else {
		apic_timer_khz = calibrate_APIC_clock();
		if (!apic_timer_khz)
			panic("APIC timer does not count");
		pr_info("timer: %u.%03u MHz\n", apic_timer_khz / 1000,
			apic_timer_khz % 1000);
	}
	setup_APIC_timer();
}

/**
 * setup_secondary_APIC_clock() - another CPU's timer
 *
 * Context: start_secondary(), interrupts off.
 */
void setup_secondary_APIC_clock(void)
{
	setup_APIC_timer();
}
