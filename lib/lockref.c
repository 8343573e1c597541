// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/lockref.c - a reference count that changes without taking its lock
 *
 * Data       struct lockref: spinlock and count side by side in 8 bytes.
 * I1         While the lock is held nobody else changes the count.
 * I2         A negative count is dead and stays dead.
 *
 * The fast path reads both halves; if the lock half says "free", it swaps the
 * whole word for one with another count.  Had anybody taken the lock in
 * between, the word would differ and the swap fail, which gives I1.
 *
 * Mirrors: Linux 4.19 lib/lockref.c.
 * Simpler than Linux in: with lock debugging the two no longer fit in 8 bytes
 * and every change takes the lock.
 */
#include <linux/lockref.h>

#define USE_CMPXCHG_LOCKREF	(sizeof(spinlock_t) <= 4)
#define LOCKREF_SPINS		100

/*
 * Adds @delta if the count is above @min and the lock is free.
 *
 * Return: 1 done, the new count in *@newp; 0 the count is not above @min;
 * -1 the lock is taken, ask again with it.
 */
static __always_inline int lockref_try(struct lockref *lockref, int delta,
				       int min, int *newp)
{
	struct lockref old;
	int spins = LOCKREF_SPINS;

	if (!USE_CMPXCHG_LOCKREF)
		return -1;
	old.lock_count = READ_ONCE(lockref->lock_count);
	while (arch_spin_value_unlocked(old.lock.raw_lock)) {
		struct lockref new = old;
		u64 seen;

		if (old.count <= min)
			return 0;
		new.count += delta;
		seen = cmpxchg(&lockref->lock_count, old.lock_count,
			       new.lock_count);
		if (likely(seen == old.lock_count)) {
			*newp = new.count;
			return 1;
		}
		if (!--spins)
			break;
		old.lock_count = seen;
	}
	return -1;
}

/**
 * lockref_get() - one more reference
 * @lockref: its count is not zero, or the caller keeps it alive otherwise
 *
 * Context: any; does not sleep.
 */
void lockref_get(struct lockref *lockref)
{
	int new;

	if (likely(lockref_try(lockref, 1, INT_MIN, &new) > 0))
		return;
	spin_lock(&lockref->lock);
	lockref->count++;
	spin_unlock(&lockref->lock);
}

/**
 * lockref_get_not_zero() - one more reference, if there is one already
 * @lockref: memory that stays valid
 *
 * Context: any; does not sleep.
 * Return: 1 if taken.
 */
int lockref_get_not_zero(struct lockref *lockref)
{
	int new, ret;

	ret = lockref_try(lockref, 1, 0, &new);
	if (likely(ret >= 0))
		return ret;
	spin_lock(&lockref->lock);
	ret = 0;
	if (lockref->count > 0) {
		lockref->count++;
		ret = 1;
	}
	spin_unlock(&lockref->lock);
	return ret;
}

/**
 * lockref_get_not_dead() - one more reference, unless it died
 * @lockref: memory that stays valid (RCU); the count may be zero
 *
 * Context: any; does not sleep.
 * Return: 1 if taken.
 */
int lockref_get_not_dead(struct lockref *lockref)
{
	int new, ret;

	ret = lockref_try(lockref, 1, -1, &new);
	if (likely(ret >= 0))
		return ret;
	spin_lock(&lockref->lock);
	ret = 0;
	if (lockref->count >= 0) {
		lockref->count++;
		ret = 1;
	}
	spin_unlock(&lockref->lock);
	return ret;
}

/**
 * lockref_put_return() - one reference less, if that needs no lock
 * @lockref: the caller holds a reference
 *
 * Context: any; does not sleep.
 * Return: the new count, or -1 and nothing done.
 */
int lockref_put_return(struct lockref *lockref)
{
	int new;

	if (likely(lockref_try(lockref, -1, 0, &new) > 0))
		return new;
	return -1;
}

/**
 * lockref_put_or_lock() - one reference less, unless it is the last
 * @lockref: the caller holds a reference
 *
 * Context: any; does not sleep.
 * Return: 1 if dropped; 0 with the lock held and the count unchanged.
 */
int lockref_put_or_lock(struct lockref *lockref)
{
	int new;

	if (likely(lockref_try(lockref, -1, 1, &new) > 0))
		return 1;
	spin_lock(&lockref->lock);
	if (lockref->count <= 1)
		return 0;
	lockref->count--;
	spin_unlock(&lockref->lock);
	return 1;
}

/**
 * lockref_mark_dead() - no reference may be taken any more
 * @lockref: its lock is held
 *
 * Context: any; does not sleep.
 */
void lockref_mark_dead(struct lockref *lockref)
{
	assert_spin_locked(&lockref->lock);
	lockref->count = -128;
}
