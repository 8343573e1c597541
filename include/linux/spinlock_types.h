/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/spinlock_types.h - spinlock_t and rwlock_t, for struct definitions
 *
 * raw_spinlock_t is the same type: only a real-time kernel tells them apart.
 *
 * Mirrors: Linux 4.x include/linux/spinlock_types.h, rwlock_types.h.
 */
#ifndef _LINUX_SPINLOCK_TYPES_H
#define _LINUX_SPINLOCK_TYPES_H

#include <linux/lockdep_types.h>
#include <asm/spinlock_types.h>

typedef struct spinlock {
	arch_spinlock_t		raw_lock;
	struct lockdep_map	dep_map;
} spinlock_t;

typedef spinlock_t raw_spinlock_t;

typedef struct rwlock {
	arch_rwlock_t		raw_lock;
	struct lockdep_map	dep_map;
} rwlock_t;

#ifdef CONFIG_LOCKDEP
#define SPIN_DEP_MAP_INIT(lockname)	.dep_map = { .name = #lockname },
#else
#define SPIN_DEP_MAP_INIT(lockname)
#endif

#define __SPIN_LOCK_INITIALIZER(lockname) \
	{ .raw_lock = __ARCH_SPIN_LOCK_UNLOCKED, SPIN_DEP_MAP_INIT(lockname) }
#define __SPIN_LOCK_UNLOCKED(lockname) \
	((spinlock_t)__SPIN_LOCK_INITIALIZER(lockname))
#define __RAW_SPIN_LOCK_UNLOCKED(lockname)	__SPIN_LOCK_UNLOCKED(lockname)
#define __RW_LOCK_INITIALIZER(lockname) \
	{ .raw_lock = __ARCH_RW_LOCK_UNLOCKED, SPIN_DEP_MAP_INIT(lockname) }
#define __RW_LOCK_UNLOCKED(lockname) \
	((rwlock_t)__RW_LOCK_INITIALIZER(lockname))

#define DEFINE_SPINLOCK(x)	spinlock_t x = __SPIN_LOCK_INITIALIZER(x)
#define DEFINE_RAW_SPINLOCK(x)	raw_spinlock_t x = __SPIN_LOCK_INITIALIZER(x)
#define DEFINE_RWLOCK(x)	rwlock_t x = __RW_LOCK_INITIALIZER(x)

#endif /* _LINUX_SPINLOCK_TYPES_H */
