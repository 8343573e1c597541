// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/timekeeping.c - what time it is
 *
 * Data       tk_core.timekeeper: a point (cycles, nanoseconds) on the
 *            monotonic clock and the slope from there on; every other clock
 *            is a constant offset away (offs_real, offs_boot, offs_tai).
 *
 *	ns |                . now = base + (cycles - cycle_last) * slope
 *	   |           . '
 *	   |      x '   <- the point; each tick moves it to "now"
 *	   +------------------------- cycles
 *
 * I1         The monotonic clock never steps and never goes back: whoever
 *            changes slope or counter first moves the point to now.
 * I2         Setting the clock changes offs_real (and offs_tai) only, and
 *            raises clock_was_set_seq for the hrtimers.
 * I3         real time >= monotonic time: 1970 is before boot.
 * Locking    timekeeper_lock, raw, interrupts off: writers.  tk_core.seq:
 *            readers copy and retry; so a writer must not be interrupted by
 *            a reader on its own CPU, except by an NMI, which must read
 *            tk_fast_mono instead: two copies, one of them always whole.
 *            Order: clocksource_mutex > timekeeper_lock.
 * Entry      ktime_get*() do_settimeofday64() update_wall_time()
 *            timekeeping_notify()
 * Mirrors:   Linux 4.x kernel/time/timekeeping.c.
 * Simpler than Linux in: no suspend, so boot time is monotonic time; the
 *            wall clock is an offset, not a timespec of its own; 128-bit
 *            products, so no update is ever too late.
 */
#include <linux/timekeeping.h>

#include <linux/clocksource.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched/clock.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>
#include <linux/time.h>
#include <linux/timekeeper_internal.h>

#include "ntp_internal.h"

static struct {
	seqcount_t		seq;
	struct timekeeper	timekeeper;
} tk_core ____cacheline_aligned;

static DEFINE_RAW_SPINLOCK(timekeeper_lock);

/* A latch: seq & 1 says which copy readers take. */
struct tk_fast {
	seqcount_t		seq;
	struct tk_read_base	base[2];
} ____cacheline_aligned;

static struct tk_fast tk_fast_mono;
static struct tk_fast tk_fast_raw;

static __always_inline u64 tk_cycles_to_ns(const struct tk_read_base *tkr,
					   u64 cycles)
{
	u64 delta = clocksource_delta(cycles, tkr->cycle_last, tkr->mask);

	return (u64)(((unsigned __int128)delta * tkr->mult +
		      tkr->xtime_nsec) >> tkr->shift);
}

static __always_inline ktime_t tk_read(const struct tk_read_base *tkr)
{
	return tkr->base + tk_cycles_to_ns(tkr, tkr->clock->read(tkr->clock));
}

static void update_fast_timekeeper(const struct tk_read_base *tkr,
				   struct tk_fast *tkf)
{
	raw_write_seqcount_latch(&tkf->seq);	/* readers take copy 1 */
	tkf->base[0] = *tkr;
	raw_write_seqcount_latch(&tkf->seq);	/* readers take copy 0 */
	tkf->base[1] = *tkr;
}

/* Tell the copies.  Context: timekeeper_lock held, seq odd. */
static void timekeeping_update(struct timekeeper *tk)
{
	tk->coarse_real = ktime_to_timespec64(tk->tkr_mono.base +
					      tk->offs_real);
	update_vsyscall(tk);
	update_fast_timekeeper(&tk->tkr_mono, &tk_fast_mono);
	update_fast_timekeeper(&tk->tkr_raw, &tk_fast_raw);
}

static void forward_one(struct tk_read_base *tkr, u64 cycles)
{
	u64 delta = clocksource_delta(cycles, tkr->cycle_last, tkr->mask);
	unsigned __int128 nsec = (unsigned __int128)delta * tkr->mult +
				 tkr->xtime_nsec;

	tkr->cycle_last += delta;
	tkr->cycle_last &= tkr->mask;
	tkr->base += (u64)(nsec >> tkr->shift);
	tkr->xtime_nsec = (u64)nsec & ((1ULL << tkr->shift) - 1);
}

/* Move the point to now (I1).  Context: timekeeper_lock held, seq odd. */
static void timekeeping_forward_now(struct timekeeper *tk)
{
	struct clocksource *clock = tk->tkr_mono.clock;
	u64 cycles = clock->read(clock);

	forward_one(&tk->tkr_mono, cycles);
	forward_one(&tk->tkr_raw, cycles);
}

/* The slope that adjtimex(2) asks for.  Context: timekeeper_lock held. */
static u32 adjusted_mult(const struct clocksource *clock)
{
	s64 adj = (s64)clock->mult * ntp_adjustment();

	return clock->mult + adj / (NSEC_PER_SEC << NTP_ADJ_SHIFT);
}

static void set_slope(struct tk_read_base *tkr, u32 mult, u32 shift)
{
	/* Keep the fraction when its unit changes. */
	if (shift >= tkr->shift)
		tkr->xtime_nsec <<= shift - tkr->shift;
	else
		tkr->xtime_nsec >>= tkr->shift - shift;
	tkr->mult = mult;
	tkr->shift = shift;
}

static void tk_setup_internals(struct timekeeper *tk, struct clocksource *clock)
{
	u64 cycles = clock->read(clock);

	tk->tkr_mono.clock = clock;
	tk->tkr_mono.mask = clock->mask;
	tk->tkr_mono.cycle_last = cycles;
	set_slope(&tk->tkr_mono, adjusted_mult(clock), clock->shift);
	tk->tkr_raw.clock = clock;
	tk->tkr_raw.mask = clock->mask;
	tk->tkr_raw.cycle_last = cycles;
	set_slope(&tk->tkr_raw, clock->mult, clock->shift);
}

/**
 * timekeeping_notify() - use another counter, or the same at a new rate
 * @clock: the counter
 *
 * Context: process context, clocksource_mutex held.
 * Return: 0.
 */
int timekeeping_notify(struct clocksource *clock)
{
	struct timekeeper *tk = &tk_core.timekeeper;
	unsigned long flags;

	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	write_seqcount_begin(&tk_core.seq);
	timekeeping_forward_now(tk);
	tk_setup_internals(tk, clock);
	timekeeping_update(tk);
	write_seqcount_end(&tk_core.seq);
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);
	return 0;
}

/**
 * update_wall_time() - move the point to now; once a second, adjust
 *
 * The coarse clocks stand still between two calls.
 *
 * Context: who updates jiffies; interrupts off.
 */
void update_wall_time(void)
{
	struct timekeeper *tk = &tk_core.timekeeper;
	unsigned long flags;

	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	write_seqcount_begin(&tk_core.seq);
	timekeeping_forward_now(tk);
	if (unlikely(tk->tkr_mono.base >= tk->next_ntp)) {
		tk->next_ntp = tk->tkr_mono.base + NSEC_PER_SEC;
		ntp_second();
		tk->tkr_mono.mult = adjusted_mult(tk->tkr_mono.clock);
	}
	timekeeping_update(tk);
	write_seqcount_end(&tk_core.seq);
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);
}

/**
 * timekeeping_max_deferment() - how long update_wall_time() may be put off
 *
 * A counter narrower than 64 bits must be looked at before it wraps.
 *
 * Return: nanoseconds, KTIME_MAX for ever.
 */
u64 timekeeping_max_deferment(void)
{
	const struct tk_read_base *tkr = &tk_core.timekeeper.tkr_mono;

	if (tkr->mask == ~0ULL)
		return KTIME_MAX;
	return clocksource_cyc2ns(tkr->mask / 4, tkr->mult, tkr->shift);
}

/**
 * ktime_get() - the monotonic clock
 *
 * Context: any but NMI.
 * Return: nanoseconds since boot.
 */
ktime_t ktime_get(void)
{
	const struct timekeeper *tk = &tk_core.timekeeper;
	unsigned int seq;
	ktime_t now;

	do {
		seq = read_seqcount_begin(&tk_core.seq);
		now = tk_read(&tk->tkr_mono);
	} while (read_seqcount_retry(&tk_core.seq, seq));
	return now;
}

static const ktime_t *tk_offset(enum tk_offsets offs)
{
	const struct timekeeper *tk = &tk_core.timekeeper;

	switch (offs) {
	case TK_OFFS_REAL:
		return &tk->offs_real;
	case TK_OFFS_BOOT:
		return &tk->offs_boot;
	default:
		return &tk->offs_tai;
	}
}

/**
 * ktime_get_with_offset() - another clock than the monotonic one
 *
 * Context: any but NMI.
 * Return: nanoseconds.
 */
ktime_t ktime_get_with_offset(enum tk_offsets offs)
{
	const struct timekeeper *tk = &tk_core.timekeeper;
	const ktime_t *offset = tk_offset(offs);
	unsigned int seq;
	ktime_t now;

	do {
		seq = read_seqcount_begin(&tk_core.seq);
		now = tk_read(&tk->tkr_mono) + *offset;
	} while (read_seqcount_retry(&tk_core.seq, seq));
	return now;
}

/**
 * ktime_get_raw() - the monotonic clock without adjustments
 *
 * Context: any but NMI.
 * Return: nanoseconds since boot.
 */
ktime_t ktime_get_raw(void)
{
	const struct timekeeper *tk = &tk_core.timekeeper;
	unsigned int seq;
	ktime_t now;

	do {
		seq = read_seqcount_begin(&tk_core.seq);
		now = tk_read(&tk->tkr_raw);
	} while (read_seqcount_retry(&tk_core.seq, seq));
	return now;
}

/**
 * ktime_get_coarse() - the monotonic clock at the last tick
 *
 * Context: any but NMI.
 * Return: nanoseconds since boot.
 */
ktime_t ktime_get_coarse(void)
{
	return READ_ONCE(tk_core.timekeeper.tkr_mono.base);
}

/**
 * ktime_get_coarse_with_offset() - another clock at the last tick
 *
 * Context: any but NMI.
 * Return: nanoseconds.
 */
ktime_t ktime_get_coarse_with_offset(enum tk_offsets offs)
{
	const struct timekeeper *tk = &tk_core.timekeeper;
	const ktime_t *offset = tk_offset(offs);
	unsigned int seq;
	ktime_t now;

	do {
		seq = read_seqcount_begin(&tk_core.seq);
		now = tk->tkr_mono.base + *offset;
	} while (read_seqcount_retry(&tk_core.seq, seq));
	return now;
}

static u64 ktime_get_fast_ns(struct tk_fast *tkf)
{
	struct tk_read_base *tkr;
	unsigned int seq;
	u64 now;

	do {
		seq = raw_read_seqcount_latch(&tkf->seq);
		tkr = tkf->base + (seq & 1);
		now = tk_read(tkr);
	} while (read_seqcount_retry(&tkf->seq, seq));
	return now;
}

/**
 * ktime_get_mono_fast_ns() - the monotonic clock, in NMIs, too
 *
 * It may step by what an adjustment in the making changes.
 *
 * Context: any, once timekeeping_init() was there.
 * Return: nanoseconds since boot.
 */
u64 ktime_get_mono_fast_ns(void)
{
	return ktime_get_fast_ns(&tk_fast_mono);
}

/**
 * ktime_get_ts64() - the monotonic clock as seconds and nanoseconds
 * @ts: gets it
 */
void ktime_get_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get());
}

/**
 * ktime_get_real_ts64() - the wall clock as seconds and nanoseconds
 * @ts: gets it
 */
void ktime_get_real_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_real());
}

/**
 * ktime_get_coarse_real_ts64() - the wall clock at the last tick
 * @ts: gets it
 */
void ktime_get_coarse_real_ts64(struct timespec64 *ts)
{
	unsigned int seq;

	do {
		seq = read_seqcount_begin(&tk_core.seq);
		*ts = tk_core.timekeeper.coarse_real;
	} while (read_seqcount_retry(&tk_core.seq, seq));
}

/**
 * ktime_get_real_seconds() - whole seconds of the wall clock, coarse
 *
 * Return: seconds since 1970.
 */
time64_t ktime_get_real_seconds(void)
{
	return READ_ONCE(tk_core.timekeeper.coarse_real.tv_sec);
}

/**
 * getboottime64() - the wall clock at boot, as it counts today
 * @ts: gets it
 */
void getboottime64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(READ_ONCE(tk_core.timekeeper.offs_real));
}

/**
 * ktime_get_update_offsets_now() - now, and offsets if they changed
 * @cwsseq: clock_was_set_seq seen by the caller; brought up to date
 * @offs_real: gets the offset of the wall clock
 * @offs_boot: of boot time
 * @offs_tai: of TAI
 *
 * Context: hrtimer interrupt.
 * Return: the monotonic clock.
 */
ktime_t ktime_get_update_offsets_now(unsigned int *cwsseq, ktime_t *offs_real,
				     ktime_t *offs_boot, ktime_t *offs_tai)
{
	const struct timekeeper *tk = &tk_core.timekeeper;
	unsigned int seq;
	ktime_t now;

	do {
		seq = read_seqcount_begin(&tk_core.seq);
		now = tk_read(&tk->tkr_mono);
		if (unlikely(*cwsseq != tk->clock_was_set_seq)) {
			*cwsseq = tk->clock_was_set_seq;
			*offs_real = tk->offs_real;
			*offs_boot = tk->offs_boot;
			*offs_tai = tk->offs_tai;
		}
	} while (read_seqcount_retry(&tk_core.seq, seq));
	return now;
}

/* Context: timekeeper_lock held, seq odd. */
static void set_offs_real(struct timekeeper *tk, ktime_t offs_real)
{
	tk->offs_real = offs_real;
	tk->offs_tai = offs_real + tk->tai_offset * NSEC_PER_SEC;
	tk->clock_was_set_seq++;
	timekeeping_update(tk);
}

/* Set the wall clock to @real, or by @delta when @real is negative. */
static int change_real_time(ktime_t real, ktime_t delta)
{
	struct timekeeper *tk = &tk_core.timekeeper;
	unsigned long flags;
	ktime_t offs;
	int ret = -EINVAL;

	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	write_seqcount_begin(&tk_core.seq);
	timekeeping_forward_now(tk);
	offs = real >= 0 ? real - tk->tkr_mono.base : tk->offs_real + delta;
	if (offs >= 0 && offs < TIME_SETTOD_SEC_MAX * NSEC_PER_SEC) {	/* I3 */
		set_offs_real(tk, offs);
		ntp_clear();
		ret = 0;
	}
	write_seqcount_end(&tk_core.seq);
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);

	if (!ret)
		clock_was_set();
	return ret;
}

/**
 * do_settimeofday64() - set the wall clock
 * @ts: to this
 *
 * Context: process context.
 * Return: 0, or -EINVAL for a time before boot or after the end of time.
 */
int do_settimeofday64(const struct timespec64 *ts)
{
	if (!timespec64_valid_settod(ts))
		return -EINVAL;
	return change_real_time(timespec64_to_ktime(*ts), 0);
}

/**
 * timekeeping_inject_offset() - step the wall clock
 * @ts: by so much; tv_sec may be negative
 *
 * Context: process context.
 * Return: 0 or -EINVAL.
 */
int timekeeping_inject_offset(const struct timespec64 *ts)
{
	if (ts->tv_nsec < 0 || ts->tv_nsec >= NSEC_PER_SEC)
		return -EINVAL;
	return change_real_time(-1, timespec64_to_ns(ts));
}

/**
 * timekeeping_adjust() - run a change of the NTP state
 * @fn: the change, called with timekeeper_lock held
 * @arg: its argument
 * @tai: TAI - UTC in seconds; @fn may change it
 *
 * Context: process context.
 * Return: what @fn returns.
 */
int timekeeping_adjust(int (*fn)(void *arg, s32 *tai), void *arg)
{
	struct timekeeper *tk = &tk_core.timekeeper;
	s32 tai = tk->tai_offset;
	unsigned long flags;
	int ret;

	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	write_seqcount_begin(&tk_core.seq);
	timekeeping_forward_now(tk);
	ret = fn(arg, &tai);
	tk->tkr_mono.mult = adjusted_mult(tk->tkr_mono.clock);
	if (tai != tk->tai_offset) {
		tk->tai_offset = tai;
		set_offs_real(tk, tk->offs_real);
	} else {
		timekeeping_update(tk);
	}
	write_seqcount_end(&tk_core.seq);
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);
	return ret;
}

/**
 * timekeeping_init() - start the clocks
 *
 * Monotonic time begins where sched_clock() is, so that it agrees with the
 * time stamps of printk().
 *
 * Context: start_kernel(), interrupts off.
 */
void __init timekeeping_init(void)
{
	struct timekeeper *tk = &tk_core.timekeeper;
	struct clocksource *clock = clocksource_default_clock();
	struct timespec64 wall;
	unsigned long flags;
	ktime_t real;

	read_persistent_clock64(&wall);
	real = timespec64_valid_settod(&wall) ? timespec64_to_ktime(wall) : 0;

	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	write_seqcount_begin(&tk_core.seq);
	ntp_clear();
	tk->tkr_mono.base = local_clock();
	tk->tkr_raw.base = tk->tkr_mono.base;
	tk_setup_internals(tk, clock);
	set_offs_real(tk, max_t(ktime_t, real - tk->tkr_mono.base, 0));
	write_seqcount_end(&tk_core.seq);
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);
}
