// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/open.c - open(2) and the path walk, as the slides and open(2) have them */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <linux/openat2.h>

#include "tap.h"

static char dir[] = "/tmp/open.XXXXXX";

static int getfl(const char *name, int flags)
{
	int fd = open(name, flags, 0600), fl;

	if (fd < 0)
		return -1;
	fl = (int)syscall(SYS_fcntl, fd, F_GETFL);
	close(fd);
	return fl;
}

static void test_flags(void)
{
	char c;
	int fd;

	is(getfl("f", O_RDONLY), 0x8000, "O_RDONLY: F_GETFL");
	unlink("new");
	is(getfl("new", O_RDWR | O_CREAT | O_EXCL), 0x8002, "O_RDWR|O_CREAT|O_EXCL");
	is(getfl("new", O_WRONLY | O_SYNC | O_APPEND | O_NONBLOCK | O_TRUNC),
	   0x109c01 | 0x8000, "O_WRONLY|O_SYNC|O_APPEND|O_NONBLOCK|O_TRUNC");
	is(getfl("f", O_RDONLY | 0x40000000), 0x8000, "an unknown bit is dropped");
	is(getfl("f", O_PATH | O_RDWR | O_CREAT), 0x200000, "O_PATH drops the rest");
	fd = open("f", O_PATH);
	is_errno(read(fd, &c, 1), EBADF, "read of an O_PATH descriptor");
	is_errno(syscall(SYS_fchmod, fd, 0600), EBADF, "fchmod of an O_PATH descriptor");
	close(fd);
	fd = open("f", 3);
	is(fcntl(fd, F_GETFL), 0x8003, "access mode 3");
	is_errno(read(fd, &c, 1), EBADF, "read with access mode 3");
	close(fd);
	is_errno(open(".", O_TMPFILE | O_RDONLY, 0600), EINVAL, "O_TMPFILE needs to write");
	is_errno(open(".", (O_TMPFILE & ~O_DIRECTORY) | O_RDWR, 0600), EINVAL,
		 "__O_TMPFILE needs O_DIRECTORY");
	fd = open("f", O_RDONLY | O_CLOEXEC);
	is(fcntl(fd, F_GETFD), FD_CLOEXEC, "O_CLOEXEC is the descriptor's");
	close(fd);
}

static void test_names(void)
{
	char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char long_name[5000];
	int i;

	is_errno(open(NULL, O_RDONLY), EFAULT, "NULL");
	is_errno(open((char *)0xffff880000000000, O_RDONLY), EFAULT, "a kernel pointer");
	is_errno(open((char *)-1, O_RDONLY), EFAULT, "(char *)-1");
	is_errno(open("", O_RDONLY), ENOENT, "\"\"");
	mprotect(page + 4096, 4096, PROT_NONE);
	page[4094] = 'f';
	page[4095] = 0;
	ok(open(page + 4094, O_RDONLY) >= 0, "a name that ends with the last mapped byte");
	page[4095] = 'f';
	is_errno(open(page + 4094, O_RDONLY), EFAULT, "a name that does not end there");

	/* 2047 times "./" and an f: 4095 characters. */
	for (i = 0; i < 2047; i++)
		memcpy(long_name + 2 * i, "./", 2);
	strcpy(long_name + 4094, "f");
	ok(open(long_name, O_RDONLY) >= 0, "4095 characters");
	strcpy(long_name + 4094, "./f");
	is_errno(open(long_name, O_RDONLY), ENAMETOOLONG, "4097 characters");
	memset(long_name, 'x', 255);
	long_name[255] = 0;
	is_errno(open(long_name, O_RDONLY), ENOENT, "a component of 255");
	memset(long_name, 'x', 256);
	long_name[256] = 0;
	is_errno(open(long_name, O_RDONLY), ENAMETOOLONG, "a component of 256");
	memset(long_name, 'y', 200);
	long_name[200] = 0;
	ok(open(long_name, O_RDWR | O_CREAT, 0600) >= 0, "a long component is created");
	ok(open(long_name, O_RDONLY) >= 0, "and found");
	long_name[199] = 'z';
	is_errno(open(long_name, O_RDONLY), ENOENT, "and not another");
	long_name[199] = 'y';
	is(rename(long_name, "short"), 0, "renamed to a short one");
	ok(open("short", O_RDONLY) >= 0, "and found");
	is(rename("short", long_name), 0, "and back");
	ok(open(long_name, O_RDONLY) >= 0, "and found");
	unlink(long_name);
}

static void test_errors(void)
{
	is_errno(open("nx", O_RDONLY), ENOENT, "nx");
	is_errno(open("nx/f", O_RDONLY), ENOENT, "nx/f");
	is_errno(open("f/x", O_RDONLY), ENOTDIR, "f/x");
	is_errno(open("f/", O_RDONLY), ENOTDIR, "f/");
	is_errno(open("nx/", O_RDWR | O_CREAT, 0600), EISDIR, "nx/ with O_CREAT");
	is_errno(open("f/", O_RDWR | O_CREAT, 0600), EISDIR, "f/ with O_CREAT");
	is_errno(open("d", O_WRONLY), EISDIR, "a directory for writing");
	is_errno(open("d", O_RDONLY | O_CREAT, 0600), EISDIR, "a directory with O_CREAT");
	is_errno(open("d", O_RDONLY | O_TRUNC), EISDIR, "a directory with O_TRUNC");
	is_errno(open("f", O_DIRECTORY), ENOTDIR, "a file with O_DIRECTORY");
	is_errno(open("/", O_RDWR), EISDIR, "/ for writing");
	is_errno(open("/", O_RDONLY | O_CREAT, 0600), EISDIR, "/ with O_CREAT");
	is_errno(open(".", O_RDWR), EISDIR, ". for writing");
	is_errno(open("f", O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST, "O_EXCL and it exists");
	is_errno(openat(99, "f", O_RDONLY), EBADF, "openat(99)");
	ok(openat(99, "/etc", O_RDONLY) >= 0, "openat(99, absolute)");
}

static void test_at(void)
{
	int ffd = open("f", O_RDONLY), dfd = open("d", O_RDONLY);

	is_errno(openat(ffd, "f", O_RDONLY), ENOTDIR, "openat(file)");
	is_errno(openat(dfd, "", O_RDONLY), ENOENT, "openat(dir, \"\")");
	ok(openat(dfd, "../f", O_RDONLY) >= 0, "openat(dir, ../f)");
	ok(openat(dfd, "g", O_RDWR | O_CREAT, 0600) >= 0, "openat creates");
	is(access("d/g", F_OK), 0, "in that directory");
	is(unlinkat(dfd, "g", 0), 0, "unlinkat");
	is_errno(access("d/g", F_OK), ENOENT, "gone");
	close(ffd);
	close(dfd);
}

static void test_symlinks(void)
{
	char from[32], to[32];
	struct stat st;
	int i, fd;

	symlink("f", "l");
	symlink("nx", "dangling");
	symlink("loop2", "loop1");
	symlink("loop1", "loop2");
	symlink("d", "ld");
	is_errno(open("l", O_RDONLY | O_NOFOLLOW), ELOOP, "a link with O_NOFOLLOW");
	fd = open("l", O_PATH | O_NOFOLLOW);
	ok(fd >= 0, "and with O_PATH");
	ok(!fstat(fd, &st) && S_ISLNK(st.st_mode), "is the link itself");
	close(fd);
	is_errno(open("dangling", O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST,
		 "a dangling link with O_EXCL");
	is_errno(open("dangling", O_RDONLY), ENOENT, "a dangling link");
	ok(open("dangling", O_RDWR | O_CREAT, 0600) >= 0, "creates what it says");
	is(access("nx", F_OK), 0, "there");
	unlink("nx");
	is_errno(open("loop1", O_RDONLY), ELOOP, "a circle");
	ok(open("ld/../f", O_RDONLY) >= 0, "through a link and back");
	is_errno(open("ld", O_RDONLY | O_NOFOLLOW | O_DIRECTORY), ENOTDIR,
		 "O_NOFOLLOW|O_DIRECTORY on a link");
	ok(open("ld/", O_RDONLY | O_NOFOLLOW) >= 0, "a link with a slash is followed");
	is_errno(open("l/", O_RDONLY), ENOTDIR, "a link to a file with a slash");

	strcpy(from, "f");
	for (i = 1; i <= 41; i++) {
		sprintf(to, "chain%d", i);
		symlink(from, to);
		strcpy(from, to);
	}
	ok(open("chain40", O_RDONLY) >= 0, "40 links in a row");
	is_errno(open("chain41", O_RDONLY), ELOOP, "41 are too many");
}

static void test_table(void)
{
	struct rlimit old, rl;
	int fd, lowest;

	lowest = dup(0);
	close(lowest);
	fd = open("f", O_RDONLY);
	is(fd, lowest, "the lowest number");
	is_errno(open("nx", O_RDONLY), ENOENT, "a failure");
	is(dup(0), lowest + 1, "takes no number");
	close(lowest + 1);
	getrlimit(RLIMIT_NOFILE, &old);
	rl = old;
	rl.rlim_cur = lowest + 1;
	setrlimit(RLIMIT_NOFILE, &rl);
	is_errno(open("f", O_RDONLY), EMFILE, "the table is full");
	is_errno(open("nx", O_RDONLY), EMFILE, "that comes before the path");
	is_errno(open("", O_RDONLY), ENOENT, "but after the name");
	is_errno(open(".", O_TMPFILE, 0600), EINVAL, "and after the flags");
	is_errno(dup2(0, lowest + 1), EBADF, "dup2 beyond the limit");
	is_errno(fcntl(0, F_DUPFD, lowest + 1), EINVAL, "F_DUPFD beyond the limit");
	setrlimit(RLIMIT_NOFILE, &old);
	close(fd);
}

static void test_create(void)
{
	struct stat st;
	int fd;

	umask(027);
	fd = open("masked", O_RDWR | O_CREAT, 0666);
	fstat(fd, &st);
	is(st.st_mode & 07777, 0640, "umask");
	umask(022);
	close(fd);
	fd = open("none", O_RDWR | O_CREAT, 0);
	is(write(fd, "x", 1), 1, "a file of mode 0 is open to its creator");
	close(fd);
	fd = open(".", O_TMPFILE | O_RDWR, 0600);
	ok(fd >= 0, "O_TMPFILE");
	fstat(fd, &st);
	is(st.st_nlink, 0, "has no name");
	is(linkat(fd, "", AT_FDCWD, "named", AT_EMPTY_PATH), 0, "and gets one");
	is(stat("named", &st), 0, "there it is");
	is(st.st_nlink, 1, "with one name");
	close(fd);
	fd = open(".", O_TMPFILE | O_RDWR | O_EXCL, 0600);
	is_errno(linkat(fd, "", AT_FDCWD, "named2", AT_EMPTY_PATH), ENOENT,
		 "with O_EXCL it cannot");
	close(fd);
	fd = open("trunc", O_RDWR | O_CREAT, 0600);
	write(fd, "12345", 5);
	close(fd);
	fd = open("trunc", O_WRONLY | O_TRUNC);
	fstat(fd, &st);
	is(st.st_size, 0, "O_TRUNC");
	close(fd);
}

static void test_fifo(void)
{
	int fd;

	mkfifo("fifo", 0600);
	is_errno(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO, "a FIFO without reader");
	fd = open("fifo", O_RDONLY | O_NONBLOCK);
	ok(fd >= 0, "reading it does not wait");
	ok(open("fifo", O_WRONLY | O_NONBLOCK) >= 0, "now it can be written");
	close(fd);
}

static void test_offsets(void)
{
	char buf[128];
	int fd, fd2;
	FILE *f;

	fd = open("f", O_RDWR | O_CREAT, 0600);
	write(fd, "hello", 5);
	fd2 = open("f", O_RDONLY);
	is(lseek(fd2, 0, SEEK_CUR), 0, "another open has its own position");
	if (!fork()) {
		lseek(fd, 2, SEEK_SET);
		_exit(0);
	}
	wait(NULL);
	is(lseek(fd, 0, SEEK_CUR), 2, "a child's lseek moves the parent's");
	is(lseek(dup(fd), 0, SEEK_CUR), 2, "dup shares it");
	sprintf(buf, "/proc/self/fdinfo/%d", fd2);
	f = fopen(buf, "r");
	ok(f != NULL, "%s", buf);
	ok(f && fgets(buf, sizeof(buf), f) && !strcmp(buf, "pos:\t0\n"), "pos:");
	ok(f && fgets(buf, sizeof(buf), f) && !strcmp(buf, "flags:\t0100000\n"),
	   "flags:");
	ok(f && fgets(buf, sizeof(buf), f) && !strncmp(buf, "mnt_id:\t", 8),
	   "mnt_id:");
	if (f)
		fclose(f);
	close(fd);
	close(fd2);
}

static int openat2(int dfd, const char *name, struct open_how *how, size_t size)
{
	return syscall(SYS_openat2, dfd, name, how, size);
}

static int resolve(int dfd, const char *name, unsigned long long how)
{
	struct open_how h = { .flags = O_PATH, .resolve = how };
	int fd = openat2(dfd, name, &h, sizeof(h));

	if (fd >= 0) {
		close(fd);
		return 0;
	}
	return fd;
}

static void test_openat2(void)
{
	struct open_how h = { .flags = O_RDONLY };
	char big[sizeof(h) + 8] = {};
	int d = open("d", O_PATH), here = open(".", O_PATH);

	ok(openat2(AT_FDCWD, "f", &h, sizeof(h)) >= 0, "openat2");
	is_errno(openat2(AT_FDCWD, "f", &h, 8), EINVAL, "too small a struct");
	memcpy(big, &h, sizeof(h));
	ok(openat2(AT_FDCWD, "f", (void *)big, sizeof(big)) >= 0, "a larger struct of zeroes");
	big[sizeof(h)] = 1;
	is_errno(openat2(AT_FDCWD, "f", (void *)big, sizeof(big)), E2BIG, "and not of zeroes");
	h.mode = 0600;
	is_errno(openat2(AT_FDCWD, "f", &h, sizeof(h)), EINVAL, "a mode without O_CREAT");
	h.mode = 0;
	h.flags = 1ULL << 40;
	is_errno(openat2(AT_FDCWD, "f", &h, sizeof(h)), EINVAL, "an unknown flag");
	is_errno(resolve(AT_FDCWD, "f", 1ULL << 40), EINVAL, "an unknown resolve flag");

	symlink("../f", "d/up");
	symlink("/f", "d/abs");
	close(open("d/f", O_RDWR | O_CREAT, 0600));
	is(resolve(d, "f", RESOLVE_BENEATH), 0, "BENEATH: f");
	is_errno(resolve(d, "../f", RESOLVE_BENEATH), EXDEV, "BENEATH: ../f");
	is_errno(resolve(d, "up", RESOLVE_BENEATH), EXDEV, "BENEATH: a link up");
	is_errno(resolve(d, "/f", RESOLVE_BENEATH), EXDEV, "BENEATH: absolute");
	is_errno(resolve(d, "abs", RESOLVE_BENEATH), EXDEV, "BENEATH: an absolute link");
	is(resolve(here, "d/../f", RESOLVE_BENEATH), 0, "BENEATH: down and up");
	is(resolve(d, "/f", RESOLVE_IN_ROOT), 0, "IN_ROOT: absolute");
	is(resolve(d, "../../f", RESOLVE_IN_ROOT), 0, "IN_ROOT: .. stops");
	is(resolve(d, "abs", RESOLVE_IN_ROOT), 0, "IN_ROOT: an absolute link");
	is_errno(resolve(here, "l", RESOLVE_NO_SYMLINKS), ELOOP, "NO_SYMLINKS");
	is(resolve(here, "d/f", RESOLVE_NO_SYMLINKS), 0, "NO_SYMLINKS: no link");
	is_errno(resolve(AT_FDCWD, "/proc/self/exe", RESOLVE_NO_MAGICLINKS), ELOOP,
		 "NO_MAGICLINKS");
	is_errno(resolve(AT_FDCWD, "/proc/self/status", RESOLVE_NO_XDEV), EXDEV, "NO_XDEV");
	is_errno(resolve(d, "f", RESOLVE_BENEATH | RESOLVE_IN_ROOT), EINVAL,
		 "BENEATH and IN_ROOT");
}

static void test_permission(void)
{
	pid_t pid;
	int status;

	if (getuid()) {
		skip("needs root", "permissions");
		return;
	}
	mkdir("closed", 0700);
	close(open("closed/f", O_RDWR | O_CREAT, 0666));
	close(open("private", O_RDWR | O_CREAT, 0600));
	chmod(".", 0755);
	pid = fork();
	if (!pid) {
		int bad = 0;

		setgid(1000);
		setuid(1000);
		bad |= open("closed/f", O_RDONLY) != -1 || errno != EACCES ? 1 : 0;
		bad |= open("private", O_RDONLY) != -1 || errno != EACCES ? 2 : 0;
		bad |= open("nx", O_RDWR | O_CREAT, 0600) != -1 || errno != EACCES ? 4 : 0;
		bad |= open("f", O_RDONLY | O_NOATIME) != -1 ? 8 : 0;
		bad |= unlink("f") != -1 || errno != EACCES ? 16 : 0;
		bad |= access("closed", X_OK) != -1 || errno != EACCES ? 32 : 0;
		_exit(bad);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "what another user may not");
	mkdir("sticky", 01777);
	chmod("sticky", 01777);
	close(open("sticky/root", O_RDWR | O_CREAT, 0666));
	pid = fork();
	if (!pid) {
		int bad = 0;

		setgid(1000);
		setuid(1000);
		bad |= unlink("sticky/root") != -1 || errno != EPERM ? 1 : 0;
		bad |= rename("sticky/root", "sticky/x") != -1 || errno != EPERM ? 2 : 0;
		bad |= close(open("sticky/mine", O_RDWR | O_CREAT, 0600)) ? 4 : 0;
		bad |= unlink("sticky/mine") ? 8 : 0;
		_exit(bad);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "a sticky directory");
}

static volatile int stop_renaming;

static void *renamer(void *unused)
{
	while (!stop_renaming) {
		rename("ra/x", "rb/y");
		rename("rb/y", "ra/x");
	}
	return NULL;
}

/* Walks while the directory in the path moves: never the wrong file. */
static void test_rename_race(void)
{
	pthread_t t;
	struct stat st;
	ino_t right;
	int i, wrong = 0, found = 0;

	mkdir("ra", 0700);
	mkdir("rb", 0700);
	mkdir("ra/x", 0700);
	close(open("ra/x/f", O_RDWR | O_CREAT, 0600));
	stat("ra/x/f", &st);
	right = st.st_ino;
	close(open("ra/f", O_RDWR | O_CREAT, 0600));
	pthread_create(&t, NULL, renamer, NULL);
	for (i = 0; i < 20000; i++) {
		if (!stat("ra/x/f", &st)) {
			found++;
			wrong += st.st_ino != right;
		} else if (errno != ENOENT) {
			wrong++;
		}
		if (!stat("rb/y/../y/f", &st))
			wrong += st.st_ino != right;
		else if (errno != ENOENT)
			wrong++;
	}
	stop_renaming = 1;
	pthread_join(t, NULL);
	is(wrong, 0, "20000 walks beside renames: right or ENOENT (%d found)", found);
}

int main(void)
{
	if (!mkdtemp(dir) || chdir(dir))
		bail("no place in /tmp");
	umask(022);
	close(open("f", O_RDWR | O_CREAT, 0644));
	mkdir("d", 0755);
	test_flags();
	test_names();
	test_errors();
	test_at();
	test_symlinks();
	test_table();
	test_create();
	test_fifo();
	test_offsets();
	test_openat2();
	test_permission();
	test_rename_race();
	return done();
}
