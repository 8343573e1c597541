/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/spinlock.h - spinlocks, and fair read-write locks
 *
 * Taking a free lock is one exchange and a test, inline; waiting is out of
 * line in kernel/locking/spinlock.c.
 *
 * A waiter takes the lock when it sees it free: no queue.  In a virtual
 * machine the first of a queue is often a CPU that the host does not run just
 * then, and all behind it would wait for the host.  Linux does the same when
 * it finds itself under a hypervisor.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/qspinlock.h (virt_spin_lock()),
 * include/asm-generic/qrwlock.h.
 */
#ifndef _ASM_X86_SPINLOCK_H
#define _ASM_X86_SPINLOCK_H

#include <linux/atomic.h>
#include <asm/spinlock_types.h>

void __spin_lock_wait(arch_spinlock_t *lock);

static __always_inline void arch_spin_lock(arch_spinlock_t *lock)
{
	if (unlikely(xchg(&lock->locked, 1)))
		__spin_lock_wait(lock);
}

static __always_inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	return !READ_ONCE(lock->locked) && !xchg(&lock->locked, 1);
}

/* x86 stores are releases. */
static __always_inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	smp_store_release(&lock->locked, 0);
}

static inline int arch_spin_is_locked(arch_spinlock_t *lock)
{
	return READ_ONCE(lock->locked);
}

static inline int arch_spin_value_unlocked(arch_spinlock_t lock)
{
	return !lock.locked;
}

#define _QW_WAITING	0x100U
#define _QW_LOCKED	0x0ffU
#define _QW_WMASK	0x1ffU
#define _QR_SHIFT	9
#define _QR_BIAS	(1U << _QR_SHIFT)

void queued_read_lock_slowpath(arch_rwlock_t *lock);
void queued_write_lock_slowpath(arch_rwlock_t *lock);

static __always_inline void arch_read_lock(arch_rwlock_t *lock)
{
	u32 cnts = atomic_add_return(_QR_BIAS, &lock->cnts);

	if (unlikely(cnts & _QW_WMASK))
		queued_read_lock_slowpath(lock);
}

static __always_inline void arch_write_lock(arch_rwlock_t *lock)
{
	if (unlikely(atomic_cmpxchg(&lock->cnts, 0, _QW_LOCKED) != 0))
		queued_write_lock_slowpath(lock);
}

static __always_inline void arch_read_unlock(arch_rwlock_t *lock)
{
	atomic_sub(_QR_BIAS, &lock->cnts);
}

/* The low byte is the writer's own; readers and _QW_WAITING are above it. */
static __always_inline void arch_write_unlock(arch_rwlock_t *lock)
{
	barrier();
	WRITE_ONCE(*(u8 *)&lock->cnts, 0);
}

#endif /* _ASM_X86_SPINLOCK_H */
