// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/locking_test.c - kernel/locking/
 *
 * Each lock guards a counter that is incremented in two steps, a read and a
 * later write: if two threads are inside at once, counts get lost.
 */
#include "threads.h"

#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/percpu-rwsem.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#define THREADS	4
#define ROUNDS	2000

struct lock_test {
	spinlock_t		spin;
	rwlock_t		rw;
	struct mutex		mutex;
	struct rw_semaphore	rwsem;
	struct percpu_rw_semaphore pcpu;
	seqlock_t		seq;
	unsigned long		counter;	/* each test says by which lock */
	unsigned long		a, b;
	atomic_t		readers, max_readers, errors;
};

static struct lock_test lt;

static int locking_init(struct kunit *test)
{
	spin_lock_init(&lt.spin);
	rwlock_init(&lt.rw);
	mutex_init(&lt.mutex);
	init_rwsem(&lt.rwsem);
	seqlock_init(&lt.seq);
	lt.counter = lt.a = lt.b = 0;
	atomic_set(&lt.readers, 0);
	atomic_set(&lt.max_readers, 0);
	atomic_set(&lt.errors, 0);
	return 0;
}

/* A window in which another thread can do harm. */
static void slow_increment(int spins)
{
	unsigned long old = READ_ONCE(lt.counter);

	while (spins--)
		cpu_relax();
	WRITE_ONCE(lt.counter, old + 1);
}

static void spin_fn(void *data, int id)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		spin_lock(&lt.spin);
		slow_increment(5);
		spin_unlock(&lt.spin);
		cond_resched();
	}
}

static void spinlock_excludes(struct kunit *test)
{
	run_threads(test, THREADS, spin_fn, NULL);
	KUNIT_EXPECT_EQ(test, lt.counter, (unsigned long)THREADS * ROUNDS);
	KUNIT_EXPECT_FALSE(test, spin_is_locked(&lt.spin));
}

static void spinlock_trylock(struct kunit *test)
{
	unsigned long flags;

	KUNIT_EXPECT_TRUE(test, spin_trylock(&lt.spin));
	KUNIT_EXPECT_TRUE(test, spin_is_locked(&lt.spin));
	spin_unlock(&lt.spin);
	KUNIT_EXPECT_TRUE(test, spin_trylock_irqsave(&lt.spin, flags));
	KUNIT_EXPECT_TRUE(test, irqs_disabled());
	spin_unlock_irqrestore(&lt.spin, flags);
	KUNIT_EXPECT_FALSE(test, irqs_disabled());
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

static void rwlock_fn(void *data, int id)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		if ((i + id) % 4 == 0) {
			write_lock(&lt.rw);
			slow_increment(5);
			lt.a = lt.counter;
			lt.b = lt.counter;
			write_unlock(&lt.rw);
		} else {
			read_lock(&lt.rw);
			if (READ_ONCE(lt.a) != READ_ONCE(lt.b))
				atomic_inc(&lt.errors);
			read_unlock(&lt.rw);
		}
		cond_resched();
	}
}

static void rwlock_excludes(struct kunit *test)
{
	run_threads(test, THREADS, rwlock_fn, NULL);
	KUNIT_EXPECT_EQ(test, lt.counter, (unsigned long)THREADS * ROUNDS / 4);
	KUNIT_EXPECT_EQ(test, atomic_read(&lt.errors), 0);
}

static void mutex_fn(void *data, int id)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		mutex_lock(&lt.mutex);
		slow_increment(2);
		if (i % 500 == 0)
			schedule_timeout_uninterruptible(1);
		mutex_unlock(&lt.mutex);
	}
}

static void mutex_excludes(struct kunit *test)
{
	run_threads(test, THREADS, mutex_fn, NULL);
	KUNIT_EXPECT_EQ(test, lt.counter, (unsigned long)THREADS * ROUNDS);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&lt.mutex));
	KUNIT_EXPECT_TRUE(test, list_empty(&lt.mutex.wait_list));
}

static void mutex_try(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, mutex_trylock(&lt.mutex));
	KUNIT_EXPECT_TRUE(test, mutex_is_locked(&lt.mutex));
	mutex_unlock(&lt.mutex);
	KUNIT_EXPECT_EQ(test, mutex_lock_interruptible(&lt.mutex), 0);
	mutex_unlock(&lt.mutex);
}

static void rwsem_fn(void *data, int id)
{
	int i;

	for (i = 0; i < ROUNDS / 2; i++) {
		if ((i + id) % 4 == 0) {
			down_write(&lt.rwsem);
			if (atomic_read(&lt.readers))
				atomic_inc(&lt.errors);
			slow_increment(2);
			up_write(&lt.rwsem);
		} else {
			down_read(&lt.rwsem);
			atomic_inc(&lt.readers);
			if (i % 50 == 0)
				schedule_timeout_uninterruptible(1);
			if (atomic_read(&lt.readers) >
			    atomic_read(&lt.max_readers))
				atomic_set(&lt.max_readers,
					   atomic_read(&lt.readers));
			atomic_dec(&lt.readers);
			up_read(&lt.rwsem);
		}
	}
}

static void rwsem_excludes(struct kunit *test)
{
	run_threads(test, THREADS, rwsem_fn, NULL);
	KUNIT_EXPECT_EQ(test, lt.counter,
			(unsigned long)THREADS * ROUNDS / 2 / 4);
	KUNIT_EXPECT_EQ(test, atomic_read(&lt.errors), 0);
	KUNIT_EXPECT_GE(test, atomic_read(&lt.max_readers), 2);
	KUNIT_EXPECT_FALSE(test, rwsem_is_locked(&lt.rwsem));
}

static void rwsem_try(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, down_read_trylock(&lt.rwsem));
	KUNIT_EXPECT_FALSE(test, down_write_trylock(&lt.rwsem));
	up_read(&lt.rwsem);
	KUNIT_EXPECT_TRUE(test, down_write_trylock(&lt.rwsem));
	KUNIT_EXPECT_FALSE(test, down_read_trylock(&lt.rwsem));
	up_write(&lt.rwsem);
}

static void seqlock_fn(void *data, int id)
{
	unsigned long a, b;
	unsigned int seq;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		if (id == 0) {
			write_seqlock(&lt.seq);
			lt.a++;
			slow_increment(3);
			lt.b++;
			write_sequnlock(&lt.seq);
		} else {
			do {
				seq = read_seqbegin(&lt.seq);
				a = READ_ONCE(lt.a);
				b = READ_ONCE(lt.b);
			} while (read_seqretry(&lt.seq, seq));
			if (a != b)
				atomic_inc(&lt.errors);
		}
		cond_resched();
	}
}

static void seqlock_reads_whole(struct kunit *test)
{
	run_threads(test, THREADS, seqlock_fn, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&lt.errors), 0);
	KUNIT_EXPECT_EQ(test, lt.a, (unsigned long)ROUNDS);
}

static void pcpu_fn(void *data, int id)
{
	int i;

	for (i = 0; i < 200; i++) {
		if (id == 0 && i % 20 == 0) {
			percpu_down_write(&lt.pcpu);
			if (atomic_read(&lt.readers))
				atomic_inc(&lt.errors);
			slow_increment(2);
			percpu_up_write(&lt.pcpu);
		} else {
			percpu_down_read(&lt.pcpu);
			atomic_inc(&lt.readers);
			if (i % 40 == 0)
				schedule_timeout_uninterruptible(1);
			atomic_dec(&lt.readers);
			percpu_up_read(&lt.pcpu);
		}
	}
}

static void percpu_rwsem_excludes(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, percpu_init_rwsem(&lt.pcpu), 0);
	run_threads(test, THREADS, pcpu_fn, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&lt.errors), 0);
	KUNIT_EXPECT_EQ(test, lt.counter, 10UL);
	percpu_free_rwsem(&lt.pcpu);
}

static void completion_counts(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(x);
	unsigned long left;

	KUNIT_EXPECT_EQ(test, wait_for_completion_timeout(&x, 2), 0UL);
	complete(&x);
	complete(&x);
	KUNIT_EXPECT_EQ(test, x.done, 2U);
	wait_for_completion(&x);
	left = wait_for_completion_timeout(&x, 100);
	KUNIT_EXPECT_GE(test, left, 1UL);
	KUNIT_EXPECT_EQ(test, x.done, 0U);
	complete_all(&x);
	wait_for_completion(&x);
	wait_for_completion(&x);
	reinit_completion(&x);
	KUNIT_EXPECT_EQ(test, x.done, 0U);
}

static struct kunit_case locking_cases[] = {
	KUNIT_CASE(spinlock_excludes),
	KUNIT_CASE(spinlock_trylock),
	KUNIT_CASE(rwlock_excludes),
	KUNIT_CASE(mutex_excludes),
	KUNIT_CASE(mutex_try),
	KUNIT_CASE(rwsem_excludes),
	KUNIT_CASE(rwsem_try),
	KUNIT_CASE(seqlock_reads_whole),
	KUNIT_CASE(percpu_rwsem_excludes),
	KUNIT_CASE(completion_counts),
	{}
};

static struct kunit_suite locking_suite = {
	.name = "locking",
	.init = locking_init,
	.test_cases = locking_cases,
};
kunit_test_suite(locking_suite);
