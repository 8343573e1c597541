/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/hpet.h - the high precision event timer, used as a counter only
 *
 * Source: IA-PC HPET specification 1.0a.
 */
#ifndef _ASM_X86_HPET_H
#define _ASM_X86_HPET_H

#include <linux/types.h>

#define HPET_MMAP_SIZE		1024

#define HPET_ID			0x000
#define HPET_PERIOD		0x004	/* femtoseconds a tick */
#define HPET_CFG		0x010
#define  HPET_CFG_ENABLE	0x001
#define  HPET_CFG_LEGACY	0x002	/* takes the PIT's and RTC's lines */
#define HPET_COUNTER		0x0f0

#define HPET_MAX_PERIOD		100000000UL	/* the specification's */
#define HPET_MIN_PERIOD		100000UL

extern phys_addr_t hpet_address;	/* 0: none; set by the ACPI code */

int hpet_enable(void);
bool is_hpet_enabled(void);
u32 hpet_readl(unsigned int reg);
u64 hpet_period_fs(void);

#endif /* _ASM_X86_HPET_H */
