// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/char/misc.c - major 10: drivers with one device each
 *
 * Data       misc_list: all of them, by minor.
 * Locking    misc_mtx: the list; held while a device opens.
 * Entry      misc_register()
 *
 * Mirrors: Linux 4.19 drivers/char/misc.c.
 * Simpler than Linux in: no /proc/misc.
 */
#include <linux/miscdevice.h>

#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#define DYNAMIC_MINORS		64	/* from 63 downwards */

static LIST_HEAD(misc_list);
static DEFINE_MUTEX(misc_mtx);
static struct class *misc_class;

/* misc_mtx held. */
static struct miscdevice *find_misc(int minor)
{
	struct miscdevice *c;

	list_for_each_entry(c, &misc_list, list)
		if (c->minor == minor)
			return c;
	return NULL;
}

static int misc_open(struct inode *inode, struct file *file)
{
	struct miscdevice *c;
	const struct file_operations *fops = NULL;
	int err = -ENODEV;

	mutex_lock(&misc_mtx);
	c = find_misc(iminor(inode));
	if (c)
		fops = fops_get(c->fops);
	if (fops) {
		file->private_data = c;
		replace_fops(file, fops);
		err = fops->open ? fops->open(inode, file) : 0;
	}
	mutex_unlock(&misc_mtx);
	return err;
}

static const struct file_operations misc_fops = {
	.open	= misc_open,
	.llseek	= noop_llseek,
};

/**
 * misc_register() - a device of major 10
 * @misc: minor (or MISC_DYNAMIC_MINOR), name and fops are set; stays
 *
 * Context: may sleep.
 * Return: 0, -EBUSY or -errno.
 */
int misc_register(struct miscdevice *misc)
{
	int err = 0, minor = misc->minor;

	mutex_lock(&misc_mtx);
	if (minor == MISC_DYNAMIC_MINOR)
		for (minor = DYNAMIC_MINORS - 1; find_misc(minor); minor--)
			;
	if (minor < 0 || find_misc(minor)) {
		err = -EBUSY;
		goto out;
	}
	misc->minor = minor;
	misc->this_device = device_create(misc_class, misc->parent,
					  MKDEV(MISC_MAJOR, minor), misc, "%s",
					  misc->nodename ?: misc->name);
	if (IS_ERR(misc->this_device))
		err = PTR_ERR(misc->this_device);
	else
		list_add(&misc->list, &misc_list);
out:
	mutex_unlock(&misc_mtx);
	return err;
}

static char *misc_devnode(struct device *dev, umode_t *mode)
{
	struct miscdevice *c = dev_get_drvdata(dev);

	if (mode && c->mode)
		*mode = c->mode;
	return NULL;
}

static int __init misc_init(void)
{
	misc_class = class_create(THIS_MODULE, "misc");
	if (IS_ERR(misc_class))
		return PTR_ERR(misc_class);
	misc_class->devnode = misc_devnode;
	return register_chrdev(MISC_MAJOR, "misc", &misc_fops);
}
device_initcall(misc_init);
