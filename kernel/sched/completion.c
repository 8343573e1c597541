// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/completion.c - waiting for one event
 *
 * I1         done counts the complete() calls that nobody has used up yet;
 *            UINT_MAX is complete_all() and is never used up.
 * I2         The waiter leaves only after the completer has dropped wait.lock,
 *            so that the completion may be on the waiter's stack.
 * Locking    x->wait.lock, interrupts off.
 * Entry      complete() complete_all() wait_for_completion() and its forms
 * Mirrors: Linux 4.x kernel/sched/completion.c.
 */
#include <linux/completion.h>

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>

/**
 * complete() - the event happened: let one waiter go on
 *
 * Context: any but NMI.
 */
void complete(struct completion *x)
{
	unsigned long flags;

	spin_lock_irqsave(&x->wait.lock, flags);
	if (x->done != UINT_MAX)
		x->done++;
	__wake_up_locked(&x->wait, TASK_NORMAL, 1);
	spin_unlock_irqrestore(&x->wait.lock, flags);
}
EXPORT_SYMBOL(complete);

/**
 * complete_all() - let all waiters go on, also those to come
 * @x: the completion; reinit_completion() makes it usable again
 *
 * Context: any but NMI.
 */
void complete_all(struct completion *x)
{
	unsigned long flags;

	spin_lock_irqsave(&x->wait.lock, flags);
	x->done = UINT_MAX;
	__wake_up_locked(&x->wait, TASK_NORMAL, 0);
	spin_unlock_irqrestore(&x->wait.lock, flags);
}
EXPORT_SYMBOL(complete_all);

/* wait.lock is held on entry and return, and dropped while sleeping. */
static long __sched do_wait_for_common(struct completion *x,
			       long (*action)(long), long timeout, int state)
{
	DECLARE_WAITQUEUE(wait, current);

	if (x->done)
		goto done;
	__add_wait_queue_entry_tail_exclusive(&x->wait, &wait);
	do {
		if (signal_pending_state(state, current)) {
			timeout = -ERESTARTSYS;
			break;
		}
		__set_current_state(state);
		spin_unlock_irq(&x->wait.lock);
		timeout = action(timeout);
		spin_lock_irq(&x->wait.lock);
	} while (!x->done && timeout);
	__remove_wait_queue(&x->wait, &wait);
	if (!x->done)
		return timeout;
done:
	if (x->done != UINT_MAX)
		x->done--;
	return timeout ?: 1;
}

static long __sched wait_for_common(struct completion *x, long (*action)(long),
			    long timeout, int state)
{
	might_sleep();
	spin_lock_irq(&x->wait.lock);
	timeout = do_wait_for_common(x, action, timeout, state);
	spin_unlock_irq(&x->wait.lock);
	return timeout;
}

/**
 * wait_for_completion() - sleep until the event happens
 *
 * Context: process context, may sleep.
 */
void wait_for_completion(struct completion *x)
{
	wait_for_common(x, schedule_timeout, MAX_SCHEDULE_TIMEOUT,
			TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion);

/* The same, counted as waiting for I/O. */
void wait_for_completion_io(struct completion *x)
{
	wait_for_common(x, io_schedule_timeout, MAX_SCHEDULE_TIMEOUT,
			TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion_io);

/**
 * wait_for_completion_timeout() - wait_for_completion(), not for ever
 * @x: the completion
 * @timeout: jiffies
 *
 * Context: process context, may sleep.
 * Return: 0 when time is up, else the jiffies left, at least 1.
 */
unsigned long wait_for_completion_timeout(struct completion *x,
					  unsigned long timeout)
{
	return wait_for_common(x, schedule_timeout, timeout,
			       TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion_timeout);

/**
 * wait_for_completion_killable() - wait, unless a fatal signal comes
 *
 * Context: process context, may sleep.
 * Return: 0 or -ERESTARTSYS.
 */
int wait_for_completion_killable(struct completion *x)
{
	long t = wait_for_common(x, schedule_timeout, MAX_SCHEDULE_TIMEOUT,
				 TASK_KILLABLE);

	return t == -ERESTARTSYS ? t : 0;
}
EXPORT_SYMBOL(wait_for_completion_killable);
