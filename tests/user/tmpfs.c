// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/tmpfs.c - files of tmpfs: limits, holes, truncation, mappings, names */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/falloc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>

#include "tap.h"

#define DIR_ "/tmp/tmpfs-test"
#define PAGE 4096

static char buf[16 * PAGE];

static void mount_tmpfs(const char *options)
{
	mkdir(DIR_, 0755);
	if (mount("none", DIR_, "tmpfs", 0, options)) {
		printf("Bail out! mount: %s\n", strerror(errno));
		exit(1);
	}
}

static int all_bytes(const char *p, int c, size_t n)
{
	while (n--)
		if (*p++ != (char)c)
			return 0;
	return 1;
}

static void test_size_limit(void)
{
	struct statfs sf;
	int fd;

	mount_tmpfs("size=64k");
	is(statfs(DIR_, &sf), 0, "statfs");
	is(sf.f_type, 0x01021994, "TMPFS_MAGIC");
	is(sf.f_blocks, 16, "size=64k is 16 blocks");
	is(sf.f_bfree, 16, "all free");
	fd = open(DIR_ "/f", O_RDWR | O_CREAT, 0644);
	is(write(fd, buf, sizeof(buf)), sizeof(buf), "16 pages fit");
	is_errno(write(fd, buf, 1), ENOSPC, "not one byte more");
	statfs(DIR_, &sf);
	is(sf.f_bfree, 0, "none free");
	is(ftruncate(fd, 1), 0, "truncate to one byte");
	statfs(DIR_, &sf);
	is(sf.f_bfree, 15, "15 free");
	is(ftruncate(fd, 1 << 30), 0, "a large hole costs nothing");
	close(fd);
	is(mount(NULL, DIR_, NULL, MS_REMOUNT, "size=128k"), 0, "remount larger");
	statfs(DIR_, &sf);
	is(sf.f_blocks, 32, "size=128k is 32 blocks");
	unlink(DIR_ "/f");
	statfs(DIR_, &sf);
	is(sf.f_bfree, 32, "unlink frees all");
	is(umount(DIR_), 0, "umount");
	is_errno(mount("none", DIR_, "tmpfs", 0, "nonsense=1"), EINVAL,
		 "unknown option");
	is_errno(mount("none", DIR_, "tmpfs", 0, "size=1x"), EINVAL,
		 "bad value");
}

static void test_inode_limit(void)
{
	struct stat st;
	int fd;

	mount_tmpfs("nr_inodes=3,mode=700,uid=7,gid=8");
	stat(DIR_, &st);
	is(st.st_mode & 07777, 0700, "mode=700");
	is(st.st_uid, 7, "uid=7");
	is(st.st_gid, 8, "gid=8");
	fd = open(DIR_ "/a", O_CREAT | O_WRONLY, 0644);
	ok(fd >= 0, "second inode");
	close(fd);
	is(mkdir(DIR_ "/d", 0755), 0, "third inode");
	is_errno(open(DIR_ "/b", O_CREAT | O_WRONLY, 0644), ENOSPC,
		 "no fourth inode");
	is_errno(symlink("x", DIR_ "/s"), ENOSPC, "nor a symlink");
	is(rmdir(DIR_ "/d"), 0, "rmdir");
	is(link(DIR_ "/a", DIR_ "/b"), 0, "a second name counts as an inode");
	is_errno(link(DIR_ "/a", DIR_ "/c"), ENOSPC, "a third does not fit");
	unlink(DIR_ "/b");
	is(symlink("x", DIR_ "/s"), 0, "its place is free again");
	umount(DIR_);
}

static void test_holes(void)
{
	struct stat st;
	int fd = open(DIR_ "/h", O_RDWR | O_CREAT | O_TRUNC, 0644);

	is(pwrite(fd, "x", 1, 10 * PAGE), 1, "write behind a hole");
	fstat(fd, &st);
	is(st.st_size, 10 * PAGE + 1, "size");
	is(st.st_blocks, 8, "one page of blocks");
	memset(buf, 1, sizeof(buf));
	is(pread(fd, buf, 2 * PAGE, 3 * PAGE), 2 * PAGE, "read the hole");
	ok(all_bytes(buf, 0, 2 * PAGE), "it is zeroes");
	is(pread(fd, buf, PAGE, 10 * PAGE), 1, "short read at the end");
	is(pread(fd, buf, PAGE, 20 * PAGE), 0, "0 behind it");
	is(lseek(fd, 0, SEEK_DATA), 10 * PAGE, "SEEK_DATA");
	is(lseek(fd, 0, SEEK_HOLE), 0, "SEEK_HOLE");
	is(lseek(fd, 10 * PAGE, SEEK_HOLE), 10 * PAGE + 1, "hole at the end");
	is_errno(lseek(fd, 20 * PAGE, SEEK_DATA), ENXIO, "no data behind");
	is_errno(lseek(fd, 20 * PAGE, SEEK_HOLE), ENXIO, "nor a hole");
	close(fd);
}

static void test_truncate(void)
{
	int fd = open(DIR_ "/t", O_RDWR | O_CREAT | O_TRUNC, 0644);

	memset(buf, 'a', sizeof(buf));
	write(fd, buf, 3 * PAGE);
	is(ftruncate(fd, PAGE + 100), 0, "shrink into a page");
	is(ftruncate(fd, 3 * PAGE), 0, "and grow again");
	pread(fd, buf, 3 * PAGE, 0);
	ok(all_bytes(buf, 'a', PAGE + 100), "old data stays");
	ok(all_bytes(buf + PAGE + 100, 0, 2 * PAGE - 100),
	   "what was cut off is zeroes");
	is_errno(ftruncate(fd, -1), EINVAL, "negative size");
	close(fd);
	is_errno(open(DIR_ "/t", O_RDWR | O_CREAT | O_EXCL, 0644), EEXIST,
		 "O_EXCL");
	is_errno(truncate(DIR_, 0), EISDIR, "truncate a directory");
}

static void test_fallocate(void)
{
	struct stat st;
	int fd = open(DIR_ "/fa", O_RDWR | O_CREAT | O_TRUNC, 0644);

	is(fallocate(fd, 0, 0, 4 * PAGE), 0, "fallocate");
	fstat(fd, &st);
	is(st.st_size, 4 * PAGE, "size");
	is(st.st_blocks, 32, "blocks");
	is(fallocate(fd, FALLOC_FL_KEEP_SIZE, 4 * PAGE, PAGE), 0, "KEEP_SIZE");
	fstat(fd, &st);
	is(st.st_size, 4 * PAGE, "size stays");
	memset(buf, 'b', sizeof(buf));
	pwrite(fd, buf, 4 * PAGE, 0);
	is(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
		     PAGE + 10, 2 * PAGE), 0, "punch a hole");
	pread(fd, buf, 4 * PAGE, 0);
	ok(all_bytes(buf, 'b', PAGE + 10), "before it");
	ok(all_bytes(buf + PAGE + 10, 0, 2 * PAGE), "in it");
	ok(all_bytes(buf + 3 * PAGE + 10, 'b', PAGE - 10), "behind it");
	is_errno(fallocate(fd, FALLOC_FL_COLLAPSE_RANGE, 0, PAGE), EOPNOTSUPP,
		 "no collapse");
	is_errno(fallocate(fd, 0, 0, 0), EINVAL, "no length");
	close(fd);
}

static void test_mmap(void)
{
	int fd = open(DIR_ "/m", O_RDWR | O_CREAT | O_TRUNC, 0644);
	char *shared, *private;
	int status;

	ftruncate(fd, 2 * PAGE);
	shared = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	private = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE,
		       fd, 0);
	ok(shared != MAP_FAILED && private != MAP_FAILED, "mmap");
	pwrite(fd, "hello", 5, 0);
	ok(!memcmp(shared, "hello", 5), "a mapping sees write()");
	memcpy(shared + PAGE, "world", 5);
	pread(fd, buf, 5, PAGE);
	ok(!memcmp(buf, "world", 5), "read() sees a mapping");
	private[0] = 'J';
	is(shared[0], 'h', "a private store stays private");
	memcpy(shared, "HELLO", 5);
	is(private[0], 'J', "and keeps its copy");

	if (!fork()) {
		ftruncate(fd, PAGE);
		_exit(shared[PAGE]);
	}
	wait(&status);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS,
	   "SIGBUS behind the end");
	munmap(shared, 2 * PAGE);
	munmap(private, 2 * PAGE);
	close(fd);
}

static void test_shared_anonymous(void)
{
	int *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	char line[256], *found = NULL;
	FILE *maps;

	ok(p != MAP_FAILED, "shared anonymous mmap");
	is(p[0], 0, "it is zero");
	if (!fork()) {
		p[0] = 42;
		_exit(0);
	}
	wait(NULL);
	is(p[0], 42, "the child's store is seen");
	maps = fopen("/proc/self/maps", "r");
	while (maps && fgets(line, sizeof(line), maps))
		if (strstr(line, "/dev/zero (deleted)"))
			found = line;
	ok(found, "/proc/self/maps names it /dev/zero (deleted)");
	if (maps)
		fclose(maps);
	munmap(p, PAGE);
}

static void test_names(void)
{
	char link_[64];
	struct stat st;
	ssize_t n;
	int fd;

	is(mkdir(DIR_ "/d", 0755), 0, "mkdir");
	stat(DIR_ "/d", &st);
	is(st.st_nlink, 2, "two links");
	mkdir(DIR_ "/d/e", 0755);
	stat(DIR_ "/d", &st);
	is(st.st_nlink, 3, "three with a subdirectory");
	is_errno(rmdir(DIR_ "/d"), ENOTEMPTY, "not empty");
	is_errno(rename(DIR_ "/d", DIR_ "/d/e/f"), EINVAL, "into itself");
	is(symlink("target", DIR_ "/s"), 0, "symlink");
	n = readlink(DIR_ "/s", link_, sizeof(link_));
	ok(n == 6 && !memcmp(link_, "target", 6), "readlink");
	lstat(DIR_ "/s", &st);
	is(st.st_size, 6, "its size");
	close(open(DIR_ "/x", O_CREAT | O_WRONLY, 0644));
	close(open(DIR_ "/y", O_CREAT | O_WRONLY, 0644));
	is_errno(syscall(SYS_renameat2, AT_FDCWD, DIR_ "/x", AT_FDCWD,
			 DIR_ "/y", 1), EEXIST, "RENAME_NOREPLACE");
	is(syscall(SYS_renameat2, AT_FDCWD, DIR_ "/x", AT_FDCWD, DIR_ "/d",
		   2), 0, "RENAME_EXCHANGE");
	stat(DIR_ "/x", &st);
	ok(S_ISDIR(st.st_mode), "the file is a directory now");
	is(rename(DIR_ "/d", DIR_ "/y"), 0, "rename over a file");
	fd = open(DIR_, O_TMPFILE | O_RDWR, 0600);
	ok(fd >= 0, "O_TMPFILE");
	sprintf(link_, "/proc/self/fd/%d", fd);
	is(linkat(AT_FDCWD, link_, AT_FDCWD, DIR_ "/linked", AT_SYMLINK_FOLLOW),
	   0, "linkat gives it a name");
	stat(DIR_ "/linked", &st);
	is(st.st_nlink, 1, "one link");
	close(fd);
	is(mknod(DIR_ "/null", S_IFCHR | 0666, 0x103), 0, "mknod");
	fd = open(DIR_ "/null", O_RDWR);
	is(write(fd, "x", 1), 1, "write to it");
	is(read(fd, link_, 1), 0, "read from it");
	close(fd);
}

/* Every entry once, although entries come and go meanwhile. */
static void test_readdir(void)
{
	struct dirent *de;
	int seen = 0, i;
	char name[320];
	DIR *dir;

	mkdir(DIR_ "/many", 0755);
	for (i = 0; i < 500; i++) {
		sprintf(name, DIR_ "/many/f%03d", i);
		close(open(name, O_CREAT | O_WRONLY, 0644));
	}
	dir = opendir(DIR_ "/many");
	while (dir && (de = readdir(dir))) {
		if (de->d_name[0] != 'f')
			continue;
		seen++;
		if (seen % 3)
			continue;
		sprintf(name, DIR_ "/many/%s", de->d_name);
		unlink(name);
	}
	if (dir)
		closedir(dir);
	is(seen, 500, "readdir while removing");
}

static void test_xattr(void)
{
	char buf[256], big[1000];
	int fd = open(DIR_ "/xattr", O_RDWR | O_CREAT, 0644);
	pid_t pid;
	int status;

	is_errno(fsetxattr(fd, "user.color", "blue", 4, 0), EOPNOTSUPP, "no user.*");
	is_errno(fgetxattr(fd, "user.color", buf, 10), EOPNOTSUPP, "at all");
	is(flistxattr(fd, buf, sizeof(buf)), 0, "none");
	is(fsetxattr(fd, "trusted.a", "value", 5, 0), 0, "trusted.a");
	is(fgetxattr(fd, "trusted.a", NULL, 0), 5, "its size");
	is(fgetxattr(fd, "trusted.a", buf, sizeof(buf)), 5, "its value");
	ok(!memcmp(buf, "value", 5), "is the same");
	is_errno(fgetxattr(fd, "trusted.a", buf, 4), ERANGE, "it does not fit");
	is_errno(fsetxattr(fd, "trusted.a", "b", 1, XATTR_CREATE), EEXIST, "create");
	is_errno(fsetxattr(fd, "trusted.b", "b", 1, XATTR_REPLACE), ENODATA, "replace");
	is_errno(fsetxattr(fd, "trusted.", "b", 1, 0), EINVAL, "an empty suffix");
	is_errno(fsetxattr(fd, "trusted.a", "b", 1, 4), EINVAL, "unknown flags");
	is(fsetxattr(fd, "trusted.a", "", 0, XATTR_REPLACE), 0, "an empty value");
	is(fgetxattr(fd, "trusted.a", buf, sizeof(buf)), 0, "is one");
	memset(big, 'x', sizeof(big));
	is(setxattr(DIR_, "trusted.dir", big, sizeof(big), 0), 0, "of a directory");
	is(getxattr(DIR_, "trusted.dir", big, sizeof(big)), 1000, "all of it");
	symlink("nowhere", DIR_ "/l");
	is(lsetxattr(DIR_ "/l", "trusted.l", "l", 1, 0), 0, "of a link");
	is(llistxattr(DIR_ "/l", buf, sizeof(buf)), 10, "is listed there");
	is_errno(flistxattr(fd, buf, 3), ERANGE, "the list does not fit");
	is(flistxattr(fd, buf, sizeof(buf)), 10, "one name");
	pid = fork();
	if (!pid) {
		if (setuid(1000) || getxattr(DIR_ "/xattr", "trusted.a", buf, 9) != -1 ||
		    errno != ENODATA || listxattr(DIR_ "/xattr", buf, 99) != 0 ||
		    setxattr(DIR_ "/xattr", "trusted.c", "", 0, 0) != -1 || errno != EPERM)
			_exit(1);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	is(status, 0, "trusted.* is hidden from others");
	is(fremovexattr(fd, "trusted.a"), 0, "removed");
	is_errno(fremovexattr(fd, "trusted.a"), ENODATA, "it is gone");
	close(fd);
}

int main(void)
{
	test_size_limit();
	test_inode_limit();
	mount_tmpfs(NULL);
	test_holes();
	test_truncate();
	test_fallocate();
	test_mmap();
	test_shared_anonymous();
	test_names();
	test_readdir();
	test_xattr();
	is(umount(DIR_), 0, "umount at the end");
	rmdir(DIR_);
	return done();
}
