// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/fault_inject.c - allocations that fail on request (DEBUG=1)
 *
 *	failslab=interval,probability,space,times
 *	fail_page_alloc=interval,probability,space,times
 *
 * Of each @interval allocations one is considered, and fails with
 * @probability percent; the first @space bytes are spared; after @times
 * failures (-1: never) it is over.  Nothing fails before the first program
 * runs, nor what may not fail (__GFP_NOFAIL), nor in interrupts.
 *
 * Locking    none: the numbers are atomic, races change only which
 *            allocation it hits.
 * Mirrors: Linux 4.6 lib/fault-inject.c, mm/failslab.c and page_alloc.c.
 * Simpler than Linux in: no debugfs, no filters by task or stack.
 */
#include <linux/atomic.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/slab.h>

/* [I] from boot   [a] atomic */
struct fault_attr {
	const char *name;		/* [I] */
	unsigned long interval;		/* [I] */
	unsigned long probability;	/* [I] percent */
	atomic_t space;			/* [a] bytes still to spare */
	atomic_t times;			/* [a] failures left, -1 for ever */
	atomic_t count;			/* [a] calls */
	unsigned int seed;		/* of a poor random generator */
};

static struct fault_attr failslab = { .name = "failslab" };
static struct fault_attr fail_page_alloc = { .name = "fail_page_alloc" };

static int __init setup_fault_attr(struct fault_attr *attr, const char *str)
{
	unsigned long interval, probability;
	int space, times;

	if (sscanf(str, "%lu,%lu,%d,%d", &interval, &probability, &space,
		   &times) < 4) {
		pr_warn("FAULT_INJECTION: failed to parse arguments of %s\n",
			attr->name);
		return 0;
	}
	attr->interval = interval;
	attr->probability = probability;
	atomic_set(&attr->space, space);
	atomic_set(&attr->times, times);
	return 1;
}

static int __init setup_failslab(char *str)
{
	return setup_fault_attr(&failslab, str);
}
__setup("failslab=", setup_failslab);

static int __init setup_fail_page_alloc(char *str)
{
	return setup_fault_attr(&fail_page_alloc, str);
}
__setup("fail_page_alloc=", setup_fail_page_alloc);

static bool should_fail(struct fault_attr *attr, size_t size)
{
	static DEFINE_RATELIMIT_STATE(rs, 5 * HZ, 5);

	if (!attr->probability || !atomic_read(&attr->times) ||
	    system_state != SYSTEM_RUNNING || in_interrupt())
		return false;
	if (atomic_read(&attr->space) > 0) {
		atomic_sub(size, &attr->space);
		return false;
	}
	if (attr->interval > 1 &&
	    atomic_inc_return(&attr->count) % attr->interval)
		return false;
	attr->seed = attr->seed * 1103515245 + 12345;
	if (attr->seed / 65536 % 100 >= attr->probability)
		return false;
	if (atomic_read(&attr->times) > 0)
		atomic_dec_if_positive(&attr->times);
	if (__ratelimit(&rs)) {
		pr_notice("FAULT_INJECTION: forcing a failure. name %s, size %zu\n",
			  attr->name, size);
		dump_stack();
	}
	return true;
}

/**
 * should_failslab() - shall this kmalloc() or kmem_cache_alloc() fail?
 * @s: cache, NULL for kmalloc()
 * @gfpflags: allocation flags
 *
 * Context: any.
 * Return: true if it shall.
 */
bool should_failslab(struct kmem_cache *s, gfp_t gfpflags)
{
	if (gfpflags & __GFP_NOFAIL)
		return false;
	return should_fail(&failslab, s ? kmem_cache_size(s) : 32);
}

/**
 * should_fail_alloc_page() - shall this alloc_pages() fail?
 * @gfp_mask: allocation flags
 * @order: of the allocation
 *
 * Context: any.
 * Return: true if it shall.
 */
bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order)
{
	if (gfp_mask & __GFP_NOFAIL)
		return false;
	return should_fail(&fail_page_alloc, PAGE_SIZE << order);
}
