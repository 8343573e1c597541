// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_port.c - the hardware side of a line
 *
 * A port outlives the ttys opened on it.  The first open activates the
 * hardware, the last close or a hangup shuts it down; interrupts come in between
 * and find the tty, if any, by tty_port_tty_get().
 * Locking    port->lock: tty, count.  port->mutex: activate and shutdown.
 * Entry      tty_port_open() tty_port_close() tty_port_hangup() tty_port_tty_get()
 * Mirrors: Linux 4.x drivers/tty/tty_port.c
 * Simpler than Linux in: no dial-in blocking beyond waiting for carrier, no
 * closing_wait.
 */
#include "tty.h"

#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

/**
 * tty_port_init() - make a port ready
 * @port: the port, zeroed
 *
 * Context: process context.
 */
void tty_port_init(struct tty_port *port)
{
	tty_buffer_init(port);
	spin_lock_init(&port->lock);
	mutex_init(&port->mutex);
	init_waitqueue_head(&port->open_wait);
	kref_init(&port->kref);
}

/**
 * tty_port_destroy() - undo tty_port_init()
 *
 * Context: may sleep.
 */
void tty_port_destroy(struct tty_port *port)
{
	tty_buffer_cancel_work(port);
	tty_buffer_free_all(port);
}

static void tty_port_destructor(struct kref *kref)
{
	struct tty_port *port = container_of(kref, struct tty_port, kref);

	tty_port_destroy(port);
	if (port->ops && port->ops->destruct)
		port->ops->destruct(port);
	else
		kfree(port);
}

/**
 * tty_port_put() - drop a reference
 * @port: the port, or NULL
 *
 * Context: may sleep.
 */
void tty_port_put(struct tty_port *port)
{
	if (port)
		kref_put(&port->kref, tty_port_destructor);
}

/**
 * tty_port_tty_get() - the tty open on a port
 *
 * Context: any.
 * Return: the tty, referenced, or NULL.
 */
struct tty_struct *tty_port_tty_get(struct tty_port *port)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	tty = tty_kref_get(port->tty);
	spin_unlock_irqrestore(&port->lock, flags);
	return tty;
}

/**
 * tty_port_tty_set() - say which tty is open on a port
 * @port: the port
 * @tty: the tty, or NULL
 *
 * Context: any.
 */
void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty)
{
	struct tty_struct *old;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	old = port->tty;
	port->tty = tty_kref_get(tty);
	spin_unlock_irqrestore(&port->lock, flags);
	tty_kref_put(old);
}

static void tty_port_shutdown(struct tty_port *port)
{
	mutex_lock(&port->mutex);
	/* A port that carries kernel messages is never switched off. */
	if (!port->console &&
	    test_and_clear_bit(TTY_PORT_INITIALIZED, &port->iflags)) {
		if (port->tty && C_HUPCL(port->tty) && port->ops->dtr_rts)
			port->ops->dtr_rts(port, 0);
		if (port->ops->shutdown)
			port->ops->shutdown(port);
	}
	mutex_unlock(&port->mutex);
}

/**
 * tty_port_hangup() - the driver's hangup
 *
 * Context: may sleep.
 */
void tty_port_hangup(struct tty_port *port)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	port->count = 0;
	tty = port->tty;
	if (tty)
		set_bit(TTY_IO_ERROR, &tty->flags);
	spin_unlock_irqrestore(&port->lock, flags);

	clear_bit(TTY_PORT_ACTIVE, &port->iflags);
	tty_port_shutdown(port);
	tty_port_tty_set(port, NULL);
	wake_up_interruptible(&port->open_wait);
}

/**
 * tty_port_tty_hangup() - hang up whatever is open on a port, soon
 * @port: the port
 * @check_clocal: not if the tty ignores modem lines
 *
 * Context: any.
 */
void tty_port_tty_hangup(struct tty_port *port, bool check_clocal)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty && (!check_clocal || !C_CLOCAL(tty)))
		tty_hangup(tty);
	tty_kref_put(tty);
}

/**
 * tty_port_tty_wakeup() - tty_wakeup() of whatever is open on a port
 *
 * Context: any.
 */
void tty_port_tty_wakeup(struct tty_port *port)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty) {
		tty_wakeup(tty);
		tty_kref_put(tty);
	}
}

static bool carrier_raised(struct tty_port *port)
{
	return !port->ops->carrier_raised || port->ops->carrier_raised(port);
}

static void add_counts(struct tty_port *port, int count, int blocked)
{
	spin_lock_irq(&port->lock);
	port->count += count;
	port->blocked_open += blocked;
	spin_unlock_irq(&port->lock);
}

/* Waits for carrier where CLOCAL is off and the open may block. */
static int block_til_ready(struct tty_port *port, struct tty_struct *tty,
			   struct file *filp)
{
	int ret = 0;

	if (port->ops->dtr_rts)
		port->ops->dtr_rts(port, 1);
	if (!(filp->f_flags & O_NONBLOCK) && !C_CLOCAL(tty)) {
		add_counts(port, -1, 1);
		tty_unlock(tty);
		ret = wait_event_interruptible(port->open_wait,
					       tty_hung_up_p(filp) ||
					       carrier_raised(port));
		tty_lock(tty);
		if (tty_hung_up_p(filp)) {
			add_counts(port, 0, -1);
			return -ERESTARTSYS;
		}
		add_counts(port, 1, -1);
	}
	if (!ret)
		set_bit(TTY_PORT_ACTIVE, &port->iflags);
	return ret;
}

/**
 * tty_port_open() - the driver's open
 *
 * Context: tty_lock held, dropped while it waits for carrier.
 * Return: 0 or -errno.
 */
int tty_port_open(struct tty_port *port, struct tty_struct *tty,
		  struct file *filp)
{
	int ret = 0;

	add_counts(port, 1, 0);
	tty_port_tty_set(port, tty);

	mutex_lock(&port->mutex);
	if (!test_bit(TTY_PORT_INITIALIZED, &port->iflags)) {
		if (port->ops->activate)
			ret = port->ops->activate(port, tty);
		if (!ret)
			set_bit(TTY_PORT_INITIALIZED, &port->iflags);
	}
	if (!ret)
		clear_bit(TTY_IO_ERROR, &tty->flags);
	mutex_unlock(&port->mutex);
	return ret ? ret : block_til_ready(port, tty, filp);
}

/**
 * tty_port_close() - the driver's close
 *
 * Context: tty_lock held, may sleep until the output is sent.
 */
void tty_port_close(struct tty_port *port, struct tty_struct *tty,
		    struct file *filp)
{
	bool last;

	if (tty_hung_up_p(filp))
		return;
	spin_lock_irq(&port->lock);
	last = port->count <= 1;
	if (port->count)
		port->count--;
	spin_unlock_irq(&port->lock);
	if (!last)
		return;

	if (!tty->flow_stopped &&
	    test_bit(TTY_PORT_INITIALIZED, &port->iflags))
		tty_wait_until_sent(tty, 30 * HZ);
	tty_ldisc_flush(tty);
	tty_port_shutdown(port);
	if (!port->console)
		set_bit(TTY_IO_ERROR, &tty->flags);
	clear_bit(TTY_PORT_ACTIVE, &port->iflags);
	tty_port_tty_set(port, NULL);
	wake_up_interruptible(&port->open_wait);
}

/**
 * tty_port_install() - the driver's install, for a line with a port
 *
 * Context: tty_mutex held.
 * Return: 0.
 */
int tty_port_install(struct tty_port *port, struct tty_driver *driver,
		     struct tty_struct *tty)
{
	tty->port = port;
	return tty_standard_install(driver, tty);
}

/**
 * tty_port_link_device() - say which port a line has
 * @port: the port
 * @driver: the driver
 * @index: the line
 *
 * Context: before the driver is registered.
 */
void tty_port_link_device(struct tty_port *port, struct tty_driver *driver,
			  unsigned int index)
{
	if (!WARN_ON(index >= driver->num))
		driver->ports[index] = port;
}
