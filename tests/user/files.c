// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/files.c - descriptors, reading and writing, names: as section 2 of the manual has them */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <linux/stat.h>

#include "tap.h"

static char dir[] = "/tmp/files.XXXXXX";

static int fdsize(void)
{
	char line[256];
	int n = -1;
	FILE *f = fopen("/proc/self/status", "r");

	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "FDSize: %d", &n);
	if (f)
		fclose(f);
	return n;
}

static void *opener(void *arg)
{
	int *fds = arg, i;

	for (i = 0; i < 1000; i++)
		fds[i] = open("f", O_RDONLY);
	return NULL;
}

static void test_descriptors(void)
{
	static int fds[4][1000];
	static char seen[8192];
	pthread_t t[4];
	struct rlimit rl = { 8192, 8192 };
	int i, j, twice = 0, fd;

	is_errno(close(-1), EBADF, "close(-1)");
	is_errno(close(99), EBADF, "close(99)");
	is_errno(dup(99), EBADF, "dup(99)");
	is(dup2(0, 50), 50, "dup2");
	is(dup2(50, 50), 50, "dup2 onto itself");
	is_errno(dup2(99, 99), EBADF, "dup2 of a bad one onto itself");
	is_errno(dup3(0, 0, 0), EINVAL, "dup3 onto itself");
	is(dup3(0, 51, O_CLOEXEC), 51, "dup3");
	is(fcntl(51, F_GETFD), FD_CLOEXEC, "with O_CLOEXEC");
	is(fcntl(50, F_GETFD), 0, "dup2 without");
	is(fcntl(0, F_DUPFD, 60), 60, "F_DUPFD");
	is(fcntl(0, F_DUPFD_CLOEXEC, 60), 61, "F_DUPFD_CLOEXEC");
	setrlimit(RLIMIT_NOFILE, &rl);
	for (fd = 3; fd < 62; fd++)
		close(fd);
	dup2(0, 128);
	is(fdsize(), 256, "FDSize grows to 256");
	dup2(0, 300);
	is(fdsize(), 512, "and to 512");
	is(syscall(SYS_close_range, 100, 400, 0), 0, "close_range");
	is_errno(close(300), EBADF, "closed them");
	is_errno(syscall(SYS_close_range, 400, 100, 0), EINVAL, "close_range backwards");
	fd = dup(0);
	is(syscall(SYS_close_range, fd, fd, 4), 0, "close_range CLOEXEC");
	is(fcntl(fd, F_GETFD), FD_CLOEXEC, "marks");
	close(fd);

	close(open("f", O_RDWR | O_CREAT, 0600));
	for (i = 0; i < 4; i++)
		pthread_create(&t[i], NULL, opener, fds[i]);
	for (i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
	for (i = 0; i < 4; i++) {
		for (j = 0; j < 1000; j++) {
			if (fds[i][j] < 0 || seen[fds[i][j]]++)
				twice++;
		}
	}
	is(twice, 0, "four threads get 4000 different descriptors");
	syscall(SYS_close_range, 3, 8192, 0);
}

static void test_read_write(void)
{
	struct iovec iov[3];
	char buf[64], a[4], b[4], c[8];
	int fd = open("rw", O_RDWR | O_CREAT, 0600), fd2, i;
	struct stat st;

	is(write(fd, "0123456789", 10), 10, "write");
	is(pread(fd, buf, 4, 3), 4, "pread");
	ok(!memcmp(buf, "3456", 4), "what was written");
	is(lseek(fd, 0, SEEK_CUR), 10, "pread does not move the position");
	is(pwrite(fd, "ABC", 3, 20), 3, "pwrite beyond the end");
	fstat(fd, &st);
	is(st.st_size, 23, "makes it longer");
	is(pread(fd, buf, 64, 8), 15, "reading over the hole");
	ok(!memcmp(buf, "89\0\0\0\0\0\0\0\0\0\0ABC", 15), "zeroes");
	is_errno(pread(fd, buf, 1, -1), EINVAL, "a negative position");
	is(pread(fd, (void *)8, 1, 100), 0, "read beyond the end touches no buffer");
	is_errno(pread(fd, (void *)8, 1, 0), EFAULT, "into a bad buffer");
	is_errno(write(fd, (void *)8, 1), EFAULT, "from a bad buffer");
	is_errno(lseek(fd, -1, SEEK_SET), EINVAL, "lseek before the start");
	is_errno(lseek(fd, 0, 99), EINVAL, "lseek from nowhere");
	is(lseek(fd, 5, SEEK_DATA), 5, "SEEK_DATA");
	is_errno(lseek(fd, 100, SEEK_DATA), ENXIO, "SEEK_DATA beyond the end");
	is(lseek(fd, 0, SEEK_HOLE) > 0, 1, "SEEK_HOLE");
	lseek(fd, 0, SEEK_SET);
	iov[0] = (struct iovec){ a, 4 };
	iov[1] = (struct iovec){ NULL, 0 };
	iov[2] = (struct iovec){ c, 4 };
	is(readv(fd, iov, 3), 8, "readv");
	ok(!memcmp(a, "0123", 4) && !memcmp(c, "4567", 4), "in pieces");
	is_errno(readv(fd, iov, -1), EINVAL, "readv of too many");
	is(pwritev(fd, iov, 3, 30), 8, "pwritev");
	is(preadv(fd, iov, 1, 34), 4, "preadv");
	ok(!memcmp(a, "4567", 4), "got it back");
	fd2 = open("rw", O_WRONLY | O_APPEND);
	write(fd2, "end", 3);
	is(pread(fd, b, 3, 38), 3, "O_APPEND");
	ok(!memcmp(b, "end", 3), "appends");
	is(ftruncate(fd, 5), 0, "ftruncate");
	is(read(fd2, buf, 1) == -1 && errno == EBADF, 1, "reading what is open for writing");
	close(fd2);
	is(pread(fd, buf, 64, 0), 5, "shorter");
	is_errno(ftruncate(fd, -1), EINVAL, "ftruncate below zero");
	is(truncate("rw", 100000), 0, "truncate");
	is(pread(fd, buf, 4, 99990), 4, "longer");
	ok(!memcmp(buf, "\0\0\0\0", 4), "with zeroes");
	is_errno(truncate(".", 0), EISDIR, "truncate of a directory");
	is(posix_fallocate(fd, 0, 200000), 0, "fallocate");
	is(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096), 0, "punch a hole");
	is_errno(fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 4096), EOPNOTSUPP, "without KEEP_SIZE");
	is_errno(fallocate(fd, 0, -1, 1), EINVAL, "fallocate before the start");

	fd2 = open("copy", O_RDWR | O_CREAT, 0600);
	for (i = 0; i < 30000; i++)
		pwrite(fd, &i, 4, i * 4);
	lseek(fd, 0, SEEK_SET);
	is(sendfile(fd2, fd, NULL, 120000), 120000, "sendfile");
	pread(fd2, &i, 4, 29999 * 4);
	is(i, 29999, "copied");
	is(copy_file_range(fd, NULL, fd2, NULL, 50000, 0), 50000, "copy_file_range");
	is_errno(copy_file_range(fd, NULL, fd2, NULL, 1, 1), EINVAL, "with a flag");
	close(fd2);
	close(fd);
	fd = open(".", O_RDONLY);
	is_errno(read(fd, buf, 1), EISDIR, "read of a directory");
	close(fd);
}

/* A file's page is the source and the target of one write, and not mapped yet. */
static void test_onto_itself(void)
{
	int fd = open("self", O_RDWR | O_CREAT | O_TRUNC, 0600), i, bad = 0;
	unsigned char *map;

	ftruncate(fd, 8192);
	map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	for (i = 0; i < 8192; i++)
		map[i] = i % 251;
	madvise(map, 8192, MADV_DONTNEED);
	is(pwrite(fd, map, 8192, 0), 8192, "a file's own mapping, written to it");
	for (i = 0; i < 8192; i++)
		bad += map[i] != i % 251;
	is(bad, 0, "changes nothing");
	madvise(map, 8192, MADV_DONTNEED);
	is(pwrite(fd, map, 5000, 3000), 5000, "shifted");
	munmap(map, 8192);
	close(fd);
}

static void test_limits(void)
{
	struct rlimit rl = { 1000, 1000 };
	int fd = open("limit", O_RDWR | O_CREAT, 0600), status;
	char buf[2000];

	memset(buf, 0, sizeof(buf));
	if (!fork()) {
		setrlimit(RLIMIT_FSIZE, &rl);
		signal(SIGXFSZ, SIG_IGN);
		if (write(fd, buf, 2000) != 1000)
			_exit(1);
		if (write(fd, buf, 1) != -1 || errno != EFBIG)
			_exit(2);
		if (ftruncate(fd, 1001) != -1 || errno != EFBIG)
			_exit(3);
		signal(SIGXFSZ, SIG_DFL);
		write(fd, buf, 1);
		_exit(4);
	}
	wait(&status);
	is(WTERMSIG(status), SIGXFSZ, "RLIMIT_FSIZE: cut, EFBIG, SIGXFSZ");
	close(fd);
}

static void test_names(void)
{
	struct stat st;
	int i;

	is(mkdir("m", 0755), 0, "mkdir");
	is_errno(mkdir("m", 0755), EEXIST, "mkdir again");
	is(mkdir("m/sub/", 0755), 0, "mkdir with a slash");
	is_errno(mkdir("nx/sub", 0755), ENOENT, "mkdir in nothing");
	is_errno(mkdir("m/.", 0755), EEXIST, "mkdir .");
	is_errno(mkdir("/", 0755), EEXIST, "mkdir /");
	stat("m", &st);
	is(st.st_nlink, 3, "a directory's links count its subdirectories");
	is_errno(rmdir("m"), ENOTEMPTY, "rmdir of a full one");
	is_errno(rmdir("m/."), EINVAL, "rmdir .");
	is_errno(rmdir("m/sub/.."), ENOTEMPTY, "rmdir ..");
	is_errno(rmdir("/"), EBUSY, "rmdir /");
	is_errno(unlink("m"), EISDIR, "unlink of a directory");
	is(rmdir("m/sub/"), 0, "rmdir");
	is(rmdir("m"), 0, "rmdir");
	is_errno(rmdir("m"), ENOENT, "rmdir again");

	close(open("a", O_RDWR | O_CREAT, 0600));
	is_errno(rmdir("a"), ENOTDIR, "rmdir of a file");
	is(link("a", "b"), 0, "link");
	is_errno(link("a", "b"), EEXIST, "link again");
	stat("a", &st);
	is(st.st_nlink, 2, "two names");
	is_errno(link(".", "c"), EPERM, "link of a directory");
	is_errno(link("a", "nx/"), ENOENT, "link to nx/");
	is(rename("a", "b"), 0, "rename to another name of the same file");
	is(access("a", F_OK), 0, "does nothing");
	unlink("b");
	is_errno(unlink("a/"), ENOTDIR, "unlink of a/");
	is_errno(unlink("."), EISDIR, "unlink of .");

	mkdir("d1", 0755);
	mkdir("d2", 0755);
	close(open("d2/f", O_RDWR | O_CREAT, 0600));
	is_errno(rename("d1", "d2"), ENOTEMPTY, "rename over a full directory");
	is_errno(rename("a", "d1"), EISDIR, "a file over a directory");
	is_errno(rename("d1", "a"), ENOTDIR, "a directory over a file");
	is_errno(rename("d1", "d1/x"), EINVAL, "a directory into itself");
	is_errno(rename("nx", "y"), ENOENT, "rename of nothing");
	is_errno(rename("a", "y/"), ENOTDIR, "a file to y/");
	is_errno(rename(".", "y"), EBUSY, "rename of .");
	is_errno(rename("d2/f", "d2/f/x"), ENOTDIR, "below a file");
	is(rename("d2", "d1/d2"), 0, "a directory into another");
	stat("d1", &st);
	is(st.st_nlink, 3, "which counts it");
	is_errno(rename("d1", "d1/d2/x"), EINVAL, "not into its child");
	is_errno(rename("d1/d2", "d1"), ENOTEMPTY, "nor over its parent");
	is(syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "e", 1), 0, "RENAME_NOREPLACE");
	close(open("a", O_RDWR | O_CREAT, 0600));
	is_errno(syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "e", 1), EEXIST,
		 "RENAME_NOREPLACE over a file");
	is(syscall(SYS_renameat2, AT_FDCWD, "d1", AT_FDCWD, "e", 2), 0, "RENAME_EXCHANGE");
	ok(!stat("e/d2/f", &st) && !stat("d1", &st) && S_ISREG(st.st_mode), "swapped");
	is_errno(syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "e", 3), EINVAL, "both flags");

	for (i = 0; i < 300; i++) {
		char name[300];

		sprintf(name, "many%d", i);
		close(open(name, O_RDWR | O_CREAT, 0600));
	}
	is(mknod("node", S_IFCHR | 0600, makedev(1, 3)), 0, "mknod");
	stat("node", &st);
	is(st.st_rdev, makedev(1, 3), "its number");
	ok(open("node", O_RDWR) >= 0, "opens");
	mknod("nodriver", S_IFCHR | 0600, makedev(99, 99));
	is_errno(open("nodriver", O_RDWR), ENXIO, "a device without driver");
	mknod("sock", S_IFSOCK | 0600, 0);
	is_errno(open("sock", O_RDWR), ENXIO, "a socket");
	is_errno(mknod("x", S_IFDIR | 0600, 0), EPERM, "mknod of a directory");
	is(mknod("plain", 0600, 0), 0, "mknod without a type");
	ok(!stat("plain", &st) && S_ISREG(st.st_mode), "is a file");
}

static void test_readdir(void)
{
	char buf[4096];
	int fd = open(".", O_RDONLY), n = 0, total = 0, dots = 0, off, twice = 0;
	static char seen[300];
	long pos;
	DIR *d;

	while ((n = syscall(SYS_getdents64, fd, buf, 300)) > 0) {
		for (off = 0; off < n; ) {
			struct dirent *e = (void *)(buf + off);
			int i;

			total++;
			dots += e->d_name[0] == '.';
			if (sscanf(e->d_name, "many%d", &i) == 1)
				twice += seen[i]++ != 0;
			off += e->d_reclen;
		}
	}
	is(n, 0, "getdents64 ends");
	ok(total > 302, "%d entries", total);
	is(dots, 2, ". and ..");
	is(twice, 0, "each once");
	is(syscall(SYS_getdents64, fd, buf, 10), 0, "at the end any buffer does");
	lseek(fd, 0, SEEK_SET);
	is_errno(syscall(SYS_getdents64, fd, buf, 10), EINVAL, "too small a buffer at the start");
	is_errno(syscall(SYS_getdents64, 0, buf, 4096), ENOTDIR, "not a directory");
	close(fd);
	d = opendir(".");
	readdir(d);
	readdir(d);
	readdir(d);
	pos = telldir(d);
	strcpy(buf, readdir(d)->d_name);
	readdir(d);
	seekdir(d, pos);
	is_str(readdir(d)->d_name, buf, "seekdir goes back");
	closedir(d);
	mkdir("gone", 0700);
	fd = open("gone", O_RDONLY);
	rmdir("gone");
	is_errno(syscall(SYS_getdents64, fd, buf, 4096), ENOENT, "a removed directory");
	is_errno(openat(fd, "x", O_RDWR | O_CREAT, 0600), ENOENT, "nothing is created there");
	close(fd);
}

static void test_cwd(void)
{
	char buf[4096];

	mkdir("cwd", 0755);
	chdir("cwd");
	ok(getcwd(buf, sizeof(buf)) && !strcmp(buf + strlen(buf) - 4, "/cwd"), "getcwd");
	is_errno(syscall(SYS_getcwd, buf, 3), ERANGE, "getcwd in 3 bytes");
	rmdir("../cwd");
	is_errno(syscall(SYS_getcwd, buf, sizeof(buf)), ENOENT, "getcwd of a removed directory");
	is(readlink("/proc/self/cwd", buf, sizeof(buf)) > 0, 1, "/proc/self/cwd");
	ok(strstr(buf, "/cwd (deleted)") != NULL, "says (deleted)");
	is(chdir(dir), 0, "back");
	is_errno(chdir("plain"), ENOTDIR, "chdir to a file");
	is_errno(chdir("nx"), ENOENT, "chdir to nothing");
}

static void test_times(void)
{
	struct timespec ts[2] = { { 1000, 5 }, { 2000, 7 } };
	struct stat st;

	close(open("t", O_RDWR | O_CREAT, 0600));
	is(utimensat(AT_FDCWD, "t", ts, 0), 0, "utimensat");
	stat("t", &st);
	ok(st.st_atime == 1000 && st.st_mtime == 2000 && st.st_mtim.tv_nsec == 7, "set");
	ts[0].tv_nsec = UTIME_OMIT;
	ts[1].tv_nsec = UTIME_NOW;
	utimensat(AT_FDCWD, "t", ts, 0);
	stat("t", &st);
	ok(st.st_atime == 1000 && st.st_mtime > 2000, "UTIME_OMIT, UTIME_NOW");
	ts[0].tv_nsec = 1000000000;
	is_errno(utimensat(AT_FDCWD, "t", ts, 0), EINVAL, "bad nanoseconds");
	is(chmod("t", 04751), 0, "chmod");
	stat("t", &st);
	is(st.st_mode & 07777, 04751, "mode");
	is(chown("t", 1, 2), 0, "chown");
	stat("t", &st);
	ok(st.st_uid == 1 && st.st_gid == 2, "owner");
	is(st.st_mode & 07777, 0751, "setuid is gone");
	chown("t", -1, 3);
	stat("t", &st);
	ok(st.st_uid == 1 && st.st_gid == 3, "-1 keeps it");
}

static void test_locks(void)
{
	struct flock fl = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 10, .l_len = 10 };
	int fd = open("lock", O_RDWR | O_CREAT, 0600), fd2, status, p[2];
	char c;

	is(fcntl(fd, F_SETLK, &fl), 0, "lock 10-19");
	fl.l_start = 5;
	fl.l_len = 10;
	fl.l_type = F_RDLCK;
	is(fcntl(fd, F_SETLK, &fl), 0, "read lock 5-14 by the same process");
	pipe(p);
	if (!fork()) {
		int bad = 0;
		struct flock q = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 0 };

		fcntl(fd, F_GETLK, &q);		/* all of it: 15-19 is a write lock */
		bad |= q.l_type != F_WRLCK || q.l_start != 15 || q.l_len != 5 ? 1 : 0;
		bad |= q.l_pid != getppid() ? 2 : 0;
		q = (struct flock){ .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 5, .l_len = 10 };
		bad |= fcntl(fd, F_SETLK, &q) ? 4 : 0;
		q.l_type = F_WRLCK;
		bad |= fcntl(fd, F_SETLK, &q) != -1 || errno != EAGAIN ? 8 : 0;
		write(p[1], "x", 1);
		q = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 15, .l_len = 5 };
		bad |= fcntl(fd, F_SETLKW, &q) ? 16 : 0;
		_exit(bad);
	}
	read(p[0], &c, 1);
	usleep(50000);
	fl = (struct flock){ .l_type = F_UNLCK, .l_whence = SEEK_SET };
	is(fcntl(fd, F_SETLK, &fl), 0, "unlock everything");
	wait(&status);
	is_str(wait_words(status), "exit 0", "what another process sees, and waiting");

	fl.l_type = F_WRLCK;
	fcntl(fd, F_SETLK, &fl);
	fd2 = open("lock", O_RDWR);
	close(fd2);
	if (!fork())
		_exit(fcntl(fd, F_SETLK, &fl) ? 1 : 0);
	wait(&status);
	is_str(wait_words(status), "exit 0", "closing any descriptor unlocks");

	fl.l_pid = 0;
	is(fcntl(fd, F_OFD_SETLK, &fl), 0, "an OFD lock");
	fd2 = open("lock", O_RDWR);
	is_errno(fcntl(fd2, F_OFD_SETLK, &fl), EAGAIN, "conflicts with another open's");
	fl.l_pid = 1;
	is_errno(fcntl(fd2, F_OFD_SETLK, &fl), EINVAL, "l_pid must be 0");
	close(fd);
	fl.l_pid = 0;
	is(fcntl(fd2, F_OFD_SETLK, &fl), 0, "until that is closed");
	close(fd2);

	/* Two processes, each waiting for the other's. */
	fd = open("lock", O_RDWR);
	fl = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };
	fcntl(fd, F_SETLK, &fl);
	if (!fork()) {
		fl.l_start = 1;
		fcntl(fd, F_SETLK, &fl);
		write(p[1], "x", 1);
		fl.l_start = 0;
		_exit(fcntl(fd, F_SETLKW, &fl) ? 1 : 0);
	}
	read(p[0], &c, 1);
	usleep(100000);
	fl.l_start = 1;
	is_errno(fcntl(fd, F_SETLKW, &fl), EDEADLK, "a circle of waiters");
	close(fd);
	wait(&status);
	is_str(wait_words(status), "exit 0", "the other one gets it");

	fd = open("lock", O_RDWR);
	fd2 = open("lock", O_RDWR);
	is(flock(fd, LOCK_SH), 0, "flock shared");
	is(flock(fd2, LOCK_SH), 0, "twice");
	is_errno(flock(fd2, LOCK_EX | LOCK_NB), EWOULDBLOCK, "exclusive not");
	is(flock(fd, LOCK_UN), 0, "unlock");
	is(flock(fd2, LOCK_EX), 0, "now it is");
	is(flock(dup(fd2), LOCK_EX | LOCK_NB), 0, "a duplicate is the same");
	is_errno(flock(fd, LOCK_SH | LOCK_NB), EWOULDBLOCK, "another is not");
	is_errno(flock(fd, LOCK_NB), EINVAL, "a bad operation");
	close(fd);
	close(fd2);
}

static void test_misc(void)
{
	struct statfs sf;
	struct statx stx;
	int fd = open("/dev/null", O_RDWR), n;
	char buf[100];

	is(statfs("/tmp", &sf), 0, "statfs");
	is(sf.f_namelen, 255, "f_namelen");
	is_errno(statfs("nx", &sf), ENOENT, "statfs of nothing");
	is(statfs("/proc", &sf), 0, "statfs /proc");
	is(sf.f_type, 0x9fa0, "its magic");
	is(syscall(SYS_statx, AT_FDCWD, "t", 0, 0x7ff, &stx), 0, "statx");
	is(stx.stx_size, 0, "stx_size");
	is(stx.stx_mode & 07777, 0751, "stx_mode");
	is_errno(syscall(SYS_statx, AT_FDCWD, "t", 0, 0x80000000, &stx), EINVAL, "statx reserved");
	is(read(fd, buf, 100), 0, "/dev/null is empty");
	is(write(fd, buf, 100), 100, "and takes all");
	is_errno(ioctl(fd, 0x1234, 0), ENOTTY, "no such ioctl");
	fd = open("/dev/zero", O_RDONLY);
	memset(buf, 1, 100);
	is(read(fd, buf, 100), 100, "/dev/zero");
	for (n = 0; n < 100 && !buf[n]; n++)
		;
	is(n, 100, "is zeroes");
	fd = open("/dev/full", O_RDWR);
	is_errno(write(fd, buf, 1), ENOSPC, "/dev/full");
	fd = open("x", O_RDWR | O_CREAT, 0600);
	if (fsetxattr(fd, "user.color", "blue", 4, 0) && errno == EOPNOTSUPP) {
		skip("this filesystem has none", "xattrs");
	} else {
		is(fgetxattr(fd, "user.color", buf, 100), 4, "an attribute");
		is_errno(fsetxattr(fd, "user.color", "red", 3, XATTR_CREATE), EEXIST, "XATTR_CREATE");
		is_errno(fgetxattr(fd, "user.color", buf, 2), ERANGE, "too small a buffer");
		is(flistxattr(fd, buf, 100), 11, "the list");
		is(fremovexattr(fd, "user.color"), 0, "removed");
		is_errno(fgetxattr(fd, "user.color", buf, 100), ENODATA, "gone");
	}
	is_errno(fgetxattr(fd, "", buf, 100), ERANGE, "an empty name");
	is(fsync(fd), 0, "fsync");
	is_errno(fsync(99), EBADF, "fsync of a bad one");
	is(syncfs(fd), 0, "syncfs");
	sync();
}

/* A segment that cannot be read ends a write, whichever it is. */
static void test_vectors(void)
{
	struct iovec v[2] = { { "good", 4 }, { NULL, 4 } };
	int fd = open("vector", O_RDWR | O_CREAT, 0644), pipes[2];
	char buf[8] = "";

	is(writev(fd, v, 2), 4, "writev stops at a null pointer");
	v[0].iov_base = buf;
	is(preadv(fd, v, 2, 0), 4, "what came before is written");
	is_str(buf, "good", "as it was");
	v[0] = (struct iovec){ NULL, 4 };
	v[1] = (struct iovec){ "good", 4 };
	is_errno(pwritev(fd, v, 2, 0), EFAULT, "a null pointer first");
	v[0].iov_base = (void *)-4096L;
	is_errno(pwritev(fd, v, 2, 0), EFAULT, "a kernel pointer first");
	v[0] = (struct iovec){ NULL, 0 };
	is(pwritev(fd, v, 2, 0), 4, "a null pointer to nothing");
	v[0] = (struct iovec){ NULL, 4 };
	pipe(pipes);
	is_errno(writev(pipes[1], v, 2), EFAULT, "a null pointer first, to a pipe");
	close(pipes[0]);
	close(pipes[1]);
	close(fd);
}

static void test_advice(void)
{
	int fd = open("advised", O_RDWR | O_CREAT, 0644), pipes[2];
	char buf[8] = "";

	write(fd, "content", 7);
	for (int advice = 0; advice < 6; advice++)
		is(syscall(SYS_fadvise64, fd, 0L, 0L, advice), 0, "advice %d", advice);
	is(pread(fd, buf, 8, 0), 7, "the file after all advice");
	is_str(buf, "content", "is as it was");
	is_errno(syscall(SYS_fadvise64, fd, 0L, 0L, 6), EINVAL, "advice that nobody knows");
	is_errno(syscall(SYS_fadvise64, fd, 0L, -1L, 0), EINVAL, "a negative length");
	is(syscall(SYS_fadvise64, fd, 1L, 0x7fffffffffffffff, 3), 0, "a length beyond all");
	is(readahead(fd, 0, 100), 0, "readahead");
	pipe(pipes);
	is_errno(syscall(SYS_fadvise64, pipes[0], 0L, 0L, 0), ESPIPE, "advice about a pipe");
	is_errno(readahead(pipes[0], 0, 1), EINVAL, "readahead of a pipe");
	is_errno(readahead(pipes[1], 0, 1), EBADF, "readahead of what is written");
	close(pipes[0]);
	close(pipes[1]);
	close(fd);
}

int main(void)
{
	if (!mkdtemp(dir) || chdir(dir))
		bail("no place in /tmp");
	umask(022);
	test_descriptors();
	test_read_write();
	test_onto_itself();
	test_limits();
	test_names();
	test_readdir();
	test_cwd();
	test_times();
	test_locks();
	test_misc();
	test_vectors();
	test_advice();
	return done();
}
