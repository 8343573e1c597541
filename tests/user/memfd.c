// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/memfd.c - memfd_create(2) and seals */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/memfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "tap.h"

#ifndef F_ADD_SEALS
#define F_ADD_SEALS	(1024 + 9)
#define F_GET_SEALS	(1024 + 10)
#endif
#ifndef F_SEAL_SEAL
#define F_SEAL_SEAL	1
#define F_SEAL_SHRINK	2
#define F_SEAL_GROW	4
#define F_SEAL_WRITE	8
#endif

static int memfd(const char *name, unsigned int flags)
{
	return syscall(SYS_memfd_create, name, flags);
}

static void test_create(void)
{
	char link[64], path[128] = "", longname[300];
	struct stat st;
	int fd = memfd("thing", 0);

	ok(fd >= 0, "memfd_create");
	fstat(fd, &st);
	is(st.st_size, 0, "it is empty");
	is(st.st_nlink, 0, "it has no name");
	sprintf(link, "/proc/self/fd/%d", fd);
	readlink(link, path, sizeof(path) - 1);
	is_str(path, "/memfd:thing (deleted)", "what /proc shows");
	is(write(fd, "hello", 5), 5, "write");
	is(lseek(fd, 1, SEEK_SET), 1, "lseek");
	is(fcntl(fd, F_GETFD), 0, "stays open over exec");
	is(fcntl(fd, F_GET_SEALS), F_SEAL_SEAL, "cannot be sealed");
	is_errno(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EPERM, "indeed");
	close(fd);
	fd = memfd("x", MFD_CLOEXEC);
	is(fcntl(fd, F_GETFD), FD_CLOEXEC, "MFD_CLOEXEC");
	close(fd);
	is_errno(memfd("x", 0x8000), EINVAL, "unknown flag");
	is_errno(memfd((char *)-4096, 0), EFAULT, "bad name");
	memset(longname, 'n', sizeof(longname));
	longname[250] = 0;
	is_errno(memfd(longname, 0), EINVAL, "name too long");
	longname[249] = 0;
	fd = memfd(longname, 0);
	ok(fd >= 0, "249 bytes are allowed");
	close(fd);
}

static void test_seals(void)
{
	int fd = memfd("sealed", MFD_ALLOW_SEALING);
	void *p;

	is(fcntl(fd, F_GET_SEALS), 0, "no seals");
	ftruncate(fd, 8192);
	is(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK), 0, "F_SEAL_SHRINK");
	is_errno(ftruncate(fd, 4096), EPERM, "cannot shrink");
	is(ftruncate(fd, 12288), 0, "can grow");
	is(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), 0, "F_SEAL_GROW");
	is_errno(ftruncate(fd, 16384), EPERM, "cannot grow");
	is_errno(pwrite(fd, "x", 1, 12288), EPERM, "nor by writing");
	is_errno(fallocate(fd, 0, 0, 16384), EPERM, "nor by fallocate");
	p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ok(p != MAP_FAILED, "map it writable");
	is_errno(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), EBUSY,
		 "F_SEAL_WRITE while it is mapped");
	munmap(p, 4096);
	is(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), 0, "F_SEAL_WRITE");
	is_errno(pwrite(fd, "x", 1, 0), EPERM, "cannot write");
	is_errno(fallocate(fd, 3, 0, 4096), EPERM, "nor punch holes");
	p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ok(p == MAP_FAILED && errno == EPERM, "nor map it writable");
	p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	ok(p != MAP_FAILED, "but privately");
	munmap(p, 4096);
	is(fcntl(fd, F_GET_SEALS), F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE,
	   "the seals");
	is(fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL), 0, "F_SEAL_SEAL");
	is_errno(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK), EPERM, "no more seals");
	close(fd);
	is_errno(fcntl(0, F_GET_SEALS), EINVAL, "not on other files");
}

int main(void)
{
	test_create();
	test_seals();
	return done();
}
