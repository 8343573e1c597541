// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/slab_test.c - mm/slab.c
 */
#include <kunit/test.h>

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct object {
	unsigned long magic;
	char body[112];
};

static int find_info(const struct slabinfo *si, void *arg)
{
	struct slabinfo *want = arg;

	if (strcmp(si->name, want->name))
		return 0;
	*want = *si;
	return 1;
}

static struct slabinfo info_of(const char *name)
{
	struct slabinfo si = { .name = name };

	slabinfo_for_each(find_info, &si);
	return si;
}

static void objects_are_distinct_and_aligned(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_align",
			sizeof(struct object), 64, 0, NULL);
	static struct object *o[200];
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, s);
	for (i = 0; i < ARRAY_SIZE(o); i++) {
		o[i] = kmem_cache_alloc(s, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, o[i]);
		KUNIT_EXPECT_EQ(test, (unsigned long)o[i] & 63, 0UL);
		memset(o[i], i, sizeof(*o[i]));
	}
	for (i = 0; i < ARRAY_SIZE(o); i++) {
		KUNIT_EXPECT_NULL(test, memchr_inv(o[i], i, sizeof(*o[i])));
		kmem_cache_free(s, o[i]);
	}
	kmem_cache_destroy(s);
}

static void object_ctor(void *p)
{
	((struct object *)p)->magic = 0x600d;
}

/* An object stays constructed over free and alloc. */
static void constructor_runs_once(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_ctor",
			sizeof(struct object), 0, 0, object_ctor);
	struct object *o[64];
	unsigned int round, i;

	KUNIT_ASSERT_NOT_NULL(test, s);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < ARRAY_SIZE(o); i++) {
			o[i] = kmem_cache_alloc(s, GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, o[i]);
			KUNIT_EXPECT_EQ(test, o[i]->magic, 0x600dUL);
		}
		for (i = 0; i < ARRAY_SIZE(o); i++)
			kmem_cache_free(s, o[i]);
	}
	kmem_cache_destroy(s);
}

static void zalloc_is_zero(struct kunit *test)
{
	struct kmem_cache *s = KMEM_CACHE(object, 0);
	struct object *o;

	KUNIT_ASSERT_NOT_NULL(test, s);
	o = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, o);
	memset(o, 0xff, sizeof(*o));
	kmem_cache_free(s, o);
	o = kmem_cache_zalloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, o);
	KUNIT_EXPECT_NULL(test, memchr_inv(o, 0, sizeof(*o)));
	kmem_cache_free(s, o);
	kmem_cache_destroy(s);
}

static void slabinfo_counts(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_info", 100, 0, 0, NULL);
	struct slabinfo si;
	static void *o[300];
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, s);
#ifdef CONFIG_KASAN
	kmem_cache_destroy(s);
	kunit_skip(test, "KASAN delays the freeing of objects");
#endif
	for (i = 0; i < ARRAY_SIZE(o); i++)
		o[i] = kmem_cache_alloc(s, GFP_KERNEL);
	si = info_of("test_info");
	KUNIT_EXPECT_EQ(test, si.active_objs, ARRAY_SIZE(o));
	KUNIT_EXPECT_EQ(test, si.num_objs, si.num_slabs * si.objects_per_slab);
	for (i = 0; i < ARRAY_SIZE(o); i++)
		kmem_cache_free(s, o[i]);
	KUNIT_EXPECT_EQ(test, info_of("test_info").active_objs, 0UL);
	kmem_cache_shrink(s);
	KUNIT_EXPECT_LE(test, info_of("test_info").num_slabs, 1UL);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, info_of("test_info").object_size, 0U);
}

static void destroy_refuses_used_caches(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_busy", 64, 0, 0, NULL);
	void *o;

	KUNIT_ASSERT_NOT_NULL(test, s);
	o = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, o);
	kunit_info(test, "expect: Slab cache still has objects\n");
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, info_of("test_busy").active_objs, 1UL);
	kmem_cache_free(s, o);
	kmem_cache_destroy(s);
}

/* A reader may look at a freed object for a grace period. */
static void typesafe_by_rcu(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_rcu",
			sizeof(struct object), 0, SLAB_TYPESAFE_BY_RCU,
			object_ctor);
	static struct object *o[128];
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, s);
	for (i = 0; i < ARRAY_SIZE(o); i++) {
		o[i] = kmem_cache_alloc(s, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, o[i]);
	}
	rcu_read_lock();
	for (i = 0; i < ARRAY_SIZE(o); i++)
		kmem_cache_free(s, o[i]);
	kmem_cache_shrink(s);
	for (i = 0; i < ARRAY_SIZE(o); i++)
		KUNIT_EXPECT_EQ(test, READ_ONCE(o[i]->magic), 0x600dUL);
	rcu_read_unlock();
	kmem_cache_destroy(s);
}

static void large_objects(struct kunit *test)
{
	size_t size;

	for (size = 1000; size <= 30000; size += 4321) {
		struct kmem_cache *s = kmem_cache_create("test_large", size, 0,
							 0, NULL);
		char *o[10];
		unsigned int i;

		KUNIT_ASSERT_NOT_NULL(test, s);
		for (i = 0; i < ARRAY_SIZE(o); i++) {
			o[i] = kmem_cache_alloc(s, GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, o[i]);
			memset(o[i], i, size);
		}
		for (i = 0; i < ARRAY_SIZE(o); i++) {
			KUNIT_EXPECT_NULL(test, memchr_inv(o[i], i, size));
			kmem_cache_free(s, o[i]);
		}
		kmem_cache_destroy(s);
	}
}

#define STORM_THREADS	4
static struct kmem_cache *storm_cache;
static struct completion storm_done[STORM_THREADS];
static atomic_t storm_failures;
static struct object *storm_shared[64];

/* Objects change hands between CPUs: freed elsewhere than allocated. */
static int storm_thread(void *data)
{
	unsigned long me = (unsigned long)data;
	unsigned int i;

	for (i = 0; i < 20000; i++) {
		struct object *o = kmem_cache_alloc(storm_cache, GFP_KERNEL);

		if (!o)
			continue;
		o->magic = (unsigned long)o;
		o = xchg(&storm_shared[(i * 13 + me) % 64], o);
		if (!o)
			continue;
		if (o->magic != (unsigned long)o)
			atomic_inc(&storm_failures);
		o->magic = 0;
		kmem_cache_free(storm_cache, o);
		cond_resched();
	}
	complete(&storm_done[me]);
	return 0;
}

static void storm(struct kunit *test)
{
	unsigned long i;

	storm_cache = KMEM_CACHE(object, 0);
	KUNIT_ASSERT_NOT_NULL(test, storm_cache);
	atomic_set(&storm_failures, 0);
	for (i = 0; i < STORM_THREADS; i++) {
		init_completion(&storm_done[i]);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test,
			kthread_run(storm_thread, (void *)i, "storm%lu", i));
	}
	for (i = 0; i < STORM_THREADS; i++)
		wait_for_completion(&storm_done[i]);
	KUNIT_EXPECT_EQ(test, atomic_read(&storm_failures), 0);
	for (i = 0; i < ARRAY_SIZE(storm_shared); i++)
		if (storm_shared[i])
			kmem_cache_free(storm_cache, storm_shared[i]);
	memset(storm_shared, 0, sizeof(storm_shared));
	kmem_cache_destroy(storm_cache);
}

static struct kunit_case slab_cases[] = {
	KUNIT_CASE(objects_are_distinct_and_aligned),
	KUNIT_CASE(constructor_runs_once),
	KUNIT_CASE(zalloc_is_zero),
	KUNIT_CASE(slabinfo_counts),
	KUNIT_CASE(destroy_refuses_used_caches),
	KUNIT_CASE(typesafe_by_rcu),
	KUNIT_CASE(large_objects),
	KUNIT_CASE(storm),
	{}
};

static struct kunit_suite slab_suite = {
	.name = "slab",
	.test_cases = slab_cases,
};
kunit_test_suite(slab_suite);
