// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/oops_test.c - a thread that the kernel must kill, and live on
 *
 * Each case makes one error on purpose; the reports in the log are expected.
 */
#include <kunit/test.h>

#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

/* Run @fn in a thread that must not survive it. */
static void expect_death(struct kunit *test, int (*fn)(void *), void *data)
{
	struct task_struct *t = kthread_create(fn, data, "kunit/oops");
	int ms;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t);
	get_task_struct(t);
	wake_up_process(t);
	for (ms = 0; ms < 20000 && !READ_ONCE(t->exit_state); ms += 10)
		msleep(10);
	KUNIT_EXPECT_NE(test, (int)READ_ONCE(t->exit_state), 0);
	put_task_struct(t);
}

/* Not a tail call, and the array is really on the stack. */
static noinline int recurse(long depth)
{
	volatile char here[200];

	here[0] = depth;
	return depth ? recurse(depth - 1) + here[0] : 0;
}

static int overflow_stack(void *unused)
{
	return recurse(10 * THREAD_SIZE / 200);
}

static int read_from(void *address)
{
	return *(volatile int *)address;
}

static void kernel_stack_overflow(struct kunit *test)
{
	expect_death(test, overflow_stack, NULL);
	expect_death(test, overflow_stack, NULL);
}

static void wild_pointers(struct kunit *test)
{
	expect_death(test, read_from, (void *)8);
	expect_death(test, read_from, (void *)0x8000000000000000);
	expect_death(test, read_from, (void *)0xffffc8fffffff000);
}

/* An oops ends lockdep's checks: a lock held meanwhile is nobody's leak. */
static void lock_across_oops(struct kunit *test)
{
	static DEFINE_MUTEX(lock);

	mutex_lock(&lock);
	expect_death(test, read_from, (void *)8);
	KUNIT_EXPECT_EQ(test, lockdep_depth(current), 0);
	mutex_unlock(&lock);
	KUNIT_EXPECT_EQ(test, lockdep_depth(current), 0);
}

static struct kunit_case oops_cases[] = {
	KUNIT_CASE(kernel_stack_overflow),
	KUNIT_CASE(wild_pointers),
	KUNIT_CASE(lock_across_oops),
	{ }
};

static struct kunit_suite oops_suite = {
	.name = "oops",
	.test_cases = oops_cases,
};

kunit_test_suite(oops_suite);
