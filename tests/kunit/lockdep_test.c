// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/lockdep_test.c - kernel/locking/lockdep.c
 *
 * Each case does something wrong, silently, and looks whether it was noticed.
 */
#include <kunit/test.h>

#include <linux/interrupt.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#ifdef CONFIG_LOCKDEP

static DEFINE_SPINLOCK(a);
static DEFINE_SPINLOCK(b);
static DEFINE_SPINLOCK(c);
static DEFINE_SPINLOCK(irq_lock);
static DEFINE_SPINLOCK(task_lock_);
static DEFINE_SPINLOCK(bh_lock);
static DEFINE_MUTEX(m);
static DEFINE_MUTEX(n);
static DECLARE_RWSEM(sem);

static int lockdep_test_init(struct kunit *test)
{
	if (!debug_locks)
		kunit_skip(test, "lockdep has given up already");
	debug_locks_silent = 1;
	return 0;
}

/* Was there a report?  Then lockdep is on again. */
static bool noticed(void)
{
	bool ret = !debug_locks;

	debug_locks = 1;
	return ret;
}

static void lockdep_test_exit(struct kunit *test)
{
	debug_locks_silent = 0;
	debug_locks = 1;
}

static void in_order(spinlock_t *first, spinlock_t *second)
{
	spin_lock(first);
	spin_lock(second);
	spin_unlock(second);
	spin_unlock(first);
}

static void cycle_of_three(struct kunit *test)
{
	in_order(&a, &b);
	in_order(&b, &c);
	in_order(&a, &c);
	in_order(&a, &b);
	KUNIT_EXPECT_FALSE(test, noticed());
	in_order(&c, &a);
	/* What was taken after the report is not known to it: */
	KUNIT_EXPECT_TRUE(test, noticed());
	current->lockdep_depth = 0;
}

static void lock_twice(struct kunit *test)
{
	struct mutex x, y;

	/* Two locks of one class: without a subclass that is a deadlock. */
	mutex_init(&x);
	lockdep_set_class(&x, (struct lock_class_key *)&m);
	mutex_init(&y);
	lockdep_set_class(&y, (struct lock_class_key *)&m);
	mutex_lock(&x);
	mutex_lock_nested(&y, SINGLE_DEPTH_NESTING);
	mutex_unlock(&y);
	KUNIT_EXPECT_FALSE(test, noticed());
	mutex_lock(&y);
	KUNIT_EXPECT_TRUE(test, noticed());
	debug_locks = 0;
	mutex_unlock(&y);
	mutex_unlock(&x);
	debug_locks = 1;
	current->lockdep_depth = 0;
}

static void take_irq_lock(void *unused)
{
	spin_lock(&irq_lock);
	spin_unlock(&irq_lock);
}

static void interrupt_takes_it_too(struct kunit *test)
{
	unsigned long flags;

	local_irq_save(flags);
	preempt_count_add(HARDIRQ_OFFSET);
	take_irq_lock(NULL);
	preempt_count_sub(HARDIRQ_OFFSET);
	local_irq_restore(flags);
	KUNIT_EXPECT_FALSE(test, noticed());
	spin_lock_irqsave(&irq_lock, flags);
	spin_unlock_irqrestore(&irq_lock, flags);
	KUNIT_EXPECT_FALSE(test, noticed());
	spin_lock(&irq_lock);
	KUNIT_EXPECT_TRUE(test, noticed());
	spin_unlock(&irq_lock);
	current->lockdep_depth = 0;
	noticed();
}

static void safe_before_unsafe(struct kunit *test)
{
	unsigned long flags;

	spin_lock(&task_lock_);		/* interrupts are on: unsafe */
	spin_unlock(&task_lock_);
	KUNIT_EXPECT_FALSE(test, noticed());
	spin_lock_irqsave(&irq_lock, flags);
	spin_lock(&task_lock_);
	KUNIT_EXPECT_TRUE(test, noticed());
	debug_locks = 0;
	spin_unlock(&task_lock_);
	spin_unlock_irqrestore(&irq_lock, flags);
	debug_locks = 1;
	current->lockdep_depth = 0;
}

static void softirq_takes_it_too(struct kunit *test)
{
	spin_lock_bh(&bh_lock);
	spin_unlock_bh(&bh_lock);
	preempt_count_add(SOFTIRQ_OFFSET);
	spin_lock(&bh_lock);
	spin_unlock(&bh_lock);
	preempt_count_sub(SOFTIRQ_OFFSET);
	KUNIT_EXPECT_FALSE(test, noticed());
	spin_lock(&bh_lock);
	KUNIT_EXPECT_TRUE(test, noticed());
	debug_locks = 0;
	spin_unlock(&bh_lock);
	debug_locks = 1;
	current->lockdep_depth = 0;
}

static void rwsem_against_mutex(struct kunit *test)
{
	down_read(&sem);
	mutex_lock(&n);
	mutex_unlock(&n);
	up_read(&sem);
	KUNIT_EXPECT_FALSE(test, noticed());
	mutex_lock(&n);
	down_read(&sem);
	KUNIT_EXPECT_TRUE(test, noticed());
	debug_locks = 0;
	up_read(&sem);
	mutex_unlock(&n);
	debug_locks = 1;
	current->lockdep_depth = 0;
}

static void held_is_known(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, lockdep_is_held(&n));
	mutex_lock(&n);
	KUNIT_EXPECT_TRUE(test, lockdep_is_held(&n));
	mutex_unlock(&n);
	KUNIT_EXPECT_FALSE(test, lockdep_is_held(&n));
	KUNIT_EXPECT_FALSE(test, rcu_read_lock_held());
	rcu_read_lock();
	KUNIT_EXPECT_TRUE(test, rcu_read_lock_held());
	rcu_read_lock();
	rcu_read_unlock();
	KUNIT_EXPECT_TRUE(test, rcu_read_lock_held());
	rcu_read_unlock();
	KUNIT_EXPECT_FALSE(test, noticed());
	KUNIT_EXPECT_EQ(test, current->lockdep_depth, 0);
}

static void unlock_of_a_free_lock(struct kunit *test)
{
	spin_lock(&c);
	spin_unlock(&c);
	KUNIT_EXPECT_FALSE(test, noticed());
	preempt_disable();
	spin_unlock(&c);
	KUNIT_EXPECT_TRUE(test, noticed());
}

static struct kunit_case lockdep_cases[] = {
	KUNIT_CASE(cycle_of_three),
	KUNIT_CASE(lock_twice),
	KUNIT_CASE(interrupt_takes_it_too),
	KUNIT_CASE(safe_before_unsafe),
	KUNIT_CASE(softirq_takes_it_too),
	KUNIT_CASE(rwsem_against_mutex),
	KUNIT_CASE(held_is_known),
	KUNIT_CASE(unlock_of_a_free_lock),
	{}
};

static struct kunit_suite lockdep_suite = {
	.name = "lockdep",
	.init = lockdep_test_init,
	.exit = lockdep_test_exit,
	.test_cases = lockdep_cases,
};
kunit_test_suite(lockdep_suite);

#endif /* CONFIG_LOCKDEP */
