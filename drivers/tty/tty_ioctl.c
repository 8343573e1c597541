// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_ioctl.c - ioctl(2) on terminals, but for the settings
 *
 * Order of asking: what the core knows, sessions (tty_jobctrl.c), the driver,
 * the discipline, which comes back here for flow and flush, and to
 * tty_termios.c for TCGETS and its kin.  On a pty master most ask about the slave.
 * Entry      tty_ioctl() tty_wait_until_sent() tty_throttle_safe()
 * Mirrors: Linux 4.x drivers/tty/tty_io.c, tty_ioctl.c
 * Simpler than Linux in: TIOCCONS, TIOCLINUX, TIOCGSERIAL answer ENOTTY.
 */
#include "tty.h"

#include <linux/capability.h>
#include <linux/sched/signal.h>
#include <linux/tty_flip.h>
#include <linux/uaccess.h>

#include <uapi/linux/serial.h>

/* --- asking the driver --- */

/**
 * tty_chars_in_buffer() - output not yet sent
 *
 * Context: any.
 * Return: bytes.
 */
int tty_chars_in_buffer(struct tty_struct *tty)
{
	return tty->ops->chars_in_buffer ? tty->ops->chars_in_buffer(tty) : 0;
}

/**
 * tty_write_room() - output that the driver would take now
 *
 * Context: any.
 * Return: bytes.
 */
int tty_write_room(struct tty_struct *tty)
{
	return tty->ops->write_room ? tty->ops->write_room(tty) : 2048;
}

/**
 * tty_driver_flush_buffer() - throw away output not yet sent
 *
 * Context: any.
 */
void tty_driver_flush_buffer(struct tty_struct *tty)
{
	if (tty->ops->flush_buffer)
		tty->ops->flush_buffer(tty);
}

/**
 * tty_unthrottle() - the other side may send again
 *
 * Context: may sleep.
 */
void tty_unthrottle(struct tty_struct *tty)
{
	down_write(&tty->termios_rwsem);
	if (test_and_clear_bit(TTY_THROTTLED, &tty->flags) &&
	    tty->ops->unthrottle)
		tty->ops->unthrottle(tty);
	tty->flow_change = 0;
	up_write(&tty->termios_rwsem);
}

/**
 * tty_throttle_safe() - ask the other side to pause, unless things changed
 * @tty: the tty; flow_change was set to TTY_THROTTLE_SAFE before looking
 *
 * Context: may sleep.
 * Return: 0 done, 1 somebody else changed flow_change: look again.
 */
int tty_throttle_safe(struct tty_struct *tty)
{
	int ret = 0;

	mutex_lock(&tty->throttle_mutex);
	if (!tty_throttled(tty)) {
		if (tty->flow_change != TTY_THROTTLE_SAFE) {
			ret = 1;
		} else {
			set_bit(TTY_THROTTLED, &tty->flags);
			if (tty->ops->throttle)
				tty->ops->throttle(tty);
		}
	}
	mutex_unlock(&tty->throttle_mutex);
	return ret;
}

/**
 * tty_unthrottle_safe() - let the other side go on, unless things changed
 * @tty: the tty; flow_change was set to TTY_UNTHROTTLE_SAFE before looking
 *
 * Context: may sleep.
 * Return: 0 done, 1 somebody else changed flow_change: look again.
 */
int tty_unthrottle_safe(struct tty_struct *tty)
{
	int ret = 0;

	mutex_lock(&tty->throttle_mutex);
	if (tty_throttled(tty)) {
		if (tty->flow_change != TTY_UNTHROTTLE_SAFE) {
			ret = 1;
		} else {
			clear_bit(TTY_THROTTLED, &tty->flags);
			if (tty->ops->unthrottle)
				tty->ops->unthrottle(tty);
		}
	}
	mutex_unlock(&tty->throttle_mutex);
	return ret;
}

/**
 * tty_wait_until_sent() - wait until all output is sent
 * @tty: the tty
 * @timeout: jiffies; 0: for ever
 *
 * Context: may sleep; a signal ends it.
 */
void tty_wait_until_sent(struct tty_struct *tty, long timeout)
{
	if (!timeout)
		timeout = MAX_SCHEDULE_TIMEOUT;
	timeout = wait_event_interruptible_timeout(tty->write_wait,
				!tty_chars_in_buffer(tty), timeout);
	if (timeout <= 0)
		return;
	if (tty->ops->wait_until_sent)
		tty->ops->wait_until_sent(tty, min(timeout, (long)INT_MAX));
}

/* --- single ioctls --- */

static int tiocsti(struct tty_struct *tty, char __user *p)
{
	struct tty_ldisc *ld;
	unsigned char ch;
	char flag = TTY_NORMAL;

	if (current->signal->tty != tty && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (get_user(ch, (unsigned char __user *)p))
		return -EFAULT;
	ld = tty_ldisc_ref_wait(tty);
	if (!ld)
		return -EIO;
	/* The work is the one consumer: queue up behind what it has. */
	tty_insert_flip_char(tty->port, ch, flag);
	tty_flip_buffer_push(tty->port);
	tty_ldisc_deref(ld);
	return 0;
}

static int tiocgwinsz(struct tty_struct *tty, struct winsize __user *arg)
{
	struct winsize ws;

	mutex_lock(&tty->winsize_mutex);
	ws = tty->winsize;
	mutex_unlock(&tty->winsize_mutex);
	return copy_to_user(arg, &ws, sizeof(ws)) ? -EFAULT : 0;
}

/**
 * tty_do_resize() - set the window size, and tell the foreground group
 * @tty: the tty
 * @ws: rows and columns
 *
 * Context: may sleep.
 * Return: 0.
 */
int tty_do_resize(struct tty_struct *tty, struct winsize *ws)
{
	struct pid *pgrp;

	mutex_lock(&tty->winsize_mutex);
	if (!memcmp(ws, &tty->winsize, sizeof(*ws)))
		goto out;
	pgrp = tty_get_pgrp(tty);
	if (pgrp)
		kill_pgrp(pgrp, SIGWINCH, 1);
	put_pid(pgrp);
	tty->winsize = *ws;
out:
	mutex_unlock(&tty->winsize_mutex);
	return 0;
}

static int tiocswinsz(struct tty_struct *tty, struct winsize __user *arg)
{
	struct winsize ws;

	if (copy_from_user(&ws, arg, sizeof(ws)))
		return -EFAULT;
	return tty->ops->resize ? tty->ops->resize(tty, &ws)
				: tty_do_resize(tty, &ws);
}

static int tiocsetd(struct tty_struct *tty, int __user *p)
{
	int disc;

	if (get_user(disc, p))
		return -EFAULT;
	return tty_set_ldisc(tty, disc);
}

static int tiocgetd(struct tty_struct *tty, int __user *p)
{
	struct tty_ldisc *ld = tty_ldisc_ref_wait(tty);
	int ret;

	if (!ld)
		return -EIO;
	ret = put_user(ld->ops->num, p);
	tty_ldisc_deref(ld);
	return ret;
}

static int send_break(struct tty_struct *tty, unsigned int duration_ms)
{
	int ret;

	if (!tty->ops->break_ctl)
		return 0;
	if (tty->driver->flags & TTY_DRIVER_HARDWARE_BREAK)
		return tty->ops->break_ctl(tty, duration_ms);

	if (tty_write_lock(tty, false) < 0)
		return -EINTR;
	ret = tty->ops->break_ctl(tty, -1);
	if (!ret) {
		schedule_timeout_interruptible(msecs_to_jiffies(duration_ms));
		ret = tty->ops->break_ctl(tty, 0);
	}
	tty_write_unlock(tty);
	return signal_pending(current) ? -EINTR : ret;
}

static int tty_break_ioctl(struct tty_struct *tty, unsigned int cmd,
			   unsigned long arg)
{
	switch (cmd) {
	case TIOCSBRK:
		return tty->ops->break_ctl ? tty->ops->break_ctl(tty, -1) : 0;
	case TIOCCBRK:
		return tty->ops->break_ctl ? tty->ops->break_ctl(tty, 0) : 0;
	case TCSBRK:	/* 0: a quarter of a second; else only tcdrain(3) */
		return arg ? 0 : send_break(tty, 250);
	default:	/* TCSBRKP, in tenths of a second */
		return send_break(tty, arg ? arg * 100 : 250);
	}
}

static int tty_tiocmset(struct tty_struct *tty, unsigned int cmd,
			unsigned int __user *p)
{
	unsigned int val, set = 0, clear = 0;
	unsigned int lines = TIOCM_DTR | TIOCM_RTS | TIOCM_OUT1 | TIOCM_OUT2 |
			     TIOCM_LOOP;

	if (!tty->ops->tiocmset)
		return -ENOTTY;
	if (get_user(val, p))
		return -EFAULT;
	switch (cmd) {
	case TIOCMBIS:
		set = val;
		break;
	case TIOCMBIC:
		clear = val;
		break;
	case TIOCMSET:
		set = val;
		clear = ~val;
		break;
	}
	return tty->ops->tiocmset(tty, set & lines, clear & lines);
}

static int tty_tiocmget(struct tty_struct *tty, int __user *p)
{
	int ret;

	if (!tty->ops->tiocmget)
		return -ENOTTY;
	ret = tty->ops->tiocmget(tty);
	return ret < 0 ? ret : put_user(ret, p);
}

static int tty_tiocgicount(struct tty_struct *tty, void __user *arg)
{
	struct serial_icounter_struct icount = { 0 };
	int ret;

	if (!tty->ops->get_icount)
		return -ENOTTY;
	ret = tty->ops->get_icount(tty, &icount);
	if (ret)
		return ret;
	return copy_to_user(arg, &icount, sizeof(icount)) ? -EFAULT : 0;
}

/* --- flow and flush, for disciplines --- */

static int tcxonc(struct tty_struct *tty, unsigned long arg)
{
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	switch (arg) {
	case TCOOFF:
		spin_lock_irq(&tty->flow_lock);
		if (!tty->flow_stopped) {
			tty->flow_stopped = true;
			__stop_tty(tty);
		}
		spin_unlock_irq(&tty->flow_lock);
		return 0;
	case TCOON:
		spin_lock_irq(&tty->flow_lock);
		if (tty->flow_stopped) {
			tty->flow_stopped = false;
			__start_tty(tty);
		}
		spin_unlock_irq(&tty->flow_lock);
		return 0;
	case TCIOFF:
		if (STOP_CHAR(tty) != __DISABLED_CHAR)
			return tty_send_xchar(tty, STOP_CHAR(tty));
		return 0;
	case TCION:
		if (START_CHAR(tty) != __DISABLED_CHAR)
			return tty_send_xchar(tty, START_CHAR(tty));
		return 0;
	}
	return -EINVAL;
}

static int tcflsh(struct tty_struct *tty, unsigned long arg)
{
	struct tty_ldisc *ld = tty->ldisc;
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	switch (arg) {
	case TCIFLUSH:
	case TCIOFLUSH:
		tty_buffer_flush(tty);
		if (ld->ops->flush_buffer)
			ld->ops->flush_buffer(tty);
		tty_unthrottle(tty);
		if (arg == TCIFLUSH)
			return 0;
		fallthrough;
	case TCOFLUSH:
		tty_driver_flush_buffer(tty);
		return 0;
	}
	return -EINVAL;
}

/**
 * n_tty_ioctl_helper() - the ioctls that all disciplines treat the same
 * @tty: the tty
 * @file: the file
 * @cmd: TC*
 * @arg: its argument
 *
 * Context: process context, the discipline held.
 * Return: as ioctl(2); -ENOIOCTLCMD when it is none of these.
 */
int n_tty_ioctl_helper(struct tty_struct *tty, struct file *file,
		       unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case TCXONC:
		return tcxonc(tty, arg);
	case TCFLSH:
		return tcflsh(tty, arg);
	}
	return tty_mode_ioctl(tty, file, cmd, arg);
}

/* --- ioctl(2) --- */

static struct tty_struct *real_tty_of(struct tty_struct *tty)
{
	if (tty->driver->type == TTY_DRIVER_TYPE_PTY &&
	    tty->driver->subtype == PTY_TYPE_MASTER)
		return tty->link;
	return tty;
}

/* Those that change the line wait for the output, and for the foreground. */
static int before_change(struct tty_struct *tty, unsigned int cmd)
{
	int ret;

	switch (cmd) {
	case TIOCSETD:
	case TIOCSBRK:
	case TIOCCBRK:
	case TCSBRK:
	case TCSBRKP:
		ret = tty_check_change(tty);
		if (ret || cmd == TIOCCBRK)
			return ret;
		tty_wait_until_sent(tty, 0);
		return signal_pending(current) ? -EINTR : 0;
	}
	return 0;
}

/* What the core itself answers; -ENOIOCTLCMD: somebody else's. */
static long core_ioctl(struct tty_struct *tty, struct tty_struct *real_tty,
		       unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TIOCSTI:
		return tiocsti(tty, p);
	case TIOCGWINSZ:
		return tiocgwinsz(real_tty, p);
	case TIOCSWINSZ:
		return tiocswinsz(real_tty, p);
	case TIOCEXCL:
		set_bit(TTY_EXCLUSIVE, &tty->flags);
		return 0;
	case TIOCNXCL:
		clear_bit(TTY_EXCLUSIVE, &tty->flags);
		return 0;
	case TIOCGEXCL:
		return put_user(test_bit(TTY_EXCLUSIVE, &tty->flags),
				(int __user *)p);
	case TIOCGETD:
		return tiocgetd(tty, p);
	case TIOCSETD:
		return tiocsetd(tty, p);
	case TIOCVHANGUP:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		tty_vhangup(tty);
		return 0;
	case TIOCGDEV:
		return put_user(new_encode_dev(tty_devnum(real_tty)),
				(unsigned int __user *)p);
	case TIOCSBRK:
	case TIOCCBRK:
	case TCSBRK:
	case TCSBRKP:
		return tty_break_ioctl(tty, cmd, arg);
	case TIOCMGET:
		return tty_tiocmget(tty, p);
	case TIOCMSET:
	case TIOCMBIC:
	case TIOCMBIS:
		return tty_tiocmset(tty, cmd, p);
	case TIOCGICOUNT:
		return tty_tiocgicount(tty, p);
	}
	return -ENOIOCTLCMD;
}

/**
 * tty_ioctl() - ioctl(2) on a terminal
 * @file: the file
 * @cmd: TIOC*, TC*
 * @arg: its argument
 *
 * Context: process context.
 * Return: 0 or -errno.
 */
long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct tty_struct *tty = file_tty(file);
	struct tty_struct *real_tty = real_tty_of(tty);
	struct tty_ldisc *ld;
	long ret;

	ret = before_change(tty, cmd);
	if (ret)
		return ret;
	ret = core_ioctl(tty, real_tty, cmd, arg);
	if (ret != -ENOIOCTLCMD)
		return ret;
	ret = tty_jobctrl_ioctl(tty, real_tty, file, cmd, arg);
	if (ret != -ENOIOCTLCMD)
		return ret;
	if (tty->ops->ioctl) {
		ret = tty->ops->ioctl(tty, cmd, arg);
		if (ret != -ENOIOCTLCMD)
			return ret;
	}

	ld = tty_ldisc_ref_wait(tty);
	if (!ld)
		return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
	ret = ld->ops->ioctl ? ld->ops->ioctl(tty, file, cmd, arg) :
			       -ENOIOCTLCMD;
	tty_ldisc_deref(ld);
	return ret == -ENOIOCTLCMD ? -ENOTTY : ret;
}
