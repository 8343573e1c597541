// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/vfsstorm.c - many tasks at once on the same names, descriptors, mounts
 *
 * Each storm lasts half a second. What must hold whoever wins is checked:
 * a rename never leaves a name missing, a directory's links count its
 * subdirectories, a walk ends in the file it asked for or in ENOENT, and after
 * all that the tree can be removed.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

#define TASKS	4
#define MS	500

static char dir[] = "/tmp/storm.XXXXXX";
static unsigned int seed;

static unsigned int rnd(unsigned int n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % n;
}

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Run @fn(i) in children until time is up; how many did not return 0? */
static int storm(int (*fn)(int), int tasks)
{
	long end = now_ms() + MS;
	int i, status, bad = 0, ret = 0;

	for (i = 0; i < tasks; i++)
		if (!fork()) {
			seed = i * 77 + 1;
			while (!ret && now_ms() < end)
				ret = fn(i);
			_exit(ret);
		}
	while (wait(&status) > 0)
		if (status) {
			printf("# a task: %s\n", wait_words(status));
			bad++;
		}
	return bad;
}

static int put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		return -1;
	return close(fd);
}

/* The tree below @path: remove it, count what is wrong. */
static int clear(const char *path)
{
	char name[512];
	struct dirent *de;
	struct stat st, below;
	int subdirs = 0, bad = 0;
	DIR *d;

	if (lstat(path, &st) || !(d = opendir(path)))
		return 1;
	while ((de = readdir(d))) {
		if (!strcmp(de->d_name, ".") || !strcmp(de->d_name, ".."))
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, de->d_name);
		if (lstat(name, &below)) {
			printf("# %s is listed and not there\n", name);
			bad++;
		} else if (S_ISDIR(below.st_mode)) {
			subdirs++;
			bad += clear(name);
		} else if (unlink(name)) {
			printf("# %s cannot be removed\n", name);
			bad++;
		}
	}
	closedir(d);
	/* tmpfs and ext4 count so; others say 1 */
	if (st.st_nlink != 1 && (int)st.st_nlink != 2 + subdirs) {
		printf("# %s: %d links, %d directories\n", path, (int)st.st_nlink, subdirs);
		bad++;
	}
	if (rmdir(path)) {
		printf("# %s: %s\n", path, strerror(errno));
		bad++;
	}
	return bad;
}

static void any_name(char *buf, int files)
{
	int n = 0;

	do
		n += sprintf(buf + n, "d%u/", rnd(3));
	while (rnd(2) && n < 12);
	sprintf(buf + n, files ? "f%u" : "d%u", rnd(files ? 6 : 3));
}

static int any_operation(int i)
{
	char a[64], b[64];
	struct stat st;
	int fd, n;
	DIR *d;

	(void)i;
	for (n = 0; n < 50; n++) {
		any_name(a, rnd(4));
		any_name(b, rnd(4));
		switch (rnd(12)) {
		case 0: fd = open(a, O_RDWR | O_CREAT, 0644); if (fd >= 0) close(fd); break;
		case 1: unlink(a); break;
		case 2: rename(a, b); break;
		case 3: link(a, b); break;
		case 4: symlink(b, a); break;
		case 5: mkdir(a, 0755); break;
		case 6: rmdir(a); break;
		case 7: stat(a, &st); break;
		case 8: syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 2); break;
		case 9: fd = open(a, O_RDWR | O_CREAT | O_EXCL, 0644); if (fd >= 0) close(fd); break;
		case 10: mknod(a, S_IFIFO | 0644, 0); break;
		case 11:
			d = opendir(a);
			while (d && readdir(d))
				;
			if (d)
				closedir(d);
			break;
		}
	}
	return 0;
}

/* Task 0 replaces the file, the others must always find one, whole. */
static int replaced(int i)
{
	char buf[32], name[32];
	int fd, n;

	if (i == 0) {
		sprintf(name, "cfg.%d", i);
		return put(name, "0123456789") || rename(name, "cfg") ? 1 : 0;
	}
	fd = open("cfg", O_RDONLY);
	if (fd < 0)
		return 2;
	n = read(fd, buf, sizeof(buf));
	close(fd);
	return n == 10 ? 0 : 3;
}

static int exchanged(int i)
{
	char buf[32];
	int fd;

	if (i == 0) {
		if (syscall(SYS_renameat2, AT_FDCWD, "left", AT_FDCWD, "right", 2))
			return errno == EINVAL ? 0 : 1;
		return 0;
	}
	fd = open(i & 1 ? "left" : "right", O_RDONLY);
	if (fd < 0)
		return 2;
	read(fd, buf, 1);
	close(fd);
	return 0;
}

/* Directories on the way are renamed; the end is "leaf" or nothing. */
static int walked(int i)
{
	static const char *const ways[] = {
		"w/a/b/c/leaf", "w/x/b/c/leaf", "w/a/b/../b/c/leaf", "w/a/link/c/leaf",
	};
	char buf[8];
	int fd, n;

	if (i == 0) {
		rename("w/a", "w/x");
		rename("w/x/b", "w/b");
		rename("w/b", "w/x/b");
		rename("w/x", "w/a");
		return 0;
	}
	for (n = 0; n < 20; n++) {
		fd = open(ways[n & 3], O_RDONLY);
		if (fd < 0) {
			if (errno != ENOENT)
				return 2;
			continue;
		}
		if (read(fd, buf, 8) != 4 || memcmp(buf, "leaf", 4))
			return 3;
		close(fd);
	}
	return 0;
}

/* What getcwd and /proc/self/cwd say is one of the two places. */
static int where(int i)
{
	char buf[256], *p;

	if (i == 0) {
		rename("w/a", "w/y");
		rename("w/y", "w/a");
		return 0;
	}
	if (i == 1) {
		chdir("w/a/b/c");
		p = getcwd(buf, sizeof(buf));
		chdir(dir);
		if (!p)
			return 2;
		p += strlen(dir);
		return strcmp(p, "/w/a/b/c") && strcmp(p, "/w/y/b/c") && *p ? 3 : 0;
	}
	return 0;
}

static int mounted(int i)
{
	struct stat st;
	int fd, n;

	if (i == 0) {
		if (mount("storm", "mnt", "tmpfs", 0, NULL))
			return 2;
		fd = open("mnt/in", O_CREAT | O_RDWR, 0600);
		close(fd);
		return umount2("mnt", MNT_DETACH) ? 3 : 0;
	}
	for (n = 0; n < 20; n++) {
		stat("mnt/in", &st);
		stat("mnt/../mnt/below", &st);
		fd = open("mnt/..", O_RDONLY);
		if (fd < 0)
			return 4;
		close(fd);
	}
	return 0;
}

static volatile int stop;

/* One descriptor number, closed and replaced by all threads. */
static void *fd_thread(void *arg)
{
	unsigned int mine = (long)arg;
	char buf[16];
	long wrong = 0;
	int fd;

	while (!stop) {
		fd = open(mine & 1 ? "one" : "two", O_RDONLY);
		if (fd < 0) {
			wrong++;
			continue;
		}
		dup2(fd, 200);
		if (read(fd, buf, 3) != 3 || memcmp(buf, mine & 1 ? "one" : "two", 3))
			wrong++;
		close(fd);
		if (pread(200, buf, 3, 0) == 3 && memcmp(buf, "one", 3) && memcmp(buf, "two", 3))
			wrong++;
		close(200);
	}
	return (void *)wrong;
}

static void *fd_grower(void *arg)
{
	int fd, n = 0;

	(void)arg;
	while (!stop) {
		fd = fcntl(0, F_DUPFD, 210 + n % 800);
		if (fd >= 0)
			close(fd);
		n += 97;
	}
	return NULL;
}

static void descriptors(void)
{
	pthread_t t[4], g;
	long i, wrong = 0;
	void *ret;

	put("one", "one");
	put("two", "two");
	for (i = 0; i < 4; i++)
		pthread_create(&t[i], NULL, fd_thread, (void *)i);
	pthread_create(&g, NULL, fd_grower, NULL);
	usleep(MS * 1000);
	stop = 1;
	for (i = 0; i < 4; i++) {
		pthread_join(t[i], &ret);
		wrong += (long)ret;
	}
	pthread_join(g, NULL);
	is(wrong, 0, "threads opening and closing the same numbers");
}

static void make_walk(void)
{
	mkdir("w", 0755);
	mkdir("w/a", 0755);
	mkdir("w/a/b", 0755);
	mkdir("w/a/b/c", 0755);
	symlink("b", "w/a/link");
	put("w/a/b/c/leaf", "leaf");
}

int main(void)
{
	if (!mkdtemp(dir) || chdir(dir))
		bail("no place in /tmp");
	mkdir("d0", 0755);
	mkdir("d1", 0755);
	mkdir("d2", 0755);
	is(storm(any_operation, TASKS), 0, "everything at once");
	put("cfg", "0123456789");
	is(storm(replaced, TASKS), 0, "rename over a file");
	put("left", "l");
	put("right", "r");
	is(storm(exchanged, TASKS), 0, "RENAME_EXCHANGE");
	make_walk();
	is(storm(walked, TASKS), 0, "walks through renamed directories");
	is(storm(where, TASKS), 0, "getcwd in renamed directories");
	mkdir("mnt", 0755);
	put("mnt/below", "b");
	if (!getuid() && !unshare(CLONE_NEWNS) &&
	    !mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL))
		is(storm(mounted, TASKS), 0, "mounts coming and going");
	descriptors();
	chdir("/");
	is(clear(dir), 0, "the tree is whole, and can be removed");
	return done();
}
