/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/tsc.h - the time stamp counter: its rate, and time by it
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/tsc.h.
 */
#ifndef _ASM_X86_TSC_H
#define _ASM_X86_TSC_H

#include <linux/types.h>

#include <asm/msr.h>

typedef unsigned long long cycles_t;

extern unsigned int tsc_khz;		/* 0 until tsc_early_init() */

static inline cycles_t get_cycles(void)
{
	return rdtsc();
}

void tsc_early_init(void);		/* from setup_arch(), after ACPI */
void tsc_init(void);			/* from time_init() */
void mark_tsc_unstable(const char *reason);
u64 tsc_read_reference(u32 (*read)(void), u32 *ref);

/* arch/x86/kernel/tsc_sync.c: both sides at once, interrupts off. */
bool check_tsc_sync_source(int cpu);
void check_tsc_sync_target(void);

/* arch/x86/kernel/time.c */
void time_init(void);

/* drivers/clocksource/acpi_pm.c */
#define PMTMR_TICKS_PER_SEC	3579545
#define ACPI_PM_MASK		0xffffffU	/* 24 bits are sure */
u32 acpi_pm_read_early(void);
void acpi_pm_register(void);

#endif /* _ASM_X86_TSC_H */
