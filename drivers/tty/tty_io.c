// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_io.c - terminals as files: open, read, write, poll, close
 *
 * A read or write goes to the line discipline, which is held for as long as
 * the call lasts (ldisc_sem for reading).  A hangup exchanges the operations of
 * the open files for hung_up_tty_fops, wakes everybody, and then waits for
 * ldisc_sem: so a sleeping reader must look at tty_hung_up_p() when woken.
 *
 * /dev/console has operations of its own: who writes there is neither stopped
 * nor hung up.
 * Locking    see linux/tty.h.
 * Entry      tty_fops, console_fops, tty_release(), tty_wakeup(), start_tty()
 * Also: life tty_struct.c, hangup tty_hangup.c, ioctls tty_ioctl.c, boot tty_init.c
 * Mirrors: Linux 4.x drivers/tty/tty_io.c
 * Simpler than Linux in: no TIOCCONS, no secure attention key.
 */
#include "tty.h"

#include <linux/err.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#define WRITE_CHUNK	2048

/* --- files of a tty --- */

/**
 * tty_alloc_file() - make a file description a terminal's
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int tty_alloc_file(struct file *file)
{
	struct tty_file_private *priv = kmalloc(sizeof(*priv), GFP_KERNEL);

	if (!priv)
		return -ENOMEM;
	file->private_data = priv;
	return 0;
}

/**
 * tty_add_file() - note which tty a file description is open on
 * @tty: the tty; the caller's count becomes the file's
 * @file: the file, after tty_alloc_file()
 *
 * Context: process context.
 */
void tty_add_file(struct tty_struct *tty, struct file *file)
{
	struct tty_file_private *priv = file->private_data;

	priv->tty = tty;
	priv->file = file;
	spin_lock(&tty->files_lock);
	list_add(&priv->list, &tty->tty_files);
	spin_unlock(&tty->files_lock);
}

/**
 * tty_free_file() - undo tty_alloc_file()
 *
 * Context: process context.
 */
void tty_free_file(struct file *file)
{
	kfree(file->private_data);
	file->private_data = NULL;
}

static void tty_del_file(struct file *file)
{
	struct tty_file_private *priv = file->private_data;
	struct tty_struct *tty = priv->tty;

	spin_lock(&tty->files_lock);
	list_del(&priv->list);
	spin_unlock(&tty->files_lock);
	tty_free_file(file);
}

/* --- open --- */

static struct tty_struct *lookup_tty(struct tty_driver *driver,
				     struct file *filp, int idx)
{
	struct tty_struct *tty;

	if (driver->ops->lookup)
		tty = driver->ops->lookup(driver, filp, idx);
	else
		tty = driver->ttys[idx];
	if (!IS_ERR(tty))
		tty_kref_get(tty);
	return tty;
}

/* /dev/tty: the controlling terminal.  Answers with tty_lock held. */
static struct tty_struct *open_current_tty(struct file *filp)
{
	struct tty_struct *tty = get_current_tty();
	int err;

	if (!tty)
		return ERR_PTR(-ENXIO);
	filp->f_flags |= O_NONBLOCK;	/* do not block in the driver's open */
	tty_lock(tty);
	tty_kref_put(tty);
	err = tty_reopen(tty);
	if (err) {
		tty_unlock(tty);
		return ERR_PTR(err);
	}
	return tty;
}

/* Any other line.  Answers with tty_lock held. */
static struct tty_struct *open_by_driver(dev_t device, struct file *filp)
{
	struct tty_driver *driver;
	struct tty_struct *tty;
	int index = -1;
	int err;

	mutex_lock(&tty_mutex);
	driver = tty_lookup_driver(device, filp, &index);
	if (IS_ERR(driver)) {
		mutex_unlock(&tty_mutex);
		return ERR_CAST(driver);
	}
	tty = lookup_tty(driver, filp, index);
	if (IS_ERR_OR_NULL(tty)) {
		if (!tty)
			tty = tty_init_dev(driver, index);
		mutex_unlock(&tty_mutex);
		tty_driver_kref_put(driver);
		return tty;
	}
	mutex_unlock(&tty_mutex);
	tty_driver_kref_put(driver);

	err = tty_lock_interruptible(tty);
	tty_kref_put(tty);
	if (err)
		return ERR_PTR(-EINTR);
	err = tty_reopen(tty);
	if (err) {
		tty_unlock(tty);
		return ERR_PTR(err);
	}
	return tty;
}

static bool becomes_ctty(dev_t device, struct file *filp,
			 struct tty_struct *tty)
{
	bool master = tty->driver->type == TTY_DRIVER_TYPE_PTY &&
		      tty->driver->subtype == PTY_TYPE_MASTER;

	return !(filp->f_flags & O_NOCTTY) && device != DEV_TTY0 &&
	       device != DEV_CONSOLE && !master;
}

/* One attempt.  -EAGAIN: the last close is under way, try again. */
static int try_open(struct inode *inode, struct file *filp)
{
	const struct file_operations *saved_fops = filp->f_op;
	unsigned int saved_flags = filp->f_flags;
	dev_t device = inode->i_rdev;
	struct tty_struct *tty;
	int err;

	err = tty_alloc_file(filp);
	if (err)
		return err;
	tty = device == DEV_TTY ? open_current_tty(filp)
				: open_by_driver(device, filp);
	if (IS_ERR(tty)) {
		tty_free_file(filp);
		filp->f_flags = saved_flags;
		return PTR_ERR(tty);
	}
	tty_add_file(tty, filp);

	err = tty->ops->open ? tty->ops->open(tty, filp) : -ENODEV;
	filp->f_flags = saved_flags;
	if (err) {
		tty_unlock(tty);
		tty_release(inode, filp);
		if (err != -ERESTARTSYS || signal_pending(current))
			return err;
		/* Hung up while it waited for carrier. */
		filp->f_op = saved_fops;
		return -EAGAIN;
	}

	clear_bit(TTY_HUPPED, &tty->flags);
	if (becomes_ctty(device, filp, tty))
		tty_open_proc_set_tty(filp, tty);
	tty_unlock(tty);
	return 0;
}

static int tty_open(struct inode *inode, struct file *filp)
{
	int err;

	nonseekable_open(inode, filp);
	while ((err = try_open(inode, filp)) == -EAGAIN) {
		if (signal_pending(current))
			return -ERESTARTSYS;
		schedule();
	}
	return err;
}

/* --- close --- */

static int __tty_fasync(int fd, struct file *filp, int on)
{
	struct tty_struct *tty = file_tty(filp);
	struct pid *pid;
	enum pid_type type;
	unsigned long flags;
	int ret;

	ret = fasync_helper(fd, filp, on, &tty->fasync);
	if (ret <= 0 || !on)
		return ret < 0 ? ret : 0;

	spin_lock_irqsave(&tty->ctrl_lock, flags);
	if (tty->pgrp) {
		pid = tty->pgrp;
		type = PIDTYPE_PGID;
	} else {
		pid = task_pid(current);
		type = PIDTYPE_PID;
	}
	get_pid(pid);
	spin_unlock_irqrestore(&tty->ctrl_lock, flags);
	__f_setown(filp, pid, type, 0);
	put_pid(pid);
	return 0;
}

static int tty_fasync(int fd, struct file *filp, int on)
{
	struct tty_struct *tty = file_tty(filp);
	int ret = -ENOTTY;

	tty_lock(tty);
	if (!tty_hung_up_p(filp))
		ret = __tty_fasync(fd, filp, on);
	tty_unlock(tty);
	return ret;
}

static void forget_sessions(struct tty_struct *tty, struct tty_struct *o_tty)
{
	read_lock(&tasklist_lock);
	session_clear_tty(tty->session);
	if (o_tty)
		session_clear_tty(o_tty->session);
	read_unlock(&tasklist_lock);
}

static void wake_waiters(struct tty_struct *tty)
{
	wake_up_poll(&tty->read_wait, EPOLLIN);
	wake_up_poll(&tty->write_wait, EPOLLOUT);
}

/**
 * tty_release() - close a file description of a terminal
 *
 * Context: process context, may sleep.
 * Return: 0.
 */
int tty_release(struct inode *inode, struct file *filp)
{
	struct tty_struct *tty = file_tty(filp);
	struct tty_struct *o_tty = NULL;
	int idx = tty->index;
	bool final;

	tty_lock(tty);
	if (tty->fasync)
		__tty_fasync(-1, filp, 0);
	if (tty->driver->type == TTY_DRIVER_TYPE_PTY &&
	    tty->driver->subtype == PTY_TYPE_MASTER)
		o_tty = tty->link;
	if (tty->ops->close)
		tty->ops->close(tty, filp);

	/* The master's existence is one of the slave's opens. */
	tty_lock_slave(o_tty);
	if (tty->count <= 1)
		wake_waiters(tty);
	if (o_tty && o_tty->count <= 1)
		wake_waiters(o_tty);
	if (o_tty)
		o_tty->count--;
	tty->count--;
	tty_del_file(filp);

	if (!tty->count)
		forget_sessions(tty, o_tty);
	final = !tty->count && !(o_tty && o_tty->count);
	tty_unlock_slave(o_tty);
	tty_unlock(tty);

	if (final)
		tty_release_struct(tty, idx);
	return 0;
}

/* --- read --- */

static ssize_t tty_read(struct file *file, char __user *buf, size_t count,
			loff_t *ppos)
{
	struct tty_struct *tty = file_tty(file);
	struct tty_ldisc *ld;
	ssize_t ret;

	if (tty_io_error(tty))
		return -EIO;
	ld = tty_ldisc_ref_wait(tty);
	if (!ld)
		return 0;	/* hung up: end of file */
	ret = ld->ops->read ?
		ld->ops->read(tty, file, (unsigned char __user *)buf, count) :
		-EIO;
	tty_ldisc_deref(ld);
	if (ret > 0)
		touch_atime(&file->f_path);
	return ret;
}

/* --- write --- */

/**
 * tty_write_lock() - become the only one in write(2)
 * @tty: the tty
 * @nonblock: do not wait
 *
 * Context: may sleep.
 * Return: 0, -EAGAIN, or -ERESTARTSYS.
 */
int tty_write_lock(struct tty_struct *tty, bool nonblock)
{
	if (mutex_trylock(&tty->atomic_write_lock))
		return 0;
	if (nonblock)
		return -EAGAIN;
	return mutex_lock_interruptible(&tty->atomic_write_lock) ?
		-ERESTARTSYS : 0;
}

/**
 * tty_write_unlock() - let the next one write
 *
 * Context: process context.
 */
void tty_write_unlock(struct tty_struct *tty)
{
	mutex_unlock(&tty->atomic_write_lock);
	wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
}

/* The copy of what is written; atomic_write_lock held. */
static int prepare_write_buf(struct tty_struct *tty, size_t chunk)
{
	unsigned char *buf;

	if (tty->write_cnt >= (int)chunk)
		return 0;
	chunk = max(chunk, (size_t)1024);
	buf = kmalloc(chunk, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	kfree(tty->write_buf);
	tty->write_buf = buf;
	tty->write_cnt = chunk;
	return 0;
}

static ssize_t write_chunks(struct tty_struct *tty, struct tty_ldisc *ld,
			    struct file *file, struct iov_iter *from)
{
	ssize_t written = 0;
	ssize_t ret = 0;

	while (iov_iter_count(from)) {
		size_t size = min(iov_iter_count(from), (size_t)tty->write_cnt);

		ret = -EFAULT;
		if (copy_from_iter(tty->write_buf, size, from) != size)
			break;
		ret = ld->ops->write(tty, file, tty->write_buf, size);
		if (ret <= 0)
			break;
		written += ret;
		if ((size_t)ret < size)
			iov_iter_revert(from, size - ret);
		ret = -ERESTARTSYS;
		if (signal_pending(current))
			break;
		cond_resched();
	}
	return written ? written : ret;
}

static ssize_t tty_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct tty_struct *tty = file_tty(file);
	size_t chunk = test_bit(TTY_NO_WRITE_SPLIT, &tty->flags) ? 65536
								 : WRITE_CHUNK;
	struct tty_ldisc *ld;
	ssize_t ret;

	if (!tty->ops->write || tty_io_error(tty))
		return -EIO;
	ld = tty_ldisc_ref_wait(tty);
	if (!ld)
		return -EIO;

	ret = tty_write_lock(tty, file->f_flags & O_NONBLOCK);
	if (ret)
		goto out_ldisc;
	ret = prepare_write_buf(tty, min(chunk, iov_iter_count(from)));
	if (!ret)
		ret = write_chunks(tty, ld, file, from);
	tty_write_unlock(tty);
	if (ret > 0)
		file_update_time(file);
out_ldisc:
	tty_ldisc_deref(ld);
	return ret;
}

/* --- poll --- */

static __poll_t tty_poll(struct file *filp, struct poll_table_struct *wait)
{
	struct tty_struct *tty = file_tty(filp);
	struct tty_ldisc *ld = tty_ldisc_ref_wait(tty);
	__poll_t ret = 0;

	if (!ld)
		return EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP |
		       EPOLLRDNORM | EPOLLWRNORM;
	if (ld->ops->poll)
		ret = ld->ops->poll(tty, filp, wait);
	tty_ldisc_deref(ld);
	return ret;
}

/* --- flow --- */

/**
 * tty_wakeup() - the driver can take more output
 *
 * Context: any, with the driver's lock held or not.
 */
void tty_wakeup(struct tty_struct *tty)
{
	if (test_and_clear_bit(TTY_DO_WRITE_WAKEUP, &tty->flags))
		kill_fasync(&tty->fasync, SIGIO, POLL_OUT);
	wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
}

/**
 * __stop_tty() - hold the output back
 *
 * Context: flow_lock held, interrupts off.
 */
void __stop_tty(struct tty_struct *tty)
{
	if (tty->stopped)
		return;
	tty->stopped = true;
	if (tty->ops->stop)
		tty->ops->stop(tty);
}

/**
 * stop_tty() - hold the output back: ^S
 *
 * Context: any.
 */
void stop_tty(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->flow_lock, flags);
	__stop_tty(tty);
	spin_unlock_irqrestore(&tty->flow_lock, flags);
}

/**
 * __start_tty() - let the output go on, unless TCOOFF holds it
 *
 * Context: flow_lock held, interrupts off.
 */
void __start_tty(struct tty_struct *tty)
{
	if (!tty->stopped || tty->flow_stopped)
		return;
	tty->stopped = false;
	if (tty->ops->start)
		tty->ops->start(tty);
	tty_wakeup(tty);
}

/**
 * start_tty() - let the output go on: ^Q
 *
 * Context: any.
 */
void start_tty(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->flow_lock, flags);
	__start_tty(tty);
	spin_unlock_irqrestore(&tty->flow_lock, flags);
}

/**
 * tty_send_xchar() - send a flow control character past the queue
 * @tty: the tty
 * @ch: START or STOP
 *
 * Context: may sleep.
 * Return: 0 or -ERESTARTSYS.
 */
int tty_send_xchar(struct tty_struct *tty, char ch)
{
	bool was_stopped = tty->stopped;

	if (tty->ops->send_xchar) {
		tty->ops->send_xchar(tty, ch);
		return 0;
	}
	if (tty_write_lock(tty, false) < 0)
		return -ERESTARTSYS;
	if (was_stopped)
		start_tty(tty);
	tty->ops->write(tty, (unsigned char *)&ch, 1);
	if (was_stopped)
		stop_tty(tty);
	tty_write_unlock(tty);
	return 0;
}

/* --- tables --- */

const struct file_operations tty_fops = {
	.llseek		= no_llseek,
	.read		= tty_read,
	.write_iter	= tty_write_iter,
	.splice_write	= iter_file_splice_write,
	.poll		= tty_poll,
	.unlocked_ioctl	= tty_ioctl,
	.open		= tty_open,
	.release	= tty_release,
	.fasync		= tty_fasync,
};

/* The same but for its address: /dev/console is neither stopped nor hung up. */
const struct file_operations console_fops = {
	.llseek		= no_llseek,
	.read		= tty_read,
	.write_iter	= tty_write_iter,
	.splice_write	= iter_file_splice_write,
	.poll		= tty_poll,
	.unlocked_ioctl	= tty_ioctl,
	.open		= tty_open,
	.release	= tty_release,
	.fasync		= tty_fasync,
};
