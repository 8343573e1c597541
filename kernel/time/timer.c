// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/timer.c - the timer wheel: timeouts in jiffies, by the thousand
 *
 * Most timeouts are set and taken back; few fire.  So setting and taking
 * back must cost little, and firing may be a bit late.  Timers hang in
 * buckets, in levels of 64; a bucket of level n holds what expires within
 * 8^n jiffies, rounded up to the bucket's end:
 *
 *	level  bucket is  for timers from	to
 *	  0      4 ms		  0 ms		   252 ms
 *	  1     32 ms		252 ms		     2 s
 *	  2    256 ms		  2 s		    16 s
 *	  3      2 s		 16 s		     2 min
 *	 ..
 *	  8     18 h		 12 d		    49 d (and beyond)
 *
 * A timer never moves from level to level: it fires with its bucket, late by
 * an eighth of its timeout at most.  Finding the next bucket is a search in
 * a bitmap.
 *
 * Data       timer_bases (per CPU): clk is the jiffy to process next,
 *            pending_map has a bit for each bucket that is not empty,
 *            next_expiry is the jiffy of the first one.
 * I1         A queued timer is in a bucket of the base that timer->flags
 *            names; flags' upper bits name the bucket.
 * I2         next_expiry is not later than any queued timer of the base.
 * I3         running_timer is set while a callback runs, without the lock.
 * I4         is_idle says that the CPU will not look at the wheel by itself:
 *            who adds a first timer wakes it.  It is set under the lock
 *            together with the decision until when to sleep.
 * Locking    base->lock, raw, interrupts off.  TIMER_MIGRATING in flags: the
 *            timer is between two bases, wait.
 * Lifetime   the owner's; after del_timer_sync() the callback does not run.
 *            A callback may free its timer.
 * Entry      init_timer_key() mod_timer() add_timer() del_timer()
 *            del_timer_sync() run_local_timers()
 * Mirrors:   Linux 4.8+ kernel/time/timer.c (sleeping: sleep_timeout.c).
 * Simpler than Linux in: deferrable timers are ordinary ones, timers stay on
 *            the CPU that sets them.
 */
#include <linux/timer.h>

#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/cputime.h>
#include <linux/smp.h>
#include <linux/posix-timers.h>
#include <linux/tick.h>

#include "tick-internal.h"

#define LVL_CLK_SHIFT	3
#define LVL_CLK_DIV	(1UL << LVL_CLK_SHIFT)
#define LVL_CLK_MASK	(LVL_CLK_DIV - 1)
#define LVL_SHIFT(n)	((n) * LVL_CLK_SHIFT)
#define LVL_GRAN(n)	(1UL << LVL_SHIFT(n))
#define LVL_BITS	6
#define LVL_SIZE	(1UL << LVL_BITS)
#define LVL_MASK	(LVL_SIZE - 1)
#define LVL_OFFS(n)	((n) * LVL_SIZE)
#define LVL_DEPTH	9
#define WHEEL_SIZE	(LVL_SIZE * LVL_DEPTH)
/* First timeout that does not fit into the levels below n. */
#define LVL_START(n)	((LVL_SIZE - 1) << (((n) - 1) * LVL_CLK_SHIFT))
#define WHEEL_TIMEOUT_CUTOFF	(LVL_START(LVL_DEPTH))
#define WHEEL_TIMEOUT_MAX	(WHEEL_TIMEOUT_CUTOFF - LVL_GRAN(LVL_DEPTH - 1))
/* Nothing queued: far away, but before the comparisons wrap. */
#define NEXT_TIMER_MAX_DELTA	((1UL << 30) - 1)

struct timer_base {
	raw_spinlock_t		lock;
	struct timer_list	*running_timer;	/* lock */
	unsigned long		clk;		/* lock; jiffy */
	unsigned long		next_expiry;	/* lock; read without */
	unsigned int		cpu;		/* [I] */
	bool			is_idle;	/* lock; own CPU clears */
	bool			timers_pending;	/* lock; next_expiry is real */
	DECLARE_BITMAP(pending_map, WHEEL_SIZE); /* lock */
	struct hlist_head	vectors[WHEEL_SIZE]; /* lock */
} ____cacheline_aligned;

static DEFINE_PER_CPU(struct timer_base, timer_bases);

static unsigned int timer_get_idx(const struct timer_list *timer)
{
	return (timer->flags & TIMER_ARRAYMASK) >> TIMER_ARRAYSHIFT;
}

/* Bucket of level @lvl for @expires; @bucket_expiry gets when it fires. */
static unsigned int calc_index(unsigned long expires, unsigned int lvl,
			       unsigned long *bucket_expiry)
{
	/* Up to the next bucket: never early. */
	expires = (expires + LVL_GRAN(lvl)) >> LVL_SHIFT(lvl);
	*bucket_expiry = expires << LVL_SHIFT(lvl);
	return LVL_OFFS(lvl) + (expires & LVL_MASK);
}

static unsigned int calc_wheel_index(unsigned long expires, unsigned long clk,
				     unsigned long *bucket_expiry)
{
	unsigned long delta = expires - clk;
	unsigned int lvl;

	if ((long)delta < 0) {
		*bucket_expiry = clk;
		return clk & LVL_MASK;
	}
	for (lvl = 0; lvl < LVL_DEPTH - 1; lvl++)
		if (delta < LVL_START(lvl + 1))
			return calc_index(expires, lvl, bucket_expiry);
	/* The wheel's end is the latest it can do. */
	if (delta >= WHEEL_TIMEOUT_CUTOFF)
		expires = clk + WHEEL_TIMEOUT_MAX;
	return calc_index(expires, LVL_DEPTH - 1, bucket_expiry);
}

/* Put @timer into its bucket.  Context: base->lock held.  Keeps: I1, I2. */
static void internal_add_timer(struct timer_base *base,
			       struct timer_list *timer)
{
	unsigned long bucket_expiry;
	unsigned int idx;

	idx = calc_wheel_index(timer->expires, base->clk, &bucket_expiry);
	hlist_add_head(&timer->entry, base->vectors + idx);
	__set_bit(idx, base->pending_map);
	timer->flags = (timer->flags & ~TIMER_ARRAYMASK) |
		       (idx << TIMER_ARRAYSHIFT);
	if (!time_before(bucket_expiry, base->next_expiry))
		return;
	WRITE_ONCE(base->next_expiry, bucket_expiry);
	base->timers_pending = true;
	if (base->is_idle && base->cpu != smp_processor_id())
		wake_up_nohz_cpu(base->cpu);			/* I4 */
}

static void detach_timer(struct timer_list *timer, bool clear_pending)
{
	struct hlist_node *entry = &timer->entry;

	__hlist_del(entry);
	if (clear_pending)
		WRITE_ONCE(entry->pprev, NULL);
	entry->next = LIST_POISON2;
}

/* Return: 1 when @timer was queued. */
static int detach_if_pending(struct timer_list *timer, struct timer_base *base,
			     bool clear_pending)
{
	unsigned int idx = timer_get_idx(timer);

	if (!timer_pending(timer))
		return 0;
	/* next_expiry stays: earlier than need be is allowed (I2). */
	if (hlist_is_singular_node(&timer->entry, base->vectors + idx))
		__clear_bit(idx, base->pending_map);
	detach_timer(timer, clear_pending);
	return 1;
}

static struct timer_base *get_timer_base(u32 flags)
{
	return &per_cpu(timer_bases, flags & TIMER_CPUMASK);
}

static struct timer_base *lock_timer_base(struct timer_list *timer,
					  unsigned long *flags)
{
	for (;;) {
		u32 tf = READ_ONCE(timer->flags);

		if (!(tf & TIMER_MIGRATING)) {
			struct timer_base *base = get_timer_base(tf);

			raw_spin_lock_irqsave(&base->lock, *flags);
			if (timer->flags == tf)
				return base;
			raw_spin_unlock_irqrestore(&base->lock, *flags);
		}
		cpu_relax();
	}
}

/* A wheel that was not looked at for long must not sort by an old clk. */
static void forward_timer_base(struct timer_base *base)
{
	unsigned long jnow = READ_ONCE(jiffies);

	if (!time_after(jnow, base->clk))
		return;
	/* Not past what is still to be run. */
	if (time_after(base->next_expiry, jnow))
		base->clk = jnow;
	else if (!WARN_ON_ONCE(time_before(base->next_expiry, base->clk)))
		base->clk = base->next_expiry;
}

/* Bring a timer that is not queued to another base; both unlock/lock. */
static struct timer_base *switch_timer_base(struct timer_list *timer,
					    struct timer_base *base,
					    struct timer_base *new_base)
{
	timer->flags |= TIMER_MIGRATING;
	raw_spin_unlock(&base->lock);
	raw_spin_lock(&new_base->lock);
	WRITE_ONCE(timer->flags,
		   (timer->flags & ~TIMER_BASEMASK) | new_base->cpu);
	return new_base;
}

#define MOD_TIMER_PENDING_ONLY	0x01
#define MOD_TIMER_REDUCE	0x02

static int __mod_timer(struct timer_list *timer, unsigned long expires,
		       unsigned int options)
{
	struct timer_base *base, *new_base;
	unsigned long flags;
	int ret;

	/* A timeout that is set again and again to the same time: common. */
	if (timer_pending(timer)) {
		long diff = timer->expires - expires;

		if (!diff || ((options & MOD_TIMER_REDUCE) && diff <= 0))
			return 1;
	}
	base = lock_timer_base(timer, &flags);
	if ((options & MOD_TIMER_REDUCE) && timer_pending(timer) &&
	    time_before_eq(timer->expires, expires)) {
		ret = 1;
		goto out_unlock;
	}
	ret = detach_if_pending(timer, base, false);
	if (!ret && (options & MOD_TIMER_PENDING_ONLY))
		goto out_unlock;

	new_base = this_cpu_ptr(&timer_bases);
	/* del_timer_sync() looks for a running callback in one base only. */
	if (base != new_base && base->running_timer != timer)
		base = switch_timer_base(timer, base, new_base);
	forward_timer_base(base);
	timer->expires = expires;
	internal_add_timer(base, timer);
out_unlock:
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return ret;
}

/**
 * init_timer_key() - set a timer up; use timer_setup()
 * @timer: the timer
 * @func: its callback
 * @flags: TIMER_*
 */
void init_timer_key(struct timer_list *timer,
		    void (*func)(struct timer_list *), unsigned int flags)
{
	timer->entry.pprev = NULL;
	timer->function = func;
	timer->flags = flags | raw_smp_processor_id();
}

/**
 * mod_timer() - (re)start a timer
 * @timer: the timer
 * @expires: jiffies
 *
 * Context: any but NMI.
 * Return: 1 when it was queued before.
 */
int mod_timer(struct timer_list *timer, unsigned long expires)
{
	return __mod_timer(timer, expires, 0);
}

/**
 * add_timer() - start a timer
 * @timer: with ->expires set; not queued
 *
 * Context: any but NMI.
 */
void add_timer(struct timer_list *timer)
{
	if (WARN_ON_ONCE(timer_pending(timer)))
		return;
	mod_timer(timer, timer->expires);
}

/**
 * add_timer_on() - start a timer on a certain CPU
 * @timer: with ->expires set; not queued
 * @cpu: where its callback shall run
 *
 * Context: any but NMI.
 */
void add_timer_on(struct timer_list *timer, int cpu)
{
	struct timer_base *new_base = &per_cpu(timer_bases, cpu);
	struct timer_base *base;
	unsigned long flags;

	if (WARN_ON_ONCE(timer_pending(timer)))
		return;
	base = lock_timer_base(timer, &flags);
	if (base != new_base)
		base = switch_timer_base(timer, base, new_base);
	forward_timer_base(base);
	internal_add_timer(base, timer);
	raw_spin_unlock_irqrestore(&base->lock, flags);
}

/**
 * del_timer() - take a timer out
 * @timer: the timer; its callback may be running, or about to
 *
 * Context: any but NMI.
 * Return: 1 when it was queued.
 */
int del_timer(struct timer_list *timer)
{
	struct timer_base *base;
	unsigned long flags;
	int ret;

	if (!timer_pending(timer))
		return 0;
	base = lock_timer_base(timer, &flags);
	ret = detach_if_pending(timer, base, true);
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return ret;
}

/**
 * try_to_del_timer_sync() - take a timer out, unless its callback runs
 *
 * Context: any but NMI.
 * Return: 1 it was queued, 0 it was not, -1 its callback runs.
 */
int try_to_del_timer_sync(struct timer_list *timer)
{
	struct timer_base *base;
	unsigned long flags;
	int ret = -1;

	base = lock_timer_base(timer, &flags);
	if (base->running_timer != timer)
		ret = detach_if_pending(timer, base, true);
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return ret;
}

/**
 * del_timer_sync() - take a timer out; its callback does not run afterwards
 *
 * Context: not from interrupts (but for TIMER_IRQSAFE timers), nor with a
 * lock that the callback takes; nobody starts the timer meanwhile.
 * Return: 1 when it was queued.
 */
int del_timer_sync(struct timer_list *timer)
{
	int ret;

	WARN_ON_ONCE(in_irq() && !(timer->flags & TIMER_IRQSAFE));
	while ((ret = try_to_del_timer_sync(timer)) < 0)
		cpu_relax();
	return ret;
}

/* First used bucket of a level from @clk on, as a distance; -1: none. */
static int next_pending_bucket(struct timer_base *base, unsigned int offset,
			       unsigned int clk)
{
	unsigned int start = offset + clk, end = offset + LVL_SIZE, pos;

	pos = find_next_bit(base->pending_map, end, start);
	if (pos < end)
		return pos - start;
	pos = find_next_bit(base->pending_map, start, offset);
	return pos < start ? (int)(pos + LVL_SIZE - start) : -1;
}

/* Compute next_expiry from the bitmap.  Context: base->lock held. */
static void next_expiry_recalc(struct timer_base *base)
{
	unsigned long clk = base->clk;
	unsigned long next = clk + NEXT_TIMER_MAX_DELTA;
	unsigned int lvl, offset = 0;

	base->timers_pending = false;
	for (lvl = 0; lvl < LVL_DEPTH; lvl++, offset += LVL_SIZE) {
		int pos = next_pending_bucket(base, offset, clk & LVL_MASK);
		unsigned long lvl_clk = clk & LVL_CLK_MASK;

		if (pos >= 0) {
			unsigned long at = (clk + pos) << LVL_SHIFT(lvl);

			base->timers_pending = true;
			if (time_before(at, next))
				next = at;
			/* Before the next level's turn: nothing is earlier. */
			if (pos <= (int)((LVL_CLK_DIV - lvl_clk) &
					 LVL_CLK_MASK))
				break;
		}
		/* The next level's clock, rounded up to its next turn. */
		clk = (clk >> LVL_CLK_SHIFT) + (lvl_clk ? 1 : 0);
	}
	WRITE_ONCE(base->next_expiry, next);
}

/* Unhook what is due at base->clk: at most one bucket of each level. */
static int collect_expired_timers(struct timer_base *base,
				  struct hlist_head *heads)
{
	unsigned long clk = base->clk = base->next_expiry;
	int i, levels = 0;

	for (i = 0; i < LVL_DEPTH; i++) {
		unsigned int idx = (clk & LVL_MASK) + i * LVL_SIZE;

		if (__test_and_clear_bit(idx, base->pending_map))
			hlist_move_list(base->vectors + idx, heads + levels++);
		if (clk & LVL_CLK_MASK)
			break;		/* not this level's turn to go on */
		clk >>= LVL_CLK_SHIFT;
	}
	return levels;
}

static void call_timer_fn(struct timer_list *timer,
			  void (*fn)(struct timer_list *))
{
	int count = preempt_count();

	fn(timer);
	if (WARN_ONCE(count != preempt_count(),
		      "timer: %pS preempt leak: %08x -> %08x\n", fn, count,
		      preempt_count()))
		preempt_count_set(count);
}

/* Context: base->lock held, dropped around each callback. */
static void expire_timers(struct timer_base *base, struct hlist_head *head)
{
	while (!hlist_empty(head)) {
		struct timer_list *timer;
		void (*fn)(struct timer_list *);

		timer = hlist_entry(head->first, struct timer_list, entry);
		base->running_timer = timer;			/* I3 */
		detach_timer(timer, true);
		fn = timer->function;
		if (timer->flags & TIMER_IRQSAFE) {
			raw_spin_unlock(&base->lock);
			call_timer_fn(timer, fn);
			raw_spin_lock(&base->lock);
		} else {
			raw_spin_unlock_irq(&base->lock);
			call_timer_fn(timer, fn);
			raw_spin_lock_irq(&base->lock);
		}
		base->running_timer = NULL;
	}
}

/* TIMER_SOFTIRQ */
static void run_timer_softirq(struct softirq_action *h)
{
	struct timer_base *base = this_cpu_ptr(&timer_bases);
	struct hlist_head heads[LVL_DEPTH];
	int levels;

	if (time_before(jiffies, base->next_expiry))
		return;
	raw_spin_lock_irq(&base->lock);
	while (time_after_eq(jiffies, base->next_expiry)) {
		levels = collect_expired_timers(base, heads);
		base->clk++;
		next_expiry_recalc(base);
		while (levels--)
			expire_timers(base, heads + levels);
	}
	raw_spin_unlock_irq(&base->lock);
}

/**
 * run_local_timers() - the tick: is anything of this CPU's wheel due?
 *
 * Context: hard interrupt.
 */
void run_local_timers(void)
{
	if (time_after_eq(jiffies, this_cpu_read(timer_bases.next_expiry)))
		raise_softirq_irqoff(TIMER_SOFTIRQ);
}

/**
 * update_process_times() - what a tick does for the task that it hits
 * @user_tick: it was in user mode
 *
 * Context: the tick, hard interrupt.
 */
void update_process_times(int user_tick)
{
	struct task_struct *p = current;

	account_process_tick(p, user_tick);
	run_local_timers();
	rcu_check_callbacks(user_tick);
	scheduler_tick();
	run_posix_cpu_timers(p);
}

/**
 * get_next_timer_interrupt() - until when can this idle CPU sleep?
 * @basej: jiffies
 * @basem: monotonic time of that jiffy's begin
 *
 * If it is longer than a tick, timers added from now on by others wake the
 * CPU (I4), until timer_clear_idle().
 *
 * Context: idle CPU, interrupts off.
 * Return: monotonic time, KTIME_MAX for ever.
 */
u64 get_next_timer_interrupt(unsigned long basej, u64 basem)
{
	struct timer_base *base = this_cpu_ptr(&timer_bases);
	u64 expires = KTIME_MAX;

	raw_spin_lock(&base->lock);
	forward_timer_base(base);
	/* What is known may be of a timer that was taken out. */
	next_expiry_recalc(base);
	if (time_before_eq(base->next_expiry, basej))
		expires = basem;
	else if (base->timers_pending)
		expires = basem + (u64)(base->next_expiry - basej) * TICK_NSEC;
	if (expires > basem + TICK_NSEC)
		base->is_idle = true;
	raw_spin_unlock(&base->lock);
	return expires;
}

/**
 * timer_clear_idle() - this CPU looks at its wheel again
 *
 * Without the lock: somebody may wake us for nothing, that is all.
 *
 * Context: idle CPU, interrupts off.
 */
void timer_clear_idle(void)
{
	this_cpu_write(timer_bases.is_idle, false);
}

/**
 * init_timers() - empty wheels
 *
 * Context: start_kernel().
 */
void __init init_timers(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct timer_base *base = &per_cpu(timer_bases, cpu);

		base->cpu = cpu;
		raw_spin_lock_init(&base->lock);
		base->clk = jiffies;
		base->next_expiry = base->clk + NEXT_TIMER_MAX_DELTA;
	}
	open_softirq(TIMER_SOFTIRQ, run_timer_softirq);
}
