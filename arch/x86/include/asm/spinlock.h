/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/spinlock.h - ticket spinlocks and fair read-write locks
 *
 * Taking a free lock is one locked instruction and a compare, inline; waiting
 * is out of line in kernel/locking/spinlock.c.  Tickets serve the waiters in
 * the order in which they came.
 *
 * Mirrors: Linux 4.1 arch/x86/include/asm/spinlock.h and
 * include/asm-generic/qrwlock.h.
 */
#ifndef _ASM_X86_SPINLOCK_H
#define _ASM_X86_SPINLOCK_H

#include <linux/atomic.h>
#include <asm/spinlock_types.h>

#define TICKET_SHIFT	16
#define TICKET_TAIL	(1U << TICKET_SHIFT)

void __ticket_spin_wait(arch_spinlock_t *lock, u16 ticket);

static __always_inline void arch_spin_lock(arch_spinlock_t *lock)
{
	u32 old = TICKET_TAIL;

	asm volatile("lock; xaddl %0, %1"
		     : "+r" (old), "+m" (lock->head_tail) : : "memory", "cc");
	if (unlikely((u16)old != old >> TICKET_SHIFT))
		__ticket_spin_wait(lock, old >> TICKET_SHIFT);
}

static __always_inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	u32 old = READ_ONCE(lock->head_tail);

	if ((u16)old != old >> TICKET_SHIFT)
		return 0;
	return cmpxchg(&lock->head_tail, old, old + TICKET_TAIL) == old;
}

/* Only the owner writes head, and x86 stores are releases. */
static __always_inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	asm volatile("incw %0" : "+m" (lock->tickets.head) : : "memory", "cc");
}

static inline int arch_spin_is_locked(arch_spinlock_t *lock)
{
	u32 val = READ_ONCE(lock->head_tail);

	return (u16)val != val >> TICKET_SHIFT;
}

static inline int arch_spin_is_contended(arch_spinlock_t *lock)
{
	u32 val = READ_ONCE(lock->head_tail);

	return (u16)((val >> TICKET_SHIFT) - val) > 1;
}

static inline int arch_spin_value_unlocked(arch_spinlock_t lock)
{
	return lock.tickets.head == lock.tickets.tail;
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

static inline int arch_read_trylock(arch_rwlock_t *lock)
{
	u32 cnts = atomic_read(&lock->cnts);

	if (cnts & _QW_WMASK)
		return 0;
	cnts = atomic_add_return(_QR_BIAS, &lock->cnts);
	if (!(cnts & _QW_WMASK))
		return 1;
	atomic_sub(_QR_BIAS, &lock->cnts);
	return 0;
}

static inline int arch_write_trylock(arch_rwlock_t *lock)
{
	return atomic_read(&lock->cnts) == 0 &&
	       atomic_cmpxchg(&lock->cnts, 0, _QW_LOCKED) == 0;
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
