/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/timex.h - adjusting the clock's rate, and the CPU's cycle counter
 *
 * Mirrors: Linux 4.x include/linux/timex.h.
 */
#ifndef _LINUX_TIMEX_H
#define _LINUX_TIMEX_H

#include <uapi/linux/timex.h>

#include <linux/param.h>
#include <linux/types.h>

#include <asm/timex.h>

#define ADJ_ADJTIME		0x8000	/* switch between adjtime/adjtimex */
#define ADJ_OFFSET_READONLY	0x2000	/* read-only adjtime */

#define NTP_SCALE_SHIFT		32
#define PPM_SCALE_INV_SHIFT	19
#define SHIFT_USEC		16	/* frequency: ppm with 16-bit fraction */
#define MAXFREQ			500000	/* ns/s */
#define MAXFREQ_PPM		500
#define MAXTC			10
#define NTP_PHASE_LIMIT		(16000000L << 5)	/* us */

int do_adjtimex(struct __kernel_timex *txc);

#endif /* _LINUX_TIMEX_H */
