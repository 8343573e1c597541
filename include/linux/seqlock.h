/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/seqlock.h - readers that never wait, and start again when a writer
 * was there meanwhile
 *
 *	do {
 *		seq = read_seqbegin(&lock);
 *		copy what the lock guards
 *	} while (read_seqretry(&lock, seq));
 *
 * The sequence is odd while a writer is at work.  A seqcount_t knows no lock:
 * its writers are serialised by something else, and a writer that a reader
 * on the same CPU may interrupt must have that interrupt off.  A seqlock_t
 * carries the writers' spinlock.  The data read may be torn until the retry
 * check passes: follow no pointers before.
 *
 * Mirrors: Linux 4.x include/linux/seqlock.h.
 */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/spinlock.h>
#include <asm/processor.h>

typedef struct seqcount {
	unsigned int	sequence;
} seqcount_t;

#define SEQCNT_ZERO(lockname)	{ .sequence = 0 }
#define seqcount_init(s)	((void)((s)->sequence = 0))
#define __seqcount_init(s, name, key)	seqcount_init(s)

/* The sequence as it stands, odd or even; no barrier. */
static inline unsigned int __read_seqcount_begin(const seqcount_t *s)
{
	unsigned int ret;

	while (unlikely((ret = READ_ONCE(s->sequence)) & 1))
		cpu_relax();
	return ret;
}

static inline unsigned int raw_read_seqcount(const seqcount_t *s)
{
	unsigned int ret = READ_ONCE(s->sequence);

	smp_rmb();
	return ret;
}

static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int ret = __read_seqcount_begin(s);

	smp_rmb();
	return ret;
}

#define raw_read_seqcount_begin(s)	read_seqcount_begin(s)

/* Does not wait for a writer: an odd start makes the retry check fail. */
static inline unsigned int raw_seqcount_begin(const seqcount_t *s)
{
	return raw_read_seqcount(s) & ~1U;
}

static inline int __read_seqcount_retry(const seqcount_t *s,
					unsigned int start)
{
	return unlikely(READ_ONCE(s->sequence) != start);
}

static inline int read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();
	return __read_seqcount_retry(s, start);
}

static inline void raw_write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
}

static inline void raw_write_seqcount_end(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

#define write_seqcount_begin(s)			raw_write_seqcount_begin(s)
#define write_seqcount_begin_nested(s, sub)	raw_write_seqcount_begin(s)
#define write_seqcount_end(s)			raw_write_seqcount_end(s)

/* Readers in progress start again; even when the data did not change. */
static inline void write_seqcount_invalidate(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 2);
}

/*
 * What was written before belongs to the old sequence, what comes after to
 * the new one: a reader that saw some of each starts again, none waits.
 */
static inline void raw_write_seqcount_barrier(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

/* Latch: two copies of the data, readers use the one not being written. */
static inline void raw_write_seqcount_latch(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
}

static inline unsigned int raw_read_seqcount_latch(seqcount_t *s)
{
	return READ_ONCE(s->sequence);
}

typedef struct {
	struct seqcount	seqcount;
	spinlock_t	lock;
} seqlock_t;

#define __SEQLOCK_UNLOCKED(lockname) \
	{ .seqcount = SEQCNT_ZERO(lockname), \
	  .lock = __SPIN_LOCK_INITIALIZER(lockname) }
#define DEFINE_SEQLOCK(x)	seqlock_t x = __SEQLOCK_UNLOCKED(x)
#define seqlock_init(x)				\
do {						\
	seqcount_init(&(x)->seqcount);		\
	spin_lock_init(&(x)->lock);		\
} while (0)

static inline unsigned int read_seqbegin(const seqlock_t *sl)
{
	return read_seqcount_begin(&sl->seqcount);
}

static inline unsigned int read_seqretry(const seqlock_t *sl,
					 unsigned int start)
{
	return read_seqcount_retry(&sl->seqcount, start);
}

static inline void write_seqlock(seqlock_t *sl)
{
	spin_lock(&sl->lock);
	write_seqcount_begin(&sl->seqcount);
}

static inline void write_sequnlock(seqlock_t *sl)
{
	write_seqcount_end(&sl->seqcount);
	spin_unlock(&sl->lock);
}

/* A reader that keeps writers and other such readers out. */
static inline void read_seqlock_excl(seqlock_t *sl)
{
	spin_lock(&sl->lock);
}

static inline void read_sequnlock_excl(seqlock_t *sl)
{
	spin_unlock(&sl->lock);
}

#define read_seqlock_excl_irqsave(sl, flags) \
	spin_lock_irqsave(&(sl)->lock, flags)

static inline void read_sequnlock_excl_irqrestore(seqlock_t *sl,
						  unsigned long flags)
{
	spin_unlock_irqrestore(&sl->lock, flags);
}

/* First pass with an even *seq: lockless; second with an odd one: locked. */
static inline void read_seqbegin_or_lock(seqlock_t *lock, int *seq)
{
	if (!(*seq & 1))
		*seq = read_seqbegin(lock);
	else
		read_seqlock_excl(lock);
}

static inline int need_seqretry(seqlock_t *lock, int seq)
{
	return !(seq & 1) && read_seqretry(lock, seq);
}

static inline void done_seqretry(seqlock_t *lock, int seq)
{
	if (seq & 1)
		read_sequnlock_excl(lock);
}

#endif /* _LINUX_SEQLOCK_H */
