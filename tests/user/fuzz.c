// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/fuzz.c - system calls drawn at random: the kernel must survive them
 *
 *	fuzz [seconds [workers [seed]]]	default: 3 4 1
 *	fuzz -1 seed [root]	one child's calls, each told on stderr
 *
 * Each child lives in pid, mount and UTS namespaces of its own, so kill(-1), umount
 * and sethostname hit nobody else. It opens one of each kind of file, maps a few
 * pages, and makes CALLS calls; what is passed fits the argument's kind more often
 * than not, so that calls get past their first check. A child that blocks is
 * interrupted by a timer and killed after CHILD_LIFE seconds; one that cannot be
 * killed is a failure. What the kernel says is judged by tests/boot/test_fuzz.py.
 *
 * Each child has a seed of its own, which the kernel's messages show in its name.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

#define PG		4096UL
#define RW		(PROT_READ | PROT_WRITE)
#define CALLS		300	/* a child makes so many */
#define CHILD_LIFE	1	/* seconds until it is killed */
#define MAX_WORKERS	64
#define NOBODY		65534

/* Kinds of arguments; BITS and UPTO carry a number. */
enum kind { NONE, ANY, FD, PTR, PATH, LEN, OFF, PID, SIG, ADDR, MODE, SMALL,
	    ID, K_BITS, K_UPTO };
#define BITS(mask)	((uint64_t)(uint32_t)(mask) << 8 | K_BITS)
#define UPTO(n)		((uint64_t)(n) << 8 | K_UPTO)

struct call {
	short nr;
	uint64_t args[6];
};

#define OPEN_FLAGS	(O_ACCMODE | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_APPEND | \
			 O_NONBLOCK | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_PATH | O_TMPFILE)
#define AT_FLAGS	0x7f00
#define CLONE_BITS	(0xff000000 | 0x00ffffff)
#define C(name, ...)	{ SYS_##name, { __VA_ARGS__ } }

/*
 * Not here: reboot; sched_setscheduler and its like, whose real-time children would
 * starve the workers; exit. What stays is not always kind to the machine's clock.
 */
static const struct call calls[] = {
	C(read, FD, PTR, LEN), C(write, FD, PTR, LEN), C(open, PATH, BITS(OPEN_FLAGS), MODE),
	C(close, FD), C(stat, PATH, PTR), C(fstat, FD, PTR), C(lstat, PATH, PTR),
	C(poll, PTR, SMALL, UPTO(20)), C(lseek, FD, OFF, UPTO(6)),
	C(mmap, ADDR, LEN, UPTO(16), BITS(0x1ff3f), FD, OFF),
	C(mprotect, ADDR, LEN, UPTO(16)), C(munmap, ADDR, LEN), C(brk, ADDR),
	C(rt_sigaction, SIG, PTR, PTR, UPTO(9)), C(rt_sigprocmask, UPTO(4), PTR, PTR, UPTO(9)),
	C(ioctl, FD, UPTO(0), PTR), C(pread64, FD, PTR, LEN, OFF), C(pwrite64, FD, PTR, LEN, OFF),
	C(readv, FD, PTR, SMALL), C(writev, FD, PTR, SMALL), C(access, PATH, UPTO(8)),
	C(pipe, PTR), C(select, UPTO(64), PTR, PTR, PTR, PTR), C(sched_yield),
	C(mremap, ADDR, LEN, LEN, UPTO(8), ADDR), C(msync, ADDR, LEN, UPTO(8)),
	C(mincore, ADDR, LEN, PTR), C(madvise, ADDR, LEN, UPTO(26)),
	C(dup, FD), C(dup2, FD, FD), C(pause), C(nanosleep, PTR, PTR), C(getitimer, UPTO(4), PTR),
	C(alarm, UPTO(2)), C(setitimer, UPTO(4), PTR, PTR), C(getpid),
	C(sendfile, FD, FD, PTR, LEN), C(fork), C(vfork), C(clone, BITS(CLONE_BITS), PTR, PTR, PTR, PTR),
	C(execve, PATH, PTR, PTR), C(wait4, PID, PTR, BITS(0xe000000f), PTR), C(kill, PID, SIG),
	C(uname, PTR), C(fcntl, FD, UPTO(44), ANY), C(fcntl, FD, UPTO(44), PTR),
	C(fcntl, FD, UPTO(1044), FD), C(flock, FD, UPTO(16)), C(fsync, FD), C(fdatasync, FD),
	C(truncate, PATH, OFF), C(ftruncate, FD, OFF), C(getdents, FD, PTR, LEN), C(getcwd, PTR, LEN),
	C(chdir, PATH), C(fchdir, FD), C(rename, PATH, PATH), C(mkdir, PATH, MODE), C(rmdir, PATH),
	C(creat, PATH, MODE), C(link, PATH, PATH), C(unlink, PATH), C(symlink, PATH, PATH),
	C(readlink, PATH, PTR, LEN), C(chmod, PATH, MODE), C(fchmod, FD, MODE), C(chown, PATH, ID, ID),
	C(fchown, FD, ID, ID), C(lchown, PATH, ID, ID), C(umask, MODE), C(gettimeofday, PTR, PTR),
	C(getrlimit, UPTO(17), PTR), C(getrusage, ANY, PTR), C(sysinfo, PTR), C(times, PTR),
	C(getuid), C(syslog, UPTO(2), PTR, LEN), C(getgid), C(setuid, ID), C(setgid, ID), C(geteuid),
	C(setpgid, PID, PID), C(getppid), C(getpgrp), C(setsid), C(setreuid, ID, ID),
	C(setregid, ID, ID), C(getgroups, SMALL, PTR), C(setgroups, SMALL, PTR),
	C(setresuid, ID, ID, ID), C(getresuid, PTR, PTR, PTR), C(setresgid, ID, ID, ID),
	C(getresgid, PTR, PTR, PTR), C(getpgid, PID), C(setfsuid, ID), C(setfsgid, ID), C(getsid, PID),
	C(capget, PTR, PTR), C(capset, PTR, PTR), C(rt_sigpending, PTR, UPTO(9)),
	C(rt_sigtimedwait, PTR, PTR, PTR, UPTO(9)), C(rt_sigqueueinfo, PID, SIG, PTR),
	C(rt_sigsuspend, PTR, UPTO(9)), C(sigaltstack, PTR, PTR), C(utime, PATH, PTR),
	C(mknod, PATH, BITS(0177777), ANY), C(personality, ANY), C(ustat, ANY, PTR),
	C(statfs, PATH, PTR), C(fstatfs, FD, PTR), C(sysfs, UPTO(4), PTR, PTR),
	C(getpriority, UPTO(4), PID), C(setpriority, UPTO(4), PID, UPTO(20)),
	C(sched_getparam, PID, PTR), C(sched_getscheduler, PID), C(sched_get_priority_max, UPTO(8)),
	C(sched_rr_get_interval, PID, PTR), C(mlock, ADDR, LEN), C(munlock, ADDR, LEN),
	C(mlockall, UPTO(8)), C(munlockall), C(pivot_root, PATH, PATH), C(prctl, UPTO(64), ANY, ANY, ANY, ANY),
	C(arch_prctl, UPTO(0x1020), ANY), C(adjtimex, PTR), C(setrlimit, UPTO(17), PTR), C(chroot, PATH),
	C(sync), C(mount, PATH, PATH, PTR, BITS(0x3fffff), PTR), C(umount2, PATH, UPTO(16)),
	C(sethostname, PTR, LEN), C(setdomainname, PTR, LEN), C(gettid),
	C(setxattr, PATH, PATH, PTR, LEN, UPTO(3)), C(lsetxattr, PATH, PATH, PTR, LEN, UPTO(3)),
	C(fsetxattr, FD, PATH, PTR, LEN, UPTO(3)), C(getxattr, PATH, PATH, PTR, LEN),
	C(fgetxattr, FD, PATH, PTR, LEN), C(listxattr, PATH, PTR, LEN), C(flistxattr, FD, PTR, LEN),
	C(removexattr, PATH, PATH), C(fremovexattr, FD, PATH), C(tkill, PID, SIG), C(time, PTR),
	C(futex, PTR, BITS(0x1ff), UPTO(4), PTR, PTR, ANY), C(sched_setaffinity, PID, LEN, PTR),
	C(sched_getaffinity, PID, LEN, PTR), C(epoll_create, ANY), C(getdents64, FD, PTR, LEN),
	C(set_tid_address, PTR), C(restart_syscall), C(timer_create, UPTO(12), PTR, PTR),
	C(timer_settime, SMALL, UPTO(2), PTR, PTR), C(timer_gettime, SMALL, PTR),
	C(timer_getoverrun, SMALL), C(timer_delete, SMALL), C(clock_gettime, ANY, PTR),
	C(clock_gettime, UPTO(12), PTR), C(clock_getres, UPTO(12), PTR),
	C(clock_nanosleep, UPTO(12), UPTO(2), PTR, PTR), C(epoll_wait, FD, PTR, SMALL, UPTO(20)),
	C(epoll_ctl, FD, UPTO(4), FD, PTR), C(tgkill, PID, PID, SIG), C(utimes, PATH, PTR),
	C(waitid, UPTO(4), PID, PTR, BITS(0xe100000f), PTR), C(openat, FD, PATH, BITS(OPEN_FLAGS), MODE),
	C(mkdirat, FD, PATH, MODE), C(mknodat, FD, PATH, BITS(0177777), ANY),
	C(fchownat, FD, PATH, ID, ID, BITS(AT_FLAGS)), C(futimesat, FD, PATH, PTR),
	C(newfstatat, FD, PATH, PTR, BITS(AT_FLAGS)), C(unlinkat, FD, PATH, BITS(AT_FLAGS)),
	C(renameat, FD, PATH, FD, PATH), C(linkat, FD, PATH, FD, PATH, BITS(AT_FLAGS)),
	C(symlinkat, PATH, FD, PATH), C(readlinkat, FD, PATH, PTR, LEN), C(fchmodat, FD, PATH, MODE),
	C(faccessat, FD, PATH, UPTO(8)), C(pselect6, UPTO(64), PTR, PTR, PTR, PTR, PTR),
	C(ppoll, PTR, SMALL, PTR, PTR, UPTO(9)), C(unshare, BITS(CLONE_BITS)),
	C(set_robust_list, PTR, UPTO(25)), C(get_robust_list, PID, PTR, PTR),
	C(splice, FD, PTR, FD, PTR, LEN, UPTO(16)), C(tee, FD, FD, LEN, UPTO(16)),
	C(sync_file_range, FD, OFF, OFF, UPTO(8)), C(vmsplice, FD, PTR, SMALL, UPTO(16)),
	C(utimensat, FD, PATH, PTR, BITS(AT_FLAGS)), C(epoll_pwait, FD, PTR, SMALL, UPTO(20), PTR, UPTO(9)),
	C(signalfd, FD, PTR, UPTO(9)), C(timerfd_create, UPTO(12), BITS(02004000)), C(eventfd, ANY),
	C(fallocate, FD, UPTO(128), OFF, OFF), C(timerfd_settime, FD, UPTO(4), PTR, PTR),
	C(timerfd_gettime, FD, PTR), C(signalfd4, FD, PTR, UPTO(9), BITS(02004000)),
	C(eventfd2, ANY, BITS(02004001)), C(epoll_create1, BITS(02000000)), C(dup3, FD, FD, BITS(02000000)),
	C(pipe2, PTR, BITS(02044000)), C(preadv, FD, PTR, SMALL, OFF), C(pwritev, FD, PTR, SMALL, OFF),
	C(rt_tgsigqueueinfo, PID, PID, SIG, PTR), C(prlimit64, PID, UPTO(17), PTR, PTR),
	C(clock_adjtime, UPTO(12), PTR), C(syncfs, FD), C(getcpu, PTR, PTR, PTR),
	C(process_vm_readv, PID, PTR, SMALL, PTR, SMALL, UPTO(1)),
	C(process_vm_writev, PID, PTR, SMALL, PTR, SMALL, UPTO(1)),
	C(sched_getattr, PID, PTR, LEN, UPTO(1)), C(renameat2, FD, PATH, FD, PATH, UPTO(8)),
	C(getrandom, PTR, LEN, UPTO(4)), C(memfd_create, PATH, UPTO(8)),
	C(execveat, FD, PATH, PTR, PTR, BITS(AT_FLAGS)), C(mlock2, ADDR, LEN, UPTO(2)),
	C(copy_file_range, FD, PTR, FD, PTR, LEN, UPTO(1)), C(preadv2, FD, PTR, SMALL, OFF, ANY, UPTO(64)),
	C(pwritev2, FD, PTR, SMALL, OFF, ANY, UPTO(64)), C(statx, FD, PATH, BITS(AT_FLAGS), ANY, PTR),
	C(close_range, FD, FD, UPTO(8)), C(openat2, FD, PATH, PTR, UPTO(32)),
	C(faccessat2, FD, PATH, UPTO(8), BITS(AT_FLAGS)),
	C(epoll_pwait2, FD, PTR, SMALL, PTR, PTR, UPTO(9)), C(rt_sigreturn), C(vhangup),
	C(settimeofday, PTR, PTR), C(readahead, FD, OFF, LEN), C(fadvise64, FD, OFF, LEN, UPTO(8)),
};

/* Not /proc/self/exe, which is the program in the image: chmod() would last. */
static const char *const paths[] = {
	"f", "d", "d/f", "d/g", "d/e", "link", "loop", "fifo", "../f", ".", "..", "", "/", "d/..",
	"no/thing", "f/x", "/proc/self", "/proc/self/fd", "/proc/self/maps", "/proc/self/mem",
	"/proc/self/fd/5", "/proc/self/fd/3", "/proc/self/cwd", "/proc/self/environ",
	"/proc/1/status", "/proc/meminfo", "/proc", "/dev/null", "/dev/zero", "/dev/full", "/dev/ptmx",
	"/dev/urandom", "/dev/pts", "/dev", "/bin/true", "/proc/self/task", "/proc/self/oom_score_adj",
	"/proc/self/smaps", "/proc/self/pagemap", "/proc/mounts", "/proc/self/stat", "user.a",
	"trusted.b", "system.posix_acl_access", "tmpfs", "proc", "devpts", "ramfs", "/w", "/proc/self/ns/pid",
};

static uint64_t rng;
static int verbose;
static char *arena;	/* ARENA pages of all kinds, addresses drawn from here */
#define ARENA		64

static uint32_t draw(uint32_t n)
{
	rng = rng * 6364136223846793005ULL + 1442695040888963407ULL;
	return n ? (uint32_t)(rng >> 33) % n : 0;
}

static uint64_t draw64(void)
{
	return (uint64_t)draw(1u << 31) << 33 ^ (uint64_t)draw(1u << 31) << 11 ^ draw(1u << 31);
}

/* Numbers that programmers forget: ends of ranges, signs, carries. */
static uint64_t odd_number(void)
{
	static const uint64_t some[] = {
		0, 1, 2, 3, 7, 8, 16, 4095, 4096, 4097, 65535, 65536, 0x7fffffff, 0x80000000,
		0xffffffff, 0x100000000, 0x7fffffffffffffff, 0x8000000000000000, -1, -2, -4096,
		0x7ffffffff000, 0x7fffffffffff, 0x800000000000, 0xffff880000000000, 0xffffffff80000000,
		0xffffffffff600000, 999999999, 1000000000,
	};

	switch (draw(8)) {
	case 0:
		return draw64();
	case 1:
		return 1ULL << draw(64);
	case 2:
		return -(uint64_t)draw(4096);
	default:
		return some[draw(sizeof(some) / sizeof(some[0]))];
	}
}

static uint64_t address(void)
{
	if (draw(16) == 0)
		return odd_number();
	return (uint64_t)arena + PG * draw(ARENA);
}

static uint64_t small_number(void)
{
	return draw(4) ? draw(64) : odd_number();
}

/* Fill a buffer with words of one or another kind: structures, by chance. */
static void fill(uint64_t *p, int words)
{
	unsigned int how = draw(5);

	for (int i = 0; i < words; i++) {
		switch (how ? how : 1 + draw(4)) {
		case 1:
			p[i] = draw(3) ? draw(8) : 0;
			break;
		case 2:		/* struct iovec, pollfd, epoll_event */
			p[i] = i & 1 ? draw(5000) : address() + draw(64);
			break;
		case 3:
			p[i] = (uint64_t)draw(64) << 32 | draw(64);
			break;
		default:
			p[i] = odd_number();
		}
	}
}

static uint64_t pointer(void)
{
	char *p;

	switch (draw(12)) {
	case 0:
		return 0;
	case 1:
		return odd_number();
	case 2:		/* whatever page, near its end */
		return address() + PG - draw(128);
	case 3:
		return address();
	}
	p = arena + PG * draw(4) + 8 * draw(256);	/* these are surely writable */
	fill((uint64_t *)p, 1 + draw(24));
	return (uint64_t)p;
}

static uint64_t path(void)
{
	char *p = arena + PG * draw(4) + 2048;

	if (draw(16) == 0)
		return pointer();
	strcpy(p, paths[draw(sizeof(paths) / sizeof(paths[0]))]);
	return (uint64_t)p;
}

static uint64_t descriptor(void)
{
	switch (draw(16)) {
	case 0:
		return odd_number();
	case 1:
		return AT_FDCWD;
	default:
		return draw(40);
	}
}

static uint64_t one_of(const uint64_t *some, int n)
{
	return draw(8) ? some[draw(n)] : odd_number();
}

static uint64_t argument(uint64_t spec)
{
	static const uint64_t pids[] = { 0, 1, 2, 3, -1, -2, 4 };
	static const uint64_t ids[] = { 0, 1, NOBODY, -1, 1000 };
	uint64_t n = spec >> 8;

	switch (spec & 0xff) {
	case FD:
		return descriptor();
	case PTR:
		return pointer();
	case PATH:
		return path();
	case LEN:
	case OFF:
		return draw(4) ? draw(3 * PG) : odd_number();
	case PID:
		return draw(3) ? one_of(pids, 7) : (uint64_t)getpid();
	case SIG:
		return draw(8) ? draw(66) : odd_number();
	case ADDR:
		return address();
	case MODE:
		return draw(010000);
	case SMALL:
		return small_number();
	case ID:
		return one_of(ids, 5);
	case K_BITS:	/* a few of them */
		if (draw(2))
			n &= draw64();
		if (draw(2))
			n &= draw64() & draw64();
		return draw(16) ? n & draw64() : odd_number();
	case K_UPTO:
		return draw(16) ? draw(n + 1) : odd_number();
	default:
		return draw(2) ? odd_number() : pointer();
	}
}

/* A call as it is; the child of a fork, which may be without a stack, ends at once. */
static long raw_call(long nr, const uint64_t *a)
{
	register long r10 asm("r10") = a[3];
	register long r8 asm("r8") = a[4];
	register long r9 asm("r9") = a[5];
	long ret;

	if (nr == SYS_fork || nr == SYS_vfork || nr == SYS_clone)
		asm volatile("syscall\n\ttest %%rax, %%rax\n\tjnz 1f\n\t"
			     "xor %%edi, %%edi\n\tmov $60, %%eax\n\tsyscall\n1:"
			     : "=a"(ret)
			     : "0"(nr), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9)
			     : "rcx", "r11", "memory");
	else
		asm volatile("syscall" : "=a"(ret)
			     : "0"(nr), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9)
			     : "rcx", "r11", "memory");
	return ret;
}

static uint64_t ioctl_number(void)
{
	static const short base[] = { 0x5400, 0x5410, 0x5420, 0x5430, 0x5450, 0x4b00, 0x4b40, 0x5600 };

	if (draw(16) == 0)
		return odd_number();
	return base[draw(8)] + draw(16);
}

static void one_call(void)
{
	const struct call *c = &calls[draw(sizeof(calls) / sizeof(calls[0]))];
	uint64_t a[6];
	long ret;

	for (int i = 0; i < 6; i++)
		a[i] = c->args[i] ? argument(c->args[i]) : draw64();
	if (c->nr == SYS_ioctl)
		a[1] = ioctl_number();
	if (verbose)
		fprintf(stderr, "%d(%#lx, %#lx, %#lx, %#lx, %#lx, %#lx)", c->nr, a[0], a[1], a[2],
			a[3], a[4], a[5]);
	ret = raw_call(c->nr, a);
	if (verbose)
		fprintf(stderr, " = %ld\n", ret);
}

/* --- a child --------------------------------------------------------------- */

static void on_alarm(int sig)
{
}

static void limits(int root)
{
	struct itimerval every = { { 0, 20000 }, { 0, 20000 } };
	struct sigaction sa = { .sa_handler = on_alarm };
	static const struct { int what; rlim_t n; } l[] = {
		{ RLIMIT_AS, 48 << 20 }, { RLIMIT_FSIZE, 4 << 20 }, { RLIMIT_NOFILE, 64 },
		{ RLIMIT_CORE, 0 }, { RLIMIT_NPROC, 64 }, { RLIMIT_MEMLOCK, 1 << 20 },
		{ RLIMIT_CPU, 4 }, { RLIMIT_STACK, 1 << 20 },
	};

	for (size_t i = 0; i < sizeof(l) / sizeof(l[0]); i++)
		setrlimit(l[i].what, &(struct rlimit){ l[i].n, l[i].n });
	sigaction(SIGALRM, &sa, NULL);
	setitimer(ITIMER_REAL, &every, NULL);
	if (!root && (setgroups(0, NULL) || setresgid(NOBODY, NOBODY, NOBODY) ||
		      setresuid(NOBODY, NOBODY, NOBODY)))
		_exit(90);
}

/* Pages that can be written, read, not touched, not there, shared, of a file. */
static void map_arena(int file)
{
	arena = mmap(NULL, ARENA * PG, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	mmap(arena + 8 * PG, 8 * PG, RW, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	mmap(arena + 16 * PG, 8 * PG, RW, MAP_SHARED | MAP_FIXED, file, 0);
	mmap(arena + 24 * PG, 8 * PG, RW, MAP_PRIVATE | MAP_FIXED, file, 0);
	mprotect(arena + 32 * PG, 8 * PG, PROT_READ);
	mprotect(arena + 40 * PG, 8 * PG, PROT_NONE);
	munmap(arena + 48 * PG, 8 * PG);
}

/* One of each kind of file, from descriptor 3 on. */
static void open_files(void)
{
	sigset_t set;
	int fds[2], file;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	file = open("f", O_RDWR | O_CREAT, 0666);
	ftruncate(file, 6 * PG);
	map_arena(file);
	open("d", O_RDONLY | O_DIRECTORY);
	pipe(fds);
	pipe2(fds, O_NONBLOCK);
	eventfd(3, 0);
	eventfd(0, EFD_NONBLOCK | EFD_SEMAPHORE);
	epoll_create1(0);
	epoll_create1(0);
	timerfd_create(CLOCK_MONOTONIC, 0);
	signalfd(-1, &set, SFD_NONBLOCK);
	memfd_create("m", MFD_ALLOW_SEALING);
	open("/dev/null", O_RDWR);
	open("/dev/zero", O_RDWR);
	open("/dev/urandom", O_RDONLY);
	file = open("/dev/ptmx", O_RDWR | O_NONBLOCK | O_NOCTTY);
	if (file >= 0 && grantpt(file) == 0 && unlockpt(file) == 0)
		open(ptsname(file), O_RDWR | O_NOCTTY);
	open("/proc/self/maps", O_RDONLY);
	open("/proc/self/mem", O_RDWR);
	open("/proc/self/fd", O_RDONLY);
	open("/proc/self/status", O_RDONLY);
	open("fifo", O_RDWR);
	open(".", O_PATH);
	open("d/f", O_RDWR | O_CREAT | O_APPEND, 0600);
}

/* All that a child does, by its seed. */
static void child(uint64_t seed, int root)
{
	char name[16];

	rng = seed * 0x9e3779b97f4a7c15ULL + root;
	snprintf(name, sizeof(name), "fz%c%lx", root ? 'r' : 'u', (unsigned long)seed);
	prctl(PR_SET_NAME, name);
	if (draw(2))
		setsid();
	limits(root);
	open_files();
	for (int i = 0; i < CALLS; i++)
		one_call();
	_exit(0);
}

/* --- a child's world --------------------------------------------------------- */

static int copy_self(const char *to)
{
	int in = open("/proc/self/exe", O_RDONLY), out = open(to, O_WRONLY | O_CREAT, 0755);
	int err = sendfile(out, in, NULL, 1 << 20) <= 0;

	close(in);
	close(out);
	return err;
}

static int make_devices(void)
{
	static const struct { const char *name; int major, minor; } devs[] = {
		{ "dev/null", 1, 3 }, { "dev/zero", 1, 5 }, { "dev/full", 1, 7 },
		{ "dev/urandom", 1, 9 }, { "dev/ptmx", 5, 2 },
	};
	int err = mkdir("dev", 0755) || mkdir("dev/pts", 0755);

	for (size_t i = 0; i < sizeof(devs) / sizeof(devs[0]); i++)
		err |= mknod(devs[i].name, S_IFCHR | 0666, makedev(devs[i].major, devs[i].minor));
	return err | mount("pts", "dev/pts", "devpts", 0, "newinstance,ptmxmode=0666,mode=620");
}

/* A tmpfs as the root, with what paths[] names; nothing else can be reached. */
static int make_world(void)
{
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("world", "/mnt", "tmpfs", 0, "size=16m,nr_inodes=4096,mode=755") ||
	    chdir("/mnt"))
		return -1;
	umask(0);
	if (mkdir("bin", 0755) || copy_self("bin/true") || make_devices() ||
	    mkdir("proc", 0755) || mount("proc", "proc", "proc", 0, NULL) ||
	    mount(".", "/", NULL, MS_MOVE, NULL) || chroot(".") ||
	    mkdir("w", 0777) || chdir("w"))
		return -1;
	mkdir("d", 0777);
	mkdir("d/e", 0777);
	symlink("d/f", "link");
	symlink("loop", "loop");
	return mknod("fifo", S_IFIFO | 0666, 0);
}

static void quiet(void)
{
	int null = open("/dev/null", O_RDWR);

	for (int i = 0; i < 3; i++)
		dup2(null, i);
	for (int i = 3; i < 100; i++)
		close(i);
}

/* Reap until @pid or everybody is gone, or for @seconds. Return: 0 when so. */
static int reap(pid_t pid, int seconds)
{
	struct timespec tick = { 0, 10000000 };
	sigset_t chld;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	for (int n = 0; n < seconds * 100; n++) {
		pid_t got = waitpid(-1, NULL, WNOHANG | __WALL);

		if ((pid && got == pid) || (got < 0 && errno == ECHILD))
			return 0;
		if (got == 0)
			sigtimedwait(&chld, NULL, &tick);
	}
	return -1;
}

struct seeded {
	uint64_t seed;
	int root;
};

/* The init of one child's namespaces. Exit code: 0, or 1: somebody did not die. */
static int world(void *arg)
{
	const struct seeded *s = arg;
	sigset_t set, old;
	pid_t pid;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, &old);
	setsid();	/* kill(0) and vhangup() are for us alone */
	if (make_world())
		_exit(2);
	pid = fork();
	if (pid == 0) {
		sigprocmask(SIG_SETMASK, &old, NULL);
		if (!verbose)
			quiet();
		child(s->seed, s->root);
	}
	reap(pid, CHILD_LIFE);
	kill(-1, SIGKILL);
	_exit(reap(0, 60) ? 1 : 0);
}

static int run_world(uint64_t seed, int root)
{
	static char stack[65536] __attribute__((aligned(16)));
	struct seeded s = { seed, root };
	int status;
	pid_t pid = clone(world, stack + sizeof(stack),
			  CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWUTS | SIGCHLD, &s);

	if (pid < 0 || waitpid(pid, &status, 0) != pid) {
		perror(pid < 0 ? "# clone" : "# waitpid");
		return 3;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}

/* --- workers -------------------------------------------------------------- */

static time_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec;
}

/* Children one after the other until @end; root's and a user's in turn. */
static void worker(int nr, int workers, uint64_t seed, time_t end)
{
	int ret;

	for (uint64_t n = nr; now() < end; n += workers) {
		ret = run_world(seed + n / 2, n & 1);
		if (ret) {
			fprintf(stderr, "# fuzz: seed %lu of %s: %d\n", (unsigned long)(seed + n / 2),
				n & 1 ? "root" : "user", ret);
			_exit(1);
		}
	}
	_exit(0);
}

int main(int argc, char **argv)
{
	int seconds = argc > 1 ? atoi(argv[1]) : 3;
	int workers = argc > 2 ? atoi(argv[2]) : 4;
	uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 0) : 1;
	time_t end = now() + seconds;
	int status, bad = 0;

	if (!access("/w", F_OK))
		return 0;	/* as the /bin/true of a child */
	if (seconds < 0) {
		verbose = 1;
		return run_world(strtoull(argv[2], NULL, 0), argc > 3 && !strcmp(argv[3], "root"));
	}
	for (int i = 0; i < workers; i++)
		if (fork() == 0)
			worker(i, workers, seed, end);
	for (int i = 0; i < workers; i++) {
		wait(&status);
		bad += status != 0;
	}
	is(bad, 0, "%d workers drew calls for %d seconds, seed %lu", workers, seconds,
	   (unsigned long)seed);
	return done();
}
