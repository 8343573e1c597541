// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/kmsg.c - the kernel's log: /dev/kmsg, syslog(2), its tunables */
#define _GNU_SOURCE
#include <ctype.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/klog.h>
#include <sys/wait.h>

#include "tap.h"

enum { READ = 2, READ_ALL = 3, READ_CLEAR = 4, CLEAR = 5, CONSOLE_OFF = 6,
       CONSOLE_ON = 7, CONSOLE_LEVEL = 8, SIZE_UNREAD = 9, SIZE_BUFFER = 10 };

static void log_text(const char *s)
{
	int fd = open("/dev/kmsg", O_WRONLY);

	if (dprintf(fd, "%s\n", s) != (int)strlen(s) + 1)
		bail("cannot write to /dev/kmsg");
	close(fd);
}

struct record {
	unsigned int prio;
	unsigned long long seq, usec;
	char flag;
	char text[8192];
};

/* The next record of a program: the kernel may have something to say between. */
static int read_record(int fd, struct record *r)
{
	char buf[8192];
	ssize_t n;
	char *semi;

	do {
		n = read(fd, buf, sizeof(buf) - 1);
		if (n < 0)
			return -errno;
		buf[n] = '\0';
		semi = strchr(buf, ';');
		if (!semi || sscanf(buf, "%u,%llu,%llu,%c", &r->prio, &r->seq,
				    &r->usec, &r->flag) != 4)
			bail("bad record: %s", buf);
	} while (r->prio < 8);
	strcpy(r->text, semi + 1);
	return 0;
}

static int open_at_end(void)
{
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);

	if (fd < 0 || lseek(fd, 0, SEEK_END) != 0)
		bail("no /dev/kmsg");
	return fd;
}

static void test_format(void)
{
	static char big[994];
	struct record r, r2;
	char c;
	int fd = open_at_end();

	is(read_record(fd, &r), -EAGAIN, "at the end there is nothing");
	log_text("kmsg test one");
	is(read_record(fd, &r), 0, "a record");
	is(r.prio, 12, "facility user, level warning");
	is(r.flag, '-', "a whole line");
	is_str(r.text, "kmsg test one\n", "its text");
	log_text("<3>error level");
	read_record(fd, &r2);
	is(r2.prio, 11, "<3> is error; the kernel's facility becomes user's");
	ok(r2.seq > r.seq, "numbers go up");
	ok(r2.usec >= r.usec, "time does not go back");
	is_str(r2.text, "error level\n", "the prefix is not text");
	log_text("<30>daemon info");
	read_record(fd, &r);
	is(r.prio, 30, "facility 3 level 6");
	log_text("<x>no number");
	read_record(fd, &r);
	is_str(r.text, "<x>no number\n", "what is no prefix is text");
	log_text("tab\there back\\slash");
	read_record(fd, &r);
	is_str(r.text, "tab\\x09here back\\x5cslash\n", "bytes that do not print are escaped");

	memset(big, 'a', sizeof(big));
	big[899] = '\n';
	is(write(fd, big, 10), -1, "not open for writing");
	close(fd);
	fd = open("/dev/kmsg", O_RDWR | O_NONBLOCK);
	lseek(fd, 0, SEEK_END);
	is_errno(write(fd, big, 1025), EINVAL, "too long");
	is(write(fd, big, 900), 900, "900 bytes are not");
	is_errno(read(fd, &c, 1), EINVAL, "a buffer that is too small");
	close(fd);
}

static void test_seek(void)
{
	struct record first, r;
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);

	read_record(fd, &first);
	is(lseek(fd, 0, SEEK_END), 0, "SEEK_END");
	is(read_record(fd, &r), -EAGAIN, "is the end");
	is(lseek(fd, 0, SEEK_SET), 0, "SEEK_SET");
	read_record(fd, &r);
	is(r.seq, first.seq, "is the first again");
	is_errno(lseek(fd, 1, SEEK_SET), ESPIPE, "no offsets");
	is_errno(lseek(fd, 0, SEEK_CUR), EINVAL, "no SEEK_CUR");
	is(klogctl(CLEAR, NULL, 0), 0, "clear");
	is(lseek(fd, 0, SEEK_DATA), 0, "SEEK_DATA");
	is(read_record(fd, &r), -EAGAIN, "is after the clear");
	log_text("after the clear");
	read_record(fd, &r);
	is_str(r.text, "after the clear\n", "where this comes");
	close(fd);
}

static void test_poll(void)
{
	struct pollfd p = { .fd = open_at_end(), .events = POLLIN };
	struct record r;
	int status;
	pid_t pid;

	is(poll(&p, 1, 0), 0, "poll: nothing");
	pid = fork();
	if (pid == 0) {
		usleep(100000);
		log_text("wake up");
		_exit(0);
	}
	is(poll(&p, 1, 5000), 1, "a message wakes poll");
	ok(p.revents & POLLIN, "POLLIN");
	waitpid(pid, &status, 0);
	read_record(p.fd, &r);
	pid = fork();
	if (pid == 0) {
		usleep(100000);
		log_text("wake up again");
		_exit(0);
	}
	fcntl(p.fd, F_SETFL, O_RDONLY);
	is(read_record(p.fd, &r), 0, "and a blocked read");
	is_str(r.text, "wake up again\n", "with its text");
	waitpid(pid, &status, 0);
	close(p.fd);
}

static void test_overrun(void)
{
	struct record r;
	char line[900];
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
	int w = open("/dev/kmsg", O_WRONLY);
	int size = klogctl(SIZE_BUFFER, NULL, 0);
	unsigned long long first;
	int i, err = 0;

	read_record(fd, &r);
	first = r.seq;
	/* The lowest level: not on the console. */
	memset(line, 'o', sizeof(line));
	memcpy(line, "<15>", 4);
	for (i = 0; i < 2 * size / (int)sizeof(line); i++)
		write(w, line, sizeof(line));
	is(read_record(fd, &r), -EPIPE, "the reader's record was overwritten: EPIPE");
	is(read_record(fd, &r), 0, "then it goes on");
	ok(r.seq > first + 1, "with the oldest there is");
	while ((err = read_record(fd, &r)) == 0)
		;
	is(err, -EAGAIN, "to the end");
	close(fd);
	close(w);
}

/* Many writers: no record torn or lost among those that are there. */
static void test_storm(void)
{
	enum { WRITERS = 4, LINES = 200 };
	int next[WRITERS] = { 0 };
	int fd = open_at_end();
	int i, k, status, wrong = 0, seen = 0;
	unsigned long long last = 0;
	struct record r;

	for (i = 0; i < WRITERS; i++) {
		if (fork() == 0) {
			int w = open("/dev/kmsg", O_WRONLY);

			for (k = 0; k < LINES; k++)
				dprintf(w, "<15>storm %d %d end\n", i, k);
			_exit(0);
		}
	}
	for (i = 0; i < WRITERS; i++)
		wait(&status);
	while (read_record(fd, &r) == 0) {
		if (sscanf(r.text, "storm %d %d end", &i, &k) != 2 ||
		    !strstr(r.text, " end\n")) {
			wrong += !strncmp(r.text, "storm", 5);
			continue;
		}
		if (k != next[i]++)
			wrong++;
		if (last && r.seq <= last)
			wrong++;
		last = r.seq;
		seen++;
	}
	is(seen, WRITERS * LINES, "every line is there");
	is(wrong, 0, "whole, and in order");
	close(fd);
}

static void test_syslog(void)
{
	static char buf[1 << 20];
	int size = klogctl(SIZE_BUFFER, NULL, 0);
	int n;

	ok(size >= 4096, "SIZE_BUFFER is %d", size);
	log_text("<3>read me all");
	n = klogctl(READ_ALL, buf, sizeof(buf) - 1);
	ok(n > 0, "READ_ALL");
	buf[n > 0 ? n : 0] = '\0';
	ok(strstr(buf, "read me all\n"), "has the last message");
	ok(buf[0] == '<', "begins with a level");
	ok(n > 0 && buf[n - 1] == '\n', "ends with a newline");
	n = klogctl(READ_ALL, buf, 60);
	ok(n <= 60, "a small buffer gets the newest that fits");
	n = klogctl(READ_CLEAR, buf, sizeof(buf));
	ok(n > 0, "READ_CLEAR");
	is(klogctl(READ_ALL, buf, sizeof(buf)), 0, "and then there is nothing");
	is_errno(klogctl(READ_ALL, NULL, 10), EINVAL, "no buffer");
	is_errno(klogctl(READ_ALL, buf, -1), EINVAL, "negative size");
	is(klogctl(READ_ALL, buf, 0), 0, "no size");
	log_text("<3>for the bad pointer");
	is_errno(klogctl(READ_ALL, (char *)8, 100), EFAULT, "bad pointer");
	is_errno(klogctl(99, NULL, 0), EINVAL, "unknown action");
	ok(klogctl(SIZE_UNREAD, NULL, 0) >= 0, "SIZE_UNREAD");
}

static int printk_level(int which)
{
	int v[4] = { -1, -1, -1, -1 };
	FILE *f = fopen("/proc/sys/kernel/printk", "r");

	if (f && fscanf(f, "%d\t%d\t%d\t%d", v, v + 1, v + 2, v + 3) == 4)
		fclose(f);
	return v[which];
}

static void test_console_level(void)
{
	int level = printk_level(0);

	ok(level >= 0, "/proc/sys/kernel/printk has four numbers");
	is_errno(klogctl(CONSOLE_LEVEL, NULL, 0), EINVAL, "level 0");
	is_errno(klogctl(CONSOLE_LEVEL, NULL, 9), EINVAL, "level 9");
	is(klogctl(CONSOLE_LEVEL, NULL, 3), 0, "level 3");
	is(printk_level(0), 3, "is shown");
	is(klogctl(CONSOLE_OFF, NULL, 0), 0, "off");
	is(printk_level(0), printk_level(2), "is the minimum");
	is(klogctl(CONSOLE_ON, NULL, 0), 0, "on");
	is(printk_level(0), 3, "is as before");
	klogctl(CONSOLE_LEVEL, NULL, level);
}

static void test_rights(void)
{
	char buf[256];
	int status;

	if (fork() == 0) {
		if (setuid(1000))
			_exit(9);
		if (klogctl(CLEAR, NULL, 0) != -1 || errno != EPERM)
			_exit(1);
		if (klogctl(CONSOLE_LEVEL, NULL, 4) != -1 || errno != EPERM)
			_exit(2);
		/* Depends on dmesg_restrict. */
		if (klogctl(READ_ALL, buf, sizeof(buf)) < 0 && errno != EPERM)
			_exit(3);
		_exit(0);
	}
	wait(&status);
	is_str(wait_words(status), "exit 0", "who is not root may not change anything");
}

/* Linux limits the rate of what programs log, unless told not to. */
static void no_rate_limit(void)
{
	int fd = open("/proc/sys/kernel/printk_devkmsg", O_WRONLY);

	if (fd >= 0) {
		write(fd, "on\n", 3);
		close(fd);
	}
}

int main(void)
{
	no_rate_limit();
	test_format();
	test_seek();
	test_poll();
	test_syslog();
	test_console_level();
	test_rights();
	test_storm();
	test_overrun();
	return done();
}
