/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/tty/tty.h - what the parts of the tty core share
 */
#ifndef _DRIVERS_TTY_TTY_H
#define _DRIVERS_TTY_TTY_H

#include <linux/poll.h>
#include <linux/tty.h>

#include <uapi/linux/major.h>

#define DEV_TTY0	MKDEV(TTY_MAJOR, 0)	/* the console on the screen */
#define DEV_TTY		MKDEV(TTYAUX_MAJOR, 0)	/* the controlling terminal */
#define DEV_CONSOLE	MKDEV(TTYAUX_MAJOR, 1)	/* where messages go */
#define DEV_PTMX	MKDEV(TTYAUX_MAJOR, 2)	/* makes a pty */

/* tty_driver.c */
struct tty_driver *tty_lookup_driver(dev_t device, struct file *filp,
				     int *index);
extern struct class *tty_class;

/* tty_struct.c */
void tty_free_termios(struct tty_struct *tty);
void tty_release_struct(struct tty_struct *tty, int idx);
int tty_reopen(struct tty_struct *tty);

/* tty_hangup.c */
void do_tty_hangup(struct work_struct *work);

/* tty_ldisc.c */
int tty_ldisc_init(struct tty_struct *tty);
void tty_ldisc_deinit(struct tty_struct *tty);
int tty_ldisc_setup(struct tty_struct *tty, struct tty_struct *o_tty);
int tty_ldisc_reinit(struct tty_struct *tty, int disc);
void tty_ldisc_hangup(struct tty_struct *tty, bool reinit);
void tty_ldisc_release(struct tty_struct *tty);

/* The console driver behind /dev/tty0, and the screen it shows. */
extern struct tty_driver *console_driver;
extern int fg_console;

#endif
