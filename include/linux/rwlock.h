/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/rwlock.h - many readers or one writer, spinning
 *
 * A reader in an interrupt may come in while a writer waits (readers nest in
 * interrupts: tasklist_lock); a reader in process context queues behind it.
 * So a lock that interrupts read must be written with interrupts off, but may
 * be read with them on.
 *
 * Mirrors: Linux 4.x include/linux/rwlock.h.
 */
#ifndef _LINUX_RWLOCK_H
#define _LINUX_RWLOCK_H

#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/spinlock_types.h>
#include <asm/spinlock.h>

#define rwlock_init(_lock)						\
do {									\
	static struct lock_class_key __key;				\
	(_lock)->raw_lock = (arch_rwlock_t)__ARCH_RW_LOCK_UNLOCKED;	\
	lockdep_init_map(&(_lock)->dep_map, #_lock, &__key, 0);		\
} while (0)

static __always_inline void read_lock(rwlock_t *lock)
{
	preempt_disable();
	rwlock_acquire_read(&lock->dep_map, 0, 0, _RET_IP_);
	arch_read_lock(&lock->raw_lock);
}

static __always_inline void write_lock(rwlock_t *lock)
{
	preempt_disable();
	rwlock_acquire(&lock->dep_map, 0, 0, _RET_IP_);
	arch_write_lock(&lock->raw_lock);
}

static __always_inline void read_unlock(rwlock_t *lock)
{
	rwlock_release(&lock->dep_map, _RET_IP_);
	arch_read_unlock(&lock->raw_lock);
	preempt_enable();
}

static __always_inline void write_unlock(rwlock_t *lock)
{
	rwlock_release(&lock->dep_map, _RET_IP_);
	arch_write_unlock(&lock->raw_lock);
	preempt_enable();
}

#define read_lock_irq(lock) \
	do { local_irq_disable(); read_lock(lock); } while (0)
#define read_lock_bh(lock) \
	do { local_bh_disable(); read_lock(lock); } while (0)
#define read_lock_irqsave(lock, flags) \
	do { local_irq_save(flags); read_lock(lock); } while (0)
#define write_lock_irq(lock) \
	do { local_irq_disable(); write_lock(lock); } while (0)
#define write_lock_bh(lock) \
	do { local_bh_disable(); write_lock(lock); } while (0)
#define write_lock_irqsave(lock, flags) \
	do { local_irq_save(flags); write_lock(lock); } while (0)

#define read_unlock_irq(lock) \
	do { read_unlock(lock); local_irq_enable(); } while (0)
#define read_unlock_bh(lock) \
	do { read_unlock(lock); local_bh_enable(); } while (0)
#define read_unlock_irqrestore(lock, flags) \
	do { read_unlock(lock); local_irq_restore(flags); } while (0)
#define write_unlock_irq(lock) \
	do { write_unlock(lock); local_irq_enable(); } while (0)
#define write_unlock_bh(lock) \
	do { write_unlock(lock); local_bh_enable(); } while (0)
#define write_unlock_irqrestore(lock, flags) \
	do { write_unlock(lock); local_irq_restore(flags); } while (0)

#endif /* _LINUX_RWLOCK_H */
