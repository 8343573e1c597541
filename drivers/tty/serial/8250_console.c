// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/serial/8250_console.c - kernel messages on a serial port
 *
 * Writes by polling, interrupts of the UART off, so that it works with the
 * machine in any state.  In an oops the port's lock is only tried: its owner
 * may be dead.
 * Mirrors: Linux 4.x drivers/tty/serial/8250/8250_core.c
 */
#include "8250.h"

#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/serial_8250.h>

#include <asm/processor.h>

#define SPINS_MAX	100000	/* far more than a FIFO takes to drain */

static void wait_for_lsr(struct uart_8250_port *up, u8 bits)
{
	int spins = SPINS_MAX;

	while ((serial_in(up, UART_LSR) & bits) != bits && --spins)
		cpu_relax();
}

/* A FIFO full at a time: the status is read once for all of them. */
static void put_chars(struct uart_8250_port *up, const char *s,
		      unsigned int count)
{
	unsigned int room = 0;
	bool need_cr = true;

	while (count) {
		char c = *s;

		if (!room) {
			wait_for_lsr(up, UART_LSR_THRE);
			room = up->fifosize;
		}
		room--;
		if (c == '\n' && need_cr) {
			serial_out(up, UART_TX, '\r');
			need_cr = false;
			continue;
		}
		need_cr = true;
		serial_out(up, UART_TX, c);
		s++;
		count--;
	}
}

static void serial8250_console_write(struct console *co, const char *s,
				     unsigned int count)
{
	struct uart_8250_port *up = &serial8250_ports[co->index];
	unsigned long flags;
	bool locked = true;

	local_irq_save(flags);
	if (oops_in_progress)
		locked = spin_trylock(&up->lock);
	else
		spin_lock(&up->lock);

	serial_out(up, UART_IER, 0);
	put_chars(up, s, count);
	wait_for_lsr(up, UART_LSR_THRE | UART_LSR_TEMT);
	serial_out(up, UART_IER, up->ier);

	if (locked)
		spin_unlock(&up->lock);
	local_irq_restore(flags);
}

/* "115200n8r": speed, parity, bits, and r for RTS/CTS */
static int __init parse_options(char *options, unsigned int *baud)
{
	int cflag = CREAD | HUPCL | CLOCAL;
	char *s = options;

	*baud = 9600;
	if (isdigit(*s))
		*baud = simple_strtoul(s, &s, 10);
	if (!*baud || *baud > BASE_BAUD)
		*baud = 9600;
	if (tolower(*s) == 'o')
		cflag |= PARENB | PARODD;
	else if (tolower(*s) == 'e')
		cflag |= PARENB;
	if (*s)
		s++;
	cflag |= *s == '7' ? CS7 : CS8;
	if (*s)
		s++;
	if (*s == 'r')
		cflag |= CRTSCTS;
	return cflag;
}

static int __init serial8250_console_setup(struct console *co, char *options)
{
	static char no_options[1] __initdata;
	struct uart_8250_port *up;
	struct ktermios t = { 0 };
	unsigned long flags;
	unsigned int baud;

	if (co->index < 0 || co->index >= UART_NR)
		co->index = 0;
	up = &serial8250_ports[co->index];
	if (!up->fifosize)
		return -ENODEV;

	t.c_cflag = parse_options(options ? options : no_options, &baud);
	tty_termios_encode_baud_rate(&t, baud, baud);
	up->console_cflag = t.c_cflag;
	co->cflag = t.c_cflag;
	up->port.console = true;

	spin_lock_irqsave(&up->lock, flags);
	serial8250_set_mode(up, t.c_cflag, baud);
	up->mcr |= UART_MCR_DTR | UART_MCR_RTS;
	serial_out(up, UART_MCR, up->mcr);
	spin_unlock_irqrestore(&up->lock, flags);
	return 0;
}

static struct tty_driver *serial8250_console_device(struct console *co,
						    int *index)
{
	*index = co->index;
	return serial8250_driver;
}

static struct console serial8250_console = {
	.name	= "ttyS",
	.write	= serial8250_console_write,
	.device	= serial8250_console_device,
	.setup	= serial8250_console_setup,
	.flags	= CON_PRINTBUFFER | CON_ANYTIME,
	.index	= -1,
};

/**
 * serial8250_console_init() - offer the serial ports to printk()
 *
 * Context: boot.
 */
void __init serial8250_console_init(void)
{
	serial8250_isa_init_ports();
	register_console(&serial8250_console);
}
