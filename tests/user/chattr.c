// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/chattr.c - flags of a file (FS_IOC_SETFLAGS), where the filesystem of
 * /tmp has them: immutable, append only, and that only some may set them
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <utime.h>

#include "tap.h"

static char dir[] = "/tmp/chattr.XXXXXX";

static int set(const char *name, int flags)
{
	int fd = open(name, O_RDONLY), ret = ioctl(fd, FS_IOC_SETFLAGS, &flags);

	close(fd);
	return ret;
}

static int get(const char *name)
{
	int fd = open(name, O_RDONLY), flags = -1;

	if (ioctl(fd, FS_IOC_GETFLAGS, &flags))
		flags = -1;
	close(fd);
	return flags;
}

static void immutable(void)
{
	is(set("f", FS_IMMUTABLE_FL), 0, "immutable");
	is(get("f") & FS_IMMUTABLE_FL, FS_IMMUTABLE_FL, "and says so");
	is_errno(open("f", O_WRONLY), EPERM, "write");
	is_errno(unlink("f"), EPERM, "unlink");
	is_errno(rename("f", "g"), EPERM, "rename");
	is_errno(link("f", "g"), EPERM, "link");
	is_errno(chmod("f", 0700), EPERM, "chmod");
	is_errno(truncate("f", 0), EPERM, "truncate");
	is(set("f", 0), 0, "not any more");
	is(chmod("f", 0600), 0, "chmod");
	is(set("d", FS_IMMUTABLE_FL), 0, "a directory");
	is_errno(open("d/new", O_CREAT | O_WRONLY, 0600), EPERM, "create in it");
	is(set("d", FS_APPEND_FL), 0, "append only");
	ok(open("d/new", O_CREAT | O_WRONLY, 0600) >= 0, "create in it");
	is_errno(unlink("d/new"), EPERM, "unlink in it");
	is(set("d", 0), 0, "neither");
	is(unlink("d/new"), 0, "unlink in it");
}

static void append(void)
{
	int fd;

	is(set("f", FS_APPEND_FL), 0, "append only");
	is_errno(open("f", O_WRONLY), EPERM, "write");
	is_errno(open("f", O_WRONLY | O_APPEND | O_TRUNC), EPERM, "truncate");
	fd = open("f", O_WRONLY | O_APPEND);
	is(write(fd, "more", 4), 4, "append");
	is_errno(fcntl(fd, F_SETFL, 0), EPERM, "without O_APPEND");
	is_errno(ftruncate(fd, 0), EPERM, "ftruncate");
	close(fd);
	is_errno(unlink("f"), EPERM, "unlink");
	is(set("f", FS_NODUMP_FL | FS_NOATIME_FL), 0, "other flags");
	is(get("f") & (FS_NODUMP_FL | FS_NOATIME_FL | FS_APPEND_FL), FS_NODUMP_FL | FS_NOATIME_FL,
	   "are there");
}

static void who_may(void)
{
	int status;

	chmod(".", 0755);
	chown("f", 1000, 1000);
	if (!fork()) {
		if (setuid(1000))
			_exit(1);
		if (set("f", 0))			/* the owner */
			_exit(2);
		if (!set("f", FS_IMMUTABLE_FL) || errno != EPERM)
			_exit(3);
		if (!set("d", FS_NODUMP_FL) || errno != EPERM)
			_exit(4);
		_exit(0);
	}
	wait(&status);
	is(status, 0, "the owner some, root all, others none");
}

int main(void)
{
	if (!mkdtemp(dir) || chdir(dir))
		bail("no place in /tmp");
	close(open("f", O_CREAT | O_WRONLY, 0600));
	mkdir("d", 0755);
	if (get("f") == -1) {
		ok(errno == ENOTTY, "this filesystem has no flags");
	} else if (set("f", FS_NODUMP_FL)) {
		ok(errno == EOPNOTSUPP || errno == ENOTTY, "or they cannot be set");
	} else {
		immutable();
		append();
		who_may();
	}
	unlink("f");
	rmdir("d");
	chdir("/");
	is(rmdir(dir), 0, "nothing is left");
	return done();
}
