// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/pipe.c - pipe(7), fifo(7), splice(2), tee(2), vmsplice(2) */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

static char dir[] = "/tmp/pipe.XXXXXX";
static char big[1 << 20], back[1 << 20];
static volatile int signals;

static void on_signal(int sig)
{
	signals = sig;
}

static void ms(int n)
{
	struct timespec ts = { n / 1000, n % 1000 * 1000000L };

	nanosleep(&ts, NULL);
}

static int pending(int fd)
{
	int n = -1;

	ioctl(fd, FIONREAD, &n);
	return n;
}

static void both(int p[2])
{
	close(p[0]);
	close(p[1]);
}

static void test_basic(void)
{
	char buf[100], link[64];
	struct stat st;
	int p[2], q[2];

	is_errno(syscall(SYS_pipe, 8), EFAULT, "pipe into a bad place");
	is_errno(pipe2(p, O_APPEND), EINVAL, "pipe2 with a flag it has not");
	is(pipe2(p, O_CLOEXEC | O_NONBLOCK), 0, "pipe2");
	is(fcntl(p[0], F_GETFL), O_RDONLY | O_NONBLOCK, "flags of one end");
	is(fcntl(p[1], F_GETFL) & O_ACCMODE, O_WRONLY, "and of the other");
	is(fcntl(p[1], F_GETFD), FD_CLOEXEC, "close on exec");
	is_errno(read(p[0], buf, 1), EAGAIN, "empty");
	is_errno(read(p[1], buf, 1), EBADF, "not for reading");
	is_errno(write(p[0], buf, 1), EBADF, "not for writing");
	is_errno(lseek(p[0], 0, SEEK_SET), ESPIPE, "lseek");
	is_errno(pread(p[0], buf, 1, 0), ESPIPE, "pread");
	is_errno(fsync(p[0]), EINVAL, "fsync");
	is_errno(ftruncate(p[1], 0), EINVAL, "ftruncate");
	is(fstat(p[0], &st), 0, "fstat");
	is(st.st_mode, S_IFIFO | 0600, "a pipe");
	sprintf(link, "/proc/self/fd/%d", p[0]);
	memset(buf, 0, sizeof(buf));
	readlink(link, buf, sizeof(buf));
	sprintf(link, "pipe:[%llu]", (unsigned long long)st.st_ino);
	is_str(buf, link, "its name");
	is(write(p[1], "hello", 5), 5, "write");
	is(write(p[1], "", 0), 0, "nothing");
	is(pending(p[0]), 5, "FIONREAD");
	is(read(p[0], buf, 0), 0, "read nothing");
	is(read(p[0], buf, 3), 3, "read a part");
	is(read(p[0], buf, 100), 2, "and the rest");
	is_errno(write(p[1], (void *)8, 5), EFAULT, "from a bad buffer");
	is(pending(p[0]), 0, "leaves nothing");
	is(write(p[1], "x", 1), 1, "write");
	is_errno(read(p[0], (void *)8, 5), EFAULT, "into a bad buffer");
	is(read(p[0], buf, 5), 1, "is still there");
	pipe(q);
	is(fstat(q[1], &st), 0, "another");
	both(q);
	close(p[1]);
	is(read(p[0], buf, 1), 0, "end of file without writers");
	close(p[0]);
}

static void test_no_reader(void)
{
	int p[2];

	pipe(p);
	close(p[0]);
	signal(SIGPIPE, on_signal);
	signals = 0;
	is_errno(write(p[1], "x", 1), EPIPE, "write without readers");
	is(signals, SIGPIPE, "sends SIGPIPE");
	signal(SIGPIPE, SIG_IGN);
	is_errno(write(p[1], big, 100000), EPIPE, "ignored");
	close(p[1]);
}

static void test_size(void)
{
	int p[2], n;

	pipe2(p, O_NONBLOCK);
	is(fcntl(p[0], F_GETPIPE_SZ), 65536, "F_GETPIPE_SZ");
	for (n = 0; write(p[1], "x", 1) == 1; n++)
		;
	is(n, 65536, "holds as many single bytes");
	is_errno(write(p[1], "x", 1), EAGAIN, "and is full");
	is(read(p[0], back, 4095), 4095, "almost a page");
	is_errno(write(p[1], "x", 1), EAGAIN, "is not enough");
	is(read(p[0], back, 1), 1, "one more");
	is(write(p[1], big, PIPE_BUF + 1), PIPE_BUF, "then a page fits");
	is_errno(write(p[1], big, PIPE_BUF + 1), EAGAIN, "and no more");
	both(p);

	pipe2(p, O_NONBLOCK);
	is(write(p[1], big, sizeof(big)), 65536, "a large write is cut");
	is(read(p[0], back, 4096), 4096, "room for a page");
	is(write(p[1], big, PIPE_BUF), PIPE_BUF, "fits");
	is(read(p[0], back, 8191), 8191, "less than two");
	is(write(p[1], big, 3 * 4096), 4096, "one fits of a large write");
	is(fcntl(p[1], F_SETPIPE_SZ, 4096), -1, "too small now");
	is(errno, EBUSY, "EBUSY");
	is(fcntl(p[1], F_SETPIPE_SZ, 100000), 131072, "rounded up");
	is(write(p[1], big, sizeof(big)), 65536, "and there is more room");
	is(read(p[0], back, sizeof(back)), 61441 + 65536, "all of it");
	is(fcntl(p[1], F_SETPIPE_SZ, 1), 4096, "smallest");
	is_errno(fcntl(p[1], F_SETPIPE_SZ, -1), EINVAL, "negative");
	is(write(p[1], big, sizeof(big)), 4096, "holds a page");
	both(p);
	is_errno(fcntl(0, F_SETPIPE_SZ, 4096), EBADF, "not a pipe");
}

static void test_packets(void)
{
	char buf[100];
	int p[2];

	is(pipe2(p, O_DIRECT | O_NONBLOCK), 0, "packet mode");
	is(fcntl(p[1], F_GETFL) & O_DIRECT, O_DIRECT, "shows");
	write(p[1], "one", 3);
	write(p[1], "second", 6);
	is(read(p[0], buf, 100), 3, "one packet");
	is(read(p[0], buf, 2), 2, "a part of one");
	is_errno(read(p[0], buf, 100), EAGAIN, "the rest is lost");
	both(p);
}

static void *late_writer(void *arg)
{
	ms(50);
	write(*(int *)arg, "late", 4);
	return NULL;
}

static void *late_reader(void *arg)
{
	ms(50);
	read(*(int *)arg, back, 4096);
	return NULL;
}

static void test_blocking(void)
{
	struct sigaction sa = { .sa_handler = on_signal };
	pthread_t t;
	int p[2], status;
	pid_t pid;

	pipe(p);
	pthread_create(&t, NULL, late_writer, &p[1]);
	is(read(p[0], back, 100), 4, "a reader waits");
	pthread_join(t, NULL);
	write(p[1], big, 65536);
	pthread_create(&t, NULL, late_reader, &p[0]);
	is(write(p[1], "full", 4), 4, "a writer waits");
	pthread_join(t, NULL);
	sigaction(SIGALRM, &sa, NULL);
	both(p);

	pipe(p);
	ualarm(20000, 0);
	is_errno(read(p[0], back, 1), EINTR, "a signal ends reading");
	ualarm(20000, 0);
	is(write(p[1], big, 100000), 65536, "and a half done write");
	ualarm(20000, 0);
	is_errno(write(p[1], big, 1), EINTR, "and one not begun");
	sa.sa_flags = SA_RESTART;
	sigaction(SIGALRM, &sa, NULL);
	read(p[0], back, sizeof(back));
	pthread_create(&t, NULL, late_writer, &p[1]);
	ualarm(20000, 0);
	is(read(p[0], back, 100), 4, "SA_RESTART begins again");
	pthread_join(t, NULL);
	pid = fork();
	if (!pid) {
		close(p[0]);
		ms(20);
		_exit(7);
	}
	close(p[1]);
	is(read(p[0], back, 100), 0, "the last writer's exit ends it");
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 7", "it exited");
	close(p[0]);
}

/* Pieces of all sizes: what comes out is what went in. */
static void test_stream(void)
{
	unsigned int i, x = 1, bad = 0, total = 0;
	int p[2], status;
	ssize_t n;

	for (i = 0; i < sizeof(big); i++)
		big[i] = i * 7 + (i >> 8) + (i >> 16);
	pipe(p);
	if (!fork()) {
		close(p[0]);
		for (i = 0; i < sizeof(big); i += n) {
			x = x * 1103515245 + 12345;
			n = (x >> 16) % 9000 + 1;
			if (n > (ssize_t)(sizeof(big) - i))
				n = sizeof(big) - i;
			if (write(p[1], big + i, n) != n)
				_exit(1);
		}
		_exit(0);
	}
	close(p[1]);
	do {
		x = x * 1103515245 + 12345;
		n = read(p[0], back, (x >> 16) % 7000 + 1);
		if (n > 0 && memcmp(back, big + total, n))
			bad++;
		total += n > 0 ? n : 0;
	} while (n > 0);
	is(total, sizeof(big), "a megabyte in pieces");
	is(bad, 0, "unchanged");
	wait(&status);
	is_str(wait_words(status), "exit 0", "the writer is content");
	close(p[0]);
}

/* Four writers of PIPE_BUF: never mixed. */
static void test_atomic(void)
{
	static char one[PIPE_BUF];
	int p[2], i, j, n, mixed = 0, packets = 0;

	pipe(p);
	for (i = 0; i < 4; i++)
		if (!fork()) {
			memset(one, 'a' + i, sizeof(one));
			for (j = 0; j < 200; j++)
				write(p[1], one, PIPE_BUF - i * 1000);
			_exit(0);
		}
	close(p[1]);
	for (;;) {
		if (read(p[0], one, 1) != 1)
			break;
		n = PIPE_BUF - (one[0] - 'a') * 1000 - 1;
		for (i = 0; i < n;) {
			j = read(p[0], one + 1 + i, n - i);
			if (j <= 0)
				break;
			i += j;
		}
		packets++;
		for (i = 0; i <= n; i++)
			mixed += one[i] != one[0];
	}
	is(packets, 800, "800 writes of at most PIPE_BUF");
	is(mixed, 0, "are not mixed");
	while (wait(NULL) > 0)
		;
	close(p[0]);
}

static void *fifo_opener(void *arg)
{
	ms(50);
	return (void *)(long)open("fifo", (int)(long)arg);
}

static void test_fifo(void)
{
	struct sigaction sa = { .sa_handler = on_signal };
	struct stat st;
	char buf[10];
	pthread_t t;
	void *ret;
	int r, w;

	is(mkfifo("fifo", 0640), 0, "mkfifo");
	is(stat("fifo", &st), 0, "stat");
	is(st.st_mode, S_IFIFO | 0640, "a fifo");
	is_errno(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO, "nobody reads");
	r = open("fifo", O_RDONLY | O_NONBLOCK);
	ok(r >= 0, "a reader need not wait");
	is(read(r, buf, 1), 0, "no writer: end of file");
	w = open("fifo", O_WRONLY | O_NONBLOCK);
	ok(w >= 0, "now a writer can");
	is_errno(read(r, buf, 1), EAGAIN, "now it is only empty");
	is(write(w, "abc", 3), 3, "write");
	close(w);
	is(read(r, buf, 10), 3, "read");
	is(read(r, buf, 10), 0, "the end");
	close(r);
	pthread_create(&t, NULL, fifo_opener, (void *)O_WRONLY);
	r = open("fifo", O_RDONLY);
	pthread_join(t, &ret);
	w = (int)(long)ret;
	ok(r >= 0 && w >= 0, "a reader waits for a writer");
	close(r);
	close(w);
	pthread_create(&t, NULL, fifo_opener, (void *)O_RDONLY);
	w = open("fifo", O_WRONLY);
	pthread_join(t, &ret);
	r = (int)(long)ret;
	ok(r >= 0 && w >= 0, "a writer waits for a reader");
	write(w, "lost", 4);
	close(r);
	close(w);
	r = open("fifo", O_RDWR | O_NONBLOCK);
	ok(r >= 0, "both at once");
	is_errno(read(r, buf, 10), EAGAIN, "what nobody read is gone");
	close(r);
	sigaction(SIGALRM, &sa, NULL);
	ualarm(20000, 0);
	is_errno(open("fifo", O_RDONLY), EINTR, "a signal ends waiting");
	is(unlink("fifo"), 0, "unlink");
}

static void test_reopen(void)
{
	char path[64], buf[10];
	int p[2], fd;

	pipe(p);
	sprintf(path, "/proc/self/fd/%d", p[0]);
	fd = open(path, O_WRONLY);
	ok(fd >= 0, "open through /proc");
	write(fd, "again", 5);
	is(read(p[0], buf, 10), 5, "is the same pipe");
	close(fd);
	both(p);
}

static void test_splice(void)
{
	loff_t off = 100, off2;
	int p[2], q[2], f, g, i;
	struct iovec iov[2];

	for (i = 0; i < 20000; i++)
		big[i] = i % 251;
	f = open("from", O_RDWR | O_CREAT | O_TRUNC, 0600);
	write(f, big, 20000);
	g = open("to", O_RDWR | O_CREAT | O_TRUNC, 0600);
	pipe(p);
	pipe(q);
	is(splice(f, &off, p[1], NULL, 10000, 0), 10000, "file to pipe");
	is(off, 10100, "moves the offset");
	is(pending(p[0]), 10000, "is there");
	is(tee(p[0], q[1], 7000, 0), 7000, "tee");
	is(pending(p[0]), 10000, "takes nothing");
	is(read(q[0], back, sizeof(back)), 7000, "gives a copy");
	ok(!memcmp(back, big + 100, 7000), "unchanged");
	off2 = 5;
	is(splice(p[0], NULL, g, &off2, 20000, 0), 10000, "pipe to file");
	is(off2, 10005, "moves that offset");
	is(pread(g, back, 20000, 5), 10000, "read it");
	ok(!memcmp(back, big + 100, 10000), "unchanged");
	write(p[1], "abcdef", 6);
	is(splice(p[0], NULL, q[1], NULL, 4, 0), 4, "pipe to pipe");
	is(read(q[0], back, 10), 4, "a part");
	is(read(p[0], back, 10), 2, "the rest");
	ok(!memcmp(back, "ef", 2), "ef");
	is_errno(splice(f, NULL, g, NULL, 10, 0), EINVAL, "no pipe");
	is_errno(splice(p[0], &off, g, NULL, 10, 0), ESPIPE, "offset of a pipe");
	is_errno(splice(p[0], NULL, q[1], NULL, 10, 0x100), EINVAL, "a bad flag");
	is_errno(splice(p[0], NULL, p[1], NULL, 10, 0), EINVAL, "into itself");
	is_errno(tee(p[0], p[1], 10, 0), EINVAL, "tee into itself");
	is_errno(splice(p[0], NULL, q[1], NULL, 10, SPLICE_F_NONBLOCK), EAGAIN, "an empty one");
	is_errno(tee(p[0], q[1], 10, SPLICE_F_NONBLOCK), EAGAIN, "tee of an empty one");
	is(splice(p[0], NULL, q[1], NULL, 0, 0), 0, "of nothing");
	iov[0].iov_base = "hello ";
	iov[0].iov_len = 6;
	iov[1].iov_base = "world";
	iov[1].iov_len = 5;
	is(vmsplice(p[1], iov, 2, 0), 11, "vmsplice");
	is(read(p[0], back, 20), 11, "read");
	ok(!memcmp(back, "hello world", 11), "what it was");
	write(p[1], "downward", 8);
	iov[0].iov_base = back;
	iov[0].iov_len = 4;
	iov[1].iov_base = back + 10;
	iov[1].iov_len = 10;
	is(vmsplice(p[0], iov, 2, 0), 8, "vmsplice out of a pipe");
	ok(!memcmp(back, "down", 4) && !memcmp(back + 10, "ward", 4), "in pieces");
	lseek(f, 0, SEEK_END);
	is(splice(f, NULL, p[1], NULL, 10, 0), 0, "at the end of a file");
	fcntl(g, F_SETFL, O_APPEND);
	write(p[1], "x", 1);
	is_errno(splice(p[0], NULL, g, NULL, 1, 0), EINVAL, "into an appending file");
	close(p[1]);
	is(splice(p[0], NULL, q[1], NULL, 10, 0), 1, "the last byte");
	is(splice(p[0], NULL, q[1], NULL, 10, 0), 0, "no writers: the end");
	close(p[0]);
	both(q);
	close(f);
	close(g);
}

/* cat FILE | cat > COPY with splice, larger than a pipe */
static void test_splice_chain(void)
{
	int p[2], f, g, status;
	long n, total = 0;

	f = open("from", O_RDWR | O_CREAT | O_TRUNC, 0600);
	write(f, big, sizeof(big));
	lseek(f, 0, SEEK_SET);
	g = open("to", O_RDWR | O_CREAT | O_TRUNC, 0600);
	pipe(p);
	if (!fork()) {
		close(p[0]);
		while ((n = splice(f, NULL, p[1], NULL, 300000, SPLICE_F_MOVE)) > 0)
			;
		_exit(n != 0);
	}
	close(p[1]);
	while ((n = splice(p[0], NULL, g, NULL, 77777, SPLICE_F_MORE)) > 0)
		total += n;
	is(total, sizeof(big), "a megabyte by splice");
	is(pread(g, back, sizeof(back), 0), sizeof(back), "read it");
	ok(!memcmp(big, back, sizeof(big)), "the same");
	wait(&status);
	is_str(wait_words(status), "exit 0", "the other is content");
	close(f);
	close(g);
	close(p[0]);
}

static void test_sigio(void)
{
	int p[2];

	pipe(p);
	signal(SIGIO, on_signal);
	signals = 0;
	is(fcntl(p[0], F_SETOWN, getpid()), 0, "F_SETOWN");
	is(fcntl(p[0], F_GETOWN), getpid(), "F_GETOWN");
	is(fcntl(p[0], F_SETFL, O_ASYNC), 0, "O_ASYNC");
	write(p[1], "x", 1);
	is(signals, SIGIO, "SIGIO");
	is(fcntl(p[0], F_SETSIG, SIGUSR1), 0, "F_SETSIG");
	is(fcntl(p[0], F_GETSIG), SIGUSR1, "F_GETSIG");
	signal(SIGUSR1, on_signal);
	read(p[0], back, 1);
	signals = 0;
	write(p[1], "x", 1);
	is(signals, SIGUSR1, "another signal");
	is(fcntl(p[0], F_SETFL, 0), 0, "off");
	signals = 0;
	write(p[1], "x", 1);
	is(signals, 0, "none");
	both(p);
}

static void test_many(void)
{
	struct rlimit rl = { 64, 64 };
	int p[2], n;

	if (!fork()) {
		setrlimit(RLIMIT_NOFILE, &rl);
		for (n = 0; !pipe(p); n++)
			;
		_exit(errno == EMFILE && n >= 28 && n <= 32 ? 5 : 1);
	}
	wait(&n);
	is_str(wait_words(n), "exit 5", "EMFILE");
}

int main(void)
{
	if (!mkdtemp(dir) || chdir(dir))
		bail("no place in /tmp");
	umask(022);
	test_basic();
	test_no_reader();
	test_size();
	test_packets();
	test_blocking();
	test_stream();
	test_atomic();
	test_fifo();
	test_reopen();
	test_splice();
	test_splice_chain();
	test_sigio();
	test_many();
	return done();
}
