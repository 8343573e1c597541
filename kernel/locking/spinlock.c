// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/locking/spinlock.c - the slow paths of spinlocks and rwlocks
 *
 * Data       spinlock: locked, and how many CPUs wait (a hint).
 *            rwlock: cnts = readers << 9 | writer waits << 8 | writer (0xff),
 *            and a spinlock that the one who is next in holds.
 * I1         A writer holds the low byte 0xff only while no reader counts,
 *            except one that backs out within a few instructions.
 * I2         In process context nobody overtakes the queue: a new reader
 *            that sees the writer bits waits behind it.
 * I3         A reader in an interrupt waits for a writer that *holds* the
 *            lock, never for one that waits: the interrupted code may be
 *            reading, and that writer waits for it.
 * Locking    these are the locks.  Any context; interrupts as the caller has
 *            them.
 * Entry      __spin_lock_wait() queued_read_lock_slowpath()
 *            queued_write_lock_slowpath() _atomic_dec_and_lock()
 *
 * Mirrors: Linux 4.x kernel/locking/qspinlock.c (virt_spin_lock()), qrwlock.c,
 * lib/dec_and_lock.c.  Simpler than Linux in: no queues: see asm/spinlock.h.
 */
#include <linux/spinlock.h>

#include <linux/export.h>

#include <asm/processor.h>

/**
 * __spin_lock_wait() - wait until a lock is free, and take it
 *
 * Context: any.
 */
void __spin_lock_wait(arch_spinlock_t *lock)
{
	xadd(&lock->waiters, 1);
	do {
		/* Only read while it is held: the line stays shared. */
		while (READ_ONCE(lock->locked))
			cpu_relax();
	} while (xchg(&lock->locked, 1));
	xadd(&lock->waiters, -1);
}
EXPORT_SYMBOL(__spin_lock_wait);

/**
 * queued_read_lock_slowpath() - get a read lock that a writer has or wants
 * @lock: the lock; the caller has counted itself as a reader
 *
 * Context: any.  On return the caller holds @lock for reading.
 * Keeps: I2, I3.
 */
void queued_read_lock_slowpath(arch_rwlock_t *lock)
{
	if (unlikely(in_interrupt())) {
		while ((atomic_read(&lock->cnts) & _QW_LOCKED) == _QW_LOCKED)
			cpu_relax();
		barrier();
		return;
	}
	atomic_sub(_QR_BIAS, &lock->cnts);

	arch_spin_lock(&lock->wait_lock);
	/* First in the queue: only the writer that is inside can delay us. */
	atomic_add(_QR_BIAS, &lock->cnts);
	smp_mb__after_atomic();
	while ((atomic_read(&lock->cnts) & _QW_LOCKED) == _QW_LOCKED)
		cpu_relax();
	barrier();
	arch_spin_unlock(&lock->wait_lock);
}
EXPORT_SYMBOL(queued_read_lock_slowpath);

/**
 * queued_write_lock_slowpath() - wait for readers and writers to leave
 *
 * Context: any.  On return the caller holds @lock for writing.
 */
void queued_write_lock_slowpath(arch_rwlock_t *lock)
{
	arch_spin_lock(&lock->wait_lock);

	if (atomic_read(&lock->cnts) == 0 &&
	    atomic_cmpxchg(&lock->cnts, 0, _QW_LOCKED) == 0)
		goto unlock;

	/*
	 * Keep new readers out.  Only the head of the queue writes this bit;
	 * a holding writer clears just its own byte, so nothing is lost.
	 */
	atomic_add(_QW_WAITING, &lock->cnts);
	for (;;) {
		if (atomic_read(&lock->cnts) == _QW_WAITING &&
		    atomic_cmpxchg(&lock->cnts, _QW_WAITING,
				   _QW_LOCKED) == _QW_WAITING)
			break;
		cpu_relax();
	}
unlock:
	arch_spin_unlock(&lock->wait_lock);
}
EXPORT_SYMBOL(queued_write_lock_slowpath);

/**
 * _atomic_dec_and_lock() - drop a count, and take a lock if it was the last
 * @atomic: the count
 * @lock: the lock
 *
 * The lock is taken before the count reaches 0, so whoever finds the object
 * under @lock finds it counted.
 *
 * Context: as spin_lock().
 * Return: 1 with @lock held when the count is now 0, else 0.
 */
int _atomic_dec_and_lock(atomic_t *atomic, spinlock_t *lock)
{
	if (atomic_add_unless(atomic, -1, 1))
		return 0;

	spin_lock(lock);
	if (atomic_dec_and_test(atomic))
		return 1;
	spin_unlock(lock);
	return 0;
}
EXPORT_SYMBOL(_atomic_dec_and_lock);
