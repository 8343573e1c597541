// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/cpumask.c - constant sets of CPUs, and walking a set in a ring
 *
 * Mirrors: Linux 4.x lib/cpumask.c, kernel/cpu.c (cpu_bit_bitmap)
 */
#include <linux/cpumask.h>

/*
 * Row n + 1 has bit n of its first word set.  A mask of CPU 64 * w + n is the
 * row read from w words earlier: those words are zero.  See get_cpu_mask().
 */
#define MASK_1(n)	[(n) + 1][0] = 1UL << (n)
#define MASK_4(n)	MASK_1(n), MASK_1((n) + 1), MASK_1((n) + 2), MASK_1((n) + 3)
#define MASK_16(n)	MASK_4(n), MASK_4((n) + 4), MASK_4((n) + 8), MASK_4((n) + 12)

const unsigned long cpu_bit_bitmap[BITS_PER_LONG + 1]
				  [BITS_TO_LONGS(NR_CPUS)] = {
	MASK_16(0), MASK_16(16), MASK_16(32), MASK_16(48),
};

const struct cpumask cpu_all_bits = { .bits = { [0 ... BITS_TO_LONGS(NR_CPUS) - 1] = ~0UL } };

/**
 * cpumask_next_wrap() - next CPU of a walk that goes once around
 * @n: the CPU before, or @start - 1 at first
 * @mask: the set
 * @start: where the walk began
 * @wrap: whether the walk has moved since: at @start again it is over
 *
 * Context: any.
 * Return: the CPU, or nr_cpumask_bits at the end.
 */
unsigned int cpumask_next_wrap(int n, const struct cpumask *mask, int start,
			       bool wrap)
{
	unsigned int next = cpumask_next(n, mask);

	if (wrap && n < start && (int)next >= start)
		return nr_cpumask_bits;
	if (next < nr_cpumask_bits)
		return next;
	/* Past the end: go on from CPU 0, unless that has been done. */
	if (wrap && n < start)
		return nr_cpumask_bits;
	next = cpumask_first(mask);
	return (int)next < start ? next : nr_cpumask_bits;
}
