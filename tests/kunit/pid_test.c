// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/pid_test.c - kernel/pid.c, kernel/pidmap.c, kernel/cred.c
 */
#include "threads.h"

#include <linux/cred.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched/task.h>

static struct pid_namespace *fake_ns(struct kunit *test)
{
	struct pid_namespace *ns = kunit_kzalloc(test, sizeof(*ns),
						 GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, ns);
	KUNIT_ASSERT_EQ(test, pidmap_init_ns(ns), 0);
	return ns;
}

static void numbers_rise_and_wrap(struct kunit *test)
{
	struct pid_namespace *ns = fake_ns(test);
	struct upid upid = { .ns = ns };

	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), 1);
	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), 2);
	upid.nr = 2;
	free_pidmap(&upid);
	/* A freed number does not come back at once. */
	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), 3);
	KUNIT_EXPECT_EQ(test, next_pidmap(ns, 1), 3);
	KUNIT_EXPECT_EQ(test, next_pidmap(ns, 3), -1);

	ns->last_pid = pid_max - 2;
	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), pid_max - 1);
	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), 300);
	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), 301);
	pidmap_free_ns(ns);
}

static void all_numbers_can_be_used_up(struct kunit *test)
{
	struct pid_namespace *ns = fake_ns(test);
	int old_max = pid_max, n = 0, nr;
	struct upid upid = { .ns = ns, .nr = 1234 };

	/* Others go on living: only this namespace looks at it now. */
	pid_max = 2000;
	while ((nr = alloc_pidmap(ns)) > 0)
		n++;
	KUNIT_EXPECT_EQ(test, nr, -EAGAIN);
	/* After the wrap the first 300 are not looked at. */
	KUNIT_EXPECT_EQ(test, n, 1999);
	free_pidmap(&upid);
	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), 1234);
	KUNIT_EXPECT_EQ(test, alloc_pidmap(ns), -EAGAIN);
	pid_max = old_max;
	pidmap_free_ns(ns);
}

static struct pid_namespace *race_ns;
static atomic_t dups;

static void race_fn(void *data, int id)
{
	static unsigned long seen[PID_MAX_DEFAULT / BITS_PER_LONG];
	int i, nr;

	for (i = 0; i < 3000; i++) {
		struct upid upid = { .ns = race_ns };

		nr = alloc_pidmap(race_ns);
		if (nr <= 0 || nr >= PID_MAX_DEFAULT ||
		    test_and_set_bit(nr, seen)) {
			atomic_inc(&dups);
			continue;
		}
		cond_resched();
		clear_bit(nr, seen);
		upid.nr = nr;
		free_pidmap(&upid);
	}
}

static void no_number_twice(struct kunit *test)
{
	race_ns = fake_ns(test);
	atomic_set(&dups, 0);
	run_threads(test, 4, race_fn, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&dups), 0);
	KUNIT_EXPECT_EQ(test, next_pidmap(race_ns, 0), -1);
	pidmap_free_ns(race_ns);
}

static int until_stopped(void *data)
{
	return 0;
}

static void pid_outlives_the_task(struct kunit *test)
{
	struct task_struct *t = kthread_create(until_stopped, NULL,
					       "kunit_pid");
	struct pid *pid;
	int nr;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t);
	nr = task_pid_nr(t);
	pid = find_get_pid(nr);
	KUNIT_ASSERT_NOT_NULL(test, pid);
	KUNIT_EXPECT_PTR_EQ(test, pid_task(pid, PIDTYPE_PID), t);
	KUNIT_EXPECT_EQ(test, pid_vnr(pid), nr);
	KUNIT_EXPECT_EQ(test, pid_nr_ns(pid, &init_pid_ns), nr);
	kthread_stop(t);
	/* kthreadd's children reap themselves, a little later. */
	for (nr = 0; nr < 100 && pid_task(pid, PIDTYPE_PID); nr++)
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_NULL(test, get_pid_task(pid, PIDTYPE_PID));
	rcu_read_lock();
	KUNIT_EXPECT_PTR_NE(test, find_vpid(nr), pid);
	rcu_read_unlock();
	put_pid(pid);
}

static void creds_change_by_copy(struct kunit *test)
{
	const struct cred *old = current_cred();
	struct cred *new = prepare_creds();
	const struct cred *saved;

	KUNIT_ASSERT_NOT_NULL(test, new);
	new->fsuid = KUIDT_INIT(1000);
	cap_clear(new->cap_effective);
	KUNIT_EXPECT_TRUE(test, capable(CAP_SYS_ADMIN));
	saved = override_creds(new);
	KUNIT_EXPECT_PTR_EQ(test, saved, old);
	KUNIT_EXPECT_EQ(test, __kuid_val(current_fsuid()), 1000U);
	KUNIT_EXPECT_FALSE(test, capable(CAP_SYS_ADMIN));
	revert_creds(saved);
	put_cred(new);
	KUNIT_EXPECT_PTR_EQ(test, current_cred(), old);
	KUNIT_EXPECT_TRUE(test, capable(CAP_SYS_ADMIN));
}

static void groups_are_found(struct kunit *test)
{
	struct group_info *gi = groups_alloc(100);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, gi);
	for (i = 0; i < 100; i++)
		gi->gid[i] = KGIDT_INIT((i * 37) % 101 * 2);
	groups_sort(gi);
	for (i = 0; i < 99; i++)
		KUNIT_EXPECT_TRUE(test, gid_lt(gi->gid[i], gi->gid[i + 1]));
	for (i = 0; i < 100; i++) {
		KUNIT_EXPECT_TRUE(test, groups_search(gi, gi->gid[i]));
		KUNIT_EXPECT_FALSE(test, groups_search(gi,
				KGIDT_INIT(__kgid_val(gi->gid[i]) + 1)));
	}
	put_group_info(gi);
}

static struct kunit_case pid_cases[] = {
	KUNIT_CASE(numbers_rise_and_wrap),
	KUNIT_CASE(all_numbers_can_be_used_up),
	KUNIT_CASE(no_number_twice),
	KUNIT_CASE(pid_outlives_the_task),
	KUNIT_CASE(creds_change_by_copy),
	KUNIT_CASE(groups_are_found),
	{}
};

static struct kunit_suite pid_suite = {
	.name = "pid",
	.test_cases = pid_cases,
};
kunit_test_suite(pid_suite);
