// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_ldisc.c - which discipline a terminal has
 *
 * Data       tty_ldiscs[]: the registered ones by number.  tty->ldisc: this
 *            tty's, NULL from a hangup until the next open.
 * Locking    tty->ldisc_sem: read by who uses the discipline, for as long as he
 *            does (a sleeping read(2) included), written by who changes it.
 *            tty_ldisc_ref() only tries, and may be called with it held.
 * Entry      tty_ldisc_ref_wait() tty_ldisc_deref() tty_set_ldisc()
 * Mirrors: Linux 4.x drivers/tty/tty_ldisc.c
 * Simpler than Linux in: an rw_semaphore instead of ld_semaphore; disciplines
 * are built in, so nobody counts their users.
 */
#include "tty.h"

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/slab.h>

static DEFINE_SPINLOCK(tty_ldiscs_lock);
static const struct tty_ldisc_ops *tty_ldiscs[NR_LDISCS];	/* tty_ldiscs_lock */

/**
 * tty_register_ldisc() - offer a discipline
 * @disc: its number
 * @new_ldisc: its functions
 *
 * Context: any.
 * Return: 0, or -EINVAL.
 */
int tty_register_ldisc(int disc, const struct tty_ldisc_ops *new_ldisc)
{
	if (disc < N_TTY || disc >= NR_LDISCS)
		return -EINVAL;
	spin_lock(&tty_ldiscs_lock);
	tty_ldiscs[disc] = new_ldisc;
	spin_unlock(&tty_ldiscs_lock);
	return 0;
}

static struct tty_ldisc *tty_ldisc_get(struct tty_struct *tty, int disc)
{
	const struct tty_ldisc_ops *ops = NULL;
	struct tty_ldisc *ld;

	spin_lock(&tty_ldiscs_lock);
	if (disc >= N_TTY && disc < NR_LDISCS)
		ops = tty_ldiscs[disc];
	spin_unlock(&tty_ldiscs_lock);
	if (!ops)
		return ERR_PTR(-EINVAL);

	ld = kmalloc(sizeof(*ld), GFP_KERNEL);
	if (!ld)
		return ERR_PTR(-ENOMEM);
	ld->ops = ops;
	ld->tty = tty;
	return ld;
}

/**
 * tty_ldisc_ref_wait() - use the discipline
 *
 * Context: may sleep.
 * Return: the discipline, for tty_ldisc_deref(), or NULL: hung up.
 */
struct tty_ldisc *tty_ldisc_ref_wait(struct tty_struct *tty)
{
	struct tty_ldisc *ld;

	down_read(&tty->ldisc_sem);
	ld = tty->ldisc;
	if (!ld)
		up_read(&tty->ldisc_sem);
	return ld;
}

/**
 * tty_ldisc_ref() - use the discipline, if nobody is about to change it
 *
 * Context: process context.
 * Return: the discipline, for tty_ldisc_deref(), or NULL.
 */
struct tty_ldisc *tty_ldisc_ref(struct tty_struct *tty)
{
	struct tty_ldisc *ld = NULL;

	if (down_read_trylock(&tty->ldisc_sem)) {
		ld = tty->ldisc;
		if (!ld)
			up_read(&tty->ldisc_sem);
	}
	return ld;
}

/**
 * tty_ldisc_deref() - done with the discipline
 * @ld: the discipline
 *
 * Context: process context.
 */
void tty_ldisc_deref(struct tty_ldisc *ld)
{
	up_read(&ld->tty->ldisc_sem);
}

/**
 * tty_ldisc_flush() - throw the input away
 *
 * Context: may sleep.
 */
void tty_ldisc_flush(struct tty_struct *tty)
{
	struct tty_ldisc *ld = tty_ldisc_ref(tty);

	tty_buffer_flush(tty);
	if (ld) {
		if (ld->ops->flush_buffer)
			ld->ops->flush_buffer(tty);
		tty_ldisc_deref(ld);
	}
}

static int ldisc_open(struct tty_struct *tty, struct tty_ldisc *ld)
{
	int ret = 0;

	WARN_ON(test_and_set_bit(TTY_LDISC_OPEN, &tty->flags));
	if (ld->ops->open)
		ret = ld->ops->open(tty);
	if (ret)
		clear_bit(TTY_LDISC_OPEN, &tty->flags);
	return ret;
}

static void ldisc_close(struct tty_struct *tty, struct tty_ldisc *ld)
{
	if (!test_and_clear_bit(TTY_LDISC_OPEN, &tty->flags))
		return;
	if (ld->ops->close)
		ld->ops->close(tty);
}

/* ldisc_sem written. */
static void ldisc_kill(struct tty_struct *tty)
{
	if (!tty->ldisc)
		return;
	ldisc_close(tty, tty->ldisc);
	kfree(tty->ldisc);
	tty->ldisc = NULL;
}

/**
 * tty_ldisc_reinit() - a fresh discipline instead of what there is
 * @tty: the tty
 * @disc: its number
 *
 * Context: tty_lock held; ldisc_sem written, or no discipline there.
 * Return: 0, -EINVAL, -ENOMEM; then there is no discipline.
 */
int tty_ldisc_reinit(struct tty_struct *tty, int disc)
{
	struct tty_ldisc *ld = tty_ldisc_get(tty, disc);
	int ret;

	if (IS_ERR(ld))
		return PTR_ERR(ld);
	ldisc_kill(tty);
	ret = ldisc_open(tty, ld);
	if (ret) {
		kfree(ld);
		return ret;
	}
	tty->ldisc = ld;
	tty->termios.c_line = disc;
	return 0;
}

/**
 * tty_set_ldisc() - another discipline: TIOCSETD
 * @tty: the tty
 * @disc: its number
 *
 * Context: may sleep.
 * Return: 0, -EINVAL, -EIO when hung up, -ENOMEM.
 */
int tty_set_ldisc(struct tty_struct *tty, int disc)
{
	struct tty_ldisc *new_ldisc = tty_ldisc_get(tty, disc);
	struct tty_ldisc *old_ldisc;
	int ret = 0;

	if (IS_ERR(new_ldisc))
		return PTR_ERR(new_ldisc);

	tty_lock(tty);
	down_write(&tty->ldisc_sem);
	old_ldisc = tty->ldisc;
	if (!old_ldisc || test_bit(TTY_HUPPED, &tty->flags)) {
		ret = -EIO;
		goto out;
	}
	if (old_ldisc->ops->num == disc)
		goto out;

	ldisc_close(tty, old_ldisc);
	tty->ldisc = new_ldisc;
	tty->termios.c_line = disc;
	ret = ldisc_open(tty, new_ldisc);
	if (ret) {
		/* Back to the old one, or to none: the line is dead then. */
		tty->termios.c_line = old_ldisc->ops->num;
		tty->ldisc = ldisc_open(tty, old_ldisc) ? NULL : old_ldisc;
		if (!tty->ldisc)
			kfree(old_ldisc);
	} else {
		new_ldisc = old_ldisc;
	}
out:
	up_write(&tty->ldisc_sem);
	kfree(new_ldisc);
	tty_buffer_restart_work(tty->port);
	tty_unlock(tty);
	return ret;
}

/**
 * tty_ldisc_hangup() - the discipline's part of a hangup
 * @tty: the tty
 * @reinit: somebody goes on using it: give him a fresh N_TTY
 *
 * Context: tty_lock held, TTY_HUPPING set; may sleep.
 */
void tty_ldisc_hangup(struct tty_struct *tty, bool reinit)
{
	struct tty_ldisc *ld = tty_ldisc_ref(tty);

	if (ld) {
		if (ld->ops->flush_buffer)
			ld->ops->flush_buffer(tty);
		tty_driver_flush_buffer(tty);
		if (ld->ops->hangup)
			ld->ops->hangup(tty);
		tty_ldisc_deref(ld);
	}

	/* Readers and writers hold ldisc_sem while they sleep. */
	wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
	wake_up_interruptible_poll(&tty->read_wait, EPOLLIN);

	down_write(&tty->ldisc_sem);
	if (tty->driver->flags & TTY_DRIVER_RESET_TERMIOS) {
		down_write(&tty->termios_rwsem);
		tty->termios = tty->driver->init_termios;
		up_write(&tty->termios_rwsem);
	}
	if (!reinit || tty_ldisc_reinit(tty, N_TTY))
		ldisc_kill(tty);
	up_write(&tty->ldisc_sem);
}

/**
 * tty_ldisc_setup() - open the disciplines of a new tty
 * @tty: the tty
 * @o_tty: the pty's other half, or NULL
 *
 * Context: nobody else knows them.
 * Return: 0 or -errno.
 */
int tty_ldisc_setup(struct tty_struct *tty, struct tty_struct *o_tty)
{
	int ret = ldisc_open(tty, tty->ldisc);

	if (ret || !o_tty)
		return ret;
	ret = ldisc_open(o_tty, o_tty->ldisc);
	if (ret)
		ldisc_close(tty, tty->ldisc);
	return ret;
}

/**
 * tty_ldisc_release() - close the disciplines after the last close
 * @tty: the tty; its other half is done too
 *
 * Context: may sleep.
 */
void tty_ldisc_release(struct tty_struct *tty)
{
	struct tty_struct *o_tty = tty->link;

	down_write(&tty->ldisc_sem);
	ldisc_kill(tty);
	up_write(&tty->ldisc_sem);
	if (o_tty) {
		down_write(&o_tty->ldisc_sem);
		ldisc_kill(o_tty);
		up_write(&o_tty->ldisc_sem);
	}
}

/**
 * tty_ldisc_init() - give a tty under construction its N_TTY, not yet open
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int tty_ldisc_init(struct tty_struct *tty)
{
	struct tty_ldisc *ld = tty_ldisc_get(tty, N_TTY);

	if (IS_ERR(ld))
		return PTR_ERR(ld);
	init_rwsem(&tty->ldisc_sem);
	tty->ldisc = ld;
	return 0;
}

/**
 * tty_ldisc_deinit() - free a discipline that was never opened, or is closed
 *
 * Context: nobody else knows @tty.
 */
void tty_ldisc_deinit(struct tty_struct *tty)
{
	kfree(tty->ldisc);
	tty->ldisc = NULL;
}
