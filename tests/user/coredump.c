// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/coredump.c - core(5): when a core file is written, and what is in it */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/procfs.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tap.h"

static char marker[] = "a word to be found in the core";

static void *sleeper(void *arg)
{
	for (;;)
		pause();
	return arg;
}

/* A child in a directory of its own dies by @sig; returns the wait status. */
static int die(int sig, rlim_t limit, int threads, int dumpable)
{
	struct rlimit rl = { limit, limit };
	pthread_t t;
	int status;
	pid_t pid;

	unlink("core");
	pid = fork();
	if (!pid) {
		setrlimit(RLIMIT_CORE, &rl);
		prctl(PR_SET_DUMPABLE, dumpable);
		while (threads--)
			pthread_create(&t, NULL, sleeper, NULL);
		usleep(20000);
		if (sig == SIGSEGV)
			*(volatile int *)16 = 1;
		kill(getpid(), sig);
		pause();
	}
	waitpid(pid, &status, 0);
	return status;
}

static void check_core(int sig, int threads)
{
	int fd = open("core", O_RDONLY);
	int prstatus = 0, psinfo = 0, auxv = 0, loads = 0, signo = 0, i;
	struct stat st;
	Elf64_Ehdr *e;
	Elf64_Phdr *p;
	char *map, *n;

	ok(fd >= 0 && !fstat(fd, &st), "there is a core file");
	if (fd < 0)
		return;
	is(st.st_mode & 0777, 0600, "for its owner only");
	map = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	e = (Elf64_Ehdr *)map;
	ok(!memcmp(e->e_ident, ELFMAG, SELFMAG), "it is ELF");
	is(e->e_type, ET_CORE, "of type core");
	p = (Elf64_Phdr *)(map + e->e_phoff);
	is(p[0].p_type, PT_NOTE, "notes come first");
	for (n = map + p[0].p_offset; n < map + p[0].p_offset + p[0].p_filesz;) {
		Elf64_Nhdr *h = (Elf64_Nhdr *)n;
		char *desc = n + sizeof(*h) + ((h->n_namesz + 3) & ~3u);

		if (h->n_type == NT_PRSTATUS && !prstatus++)
			signo = *(int *)desc;
		psinfo += h->n_type == NT_PRPSINFO;
		auxv += h->n_type == NT_AUXV;
		n = desc + ((h->n_descsz + 3) & ~3u);
	}
	is(prstatus, threads, "registers of each thread");
	is(signo, sig, "the signal");
	is(psinfo, 1, "the process");
	is(auxv, 1, "its auxiliary vector");
	for (i = 1; i < e->e_phnum; i++) {
		unsigned long at = (unsigned long)marker - p[i].p_vaddr;

		loads += p[i].p_type == PT_LOAD;
		if (at < p[i].p_filesz)
			is_str(map + p[i].p_offset + at, marker, "its memory");
	}
	is(loads, e->e_phnum - 1, "everything else is memory");
	munmap(map, st.st_size);
	close(fd);
}

int main(void)
{
	mkdir("/tmp/coredump", 0700);
	if (chdir("/tmp/coredump"))
		bail("chdir");

	is_str(wait_words(die(SIGSEGV, RLIM_INFINITY, 0, 1)),
	       "killed by 11, core", "a segmentation fault dumps core");
	check_core(SIGSEGV, 1);
	is_str(wait_words(die(SIGABRT, RLIM_INFINITY, 3, 1)),
	       "killed by 6, core", "abort in a program with threads");
	check_core(SIGABRT, 4);
	is_str(wait_words(die(SIGSEGV, 0, 0, 1)), "killed by 11",
	       "limit 0: no core");
	is_errno(access("core", F_OK), ENOENT, "no file");
	is_str(wait_words(die(SIGTERM, RLIM_INFINITY, 0, 1)), "killed by 15",
	       "SIGTERM dumps nothing");
	is_str(wait_words(die(SIGSEGV, RLIM_INFINITY, 0, 0)), "killed by 11",
	       "not dumpable: no core");
	unlink("core");
	chdir("/");
	rmdir("/tmp/coredump");
	return done();
}
