// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/refuse.c - what system calls refuse, and with which errno
 *
 * Call by call, as the manual pages list the errors and as conformance suites ask
 * for them; what the calls do when they succeed is in the other programs here.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <linux/futex.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <termios.h>
#include <time.h>
#include <utime.h>

#include "tap.h"

#define BAD	((void *)-1L)		/* no address of ours */
#define KERNEL	((void *)0xffffffff81000000UL)
#define PG	4096UL
#define NOBODY	65534

static char *none;	/* a page that must not be touched */
static char *ro;	/* a page that must not be written */
static char long_name[300];	/* a component too long */
static char long_path[5000];	/* a path too long */
static int fd_ro, fd_wo, fd_path, fd_dir, pipe_r, pipe_w;

/* In a child, as nobody; its exit code is the errno of the call, 0 if it succeeded. */
#define as_nobody(expr)							\
({									\
	int __status;							\
	pid_t __pid = fork();						\
									\
	if (__pid == 0) {						\
		if (setgid(NOBODY) || setuid(NOBODY))			\
			_exit(255);					\
		errno = 0;						\
		_exit((expr) == -1 ? errno : 0);			\
	}								\
	waitpid(__pid, &__status, 0);					\
	WIFEXITED(__status) ? WEXITSTATUS(__status) : -1;		\
})

static void prepare(void)
{
	int fds[2];

	if (mkdir("/tmp/refuse", 0755) || chdir("/tmp/refuse"))
		bail("mkdir /tmp/refuse");
	none = mmap(NULL, PG, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ro = mmap(NULL, PG, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memset(long_name, 'n', sizeof(long_name) - 1);
	for (size_t i = 0; i < sizeof(long_path) - 1; i++)
		long_path[i] = i & 1 ? '/' : 'a';
	close(creat("file", 0644));
	close(creat("other", 0600));
	truncate("file", 100);
	mkdir("dir", 0755);
	mkdir("dir/sub", 0755);
	mkdir("locked", 0700);
	close(creat("locked/in", 0644));
	symlink("loop2", "loop1");
	symlink("loop1", "loop2");
	symlink("file", "link");
	symlink("nothing", "dangling");
	mkfifo("fifo", 0644);
	fd_ro = open("file", O_RDONLY);
	fd_wo = open("file", O_WRONLY);
	fd_path = open("file", O_PATH);
	fd_dir = open("dir", O_RDONLY | O_DIRECTORY);
	pipe(fds);
	pipe_r = fds[0];
	pipe_w = fds[1];
}

/* What every call that takes a path says of these. */
#define path_errors(name, call)						\
do {									\
	const char *p;							\
									\
	p = "nothing"; is_errno(call, ENOENT, name ": nothing there");	\
	p = ""; is_errno(call, ENOENT, name ": empty path");		\
	p = "file/x"; is_errno(call, ENOTDIR, name ": a file on the way"); \
	p = "loop1/x"; is_errno(call, ELOOP, name ": a loop on the way"); \
	p = long_name; is_errno(call, ENAMETOOLONG, name ": component too long"); \
	p = long_path; is_errno(call, ENAMETOOLONG, name ": path too long"); \
	p = none; is_errno(call, EFAULT, name ": path not readable");	\
	p = BAD; is_errno(call, EFAULT, name ": path in the kernel's half"); \
	p = "locked/in"; is(as_nobody(call), EACCES, name ": no search permission"); \
} while (0)

/* ... of a descriptor. */
#define fd_errors(name, call)						\
do {									\
	int fd = -1;							\
									\
	is_errno(call, EBADF, name ": descriptor -1");			\
	fd = 999; is_errno(call, EBADF, name ": descriptor not open");	\
} while (0)

static void paths(void)
{
	struct stat st;
	struct statfs sf;
	struct timeval tv[2] = { { 0, 0 }, { 0, 0 } };
	struct timespec ts[2] = { { 0, 0 }, { 0, 0 } };
	struct utimbuf ut = { 0, 0 };
	char buf[100];

	path_errors("open", open(p, O_RDONLY));
	path_errors("stat", stat(p, &st));
	path_errors("lstat", lstat(p, &st));
	path_errors("access", access(p, R_OK));
	path_errors("chdir", chdir(p));
	path_errors("chmod", chmod(p, 0644));
	path_errors("chown", chown(p, 0, 0));
	path_errors("lchown", lchown(p, 0, 0));
	path_errors("unlink", unlink(p));
	path_errors("rmdir", rmdir(p));
	path_errors("truncate", truncate(p, 1));
	path_errors("readlink", readlink(p, buf, sizeof(buf)));
	path_errors("rename", rename(p, "new"));
	path_errors("link", link(p, "new"));
	path_errors("statfs", statfs(p, &sf));
	path_errors("utimes", utimes(p, tv));
	path_errors("utime", utime(p, &ut));
	path_errors("utimensat", syscall(SYS_utimensat, AT_FDCWD, p, ts, 0));
	path_errors("execve", execve(p, (char *[]){ "x", NULL }, (char *[]){ NULL }));
	path_errors("chroot", chroot(p));
	path_errors("getxattr", getxattr(p, "user.x", buf, sizeof(buf)));
	path_errors("listxattr", listxattr(p, buf, sizeof(buf)));
}

static void new_names(void)
{
	is_errno(mkdir("dir", 0755), EEXIST, "mkdir: there already");
	is_errno(mkdir("link", 0755), EEXIST, "mkdir: a link");
	is_errno(mkdir("dangling", 0755), EEXIST, "mkdir: a dangling link");
	is_errno(mkdir("nothing/x", 0755), ENOENT, "mkdir: no parent");
	is_errno(mkdir("file/x", 0755), ENOTDIR, "mkdir: parent is a file");
	is_errno(mkdir("loop1/x", 0755), ELOOP, "mkdir: parent is a loop");
	is_errno(mkdir(long_name, 0755), ENAMETOOLONG, "mkdir: name too long");
	is_errno(mkdir(BAD, 0755), EFAULT, "mkdir: bad pointer");
	is_errno(mkdir("/", 0755), EEXIST, "mkdir of /");
	is_errno(mkdir(".", 0755), EEXIST, "mkdir of .");
	is(as_nobody(mkdir("x", 0755)), EACCES, "mkdir: parent not writable");
	is_errno(mknod("file", S_IFREG | 0644, 0), EEXIST, "mknod: there already");
	is_errno(mknod("x", S_IFDIR | 0644, 0), EPERM, "mknod of a directory");
	is_errno(mknod("x", S_IFLNK | 0644, 0), EINVAL, "mknod of a link");
	is_errno(mknod("x/", S_IFREG | 0644, 0), ENOENT, "mknod with a slash");
	is(as_nobody(mknod("/tmp/x", S_IFCHR | 0644, 0x103)), EPERM, "mknod of a device by nobody");
	is_errno(symlink("", "x"), ENOENT, "symlink: empty target");
	is_errno(symlink("a", "file"), EEXIST, "symlink: there already");
	is_errno(symlink("a", ""), ENOENT, "symlink: empty name");
	is_errno(symlink(long_path, "x"), ENAMETOOLONG, "symlink: target too long");
	is_errno(symlink(BAD, "x"), EFAULT, "symlink: bad pointer");
	is_errno(link("file", "other"), EEXIST, "link: there already");
	is_errno(link("dir", "x"), EPERM, "link of a directory");
	is_errno(link("file", "/run/x"), EXDEV, "link to another file system");
	is_errno(linkat(AT_FDCWD, "file", AT_FDCWD, "x", 1), EINVAL, "linkat: flags");
	is_errno(open("file", O_RDWR | O_CREAT | O_EXCL, 0644), EEXIST, "O_EXCL");
	is_errno(open("dangling", O_RDWR | O_CREAT | O_EXCL, 0644), EEXIST, "O_EXCL of a link");
	is_errno(open("dir", O_RDWR), EISDIR, "open a directory for writing");
	is_errno(open("dir", O_RDONLY | O_CREAT, 0644), EISDIR, "O_CREAT of a directory");
	is_errno(open("x/", O_RDWR | O_CREAT, 0644), EISDIR, "O_CREAT with a slash");
	is_errno(open("file/", O_RDONLY), ENOTDIR, "a file with a slash");
	is_errno(open("file", O_RDONLY | O_DIRECTORY), ENOTDIR, "O_DIRECTORY of a file");
	is_errno(open("link", O_RDONLY | O_NOFOLLOW), ELOOP, "O_NOFOLLOW of a link");
	is_errno(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO, "a fifo without reader");
	is_errno(open("dir", O_TMPFILE | O_RDONLY, 0600), EINVAL, "O_TMPFILE read only");
	is_errno(open("file", O_TMPFILE | O_RDWR, 0600), ENOTDIR, "O_TMPFILE in a file");
	is(as_nobody(open("other", O_RDONLY)), EACCES, "open without permission");
	is(as_nobody(open("file", O_RDONLY | O_NOATIME)), EPERM, "O_NOATIME of another's file");
	is_errno(syscall(SYS_openat, 999, "file", O_RDONLY), EBADF, "openat: bad descriptor");
	is_errno(openat(fd_ro, "x", O_RDONLY), ENOTDIR, "openat: not a directory");
	is_errno(openat(fd_dir, "x", O_RDONLY), ENOENT, "openat: not there");
}

static void names_go(void)
{
	is_errno(unlink("dir"), EISDIR, "unlink of a directory");
	is_errno(unlink("file/"), ENOTDIR, "unlink with a slash");
	is_errno(unlinkat(AT_FDCWD, "file", 1), EINVAL, "unlinkat: flags");
	is_errno(unlinkat(AT_FDCWD, "file", AT_REMOVEDIR), ENOTDIR, "AT_REMOVEDIR of a file");
	is(as_nobody(unlink("file")), EACCES, "unlink: parent not writable");
	is_errno(rmdir("dir"), ENOTEMPTY, "rmdir: not empty");
	is_errno(rmdir("file"), ENOTDIR, "rmdir of a file");
	is_errno(rmdir("dir/."), EINVAL, "rmdir of .");
	is_errno(rmdir("dir/sub/.."), ENOTEMPTY, "rmdir of ..");
	is_errno(rmdir("/"), EBUSY, "rmdir of /");
	is_errno(rmdir("/proc"), EBUSY, "rmdir of a mount point");
	is_errno(rename("dir", "dir/sub/x"), EINVAL, "rename into itself");
	is_errno(rename("file", "dir"), EISDIR, "rename a file to a directory");
	is_errno(rename("dir", "file"), ENOTDIR, "rename a directory to a file");
	is_errno(rename("locked", "dir"), ENOTEMPTY, "rename to one not empty");
	is_errno(rename("file", "/proc/x"), EXDEV, "rename to another file system");
	is_errno(rename("dir/.", "x"), EBUSY, "rename of .");
	is_errno(rename("file", "nothing/x"), ENOENT, "rename: no parent");
	is_errno(syscall(SYS_renameat2, AT_FDCWD, "file", AT_FDCWD, "other", RENAME_NOREPLACE),
		 EEXIST, "RENAME_NOREPLACE");
	is_errno(syscall(SYS_renameat2, AT_FDCWD, "file", AT_FDCWD, "nothing", RENAME_EXCHANGE),
		 ENOENT, "RENAME_EXCHANGE with nothing");
	is_errno(syscall(SYS_renameat2, AT_FDCWD, "file", AT_FDCWD, "x",
			 RENAME_EXCHANGE | RENAME_NOREPLACE), EINVAL, "both");
	is_errno(syscall(SYS_renameat2, AT_FDCWD, "file", AT_FDCWD, "x", 64), EINVAL, "renameat2: flags");
	is_errno(readlink("file", (char[9]){ 0 }, 9), EINVAL, "readlink of a file");
	is_errno(syscall(SYS_readlink, "link", none, 0), EINVAL, "readlink: no room");
	is_errno(syscall(SYS_readlink, "link", none, 10), EFAULT, "readlink: bad buffer");
	is_errno(syscall(SYS_getcwd, none, PG), EFAULT, "getcwd: bad buffer");
	is_errno(syscall(SYS_getcwd, (char[2]){ 0 }, 2), ERANGE, "getcwd: too small");
	is_errno(syscall(SYS_getcwd, NULL, 0), ERANGE, "getcwd: 0 bytes");
	is_errno(chroot("file"), ENOTDIR, "chroot to a file");
	is(as_nobody(chroot("/")), EPERM, "chroot by nobody");
	is_errno(access("file", 8), EINVAL, "access: mode");
	is_errno(access("file", X_OK), EACCES, "access: X_OK, even for root");
	is(as_nobody(access("other", R_OK)), EACCES, "access of another's file");
	is_errno(truncate("file", -1), EINVAL, "truncate to -1");
	is_errno(truncate("dir", 1), EISDIR, "truncate a directory");
	is_errno(truncate("fifo", 1), EINVAL, "truncate a fifo");
	is_errno(execve("dir", (char *[]){ "x", NULL }, NULL), EACCES, "execve of a directory");
	is_errno(execve("file", (char *[]){ "x", NULL }, NULL), EACCES, "execve without x");
	is_errno(execve("/proc/self/exe", BAD, NULL), EFAULT, "execve: bad arguments");
	chmod("other", 0755);
	is_errno(execve("other", (char *[]){ "x", NULL }, NULL), ENOEXEC, "execve of nothing");
}

static void descriptors(void)
{
	struct iovec iov[2] = { { "ab", 2 }, { "cd", -1 } };
	struct stat st;
	struct flock fl = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char buf[64];
	loff_t off = 0;

	fd_errors("read", read(fd, buf, 1));
	fd_errors("write", write(fd, buf, 1));
	fd_errors("pread", pread(fd, buf, 1, 0));
	fd_errors("readv", readv(fd, iov, 1));
	fd_errors("lseek", lseek(fd, 0, SEEK_SET));
	fd_errors("fstat", fstat(fd, &st));
	fd_errors("fchmod", fchmod(fd, 0));
	fd_errors("fchown", fchown(fd, 0, 0));
	fd_errors("fchdir", fchdir(fd));
	fd_errors("fsync", fsync(fd));
	fd_errors("ftruncate", ftruncate(fd, 0));
	fd_errors("dup", dup(fd));
	fd_errors("dup2", dup2(fd, 5));
	fd_errors("fcntl", fcntl(fd, F_GETFD));
	fd_errors("ioctl", ioctl(fd, TCGETS, buf));
	fd_errors("flock", flock(fd, LOCK_UN));
	fd_errors("close", close(fd));
	fd_errors("getdents64", syscall(SYS_getdents64, fd, buf, sizeof(buf)));
	fd_errors("fadvise64", syscall(SYS_fadvise64, fd, 0, 0, 0));
	fd_errors("readahead", readahead(fd, 0, 1));
	is_errno(read(fd_wo, buf, 1), EBADF, "read: opened for writing");
	is_errno(write(fd_ro, buf, 1), EBADF, "write: opened for reading");
	is_errno(read(fd_path, buf, 1), EBADF, "read of O_PATH");
	is_errno(syscall(SYS_fchmod, fd_path, 0644), EBADF, "fchmod of O_PATH");
	is_errno(ioctl(fd_path, FIONREAD, buf), EBADF, "ioctl of O_PATH");
	is_errno(read(fd_dir, buf, 1), EISDIR, "read of a directory");
	is_errno(read(fd_ro, none, 10), EFAULT, "read: bad buffer");
	is_errno(read(fd_ro, ro, 10), EFAULT, "read: buffer not writable");
	is_errno(write(fd_wo, none, 10), EFAULT, "write: bad buffer");
	is(write(fd_wo, none, 0), 0, "write of nothing from a bad buffer");
	is_errno(write(pipe_w, KERNEL, 10), EFAULT, "write: the kernel's memory");
	is_errno(read(fd_ro, buf, -1), EFAULT, "read: a huge count");
	is_errno(pread(fd_ro, buf, 1, -1), EINVAL, "pread: negative offset");
	is_errno(pwrite(fd_wo, buf, 1, -1), EINVAL, "pwrite: negative offset");
	is_errno(pread(pipe_r, buf, 1, 0), ESPIPE, "pread of a pipe");
	is_errno(pwrite(pipe_w, buf, 1, 0), ESPIPE, "pwrite of a pipe");
	is_errno(lseek(pipe_r, 0, SEEK_SET), ESPIPE, "lseek of a pipe");
	is_errno(lseek(fd_ro, 0, 99), EINVAL, "lseek: whence");
	is_errno(lseek(fd_ro, -1, SEEK_SET), EINVAL, "lseek before the start");
	is_errno(lseek(fd_ro, 100, SEEK_DATA), ENXIO, "SEEK_DATA behind the end");
	is_errno(readv(fd_ro, iov, -1), EINVAL, "readv: -1 segments");
	is_errno(readv(fd_ro, iov, 1025), EINVAL, "readv: 1025 segments");
	is_errno(writev(fd_wo, iov, 2), EINVAL, "writev: a negative length");
	is_errno(writev(fd_wo, BAD, 1), EFAULT, "writev: bad vector");
	is(writev(fd_wo, BAD, 0), 0, "writev: no segments");
	is_errno(ftruncate(fd_ro, 1), EINVAL, "ftruncate: opened for reading");
	is_errno(ftruncate(fd_wo, -1), EINVAL, "ftruncate to -1");
	is_errno(ftruncate(pipe_w, 1), EINVAL, "ftruncate of a pipe");
	is_errno(fsync(pipe_w), EINVAL, "fsync of a pipe");
	is_errno(fdatasync(pipe_w), EINVAL, "fdatasync of a pipe");
	is_errno(fchdir(fd_ro), ENOTDIR, "fchdir to a file");
	is_errno(syscall(SYS_getdents64, fd_ro, buf, 64), ENOTDIR, "getdents of a file");
	is_errno(syscall(SYS_getdents64, fd_dir, buf, 1), EINVAL, "getdents: no room");
	is_errno(syscall(SYS_getdents64, fd_dir, none, PG), EFAULT, "getdents: bad buffer");
	is_errno(dup2(fd_ro, -1), EBADF, "dup2 to -1");
	is_errno(dup2(fd_ro, 1 << 20), EBADF, "dup2 beyond the limit");
	is_errno(syscall(SYS_dup3, fd_ro, fd_ro, 0), EINVAL, "dup3 to itself");
	is_errno(syscall(SYS_dup3, fd_ro, 50, O_APPEND), EINVAL, "dup3: flags");
	is_errno(fcntl(fd_ro, F_DUPFD, -1), EINVAL, "F_DUPFD from -1");
	is_errno(fcntl(fd_ro, F_DUPFD, 1 << 20), EINVAL, "F_DUPFD beyond the limit");
	is_errno(fcntl(fd_ro, 9999, 0), EINVAL, "fcntl: command");
	is_errno(fcntl(fd_ro, F_GETLK, BAD), EFAULT, "F_GETLK: bad pointer");
	is_errno(fcntl(fd_ro, F_SETLK, &fl), EBADF, "a write lock by a reader");
	fl.l_type = F_RDLCK;
	is_errno(fcntl(fd_wo, F_SETLK, &fl), EBADF, "a read lock by a writer");
	fl.l_type = 7;
	is_errno(fcntl(fd_ro, F_SETLK, &fl), EINVAL, "a lock of no type");
	fl = (struct flock){ .l_type = F_RDLCK, .l_whence = 9 };
	is_errno(fcntl(fd_ro, F_SETLK, &fl), EINVAL, "a lock from nowhere");
	fl = (struct flock){ .l_type = F_RDLCK, .l_start = -5 };
	is_errno(fcntl(fd_ro, F_SETLK, &fl), EINVAL, "a lock before the start");
	fl = (struct flock){ .l_type = F_UNLCK };
	is_errno(fcntl(fd_ro, F_GETLK, &fl), EINVAL, "F_GETLK of F_UNLCK");
	is_errno(fcntl(fd_ro, F_SETOWN, 1 << 22), ESRCH, "F_SETOWN to nobody");
	is_errno(fcntl(fd_ro, F_SETSIG, 100), EINVAL, "F_SETSIG 100");
	is_errno(fcntl(fd_ro, F_SETPIPE_SZ, 4096), EBADF, "F_SETPIPE_SZ of a file");
	is_errno(fcntl(pipe_w, F_ADD_SEALS, 1), EINVAL, "F_ADD_SEALS of a pipe");
	is_errno(flock(fd_ro, 0), EINVAL, "flock: nothing to do");
	is_errno(flock(fd_ro, 7), EINVAL, "flock: operation");
	is_errno(ioctl(fd_ro, TCGETS, buf), ENOTTY, "TCGETS of a file");
	is_errno(ioctl(pipe_r, TIOCGWINSZ, buf), ENOTTY, "TIOCGWINSZ of a pipe");
	is_errno(ioctl(pipe_r, FIONREAD, BAD), EFAULT, "FIONREAD: bad pointer");
	is_errno(fallocate(fd_wo, 0, -1, 10), EINVAL, "fallocate: negative offset");
	is_errno(fallocate(fd_wo, 0, 0, 0), EINVAL, "fallocate of nothing");
	is_errno(fallocate(fd_ro, 0, 0, 10), EBADF, "fallocate: opened for reading");
	is_errno(fallocate(pipe_w, 0, 0, 10), ESPIPE, "fallocate of a pipe");
	is_errno(fallocate(fd_wo, FALLOC_FL_PUNCH_HOLE, 0, 10), EOPNOTSUPP, "a hole without KEEP_SIZE");
	is_errno(fallocate(fd_wo, 0, 1, 0x7fffffffffffffff), EFBIG, "fallocate: too large");
	is_errno(sendfile(fd_ro, fd_ro, NULL, 1), EBADF, "sendfile to a reader");
	is_errno(sendfile(pipe_w, fd_wo, NULL, 1), EBADF, "sendfile from a writer");
	off = -1;
	is_errno(sendfile(pipe_w, fd_ro, &off, 1), EINVAL, "sendfile: negative offset");
	is_errno(sendfile(pipe_w, fd_ro, BAD, 1), EFAULT, "sendfile: bad pointer");
	is_errno(splice(fd_ro, NULL, fd_wo, NULL, 1, 0), EINVAL, "splice without a pipe");
	is_errno(splice(pipe_r, &off, fd_wo, NULL, 1, 0), ESPIPE, "splice: a pipe has no offset");
	is_errno(splice(pipe_r, NULL, fd_wo, NULL, 1, 0x100), EINVAL, "splice: flags");
	is_errno(tee(fd_ro, pipe_w, 1, 0), EINVAL, "tee of a file");
	is_errno(vmsplice(fd_ro, iov, 1, 0), EBADF, "vmsplice to a file");
	is_errno(copy_file_range(fd_dir, NULL, fd_wo, NULL, 1, 0), EISDIR, "copy_file_range of a directory");
	is_errno(copy_file_range(pipe_r, NULL, fd_wo, NULL, 1, 0), EINVAL, "copy_file_range of a pipe");
	is_errno(copy_file_range(fd_ro, NULL, fd_wo, NULL, 1, 1), EINVAL, "copy_file_range: flags");
	is_errno(syscall(SYS_fadvise64, pipe_r, 0, 0, 0), ESPIPE, "fadvise64 of a pipe");
	is_errno(syscall(SYS_fadvise64, fd_ro, 0, 0, 77), EINVAL, "fadvise64: advice");
	is_errno(syscall(SYS_fadvise64, fd_ro, 0L, -1L, 0), EINVAL, "fadvise64: negative length");
	is(syscall(SYS_fadvise64, fd_ro, 0, 0, POSIX_FADV_SEQUENTIAL), 0, "fadvise64");
	is(syscall(SYS_fadvise64, fd_ro, 0, 0, POSIX_FADV_DONTNEED), 0, "fadvise64: not needed");
	is_errno(syscall(SYS_fadvise64, fd_path, 0, 0, 0), EBADF, "fadvise64 of O_PATH");
	is(readahead(fd_ro, 0, 100), 0, "readahead");
	is_errno(readahead(fd_wo, 0, 100), EBADF, "readahead: opened for writing");
	is_errno(readahead(pipe_r, 0, 100), EINVAL, "readahead of a pipe");
	is_errno(syscall(SYS_pipe, BAD), EFAULT, "pipe: bad pointer");
	is_errno(pipe2((int *)buf, 1), EINVAL, "pipe2: flags");
	is_errno(eventfd(0, 4), EINVAL, "eventfd: flags");
	is_errno(write(eventfd(0, 0), "short", 5), EINVAL, "eventfd: a short write");
	is_errno(syncfs(-1), EBADF, "syncfs");
	is_errno(sync_file_range(pipe_r, 0, 1, 0), ESPIPE, "sync_file_range of a pipe");
	is_errno(sync_file_range(fd_ro, 0, 1, 99), EINVAL, "sync_file_range: flags");
}

static void memory(void)
{
	char *two = mmap(NULL, 2 * PG, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char vec[4];

	munmap(two + PG, PG);
	is_errno(mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), EINVAL, "mmap of nothing");
	is_errno(mmap(NULL, PG, PROT_READ, MAP_ANONYMOUS, -1, 0), EINVAL, "neither private nor shared");
	is_errno(mmap(NULL, PG, PROT_READ, MAP_PRIVATE, -1, 0), EBADF, "mmap of -1");
	is_errno(mmap(NULL, PG, PROT_READ, MAP_PRIVATE, fd_wo, 0), EACCES, "mmap of a writer's");
	is_errno(mmap(NULL, PG, PROT_WRITE, MAP_SHARED, fd_ro, 0), EACCES, "shared, to write, of a reader's");
	is_errno(syscall(SYS_mmap, NULL, PG, PROT_READ, MAP_PRIVATE, fd_ro, 1), EINVAL, "mmap: offset");
	is_errno(mmap(two + 1, PG, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0), EINVAL, "MAP_FIXED between pages");
	is_errno(mmap(NULL, 1UL << 47, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), ENOMEM, "mmap: too long");
	is_errno(mmap(NULL, PG, PROT_READ, MAP_PRIVATE, pipe_r, 0), ENODEV, "mmap of a pipe");
	is_errno(mmap(NULL, PG, PROT_READ, MAP_PRIVATE, fd_dir, 0), ENODEV, "mmap of a directory");
	is_errno(mmap(two, PG, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0), EEXIST, "MAP_FIXED_NOREPLACE");
	is_errno(mmap(NULL, PG, PROT_READ, MAP_SHARED_VALIDATE | 0x2000000, fd_ro, 0), EOPNOTSUPP, "MAP_SHARED_VALIDATE of an unknown flag");
	is_errno(munmap(two + 1, PG), EINVAL, "munmap between pages");
	is_errno(munmap(two, 0), EINVAL, "munmap of nothing");
	is(munmap(two + PG, PG), 0, "munmap of a hole");
	is_errno(syscall(SYS_mprotect, two + 1, PG, PROT_READ), EINVAL, "mprotect between pages");
	is_errno(mprotect(two, 2 * PG, PROT_READ), ENOMEM, "mprotect of a hole");
	is(mprotect(two + PG, 0, PROT_READ), 0, "mprotect of nothing");
	mprotect(two, PG, PROT_READ | PROT_WRITE);
	is_errno(mremap(two + 1, PG, 2 * PG, MREMAP_MAYMOVE), EINVAL, "mremap between pages");
	is_errno(mremap(two, PG, 0, MREMAP_MAYMOVE), EINVAL, "mremap to nothing");
	is_errno(mremap(two, PG, PG, MREMAP_FIXED, two + 4 * PG), EINVAL, "MREMAP_FIXED alone");
	is_errno(mremap(two, PG, PG, 64), EINVAL, "mremap: flags");
	is_errno(mremap(two + PG, PG, 2 * PG, MREMAP_MAYMOVE), EFAULT, "mremap of a hole");
	is_errno(msync(two + 1, PG, MS_SYNC), EINVAL, "msync between pages");
	is_errno(msync(two, PG, MS_SYNC | MS_ASYNC), EINVAL, "msync both ways");
	is_errno(msync(two, 2 * PG, MS_SYNC), ENOMEM, "msync of a hole");
	is_errno(mincore(two, 2 * PG, vec), ENOMEM, "mincore of a hole");
	is_errno(mincore(two + 1, PG, vec), EINVAL, "mincore between pages");
	is_errno(mincore(two, PG, BAD), EFAULT, "mincore: bad vector");
	is_errno(madvise(two + 1, PG, MADV_NORMAL), EINVAL, "madvise between pages");
	is_errno(madvise(two, PG, 9999), EINVAL, "madvise: advice");
	is_errno(madvise(two, 2 * PG, MADV_NORMAL), ENOMEM, "madvise of a hole");
	is_errno(madvise(two, PG, MADV_REMOVE), EINVAL, "MADV_REMOVE of private memory");
	is_errno(mlock(two, 2 * PG), ENOMEM, "mlock of a hole");
	is_errno(munlock(two, 2 * PG), ENOMEM, "munlock of a hole");
	is_errno(mlockall(0), EINVAL, "mlockall of nothing");
	is_errno(mlockall(64), EINVAL, "mlockall: flags");
	is_errno(syscall(SYS_mlock2, two, PG, 2), EINVAL, "mlock2: flags");
	is_errno(syscall(SYS_memfd_create, "m", 0x100), EINVAL, "memfd_create: flags");
	is_errno(syscall(SYS_memfd_create, BAD, 0), EFAULT, "memfd_create: bad name");
	is_errno(syscall(SYS_memfd_create, long_name, 0), EINVAL, "memfd_create: name too long");
	is(syscall(SYS_brk, 0), syscall(SYS_brk, BAD), "brk to nowhere stays");
}

static void processes(void)
{
	struct rlimit r = { 10, 5 };
	struct rusage ru;
	siginfo_t si;
	int status;

	is_errno(kill(1 << 22, 0), ESRCH, "kill of nobody");
	is_errno(kill(getpid(), 65), EINVAL, "kill with 65");
	is_errno(kill(getpid(), -1), EINVAL, "kill with -1");
	is_errno(kill(INT_MIN, 0), ESRCH, "kill of INT_MIN");
	is(as_nobody(kill(1, SIGTERM)), EPERM, "kill of init by nobody");
	is_errno(syscall(SYS_tkill, 0, 0), EINVAL, "tkill of 0");
	is_errno(syscall(SYS_tgkill, 0, getpid(), 0), EINVAL, "tgkill in 0");
	is_errno(syscall(SYS_tgkill, getpid(), -1, 0), EINVAL, "tgkill of -1");
	is_errno(syscall(SYS_tgkill, 1, getpid(), 0), ESRCH, "tgkill in another's");
	is_errno(waitpid(-1, &status, 0), ECHILD, "wait without children");
	is_errno(waitpid(1, &status, 0), ECHILD, "wait for a stranger");
	is_errno(waitpid(-1, &status, 0x100), EINVAL, "wait: options");
	is_errno(waitpid(INT_MIN, &status, 0), ESRCH, "wait for INT_MIN");
	is_errno(waitid(P_ALL, 0, &si, WEXITED), ECHILD, "waitid without children");
	is_errno(waitid(P_ALL, 0, &si, WNOHANG), EINVAL, "waitid for nothing");
	is_errno(waitid(99, 0, &si, WEXITED), EINVAL, "waitid: kind");
	is_errno(waitid(P_PID, 0, &si, WEXITED), EINVAL, "waitid for 0");
	is_errno(setpgid(-1, 0), EINVAL, "setpgid of -1");
	is_errno(setpgid(0, -1), EINVAL, "setpgid to -1");
	is_errno(setpgid(1, 1), ESRCH, "setpgid of a stranger");
	is_errno(setpgid(0, 1 << 22), EPERM, "setpgid to no group");
	is_errno(getpgid(1 << 22), ESRCH, "getpgid of nobody");
	is_errno(getpgid(-1), ESRCH, "getpgid of -1");
	is_errno(getsid(1 << 22), ESRCH, "getsid of nobody");
	is_errno(getpriority(99, 0), EINVAL, "getpriority of what");
	is_errno(getpriority(PRIO_PROCESS, 1 << 22), ESRCH, "getpriority of nobody");
	is_errno(setpriority(PRIO_PROCESS, 1 << 22, 0), ESRCH, "setpriority of nobody");
	is(as_nobody(setpriority(PRIO_PROCESS, 0, -5)), EACCES, "setpriority upwards by nobody");
	is(as_nobody(setpriority(PRIO_PROCESS, 1, 5)), EPERM, "setpriority of another's");
	is_errno(getrlimit(99, &r), EINVAL, "getrlimit of what");
	is_errno(setrlimit(RLIMIT_NOFILE, &r), EINVAL, "soft above hard");
	is_errno(syscall(SYS_setrlimit, RLIMIT_CORE, BAD), EFAULT, "setrlimit: bad pointer");
	r = (struct rlimit){ 1 << 30, 1 << 30 };
	is_errno(setrlimit(RLIMIT_NOFILE, &r), EPERM, "RLIMIT_NOFILE above nr_open");
	is_errno(syscall(SYS_prlimit64, 1 << 22, 0, NULL, NULL), ESRCH, "prlimit of nobody");
	is(as_nobody(syscall(SYS_prlimit64, 1, 0, NULL, &ru)), EPERM, "prlimit of another's");
	is_errno(getrusage(99, &ru), EINVAL, "getrusage of what");
	is_errno(syscall(SYS_getrusage, 0, BAD), EFAULT, "getrusage: bad pointer");
	is_errno(syscall(SYS_times, BAD), EFAULT, "times: bad pointer");
	is_errno(syscall(SYS_uname, BAD), EFAULT, "uname: bad pointer");
	is_errno(syscall(SYS_sysinfo, BAD), EFAULT, "sysinfo: bad pointer");
	is_errno(sethostname("x", 65), EINVAL, "sethostname: too long");
	is_errno(syscall(SYS_sethostname, "x", -1), EINVAL, "sethostname: -1");
	is_errno(syscall(SYS_sethostname, BAD, 3), EFAULT, "sethostname: bad pointer");
	is(as_nobody(sethostname("x", 1)), EPERM, "sethostname by nobody");
	is(as_nobody(setuid(0)), EPERM, "setuid by nobody");
	is(as_nobody(setresuid(1, 2, 3)), EPERM, "setresuid by nobody");
	is(as_nobody(setgroups(0, NULL)), EPERM, "setgroups by nobody");
	is_errno(syscall(SYS_setgroups, 65537, NULL), EINVAL, "setgroups: too many");
	is_errno(getgroups(-1, NULL), EINVAL, "getgroups: -1");
	is_errno(prctl(9999), EINVAL, "prctl of what");
	is_errno(prctl(PR_SET_PDEATHSIG, 99), EINVAL, "PR_SET_PDEATHSIG 99");
	is_errno(prctl(PR_SET_NAME, BAD), EFAULT, "PR_SET_NAME: bad pointer");
	is_errno(prctl(PR_SET_DUMPABLE, 2), EINVAL, "PR_SET_DUMPABLE 2");
	is_errno(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), EINVAL, "PR_SET_NO_NEW_PRIVS 0");
	is_errno(prctl(PR_CAPBSET_DROP, 99), EINVAL, "PR_CAPBSET_DROP 99");
	is_errno(prctl(PR_SET_TIMING, 99), EINVAL, "PR_SET_TIMING");
	is_errno(syscall(SYS_clone, CLONE_SIGHAND, 0, 0, 0, 0), EINVAL, "CLONE_SIGHAND without VM");
	is_errno(syscall(SYS_clone, CLONE_THREAD | CLONE_VM, 0, 0, 0, 0), EINVAL, "CLONE_THREAD without SIGHAND");
	is_errno(syscall(SYS_clone, CLONE_FS | CLONE_NEWNS, 0, 0, 0, 0), EINVAL, "CLONE_FS and NEWNS");
	is(as_nobody(unshare(CLONE_NEWNS)), EPERM, "unshare by nobody");
	is_errno(unshare(1), EINVAL, "unshare: flags");
	is_errno(syscall(SYS_set_robust_list, NULL, 1), EINVAL, "set_robust_list: size");
	is_errno(syscall(SYS_get_robust_list, 1 << 22, &si, &si), ESRCH, "get_robust_list of nobody");
	is_errno(syscall(SYS_arch_prctl, 0x9999, 0), EINVAL, "arch_prctl of what");
	is_errno(syscall(SYS_arch_prctl, 0x1002, KERNEL), EPERM, "ARCH_SET_FS into the kernel");
	is_errno(syscall(SYS_ioprio_get, 99, 0), EINVAL, "ioprio_get of what");
	is_errno(syscall(SYS_ioprio_get, 1, 1 << 22), ESRCH, "ioprio_get of nobody");
	is_errno(syscall(SYS_ioprio_set, 1, 0, 4 << 13), EINVAL, "ioprio_set: class");
}

static void scheduling(void)
{
	struct sched_param sp = { 0 };
	struct timespec ts;
	cpu_set_t none_set, set;

	CPU_ZERO(&none_set);
	is_errno(syscall(SYS_sched_setscheduler, 0, 99, &sp), EINVAL, "sched_setscheduler: policy");
	is_errno(syscall(SYS_sched_setscheduler, -1, SCHED_OTHER, &sp), EINVAL, "of -1");
	is_errno(syscall(SYS_sched_setscheduler, 1 << 22, SCHED_OTHER, &sp), ESRCH, "of nobody");
	is_errno(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, NULL), EINVAL, "without parameters");
	is_errno(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, BAD), EFAULT, "bad pointer");
	is_errno(syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &sp), EINVAL, "SCHED_FIFO 0");
	sp.sched_priority = 100;
	is_errno(syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &sp), EINVAL, "SCHED_FIFO 100");
	sp.sched_priority = 1;
	is_errno(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &sp), EINVAL, "SCHED_OTHER 1");
	is(as_nobody(syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &sp)), EPERM, "SCHED_FIFO by nobody");
	is_errno(syscall(SYS_sched_getscheduler, -1), EINVAL, "sched_getscheduler of -1");
	is_errno(syscall(SYS_sched_getscheduler, 1 << 22), ESRCH, "of nobody");
	is_errno(syscall(SYS_sched_getparam, 0, NULL), EINVAL, "sched_getparam to nowhere");
	is_errno(syscall(SYS_sched_getparam, 0, BAD), EFAULT, "sched_getparam: bad pointer");
	is_errno(sched_get_priority_max(99), EINVAL, "sched_get_priority_max");
	is_errno(sched_rr_get_interval(-1, &ts), EINVAL, "sched_rr_get_interval of -1");
	is_errno(sched_setaffinity(0, sizeof(set), &none_set), EINVAL, "affinity to no CPU");
	is_errno(syscall(SYS_sched_setaffinity, 1 << 22, 8, &none_set), ESRCH, "of nobody");
	is_errno(syscall(SYS_sched_setaffinity, 0, 8, BAD), EFAULT, "sched_setaffinity: bad pointer");
	is_errno(syscall(SYS_sched_getaffinity, 0, 1, &set), EINVAL, "sched_getaffinity: no room");
	is_errno(syscall(SYS_sched_getaffinity, 0, 9, &set), EINVAL, "sched_getaffinity: odd size");
	is_errno(syscall(SYS_sched_getattr, 0, &set, 1, 0), EINVAL, "sched_getattr: no room");
	is_errno(syscall(SYS_sched_getattr, 0, &set, 48, 1), EINVAL, "sched_getattr: flags");
	is_errno(syscall(SYS_sched_setattr, 0, NULL, 0), EINVAL, "sched_setattr of nothing");
}

static void signals(void)
{
	struct sigaction sa = { .sa_handler = SIG_IGN };
	stack_t ss = { .ss_sp = none, .ss_size = 100 };
	sigset_t set;
	struct timespec ts = { 0, 1000000000 }, zero = { 0, 0 };
	char act[64] = "";

	sigemptyset(&set);
	is_errno(syscall(SYS_rt_sigaction, 65, NULL, NULL, 8), EINVAL, "sigaction of 65");
	is_errno(syscall(SYS_rt_sigaction, 0, NULL, NULL, 8), EINVAL, "sigaction of 0");
	is_errno(syscall(SYS_rt_sigaction, SIGKILL, act, NULL, 8), EINVAL, "sigaction of SIGKILL");
	is(syscall(SYS_rt_sigaction, SIGKILL, NULL, act, 8), 0, "which may be asked for");
	is_errno(syscall(SYS_rt_sigaction, SIGUSR1, NULL, NULL, 4), EINVAL, "sigaction: size");
	is_errno(syscall(SYS_rt_sigaction, SIGUSR1, BAD, NULL, 8), EFAULT, "sigaction: bad pointer");
	is_errno(syscall(SYS_rt_sigaction, SIGUSR1, NULL, BAD, 8), EFAULT, "sigaction: bad old pointer");
	is_errno(syscall(SYS_rt_sigprocmask, 99, &set, NULL, 8), EINVAL, "sigprocmask: how");
	is(syscall(SYS_rt_sigprocmask, 99, NULL, &set, 8), 0, "how is not looked at without a set");
	is_errno(syscall(SYS_rt_sigprocmask, 0, &set, NULL, 16), EINVAL, "sigprocmask: size");
	is_errno(syscall(SYS_rt_sigprocmask, 0, BAD, NULL, 8), EFAULT, "sigprocmask: bad pointer");
	is_errno(syscall(SYS_rt_sigpending, BAD, 8), EFAULT, "sigpending: bad pointer");
	is_errno(syscall(SYS_rt_sigpending, &set, 9), EINVAL, "sigpending: size");
	is_errno(syscall(SYS_rt_sigsuspend, &set, 9), EINVAL, "sigsuspend: size");
	is_errno(syscall(SYS_rt_sigsuspend, BAD, 8), EFAULT, "sigsuspend: bad pointer");
	is_errno(syscall(SYS_rt_sigtimedwait, &set, NULL, &ts, 8), EINVAL, "sigtimedwait: time");
	is_errno(syscall(SYS_rt_sigtimedwait, &set, NULL, &zero, 8), EAGAIN, "sigtimedwait: at once");
	is_errno(syscall(SYS_rt_sigtimedwait, BAD, NULL, &zero, 8), EFAULT, "sigtimedwait: bad pointer");
	is_errno(syscall(SYS_sigaltstack, &ss, NULL), ENOMEM, "sigaltstack: too small");
	ss = (stack_t){ .ss_sp = none, .ss_size = PG, .ss_flags = 99 };
	is_errno(syscall(SYS_sigaltstack, &ss, NULL), EINVAL, "sigaltstack: flags");
	is_errno(syscall(SYS_sigaltstack, BAD, NULL), EFAULT, "sigaltstack: bad pointer");
	is_errno(syscall(SYS_rt_sigqueueinfo, getpid(), 65, act), EINVAL, "sigqueue: 65");
	is_errno(syscall(SYS_rt_sigqueueinfo, getpid(), 10, BAD), EFAULT, "sigqueue: bad pointer");
	is_errno(syscall(SYS_rt_sigqueueinfo, 1, SIGCONT, act), EPERM, "sigqueue with the kernel's code");
	is_errno(signalfd(999, &set, 0), EBADF, "signalfd: descriptor");
	is_errno(signalfd(fd_ro, &set, 0), EINVAL, "signalfd of a file");
	is_errno(signalfd(-1, &set, 1), EINVAL, "signalfd: flags");
	sigaction(SIGPIPE, &sa, NULL);
	close(pipe_r);
	is_errno(write(pipe_w, "x", 1), EPIPE, "write to a pipe without reader");
}

static void times_and_waits(void)
{
	struct timespec bad = { 0, 1000000000 }, neg = { -1, 0 }, ok_ts = { 0, 0 };
	struct itimerval it = { { 0, 0 }, { 0, 1000000 } };
	struct timeval tv = { 0, 1000000 };
	struct itimerspec its = { { 0, 0 }, { 0, 1000000000 } };
	struct epoll_event ev = { .events = EPOLLIN };
	struct pollfd pfd = { -1, POLLIN, 0 };
	int ep = epoll_create1(0), word = 0, tfd;
	timer_t t;

	is_errno(nanosleep(&bad, NULL), EINVAL, "nanosleep: too many nanoseconds");
	is_errno(nanosleep(&neg, NULL), EINVAL, "nanosleep: negative");
	is_errno(syscall(SYS_nanosleep, BAD, NULL), EFAULT, "nanosleep: bad pointer");
	is_errno(syscall(SYS_clock_gettime, 99, &bad), EINVAL, "clock_gettime of what");
	is_errno(syscall(SYS_clock_gettime, 0, BAD), EFAULT, "clock_gettime: bad pointer");
	is_errno(syscall(SYS_clock_settime, CLOCK_MONOTONIC, &ok_ts), EINVAL, "CLOCK_MONOTONIC is not set");
	is_errno(syscall(SYS_clock_settime, CLOCK_REALTIME, &bad), EINVAL, "clock_settime: time");
	is(as_nobody(syscall(SYS_clock_settime, CLOCK_REALTIME, &ok_ts)), EPERM, "clock_settime by nobody");
	is_errno(syscall(SYS_clock_nanosleep, CLOCK_THREAD_CPUTIME_ID, 0, &ok_ts, NULL), EOPNOTSUPP, "clock_nanosleep on one's own CPU time");
	is_errno(syscall(SYS_clock_nanosleep, 99, 0, &ok_ts, NULL), EINVAL, "clock_nanosleep on what");
	is_errno(syscall(SYS_clock_getres, 99, NULL), EINVAL, "clock_getres of what");
	is_errno(setitimer(ITIMER_REAL, &it, NULL), EINVAL, "setitimer: time");
	is_errno(setitimer(99, &it, NULL), EINVAL, "setitimer of what");
	is_errno(syscall(SYS_getitimer, 0, BAD), EFAULT, "getitimer: bad pointer");
	is_errno(syscall(SYS_settimeofday, &tv, NULL), EINVAL, "settimeofday: time");
	is_errno(syscall(SYS_timer_create, 99, NULL, &t), EINVAL, "timer_create on what");
	is_errno(syscall(SYS_timer_create, 0, NULL, BAD), EFAULT, "timer_create: bad pointer");
	is_errno(syscall(SYS_timer_settime, 9999, 0, &its, NULL), EINVAL, "timer_settime of nothing");
	is_errno(syscall(SYS_timer_gettime, 9999, &its), EINVAL, "timer_gettime of nothing");
	is_errno(syscall(SYS_timer_delete, 9999), EINVAL, "timer_delete of nothing");
	is_errno(timerfd_create(99, 0), EINVAL, "timerfd_create on what");
	is_errno(timerfd_create(0, 99), EINVAL, "timerfd_create: flags");
	tfd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
	is_errno(timerfd_settime(tfd, 0, &its, NULL), EINVAL, "timerfd_settime: time");
	is_errno(timerfd_settime(fd_ro, 0, &its, NULL), EINVAL, "timerfd_settime of a file");
	is_errno(timerfd_gettime(-1, &its), EBADF, "timerfd_gettime of -1");
	is_errno(read(tfd, &its, 4), EINVAL, "timerfd: a short read");
	is_errno(read(tfd, &its, 8), EAGAIN, "timerfd: nothing yet");
	is_errno(syscall(SYS_epoll_create, 0), EINVAL, "epoll_create of 0");
	is_errno(epoll_create1(1), EINVAL, "epoll_create1: flags");
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, -1, &ev), EBADF, "epoll_ctl of -1");
	is_errno(epoll_ctl(-1, EPOLL_CTL_ADD, tfd, &ev), EBADF, "epoll_ctl in -1");
	is_errno(epoll_ctl(tfd, EPOLL_CTL_ADD, ep, &ev), EINVAL, "epoll_ctl in no epoll");
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, ep, &ev), EINVAL, "epoll in itself");
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, fd_ro, &ev), EPERM, "epoll of a file");
	is_errno(epoll_ctl(ep, EPOLL_CTL_DEL, tfd, &ev), ENOENT, "epoll_ctl: not there");
	is_errno(epoll_ctl(ep, EPOLL_CTL_MOD, tfd, &ev), ENOENT, "epoll_ctl: not to be changed");
	is_errno(epoll_ctl(ep, 99, tfd, &ev), EINVAL, "epoll_ctl: what");
	is_errno(syscall(SYS_epoll_ctl, ep, EPOLL_CTL_ADD, tfd, BAD), EFAULT, "epoll_ctl: bad pointer");
	epoll_ctl(ep, EPOLL_CTL_ADD, tfd, &ev);
	is_errno(epoll_ctl(ep, EPOLL_CTL_ADD, tfd, &ev), EEXIST, "epoll_ctl: there already");
	is_errno(epoll_wait(ep, &ev, 0, 0), EINVAL, "epoll_wait for none");
	is_errno(epoll_wait(tfd, &ev, 1, 0), EINVAL, "epoll_wait on no epoll");
	is_errno(syscall(SYS_poll, BAD, 1, 0), EFAULT, "poll: bad pointer");
	is_errno(syscall(SYS_poll, &pfd, -1, 0), EINVAL, "poll: too many");
	is_errno(syscall(SYS_ppoll, &pfd, 1, &bad, NULL, 8), EINVAL, "ppoll: time");
	is_errno(syscall(SYS_ppoll, &pfd, 1, &ok_ts, &ok_ts, 9), EINVAL, "ppoll: size");
	is_errno(syscall(SYS_select, -1, NULL, NULL, NULL, NULL), EINVAL, "select of -1");
	is_errno(syscall(SYS_select, 64, BAD, NULL, NULL, NULL), EFAULT, "select: bad pointer");
	tv.tv_usec = -1;
	is_errno(syscall(SYS_select, 0, NULL, NULL, NULL, &tv), EINVAL, "select: time");
	tv = (struct timeval){ 0, 0 };
	is_errno(syscall(SYS_select, 64, (long[16]){ 1L << 60 }, NULL, NULL, &tv), EBADF, "select: descriptor");
	is_errno(syscall(SYS_futex, &word, FUTEX_WAIT, 1, NULL), EAGAIN, "futex: another value");
	is_errno(syscall(SYS_futex, &word, FUTEX_WAIT, 0, &ok_ts), ETIMEDOUT, "futex: time over");
	is_errno(syscall(SYS_futex, &word, FUTEX_WAIT, 0, &bad), EINVAL, "futex: time");
	is_errno(syscall(SYS_futex, (char *)&word + 1, FUTEX_WAIT, 0, NULL), EINVAL, "futex: alignment");
	is_errno(syscall(SYS_futex, 8, FUTEX_WAIT, 0, NULL), EFAULT, "futex: bad pointer");
	is_errno(syscall(SYS_futex, &word, 99, 0, NULL), ENOSYS, "futex: what");
	is_errno(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET, 0, NULL, NULL, 0), EINVAL, "futex: no bits");
	is_errno(syscall(SYS_getrandom, &word, 4, 99), EINVAL, "getrandom: flags");
	is_errno(syscall(SYS_getrandom, BAD, 4, 0), EFAULT, "getrandom: bad pointer");
	is_errno(syscall(SYS_getcpu, BAD, NULL, NULL), EFAULT, "getcpu: bad pointer");
}

static void mounts(void)
{
	is_errno(mount("x", "/mnt", "nofs", 0, NULL), ENODEV, "mount: no such type");
	is_errno(mount("x", "nothing", "tmpfs", 0, NULL), ENOENT, "mount: nothing there");
	is_errno(mount("x", "file", "tmpfs", 0, NULL), ENOTDIR, "mount on a file");
	is_errno(mount("x", "/mnt", NULL, 0, NULL), EINVAL, "mount: no type");
	is_errno(mount("x", "/mnt", "tmpfs", 0, "size=what"), EINVAL, "mount: options");
	is_errno(mount(NULL, "/mnt", NULL, MS_REMOUNT, NULL), EINVAL, "remount of no mount");
	is_errno(mount("nothing", "/mnt", NULL, MS_BIND, NULL), ENOENT, "bind of nothing");
	is_errno(mount("file", "/mnt", NULL, MS_BIND, NULL), ENOTDIR, "bind of a file to a directory");
	is_errno(mount("dir", "/mnt", NULL, MS_MOVE, NULL), EINVAL, "move of no mount");
	is_errno(mount(BAD, "/mnt", "tmpfs", 0, NULL), EFAULT, "mount: bad source");
	is_errno(mount("x", "/mnt", BAD, 0, NULL), EFAULT, "mount: bad type");
	is(as_nobody(mount("x", "/mnt", "tmpfs", 0, NULL)), EPERM, "mount by nobody");
	is_errno(umount("dir"), EINVAL, "umount of no mount");
	is_errno(umount2("/mnt", 64), EINVAL, "umount: flags");
	is_errno(umount2("/proc", MNT_EXPIRE | MNT_FORCE), EINVAL, "MNT_EXPIRE with others");
	is(as_nobody(umount("/proc")), EPERM, "umount by nobody");
	is_errno(syscall(SYS_pivot_root, "dir", "dir/sub"), EINVAL, "pivot_root to no mount");
	is_errno(syscall(SYS_pivot_root, "nothing", "x"), ENOENT, "pivot_root to nothing");
}

static void xattrs(void)
{
	char buf[100];

	is_errno(setxattr("file", "nodot", "x", 1, 0), EOPNOTSUPP, "xattr without a class");
	is_errno(setxattr("file", "", "x", 1, 0), ERANGE, "xattr without a name");
	is_errno(setxattr("file", long_name, "x", 1, 0), ERANGE, "xattr: name too long");
	is_errno(setxattr("file", "trusted.x", "x", 65537, 0), E2BIG, "xattr: value too long");
	is_errno(setxattr("file", "trusted.x", BAD, 1, 0), EFAULT, "xattr: bad value");
	is_errno(setxattr("file", "trusted.x", "x", 1, 99), EINVAL, "xattr: flags");
	is_errno(setxattr("file", "trusted.x", "x", 1, XATTR_REPLACE), ENODATA, "xattr: nothing to replace");
	is(setxattr("file", "trusted.x", "abc", 3, XATTR_CREATE), 0, "xattr made");
	is_errno(setxattr("file", "trusted.x", "x", 1, XATTR_CREATE), EEXIST, "xattr: there already");
	is_errno(getxattr("file", "trusted.x", buf, 1), ERANGE, "getxattr: no room");
	is(getxattr("file", "trusted.x", NULL, 0), 3, "getxattr: how long");
	is_errno(getxattr("file", "trusted.y", buf, 9), ENODATA, "getxattr: not there");
	is_errno(removexattr("file", "trusted.y"), ENODATA, "removexattr: not there");
	is(as_nobody(getxattr("file", "trusted.x", buf, 9)), ENODATA, "trusted xattr of nobody");
	is(as_nobody(setxattr("file", "trusted.x", "x", 1, 0)), EPERM, "trusted xattr by nobody");
}

int main(void)
{
	prepare();
	paths();
	new_names();
	names_go();
	descriptors();
	memory();
	processes();
	scheduling();
	signals();
	times_and_waits();
	mounts();
	xattrs();
	chdir("/");
	return done();
}
