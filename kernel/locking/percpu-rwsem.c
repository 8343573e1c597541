// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/locking/percpu-rwsem.c - rwsem for locks that are hardly ever written
 *
 * Data       read_count, per CPU: the sum over all CPUs is the number of
 *            readers inside (a reader may leave on another CPU than it came
 *            in, so a single count means nothing).
 * I1         A fast reader looks at readers_block and counts itself in one
 *            RCU read-side section.  The writer sets readers_block and waits
 *            a grace period: then every reader has either been counted or
 *            will see that it is blocked.
 * Locking    rw_sem: one writer at a time, and the queue of blocked readers.
 * Entry      percpu_down_read() percpu_up_read() percpu_down_write()
 *            percpu_up_write()
 * Mirrors: Linux 4.x kernel/locking/percpu-rwsem.c.
 */
#include <linux/percpu-rwsem.h>

#include <linux/errno.h>
#include <linux/export.h>

/* For percpu_init_rwsem(), may sleep. Return: 0 or -ENOMEM. */
int __percpu_init_rwsem(struct percpu_rw_semaphore *sem, const char *name,
			struct lock_class_key *key)
{
	sem->read_count = alloc_percpu(unsigned int);
	if (!sem->read_count)
		return -ENOMEM;
	sem->readers_block = 0;
	__init_rwsem(&sem->rw_sem, name, key);
	init_waitqueue_head(&sem->writer);
	return 0;
}
EXPORT_SYMBOL(__percpu_init_rwsem);

/* Nobody uses it any more. May be called when initialising it failed. */
void percpu_free_rwsem(struct percpu_rw_semaphore *sem)
{
	free_percpu(sem->read_count);
	sem->read_count = NULL;
}
EXPORT_SYMBOL(percpu_free_rwsem);

/**
 * percpu_down_read_trylock() - get in if no writer is there
 *
 * Context: process context; does not sleep.
 * Return: 1 when in, else 0.
 */
int percpu_down_read_trylock(struct percpu_rw_semaphore *sem)
{
	int ret;

	rcu_read_lock();
	ret = !smp_load_acquire(&sem->readers_block);
	if (likely(ret))
		this_cpu_inc(*sem->read_count);
	rcu_read_unlock();
	return ret;
}
EXPORT_SYMBOL(percpu_down_read_trylock);

/**
 * percpu_down_read() - get in, wait for a writer if need be
 *
 * Context: process context, may sleep.
 */
void percpu_down_read(struct percpu_rw_semaphore *sem)
{
	might_sleep();
	if (likely(percpu_down_read_trylock(sem)))
		return;
	down_read(&sem->rw_sem);
	this_cpu_inc(*sem->read_count);
	up_read(&sem->rw_sem);
}
EXPORT_SYMBOL(percpu_down_read);

/**
 * percpu_up_read() - leave
 *
 * Context: process context.  Keeps: I1, for leaving.
 */
void percpu_up_read(struct percpu_rw_semaphore *sem)
{
	bool wake;

	rcu_read_lock();
	this_cpu_dec(*sem->read_count);
	wake = READ_ONCE(sem->readers_block);
	rcu_read_unlock();
	if (unlikely(wake))
		wake_up(&sem->writer);
}
EXPORT_SYMBOL(percpu_up_read);

static bool readers_gone(struct percpu_rw_semaphore *sem)
{
	unsigned int sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(*per_cpu_ptr(sem->read_count, cpu));
	return sum == 0;
}

/**
 * percpu_down_write() - wait until all readers have left, keep new ones out
 *
 * Context: process context, sleeps for a grace period.
 */
void percpu_down_write(struct percpu_rw_semaphore *sem)
{
	down_write(&sem->rw_sem);
	WRITE_ONCE(sem->readers_block, 1);
	synchronize_rcu();
	wait_event(sem->writer, readers_gone(sem));
}
EXPORT_SYMBOL(percpu_down_write);

/* Readers touch their own CPU only again. */
void percpu_up_write(struct percpu_rw_semaphore *sem)
{
	/* What we wrote is seen by who sees the 0. */
	smp_store_release(&sem->readers_block, 0);
	up_write(&sem->rw_sem);
}
EXPORT_SYMBOL(percpu_up_write);
