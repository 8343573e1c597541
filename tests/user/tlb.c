// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/tlb.c - after munmap, mprotect and fork, no CPU uses old entries
 *
 * Writers run on all CPUs while one thread takes their pages away.  A CPU that
 * was not told would write to a page that is somebody else's by now, or to
 * one that must not change any more; both show.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "tap.h"

#define PAGE	4096
#define PAGES	8
#define WRITERS	3
#define ROUNDS	300

static volatile uint64_t *area;
static uint64_t *spare;		/* as large, elsewhere: addresses must differ */
static volatile int stop, ready;
static pthread_t writers[WRITERS];
static __thread sigjmp_buf again;

static void on_segv(int sig)
{
	siglongjmp(again, 1);
}

/* Write to each page in turn; a page that is gone or read-only is skipped. */
static void *writer(void *arg)
{
	static uint64_t value;
	int i = 0;

	sigsetjmp(again, 1);
	if (!i)
		__atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
	while (!stop) {
		i = (i + 1) % PAGES;
		area[i * PAGE / 8 + 1 + (long)arg] = ++value;
	}
	return NULL;
}

static void start_writers(void)
{
	long i;

	stop = ready = 0;
	for (i = 0; i < WRITERS; i++)
		pthread_create(&writers[i], NULL, writer, (void *)i);
	while (ready < WRITERS)
		sched_yield();
}

static void stop_writers(void)
{
	int i;

	stop = 1;
	for (i = 0; i < WRITERS; i++)
		pthread_join(writers[i], NULL);
}

static void *map_area(int flags)
{
	return mmap((void *)area, PAGES * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
}

static uint64_t *map_spare(int flags)
{
	return mmap(spare, PAGES * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | flags, -1, 0);
}

/* Sum over everything that the writers write. */
static uint64_t sum(const volatile uint64_t *p)
{
	uint64_t s = 0;
	int i, j;

	for (i = 0; i < PAGES; i++)
		for (j = 0; j < WRITERS; j++)
			s += p[i * PAGE / 8 + 1 + j] * (i + 1);
	return s;
}

static int changes(const volatile uint64_t *p)
{
	uint64_t before = sum(p);
	int i, bad = 0;

	for (i = 0; i < 20; i++) {
		if (i % 10 == 0)
			sched_yield();
		bad += sum(p) != before;
	}
	return bad;
}

static void test_mprotect(void)
{
	int i, bad = 0;

	start_writers();
	for (i = 0; i < ROUNDS; i++) {
		mprotect((void *)area, PAGES * PAGE, PROT_READ);
		bad += changes(area);
		mprotect((void *)area, PAGES * PAGE, PROT_READ | PROT_WRITE);
	}
	stop_writers();
	is(bad, 0, "a read-only page does not change");
}

/*
 * Pages that munmap() freed come back, soon, in the next mapping: what is
 * written through an old entry would show there.
 */
static void test_munmap(void)
{
	int i, k, bad = 0;

	start_writers();
	for (i = 0; i < ROUNDS; i++) {
		uint64_t *other;

		munmap((void *)area, PAGES * PAGE);
		other = map_spare(MAP_POPULATE);
		for (k = 0; k < PAGES * PAGE / 8; k++)
			bad += other[k] != 0;
		bad += changes(other);
		map_area(MAP_FIXED);
	}
	stop_writers();
	is(bad, 0, "freed pages are not written to");
}

/* madvise() throws the pages away under the writers' hands. */
static void test_dontneed(void)
{
	int i, k, bad = 0;

	start_writers();
	for (i = 0; i < ROUNDS; i++) {
		uint64_t *other;

		madvise((void *)area, PAGES * PAGE, MADV_DONTNEED);
		other = map_spare(MAP_POPULATE);
		for (k = 0; k < PAGES * PAGE / 8; k++)
			bad += other[k] != 0;
		bad += changes(other);
	}
	stop_writers();
	is(bad, 0, "thrown away pages are not written to");
}

/* After fork() the child's picture stands still, whatever the parent writes. */
static void test_fork(void)
{
	int i, status, bad = 0;

	start_writers();
	for (i = 0; i < ROUNDS / 5; i++) {
		pid_t pid = fork();

		if (!pid)
			_exit(changes(area) != 0);
		waitpid(pid, &status, 0);
		bad += !WIFEXITED(status) || WEXITSTATUS(status);
	}
	stop_writers();
	is(bad, 0, "the child's memory is its own");
}

/*
 * A process that sleeps leaves its CPU with its address space loaded; what is
 * unmapped for it meanwhile must be gone when it comes back.
 */
static void *sleeper(void *arg)
{
	int *bad = arg;

	while (!stop) {
		volatile uint64_t *p = area;

		usleep(200);
		if (!sigsetjmp(again, 1) && p[0] != 0)
			(*bad)++;
	}
	return NULL;
}

static void test_lazy(void)
{
	int i, bad = 0, bad_sleep = 0;
	pthread_t t;

	stop = 0;
	pthread_create(&t, NULL, sleeper, &bad_sleep);
	for (i = 0; i < ROUNDS; i++) {
		uint64_t *other;

		munmap((void *)area, PAGES * PAGE);
		other = map_spare(0);
		memset(other, 0xff, PAGES * PAGE);
		usleep(100);
		map_area(MAP_FIXED);
		bad += area[0] != 0;
	}
	stop = 1;
	pthread_join(t, NULL);
	is(bad + bad_sleep, 0, "who slept sees no old pages");
}

/* The same program on all CPUs, which come and go: switches and exits. */
static void test_migration(void)
{
	cpu_set_t all, one;
	int i, cpu, status, bad = 0;

	sched_getaffinity(0, sizeof(all), &all);
	for (i = 0; i < 200; i++) {
		pid_t pid = fork();

		if (!pid) {
			for (cpu = 0; cpu < 8; cpu++) {
				CPU_ZERO(&one);
				CPU_SET((i + cpu) % 8, &one);
				sched_setaffinity(0, sizeof(one), &one);
				area[cpu * PAGE / 8] = cpu;
				munmap((void *)(area + cpu * PAGE / 8), PAGE);
			}
			_exit(0);
		}
		waitpid(pid, &status, 0);
		bad += !WIFEXITED(status) || WEXITSTATUS(status);
	}
	sched_setaffinity(0, sizeof(all), &all);
	is(bad, 0, "processes wander over the CPUs and end");
}

int main(void)
{
	struct sigaction sa = { .sa_handler = on_segv, .sa_flags = SA_NODEFER };

	sigaction(SIGSEGV, &sa, NULL);
	spare = map_area(0);
	area = map_area(0);
	test_mprotect();
	test_munmap();
	test_dontneed();
	test_fork();
	test_lazy();
	test_migration();
	return done();
}
