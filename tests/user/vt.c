// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/vt.c - the terminal of the virtual consoles, read back from /dev/vcsa
 *
 * What console_codes(4) says, on a console that is not on the screen.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <linux/kd.h>
#include <linux/vt.h>

#include "tap.h"

#define NR	9

static int tty, vcsa;
static int rows, cols;

static void out(const char *s)
{
	if (write(tty, s, strlen(s)) != (ssize_t)strlen(s))
		bail("cannot write");
}

/* A clean screen, then @s. */
static void show(const char *s)
{
	out("\033c");
	out(s);
}

static void header(unsigned char h[4])
{
	if (pread(vcsa, h, 4, 0) != 4)
		bail("cannot read the screen");
}

static int cursor_x(void)
{
	unsigned char h[4];

	header(h);
	return h[2];
}

static int cursor_y(void)
{
	unsigned char h[4];

	header(h);
	return h[3];
}

/* A row without the blanks at its end. */
static const char *row(int y)
{
	static char text[512];
	unsigned char cells[1024];
	int x;

	if (pread(vcsa, cells, 2 * cols, 4 + 2 * cols * y) != 2 * cols)
		bail("cannot read the screen");
	for (x = 0; x < cols; x++)
		text[x] = cells[2 * x];
	while (x > 0 && (text[x - 1] == ' ' || text[x - 1] == 0))
		x--;
	text[x] = '\0';
	return text;
}

static int attr(int x, int y)
{
	unsigned char cell[2];

	if (pread(vcsa, cell, 2, 4 + 2 * (cols * y + x)) != 2)
		bail("cannot read the screen");
	return cell[1];
}

static void test_plain(void)
{
	int i;

	show("hello");
	is_str(row(0), "hello", "text");
	is(cursor_x(), 5, "the cursor is behind it");
	show("a\r\nb\nc");
	is_str(row(2), " c", "a newline of the program does not return (raw)");
	show("abc\bX");
	is_str(row(0), "abX", "backspace moves");
	show("a\tb");
	is_str(row(0), "a       b", "tab");
	show("\033[3g\tb");
	is(cursor_x(), cols - 1, "without tab stops a tab goes to the margin");
	out("\033c");
	for (i = 0; i < cols; i++)
		out("w");
	is(cursor_y(), 0, "a full line has not wrapped yet");
	out("x");
	is_str(row(1), "x", "the next character does it");
	out("\033[?7l\033[1;1H");
	for (i = 0; i < cols; i++)
		out("a");
	out("bc");
	is(cursor_y(), 0, "no wrap without DECAWM");
	is(row(0)[cols - 1], 'c', "the last place is overwritten");
}

static void test_cursor(void)
{
	show("\033[5;10Hx");
	is_str(row(4), "         x", "CUP");
	show("\033[5;10H\033[2A\033[3Dx");
	is_str(row(2), "      x", "up and left");
	show("\033[2B\033[3Cx");
	is_str(row(2), "   x", "down and right");
	show("\033[99;999Hx");
	is(cursor_y(), rows - 1, "clamped at the bottom");
	show("abc\033[2Gx");
	is_str(row(0), "axc", "CHA");
	show("\033[4dx");
	is_str(row(3), "x", "VPA");
	show("ab\0337cd\0338X");
	is_str(row(0), "abXd", "save and restore");
	show("ab\033[scd\033[uX");
	is_str(row(0), "abXd", "the ANSI way");
	show("\033[3Ex\033[2Fy");
	is_str(row(3), "x", "CNL");
	is_str(row(1), "y", "CPL");
	show("a\033Eb\033Mc\033Dd");
	is_str(row(0), "ac", "RI");
	is_str(row(1), "b d", "IND");
}

static void test_erase(void)
{
	show("abcdef\033[4G\033[K");
	is_str(row(0), "abc", "EL 0");
	show("abcdef\033[4G\033[1K");
	is_str(row(0), "    ef", "EL 1");
	show("abcdef\033[2Kx");
	is_str(row(0), "      x", "EL 2");
	show("one\r\ntwo\r\nthree\033[2;2H\033[J");
	is_str(row(0), "one", "ED 0 keeps what is above");
	is_str(row(1), "t", "and before");
	is_str(row(2), "", "clears below");
	show("one\r\ntwo\r\nthree\033[2;2H\033[1J");
	is_str(row(0), "", "ED 1");
	is_str(row(1), "  o", "up to the cursor");
	show("abcdef\033[2G\033[2P");
	is_str(row(0), "adef", "DCH");
	show("abcdef\033[2G\033[2@");
	is_str(row(0), "a  bcdef", "ICH");
	show("abcdef\033[2G\033[2X");
	is_str(row(0), "a  def", "ECH");
	show("abc\033[1G\033[4hX\033[4lY");
	is_str(row(0), "XYbc", "insert mode");
}

static void test_lines(void)
{
	show("1\r\n2\r\n3\r\n4\033[2;1H\033[L");
	is_str(row(1), "", "IL");
	is_str(row(2), "2", "moves down");
	show("1\r\n2\r\n3\r\n4\033[2;1H\033[M");
	is_str(row(1), "3", "DL");
	show("1\r\n2\r\n3\r\n4\033[2;3r\033[3;1H\nX");
	is_str(row(0), "1", "a region: above stays");
	is_str(row(1), "3", "inside scrolls");
	is_str(row(2), "X", "and clears");
	is_str(row(3), "4", "below stays");
	show("1\r\n2\r\n3\r\n4\033[2;3r\033[2;1H\033MX");
	is_str(row(1), "X", "reverse");
	is_str(row(2), "2", "scrolls down");
	show("\033[3;5r\033[?6h\033[1;1Hx");
	is_str(row(2), "x", "origin mode counts from the region");
	out("\033[?6l\033[r\033[99;1H\nlast");
	is_str(row(rows - 1), "last", "scrolling at the bottom");
	is_str(row(1), "x", "moves all");
}

static void test_colors(void)
{
	show("\033[31mx");
	is(attr(0, 0), 0x04, "red");
	show("\033[1;33;44mx");
	is(attr(0, 0), 0x1e, "bright yellow on blue");
	show("\033[7mx");
	is(attr(0, 0), 0x70, "reverse");
	show("\033[31m\033[0mx");
	is(attr(0, 0), 0x07, "back to plain");
	show("\033[42m\033[39;49mx");
	is(attr(0, 0), 0x07, "default colours");
	show("\033[44m\033[K");
	is(attr(3, 0), 0x17, "erasing uses the background");
	show("\033[38;5;9mx");
	is(attr(0, 0) & 0x0f, 0x0c, "one of 256");
	show("\033[97;102mx");
	is(attr(0, 0) & 0x0f, 0x0f, "bright white");
	show("\033[?5hx");
	is(attr(0, 0), 0x70, "reversed screen");
	is(attr(5, 5), 0x70, "all of it");
}

static void test_charsets(void)
{
	show("\033%@\033(0lqk\033(Bx\033%G");
	is((unsigned char)row(0)[0], 0xda, "line drawing: corner");
	is((unsigned char)row(0)[1], 0xc4, "line");
	is(row(0)[3], 'x', "and back");
	show("\016q\017q");
	is((unsigned char)row(0)[0], 0xc4, "shift out");
	is(row(0)[1], 'q', "shift in");
	show("\342\224\200\303\251");
	is((unsigned char)row(0)[0], 0xc4, "UTF-8");
	is((unsigned char)row(0)[1], 0x82, "letters too");
	show("\033%@\351\033%G\303\251");
	is((unsigned char)row(0)[0], 0x82, "Latin-1 when asked for");
	show("a\033]0;a title\007b");
	is_str(row(0), "ab", "a window title is swallowed");
	show("a\033[?1000hb\033[>1cc\033[=dd\033[1$xe");
	is(row(0)[0], 'a', "unknown sequences");
	ok(strchr(row(0), 'e'), "end");
}

static const char *answer(const char *question)
{
	static char buf[64];
	struct pollfd p = { .fd = tty, .events = POLLIN };
	ssize_t n = 0;

	out(question);
	while (poll(&p, 1, n ? 50 : 1000) == 1)
		n += read(tty, buf + n, sizeof(buf) - 1 - n);
	buf[n] = '\0';
	return buf;
}

static void test_answers(void)
{
	show("\033[3;4H");
	is_str(answer("\033[6n"), "\033[3;4R", "where is the cursor?");
	is_str(answer("\033[5n"), "\033[0n", "are you well?");
	is_str(answer("\033[c"), "\033[?6c", "what are you?");
}

static void test_ioctls(void)
{
	struct vt_stat st;
	struct vt_mode vm;
	struct winsize ws;
	char type = 0;
	int mode = -1, nr = -1;

	is(ioctl(tty, TIOCGWINSZ, &ws), 0, "TIOCGWINSZ");
	is(ws.ws_row, rows, "rows as the screen has");
	is(ws.ws_col, cols, "columns");
	is(ioctl(tty, KDGKBTYPE, &type), 0, "KDGKBTYPE");
	is(type, KB_101, "a PC's");
	is(ioctl(tty, KDGETMODE, &mode), 0, "KDGETMODE");
	is(mode, KD_TEXT, "text");
	is(ioctl(tty, KDSETMODE, KD_GRAPHICS), 0, "KDSETMODE");
	ioctl(tty, KDGETMODE, &mode);
	is(mode, KD_GRAPHICS, "graphics");
	ioctl(tty, KDSETMODE, KD_TEXT);
	is_errno(ioctl(tty, KDSETMODE, 99), EINVAL, "no such mode");
	is(ioctl(tty, KDSKBMODE, K_RAW), 0, "KDSKBMODE");
	ioctl(tty, KDGKBMODE, &mode);
	is(mode, K_RAW, "raw keys");
	ioctl(tty, KDSKBMODE, K_UNICODE);
	is(ioctl(tty, VT_GETSTATE, &st), 0, "VT_GETSTATE");
	ok(st.v_active >= 1, "console %d is active", st.v_active);
	ok(st.v_state & 1 << NR, "ours is open");
	is(ioctl(tty, VT_OPENQRY, &nr), 0, "VT_OPENQRY");
	ok(nr > 0 && nr != NR, "another is free");
	is(ioctl(tty, VT_GETMODE, &vm), 0, "VT_GETMODE");
	is(vm.mode, VT_AUTO, "nobody is asked");
	is_errno(ioctl(tty, VT_ACTIVATE, 64), ENXIO, "no such console");
	is_errno(ioctl(tty, VT_ACTIVATE, 0), ENXIO, "0 is none");
	is(ioctl(tty, VT_ACTIVATE, NR), 0, "VT_ACTIVATE");
	is(ioctl(tty, VT_WAITACTIVE, NR), 0, "VT_WAITACTIVE");
	ioctl(tty, VT_GETSTATE, &st);
	is(st.v_active, NR, "it is");
	ioctl(tty, VT_ACTIVATE, 1);
	ioctl(tty, VT_WAITACTIVE, 1);
	is_errno(ioctl(tty, VT_DISALLOCATE, NR), EBUSY, "an open console is not freed");
}

int main(void)
{
	struct termios t;
	unsigned char h[4];

	mknod("/dev/tty-test", S_IFCHR | 0600, makedev(4, NR));
	mknod("/dev/vcsa-test", S_IFCHR | 0600, makedev(7, 128 + NR));
	tty = open("/dev/tty-test", O_RDWR | O_NOCTTY);
	vcsa = open("/dev/vcsa-test", O_RDWR);
	if (tty < 0 || vcsa < 0) {
		skip("no virtual consoles", "vt");
		return done();
	}
	tcgetattr(tty, &t);
	cfmakeraw(&t);
	tcsetattr(tty, TCSANOW, &t);
	header(h);
	rows = h[0];
	cols = h[1];
	ok(rows >= 24 && cols >= 80, "%d rows, %d columns", rows, cols);

	test_plain();
	test_cursor();
	test_erase();
	test_lines();
	test_colors();
	test_charsets();
	test_answers();
	test_ioctls();
	out("\033c");
	unlink("/dev/tty-test");
	unlink("/dev/vcsa-test");
	return done();
}
