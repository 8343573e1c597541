// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/workqueue_test.c - kernel/workqueue*.c
 */
#include <kunit/test.h>

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

static atomic_t runs, inside, overlaps;
static struct completion started, go_on;

static int workqueue_test_init(struct kunit *test)
{
	atomic_set(&runs, 0);
	atomic_set(&inside, 0);
	atomic_set(&overlaps, 0);
	init_completion(&started);
	init_completion(&go_on);
	return 0;
}

static void count_fn(struct work_struct *work)
{
	atomic_inc(&runs);
}

static void queued_runs_once(struct kunit *test)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, count_fn);
	KUNIT_EXPECT_TRUE(test, schedule_work(&work));
	flush_work(&work);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 1);
	KUNIT_EXPECT_FALSE(test, flush_work(&work));
	KUNIT_EXPECT_FALSE(test, work_pending(&work));
}

static void block_fn(struct work_struct *work)
{
	if (atomic_inc_return(&inside) > 1)
		atomic_inc(&overlaps);
	complete(&started);
	wait_for_completion(&go_on);
	atomic_inc(&runs);
	atomic_dec(&inside);
}

static void requeued_while_running(struct kunit *test)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, block_fn);
	schedule_work(&work);
	wait_for_completion(&started);
	KUNIT_EXPECT_TRUE(test, schedule_work(&work));
	KUNIT_EXPECT_FALSE(test, schedule_work(&work));
	complete_all(&go_on);
	flush_work(&work);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&overlaps), 0);
}

static void sleeper_does_not_block_others(struct kunit *test)
{
	struct work_struct sleeper, other;
	int cpu = cpumask_first(cpu_online_mask);

	INIT_WORK_ONSTACK(&sleeper, block_fn);
	INIT_WORK_ONSTACK(&other, count_fn);
	schedule_work_on(cpu, &sleeper);
	wait_for_completion(&started);
	schedule_work_on(cpu, &other);
	flush_work(&other);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 1);
	complete_all(&go_on);
	flush_work(&sleeper);
}

static void cancel_pending(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("kunit", 0);
	struct work_struct first, second;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	INIT_WORK_ONSTACK(&first, block_fn);
	INIT_WORK_ONSTACK(&second, count_fn);
	queue_work(wq, &first);
	queue_work(wq, &second);
	wait_for_completion(&started);
	KUNIT_EXPECT_TRUE(test, cancel_work_sync(&second));
	KUNIT_EXPECT_FALSE(test, cancel_work_sync(&second));
	complete_all(&go_on);
	flush_workqueue(wq);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 1);
	/* It can be used again. */
	queue_work(wq, &second);
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 2);
}

static void slow_fn(struct work_struct *work)
{
	complete(&started);
	schedule_timeout_uninterruptible(5);
	atomic_inc(&runs);
}

static void cancel_waits_for_running(struct kunit *test)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, slow_fn);
	schedule_work(&work);
	wait_for_completion(&started);
	KUNIT_EXPECT_FALSE(test, cancel_work_sync(&work));
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 1);
}

static void delayed_runs_later(struct kunit *test)
{
	unsigned long start = jiffies;
	struct delayed_work dwork;

	INIT_DELAYED_WORK_ONSTACK(&dwork, slow_fn);
	schedule_delayed_work(&dwork, 5);
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&dwork));
	wait_for_completion(&started);
	KUNIT_EXPECT_GE(test, (long)(jiffies - start), 5L);
	flush_delayed_work(&dwork);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 1);
	/* A flush does not wait for the timer. */
	start = jiffies;
	schedule_delayed_work(&dwork, 1000 * HZ);
	flush_delayed_work(&dwork);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 2);
	KUNIT_EXPECT_LT(test, (long)(jiffies - start), 500L * HZ);
	/* Nor does a cancel. */
	schedule_delayed_work(&dwork, 1000 * HZ);
	KUNIT_EXPECT_TRUE(test, cancel_delayed_work_sync(&dwork));
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 2);
}

static void cancelled_before_it_ever_ran(struct kunit *test)
{
	struct delayed_work dwork;

	INIT_DELAYED_WORK_ONSTACK(&dwork, slow_fn);
	schedule_delayed_work(&dwork, 1000 * HZ);
	KUNIT_EXPECT_TRUE(test, cancel_delayed_work(&dwork));
	KUNIT_EXPECT_FALSE(test, cancel_delayed_work(&dwork));
	KUNIT_EXPECT_FALSE(test, flush_delayed_work(&dwork));
	schedule_delayed_work(&dwork, 0);
	flush_delayed_work(&dwork);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 1);
}

static void delayed_can_be_modified(struct kunit *test)
{
	struct delayed_work dwork;

	INIT_DELAYED_WORK_ONSTACK(&dwork, slow_fn);
	KUNIT_EXPECT_FALSE(test, mod_delayed_work(system_wq, &dwork,
						  1000 * HZ));
	KUNIT_EXPECT_TRUE(test, mod_delayed_work(system_wq, &dwork, 0));
	flush_delayed_work(&dwork);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 1);
}

struct numbered {
	struct work_struct	work;
	int			n;
};

static int next_n, out_of_order;

static void numbered_fn(struct work_struct *work)
{
	struct numbered *w = container_of(work, struct numbered, work);

	if (w->n != next_n++)
		out_of_order++;
	if (w->n % 8 == 0)
		schedule_timeout_uninterruptible(1);
}

static void ordered_is_in_order(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("kunit", 0);
	static struct numbered w[64];
	int i;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	next_n = out_of_order = 0;
	for (i = 0; i < ARRAY_SIZE(w); i++) {
		w[i].n = i;
		INIT_WORK(&w[i].work, numbered_fn);
		queue_work(wq, &w[i].work);
	}
	flush_workqueue(wq);
	KUNIT_EXPECT_EQ(test, next_n, (int)ARRAY_SIZE(w));
	KUNIT_EXPECT_EQ(test, out_of_order, 0);
	destroy_workqueue(wq);
}

static void flush_waits_for_all(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("kunit", WQ_UNBOUND, 3);
	static struct work_struct w[20];
	int i, round;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	for (round = 1; round <= 5; round++) {
		for (i = 0; i < ARRAY_SIZE(w); i++) {
			INIT_WORK(&w[i], slow_fn);
			queue_work(wq, &w[i]);
		}
		flush_workqueue(wq);
		KUNIT_EXPECT_EQ(test, atomic_read(&runs),
				round * (int)ARRAY_SIZE(w));
	}
	flush_workqueue(wq);
	destroy_workqueue(wq);
}

static int chain_left;
static struct workqueue_struct *chain_wq;

static void chain_fn(struct work_struct *work)
{
	atomic_inc(&runs);
	if (--chain_left)
		queue_work(chain_wq, work);
}

static void drain_follows_chains(struct kunit *test)
{
	static struct work_struct work;

	chain_wq = alloc_workqueue("kunit_chain", WQ_MEM_RECLAIM, 0);
	KUNIT_ASSERT_NOT_NULL(test, chain_wq);
	chain_left = 50;
	INIT_WORK(&work, chain_fn);
	queue_work(chain_wq, &work);
	destroy_workqueue(chain_wq);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), 50);
}

static void each_cpu_fn(struct work_struct *work)
{
	atomic_inc(&runs);
}

static void runs_on_the_cpu_asked_for(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, schedule_on_each_cpu(each_cpu_fn), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), (int)num_online_cpus());
}

static struct kunit_case workqueue_cases[] = {
	KUNIT_CASE(queued_runs_once),
	KUNIT_CASE(requeued_while_running),
	KUNIT_CASE(sleeper_does_not_block_others),
	KUNIT_CASE(cancel_pending),
	KUNIT_CASE(cancel_waits_for_running),
	KUNIT_CASE(delayed_runs_later),
	KUNIT_CASE(cancelled_before_it_ever_ran),
	KUNIT_CASE(delayed_can_be_modified),
	KUNIT_CASE(ordered_is_in_order),
	KUNIT_CASE(flush_waits_for_all),
	KUNIT_CASE(drain_follows_chains),
	KUNIT_CASE(runs_on_the_cpu_asked_for),
	{}
};

static struct kunit_suite workqueue_suite = {
	.name = "workqueue",
	.init = workqueue_test_init,
	.test_cases = workqueue_cases,
};
kunit_test_suite(workqueue_suite);
