// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/process.c - fork, exec, exit and wait, as fork(2) and wait(2) have them */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tap.h"

static pid_t child_that_exits(int code)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(code);
	return pid;
}

static void test_wait_status(void)
{
	int status;
	pid_t pid = child_that_exits(42);

	is(waitpid(pid, &status, 0), pid, "waitpid returns the child");
	is_str(wait_words(status), "exit 42", "exit status");

	pid = fork();
	if (pid == 0) {
		raise(SIGKILL);
		_exit(1);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "killed by 9", "killed by SIGKILL");
	is_errno(waitpid(pid, &status, 0), ECHILD, "a child is reaped once");
	is_errno(wait4(-1, NULL, 0, NULL), ECHILD, "no children: ECHILD");
	is_errno(waitpid(-1, NULL, 0x40000000 | 0x100), EINVAL, "unknown option");
	is_errno(wait4(0x80000000, NULL, 0, NULL), ESRCH, "INT_MIN");
}

static void test_waitid(void)
{
	siginfo_t si;
	pid_t pid = child_that_exits(7);

	memset(&si, 0xff, sizeof(si));
	is(waitid(P_PID, pid, &si, WEXITED | WNOWAIT), 0, "waitid WNOWAIT");
	is(si.si_pid, pid, "si_pid");
	is(si.si_signo, SIGCHLD, "si_signo");
	is(si.si_code, CLD_EXITED, "si_code");
	is(si.si_status, 7, "si_status");
	is(waitid(P_PID, pid, &si, WEXITED), 0, "and it is still there");
	is_errno(waitid(P_PID, pid, &si, WEXITED), ECHILD, "but not twice");
	is_errno(waitid(P_PID, 0, &si, WEXITED), EINVAL, "P_PID 0");
	is_errno(waitid(P_ALL, 0, &si, 0), EINVAL, "nothing to wait for");
	is_errno(waitid(77, 0, &si, WEXITED), EINVAL, "bad idtype");
}

static void test_stop_continue(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		for (;;)
			pause();
	}
	kill(pid, SIGSTOP);
	is(waitpid(pid, &status, WUNTRACED), pid, "stopped child reported");
	is_str(wait_words(status), "stopped by 19", "stop status");
	is(waitpid(pid, &status, WUNTRACED | WNOHANG), 0, "only once");
	kill(pid, SIGCONT);
	is(waitpid(pid, &status, WCONTINUED), pid, "continued child reported");
	ok(WIFCONTINUED(status), "WIFCONTINUED");
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "killed by 15", "SIGTERM");
}

static long raw_clone(unsigned long flags)
{
	return syscall(SYS_clone, flags, 0, 0, 0, 0);
}

static void test_clone_flags(void)
{
	is_errno(raw_clone(CLONE_NEWNS | CLONE_FS), EINVAL, "NEWNS|FS");
	is_errno(raw_clone(CLONE_NEWUSER | CLONE_FS), EINVAL, "NEWUSER|FS");
	is_errno(raw_clone(CLONE_THREAD), EINVAL, "THREAD without SIGHAND");
	is_errno(raw_clone(CLONE_SIGHAND), EINVAL, "SIGHAND without VM");
}

static int shared_flag;

static void test_vfork_and_memory(void)
{
	volatile int local = 1;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		local = 2;
		_exit(local);
	}
	waitpid(pid, &status, 0);
	is(local, 1, "a child writes its own copy");
	is_str(wait_words(status), "exit 2", "and sees it");

	pid = vfork();
	if (pid == 0) {
		shared_flag = 5;
		_exit(0);
	}
	is(shared_flag, 5, "vfork shares memory, and the parent waited");
	waitpid(pid, &status, 0);
}

static void test_orphan(void)
{
	int fds[2], status;
	pid_t ppid = 0;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (pipe(fds))
		bail("pipe");
	if (fork() == 0) {
		if (fork() == 0) {
			/* Wait until our parent is gone. */
			for (int i = 0; i < 2000 && getppid() != 1; i++) {
				ppid = getppid();
				usleep(1000);
				if (ppid != getppid())
					break;
			}
			ppid = getppid();
			write(fds[1], &ppid, sizeof(ppid));
			_exit(0);
		}
		_exit(0);
	}
	wait(&status);
	read(fds[0], &ppid, sizeof(ppid));
	is(ppid, getpid(), "an orphan goes to the subreaper");
	ok(wait(&status) > 0, "which can reap it");
	prctl(PR_SET_CHILD_SUBREAPER, 0);
	close(fds[0]);
	close(fds[1]);
}

static char *volatile bad_pointer = (char *)8;

static void test_exec(void)
{
	int status;
	char *argv[] = { "sh", "-c", "test \"$A\" = b && exit $#", "x", "1", "2", NULL };
	char *envp[] = { "A=b", NULL };
	pid_t pid = fork();

	if (pid == 0) {
		execve("/bin/sh", argv, envp);
		_exit(99);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 2", "exec passes arguments and environment");
	is_errno(execve("/nonexistent", argv, envp), ENOENT, "exec of nothing");
	is_errno(execve("/", argv, envp), EACCES, "exec of a directory");
	is_errno(execve("/etc/passwd", argv, envp), EACCES, "exec without x");
	is_errno(execve(bad_pointer, argv, envp), EFAULT, "exec of a bad pointer");
}

static void test_limits_and_groups(void)
{
	struct rlimit r;
	struct rusage ru;

	is(getrlimit(RLIMIT_NOFILE, &r), 0, "getrlimit");
	ok(r.rlim_cur >= 256, "some files may be open");
	is_errno(getrlimit(99, &r), EINVAL, "bad resource");
	r.rlim_cur = 10;
	r.rlim_max = 5;
	is_errno(setrlimit(RLIMIT_NOFILE, &r), EINVAL, "soft above hard");
	is(getrusage(RUSAGE_SELF, &ru), 0, "getrusage");
	ok(ru.ru_maxrss > 0, "it has memory");
	is_errno(getrusage(55, &ru), EINVAL, "bad who");
	is(getpriority(PRIO_PROCESS, 0), 0, "nice 0");
	is_errno(setpgid(0, -1), EINVAL, "negative group");
	is_errno(getpgid(99999999), ESRCH, "nobody's group");
	is(syscall(SYS_gettid), getpid(), "a single thread's tid is the pid");
}

static void test_many(void)
{
	int n = 0, status;

	for (int i = 0; i < 200; i++)
		if (child_that_exits(i & 0x7f) < 0)
			bail("fork");
	while (wait(&status) > 0)
		n++;
	is(n, 200, "200 children, all reaped");
}

int main(void)
{
	test_wait_status();
	test_waitid();
	test_stop_continue();
	test_clone_flags();
	test_vfork_and_memory();
	test_orphan();
	test_exec();
	test_limits_and_groups();
	test_many();
	return done();
}
