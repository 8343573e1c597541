// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/signal.c - sending, blocking, handling and waiting for signals */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

static volatile sig_atomic_t got, got_code, got_pid, got_value;
static volatile sig_atomic_t order[32], n_order;

static void handler(int sig)
{
	got = sig;
	if (n_order < 32)
		order[n_order++] = sig;
}

static void info_handler(int sig, siginfo_t *si, void *uc)
{
	got = sig;
	got_code = si->si_code;
	got_pid = si->si_pid;
	got_value = si->si_value.sival_int;
	if (n_order < 32)
		order[n_order++] = si->si_value.sival_int;
}

static void set(int sig, void (*fn)(int), int flags)
{
	struct sigaction sa = { .sa_handler = fn, .sa_flags = flags };

	sigaction(sig, &sa, NULL);
}

static void set_info(int sig, int flags)
{
	struct sigaction sa = {
		.sa_sigaction = info_handler, .sa_flags = SA_SIGINFO | flags,
	};

	sigaction(sig, &sa, NULL);
}

static void block(int how, int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	sigprocmask(how, &set, NULL);
}

static void test_basics(void)
{
	struct sigaction sa;

	set_info(SIGUSR1, 0);
	got = 0;
	is(kill(getpid(), SIGUSR1), 0, "kill self");
	is(got, SIGUSR1, "the handler ran before kill returned");
	is(got_code, SI_USER, "si_code SI_USER");
	is(got_pid, getpid(), "si_pid is the sender");
	syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGUSR1);
	is(got_code, SI_TKILL, "si_code SI_TKILL");

	is_errno(kill(getpid(), 65), EINVAL, "kill 65");
	is_errno(kill(getpid(), -1), EINVAL, "kill -1");
	is(kill(getpid(), 0), 0, "signal 0 only checks");
	is_errno(kill(999999, 0), ESRCH, "no such process");
	is_errno(kill(-999999, 0), ESRCH, "no such group");
	is_errno(syscall(SYS_tkill, 0, SIGUSR1), EINVAL, "tkill 0");
	is_errno(syscall(SYS_tgkill, -1, 1, SIGUSR1), EINVAL, "tgkill -1");
	set(SIGUSR2, SIG_IGN, 0);
	sigaction(SIGUSR2, NULL, &sa);
	ok(sa.sa_handler == SIG_IGN, "sigaction reads the action");
	memset(&sa, 0, sizeof(sa));
	is_errno(syscall(SYS_rt_sigaction, SIGKILL, &sa, NULL, 8), EINVAL,
		 "SIGKILL has no action");
	is_errno(syscall(SYS_rt_sigaction, SIGUSR1, NULL, NULL, 4), EINVAL,
		 "sigsetsize");
	is_errno(syscall(SYS_rt_sigaction, SIGUSR1, (void *)8, NULL, 8),
		 EFAULT, "bad pointer");
}

static void test_masks(void)
{
	sigset_t pending, old;
	int i;

	set(SIGUSR1, handler, 0);
	got = 0;
	block(SIG_BLOCK, SIGUSR1);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGUSR1);
	is(got, 0, "blocked");
	sigpending(&pending);
	is(sigismember(&pending, SIGUSR1), 1, "pending");
	n_order = 0;
	block(SIG_UNBLOCK, SIGUSR1);
	is(got, SIGUSR1, "delivered when unblocked");
	is(n_order, 1, "once, although sent twice");

	block(SIG_BLOCK, SIGUSR1);
	kill(getpid(), SIGUSR1);
	set(SIGUSR1, SIG_IGN, 0);
	sigpending(&pending);
	is(sigismember(&pending, SIGUSR1), 0, "ignoring discards it");
	set(SIGUSR1, handler, 0);
	block(SIG_UNBLOCK, SIGUSR1);

	for (i = 1; i < 65; i++)
		block(SIG_BLOCK, i);
	sigprocmask(SIG_BLOCK, NULL, &old);
	is(sigismember(&old, SIGKILL) | sigismember(&old, SIGSTOP), 0,
	   "SIGKILL and SIGSTOP cannot be blocked");
	sigemptyset(&old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	is_errno(syscall(SYS_rt_sigprocmask, 99, &old, NULL, 8), EINVAL,
		 "bad how");
}

static void test_queue(void)
{
	union sigval v;
	int i, bad = 0;

	set_info(SIGRTMIN, 0);
	set_info(SIGRTMIN + 1, 0);
	block(SIG_BLOCK, SIGRTMIN);
	block(SIG_BLOCK, SIGRTMIN + 1);
	n_order = 0;
	for (i = 0; i < 5; i++) {
		v.sival_int = 100 + i;
		sigqueue(getpid(), SIGRTMIN + 1, v);
		v.sival_int = i;
		sigqueue(getpid(), SIGRTMIN, v);
	}
	block(SIG_UNBLOCK, SIGRTMIN);
	block(SIG_UNBLOCK, SIGRTMIN + 1);
	is(n_order, 10, "each real-time signal is delivered");
	for (i = 0; i < 5; i++)
		bad += order[i] != i || order[5 + i] != 100 + i;
	is(bad, 0, "in the order they were sent, with their values");
	is(got_code, SI_QUEUE, "si_code SI_QUEUE");
}

static void test_rlimit(void)
{
	struct rlimit old, rl = { 3, 3 };
	union sigval v = { 0 };
	int i, n = 0, err = 0;
	pid_t pid = fork();

	if (pid) {
		waitpid(pid, &i, 0);
		is_str(wait_words(i), "exit 0", "RLIMIT_SIGPENDING limits sigqueue");
		return;
	}
	block(SIG_BLOCK, SIGRTMIN);
	getrlimit(RLIMIT_SIGPENDING, &old);
	setrlimit(RLIMIT_SIGPENDING, &rl);
	for (i = 0; i < 10; i++) {
		if (sigqueue(getpid(), SIGRTMIN, v) == 0)
			n++;
		else
			err = errno;
	}
	_exit(!(n >= 1 && n <= 3 && err == EAGAIN && kill(getpid(), SIGCONT) == 0));
}

static void *send_after(void *arg)
{
	pthread_t *t = arg;

	usleep(50000);
	pthread_kill(*t, SIGUSR1);
	return NULL;
}

static void test_restart(void)
{
	pthread_t me = pthread_self(), t;
	int p[2];
	pid_t pid;
	char c;

	pipe(p);
	set(SIGUSR1, handler, 0);
	pthread_create(&t, NULL, send_after, &me);
	is_errno(read(p[0], &c, 1), EINTR, "read without SA_RESTART");
	pthread_join(t, NULL);

	set(SIGUSR1, handler, SA_RESTART);
	got = 0;
	pthread_create(&t, NULL, send_after, &me);
	pid = fork();
	if (pid == 0) {
		usleep(150000);
		write(p[1], "x", 1);
		_exit(0);
	}
	is(read(p[0], &c, 1), 1, "read with SA_RESTART goes on");
	is(got, SIGUSR1, "after the handler ran");
	pthread_join(t, NULL);
	waitpid(pid, NULL, 0);
	close(p[0]);
	close(p[1]);

	pthread_create(&t, NULL, send_after, &me);
	is_errno(pause(), EINTR, "pause is never restarted");
	pthread_join(t, NULL);
}

/* A stop and continue without a handler must not end a sleep early. */
static void test_restart_block(void)
{
	struct timespec t0, t1, ts = { 0, 300000000 };
	int status;
	pid_t pid = fork();
	long ms;

	if (pid == 0) {
		clock_gettime(CLOCK_MONOTONIC, &t0);
		if (nanosleep(&ts, NULL))
			_exit(1);
		clock_gettime(CLOCK_MONOTONIC, &t1);
		ms = (t1.tv_sec - t0.tv_sec) * 1000 +
		     (t1.tv_nsec - t0.tv_nsec) / 1000000;
		_exit(ms < 299 ? 2 : 0);
	}
	usleep(50000);
	kill(pid, SIGSTOP);
	waitpid(pid, &status, WUNTRACED);
	kill(pid, SIGCONT);
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "nanosleep survives a stop");
}

static void test_flags(void)
{
	struct sigaction sa;
	int i;

	set(SIGUSR1, handler, SA_RESETHAND);
	kill(getpid(), SIGUSR1);
	sigaction(SIGUSR1, NULL, &sa);
	ok(sa.sa_handler == SIG_DFL, "SA_RESETHAND");

	sa = (struct sigaction){ .sa_handler = handler, .sa_flags = 0x402 };
	sigaction(SIGUSR1, &sa, NULL);
	sigaction(SIGUSR1, NULL, &sa);
	is(sa.sa_flags & 0x400, 0, "an unknown flag reads back as clear");
	for (i = 1; i < 32; i++)
		set(i, SIG_DFL, 0);
}

static void nested(int sig)
{
	static int depth;
	sigset_t now;

	if (depth++ == 0) {
		sigprocmask(SIG_BLOCK, NULL, &now);
		got_code = sigismember(&now, SIGUSR1) +
			   2 * sigismember(&now, SIGUSR2);
		raise(SIGUSR1);
		got_value = depth;
	}
}

static void test_handler_mask(void)
{
	struct sigaction sa = { .sa_handler = nested };
	sigset_t now;

	sigaddset(&sa.sa_mask, SIGUSR2);
	sigaction(SIGUSR1, &sa, NULL);
	raise(SIGUSR1);
	is(got_code, 3, "the signal and sa_mask are blocked in the handler");
	is(got_value, 1, "so it did not nest");
	sigprocmask(SIG_BLOCK, NULL, &now);
	is(sigismember(&now, SIGUSR1) | sigismember(&now, SIGUSR2), 0,
	   "and free again after it");
}

static void *alt_sp;

static void on_alt(int sig)
{
	alt_sp = __builtin_frame_address(0);
}

static void test_altstack(void)
{
	size_t size = 65536;
	char *mem = malloc(size);
	stack_t ss = { .ss_sp = mem, .ss_size = size }, old;

	is(sigaltstack(&ss, NULL), 0, "sigaltstack");
	sigaltstack(NULL, &old);
	ok(old.ss_sp == mem && old.ss_size == size && old.ss_flags == 0,
	   "it reads back");
	set(SIGUSR1, on_alt, SA_ONSTACK);
	raise(SIGUSR1);
	ok((char *)alt_sp > mem && (char *)alt_sp < mem + size,
	   "the handler ran on it");
	set(SIGUSR1, on_alt, 0);
	raise(SIGUSR1);
	ok((char *)alt_sp < mem || (char *)alt_sp >= mem + size,
	   "without SA_ONSTACK it did not");
	ss.ss_size = 100;
	is_errno(sigaltstack(&ss, NULL), ENOMEM, "too small");
	ss.ss_size = size;
	ss.ss_flags = 77;
	is_errno(sigaltstack(&ss, NULL), EINVAL, "bad flags");
	ss.ss_flags = SS_DISABLE;
	is(sigaltstack(&ss, NULL), 0, "disable");
	sigaltstack(NULL, &old);
	is(old.ss_flags, SS_DISABLE, "it is off");
	free(mem);
}

static void test_wait(void)
{
	struct timespec ts = { 0, 20000000 };
	sigset_t set;
	siginfo_t si;
	union sigval v = { .sival_int = 4711 };

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigprocmask(SIG_BLOCK, &set, NULL);
	is_errno(sigtimedwait(&set, &si, &ts), EAGAIN, "sigtimedwait: time is up");
	sigqueue(getpid(), SIGUSR2, v);
	is(sigtimedwait(&set, &si, &ts), SIGUSR2, "sigtimedwait takes one");
	is(si.si_value.sival_int, 4711, "with its value");
	ts.tv_nsec = 1000000000;
	is_errno(sigtimedwait(&set, &si, &ts), EINVAL, "bad time");

	set_info(SIGUSR2, 0);
	got = 0;
	kill(getpid(), SIGUSR2);
	sigemptyset(&set);
	is_errno(sigsuspend(&set), EINTR, "sigsuspend");
	is(got, SIGUSR2, "the handler ran under the temporary mask");
	sigprocmask(SIG_BLOCK, NULL, &set);
	is(sigismember(&set, SIGUSR2), 1, "and the old mask is back");
	block(SIG_UNBLOCK, SIGUSR2);
}

static void test_chld(void)
{
	struct sigaction sa = { .sa_handler = SIG_IGN };
	int status;
	pid_t pid;

	set_info(SIGCHLD, 0);
	got = 0;
	pid = fork();
	if (pid == 0)
		_exit(9);
	waitpid(pid, &status, 0);
	is(got, SIGCHLD, "SIGCHLD");
	is(got_code, CLD_EXITED, "si_code CLD_EXITED");
	is(got_pid, pid, "si_pid");

	sigaction(SIGCHLD, &sa, NULL);
	pid = fork();
	if (pid == 0)
		_exit(0);
	is_errno(waitpid(pid, &status, 0), ECHILD, "SIG_IGN: no zombie");
	set(SIGCHLD, SIG_DFL, 0);
}

static void test_stop(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		raise(SIGSTOP);
		raise(SIGTSTP);
		_exit(3);
	}
	waitpid(pid, &status, WUNTRACED);
	is_str(wait_words(status), "stopped by 19", "SIGSTOP");
	kill(pid, SIGTERM);
	is(waitpid(pid, &status, WNOHANG), 0, "SIGTERM waits while stopped");
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "killed by 9", "SIGKILL does not wait");

	pid = fork();
	if (pid == 0) {
		block(SIG_BLOCK, SIGCONT);
		raise(SIGSTOP);
		_exit(4);
	}
	waitpid(pid, &status, WUNTRACED);
	kill(pid, SIGCONT);
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 4", "SIGCONT works though blocked");
}

/* Blocked and pending: a continue makes stops void, and a stop a continue. */
static void test_stop_undoes_continue(void)
{
	sigset_t pending;

	block(SIG_BLOCK, SIGTSTP);
	block(SIG_BLOCK, SIGTTIN);
	block(SIG_BLOCK, SIGCONT);
	kill(getpid(), SIGTSTP);
	raise(SIGTTIN);
	sigpending(&pending);
	ok(sigismember(&pending, SIGTSTP) && sigismember(&pending, SIGTTIN), "two stops are pending");
	kill(getpid(), SIGCONT);
	sigpending(&pending);
	is(sigismember(&pending, SIGTSTP), 0, "SIGCONT takes back the process's");
	is(sigismember(&pending, SIGTTIN), 0, "... and the thread's");
	set_info(SIGCONT, 0);
	kill(getpid(), SIGCONT);
	raise(SIGCONT);
	sigpending(&pending);
	is(sigismember(&pending, SIGCONT), 1, "a blocked SIGCONT is pending");
	kill(getpid(), SIGTSTP);
	sigpending(&pending);
	is(sigismember(&pending, SIGCONT), 0, "a stop signal takes it back");
	kill(getpid(), SIGCONT);
	set(SIGCONT, SIG_DFL, 0);
	block(SIG_UNBLOCK, SIGTSTP);
	block(SIG_UNBLOCK, SIGTTIN);
	block(SIG_UNBLOCK, SIGCONT);
}

static void test_default_actions(void)
{
	static const struct {
		int sig;
		const char *want;
	} t[] = {
		{ SIGHUP, "killed by 1" }, { SIGTERM, "killed by 15" },
		{ SIGALRM, "killed by 14" }, { 64, "killed by 64" },
		{ SIGCHLD, "exit 0" }, { SIGWINCH, "exit 0" },
		{ SIGURG, "exit 0" }, { SIGCONT, "exit 0" },
		{ SIGSTKFLT, "killed by 16" }, { SIGPIPE, "killed by 13" },
	};
	unsigned int i;
	int status;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		pid_t pid = fork();

		if (pid == 0) {
			kill(getpid(), t[i].sig);
			_exit(0);
		}
		waitpid(pid, &status, 0);
		is_str(wait_words(status), t[i].want, "default of %d", t[i].sig);
	}
}

static void test_groups(void)
{
	int status, i, n = 0;
	pid_t pids[3], pg = 0;

	for (i = 0; i < 3; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			for (;;)
				pause();
		}
		setpgid(pids[i], pg);
		if (!pg)
			pg = pids[i];
	}
	is(kill(-pg, SIGTERM), 0, "kill a group");
	for (i = 0; i < 3; i++) {
		waitpid(pids[i], &status, 0);
		n += WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM;
	}
	is(n, 3, "all of it");
}

static void *spin(void *arg)
{
	for (;;)
		sched_yield();
	return arg;
}

static void test_threads(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		pthread_t t[4];
		int i;

		for (i = 0; i < 4; i++)
			pthread_create(&t[i], NULL, spin, NULL);
		kill(getpid(), SIGTERM);
		for (;;)
			pause();
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "killed by 15", "all threads die of one signal");
}

static sigjmp_buf env;

static void jumper(int sig)
{
	siglongjmp(env, sig);
}

static void test_jump(void)
{
	sigset_t now;
	int r;

	set(SIGUSR1, jumper, 0);
	r = sigsetjmp(env, 1);
	if (!r)
		raise(SIGUSR1);
	is(r, SIGUSR1, "siglongjmp out of a handler");
	sigprocmask(SIG_BLOCK, NULL, &now);
	is(sigismember(&now, SIGUSR1), 0, "restores the mask");
}

static void clobber(int sig)
{
	asm volatile("pcmpeqb %%xmm5, %%xmm5; fldpi" : : : "xmm5", "st");
	asm volatile("fstp %%st(0)" : : : "st");
}

static void test_fpu(void)
{
	uint64_t in = 0x123456789abcdef0, out = 0;
	long pid = getpid(), ret;

	set(SIGUSR1, clobber, 0);
	asm volatile("movq %2, %%xmm5\n\t"
		     "syscall\n\t"
		     "movq %%xmm5, %1"
		     : "=a" (ret), "=r" (out)
		     : "r" (in), "0" (SYS_kill), "D" (pid), "S" (SIGUSR1)
		     : "rcx", "r11", "memory", "xmm5");
	is(ret, 0, "kill");
	ok(in == out, "SSE registers survive a handler");
}

static void test_alarm(void)
{
	struct itimerval it = { { 0, 10000 }, { 0, 10000 } }, off = { 0 };
	int i;

	set(SIGALRM, handler, 0);
	n_order = 0;
	setitimer(ITIMER_REAL, &it, NULL);
	for (i = 0; i < 5; i++)
		pause();
	setitimer(ITIMER_REAL, &off, NULL);
	ok(n_order >= 5, "an interval timer comes again and again");
}

/* A signal ends a write to the terminal; what a test says must still come out. */
static void test_results_come_out(void)
{
	struct itimerval it = { { 0, 100 }, { 0, 100 } }, off = { 0 };

	set(SIGALRM, handler, 0);
	setitimer(ITIMER_REAL, &it, NULL);
	for (int i = 0; i < 400; i++)
		ok(1, "said among signals");
	setitimer(ITIMER_REAL, &off, NULL);
	signal(SIGALRM, SIG_DFL);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	test_basics();
	test_masks();
	test_queue();
	test_rlimit();
	test_restart();
	test_restart_block();
	test_flags();
	test_handler_mask();
	test_altstack();
	test_wait();
	test_chld();
	test_stop();
	test_stop_undoes_continue();
	test_default_actions();
	test_groups();
	test_threads();
	test_jump();
	test_fpu();
	test_alarm();
	test_results_come_out();
	return done();
}
