/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/ratelimit.h - at most @burst events per @interval
 * Mirrors: Linux 4.x include/linux/ratelimit.h
 */
#ifndef _LINUX_RATELIMIT_H
#define _LINUX_RATELIMIT_H

#include <linux/param.h>
#include <linux/spinlock.h>

#define DEFAULT_RATELIMIT_INTERVAL	(5 * HZ)
#define DEFAULT_RATELIMIT_BURST		10

/* [l] lock  [I] set before use */
struct ratelimit_state {
	raw_spinlock_t	lock;
	int		interval;	/* [I] jiffies; 0: no limit */
	int		burst;		/* [I] */
	int		printed;	/* [l] events let through in this window */
	int		missed;		/* [l] events refused in this window */
	unsigned long	begin;		/* [l] jiffies; 0: no window yet */
};

#define RATELIMIT_STATE_INIT(name, interval_init, burst_init) {		\
		.lock		= __RAW_SPIN_LOCK_UNLOCKED(name.lock),	\
		.interval	= interval_init,			\
		.burst		= burst_init,				\
	}

#define DEFINE_RATELIMIT_STATE(name, interval_init, burst_init)		\
	struct ratelimit_state name =					\
		RATELIMIT_STATE_INIT(name, interval_init, burst_init)

static inline void ratelimit_state_init(struct ratelimit_state *rs,
					int interval, int burst)
{
	raw_spin_lock_init(&rs->lock);
	rs->interval = interval;
	rs->burst = burst;
	rs->printed = 0;
	rs->missed = 0;
	rs->begin = 0;
}

int ___ratelimit(struct ratelimit_state *rs, const char *func);
#define __ratelimit(state)	___ratelimit(state, __func__)

#endif
