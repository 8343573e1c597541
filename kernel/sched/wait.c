// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/wait.c - wait queues
 *
 * Data       wait_queue_head --head--> wait_queue_entry of each sleeper, on
 *            its stack.  Exclusive entries stand behind the others.
 * I1         An entry that is not on the list is not touched by wakers: the
 *            owner may return from the function whose stack it is on.
 * I2         A wake-up for N wakes all entries that are not exclusive, and of
 *            the exclusive ones the first N whose function says yes.
 * Locking    wq_head->lock, interrupts off: wakers may be in interrupts.  It
 *            is taken outside p->pi_lock.
 * Entry      prepare_to_wait() finish_wait() __wake_up() wait_event() (wait.h)
 *            wait_woken() add_wait_queue()
 * Mirrors: Linux 4.13+ kernel/sched/wait.c.
 * Simpler than Linux in: long lists are walked in one go, without bookmarks.
 */
#include "sched.h"

#include <linux/export.h>
#include <linux/kthread.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>

/*
 * For init_waitqueue_head(): each place of use is a class of its own to
 * lockdep.
 */
void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
			   struct lock_class_key *key)
{
	spin_lock_init(&wq_head->lock);
	lockdep_set_class_and_name(&wq_head->lock, key, name);
	INIT_LIST_HEAD(&wq_head->head);
}
EXPORT_SYMBOL(__init_waitqueue_head);

/**
 * add_wait_queue() - put an entry on a queue
 *
 * Context: any.
 */
void add_wait_queue(struct wait_queue_head *wq_head,
		    struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	wq_entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	spin_lock_irqsave(&wq_head->lock, flags);
	__add_wait_queue(wq_head, wq_entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(add_wait_queue);

/* At the tail: a wake-up ends at the first exclusive waiter it reaches. */
void add_wait_queue_exclusive(struct wait_queue_head *wq_head,
			      struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	spin_lock_irqsave(&wq_head->lock, flags);
	__add_wait_queue_entry_tail(wq_head, wq_entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(add_wait_queue_exclusive);

/* Off the queue, which it must be on. */
void remove_wait_queue(struct wait_queue_head *wq_head,
		       struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	spin_lock_irqsave(&wq_head->lock, flags);
	__remove_wait_queue(wq_head, wq_entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(remove_wait_queue);

/* The lock is held.  Keeps: I2. */
static void __wake_up_common(struct wait_queue_head *wq_head,
			     unsigned int mode, int nr_exclusive,
			     int wake_flags, void *key)
{
	struct wait_queue_entry *curr, *next;

	list_for_each_entry_safe(curr, next, &wq_head->head, entry) {
		/* The entry may be gone after its function ran. */
		unsigned int flags = curr->flags;
		int ret = curr->func(curr, mode, wake_flags, key);

		/* Negative: the waker itself is stopped, by an eventpoll. */
		if (ret < 0)
			break;
		if (ret && (flags & WQ_FLAG_EXCLUSIVE) && !--nr_exclusive)
			break;
	}
}

static void __wake_up_lock(struct wait_queue_head *wq_head,
			   unsigned int mode, int nr_exclusive,
			   int wake_flags, void *key)
{
	unsigned long flags;

	spin_lock_irqsave(&wq_head->lock, flags);
	__wake_up_common(wq_head, mode, nr_exclusive, wake_flags, key);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}

/**
 * __wake_up() - wake sleepers on a queue
 * @wq_head: the queue
 * @mode: states out of which to wake them
 * @nr_exclusive: how many of the exclusive ones; 0: all
 * @key: handed to the wake functions
 *
 * Context: any but NMI.  A full barrier if anybody is woken.
 */
void __wake_up(struct wait_queue_head *wq_head, unsigned int mode,
	       int nr_exclusive, void *key)
{
	__wake_up_lock(wq_head, mode, nr_exclusive, 0, key);
}
EXPORT_SYMBOL(__wake_up);

/* __wake_up() for callers that hold the queue's lock. */
void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode,
		      int nr)
{
	__wake_up_common(wq_head, mode, nr, 0, NULL);
}
EXPORT_SYMBOL(__wake_up_locked);

/* As __wake_up_locked(), with a key for the wake functions. */
void __wake_up_locked_key(struct wait_queue_head *wq_head, unsigned int mode,
			  void *key)
{
	__wake_up_common(wq_head, mode, 1, 0, key);
}
EXPORT_SYMBOL(__wake_up_locked_key);

/**
 * __wake_up_sync_key() - __wake_up() by one who is about to sleep
 * @wq_head: the queue
 * @mode: states out of which to wake them
 * @nr_exclusive: how many of the exclusive ones; 0: all
 * @key: handed to the wake functions
 *
 * The woken task had better stay on this CPU, it will be free at once.
 *
 * Context: any but NMI.
 */
void __wake_up_sync_key(struct wait_queue_head *wq_head, unsigned int mode,
			int nr_exclusive, void *key)
{
	__wake_up_lock(wq_head, mode, nr_exclusive, WF_SYNC, key);
}
EXPORT_SYMBOL(__wake_up_sync_key);

/**
 * prepare_to_wait() - go on a queue and set the state, then test and sleep
 * @wq_head: the queue
 * @wq_entry: the entry, from DEFINE_WAIT(); may be on it already
 * @state: TASK_*
 *
 * Context: process context.
 */
void prepare_to_wait(struct wait_queue_head *wq_head,
		     struct wait_queue_entry *wq_entry, int state)
{
	unsigned long flags;

	wq_entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	spin_lock_irqsave(&wq_head->lock, flags);
	if (list_empty(&wq_entry->entry))
		__add_wait_queue(wq_head, wq_entry);
	set_current_state(state);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(prepare_to_wait);

/* As prepare_to_wait(), at the tail: one wake-up is for one such waiter. */
void prepare_to_wait_exclusive(struct wait_queue_head *wq_head,
			       struct wait_queue_entry *wq_entry, int state)
{
	unsigned long flags;

	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	spin_lock_irqsave(&wq_head->lock, flags);
	if (list_empty(&wq_entry->entry))
		__add_wait_queue_entry_tail(wq_head, wq_entry);
	set_current_state(state);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(prepare_to_wait_exclusive);

/* For the caller, to be used with prepare_to_wait_event(). */
void init_wait_entry(struct wait_queue_entry *wq_entry, int flags)
{
	wq_entry->flags = flags;
	wq_entry->private = current;
	wq_entry->func = autoremove_wake_function;
	INIT_LIST_HEAD(&wq_entry->entry);
}
EXPORT_SYMBOL(init_wait_entry);

/**
 * prepare_to_wait_event() - prepare_to_wait() for wait_event() and kin
 * @wq_head: the queue
 * @wq_entry: from init_wait_entry()
 * @state: TASK_*
 *
 * A signal takes the entry off the queue: an exclusive wake-up that comes
 * later must go to somebody who will use it.
 *
 * Context: process context.
 * Return: 0, or -ERESTARTSYS when a signal is there that @state lets through.
 */
long prepare_to_wait_event(struct wait_queue_head *wq_head,
			   struct wait_queue_entry *wq_entry, int state)
{
	unsigned long flags;
	long ret = 0;

	spin_lock_irqsave(&wq_head->lock, flags);
	if (signal_pending_state(state, current)) {
		list_del_init(&wq_entry->entry);
		ret = -ERESTARTSYS;
	} else {
		if (list_empty(&wq_entry->entry)) {
			if (wq_entry->flags & WQ_FLAG_EXCLUSIVE)
				__add_wait_queue_entry_tail(wq_head, wq_entry);
			else
				__add_wait_queue(wq_head, wq_entry);
		}
		set_current_state(state);
	}
	spin_unlock_irqrestore(&wq_head->lock, flags);
	return ret;
}
EXPORT_SYMBOL(prepare_to_wait_event);

/* Wait once, with wq->lock held and given up meanwhile; interrupts off. */
int do_wait_intr_irq(struct wait_queue_head *wq,
		     struct wait_queue_entry *wait)
{
	if (list_empty(&wait->entry))
		__add_wait_queue_entry_tail(wq, wait);
	set_current_state(TASK_INTERRUPTIBLE);
	if (signal_pending(current))
		return -ERESTARTSYS;
	spin_unlock_irq(&wq->lock);
	schedule();
	spin_lock_irq(&wq->lock);
	return 0;
}
EXPORT_SYMBOL(do_wait_intr_irq);

/**
 * finish_wait() - the sleep is over: running, and off the queue
 *
 * Context: process context.
 */
void finish_wait(struct wait_queue_head *wq_head,
		 struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	__set_current_state(TASK_RUNNING);
	/*
	 * autoremove_wake_function() empties it under the lock, with both
	 * pointers to itself: only then may we look without (careful).
	 */
	if (!list_empty_careful(&wq_entry->entry)) {
		spin_lock_irqsave(&wq_head->lock, flags);
		list_del_init(&wq_entry->entry);
		spin_unlock_irqrestore(&wq_head->lock, flags);
	}
}
EXPORT_SYMBOL(finish_wait);

/**
 * default_wake_function() - wake the task of an entry
 * @wq_entry: the entry
 * @mode: states
 * @wake_flags: WF_*
 * @key: unused
 *
 * Return: 1 when it slept.
 */
int default_wake_function(struct wait_queue_entry *wq_entry,
			  unsigned int mode, int wake_flags, void *key)
{
	return try_to_wake_up(wq_entry->private, mode, wake_flags);
}
EXPORT_SYMBOL(default_wake_function);

/* The same, and off the queue: the sleeper saves a lock. */
int autoremove_wake_function(struct wait_queue_entry *wq_entry,
			     unsigned int mode, int sync, void *key)
{
	int ret = default_wake_function(wq_entry, mode, sync, key);

	if (ret)
		list_del_init(&wq_entry->entry);
	return ret;
}
EXPORT_SYMBOL(autoremove_wake_function);

static bool is_kthread_should_stop(void)
{
	return (current->flags & PF_KTHREAD) && kthread_should_stop();
}

/**
 * wait_woken() - sleep unless woken already, for loops that may not test
 * their condition with the state set (because the test may sleep)
 * @wq_entry: from DEFINE_WAIT_FUNC(wait, woken_wake_function), on a queue
 * @mode: TASK_*
 * @timeout: jiffies
 *
 *	add_wait_queue()
 *	for (;;) {
 *		if (condition)
 *			break;		woken_wake_function():
 *		wait_woken()		  set WOKEN, wake
 *	}
 *	remove_wait_queue()
 *
 * Context: process context, may sleep.
 * Return: jiffies left.
 */
long wait_woken(struct wait_queue_entry *wq_entry, unsigned int mode,
		long timeout)
{
	set_current_state(mode);
	/* The barrier there and the one in wake-up: one sees the other. */
	if (!(READ_ONCE(wq_entry->flags) & WQ_FLAG_WOKEN) &&
	    !is_kthread_should_stop())
		timeout = schedule_timeout(timeout);
	__set_current_state(TASK_RUNNING);
	/* The condition is read after the flag is cleared. */
	wq_entry->flags &= ~WQ_FLAG_WOKEN;
	smp_mb();
	return timeout;
}
EXPORT_SYMBOL(wait_woken);

/* The wake function of who waits by wait_woken(). */
int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode,
			int sync, void *key)
{
	/* The waker's condition before the flag. */
	smp_mb();
	wq_entry->flags |= WQ_FLAG_WOKEN;
	return default_wake_function(wq_entry, mode, sync, key);
}
EXPORT_SYMBOL(woken_wake_function);
