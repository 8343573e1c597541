// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_driver.c - groups of terminal lines, and their device numbers
 *
 * Data       tty_drivers: all that are registered.  A driver covers the minors
 *            minor_start .. minor_start + num - 1 of its major; one cdev with
 *            tty_fops answers for all of them.
 * Locking    tty_mutex: the list, and each driver's ttys[] and termios[].
 * Lifetime   counted: one for who allocated it, one for each open tty.
 * Entry      tty_alloc_driver() tty_register_driver() tty_lookup_driver()
 * Mirrors: Linux 4.x drivers/tty/tty_io.c (its driver half)
 */
#include "tty.h"

#include <linux/cdev.h>
#include <linux/console.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/slab.h>

DEFINE_MUTEX(tty_mutex);
LIST_HEAD(tty_drivers);
struct class *tty_class;

/* What a line is like before anybody has set it: 38400 8N1, a person at it. */
struct ktermios tty_std_termios = {
	.c_iflag = ICRNL | IXON,
	.c_oflag = OPOST | ONLCR,
	.c_cflag = B38400 | CS8 | CREAD | HUPCL,
	.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE |
		   IEXTEN,
	.c_cc = {
		[VINTR] = 'C' - 0x40,
		[VQUIT] = '\\' - 0x40,
		[VERASE] = 0x7f,
		[VKILL] = 'U' - 0x40,
		[VEOF] = 'D' - 0x40,
		[VTIME] = 0,
		[VMIN] = 1,
		[VSTART] = 'Q' - 0x40,
		[VSTOP] = 'S' - 0x40,
		[VSUSP] = 'Z' - 0x40,
		[VREPRINT] = 'R' - 0x40,
		[VDISCARD] = 'O' - 0x40,
		[VWERASE] = 'W' - 0x40,
		[VLNEXT] = 'V' - 0x40,
	},
	.c_ispeed = 38400,
	.c_ospeed = 38400,
};

static void destruct_tty_driver(struct kref *kref)
{
	struct tty_driver *driver = container_of(kref, struct tty_driver, kref);
	unsigned int i;

	for (i = 0; driver->termios && i < driver->num; i++)
		kfree(driver->termios[i]);
	kfree(driver->termios);
	kfree(driver->ports);
	kfree(driver->ttys);
	kfree(driver->cdevs);
	kfree(driver);
}

/**
 * tty_driver_kref_put() - drop a reference to a driver
 *
 * Context: process context.
 */
void tty_driver_kref_put(struct tty_driver *driver)
{
	kref_put(&driver->kref, destruct_tty_driver);
}

/**
 * put_tty_driver() - drop the reference of who allocated the driver
 *
 * Context: process context.
 */
void put_tty_driver(struct tty_driver *driver)
{
	tty_driver_kref_put(driver);
}

/**
 * __tty_alloc_driver() - make a driver structure
 * @lines: number of lines
 * @flags: TTY_DRIVER_*
 *
 * Context: may sleep.
 * Return: the driver, or ERR_PTR(-ENOMEM), ERR_PTR(-EINVAL).
 */
struct tty_driver *__tty_alloc_driver(unsigned int lines, unsigned long flags)
{
	struct tty_driver *driver;

	if (!lines)
		return ERR_PTR(-EINVAL);
	driver = kzalloc(sizeof(*driver), GFP_KERNEL);
	if (!driver)
		return ERR_PTR(-ENOMEM);

	kref_init(&driver->kref);
	driver->num = lines;
	driver->flags = flags;
	driver->cdevs = kzalloc(sizeof(*driver->cdevs), GFP_KERNEL);
	if (!(flags & TTY_DRIVER_DEVPTS_MEM)) {
		driver->ports = kcalloc(lines, sizeof(*driver->ports),
					GFP_KERNEL);
		driver->ttys = kcalloc(lines, sizeof(*driver->ttys),
				       GFP_KERNEL);
		driver->termios = kcalloc(lines, sizeof(*driver->termios),
					  GFP_KERNEL);
	}
	if (!driver->cdevs ||
	    (!(flags & TTY_DRIVER_DEVPTS_MEM) &&
	     (!driver->ports || !driver->ttys || !driver->termios))) {
		put_tty_driver(driver);
		return ERR_PTR(-ENOMEM);
	}
	return driver;
}

/**
 * tty_set_operations() - say what a driver does
 * @driver: the driver
 * @op: its functions
 *
 * Context: before tty_register_driver().
 */
void tty_set_operations(struct tty_driver *driver,
			const struct tty_operations *op)
{
	driver->ops = op;
}

static void create_nodes(struct tty_driver *driver)
{
	unsigned int i;

	for (i = 0; i < driver->num; i++)
		tty_register_device(driver, i);
}

/**
 * tty_register_device() - make the node of one line in /dev
 * @driver: the driver
 * @index: the line
 *
 * Context: may sleep.
 */
void tty_register_device(struct tty_driver *driver, unsigned int index)
{
	dev_t dev = MKDEV(driver->major, driver->minor_start + index);

	if (driver->flags & TTY_DRIVER_UNNUMBERED_NODE)
		device_create(tty_class, NULL, dev, NULL, "%s", driver->name);
	else
		device_create(tty_class, NULL, dev, NULL, "%s%d", driver->name,
			      driver->name_base + index);
}

/**
 * tty_register_driver() - let a driver's lines be opened
 * @driver: the driver, filled in
 *
 * Nodes for all lines are made, unless TTY_DRIVER_DYNAMIC_DEV.
 *
 * Context: may sleep.
 * Return: 0, -EBUSY when the numbers are taken, -ENOMEM.
 */
int tty_register_driver(struct tty_driver *driver)
{
	dev_t dev = MKDEV(driver->major, driver->minor_start);
	int error;

	error = register_chrdev_region(dev, driver->num, driver->name);
	if (error)
		return error;
	cdev_init(driver->cdevs, &tty_fops);
	error = cdev_add(driver->cdevs, dev, driver->num);
	if (error) {
		unregister_chrdev_region(dev, driver->num);
		return error;
	}

	mutex_lock(&tty_mutex);
	list_add(&driver->tty_drivers, &tty_drivers);
	mutex_unlock(&tty_mutex);

	if (!(driver->flags & TTY_DRIVER_DYNAMIC_DEV))
		create_nodes(driver);
	driver->flags |= TTY_DRIVER_INSTALLED;
	return 0;
}

static bool covers(const struct tty_driver *driver, dev_t device)
{
	dev_t base = MKDEV(driver->major, driver->minor_start);

	return device >= base && device < base + driver->num;
}

static struct tty_driver *find_driver(dev_t device, int *index)
{
	struct tty_driver *driver;

	list_for_each_entry(driver, &tty_drivers, tty_drivers) {
		if (!covers(driver, device))
			continue;
		*index = device - MKDEV(driver->major, driver->minor_start);
		return tty_driver_kref_get(driver);
	}
	return NULL;
}

/**
 * tty_lookup_driver() - whose line a device number is
 * @device: the number; /dev/tty0 and /dev/console stand for others
 * @filp: the file being opened
 * @index: gets the line's number in the driver
 *
 * Context: tty_mutex held.
 * Return: the driver, referenced, or ERR_PTR(-ENODEV).
 */
struct tty_driver *tty_lookup_driver(dev_t device, struct file *filp,
				     int *index)
{
	struct tty_driver *driver = NULL;

	if (device == DEV_TTY0) {
		driver = console_driver;
		*index = fg_console;
	} else if (device == DEV_CONSOLE) {
		driver = console_device(index);
		/* Do not hang in the open when there is no carrier. */
		filp->f_flags |= O_NONBLOCK;
	} else {
		driver = find_driver(device, index);
		return driver ? driver : ERR_PTR(-ENODEV);
	}
	return driver ? tty_driver_kref_get(driver) : ERR_PTR(-ENODEV);
}
