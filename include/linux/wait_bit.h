/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/wait_bit.h - waiting for one bit of a word
 *
 * The wait queues are a small hash table, so that a bit costs no memory:
 * unrelated waiters may share a queue, and the wake function compares.
 *
 * Mirrors: Linux 4.13+ include/linux/wait_bit.h.
 */
#ifndef _LINUX_WAIT_BIT_H
#define _LINUX_WAIT_BIT_H

#include <linux/wait.h>

struct wait_bit_key {
	void		*flags;		/* the word */
	int		bit_nr;		/* -1: an atomic_t or any variable */
	unsigned long	timeout;	/* jiffies, for the _timeout action */
};

struct wait_bit_queue_entry {
	struct wait_bit_key	key;
	struct wait_queue_entry	wq_entry;
};

#define __WAIT_BIT_KEY_INITIALIZER(word, bit) \
	{ .flags = word, .bit_nr = bit, }

typedef int wait_bit_action_f(struct wait_bit_key *key, int mode);

void __wake_up_bit(struct wait_queue_head *wq_head, void *word, int bit);
int __wait_on_bit(struct wait_queue_head *wq_head,
		  struct wait_bit_queue_entry *wbq_entry,
		  wait_bit_action_f *action, unsigned int mode);
int __wait_on_bit_lock(struct wait_queue_head *wq_head,
		       struct wait_bit_queue_entry *wbq_entry,
		       wait_bit_action_f *action, unsigned int mode);
void wake_up_bit(void *word, int bit);
int out_of_line_wait_on_bit(void *word, int bit, wait_bit_action_f *action,
			    unsigned int mode);
int out_of_line_wait_on_bit_lock(void *word, int bit,
				 wait_bit_action_f *action,
				 unsigned int mode);
struct wait_queue_head *bit_waitqueue(void *word, int bit);
void wait_bit_init(void);

int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned int mode,
		      int sync, void *key);

#define DEFINE_WAIT_BIT(name, word, bit)				\
	struct wait_bit_queue_entry name = {				\
		.key = __WAIT_BIT_KEY_INITIALIZER(word, bit),		\
		.wq_entry = {						\
			.private	= current,			\
			.func		= wake_bit_function,		\
			.entry = LIST_HEAD_INIT((name).wq_entry.entry),	\
		},							\
	}

/* Ways to wait: how wait_on_bit() gives up the CPU. */
int bit_wait(struct wait_bit_key *key, int mode);
int bit_wait_io(struct wait_bit_key *key, int mode);

/**
 * wait_on_bit() - sleep until a bit is clear
 * @word: the word
 * @bit: bit number in it
 * @mode: task state to sleep in
 *
 * The waker does clear_bit_unlock(), smp_mb__after_atomic(), wake_up_bit().
 *
 * Context: process context, may sleep.
 * Return: 0, or -EINTR when a signal that @mode allows came first.
 */
static inline int wait_on_bit(unsigned long *word, int bit, unsigned int mode)
{
	if (!test_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit(word, bit, bit_wait, mode);
}

static inline int wait_on_bit_io(unsigned long *word, int bit,
				 unsigned int mode)
{
	if (!test_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit(word, bit, bit_wait_io, mode);
}

/* wait_on_bit(), and set the bit: the bit is a lock. */
static inline int wait_on_bit_lock(unsigned long *word, int bit,
				   unsigned int mode)
{
	if (!test_and_set_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit_lock(word, bit, bit_wait, mode);
}

static inline int wait_on_bit_lock_io(unsigned long *word, int bit,
				      unsigned int mode)
{
	if (!test_and_set_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit_lock(word, bit, bit_wait_io, mode);
}

#endif /* _LINUX_WAIT_BIT_H */
