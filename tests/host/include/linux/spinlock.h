/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests: one thread, so a lock only checks that it is used in pairs. */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/bug.h>

typedef struct { int locked; } spinlock_t;
typedef spinlock_t raw_spinlock_t;

#define __SPIN_LOCK_UNLOCKED(name)	((spinlock_t) { 0 })
#define __RAW_SPIN_LOCK_UNLOCKED(name)	((spinlock_t) { 0 })
#define DEFINE_SPINLOCK(name)		spinlock_t name
#define spin_lock_init(l)		((l)->locked = 0)
#define raw_spin_lock_init(l)		spin_lock_init(l)

static inline void spin_lock(spinlock_t *l)
{
	BUG_ON(l->locked);
	l->locked = 1;
}

static inline void spin_unlock(spinlock_t *l)
{
	BUG_ON(!l->locked);
	l->locked = 0;
}

#define spin_lock_irqsave(l, flags)	 ((flags) = 0, spin_lock(l))
#define spin_unlock_irqrestore(l, flags) ((void)(flags), spin_unlock(l))
#define raw_spin_trylock_irqsave(l, flags) (spin_lock_irqsave(l, flags), 1)
#define raw_spin_unlock_irqrestore(l, flags) spin_unlock_irqrestore(l, flags)

#endif
