// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_hangup.c - the line is gone
 *
 * Carrier lost, vhangup(2), or the session leader exited: the open files turn
 * into hung_up_tty_fops, the session loses its terminal and hears SIGHUP and
 * SIGCONT, the discipline is closed.  Files opened as /dev/console stay.
 * Mirrors: Linux 4.x drivers/tty/tty_io.c
 */
#include "tty.h"

#include <linux/pid.h>
#include <linux/sched.h>

static ssize_t hung_up_tty_read(struct file *file, char __user *buf,
				size_t count, loff_t *ppos)
{
	return 0;
}

static ssize_t hung_up_tty_write(struct file *file, const char __user *buf,
				 size_t count, loff_t *ppos)
{
	return -EIO;
}

static __poll_t hung_up_tty_poll(struct file *filp,
				 struct poll_table_struct *wait)
{
	return EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLRDNORM |
	       EPOLLWRNORM;
}

static long hung_up_tty_ioctl(struct file *file, unsigned int cmd,
			      unsigned long arg)
{
	return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
}

static int hung_up_tty_fasync(int fd, struct file *file, int on)
{
	return -ENOTTY;
}

const struct file_operations hung_up_tty_fops = {
	.llseek		= no_llseek,
	.read		= hung_up_tty_read,
	.write		= hung_up_tty_write,
	.poll		= hung_up_tty_poll,
	.unlocked_ioctl	= hung_up_tty_ioctl,
	.release	= tty_release,
	.fasync		= hung_up_tty_fasync,
};

/**
 * tty_hung_up_p() - was this file hung up?
 * @filp: the file, or NULL
 *
 * Context: any.
 * Return: nonzero when so.
 */
int tty_hung_up_p(struct file *filp)
{
	return filp && READ_ONCE(filp->f_op) == &hung_up_tty_fops;
}

/* Turns the files; answers how many, and one that stays as it is. */
static int hang_up_files(struct tty_struct *tty, struct file **stays)
{
	struct tty_file_private *priv;
	int closed = 0;

	*stays = NULL;
	spin_lock(&tty->files_lock);
	list_for_each_entry(priv, &tty->tty_files, list) {
		struct file *filp = priv->file;

		if (filp->f_op == &console_fops)
			*stays = filp;
		if (filp->f_op != &tty_fops)
			continue;
		closed++;
		filp->f_op = &hung_up_tty_fops;
	}
	spin_unlock(&tty->files_lock);
	return closed;
}

static void forget_session(struct tty_struct *tty)
{
	spin_lock_irq(&tty->ctrl_lock);
	clear_bit(TTY_DO_WRITE_WAKEUP, &tty->flags);
	put_pid(tty->session);
	put_pid(tty->pgrp);
	tty->session = NULL;
	tty->pgrp = NULL;
	tty->ctrl_status = 0;
	spin_unlock_irq(&tty->ctrl_lock);
}

static void __tty_hangup(struct tty_struct *tty, int exit_session)
{
	struct file *stays;
	int closed, refs;

	tty_lock(tty);
	if (test_bit(TTY_HUPPED, &tty->flags)) {
		tty_unlock(tty);
		return;
	}
	/* A sleeper that is woken before its file has turned leaves too. */
	set_bit(TTY_HUPPING, &tty->flags);
	closed = hang_up_files(tty, &stays);

	refs = tty_signal_session_leader(tty, exit_session);
	while (refs--)
		tty_kref_put(tty);
	tty_ldisc_hangup(tty, stays != NULL);
	forget_session(tty);

	/* Where a console file stays, the driver sees the others close. */
	if (stays) {
		while (closed-- && tty->ops->close)
			tty->ops->close(tty, stays);
	} else if (tty->ops->hangup) {
		tty->ops->hangup(tty);
	}
	set_bit(TTY_HUPPED, &tty->flags);
	clear_bit(TTY_HUPPING, &tty->flags);
	tty_unlock(tty);
}

/**
 * do_tty_hangup() - the work behind tty_hangup()
 * @work: tty->hangup_work
 *
 * Context: workqueue.
 */
void do_tty_hangup(struct work_struct *work)
{
	__tty_hangup(container_of(work, struct tty_struct, hangup_work), 0);
}

/**
 * tty_hangup() - hang up soon
 *
 * Context: any.
 */
void tty_hangup(struct tty_struct *tty)
{
	schedule_work(&tty->hangup_work);
}

/**
 * tty_vhangup() - hang up now
 *
 * Context: may sleep; the caller holds a reference and none of the locks.
 */
void tty_vhangup(struct tty_struct *tty)
{
	__tty_hangup(tty, 0);
}

/**
 * tty_vhangup_session() - hang up because the session leader exits
 *
 * Context: process context.
 */
void tty_vhangup_session(struct tty_struct *tty)
{
	__tty_hangup(tty, 1);
}
