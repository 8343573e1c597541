// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/kasan_test.c - KASAN=1 finds what it promises to find
 *
 * Each case makes one error on purpose; the reports in the log are expected.
 */
#ifdef CONFIG_KASAN

#include <kunit/test.h>

#include <linux/kasan.h>
#include <linux/mm.h>
#include <linux/slab.h>

static bool saved_multi_shot;
static char global_array[10];

/* So that GCC neither sees the error nor drops the access. */
static void *hide(void *p)
{
	OPTIMIZER_HIDE_VAR(p);
	return p;
}

#define EXPECT_REPORT(test, access)					\
do {									\
	unsigned long __before = kasan_report_count();			\
									\
	access;								\
	barrier();							\
	KUNIT_EXPECT_EQ(test, kasan_report_count(), __before + 1);	\
} while (0)

static void kmalloc_out_of_bounds(struct kunit *test)
{
	volatile char *p = hide(kmalloc(123, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, (void *)p);
	p[122] = 'x';
	EXPECT_REPORT(test, p[123 + 5] = 'x');
	EXPECT_REPORT(test, (void)p[-1]);
	kfree((void *)p);
}

static void kmalloc_use_after_free(struct kunit *test)
{
	volatile char *p = hide(kmalloc(400, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, (void *)p);
	kfree((void *)p);
	EXPECT_REPORT(test, p[8] = 'x');
}

static void slab_errors(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_kasan", 200, 0, 0, NULL);
	volatile char *p;

	KUNIT_ASSERT_NOT_NULL(test, s);
	p = hide(kmem_cache_alloc(s, GFP_KERNEL));
	KUNIT_ASSERT_NOT_NULL(test, (void *)p);
	EXPECT_REPORT(test, (void)p[200]);
	kmem_cache_free(s, (void *)p);
	EXPECT_REPORT(test, (void)p[100]);
	EXPECT_REPORT(test, kmem_cache_free(s, (void *)p));
	kmem_cache_destroy(s);
}

static void page_use_after_free(struct kunit *test)
{
	volatile char *p = hide((void *)__get_free_pages(GFP_KERNEL, 1));

	KUNIT_ASSERT_NOT_NULL(test, (void *)p);
	free_pages((unsigned long)p, 1);
	EXPECT_REPORT(test, (void)p[4096]);
}

static void stack_out_of_bounds(struct kunit *test)
{
	volatile char array[10];
	volatile char *p = hide((void *)array);

	array[0] = 0;
	EXPECT_REPORT(test, p[10] = 'x');
}

static void global_out_of_bounds(struct kunit *test)
{
	volatile char *p = hide(global_array);

	EXPECT_REPORT(test, (void)p[12]);
}

static void string_functions_are_checked(struct kunit *test)
{
	char *p = hide(kmalloc(64, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, p);
	EXPECT_REPORT(test, memset(p, 0, 65));
	kfree(p);
}

static int kasan_suite_init(struct kunit_suite *suite)
{
	saved_multi_shot = kasan_save_enable_multi_shot();
	return 0;
}

static void kasan_suite_exit(struct kunit_suite *suite)
{
	kasan_restore_multi_shot(saved_multi_shot);
}

static struct kunit_case kasan_cases[] = {
	KUNIT_CASE(kmalloc_out_of_bounds),
	KUNIT_CASE(kmalloc_use_after_free),
	KUNIT_CASE(slab_errors),
	KUNIT_CASE(page_use_after_free),
	KUNIT_CASE(stack_out_of_bounds),
	KUNIT_CASE(global_out_of_bounds),
	KUNIT_CASE(string_functions_are_checked),
	{}
};

static struct kunit_suite kasan_suite = {
	.name = "kasan",
	.suite_init = kasan_suite_init,
	.suite_exit = kasan_suite_exit,
	.test_cases = kasan_cases,
};
kunit_test_suite(kasan_suite);

#endif /* CONFIG_KASAN */
