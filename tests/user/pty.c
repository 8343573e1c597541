// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/pty.c - terminals, tried on pseudo terminals: the line discipline,
 * settings, sessions and job control, hangup, packet mode
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>

#include "tap.h"

static int master, slave;

/* What children count goes on in the parent. */
static struct {
	int count, failed;
	volatile int hup;
} *shared;

/* Runs @fn in a child, the leader of a new session; it alone keeps @fd. */
static void in_session(void (*fn)(void), int fd)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		setsid();
		fn();
		shared->count = tap_count;
		shared->failed = tap_failed;
		_exit(0);
	}
	close(fd);
	waitpid(pid, &status, 0);
	if (status == 0) {
		tap_count = shared->count;
		tap_failed = shared->failed;
	}
	is_str(wait_words(status), "exit 0", "the child came to its end");
}

static void open_pair(void)
{
	master = posix_openpt(O_RDWR | O_NOCTTY);
	if (master < 0 || grantpt(master) || unlockpt(master))
		bail("no pty");
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	if (slave < 0)
		bail("no slave");
}

static void close_pair(void)
{
	close(slave);
	close(master);
}

static void type(const char *s)
{
	if (write(master, s, strlen(s)) != (ssize_t)strlen(s))
		bail("cannot type");
}

static int readable(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, ms) == 1 && (p.revents & POLLIN);
}

/* What the master reads next must be @want; it may come in pieces. */
static void is_out(const char *want, const char *what)
{
	char buf[256];
	size_t len = 0;

	while (len < strlen(want) && readable(master, 5000)) {
		ssize_t n = read(master, buf + len, strlen(want) - len);

		if (n <= 0)
			break;
		len += n;
	}
	buf[len] = '\0';
	is_str(buf, want, "%s", what);
}

/* Waits until the slave has so many bytes to read. */
static int has_input(int want)
{
	int i, n = -1;

	for (i = 0; i < 5000 && n != want; i++) {
		ioctl(slave, FIONREAD, &n);
		usleep(1000);
	}
	return n;
}

/* What was typed before has been seen; canonical mode without echo. */
static void settle(void)
{
	char buf[16];

	type("\n");
	if (readable(slave, 5000))
		read(slave, buf, sizeof(buf));
}

static void set_flags(tcflag_t lflag_on, tcflag_t lflag_off)
{
	struct termios t;

	tcgetattr(slave, &t);
	t.c_lflag |= lflag_on;
	t.c_lflag &= ~lflag_off;
	tcsetattr(slave, TCSANOW, &t);
}

static void make_raw(int vmin, int vtime)
{
	struct termios t;

	tcgetattr(slave, &t);
	cfmakeraw(&t);
	t.c_cc[VMIN] = vmin;
	t.c_cc[VTIME] = vtime;
	tcsetattr(slave, TCSANOW, &t);
}

static long ms_since(struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - start->tv_sec) * 1000 +
	       (now.tv_nsec - start->tv_nsec) / 1000000;
}

static void test_nodes(void)
{
	struct stat st;
	unsigned int n;
	char name[32];
	int lock = -1;

	open_pair();
	is(ioctl(master, TIOCGPTN, &n), 0, "TIOCGPTN");
	snprintf(name, sizeof(name), "/dev/pts/%u", n);
	is_str(ptsname(master), name, "the slave's name");
	is(stat(name, &st), 0, "its node is there");
	ok(S_ISCHR(st.st_mode) && (st.st_rdev >> 8 & 0xfff) == 136, "a character device of major 136");
	ok(isatty(slave) && isatty(master), "both are terminals");
	is(ioctl(master, TIOCGPTLCK, &lock), 0, "TIOCGPTLCK");
	is(lock, 0, "unlocked");
	lock = 1;
	ioctl(master, TIOCSPTLCK, &lock);
	is_errno(open(name, O_RDWR | O_NOCTTY), EIO, "a locked slave does not open");
	close_pair();
	is_errno(stat(name, &st), ENOENT, "the node goes with the master");
}

static void test_canonical(void)
{
	char buf[64];

	open_pair();
	type("hello\n");
	is_out("hello\r\n", "echo, with the newline as CR LF");
	is(read(slave, buf, sizeof(buf)), 6, "a line");
	ok(!memcmp(buf, "hello\n", 6), "its text");

	type("abc");
	ok(!readable(slave, 50), "no line yet, nothing to read");
	type("\n");
	is(read(slave, buf, 2), 2, "a line in pieces: 2");
	is(read(slave, buf, sizeof(buf)), 2, "and the rest");

	type("one\ntwo\n");
	is(has_input(8), 8, "FIONREAD: both lines count");
	is(read(slave, buf, sizeof(buf)), 4, "one line a read");
	is(read(slave, buf, sizeof(buf)), 4, "then the other");

	type("xy\004");
	is(read(slave, buf, sizeof(buf)), 2, "EOF ends a line without being in it");
	type("\004");
	is(read(slave, buf, sizeof(buf)), 0, "EOF on an empty line is the end of file");
	type("xy\004");
	is(read(slave, buf, 2), 2, "a read of just the line's length");
	ok(!readable(slave, 50), "takes its EOF along");
	close_pair();
}

static void test_editing(void)
{
	char buf[64];

	open_pair();
	type("ab\177c\n");
	is_out("ab\b \bc\r\n", "erase is shown");
	is(read(slave, buf, sizeof(buf)), 3, "and done");
	ok(!memcmp(buf, "ac\n", 3), "the right character");

	type("foo bar.baz\027x\n");
	read(slave, buf, sizeof(buf));
	ok(!memcmp(buf, "foo bar.x\n", 10), "word erase");
	is_out("foo bar.baz\b \b\b \b\b \bx\r\n", "and its echo");

	type("foo\025bar\n");
	is_out("foo\b \b\b \b\b \bbar\r\n", "kill rubs the line out");
	is(read(slave, buf, sizeof(buf)), 4, "and empties it");

	type("a\026\003b\n");
	is(read(slave, buf, sizeof(buf)), 4, "literal next");
	ok(!memcmp(buf, "a\003b\n", 4), "keeps ^C from being one");
	is_out("a^\b^Cb\r\n", "its echo");

	type("a\t\177b\n");
	is_out("a\t\b\b\b\b\b\b\bb\r\n", "a tab erased: back where it began");
	read(slave, buf, sizeof(buf));

	type("ab\022\n");
	is_out("ab^R\r\nab\r\n", "reprint");
	read(slave, buf, sizeof(buf));

	set_flags(0, ECHOCTL);
	type("\001\n");
	is_out("\001\r\n", "control characters as they are without ECHOCTL");
	read(slave, buf, sizeof(buf));
	set_flags(ECHONL, ECHO);
	type("x\n");
	is_out("\r\n", "ECHONL without ECHO");
	read(slave, buf, sizeof(buf));
	close_pair();
}

static void test_utf8(void)
{
	struct termios t;
	char buf[16];

	open_pair();
	tcgetattr(slave, &t);
	t.c_iflag |= IUTF8;
	tcsetattr(slave, TCSANOW, &t);
	type("a\303\244\177b\n");
	is_out("a\303\244\b \bb\r\n", "IUTF8: one rubout a character");
	is(read(slave, buf, sizeof(buf)), 3, "both its bytes are gone");
	close_pair();
}

static void test_long_line(void)
{
	static char big[5001], buf[5001];
	int n;

	open_pair();
	set_flags(0, ECHO);
	memset(big, 'x', 5000);
	ok(write(master, big, 5000) == 5000, "5000 bytes without a newline are taken");
	type("\n");
	n = read(slave, buf, sizeof(buf));
	is(n, 4096, "the line has 4095 of them and its newline");
	ok(n > 0 && buf[n - 1] == '\n', "which is there");
	close_pair();
}

static void test_input_flags(void)
{
	struct termios t;
	char buf[16];

	open_pair();
	set_flags(0, ECHO);
	type("a\r");
	is(read(slave, buf, sizeof(buf)), 2, "ICRNL ends a line with CR");
	is(buf[1], '\n', "as a newline");
	tcgetattr(slave, &t);
	t.c_iflag |= IGNCR;
	tcsetattr(slave, TCSANOW, &t);
	type("a\rb\n");
	is(read(slave, buf, sizeof(buf)), 3, "IGNCR drops it");
	t.c_iflag = ISTRIP;
	t.c_lflag &= ~ICANON;
	tcsetattr(slave, TCSANOW, &t);
	type("\301");
	is(read(slave, buf, 1), 1, "ISTRIP");
	is(buf[0], 'A', "takes the top bit");
	t.c_iflag = IUCLC;
	tcsetattr(slave, TCSANOW, &t);
	type("QX");
	is(read(slave, buf, 2), 2, "IUCLC");
	ok(!memcmp(buf, "qx", 2), "makes small letters");
	close_pair();
}

static void test_output_flags(void)
{
	struct termios t;

	open_pair();
	write(slave, "a\nb", 3);
	is_out("a\r\nb", "ONLCR");
	tcgetattr(slave, &t);
	t.c_oflag = OPOST | XTABS;
	tcsetattr(slave, TCSANOW, &t);
	write(slave, "\r12\t3", 5);
	is_out("\r12      3", "XTABS");
	t.c_oflag = OPOST | OLCUC;
	tcsetattr(slave, TCSANOW, &t);
	write(slave, "abc", 3);
	is_out("ABC", "OLCUC");
	t.c_oflag = OPOST | OCRNL;
	tcsetattr(slave, TCSANOW, &t);
	write(slave, "a\rb", 3);
	is_out("a\nb", "OCRNL");
	t.c_oflag = ONLCR;
	tcsetattr(slave, TCSANOW, &t);
	write(slave, "a\nb", 3);
	is_out("a\nb", "nothing without OPOST");
	close_pair();
}

static void test_raw(void)
{
	struct timespec start;
	char buf[16];
	long ms;

	open_pair();
	make_raw(1, 0);
	type("\003\004a");
	is(read(slave, buf, sizeof(buf)), 3, "raw: all bytes are plain");
	ok(!readable(master, 50), "and not echoed");

	make_raw(0, 0);
	is(read(slave, buf, sizeof(buf)), 0, "VMIN 0 VTIME 0 does not wait");
	make_raw(0, 2);
	clock_gettime(CLOCK_MONOTONIC, &start);
	is(read(slave, buf, sizeof(buf)), 0, "VTIME alone: nothing came");
	ms = ms_since(&start);
	ok(ms >= 190, "after its two tenths (%ld ms)", ms);
	type("x");
	is(read(slave, buf, sizeof(buf)), 1, "or at the first byte");

	make_raw(3, 0);
	type("ab");
	ok(!readable(slave, 50), "VMIN 3: two bytes do not wake poll");
	type("c");
	is(read(slave, buf, sizeof(buf)), 3, "three do");
	make_raw(5, 2);
	type("ab");
	is(read(slave, buf, sizeof(buf)), 2, "VMIN and VTIME: the time between bytes ends it");

	make_raw(1, 0);
	fcntl(slave, F_SETFL, O_RDWR | O_NONBLOCK);
	is_errno(read(slave, buf, sizeof(buf)), EAGAIN, "O_NONBLOCK");
	close_pair();
}

static void test_mode_change(void)
{
	char buf[16];

	open_pair();
	set_flags(0, ECHO);
	type("abc");
	make_raw(1, 0);
	is(read(slave, buf, sizeof(buf)), 3, "an unfinished line is bytes in raw mode");
	type("xyz");
	has_input(3);
	set_flags(ICANON, 0);
	is(read(slave, buf, sizeof(buf)), 3, "bytes are a line back in canonical mode");
	close_pair();
}

static void test_settings(void)
{
	struct termios t, u;
	struct winsize ws = { 24, 80, 0, 0 }, got;

	open_pair();
	tcgetattr(slave, &t);
	is(t.c_iflag, ICRNL | IXON, "default c_iflag");
	is(t.c_oflag, OPOST | ONLCR, "default c_oflag");
	is(t.c_lflag, ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
	   "default c_lflag");
	is(t.c_cflag & (CSIZE | CREAD), CS8 | CREAD, "default c_cflag");
	is(t.c_cc[VINTR], 3, "^C");
	is(t.c_cc[VERASE], 0x7f, "DEL erases");
	tcgetattr(master, &u);
	is(u.c_lflag, t.c_lflag, "the master tells the slave's settings");
	cfsetospeed(&t, B9600);
	t.c_cc[VINTR] = 7;
	is(tcsetattr(master, TCSANOW, &t), 0, "and sets them");
	tcgetattr(slave, &u);
	is(cfgetospeed(&u), B9600, "speed");
	is(u.c_cc[VINTR], 7, "character");

	is(ioctl(slave, TIOCGWINSZ, &got), 0, "TIOCGWINSZ");
	is(got.ws_row, 0, "a new pty has no size");
	is(ioctl(master, TIOCSWINSZ, &ws), 0, "TIOCSWINSZ on the master");
	ioctl(slave, TIOCGWINSZ, &got);
	ok(got.ws_row == 24 && got.ws_col == 80, "is the slave's too");
	is_errno(ioctl(slave, TIOCSWINSZ, (void *)8), EFAULT, "bad pointer");
	is_errno(ioctl(slave, 0x5499, 0), ENOTTY, "an unknown ioctl");
	is_errno(tcflush(slave, 99), EINVAL, "tcflush of what?");
	is_errno(ioctl(slave, TCXONC, 99), EINVAL, "tcflow of what?");
	is_errno(lseek(slave, 0, SEEK_SET), ESPIPE, "no seeking");
	close_pair();
}

static void test_flush(void)
{
	struct termios t;

	open_pair();
	type("gone\n");
	has_input(5);
	is(tcflush(slave, TCIFLUSH), 0, "tcflush");
	ok(!readable(slave, 50), "throws the line away");
	type("lost\n");
	has_input(5);
	set_flags(0, 0);
	ok(readable(slave, 50), "TCSANOW does not");
	is_out("gone\r\nlost\r\n", "both were echoed");
	tcgetattr(slave, &t);
	tcsetattr(slave, TCSAFLUSH, &t);
	ok(!readable(slave, 50), "TCSAFLUSH does");
	is(has_input(0), 0, "FIONREAD agrees");
	close_pair();
}

static void test_flow(void)
{
	open_pair();
	set_flags(0, ECHO);
	fcntl(slave, F_SETFL, O_RDWR | O_NONBLOCK);
	type("\023");
	settle();
	is_errno(write(slave, "x", 1), EAGAIN, "^S stops output");
	type("\021");
	settle();
	is(write(slave, "x", 1), 1, "^Q starts it");
	is_out("x", "and it comes");
	tcflow(slave, TCOOFF);
	is_errno(write(slave, "y", 1), EAGAIN, "TCOOFF stops it");
	type("\021");
	settle();
	is_errno(write(slave, "y", 1), EAGAIN, "^Q does not undo that");
	tcflow(slave, TCOON);
	is(write(slave, "y", 1), 1, "TCOON does");
	close_pair();
}

static void test_backpressure(void)
{
	static char big[200000];
	ssize_t n, sum = 0;
	pid_t pid;
	int status;

	open_pair();
	make_raw(1, 0);
	fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK);
	n = write(master, big, sizeof(big));
	ok(n > 0 && n < (ssize_t)sizeof(big), "a full slave takes no more (%zd)", n);
	fcntl(master, F_SETFL, O_RDWR);
	tcflush(slave, TCIFLUSH);

	pid = fork();
	if (pid == 0)
		_exit(write(master, big, sizeof(big)) != sizeof(big));
	while (sum < (ssize_t)sizeof(big)) {
		n = read(slave, big, sizeof(big));
		if (n <= 0)
			break;
		sum += n;
	}
	is(sum, sizeof(big), "a blocked writer goes on as it is read");
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "to the end");
	close_pair();
}

static void test_close(void)
{
	struct pollfd p;
	char buf[16];
	int s2;

	open_pair();
	write(slave, "last", 4);
	close(slave);
	is(read(master, buf, sizeof(buf)), 4, "what the slave wrote is there after its close");
	is_errno(read(master, buf, sizeof(buf)), EIO, "then EIO");
	p = (struct pollfd) { .fd = master, .events = POLLIN };
	is(poll(&p, 1, 0), 1, "poll");
	ok(p.revents & POLLHUP, "says POLLHUP");
	s2 = open(ptsname(master), O_RDWR | O_NOCTTY);
	ok(s2 >= 0, "the slave opens again");
	fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK);
	is_errno(read(master, buf, sizeof(buf)), EAGAIN, "and all is well again");

	close(master);
	is(read(s2, buf, sizeof(buf)), 0, "without a master the slave is at its end");
	is_errno(write(s2, "x", 1), EIO, "and writes nowhere");
	is_errno(ioctl(s2, TCGETS, buf), EIO, "ioctl");
	p = (struct pollfd) { .fd = s2, .events = POLLIN };
	poll(&p, 1, 0);
	ok(p.revents & POLLHUP, "POLLHUP there too");
	close(s2);
}

static void test_packet(void)
{
	struct termios t;
	char buf[16];
	int on = 1;

	open_pair();
	is(ioctl(master, TIOCPKT, &on), 0, "TIOCPKT");
	write(slave, "hi", 2);
	is(read(master, buf, sizeof(buf)), 3, "data with a byte before");
	is(buf[0], TIOCPKT_DATA, "TIOCPKT_DATA");
	tcflush(slave, TCIFLUSH);
	is(read(master, buf, sizeof(buf)), 1, "an event alone");
	is(buf[0], TIOCPKT_FLUSHREAD, "TIOCPKT_FLUSHREAD");
	tcflow(slave, TCOOFF);
	read(master, buf, sizeof(buf));
	is(buf[0], TIOCPKT_STOP, "TIOCPKT_STOP");
	tcflow(slave, TCOON);
	read(master, buf, sizeof(buf));
	is(buf[0], TIOCPKT_START, "TIOCPKT_START");
	tcgetattr(slave, &t);
	t.c_iflag &= ~IXON;
	tcsetattr(slave, TCSANOW, &t);
	read(master, buf, sizeof(buf));
	is(buf[0], TIOCPKT_NOSTOP, "TIOCPKT_NOSTOP");
	close_pair();
}

static volatile sig_atomic_t got_signal;

static void note(int sig)
{
	got_signal = sig;
}

static void expect_signal(int sig, const char *what)
{
	int i;

	for (i = 0; i < 1000 && !got_signal; i++)
		usleep(10000);
	is(got_signal, sig, "%s", what);
	got_signal = 0;
}

static void session_body(void)
{
	struct winsize ws = { 10, 20, 0, 0 };
	pid_t pid, sid = -1;
	int status, fd;
	char buf[16];

	is_errno(open("/dev/tty", O_RDWR), ENXIO, "a new session has no terminal");
	fd = open(ptsname(master), O_RDWR);
	ok(fd >= 0, "a leader opens one");
	is(tcgetpgrp(fd), getpid(), "and is its foreground group");
	is(ioctl(fd, TIOCGSID, &sid), 0, "TIOCGSID");
	is(sid, getpid(), "and its session");
	is(ioctl(master, TIOCGPGRP, &sid), 0, "the master may ask too");
	close(fd);
	fd = open("/dev/tty", O_RDWR);
	ok(fd >= 0, "/dev/tty is it");

	signal(SIGINT, note);
	signal(SIGQUIT, note);
	signal(SIGTSTP, note);
	signal(SIGWINCH, note);
	type("\003");
	expect_signal(SIGINT, "^C");
	type("\034");
	expect_signal(SIGQUIT, "^\\");
	type("\032");
	expect_signal(SIGTSTP, "^Z");
	ioctl(master, TIOCSWINSZ, &ws);
	expect_signal(SIGWINCH, "a new size");
	is(ioctl(master, TIOCSIG, SIGINT), 0, "TIOCSIG");
	expect_signal(SIGINT, "through the master");
	is_errno(tcsetpgrp(fd, getppid()), EPERM, "a group of another session");
	is_errno(tcsetpgrp(fd, 0x7ffffff), ESRCH, "a group that is none");
	is_errno(tcsetpgrp(fd, -1), EINVAL, "or no number");

	/* A child in a group of its own, in the background. */
	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		read(fd, buf, 1);
		_exit(0);
	}
	setpgid(pid, pid);
	waitpid(pid, &status, WUNTRACED);
	is_str(wait_words(status), "stopped by 21", "reading from the background: SIGTTIN");
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);

	pid = fork();
	if (pid == 0) {
		struct termios t;

		setpgid(0, 0);
		tcgetattr(fd, &t);
		tcsetattr(fd, TCSANOW, &t);
		_exit(0);
	}
	setpgid(pid, pid);
	waitpid(pid, &status, WUNTRACED);
	is_str(wait_words(status), "stopped by 22", "setting from the background: SIGTTOU");
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);

	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		write(fd, "b", 1);
		_exit(3);
	}
	waitpid(pid, &status, WUNTRACED);
	is_str(wait_words(status), "exit 3", "writing is allowed without TOSTOP");

	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		signal(SIGTTIN, SIG_IGN);
		_exit(read(fd, buf, 1) == -1 ? errno : 0);
	}
	waitpid(pid, &status, WUNTRACED);
	is(WEXITSTATUS(status), EIO, "ignoring SIGTTIN: EIO");

	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		signal(SIGTTOU, SIG_IGN);
		tcsetpgrp(fd, getpid());
		_exit(tcgetpgrp(fd) != getpid());
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "ignoring SIGTTOU a group takes the foreground");
	signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(fd, getpid());

	signal(SIGHUP, note);
	is(ioctl(fd, TIOCNOTTY), 0, "TIOCNOTTY");
	expect_signal(SIGHUP, "hangs the foreground group up");
	is_errno(open("/dev/tty", O_RDWR), ENXIO, "the terminal is gone");
	is(ioctl(fd, TIOCSCTTY, 0), 0, "TIOCSCTTY takes it back");

	close(master);
	expect_signal(SIGHUP, "closing the master hangs the session up");
	is(read(fd, buf, 1), 0, "reads end");
}

static void test_session(void)
{
	open_pair();
	close(slave);
	in_session(session_body, master);
}

static int stolen_fd;

static void thief_body(void)
{
	is_errno(ioctl(stolen_fd, TIOCSCTTY, 0), EPERM, "not what another session has");
	is(ioctl(stolen_fd, TIOCSCTTY, 1), 0, "but root may steal it");
}

static void steal_body(void)
{
	stolen_fd = open(ptsname(master), O_RDWR | O_NOCTTY);
	is_errno(open("/dev/tty", O_RDWR), ENXIO, "O_NOCTTY gives no terminal");
	is(ioctl(stolen_fd, TIOCSCTTY, 0), 0, "TIOCSCTTY does");
	close(open("/dev/tty", O_RDWR));
	in_session(thief_body, -1);
	is_errno(open("/dev/tty", O_RDWR), ENXIO, "it is stolen");
}

static void test_steal(void)
{
	open_pair();
	close(slave);
	in_session(steal_body, master);
}

static void leader_exit_body(void)
{
	int ready[2];
	char c;

	open(ptsname(master), O_RDWR);
	pipe(ready);
	if (fork() == 0) {
		signal(SIGHUP, note);
		write(ready[1], "r", 1);
		while (!got_signal)
			usleep(1000);
		shared->hup = got_signal;
		_exit(0);
	}
	read(ready[0], &c, 1);
}

static void test_leader_exit(void)
{
	int i;

	open_pair();
	in_session(leader_exit_body, -1);
	for (i = 0; i < 1000 && !shared->hup; i++)
		usleep(10000);
	is(shared->hup, SIGHUP, "the leader's exit hangs the foreground group up");
	close_pair();
}

static void test_many(void)
{
	int m[64], i, bad = 0;
	char name[32];

	for (i = 0; i < 64; i++) {
		m[i] = posix_openpt(O_RDWR | O_NOCTTY);
		if (m[i] < 0 || unlockpt(m[i]))
			bad++;
		snprintf(name, sizeof(name), "/dev/pts/%d", i);
	}
	is(bad, 0, "64 ptys");
	for (i = 0; i < 64; i++)
		close(m[i]);
	open_pair();
	close_pair();
	ok(1, "and again");
}

static void test_sti(void)
{
	char buf[4];

	open_pair();
	set_flags(0, ECHO);
	if (ioctl(slave, TIOCSTI, "q") == 0) {
		ioctl(slave, TIOCSTI, "\n");
		is(read(slave, buf, sizeof(buf)), 2, "TIOCSTI types");
	} else {
		skip("switched off", "TIOCSTI types");
	}
	close_pair();
}

int main(void)
{
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	signal(SIGHUP, SIG_IGN);
	test_nodes();
	test_canonical();
	test_editing();
	test_utf8();
	test_long_line();
	test_input_flags();
	test_output_flags();
	test_raw();
	test_mode_change();
	test_settings();
	test_flush();
	test_flow();
	test_backpressure();
	test_close();
	test_packet();
	test_sti();
	test_many();
	test_leader_exit();
	test_steal();
	test_session();
	return done();
}
