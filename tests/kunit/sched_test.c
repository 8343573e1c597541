// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/sched_test.c - kernel/sched/, kernel/kthread.c, kernel/softirq.c
 */
#include "threads.h"

#include <linux/err.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/sched/clock.h>
#include <linux/sched/cputime.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/prio.h>
#include <linux/sched/stat.h>
#include <linux/sched/task.h>
#include <linux/sched/types.h>
#include <linux/smp.h>
#include <linux/stop_machine.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

static int until_stopped(void *data)
{
	if (data)
		complete(data);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 42;
}

static void kthread_returns_its_result(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(runs);
	struct task_struct *t = kthread_run(until_stopped, &runs,
					    "kunit_stop");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t);
	KUNIT_EXPECT_STREQ(test, t->comm, "kunit_stop");
	KUNIT_EXPECT_TRUE(test, t->flags & PF_KTHREAD);
	wait_for_completion(&runs);
	KUNIT_EXPECT_EQ(test, kthread_stop(t), 42);

	/* One that never ran does not call its function. */
	t = kthread_create(until_stopped, NULL, "kunit_never");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t);
	KUNIT_EXPECT_EQ(test, kthread_stop(t), -EINTR);
}

static void affinity_moves_the_runner(struct kunit *test)
{
	cpumask_t old = current->cpus_allowed;
	int cpu;

	for_each_online_cpu(cpu) {
		KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(current,
						cpumask_of(cpu)), 0);
		KUNIT_EXPECT_EQ(test, (int)smp_processor_id(), cpu);
		cond_resched();
		KUNIT_EXPECT_EQ(test, (int)smp_processor_id(), cpu);
	}
	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(current, &old), 0);
}

static DECLARE_WAIT_QUEUE_HEAD(test_wq);
static atomic_t tokens, taken, timeouts;

static void exclusive_fn(void *data, int id)
{
	int i;

	for (i = 0; id && i < 100; i++) {
		if (wait_event_interruptible_exclusive(test_wq,
				atomic_dec_if_positive(&tokens) >= 0))
			return;
		atomic_inc(&taken);
	}
	for (i = 0; !id && i < 300; i++) {
		atomic_inc(&tokens);
		wake_up(&test_wq);
		if (i % 16 == 0)
			schedule_timeout_uninterruptible(1);
		else
			cond_resched();
	}
}

static void no_wakeup_is_lost(struct kunit *test)
{
	atomic_set(&tokens, 0);
	atomic_set(&taken, 0);
	run_threads(test, 4, exclusive_fn, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&taken), 300);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&test_wq));
}

static atomic_t ball;

static void pingpong_fn(void *data, int id)
{
	int i;

	for (i = 0; i < 500; i++) {
		wait_event(test_wq, atomic_read(&ball) == id);
		atomic_set(&ball, !id);
		wake_up_all(&test_wq);
	}
}

static void pingpong(struct kunit *test)
{
	atomic_set(&ball, 0);
	run_threads(test, 2, pingpong_fn, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&ball), 0);
}

static void wait_times_out(struct kunit *test)
{
	unsigned long start = jiffies;

	KUNIT_EXPECT_EQ(test, wait_event_timeout(test_wq, false, 4), 0L);
	KUNIT_EXPECT_GE(test, (long)(jiffies - start), 4L);
	KUNIT_EXPECT_GE(test, wait_event_timeout(test_wq, true, 4), 1L);
	KUNIT_EXPECT_EQ(test, (long)current->state, 0L);
}

static unsigned long word;

static void bit_fn(void *data, int id)
{
	int i;

	for (i = 0; i < 200; i++) {
		wait_on_bit_lock(&word, 3, TASK_UNINTERRUPTIBLE);
		if (atomic_inc_return(&taken) != 1)
			atomic_inc(&timeouts);
		if (i % 50 == 0)
			schedule_timeout_uninterruptible(1);
		atomic_dec(&taken);
		clear_bit_unlock(3, &word);
		smp_mb__after_atomic();
		wake_up_bit(&word, 3);
	}
}

static void bit_is_a_lock(struct kunit *test)
{
	word = 0;
	atomic_set(&taken, 0);
	atomic_set(&timeouts, 0);
	run_threads(test, 4, bit_fn, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&timeouts), 0);
	KUNIT_EXPECT_EQ(test, word, 0UL);
	KUNIT_EXPECT_EQ(test, wait_on_bit(&word, 3, TASK_UNINTERRUPTIBLE), 0);
}

/* Runs until told to stop; on one CPU with others. */
static int burner(void *data)
{
	while (!kthread_should_stop())
		cond_resched();
	return 0;
}

static struct task_struct *start_burner(struct kunit *test, int cpu, int nice)
{
	struct task_struct *t = kthread_create(burner, NULL, "burn%d", nice);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t);
	kthread_bind(t, cpu);
	set_user_nice(t, nice);
	get_task_struct(t);
	return t;
}

/* For a second, in percent: how much more did @a run than @b? */
static unsigned int compare_runtimes(struct task_struct *a,
				     struct task_struct *b)
{
	u64 ra = task_sched_runtime(a), rb = task_sched_runtime(b);

	schedule_timeout_uninterruptible(HZ);
	ra = task_sched_runtime(a) - ra;
	rb = task_sched_runtime(b) - rb;
	return ra * 100 / (rb ?: 1);
}

static void nice_divides_the_cpu(struct kunit *test)
{
	int cpu = cpumask_last(cpu_online_mask), tries;
	struct task_struct *a = start_burner(test, cpu, 0);
	struct task_struct *b = start_burner(test, cpu, 5);
	unsigned int percent = 0;

	KUNIT_EXPECT_EQ(test, a->se.load.weight, 1024UL);
	KUNIT_EXPECT_EQ(test, b->se.load.weight, 335UL);
	wake_up_process(a);
	wake_up_process(b);
	/* 1024 : 335 is 306 %.  A busy host may stop us for long: try again. */
	for (tries = 0; tries < 5 && (percent < 280 || percent > 330); tries++)
		percent = compare_runtimes(a, b);
	kthread_stop(a);
	kthread_stop(b);
	put_task_struct(a);
	put_task_struct(b);
	KUNIT_EXPECT_GE(test, percent, 280U);
	KUNIT_EXPECT_LE(test, percent, 330U);
}

static int fifo_fn(void *data)
{
	u64 *when = data;

	WRITE_ONCE(*when, sched_clock());
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 0;
}

static void fifo_comes_first(struct kunit *test)
{
	int cpu = cpumask_last(cpu_online_mask);
	struct sched_param param = { .sched_priority = 10 };
	struct task_struct *fair = start_burner(test, cpu, -20);
	struct task_struct *rt;
	u64 start, when = 0;

	rt = kthread_create(fifo_fn, &when, "kunit_fifo");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, rt);
	kthread_bind(rt, cpu);
	KUNIT_EXPECT_EQ(test, sched_setscheduler_nocheck(rt, SCHED_FIFO,
							 &param), 0);
	KUNIT_EXPECT_EQ(test, rt->prio, MAX_RT_PRIO - 1 - 10);
	wake_up_process(fair);
	schedule_timeout_uninterruptible(2);
	start = sched_clock();
	wake_up_process(rt);
	while (!READ_ONCE(when) && sched_clock() - start < NSEC_PER_SEC)
		cond_resched();
	KUNIT_EXPECT_NE(test, when, 0ULL);
	kthread_stop(rt);
	kthread_stop(fair);
	put_task_struct(fair);
}

static int stop_fn(void *data)
{
	int *inside = data;

	KUNIT_SUCCEED(data);
	return irqs_disabled() && !READ_ONCE(*inside) ? 7 : 0;
}

static void machine_stops(struct kunit *test)
{
	int inside = 0;

	KUNIT_EXPECT_EQ(test, stop_machine(stop_fn, &inside, NULL), 7);
	KUNIT_EXPECT_FALSE(test, irqs_disabled());
}

static struct kunit_case sched_cases[] = {
	KUNIT_CASE(kthread_returns_its_result),
	KUNIT_CASE(affinity_moves_the_runner),
	KUNIT_CASE(no_wakeup_is_lost),
	KUNIT_CASE(pingpong),
	KUNIT_CASE(wait_times_out),
	KUNIT_CASE(bit_is_a_lock),
	KUNIT_CASE(nice_divides_the_cpu),
	KUNIT_CASE(fifo_comes_first),
	KUNIT_CASE(machine_stops),
	{}
};

static struct kunit_suite sched_suite = {
	.name = "sched",
	.test_cases = sched_cases,
};
kunit_test_suite(sched_suite);
