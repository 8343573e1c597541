// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/mount.c - mount(2), umount2(2), pivot_root(2), chroot(2), mount namespaces */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tap.h"

static char dir[] = "/tmp/mount.XXXXXX";

static int make(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd >= 0)
		close(fd);
	return fd < 0 ? -1 : 0;
}

/* How many lines of /proc/self/FILE hold @what? */
static int lines(const char *file, const char *what)
{
	char line[1024];
	int n = 0;
	FILE *f = fopen(file, "r");

	while (f && fgets(line, sizeof(line), f))
		n += !!strstr(line, what);
	if (f)
		fclose(f);
	return n;
}

static void test_errors(void)
{
	is_errno(mount("none", "nx", "tmpfs", 0, NULL), ENOENT, "on nothing");
	is_errno(mount("none", "m", "nosuchfs", 0, NULL), ENODEV, "an unknown filesystem");
	make("f");
	is_errno(mount("none", "f", "tmpfs", 0, NULL), ENOTDIR, "on a file");
	is_errno(umount2("m", 0), EINVAL, "umount of what is no mount");
	is_errno(umount2("m", 0x100), EINVAL, "a bad flag");
	is_errno(umount2("nx", 0), ENOENT, "umount of nothing");
	is_errno(mount("m", "f", NULL, MS_BIND, NULL), ENOTDIR, "bind a directory to a file");
	is_errno(mount("f", "m", NULL, MS_BIND, NULL), ENOTDIR, "and a file to a directory");
	is_errno(mount("m", "m", NULL, MS_MOVE, NULL), EINVAL, "move of what is no mount");
	is_errno(mount("m", "m", NULL, MS_REMOUNT, NULL), EINVAL, "remount of what is none");
	is_errno(mount((void *)8, "m", "tmpfs", 0, NULL), EFAULT, "a bad string");
	is_errno(mount("none", "m", NULL, 0, NULL), EINVAL, "no type");
	unlink("f");
}

static void test_tmpfs(void)
{
	struct stat st, st2;
	int fd;

	make("m/below");
	is(mount("name", "m", "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=0700"), 0, "mount");
	is_errno(access("m/below", F_OK), ENOENT, "covers what is below");
	is(lines("/proc/self/mounts", "name "), 1, "in /proc/self/mounts");
	is(lines("/proc/self/mounts", "/m tmpfs rw,nosuid,nodev"), 1, "with its options");
	is(lines("/proc/self/mountinfo", "/m rw,nosuid,nodev"), 1, "and in mountinfo");
	stat(".", &st);
	stat("m", &st2);
	ok(st.st_dev != st2.st_dev, "another device");
	is(st2.st_mode, S_IFDIR | 0700, "its mode");
	stat("m/..", &st2);
	ok(st.st_ino == st2.st_ino && st.st_dev == st2.st_dev, ".. leads out");
	make("m/file");
	is_errno(rename("m/file", "file"), EXDEV, "rename across");
	is_errno(link("m/file", "file"), EXDEV, "link across");
	is_errno(rmdir("m"), EBUSY, "rmdir of a mount point");
	is(syscall(SYS_renameat2, AT_FDCWD, "m", AT_FDCWD, "other", 0), -1, "rename of one");
	is(errno, EBUSY, "EBUSY");
	mknod("m/null", S_IFCHR | 0666, 0x103);
	is_errno(open("m/null", O_RDONLY), EACCES, "nodev");
	fd = open("m/file", O_RDWR);
	is_errno(umount2("m", 0), EBUSY, "busy");
	is_errno(mount(NULL, "m", NULL, MS_REMOUNT | MS_RDONLY, NULL), EBUSY, "a writer is there");
	close(fd);
	is(mount(NULL, "m", NULL, MS_REMOUNT | MS_RDONLY, NULL), 0, "read-only");
	is_errno(open("m/file", O_RDWR), EROFS, "no writing");
	is_errno(mkdir("m/d", 0755), EROFS, "no making");
	is_errno(unlink("m/file"), EROFS, "no removing");
	is_errno(chmod("m/file", 0600), EROFS, "no changing");
	is_errno(access("m/file", W_OK), EROFS, "access tells");
	is_errno(utimensat(AT_FDCWD, "m/file", NULL, 0), EROFS, "nor times");
	is_errno(open("m/new", O_RDONLY | O_CREAT, 0600), EROFS, "creating");
	ok((fd = open("m/file", O_RDONLY | O_CREAT, 0600)) >= 0, "an old one is opened");
	close(fd);
	is(lines("/proc/self/mounts", "/m tmpfs ro,"), 1, "ro is shown");
	is(umount2("m", 0), 0, "umount");
	is(access("m/below", F_OK), 0, "what was below is back");
	unlink("m/below");
}

static void test_stack(void)
{
	mount("one", "m", "tmpfs", 0, NULL);
	make("m/1");
	mount("two", "m", "tmpfs", 0, NULL);
	make("m/2");
	is(access("m/2", F_OK), 0, "the upper one");
	is_errno(access("m/1", F_OK), ENOENT, "hides the lower");
	is(umount2("m", 0), 0, "umount one");
	is(access("m/1", F_OK), 0, "the lower");
	is(umount2("m", UMOUNT_NOFOLLOW), 0, "umount both");
	is_errno(umount2("m", 0), EINVAL, "no more");
}

static void test_bind(void)
{
	int fd;

	mkdir("src", 0755);
	mkdir("src/sub", 0755);
	make("src/a");
	is(mount("src", "m", NULL, MS_BIND, NULL), 0, "bind");
	is(access("m/a", F_OK), 0, "is the same");
	make("m/b");
	is(access("src/b", F_OK), 0, "both ways");
	is(mount(NULL, "m", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL), 0, "the bind read-only");
	is_errno(make("m/c"), EROFS, "here not");
	is(make("src/c"), 0, "there yes");
	is_errno(rename("src/a", "m/a2"), EXDEV, "rename between mounts");
	umount2("m", 0);
	make("f1");
	make("f2");
	fd = open("f1", O_WRONLY);
	write(fd, "content", 7);
	close(fd);
	is(mount("f1", "f2", NULL, MS_BIND, NULL), 0, "bind a file");
	fd = open("f2", O_RDONLY);
	is(lseek(fd, 0, SEEK_END), 7, "its content");
	close(fd);
	is_errno(unlink("f2"), EBUSY, "unlink of a mount point");
	is(umount2("f2", 0), 0, "umount");
	mount("inner", "src/sub", "tmpfs", 0, NULL);
	make("src/sub/in");
	mount("src", "m", NULL, MS_BIND, NULL);
	is_errno(access("m/sub/in", F_OK), ENOENT, "bind alone");
	umount2("m", 0);
	is(mount("src", "m", NULL, MS_BIND | MS_REC, NULL), 0, "rbind");
	is(access("m/sub/in", F_OK), 0, "takes the inner mounts");
	is_errno(umount2("m", 0), EBUSY, "a mount is inside");
	is(umount2("m", MNT_DETACH), 0, "MNT_DETACH takes all");
	is_errno(access("m/a", F_OK), ENOENT, "gone");
	is(umount2("src/sub", 0), 0, "the source is free");
}

static void test_move(void)
{
	mkdir("n", 0755);
	mount("mv", "m", "tmpfs", 0, NULL);
	/* what lies on a shared mount cannot be moved */
	make("m/x");
	mkdir("m/deep", 0755);
	is_errno(mount("m", "m/deep", NULL, MS_MOVE, NULL), ELOOP, "into itself");
	is(mount("m", "n", NULL, MS_MOVE, NULL), 0, "move");
	is(access("n/x", F_OK), 0, "there");
	is_errno(access("m/x", F_OK), ENOENT, "not here");
	is(lines("/proc/self/mounts", "/n tmpfs"), 1, "the new place is shown");
	is(umount2("n", 0), 0, "umount");
}

static void test_detach(void)
{
	char buf[8];
	int fd, d;

	mount("lazy", "m", "tmpfs", 0, NULL);
	fd = open("m/file", O_RDWR | O_CREAT, 0600);
	d = open("m", O_RDONLY | O_DIRECTORY);
	write(fd, "still", 5);
	is(umount2("m", MNT_DETACH), 0, "detach a busy one");
	is(lines("/proc/self/mounts", "lazy"), 0, "not shown");
	is(pread(fd, buf, 8, 0), 5, "still read");
	close(fd);
	fd = openat(d, "file", O_RDONLY);
	ok(fd >= 0, "still found");
	close(fd);
	fd = openat(d, "..", O_RDONLY | O_DIRECTORY);
	ok(fd >= 0, ".. stays inside");
	close(fd);
	close(d);
	mount("exp", "m", "tmpfs", 0, NULL);
	is_errno(umount2("m", MNT_EXPIRE), EAGAIN, "MNT_EXPIRE marks");
	is(umount2("m", MNT_EXPIRE), 0, "and takes");
}

static void test_symlink(void)
{
	mount("sl", "m", "tmpfs", 0, NULL);
	symlink("m", "link");
	is_errno(umount2("link", UMOUNT_NOFOLLOW), EINVAL, "UMOUNT_NOFOLLOW");
	is(umount2("link", 0), 0, "through a link");
	unlink("link");
}

static void test_namespace(void)
{
	int status, to[2], from[2];
	char c;

	pipe(to);
	pipe(from);
	mount("outer", "m", "tmpfs", 0, NULL);
	make("m/outer");
	if (!fork()) {
		if (unshare(CLONE_NEWNS))
			_exit(1);
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
		if (access("m/outer", F_OK))
			_exit(2);
		if (mount("secret", "n", "tmpfs", 0, NULL) || make("n/s"))
			_exit(3);
		if (umount2("m", 0))
			_exit(4);
		write(from[1], "x", 1);
		read(to[0], &c, 1);
		_exit(access("n/s", F_OK) ? 5 : 0);
	}
	read(from[0], &c, 1);
	is_errno(access("n/s", F_OK), ENOENT, "a mount of another namespace is not seen");
	is(lines("/proc/self/mounts", "secret"), 0, "nor shown");
	is(access("m/outer", F_OK), 0, "nor is its umount");
	write(to[1], "x", 1);
	wait(&status);
	is_str(wait_words(status), "exit 0", "unshare(CLONE_NEWNS)");
	is(umount2("m", 0), 0, "umount");
	close(to[0]);
	close(to[1]);
	close(from[0]);
	close(from[1]);
}

static int in_new_root(void)
{
	char buf[64];

	if (unshare(CLONE_NEWNS))
		return 1;
	mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	if (mount("newroot", "n", "tmpfs", 0, NULL) || chdir("n"))
		return 2;
	mkdir("old", 0755);
	make("here");
	if (syscall(SYS_pivot_root, ".", "nx") != -1 || errno != ENOENT)
		return 3;
	/* the first root filesystem cannot be pivoted away from */
	if (syscall(SYS_pivot_root, ".", "old"))
		return errno == EINVAL ? 99 : 4;
	if (chdir("/") || access("/here", F_OK))
		return 5;
	if (access("/old/tmp", F_OK))
		return 6;
	if (umount2("/old", MNT_DETACH) || access("/old/tmp", F_OK) != -1)
		return 7;
	if (!getcwd(buf, sizeof(buf)) || strcmp(buf, "/"))
		return 8;
	return 0;
}

/* chroot first into a mount: then pivot_root is possible even where / is rootfs. */
static int pivot_in_chroot(void)
{
	if (unshare(CLONE_NEWNS))
		return 1;
	mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	if (mount("jail", "n", "tmpfs", 0, NULL) || chdir("n") || chroot("."))
		return 2;
	mkdir("/new", 0755);
	if (mount("inner", "/new", "tmpfs", 0, NULL) || chdir("/new"))
		return 3;
	mkdir("old", 0755);
	make("inside");
	make("/outside");
	if (syscall(SYS_pivot_root, ".", "old"))
		return 4;
	if (access("/inside", F_OK) || access("/old/outside", F_OK))
		return 5;
	if (umount2("/old", 0) && errno != EBUSY)
		return 6;
	if (umount2("/old", MNT_DETACH) && errno != EINVAL)
		return 7;
	return 0;
}

static void test_roots(void)
{
	int status, fd;
	char buf[64];

	if (!fork())
		_exit(in_new_root());
	wait(&status);
	if (WEXITSTATUS(status) == 99)
		skip("the root is the first filesystem", "pivot_root");
	else
		is_str(wait_words(status), "exit 0", "pivot_root");
	if (!fork())
		_exit(pivot_in_chroot());
	wait(&status);
	is_str(wait_words(status), "exit 0", "pivot_root below chroot");
	make("n/f");
	symlink("/f", "n/abs");
	fd = open("/", O_RDONLY);
	if (!fork()) {
		if (chroot("n") || chdir("/"))
			_exit(1);
		if (access("/f", F_OK) || access("/abs", F_OK) || access("/../../f", F_OK))
			_exit(2);
		if (fchdir(fd))
			_exit(3);
		if (syscall(SYS_getcwd, buf, 64) < 0 || memcmp(buf, "(unreachable)", 13))
			_exit(4);
		_exit(0);
	}
	wait(&status);
	is_str(wait_words(status), "exit 0", "chroot");
	close(fd);
	is_errno(chroot("n/f"), ENOTDIR, "chroot to a file");
	is_errno(chroot("nx"), ENOENT, "chroot to nothing");
}

static void test_unprivileged(void)
{
	int status;

	if (!fork()) {
		if (setuid(1000))
			_exit(1);
		if (mount("x", "m", "tmpfs", 0, NULL) != -1 || errno != EPERM)
			_exit(2);
		if (umount2("/proc", 0) != -1 || errno != EPERM)
			_exit(3);
		if (unshare(CLONE_NEWNS) != -1 || errno != EPERM)
			_exit(4);
		if (chroot("/") != -1 || errno != EPERM)
			_exit(5);
		_exit(0);
	}
	wait(&status);
	is_str(wait_words(status), "exit 0", "others may not");
}

int main(void)
{
	if (getuid() || unshare(CLONE_NEWNS)) {
		skip("needs CAP_SYS_ADMIN", "all");
		return done();
	}
	mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	if (!mkdtemp(dir) || chdir(dir))
		bail("no place in /tmp");
	chmod(dir, 0755);
	umask(022);
	mkdir("m", 0755);
	test_errors();
	test_tmpfs();
	test_stack();
	test_bind();
	test_move();
	test_detach();
	test_symlink();
	test_namespace();
	test_roots();
	test_unprivileged();
	return done();
}
