// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/hrtimer.c - timers to the nanosecond
 *
 * Data       hrtimer_bases (per CPU): four trees of timers, one for each
 *            clock that can be set or not, and expires_next, the monotonic
 *            time for which the CPU's device is programmed.
 * I1         A queued timer is in the tree of timer->base; a timer is started
 *            on the CPU that starts it, except while its callback runs
 *            elsewhere: then it stays there.
 * I2         Outside of hrtimer_interrupt(), expires_next is not later than
 *            any queued timer of the CPU.  It may be earlier: taking out the
 *            first timer does not reprogram the device, the interrupt will
 *            find nothing to do.  Most timeouts are cancelled, and writing
 *            to the device is the dear part.
 * I3         hrtimer_interrupt() computes expires_next after all callbacks,
 *            so whoever queues a timer on that CPU meanwhile need not.
 * Locking    cpu_base->lock, raw, interrupts off; callbacks run without it.
 *            timer->base == &migration_base: it is moving, try again.
 * Lifetime   the owner's: after hrtimer_cancel() the callback does not run
 *            any more, and the memory may go.
 * Entry      hrtimer_init() hrtimer_start_range_ns() hrtimer_cancel()
 *            hrtimer_forward() hrtimer_interrupt() clock_was_set()
 * Mirrors:   Linux 4.x kernel/time/hrtimer.c (its sleeping functions are in
 *            sleep_timeout.c).
 * Simpler than Linux in: always high resolution, no soft mode, no moving of
 *            timers away from idle CPUs.
 */
#include <linux/hrtimer.h>

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>

#include "tick-internal.h"

#define MAX_INTERRUPT_RETRIES	3
#define MAX_HANG_NS		(100 * NSEC_PER_MSEC)

unsigned int hrtimer_resolution = 1;

DEFINE_PER_CPU(struct hrtimer_cpu_base, hrtimer_bases);

/* Where a timer "is" between two bases.  Its lock is never taken. */
static struct hrtimer_cpu_base migration_cpu_base;
#define migration_base	migration_cpu_base.clock_base[0]

static int clockid_to_base(clockid_t clock_id)
{
	switch (clock_id) {
	case CLOCK_REALTIME:
		return HRTIMER_BASE_REALTIME;
	case CLOCK_BOOTTIME:
		return HRTIMER_BASE_BOOTTIME;
	case CLOCK_TAI:
		return HRTIMER_BASE_TAI;
	default:
		return HRTIMER_BASE_MONOTONIC;
	}
}

/* Return: timer->base, which stays so until its lock is dropped. */
static struct hrtimer_clock_base *lock_hrtimer_base(const struct hrtimer *timer,
						    unsigned long *flags)
{
	struct hrtimer_clock_base *base;

	for (;;) {
		base = READ_ONCE(timer->base);
		if (likely(base != &migration_base)) {
			raw_spin_lock_irqsave(&base->cpu_base->lock, *flags);
			if (likely(base == timer->base))
				return base;
			raw_spin_unlock_irqrestore(&base->cpu_base->lock,
						   *flags);
		}
		cpu_relax();
	}
}

static void unlock_hrtimer_base(const struct hrtimer *timer,
				unsigned long *flags)
{
	raw_spin_unlock_irqrestore(&timer->base->cpu_base->lock, *flags);
}

/* Bring a timer that is not queued to this CPU (I1).  Its base is locked. */
static struct hrtimer_clock_base *
switch_hrtimer_base(struct hrtimer *timer, struct hrtimer_clock_base *base)
{
	struct hrtimer_cpu_base *new_cpu_base = this_cpu_ptr(&hrtimer_bases);
	struct hrtimer_clock_base *new_base;

	new_base = &new_cpu_base->clock_base[base->index];
	if (base == new_base || base->running == timer)
		return base;
	WRITE_ONCE(timer->base, &migration_base);
	raw_spin_unlock(&base->cpu_base->lock);
	raw_spin_lock(&new_cpu_base->lock);
	WRITE_ONCE(timer->base, new_base);
	return new_base;
}

/* Return: true when @timer is the first of its base now. */
static bool enqueue_hrtimer(struct hrtimer *timer,
			    struct hrtimer_clock_base *base)
{
	base->cpu_base->active_bases |= 1 << base->index;
	WRITE_ONCE(timer->state, HRTIMER_STATE_ENQUEUED);
	return timerqueue_add(&base->active, &timer->node);
}

/* Return: true when it was queued. */
static bool remove_hrtimer(struct hrtimer *timer,
			   struct hrtimer_clock_base *base)
{
	if (!(timer->state & HRTIMER_STATE_ENQUEUED))
		return false;
	WRITE_ONCE(timer->state, HRTIMER_STATE_INACTIVE);
	if (!timerqueue_del(&base->active, &timer->node))
		base->cpu_base->active_bases &= ~(1 << base->index);
	return true;
}

/* Monotonic time of the first timer, KTIME_MAX when there is none. */
static ktime_t __hrtimer_get_next_event(struct hrtimer_cpu_base *cpu_base)
{
	unsigned int active = cpu_base->active_bases;
	ktime_t expires, next = KTIME_MAX;

	while (active) {
		struct hrtimer_clock_base *base;

		base = &cpu_base->clock_base[__builtin_ctz(active)];
		active &= active - 1;
		expires = base->active.next->expires - base->offset;
		next = min(next, expires);
	}
	/* The wall clock was set forward: long ago is now. */
	return max_t(ktime_t, next, 0);
}

/* @timer became the first of its base, on this CPU.  Keeps: I2. */
static void hrtimer_reprogram(struct hrtimer *timer,
			      struct hrtimer_clock_base *base)
{
	struct hrtimer_cpu_base *cpu_base = base->cpu_base;
	ktime_t expires = hrtimer_get_expires(timer) - base->offset;

	if (expires < 0)
		expires = 0;
	if (expires >= cpu_base->expires_next)
		return;
	/* I3; a base of another CPU is in its interrupt, too (I1). */
	if (cpu_base->in_hrtirq || !cpu_base->online ||
	    cpu_base != this_cpu_ptr(&hrtimer_bases))
		return;
	cpu_base->expires_next = expires;
	tick_program_event(expires, true);
}

/**
 * hrtimer_start_range_ns() - (re)start a timer on this CPU
 * @timer: set up; if it is queued, it is taken out first
 * @tim: earliest expiry, absolute or from now
 * @delta_ns: how much later will do
 * @mode: HRTIMER_MODE_*
 *
 * Context: any but NMI.
 */
void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 delta_ns,
			    const enum hrtimer_mode mode)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;

	base = lock_hrtimer_base(timer, &flags);
	remove_hrtimer(timer, base);
	if (mode & HRTIMER_MODE_REL)
		tim = ktime_add_safe(tim, base->get_time());
	hrtimer_set_expires_range_ns(timer, tim, delta_ns);
	base = switch_hrtimer_base(timer, base);
	if (enqueue_hrtimer(timer, base))
		hrtimer_reprogram(timer, base);
	unlock_hrtimer_base(timer, &flags);
}

/**
 * hrtimer_active() - is a timer queued, or its callback running?
 *
 * Context: any.
 * Return: the answer.
 */
bool hrtimer_active(const struct hrtimer *timer)
{
	struct hrtimer_clock_base *base;
	unsigned int seq;

	/* The callback may queue the timer again: never "neither" between. */
	do {
		base = READ_ONCE(timer->base);
		seq = raw_read_seqcount_begin(&base->seq);
		if (READ_ONCE(timer->state) != HRTIMER_STATE_INACTIVE ||
		    READ_ONCE(base->running) == timer)
			return true;
	} while (read_seqcount_retry(&base->seq, seq) ||
		 base != READ_ONCE(timer->base));
	return false;
}

/**
 * hrtimer_try_to_cancel() - take a timer out, without waiting
 *
 * Context: any but NMI.
 * Return: 1 it was queued, 0 it was not, -1 its callback is running.
 */
int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;
	int ret = -1;

	if (!hrtimer_active(timer))
		return 0;
	base = lock_hrtimer_base(timer, &flags);
	if (base->running != timer)
		ret = remove_hrtimer(timer, base);
	unlock_hrtimer_base(timer, &flags);
	return ret;
}

/**
 * hrtimer_cancel() - take a timer out; its callback does not run afterwards
 *
 * Context: any but NMI and the callback itself, and without a lock that the
 * callback takes.
 * Return: 1 it was queued, 0 it was not.
 */
int hrtimer_cancel(struct hrtimer *timer)
{
	int ret;

	while ((ret = hrtimer_try_to_cancel(timer)) < 0)
		cpu_relax();
	return ret;
}

/**
 * hrtimer_get_remaining() - time until expiry
 *
 * Context: any but NMI.
 * Return: the time; negative when it is overdue.
 */
ktime_t hrtimer_get_remaining(const struct hrtimer *timer)
{
	unsigned long flags;
	ktime_t rem;

	lock_hrtimer_base(timer, &flags);
	rem = hrtimer_expires_remaining(timer);
	unlock_hrtimer_base(timer, &flags);
	return rem;
}

/**
 * hrtimer_forward() - move the expiry beyond now, by whole intervals
 * @timer: not queued, or in its callback
 * @now: the time
 * @interval: not 0
 *
 * Context: the owner.
 * Return: number of intervals.
 */
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	ktime_t delta = now - hrtimer_get_expires(timer);
	u64 orun = 1;

	if (delta < 0)
		return 0;
	if (unlikely(delta >= interval)) {
		orun = ktime_divns(delta, interval);
		hrtimer_add_expires_ns(timer, interval * orun);
		if (hrtimer_get_expires(timer) > now)
			return orun;
		orun++;
	}
	hrtimer_add_expires(timer, interval);
	return orun;
}

/**
 * hrtimer_init() - set a timer up
 * @timer: its function is to be set by the caller
 * @which_clock: CLOCK_MONOTONIC, _REALTIME, _BOOTTIME or _TAI
 * @mode: relative timers do not follow when the wall clock is set
 *
 * Context: any.
 */
void hrtimer_init(struct hrtimer *timer, clockid_t which_clock,
		  enum hrtimer_mode mode)
{
	struct hrtimer_cpu_base *cpu_base = raw_cpu_ptr(&hrtimer_bases);

	memset(timer, 0, sizeof(*timer));
	if (which_clock == CLOCK_REALTIME && (mode & HRTIMER_MODE_REL))
		which_clock = CLOCK_MONOTONIC;
	timer->base = &cpu_base->clock_base[clockid_to_base(which_clock)];
	timerqueue_init(&timer->node);
}

/* Context: cpu_base->lock held, dropped around the callback. */
static void __run_hrtimer(struct hrtimer_cpu_base *cpu_base,
			  struct hrtimer_clock_base *base,
			  struct hrtimer *timer)
{
	enum hrtimer_restart restart;

	WRITE_ONCE(base->running, timer);
	raw_write_seqcount_barrier(&base->seq);
	remove_hrtimer(timer, base);

	raw_spin_unlock(&cpu_base->lock);
	restart = timer->function(timer);
	raw_spin_lock(&cpu_base->lock);

	/* Somebody may have started it meanwhile: that setting counts. */
	if (restart != HRTIMER_NORESTART &&
	    !(timer->state & HRTIMER_STATE_ENQUEUED))
		enqueue_hrtimer(timer, base);
	raw_write_seqcount_barrier(&base->seq);
	WRITE_ONCE(base->running, NULL);
}

static void hrtimer_run_queues(struct hrtimer_cpu_base *cpu_base, ktime_t now)
{
	unsigned int active = cpu_base->active_bases;

	while (active) {
		struct hrtimer_clock_base *base;
		struct timerqueue_node *node;

		base = &cpu_base->clock_base[__builtin_ctz(active)];
		active &= active - 1;
		while ((node = timerqueue_getnext(&base->active))) {
			struct hrtimer *timer;

			timer = container_of(node, struct hrtimer, node);
			/* Within its range it goes along with others. */
			if (now + base->offset < timer->_softexpires)
				break;
			__run_hrtimer(cpu_base, base, timer);
		}
	}
}

static ktime_t hrtimer_update_base(struct hrtimer_cpu_base *cpu_base)
{
	struct hrtimer_clock_base *base = cpu_base->clock_base;

	return ktime_get_update_offsets_now(&cpu_base->clock_was_set_seq,
					    &base[HRTIMER_BASE_REALTIME].offset,
					    &base[HRTIMER_BASE_BOOTTIME].offset,
					    &base[HRTIMER_BASE_TAI].offset);
}

/* Callbacks take longer than timers come: let others have the CPU. */
static void hrtimer_hang(struct hrtimer_cpu_base *cpu_base, ktime_t entry)
{
	ktime_t now = hrtimer_update_base(cpu_base);
	ktime_t delta = min_t(ktime_t, now - entry, MAX_HANG_NS);

	cpu_base->expires_next = now + delta;
	tick_program_event(cpu_base->expires_next, true);
	/* Less is the host's scheduler, in a virtual machine. */
	if (now - entry > MAX_HANG_NS)
		pr_warn_once("hrtimer: interrupt took %lld ns\n", now - entry);
}

/**
 * hrtimer_interrupt() - run what has expired, program what comes next
 *
 * Context: the device's interrupt.
 */
void hrtimer_interrupt(void)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);
	ktime_t now, entry;
	int retries;

	cpu_base->nr_events++;
	raw_spin_lock(&cpu_base->lock);
	entry = now = hrtimer_update_base(cpu_base);
	for (retries = 0; retries < MAX_INTERRUPT_RETRIES; retries++) {
		cpu_base->in_hrtirq = true;
		hrtimer_run_queues(cpu_base, now);
		cpu_base->expires_next = __hrtimer_get_next_event(cpu_base);
		cpu_base->in_hrtirq = false;
		if (!tick_program_event(cpu_base->expires_next, false))
			goto out;
		now = hrtimer_update_base(cpu_base);
	}
	hrtimer_hang(cpu_base, entry);
out:
	raw_spin_unlock(&cpu_base->lock);
}

/* The offsets changed, or the device is new.  Interrupts off. */
static void retrigger_next_event(void *arg)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);

	raw_spin_lock(&cpu_base->lock);
	hrtimer_update_base(cpu_base);
	if (cpu_base->online) {
		cpu_base->expires_next = __hrtimer_get_next_event(cpu_base);
		tick_program_event(cpu_base->expires_next, true);
	}
	raw_spin_unlock(&cpu_base->lock);
}

/**
 * clock_was_set() - timers of the wall clock may be due now
 *
 * Context: process context.
 */
void clock_was_set(void)
{
	on_each_cpu(retrigger_next_event, NULL, 1);
}

/**
 * hrtimers_start_cpu() - this CPU has a device to program
 *
 * Context: the CPU itself, interrupts off.
 */
void hrtimers_start_cpu(void)
{
	this_cpu_ptr(&hrtimer_bases)->online = true;
	retrigger_next_event(NULL);
}

static void __init hrtimers_prepare_cpu(unsigned int cpu)
{
	struct hrtimer_cpu_base *cpu_base = &per_cpu(hrtimer_bases, cpu);
	static const struct {
		clockid_t	clockid;
		ktime_t		(*get_time)(void);
	} clocks[HRTIMER_MAX_CLOCK_BASES] = {
		[HRTIMER_BASE_MONOTONIC] = { CLOCK_MONOTONIC, ktime_get },
		[HRTIMER_BASE_REALTIME] = { CLOCK_REALTIME, ktime_get_real },
		[HRTIMER_BASE_BOOTTIME] = { CLOCK_BOOTTIME, ktime_get_boottime },
		[HRTIMER_BASE_TAI] = { CLOCK_TAI, ktime_get_clocktai },
	};
	unsigned int i;

	raw_spin_lock_init(&cpu_base->lock);
	cpu_base->cpu = cpu;
	cpu_base->expires_next = KTIME_MAX;
	for (i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
		struct hrtimer_clock_base *base = &cpu_base->clock_base[i];

		base->cpu_base = cpu_base;
		base->index = i;
		base->clockid = clocks[i].clockid;
		base->get_time = clocks[i].get_time;
		timerqueue_init_head(&base->active);
	}
}

/**
 * hrtimers_init() - timers can be started; they fire once there is a device
 *
 * Context: start_kernel().
 */
void __init hrtimers_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		hrtimers_prepare_cpu(cpu);
}
