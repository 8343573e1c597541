// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/serial/8250.c - the serial ports of a PC
 *
 * Output goes from write(2) into a ring, and from there into the UART's FIFO:
 * right away while that is empty, by the "transmitter empty" interrupt (THRI)
 * for the rest.  Input goes from the FIFO into the port's flip buffer.
 * I1         THRI is enabled exactly while the ring holds something and output
 *            is not stopped.
 * Locking    up->lock, taken by the interrupt.  The console shares it.
 * Entry      serial8250_isa_init_ports(), the driver "ttyS", major 4, minor 64
 * Mirrors: Linux 4.x drivers/tty/serial/8250/, serial_core.c, in one driver
 * Simpler than Linux in: only 8250 to 16550A on the four ISA addresses; no
 * setserial.
 */
#include "8250.h"

#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/sysrq.h>
#include <linux/tty_flip.h>

#include <uapi/linux/major.h>
#include <uapi/linux/serial.h>

#define WAKEUP_CHARS	256	/* output left when writers are woken */
#define PASS_LIMIT	64	/* rounds of one interrupt */
#define MINOR_START	64
#define SYSRQ_TIMEOUT	(5 * HZ)	/* from BREAK to the key */

#define MODEM_BITS_DELTA (UART_MSR_DCTS | UART_MSR_DDSR | UART_MSR_TERI | \
			  UART_MSR_DDCD)

static const struct {
	u16 iobase;
	u8 irq;
} isa_ports[UART_NR] __initconst = {
	{ 0x3f8, 4 }, { 0x2f8, 3 }, { 0x3e8, 4 }, { 0x2e8, 3 },
};

struct uart_8250_port serial8250_ports[UART_NR];
struct tty_driver *serial8250_driver;

static struct uart_8250_port *to_up(struct tty_struct *tty)
{
	return container_of(tty->port, struct uart_8250_port, port);
}

/* --- the transmitter; lock held --- */

static void set_ier(struct uart_8250_port *up, u8 ier)
{
	if (ier != up->ier) {
		up->ier = ier;
		serial_out(up, UART_IER, ier);
	}
}

static unsigned int xmit_count(const struct uart_8250_port *up)
{
	return up->xmit_head - up->xmit_tail;
}

/* The FIFO is empty: fill it. */
static void tx_chars(struct uart_8250_port *up)
{
	unsigned int n;

	if (up->x_char) {
		serial_out(up, UART_TX, up->x_char);
		up->icount.tx++;
		up->x_char = 0;
		return;
	}
	if (!up->tx_stopped) {
		n = min(up->fifosize, xmit_count(up));
		up->icount.tx += n;
		while (n--)
			serial_out(up, UART_TX, up->xmit[up->xmit_tail++ %
							 UART_XMIT_SIZE]);
	}
	if (up->tx_stopped || !xmit_count(up))
		set_ier(up, up->ier & ~UART_IER_THRI);
}

static void start_tx(struct uart_8250_port *up)
{
	if (!up->x_char && (up->tx_stopped || !xmit_count(up)))
		return;
	/* Spare the interrupt for what fits at once. */
	if (!(up->ier & UART_IER_THRI) &&
	    (serial_in(up, UART_LSR) & UART_LSR_THRE))
		tx_chars(up);
	if (up->x_char || (!up->tx_stopped && xmit_count(up)))
		set_ier(up, up->ier | UART_IER_THRI);
}

/* --- the interrupt --- */

static char rx_flag(struct uart_8250_port *up, u8 lsr)
{
	if (lsr & UART_LSR_OE)
		up->icount.overrun++;
	if (lsr & UART_LSR_BI) {
		up->icount.brk++;
		return TTY_BREAK;
	}
	if (lsr & UART_LSR_PE) {
		up->icount.parity++;
		return TTY_PARITY;
	}
	if (lsr & UART_LSR_FE) {
		up->icount.frame++;
		return TTY_FRAME;
	}
	return TTY_NORMAL;
}

/* On a console BREAK and a key are an order, which is kept until unlocked. */
static bool sysrq_char(struct uart_8250_port *up, u8 ch, char flag)
{
	bool armed = up->sysrq_until && time_before(jiffies, up->sysrq_until);

	if (!up->port.console)
		return false;
	up->sysrq_until = 0;
	if (flag == TTY_BREAK && !armed) {
		up->sysrq_until = jiffies + SYSRQ_TIMEOUT;
		return true;
	}
	if (armed && ch)
		up->sysrq_ch = ch;
	return armed && ch;
}

/* Empties the receiver.  Answers the line status that ended it. */
static u8 rx_chars(struct uart_8250_port *up, u8 lsr)
{
	int max_count = 256;

	do {
		u8 ch = lsr & UART_LSR_DR ? serial_in(up, UART_RX) : 0;
		char flag = rx_flag(up, lsr);

		up->icount.rx++;
		if (!sysrq_char(up, ch, flag))
			tty_insert_flip_char(&up->port, ch, flag);
		lsr = serial_in(up, UART_LSR);
	} while ((lsr & (UART_LSR_DR | UART_LSR_BI)) && --max_count);
	return lsr;
}

static void modem_status(struct uart_8250_port *up)
{
	u8 status = serial_in(up, UART_MSR);

	if (!(status & MODEM_BITS_DELTA))
		return;
	up->icount.cts += !!(status & UART_MSR_DCTS);
	up->icount.dsr += !!(status & UART_MSR_DDSR);
	up->icount.rng += !!(status & UART_MSR_TERI);
	if (status & UART_MSR_DDCD) {
		up->icount.dcd++;
		if (status & UART_MSR_DCD)
			wake_up_interruptible(&up->port.open_wait);
		else
			tty_port_tty_hangup(&up->port, true);
	}
}

/* One round; answers whether the UART wanted something. */
static bool handle_port(struct uart_8250_port *up)
{
	bool received = false;
	bool wake = false;
	u8 lsr, sysrq_ch;

	spin_lock(&up->lock);
	if (serial_in(up, UART_IIR) & UART_IIR_NO_INT) {
		spin_unlock(&up->lock);
		return false;
	}
	lsr = serial_in(up, UART_LSR);
	if ((lsr & (UART_LSR_DR | UART_LSR_BI)) && (up->ier & UART_IER_RDI)) {
		lsr = rx_chars(up, lsr);
		received = true;
	}
	modem_status(up);
	if ((lsr & UART_LSR_THRE) && (up->ier & UART_IER_THRI)) {
		tx_chars(up);
		wake = xmit_count(up) < WAKEUP_CHARS;
	}
	sysrq_ch = up->sysrq_ch;
	up->sysrq_ch = 0;
	spin_unlock(&up->lock);

	if (sysrq_ch)
		handle_sysrq(sysrq_ch);
	if (received)
		tty_flip_buffer_push(&up->port);
	if (wake)
		tty_port_tty_wakeup(&up->port);
	return true;
}

static irqreturn_t serial8250_interrupt(int irq, void *dev_id)
{
	struct uart_8250_port *up = dev_id;
	int passes = 0;

	while (passes < PASS_LIMIT && handle_port(up))
		passes++;
	return passes ? IRQ_HANDLED : IRQ_NONE;
}

/* --- settings --- */

/**
 * serial8250_set_mode() - speed and frame
 * @up: the port
 * @cflag: CSIZE, CSTOPB, PARENB, PARODD
 * @baud: bits per second, not 0
 *
 * Context: lock held.
 */
void serial8250_set_mode(struct uart_8250_port *up, tcflag_t cflag,
			 unsigned int baud)
{
	unsigned int quot = DIV_ROUND_CLOSEST(BASE_BAUD, baud);
	u8 lcr;

	switch (cflag & CSIZE) {
	case CS5: lcr = UART_LCR_WLEN5; break;
	case CS6: lcr = UART_LCR_WLEN6; break;
	case CS7: lcr = UART_LCR_WLEN7; break;
	default:  lcr = UART_LCR_WLEN8; break;
	}
	if (cflag & CSTOPB)
		lcr |= UART_LCR_STOP;
	if (cflag & PARENB)
		lcr |= UART_LCR_PARITY;
	if (!(cflag & PARODD))
		lcr |= UART_LCR_EPAR;
	if (cflag & CMSPAR)
		lcr |= UART_LCR_SPAR;

	quot = clamp(quot, 1U, 0xffffU);
	serial_out(up, UART_LCR, lcr | UART_LCR_DLAB);
	serial_out(up, UART_DLL, quot & 0xff);
	serial_out(up, UART_DLM, quot >> 8);
	serial_out(up, UART_LCR, lcr);
	up->lcr = lcr;
	if (up->fifosize > 1)
		serial_out(up, UART_FCR, UART_FCR_ENABLE_FIFO |
					 UART_FCR_R_TRIG_10);
}

static void set_mctrl(struct uart_8250_port *up, u8 set, u8 clear)
{
	unsigned long flags;

	spin_lock_irqsave(&up->lock, flags);
	up->mcr = (up->mcr & ~clear) | set;
	serial_out(up, UART_MCR, up->mcr);
	spin_unlock_irqrestore(&up->lock, flags);
}

static void serial8250_set_termios(struct tty_struct *tty,
				   struct ktermios *old)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned int baud = tty_get_baud_rate(tty);
	unsigned long flags;

	/* Speed 0 hangs up, and is no speed. */
	if (baud > BASE_BAUD)
		baud = BASE_BAUD;
	if (baud)
		tty_termios_encode_baud_rate(&tty->termios, baud, baud);
	if (up->fifosize) {
		spin_lock_irqsave(&up->lock, flags);
		serial8250_set_mode(up, tty->termios.c_cflag,
				    baud ? baud : 9600);
		spin_unlock_irqrestore(&up->lock, flags);
	}
	if (!baud)
		set_mctrl(up, 0, UART_MCR_DTR | UART_MCR_RTS);
	else if (old && (old->c_cflag & CBAUD) == B0)
		set_mctrl(up, UART_MCR_DTR | UART_MCR_RTS, 0);
}

/* --- the port --- */

static int serial8250_activate(struct tty_port *port, struct tty_struct *tty)
{
	struct uart_8250_port *up = container_of(port, struct uart_8250_port,
						 port);
	int err;

	if (!up->fifosize)
		return -EIO;
	up->xmit = kmalloc(UART_XMIT_SIZE, GFP_KERNEL);
	if (!up->xmit)
		return -ENOMEM;
	up->xmit_head = up->xmit_tail = 0;
	up->tx_stopped = false;

	/* Where messages go, the terminal begins with the same speed. */
	if (up->console_cflag) {
		tty->termios.c_cflag = up->console_cflag;
		tty->termios.c_ospeed = tty_get_baud_rate(tty);
		tty->termios.c_ispeed = tty->termios.c_ospeed;
	}
	serial8250_set_termios(tty, NULL);
	set_mctrl(up, UART_MCR_DTR | UART_MCR_RTS | UART_MCR_OUT2, 0);

	err = request_irq(up->irq, serial8250_interrupt, IRQF_SHARED, "serial",
			  up);
	if (err) {
		kfree(up->xmit);
		up->xmit = NULL;
		return err;
	}
	spin_lock_irq(&up->lock);
	/* Whatever came while nobody listened is gone. */
	serial_in(up, UART_LSR);
	serial_in(up, UART_IIR);
	serial_in(up, UART_MSR);
	set_ier(up, UART_IER_RDI | UART_IER_RLSI | UART_IER_MSI);
	spin_unlock_irq(&up->lock);
	return 0;
}

static void serial8250_shutdown(struct tty_port *port)
{
	struct uart_8250_port *up = container_of(port, struct uart_8250_port,
						 port);

	spin_lock_irq(&up->lock);
	set_ier(up, 0);
	up->mcr &= ~UART_MCR_OUT2;
	serial_out(up, UART_MCR, up->mcr);
	spin_unlock_irq(&up->lock);
	free_irq(up->irq, up);
	kfree(up->xmit);
	up->xmit = NULL;
}

static int serial8250_carrier_raised(struct tty_port *port)
{
	struct uart_8250_port *up = container_of(port, struct uart_8250_port,
						 port);

	return serial_in(up, UART_MSR) & UART_MSR_DCD;
}

static void serial8250_dtr_rts(struct tty_port *port, int raise)
{
	struct uart_8250_port *up = container_of(port, struct uart_8250_port,
						 port);
	u8 lines = UART_MCR_DTR | UART_MCR_RTS;

	set_mctrl(up, raise ? lines : 0, raise ? 0 : lines);
}

static const struct tty_port_operations serial8250_port_ops = {
	.activate	= serial8250_activate,
	.shutdown	= serial8250_shutdown,
	.carrier_raised	= serial8250_carrier_raised,
	.dtr_rts	= serial8250_dtr_rts,
};

/* --- the tty --- */

static int serial8250_open(struct tty_struct *tty, struct file *filp)
{
	return tty_port_open(tty->port, tty, filp);
}

static void serial8250_close(struct tty_struct *tty, struct file *filp)
{
	tty_port_close(tty->port, tty, filp);
}

static void serial8250_hangup(struct tty_struct *tty)
{
	tty_port_hangup(tty->port);
}

static int serial8250_write(struct tty_struct *tty, const unsigned char *buf,
			    int count)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned long flags;
	unsigned int done = 0;

	spin_lock_irqsave(&up->lock, flags);
	while (up->xmit && done < (unsigned int)count) {
		unsigned int at = up->xmit_head % UART_XMIT_SIZE;
		unsigned int n = min3(count - done, UART_XMIT_SIZE - at,
				      UART_XMIT_SIZE - xmit_count(up));

		if (!n)
			break;
		memcpy(up->xmit + at, buf + done, n);
		up->xmit_head += n;
		done += n;
	}
	if (up->xmit)
		start_tx(up);
	spin_unlock_irqrestore(&up->lock, flags);
	return done;
}

static int serial8250_write_room(struct tty_struct *tty)
{
	return UART_XMIT_SIZE - xmit_count(to_up(tty));
}

static int serial8250_chars_in_buffer(struct tty_struct *tty)
{
	return xmit_count(to_up(tty));
}

static void serial8250_flush_buffer(struct tty_struct *tty)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned long flags;

	spin_lock_irqsave(&up->lock, flags);
	up->xmit_tail = up->xmit_head;
	spin_unlock_irqrestore(&up->lock, flags);
	tty_wakeup(tty);
}

static void serial8250_stop(struct tty_struct *tty)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned long flags;

	spin_lock_irqsave(&up->lock, flags);
	up->tx_stopped = true;
	set_ier(up, up->ier & ~UART_IER_THRI);
	spin_unlock_irqrestore(&up->lock, flags);
}

static void serial8250_start(struct tty_struct *tty)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned long flags;

	spin_lock_irqsave(&up->lock, flags);
	up->tx_stopped = false;
	if (up->xmit)
		start_tx(up);
	spin_unlock_irqrestore(&up->lock, flags);
}

static void serial8250_send_xchar(struct tty_struct *tty, char ch)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned long flags;

	spin_lock_irqsave(&up->lock, flags);
	up->x_char = ch;
	start_tx(up);
	spin_unlock_irqrestore(&up->lock, flags);
}

/* The FIFO fills up and the other side, if it can, stops. */
static void serial8250_throttle(struct tty_struct *tty)
{
	struct uart_8250_port *up = to_up(tty);

	if (I_IXOFF(tty))
		serial8250_send_xchar(tty, STOP_CHAR(tty));
	if (C_CRTSCTS(tty))
		set_mctrl(up, 0, UART_MCR_RTS);
	spin_lock_irq(&up->lock);
	set_ier(up, up->ier & ~(UART_IER_RDI | UART_IER_RLSI));
	spin_unlock_irq(&up->lock);
}

static void serial8250_unthrottle(struct tty_struct *tty)
{
	struct uart_8250_port *up = to_up(tty);

	spin_lock_irq(&up->lock);
	set_ier(up, up->ier | UART_IER_RDI | UART_IER_RLSI);
	spin_unlock_irq(&up->lock);
	if (C_CRTSCTS(tty))
		set_mctrl(up, UART_MCR_RTS, 0);
	if (I_IXOFF(tty))
		serial8250_send_xchar(tty, START_CHAR(tty));
}

static int serial8250_break_ctl(struct tty_struct *tty, int state)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned long flags;

	spin_lock_irqsave(&up->lock, flags);
	up->lcr = state ? up->lcr | UART_LCR_SBC : up->lcr & ~UART_LCR_SBC;
	serial_out(up, UART_LCR, up->lcr);
	spin_unlock_irqrestore(&up->lock, flags);
	return 0;
}

static void serial8250_wait_until_sent(struct tty_struct *tty, int timeout)
{
	struct uart_8250_port *up = to_up(tty);
	unsigned long end = jiffies + timeout;

	/* At most a FIFO is left: look once a tick. */
	while (up->fifosize && !(serial_in(up, UART_LSR) & UART_LSR_TEMT)) {
		if (signal_pending(current) || time_after(jiffies, end))
			break;
		schedule_timeout_interruptible(1);
	}
}

static int serial8250_tiocmget(struct tty_struct *tty)
{
	struct uart_8250_port *up = to_up(tty);
	u8 msr = up->fifosize ? serial_in(up, UART_MSR) : 0;

	return (up->mcr & UART_MCR_RTS ? TIOCM_RTS : 0) |
	       (up->mcr & UART_MCR_DTR ? TIOCM_DTR : 0) |
	       (up->mcr & UART_MCR_OUT1 ? TIOCM_OUT1 : 0) |
	       (up->mcr & UART_MCR_LOOP ? TIOCM_LOOP : 0) |
	       (msr & UART_MSR_DCD ? TIOCM_CAR : 0) |
	       (msr & UART_MSR_RI ? TIOCM_RNG : 0) |
	       (msr & UART_MSR_DSR ? TIOCM_DSR : 0) |
	       (msr & UART_MSR_CTS ? TIOCM_CTS : 0);
}

static u8 mcr_bits(unsigned int lines)
{
	return (lines & TIOCM_RTS ? UART_MCR_RTS : 0) |
	       (lines & TIOCM_DTR ? UART_MCR_DTR : 0) |
	       (lines & TIOCM_OUT1 ? UART_MCR_OUT1 : 0) |
	       (lines & TIOCM_LOOP ? UART_MCR_LOOP : 0);
}

static int serial8250_tiocmset(struct tty_struct *tty, unsigned int set,
			       unsigned int clear)
{
	set_mctrl(to_up(tty), mcr_bits(set), mcr_bits(clear));
	return 0;
}

static int serial8250_get_icount(struct tty_struct *tty,
				 struct serial_icounter_struct *ic)
{
	struct uart_8250_port *up = to_up(tty);
	struct uart_icount c;

	spin_lock_irq(&up->lock);
	c = up->icount;
	spin_unlock_irq(&up->lock);
	ic->cts = c.cts;
	ic->dsr = c.dsr;
	ic->rng = c.rng;
	ic->dcd = c.dcd;
	ic->rx = c.rx;
	ic->tx = c.tx;
	ic->frame = c.frame;
	ic->overrun = c.overrun;
	ic->parity = c.parity;
	ic->brk = c.brk;
	return 0;
}

static const struct tty_operations serial8250_ops = {
	.open		= serial8250_open,
	.close		= serial8250_close,
	.write		= serial8250_write,
	.write_room	= serial8250_write_room,
	.chars_in_buffer = serial8250_chars_in_buffer,
	.flush_buffer	= serial8250_flush_buffer,
	.set_termios	= serial8250_set_termios,
	.throttle	= serial8250_throttle,
	.unthrottle	= serial8250_unthrottle,
	.stop		= serial8250_stop,
	.start		= serial8250_start,
	.hangup		= serial8250_hangup,
	.break_ctl	= serial8250_break_ctl,
	.wait_until_sent = serial8250_wait_until_sent,
	.send_xchar	= serial8250_send_xchar,
	.tiocmget	= serial8250_tiocmget,
	.tiocmset	= serial8250_tiocmset,
	.get_icount	= serial8250_get_icount,
};

/* --- probe --- */

/* Is a UART there?  Answers the depth of its transmit FIFO, 0 for none. */
static unsigned int __init probe_fifosize(struct uart_8250_port *up)
{
	u8 mcr, ones, zeros, loop;

	serial_out(up, UART_IER, 0);
	zeros = serial_in(up, UART_IER) & 0x0f;
	serial_out(up, UART_IER, 0x0f);
	ones = serial_in(up, UART_IER) & 0x0f;
	serial_out(up, UART_IER, 0);
	if (zeros != 0 || ones != 0x0f)
		return 0;

	/* In loop-back the modem outputs come back as inputs. */
	mcr = serial_in(up, UART_MCR);
	serial_out(up, UART_MCR, UART_MCR_LOOP | UART_MCR_OUT2 | UART_MCR_RTS);
	loop = serial_in(up, UART_MSR) & 0xf0;
	serial_out(up, UART_MCR, mcr);
	if (loop != (UART_MSR_DCD | UART_MSR_CTS))
		return 0;

	serial_out(up, UART_FCR, UART_FCR_ENABLE_FIFO);
	return serial_in(up, UART_IIR) >> 6 == 3 ? 16 : 1;
}

/**
 * serial8250_isa_init_ports() - look for the four ports, once
 *
 * Context: boot; needs nothing but the hardware.
 */
void __init serial8250_isa_init_ports(void)
{
	static bool done __initdata;
	int i;

	for (i = 0; i < UART_NR && !done; i++) {
		struct uart_8250_port *up = &serial8250_ports[i];

		tty_port_init(&up->port);
		spin_lock_init(&up->lock);
		up->port.ops = &serial8250_port_ops;
		up->line = i;
		up->iobase = isa_ports[i].iobase;
		up->irq = isa_ports[i].irq;
		up->fifosize = probe_fifosize(up);
	}
	done = true;
}

static int __init serial8250_init(void)
{
	struct tty_driver *driver;
	int i, err;

	serial8250_isa_init_ports();
	driver = tty_alloc_driver(UART_NR, TTY_DRIVER_DYNAMIC_DEV |
					   TTY_DRIVER_REAL_RAW);
	if (IS_ERR(driver))
		return PTR_ERR(driver);
	driver->driver_name = "serial";
	driver->name = "ttyS";
	driver->major = TTY_MAJOR;
	driver->minor_start = MINOR_START;
	driver->type = TTY_DRIVER_TYPE_SERIAL;
	driver->subtype = SERIAL_TYPE_NORMAL;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_cflag = B9600 | CS8 | CREAD | HUPCL | CLOCAL;
	tty_set_operations(driver, &serial8250_ops);
	for (i = 0; i < UART_NR; i++)
		tty_port_link_device(&serial8250_ports[i].port, driver, i);

	serial8250_driver = driver;
	err = tty_register_driver(driver);
	if (err) {
		serial8250_driver = NULL;
		put_tty_driver(driver);
		return err;
	}
	for (i = 0; i < UART_NR; i++) {
		struct uart_8250_port *up = &serial8250_ports[i];

		if (!up->fifosize)
			continue;
		tty_register_device(driver, i);
		pr_info("serial8250: ttyS%d at I/O 0x%x (irq = %d, base_baud = %d) is a %s\n",
			i, up->iobase, up->irq, BASE_BAUD,
			up->fifosize > 1 ? "16550A" : "8250");
	}
	return 0;
}
device_initcall(serial8250_init);
