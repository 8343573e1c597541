// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/memory.c - mmap(2) and its family, page faults, copy on write */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "tap.h"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MAP_SYNC
#define MAP_SYNC 0x80000
#endif
#ifndef MADV_WIPEONFORK
#define MADV_WIPEONFORK 18
#endif
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

#define PG	4096UL
#define RW	(PROT_READ | PROT_WRITE)
#define ANON	(MAP_PRIVATE | MAP_ANONYMOUS)

static sigjmp_buf fault_env;
static volatile int fault_sig, fault_code;
static void *volatile fault_addr;

static void on_fault(int sig, siginfo_t *si, void *uc)
{
	(void)uc;
	fault_sig = sig;
	fault_code = si->si_code;
	fault_addr = si->si_addr;
	siglongjmp(fault_env, 1);
}

static void catch_faults(void)
{
	struct sigaction sa = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO };

	sigaction(SIGSEGV, &sa, NULL);
	sigaction(SIGBUS, &sa, NULL);
}

/* The signal that reading (or writing) @p gives, 0: none. */
static int touch(volatile char *p, int write)
{
	fault_sig = 0;
	if (!sigsetjmp(fault_env, 1)) {
		if (write)
			*p = 1;
		else
			(void)*p;
	}
	return fault_sig;
}

/* Areas of /proc/self/maps that overlap [p, p + len); allocates nothing. */
static int count_areas(void *p, size_t len)
{
	static char buf[65536];
	unsigned long from = (unsigned long)p, a, b;
	int fd = open("/proc/self/maps", O_RDONLY);
	size_t used = 0;
	char *line;
	ssize_t n;
	int count = 0;

	while ((n = read(fd, buf + used, sizeof(buf) - 1 - used)) > 0)
		used += n;
	close(fd);
	buf[used] = '\0';
	for (line = buf; *line; line = strchr(line, '\n') + 1)
		if (sscanf(line, "%lx-%lx", &a, &b) == 2 && a < from + len &&
		    b > from)
			count++;
	return count;
}

static void test_mmap_errors(void)
{
	int fd = open("/tmp/memory-test", O_RDWR | O_CREAT | O_TRUNC, 0600);
	int ro, wo;
	char *p;

	ok(fd >= 0, "a file to map");
	ok(ftruncate(fd, 3 * PG) == 0, "of three pages");
	ro = open("/tmp/memory-test", O_RDONLY);
	wo = open("/tmp/memory-test", O_WRONLY);

	is_errno(mmap(NULL, 0, RW, ANON, -1, 0), EINVAL, "length 0");
	is_errno(mmap(NULL, PG, RW, MAP_ANONYMOUS, -1, 0), EINVAL,
		 "neither private nor shared");
	is_errno(mmap(NULL, PG, RW, MAP_PRIVATE, -1, 0), EBADF, "no file");
	is_errno(syscall(SYS_mmap, NULL, PG, RW, MAP_PRIVATE, fd, 1), EINVAL,
		 "odd offset");
	is_errno(mmap(NULL, ~0UL - PG + 1, RW, ANON, -1, 0), ENOMEM,
		 "all of the address space");
	is_errno(mmap(NULL, 1UL << 47, PROT_NONE, ANON | MAP_NORESERVE, -1, 0),
		 ENOMEM, "more than there is");
	is_errno(syscall(SYS_mmap, NULL, 2 * PG, PROT_READ, MAP_PRIVATE, fd,
			 0x7ffffffffffff000), EOVERFLOW, "offset too large");
	is_errno(mmap((void *)1, PG, RW, ANON | MAP_FIXED, -1, 0), EINVAL,
		 "fixed, misaligned");
	is_errno(mmap((void *)(1UL << 47), PG, RW, ANON | MAP_FIXED, -1, 0),
		 ENOMEM, "fixed, beyond user space");
	is_errno(mmap(NULL, PG, RW, MAP_SHARED, ro, 0), EACCES,
		 "shared, writable, file open for reading");
	is_errno(mmap(NULL, PG, PROT_READ, MAP_PRIVATE, wo, 0), EACCES,
		 "file open for writing only");
	is_errno(mmap(NULL, PG, PROT_READ, 0x03 | MAP_SYNC, fd, 0),
		 EOPNOTSUPP, "MAP_SHARED_VALIDATE with a flag that needs support");
	p = mmap(NULL, PG, PROT_READ, MAP_SHARED, ro, 0);
	is_errno(mprotect(p, PG, RW), EACCES, "mprotect past the file's mode");
	munmap(p, PG);

	p = mmap(NULL, PG, RW, ANON, -1, 0);
	is_errno(mmap(p, PG, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0), EEXIST,
		 "MAP_FIXED_NOREPLACE on a mapping");
	is_errno(munmap(p + 1, PG), EINVAL, "munmap misaligned");
	is_errno(munmap(p, 0), EINVAL, "munmap of nothing");
	is(munmap(p, PG), 0, "munmap");
	is(munmap(p, PG), 0, "munmap of a hole");
	close(ro);
	close(wo);
	close(fd);
}

static void test_merge_split(void)
{
	char *p = mmap(NULL, 16 * PG, PROT_NONE, ANON, -1, 0);
	char *q = p + 4 * PG;

	is(mprotect(q, 8 * PG, RW), 0, "rights in the middle");
	is(count_areas(p, 16 * PG), 3, "make three areas of one");
	memset(q, 7, 8 * PG);
	is(mprotect(q + 2 * PG, PG, PROT_READ), 0, "less in the middle of it");
	is(count_areas(q, 8 * PG), 3, "again three");
	is(mprotect(q + 2 * PG, PG, RW), 0, "and back");
	is(count_areas(q, 8 * PG), 1, "are one again");
	is(munmap(q + 3 * PG, PG), 0, "a hole");
	is(count_areas(q, 8 * PG), 2, "two areas");
	ok(mmap(q + 3 * PG, PG, RW, ANON | MAP_FIXED, -1, 0) == q + 3 * PG,
	   "the hole is filled");
	is(count_areas(q, 8 * PG), 1, "one area");
	is(q[3 * PG], 0, "with a new page");
	is(q[4 * PG], 7, "beside the old ones");
	munmap(p + 14 * PG, PG);
	is_errno(mprotect(p + 13 * PG, 2 * PG, RW), ENOMEM,
		 "mprotect into a hole");
	is_errno(syscall(SYS_mprotect, p + 1, PG, RW), EINVAL,
		 "mprotect misaligned");
	is_errno(mprotect(p, PG, 0x100), EINVAL, "mprotect with unknown bits");
	munmap(p, 16 * PG);
}

static void test_faults(void)
{
	char *p = mmap(NULL, 4 * PG, RW, ANON, -1, 0);
	int fd = open("/tmp/memory-test", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *f;

	munmap(p + PG, PG);
	mprotect(p + 2 * PG, PG, PROT_READ);
	mprotect(p + 3 * PG, PG, PROT_NONE);

	is(touch(p, 1), 0, "anonymous memory can be written");
	is(touch(p + PG, 0), SIGSEGV, "a hole");
	is(fault_code, SEGV_MAPERR, "is SEGV_MAPERR");
	ok(fault_addr == p + PG, "at its address");
	is(touch(p + 2 * PG, 1), SIGSEGV, "writing where reading is allowed");
	is(fault_code, SEGV_ACCERR, "is SEGV_ACCERR");
	is(touch(p + 2 * PG, 0), 0, "reading is fine");
	is(touch(p + 3 * PG, 0), SIGSEGV, "PROT_NONE");
	is(fault_code, SEGV_ACCERR, "is SEGV_ACCERR too");
	is(touch((char *)8, 0), SIGSEGV, "the NULL page");
	is(touch((char *)0xffff880000000000UL, 0), SIGSEGV, "kernel memory");
	is(touch((char *)0x800000000000UL, 0), SIGSEGV, "a non-canonical address");

	ok(ftruncate(fd, 100) == 0, "a file of 100 bytes");
	f = mmap(NULL, 2 * PG, RW, MAP_SHARED, fd, 0);
	is(touch(f + 4000, 0), 0, "the rest of its page is there");
	is(f[4000], 0, "and zero");
	is(touch(f + PG, 0), SIGBUS, "the next page is not");
	is(fault_code, BUS_ADRERR, "BUS_ADRERR");
	ok(ftruncate(fd, 2 * PG) == 0, "the file grows");
	is(touch(f + PG, 1), 0, "and the page is there");
	ok(ftruncate(fd, PG) == 0, "the file is cut");
	is(touch(f + PG, 0), SIGBUS, "and the page is gone again");
	munmap(f, 2 * PG);
	munmap(p, PG);
	munmap(p + 2 * PG, 2 * PG);
	close(fd);
}

static void test_files(void)
{
	int fd = open("/tmp/memory-test", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char buf[16] = "";
	char *s, *p;

	ok(ftruncate(fd, 2 * PG) == 0, "a file of two pages");
	s = mmap(NULL, 2 * PG, RW, MAP_SHARED, fd, 0);
	p = mmap(NULL, 2 * PG, RW, MAP_PRIVATE, fd, 0);
	strcpy(s, "shared");
	is_str(p, "shared", "a private mapping sees the file");
	strcpy(p, "private");
	is_str(s, "shared", "but keeps its own writes");
	pread(fd, buf, 8, 0);
	is_str(buf, "shared", "read() sees what a shared mapping wrote");
	pwrite(fd, "written", 8, PG);
	is_str(s + PG, "written", "a shared mapping sees write()");
	is_str(p + PG, "written", "a private one too, until it writes");
	is(msync(s, 2 * PG, MS_SYNC), 0, "msync");
	is_errno(msync(s + 1, PG, MS_SYNC), EINVAL, "msync misaligned");
	is_errno(msync(s, PG, MS_SYNC | MS_ASYNC), EINVAL, "sync and async");
	munmap(s, 2 * PG);
	is_errno(msync(s, 2 * PG, MS_SYNC), ENOMEM, "msync of a hole");
	munmap(p, 2 * PG);
	close(fd);
}

static void test_fork(void)
{
	char *priv = mmap(NULL, 8 * PG, RW, ANON, -1, 0);
	char *shared = mmap(NULL, PG, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	char *wipe = mmap(NULL, PG, RW, ANON, -1, 0);
	char *dont = mmap(NULL, PG, RW, ANON, -1, 0);
	int status, bad = 0, i;
	pid_t pid;

	for (i = 0; i < 8; i++)
		priv[i * PG] = i + 1;
	shared[0] = wipe[0] = dont[0] = 1;
	is(madvise(wipe, PG, MADV_WIPEONFORK), 0, "MADV_WIPEONFORK");
	is(madvise(dont, PG, MADV_DONTFORK), 0, "MADV_DONTFORK");

	pid = fork();
	if (!pid) {
		for (i = 0; i < 8; i++)
			bad |= priv[i * PG] != i + 1;
		for (i = 0; i < 4; i++)
			priv[i * PG] = 100;
		bad |= (wipe[0] != 0) << 1;
		bad |= (touch(dont, 0) != SIGSEGV) << 2;
		shared[0] = 2;
		_exit(bad);
	}
	for (i = 4; i < 8; i++)
		priv[i * PG] = 50;
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "the child has the parent's memory");
	for (i = 0; i < 4; i++)
		bad |= priv[i * PG] != i + 1;
	ok(!bad, "the parent does not see the child's writes");
	is(shared[0], 2, "except in shared memory");
	munmap(priv, 8 * PG);
	munmap(shared, PG);
	munmap(wipe, PG);
	munmap(dont, PG);
}

static void test_mremap(void)
{
	char *p = mmap(NULL, 8 * PG, RW, ANON, -1, 0);
	char *q;
	int i, bad = 0;

	for (i = 0; i < 4; i++)
		p[i * PG] = i + 1;
	munmap(p + 4 * PG, 4 * PG);
	ok(mremap(p, 4 * PG, 8 * PG, 0) == p, "grow in place");
	is(p[7 * PG], 0, "with zeroes");
	mmap(p + 8 * PG, PG, PROT_READ, ANON | MAP_FIXED, -1, 0);
	is_errno(mremap(p, 8 * PG, 16 * PG, 0), ENOMEM, "no room, no move");
	q = mremap(p, 8 * PG, 16 * PG, MREMAP_MAYMOVE);
	ok(q != MAP_FAILED && q != p, "it moves");
	for (i = 0; i < 4; i++)
		bad |= q[i * PG] != i + 1;
	ok(!bad, "with its pages");
	is(touch(p, 0), SIGSEGV, "and the old place is empty");
	ok(mremap(q, 16 * PG, 2 * PG, 0) == q, "shrink");
	is(touch(q + 2 * PG, 0), SIGSEGV, "the tail is gone");
	ok(mremap(q, 2 * PG, 2 * PG, MREMAP_MAYMOVE | MREMAP_FIXED, p) == p,
	   "move to a fixed place");
	is(p[PG], 2, "the page is there");
	is_errno(mremap(p + 1, PG, PG, 0), EINVAL, "misaligned");
	is_errno(mremap(p, PG, 0, 0), EINVAL, "to nothing");
	is_errno(mremap(p, 2 * PG, 2 * PG, MREMAP_FIXED, q), EINVAL,
		 "fixed needs maymove");
	is_errno(mremap(p, 2 * PG, 2 * PG, MREMAP_MAYMOVE | MREMAP_FIXED,
			p + PG), EINVAL, "overlapping");
	is_errno(mremap(q, PG, 2 * PG, MREMAP_MAYMOVE), EFAULT, "of a hole");
	munmap(p, 9 * PG);
}

static void test_madvise_mincore(void)
{
	char *p = mmap(NULL, 4 * PG, RW, ANON, -1, 0);
	unsigned char vec[4];

	memset(p, 5, 4 * PG);
	is(mincore(p, 4 * PG, vec), 0, "mincore");
	ok(vec[0] & vec[3] & 1, "touched pages are in memory");
	is(madvise(p, 2 * PG, MADV_DONTNEED), 0, "MADV_DONTNEED");
	is(mincore(p, 4 * PG, vec), 0, "mincore again");
	is(vec[0] & 1, 0, "the page is not");
	is(vec[2] & 1, 1, "the others are");
	is(p[0], 0, "it comes back as zeroes");
	is(p[2 * PG], 5, "the others keep what they had");
	is(madvise(p, 4 * PG, MADV_FREE), 0, "MADV_FREE");
	p[0] = 9;
	is(p[0], 9, "a write after MADV_FREE stays");
	is_errno(madvise(p + 1, PG, MADV_NORMAL), EINVAL, "misaligned");
	is_errno(madvise(p, PG, 12345), EINVAL, "unknown advice");
	munmap(p + PG, PG);
	is_errno(madvise(p, 3 * PG, MADV_DONTNEED), ENOMEM, "over a hole");
	is_errno(mincore(p, 3 * PG, vec), ENOMEM, "mincore over a hole");
	is_errno(mincore(p + 1, PG, vec), EINVAL, "mincore misaligned");
	is_errno(mincore(p, PG, (void *)8), EFAULT, "mincore, bad vector");
	munmap(p, 4 * PG);

	p = mmap(NULL, 4 * PG, RW, ANON | MAP_POPULATE, -1, 0);
	mincore(p, 4 * PG, vec);
	ok(vec[0] & vec[1] & vec[2] & vec[3] & 1, "MAP_POPULATE");
	munmap(p, 4 * PG);
	p = mmap(NULL, 4 * PG, RW, ANON, -1, 0);
	if (madvise(p, 4 * PG, MADV_POPULATE_WRITE) == 0) {
		mincore(p, 4 * PG, vec);
		ok(vec[0] & vec[3] & 1, "MADV_POPULATE_WRITE");
	} else {
		skip("not in 4.x", "MADV_POPULATE_WRITE");
	}
	munmap(p, 4 * PG);
}

static void test_brk(void)
{
	char *old = (char *)syscall(SYS_brk, 0);
	char *p = (char *)syscall(SYS_brk, old + 3 * PG);

	ok(p == old + 3 * PG, "brk grows");
	is(touch(old + 2 * PG, 1), 0, "the new heap can be written");
	ok((char *)syscall(SYS_brk, old) == old, "brk shrinks");
	is(touch((char *)(((unsigned long)old + PG - 1) & ~(PG - 1)) + PG, 0),
	   SIGSEGV, "what was given back is gone");
	ok((char *)syscall(SYS_brk, 1) == old, "a senseless brk changes nothing");
	ok((char *)syscall(SYS_brk, ~0UL) == old, "nor does a huge one");
}

static void *grow_stack(void *depth)
{
	volatile char frame[16384];

	frame[0] = 1;
	if ((long)depth > 0)
		grow_stack((void *)((long)depth - 1));
	return (void *)(long)frame[0];
}

static void test_stack(void)
{
	char *p;
	int status;
	pid_t pid;

	grow_stack((void *)60L);
	ok(1, "the stack grows by a megabyte");

	pid = fork();
	if (!pid) {
		struct rlimit rl = { 1 << 20, 1 << 20 };

		signal(SIGSEGV, SIG_DFL);
		setrlimit(RLIMIT_STACK, &rl);
		grow_stack((void *)1000L);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	is(WTERMSIG(status), SIGSEGV, "but not beyond RLIMIT_STACK");

	p = mmap(NULL, 600 * PG, PROT_NONE, ANON, -1, 0);
	munmap(p, 600 * PG);
	p = mmap(p + 590 * PG, 2 * PG, RW, ANON | MAP_FIXED | MAP_GROWSDOWN, -1,
		 0);
	ok(p != MAP_FAILED, "MAP_GROWSDOWN");
	is(touch(p - 10 * PG, 1), 0, "grows when touched below");
	munmap(p - 10 * PG, 12 * PG);
}

static void test_mlock(void)
{
	char *p = mmap(NULL, 4 * PG, RW, ANON, -1, 0);
	unsigned char vec[4];

	is(mlock(p, 2 * PG), 0, "mlock");
	mincore(p, 4 * PG, vec);
	ok(vec[0] & vec[1] & 1, "brings the pages in");
	is(count_areas(p, 4 * PG), 2, "and makes an area of its own");
	is_errno(madvise(p, PG, MADV_DONTNEED), EINVAL, "DONTNEED when locked");
	is(munlock(p, 2 * PG), 0, "munlock");
	munmap(p, 4 * PG);
	is_errno(mlock(p, PG), ENOMEM, "mlock of a hole");
	is_errno(mlockall(0), EINVAL, "mlockall without flags");
}

static void test_limits(void)
{
	struct rlimit old, rl;
	char *p;

	getrlimit(RLIMIT_AS, &old);
	rl = old;
	rl.rlim_cur = 64 << 20;
	setrlimit(RLIMIT_AS, &rl);
	is_errno(mmap(NULL, 128 << 20, RW, ANON, -1, 0), ENOMEM, "RLIMIT_AS");
	setrlimit(RLIMIT_AS, &old);

	is_errno(mmap(NULL, 1UL << 45, RW, ANON, -1, 0), ENOMEM,
		 "32 TiB at once is too much to promise");
	p = mmap(NULL, 1UL << 40, RW, ANON | MAP_NORESERVE, -1, 0);
	ok(p != MAP_FAILED, "a TiB without a promise is fine");
	munmap(p, 1UL << 40);
	p = mmap(NULL, 1UL << 40, PROT_READ, ANON, -1, 0);
	ok(p != MAP_FAILED, "a TiB read-only too");
	is_errno(mprotect(p, 1UL << 45, RW), ENOMEM,
		 "until it is to be writable");
	munmap(p, 1UL << 40);
}

static volatile int stop;

static void *fault_thread(void *arg)
{
	volatile char *p = arg;
	long i;

	while (!stop)
		for (i = 0; i < 64; i++)
			p[i * PG]++;
	return NULL;
}

static void test_threads(void)
{
	char *p = mmap(NULL, 64 * PG, RW, ANON, -1, 0);
	pthread_t t[3];
	int i, bad = 0;
	pid_t pid;

	for (i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, fault_thread, p);
	for (i = 0; i < 200; i++) {
		mprotect(p, 64 * PG, PROT_READ | PROT_WRITE | PROT_EXEC);
		madvise(p + (i % 60) * PG, 4 * PG, MADV_DONTNEED);
		mprotect(p, 64 * PG, RW);
		if (i % 20 == 0) {
			pid = fork();
			if (!pid)
				_exit(0);
			bad |= waitpid(pid, NULL, 0) != pid;
		}
	}
	stop = 1;
	for (i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	ok(!bad, "threads fault while the memory is unmapped and forked");
	munmap(p, 64 * PG);
}

static void test_process_vm(void)
{
	char *p = mmap(NULL, 2 * PG, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	char buf[32] = "", src[] = "from outside";
	struct iovec l = { buf, 5 }, r = { p, 5 };

	strcpy(p, "hello");
	if (process_vm_readv(getpid(), &l, 1, &r, 1, 0) < 0) {
		skip(strerror(errno), "process_vm_readv");
		return;
	}
	is_str(buf, "hello", "process_vm_readv");
	l.iov_base = src;
	l.iov_len = r.iov_len = sizeof(src);
	is(process_vm_writev(getpid(), &l, 1, &r, 1, 0), sizeof(src),
	   "process_vm_writev");
	is_str(p, "from outside", "arrives");
	r.iov_base = (void *)8;
	is_errno(process_vm_readv(getpid(), &l, 1, &r, 1, 0), EFAULT,
		 "a bad remote address");
	is_errno(process_vm_readv(getpid(), &l, 1, &r, 1, 1), EINVAL, "flags");
	munmap(p, 2 * PG);
}

int main(void)
{
	catch_faults();
	test_mmap_errors();
	test_merge_split();
	test_faults();
	test_files();
	test_fork();
	test_mremap();
	test_madvise_mincore();
	test_brk();
	test_stack();
	test_mlock();
	test_limits();
	test_threads();
	test_process_vm();
	unlink("/tmp/memory-test");
	return done();
}
