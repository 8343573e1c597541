// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/family.c - what a child inherits, what its death tells, and to whom */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

static void nap(long ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&ts, NULL);
}

static volatile int *shared_words(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

/*
 * A process that forks, goes on in the child and ends in the parent runs away
 * from signals sent to its group, unless fork() takes a pending one first.
 */
static void run_away(volatile int *steps)
{
	for (;;) {
		pid_t pid = fork();

		if (pid > 0)
			_exit(0);
		++*steps;
	}
}

/* Does one SIGKILL end the whole group @pid? We inherit, so no child is left then. */
static int all_die(pid_t pid)
{
	kill(-pid, SIGKILL);
	for (int i = 0; i < 10000; i++) {
		pid_t dead = waitpid(-1, NULL, WNOHANG);

		if (dead < 0)
			return 1;
		if (dead == 0)
			nap(1);
	}
	for (int i = 0; i < 10000 && kill(-pid, SIGKILL) == 0; i++)
		waitpid(-1, NULL, WNOHANG);
	return 0;
}

static void test_nobody_escapes(void)
{
	volatile int *steps = shared_words();
	int dead = 1;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	for (int i = 0; i < 60 && dead; i++) {
		pid_t pid = fork();

		*steps = 0;
		if (pid == 0) {
			setpgid(0, 0);
			run_away(steps);
		}
		setpgid(pid, pid);
		while (*steps < 3)
			sched_yield();
		dead = all_die(pid);
	}
	ok(dead, "a signal to the group misses nobody who forks");
	prctl(PR_SET_CHILD_SUBREAPER, 0);
	munmap((void *)steps, 4096);
}

static volatile sig_atomic_t usr1;

static void on_usr1(int sig)
{
	usr1++;
}

static void test_pdeath_signal(void)
{
	volatile int *word = shared_words();
	int sig = -1;
	pid_t pid = fork();

	if (pid == 0) {
		pid_t child;

		prctl(PR_SET_PDEATHSIG, SIGUSR1);
		child = fork();
		if (child == 0) {
			pid_t parent = getppid();

			prctl(PR_GET_PDEATHSIG, &sig);
			word[0] = sig + 1;	/* not inherited: 1 */
			signal(SIGUSR1, on_usr1);
			prctl(PR_SET_PDEATHSIG, SIGUSR1);
			word[1] = 1;
			for (int i = 0; i < 2000 && getppid() == parent; i++)
				nap(1);
			nap(10);
			word[2] = usr1;
			word[3] = 1;
			_exit(0);
		}
		while (!word[1])
			sched_yield();
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	for (int i = 0; i < 3000 && !word[3]; i++)
		nap(1);
	is(word[0], 1, "the child has no parent-death signal");
	is(word[2], 1, "the parent's death sends it, once");
	is_errno(prctl(PR_SET_PDEATHSIG, 99), EINVAL, "no such signal");
	munmap((void *)word, 4096);
}

static void test_clone_parent(void)
{
	volatile int *word = shared_words();
	int status;
	pid_t pid;

	/* A sibling: ours to reap, and with the exit signal that we asked for its brother. */
	pid = syscall(SYS_clone, (long)SIGCHLD, NULL, NULL, NULL, 0L);
	if (pid == 0) {
		word[0] = syscall(SYS_clone, (long)CLONE_PARENT, NULL, NULL, NULL, 0L);
		if (word[0] == 0)
			_exit(7);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "the child has made a sibling");
	is(waitpid(-1, &status, 0) > 0, 1, "it is ours, and sends SIGCHLD as its brother");
	is_str(wait_words(status), "exit 7", "the sibling's status");
	munmap((void *)word, 4096);
}

static char stack[65536] __attribute__((aligned(16)));

static int tell_altstack(void *arg)
{
	stack_t ss;

	sigaltstack(NULL, &ss);
	*(int *)arg = ss.ss_flags;
	return 0;
}

static void test_altstack(void)
{
	stack_t ss = { .ss_sp = malloc(16384), .ss_size = 16384 };
	int flags = -1;
	pid_t pid;

	sigaltstack(&ss, NULL);
	pid = clone(tell_altstack, stack + sizeof(stack), CLONE_VM | SIGCHLD, &flags);
	waitpid(pid, NULL, 0);
	is(flags, SS_DISABLE, "CLONE_VM: the alternate stack is the parent's only");
	pid = clone(tell_altstack, stack + sizeof(stack), CLONE_VM | CLONE_VFORK | SIGCHLD,
		    &flags);
	waitpid(pid, NULL, 0);
	is(flags, 0, "CLONE_VFORK: the parent sleeps meanwhile, so it is kept");
	ss.ss_flags = SS_DISABLE;
	sigaltstack(&ss, NULL);
}

static void burn(long ms)
{
	struct timespec ts;

	do
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
	while (ts.tv_sec * 1000 + ts.tv_nsec / 1000000 < ms);
}

static void *burn_100(void *arg)
{
	burn(100);
	return arg;
}

static long ms_of(struct timeval *u, struct timeval *s)
{
	return (u->tv_sec + s->tv_sec) * 1000 + (u->tv_usec + s->tv_usec) / 1000;
}

/* Times and faults of threads and of reaped descendants are not forgotten. */
static void test_times(void)
{
	struct rusage before, after, of;
	pthread_t thread;
	pid_t pid;
	long ms;

	getrusage(RUSAGE_SELF, &before);
	pthread_create(&thread, NULL, burn_100, NULL);
	pthread_join(thread, NULL);
	getrusage(RUSAGE_SELF, &after);
	ms = ms_of(&after.ru_utime, &after.ru_stime) - ms_of(&before.ru_utime, &before.ru_stime);
	ok(ms >= 80, "an ended thread's time counts (%ld ms)", ms);

	getrusage(RUSAGE_CHILDREN, &before);
	pid = fork();
	if (pid == 0) {
		if (fork() == 0) {
			burn(100);
			_exit(0);
		}
		wait(NULL);
		_exit(0);
	}
	wait4(pid, NULL, 0, &of);
	getrusage(RUSAGE_CHILDREN, &after);
	ms = ms_of(&after.ru_utime, &after.ru_stime) - ms_of(&before.ru_utime, &before.ru_stime);
	ok(ms >= 80, "a grandchild's time comes up (%ld ms)", ms);
	ms = ms_of(&of.ru_utime, &of.ru_stime);
	ok(ms >= 80, "wait4 tells it with its child's (%ld ms)", ms);
	ok(after.ru_minflt > before.ru_minflt, "so do faults");
}

/* A limit of CPU time is the child's too, counted from its own start. */
static void test_cpu_limit_inherited(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct rlimit r = { 1, 5 };

		setrlimit(RLIMIT_CPU, &r);
		pid = fork();
		if (pid == 0) {
			burn(20000);
			_exit(0);
		}
		waitpid(pid, &status, 0);
		_exit(WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	}
	waitpid(pid, &status, 0);
	is(WEXITSTATUS(status), SIGXCPU, "RLIMIT_CPU ends the child of who set it");
}

static void *fork_here(void *arg)
{
	*(pid_t *)arg = fork();
	if (*(pid_t *)arg == 0) {
		pause();
		_exit(0);
	}
	return NULL;
}

static void *wait_here(void *arg)
{
	errno = 0;
	*(int *)arg = wait4(-1, NULL, __WNOTHREAD | WNOHANG, NULL) == -1 ? errno : 0;
	return NULL;
}

/* A child of a thread is the process's; __WNOTHREAD asks for one's own. */
static void test_threads_children(void)
{
	pthread_t thread;
	int status, err = -1;
	pid_t pid, own;

	own = fork();
	if (own == 0) {
		pause();
		_exit(0);
	}
	pthread_create(&thread, NULL, wait_here, &err);
	pthread_join(thread, NULL);
	is(err, ECHILD, "__WNOTHREAD: a thread without children");
	pthread_create(&thread, NULL, fork_here, &pid);
	pthread_join(thread, NULL);
	is(waitpid(pid, &status, WNOHANG), 0, "the thread is gone, its child is still ours");
	kill(pid, SIGTERM);
	is(waitpid(pid, &status, 0), pid, "... to be reaped");
	kill(own, SIGTERM);
	waitpid(own, NULL, 0);
}

static volatile sig_atomic_t chld;

static void on_chld(int sig)
{
	chld++;
}

/* The new parent is another thread of the same process: nothing is told twice. */
static void *fork_and_leave(void *arg)
{
	int p[2];

	if (pipe(p))
		return NULL;
	*(pid_t *)arg = fork();
	if (*(pid_t *)arg == 0)
		_exit(0);
	close(p[1]);
	(void)!read(p[0], &p[1], 1);	/* until it has ended */
	close(p[0]);
	nap(20);
	return NULL;
}

static void test_zombie_changes_thread(void)
{
	pthread_t thread;
	pid_t pid = 0;

	signal(SIGCHLD, on_chld);
	chld = 0;
	pthread_create(&thread, NULL, fork_and_leave, &pid);
	while (pthread_join(thread, NULL))
		;
	nap(20);
	is(chld, 1, "one death, one SIGCHLD, though the thread that forked is gone");
	is(waitpid(pid, NULL, 0), pid, "the zombie is kept for the process");
	signal(SIGCHLD, SIG_DFL);
}

/* Stopped, it tells once; WNOWAIT leaves it to be told. */
static void test_stop_nowait(void)
{
	siginfo_t si;
	pid_t pid = fork();

	if (pid == 0)
		for (;;)
			pause();
	kill(pid, SIGSTOP);
	is(waitid(P_PID, pid, &si, WSTOPPED | WNOWAIT), 0, "a stop, looked at");
	is(si.si_code == CLD_STOPPED && si.si_status == SIGSTOP, 1, "CLD_STOPPED by SIGSTOP");
	si.si_pid = 0;
	is(waitid(P_PID, pid, &si, WSTOPPED | WNOHANG), 0, "taken");
	is(si.si_pid, pid, "it was still there");
	si.si_pid = 0;
	waitid(P_PID, pid, &si, WSTOPPED | WNOHANG);
	is(si.si_pid, 0, "and is there no more");
	kill(pid, SIGCONT);
	is(waitid(P_PID, pid, &si, WCONTINUED | WNOWAIT), 0, "a continue, looked at");
	is(waitid(P_PID, pid, &si, WCONTINUED), 0, "taken");
	is(si.si_code, CLD_CONTINUED, "CLD_CONTINUED");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* A group that loses its last link to the session: only stopped ones hear of it. */
static int orphaned_member(int stopped)
{
	volatile int *word = shared_words();
	int result;
	pid_t pid = fork();

	if (pid == 0) {
		pid_t member;

		setsid();
		member = fork();
		if (member == 0) {
			setpgid(0, 0);
			word[0] = getpid();
			for (;;)
				pause();
		}
		setpgid(member, member);
		while (!word[0])
			sched_yield();
		if (stopped) {
			kill(member, SIGSTOP);
			waitpid(member, NULL, WUNTRACED);
		}
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	nap(100);
	result = kill(word[0], 0) == 0;
	if (result) {
		kill(word[0], SIGKILL);
		waitpid(word[0], NULL, 0);
	}
	munmap((void *)word, 4096);
	return result;
}

static void test_orphaned_group(void)
{
	/* We inherit, so that the dead do not stay about. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	is(orphaned_member(0), 1, "a running orphan group is left in peace");
	signal(SIGCHLD, SIG_IGN);
	is(orphaned_member(1), 0, "a stopped one gets SIGHUP and SIGCONT");
	signal(SIGCHLD, SIG_DFL);
	prctl(PR_SET_CHILD_SUBREAPER, 0);
}

int main(void)
{
	test_nobody_escapes();
	test_pdeath_signal();
	test_clone_parent();
	test_altstack();
	test_times();
	test_cpu_limit_inherited();
	test_threads_children();
	test_zombie_changes_thread();
	test_stop_nowait();
	test_orphaned_group();
	return done();
}
