/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel/time/ntp_internal.h - between ntp.c and timekeeping.c */
#ifndef _KERNEL_TIME_NTP_INTERNAL_H
#define _KERNEL_TIME_NTP_INTERNAL_H

#include <linux/types.h>

/* An adjustment is in parts per billion, with this many bits of fraction. */
#define NTP_ADJ_SHIFT	8

/* ntp.c; timekeeper_lock held. */
s64 ntp_adjustment(void);
void ntp_second(void);
void ntp_clear(void);

/* timekeeping.c */
int timekeeping_adjust(int (*fn)(void *arg, s32 *tai), void *arg);

#endif /* _KERNEL_TIME_NTP_INTERNAL_H */
