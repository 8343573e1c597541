// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/sched.c - priorities, policies, affinity, as sched(7) has them */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

struct attr {			/* struct sched_attr, first version */
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
	uint64_t more[4];
};

static long set_attr(pid_t pid, struct attr *a, unsigned int flags)
{
	return syscall(SYS_sched_setattr, pid, a, flags);
}

static long get_attr(pid_t pid, struct attr *a, unsigned int size)
{
	return syscall(SYS_sched_getattr, pid, a, size, 0);
}

/* musl's wrappers refuse to; the kernel is asked. */
static long set_scheduler(pid_t pid, int policy, int prio)
{
	struct sched_param p = { .sched_priority = prio };

	return syscall(SYS_sched_setscheduler, pid, policy, &p);
}

static long get_scheduler(pid_t pid)
{
	return syscall(SYS_sched_getscheduler, pid);
}

static void test_policies(void)
{
	struct sched_param p = { .sched_priority = -1 };

	is(get_scheduler(0), SCHED_OTHER, "a process starts as SCHED_OTHER");
	is(syscall(SYS_sched_getparam, 0, &p), 0, "sched_getparam");
	is(p.sched_priority, 0, "priority 0");
	is(set_scheduler(0, SCHED_BATCH, 0), 0, "to SCHED_BATCH");
	is(get_scheduler(0), SCHED_BATCH, "is SCHED_BATCH");
	is(set_scheduler(0, SCHED_IDLE, 0), 0, "to SCHED_IDLE");
	is(set_scheduler(0, SCHED_OTHER, 0), 0, "and back");
	is(set_scheduler(0, SCHED_FIFO, 7), 0, "to SCHED_FIFO");
	is(syscall(SYS_sched_getparam, 0, &p), 0, "sched_getparam");
	is(p.sched_priority, 7, "priority 7");
	p.sched_priority = 9;
	is(syscall(SYS_sched_setparam, 0, &p), 0, "sched_setparam");
	is(get_scheduler(0), SCHED_FIFO, "keeps the policy");
	is(set_scheduler(0, SCHED_RR | SCHED_RESET_ON_FORK, 3), 0, "RR, reset");
	is(get_scheduler(0), SCHED_RR | SCHED_RESET_ON_FORK, "both are told");
	if (!fork())
		_exit(get_scheduler(0) != SCHED_OTHER);
	else {
		int status;

		wait(&status);
		is(status, 0, "a child is SCHED_OTHER");
	}
	is(set_scheduler(0, SCHED_OTHER, 0), 0, "and back");

	is_errno(set_scheduler(0, 77, 0), EINVAL, "unknown policy");
	is_errno(set_scheduler(0, -1, 0), EINVAL, "negative policy");
	is_errno(set_scheduler(0, SCHED_FIFO, 0), EINVAL, "FIFO wants 1..99");
	is_errno(set_scheduler(0, SCHED_FIFO, 100), EINVAL, "100 is too much");
	is_errno(set_scheduler(0, SCHED_OTHER, 1), EINVAL, "OTHER wants 0");
	is_errno(set_scheduler(-1, SCHED_OTHER, 0), EINVAL, "negative pid");
	is_errno(set_scheduler(0x3ffffff, SCHED_OTHER, 0), ESRCH, "no such");
	is_errno(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, NULL), EINVAL,
		 "NULL parameter");
	is_errno(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, 8), EFAULT,
		 "bad pointer");
	is(syscall(SYS_sched_get_priority_max, SCHED_RR), 99, "RR at most 99");
	is(syscall(SYS_sched_get_priority_min, SCHED_FIFO), 1, "FIFO from 1");
	is(syscall(SYS_sched_get_priority_max, SCHED_OTHER), 0, "OTHER 0");
	is_errno(syscall(SYS_sched_get_priority_max, 77), EINVAL, "unknown");
}

static void test_attr(void)
{
	struct attr a = { .size = 48, .policy = SCHED_OTHER, .nice = 4 };

	is(set_attr(0, &a, 0), 0, "sched_setattr");
	is(getpriority(PRIO_PROCESS, 0), 4, "sets the nice value");
	memset(&a, 0xff, sizeof(a));
	is(get_attr(0, &a, sizeof(a)), 0, "sched_getattr");
	is(a.nice, 4, "nice value");
	is(a.policy, SCHED_OTHER, "policy");
	is(a.priority, 0, "priority");
	a = (struct attr){ .size = 48, .policy = SCHED_OTHER };
	is_errno(set_attr(0, &a, 1), EINVAL, "unknown flags");
	a.flags = 1ULL << 40;
	is_errno(set_attr(0, &a, 0), EINVAL, "unknown sched_flags");
	a.flags = 0;
	a.size = 47;
	is_errno(set_attr(0, &a, 0), E2BIG, "too small");
	ok(a.size >= 48, "the right size is told");
	a.size = 88;
	a.more[2] = 1;
	is_errno(set_attr(0, &a, 0), E2BIG, "nonzero where nobody knows");
	a = (struct attr){ .size = 88, .policy = SCHED_OTHER };
	is(set_attr(0, &a, 0), 0, "zero there is fine");
	is_errno(get_attr(0, &a, 40), EINVAL, "too small a buffer");
	is(getpriority(PRIO_PROCESS, 0), 0, "nice 0 again");
}

static void test_affinity(void)
{
	unsigned long mask[16] = { 0 }, all[16] = { 0 };
	long len = syscall(SYS_sched_getaffinity, 0, sizeof(all), all);
	int cpu, n = 0;
	unsigned int now;

	ok(len >= 8 && len % 8 == 0, "getaffinity returns bytes: %ld", len);
	is(sysconf(_SC_NPROCESSORS_ONLN), __builtin_popcountl(all[0]),
	   "as many as are online");
	for (cpu = 0; cpu < 64; cpu++) {
		if (!(all[0] & 1UL << cpu))
			continue;
		mask[0] = 1UL << cpu;
		if (syscall(SYS_sched_setaffinity, 0, sizeof(mask), mask))
			continue;
		syscall(SYS_getcpu, &now, NULL, NULL);
		n += (int)now == cpu;
	}
	is(n, __builtin_popcountl(all[0]), "runs where it was sent");
	mask[0] = 0;
	is_errno(syscall(SYS_sched_setaffinity, 0, sizeof(mask), mask), EINVAL,
		 "no CPU at all");
	is_errno(syscall(SYS_sched_getaffinity, 0, 7, mask), EINVAL, "7 bytes");
	is_errno(syscall(SYS_sched_getaffinity, 0, 8, 8), EFAULT, "bad buffer");
	is_errno(syscall(SYS_sched_setaffinity, 0x3ffffff, 8, all), ESRCH,
		 "no such task");
	is(syscall(SYS_sched_setaffinity, 0, sizeof(all), all), 0, "all again");
}

static void test_nice(void)
{
	int status;

	is(setpriority(PRIO_PROCESS, 0, 5), 0, "nice 5");
	is(getpriority(PRIO_PROCESS, 0), 5, "is 5");
	is(setpriority(PRIO_PROCESS, 0, 100), 0, "100 is cut");
	is(getpriority(PRIO_PROCESS, 0), 19, "to 19");
	is(setpriority(PRIO_PROCESS, 0, -100), 0, "-100 is cut");
	is(getpriority(PRIO_PROCESS, 0), -20, "to -20");
	is(setpriority(PRIO_PROCESS, 0, 0), 0, "0");
	if (!fork()) {
		setpriority(PRIO_PROCESS, 0, 3);
		setresuid(1000, 1000, 1000);
		errno = 0;
		setpriority(PRIO_PROCESS, 0, 2);
		if (errno != EACCES)
			_exit(1);
		if (set_scheduler(0, SCHED_FIFO, 1) == 0 || errno != EPERM)
			_exit(2);
		errno = 0;
		setpriority(PRIO_PROCESS, getppid(), 10);
		if (errno != EPERM)
			_exit(3);
		_exit(setpriority(PRIO_PROCESS, 0, 10) ? 4 : 0);
	}
	wait(&status);
	is(status, 0, "an ordinary user may only be nicer");
}

static void test_rr_interval(void)
{
	struct timespec ts;

	set_scheduler(0, SCHED_RR, 1);
	is(syscall(SYS_sched_rr_get_interval, 0, &ts), 0, "RR interval");
	is(ts.tv_nsec, 100000000, "100 ms");
	set_scheduler(0, SCHED_FIFO, 1);
	is(syscall(SYS_sched_rr_get_interval, 0, &ts), 0, "FIFO interval");
	is(ts.tv_nsec, 0, "none");
	set_scheduler(0, SCHED_OTHER, 0);
	is_errno(syscall(SYS_sched_rr_get_interval, -1, &ts), EINVAL, "pid -1");
}

/* CPU time of @pid so far, in ticks, from /proc. */
static long ticks_of(pid_t pid)
{
	char path[64], line[512], *p;
	long ut = 0, st = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	f = fopen(path, "r");
	if (f && fgets(line, sizeof(line), f) && (p = strrchr(line, ')')))
		sscanf(p, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
		       &ut, &st);
	if (f)
		fclose(f);
	return ut + st;
}

static pid_t burner(int nice)
{
	unsigned long one[16] = { 1 };
	pid_t pid = fork();

	if (pid)
		return pid;
	syscall(SYS_sched_setaffinity, 0, sizeof(one), one);
	setpriority(PRIO_PROCESS, 0, nice);
	for (;;)
		;
}

/* A CPU is shared by weight; the share is measured in the guest's own time. */
static void test_shares(void)
{
	pid_t a = burner(0), b = burner(10);
	long ta, tb;
	int tries = 0;

	do {
		ta = ticks_of(a);
		tb = ticks_of(b);
		sleep(1);
		ta = ticks_of(a) - ta;
		tb = ticks_of(b) - tb;
	} while (ta <= tb * 4 && ++tries < 5);
	ok(ta > tb * 4, "nice 0 gets more than nice 10: %ld, %ld", ta, tb);
	ok(tb > 0, "which is not starved");
	kill(a, SIGKILL);
	kill(b, SIGKILL);
	while (wait(NULL) > 0)
		;
}

/* A FIFO loop on one CPU must not take the machine away. */
static void test_fifo_loop(void)
{
	pid_t pid = fork();
	struct timespec ts = { .tv_nsec = 200000000 };

	if (!pid) {
		unsigned long one[16] = { 1 };

		syscall(SYS_sched_setaffinity, 0, sizeof(one), one);
		set_scheduler(0, SCHED_FIFO, 50);
		for (;;)
			;
	}
	nanosleep(&ts, NULL);
	ok(1, "alive beside a FIFO loop");
	kill(pid, SIGKILL);
	is(waitpid(pid, NULL, 0), pid, "which can be killed");
}

#define CLASS(c, level)	((c) << 13 | (level))

/* The priority of I/O: that nobody sorts I/O by it here does not matter. */
static void test_ioprio(void)
{
	long prio = syscall(SYS_ioprio_get, 1, 0);
	int status;
	pid_t pid;

	skew("I/O priority that was never set", prio, CLASS(0, 4), 0);
	is_errno(syscall(SYS_ioprio_get, 0, 0), EINVAL, "of no kind");
	is_errno(syscall(SYS_ioprio_get, 1, 1 << 22), ESRCH, "of nobody");
	is_errno(syscall(SYS_ioprio_set, 1, 0, CLASS(4, 0)), EINVAL, "a class of no meaning");
	is_errno(syscall(SYS_ioprio_set, 1, 0, CLASS(0, 1)), EINVAL, "a level without class");
	is_errno(syscall(SYS_ioprio_set, 9, 0, CLASS(2, 1)), EINVAL, "of no kind");
	is(syscall(SYS_ioprio_set, 1, 0, CLASS(2, 7)), 0, "best effort, last");
	is(syscall(SYS_ioprio_get, 1, getpid()), CLASS(2, 7), "is had");
	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		if (syscall(SYS_ioprio_get, 1, 0) != CLASS(2, 7))
			_exit(1);
		if (syscall(SYS_ioprio_set, 2, 0, CLASS(1, 3)) ||
		    syscall(SYS_ioprio_get, 2, getpid()) != CLASS(1, 3))
			_exit(2);
		if (setuid(65534))
			_exit(3);
		errno = 0;
		if (syscall(SYS_ioprio_set, 1, 0, CLASS(1, 0)) != -1 || errno != EPERM)
			_exit(4);
		if (syscall(SYS_ioprio_set, 1, getppid(), CLASS(3, 0)) != -1 || errno != EPERM)
			_exit(5);
		if (syscall(SYS_ioprio_set, 3, 65534, CLASS(3, 0)) ||
		    syscall(SYS_ioprio_get, 3, 65534) != CLASS(3, 0))
			_exit(6);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	is(WEXITSTATUS(status), 0, "inherited, of a group, of a user, and who may");
	is(syscall(SYS_ioprio_get, 1, 0), CLASS(2, 7), "ours is as it was");
}

int main(void)
{
	test_policies();
	test_attr();
	test_affinity();
	test_nice();
	test_rr_interval();
	test_shares();
	test_fifo_loop();
	test_ioprio();
	return done();
}
