/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mutex.h - sleeping mutual exclusion, one owner
 *
 * Rules: process context only; the task that locked unlocks; not recursive;
 * a task must not exit with one held.
 *
 * Mirrors: Linux 4.10+ include/linux/mutex.h (owner word with flag bits).
 */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock_types.h>

/*
 * owner: task_struct of the holder, 0 when free; its low bits are
 * MUTEX_FLAG_*.  wait_list is guarded by wait_lock.
 */
struct mutex {
	atomic_long_t		owner;
	spinlock_t		wait_lock;
	struct list_head	wait_list;	/* [wait_lock] in order of arrival */
	struct lockdep_map	dep_map;
};

#ifdef CONFIG_LOCKDEP
#define __DEP_MAP_MUTEX_INITIALIZER(lockname) \
	.dep_map = { .name = #lockname },
#else
#define __DEP_MAP_MUTEX_INITIALIZER(lockname)
#endif

#define __MUTEX_INITIALIZER(lockname)				\
{								\
	.owner = ATOMIC_LONG_INIT(0),				\
	.wait_lock = __SPIN_LOCK_INITIALIZER(lockname.wait_lock), \
	.wait_list = LIST_HEAD_INIT(lockname.wait_list),	\
	__DEP_MAP_MUTEX_INITIALIZER(lockname)			\
}

#define DEFINE_MUTEX(mutexname) \
	struct mutex mutexname = __MUTEX_INITIALIZER(mutexname)

#define mutex_init(mutex)				\
do {							\
	static struct lock_class_key __key;		\
	__mutex_init((mutex), #mutex, &__key);		\
} while (0)

void __mutex_init(struct mutex *lock, const char *name,
		  struct lock_class_key *key);
void mutex_lock_nested(struct mutex *lock, unsigned int subclass);
void mutex_lock(struct mutex *lock);
int __must_check mutex_lock_interruptible(struct mutex *lock);
int __must_check mutex_lock_killable(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

static inline bool mutex_is_locked(struct mutex *lock)
{
	return atomic_long_read(&lock->owner) != 0;
}

static inline void mutex_destroy(struct mutex *lock)
{
	(void)lock;
}

#endif /* _LINUX_MUTEX_H */
