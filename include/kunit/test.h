/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kunit/test.h - tests that run inside the kernel
 *
 *	static void adds_up(struct kunit *test)
 *	{
 *		KUNIT_EXPECT_EQ(test, 1 + 1, 2);
 *	}
 *
 *	static struct kunit_case example_cases[] = {
 *		KUNIT_CASE(adds_up),
 *		{}
 *	};
 *	static struct kunit_suite example_suite = {
 *		.name = "example",
 *		.test_cases = example_cases,
 *	};
 *	kunit_test_suite(example_suite);
 *
 * EXPECT reports a failure and goes on; ASSERT ends the case.  Each case runs
 * in a kernel thread of its own, after boot, when kunit.enable=1 is given;
 * kunit.filter=slab runs one suite, kunit.filter=slab.*free* some cases.
 *
 * Mirrors: Linux 6.1 include/kunit/test.h.
 * Simpler than Linux in: no parameterised tests, no static stubs; resources
 * are memory only.
 */
#ifndef _KUNIT_TEST_H
#define _KUNIT_TEST_H

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/types.h>

struct kunit;

enum kunit_status {
	KUNIT_SUCCESS,
	KUNIT_FAILURE,
	KUNIT_SKIPPED,
};

struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
};

#define KUNIT_CASE(test_name) { .run_case = test_name, .name = #test_name }

struct kunit_suite {
	const char *name;
	int (*suite_init)(struct kunit_suite *suite);	/* once; 0 or -errno */
	void (*suite_exit)(struct kunit_suite *suite);
	int (*init)(struct kunit *test);	/* before each case */
	void (*exit)(struct kunit *test);	/* after each case */
	struct kunit_case *test_cases;		/* ends with an empty one */
};

/* A case that runs.  All of it belongs to the case's thread. */
struct kunit {
	void *priv;			/* the suite's, from init() */
	const char *name;
	enum kunit_status status;
	char status_comment[128];	/* why it was skipped */
	struct kunit_suite *suite;
	struct kunit_case *test_case;
	struct list_head resources;	/* of kunit_kmalloc() */
	struct completion done;		/* the thread is through */
	bool in_exit;			/* an abort must not run exit() again */
};

#define kunit_test_suite(suite)						\
	static struct kunit_suite * const __kunit_suite_##suite		\
		__used __section(".kunit_test_suites") = &suite

/* lib/kunit/executor.c: after boot; powers off if kunit.shutdown=poweroff. */
#ifdef CONFIG_KUNIT
void kunit_run_all_tests(void);
#else
static inline void kunit_run_all_tests(void) { }
#endif

/* lib/kunit/test.c */
void kunit_run_case(struct kunit *test, struct kunit_suite *suite,
		    struct kunit_case *test_case);
void *kunit_kmalloc(struct kunit *test, size_t size, gfp_t gfp);
void kunit_kfree(struct kunit *test, const void *ptr);
void __noreturn kunit_abort(struct kunit *test);
__printf(4, 5)
void kunit_fail(struct kunit *test, const char *file, int line,
		const char *fmt, ...);
__printf(2, 3)
void kunit_mark_skipped(struct kunit *test, const char *fmt, ...);

static inline void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	return kunit_kmalloc(test, size, gfp | __GFP_ZERO);
}

#define kunit_skip(test, fmt, ...)					\
do {									\
	kunit_mark_skipped(test, fmt, ##__VA_ARGS__);			\
	kunit_abort(test);						\
} while (0)

#define kunit_info(test, fmt, ...) \
	pr_info("    # %s: " fmt, (test)->name, ##__VA_ARGS__)
#define kunit_err(test, fmt, ...) \
	pr_err("    # %s: " fmt, (test)->name, ##__VA_ARGS__)

#define KUNIT_SUCCEED(test)	((void)(test))
#define KUNIT_FAIL(test, fmt, ...) \
	kunit_fail(test, __FILE__, __LINE__, fmt, ##__VA_ARGS__)

#define __KUNIT_CHECK(test, ok, stop, fmt, ...)				\
do {									\
	if (unlikely(!(ok))) {						\
		kunit_fail(test, __FILE__, __LINE__, fmt, ##__VA_ARGS__); \
		if (stop)						\
			kunit_abort(test);				\
	}								\
} while (0)

/* Both sides are evaluated once, and shown as numbers. */
#define __KUNIT_BINARY(test, left, op, right, stop)			\
do {									\
	const __auto_type __left = (left);				\
	const __auto_type __right = (right);				\
									\
	__KUNIT_CHECK(test, __left op __right, stop,			\
		      "Expected %s, but %#llx and %#llx",		\
		      #left " " #op " " #right,				\
		      (unsigned long long)__left,			\
		      (unsigned long long)__right);			\
} while (0)

#define __KUNIT_PTR(test, left, op, right, stop)			\
do {									\
	const void *__left = (left);					\
	const void *__right = (right);					\
									\
	__KUNIT_CHECK(test, __left op __right, stop,			\
		      "Expected %s, but %px and %px",			\
		      #left " " #op " " #right, __left, __right);	\
} while (0)

#define __KUNIT_STR(test, left, op, right, stop)			\
do {									\
	const char *__left = (left);					\
	const char *__right = (right);					\
									\
	__KUNIT_CHECK(test, strcmp(__left, __right) op 0, stop,		\
		      "Expected %s, but \"%s\" and \"%s\"",		\
		      #left " " #op " " #right, __left, __right);	\
} while (0)

#define __KUNIT_MEM(test, left, op, right, size, stop)			\
	__KUNIT_CHECK(test, memcmp(left, right, size) op 0, stop,	\
		      "Expected %s", #left " " #op " " #right)

#define __KUNIT_GOOD_PTR(test, ptr, stop)				\
do {									\
	const void *__ptr = (ptr);					\
									\
	__KUNIT_CHECK(test, !IS_ERR_OR_NULL(__ptr), stop,		\
		      "Expected %s to be a good pointer, but %px",	\
		      #ptr, __ptr);					\
} while (0)

#define KUNIT_EXPECT_TRUE(test, cond) \
	__KUNIT_CHECK(test, cond, false, "Expected %s to be true", #cond)
#define KUNIT_EXPECT_FALSE(test, cond) \
	__KUNIT_CHECK(test, !(cond), false, "Expected %s to be false", #cond)
#define KUNIT_EXPECT_EQ(test, l, r)	__KUNIT_BINARY(test, l, ==, r, false)
#define KUNIT_EXPECT_NE(test, l, r)	__KUNIT_BINARY(test, l, !=, r, false)
#define KUNIT_EXPECT_LT(test, l, r)	__KUNIT_BINARY(test, l, <, r, false)
#define KUNIT_EXPECT_LE(test, l, r)	__KUNIT_BINARY(test, l, <=, r, false)
#define KUNIT_EXPECT_GT(test, l, r)	__KUNIT_BINARY(test, l, >, r, false)
#define KUNIT_EXPECT_GE(test, l, r)	__KUNIT_BINARY(test, l, >=, r, false)
#define KUNIT_EXPECT_PTR_EQ(test, l, r)	__KUNIT_PTR(test, l, ==, r, false)
#define KUNIT_EXPECT_PTR_NE(test, l, r)	__KUNIT_PTR(test, l, !=, r, false)
#define KUNIT_EXPECT_NULL(test, ptr)	__KUNIT_PTR(test, ptr, ==, NULL, false)
#define KUNIT_EXPECT_NOT_NULL(test, ptr) __KUNIT_PTR(test, ptr, !=, NULL, false)
#define KUNIT_EXPECT_STREQ(test, l, r)	__KUNIT_STR(test, l, ==, r, false)
#define KUNIT_EXPECT_STRNEQ(test, l, r)	__KUNIT_STR(test, l, !=, r, false)
#define KUNIT_EXPECT_MEMEQ(test, l, r, n) __KUNIT_MEM(test, l, ==, r, n, false)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL(test, ptr) \
	__KUNIT_GOOD_PTR(test, ptr, false)

#define KUNIT_ASSERT_TRUE(test, cond) \
	__KUNIT_CHECK(test, cond, true, "Expected %s to be true", #cond)
#define KUNIT_ASSERT_FALSE(test, cond) \
	__KUNIT_CHECK(test, !(cond), true, "Expected %s to be false", #cond)
#define KUNIT_ASSERT_EQ(test, l, r)	__KUNIT_BINARY(test, l, ==, r, true)
#define KUNIT_ASSERT_NE(test, l, r)	__KUNIT_BINARY(test, l, !=, r, true)
#define KUNIT_ASSERT_LT(test, l, r)	__KUNIT_BINARY(test, l, <, r, true)
#define KUNIT_ASSERT_LE(test, l, r)	__KUNIT_BINARY(test, l, <=, r, true)
#define KUNIT_ASSERT_GT(test, l, r)	__KUNIT_BINARY(test, l, >, r, true)
#define KUNIT_ASSERT_GE(test, l, r)	__KUNIT_BINARY(test, l, >=, r, true)
#define KUNIT_ASSERT_PTR_EQ(test, l, r)	__KUNIT_PTR(test, l, ==, r, true)
#define KUNIT_ASSERT_PTR_NE(test, l, r)	__KUNIT_PTR(test, l, !=, r, true)
#define KUNIT_ASSERT_NULL(test, ptr)	__KUNIT_PTR(test, ptr, ==, NULL, true)
#define KUNIT_ASSERT_NOT_NULL(test, ptr) __KUNIT_PTR(test, ptr, !=, NULL, true)
#define KUNIT_ASSERT_STREQ(test, l, r)	__KUNIT_STR(test, l, ==, r, true)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ptr) \
	__KUNIT_GOOD_PTR(test, ptr, true)

#endif /* _KUNIT_TEST_H */
