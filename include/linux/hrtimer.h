/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/hrtimer.h - "call me back at this nanosecond"
 *
 * The callback runs in the timer interrupt, interrupts off, on the CPU where
 * the timer was started; it returns HRTIMER_RESTART after hrtimer_forward()
 * to be queued again.  See kernel/time/hrtimer.c.
 *
 * Mirrors: Linux 4.x include/linux/hrtimer.h (without HRTIMER_MODE_SOFT).
 */
#ifndef _LINUX_HRTIMER_H
#define _LINUX_HRTIMER_H

#include <linux/ktime.h>
#include <linux/percpu.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>
#include <linux/timerqueue.h>

struct hrtimer_clock_base;
struct hrtimer_cpu_base;
struct restart_block;
struct task_struct;

enum hrtimer_mode {
	HRTIMER_MODE_ABS	= 0x00,
	HRTIMER_MODE_REL	= 0x01,
	HRTIMER_MODE_PINNED	= 0x02,		/* only for itself */
	HRTIMER_MODE_ABS_PINNED = HRTIMER_MODE_ABS | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_REL_PINNED = HRTIMER_MODE_REL | HRTIMER_MODE_PINNED,
};

enum hrtimer_restart {
	HRTIMER_NORESTART,
	HRTIMER_RESTART,
};

#define HRTIMER_STATE_INACTIVE	0x00
#define HRTIMER_STATE_ENQUEUED	0x01

/*
 * node.expires is the latest time the callback may run, _softexpires the
 * earliest: between the two it is bundled with others.  Fields: base->lock,
 * except that the owner may read them while the timer is not active.
 */
struct hrtimer {
	struct timerqueue_node	node;
	ktime_t			_softexpires;
	enum hrtimer_restart	(*function)(struct hrtimer *timer);
	struct hrtimer_clock_base *base;
	u8			state;		/* HRTIMER_STATE_* */
};

/* A timer that wakes a task: what sleeping functions put on the stack. */
struct hrtimer_sleeper {
	struct hrtimer		timer;
	struct task_struct	*task;		/* NULL once it has fired */
};

enum hrtimer_base_type {
	HRTIMER_BASE_MONOTONIC,
	HRTIMER_BASE_REALTIME,
	HRTIMER_BASE_BOOTTIME,
	HRTIMER_BASE_TAI,
	HRTIMER_MAX_CLOCK_BASES,
};

/* The timers of one clock on one CPU. */
struct hrtimer_clock_base {
	struct hrtimer_cpu_base	*cpu_base;	/* [I] */
	unsigned int		index;		/* [I] HRTIMER_BASE_* */
	clockid_t		clockid;	/* [I] */
	seqcount_t		seq;		/* lock; of running and state */
	struct hrtimer		*running;	/* lock; callback under way */
	struct timerqueue_head	active;		/* lock */
	ktime_t			(*get_time)(void); /* [I] */
	ktime_t			offset;		/* lock; to monotonic */
} ____cacheline_aligned;

/* All hrtimers of one CPU; @lock is taken with interrupts off. */
struct hrtimer_cpu_base {
	raw_spinlock_t		lock;
	unsigned int		cpu;		/* [I] */
	unsigned int		active_bases;	/* lock; bit: base has timers */
	unsigned int		clock_was_set_seq; /* lock */
	bool			online;		/* lock; has a device */
	bool			in_hrtirq;	/* lock; programs at its end */
	unsigned int		nr_events;	/* own CPU; interrupts */
	ktime_t			expires_next;	/* lock; what is programmed */
	struct hrtimer_clock_base clock_base[HRTIMER_MAX_CLOCK_BASES];
} ____cacheline_aligned;

DECLARE_PER_CPU(struct hrtimer_cpu_base, hrtimer_bases);

extern unsigned int hrtimer_resolution;		/* ns, for clock_getres() */

static inline void hrtimer_set_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = time;
	timer->_softexpires = time;
}

static inline void hrtimer_set_expires_range_ns(struct hrtimer *timer,
						ktime_t time, u64 delta)
{
	timer->_softexpires = time;
	timer->node.expires = ktime_add_safe(time, ns_to_ktime(delta));
}

static inline void hrtimer_add_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = ktime_add_safe(timer->node.expires, time);
	timer->_softexpires = ktime_add_safe(timer->_softexpires, time);
}

static inline void hrtimer_add_expires_ns(struct hrtimer *timer, u64 ns)
{
	hrtimer_add_expires(timer, ns_to_ktime(ns));
}

static inline ktime_t hrtimer_get_expires(const struct hrtimer *timer)
{
	return timer->node.expires;
}

static inline ktime_t hrtimer_cb_get_time(struct hrtimer *timer)
{
	return timer->base->get_time();
}

static inline ktime_t hrtimer_expires_remaining(const struct hrtimer *timer)
{
	return timer->node.expires - timer->base->get_time();
}

static inline bool hrtimer_is_queued(struct hrtimer *timer)
{
	return READ_ONCE(timer->state) & HRTIMER_STATE_ENQUEUED;
}

void hrtimer_init(struct hrtimer *timer, clockid_t which_clock,
		  enum hrtimer_mode mode);
#define hrtimer_init_on_stack(t, c, m)	hrtimer_init(t, c, m)
#define destroy_hrtimer_on_stack(t)	do { } while (0)

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode);
int hrtimer_cancel(struct hrtimer *timer);
int hrtimer_try_to_cancel(struct hrtimer *timer);
bool hrtimer_active(const struct hrtimer *timer);
ktime_t hrtimer_get_remaining(const struct hrtimer *timer);
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval);

static inline void hrtimer_start(struct hrtimer *timer, ktime_t tim,
				 const enum hrtimer_mode mode)
{
	hrtimer_start_range_ns(timer, tim, 0, mode);
}

static inline void hrtimer_start_expires(struct hrtimer *timer,
					 enum hrtimer_mode mode)
{
	ktime_t soft = timer->_softexpires;

	hrtimer_start_range_ns(timer, soft,
			       ktime_to_ns(timer->node.expires - soft), mode);
}

static inline void hrtimer_restart(struct hrtimer *timer)
{
	hrtimer_start_expires(timer, HRTIMER_MODE_ABS);
}

static inline u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval)
{
	return hrtimer_forward(timer, timer->base->get_time(), interval);
}

void hrtimer_init_sleeper(struct hrtimer_sleeper *sl,
			  struct task_struct *tsk);
int nanosleep_copyout(struct restart_block *restart, struct timespec64 *ts);
long hrtimer_nanosleep(const struct timespec64 *rqtp,
		       const enum hrtimer_mode mode, const clockid_t clockid);

/* Sleep until @expires (NULL: for ever); set the task state before. */
int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta,
				   const enum hrtimer_mode mode,
				   clockid_t clock_id);
int schedule_hrtimeout_range(ktime_t *expires, u64 delta,
			     const enum hrtimer_mode mode);

/* kernel/time/hrtimer.c, for the rest of kernel/time. */
void hrtimers_init(void);
void hrtimer_interrupt(void);
void clock_was_set(void);

#endif /* _LINUX_HRTIMER_H */
