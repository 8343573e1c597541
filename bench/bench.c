// SPDX-License-Identifier: GPL-2.0-only
/*
 * bench/bench.c - what an operation costs, in guest instructions
 *
 *   bench [NAME...]     prints "NAME COST" for each row, COST per operation
 *
 * Under `qemu -icount shift=0` a nanosecond of the guest's clock is one
 * instruction, so CLOCK_MONOTONIC counts instructions, those of user space
 * (a few a call) included. The same binary runs on Yomix and on stock Linux:
 * bench/run.py prints both and the ratio. Under another clock the figures are
 * nanoseconds and mean little.
 *
 * A row is measured three times; the least is printed, for it has the fewest
 * strangers in it (ticks, other tasks).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#pragma GCC diagnostic ignored "-Wclobbered"	/* vfork: n is not changed between */

static char buf[1 << 20];
static int fds[2], fds2[2], fd_null, fd_zero, fd_tmp;
static pid_t partner;

static uint64_t now(void)
{
	struct timespec ts;

	/* The system call itself: a vDSO may be missing on one side. */
	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ull + ts.tv_nsec;
}

static void die(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* Each row: n times the operation. */
#define ROW(name) static void bench_##name(long n)
#define TIMES	for (; n > 0; n--)

ROW(loop) { TIMES __asm__ __volatile__(""); }
ROW(getpid) { TIMES syscall(SYS_getpid); }
ROW(getppid) { TIMES syscall(SYS_getppid); }
ROW(getuid) { TIMES syscall(SYS_getuid); }
ROW(enosys) { TIMES syscall(999); }
ROW(sched_yield) { TIMES sched_yield(); }
ROW(uname) { struct utsname u; TIMES uname(&u); }
ROW(getcwd) { TIMES syscall(SYS_getcwd, buf, 4096); }
ROW(clock_gettime_sys) { struct timespec t; TIMES syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t); }
ROW(read_zero_1) { TIMES if (read(fd_zero, buf, 1) != 1) die("read"); }
ROW(read_zero_4k) { TIMES if (read(fd_zero, buf, 4096) != 4096) die("read"); }
ROW(write_null_1) { TIMES if (write(fd_null, buf, 1) != 1) die("write"); }
ROW(dup_close) { TIMES close(dup(0)); }
ROW(fcntl_getfl) { TIMES fcntl(0, F_GETFL); }
ROW(fstat) { struct stat st; TIMES fstat(fd_tmp, &st); }
ROW(lseek) { TIMES lseek(fd_tmp, 0, SEEK_SET); }
ROW(pread_tmp_1) { TIMES if (pread(fd_tmp, buf, 1, 0) != 1) die("pread"); }
ROW(pread_tmp_4k) { TIMES if (pread(fd_tmp, buf, 4096, 0) != 4096) die("pread"); }
ROW(pwrite_tmp_4k) { TIMES if (pwrite(fd_tmp, buf, 4096, 0) != 4096) die("pwrite"); }
ROW(pread_tmp_1m) { TIMES if (pread(fd_tmp, buf, 1 << 20, 0) != 1 << 20) die("pread"); }
ROW(open_close_d1) { TIMES close(open("/tmp/f", O_RDONLY)); }
ROW(open_close_d4) { TIMES close(open("/tmp/a/b/c/f", O_RDONLY)); }
ROW(open_close_d8) { TIMES close(open("/tmp/a/b/c/d/e/g/h/f", O_RDONLY)); }
ROW(stat_d1) { struct stat st; TIMES stat("/tmp/f", &st); }
ROW(stat_d4) { struct stat st; TIMES stat("/tmp/a/b/c/f", &st); }
ROW(stat_enoent) { struct stat st; TIMES stat("/tmp/nothing", &st); }
ROW(create_unlink)
{
	TIMES {
		close(open("/tmp/new", O_CREAT | O_WRONLY, 0644));
		unlink("/tmp/new");
	}
}
ROW(mkdir_rmdir) { TIMES { mkdir("/tmp/dir", 0755); rmdir("/tmp/dir"); } }
ROW(rename_pair) { TIMES { rename("/tmp/r1", "/tmp/r2"); rename("/tmp/r2", "/tmp/r1"); } }

ROW(pipe_self_1b)
{
	TIMES if (write(fds[1], buf, 1) != 1 || read(fds[0], buf, 1) != 1)
		die("pipe");
}
ROW(poll_1) { struct pollfd p = { fds[0], POLLIN, 0 }; TIMES poll(&p, 1, 0); }

static void partner_start(void)
{
	char c;

	partner = fork();
	if (partner == 0) {
		while (read(fds[0], &c, 1) == 1)
			write(fds2[1], &c, 1);
		_exit(0);
	}
}

static void partner_stop(void)
{
	kill(partner, SIGKILL);
	waitpid(partner, NULL, 0);
}

ROW(pipe_pingpong)
{
	partner_start();
	TIMES if (write(fds[1], buf, 1) != 1 || read(fds2[0], buf, 1) != 1)
		die("ping");
	partner_stop();
}

static void on_signal(int sig) { (void)sig; }
ROW(sigaction) { struct sigaction sa = { .sa_handler = on_signal }; TIMES sigaction(SIGUSR1, &sa, NULL); }
ROW(sigprocmask) { sigset_t s; sigemptyset(&s); TIMES sigprocmask(SIG_BLOCK, &s, NULL); }
ROW(sig_self)
{
	pid_t me = getpid();

	signal(SIGUSR1, on_signal);
	TIMES kill(me, SIGUSR1);
}

static void *map(size_t len)
{
	void *p = mmap(NULL, len, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		die("mmap");
	return p;
}

ROW(mmap_munmap_4k) { TIMES munmap(map(4096), 4096); }
ROW(mmap_munmap_1m) { TIMES munmap(map(1 << 20), 1 << 20); }
ROW(mmap_touch_munmap_4k)
{
	TIMES {
		char *p = map(4096);

		*p = 1;
		munmap(p, 4096);
	}
}
ROW(pf_anon)
{
	char *p = map(n * 4096);

	for (long i = 0; i < n; i++)
		p[i * 4096] = 1;
	munmap(p, n * 4096);
}
ROW(pf_anon_read)
{
	volatile char *p = map(n * 4096);

	for (long i = 0; i < n; i++)
		(void)p[i * 4096];
	munmap((void *)p, n * 4096);
}
ROW(mprotect_pair)
{
	char *p = map(8192);

	p[0] = p[4096] = 1;
	TIMES {
		mprotect(p, 4096, PROT_READ);
		mprotect(p, 4096, PROT_READ | PROT_WRITE);
	}
	munmap(p, 8192);
}
ROW(brk_grow_touch)
{
	TIMES {
		char *p = (char *)syscall(SYS_brk, 0);

		syscall(SYS_brk, p + 4096);
		*p = 1;
		syscall(SYS_brk, p);
	}
}

static void reap(pid_t pid)
{
	if (pid < 0 || waitpid(pid, NULL, 0) != pid)
		die("child");
}

ROW(fork_exit_wait)
{
	TIMES {
		pid_t pid = fork();

		if (pid == 0)
			_exit(0);
		reap(pid);
	}
}
ROW(fork_exec_wait)
{
	TIMES {
		pid_t pid = fork();

		if (pid == 0) {
			execl("/bin/true-static", "true", NULL);
			_exit(1);
		}
		reap(pid);
	}
}
ROW(vfork_exec_wait)
{
	TIMES {
		pid_t pid = vfork();

		if (pid == 0) {
			execl("/bin/true-static", "true", NULL);
			_exit(1);
		}
		reap(pid);
	}
}
ROW(spawn_sh_c)
{
	TIMES {
		pid_t pid = vfork();

		if (pid == 0) {
			execl("/bin/sh", "sh", "-c", ":", NULL);
			_exit(1);
		}
		reap(pid);
	}
}

static void *thread(void *arg) { return arg; }
ROW(thread_create_join)
{
	TIMES {
		pthread_t t;

		if (pthread_create(&t, NULL, thread, NULL))
			die("pthread_create");
		pthread_join(t, NULL);
	}
}
ROW(futex_wake_none) { static int word; TIMES syscall(SYS_futex, &word, 1, 1, 0, 0, 0); }

static void slurp(const char *path)
{
	int fd = open(path, O_RDONLY);

	if (fd < 0)
		die(path);
	while (read(fd, buf, sizeof(buf)) > 0)
		;
	close(fd);
}

ROW(proc_self_stat) { TIMES slurp("/proc/self/stat"); }
ROW(proc_self_maps) { TIMES slurp("/proc/self/maps"); }
ROW(proc_meminfo) { TIMES slurp("/proc/meminfo"); }

#define R(name, n)	{ #name, bench_##name, n }
static const struct {
	const char *name;
	void (*run)(long n);
	long n;
} rows[] = {
	R(loop, 1000), R(getpid, 1000), R(getppid, 1000), R(getuid, 1000),
	R(enosys, 1000), R(clock_gettime_sys, 1000), R(sched_yield, 1000),
	R(uname, 1000), R(getcwd, 1000), R(read_zero_1, 1000),
	R(read_zero_4k, 300), R(write_null_1, 1000), R(dup_close, 1000),
	R(fcntl_getfl, 1000), R(fstat, 1000), R(lseek, 1000),
	R(pread_tmp_1, 1000), R(pread_tmp_4k, 300), R(pwrite_tmp_4k, 300),
	R(pread_tmp_1m, 5), R(open_close_d1, 300), R(open_close_d4, 300),
	R(open_close_d8, 300), R(stat_d1, 300), R(stat_d4, 300),
	R(stat_enoent, 300), R(create_unlink, 200), R(mkdir_rmdir, 200),
	R(rename_pair, 200), R(pipe_self_1b, 500), R(pipe_pingpong, 300),
	R(poll_1, 500), R(sigaction, 1000), R(sigprocmask, 1000),
	R(sig_self, 300), R(mmap_munmap_4k, 200), R(mmap_munmap_1m, 200),
	R(mmap_touch_munmap_4k, 200), R(pf_anon, 500), R(pf_anon_read, 500),
	R(mprotect_pair, 200), R(brk_grow_touch, 200), R(fork_exit_wait, 50),
	R(fork_exec_wait, 30), R(vfork_exec_wait, 30), R(spawn_sh_c, 10),
	R(thread_create_join, 50), R(futex_wake_none, 500),
	R(proc_self_stat, 50), R(proc_self_maps, 50), R(proc_meminfo, 50),
};

static void prepare(void)
{
	static const char *const dirs[] = {
		"/tmp/a", "/tmp/a/b", "/tmp/a/b/c", "/tmp/a/b/c/d",
		"/tmp/a/b/c/d/e", "/tmp/a/b/c/d/e/g", "/tmp/a/b/c/d/e/g/h",
	};
	static const char *const files[] = {
		"/tmp/f", "/tmp/a/b/c/f", "/tmp/a/b/c/d/e/g/h/f", "/tmp/r1",
	};

	for (size_t i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		mkdir(dirs[i], 0755);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		close(open(files[i], O_CREAT | O_WRONLY, 0644));
	fd_null = open("/dev/null", O_WRONLY);
	fd_zero = open("/dev/zero", O_RDONLY);
	fd_tmp = open("/tmp/data", O_CREAT | O_RDWR, 0644);
	if (fd_null < 0 || fd_zero < 0 || fd_tmp < 0 || pipe(fds) || pipe(fds2))
		die("prepare");
	if (write(fd_tmp, buf, sizeof(buf)) != sizeof(buf))
		die("/tmp/data");
}

static int wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (!strcmp(argv[i], name))
			return 1;
	return argc < 2;
}

int main(int argc, char **argv)
{
	prepare();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint64_t best = UINT64_MAX;

		if (!wanted(rows[i].name, argc, argv))
			continue;
		rows[i].run(rows[i].n / 10 + 1);	/* warm up */
		for (int round = 0; round < 3; round++) {
			uint64_t start = now(), cost;

			rows[i].run(rows[i].n);
			cost = now() - start;
			if (cost < best)
				best = cost;
		}
		printf("%s %llu\n", rows[i].name,
		       (unsigned long long)(best / rows[i].n));
		fflush(stdout);
	}
	return 0;
}
