/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/spinlock.h - spinlocks: short critical sections that never sleep
 *
 * spin_lock()		the lock is never taken in an interrupt
 * spin_lock_bh()	softirqs take it too
 * spin_lock_irq()	interrupts take it too, and are on now
 * spin_lock_irqsave()	interrupts take it too, who knows whether they are on
 *
 * Holding one raises preempt_count, so might_sleep() can complain.
 *
 * Mirrors: Linux 4.x include/linux/spinlock.h.
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/rwlock.h>
#include <linux/spinlock_types.h>
#include <asm/barrier.h>
#include <asm/spinlock.h>

#define spin_lock_init(_lock)						\
do {									\
	static struct lock_class_key __key;				\
	(_lock)->raw_lock = (arch_spinlock_t)__ARCH_SPIN_LOCK_UNLOCKED;	\
	lockdep_init_map(&(_lock)->dep_map, #_lock, &__key, 0);		\
} while (0)

static __always_inline void spin_lock_nested(spinlock_t *lock, int subclass)
{
	preempt_disable();
	spin_acquire(&lock->dep_map, subclass, 0, _RET_IP_);
	arch_spin_lock(&lock->raw_lock);
}

static __always_inline void spin_lock(spinlock_t *lock)
{
	spin_lock_nested(lock, 0);
}

static __always_inline void spin_lock_bh(spinlock_t *lock)
{
	local_bh_disable();
	spin_lock(lock);
}

static __always_inline void spin_lock_irq(spinlock_t *lock)
{
	local_irq_disable();
	spin_lock(lock);
}

static __always_inline unsigned long
_spin_lock_irqsave_nested(spinlock_t *lock, int subclass)
{
	unsigned long flags;

	local_irq_save(flags);
	spin_lock_nested(lock, subclass);
	return flags;
}

#define spin_lock_irqsave(lock, flags) \
	do { (flags) = _spin_lock_irqsave_nested(lock, 0); } while (0)
#define spin_lock_irqsave_nested(lock, flags, subclass) \
	do { (flags) = _spin_lock_irqsave_nested(lock, subclass); } while (0)

static __always_inline void spin_unlock(spinlock_t *lock)
{
	spin_release(&lock->dep_map, _RET_IP_);
	arch_spin_unlock(&lock->raw_lock);
	preempt_enable();
}

static __always_inline void spin_unlock_bh(spinlock_t *lock)
{
	spin_unlock(lock);
	local_bh_enable();
}

static __always_inline void spin_unlock_irq(spinlock_t *lock)
{
	spin_release(&lock->dep_map, _RET_IP_);
	arch_spin_unlock(&lock->raw_lock);
	local_irq_enable();
	preempt_enable();
}

static __always_inline void spin_unlock_irqrestore(spinlock_t *lock,
						   unsigned long flags)
{
	spin_release(&lock->dep_map, _RET_IP_);
	arch_spin_unlock(&lock->raw_lock);
	local_irq_restore(flags);
	preempt_enable();
}

static __always_inline int spin_trylock(spinlock_t *lock)
{
	preempt_disable();
	if (arch_spin_trylock(&lock->raw_lock)) {
		spin_acquire(&lock->dep_map, 0, 1, _RET_IP_);
		return 1;
	}
	preempt_enable();
	return 0;
}

static __always_inline int spin_trylock_bh(spinlock_t *lock)
{
	local_bh_disable();
	if (spin_trylock(lock))
		return 1;
	local_bh_enable();
	return 0;
}

#define spin_trylock_irqsave(lock, flags)			\
({								\
	local_irq_save(flags);					\
	spin_trylock(lock) ? 1 :				\
		({ local_irq_restore(flags); 0; });		\
})

#define spin_is_locked(lock)	arch_spin_is_locked(&(lock)->raw_lock)

#ifdef CONFIG_LOCKDEP
#define assert_spin_locked(x)	lockdep_assert_held(x)
#else
#define assert_spin_locked(x)	do { (void)(x); } while (0)
#endif

/* True, with the lock held, when @atomic went down to 0. */
int _atomic_dec_and_lock(atomic_t *atomic, spinlock_t *lock);
#define atomic_dec_and_lock(atomic, lock) _atomic_dec_and_lock(atomic, lock)

#define raw_spin_lock_init(lock)		spin_lock_init(lock)
#define raw_spin_lock(lock)			spin_lock(lock)
#define raw_spin_lock_nested(lock, s)		spin_lock_nested(lock, s)
#define raw_spin_lock_irq(lock)			spin_lock_irq(lock)
#define raw_spin_lock_irqsave(lock, flags)	spin_lock_irqsave(lock, flags)
#define raw_spin_unlock(lock)			spin_unlock(lock)
#define raw_spin_unlock_irq(lock)		spin_unlock_irq(lock)
#define raw_spin_unlock_irqrestore(lock, flags)	\
	spin_unlock_irqrestore(lock, flags)
#define raw_spin_trylock(lock)			spin_trylock(lock)
#define raw_spin_trylock_irqsave(lock, flags)	spin_trylock_irqsave(lock, flags)
#define raw_spin_is_locked(lock)		spin_is_locked(lock)

#endif /* _LINUX_SPINLOCK_H */
