// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/wait_bit.c - waiting for a bit of a word, or for a variable
 *
 * Data       bit_wait_table[]: 256 wait queues; the address (and the bit)
 *            hashes to one, and the wake function lets only those through
 *            that wait for the same.
 * I1         A waiter is woken only when its bit was seen clear.
 * Locking    the wait queues' own.
 * Entry      wait_on_bit() wait_on_bit_lock() wake_up_bit()
 * Mirrors: Linux 4.13+ kernel/sched/wait_bit.c; one table for all zones.
 */
#include "sched.h"

#include <linux/export.h>
#include <linux/hash.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/wait_bit.h>

#define WAIT_TABLE_BITS	8
#define WAIT_TABLE_SIZE	(1 << WAIT_TABLE_BITS)

static struct wait_queue_head bit_wait_table[WAIT_TABLE_SIZE];

/*
 * The queue of who waits for this bit; shared with strangers, hence the keys.
 */
struct wait_queue_head *bit_waitqueue(void *word, int bit)
{
	unsigned long val = (unsigned long)word << 6 | bit;

	return bit_wait_table + hash_long(val, WAIT_TABLE_BITS);
}
EXPORT_SYMBOL(bit_waitqueue);

static struct wait_bit_queue_entry *to_wbq(struct wait_queue_entry *wq_entry)
{
	return container_of(wq_entry, struct wait_bit_queue_entry, wq_entry);
}

/* Wakes only who waits for this very bit, and only if it is clear. */
int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned int mode,
		      int sync, void *arg)
{
	struct wait_bit_queue_entry *wait_bit = to_wbq(wq_entry);
	struct wait_bit_key *key = arg;

	if (wait_bit->key.flags != key->flags ||
	    wait_bit->key.bit_nr != key->bit_nr ||
	    test_bit(key->bit_nr, key->flags))
		return 0;
	return autoremove_wake_function(wq_entry, mode, sync, key);
}
EXPORT_SYMBOL(wake_bit_function);

/**
 * __wait_on_bit() - sleep until a bit is clear
 * @wq_head: its queue
 * @wbq_entry: the entry, from DEFINE_WAIT_BIT()
 * @action: how to give up the CPU; nonzero ends the wait
 * @mode: TASK_*
 *
 * Context: process context, may sleep.
 * Return: 0, or what @action returned.
 */
int __sched __wait_on_bit(struct wait_queue_head *wq_head,
		  struct wait_bit_queue_entry *wbq_entry,
		  wait_bit_action_f *action, unsigned int mode)
{
	int ret = 0;

	do {
		prepare_to_wait(wq_head, &wbq_entry->wq_entry, mode);
		if (test_bit(wbq_entry->key.bit_nr, wbq_entry->key.flags))
			ret = action(&wbq_entry->key, mode);
	} while (test_bit(wbq_entry->key.bit_nr, wbq_entry->key.flags) &&
		 !ret);
	finish_wait(wq_head, &wbq_entry->wq_entry);
	return ret;
}
EXPORT_SYMBOL(__wait_on_bit);

/* The same, exclusive, until the caller is the one who sets the bit. */
int __sched __wait_on_bit_lock(struct wait_queue_head *wq_head,
		       struct wait_bit_queue_entry *wbq_entry,
		       wait_bit_action_f *action, unsigned int mode)
{
	int ret = 0;

	for (;;) {
		prepare_to_wait_exclusive(wq_head, &wbq_entry->wq_entry, mode);
		if (test_bit(wbq_entry->key.bit_nr, wbq_entry->key.flags)) {
			ret = action(&wbq_entry->key, mode);
			/* We may have eaten the only wake-up: pass it on by
			 * being off the queue before the last look. */
			if (ret)
				finish_wait(wq_head, &wbq_entry->wq_entry);
		}
		if (!test_and_set_bit(wbq_entry->key.bit_nr,
				      wbq_entry->key.flags)) {
			if (!ret)
				finish_wait(wq_head, &wbq_entry->wq_entry);
			return 0;
		}
		if (ret)
			return ret;
	}
}
EXPORT_SYMBOL(__wait_on_bit_lock);

/*
 * The slow half of wait_on_bit(): the bit was set. Return: 0 or @action's
 * error.
 */
int __sched out_of_line_wait_on_bit(void *word, int bit,
				    wait_bit_action_f *action,
				    unsigned int mode)
{
	struct wait_queue_head *wq_head = bit_waitqueue(word, bit);
	DEFINE_WAIT_BIT(wq_entry, word, bit);

	might_sleep();
	return __wait_on_bit(wq_head, &wq_entry, action, mode);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit);

/* As above; when it returns 0, the caller has set the bit. */
int __sched out_of_line_wait_on_bit_lock(void *word, int bit,
					 wait_bit_action_f *action,
					 unsigned int mode)
{
	struct wait_queue_head *wq_head = bit_waitqueue(word, bit);
	DEFINE_WAIT_BIT(wq_entry, word, bit);

	might_sleep();
	return __wait_on_bit_lock(wq_head, &wq_entry, action, mode);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit_lock);

/*
 * Any context; the bit is clear, and a barrier stands between that and this
 * look.
 */
void __wake_up_bit(struct wait_queue_head *wq_head, void *word, int bit)
{
	struct wait_bit_key key = __WAIT_BIT_KEY_INITIALIZER(word, bit);

	if (waitqueue_active(wq_head))
		__wake_up(wq_head, TASK_NORMAL, 1, &key);
}
EXPORT_SYMBOL(__wake_up_bit);

/**
 * wake_up_bit() - a bit is clear now: wake who waits for that
 * @word: the word
 * @bit: bit number in it
 *
 * A full barrier must come between clearing it and this call.
 *
 * Context: any but NMI.
 */
void wake_up_bit(void *word, int bit)
{
	__wake_up_bit(bit_waitqueue(word, bit), word, bit);
}
EXPORT_SYMBOL(wake_up_bit);

/*
 * The usual way to sleep. Return: -EINTR when a signal came that @mode allows
 * for.
 */
int __sched bit_wait(struct wait_bit_key *key, int mode)
{
	schedule();
	return signal_pending_state(mode, current) ? -EINTR : 0;
}
EXPORT_SYMBOL(bit_wait);

/* As bit_wait(), and the time counts as iowait. */
int __sched bit_wait_io(struct wait_bit_key *key, int mode)
{
	io_schedule();
	return signal_pending_state(mode, current) ? -EINTR : 0;
}
EXPORT_SYMBOL(bit_wait_io);

/** wait_bit_init() - the table of queues, at boot */
void __init wait_bit_init(void)
{
	int i;

	for (i = 0; i < WAIT_TABLE_SIZE; i++)
		init_waitqueue_head(bit_wait_table + i);
}
