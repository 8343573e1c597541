// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/clocksource.c - the counters, and which one tells the time
 *
 * Data       clocksource_list, best rating first; curr_clocksource.
 * I1         curr_clocksource is the head of the list, and the timekeeper's.
 * Locking    clocksource_mutex; inside it the timekeeper's lock.
 * Entry      __clocksource_register_scale() clocksource_mark_unstable()
 *            clocksource_change_freq() clocks_calc_mult_shift()
 * Mirrors:   Linux 4.x kernel/time/clocksource.c.
 * Simpler than Linux in: no watchdog (the TSC is compared between CPUs when
 *            they start), no choice by sysfs or clocksource=.
 */
#include <linux/clocksource.h>

#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/time64.h>

static LIST_HEAD(clocksource_list);		/* clocksource_mutex */
static struct clocksource *curr_clocksource;	/* clocksource_mutex */
static DEFINE_MUTEX(clocksource_mutex);

/**
 * clocks_calc_mult_shift() - factors for to = (from * mult) >> shift
 * @mult: gets the factor
 * @shift: gets the shift
 * @from: frequency converted from
 * @to: frequency converted to
 * @maxsec: seconds that the product must hold in 64 bits; 0: the user
 *          multiplies in 128 bits, be as exact as 32 bits of mult can
 */
void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to,
			    u32 maxsec)
{
	u64 tmp = ((u64)maxsec * from) >> 32;
	u32 sft, sftacc = 32;

	for (; tmp; tmp >>= 1)
		sftacc--;
	for (sft = 32; sft > 0; sft--) {
		tmp = (((u64)to << sft) + from / 2) / from;
		if (!(tmp >> sftacc))
			break;
	}
	*mult = tmp;
	*shift = sft;
}

/* Context: clocksource_mutex held. */
static void clocksource_enqueue(struct clocksource *cs)
{
	struct list_head *pos = &clocksource_list;
	struct clocksource *tmp;

	list_for_each_entry(tmp, &clocksource_list, list) {
		if (tmp->rating < cs->rating)
			break;
		pos = &tmp->list;
	}
	list_add(&cs->list, pos);
}

/* Context: clocksource_mutex held. */
static void clocksource_select(void)
{
	struct clocksource *best;

	best = list_first_entry_or_null(&clocksource_list, struct clocksource,
					list);
	if (!best || best == curr_clocksource)
		return;
	timekeeping_notify(best);
	curr_clocksource = best;
	pr_info("clocksource: Switched to clocksource %s\n", best->name);
}

/**
 * __clocksource_register_scale() - make a counter known
 * @cs: name, rating, mask, read() and flags are set
 * @scale: unit of @freq in Hz
 * @freq: its frequency
 *
 * Use clocksource_register_hz() or clocksource_register_khz().
 *
 * Context: process context.
 * Return: 0.
 */
int __clocksource_register_scale(struct clocksource *cs, u32 scale, u32 freq)
{
	clocks_calc_mult_shift(&cs->mult, &cs->shift, freq,
			       NSEC_PER_SEC / scale, 0);
	pr_info("clocksource: %s: mask: 0x%llx, %u kHz\n", cs->name, cs->mask,
		scale == 1 ? freq / 1000 : freq);
	mutex_lock(&clocksource_mutex);
	clocksource_enqueue(cs);
	clocksource_select();
	mutex_unlock(&clocksource_mutex);
	return 0;
}

/**
 * clocksource_mark_unstable() - do not trust a counter any more
 * @cs: registered
 *
 * It stays known, as the last resort.
 *
 * Context: process context.
 */
void clocksource_mark_unstable(struct clocksource *cs)
{
	mutex_lock(&clocksource_mutex);
	if (!(cs->flags & CLOCK_SOURCE_UNSTABLE)) {
		cs->flags |= CLOCK_SOURCE_UNSTABLE;
		cs->rating = 0;
		list_del(&cs->list);
		clocksource_enqueue(cs);
		clocksource_select();
	}
	mutex_unlock(&clocksource_mutex);
}

/**
 * clocksource_change_freq() - the rate is known better now
 * @cs: registered
 * @khz: the rate
 *
 * Context: process context.
 */
void clocksource_change_freq(struct clocksource *cs, u32 khz)
{
	mutex_lock(&clocksource_mutex);
	clocks_calc_mult_shift(&cs->mult, &cs->shift, khz, NSEC_PER_MSEC, 0);
	if (cs == curr_clocksource)
		timekeeping_notify(cs);
	mutex_unlock(&clocksource_mutex);
}
