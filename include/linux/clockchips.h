/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/clockchips.h - a device that interrupts once, at a time we choose
 *
 * One per CPU: the local APIC's timer.  Only the own CPU, with interrupts
 * off, touches its device.
 *
 * Mirrors: Linux 4.x include/linux/clockchips.h (one-shot mode only).
 */
#ifndef _LINUX_CLOCKCHIPS_H
#define _LINUX_CLOCKCHIPS_H

#include <linux/cpumask.h>
#include <linux/ktime.h>

#define CLOCK_EVT_FEAT_ONESHOT	0x000002

struct clock_event_device {
	void		(*event_handler)(struct clock_event_device *dev);
	int		(*set_next_event)(unsigned long evt,
					  struct clock_event_device *dev);
	int		(*set_state_oneshot)(struct clock_event_device *dev);
	int		(*set_state_shutdown)(struct clock_event_device *dev);
	ktime_t		next_event;	/* monotonic; KTIME_MAX: none */
	u64		max_delta_ns;
	u64		min_delta_ns;
	u32		mult;		/* ns to device ticks */
	u32		shift;
	unsigned int	features;	/* CLOCK_EVT_FEAT_* */
	const char	*name;
	int		rating;
	int		irq;
	const struct cpumask *cpumask;
};

void clockevents_config_and_register(struct clock_event_device *dev, u32 freq,
				     unsigned long min_delta,
				     unsigned long max_delta);
int clockevents_program_event(struct clock_event_device *dev, ktime_t expires,
			      bool force);

#endif /* _LINUX_CLOCKCHIPS_H */
