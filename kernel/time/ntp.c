// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/ntp.c - steering the clock: adjtimex(2), clock_adjtime(2)
 *
 * The clock runs at (1 + adjustment) of its counter's rate.  Three things
 * add up to the adjustment, which is settled anew each second:
 *
 *	tick, freq	what user space found out about our rate
 *	time_offset	a phase error told with ADJ_OFFSET; each second a part
 *			of 1/2^(SHIFT_PLL + time_constant) of it goes
 *	time_adjust	adjtime(3)'s offset, 500 us a second until it is gone
 *
 * Data       time_* variables, all under the timekeeper's lock.
 * Entry      do_adjtimex() ntp_second() ntp_adjustment() ntp_clear()
 * Mirrors:   Linux 4.x kernel/time/ntp.c.
 * Simpler than Linux in: no leap seconds (STA_INS, STA_DEL are kept but not
 *            acted on), no PPS, no hardware clock updates, PLL without FLL.
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/timex.h>

#include "ntp_internal.h"

#define SHIFT_PLL		2
#define MAX_TICKADJ_NS		500000L		/* a second */
#define NOMINAL_TICK		(USEC_PER_SEC / USER_HZ)
#define PPM_SHIFT		16		/* of timex.freq */
#define MAX_FREQ		((s64)MAXFREQ_PPM << PPM_SHIFT)
#define MAX_PHASE_NS		(500 * NSEC_PER_MSEC)

static int time_status = STA_UNSYNC;
static long time_constant = 2;
static long time_maxerror = 16000000;		/* us */
static long time_esterror = 16000000;		/* us */
static long tick_usec = NOMINAL_TICK;
static s64 time_freq;				/* ppm << PPM_SHIFT */
static s64 time_offset;				/* ns to go */
static s64 time_adjust;				/* ns to go, adjtime(3) */
static s64 slew_ns;				/* of the two, this second */

/**
 * ntp_adjustment() - how much faster than its counter the clock shall run
 *
 * Context: timekeeper_lock held.
 * Return: parts per billion << NTP_ADJ_SHIFT.
 */
s64 ntp_adjustment(void)
{
	s64 ppb = slew_ns + (tick_usec - NOMINAL_TICK) * USER_HZ * 1000;

	return (ppb << NTP_ADJ_SHIFT) +
	       ((time_freq * 1000) >> (PPM_SHIFT - NTP_ADJ_SHIFT));
}

/**
 * ntp_second() - a second is over: what shall the next one do?
 *
 * Context: timekeeper_lock held.
 */
void ntp_second(void)
{
	s64 part = time_offset / (1 << (SHIFT_PLL + time_constant));
	s64 step = clamp_t(s64, time_adjust, -MAX_TICKADJ_NS, MAX_TICKADJ_NS);

	if (!part)
		part = time_offset;	/* the last few ns */
	time_offset -= part;
	time_adjust -= step;
	slew_ns = part + step;

	time_maxerror += MAXFREQ / 1000;
	if (time_maxerror > 16000000) {
		time_maxerror = 16000000;
		time_status |= STA_UNSYNC;
	}
}

/**
 * ntp_clear() - the clock was set: old errors mean nothing
 *
 * Context: timekeeper_lock held.
 */
void ntp_clear(void)
{
	time_adjust = 0;
	time_offset = 0;
	slew_ns = 0;
	time_status |= STA_UNSYNC;
	time_maxerror = 16000000;
	time_esterror = 16000000;
}

static void process_offset(const struct __kernel_timex *txc)
{
	s64 ns = txc->offset;

	if (!(time_status & STA_PLL))
		return;
	if (!(time_status & STA_NANO))
		ns = clamp_t(s64, ns, -USEC_PER_SEC, USEC_PER_SEC) *
		     NSEC_PER_USEC;
	time_offset = clamp_t(s64, ns, -MAX_PHASE_NS, MAX_PHASE_NS);
	/* A steady error is an error of the rate. */
	if (!(time_status & STA_FREQHOLD))
		time_freq = clamp_t(s64, time_freq +
				    (time_offset << PPM_SHIFT) / 1000 /
				    (1 << (2 * (SHIFT_PLL + 2 + time_constant))),
				    -MAX_FREQ, MAX_FREQ);
}

static void process_adjtimex_modes(const struct __kernel_timex *txc, s32 *tai)
{
	if (txc->modes & ADJ_STATUS)
		time_status = (txc->status & ~STA_RONLY) |
			      (time_status & STA_RONLY);
	if (txc->modes & ADJ_NANO)
		time_status |= STA_NANO;
	if (txc->modes & ADJ_MICRO)
		time_status &= ~STA_NANO;
	if (txc->modes & ADJ_FREQUENCY)
		time_freq = clamp_t(s64, txc->freq, -MAX_FREQ, MAX_FREQ);
	if (txc->modes & ADJ_MAXERROR)
		time_maxerror = clamp_t(long, txc->maxerror, 0, 16000000);
	if (txc->modes & ADJ_ESTERROR)
		time_esterror = clamp_t(long, txc->esterror, 0, 16000000);
	if (txc->modes & ADJ_TIMECONST)
		time_constant = clamp_t(long, txc->constant +
					(time_status & STA_NANO ? 0 : 4),
					0, MAXTC);
	if ((txc->modes & ADJ_TAI) && txc->constant >= 0 &&
	    txc->constant <= 100000)
		*tai = txc->constant;
	if (txc->modes & ADJ_OFFSET)
		process_offset(txc);
	if (txc->modes & ADJ_TICK)
		tick_usec = txc->tick;
}

static void report_state(struct __kernel_timex *txc, s32 tai)
{
	if (!(txc->modes & ADJ_ADJTIME)) {
		txc->offset = time_offset;
		if (!(time_status & STA_NANO))
			txc->offset /= NSEC_PER_USEC;
	}
	txc->freq = time_freq;
	txc->maxerror = time_maxerror;
	txc->esterror = time_esterror;
	txc->status = time_status;
	txc->constant = time_constant;
	txc->precision = 1;
	txc->tolerance = MAX_FREQ;
	txc->tick = tick_usec;
	txc->tai = tai;
	txc->ppsfreq = 0;
	txc->jitter = 0;
	txc->shift = 0;
	txc->stabil = 0;
	txc->jitcnt = 0;
	txc->calcnt = 0;
	txc->errcnt = 0;
	txc->stbcnt = 0;
}

/* Context: timekeeper_lock held, seq odd: read no clock here. */
static int adjtimex_locked(void *arg, s32 *tai)
{
	struct __kernel_timex *txc = arg;
	s64 left;

	if (txc->modes & ADJ_ADJTIME) {
		left = time_adjust / NSEC_PER_USEC;
		if (!(txc->modes & ADJ_OFFSET_READONLY))
			time_adjust = clamp_t(s64, txc->offset, -2 * USEC_PER_SEC,
					      2 * USEC_PER_SEC) * NSEC_PER_USEC;
		txc->offset = left;
	} else if (txc->modes) {
		process_adjtimex_modes(txc, tai);
	}
	report_state(txc, *tai);
	return time_status & (STA_UNSYNC | STA_CLOCKERR) ? TIME_ERROR :
							   TIME_OK;
}

static int validate_timex(const struct __kernel_timex *txc)
{
	if (txc->modes & ADJ_ADJTIME) {
		if (!(txc->modes & ADJ_OFFSET_SINGLESHOT))
			return -EINVAL;
		if (!(txc->modes & ADJ_OFFSET_READONLY) &&
		    !capable(CAP_SYS_TIME))
			return -EPERM;
		return 0;
	}
	if (txc->modes && !capable(CAP_SYS_TIME))
		return -EPERM;
	if ((txc->modes & ADJ_TICK) &&
	    (txc->tick < 900000 / USER_HZ || txc->tick > 1100000 / USER_HZ))
		return -EINVAL;
	if ((txc->modes & ADJ_SETOFFSET) &&
	    (txc->time.tv_usec < 0 ||
	     txc->time.tv_usec >= (txc->modes & ADJ_NANO ? NSEC_PER_SEC :
							   USEC_PER_SEC)))
		return -EINVAL;
	return 0;
}

/**
 * do_adjtimex() - change and read how the clock is steered
 * @txc: what to change; gets the state
 *
 * Context: process context.
 * Return: TIME_OK or TIME_ERROR, or -EPERM, -EINVAL.
 */
int do_adjtimex(struct __kernel_timex *txc)
{
	struct timespec64 delta, now;
	int ret = validate_timex(txc);

	if (ret)
		return ret;
	if (txc->modes & ADJ_SETOFFSET) {
		delta.tv_sec = txc->time.tv_sec;
		delta.tv_nsec = txc->time.tv_usec;
		if (!(txc->modes & ADJ_NANO))
			delta.tv_nsec *= NSEC_PER_USEC;
		ret = timekeeping_inject_offset(&delta);
		if (ret)
			return ret;
	}
	ret = timekeeping_adjust(adjtimex_locked, txc);
	ktime_get_real_ts64(&now);
	txc->time.tv_sec = now.tv_sec;
	txc->time.tv_usec = txc->status & STA_NANO ?
			    now.tv_nsec : now.tv_nsec / NSEC_PER_USEC;
	return ret;
}
