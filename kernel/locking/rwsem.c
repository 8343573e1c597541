// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/locking/rwsem.c - many readers or one writer, sleeping
 *
 * Data       sem->count: readers * 256, bit 2 "hand it to the first", bit 1
 *            "somebody waits", bit 0 "a writer is in".
 *            sem->wait_list: waiters in order of arrival.
 * I1         RWSEM_FLAG_WAITERS is set exactly while wait_list is not empty
 *            (both change under wait_lock).
 * I2         Readers in the queue are let in by whoever wakes them, a writer
 *            takes the lock itself when it is first and finds it free.
 *            Others may overtake the queue only while the lock is free; a
 *            first writer that was woken in vain sets HANDOFF, and then
 *            nobody does: else each turn would cost a wake-up.
 * I3         A reader that fails in the fast path counts for a moment.  A
 *            first writer may see that and go to sleep, so the reader, once
 *            it has taken its count back, wakes the first again.
 * Locking    wait_lock (interrupts off: up_read() is called in completions)
 *            guards wait_list.  count changes by atomics.
 * Entry      down_read() down_write() up_read() up_write()
 *            and the _trylock, _killable, _nested forms
 *
 * Mirrors: Linux 4.x kernel/locking/rwsem.c, rwsem-xadd.c; the layout of
 * count is that of later versions, it needs no biases.
 * Simpler than Linux in: waiters do not spin while the owner runs.
 */
#include <linux/rwsem.h>

#include <linux/export.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>

#define RWSEM_WRITER_LOCKED	1L
#define RWSEM_FLAG_WAITERS	2L
#define RWSEM_FLAG_HANDOFF	4L
#define RWSEM_READER_BIAS	256L
#define RWSEM_FLAGS		(RWSEM_FLAG_WAITERS | RWSEM_FLAG_HANDOFF)
#define RWSEM_READ_FAILED	(RWSEM_WRITER_LOCKED | RWSEM_FLAGS)
#define RWSEM_LOCKED		(~RWSEM_FLAGS)		/* readers, writer */

/* On the waiter's stack.  A reader that was let in finds task NULL. */
struct rwsem_waiter {
	struct list_head	list;	/* wait_lock */
	struct task_struct	*task;
	bool			writer;	/* [I] */
};

/* For init_rwsem(): each place of use is a class of its own to lockdep. */
void __init_rwsem(struct rw_semaphore *sem, const char *name,
		  struct lock_class_key *key)
{
	atomic_long_set(&sem->count, 0);
	raw_spin_lock_init(&sem->wait_lock);
	INIT_LIST_HEAD(&sem->wait_list);
	sem->owner = NULL;
	lockdep_init_map(&sem->dep_map, name, key, 0);
}
EXPORT_SYMBOL(__init_rwsem);

static struct rwsem_waiter *first_waiter(struct rw_semaphore *sem)
{
	return list_first_entry(&sem->wait_list, struct rwsem_waiter, list);
}

/* wait_lock is held: only then do the flags change.  HANDOFF is the first's. */
static void del_waiter(struct rw_semaphore *sem, struct rwsem_waiter *waiter)
{
	long flags = 0;

	if (first_waiter(sem) == waiter)
		flags = atomic_long_read(&sem->count) & RWSEM_FLAG_HANDOFF;
	list_del(&waiter->list);
	if (list_empty(&sem->wait_list))
		flags |= RWSEM_FLAG_WAITERS;
	if (flags)
		atomic_long_sub(flags, &sem->count);
}

/* Let in a reader from the queue; its stack frame may vanish at the store. */
static void grant_reader(struct rw_semaphore *sem,
			 struct rwsem_waiter *waiter)
{
	struct task_struct *tsk = waiter->task;

	atomic_long_add(RWSEM_READER_BIAS, &sem->count);
	del_waiter(sem, waiter);
	get_task_struct(tsk);
	smp_store_release(&waiter->task, NULL);
	wake_up_process(tsk);
	put_task_struct(tsk);
}

/*
 * Wake the first waiter if it is a writer; let in the readers up to the next
 * writer otherwise.  wait_lock is held.
 */
static void rwsem_mark_wake(struct rw_semaphore *sem)
{
	struct rwsem_waiter *waiter;

	if (list_empty(&sem->wait_list))
		return;
	waiter = first_waiter(sem);
	if (waiter->writer) {
		wake_up_process(waiter->task);
		return;
	}
	if (atomic_long_read(&sem->count) & RWSEM_WRITER_LOCKED)
		return;
	while (!list_empty(&sem->wait_list)) {
		waiter = first_waiter(sem);
		if (waiter->writer)
			break;
		grant_reader(sem, waiter);
	}
}

static noinline void rwsem_wake(struct rw_semaphore *sem)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	rwsem_mark_wake(sem);
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
}

/* A waiter gives up: those behind it may be able to go.  wait_lock held. */
static void abort_wait(struct rw_semaphore *sem, struct rwsem_waiter *waiter)
{
	del_waiter(sem, waiter);
	rwsem_mark_wake(sem);
}

/* The caller counts as a reader, but met a writer or a queue. */
static noinline int __sched
rwsem_down_read_slowpath(struct rw_semaphore *sem, long count,
			 unsigned int state)
{
	struct rwsem_waiter waiter = { .task = current, .writer = false };
	long adjustment = -RWSEM_READER_BIAS;
	int ret = 0;

	/* Free, but for those who wait to be woken. */
	if (count == (RWSEM_READER_BIAS | RWSEM_FLAG_WAITERS))
		return 0;

	raw_spin_lock_irq(&sem->wait_lock);
	if (list_empty(&sem->wait_list)) {
		if (!(atomic_long_read(&sem->count) & RWSEM_WRITER_LOCKED)) {
			raw_spin_unlock_irq(&sem->wait_lock);
			return 0;
		}
		adjustment += RWSEM_FLAG_WAITERS;
	}
	list_add_tail(&waiter.list, &sem->wait_list);
	count = atomic_long_add_return(adjustment, &sem->count);
	if (!(count & RWSEM_LOCKED) || (first_waiter(sem) == &waiter &&
					!(count & RWSEM_WRITER_LOCKED)))
		rwsem_mark_wake(sem);		/* maybe ourselves; I3 */
	raw_spin_unlock_irq(&sem->wait_lock);

	for (;;) {
		set_current_state(state);
		if (!smp_load_acquire(&waiter.task))
			break;
		if (unlikely(signal_pending_state(state, current))) {
			raw_spin_lock_irq(&sem->wait_lock);
			if (waiter.task) {
				abort_wait(sem, &waiter);
				ret = -EINTR;
			}
			raw_spin_unlock_irq(&sem->wait_lock);
			break;
		}
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	return ret;
}

/* Overtake the queue, if the lock is free and not promised. */
static bool rwsem_steal_write_lock(struct rw_semaphore *sem)
{
	s64 count = atomic_long_read(&sem->count);

	return count == RWSEM_FLAG_WAITERS &&
	       atomic_long_try_cmpxchg(&sem->count, &count,
				       count | RWSEM_WRITER_LOCKED);
}

/* First in the queue and the lock is free?  wait_lock is held. */
static bool rwsem_try_write_lock(struct rw_semaphore *sem,
				 struct rwsem_waiter *waiter)
{
	s64 count = atomic_long_read(&sem->count);

	if (first_waiter(sem) != waiter)
		return false;
	do {
		if (count & RWSEM_LOCKED)
			return false;
	} while (!atomic_long_try_cmpxchg(&sem->count, &count,
					  count | RWSEM_WRITER_LOCKED));
	del_waiter(sem, waiter);
	return true;
}

/* Woken, and perhaps beaten by one who came by: not again.  I2 */
static void insist_on_handoff(struct rw_semaphore *sem)
{
	long count = atomic_long_read(&sem->count);

	if ((count & RWSEM_LOCKED) && !(count & RWSEM_FLAG_HANDOFF))
		atomic_long_add(RWSEM_FLAG_HANDOFF, &sem->count);
}

static noinline int __sched
rwsem_down_write_slowpath(struct rw_semaphore *sem, unsigned int state)
{
	struct rwsem_waiter waiter = { .task = current, .writer = true };
	int ret = 0;

	if (rwsem_steal_write_lock(sem))
		return 0;
	raw_spin_lock_irq(&sem->wait_lock);
	if (list_empty(&sem->wait_list))
		atomic_long_add(RWSEM_FLAG_WAITERS, &sem->count);
	list_add_tail(&waiter.list, &sem->wait_list);

	for (;;) {
		set_current_state(state);
		if (rwsem_try_write_lock(sem, &waiter))
			break;
		if (unlikely(signal_pending_state(state, current))) {
			abort_wait(sem, &waiter);
			ret = -EINTR;
			break;
		}
		raw_spin_unlock_irq(&sem->wait_lock);
		schedule();
		raw_spin_lock_irq(&sem->wait_lock);
		if (first_waiter(sem) == &waiter)
			insist_on_handoff(sem);
	}
	__set_current_state(TASK_RUNNING);
	raw_spin_unlock_irq(&sem->wait_lock);
	return ret;
}

static inline int __down_read(struct rw_semaphore *sem, unsigned int state,
			      int subclass, unsigned long ip)
{
	long count;
	int ret = 0;

	might_sleep();
	rwsem_acquire_read(&sem->dep_map, subclass, 0, ip);
	count = atomic_long_add_return(RWSEM_READER_BIAS, &sem->count);
	if (unlikely(count & RWSEM_READ_FAILED))
		ret = rwsem_down_read_slowpath(sem, count, state);
	if (ret)
		rwsem_release(&sem->dep_map, ip);
	return ret;
}

static inline int __down_write(struct rw_semaphore *sem, unsigned int state,
			       int subclass, unsigned long ip)
{
	int ret = 0;

	might_sleep();
	rwsem_acquire(&sem->dep_map, subclass, 0, ip);
	if (unlikely(atomic_long_cmpxchg(&sem->count, 0,
					 RWSEM_WRITER_LOCKED) != 0))
		ret = rwsem_down_write_slowpath(sem, state);
	if (ret)
		rwsem_release(&sem->dep_map, ip);
	else
		sem->owner = current;
	return ret;
}

/**
 * down_read() - take for reading
 *
 * Context: process context, may sleep; not recursive.
 */
void __sched down_read(struct rw_semaphore *sem)
{
	__down_read(sem, TASK_UNINTERRUPTIBLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(down_read);

/**
 * down_read_trylock() - take for reading if that needs no waiting
 *
 * Context: any; does not sleep.
 * Return: 1 when taken, else 0.
 */
int down_read_trylock(struct rw_semaphore *sem)
{
	s64 count = atomic_long_read(&sem->count);

	do {
		if (count & RWSEM_READ_FAILED)
			return 0;
	} while (!atomic_long_try_cmpxchg(&sem->count, &count,
					  count + RWSEM_READER_BIAS));
	lock_acquire(&sem->dep_map, 0, 1, 1, _RET_IP_);
	return 1;
}
EXPORT_SYMBOL(down_read_trylock);

/**
 * down_write() - take for writing
 *
 * Context: process context, may sleep; not recursive.
 */
void __sched down_write(struct rw_semaphore *sem)
{
	__down_write(sem, TASK_UNINTERRUPTIBLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(down_write);

/**
 * down_write_killable() - take for writing, unless a fatal signal comes
 *
 * Context: process context, may sleep.
 * Return: 0, or -EINTR without it.
 */
int __sched down_write_killable(struct rw_semaphore *sem)
{
	return __down_write(sem, TASK_KILLABLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(down_write_killable);

/**
 * down_write_trylock() - take for writing if it is free
 *
 * Context: any; does not sleep.
 * Return: 1 when taken, else 0.
 */
int down_write_trylock(struct rw_semaphore *sem)
{
	if (atomic_long_cmpxchg(&sem->count, 0, RWSEM_WRITER_LOCKED) != 0)
		return 0;
	rwsem_acquire(&sem->dep_map, 0, 1, _RET_IP_);
	sem->owner = current;
	return 1;
}
EXPORT_SYMBOL(down_write_trylock);

/* As down_write(), for a lock under another of its class. */
void __sched down_write_nested(struct rw_semaphore *sem, int subclass)
{
	__down_write(sem, TASK_UNINTERRUPTIBLE, subclass, _RET_IP_);
}
EXPORT_SYMBOL(down_write_nested);

/**
 * up_read() - a reader leaves
 * @sem: the semaphore, held for reading
 *
 * Context: any.
 */
void up_read(struct rw_semaphore *sem)
{
	long count;

	rwsem_release(&sem->dep_map, _RET_IP_);
	count = atomic_long_add_return(-RWSEM_READER_BIAS, &sem->count);
	if (unlikely((count & RWSEM_FLAG_WAITERS) && !(count & RWSEM_LOCKED)))
		rwsem_wake(sem);
}
EXPORT_SYMBOL(up_read);

/**
 * up_write() - the writer leaves
 * @sem: the semaphore, held for writing
 *
 * Context: any.
 */
void up_write(struct rw_semaphore *sem)
{
	long count;

	rwsem_release(&sem->dep_map, _RET_IP_);
	sem->owner = NULL;
	count = atomic_long_add_return(-RWSEM_WRITER_LOCKED, &sem->count);
	if (unlikely(count & RWSEM_FLAG_WAITERS))
		rwsem_wake(sem);
}
EXPORT_SYMBOL(up_write);

/**
 * downgrade_write() - the writer becomes a reader, nobody gets in between
 * @sem: the semaphore, held for writing
 *
 * Context: any.
 */
void downgrade_write(struct rw_semaphore *sem)
{
	long count;

	sem->owner = NULL;
	count = atomic_long_add_return(RWSEM_READER_BIAS - RWSEM_WRITER_LOCKED,
				       &sem->count);
	if (count & RWSEM_FLAG_WAITERS)
		rwsem_wake(sem);
}
EXPORT_SYMBOL(downgrade_write);
