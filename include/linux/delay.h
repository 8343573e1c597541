/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/delay.h - waiting: udelay() spins, msleep() sleeps
 *
 * Mirrors: Linux 4.x include/linux/delay.h.
 */
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H

#include <linux/kernel.h>

/* arch/x86/kernel/tsc.c: spin at least so long, any context. */
void udelay(unsigned long usecs);
void mdelay(unsigned long msecs);

/* kernel/time: sleep at least so long, process context. */
void msleep(unsigned int msecs);

static inline void ssleep(unsigned int seconds)
{
	msleep(seconds * 1000);
}

#endif /* _LINUX_DELAY_H */
