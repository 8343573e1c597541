// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/pidns.c - pids and pid namespaces: pid_namespaces(7) */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

static long raw_clone(unsigned long flags)
{
	return syscall(SYS_clone, flags, 0, 0, 0, 0);
}

#define NEED(cond)	do { if (!(cond)) _exit(__LINE__ & 255 ?: 1); } while (0)

static int status_of(pid_t pid)
{
	int status = -1;

	waitpid(pid, &status, 0);
	return status;
}

static void read_file(const char *path, char *buf, size_t size)
{
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, buf, size - 1);

	buf[n < 0 ? 0 : n] = '\0';
	close(fd);
}

/*
 * The numbers here of @parent's children, lowest first, once there are @want of
 * them.  No number is guessed: others fork too.
 */
static int children_of(pid_t parent, pid_t *out, int want)
{
	char path[300], text[4096], *ppid;
	int n = 0, tries = 500;
	struct dirent *d;
	DIR *proc;

	while (n < want && tries--) {
		n = 0;
		proc = opendir("/proc");
		while (proc && n < want && (d = readdir(proc))) {
			if (!atoi(d->d_name))
				continue;
			snprintf(path, sizeof(path), "/proc/%s/status", d->d_name);
			read_file(path, text, sizeof(text));
			ppid = strstr(text, "\nPPid:");
			if (ppid && atoi(ppid + 6) == parent)
				out[n++] = atoi(d->d_name);
		}
		if (proc)
			closedir(proc);
		usleep(10000);
	}
	return n;
}

static int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY), ret;

	if (fd < 0)
		return -1;
	ret = write(fd, text, strlen(text)) < 0 ? -1 : 0;
	close(fd);
	return ret;
}

static void test_numbers(void)
{
	pid_t seen[20], pid;
	int i, j, fresh = 1;

	for (i = 0; i < 20; i++) {
		pid = fork();
		if (!pid)
			_exit(0);
		waitpid(pid, NULL, 0);
		for (j = 0; j < i; j++)
			fresh &= pid != seen[j];
		seen[i] = pid;
	}
	ok(fresh, "a freed number does not come back at once");
	is(getpgid(0), getpgrp(), "getpgid(0)");
	is_errno(getpgid(0x3ffffff), ESRCH, "no such process");
	is_errno(kill(0x3ffffff, 0), ESRCH, "no such process");
	is(syscall(SYS_gettid), getpid(), "the first thread's number");
}

static void test_child_is_one(void)
{
	int p[2];
	long inner[2];
	pid_t pid;

	if (pipe(p))
		return;
	pid = raw_clone(CLONE_NEWPID | SIGCHLD);
	if (pid == 0) {
		inner[0] = syscall(SYS_getpid);
		inner[1] = syscall(SYS_getppid);
		NEED(write(p[1], inner, sizeof(inner)) == sizeof(inner));
		NEED(kill(1, 0) == 0);
		NEED(kill(2, 0) == -1 && errno == ESRCH);
		/* The init of a namespace is safe from its own. */
		NEED(kill(1, SIGKILL) == 0);
		NEED(kill(1, SIGTERM) == 0);
		NEED(getpgid(0) == 0 && getsid(0) == 0);
		_exit(7);
	}
	ok(pid > 1, "outside it is %d", pid);
	is(read(p[0], inner, sizeof(inner)), sizeof(inner), "it wrote");
	is(inner[0], 1, "inside it is 1");
	is(inner[1], 0, "and has no parent there");
	is(status_of(pid), 7 << 8, "survives its own SIGKILL");
	close(p[0]);
	close(p[1]);
}

static void test_unshare(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		pid_t me = getpid(), child;
		int status;

		NEED(unshare(CLONE_NEWPID) == 0);
		NEED(syscall(SYS_getpid) == me);
		NEED(unshare(CLONE_NEWPID) == -1 && errno == EINVAL);
		NEED(raw_clone(CLONE_VM | CLONE_SIGHAND | CLONE_THREAD) == -1 &&
		     errno == EINVAL);
		child = raw_clone(SIGCHLD);
		if (child == 0) {
			pid_t orphan, mid;

			NEED(syscall(SYS_getpid) == 1);
			mid = raw_clone(SIGCHLD);
			if (mid == 0) {
				orphan = raw_clone(SIGCHLD);
				if (orphan == 0) {
					while (syscall(SYS_getppid) != 1)
						sched_yield();
					_exit(9);
				}
				_exit(0);
			}
			NEED(mid == 2);
			NEED(status_of(mid) == 0);
			NEED(wait(&status) == 3 && status == 9 << 8);
			_exit(5);
		}
		NEED(child > 1);
		NEED(waitpid(child, &status, 0) == child && status == 5 << 8);
		/* Its init is dead: no process can come any more. */
		NEED(raw_clone(SIGCHLD) == -1 && errno == ENOMEM);
		_exit(0);
	}
	is(status_of(pid), 0, "unshare, orphans, and the end of the namespace");
}

static void test_init_takes_all(void)
{
	char path[64];
	int p[2], i;
	pid_t pid, outer[3];

	if (pipe(p))
		return;
	pid = raw_clone(CLONE_NEWPID | SIGCHLD);
	if (pid == 0) {
		for (i = 0; i < 3; i++)
			if (raw_clone(SIGCHLD) == 0)
				break;
		if (i == 3)
			NEED(write(p[1], "x", 1) == 1);
		for (;;)
			pause();
	}
	ok(read(p[0], path, 1) == 1, "init and three children run");
	is(children_of(pid, outer, 3), 3, "they have numbers here");
	kill(pid, SIGKILL);
	is(status_of(pid), SIGKILL, "killed from outside");
	for (i = 0; i < 3; i++)
		is_errno(kill(outer[i], 0), ESRCH, "its child %d is gone", i);
	close(p[0]);
	close(p[1]);
}

static void test_nested(void)
{
	char path[64], status[4096], *line;
	pid_t pid = raw_clone(CLONE_NEWPID | SIGCHLD), inner = 0;
	int a, b, c;

	if (pid == 0) {
		pid_t child = raw_clone(CLONE_NEWPID | SIGCHLD);

		if (child == 0)
			for (;;)
				pause();
		for (;;)
			pause();
	}
	is(children_of(pid, &inner, 1), 1, "the inner one has a number here");
	snprintf(path, sizeof(path), "/proc/%d/status", inner);
	read_file(path, status, sizeof(status));
	line = strstr(status, "NSpid:");
	ok(line && sscanf(line, "NSpid: %d %d %d", &a, &b, &c) == 3 &&
	   a == inner && b == 2 && c == 1, "it has three names");
	kill(pid, SIGKILL);
	is(status_of(pid), SIGKILL, "the outer init takes the inner with it");
	is_errno(kill(inner, 0), ESRCH, "it is gone");
}

/* Each level unshares and forks; the last one tells why it cannot. */
static int dive(int level)
{
	int status;
	pid_t pid;

	if (unshare(CLONE_NEWPID))
		return errno == EINVAL ? level : errno == ENOSPC ? level + 100
								 : 255;
	pid = raw_clone(SIGCHLD);
	if (pid == 0)
		_exit(dive(level + 1));
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return 254;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 253;
}

static void test_depth(void)
{
	pid_t pid = fork();
	int code;

	if (pid == 0)
		_exit(dive(1));
	code = WEXITSTATUS(status_of(pid));
	if (code == 133)
		printf("SKEW: 33 levels of pid namespaces, EINVAL, ENOSPC\n");
	ok(code == 33 || code == 133, "32 levels and no more: %d", code);
}

static void test_last_pid(void)
{
	pid_t pid = raw_clone(CLONE_NEWPID | CLONE_NEWNS | SIGCHLD);

	if (pid == 0) {
		pid_t child;
		int i, want[] = { 32767, 300, 301 };
		char max[32];

		mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL);
		NEED(mount("proc", "/proc", "proc", 0, NULL) == 0);
		read_file("/proc/sys/kernel/pid_max", max, sizeof(max));
		snprintf(max, sizeof(max), "%d", atoi(max) - 2);
		want[0] = atoi(max) + 1;
		if (access("/proc/sys/kernel/ns_last_pid", W_OK))
			_exit(99);
		NEED(write_file("/proc/sys/kernel/ns_last_pid", max) == 0);
		for (i = 0; i < 3; i++) {
			child = raw_clone(SIGCHLD);
			if (child == 0)
				_exit(0);
			NEED(child == want[i]);
			NEED(status_of(child) == 0);
		}
		NEED(write_file("/proc/sys/kernel/ns_last_pid", "1") == 0);
		child = raw_clone(SIGCHLD);
		if (child == 0)
			_exit(0);
		NEED(child == 2);
		NEED(write_file("/proc/sys/kernel/ns_last_pid", "-1") == -1 &&
		     errno == EINVAL);
		NEED(write_file("/proc/sys/kernel/ns_last_pid", "5000000") == -1);
		_exit(0);
	}
	pid = status_of(pid);
	if (pid == 99 << 8)
		skip("no CONFIG_CHECKPOINT_RESTORE", "ns_last_pid");
	else
		is(pid, 0, "ns_last_pid: wraps to 300");
}

static void test_reboot(void)
{
	pid_t pid = raw_clone(CLONE_NEWPID | SIGCHLD);

	if (pid == 0) {
		reboot(RB_AUTOBOOT);
		_exit(1);
	}
	is(status_of(pid), SIGHUP, "reboot in a namespace hangs up its init");
	pid = raw_clone(CLONE_NEWPID | SIGCHLD);
	if (pid == 0) {
		reboot(RB_POWER_OFF);
		_exit(1);
	}
	is(status_of(pid), SIGINT, "power off interrupts it");
}

static void test_proc(void)
{
	pid_t pid = raw_clone(CLONE_NEWPID | CLONE_NEWNS | SIGCHLD);

	if (pid == 0) {
		char buf[64] = "";

		NEED(readlink("/proc/self", buf, sizeof(buf)) == -1 ||
		     strcmp(buf, "1"));
		mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL);
		NEED(mount("proc", "/proc", "proc", 0, NULL) == 0);
		memset(buf, 0, sizeof(buf));
		NEED(readlink("/proc/self", buf, sizeof(buf)) == 1);
		NEED(!strcmp(buf, "1"));
		NEED(access("/proc/2", F_OK) == -1);
		_exit(0);
	}
	is(status_of(pid), 0, "its own /proc shows it as 1");
}

static void test_flags(void)
{
	is_errno(raw_clone(CLONE_NEWPID | CLONE_VM | CLONE_SIGHAND |
			   CLONE_THREAD), EINVAL, "no thread in a new one");
	is_errno(raw_clone(CLONE_THREAD), EINVAL, "THREAD wants SIGHAND");
	is_errno(raw_clone(CLONE_SIGHAND), EINVAL, "SIGHAND wants VM");
	is_errno(raw_clone(CLONE_NEWNS | CLONE_FS), EINVAL, "NEWNS or FS");
}

int main(void)
{
	test_numbers();
	test_flags();
	test_child_is_one();
	test_unshare();
	test_init_takes_all();
	test_nested();
	test_depth();
	test_last_pid();
	test_reboot();
	test_proc();
	return done();
}
