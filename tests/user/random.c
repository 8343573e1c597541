// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/random.c - getrandom(2), /dev/random, /dev/urandom */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <linux/random.h>

#include "tap.h"

static void test_getrandom(void)
{
	unsigned char a[64], b[64];
	static unsigned char big[300000];
	int i, zeros = 0;

	is(getrandom(a, sizeof(a), 0), 64, "64 bytes");
	is(getrandom(b, sizeof(b), GRND_NONBLOCK), 64, "and 64 more");
	ok(memcmp(a, b, sizeof(a)), "which are others");
	is(getrandom(big, sizeof(big), 0), sizeof(big), "many bytes");
	for (i = 0; i < (int)sizeof(big); i++)
		zeros += big[i] == 0;
	ok(zeros > 900 && zeros < 1500, "a 256th of them zero (%d)", zeros);
	is(getrandom(a, 0, 0), 0, "none");
	is(getrandom(a, 7, GRND_RANDOM), 7, "GRND_RANDOM");
	is_errno(getrandom(a, 7, 0x100), EINVAL, "unknown flag");
	is_errno(getrandom(a, 7, GRND_RANDOM | 4), EINVAL, "random and insecure");
	is_errno(getrandom((void *)8, 7, 0), EFAULT, "bad pointer");
}

static void test_fork_differs(void)
{
	unsigned char a[32], b[32];
	int fds[2];

	pipe(fds);
	if (fork() == 0) {
		getrandom(b, sizeof(b), 0);
		write(fds[1], b, sizeof(b));
		_exit(0);
	}
	getrandom(a, sizeof(a), 0);
	is(read(fds[0], b, sizeof(b)), 32, "a child has numbers");
	ok(memcmp(a, b, sizeof(a)), "of its own");
	wait(NULL);
}

static void test_device(const char *name)
{
	struct pollfd p;
	unsigned char a[256], b[256];
	int bits = -1;
	int fd = open(name, O_RDWR);

	ok(fd >= 0, "%s opens", name);
	is(read(fd, a, sizeof(a)), 256, "read");
	is(read(fd, b, sizeof(b)), 256, "again");
	ok(memcmp(a, b, sizeof(a)), "something else");
	is(write(fd, a, sizeof(a)), 256, "write stirs");
	is_errno(read(fd, (void *)8, 8), EFAULT, "bad pointer");
	is(ioctl(fd, RNDGETENTCNT, &bits), 0, "RNDGETENTCNT");
	ok(bits > 0, "%d bits", bits);
	is_errno(ioctl(fd, 0x5277, 0), EINVAL, "an unknown ioctl");
	p = (struct pollfd) { .fd = fd, .events = POLLIN | POLLOUT };
	is(poll(&p, 1, 0), 1, "poll");
	ok(p.revents & POLLIN, "there is something to read");
	close(fd);
}

static void test_proc(void)
{
	char a[64] = "", b[64] = "";
	int fd, i;

	for (i = 0; i < 2; i++) {
		fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY);
		read(fd, i ? b : a, 63);
		close(fd);
	}
	is(strlen(a), 37, "boot_id is a UUID");
	is_str(b, a, "and stays");
	memset(a, 0, sizeof(a));
	memset(b, 0, sizeof(b));
	for (i = 0; i < 2; i++) {
		fd = open("/proc/sys/kernel/random/uuid", O_RDONLY);
		read(fd, i ? b : a, 63);
		close(fd);
	}
	ok(strcmp(a, b), "uuid does not");
	is(a[14], '4', "of version 4");
}

int main(void)
{
	test_getrandom();
	test_fork_differs();
	test_device("/dev/random");
	test_device("/dev/urandom");
	test_proc();
	return done();
}
