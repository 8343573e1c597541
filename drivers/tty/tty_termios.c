// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_termios.c - the settings of a terminal
 *
 * Three forms come from user space: struct termios2 (TCSETS2), the older
 * struct termios without speeds (TCSETS), and System V's struct termio with 16
 * bits of flags and eight characters (TCSETA).
 * Locking    termios_rwsem written while the settings change.
 * Entry      tty_mode_ioctl() tty_set_termios()
 * Mirrors: Linux 4.x drivers/tty/tty_ioctl.c
 */
#include "tty.h"

#include <linux/capability.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#define TERMIOS_FLUSH	1	/* throw unread input away first */
#define TERMIOS_WAIT	2	/* wait for the output first */
#define TERMIOS_TERMIO	4	/* struct termio */
#define TERMIOS_OLD	8	/* struct termios, without speeds */

/* Bits that TIOCSLCKTRMIOS locked keep their old value. */
static void unset_locked_termios(struct tty_struct *tty, struct ktermios *old)
{
	struct ktermios *t = &tty->termios;
	struct ktermios *locked = &tty->termios_locked;
	int i;

#define KEEP(field) \
	(t->field = (t->field & ~locked->field) | (old->field & locked->field))
	KEEP(c_iflag);
	KEEP(c_oflag);
	KEEP(c_cflag);
	KEEP(c_lflag);
#undef KEEP
	if (locked->c_line)
		t->c_line = old->c_line;
	for (i = 0; i < NCCS; i++)
		if (locked->c_cc[i])
			t->c_cc[i] = old->c_cc[i];
}

/**
 * tty_termios_copy_hw() - a driver without hardware takes no such setting
 * @new: the settings; their hardware part becomes that of @old
 * @old: the settings before
 *
 * Context: any.
 */
void tty_termios_copy_hw(struct ktermios *new, struct ktermios *old)
{
	new->c_cflag &= HUPCL | CREAD | CLOCAL;
	new->c_cflag |= old->c_cflag & ~(HUPCL | CREAD | CLOCAL);
	new->c_ispeed = old->c_ispeed;
	new->c_ospeed = old->c_ospeed;
}

/**
 * tty_set_termios() - new settings
 * @tty: the tty
 * @new_termios: the settings
 *
 * Context: may sleep.
 * Return: 0.
 */
int tty_set_termios(struct tty_struct *tty, struct ktermios *new_termios)
{
	struct ktermios old;
	struct tty_ldisc *ld;

	down_write(&tty->termios_rwsem);
	old = tty->termios;
	tty->termios = *new_termios;
	unset_locked_termios(tty, &old);
	if (tty->ops->set_termios)
		tty->ops->set_termios(tty, &old);
	else
		tty_termios_copy_hw(&tty->termios, &old);

	ld = tty_ldisc_ref(tty);
	if (ld) {
		if (ld->ops->set_termios)
			ld->ops->set_termios(tty, &old);
		tty_ldisc_deref(ld);
	}
	up_write(&tty->termios_rwsem);
	return 0;
}

/* --- the three forms --- */

static int get_termio(struct ktermios *t, const struct termio __user *arg)
{
	struct termio termio;

	if (copy_from_user(&termio, arg, sizeof(termio)))
		return -EFAULT;
	/* The upper halves of the flags stay as they are. */
	t->c_iflag = (t->c_iflag & 0xffff0000) | termio.c_iflag;
	t->c_oflag = (t->c_oflag & 0xffff0000) | termio.c_oflag;
	t->c_cflag = (t->c_cflag & 0xffff0000) | termio.c_cflag;
	t->c_lflag = (t->c_lflag & 0xffff0000) | termio.c_lflag;
	t->c_line = termio.c_line;
	memcpy(t->c_cc, termio.c_cc, NCC);
	return 0;
}

static int put_termio(const struct ktermios *t, struct termio __user *arg)
{
	struct termio termio = {
		.c_iflag = t->c_iflag,
		.c_oflag = t->c_oflag,
		.c_cflag = t->c_cflag,
		.c_lflag = t->c_lflag,
		.c_line = t->c_line,
	};

	memcpy(termio.c_cc, t->c_cc, NCC);
	return copy_to_user(arg, &termio, sizeof(termio)) ? -EFAULT : 0;
}

/* struct ktermios begins as struct termios, and is laid out as termios2. */
static int get_settings(struct ktermios *t, void __user *arg, int opt)
{
	BUILD_BUG_ON(sizeof(struct ktermios) != sizeof(struct termios2));
	BUILD_BUG_ON(offsetof(struct ktermios, c_cc) !=
		     offsetof(struct termios, c_cc));

	if (opt & TERMIOS_TERMIO)
		return get_termio(t, arg);
	if (copy_from_user(t, arg, opt & TERMIOS_OLD ? sizeof(struct termios)
						     : sizeof(struct termios2)))
		return -EFAULT;
	return 0;
}

static int set_termios(struct tty_struct *tty, void __user *arg, int opt)
{
	struct ktermios tmp;
	struct tty_ldisc *ld;
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	down_read(&tty->termios_rwsem);
	tmp = tty->termios;
	up_read(&tty->termios_rwsem);
	ret = get_settings(&tmp, arg, opt);
	if (ret)
		return ret;
	/* With a code for the speed, the numbers follow it. */
	if ((tmp.c_cflag & CBAUD) != BOTHER)
		tmp.c_ispeed = tmp.c_ospeed = tty_termios_baud_rate(&tmp);

	ld = tty_ldisc_ref(tty);
	if (ld) {
		if ((opt & TERMIOS_FLUSH) && ld->ops->flush_buffer) {
			tty_buffer_flush(tty);
			ld->ops->flush_buffer(tty);
		}
		tty_ldisc_deref(ld);
	}
	if (opt & TERMIOS_WAIT) {
		tty_wait_until_sent(tty, 0);
		if (signal_pending(current))
			return -ERESTARTSYS;
	}
	return tty_set_termios(tty, &tmp);
}

static void copy_termios(struct tty_struct *tty, struct ktermios *t)
{
	down_read(&tty->termios_rwsem);
	*t = tty->termios;
	up_read(&tty->termios_rwsem);
}

static int put_bytes(void __user *to, const void *from, size_t size)
{
	return copy_to_user(to, from, size) ? -EFAULT : 0;
}

static int tty_change_softcar(struct tty_struct *tty, int on)
{
	struct ktermios t;

	copy_termios(tty, &t);
	t.c_cflag &= ~CLOCAL;
	if (on)
		t.c_cflag |= CLOCAL;
	return tty_set_termios(tty, &t);
}

static int set_locked(struct tty_struct *tty, void __user *p)
{
	struct ktermios t = { 0 };

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (copy_from_user(&t, p, sizeof(struct termios)))
		return -EFAULT;
	down_write(&tty->termios_rwsem);
	tty->termios_locked = t;
	up_write(&tty->termios_rwsem);
	return 0;
}

/* TCSETS and its eleven variants; 0: it is none of them. */
static int set_option(unsigned int cmd, int *opt)
{
	switch (cmd) {
	case TCSETS:	*opt = TERMIOS_OLD;				return 1;
	case TCSETSW:	*opt = TERMIOS_OLD | TERMIOS_WAIT;		return 1;
	case TCSETSF:	*opt = TERMIOS_OLD | TERMIOS_WAIT | TERMIOS_FLUSH; return 1;
	case TCSETS2:	*opt = 0;					return 1;
	case TCSETSW2:	*opt = TERMIOS_WAIT;				return 1;
	case TCSETSF2:	*opt = TERMIOS_WAIT | TERMIOS_FLUSH;		return 1;
	case TCSETA:	*opt = TERMIOS_TERMIO;				return 1;
	case TCSETAW:	*opt = TERMIOS_TERMIO | TERMIOS_WAIT;		return 1;
	case TCSETAF:	*opt = TERMIOS_TERMIO | TERMIOS_WAIT | TERMIOS_FLUSH; return 1;
	}
	return 0;
}

/**
 * tty_mode_ioctl() - the ioctls about settings
 * @tty: the tty; of a master, the slave's settings are meant
 * @file: the file
 * @cmd: TC*
 * @arg: its argument
 *
 * Context: process context.
 * Return: as ioctl(2); -ENOIOCTLCMD when it is none of these.
 */
int tty_mode_ioctl(struct tty_struct *tty, struct file *file,
		   unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;
	struct ktermios t;
	int opt;

	if (tty->driver->type == TTY_DRIVER_TYPE_PTY &&
	    tty->driver->subtype == PTY_TYPE_MASTER)
		tty = tty->link;
	if (set_option(cmd, &opt))
		return set_termios(tty, p, opt);

	switch (cmd) {
	case TCGETS:
		copy_termios(tty, &t);
		return put_bytes(p, &t, sizeof(struct termios));
	case TCGETS2:
		copy_termios(tty, &t);
		return put_bytes(p, &t, sizeof(struct termios2));
	case TCGETA:
		copy_termios(tty, &t);
		return put_termio(&t, p);
	case TIOCGLCKTRMIOS:
		down_read(&tty->termios_rwsem);
		t = tty->termios_locked;
		up_read(&tty->termios_rwsem);
		return put_bytes(p, &t, sizeof(struct termios));
	case TIOCSLCKTRMIOS:
		return set_locked(tty, p);
	case TIOCGSOFTCAR:
		copy_termios(tty, &t);
		return put_user(t.c_cflag & CLOCAL ? 1 : 0, (int __user *)p);
	case TIOCSSOFTCAR:
		if (get_user(opt, (int __user *)p))
			return -EFAULT;
		return tty_change_softcar(tty, opt);
	}
	return -ENOIOCTLCMD;
}
