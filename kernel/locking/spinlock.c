// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/locking/spinlock.c - the slow paths of spinlocks and rwlocks
 *
 * Data       ticket lock: head is served, tail is the next ticket to give.
 *            rwlock: cnts = readers << 9 | writer waits << 8 | writer (0xff),
 *            and a ticket lock as the queue of those who must wait.
 * I1         A writer holds the low byte 0xff only while no reader counts,
 *            except one that backs out within a few instructions.
 * I2         In process context nobody overtakes the queue: a new reader
 *            that sees the writer bits waits behind it.
 * I3         A reader in an interrupt waits for a writer that *holds* the
 *            lock, never for one that waits: the interrupted code may be
 *            reading, and that writer waits for it.
 * Locking    these are the locks.  Any context; interrupts as the caller has
 *            them.
 * Entry      __ticket_spin_wait() queued_read_lock_slowpath()
 *            queued_write_lock_slowpath() _atomic_dec_and_lock()
 *
 * Mirrors: Linux 4.1 arch/x86 ticket spinlocks, 4.x kernel/locking/qrwlock.c,
 * lib/dec_and_lock.c.  Simpler than Linux in: no MCS queues, no paravirt.
 */
#include <linux/spinlock.h>

#include <linux/export.h>

#include <asm/processor.h>

/**
 * __ticket_spin_wait() - wait until a ticket is served
 * @lock: the lock
 * @ticket: what the caller drew
 *
 * Context: any.  On return the caller holds @lock.
 */
void __ticket_spin_wait(arch_spinlock_t *lock, u16 ticket)
{
	do {
		cpu_relax();
	} while (READ_ONCE(lock->tickets.head) != ticket);
	barrier();
}
EXPORT_SYMBOL(__ticket_spin_wait);

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
 * @lock: the lock
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
