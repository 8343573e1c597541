// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/tick-sched.c - the periodic tick of a busy CPU; jiffies
 *
 * The tick is an hrtimer of each CPU.  While a CPU is idle it has no tick,
 * but stopping and starting it costs accesses to the timer device, and most
 * idle times are short.  So nothing is stopped when a CPU goes idle: the
 * tick that is programmed anyway comes once more, finds the CPU idle, and
 * only then is not started again, or for the moment when the timer wheel
 * needs it.
 *
 *	busy   |  |  |  idle. .|         (nothing)          busy |  |  |
 *	                       ^ tick finds the CPU idle         ^ restarted
 *
 * jiffies follows the monotonic clock: whoever has a tick looks whether a
 * jiffy is over.  When no CPU has one, jiffies stands still, and the next
 * interrupt sets it right before it does anything else.
 *
 * Data       tick_cpu_sched (per CPU).  last_jiffies_update: when the last
 *            jiffy began.
 * I1         tick_stopped implies inidle; a CPU that is not in its idle loop
 *            has a tick queued.
 * I2         While tick_stopped, sched_timer is queued for the earliest timer
 *            of the wheel, or not at all when there is none.
 * I3         jiffies_64 == INITIAL_JIFFIES + (last_jiffies_update - its
 *            start) / TICK_NSEC.
 * Locking    tick_sched: own CPU, interrupts off; other CPUs read the idle
 *            times under idle_seq.  jiffies_lock, raw: jiffies_64,
 *            last_jiffies_update.  Order: jiffies_lock > timekeeper_lock.
 * Entry      tick_nohz_idle_enter() tick_nohz_idle_exit() tick_irq_enter()
 *            tick_nohz_irq_exit() tick_setup_sched_timer()
 * Mirrors:   Linux 4.x kernel/time/tick-sched.c, tick-common.c.
 * Simpler than Linux in: no low resolution mode, no full dynticks; time in
 *            interrupts that hit the idle loop counts as idle.
 */
#include <linux/tick.h>

#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/stat.h>
#include <linux/smp.h>

#include <asm/irq_regs.h>

#include "tick-internal.h"

struct tick_sched {
	struct hrtimer		sched_timer;
	bool			inidle;		/* in the idle loop */
	bool			tick_stopped;
	ktime_t			last_tick;	/* before tick_stopped */
	seqcount_t		idle_seq;	/* for the three below */
	ktime_t			idle_entrytime;	/* 0: not idle */
	ktime_t			idle_sleeptime;
	ktime_t			iowait_sleeptime;
};

static DEFINE_PER_CPU(struct tick_sched, tick_cpu_sched);
static DEFINE_RAW_SPINLOCK(jiffies_lock);
static ktime_t last_jiffies_update;	/* jiffies_lock; read without */

/**
 * tick_do_update_jiffies64() - set jiffies to what it should be
 * @now: monotonic time
 *
 * Context: any but NMI, interrupts off.
 */
void tick_do_update_jiffies64(ktime_t now)
{
	unsigned long ticks;

	/* Cheap for all but the first CPU after a jiffy is over. */
	if (now - READ_ONCE(last_jiffies_update) < TICK_NSEC)
		return;
	raw_spin_lock(&jiffies_lock);
	if (now - last_jiffies_update < TICK_NSEC) {
		raw_spin_unlock(&jiffies_lock);
		return;
	}
	ticks = (now - last_jiffies_update) / TICK_NSEC;
	WRITE_ONCE(jiffies_64, jiffies_64 + ticks);
	WRITE_ONCE(last_jiffies_update,
		   last_jiffies_update + ticks * TICK_NSEC);
	calc_global_load(ticks);
	update_wall_time();
	raw_spin_unlock(&jiffies_lock);
}

/* Does something on this idle CPU need ticks now? */
static bool need_tick(void)
{
	return rcu_needs_cpu() || need_resched();
}

/*
 * When must an idle CPU tick again?  Return: monotonic time of a timer of
 * the wheel, or when the clock's counter must be read; KTIME_MAX for never.
 */
static ktime_t tick_nohz_next_event(ktime_t now)
{
	u64 next, limit = timekeeping_max_deferment();

	next = get_next_timer_interrupt(jiffies, last_jiffies_update);
	if (limit < KTIME_MAX && next > now + limit)
		next = now + limit;
	return next;
}

/*
 * The tick of an idle CPU: stop, or wait for the wheel's next timer.
 * Keeps: I2.
 */
static enum hrtimer_restart tick_nohz_stop_tick(struct tick_sched *ts,
						ktime_t now)
{
	ktime_t next;

	if (need_tick()) {
		hrtimer_forward(&ts->sched_timer, now, TICK_NSEC);
		return HRTIMER_RESTART;
	}
	next = tick_nohz_next_event(now);
	if (next <= now + TICK_NSEC) {
		hrtimer_forward(&ts->sched_timer, now, TICK_NSEC);
		return HRTIMER_RESTART;
	}
	if (!ts->tick_stopped)
		ts->last_tick = hrtimer_get_expires(&ts->sched_timer);
	ts->tick_stopped = true;
	if (next == KTIME_MAX)
		return HRTIMER_NORESTART;
	hrtimer_set_expires(&ts->sched_timer, next);
	return HRTIMER_RESTART;
}

/* The tick. */
static enum hrtimer_restart tick_sched_timer(struct hrtimer *timer)
{
	struct tick_sched *ts = container_of(timer, struct tick_sched,
					     sched_timer);
	struct pt_regs *regs = get_irq_regs();
	ktime_t now = ktime_get();

	tick_do_update_jiffies64(now);
	update_process_times(regs ? user_mode(regs) : 0);
	if (ts->inidle)
		return tick_nohz_stop_tick(ts, now);
	hrtimer_forward(timer, now, TICK_NSEC);
	return HRTIMER_RESTART;
}

/* Ticks again, in step with the ticks before.  Keeps: I1. */
static void tick_nohz_restart_sched_tick(struct tick_sched *ts, ktime_t now)
{
	tick_do_update_jiffies64(now);
	ts->tick_stopped = false;
	hrtimer_cancel(&ts->sched_timer);
	hrtimer_set_expires(&ts->sched_timer, ts->last_tick);
	hrtimer_forward(&ts->sched_timer, now, TICK_NSEC);
	hrtimer_start_expires(&ts->sched_timer, HRTIMER_MODE_ABS_PINNED);
}

static void tick_nohz_start_idle(struct tick_sched *ts, ktime_t now)
{
	write_seqcount_begin(&ts->idle_seq);
	ts->idle_entrytime = now;
	write_seqcount_end(&ts->idle_seq);
}

static void tick_nohz_stop_idle(struct tick_sched *ts, ktime_t now)
{
	ktime_t delta = now - ts->idle_entrytime;

	write_seqcount_begin(&ts->idle_seq);
	if (nr_iowait_cpu(smp_processor_id()) > 0)
		ts->iowait_sleeptime += delta;
	else
		ts->idle_sleeptime += delta;
	ts->idle_entrytime = 0;
	write_seqcount_end(&ts->idle_seq);
}

/**
 * tick_nohz_tick_stopped_cpu() - is a CPU idle without a tick?
 *
 * Context: any; the answer may be old.
 * Return: the answer.
 */
bool tick_nohz_tick_stopped_cpu(int cpu)
{
	return READ_ONCE(per_cpu(tick_cpu_sched, cpu).tick_stopped);
}

/**
 * tick_nohz_idle_enter() - this CPU has nothing to do
 *
 * Context: the idle task, interrupts on.
 */
void tick_nohz_idle_enter(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);

	local_irq_disable();
	ts->inidle = true;
	tick_nohz_start_idle(ts, ktime_get());
	local_irq_enable();
}

/**
 * tick_nohz_idle_exit() - this CPU has something to do
 *
 * Context: the idle task, interrupts on.
 */
void tick_nohz_idle_exit(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);
	ktime_t now;

	local_irq_disable();
	now = ktime_get();
	ts->inidle = false;
	tick_nohz_stop_idle(ts, now);
	timer_clear_idle();
	if (ts->tick_stopped)
		tick_nohz_restart_sched_tick(ts, now);
	local_irq_enable();
}

/**
 * tick_irq_enter() - an interrupt hits an idle CPU: is jiffies right?
 *
 * Context: irq_enter(), interrupts off.
 */
void tick_irq_enter(void)
{
	if (this_cpu_read(tick_cpu_sched.tick_stopped))
		tick_do_update_jiffies64(ktime_get());
}

/**
 * tick_nohz_irq_exit() - still idle after an interrupt: timers may have come
 *
 * Context: irq_exit(), interrupts off.
 */
void tick_nohz_irq_exit(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);
	ktime_t now, next;

	if (!ts->tick_stopped)
		return;			/* the tick will see to it */
	now = ktime_get();
	next = need_tick() ? now + TICK_NSEC : tick_nohz_next_event(now);
	if (hrtimer_is_queued(&ts->sched_timer)) {
		if (hrtimer_get_expires(&ts->sched_timer) <= next)
			return;
		hrtimer_cancel(&ts->sched_timer);
	}
	if (next != KTIME_MAX)
		hrtimer_start(&ts->sched_timer, next, HRTIMER_MODE_ABS_PINNED);
}

/**
 * wake_up_nohz_cpu() - an idle CPU has got a timer from us
 * @cpu: another CPU
 *
 * Its idle loop turns once and starts the tick.
 *
 * Context: any.
 */
void wake_up_nohz_cpu(int cpu)
{
	set_tsk_need_resched(idle_task(cpu));
	smp_send_reschedule(cpu);
}

/* @iowait: which of the two sums; the time that runs now goes to one. */
static u64 cpu_idle_ns(int cpu, bool iowait)
{
	struct tick_sched *ts = &per_cpu(tick_cpu_sched, cpu);
	unsigned int seq;
	ktime_t sum;

	do {
		seq = read_seqcount_begin(&ts->idle_seq);
		sum = iowait ? ts->iowait_sleeptime : ts->idle_sleeptime;
		if (ts->idle_entrytime &&
		    iowait == (nr_iowait_cpu(cpu) > 0))
			sum += max_t(ktime_t, ktime_get() - ts->idle_entrytime,
				     0);
	} while (read_seqcount_retry(&ts->idle_seq, seq));
	return sum;
}

/**
 * kcpustat_cpu_fetch() - where a CPU's time has gone
 * @dst: gets it, ns
 * @cpu: which
 *
 * An idle CPU has no ticks to count: its idle time is measured.
 *
 * Context: any but NMI.
 */
void kcpustat_cpu_fetch(struct kernel_cpustat *dst, int cpu)
{
	*dst = kcpustat_cpu(cpu);
	dst->cpustat[CPUTIME_IDLE] = cpu_idle_ns(cpu, false);
	dst->cpustat[CPUTIME_IOWAIT] = cpu_idle_ns(cpu, true);
}

/**
 * tick_setup_sched_timer() - this CPU ticks from now on
 *
 * The CPUs' ticks are spread over the jiffy: they would meet at
 * jiffies_lock otherwise.
 *
 * Context: the CPU itself, interrupts off, its device is ready.
 */
void tick_setup_sched_timer(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);
	ktime_t now = ktime_get();
	u64 offset;

	hrtimer_init(&ts->sched_timer, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	ts->sched_timer.function = tick_sched_timer;
	offset = TICK_NSEC / nr_cpu_ids * smp_processor_id();
	hrtimer_set_expires(&ts->sched_timer, last_jiffies_update + offset);
	hrtimer_forward(&ts->sched_timer, now, TICK_NSEC);
	hrtimer_start_expires(&ts->sched_timer, HRTIMER_MODE_ABS_PINNED);
}
