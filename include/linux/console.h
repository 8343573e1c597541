/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/console.h - where kernel messages go
 * Mirrors: Linux 4.x include/linux/console.h
 */
#ifndef _LINUX_CONSOLE_H_
#define _LINUX_CONSOLE_H_

#include <linux/types.h>

struct tty_driver;

#define CON_PRINTBUFFER	1	/* replay the log when registered */
#define CON_CONSDEV	2	/* the one behind /dev/console */
#define CON_ENABLED	4
#define CON_BOOT	8	/* leaves when a real console comes */
#define CON_ANYTIME	16	/* usable before its CPU is online */
#define CON_BRL		32	/* braille, unused here */
#define CON_EXTENDED	64	/* takes the /dev/kmsg form, unused here */

/*
 * One output device for kernel messages.
 * [c] console lock  [I] set before register_console()
 *
 * @write may be called in any context, with interrupts off, and during an oops
 * even while the device's own lock is held by a dead CPU: then it must try, not
 * wait.  @setup answers 0 when the device is there.
 */
struct console {
	char			name[16];	/* [I] "ttyS", "tty" */
	void (*write)(struct console *con, const char *s, unsigned int count);
	int (*read)(struct console *con, char *s, unsigned int count);
	struct tty_driver *(*device)(struct console *con, int *index);
	void (*unblank)(void);
	void (*flush)(struct console *con);	/* after a burst of @write */
	int (*setup)(struct console *con, char *options);
	short			flags;		/* [c] CON_* */
	short			index;		/* [c] -1: any, chosen at register */
	int			cflag;		/* [c] termios c_cflag the line uses */
	void			*data;		/* [I] the driver's own */
	struct console		*next;		/* [c] console_drivers */
};

#define for_each_console(con) \
	for ((con) = console_drivers; (con) != NULL; (con) = (con)->next)

extern struct console *console_drivers;
extern struct console *early_console;
extern bool console_set_on_cmdline;
extern bool console_init_done;
extern bool keep_bootcon;

int add_preferred_console(const char *name, int idx, char *options);
void register_console(struct console *con);
int unregister_console(struct console *con);

void console_lock(void);
int console_trylock(void);
void console_unlock(void);
void console_unblank(void);
void console_flush_on_panic(void);
struct tty_driver *console_device(int *index);
void bust_spinlocks(int yes);

void console_init(void);
int setup_early_printk(char *buf);

#endif
