// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/pidmap.c - which numbers of a pid namespace are in use
 *
 * Data       ns->pidmap[]: a page of 32768 bits for each 32768 numbers, made
 *            when a number of it is first needed; ns->last_pid.
 * I1         A number is given out to one only: test_and_set_bit().
 * I2         Numbers are given out in rising order, beginning again at
 *            RESERVED_PIDS: one that was freed comes back as late as possible.
 * Locking    none: bits, nr_free and last_pid are atomics, a page is put in
 *            place by cmpxchg and stays.
 * Entry      alloc_pidmap() free_pidmap() next_pidmap()
 * Mirrors: Linux 4.1 kernel/pid.c, that part of it.
 */
#include <linux/pid_namespace.h>

#include <linux/bitmap.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>

#define RESERVED_PIDS	300	/* daemons of boot: skipped after a wrap */

/* Numbers are below pid_max.  Set by sysctl; what lives above stays valid. */
int pid_max = PID_MAX_DEFAULT;
int pid_max_min = RESERVED_PIDS + 1;
int pid_max_max = PID_MAX_LIMIT;

/** free_pidmap() - a number may be given out again */
void free_pidmap(struct upid *upid)
{
	struct pidmap *map = upid->ns->pidmap + upid->nr / BITS_PER_PAGE;

	clear_bit(upid->nr & BITS_PER_PAGE_MASK, map->page);
	atomic_inc(&map->nr_free);
}

/*
 * last_pid moves on to @pid, which some racer may have passed already: then
 * it stays.  "Before" is in the round that began at @base.
 */
static void set_last_pid(struct pid_namespace *ns, int base, int pid)
{
	int seen = base;

	do {
		int prev = seen;

		seen = cmpxchg(&ns->last_pid, prev, pid);
		if (seen == prev)
			return;
	} while ((unsigned int)(seen - base) < (unsigned int)(pid - base));
}

/* The page of bits of a map, made when it is first needed; may sleep. */
static void *pidmap_page(struct pidmap *map)
{
	unsigned long page;

	if (likely(READ_ONCE(map->page)))
		return map->page;
	page = get_zeroed_page(GFP_KERNEL);
	if (page && cmpxchg(&map->page, NULL, (void *)page))
		free_page(page);	/* another was faster */
	return READ_ONCE(map->page);
}

/* A free number in @map, from bit @offset up and below pid_max; or -1. */
static int pidmap_take(struct pid_namespace *ns, struct pidmap *map,
		       int offset)
{
	int base = (map - ns->pidmap) * BITS_PER_PAGE;

	if (!atomic_read(&map->nr_free))
		return -1;
	while (offset < BITS_PER_PAGE && base + offset < pid_max) {
		if (!test_and_set_bit(offset, map->page)) {
			atomic_dec(&map->nr_free);
			return base + offset;
		}
		offset = find_next_zero_bit(map->page, BITS_PER_PAGE, offset);
	}
	return -1;
}

/**
 * alloc_pidmap() - the next free number after the last one given out
 *
 * Context: process context, may sleep.
 * Return: the number, -EAGAIN when all are in use, or -ENOMEM.
 */
int alloc_pidmap(struct pid_namespace *ns)
{
	int last = ns->last_pid;
	int start = last + 1 >= pid_max ? RESERVED_PIDS : last + 1;
	int offset = start & BITS_PER_PAGE_MASK;
	struct pidmap *map = ns->pidmap + start / BITS_PER_PAGE;
	int scans, nr;

	/* Every map once; the first twice if we begin in the middle of it. */
	scans = DIV_ROUND_UP(pid_max, (int)BITS_PER_PAGE) + (offset != 0);
	while (scans-- > 0) {
		if (!pidmap_page(map))
			return -ENOMEM;
		nr = pidmap_take(ns, map, offset);
		if (nr >= 0) {
			set_last_pid(ns, last, nr);
			return nr;
		}
		offset = 0;
		if (map++ < &ns->pidmap[(pid_max - 1) / BITS_PER_PAGE])
			continue;
		map = ns->pidmap;
		offset = RESERVED_PIDS;
		if (last == offset)
			break;
	}
	return -EAGAIN;
}

/**
 * next_pidmap() - the next number in use
 * @ns: the namespace
 * @last: after this one
 *
 * Context: any.
 * Return: the number, or -1.  It may be gone by now.
 */
int next_pidmap(struct pid_namespace *ns, unsigned int last)
{
	unsigned int offset;
	struct pidmap *map, *end = ns->pidmap + PIDMAP_ENTRIES;

	if (last >= PID_MAX_LIMIT)
		return -1;
	offset = (last + 1) & BITS_PER_PAGE_MASK;
	for (map = ns->pidmap + (last + 1) / BITS_PER_PAGE; map < end; map++) {
		if (map->page) {
			offset = find_next_bit(map->page, BITS_PER_PAGE,
					       offset);
			if (offset < BITS_PER_PAGE)
				return (map - ns->pidmap) * BITS_PER_PAGE +
				       offset;
		}
		offset = 0;
	}
	return -1;
}

/**
 * pidmap_init_ns() - all numbers are free but 0, which is the idle tasks'
 * @ns: a new namespace
 *
 * Context: process context, may sleep.
 * Return: 0 or -ENOMEM.
 */
int pidmap_init_ns(struct pid_namespace *ns)
{
	int i;

	for (i = 0; i < PIDMAP_ENTRIES; i++)
		atomic_set(&ns->pidmap[i].nr_free, BITS_PER_PAGE);
	if (!pidmap_page(&ns->pidmap[0]))
		return -ENOMEM;
	set_bit(0, ns->pidmap[0].page);
	atomic_dec(&ns->pidmap[0].nr_free);
	return 0;
}

/* The pages of a namespace that nobody uses any more. */
void pidmap_free_ns(struct pid_namespace *ns)
{
	int i;

	for (i = 0; i < PIDMAP_ENTRIES; i++)
		free_page((unsigned long)ns->pidmap[i].page);
}

/** pid_max_init() - more CPUs, more tasks; at boot */
void __init pid_max_init(void)
{
	int cpus = num_possible_cpus();

	pid_max = min(pid_max_max, max(pid_max, PIDS_PER_CPU_DEFAULT * cpus));
	pid_max_min = max(pid_max_min, PIDS_PER_CPU_MIN * cpus);
	pr_info("pid_max: default: %u minimum: %u\n", pid_max, pid_max_min);
}
