/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/bottom_half.h - keeping softirqs off this CPU
 *
 * local_bh_disable() nests.  The last local_bh_enable() runs what softirqs
 * were raised meanwhile, so it must not be called with interrupts off.
 *
 * Mirrors: Linux 4.x include/linux/bottom_half.h.
 */
#ifndef _LINUX_BOTTOM_HALF_H
#define _LINUX_BOTTOM_HALF_H

#include <linux/preempt.h>

void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);

static __always_inline void local_bh_disable(void)
{
	preempt_count_add(SOFTIRQ_DISABLE_OFFSET);
	barrier();
}

static inline void local_bh_enable(void)
{
	__local_bh_enable_ip((unsigned long)__builtin_return_address(0),
			     SOFTIRQ_DISABLE_OFFSET);
}

static inline void local_bh_enable_ip(unsigned long ip)
{
	__local_bh_enable_ip(ip, SOFTIRQ_DISABLE_OFFSET);
}

#endif /* _LINUX_BOTTOM_HALF_H */
