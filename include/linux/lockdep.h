/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/lockdep.h - the lock checker's interface (kernel/locking/lockdep.c)
 *
 * Locks call lock_acquire() before they wait and lock_release() when they let
 * go.  Without DEBUG everything here is empty.
 *
 * Mirrors: Linux 4.x include/linux/lockdep.h.
 */
#ifndef _LINUX_LOCKDEP_H
#define _LINUX_LOCKDEP_H

#include <linux/bug.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/lockdep_types.h>

#define SINGLE_DEPTH_NESTING	1

struct task_struct;

#ifdef CONFIG_LOCKDEP

extern int debug_locks;		/* 0 after the first report: be quiet */
extern int debug_locks_silent;

void lockdep_init_map(struct lockdep_map *lock, const char *name,
		      struct lock_class_key *key, int subclass);
void lock_acquire(struct lockdep_map *lock, unsigned int subclass,
		  int trylock, int read, unsigned long ip);
void lock_release(struct lockdep_map *lock, unsigned long ip);
int lock_is_held(const struct lockdep_map *lock);
void lockdep_init_task(struct task_struct *task);
void debug_check_no_locks_held(void);
void debug_show_held_locks(struct task_struct *task);
void lockdep_sys_exit(void);
void debug_locks_off(void);
void lockdep_off(void);
void lockdep_on(void);

#define lockdep_set_class(lock, key) \
	lockdep_init_map(&(lock)->dep_map, #key, key, 0)
#define lockdep_set_class_and_name(lock, key, name) \
	lockdep_init_map(&(lock)->dep_map, name, key, 0)

/* Locks that @tsk holds; nothing is counted once checking is off. */
#define lockdep_depth(tsk)	(debug_locks ? (tsk)->lockdep_depth : 0)
#define lockdep_is_held(lock)	lock_is_held(&(lock)->dep_map)
#define lockdep_assert_held(l) \
	WARN_ON_ONCE(debug_locks && !lockdep_is_held(l))
#define lockdep_assert_held_exclusive(l)	lockdep_assert_held(l)
#define lockdep_assert_held_write(l)		lockdep_assert_held(l)
#define lockdep_assert_held_read(l)		lockdep_assert_held(l)
#define lockdep_assert_not_held(l) \
	WARN_ON_ONCE(debug_locks && lockdep_is_held(l))
#define lockdep_assert_irqs_disabled() \
	WARN_ON_ONCE(debug_locks && !irqs_disabled())

#define STATIC_LOCKDEP_MAP_INIT(_name, _key) \
	{ .name = (_name), .key = (void *)(_key), }
#define __DEP_MAP_INIT(lockname)	.dep_map = { .name = #lockname },

#else /* !CONFIG_LOCKDEP */

#define lockdep_init_map(lock, name, key, subclass) \
	do { (void)(name); (void)(key); } while (0)
#define lock_acquire(l, s, t, r, ip)		do { } while (0)
#define lock_release(l, ip)			do { } while (0)
#define lockdep_init_task(task)			do { } while (0)
#define debug_check_no_locks_held()		do { } while (0)
#define debug_show_held_locks(task)		do { } while (0)
#define lockdep_sys_exit()			do { } while (0)
#define debug_locks_off()			do { } while (0)
#define lockdep_off()				do { } while (0)
#define lockdep_on()				do { } while (0)
#define lockdep_set_class(lock, key)		do { (void)(key); } while (0)
#define lockdep_set_class_and_name(lock, key, name) \
	do { (void)(key); (void)(name); } while (0)
#define lockdep_depth(tsk)			0
#define lockdep_is_held(lock)			1
#define lockdep_assert_held(l)			do { (void)(l); } while (0)
#define lockdep_assert_held_exclusive(l)	do { (void)(l); } while (0)
#define lockdep_assert_held_write(l)		do { (void)(l); } while (0)
#define lockdep_assert_held_read(l)		do { (void)(l); } while (0)
#define lockdep_assert_not_held(l)		do { (void)(l); } while (0)
#define lockdep_assert_irqs_disabled()		do { } while (0)
#define STATIC_LOCKDEP_MAP_INIT(_name, _key)	{ }
#define __DEP_MAP_INIT(lockname)

#endif /* CONFIG_LOCKDEP */

/* Shapes of lock_acquire() that the locks use. */
#define spin_acquire(l, s, t, i)	lock_acquire(l, s, t, 0, i)
#define spin_release(l, i)		lock_release(l, i)
#define rwlock_acquire(l, s, t, i)	lock_acquire(l, s, t, 0, i)
#define rwlock_acquire_read(l, s, t, i)	lock_acquire(l, s, t, 2, i)
#define rwlock_release(l, i)		lock_release(l, i)
#define mutex_acquire(l, s, t, i)	lock_acquire(l, s, t, 0, i)
#define mutex_release(l, i)		lock_release(l, i)
#define rwsem_acquire(l, s, t, i)	lock_acquire(l, s, t, 0, i)
#define rwsem_acquire_read(l, s, t, i)	lock_acquire(l, s, t, 1, i)
#define rwsem_release(l, i)		lock_release(l, i)

#define lock_map_acquire(l)		lock_acquire(l, 0, 0, 0, _THIS_IP_)
#define lock_map_acquire_read(l)	lock_acquire(l, 0, 0, 2, _THIS_IP_)
#define lock_map_release(l)		lock_release(l, _THIS_IP_)

/* "I would take it now": puts the lock into the order graph, takes nothing. */
#define might_lock(lock)					\
do {								\
	lock_acquire(&(lock)->dep_map, 0, 0, 0, _THIS_IP_);	\
	lock_release(&(lock)->dep_map, _THIS_IP_);		\
} while (0)

#endif /* _LINUX_LOCKDEP_H */
