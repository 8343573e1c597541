// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_baudrate.c - speeds: the codes in c_cflag, and numbers
 *
 * BOTHER in CBAUD says that c_ospeed itself is the speed; otherwise CBAUD is a
 * code, and c_ospeed follows it.
 * Mirrors: Linux 4.x drivers/tty/tty_baudrate.c
 */
#include <linux/tty.h>

/* Speed by code: B0 = 0 ... B38400 = 15, then B57600 = CBAUDEX | 1 ... */
static const unsigned int baud_table[] = {
	0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600,
	19200, 38400,
};

static const unsigned int baud_table_ex[] = {
	57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000,
	1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000,
};

/* A divisor cannot hit most speeds: this much off, in percent, is the same. */
#define TOLERANCE	2

/**
 * tty_termios_baud_rate() - the output speed that settings ask for
 * @termios: the settings
 *
 * Context: any.
 * Return: bits per second; 0 hangs up.
 */
unsigned int tty_termios_baud_rate(struct ktermios *termios)
{
	unsigned int code = termios->c_cflag & CBAUD;

	if (code == BOTHER)
		return termios->c_ospeed;
	if (!(code & CBAUDEX))
		return baud_table[code];
	code &= ~CBAUDEX;
	if (code == 0 || code > ARRAY_SIZE(baud_table_ex))
		return 9600;
	return baud_table_ex[code - 1];
}

static bool near(unsigned int a, unsigned int b)
{
	unsigned int off = a > b ? a - b : b - a;

	return off <= b / 100 * TOLERANCE;
}

static tcflag_t baud_code(unsigned int baud)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(baud_table); i++)
		if (near(baud, baud_table[i]))
			return i;
	for (i = 0; i < ARRAY_SIZE(baud_table_ex); i++)
		if (near(baud, baud_table_ex[i]))
			return CBAUDEX | (i + 1);
	return BOTHER;
}

/**
 * tty_termios_encode_baud_rate() - put the speed that was set into settings
 * @termios: the settings
 * @ibaud: input speed, bits per second
 * @obaud: output speed
 *
 * The code is kept when it is near enough, so that what a program sets reads
 * back the same.
 *
 * Context: any.
 */
void tty_termios_encode_baud_rate(struct ktermios *termios,
				  unsigned int ibaud, unsigned int obaud)
{
	termios->c_ispeed = ibaud;
	termios->c_ospeed = obaud;
	if ((termios->c_cflag & CBAUD) == BOTHER)
		return;
	termios->c_cflag &= ~(CBAUD | CIBAUD);
	termios->c_cflag |= baud_code(obaud);
}
