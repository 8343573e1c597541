// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/locking/mutex.c - sleeping mutual exclusion
 *
 * Data       lock->owner: the holder's task_struct with three flag bits below
 *            it; lock->wait_list: waiters, first come first.
 * I1         MUTEX_FLAG_WAITERS is set exactly while wait_list is not empty
 *            (both change under wait_lock).
 * I2         A free mutex may be taken by anybody who comes by.  The first
 *            waiter, when it was woken in vain, sets HANDOFF: then unlock
 *            gives the mutex to it, owner = waiter | PICKUP, and nobody else
 *            can take it.  So nobody starves.
 * Locking    wait_lock guards wait_list.  owner changes by cmpxchg only.
 * Lifetime   unlock touches the mutex after it is free: who frees the memory
 *            must know that no mutex_unlock() is under way (a reference
 *            count, not the mutex itself, says so).
 * Entry      mutex_lock() mutex_lock_interruptible() mutex_lock_killable()
 *            mutex_trylock() mutex_unlock()
 *
 * Mirrors: Linux 4.10+ kernel/locking/mutex.c.
 * Simpler than Linux in: waiters do not spin while the owner runs; no
 * wound/wait mutexes.
 */
#include <linux/mutex.h>

#include <linux/export.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>

#define MUTEX_FLAG_WAITERS	0x01UL	/* unlock must wake somebody */
#define MUTEX_FLAG_HANDOFF	0x02UL	/* unlock must give it to the first */
#define MUTEX_FLAG_PICKUP	0x04UL	/* it was given; owner is to take it */
#define MUTEX_FLAGS		0x07UL

/* On the waiter's stack. */
struct mutex_waiter {
	struct list_head	list;	/* wait_lock */
	struct task_struct	*task;	/* [I] */
};

/* For mutex_init(): each place of use is a class of its own to lockdep. */
void __mutex_init(struct mutex *lock, const char *name,
		  struct lock_class_key *key)
{
	atomic_long_set(&lock->owner, 0);
	spin_lock_init(&lock->wait_lock);
	INIT_LIST_HEAD(&lock->wait_list);
	lockdep_init_map(&lock->dep_map, name, key, 0);
}
EXPORT_SYMBOL(__mutex_init);

static inline struct task_struct *owner_task(unsigned long owner)
{
	return (struct task_struct *)(owner & ~MUTEX_FLAGS);
}

/* Take it if it is free or was handed to us. */
static bool __mutex_trylock(struct mutex *lock)
{
	unsigned long curr = (unsigned long)current;
	s64 owner = atomic_long_read(&lock->owner);

	for (;;) {
		unsigned long flags = owner & MUTEX_FLAGS;
		struct task_struct *task = owner_task(owner);

		if (task) {
			if (task != current || !(flags & MUTEX_FLAG_PICKUP))
				return false;
			flags &= ~MUTEX_FLAG_PICKUP;
		} else {
			flags &= ~MUTEX_FLAG_HANDOFF;
		}
		if (atomic_long_try_cmpxchg(&lock->owner, &owner,
					    curr | flags))
			return true;
	}
}

static inline bool __mutex_trylock_fast(struct mutex *lock)
{
	return likely(atomic_long_cmpxchg(&lock->owner, 0,
					  (long)current) == 0);
}

static void __mutex_set_flag(struct mutex *lock, unsigned long flag)
{
	s64 owner = atomic_long_read(&lock->owner);

	while (!atomic_long_try_cmpxchg(&lock->owner, &owner, owner | flag))
		;
}

static void __mutex_clear_flag(struct mutex *lock, unsigned long flag)
{
	s64 owner = atomic_long_read(&lock->owner);

	while (!atomic_long_try_cmpxchg(&lock->owner, &owner, owner & ~flag))
		;
}

static bool is_first_waiter(struct mutex *lock, struct mutex_waiter *waiter)
{
	return lock->wait_list.next == &waiter->list;
}

/* wait_lock is held. */
static void remove_waiter(struct mutex *lock, struct mutex_waiter *waiter)
{
	list_del(&waiter->list);
	if (list_empty(&lock->wait_list))
		__mutex_clear_flag(lock, MUTEX_FLAGS);
}

/*
 * Sleep until the mutex is ours.  wait_lock is held on entry and return.
 * Return: 0, or -EINTR when a signal that @state lets through came first.
 */
static int __sched mutex_wait(struct mutex *lock, struct mutex_waiter *waiter,
		      unsigned int state)
{
	for (;;) {
		bool first;

		set_current_state(state);
		if (__mutex_trylock(lock))
			break;
		if (unlikely(signal_pending_state(state, current))) {
			__set_current_state(TASK_RUNNING);
			return -EINTR;
		}
		spin_unlock(&lock->wait_lock);
		schedule();
		spin_lock(&lock->wait_lock);

		/* Woken first and still beaten: insist on it (I2). */
		first = is_first_waiter(lock, waiter);
		if (first && !__mutex_trylock(lock))
			__mutex_set_flag(lock, MUTEX_FLAG_HANDOFF);
		else if (first)
			break;
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static noinline int __sched __mutex_lock_slowpath(struct mutex *lock,
					  unsigned int state)
{
	struct mutex_waiter waiter = { .task = current };
	int ret;

	spin_lock(&lock->wait_lock);
	if (__mutex_trylock(lock)) {
		spin_unlock(&lock->wait_lock);
		return 0;
	}
	list_add_tail(&waiter.list, &lock->wait_list);
	if (is_first_waiter(lock, &waiter))
		__mutex_set_flag(lock, MUTEX_FLAG_WAITERS);

	ret = mutex_wait(lock, &waiter, state);
	if (!ret) {
		remove_waiter(lock, &waiter);
	} else if (__mutex_trylock(lock)) {
		/* It was handed to us between the signal and here. */
		remove_waiter(lock, &waiter);
		ret = 0;
	} else {
		/* A HANDOFF that we asked for must not go to the next. */
		if (is_first_waiter(lock, &waiter))
			__mutex_clear_flag(lock, MUTEX_FLAG_HANDOFF);
		remove_waiter(lock, &waiter);
	}
	spin_unlock(&lock->wait_lock);
	return ret;
}

static inline int __mutex_lock_common(struct mutex *lock, unsigned int state,
				      unsigned int subclass, unsigned long ip)
{
	int ret = 0;

	might_sleep();
	mutex_acquire(&lock->dep_map, subclass, 0, ip);
	if (!__mutex_trylock_fast(lock))
		ret = __mutex_lock_slowpath(lock, state);
	if (ret)
		mutex_release(&lock->dep_map, ip);
	return ret;
}

/**
 * mutex_lock() - take a mutex
 * @lock: the mutex
 *
 * Context: process context, may sleep; not recursive.
 */
void __sched mutex_lock(struct mutex *lock)
{
	__mutex_lock_common(lock, TASK_UNINTERRUPTIBLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock);

/**
 * mutex_lock_interruptible() - take a mutex, unless a signal comes
 * @lock: the mutex
 *
 * Context: process context, may sleep.
 * Return: 0 with the mutex held, or -EINTR without it.
 */
int __sched mutex_lock_interruptible(struct mutex *lock)
{
	return __mutex_lock_common(lock, TASK_INTERRUPTIBLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_interruptible);

/**
 * mutex_lock_killable() - take a mutex, unless a fatal signal comes
 * @lock: the mutex
 *
 * Context: process context, may sleep.
 * Return: 0 with the mutex held, or -EINTR without it.
 */
int __sched mutex_lock_killable(struct mutex *lock)
{
	return __mutex_lock_common(lock, TASK_KILLABLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_killable);

/* For locks of one class that are taken inside each other. */
void __sched mutex_lock_nested(struct mutex *lock, unsigned int subclass)
{
	__mutex_lock_common(lock, TASK_UNINTERRUPTIBLE, subclass, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_nested);

/**
 * mutex_trylock() - take a mutex if it is free
 * @lock: the mutex
 *
 * Context: process context; does not sleep.
 * Return: 1 with the mutex held, else 0.
 */
int mutex_trylock(struct mutex *lock)
{
	if (!__mutex_trylock(lock))
		return 0;
	mutex_acquire(&lock->dep_map, 0, 1, _RET_IP_);
	return 1;
}
EXPORT_SYMBOL(mutex_trylock);

static void __mutex_handoff(struct mutex *lock, struct task_struct *task)
{
	s64 owner = atomic_long_read(&lock->owner);
	unsigned long new;

	do {
		new = (owner & MUTEX_FLAG_WAITERS) | (unsigned long)task;
		if (task)
			new |= MUTEX_FLAG_PICKUP;
	} while (!atomic_long_try_cmpxchg(&lock->owner, &owner, new));
}

static noinline void __mutex_unlock_slowpath(struct mutex *lock)
{
	s64 owner = atomic_long_read(&lock->owner);
	struct task_struct *next = NULL;

	/* Free it at once, for whoever comes by; but not when it is promised. */
	while (!(owner & MUTEX_FLAG_HANDOFF)) {
		if (!atomic_long_try_cmpxchg(&lock->owner, &owner,
					     owner & MUTEX_FLAGS))
			continue;
		if (!(owner & MUTEX_FLAG_WAITERS))
			return;
		break;
	}

	spin_lock(&lock->wait_lock);
	if (!list_empty(&lock->wait_list))
		next = list_first_entry(&lock->wait_list, struct mutex_waiter,
					list)->task;
	if (owner & MUTEX_FLAG_HANDOFF)
		__mutex_handoff(lock, next);
	/* Under wait_lock the waiter cannot go away. */
	if (next)
		wake_up_process(next);
	spin_unlock(&lock->wait_lock);
}

/**
 * mutex_unlock() - let go of a mutex
 * @lock: the mutex, held by current
 *
 * Context: process context; does not sleep.
 */
void mutex_unlock(struct mutex *lock)
{
	mutex_release(&lock->dep_map, _RET_IP_);
	if (atomic_long_cmpxchg(&lock->owner, (long)current, 0) !=
	    (long)current)
		__mutex_unlock_slowpath(lock);
}
EXPORT_SYMBOL(mutex_unlock);
