// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/timer_test.c - kernel/time/: clocks, wheel, hrtimers, tick
 *
 * Lower bounds only: how late something runs is the host's affair.
 */
#include "threads.h"

#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/smp.h>
#include <linux/tick.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>

static void dates_are_seconds(struct kunit *test)
{
	static const struct {
		time64_t	secs;
		unsigned int	year, mon, mday;
	} days[] = {
		{ 0, 1970, 1, 1 },
		{ 951782400, 2000, 2, 29 },
		{ 951868800, 2000, 3, 1 },
		{ 4107542400LL, 2100, 3, 1 },	/* no leap year */
		{ 253402214400LL, 9999, 12, 31 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(days); i++)
		KUNIT_EXPECT_EQ(test, mktime64(days[i].year, days[i].mon,
					       days[i].mday, 23, 59, 58),
				days[i].secs + 86398);
}

static void timespecs_are_normal(struct kunit *test)
{
	struct timespec64 ts;

	set_normalized_timespec64(&ts, 5, -1);
	KUNIT_EXPECT_EQ(test, ts.tv_sec, 4LL);
	KUNIT_EXPECT_EQ(test, ts.tv_nsec, 999999999L);
	set_normalized_timespec64(&ts, 0, 3 * NSEC_PER_SEC + 7);
	KUNIT_EXPECT_EQ(test, ts.tv_sec, 3LL);
	KUNIT_EXPECT_EQ(test, ts.tv_nsec, 7L);
	ts = ns_to_timespec64(-1);
	KUNIT_EXPECT_EQ(test, ts.tv_sec, -1LL);
	KUNIT_EXPECT_EQ(test, ts.tv_nsec, 999999999L);
	ts.tv_sec = TIME64_MAX;
	KUNIT_EXPECT_EQ(test, timespec64_to_ns(&ts), (s64)KTIME_MAX);
	KUNIT_EXPECT_EQ(test, ktime_add_safe(KTIME_MAX, 1), (s64)KTIME_MAX);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(1), 1UL);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(1000), (unsigned long)HZ);
}

static void factors_are_exact(struct kunit *test)
{
	static const u32 khz[] = { 3579, 100000, 1000000, 2596139, 4200000 };
	u32 mult, shift, i;
	s64 ns, want;

	for (i = 0; i < ARRAY_SIZE(khz); i++) {
		clocks_calc_mult_shift(&mult, &shift, khz[i], NSEC_PER_MSEC, 0);
		ns = clocksource_cyc2ns((u64)khz[i] * 1000 * 3600, mult, shift);
		want = 3600 * NSEC_PER_SEC;
		/* An hour is told to a few microseconds. */
		KUNIT_EXPECT_LT(test, abs(ns - want), 5000LL);
	}
	KUNIT_EXPECT_EQ(test, clocksource_delta(5, 10, ~0ULL), 0ULL);
	KUNIT_EXPECT_EQ(test, clocksource_delta(5, 0xfffffff0, 0xffffffff),
			21ULL);
}

static void read_clocks(void *data, int id)
{
	struct kunit *test = data;
	ktime_t last = 0, now;
	int i, back = 0;

	for (i = 0; i < 5000; i++) {
		now = ktime_get();
		back += now < last;
		last = now;
		if (i % 500 == 0)
			cond_resched();
	}
	KUNIT_EXPECT_EQ(test, back, 0);
}

static void clocks_agree(struct kunit *test)
{
	ktime_t a;
	s64 diff;

	a = ktime_get();
	KUNIT_EXPECT_LE(test, a, (ktime_t)ktime_get_mono_fast_ns());
	KUNIT_EXPECT_LE(test, ktime_get_coarse(), ktime_get());
	/* jiffies follows the clock: within a tick, seen from an interrupt-
	 * free moment after one. */
	schedule_timeout_uninterruptible(1);
	diff = (s64)(jiffies - INITIAL_JIFFIES) - ktime_get() / TICK_NSEC;
	KUNIT_EXPECT_LE(test, diff, 0LL);
	KUNIT_EXPECT_GE(test, diff, -50LL);
	run_threads(test, 4, read_clocks, test);
}

struct wheel_timer {
	struct timer_list	timer;
	unsigned long		fired;
	int			count;
};

static void wheel_fn(struct timer_list *t)
{
	struct wheel_timer *w = from_timer(w, t, timer);

	w->fired = jiffies;
	w->count++;
}

static void timers_are_not_early(struct kunit *test)
{
	static const unsigned int delta[] = { 0, 1, 2, 7, 40, 63, 64, 65, 100,
					      130 };
	static struct wheel_timer w[ARRAY_SIZE(delta)];
	unsigned long start = jiffies;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(delta); i++) {
		timer_setup(&w[i].timer, wheel_fn, 0);
		w[i].count = 0;
		KUNIT_EXPECT_EQ(test, mod_timer(&w[i].timer,
						start + delta[i]), 0);
	}
	/* Two buckets of the second level cover the last ones. */
	schedule_timeout_uninterruptible(150);
	for (i = 0; i < ARRAY_SIZE(delta); i++) {
		KUNIT_EXPECT_EQ(test, w[i].count, 1);
		KUNIT_EXPECT_GE(test, w[i].fired - start,
				(unsigned long)delta[i]);
		KUNIT_EXPECT_FALSE(test, timer_pending(&w[i].timer));
	}
}

static void timers_can_be_taken_back(struct kunit *test)
{
	static struct wheel_timer w;

	w.count = 0;
	timer_setup(&w.timer, wheel_fn, 0);
	KUNIT_EXPECT_EQ(test, del_timer(&w.timer), 0);
	mod_timer(&w.timer, jiffies + 2);
	KUNIT_EXPECT_TRUE(test, timer_pending(&w.timer));
	KUNIT_EXPECT_EQ(test, mod_timer(&w.timer, jiffies + 3), 1);
	KUNIT_EXPECT_EQ(test, del_timer_sync(&w.timer), 1);
	schedule_timeout_uninterruptible(8);
	KUNIT_EXPECT_EQ(test, w.count, 0);
	/* From an outer level to the innermost. */
	mod_timer(&w.timer, jiffies + 100000);
	KUNIT_EXPECT_EQ(test, mod_timer(&w.timer, jiffies + 1), 1);
	schedule_timeout_uninterruptible(8);
	KUNIT_EXPECT_EQ(test, w.count, 1);
}

static void timer_goes_to_its_cpu(struct kunit *test)
{
	static struct wheel_timer w;
	int cpu;

	for_each_online_cpu(cpu) {
		w.count = 0;
		timer_setup(&w.timer, wheel_fn, TIMER_PINNED);
		w.timer.expires = jiffies + 1;
		add_timer_on(&w.timer, cpu);
		KUNIT_EXPECT_EQ(test, w.timer.flags & TIMER_CPUMASK, (u32)cpu);
		/* The target may sleep without a tick: it must be woken. */
		schedule_timeout_uninterruptible(10);
		KUNIT_EXPECT_EQ(test, w.count, 1);
	}
}

static void rearm_fn(struct timer_list *t)
{
	struct wheel_timer *w = from_timer(w, t, timer);

	w->count++;
	mod_timer(&w->timer, jiffies + 1);
}

static void sync_beats_rearming(struct kunit *test)
{
	static struct wheel_timer w;
	int i, seen;

	timer_setup(&w.timer, rearm_fn, 0);
	for (i = 0; i < 5; i++) {
		mod_timer(&w.timer, jiffies + 1);
		schedule_timeout_uninterruptible(3);
		del_timer_sync(&w.timer);
		KUNIT_EXPECT_FALSE(test, timer_pending(&w.timer));
		seen = w.count;
		schedule_timeout_uninterruptible(3);
		KUNIT_EXPECT_EQ(test, w.count, seen);
	}
	KUNIT_EXPECT_GT(test, w.count, 0);
}

struct hr_timer {
	struct hrtimer	timer;
	ktime_t		fired;
	int		left;
	int		order;
};

static atomic_t hr_order;

static enum hrtimer_restart hr_fn(struct hrtimer *timer)
{
	struct hr_timer *h = container_of(timer, struct hr_timer, timer);

	h->fired = ktime_get();
	h->order = atomic_inc_return(&hr_order);
	if (--h->left <= 0)
		return HRTIMER_NORESTART;
	hrtimer_forward_now(timer, 500 * NSEC_PER_USEC);
	return HRTIMER_RESTART;
}

static void hr_setup(struct hr_timer *h, clockid_t clock, int times)
{
	memset(h, 0, sizeof(*h));
	hrtimer_init(&h->timer, clock, HRTIMER_MODE_REL);
	h->timer.function = hr_fn;
	h->left = times;
}

static void hrtimers_fire_in_order(struct kunit *test)
{
	static struct hr_timer h[3];
	ktime_t start = ktime_get();

	atomic_set(&hr_order, 0);
	hr_setup(&h[0], CLOCK_MONOTONIC, 1);
	hr_setup(&h[1], CLOCK_BOOTTIME, 1);
	hr_setup(&h[2], CLOCK_MONOTONIC, 1);
	hrtimer_start(&h[0].timer, 9 * NSEC_PER_MSEC, HRTIMER_MODE_REL);
	hrtimer_start(&h[1].timer, 6 * NSEC_PER_MSEC, HRTIMER_MODE_REL);
	hrtimer_start(&h[2].timer, 3 * NSEC_PER_MSEC, HRTIMER_MODE_REL);
	msleep(30);
	KUNIT_EXPECT_EQ(test, h[2].order, 1);
	KUNIT_EXPECT_GE(test, h[2].fired - start, 3 * NSEC_PER_MSEC);
	KUNIT_EXPECT_GE(test, h[1].fired - start, 6 * NSEC_PER_MSEC);
	KUNIT_EXPECT_GE(test, h[0].fired - start, 9 * NSEC_PER_MSEC);
	KUNIT_EXPECT_FALSE(test, hrtimer_active(&h[0].timer));
}

static void hrtimer_restarts(struct kunit *test)
{
	static struct hr_timer h;

	hr_setup(&h, CLOCK_MONOTONIC, 10);
	hrtimer_start(&h.timer, NSEC_PER_MSEC, HRTIMER_MODE_REL);
	msleep(40);
	KUNIT_EXPECT_EQ(test, h.left, 0);
	/* A cancelled one does not, and says that it was queued. */
	hr_setup(&h, CLOCK_MONOTONIC, 1);
	hrtimer_start(&h.timer, 5 * NSEC_PER_MSEC, HRTIMER_MODE_REL);
	KUNIT_EXPECT_TRUE(test, hrtimer_active(&h.timer));
	KUNIT_EXPECT_GT(test, hrtimer_get_remaining(&h.timer), 0LL);
	KUNIT_EXPECT_EQ(test, hrtimer_cancel(&h.timer), 1);
	KUNIT_EXPECT_EQ(test, hrtimer_cancel(&h.timer), 0);
	msleep(12);
	KUNIT_EXPECT_EQ(test, h.left, 1);
	/* Later first, then earlier: the device must be set anew. */
	hrtimer_start(&h.timer, 5 * NSEC_PER_SEC, HRTIMER_MODE_REL);
	hrtimer_start(&h.timer, NSEC_PER_MSEC, HRTIMER_MODE_REL);
	msleep(12);
	KUNIT_EXPECT_EQ(test, h.left, 0);
}

static void hrtimer_storm(void *data, int id)
{
	struct hr_timer h;
	int i;

	hr_setup(&h, CLOCK_MONOTONIC, 1);
	for (i = 0; i < 300; i++) {
		h.left = 1;
		hrtimer_start(&h.timer, 1000 * (i % 40), HRTIMER_MODE_REL);
		if (i & 1)
			hrtimer_cancel(&h.timer);
		else if (i % 20 == 0)
			schedule_timeout_uninterruptible(1);
		cond_resched();
	}
	hrtimer_cancel(&h.timer);
}

static void cancel_races_with_firing(struct kunit *test)
{
	run_threads(test, 4, hrtimer_storm, NULL);
	KUNIT_SUCCEED(test);
}

static void sleeps_are_long_enough(struct kunit *test)
{
	static const unsigned int us[] = { 1, 100, 1000, 5000 };
	ktime_t start, expires;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(us); i++) {
		expires = us[i] * NSEC_PER_USEC;
		start = ktime_get();
		set_current_state(TASK_UNINTERRUPTIBLE);
		KUNIT_EXPECT_EQ(test, schedule_hrtimeout_range(&expires, 0,
						HRTIMER_MODE_REL), 0);
		KUNIT_EXPECT_GE(test, ktime_get() - start, expires);
	}
	start = ktime_get();
	msleep(7);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 7LL);
	udelay(50);
	start = ktime_get();
	udelay(200);
	KUNIT_EXPECT_GE(test, ktime_us_delta(ktime_get(), start), 199LL);

	KUNIT_EXPECT_EQ(test, schedule_timeout_uninterruptible(0), 0L);
}

/* Return: a CPU without a tick, or nr_cpu_ids. */
static unsigned int tickless_cpu(void)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		if (cpu != smp_processor_id() &&
		    tick_nohz_tick_stopped_cpu(cpu))
			return cpu;
	return nr_cpu_ids;
}

/* The others idle: they must go without ticks, and count idle time. */
static void idle_has_no_tick(struct kunit *test)
{
	struct kernel_cpustat before, after;
	unsigned int cpu = nr_cpu_ids, i;

	if (num_online_cpus() == 1)
		kunit_skip(test, "needs a CPU beside ours");
	for (i = 0; i < 20 && cpu == nr_cpu_ids; i++) {
		msleep(50);
		cpu = tickless_cpu();
	}
	KUNIT_ASSERT_LT(test, cpu, nr_cpu_ids);
	kcpustat_cpu_fetch(&before, cpu);
	msleep(50);
	kcpustat_cpu_fetch(&after, cpu);
	KUNIT_EXPECT_GT(test, after.cpustat[CPUTIME_IDLE] +
			after.cpustat[CPUTIME_IOWAIT],
			before.cpustat[CPUTIME_IDLE] +
			before.cpustat[CPUTIME_IOWAIT]);
}

static struct kunit_case timer_cases[] = {
	KUNIT_CASE(dates_are_seconds),
	KUNIT_CASE(timespecs_are_normal),
	KUNIT_CASE(factors_are_exact),
	KUNIT_CASE(clocks_agree),
	KUNIT_CASE(timers_are_not_early),
	KUNIT_CASE(timers_can_be_taken_back),
	KUNIT_CASE(timer_goes_to_its_cpu),
	KUNIT_CASE(sync_beats_rearming),
	KUNIT_CASE(hrtimers_fire_in_order),
	KUNIT_CASE(hrtimer_restarts),
	KUNIT_CASE(cancel_races_with_firing),
	KUNIT_CASE(sleeps_are_long_enough),
	KUNIT_CASE(idle_has_no_tick),
	{}
};

static struct kunit_suite timer_suite = {
	.name = "timer",
	.test_cases = timer_cases,
};
kunit_test_suite(timer_suite);
