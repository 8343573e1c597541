// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/smp_test.c - kernel/smp.c, arch/x86/mm/tlb.c
 */
#include "threads.h"

#include <linux/smp.h>
#include <linux/vmalloc.h>

#include <asm/tlbflush.h>

static atomic_t ran;
static cpumask_t ran_on;

static void note_cpu(void *info)
{
	cpumask_set_cpu(smp_processor_id(), &ran_on);
	atomic_inc(&ran);
}

static void forget(void)
{
	cpumask_clear(&ran_on);
	atomic_set(&ran, 0);
}

static void single_runs_there(struct kunit *test)
{
	int cpu;

	for_each_online_cpu(cpu) {
		forget();
		KUNIT_EXPECT_EQ(test, smp_call_function_single(cpu, note_cpu,
							       NULL, 1), 0);
		KUNIT_EXPECT_TRUE(test, cpumask_equal(&ran_on,
						      cpumask_of(cpu)));
	}
	KUNIT_EXPECT_EQ(test, smp_call_function_single(NR_CPUS, note_cpu, NULL,
						       1), -ENXIO);
}

static void many_run_everywhere(struct kunit *test)
{
	forget();
	on_each_cpu(note_cpu, NULL, 1);
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&ran_on, cpu_online_mask));
	KUNIT_EXPECT_EQ(test, atomic_read(&ran), (int)num_online_cpus());
	forget();
	preempt_disable();
	smp_call_function(note_cpu, NULL, 1);
	KUNIT_EXPECT_FALSE(test, cpumask_test_cpu(smp_processor_id(),
						  &ran_on));
	preempt_enable();
	KUNIT_EXPECT_EQ(test, atomic_read(&ran), (int)num_online_cpus() - 1);
}

static bool odd_cpu(int cpu, void *info)
{
	return cpu & 1;
}

static void conditions_choose(struct kunit *test)
{
	int cpu;

	forget();
	on_each_cpu_cond(odd_cpu, note_cpu, NULL, true, GFP_KERNEL);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_EQ(test, !!cpumask_test_cpu(cpu, &ran_on),
				cpu & 1);
}

static void nothing(void *unused)
{
}

/* All CPUs call all CPUs at the same time: nobody waits for ever. */
static void call_storm(void *data, int id)
{
	int i;

	for (i = 0; i < 200; i++) {
		if (i % 3)
			on_each_cpu(note_cpu, NULL, i & 1);
		else
			smp_call_function_single(id, note_cpu, NULL, 1);
	}
}

static void storms_pass(struct kunit *test)
{
	int n = min_t(int, num_online_cpus(), MAX_TEST_THREADS);

	forget();
	run_threads(test, n, call_storm, NULL);
	on_each_cpu(nothing, NULL, 1);	/* behind those nobody waited for */
	KUNIT_EXPECT_EQ(test, atomic_read(&ran),
			n * (133 * (int)num_online_cpus() + 67));
}

/* The same addresses are mapped to new pages again and again. */
static void stale_entries(void *data, int id)
{
	struct kunit *test = data;
	int i, bad = 0;

	for (i = 0; i < 50; i++) {
		unsigned long *area = vmalloc(3 * PAGE_SIZE);

		if (!area)
			break;
		area[0] = i;
		area[1024] = i + id;
		flush_tlb_kernel_range((unsigned long)area,
				       (unsigned long)area + 3 * PAGE_SIZE);
		bad += area[0] != i || area[1024] != i + id;
		vfree(area);
		cond_resched();
	}
	KUNIT_EXPECT_EQ(test, bad, 0);
}

static void flushes_do_no_harm(struct kunit *test)
{
	run_threads(test, 4, stale_entries, test);
	local_flush_tlb();
	KUNIT_SUCCEED(test);
}

static struct kunit_case smp_cases[] = {
	KUNIT_CASE(single_runs_there),
	KUNIT_CASE(many_run_everywhere),
	KUNIT_CASE(conditions_choose),
	KUNIT_CASE(storms_pass),
	KUNIT_CASE(flushes_do_no_harm),
	{}
};

static struct kunit_suite smp_suite = {
	.name = "smp",
	.test_cases = smp_cases,
};
kunit_test_suite(smp_suite);
