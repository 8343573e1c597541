// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/creds.c - user and group ids, capabilities: credentials(7) */
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tap.h"

#ifndef PR_CAP_AMBIENT
#define PR_CAP_AMBIENT 47
#define PR_CAP_AMBIENT_IS_SET 1
#define PR_CAP_AMBIENT_RAISE 2
#define PR_CAP_AMBIENT_LOWER 3
#define PR_CAP_AMBIENT_CLEAR_ALL 4
#endif

/* What @fn returns, from a process of its own: ids cannot come back. */
static int in_child(int (*fn)(void))
{
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(fn());
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define NEED(cond)	do { if (!(cond)) return __LINE__ & 255 ?: 1; } while (0)
#define FAILS(expr, err) NEED((expr) == -1 && errno == (err))

static int ids_are(uid_t r, uid_t e, uid_t s)
{
	uid_t a, b, c;

	return !syscall(SYS_getresuid, &a, &b, &c) && a == r && b == e && c == s;
}

static int gids_are(gid_t r, gid_t e, gid_t s)
{
	gid_t a, b, c;

	return !syscall(SYS_getresgid, &a, &b, &c) && a == r && b == e && c == s;
}

/* The whole set, permitted or effective, as 64 bits; of this process. */
static uint64_t caps(int effective)
{
	struct __user_cap_header_struct h = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct d[2];

	if (syscall(SYS_capget, &h, d))
		return 0xdead;
	return effective ? d[0].effective | (uint64_t)d[1].effective << 32
			 : d[0].permitted | (uint64_t)d[1].permitted << 32;
}

static int root_to_user(void)
{
	NEED(ids_are(0, 0, 0));
	NEED(!syscall(SYS_setuid, 1000));
	NEED(ids_are(1000, 1000, 1000));
	NEED(caps(0) == 0 && caps(1) == 0);
	FAILS(syscall(SYS_setuid, 0), EPERM);
	FAILS(syscall(SYS_setresuid, 0, -1, -1), EPERM);
	NEED(!syscall(SYS_setresuid, -1, -1, -1));
	FAILS(syscall(SYS_setgid, 5), EPERM);
	return 0;
}

static int saved_id_comes_back(void)
{
	NEED(!syscall(SYS_setresuid, 1000, 1000, 0));
	NEED(caps(1) == 0);
	NEED(caps(0) != 0);
	FAILS(syscall(SYS_setresuid, 1001, -1, -1), EPERM);
	NEED(!syscall(SYS_setuid, 0));
	NEED(ids_are(1000, 0, 0));
	NEED(caps(1) != 0);
	/* Now with the power: all three. */
	NEED(!syscall(SYS_setuid, 7));
	NEED(ids_are(7, 7, 7));
	return 0;
}

static int setreuid_swaps(void)
{
	NEED(!syscall(SYS_setreuid, 1000, 0));
	NEED(ids_are(1000, 0, 0));
	NEED(!syscall(SYS_setreuid, 0, 1000));
	NEED(ids_are(0, 1000, 1000));
	NEED(!syscall(SYS_setreuid, -1, 0));
	NEED(geteuid() == 0 && getuid() == 0);
	NEED(!syscall(SYS_setreuid, -1, 1000));
	NEED(ids_are(0, 1000, 1000));
	NEED(!syscall(SYS_setreuid, 1000, -1));
	NEED(ids_are(1000, 1000, 1000));
	FAILS(syscall(SYS_setreuid, 0, -1), EPERM);
	return 0;
}

static int gids(void)
{
	NEED(!syscall(SYS_setresgid, 10, 11, 12));
	NEED(gids_are(10, 11, 12));
	NEED(!syscall(SYS_setregid, 20, 21));
	NEED(gids_are(20, 21, 21));
	NEED(!syscall(SYS_setuid, 1000));
	NEED(!syscall(SYS_setgid, 20));
	NEED(gids_are(20, 20, 21));
	NEED(!syscall(SYS_setregid, 20, 21));
	FAILS(syscall(SYS_setresgid, 99, -1, -1), EPERM);
	FAILS(syscall(SYS_setregid, -1, 99), EPERM);
	return 0;
}

static int fs_ids(void)
{
	NEED(syscall(SYS_setfsuid, 1000) == 0);
	NEED(syscall(SYS_setfsuid, -1) == 1000);
	FAILS(open("/tmp/creds-secret", O_RDONLY), EACCES);
	NEED(syscall(SYS_setfsuid, 0) == 1000);
	NEED(open("/tmp/creds-secret", O_RDONLY) >= 0);
	NEED(syscall(SYS_setfsgid, 5) == 0);
	NEED(syscall(SYS_setfsgid, -1) == 5);
	/* fsuid follows euid. */
	NEED(!syscall(SYS_setresuid, -1, 1000, -1));
	NEED(syscall(SYS_setfsuid, -1) == 1000);
	return 0;
}

static int groups(void)
{
	gid_t g[3] = { 30, 10, 20 }, got[8];

	NEED(!syscall(SYS_setgroups, 3, g));
	NEED(syscall(SYS_getgroups, 0, NULL) == 3);
	NEED(syscall(SYS_getgroups, 8, got) == 3);
	NEED(got[0] + got[1] + got[2] == 60);
	FAILS(syscall(SYS_getgroups, 2, got), EINVAL);
	FAILS(syscall(SYS_getgroups, -1, got), EINVAL);
	FAILS(syscall(SYS_setgroups, 65537, g), EINVAL);
	FAILS(syscall(SYS_setgroups, 3, (void *)8), EFAULT);
	NEED(!chown("/tmp/creds-group", 0, 20) && !chmod("/tmp/creds-group", 0640));
	NEED(!syscall(SYS_setresuid, 1000, 1000, 1000));
	NEED(open("/tmp/creds-group", O_RDONLY) >= 0);
	FAILS(open("/tmp/creds-group", O_RDWR), EACCES);
	FAILS(syscall(SYS_setgroups, 0, NULL), EPERM);
	return 0;
}

static int capability_calls(void)
{
	struct __user_cap_header_struct h = { 0x1234, 0 };
	struct __user_cap_data_struct d[2] = { { 0 } };

	NEED(!syscall(SYS_capget, &h, NULL));
	NEED(h.version == _LINUX_CAPABILITY_VERSION_3);
	h.version = 0x1234;
	FAILS(syscall(SYS_capget, &h, d), EINVAL);
	h.pid = -5;
	FAILS(syscall(SYS_capget, &h, d), EINVAL);
	h.pid = 0x3ffffff;
	FAILS(syscall(SYS_capget, &h, d), ESRCH);
	h.pid = 1;
	NEED(!syscall(SYS_capget, &h, d));
	FAILS(syscall(SYS_capset, &h, d), EPERM);
	h.pid = 0;
	/* Give all up but one; it does not come back. */
	memset(d, 0, sizeof(d));
	d[0].permitted = 1 << CAP_SETUID | 1 << CAP_KILL;
	d[0].effective = 1 << CAP_KILL;
	NEED(!syscall(SYS_capset, &h, d));
	NEED(caps(1) == 1 << CAP_KILL);
	FAILS(syscall(SYS_setuid, 5), EPERM);
	d[0].effective |= 1 << CAP_SETUID;
	NEED(!syscall(SYS_capset, &h, d));
	d[0].permitted |= 1 << CAP_CHOWN;
	FAILS(syscall(SYS_capset, &h, d), EPERM);
	NEED(!syscall(SYS_setuid, 5));
	return 0;
}

static int keep_caps(void)
{
	NEED(prctl(PR_GET_KEEPCAPS) == 0);
	NEED(!prctl(PR_SET_KEEPCAPS, 1));
	FAILS(prctl(PR_SET_KEEPCAPS, 2), EINVAL);
	NEED(!syscall(SYS_setresuid, 1000, 1000, 1000));
	NEED(caps(0) != 0 && caps(1) == 0);
	return 0;
}

static int bounding_set(void)
{
	NEED(prctl(PR_CAPBSET_READ, CAP_CHOWN) == 1);
	FAILS(prctl(PR_CAPBSET_READ, 63), EINVAL);
	NEED(!prctl(PR_CAPBSET_DROP, CAP_CHOWN));
	NEED(prctl(PR_CAPBSET_READ, CAP_CHOWN) == 0);
	NEED(caps(1) & 1 << CAP_CHOWN);
	FAILS(prctl(PR_CAPBSET_DROP, 63), EINVAL);
	NEED(prctl(PR_GET_SECUREBITS) == 0);
	NEED(!prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED));
	FAILS(prctl(PR_SET_SECUREBITS, 0), EPERM);
	return 0;
}

static int ambient(void)
{
	struct __user_cap_header_struct h = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct d[2];

	NEED(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_KILL, 0, 0) == 0);
	FAILS(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0), EPERM);
	NEED(!syscall(SYS_capget, &h, d));
	d[0].inheritable |= 1 << CAP_KILL;
	NEED(!syscall(SYS_capset, &h, d));
	NEED(!prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0));
	NEED(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_KILL, 0, 0) == 1);
	FAILS(prctl(PR_CAP_AMBIENT, 9, CAP_KILL, 0, 0), EINVAL);
	FAILS(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 63, 0, 0), EINVAL);
	NEED(!prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0));
	NEED(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_KILL, 0, 0) == 0);
	return 0;
}

static char *self;

/* A set-user-id copy of this program, run by an ordinary user. */
static int set_user_id_program(void)
{
	char *argv[] = { "/tmp/creds-setuid", "ids", NULL };

	NEED(!syscall(SYS_setresuid, 1000, 1000, 1000));
	execv(argv[0], argv);
	return 1;
}

static int no_new_privs(void)
{
	NEED(!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	FAILS(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), EINVAL);
	return set_user_id_program();
}

static int nproc_limit(void)
{
	struct rlimit rl = { 1, 1 };
	int status;
	pid_t a, b;

	NEED(!syscall(SYS_setresuid, 4242, 4242, 4242));
	NEED(!setrlimit(RLIMIT_NPROC, &rl));
	a = fork();
	if (a == 0)
		_exit(0);
	NEED(a == -1 && errno == EAGAIN);
	rl.rlim_cur = 0;
	NEED(!setrlimit(RLIMIT_NPROC, &rl));
	b = waitpid(-1, &status, WNOHANG);
	NEED(b == -1 && errno == ECHILD);
	return 0;
}

static void copy_self(const char *to, mode_t mode)
{
	char b[65536];
	int in = open(self, O_RDONLY), out = open(to, O_CREAT | O_WRONLY, 0755);
	ssize_t n;

	while ((n = read(in, b, sizeof(b))) > 0)
		if (write(out, b, n) != n)
			break;
	close(in);
	close(out);
	chmod(to, mode);
}

int main(int argc, char **argv)
{
	self = argv[0];
	if (argc > 1)		/* the set-user-id copy */
		return getuid() * 10 / 1000 + (geteuid() == 0);

	close(open("/tmp/creds-secret", O_CREAT | O_WRONLY, 0600));
	close(open("/tmp/creds-group", O_CREAT | O_WRONLY, 0600));
	chmod("/tmp", 01777);
	copy_self("/tmp/creds-setuid", 04755);

	is_errno(syscall(SYS_setuid, -1), EINVAL, "no such id");
	is_errno(syscall(SYS_setgid, -1), EINVAL, "no such group");
	is(in_child(root_to_user), 0, "root becomes a user, for ever");
	is(in_child(saved_id_comes_back), 0, "the saved id comes back");
	is(in_child(setreuid_swaps), 0, "setreuid swaps");
	is(in_child(gids), 0, "group ids");
	is(in_child(fs_ids), 0, "file system ids");
	is(in_child(groups), 0, "supplementary groups");
	is(in_child(capability_calls), 0, "capget, capset");
	is(in_child(keep_caps), 0, "PR_SET_KEEPCAPS");
	is(in_child(bounding_set), 0, "bounding set, securebits");
	is(in_child(ambient), 0, "ambient set");
	is(in_child(set_user_id_program), 11, "a set-user-id program is root");
	is(in_child(no_new_privs), 10, "but not with no_new_privs");
	is(in_child(nproc_limit), 0, "RLIMIT_NPROC");
	unlink("/tmp/creds-secret");
	unlink("/tmp/creds-group");
	unlink("/tmp/creds-setuid");
	return done();
}
