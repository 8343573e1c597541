/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/tty_driver.h - drivers of lines
 * Mirrors: Linux 4.x include/linux/tty_driver.h
 */
#ifndef _LINUX_TTY_DRIVER_H
#define _LINUX_TTY_DRIVER_H

#include <linux/kref.h>
#include <linux/types.h>
#include <uapi/asm/termbits.h>
#include <uapi/asm/termios.h>

struct tty_struct;
struct tty_port;
struct tty_driver;
struct file;
struct serial_icounter_struct;
struct cdev;

/*
 * What a driver does.  @open/@close bracket each open file description; @write
 * takes what it can at once, never sleeps, may be called with any lock the
 * ldisc holds (output_lock) but not from interrupts.  @write_room says how
 * much @write would take.  When room appears, the driver calls tty_wakeup().
 * @throttle/@unthrottle ask the other side to pause.  @shutdown runs when the
 * last user is gone, @cleanup when the memory goes.  All may be NULL except
 * @open and @close, and @write when there is output.
 */
struct tty_operations {
	struct tty_struct *(*lookup)(struct tty_driver *driver,
				     struct file *filp, int idx);
	int  (*install)(struct tty_driver *driver, struct tty_struct *tty);
	void (*remove)(struct tty_driver *driver, struct tty_struct *tty);
	int  (*open)(struct tty_struct *tty, struct file *filp);
	void (*close)(struct tty_struct *tty, struct file *filp);
	void (*shutdown)(struct tty_struct *tty);
	void (*cleanup)(struct tty_struct *tty);
	int  (*write)(struct tty_struct *tty, const unsigned char *buf,
		      int count);
	int  (*put_char)(struct tty_struct *tty, unsigned char ch);
	void (*flush_chars)(struct tty_struct *tty);
	int  (*write_room)(struct tty_struct *tty);
	int  (*chars_in_buffer)(struct tty_struct *tty);
	int  (*ioctl)(struct tty_struct *tty, unsigned int cmd,
		      unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, struct ktermios *old);
	void (*throttle)(struct tty_struct *tty);
	void (*unthrottle)(struct tty_struct *tty);
	void (*stop)(struct tty_struct *tty);
	void (*start)(struct tty_struct *tty);
	void (*hangup)(struct tty_struct *tty);
	int  (*break_ctl)(struct tty_struct *tty, int state);
	void (*flush_buffer)(struct tty_struct *tty);
	void (*wait_until_sent)(struct tty_struct *tty, int timeout);
	void (*send_xchar)(struct tty_struct *tty, char ch);
	int  (*tiocmget)(struct tty_struct *tty);
	int  (*tiocmset)(struct tty_struct *tty, unsigned int set,
			 unsigned int clear);
	int  (*resize)(struct tty_struct *tty, struct winsize *ws);
	int  (*get_icount)(struct tty_struct *tty,
			   struct serial_icounter_struct *icount);
};

/*
 * A group of lines with one major number.
 * [I] set before tty_register_driver()  [M] tty_mutex
 */
struct tty_driver {
	struct kref	kref;
	struct cdev	*cdevs;		/* [I] the group's device numbers */
	const char	*driver_name;	/* [I] /proc/tty/drivers */
	const char	*name;		/* [I] "ttyS" */
	int		name_base;	/* [I] number printed for minor_start */
	int		major;		/* [I] */
	int		minor_start;	/* [I] */
	unsigned int	num;		/* [I] lines */
	short		type;		/* [I] TTY_DRIVER_TYPE_* */
	short		subtype;	/* [I] */
	struct ktermios	init_termios;	/* [I] for a line opened first */
	unsigned long	flags;		/* [I] TTY_DRIVER_* */
	struct tty_driver *other;	/* [I] the pty pair's other half */

	struct tty_struct **ttys;	/* [M] by index */
	struct tty_port	**ports;	/* [I] by index */
	struct ktermios	**termios;	/* [M] kept over close */

	const struct tty_operations *ops;	/* [I] */
	struct list_head tty_drivers;	/* [M] */
};

extern struct list_head tty_drivers;

struct tty_driver *__tty_alloc_driver(unsigned int lines, unsigned long flags);
#define tty_alloc_driver(lines, flags)	__tty_alloc_driver(lines, flags)
#define alloc_tty_driver(lines)		__tty_alloc_driver(lines, 0)
void put_tty_driver(struct tty_driver *driver);
void tty_set_operations(struct tty_driver *driver,
			const struct tty_operations *op);
int tty_register_driver(struct tty_driver *driver);
void tty_driver_kref_put(struct tty_driver *driver);

static inline struct tty_driver *tty_driver_kref_get(struct tty_driver *d)
{
	kref_get(&d->kref);
	return d;
}

#define TTY_DRIVER_INSTALLED		0x0001
#define TTY_DRIVER_RESET_TERMIOS	0x0002	/* init_termios at each first open */
#define TTY_DRIVER_REAL_RAW		0x0004	/* never flags characters */
#define TTY_DRIVER_DYNAMIC_DEV		0x0008	/* the driver makes the nodes */
#define TTY_DRIVER_DEVPTS_MEM		0x0010	/* lines live in devpts */
#define TTY_DRIVER_HARDWARE_BREAK	0x0020
#define TTY_DRIVER_DYNAMIC_ALLOC	0x0040	/* no arrays */
#define TTY_DRIVER_UNNUMBERED_NODE	0x0080	/* "tty", not "tty0" */

#define TTY_DRIVER_TYPE_SYSTEM		0x0001
#define TTY_DRIVER_TYPE_CONSOLE		0x0002
#define TTY_DRIVER_TYPE_SERIAL		0x0003
#define TTY_DRIVER_TYPE_PTY		0x0004

#define SYSTEM_TYPE_TTY			0x0001
#define SYSTEM_TYPE_CONSOLE		0x0002
#define SYSTEM_TYPE_SYSCONS		0x0003
#define SYSTEM_TYPE_SYSPTMX		0x0004
#define PTY_TYPE_MASTER			0x0001
#define PTY_TYPE_SLAVE			0x0002
#define SERIAL_TYPE_NORMAL		1

#endif
