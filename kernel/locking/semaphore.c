// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/locking/semaphore.c - counting semaphores
 *
 * Data       sem->count: how many down()s need not wait; sem->wait_list.
 * I1         While somebody waits, count is 0: up() hands over to the first
 *            waiter instead of counting.
 * Locking    sem->lock, interrupts off: up() may be called in any context.
 * Entry      down() down_interruptible() down_killable() down_timeout()
 *            down_trylock() up()
 *
 * Mirrors: Linux 4.x kernel/locking/semaphore.c.
 */
#include <linux/semaphore.h>

#include <linux/export.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>

/* On the waiter's stack; lock guards both. */
struct semaphore_waiter {
	struct list_head	list;
	struct task_struct	*task;
	bool			up;	/* it is ours */
};

/* sem->lock is held on entry and return, and dropped while sleeping. */
static noinline int __sched __down_common(struct semaphore *sem, long state,
				  long timeout)
{
	struct semaphore_waiter waiter = { .task = current, .up = false };
	int ret;

	list_add_tail(&waiter.list, &sem->wait_list);
	for (;;) {
		ret = -EINTR;
		if (signal_pending_state(state, current))
			break;
		ret = -ETIME;
		if (timeout <= 0)
			break;
		__set_current_state(state);
		raw_spin_unlock_irq(&sem->lock);
		timeout = schedule_timeout(timeout);
		raw_spin_lock_irq(&sem->lock);
		if (waiter.up)
			return 0;
	}
	list_del(&waiter.list);
	return ret;
}

static int __sched down_common(struct semaphore *sem, long state, long timeout)
{
	unsigned long flags;
	int ret = 0;

	might_sleep();
	raw_spin_lock_irqsave(&sem->lock, flags);
	if (likely(sem->count > 0))
		sem->count--;
	else
		ret = __down_common(sem, state, timeout);
	raw_spin_unlock_irqrestore(&sem->lock, flags);
	return ret;
}

/**
 * down() - take one, or wait for one
 * @sem: the semaphore
 *
 * Context: process context, may sleep.
 */
void down(struct semaphore *sem)
{
	down_common(sem, TASK_UNINTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down);

/**
 * down_interruptible() - down(), unless a signal comes
 * @sem: the semaphore
 *
 * Context: process context, may sleep.
 * Return: 0, or -EINTR.
 */
int down_interruptible(struct semaphore *sem)
{
	return down_common(sem, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down_interruptible);

/**
 * down_killable() - down(), unless a fatal signal comes
 * @sem: the semaphore
 *
 * Context: process context, may sleep.
 * Return: 0, or -EINTR.
 */
int down_killable(struct semaphore *sem)
{
	return down_common(sem, TASK_KILLABLE, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down_killable);

/**
 * down_timeout() - down(), but not for ever
 * @sem: the semaphore
 * @timeout: jiffies
 *
 * Context: process context, may sleep.
 * Return: 0, or -ETIME.
 */
int down_timeout(struct semaphore *sem, long timeout)
{
	return down_common(sem, TASK_UNINTERRUPTIBLE, timeout);
}
EXPORT_SYMBOL(down_timeout);

/**
 * down_trylock() - take one if there is one
 * @sem: the semaphore
 *
 * Context: any.
 * Return: 0 when taken, 1 when not (unlike mutex_trylock()).
 */
int down_trylock(struct semaphore *sem)
{
	unsigned long flags;
	int count;

	raw_spin_lock_irqsave(&sem->lock, flags);
	count = (int)sem->count - 1;
	if (likely(count >= 0))
		sem->count = count;
	raw_spin_unlock_irqrestore(&sem->lock, flags);
	return count < 0;
}
EXPORT_SYMBOL(down_trylock);

/**
 * up() - give one back
 * @sem: the semaphore
 *
 * Context: any; the caller need not be one who took it.
 */
void up(struct semaphore *sem)
{
	struct semaphore_waiter *waiter;
	unsigned long flags;

	raw_spin_lock_irqsave(&sem->lock, flags);
	if (likely(list_empty(&sem->wait_list))) {
		sem->count++;
	} else {
		waiter = list_first_entry(&sem->wait_list,
					  struct semaphore_waiter, list);
		list_del(&waiter->list);
		waiter->up = true;
		wake_up_process(waiter->task);
	}
	raw_spin_unlock_irqrestore(&sem->lock, flags);
}
EXPORT_SYMBOL(up);
