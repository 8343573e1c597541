// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/math.c - integer square root
 *
 * Mirrors: Linux 4.x lib/int_sqrt.c
 */
#include <linux/math.h>

#include <linux/bitops.h>

/**
 * int_sqrt() - square root, rounded down
 * @x: of what
 *
 * One result bit after the other, the highest first: @m is that bit squared,
 * @y what the bits so far contribute.
 *
 * Context: any.
 * Return: the root.
 */
unsigned long int_sqrt(unsigned long x)
{
	unsigned long y = 0;
	unsigned long m;

	if (x <= 1)
		return x;
	for (m = 1UL << ((fls64(x) - 1) & ~1); m; m >>= 2) {
		unsigned long b = y + m;

		y >>= 1;
		if (x >= b) {
			x -= b;
			y += m;
		}
	}
	return y;
}
