// SPDX-License-Identifier: GPL-2.0-only
/*
 * user/init.c - the first program: mounts, a shell on each console, the end
 *
 *   boot options   run="commands"   run them with sh -c, then power off; the
 *                                   line "init: run exited with N" comes last
 *                  single           one shell, on the console only
 *   signals        SIGUSR1 halt, SIGUSR2 power off, SIGTERM and SIGINT restart
 *                  (what busybox's halt, poweroff and reboot send)
 *
 * It never ends: a shell that exits is started again, orphans are reaped.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define MAX_CONSOLES 4

struct console {
	char dev[32];		/* path of the terminal */
	pid_t shell;		/* 0: to be started */
	time_t started;
};

static struct console consoles[MAX_CONSOLES];
static int nr_consoles;

static const struct {
	const char *source, *target, *type, *options;
	unsigned long flags;
} mounts[] = {
	{ "proc", "/proc", "proc", NULL, MS_NOSUID | MS_NODEV | MS_NOEXEC },
	{ "sysfs", "/sys", "sysfs", NULL, MS_NOSUID | MS_NODEV | MS_NOEXEC },
	{ "devtmpfs", "/dev", "devtmpfs", "mode=0755", MS_NOSUID },
	{ "devpts", "/dev/pts", "devpts", "mode=0620,ptmxmode=0666", MS_NOSUID },
	{ "tmpfs", "/dev/shm", "tmpfs", "mode=1777", MS_NOSUID | MS_NODEV },
	{ "tmpfs", "/tmp", "tmpfs", "mode=1777", 0 },
	{ "tmpfs", "/run", "tmpfs", "mode=0755", MS_NOSUID | MS_NODEV },
};

static void mount_all(void)
{
	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		mkdir(mounts[i].target, 0755);
		if (mount(mounts[i].source, mounts[i].target, mounts[i].type,
			  mounts[i].flags, mounts[i].options) &&
		    errno != EBUSY && errno != ENODEV)
			fprintf(stderr, "init: mount %s: %s\n",
				mounts[i].target, strerror(errno));
	}
	symlink("/proc/self/fd", "/dev/fd");
	symlink("/proc/self/fd/0", "/dev/stdin");
	symlink("/proc/self/fd/1", "/dev/stdout");
	symlink("/proc/self/fd/2", "/dev/stderr");
}

static void set_hostname(void)
{
	char name[64] = "yomix";
	FILE *f = fopen("/etc/hostname", "r");

	if (f) {
		if (fscanf(f, "%63s", name) != 1)
			strcpy(name, "yomix");
		fclose(f);
	}
	sethostname(name, strlen(name));
}

/* Descriptors 0, 1 and 2 are @dev. Return: 0, or -1 with nothing changed. */
static int use_terminal(const char *dev)
{
	int fd = open(dev, O_RDWR | O_NOCTTY);

	if (fd < 0)
		return -1;
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	return 0;
}

static void add_console(const char *dev)
{
	if (nr_consoles < MAX_CONSOLES)
		snprintf(consoles[nr_consoles++].dev,
			 sizeof(consoles[0].dev), "%s", dev);
}

/*
 * Each line of /proc/consoles begins with a console's name: one shell each,
 * in that order. A kernel without the file has at least /dev/console.
 */
static void find_consoles(void)
{
	char line[128], name[16], dev[32];
	FILE *f = fopen("/proc/consoles", "r");

	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%15s", name) != 1)
			continue;
		/* tty0 stands for whichever screen is in front. */
		snprintf(dev, sizeof(dev), "/dev/%s",
			 strcmp(name, "tty0") ? name : "tty1");
		if (access(dev, R_OK | W_OK) == 0)
			add_console(dev);
	}
	if (f)
		fclose(f);
	if (!nr_consoles)
		add_console("/dev/console");
}

static void reset_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void start_session(const char *dev)
{
	reset_signals();
	setsid();
	if (use_terminal(dev) == 0)
		ioctl(0, TIOCSCTTY, 1);
}

static void exec_or_say(char *const argv[])
{
	execv(argv[0], argv);
	fprintf(stderr, "init: %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

/* In a child: a session of its own on @dev, then @argv. */
static void become(const char *dev, char *const argv[])
{
	start_session(dev);
	exec_or_say(argv);
}

static int exit_code(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}

/*
 * In a child: become(), but the session lasts until its output is out. When a
 * session's leader exits, the terminal hangs up and drops what it has not sent.
 */
static void become_and_drain(const char *dev, char *const argv[])
{
	int status = 127 << 8;
	pid_t child;

	start_session(dev);
	child = fork();
	if (child == 0)
		exec_or_say(argv);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	tcdrain(1);
	_exit(exit_code(status));
}

static void start_shell(struct console *c)
{
	/* The leading dash makes it a login shell: it reads /etc/profile. */
	static char *const login[] = { "/bin/sh", "-l", NULL };
	time_t now = time(NULL);

	/* A shell that dies at once would keep us busy for ever. */
	if (c->started && now - c->started < 2)
		sleep(1);
	c->started = now;
	c->shell = fork();
	if (c->shell == 0)
		become(c->dev, login);
	if (c->shell < 0)
		c->shell = 0;
}

static void shutdown_system(int how)
{
	sigset_t none;

	sigemptyset(&none);
	kill(-1, SIGTERM);
	kill(-1, SIGCONT);
	/* Up to a second for a clean end, then a quick one. */
	for (int i = 0; i < 20; i++) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		if (waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD)
			break;
		nanosleep(&(struct timespec){ 0, 50000000 }, NULL);
	}
	kill(-1, SIGKILL);
	sync();
	umount2("/tmp", MNT_DETACH);
	mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL);
	reboot(how);
	for (;;)
		pause();
}

/* run=: the exit status is the last word, then the machine goes off. */
static void run_and_power_off(char *commands)
{
	char *const argv[] = { "/bin/sh", "-c", commands, NULL };
	pid_t child = fork(), pid;
	int status = 0;

	if (child == 0)
		become_and_drain("/dev/console", argv);
	while ((pid = waitpid(-1, &status, 0)) != child) {
		if (pid < 0 && errno != EINTR)
			break;
	}
	printf("init: run exited with %d\n", exit_code(status));
	fflush(stdout);
	tcdrain(1);
	shutdown_system(RB_POWER_OFF);
}

/* Start what is not running, then wait for the next thing to happen. */
static void supervise(const sigset_t *wanted)
{
	for (;;) {
		int sig, i;
		pid_t pid;

		for (i = 0; i < nr_consoles; i++)
			if (!consoles[i].shell)
				start_shell(&consoles[i]);
		sigwait(wanted, &sig);
		switch (sig) {
		case SIGUSR1:
			shutdown_system(RB_HALT_SYSTEM);
			break;
		case SIGUSR2:
			shutdown_system(RB_POWER_OFF);
			break;
		case SIGTERM:
		case SIGINT:
			shutdown_system(RB_AUTOBOOT);
			break;
		}
		while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
			for (i = 0; i < nr_consoles; i++)
				if (consoles[i].shell == pid)
					consoles[i].shell = 0;
	}
}

int main(int argc, char *argv[])
{
	sigset_t wanted;
	char *run = getenv("run");

	sigemptyset(&wanted);
	sigaddset(&wanted, SIGCHLD);
	sigaddset(&wanted, SIGUSR1);
	sigaddset(&wanted, SIGUSR2);
	sigaddset(&wanted, SIGTERM);
	sigaddset(&wanted, SIGINT);
	sigprocmask(SIG_BLOCK, &wanted, NULL);

	mount_all();
	use_terminal("/dev/console");
	reboot(RB_DISABLE_CAD);		/* the three keys send us SIGINT */
	set_hostname();
	setenv("PATH", "/bin:/sbin:/usr/bin:/usr/sbin:/tests", 1);
	setenv("HOME", "/root", 1);
	setenv("TERM", "linux", 0);
	if (chdir("/root"))
		chdir("/");

	if (run) {
		unsetenv("run");
		run_and_power_off(run);
	}
	if (argc > 1 && !strcmp(argv[1], "single"))
		add_console("/dev/console");
	else
		find_consoles();
	supervise(&wanted);
	return 0;
}
