// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/time.c - clocks, sleeping, interval timers, POSIX timers
 *
 * Times are only ever bounded from below, and by the guest's own clocks: how
 * late something is depends on the host.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

#define MS	1000000LL
#define SEC	1000000000LL
#define BAD	((void *)8)

static volatile sig_atomic_t hits;
static volatile int last_code, last_value, last_overrun;

static void on_signal(int sig, siginfo_t *info, void *context)
{
	hits++;
	last_code = info->si_code;
	last_value = info->si_value.sival_int;
	last_overrun = info->si_overrun;
}

static void handle(int sig)
{
	struct sigaction sa = { .sa_sigaction = on_signal,
				.sa_flags = SA_SIGINFO };

	sigaction(sig, &sa, NULL);
	hits = 0;
}

/* libc answers some of these itself: ask the kernel. */
static long sys_gettime(clockid_t clock, struct timespec *ts)
{
	return syscall(SYS_clock_gettime, clock, ts);
}

static long long now_ns(clockid_t clock)
{
	struct timespec ts = { 0, 0 };

	sys_gettime(clock, &ts);
	return ts.tv_sec * SEC + ts.tv_nsec;
}

static void burn(long long cpu_ns)
{
	long long end = now_ns(CLOCK_PROCESS_CPUTIME_ID) + cpu_ns;

	while (now_ns(CLOCK_PROCESS_CPUTIME_ID) < end)
		;
}

static void test_clocks(void)
{
	static const clockid_t all[] = {
		CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID,
		CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW,
		CLOCK_REALTIME_COARSE, CLOCK_MONOTONIC_COARSE, CLOCK_BOOTTIME,
		CLOCK_TAI,
	};
	struct timespec ts, res;
	unsigned int i;
	int good = 1, steps = 0;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		good &= sys_gettime(all[i], &ts) == 0 && ts.tv_nsec >= 0 &&
			ts.tv_nsec < SEC;
		good &= syscall(SYS_clock_getres, all[i], &res) == 0 &&
			res.tv_sec == 0 && res.tv_nsec > 0;
	}
	ok(good, "all clocks tell time and resolution");
	for (i = 0; i < 1000; i++) {
		long long a = now_ns(CLOCK_MONOTONIC);

		steps += now_ns(CLOCK_MONOTONIC) < a;
	}
	is(steps, 0, "the monotonic clock does not go back");
	ok(now_ns(CLOCK_MONOTONIC_COARSE) <= now_ns(CLOCK_MONOTONIC),
	   "coarse is not ahead of fine");
	ok(now_ns(CLOCK_REALTIME) > 1600000000LL * SEC,
	   "the battery clock was read");
	syscall(SYS_clock_getres, CLOCK_MONOTONIC_COARSE, &res);
	is(res.tv_nsec, 4000000, "coarse resolution is a tick of 250 Hz");
	is_errno(sys_gettime(77, &ts), EINVAL, "no such clock");
	is_errno(sys_gettime(CLOCK_REALTIME, BAD), EFAULT, "bad pointer");
	is(syscall(SYS_clock_getres, CLOCK_MONOTONIC, NULL), 0,
	   "getres may be asked for nothing");
}

/* A function of the vDSO by its name; libc does not call them all. */
static void *vdso_symbol(const char *name)
{
	char *base = (char *)getauxval(AT_SYSINFO_EHDR);
	Elf64_Phdr *ph = (Elf64_Phdr *)(base + ((Elf64_Ehdr *)base)->e_phoff);
	Elf64_Sym *symtab = NULL;
	Elf64_Word *hash = NULL;
	Elf64_Dyn *dyn;
	char *strtab = NULL;

	while (ph->p_type != PT_DYNAMIC)
		ph++;
	for (dyn = (Elf64_Dyn *)(base + ph->p_offset); dyn->d_tag; dyn++) {
		if (dyn->d_tag == DT_SYMTAB)
			symtab = (Elf64_Sym *)(base + dyn->d_un.d_ptr);
		else if (dyn->d_tag == DT_STRTAB)
			strtab = base + dyn->d_un.d_ptr;
		else if (dyn->d_tag == DT_HASH)
			hash = (Elf64_Word *)(base + dyn->d_un.d_ptr);
	}
	for (Elf64_Word i = 0; i < hash[1]; i++)
		if (!strcmp(strtab + symtab[i].st_name, name))
			return base + symtab[i].st_value;
	return NULL;
}

/* The first word is written first, and a bad pointer is a bad pointer's address. */
static sigjmp_buf bad_pointer;
static void *volatile bad_address;

static void on_segv(int sig, siginfo_t *si, void *ctx)
{
	bad_address = si->si_addr;
	siglongjmp(bad_pointer, 1);
}

static void test_vdso_bad_pointer(void)
{
	struct sigaction sa = { .sa_sigaction = on_segv, .sa_flags = SA_SIGINFO }, old;
	int (*vdso_gettimeofday)(struct timeval *, void *) = vdso_symbol("__vdso_gettimeofday");

	volatile int ret = 0;

	sigaction(SIGSEGV, &sa, &old);
	if (!sigsetjmp(bad_pointer, 1))
		ret = vdso_gettimeofday((struct timeval *)8, NULL);
	sigaction(SIGSEGV, &old, NULL);
	/* The kernel is asked where the vDSO cannot read the clock. */
	ok(bad_address == (void *)8 || ret == -EFAULT,
	   "a bad pointer of gettimeofday: fault at %p, %d", bad_address, ret);
}

/* What the vDSO says must fit what the kernel says. */
static void test_vdso(void)
{
	static const clockid_t fine[] = { CLOCK_REALTIME, CLOCK_MONOTONIC,
					  CLOCK_BOOTTIME, CLOCK_TAI };
	struct timespec ts;
	struct timeval tv;
	long long before, lib;
	unsigned int i;
	int good = 1;

	for (i = 0; i < 4000; i++) {
		clockid_t c = fine[i % 4];

		before = now_ns(c);
		clock_gettime(c, &ts);
		lib = ts.tv_sec * SEC + ts.tv_nsec;
		good &= before <= lib && lib <= now_ns(c);
	}
	ok(good, "libc's clocks lie between two of the kernel's");
	before = now_ns(CLOCK_REALTIME) / 1000;
	gettimeofday(&tv, NULL);
	lib = tv.tv_sec * 1000000LL + tv.tv_usec;
	ok(before <= lib && lib <= now_ns(CLOCK_REALTIME) / 1000,
	   "so does gettimeofday");
	before = now_ns(CLOCK_REALTIME_COARSE) / SEC;
	ok(before <= time(NULL), "and time");
}

static void test_cpu_clocks(void)
{
	long long p = now_ns(CLOCK_PROCESS_CPUTIME_ID), t;
	struct timespec ts;
	struct tms tms;
	clockid_t id;

	burn(30 * MS);
	ok(now_ns(CLOCK_PROCESS_CPUTIME_ID) - p >= 30 * MS,
	   "CPU time of the process passes");
	t = now_ns(CLOCK_THREAD_CPUTIME_ID);
	ok(t <= now_ns(CLOCK_PROCESS_CPUTIME_ID),
	   "a thread uses no more than its process");
	is(clock_getcpuclockid(0, &id), 0, "the clock of a process has an id");
	ok(now_ns(id) >= 30 * MS, "which tells its time");
	is_errno(sys_gettime(~99999 * 8 + 2, &ts), EINVAL,
		 "no clock of a process that is not there");
	ok(times(&tms) != (clock_t)-1, "times");
}

static void test_nanosleep(void)
{
	struct timespec req = { 0, 20 * MS }, rem = { 7, 7 }, at;
	long long start = now_ns(CLOCK_MONOTONIC);

	is(syscall(SYS_nanosleep, &req, &rem), 0, "nanosleep");
	ok(now_ns(CLOCK_MONOTONIC) - start >= 20 * MS, "was long enough");
	is(rem.tv_sec, 7, "and left the rest alone");
	req.tv_nsec = 1000000000;
	is_errno(syscall(SYS_nanosleep, &req, NULL), EINVAL,
		 "a billion nanoseconds are a second");
	req.tv_sec = -1;
	req.tv_nsec = 0;
	is_errno(syscall(SYS_nanosleep, &req, NULL), EINVAL, "negative");
	is_errno(syscall(SYS_nanosleep, BAD, NULL), EFAULT, "bad pointer");

	start = now_ns(CLOCK_REALTIME) + 15 * MS;
	at.tv_sec = start / SEC;
	at.tv_nsec = start % SEC;
	is(syscall(SYS_clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &at,
		   NULL), 0, "sleep until a wall clock time");
	ok(now_ns(CLOCK_REALTIME) >= start, "it has come");
	at.tv_sec = 1;
	is(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME,
		   &(struct timespec){ 0, 1 }, NULL), 0,
	   "until a time that is over");
	is_errno(syscall(SYS_clock_nanosleep, CLOCK_THREAD_CPUTIME_ID, 0, &at,
			 NULL), EOPNOTSUPP, "not by one's own CPU time");
	is_errno(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &at,
			 NULL), EOPNOTSUPP, "not by the raw clock");
}

static void test_interrupted_sleep(void)
{
	struct timespec req = { 1000, 0 }, rem = { 0, 0 };
	struct itimerval it = { { 0, 0 }, { 0, 20000 } };

	handle(SIGALRM);
	setitimer(ITIMER_REAL, &it, NULL);
	is_errno(syscall(SYS_nanosleep, &req, &rem), EINTR,
		 "a handler ends a sleep");
	ok(rem.tv_sec >= 990 && rem.tv_sec < 1000, "which tells the rest");
	is(hits, 1, "after one signal");
}

/* Stopped and continued without a handler, a sleep goes on to its end. */
static void test_stopped_sleep(void)
{
	struct timespec req = { 0, 60 * MS };
	long long start = now_ns(CLOCK_MONOTONIC);
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(syscall(SYS_nanosleep, &req, NULL) ||
		      now_ns(CLOCK_MONOTONIC) - start < 60 * MS);
	usleep(10000);
	kill(pid, SIGSTOP);
	waitpid(pid, &status, WUNTRACED);
	kill(pid, SIGCONT);
	waitpid(pid, &status, 0);
	ok(WIFEXITED(status) && !WEXITSTATUS(status),
	   "a stopped sleep goes on to its end");
}

static void test_itimer_real(void)
{
	struct itimerval it = { { 0, 5000 }, { 0, 5000 } }, old;
	long long start = now_ns(CLOCK_MONOTONIC);

	handle(SIGALRM);
	is(setitimer(ITIMER_REAL, &it, &old), 0, "ITIMER_REAL");
	is(old.it_value.tv_usec + old.it_value.tv_sec, 0, "was not set");
	while (hits < 5)
		pause();
	ok(now_ns(CLOCK_MONOTONIC) - start >= 25 * MS, "five times 5 ms");
	getitimer(ITIMER_REAL, &old);
	is(old.it_interval.tv_usec, 5000, "getitimer tells the interval");
	ok(old.it_value.tv_sec == 0 && old.it_value.tv_usec > 0 &&
	   old.it_value.tv_usec <= 5000, "and what is left");
	it.it_value.tv_usec = 0;
	setitimer(ITIMER_REAL, &it, NULL);
	getitimer(ITIMER_REAL, &old);
	is(old.it_value.tv_usec + old.it_interval.tv_usec, 0, "disarmed");
	is_errno(setitimer(9, &it, NULL), EINVAL, "no such itimer");
	it.it_value.tv_usec = 1000000;
	is_errno(setitimer(ITIMER_REAL, &it, NULL), EINVAL, "usec too large");
}

static void test_alarm(void)
{
	handle(SIGALRM);
	is(alarm(100), 0, "alarm: none before");
	ok(alarm(1) >= 99, "alarm tells the seconds of the one before");
	pause();
	is(hits, 1, "SIGALRM");
	is(alarm(0), 0, "none is left");
}

static void test_itimer_cpu(void)
{
	struct itimerval it = { { 0, 0 }, { 0, 20000 } };
	long long start = now_ns(CLOCK_PROCESS_CPUTIME_ID);

	handle(SIGPROF);
	setitimer(ITIMER_PROF, &it, NULL);
	while (!hits)
		;
	ok(now_ns(CLOCK_PROCESS_CPUTIME_ID) - start >= 15 * MS,
	   "ITIMER_PROF counts CPU time");
	handle(SIGVTALRM);
	setitimer(ITIMER_VIRTUAL, &it, NULL);
	while (!hits)
		;
	ok(1, "ITIMER_VIRTUAL fires");
}

static void test_posix_timer(clockid_t clock, const char *name)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
			       .sigev_signo = SIGRTMIN,
			       .sigev_value.sival_int = 42 };
	struct itimerspec its = { { 0, 3 * MS }, { 0, 3 * MS } }, cur;
	int id = -1;

	handle(SIGRTMIN);
	is(syscall(SYS_timer_create, clock, &ev, &id), 0, "%s: timer_create",
	   name);
	is(syscall(SYS_timer_settime, id, 0, &its, NULL), 0, "settime");
	while (hits < 4)
		pause();
	is(last_code, SI_TIMER, "siginfo says: a timer");
	is(last_value, 42, "and hands the value on");
	syscall(SYS_timer_gettime, id, &cur);
	is(cur.it_interval.tv_nsec, 3 * MS, "gettime: interval");
	ok(cur.it_value.tv_nsec > 0 && cur.it_value.tv_nsec <= 3 * MS,
	   "gettime: rest");
	is(syscall(SYS_timer_delete, id), 0, "delete");
	is_errno(syscall(SYS_timer_delete, id), EINVAL, "once only");
}

static void test_overrun(void)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
			       .sigev_signo = SIGRTMIN };
	struct itimerspec its = { { 0, MS }, { 0, MS } };
	struct timespec wait = { 0, 50 * MS };
	sigset_t set;
	siginfo_t info;
	int id;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	syscall(SYS_timer_create, CLOCK_MONOTONIC, &ev, &id);
	syscall(SYS_timer_settime, id, 0, &its, NULL);
	nanosleep(&wait, NULL);
	is(sigwaitinfo(&set, &info), SIGRTMIN, "one signal for many expiries");
	ok(info.si_overrun >= 40, "the overrun counts the others");
	ok(syscall(SYS_timer_getoverrun, id) >= info.si_overrun,
	   "timer_getoverrun tells it, too");
	syscall(SYS_timer_delete, id);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void test_timer_errors(void)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
			       .sigev_signo = 99 };
	struct itimerspec its = { { 0, 0 }, { 0, SEC } };
	int id;

	is_errno(syscall(SYS_timer_create, 77, NULL, &id), EINVAL,
		 "timer on no clock");
	is_errno(syscall(SYS_timer_create, CLOCK_MONOTONIC_RAW, NULL, &id),
		 EOPNOTSUPP, "on a clock without timers");
	is_errno(syscall(SYS_timer_create, CLOCK_REALTIME, &ev, &id), EINVAL,
		 "with no signal");
	is_errno(syscall(SYS_timer_create, CLOCK_REALTIME, NULL, BAD), EFAULT,
		 "id to nowhere");
	is(syscall(SYS_timer_create, CLOCK_REALTIME, NULL, &id), 0,
	   "without sigevent");
	is_errno(syscall(SYS_timer_settime, id, 0, &its, NULL), EINVAL,
		 "nanoseconds too large");
	is_errno(syscall(SYS_timer_settime, id, 0, NULL, NULL), EINVAL,
		 "no setting");
	is(syscall(SYS_timer_delete, id), 0, "delete");
}

static void test_cpu_timer(void)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
			       .sigev_signo = SIGRTMIN + 1 };
	struct itimerspec its = { { 0, 0 }, { 0, 20 * MS } };
	long long start = now_ns(CLOCK_PROCESS_CPUTIME_ID);
	int id;

	handle(SIGRTMIN + 1);
	is(syscall(SYS_timer_create, CLOCK_PROCESS_CPUTIME_ID, &ev, &id), 0,
	   "timer on CPU time");
	syscall(SYS_timer_settime, id, 0, &its, NULL);
	while (!hits)
		;
	ok(now_ns(CLOCK_PROCESS_CPUTIME_ID) - start >= 20 * MS,
	   "fires when it is used up");
	syscall(SYS_timer_delete, id);
}

static void test_rlimit_cpu(void)
{
	struct rlimit rl = { 1, 2 };
	int status;
	pid_t pid = fork();

	if (!pid) {
		setrlimit(RLIMIT_CPU, &rl);
		for (;;)
			;
	}
	waitpid(pid, &status, 0);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU,
	   "RLIMIT_CPU ends a program that runs too long");
}

/* The time set is put back at once; monotonic time must not notice. */
static void test_settime(void)
{
	struct timespec ts, mono1, mono2, back;
	struct timex tx = { .modes = 0 };

	sys_gettime(CLOCK_MONOTONIC, &mono1);
	sys_gettime(CLOCK_REALTIME, &ts);
	back = ts;
	ts.tv_sec += 1000000;
	is(clock_settime(CLOCK_REALTIME, &ts), 0, "clock_settime");
	ok(now_ns(CLOCK_REALTIME) >= ts.tv_sec * SEC, "it is later now");
	is(clock_settime(CLOCK_REALTIME, &back), 0, "and back");
	sys_gettime(CLOCK_MONOTONIC, &mono2);
	ok(mono2.tv_sec - mono1.tv_sec < 1000, "monotonic went on");
	is_errno(clock_settime(CLOCK_MONOTONIC, &ts), EINVAL,
		 "nobody sets the monotonic clock");
	ts.tv_sec = -1;
	is_errno(clock_settime(CLOCK_REALTIME, &ts), EINVAL, "before 1970");
	ok(adjtimex(&tx) >= 0, "adjtimex reads");
	is(tx.tick, 10000, "the tick is USER_HZ's");
	tx.modes = ADJ_FREQUENCY;
	tx.freq = 10 << 16;
	ok(adjtimex(&tx) >= 0, "adjtimex steers");
	tx.modes = 0;
	adjtimex(&tx);
	is(tx.freq, 10 << 16, "and remembers");
	tx.modes = ADJ_FREQUENCY;
	tx.freq = 0;
	adjtimex(&tx);
}

/* Setting the wall clock forward ends an absolute sleep on it. */
static void test_settime_wakes(void)
{
	long long start = now_ns(CLOCK_REALTIME);
	struct timespec until = { start / SEC + 500, 0 }, ts;
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(syscall(SYS_clock_nanosleep, CLOCK_REALTIME,
			      TIMER_ABSTIME, &until, NULL) != 0);
	usleep(20000);
	sys_gettime(CLOCK_REALTIME, &ts);
	ts.tv_sec += 1000;
	clock_settime(CLOCK_REALTIME, &ts);
	waitpid(pid, &status, 0);
	ok(WIFEXITED(status) && !WEXITSTATUS(status),
	   "a set clock wakes who waits for its time");
	ts.tv_sec = now_ns(CLOCK_REALTIME) / SEC - 1000;
	clock_settime(CLOCK_REALTIME, &ts);
}

static void *many_sleeps(void *arg)
{
	struct timespec req = { 0, 300000 };
	int i;

	for (i = 0; i < 100; i++)
		nanosleep(&req, NULL);
	return NULL;
}

static void test_threads(void)
{
	pthread_t t[8];
	int i;

	for (i = 0; i < 8; i++)
		pthread_create(&t[i], NULL, many_sleeps, NULL);
	for (i = 0; i < 8; i++)
		pthread_join(t[i], NULL);
	ok(1, "eight threads sleep a hundred times each");
}

int main(void)
{
	test_clocks();
	test_vdso();
	test_vdso_bad_pointer();
	test_cpu_clocks();
	test_nanosleep();
	test_interrupted_sleep();
	test_stopped_sleep();
	test_itimer_real();
	test_alarm();
	test_itimer_cpu();
	test_posix_timer(CLOCK_MONOTONIC, "monotonic");
	test_posix_timer(CLOCK_REALTIME, "realtime");
	test_posix_timer(CLOCK_BOOTTIME, "boottime");
	test_overrun();
	test_timer_errors();
	test_cpu_timer();
	test_rlimit_cpu();
	test_settime();
	test_settime_wakes();
	test_threads();
	return done();
}
