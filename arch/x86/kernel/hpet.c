// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/hpet.c - the HPET's main counter
 *
 * A second clock, to check and replace the TSC with.  Its comparators are
 * not used: each CPU's local APIC has a timer.
 *
 * Data       hpet_virt_address, hpet_period: set once at boot.
 * Entry      hpet_enable() hpet_readl() is_hpet_enabled() hpet_period_fs()
 * Mirrors:   Linux 4.x arch/x86/kernel/hpet.c.
 * Simpler than Linux in: no timer interrupts, no /dev/hpet.
 */
#define pr_fmt(fmt) "hpet: " fmt

#include <linux/clocksource.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/time64.h>

#include <asm/hpet.h>

phys_addr_t hpet_address;

static void __iomem *hpet_virt_address;
static u32 hpet_period;			/* fs */

/**
 * hpet_readl() - read a register
 * @reg: HPET_*
 *
 * Context: any, if is_hpet_enabled().
 * Return: its low 32 bits.
 */
u32 hpet_readl(unsigned int reg)
{
	return readl(hpet_virt_address + reg);
}

/**
 * is_hpet_enabled() - is there an HPET, and does it count?
 *
 * Return: the answer.
 */
bool is_hpet_enabled(void)
{
	return hpet_virt_address;
}

/**
 * hpet_period_fs() - length of a tick
 *
 * Return: femtoseconds.
 */
u64 hpet_period_fs(void)
{
	return hpet_period;
}

static u64 read_hpet(struct clocksource *cs)
{
	return hpet_readl(HPET_COUNTER);
}

static struct clocksource clocksource_hpet = {
	.name		= "hpet",
	.rating		= 250,
	.read		= read_hpet,
	.mask		= CLOCKSOURCE_MASK(32),
	.flags		= CLOCK_SOURCE_IS_CONTINUOUS |
			  CLOCK_SOURCE_VALID_FOR_HRES,
	.vclock_mode	= VCLOCK_NONE,
};

/**
 * hpet_enable() - let the counter run and offer it as a clock
 *
 * Context: time_init(), when ioremap() works.
 * Return: 0 or -ENODEV.
 */
int __init hpet_enable(void)
{
	if (!hpet_address)
		return -ENODEV;
	hpet_virt_address = ioremap(hpet_address, HPET_MMAP_SIZE);
	if (!hpet_virt_address)
		return -ENODEV;
	hpet_period = hpet_readl(HPET_PERIOD);
	if (hpet_readl(HPET_ID) == ~0U || hpet_period < HPET_MIN_PERIOD ||
	    hpet_period > HPET_MAX_PERIOD) {
		pr_warn("nothing usable at %#llx\n", (u64)hpet_address);
		iounmap(hpet_virt_address);
		hpet_virt_address = NULL;
		return -ENODEV;
	}
	writel((hpet_readl(HPET_CFG) | HPET_CFG_ENABLE) & ~HPET_CFG_LEGACY,
	       hpet_virt_address + HPET_CFG);
	clocksource_register_hz(&clocksource_hpet,
				FSEC_PER_SEC / hpet_period);
	return 0;
}
