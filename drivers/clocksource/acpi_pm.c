// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/clocksource/acpi_pm.c - the ACPI power management timer
 *
 * 3.58 MHz, 24 bits, behind an I/O port: slow to read, wraps every 4.7 s,
 * but always there and always right.
 *
 * Entry      acpi_pm_read_early() acpi_pm_register()
 * Mirrors:   Linux 4.x drivers/clocksource/acpi_pm.c.
 * Simpler than Linux in: no chips with a timer that must be read thrice.
 */
#include <linux/acpi.h>
#include <linux/clocksource.h>
#include <linux/init.h>

#include <asm/io.h>
#include <asm/tsc.h>

/**
 * acpi_pm_read_early() - read the timer
 *
 * Context: any, if pmtmr_ioport is not 0.
 * Return: 24 bits.
 */
u32 acpi_pm_read_early(void)
{
	return inl(pmtmr_ioport) & ACPI_PM_MASK;
}

static u64 acpi_pm_read(struct clocksource *cs)
{
	return acpi_pm_read_early();
}

static struct clocksource clocksource_acpi_pm = {
	.name		= "acpi_pm",
	.rating		= 200,
	.read		= acpi_pm_read,
	.mask		= ACPI_PM_MASK,
	.flags		= CLOCK_SOURCE_IS_CONTINUOUS,
	.vclock_mode	= VCLOCK_NONE,
};

/**
 * acpi_pm_register() - offer the timer as a clock
 *
 * Context: time_init().
 */
void __init acpi_pm_register(void)
{
	if (pmtmr_ioport)
		clocksource_register_hz(&clocksource_acpi_pm,
					PMTMR_TICKS_PER_SEC);
}
