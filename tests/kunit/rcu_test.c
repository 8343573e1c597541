// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/rcu_test.c - kernel/rcu/
 */
#include "threads.h"

#include <linux/jiffies.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#define ALIVE	0x600d600d
#define DEAD	0xdeaddead
#define ROUNDS	200

struct obj {
	unsigned int	magic;
	struct rcu_head	rcu;
};

static struct obj __rcu *global;
static atomic_t errors, freed, stop;

static void free_obj(struct rcu_head *head)
{
	struct obj *o = container_of(head, struct obj, rcu);

	WRITE_ONCE(o->magic, DEAD);
	kfree(o);
	atomic_inc(&freed);
}

static void swap_fn(void *data, int id)
{
	int i;

	for (i = 0; id == 0 && i < ROUNDS; i++) {
		struct obj *old, *new = kmalloc(sizeof(*new), GFP_KERNEL);

		if (!new)
			break;
		new->magic = ALIVE;
		old = rcu_dereference_raw(global);
		rcu_assign_pointer(global, new);
		if (old)
			call_rcu(&old->rcu, free_obj);
		if (i % 20 == 0)
			synchronize_rcu();
		cond_resched();
	}
	if (id == 0)
		atomic_set(&stop, 1);

	while (!atomic_read(&stop)) {
		struct obj *o;
		int spin;

		rcu_read_lock();
		o = rcu_dereference(global);
		for (spin = 0; o && spin < 100; spin++) {
			if (READ_ONCE(o->magic) != ALIVE)
				atomic_inc(&errors);
		}
		rcu_read_unlock();
		cond_resched();
	}
}

static void readers_see_live_objects(struct kunit *test)
{
	atomic_set(&errors, 0);
	atomic_set(&freed, 0);
	atomic_set(&stop, 0);
	run_threads(test, 4, swap_fn, NULL);
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, atomic_read(&errors), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&freed), ROUNDS - 1);
	kfree(global);
	global = NULL;
}

struct counted {
	struct rcu_head	rcu;
	int		n;
};

static int next_n, out_of_order;

static void check_order(struct rcu_head *head)
{
	struct counted *c = container_of(head, struct counted, rcu);

	if (c->n != next_n++)
		out_of_order++;
}

static void barrier_waits_for_all(struct kunit *test)
{
	static struct counted c[500];
	int i;

	next_n = out_of_order = 0;
	preempt_disable();
	for (i = 0; i < ARRAY_SIZE(c); i++) {
		c[i].n = i;
		call_rcu(&c[i].rcu, check_order);
	}
	preempt_enable();
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, next_n, (int)ARRAY_SIZE(c));
	KUNIT_EXPECT_EQ(test, out_of_order, 0);
}

static void kfree_rcu_frees(struct kunit *test)
{
	int i;

	for (i = 0; i < 1000; i++) {
		struct obj *o = kmalloc(sizeof(*o), GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, o);
		kfree_rcu(o, rcu);
	}
	rcu_barrier();
}

static atomic_t in_reader;
static unsigned long reader_left, sync_returned;

static void long_reader_fn(void *data, int id)
{
	unsigned long end;

	if (id == 0) {
		rcu_read_lock();
		atomic_set(&in_reader, 1);
		for (end = jiffies + 5; time_before(jiffies, end); )
			cpu_relax();
		WRITE_ONCE(reader_left, jiffies);
		rcu_read_unlock();
		return;
	}
	while (!atomic_read(&in_reader))
		cpu_relax();
	synchronize_rcu();
	WRITE_ONCE(sync_returned, jiffies);
}

static void synchronize_waits_for_reader(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
	atomic_set(&in_reader, 0);
	reader_left = sync_returned = 0;
	run_threads(test, 2, long_reader_fn, NULL);
	KUNIT_EXPECT_TRUE(test, time_after_eq(sync_returned, reader_left));
}

DEFINE_STATIC_SRCU(test_srcu);

static void srcu_fn(void *data, int id)
{
	int idx;

	if (id == 0) {
		idx = srcu_read_lock(&test_srcu);
		atomic_set(&in_reader, 1);
		schedule_timeout_uninterruptible(5);
		WRITE_ONCE(reader_left, jiffies);
		srcu_read_unlock(&test_srcu, idx);
		return;
	}
	while (!atomic_read(&in_reader))
		schedule_timeout_uninterruptible(1);
	synchronize_srcu(&test_srcu);
	WRITE_ONCE(sync_returned, jiffies);
}

static void srcu_waits_for_sleeping_reader(struct kunit *test)
{
	atomic_set(&in_reader, 0);
	reader_left = sync_returned = 0;
	run_threads(test, 2, srcu_fn, NULL);
	KUNIT_EXPECT_NE(test, reader_left, 0UL);
	KUNIT_EXPECT_TRUE(test, time_after_eq(sync_returned, reader_left));
}

static struct kunit_case rcu_cases[] = {
	KUNIT_CASE(readers_see_live_objects),
	KUNIT_CASE(barrier_waits_for_all),
	KUNIT_CASE(kfree_rcu_frees),
	KUNIT_CASE(synchronize_waits_for_reader),
	KUNIT_CASE(srcu_waits_for_sleeping_reader),
	{}
};

static struct kunit_suite rcu_suite = {
	.name = "rcu",
	.test_cases = rcu_cases,
};
kunit_test_suite(rcu_suite);
