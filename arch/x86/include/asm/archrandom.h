/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/archrandom.h - random numbers from the CPU
 *
 * RDRAND and RDSEED may have nothing just now: the carry flag says.
 * Mirrors: Linux 4.x arch/x86/include/asm/archrandom.h
 */
#ifndef _ASM_X86_ARCHRANDOM_H
#define _ASM_X86_ARCHRANDOM_H

#include <linux/types.h>

#include <asm/cpufeature.h>

#define RDRAND_RETRY_LOOPS	10

static inline bool rdrand_long(unsigned long *v)
{
	int retry = RDRAND_RETRY_LOOPS;
	bool ok;

	do {
		__asm__ __volatile__("rdrand %0; setc %1"
				     : "=r" (*v), "=qm" (ok) : : "cc");
	} while (!ok && --retry);
	return ok;
}

static inline bool rdseed_long(unsigned long *v)
{
	bool ok;

	__asm__ __volatile__("rdseed %0; setc %1"
			     : "=r" (*v), "=qm" (ok) : : "cc");
	return ok;
}

static inline bool arch_get_random_long(unsigned long *v)
{
	return boot_cpu_has(X86_FEATURE_RDRAND) && rdrand_long(v);
}

static inline bool arch_get_random_seed_long(unsigned long *v)
{
	return boot_cpu_has(X86_FEATURE_RDSEED) && rdseed_long(v);
}

#endif /* _ASM_X86_ARCHRANDOM_H */
