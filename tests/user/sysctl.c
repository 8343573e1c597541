// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/sysctl.c - /proc/sys read in pieces: numbers once, texts to their end */
#include <fcntl.h>

#include "tap.h"

static char text[64];

/* One read(2) of @n bytes, then one more; answers the second's result. */
static long read_twice(const char *path, size_t n)
{
	int fd = open(path, O_RDONLY);
	char more[8];
	ssize_t got, rest;

	if (fd < 0)
		bail("%s", path);
	memset(text, 0, sizeof(text));
	got = read(fd, text, n);
	rest = read(fd, more, sizeof(more));
	close(fd);
	return got < 0 ? -1 : rest;
}

/* Writes that follow one another make one text; a newline ends it. */
static void test_writing(void)
{
	const char *path = "/proc/sys/kernel/hostname";
	char old[65];
	int fd;

	gethostname(old, sizeof(old));
	fd = open(path, O_WRONLY);
	is(write(fd, "ab", 2), 2, "the first half");
	is(write(fd, "c\nd", 3), 3, "the second");
	is(write(fd, "e", 1), 1, "what comes behind the end is taken");
	close(fd);
	read_twice(path, sizeof(text) - 1);
	is_str(text, "abc\n", "... and does nothing");
	if (sethostname(old, strlen(old)))
		bail("sethostname");

	fd = open("/proc/sys/kernel/panic", O_WRONLY);
	is_errno(write(fd, "99999999999999999999", 20), EINVAL, "a number without end");
	close(fd);
}

int main(void)
{
	char whole[64];
	size_t len;

	read_twice("/proc/sys/kernel/pid_max", sizeof(text) - 1);
	strcpy(whole, text);
	len = strlen(whole);
	ok(len > 3 && whole[len - 1] == '\n', "a number and the end of the line");

	/* The malloc of glibc reads a single byte of one of them. */
	is(read_twice("/proc/sys/kernel/pid_max", 1), 0, "a byte, and no more");
	ok(text[0] == whole[0], "it is the first digit");
	read_twice("/proc/sys/kernel/pid_max", 2);
	ok(!strncmp(text, whole, 2) && strlen(text) == 2, "two digits");
	read_twice("/proc/sys/kernel/pid_max", len - 1);
	ok(!strncmp(text, whole, len - 1) && strlen(text) == len - 1, "all digits, no newline");

	read_twice("/proc/sys/kernel/printk", sizeof(text) - 1);
	strcpy(whole, text);
	len = strlen(whole);
	for (size_t n = 1; n < len; n++) {
		read_twice("/proc/sys/kernel/printk", n);
		if (strncmp(text, whole, n) || strlen(text) != n)
			break;
		if (n == len - 1)
			ok(1, "a row, cut anywhere");
	}
	is(tap_count, 6, "... none was wrong");

	/* What sh does for "read name < /proc/sys/kernel/hostname". */
	is(read_twice("/proc/sys/kernel/ostype", 1), 5, "a text goes on after a byte");
	is_str(text, "L", "its first byte");
	is(read_twice("/proc/sys/kernel/ostype", 5), 1, "and after the last the newline");
	is(read_twice("/proc/sys/kernel/ostype", 6), 0, "and then nothing");
	is(read_twice("/proc/sys/kernel/ostype", sizeof(text) - 1), 0, "nor behind the whole");
	is_str(text, "Linux\n", "which is that");
	test_writing();
	return done();
}
