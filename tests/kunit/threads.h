/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tests/kunit/threads.h - several kernel threads that do the same
 */
#ifndef TESTS_KUNIT_THREADS_H
#define TESTS_KUNIT_THREADS_H

#include <kunit/test.h>

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/sched.h>

#define MAX_TEST_THREADS	8

struct thread_group_test {
	void			(*fn)(void *data, int id);
	void			*data;
	atomic_t		next_id;
	atomic_t		left;
	struct completion	done;
};

static int thread_group_fn(void *arg)
{
	struct thread_group_test *g = arg;

	g->fn(g->data, atomic_inc_return(&g->next_id) - 1);
	if (atomic_dec_and_test(&g->left))
		complete(&g->done);
	return 0;
}

/* Run @fn in @nr threads, spread over the CPUs, and wait for all. */
static inline void run_threads(struct kunit *test, int nr,
			       void (*fn)(void *data, int id), void *data)
{
	struct thread_group_test g = { .fn = fn, .data = data };
	struct task_struct *t[MAX_TEST_THREADS];
	int i, cpu = -1;

	init_completion(&g.done);
	atomic_set(&g.left, nr);
	for (i = 0; i < nr; i++) {
		t[i] = kthread_create(thread_group_fn, &g, "kunit/%d", i);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, t[i]);
		cpu = cpumask_next(cpu, cpu_online_mask);
		if (cpu >= nr_cpu_ids)
			cpu = cpumask_first(cpu_online_mask);
		kthread_bind(t[i], cpu);
	}
	for (i = 0; i < nr; i++)
		wake_up_process(t[i]);
	wait_for_completion(&g.done);
}

#endif /* TESTS_KUNIT_THREADS_H */
