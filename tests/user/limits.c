// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/limits.c - those who want everything: processes, descriptors, memory */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

#define NPROC	20
#define MANY	100

static int wait_for(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid)
		bail("waitpid");
	return status;
}

static void set_limit(int what, rlim_t n)
{
	struct rlimit r = { n, n };

	if (setrlimit(what, &r))
		bail("setrlimit");
}

/* --- processes ---------------------------------------------------------- */

/* Every process forks until it may not; all end when @fd does. */
static void bomb(int fd)
{
	char c;

	while (fork() >= 0)
		;
	if (errno != EAGAIN)
		_exit(1);
	while (read(fd, &c, 1) > 0)
		;
	_exit(0);
}

static void fork_bomb(void)
{
	int p[2], n = 0, status;
	pid_t pid;

	if (pipe(p))
		bail("pipe");
	pid = fork();
	if (pid == 0) {
		close(p[1]);
		set_limit(RLIMIT_NPROC, NPROC);
		if (setgid(4242) || setuid(4242))
			_exit(2);
		while ((pid = fork()) > 0)
			n++;
		if (pid == 0)
			bomb(p[0]);
		_exit(errno == EAGAIN && n < NPROC ? 0 : 3);
	}
	status = wait_for(pid);
	ok(status == 0, "a fork bomb ends in EAGAIN (%s)", wait_words(status));
	pid = fork();
	if (pid == 0)
		_exit(9);
	ok(wait_for(pid) == 9 << 8, "others still may fork");
	close(p[0]);
	close(p[1]);
}

/* The user's count goes down again: the limit can be reached twice. */
static void count_comes_back(void)
{
	int status, i;
	pid_t pid = fork();

	if (pid == 0) {
		set_limit(RLIMIT_NPROC, 3);
		if (setgid(4243) || setuid(4243))
			_exit(2);
		for (i = 0; i < 3 * MANY; i++) {
			pid = fork();
			if (pid < 0)
				_exit(3);
			if (pid == 0)
				_exit(0);
			if (waitpid(pid, &status, 0) != pid)
				_exit(4);
		}
		_exit(0);
	}
	status = wait_for(pid);
	ok(status == 0, "who is reaped counts no more (%s)", wait_words(status));
}

/* --- descriptors -------------------------------------------------------- */

static void descriptors(void)
{
	int fds[3 * MANY], n, status;
	pid_t pid = fork();

	if (pid == 0) {
		for (n = 0; n < 3 * MANY; n++)
			if ((fds[n] = open("/dev/null", O_RDWR)) < 0)
				_exit(1);
		for (n = 0; n < 3 * MANY; n++)
			if (write(fds[n], "x", 1) != 1 || close(fds[n]))
				_exit(2);
		set_limit(RLIMIT_NOFILE, MANY);
		while ((n = open("/dev/null", O_RDWR)) >= 0)
			if (n >= MANY)
				_exit(3);
		_exit(errno == EMFILE ? 0 : 4);
	}
	status = wait_for(pid);
	ok(status == 0, "300 descriptors, then EMFILE (%s)", wait_words(status));
}

/* --- memory ------------------------------------------------------------- */

static void eat_memory(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY);
	size_t chunk = 1 << 20;
	char *p;

	/* We, and not whoever else is big. */
	if (fd >= 0 && write(fd, "1000", 4) == 4)
		close(fd);
	for (;;) {
		p = mmap(NULL, chunk, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (p == MAP_FAILED)
			_exit(errno == ENOMEM ? 12 : 1);
		for (size_t i = 0; i < chunk; i += 4096)
			p[i] = 1;
	}
}

/* Is @text in the kernel's log? */
static int log_has(const char *text)
{
	int size = klogctl(10, NULL, 0), n;
	char *log = malloc(size + 1);

	n = klogctl(3, log, size);
	log[n > 0 ? n : 0] = '\0';
	n = strstr(log, text) != NULL;
	free(log);
	return n;
}

static void out_of_memory(void)
{
	char killed[64];
	int status;
	pid_t pid;
	char *p;

	pid = fork();
	if (pid == 0)
		eat_memory();
	status = wait_for(pid);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
	   "who eats all memory is killed (%s)", wait_words(status));
	ok(log_has("invoked oom-killer: "), "the log says who asked");
	ok(log_has("Out of memory: Kill"), "and why somebody dies");
	snprintf(killed, sizeof(killed), "illed process %d (limits)", pid);
	ok(log_has(killed), "and who");

	p = mmap(NULL, 32 << 20, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	ok(p != MAP_FAILED, "there is memory again");
	memset(p, 1, 32 << 20);
	munmap(p, 32 << 20);
}

/* Several at once, racing into the same shortage. */
static void several_hogs(void)
{
	pid_t pids[4];
	int killed = 0;

	for (int i = 0; i < 4; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			eat_memory();
	}
	for (int i = 0; i < 4; i++)
		killed += wait_for(pids[i]) == SIGKILL;
	is(killed, 4, "each of four hogs is killed");
}

int main(void)
{
	if (getuid())
		bail("needs root");
	fork_bomb();
	count_comes_back();
	descriptors();
	out_of_memory();
	several_hogs();
	return done();
}
