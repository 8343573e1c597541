// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/clockevents.c - telling a device when to interrupt
 *
 * Data       tick_cpu_device (per CPU): this CPU's device.
 * I1         A device is programmed for next_event, or earlier (if that is
 *            farther away than it can count), or not at all (KTIME_MAX).
 * Locking    own CPU, interrupts off.
 * Entry      clockevents_config_and_register() tick_program_event()
 * Mirrors:   Linux 4.x kernel/time/clockevents.c, tick-oneshot.c.
 * Simpler than Linux in: one device per CPU, for good; one-shot mode only.
 */
#include <linux/clockchips.h>

#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/percpu.h>

#include "tick-internal.h"

static DEFINE_PER_CPU(struct clock_event_device *, tick_cpu_device);

/* After the interrupt nothing is programmed. */
static void hrtimer_event_handler(struct clock_event_device *dev)
{
	dev->next_event = KTIME_MAX;
	hrtimer_interrupt();
}

static u64 ticks_to_ns(unsigned long ticks, u32 freq)
{
	return (u64)ticks * NSEC_PER_SEC / freq;
}

/**
 * clockevents_config_and_register() - here is this CPU's timer
 * @dev: name and functions are set
 * @freq: its ticks per second
 * @min_delta: ticks it needs at least to see an event coming
 * @max_delta: ticks it can count
 *
 * Timers and the tick run from here on.
 *
 * Context: the CPU itself, interrupts off.
 */
void clockevents_config_and_register(struct clock_event_device *dev, u32 freq,
				     unsigned long min_delta,
				     unsigned long max_delta)
{
	dev->shift = 32;
	dev->mult = ((u64)freq << 32) / NSEC_PER_SEC;
	dev->min_delta_ns = ticks_to_ns(min_delta, freq) + 1;
	dev->max_delta_ns = ticks_to_ns(max_delta, freq);
	dev->next_event = KTIME_MAX;
	dev->event_handler = hrtimer_event_handler;
	dev->set_state_oneshot(dev);
	this_cpu_write(tick_cpu_device, dev);
	hrtimers_start_cpu();
	tick_setup_sched_timer();
}

/**
 * clockevents_program_event() - interrupt at this time
 * @dev: this CPU's device
 * @expires: monotonic time; KTIME_MAX: no need to interrupt
 * @force: when it is too late, interrupt as soon as possible
 *
 * Context: own CPU, interrupts off.
 * Return: 0, or -ETIME when @expires has passed (and not @force).
 */
int clockevents_program_event(struct clock_event_device *dev, ktime_t expires,
			      bool force)
{
	s64 delta;

	dev->next_event = expires;
	if (expires == KTIME_MAX)
		return 0;		/* an old event may come: no harm */
	delta = expires - ktime_get();
	if (delta <= 0 && !force)
		return -ETIME;
	delta = clamp_t(s64, delta, dev->min_delta_ns, dev->max_delta_ns);
	/* Rounded up: an early interrupt would find nothing to do. */
	return dev->set_next_event((((unsigned __int128)delta * dev->mult) >>
				    dev->shift) + 1, dev);
}

/**
 * tick_program_event() - let this CPU's device interrupt at a time
 * @expires: monotonic time
 * @force: when it is too late, interrupt as soon as possible
 *
 * Context: interrupts off.
 * Return: as clockevents_program_event().
 */
int tick_program_event(ktime_t expires, bool force)
{
	return clockevents_program_event(this_cpu_read(tick_cpu_device),
					 expires, force);
}
