// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_struct.c - the life of a tty_struct
 *
 * Born by the first open of a line (tty_init_dev), kept by tty->count open
 * file descriptions, taken apart by the last close (tty_release_struct), freed
 * when the last reference (kref) goes: sessions, and whoever looks at it for a
 * moment, have those too.
 *
 * A pty is two of them, made together: tty->link.  The master's existence
 * counts as one open of the slave, so both are taken apart together, by
 * whichever closes last.
 * Locking    see linux/tty.h.
 * Entry      tty_init_dev() tty_reopen() tty_release_struct() tty_kref_put()
 * Mirrors: Linux 4.x drivers/tty/tty_io.c
 */
#include "tty.h"

#include <linux/capability.h>
#include <linux/err.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/slab.h>

static void free_tty_struct(struct tty_struct *tty)
{
	tty_ldisc_deinit(tty);
	kfree(tty->write_buf);
	kfree(tty);
}

/* The work that frees: references are dropped in any context. */
static void release_one_tty(struct work_struct *work)
{
	struct tty_struct *tty = container_of(work, struct tty_struct,
					      hangup_work);
	struct tty_driver *driver = tty->driver;

	if (tty->ops->cleanup)
		tty->ops->cleanup(tty);
	put_pid(tty->pgrp);
	put_pid(tty->session);
	free_tty_struct(tty);
	tty_driver_kref_put(driver);
}

static void queue_release_one_tty(struct kref *kref)
{
	struct tty_struct *tty = container_of(kref, struct tty_struct, kref);

	/* No more hangups can come: the work item is free for this. */
	INIT_WORK(&tty->hangup_work, release_one_tty);
	schedule_work(&tty->hangup_work);
}

/**
 * tty_kref_put() - drop a reference
 * @tty: the tty, or NULL
 *
 * Context: any.
 */
void tty_kref_put(struct tty_struct *tty)
{
	if (tty)
		kref_put(&tty->kref, queue_release_one_tty);
}

static void tty_line_name(struct tty_driver *driver, int index, char *p,
			  size_t size)
{
	if (driver->flags & TTY_DRIVER_UNNUMBERED_NODE)
		strscpy(p, driver->name, size);
	else
		snprintf(p, size, "%s%d", driver->name,
			 index + driver->name_base);
}

/**
 * alloc_tty_struct() - make a tty that nobody knows yet
 * @driver: its driver; a reference is taken
 * @idx: its line
 *
 * Context: may sleep.
 * Return: the tty with one reference, or NULL.
 */
struct tty_struct *alloc_tty_struct(struct tty_driver *driver, int idx)
{
	struct tty_struct *tty = kzalloc(sizeof(*tty), GFP_KERNEL);

	if (!tty)
		return NULL;
	if (tty_ldisc_init(tty)) {
		kfree(tty);
		return NULL;
	}
	kref_init(&tty->kref);
	mutex_init(&tty->legacy_mutex);
	mutex_init(&tty->atomic_write_lock);
	mutex_init(&tty->throttle_mutex);
	mutex_init(&tty->winsize_mutex);
	init_rwsem(&tty->termios_rwsem);
	spin_lock_init(&tty->ctrl_lock);
	spin_lock_init(&tty->flow_lock);
	spin_lock_init(&tty->files_lock);
	init_waitqueue_head(&tty->write_wait);
	init_waitqueue_head(&tty->read_wait);
	INIT_LIST_HEAD(&tty->tty_files);
	INIT_WORK(&tty->hangup_work, do_tty_hangup);

	tty->driver = tty_driver_kref_get(driver);
	tty->ops = driver->ops;
	tty->index = idx;
	tty_line_name(driver, idx, tty->name, sizeof(tty->name));
	return tty;
}

/**
 * tty_devnum() - the device number of a tty
 *
 * Context: any.
 * Return: the number.
 */
dev_t tty_devnum(struct tty_struct *tty)
{
	return MKDEV(tty->driver->major, tty->driver->minor_start) +
	       tty->index;
}

/**
 * tty_init_termios() - settings of a line opened for the first time since long
 *
 * What the line had when it was closed, if the driver keeps that.
 *
 * Context: tty_mutex held.
 * Return: 0.
 */
int tty_init_termios(struct tty_struct *tty)
{
	struct ktermios *kept = NULL;

	if (tty->driver->termios &&
	    !(tty->driver->flags & TTY_DRIVER_RESET_TERMIOS))
		kept = tty->driver->termios[tty->index];
	tty->termios = kept ? *kept : tty->driver->init_termios;
	tty->termios.c_ispeed = tty_termios_baud_rate(&tty->termios);
	tty->termios.c_ospeed = tty->termios.c_ispeed;
	return 0;
}

/**
 * tty_free_termios() - keep the settings for the next open
 *
 * Context: tty_mutex held.
 */
void tty_free_termios(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	struct ktermios *tp;

	if (!driver->termios || (driver->flags & TTY_DRIVER_RESET_TERMIOS))
		return;
	tp = driver->termios[tty->index];
	if (!tp) {
		tp = kmalloc(sizeof(*tp), GFP_KERNEL);
		if (!tp)
			return;	/* then the line starts from scratch */
		driver->termios[tty->index] = tp;
	}
	*tp = tty->termios;
}

/**
 * tty_standard_install() - put a tty into its driver's table
 *
 * Context: tty_mutex held.
 * Return: 0.
 */
int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty)
{
	tty_init_termios(tty);
	tty->count++;
	driver->ttys[tty->index] = tty;
	return 0;
}

static int install(struct tty_driver *driver, struct tty_struct *tty)
{
	if (driver->ops->install)
		return driver->ops->install(driver, tty);
	return tty_standard_install(driver, tty);
}

static void uninstall(struct tty_driver *driver, struct tty_struct *tty)
{
	if (driver->ops->remove)
		driver->ops->remove(driver, tty);
	else
		driver->ttys[tty->index] = NULL;
}

/**
 * tty_init_dev() - the first open of a line
 * @driver: its driver
 * @idx: its line
 *
 * Context: tty_mutex held, may sleep.
 * Return: the tty with its tty_lock held, or ERR_PTR().
 */
struct tty_struct *tty_init_dev(struct tty_driver *driver, int idx)
{
	struct tty_struct *tty = alloc_tty_struct(driver, idx);
	int err;

	if (!tty)
		return ERR_PTR(-ENOMEM);
	tty_lock(tty);
	err = install(driver, tty);
	if (err)
		goto out_free;

	if (!tty->port && driver->ports)
		tty->port = driver->ports[idx];
	if (WARN(!tty->port, "%s: driver does not set tty->port\n",
		 tty->name)) {
		err = -EIO;
		goto out_uninstall;
	}
	tty->port->itty = tty;

	err = tty_ldisc_setup(tty, tty->link);
	if (err)
		goto out_release;
	return tty;

out_release:
	tty_unlock(tty);
	mutex_unlock(&tty_mutex);
	tty_release_struct(tty, idx);
	mutex_lock(&tty_mutex);
	return ERR_PTR(err);
out_uninstall:
	uninstall(driver, tty);
out_free:
	tty_unlock(tty);
	tty_kref_put(tty);
	return ERR_PTR(err);
}

/**
 * tty_reopen() - a further open of an open line
 *
 * Context: tty_lock held.
 * Return: 0, -EIO for a pty master, -EBUSY after TIOCEXCL, -EAGAIN when the
 * last close is under way: then again.
 */
int tty_reopen(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;

	if (driver->type == TTY_DRIVER_TYPE_PTY &&
	    driver->subtype == PTY_TYPE_MASTER)
		return -EIO;
	if (!tty->count)
		return -EAGAIN;
	if (test_bit(TTY_EXCLUSIVE, &tty->flags) && !capable(CAP_SYS_ADMIN))
		return -EBUSY;
	tty->count++;
	/* A hangup took the discipline away. */
	if (!tty->ldisc && tty_ldisc_reinit(tty, tty->termios.c_line)) {
		tty->count--;
		return -ENOMEM;
	}
	return 0;
}

/**
 * tty_release_struct() - take a tty apart after the last close
 * @tty: the tty; of a pty pair either
 * @idx: its line
 *
 * Context: may sleep; the caller holds none of its locks.
 */
void tty_release_struct(struct tty_struct *tty, int idx)
{
	struct tty_struct *link = tty->link;

	tty_ldisc_release(tty);
	cancel_work_sync(&tty->hangup_work);
	if (link)
		cancel_work_sync(&link->hangup_work);

	mutex_lock(&tty_mutex);
	if (tty->ops->shutdown)
		tty->ops->shutdown(tty);
	tty_free_termios(tty);
	uninstall(tty->driver, tty);
	tty->port->itty = NULL;
	if (link && link->port)
		link->port->itty = NULL;
	tty_buffer_cancel_work(tty->port);
	if (link && link->port)
		tty_buffer_cancel_work(link->port);
	tty_kref_put(link);
	tty_kref_put(tty);
	mutex_unlock(&tty_mutex);
}
