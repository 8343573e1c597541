/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/rwsem.h - sleeping lock for many readers or one writer
 *
 * Waiters are served in the order in which they came; readers that wait side
 * by side get in together.  A reader must not take the same rwsem again: a
 * writer may wait between the two.
 *
 * Mirrors: Linux 4.x include/linux/rwsem.h.
 */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock_types.h>

struct task_struct;

/* count: see kernel/locking/rwsem.c.  wait_list: under wait_lock. */
struct rw_semaphore {
	atomic_long_t		count;
	struct list_head	wait_list;
	raw_spinlock_t		wait_lock;
	struct task_struct	*owner;		/* the writer, for debugging */
	struct lockdep_map	dep_map;
};

#ifdef CONFIG_LOCKDEP
#define __RWSEM_DEP_MAP_INIT(lockname)	.dep_map = { .name = #lockname },
#else
#define __RWSEM_DEP_MAP_INIT(lockname)
#endif

#define __RWSEM_INITIALIZER(name)				\
{								\
	.count = ATOMIC_LONG_INIT(0),				\
	.wait_list = LIST_HEAD_INIT((name).wait_list),		\
	.wait_lock = __SPIN_LOCK_INITIALIZER(name.wait_lock),	\
	__RWSEM_DEP_MAP_INIT(name)				\
}

#define DECLARE_RWSEM(name) \
	struct rw_semaphore name = __RWSEM_INITIALIZER(name)

#define init_rwsem(sem)					\
do {							\
	static struct lock_class_key __key;		\
	__init_rwsem((sem), #sem, &__key);		\
} while (0)

void __init_rwsem(struct rw_semaphore *sem, const char *name,
		  struct lock_class_key *key);

void down_read(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int __must_check down_write_killable(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);

void down_write_nested(struct rw_semaphore *sem, int subclass);

static inline int rwsem_is_locked(struct rw_semaphore *sem)
{
	return atomic_long_read(&sem->count) != 0;
}

#endif /* _LINUX_RWSEM_H */
