// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/poll.c - poll, select, epoll, eventfd, timerfd, signalfd */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

static volatile int signals;

static void on_signal(int sig)
{
	signals = sig;
}

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void ms(int n)
{
	struct timespec ts = { n / 1000, n % 1000 * 1000000L };

	nanosleep(&ts, NULL);
}

static void both(int p[2])
{
	close(p[0]);
	close(p[1]);
}

static int poll1(int fd, int events, int timeout)
{
	struct pollfd pfd = { fd, events, 0 };

	return poll(&pfd, 1, timeout) < 0 ? -1 : pfd.revents;
}

static void *late_writer(void *arg)
{
	ms(50);
	write(*(int *)arg, "12345678", 8);
	return NULL;
}

static void test_poll(void)
{
	static char big[65536];
	struct pollfd pfd[3];
	struct rlimit rl;
	pthread_t t;
	long start;
	int p[2], fd;

	pipe(p);
	is(poll1(p[0], POLLIN, 0), 0, "an empty pipe");
	is(poll1(p[1], POLLOUT | POLLIN, 0), POLLOUT, "can be written");
	write(p[1], "x", 1);
	is(poll1(p[0], POLLIN | POLLRDNORM, -1), POLLIN | POLLRDNORM, "now read");
	write(p[1], big, 65535);
	is(poll1(p[1], POLLOUT, 0), 0, "a full pipe");
	pfd[0] = (struct pollfd){ p[0], POLLIN, 99 };
	pfd[1] = (struct pollfd){ -1, POLLIN, 99 };
	pfd[2] = (struct pollfd){ 1000, POLLIN, 99 };
	is(poll(pfd, 3, -1), 2, "one ready, one ignored, one bad");
	is(pfd[0].revents, POLLIN, "ready");
	is(pfd[1].revents, 0, "ignored");
	is(pfd[2].revents, POLLNVAL, "bad");
	is_errno(poll((void *)8, 1, 0), EFAULT, "a bad array");
	is(poll(NULL, 0, 0), 0, "nothing at all");
	getrlimit(RLIMIT_NOFILE, &rl);
	is_errno(poll(pfd, rl.rlim_cur + 1, 0), EINVAL, "more than there can be");
	start = now_ms();
	is(poll(NULL, 0, 50), 0, "sleep");
	ok(now_ms() - start >= 49 && now_ms() - start < 1000, "as long as it says");
	close(p[1]);
	is(poll1(p[0], POLLIN, 0), POLLIN | POLLHUP, "the writer is gone");
	close(p[0]);
	pipe(p);
	close(p[0]);
	is(poll1(p[1], POLLOUT, 0), POLLOUT | POLLERR, "the reader is gone");
	close(p[1]);
	pipe(p);
	pthread_create(&t, NULL, late_writer, &p[1]);
	is(poll1(p[0], POLLIN, 5000), POLLIN, "wait for it");
	pthread_join(t, NULL);
	both(p);
	fd = open("/proc/self/exe", O_RDONLY);
	is(poll1(fd, POLLIN | POLLOUT, 0), POLLIN | POLLOUT, "a file is always ready");
	close(fd);
	fd = open("/", O_PATH);
	is(poll1(fd, POLLIN, 0), POLLNVAL, "O_PATH");
	close(fd);
}

static void test_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
	struct timespec ts = { 5, 0 };
	sigset_t block, none;
	long start;

	sigaction(SIGALRM, &sa, NULL);
	start = now_ms();
	ualarm(20000, 0);
	is_errno(poll(NULL, 0, 5000), EINTR, "a signal ends poll");
	ok(now_ms() - start < 2000, "soon");
	ualarm(20000, 0);
	is_errno(select(0, NULL, NULL, NULL, NULL), EINTR, "and select");
	sigemptyset(&block);
	sigemptyset(&none);
	sigaddset(&block, SIGALRM);
	sigprocmask(SIG_BLOCK, &block, NULL);
	kill(getpid(), SIGALRM);
	signals = 0;
	is(poll(NULL, 0, 10), 0, "a blocked one not");
	is(signals, 0, "not delivered");
	is_errno(ppoll(NULL, 0, &ts, &none), EINTR, "ppoll unblocks it");
	is(signals, SIGALRM, "delivered");
	sigprocmask(SIG_BLOCK, NULL, &none);
	is(sigismember(&none, SIGALRM), 1, "and it is blocked again");
	sigprocmask(SIG_UNBLOCK, &block, NULL);
	ts.tv_nsec = -1;
	is_errno(ppoll(NULL, 0, &ts, NULL), EINVAL, "a bad time");
}

static void test_select(void)
{
	struct timeval tv = { 0, 0 };
	fd_set r, w, e;
	long start;
	int p[2];

	pipe(p);
	FD_ZERO(&r);
	FD_ZERO(&w);
	FD_ZERO(&e);
	FD_SET(p[0], &r);
	FD_SET(p[1], &w);
	FD_SET(p[0], &e);
	is(select(p[1] + 1, &r, &w, &e, &tv), 1, "one is ready");
	is(FD_ISSET(p[0], &r), 0, "not the reader");
	ok(FD_ISSET(p[1], &w), "the writer");
	write(p[1], "x", 1);
	FD_SET(p[0], &r);
	is(select(p[1] + 1, &r, &w, &e, NULL), 2, "both");
	FD_SET(p[1] + 9, &r);
	is_errno(select(p[1] + 10, &r, NULL, NULL, &tv), EBADF, "a closed one");
	is(select(p[1] + 9, &r, NULL, NULL, &tv), 1, "one beyond n is not looked at");
	is_errno(select(-1, NULL, NULL, NULL, &tv), EINVAL, "negative");
	is_errno(select(1, (void *)8, NULL, NULL, &tv), EFAULT, "a bad set");
	tv.tv_usec = 50000;
	start = now_ms();
	is(syscall(SYS_select, 0, NULL, NULL, NULL, &tv), 0, "sleep");
	ok(now_ms() - start >= 49, "long enough");
	is(tv.tv_usec, 0, "nothing left");
	tv.tv_sec = 10;
	FD_ZERO(&r);
	FD_SET(p[0], &r);
	is(syscall(SYS_select, p[0] + 1, &r, NULL, NULL, &tv), 1, "ready at once");
	ok(tv.tv_sec == 9 && tv.tv_usec > 0, "the time left is told");
	tv.tv_sec = -1;
	is_errno(select(0, NULL, NULL, NULL, &tv), EINVAL, "a negative time");
	both(p);
}

static void test_eventfd(void)
{
	uint64_t v;
	int fd;

	is_errno(eventfd(0, 0x100000), EINVAL, "eventfd with a bad flag");
	fd = eventfd(3, EFD_NONBLOCK | EFD_CLOEXEC);
	ok(fd >= 0, "eventfd");
	is(poll1(fd, POLLIN | POLLOUT, 0), POLLIN | POLLOUT, "ready");
	is_errno(read(fd, &v, 4), EINVAL, "too small");
	is(read(fd, &v, 100), 8, "read");
	is(v, 3, "the count");
	is_errno(read(fd, &v, 8), EAGAIN, "is zero then");
	is(poll1(fd, POLLIN | POLLOUT, 0), POLLOUT, "not readable");
	v = 5;
	is(write(fd, &v, 8), 8, "add 5");
	v = ULLONG_MAX;
	is_errno(write(fd, &v, 8), EINVAL, "the largest is not allowed");
	v = ULLONG_MAX - 5;
	is_errno(write(fd, &v, 8), EAGAIN, "too much");
	v = ULLONG_MAX - 6;
	is(write(fd, &v, 8), 8, "as much as goes");
	is(poll1(fd, POLLIN | POLLOUT, 0), POLLIN, "full");
	is(read(fd, &v, 8), 8, "read");
	ok(v == ULLONG_MAX - 1, "all");
	close(fd);
	fd = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
	is(read(fd, &v, 8), 8, "a semaphore");
	is(v, 1, "gives one");
	is(read(fd, &v, 8), 8, "and");
	is(v, 1, "one");
	is_errno(read(fd, &v, 8), EAGAIN, "until none is left");
	skew("lseek of an eventfd", lseek(fd, 5, SEEK_SET), -1, 0);
	close(fd);
}

static void *late_event(void *arg)
{
	uint64_t one = 1;

	ms(50);
	write(*(int *)arg, &one, 8);
	return NULL;
}

static void test_epoll_errors(void)
{
	struct epoll_event ev = { .events = EPOLLIN };
	int ep, p[2], ep2, f;

	is_errno(syscall(SYS_epoll_create, 0), EINVAL, "epoll_create(0)");
	is_errno(epoll_create1(5), EINVAL, "a bad flag");
	ep = epoll_create1(EPOLL_CLOEXEC);
	is(fcntl(ep, F_GETFD), FD_CLOEXEC, "close on exec");
	pipe(p);
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, 900, &ev), EBADF, "add of a bad one");
	is_errno(epoll_ctl(900, EPOLL_CTL_ADD, p[0], &ev), EBADF, "to a bad one");
	is_errno(epoll_ctl(p[0], EPOLL_CTL_ADD, p[1], &ev), EINVAL, "to what is no epoll");
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, ep, &ev), EINVAL, "to itself");
	f = open("/proc/self/exe", O_RDONLY);
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, f, &ev), EPERM, "a plain file");
	is_errno(epoll_ctl(ep, EPOLL_CTL_MOD, p[0], &ev), ENOENT, "mod of what is not there");
	is_errno(epoll_ctl(ep, EPOLL_CTL_DEL, p[0], &ev), ENOENT, "nor del");
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], (void *)8), EFAULT, "a bad event");
	is(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev), 0, "add");
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev), EEXIST, "again");
	is_errno(epoll_ctl(ep, 77, p[0], &ev), EINVAL, "a bad operation");
	is_errno(epoll_wait(ep, &ev, 0, 0), EINVAL, "no room");
	is_errno(epoll_wait(p[0], &ev, 1, 0), EINVAL, "no epoll");
	write(p[1], "x", 1);
	is_errno(epoll_wait(ep, (void *)8, 1, 0), EFAULT, "a bad place");
	is(epoll_wait(ep, &ev, 1, 0), 1, "is not lost");
	ep2 = epoll_create1(0);
	ev.events = EPOLLIN;
	is(epoll_ctl(ep2, EPOLL_CTL_ADD, ep, &ev), 0, "one epoll in another");
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, ep2, &ev), ELOOP, "not in a circle");
	is(epoll_wait(ep2, &ev, 1, 0), 1, "the inner one is ready");
	is(poll1(ep2, POLLIN, 0), POLLIN, "which poll sees");
	both(p);
	close(ep);
	close(ep2);
	close(f);
}

static void test_epoll(void)
{
	struct epoll_event ev, out[8];
	int ep = epoll_create1(0), p[2], q[2], i, n, sum;
	pthread_t t;
	long start;

	pipe2(p, O_NONBLOCK);
	pipe2(q, O_NONBLOCK);
	ev.events = EPOLLIN;
	ev.data.u64 = 0x123456789abcdefULL;
	epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev);
	ev.events = EPOLLOUT | EPOLLET;
	ev.data.u64 = 2;
	epoll_ctl(ep, EPOLL_CTL_ADD, p[1], &ev);
	is(epoll_wait(ep, out, 8, 0), 1, "the writer");
	is(out[0].data.u64, 2, "its data");
	is(epoll_wait(ep, out, 8, 0), 0, "edges are told once");
	write(p[1], "x", 1);
	n = epoll_wait(ep, out, 8, -1);
	ok(n >= 1, "the reader");
	for (i = sum = 0; i < n; i++)
		sum += out[i].data.u64 == 0x123456789abcdefULL && out[i].events == EPOLLIN;
	is(sum, 1, "with its data");
	n = epoll_wait(ep, out, 8, 0);
	is(n, 1, "a level stays");
	read(p[0], &n, 1);
	ev.events = EPOLLIN | EPOLLONESHOT;
	ev.data.u64 = 7;
	is(epoll_ctl(ep, EPOLL_CTL_DEL, p[1], NULL), 0, "del needs no event");
	is(epoll_ctl(ep, EPOLL_CTL_MOD, p[0], &ev), 0, "mod");
	is(epoll_wait(ep, out, 8, 0), 0, "nothing yet");
	write(p[1], "x", 1);
	is(epoll_wait(ep, out, 8, 0), 1, "one shot");
	is(out[0].data.u64, 7, "new data");
	write(p[1], "x", 1);
	is(epoll_wait(ep, out, 8, 0), 0, "is over");
	epoll_ctl(ep, EPOLL_CTL_MOD, p[0], &ev);
	is(epoll_wait(ep, out, 8, 0), 1, "armed again");
	start = now_ms();
	is(epoll_wait(ep, out, 8, 50), 0, "a timeout");
	ok(now_ms() - start >= 49, "long enough");
	ev.events = EPOLLIN;
	epoll_ctl(ep, EPOLL_CTL_ADD, q[0], &ev);
	pthread_create(&t, NULL, late_writer, &q[1]);
	is(epoll_wait(ep, out, 8, 5000), 1, "wait for it");
	pthread_join(t, NULL);
	close(q[1]);
	is(epoll_wait(ep, out, 8, 0), 1, "hung up");
	is(out[0].events, EPOLLIN | EPOLLHUP, "is told unasked");
	i = dup(q[0]);
	close(q[0]);
	is(epoll_wait(ep, out, 8, 0), 1, "a duplicate keeps it");
	close(i);
	is(epoll_wait(ep, out, 8, 0), 0, "the last close removes it");
	both(p);
	close(ep);
}

/* All of 300 ready ones are told, in turns. */
static void test_epoll_many(void)
{
	struct epoll_event ev = { .events = EPOLLIN }, out[7];
	int ep = epoll_create1(0), fd[300], seen[300] = { 0 }, i, j, n, all = 0;

	for (i = 0; i < 300; i++) {
		fd[i] = eventfd(1, 0);
		ev.data.u32 = i;
		epoll_ctl(ep, EPOLL_CTL_ADD, fd[i], &ev);
	}
	for (i = 0; i < 43; i++) {
		n = epoll_wait(ep, out, 7, 0);
		for (j = 0; j < n; j++)
			seen[out[j].data.u32]++;
	}
	for (i = 0; i < 300; i++)
		all += !!seen[i];
	is(all, 300, "each gets its turn");
	for (i = 0; i < 300; i++)
		close(fd[i]);
	is(epoll_wait(ep, out, 7, 0), 0, "all closed");
	close(ep);
}

static void *waiter(void *arg)
{
	struct epoll_event ev;

	return (void *)(long)epoll_wait(*(int *)arg, &ev, 1, 300);
}

static void test_epoll_threads(void)
{
	struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
	int ep = epoll_create1(0), e = eventfd(0, 0), i, woken = 0;
	pthread_t t[4], w;
	void *ret;

	epoll_ctl(ep, EPOLL_CTL_ADD, e, &ev);
	for (i = 0; i < 4; i++)
		pthread_create(&t[i], NULL, waiter, &ep);
	pthread_create(&w, NULL, late_event, &e);
	for (i = 0; i < 4; i++) {
		pthread_join(t[i], &ret);
		woken += (long)ret;
	}
	pthread_join(w, NULL);
	is(woken, 1, "one event by edge wakes one of four threads");
	close(e);
	close(ep);
}

static void test_timerfd(void)
{
	struct itimerspec it = { { 0, 20000000 }, { 0, 30000000 } }, cur;
	struct timespec ts;
	uint64_t v = 0;
	long start;
	int fd;

	is_errno(timerfd_create(99, 0), EINVAL, "timerfd of a bad clock");
	is_errno(timerfd_create(CLOCK_MONOTONIC, 5), EINVAL, "a bad flag");
	fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
	ok(fd >= 0, "timerfd_create");
	is_errno(read(fd, &v, 8), EAGAIN, "not set");
	is(timerfd_gettime(fd, &cur), 0, "timerfd_gettime");
	is(cur.it_value.tv_sec + cur.it_value.tv_nsec, 0, "is zero");
	start = now_ms();
	is(timerfd_settime(fd, 0, &it, NULL), 0, "timerfd_settime");
	is(poll1(fd, POLLIN, 0), 0, "not yet");
	is(poll1(fd, POLLIN, 5000), POLLIN, "wait");
	ok(now_ms() - start >= 29, "30 ms");
	is(read(fd, &v, 4), -1, "too small");
	is(read(fd, &v, 8), 8, "read");
	ok(v >= 1, "once at least");
	ms(100);
	is(read(fd, &v, 8), 8, "read");
	ok(v >= 4 && v < 50, "five intervals");
	timerfd_gettime(fd, &cur);
	ok(!cur.it_value.tv_sec && cur.it_value.tv_nsec <= 20000000, "the time left");
	is(cur.it_interval.tv_nsec, 20000000, "the interval");
	it.it_value.tv_nsec = 1000000000;
	is_errno(timerfd_settime(fd, 0, &it, NULL), EINVAL, "a bad time");
	memset(&it, 0, sizeof(it));
	is(timerfd_settime(fd, 0, &it, &cur), 0, "off");
	ok(cur.it_value.tv_nsec, "the old setting");
	ms(30);
	is_errno(read(fd, &v, 8), EAGAIN, "is off");
	fcntl(fd, F_SETFL, 0);
	clock_gettime(CLOCK_MONOTONIC, &ts);
	it.it_value.tv_sec = ts.tv_sec + (ts.tv_nsec > 950000000);
	it.it_value.tv_nsec = (ts.tv_nsec + 50000000) % 1000000000;
	timerfd_settime(fd, TFD_TIMER_ABSTIME, &it, NULL);
	start = now_ms();
	is(read(fd, &v, 8), 8, "read waits");
	is(v, 1, "one");
	ok(now_ms() - start >= 45, "until then");
	close(fd);
}

static void test_signalfd(void)
{
	struct signalfd_siginfo si;
	union sigval val = { .sival_int = 42 };
	sigset_t set, old;
	int fd, status;
	pid_t pid;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, &old);
	is_errno(signalfd(0, &set, 0), EINVAL, "signalfd of what is none");
	is_errno(signalfd(-1, &set, 5), EINVAL, "a bad flag");
	fd = signalfd(-1, &set, SFD_NONBLOCK);
	ok(fd >= 0, "signalfd");
	is_errno(read(fd, &si, sizeof(si)), EAGAIN, "none yet");
	is(poll1(fd, POLLIN, 0), 0, "not ready");
	kill(getpid(), SIGUSR1);
	is(poll1(fd, POLLIN, 0), POLLIN, "ready");
	is_errno(read(fd, &si, 10), EINVAL, "too small");
	is(read(fd, &si, sizeof(si)), 128, "read");
	is(si.ssi_signo, SIGUSR1, "which");
	is(si.ssi_pid, getpid(), "who");
	is(si.ssi_code, SI_USER, "how");
	sigqueue(getpid(), SIGRTMIN, val);
	sigqueue(getpid(), SIGRTMIN, val);
	read(fd, &si, sizeof(si));
	is(si.ssi_int, 42, "a value");
	is(read(fd, &si, sizeof(si)), 128, "queued twice");
	sigdelset(&set, SIGUSR1);
	is(signalfd(fd, &set, 0), fd, "another set");
	kill(getpid(), SIGUSR1);
	is(poll1(fd, POLLIN, 0), 0, "not in it");
	fcntl(fd, F_SETFL, 0);
	pid = fork();
	if (!pid) {
		ms(50);
		sigqueue(getppid(), SIGRTMIN, val);
		_exit(0);
	}
	is(read(fd, &si, sizeof(si)), 128, "read waits");
	is(si.ssi_pid, pid, "for the child");
	waitpid(pid, &status, 0);
	signal(SIGUSR1, SIG_IGN);
	sigprocmask(SIG_SETMASK, &old, NULL);
	close(fd);
}

int main(void)
{
	test_poll();
	test_signals();
	test_select();
	test_eventfd();
	test_epoll_errors();
	test_epoll();
	test_epoll_many();
	test_epoll_threads();
	test_timerfd();
	test_signalfd();
	return done();
}
