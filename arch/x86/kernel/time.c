// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/time.c - the clocks and timers of a PC, in order
 *
 * Entry      time_init()
 * Mirrors:   Linux 4.x arch/x86/kernel/time.c.
 */
#include <linux/init.h>

#include <asm/apic.h>
#include <asm/hpet.h>
#include <asm/tsc.h>

/**
 * time_init() - from here on time passes, and ticks come
 *
 * Context: start_kernel(), after timekeeping_init(); interrupts off.
 */
void __init time_init(void)
{
	tsc_init();
	hpet_enable();
	acpi_pm_register();
	setup_boot_APIC_clock();
}
