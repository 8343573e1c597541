// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/kunit/test.c - run one test case
 *
 * A case runs in a kernel thread of its own: an assertion that fails, or an
 * oops, ends the thread and nothing else.
 *
 * Context    process context, may sleep.
 * Entry      kunit_run_case(), and what test cases call
 *
 * Mirrors: Linux 6.1 lib/kunit/test.c, try-catch.c.
 */
#include <kunit/test.h>

#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include <linux/stdarg.h>

/* A case that takes longer hangs. */
#define KUNIT_TIMEOUT	(300 * HZ)

/* Memory that is freed with the case. */
struct kunit_block {
	struct list_head list;
	char data[] __aligned(16);
};

/**
 * kunit_kmalloc() - memory that lives as long as the case
 * @test: the case
 * @size: bytes
 * @gfp: allocation flags
 *
 * Return: the memory, or NULL.
 */
void *kunit_kmalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	struct kunit_block *block = kmalloc(sizeof(*block) + size, gfp);

	if (!block)
		return NULL;
	list_add(&block->list, &test->resources);
	return block->data;
}

/**
 * kunit_kfree() - free memory of kunit_kmalloc() early
 * @test: the case
 * @ptr: the memory; NULL is fine
 */
void kunit_kfree(struct kunit *test, const void *ptr)
{
	struct kunit_block *block;

	if (!ptr)
		return;
	block = (struct kunit_block *)((char *)ptr -
				       offsetof(struct kunit_block, data));
	list_del(&block->list);
	kfree(block);
}

/**
 * kunit_fail() - an expectation was not met
 * @test: the case
 * @file: where
 * @line: where
 * @fmt: what was expected, and what came
 */
void kunit_fail(struct kunit *test, const char *file, int line,
		const char *fmt, ...)
{
	struct va_format vaf;
	va_list args;

	test->status = KUNIT_FAILURE;
	va_start(args, fmt);
	vaf.fmt = fmt;
	vaf.va = &args;
	pr_err("    # %s: EXPECTATION FAILED at %s:%d\n", test->name, file,
	       line);
	pr_err("    %pV\n", &vaf);
	va_end(args);
}

/**
 * kunit_mark_skipped() - the case cannot run here
 * @test: the case
 * @fmt: why
 */
void kunit_mark_skipped(struct kunit *test, const char *fmt, ...)
{
	va_list args;

	test->status = KUNIT_SKIPPED;
	va_start(args, fmt);
	vsnprintf(test->status_comment, sizeof(test->status_comment), fmt,
		  args);
	va_end(args);
}

/* The suite's exit(), then the case's memory. */
static void clean_up(struct kunit *test)
{
	struct kunit_block *block, *next;

	if (!test->in_exit && test->suite->exit) {
		test->in_exit = true;
		test->suite->exit(test);
	}
	list_for_each_entry_safe(block, next, &test->resources, list)
		kfree(block);
	INIT_LIST_HEAD(&test->resources);
}

/**
 * kunit_abort() - end the case that runs
 * @test: the case; called in its thread
 */
void __noreturn kunit_abort(struct kunit *test)
{
	clean_up(test);
	complete(&test->done);
	do_exit(0);
}

static int kunit_thread(void *data)
{
	struct kunit *test = data;
	int err = 0;

	if (test->suite->init)
		err = test->suite->init(test);
	if (err) {
		kunit_err(test, "failed to initialize: %d\n", err);
		test->status = KUNIT_FAILURE;
		test->in_exit = true;
	} else {
		test->test_case->run_case(test);
	}
	clean_up(test);
	complete(&test->done);
	return 0;
}

/**
 * kunit_run_case() - run a case to its end
 * @test: gets the result
 * @suite: of the case
 * @test_case: the case
 */
void kunit_run_case(struct kunit *test, struct kunit_suite *suite,
		    struct kunit_case *test_case)
{
	struct task_struct *thread;

	memset(test, 0, sizeof(*test));
	test->name = test_case->name;
	test->suite = suite;
	test->test_case = test_case;
	INIT_LIST_HEAD(&test->resources);
	init_completion(&test->done);

	thread = kthread_run(kunit_thread, test, "kunit_%s", suite->name);
	if (IS_ERR(thread)) {
		KUNIT_FAIL(test, "no thread: %ld", PTR_ERR(thread));
		return;
	}
	/* After an oops nobody completes: that is a failure, and no hang. */
	if (!wait_for_completion_timeout(&test->done, KUNIT_TIMEOUT))
		KUNIT_FAIL(test, "the case crashed, or took too long");
}
