// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_init.c - terminals at boot: consoles first, then nodes in /dev
 *
 * Mirrors: Linux 4.x drivers/tty/tty_io.c (console_init, tty_init)
 */
#include "tty.h"

#include <linux/cdev.h>
#include <linux/console.h>
#include <linux/console_struct.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/panic.h>
#include <linux/serial_8250.h>

static struct cdev tty_cdev, console_cdev;

/* Nodes of terminals are for their group; /dev/tty is everybody's. */
static char *tty_devnode(struct device *dev, umode_t *mode)
{
	if (mode && (dev->devt == DEV_TTY ||
		     dev->devt == DEV_PTMX))
		*mode = 0666;
	return NULL;
}

static int __init add_node(struct cdev *cdev, const struct file_operations *fops,
			   dev_t dev, const char *name)
{
	cdev_init(cdev, fops);
	if (cdev_add(cdev, dev, 1) || register_chrdev_region(dev, 1, name) < 0)
		return -EBUSY;
	device_create(tty_class, NULL, dev, NULL, "%s", name + sizeof("/dev/") - 1);
	return 0;
}

/**
 * console_init() - the screen and the serial ports, for printk() and /dev/console
 *
 * Context: boot; memory can be allocated.
 */
void __init console_init(void)
{
	n_tty_init();
	con_init();
	serial8250_console_init();
	console_init_done = true;
}

/**
 * tty_init() - /dev/tty, /dev/console, and the drivers that are always there
 *
 * Context: boot, process context; devtmpfs works.
 */
void __init tty_init(void)
{
	tty_class = class_create(NULL, "tty");
	if (IS_ERR(tty_class))
		panic("Cannot create the tty class\n");
	tty_class->devnode = tty_devnode;
	if (add_node(&tty_cdev, &tty_fops, DEV_TTY, "/dev/tty"))
		panic("Couldn't register /dev/tty driver\n");
	if (add_node(&console_cdev, &console_fops, DEV_CONSOLE, "/dev/console"))
		panic("Couldn't register /dev/console driver\n");
}
