/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/lockref.h - a spinlock and a reference count in one word
 *
 * The count may change by one cmpxchg of the whole word while nobody holds
 * the lock, so taking a reference needs no lock, yet whoever holds the lock
 * sees a count that stands still.
 */
#ifndef _LINUX_LOCKREF_H
#define _LINUX_LOCKREF_H

#include <linux/spinlock.h>

struct lockref {
	union {
		u64 lock_count;
		struct {
			spinlock_t	lock;
			int		count;	/* negative: dead */
		};
	};
};

void lockref_get(struct lockref *lockref);
int lockref_put_return(struct lockref *lockref);
int lockref_get_not_zero(struct lockref *lockref);
int lockref_get_not_dead(struct lockref *lockref);
int lockref_put_or_lock(struct lockref *lockref);
void lockref_mark_dead(struct lockref *lockref);

/* Caller holds the lock. */
static inline bool __lockref_is_dead(const struct lockref *l)
{
	return l->count < 0;
}

#endif /* _LINUX_LOCKREF_H */
