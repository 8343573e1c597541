// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/badptr.c - every system call with every kind of bad pointer: the
 * call may fail in any way it likes, but it returns, and the kernel lives on
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tap.h"

#define MAX_NR	460

/* They end the test, sleep for ever or turn the machine off, as they should. */
static const int left_out[] = {
	SYS_exit, SYS_exit_group, SYS_reboot, SYS_pause, SYS_kill, SYS_tkill,
	SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
	SYS_rt_sigreturn, SYS_vfork, SYS_fork, SYS_clone, SYS_clone3,
	SYS_rt_sigsuspend, SYS_vhangup, SYS_pivot_root, SYS_chroot,
	SYS_umount2, SYS_sched_setscheduler, SYS_setpriority,
	SYS_mount, SYS_swapoff, SYS_swapon, SYS_kexec_load, SYS_init_module,
	SYS_syslog, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex,
	SYS_clock_adjtime, SYS_sethostname, SYS_setdomainname, SYS_acct,
};

static int is_left_out(int nr)
{
	unsigned int i;

	for (i = 0; i < sizeof(left_out) / sizeof(left_out[0]); i++)
		if (left_out[i] == nr)
			return 1;
	return 0;
}

static void try_call(int nr, long p, int which)
{
	long a[6];
	int i;

	/* All arguments bad, or one of them, the others small numbers. */
	for (i = 0; i < 6; i++)
		a[i] = which == 6 || which == i ? p : i == 0 ? 1 : 8;
	syscall(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static void child(int nr, const long *bad, int n)
{
	int i, which, fd = open("/dev/null", O_RDWR);

	/* Whatever the call does to files, it does to these. */
	for (i = 0; i < 3; i++)
		dup2(fd, i);
	setpgid(0, 0);
	alarm(1);
	for (i = 0; i < n; i++)
		for (which = 0; which <= 6; which++)
			try_call(nr, bad[i], which);
	_exit(0);
}

static long taint(void)
{
	char buf[32] = "";
	int fd = open("/proc/sys/kernel/tainted", O_RDONLY);

	if (fd < 0)
		return 0;
	read(fd, buf, sizeof(buf) - 1);
	close(fd);
	return atol(buf);
}

int main(void)
{
	char *m = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	long before = taint(), bad[] = {
		0, 1, -1, 0x7ffffffffff8, 0x800000000000, 0xffff880000000000,
		0xffffffff80200000, (long)m + 2 * 4096 - 3, (long)m + 4096 * 2,
		(long)m,
	};
	int nr, status, hung = 0;

	mprotect(m + 2 * 4096, 4096, PROT_NONE);
	mprotect(m, 4096, PROT_READ);
	for (nr = 0; nr < MAX_NR; nr++) {
		pid_t pid;

		if (is_left_out(nr))
			continue;
		pid = fork();
		if (pid == 0)
			child(nr, bad, sizeof(bad) / sizeof(bad[0]));
		if (pid < 0 || waitpid(pid, &status, __WALL) != pid) {
			printf("# %d: fork or wait failed\n", nr);
			hung++;
		}
		kill(-pid, SIGKILL);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
	}
	is(hung, 0, "every call returned or its process died");
	is(taint(), before, "the kernel is as healthy as before");
	return done();
}
