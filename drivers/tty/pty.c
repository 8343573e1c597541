// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/pty.c - pairs of terminals: what is written to one comes in at
 * the other
 *
 *	/dev/ptmx -> master (raw) <-> slave (n_tty, a real terminal) <- /dev/pts/N
 *
 * Opening /dev/ptmx makes a pair and the slave's node.  The master is open
 * once and cannot be opened by number.  When it closes, the slave is hung up
 * and its node goes.
 * I1         the two halves are made together and taken apart together; the
 *            slave's count is its opens plus one for the master.
 * I2         master->driver_data is the devpts instance, slave->driver_data its
 *            dentry there.
 * Locking    tty_lock: master before slave.  devpts_mutex: a dentry's tty.
 * Entry      ptmx_open(), the operations of both drivers
 * Mirrors: Linux 4.x drivers/tty/pty.c
 * Simpler than Linux in: no BSD ptys, no EXTPROC (TIOCPKT_IOCTL).
 */
#include "tty.h"

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/devpts_fs.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/mount.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/tty_flip.h>
#include <linux/uaccess.h>

#define NR_UNIX98_PTYS	(1 << 20)	/* minor numbers there are */
#define PTY_BUFFER_MAX	8192		/* bytes on their way in each direction */

static struct tty_driver *ptm_driver;
static struct tty_driver *pts_driver;
static DEFINE_MUTEX(devpts_mutex);

static bool is_master(struct tty_struct *tty)
{
	return tty->driver->subtype == PTY_TYPE_MASTER;
}

/* Tell a master in packet mode what happened to the slave @tty. */
static void packet_event(struct tty_struct *tty, unsigned char set,
			 unsigned char clear)
{
	unsigned long flags;

	if (!tty->link || !tty->link->packet)
		return;
	spin_lock_irqsave(&tty->ctrl_lock, flags);
	tty->ctrl_status = (tty->ctrl_status & ~clear) | set;
	spin_unlock_irqrestore(&tty->ctrl_lock, flags);
	wake_up_interruptible_poll(&tty->link->read_wait, EPOLLIN);
}

/* --- both halves --- */

static int pty_open(struct tty_struct *tty, struct file *filp)
{
	struct tty_struct *other = tty->link;

	if (!other)
		return -ENODEV;
	set_bit(TTY_IO_ERROR, &tty->flags);
	if (test_bit(TTY_OTHER_CLOSED, &tty->flags))
		return -EIO;
	if (!is_master(tty) && (test_bit(TTY_PTY_LOCK, &other->flags) ||
				other->count != 1))
		return -EIO;
	clear_bit(TTY_IO_ERROR, &tty->flags);
	clear_bit(TTY_OTHER_CLOSED, &other->flags);
	return 0;
}

static void pty_close(struct tty_struct *tty, struct file *filp)
{
	struct tty_struct *other = tty->link;

	/* The slave: its open failed, or somebody else has it open too. */
	if (!is_master(tty) && (tty_io_error(tty) || tty->count > 2))
		return;
	set_bit(TTY_IO_ERROR, &tty->flags);
	wake_up_interruptible(&tty->read_wait);
	wake_up_interruptible(&tty->write_wait);
	tty->packet = false;
	if (!other)
		return;

	set_bit(TTY_OTHER_CLOSED, &other->flags);
	wake_up_interruptible(&other->read_wait);
	wake_up_interruptible(&other->write_wait);
	if (is_master(tty)) {
		mutex_lock(&devpts_mutex);
		if (other->driver_data)
			devpts_pty_kill(other->driver_data);
		other->driver_data = NULL;
		mutex_unlock(&devpts_mutex);
		tty_vhangup(other);
	}
}

static int pty_write(struct tty_struct *tty, const unsigned char *buf, int c)
{
	struct tty_port *to = tty->link->port;

	if (tty->stopped || c <= 0)
		return 0;
	c = tty_insert_flip_string(to, buf, c);
	if (c)
		tty_flip_buffer_push(to);
	return c;
}

static int pty_write_room(struct tty_struct *tty)
{
	return tty->stopped ? 0 : tty_buffer_space_avail(tty->link->port);
}

static void pty_flush_buffer(struct tty_struct *tty)
{
	if (!tty->link)
		return;
	tty_buffer_flush(tty->link);
	packet_event(tty, TIOCPKT_FLUSHWRITE, 0);
}

static void pty_cleanup(struct tty_struct *tty)
{
	tty_port_put(tty->port);
}

/* Both halves have one size, and both foreground groups hear of it. */
static int pty_resize(struct tty_struct *tty, struct winsize *ws)
{
	struct tty_struct *other = tty->link;
	struct pid *pgrp, *other_pgrp;

	mutex_lock(&tty->winsize_mutex);
	if (memcmp(ws, &tty->winsize, sizeof(*ws))) {
		pgrp = tty_get_pgrp(tty);
		other_pgrp = tty_get_pgrp(other);
		if (pgrp)
			kill_pgrp(pgrp, SIGWINCH, 1);
		if (other_pgrp && other_pgrp != pgrp)
			kill_pgrp(other_pgrp, SIGWINCH, 1);
		put_pid(pgrp);
		put_pid(other_pgrp);
		tty->winsize = *ws;
		other->winsize = *ws;	/* only ever asked of the slave */
	}
	mutex_unlock(&tty->winsize_mutex);
	return 0;
}

/* --- the slave's settings --- */

static void pty_set_termios(struct tty_struct *tty, struct ktermios *old)
{
	bool did = old->c_iflag & IXON &&
		   old->c_cc[VSTOP] == '\023' && old->c_cc[VSTART] == '\021';
	bool does = I_IXON(tty) && STOP_CHAR(tty) == '\023' &&
		    START_CHAR(tty) == '\021';

	if (did != does)
		packet_event(tty, does ? TIOCPKT_DOSTOP : TIOCPKT_NOSTOP,
			     TIOCPKT_DOSTOP | TIOCPKT_NOSTOP);
	tty->termios.c_cflag &= ~(CSIZE | PARENB);
	tty->termios.c_cflag |= CS8 | CREAD;
}

static void pty_stop(struct tty_struct *tty)
{
	packet_event(tty, TIOCPKT_STOP, TIOCPKT_START);
}

static void pty_start(struct tty_struct *tty)
{
	packet_event(tty, TIOCPKT_START, TIOCPKT_STOP);
}

/* --- install, look up, remove --- */

static int pty_install(struct tty_driver *driver, struct tty_struct *tty)
{
	struct tty_port *ports[2];
	struct tty_struct *slave;
	int i;

	for (i = 0; i < 2; i++)
		ports[i] = kzalloc(sizeof(*ports[i]), GFP_KERNEL);
	slave = alloc_tty_struct(driver->other, tty->index);
	if (!ports[0] || !ports[1] || !slave) {
		kfree(ports[0]);
		kfree(ports[1]);
		tty_kref_put(slave);
		return -ENOMEM;
	}
	for (i = 0; i < 2; i++) {
		tty_port_init(ports[i]);
		tty_buffer_set_limit(ports[i], PTY_BUFFER_MAX);
	}

	/*
	 * Locks of a class of their own, for lockdep: the slave's are held when
	 * the master's are taken, or, of legacy_mutex, the other way round.
	 */
	mutex_init(&slave->legacy_mutex);
	init_rwsem(&slave->termios_rwsem);
	mutex_init(&ports[1]->buf.mutex);

	tty->termios = driver->init_termios;
	slave->termios = driver->other->init_termios;
	tty->link = slave;
	slave->link = tty;
	tty->port = ports[0];
	slave->port = ports[1];
	slave->port->itty = slave;
	tty->count++;
	slave->count++;
	return 0;
}

static struct tty_struct *ptm_lookup(struct tty_driver *driver,
				     struct file *file, int idx)
{
	return ERR_PTR(-EIO);	/* by /dev/ptmx only */
}

static struct tty_struct *pts_lookup(struct tty_driver *driver,
				     struct file *file, int idx)
{
	struct tty_struct *tty;

	mutex_lock(&devpts_mutex);
	tty = devpts_get_priv(file->f_path.dentry);
	mutex_unlock(&devpts_mutex);
	return tty ? tty : ERR_PTR(-EIO);
}

/* A slave is only ever made by pty_install(). */
static int pts_install(struct tty_driver *driver, struct tty_struct *tty)
{
	return -EIO;
}

static void pty_remove(struct tty_driver *driver, struct tty_struct *tty)
{
	struct tty_struct *master = is_master(tty) ? tty : tty->link;
	struct pts_fs_info *fsi = master->driver_data;

	if (fsi) {
		devpts_kill_index(fsi, tty->index);
		devpts_release(fsi);
	}
}

/* --- ioctls of the master --- */

static int set_lock(struct tty_struct *tty, int __user *arg)
{
	int val;

	if (get_user(val, arg))
		return -EFAULT;
	if (val)
		set_bit(TTY_PTY_LOCK, &tty->flags);
	else
		clear_bit(TTY_PTY_LOCK, &tty->flags);
	return 0;
}

static int set_packet_mode(struct tty_struct *tty, int __user *arg)
{
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	spin_lock_irq(&tty->ctrl_lock);
	if (!on) {
		tty->packet = false;
	} else if (!tty->packet) {
		/* Begins with a clean status, and only then counts. */
		tty->link->ctrl_status = 0;
		smp_mb();
		tty->packet = true;
	}
	spin_unlock_irq(&tty->ctrl_lock);
	return 0;
}

static int send_signal_to_slave(struct tty_struct *tty, int sig)
{
	struct pid *pgrp;

	if (sig < 1 || sig > SIGRTMAX)
		return -EINVAL;
	pgrp = tty_get_pgrp(tty->link);
	if (pgrp)
		kill_pgrp(pgrp, sig, 1);
	put_pid(pgrp);
	return 0;
}

static int ptm_ioctl(struct tty_struct *tty, unsigned int cmd,
		     unsigned long arg)
{
	int __user *p = (int __user *)arg;

	switch (cmd) {
	case TIOCSPTLCK:
		return set_lock(tty, p);
	case TIOCGPTLCK:
		return put_user(test_bit(TTY_PTY_LOCK, &tty->flags) ? 1 : 0, p);
	case TIOCPKT:
		return set_packet_mode(tty, p);
	case TIOCGPKT:
		return put_user(tty->packet ? 1 : 0, p);
	case TIOCGPTN:
		return put_user(tty->index, (unsigned int __user *)p);
	case TIOCSIG:
		return send_signal_to_slave(tty, (int)arg);
	}
	return -ENOIOCTLCMD;
}

static const struct tty_operations ptm_ops = {
	.lookup		= ptm_lookup,
	.install	= pty_install,
	.remove		= pty_remove,
	.open		= pty_open,
	.close		= pty_close,
	.write		= pty_write,
	.write_room	= pty_write_room,
	.flush_buffer	= pty_flush_buffer,
	.ioctl		= ptm_ioctl,
	.cleanup	= pty_cleanup,
	.resize		= pty_resize,
};

static const struct tty_operations pts_ops = {
	.lookup		= pts_lookup,
	.install	= pts_install,
	.remove		= pty_remove,
	.open		= pty_open,
	.close		= pty_close,
	.write		= pty_write,
	.write_room	= pty_write_room,
	.flush_buffer	= pty_flush_buffer,
	.set_termios	= pty_set_termios,
	.stop		= pty_stop,
	.start		= pty_start,
	.cleanup	= pty_cleanup,
	.resize		= pty_resize,
};

/* --- /dev/ptmx --- */

/* A new pair for @filp; answers with the master's tty_lock held. */
static struct tty_struct *make_pair(struct file *filp)
{
	struct pts_fs_info *fsi = devpts_acquire(filp);
	struct tty_struct *tty;
	int index;

	if (IS_ERR(fsi))
		return ERR_CAST(fsi);
	index = devpts_new_index(fsi);
	if (index < 0) {
		devpts_release(fsi);
		return ERR_PTR(index);
	}
	mutex_lock(&tty_mutex);
	tty = tty_init_dev(ptm_driver, index);
	mutex_unlock(&tty_mutex);
	if (IS_ERR(tty)) {
		devpts_kill_index(fsi, index);
		devpts_release(fsi);
		return tty;
	}
	/* From here on pty_remove() gives index and instance back. */
	tty->driver_data = fsi;
	set_bit(TTY_PTY_LOCK, &tty->flags);
	return tty;
}

static int ptmx_open(struct inode *inode, struct file *filp)
{
	struct tty_struct *tty;
	struct dentry *dentry;
	int err;

	nonseekable_open(inode, filp);
	err = tty_alloc_file(filp);
	if (err)
		return err;
	tty = make_pair(filp);
	if (IS_ERR(tty)) {
		tty_free_file(filp);
		return PTR_ERR(tty);
	}
	tty_add_file(tty, filp);

	dentry = devpts_pty_new(tty->driver_data, tty->index, tty->link);
	if (IS_ERR(dentry)) {
		err = PTR_ERR(dentry);
		goto err_release;
	}
	tty->link->driver_data = dentry;
	err = pty_open(tty, filp);
	if (err)
		goto err_release;
	tty_unlock(tty);
	return 0;

err_release:
	tty_unlock(tty);
	tty_release(inode, filp);
	return err;
}

static struct file_operations ptmx_fops;
static struct cdev ptmx_cdev;

static struct tty_driver *__init pty_driver(const char *name, int major,
					    int subtype,
					    const struct tty_operations *ops)
{
	struct tty_driver *driver;

	driver = tty_alloc_driver(NR_UNIX98_PTYS, TTY_DRIVER_RESET_TERMIOS |
				  TTY_DRIVER_REAL_RAW | TTY_DRIVER_DYNAMIC_DEV |
				  TTY_DRIVER_DEVPTS_MEM);
	if (IS_ERR(driver))
		panic("Couldn't allocate the pty drivers");
	driver->driver_name = subtype == PTY_TYPE_MASTER ? "pty_master"
							 : "pty_slave";
	driver->name = name;
	driver->major = major;
	driver->type = TTY_DRIVER_TYPE_PTY;
	driver->subtype = subtype;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_cflag = B38400 | CS8 | CREAD;
	tty_set_operations(driver, ops);
	return driver;
}

static int __init pty_init(void)
{
	ptm_driver = pty_driver("ptm", UNIX98_PTY_MASTER_MAJOR,
				PTY_TYPE_MASTER, &ptm_ops);
	pts_driver = pty_driver("pts", UNIX98_PTY_SLAVE_MAJOR,
				PTY_TYPE_SLAVE, &pts_ops);
	ptm_driver->init_termios.c_iflag = 0;
	ptm_driver->init_termios.c_oflag = 0;
	ptm_driver->init_termios.c_lflag = 0;
	ptm_driver->other = pts_driver;
	pts_driver->other = ptm_driver;
	if (tty_register_driver(ptm_driver) || tty_register_driver(pts_driver))
		panic("Couldn't register the pty drivers");

	ptmx_fops = tty_fops;
	ptmx_fops.open = ptmx_open;
	cdev_init(&ptmx_cdev, &ptmx_fops);
	if (cdev_add(&ptmx_cdev, DEV_PTMX, 1) ||
	    register_chrdev_region(DEV_PTMX, 1, "/dev/ptmx") < 0)
		panic("Couldn't register /dev/ptmx driver");
	device_create(tty_class, NULL, DEV_PTMX, NULL, "ptmx");
	return 0;
}
device_initcall(pty_init);
