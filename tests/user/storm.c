// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/storm.c - everything at once: a load that finds races and leaks
 *
 *   storm [seconds [workers [seed]]]	default: 4 seconds, 8 workers, seed 1
 *
 * Each worker draws operations at random until the time is over: processes are
 * made, stopped, killed and reaped, data goes through pipes, files and shared
 * memory and must come out as it went in, threads race exec and exit. A worker
 * that finds something wrong says what and exits with 1; the seed it names
 * repeats its sequence of operations (not the others' timing).
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

#define PG		4096UL
#define RW		(PROT_READ | PROT_WRITE)
#define MAX_WORKERS	64
#define BUF		65536

/* Workers share this page with the parent. */
struct shared {
	volatile long ops[32];		/* done so far, by operation */
	volatile pid_t pids[MAX_WORKERS];	/* whoever may be looked at */
};

static struct shared *shared;
static int worker_nr, nr_workers = 8;
static uint64_t rng;
static const char *self;
static const char *op_name = "start";
static unsigned char buf[BUF], buf2[BUF];

static unsigned int draw(unsigned int n)
{
	rng = rng * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned int)(rng >> 33) % n;
}

#define die(...)							\
do {									\
	fprintf(stderr, "# storm: worker %d, %s, line %d: ", worker_nr,	\
		op_name, __LINE__);					\
	fprintf(stderr, __VA_ARGS__);					\
	fprintf(stderr, " (%s)\n", strerror(errno));			\
	_exit(1);							\
} while (0)

#define must(cond)	do { if (!(cond)) die("%s", #cond); } while (0)

static unsigned char pattern(unsigned int key, size_t i)
{
	return (key + i * 31 + (i >> 8) * 7) & 0xff;
}

static void fill(unsigned char *p, size_t n, unsigned int key)
{
	for (size_t i = 0; i < n; i++)
		p[i] = pattern(key, i);
}

static int holds(const unsigned char *p, size_t n, unsigned int key)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != pattern(key, i))
			return 0;
	return 1;
}

static pid_t must_fork(void)
{
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	return pid;
}

/* Reap @pid, which must end with this wait status. */
static void reap(pid_t pid, int want)
{
	int status;
	pid_t got;

	do {
		got = waitpid(pid, &status, 0);
	} while (got < 0 && errno == EINTR);
	if (got != pid)
		die("waitpid(%d) gave %d", pid, got);
	if (status != want)
		die("child %d: %s, wanted status %#x", pid,
		    wait_words(status), want);
}

#define EXITED(code)	((code) << 8)

/* --- processes ---------------------------------------------------------- */

static void op_fork(void)
{
	pid_t pids[8];
	int n = 1 + draw(8);

	for (int i = 0; i < n; i++) {
		pids[i] = must_fork();
		if (pids[i] == 0)
			_exit(i + 10);
	}
	shared->pids[worker_nr] = pids[0];
	for (int i = n - 1; i >= 0; i--)
		reap(pids[i], EXITED(i + 10));
}

/* The program started with "--sum" exits with the sum of its words' bytes. */
static int sum_words(char **words)
{
	int sum = 0;

	for (; *words; words++)
		for (char *p = *words; *p; p++)
			sum += *p;
	return sum & 0x7f;
}

static void op_exec(void)
{
	static char word[3000];
	char *argv[] = { "storm", "--sum", word, "tail", NULL };
	char *env[] = { "A=b", NULL };
	int len = draw(sizeof(word) - 1);
	int use_vfork = draw(2);
	pid_t pid;

	memset(word, 'a' + draw(26), len);
	word[len] = 0;
	pid = use_vfork ? vfork() : fork();
	if (pid == 0) {
		execve(self, argv, env);
		_exit(126);
	}
	must(pid > 0);
	shared->pids[worker_nr] = pid;
	reap(pid, EXITED(sum_words(argv + 2)));
}

/* Grandchildren that outlive their parent go to the subreaper, our parent. */
static void op_orphan(void)
{
	pid_t pid = must_fork();

	if (pid == 0) {
		if (must_fork() == 0) {
			usleep(draw(3000));
			_exit(0);
		}
		_exit(3);
	}
	reap(pid, EXITED(3));
}

static void op_stop_kill(void)
{
	pid_t pid = must_fork();
	int status;

	if (pid == 0)
		for (;;)
			pause();
	must(kill(pid, SIGSTOP) == 0);
	must(waitpid(pid, &status, WUNTRACED) == pid);
	must(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
	if (draw(2)) {
		must(kill(pid, SIGCONT) == 0);
		must(waitpid(pid, &status, WCONTINUED) == pid);
		must(WIFCONTINUED(status));
	}
	must(kill(pid, SIGKILL) == 0);
	reap(pid, SIGKILL);
}

/* --- signals ------------------------------------------------------------ */

static int count_queued(int n)
{
	siginfo_t si;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	for (int i = 0; i < n; i++) {
		if (sigwaitinfo(&set, &si) != SIGRTMIN)
			return 1;
		if (si.si_value.sival_int != i || si.si_pid != getppid())
			return 2;
	}
	return 0;
}

static void op_sigqueue(void)
{
	int n = 1 + draw(40);
	sigset_t set, old;
	pid_t pid;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, &old);
	pid = must_fork();
	if (pid == 0)
		_exit(count_queued(n));
	sigprocmask(SIG_SETMASK, &old, NULL);
	for (int i = 0; i < n; i++) {
		union sigval v = { .sival_int = i };

		while (sigqueue(pid, SIGRTMIN, v) && errno == EAGAIN)
			usleep(100);
	}
	reap(pid, EXITED(0));
}

static volatile sig_atomic_t usr1_seen, alarms_seen;

static void on_usr1(int sig)
{
	(void)sig;
	usr1_seen++;
}

static void on_alarm(int sig)
{
	(void)sig;
	alarms_seen++;
}

/* Interval timer ticks break into reads of a pipe that stays empty. */
static void op_itimer(void)
{
	struct itimerval it = { { 0, 500 }, { 0, 500 } }, off = { 0 };
	int p[2], want = 1 + draw(5);
	char c;

	must(pipe(p) == 0);
	alarms_seen = 0;
	must(setitimer(ITIMER_REAL, &it, NULL) == 0);
	while (alarms_seen < want)
		must(read(p[0], &c, 1) == -1 && errno == EINTR);
	must(setitimer(ITIMER_REAL, &off, NULL) == 0);
	close(p[0]);
	close(p[1]);
}

/* Parent and child answer each other's SIGUSR1 a few times. */
static void op_ping_pong(void)
{
	sigset_t set, old, waiting;
	pid_t pid, parent = getpid();
	int n = 1 + draw(20);

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, &old);
	waiting = old;
	sigdelset(&waiting, SIGUSR1);
	usr1_seen = 0;
	pid = must_fork();
	for (int i = 0; i < n; i++) {
		if (pid)
			must(kill(pid, SIGUSR1) == 0);
		while (usr1_seen <= i)
			sigsuspend(&waiting);
		if (!pid)
			must(kill(parent, SIGUSR1) == 0);
	}
	if (!pid)
		_exit(5);
	reap(pid, EXITED(5));
	sigprocmask(SIG_SETMASK, &old, NULL);
}

/* --- pipes -------------------------------------------------------------- */

static void pipe_writer(int fd, size_t len, unsigned int key)
{
	size_t done = 0, n;

	fill(buf, len, key);
	while (done < len) {
		n = 1 + draw(9000);
		if (n > len - done)
			n = len - done;
		if (write(fd, buf + done, n) != (ssize_t)n)
			_exit(1);
		done += n;
	}
	_exit(0);
}

static void op_pipe(void)
{
	size_t len = 1 + draw(BUF), got = 0;
	unsigned int key = draw(256);
	struct pollfd pfd;
	int p[2];
	ssize_t n;
	pid_t pid;

	must(pipe2(p, O_CLOEXEC) == 0);
	pid = must_fork();
	if (pid == 0) {
		close(p[0]);
		pipe_writer(p[1], len, key);
	}
	close(p[1]);
	pfd = (struct pollfd){ .fd = p[0], .events = POLLIN };
	do {
		must(poll(&pfd, 1, -1) == 1);
		n = read(p[0], buf2 + got, 1 + draw(BUF - got + 1));
		must(n >= 0);
		got += n;
	} while (n && got < BUF);
	must(got == len && holds(buf2, len, key));
	close(p[0]);
	reap(pid, EXITED(0));
}

/* The reader leaves early: EPIPE, or death by SIGPIPE. */
static void op_broken_pipe(void)
{
	int p[2];
	pid_t pid;

	must(pipe(p) == 0);
	pid = must_fork();
	if (pid == 0) {
		signal(SIGPIPE, SIG_DFL);
		close(p[0]);
		for (;;)
			if (write(p[1], buf, sizeof(buf)) < 0)
				_exit(1);
	}
	close(p[1]);
	must(read(p[0], buf2, 1 + draw(BUF)) > 0);
	close(p[0]);
	reap(pid, SIGPIPE);
}

/* --- memory ------------------------------------------------------------- */

static void op_cow(void)
{
	size_t len = (1 + draw(40)) * PG;
	unsigned int key = draw(256);
	unsigned char *p;
	pid_t pid;

	p = mmap(NULL, len, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(p != MAP_FAILED);
	fill(p, len, key);
	pid = must_fork();
	if (pid == 0) {
		int good = holds(p, len, key);

		fill(p, len, key + 1);
		_exit(good && holds(p, len, key + 1) ? 0 : 1);
	}
	fill(p, len / 2, key);
	must(holds(p, len, key));
	reap(pid, EXITED(0));
	must(holds(p, len, key));
	must(munmap(p, len) == 0);
}

/* Holes, protections, moves: what is left keeps its bytes. */
static void op_mmap(void)
{
	size_t pages = 4 + draw(60), len = pages * PG, hole;
	unsigned int key = draw(256);
	unsigned char *p, *q;

	p = mmap(NULL, len, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(p != MAP_FAILED);
	fill(p, len, key);
	hole = (1 + draw(pages - 2)) * PG;
	must(mprotect(p + hole, PG, PROT_READ) == 0);
	must(holds(p, len, key));
	must(mprotect(p + hole, PG, RW) == 0);
	q = mremap(p, len, 2 * len, MREMAP_MAYMOVE);
	must(q != MAP_FAILED);
	must(holds(q, len, key) && q[2 * len - 1] == 0);
	must(munmap(q + hole, PG) == 0);
	must(holds(q, hole, key));
	must(madvise(q, hole, MADV_DONTNEED) == 0);
	must(q[0] == 0 && q[hole - 1] == 0);
	must(munmap(q, 2 * len) == 0);
}

/* Children add into shared memory: nothing is lost. */
static void op_shared(void)
{
	volatile long *p;
	pid_t pids[4];

	p = mmap(NULL, PG, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(p != MAP_FAILED);
	for (int i = 0; i < 4; i++) {
		pids[i] = must_fork();
		if (pids[i])
			continue;
		for (int k = 0; k < 1000; k++)
			__atomic_fetch_add(p, 1, __ATOMIC_RELAXED);
		_exit(0);
	}
	for (int i = 0; i < 4; i++)
		reap(pids[i], EXITED(0));
	must(*p == 4000);
	must(munmap((void *)p, PG) == 0);
}

/* A write to what may only be read kills, and only the one who wrote. */
static void op_segv(void)
{
	pid_t pid;
	char *p = mmap(NULL, PG, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	must(p != MAP_FAILED);
	pid = must_fork();
	if (pid == 0) {
		*(volatile char *)p = 1;
		_exit(0);
	}
	reap(pid, SIGSEGV);
	must(munmap(p, PG) == 0);
}

/* --- threads ------------------------------------------------------------ */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turn = PTHREAD_COND_INITIALIZER;
static long counter;
static int whose;

static void *add_and_turn(void *arg)
{
	int me = (int)(long)arg;

	for (int i = 0; i < 20; i++) {
		pthread_mutex_lock(&lock);
		while (whose != me)
			pthread_cond_wait(&turn, &lock);
		counter++;
		whose = (me + 1) % 4;
		pthread_cond_broadcast(&turn);
		pthread_mutex_unlock(&lock);
	}
	return arg;
}

static void op_threads(void)
{
	pthread_t t[4];
	void *ret;

	counter = 0;
	whose = 0;
	for (long i = 0; i < 4; i++)
		must(pthread_create(&t[i], NULL, add_and_turn, (void *)i) == 0);
	for (long i = 0; i < 4; i++) {
		must(pthread_join(t[i], &ret) == 0);
		must(ret == (void *)i);
	}
	must(counter == 80);
}

static void *busy(void *arg)
{
	int how = (int)(long)arg;

	for (;;) {
		char *p = mmap(NULL, 2 * PG, RW,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		if (p != MAP_FAILED) {
			p[0] = 1;
			munmap(p, 2 * PG);
		}
		if (how == 1)
			usleep(10);
		if (how == 2)
			syscall(-1);
	}
	return NULL;
}

/* Threads at work when their process execs, exits, or is killed. */
static void op_thread_end(void)
{
	char *argv[] = { "storm", "--sum", "x", NULL };
	int how = draw(4);
	pthread_t t;
	pid_t pid = must_fork();

	if (pid == 0) {
		for (long i = 0; i < 3; i++)
			if (pthread_create(&t, NULL, busy, (void *)i))
				_exit(77);
		usleep(draw(3000));
		if (how == 0)
			_exit(42);
		if (how == 1)
			execv(self, argv);
		if (how == 2)
			abort();
		pause();
	}
	if (how == 3) {
		usleep(draw(3000));
		kill(pid, SIGKILL);
	}
	if (how == 2) {
		int status;

		must(waitpid(pid, &status, 0) == pid);
		must(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
		return;
	}
	reap(pid, how == 0 ? EXITED(42) : how == 1 ? EXITED('x') : SIGKILL);
}

/* --- files -------------------------------------------------------------- */

static void op_file(void)
{
	char name[64], other[64];
	size_t len = 1 + draw(BUF), off = draw(3 * PG);
	unsigned int key = draw(256);
	unsigned char *p;
	int fd;

	snprintf(name, sizeof(name), "f%d", worker_nr);
	snprintf(other, sizeof(other), "g%d", worker_nr);
	fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	must(fd >= 0);
	fill(buf, len, key);
	must(pwrite(fd, buf, len, off) == (ssize_t)len);
	must(lseek(fd, 0, SEEK_END) == (off_t)(off + len));
	must(pread(fd, buf2, len, off) == (ssize_t)len);
	must(holds(buf2, len, key));
	p = mmap(NULL, off + len, RW, MAP_SHARED, fd, 0);
	must(p != MAP_FAILED);
	must(holds(p + off, len, key));
	p[off] ^= 0xff;
	must(pread(fd, buf2, 1, off) == 1 && buf2[0] == (buf[0] ^ 0xff));
	must(munmap(p, off + len) == 0);
	must(rename(name, other) == 0);
	must(ftruncate(fd, len / 2) == 0);
	must(access(name, F_OK) == -1 && errno == ENOENT);
	must(unlink(other) == 0);
	must(lseek(fd, 0, SEEK_END) == (off_t)(len / 2));
	close(fd);
}

/* All workers make, list and remove the same few names. */
static void op_shared_names(void)
{
	char name[32], sub[48];
	struct dirent *de;
	DIR *dir;
	int fd;

	snprintf(name, sizeof(name), "d%u", draw(4));
	snprintf(sub, sizeof(sub), "%s/x%u", name, draw(4));
	if (mkdir(name, 0700) && errno != EEXIST)
		die("mkdir");
	fd = open(sub, O_CREAT | O_WRONLY, 0600);
	if (fd < 0 && errno != ENOENT)
		die("open");
	if (fd >= 0)
		close(fd);
	dir = opendir(".");
	must(dir);
	while ((de = readdir(dir)))
		must(de->d_name[0]);
	closedir(dir);
	if (rename(sub, "shared") && errno != ENOENT)
		die("rename");
	if (unlink("shared") && errno != ENOENT)
		die("unlink");
	if (rmdir(name) && errno != ENOENT && errno != ENOTEMPTY)
		die("rmdir");
}

static void op_descriptors(void)
{
	int n = 1 + draw(100), fds[100];

	for (int i = 0; i < n; i++) {
		fds[i] = open(draw(2) ? "/dev/zero" : ".", O_RDONLY);
		must(fds[i] >= 0);
	}
	must(dup2(fds[0], 200 + draw(300)) >= 0);
	if (draw(2)) {
		pid_t pid = must_fork();

		if (pid == 0)
			_exit(0);
		reap(pid, EXITED(0));
	}
	for (int i = 0; i < n; i++)
		must(close(fds[i]) == 0);
	for (int i = 200; i < 500; i++)
		close(i);
}

/* Look at the others in /proc, who may be gone at any moment. */
static void op_proc(void)
{
	static const char *const files[] = {
		"stat", "status", "maps", "cmdline", "statm", "comm",
	};
	pid_t pid = shared->pids[draw(nr_workers)];
	char name[64];
	ssize_t n;
	int fd;

	snprintf(name, sizeof(name), "/proc/%d/%s", pid,
		 files[draw(sizeof(files) / sizeof(files[0]))]);
	fd = open(name, O_RDONLY);
	if (fd < 0) {
		if (errno != ENOENT && errno != ESRCH)
			die("open %s", name);
		return;
	}
	while ((n = read(fd, buf2, 1 + draw(2000))) > 0)
		;
	if (n < 0 && errno != ESRCH)
		die("read %s", name);
	close(fd);
}

/* --- the storm ---------------------------------------------------------- */

static const struct op {
	const char *name;
	void (*run)(void);
} ops[] = {
	{ "fork", op_fork },		{ "exec", op_exec },
	{ "orphan", op_orphan },	{ "stop and kill", op_stop_kill },
	{ "sigqueue", op_sigqueue },	{ "itimer", op_itimer },
	{ "ping-pong", op_ping_pong },	{ "pipe", op_pipe },
	{ "broken pipe", op_broken_pipe }, { "copy on write", op_cow },
	{ "mmap", op_mmap },		{ "shared memory", op_shared },
	{ "segv", op_segv },		{ "threads", op_threads },
	{ "thread end", op_thread_end }, { "file", op_file },
	{ "shared names", op_shared_names }, { "descriptors", op_descriptors },
	{ "proc", op_proc },
};

#define NR_OPS	(sizeof(ops) / sizeof(ops[0]))

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static void worker(int nr, double end, uint64_t seed)
{
	unsigned int i;

	worker_nr = nr;
	rng = seed * 1000003 + nr;
	shared->pids[nr] = getpid();
	while (now() < end) {
		i = draw(NR_OPS);
		op_name = ops[i].name;
		ops[i].run();
		__atomic_fetch_add(&shared->ops[i], 1, __ATOMIC_RELAXED);
	}
	op_name = "end";
	/* No operation leaves a child or a descriptor behind. */
	must(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
	must(open("/dev/null", O_RDONLY) == 3);
	_exit(0);
}

/* Reap until nobody is left. Return: how many workers failed. */
static int reap_all(const pid_t *workers)
{
	int status, failed = 0, known;
	pid_t pid;

	while ((pid = wait(&status)) > 0 || errno == EINTR) {
		known = 0;
		for (int i = 0; i < nr_workers; i++)
			known |= workers[i] == pid;
		if (status && known)
			printf("# worker %d: %s\n", pid, wait_words(status));
		failed += status && known;
	}
	return failed;
}

static void catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_usr1 };

	sigaction(SIGUSR1, &sa, NULL);
	sa.sa_handler = on_alarm;
	sigaction(SIGALRM, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

/* A folder that is ours alone, so that the workers' names are. */
static void make_place(char *place, size_t size)
{
	snprintf(place, size, "/tmp/storm.%d", getpid());
	if (mkdir(place, 0700) || chdir(place))
		bail("mkdir %s", place);
}

int main(int argc, char **argv)
{
	double seconds = argc > 1 ? atof(argv[1]) : 4, end;
	uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 0) : 1;
	pid_t workers[MAX_WORKERS];
	char place[64], exe[256];

	if (argc > 2 && !strcmp(argv[1], "--sum"))
		return sum_words(argv + 2);
	if (argc > 2)
		nr_workers = atoi(argv[2]);
	if (nr_workers < 1 || nr_workers > MAX_WORKERS)
		bail("1 to %d workers", MAX_WORKERS);
	self = realpath(argv[0], exe) ? exe : "/proc/self/exe";
	shared = mmap(NULL, PG, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		bail("mmap");
	ok(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "orphans come to us");
	catch_signals();
	make_place(place, sizeof(place));
	for (int fd = 3; fd < 20; fd++)
		close(fd);
	printf("# seed %llu, %d workers, %g seconds\n",
	       (unsigned long long)seed, nr_workers, seconds);
	fflush(stdout);

	end = now() + seconds;
	for (int i = 0; i < nr_workers; i++) {
		workers[i] = fork();
		if (workers[i] == 0)
			worker(i, end, seed);
		if (workers[i] < 0)
			bail("fork");
	}
	is(reap_all(workers), 0, "workers that found something wrong");
	is_errno(waitpid(-1, NULL, WNOHANG), ECHILD, "every child is reaped");
	for (size_t i = 0; i < NR_OPS; i++)
		printf("# %6ld %s\n", shared->ops[i], ops[i].name);
	if (system("rm -rf d0 d1 d2 d3 shared"))
		printf("# rm failed\n");
	ok(chdir("/") == 0 && rmdir(place) == 0, "no file is left");
	return done();
}
