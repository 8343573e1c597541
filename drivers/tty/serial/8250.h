/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/tty/serial/8250.h - a UART of the 8250 family on ISA ports
 */
#ifndef _DRIVERS_TTY_SERIAL_8250_H
#define _DRIVERS_TTY_SERIAL_8250_H

#include <linux/io.h>
#include <linux/spinlock.h>
#include <linux/tty.h>

#include <uapi/linux/serial_reg.h>

#define UART_NR		4
#define BASE_BAUD	115200
#define UART_XMIT_SIZE	4096	/* a power of two */

struct uart_icount {
	u32	rx, tx;
	u32	frame, parity, overrun, brk;
	u32	cts, dsr, rng, dcd;
};

/* [I] set when probed  [l] lock, irq-safe  [m] port.mutex */
struct uart_8250_port {
	struct tty_port	port;
	unsigned int	line;		/* [I] */
	u16		iobase;		/* [I] */
	int		irq;		/* [I] */
	unsigned int	fifosize;	/* [I] 0: there is no UART */
	spinlock_t	lock;
	u8		ier;		/* [l] as written last, and so on */
	u8		lcr;		/* [l] */
	u8		mcr;		/* [l] */
	bool		tx_stopped;	/* [l] ^S */
	char		x_char;		/* [l] to be sent before all else */
	unsigned char	*xmit;		/* [m] ring of UART_XMIT_SIZE */
	unsigned int	xmit_head;	/* [l] counts up for ever */
	unsigned int	xmit_tail;	/* [l] */
	struct uart_icount icount;	/* [l] */
	unsigned long	sysrq_until;	/* [l] jiffies; 0: no BREAK came */
	u8		sysrq_ch;	/* [l] the key after it */
	int		console_cflag;	/* [I] of the console on it, or 0 */
};

extern struct uart_8250_port serial8250_ports[UART_NR];

static inline u8 serial_in(struct uart_8250_port *up, int reg)
{
	return inb(up->iobase + reg);
}

static inline void serial_out(struct uart_8250_port *up, int reg, u8 value)
{
	outb(value, up->iobase + reg);
}

/* 8250.c */
void serial8250_isa_init_ports(void);
void serial8250_set_mode(struct uart_8250_port *up, tcflag_t cflag,
			 unsigned int baud);
extern struct tty_driver *serial8250_driver;

#endif
