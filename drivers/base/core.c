// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/base/core.c - devices by name and number
 *
 * A class lists its devices; a device with a number has a node in devtmpfs
 * from device_add() to device_del().
 *
 * Locking    devices_mutex: the list of classes and their devices.
 * Lifetime   kref: the maker's reference; device_del() takes it from view,
 *            the last put_device() calls ->release().
 * Entry      class_create() device_create() device_destroy() device_register()
 * Mirrors: Linux 4.19 drivers/base/core.c, class.c.
 * Simpler than Linux in: see include/linux/device.h.
 */
#include <linux/device.h>

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

const struct devtmpfs_ops *devtmpfs_ops;	/* NULL: no /dev yet */

static DEFINE_MUTEX(devices_mutex);
static LIST_HEAD(classes);		/* devices_mutex */

/** class_register() - a class that lives in the caller's memory. Return: 0. */
int class_register(struct class *cls)
{
	INIT_LIST_HEAD(&cls->devices);
	mutex_lock(&devices_mutex);
	list_add_tail(&cls->entry, &classes);
	mutex_unlock(&devices_mutex);
	return 0;
}

/** class_unregister() - the class has no devices any more and goes */
void class_unregister(struct class *cls)
{
	mutex_lock(&devices_mutex);
	WARN_ON(!list_empty(&cls->devices));
	list_del(&cls->entry);
	mutex_unlock(&devices_mutex);
}

/** class_create() - a class of its own. Return: it, or ERR_PTR(-ENOMEM). */
struct class *class_create(struct module *owner, const char *name)
{
	struct class *cls = kzalloc(sizeof(*cls), GFP_KERNEL);

	if (!cls)
		return ERR_PTR(-ENOMEM);
	cls->name = name;
	cls->owner = owner;
	class_register(cls);
	return cls;
}

/** class_destroy() - undo class_create() */
void class_destroy(struct class *cls)
{
	if (IS_ERR_OR_NULL(cls))
		return;
	class_unregister(cls);
	kfree(cls);
}

/** device_initialize() - first reference, no name, no number */
void device_initialize(struct device *dev)
{
	kref_init(&dev->kref);
	INIT_LIST_HEAD(&dev->class_node);
}

/** get_device() - a reference more; NULL passes through */
struct device *get_device(struct device *dev)
{
	if (dev)
		kref_get(&dev->kref);
	return dev;
}

static void device_release(struct kref *kref)
{
	struct device *dev = container_of(kref, struct device, kref);
	struct device *parent = dev->parent;

	kfree(dev->name);
	dev->name = NULL;
	if (dev->release)
		dev->release(dev);
	put_device(parent);
}

/** put_device() - a reference less */
void put_device(struct device *dev)
{
	if (dev)
		kref_put(&dev->kref, device_release);
}

static int device_set_vname(struct device *dev, const char *fmt, va_list args)
{
	char *name = kvasprintf(GFP_KERNEL, fmt, args);

	if (!name)
		return -ENOMEM;
	kfree(dev->name);
	dev->name = name;
	return 0;
}

/** dev_set_name() - name it; a '/' makes a directory in /dev. Return: 0, -ENOMEM. */
int dev_set_name(struct device *dev, const char *fmt, ...)
{
	va_list args;
	int err;

	va_start(args, fmt);
	err = device_set_vname(dev, fmt, args);
	va_end(args);
	return err;
}

/**
 * device_get_devnode() - path and mode of a device's node
 * @dev: the device
 * @mode: in: 0; out: its permissions
 * @uid: out: owner
 * @gid: out: group
 * @tmp: out: kfree() it
 *
 * Return: the path below /dev.
 */
const char *device_get_devnode(struct device *dev, umode_t *mode, kuid_t *uid,
			       kgid_t *gid, const char **tmp)
{
	*tmp = NULL;
	if (dev->type && dev->type->devnode)
		*tmp = dev->type->devnode(dev, mode, uid, gid);
	if (!*tmp && dev->class && dev->class->devnode)
		*tmp = dev->class->devnode(dev, mode);
	return *tmp ?: dev_name(dev);
}

/**
 * device_add() - make an initialised device known
 * @dev: has name, class and number
 *
 * Context: may sleep.
 * Return: 0 or -errno of making its node.
 */
int device_add(struct device *dev)
{
	int err = 0;

	if (!dev_name(dev))
		return -EINVAL;
	get_device(dev->parent);
	if (dev->devt && devtmpfs_ops)
		err = devtmpfs_ops->create_node(dev);
	if (err) {
		put_device(dev->parent);
		return err;
	}
	if (dev->class) {
		mutex_lock(&devices_mutex);
		list_add_tail(&dev->class_node, &dev->class->devices);
		mutex_unlock(&devices_mutex);
	}
	return 0;
}

/** device_register() - device_initialize() and device_add() */
int device_register(struct device *dev)
{
	device_initialize(dev);
	return device_add(dev);
}

/** device_del() - nobody finds it any more */
void device_del(struct device *dev)
{
	mutex_lock(&devices_mutex);
	list_del_init(&dev->class_node);
	mutex_unlock(&devices_mutex);
	if (dev->devt && devtmpfs_ops)
		devtmpfs_ops->delete_node(dev);
}

/** device_unregister() - device_del() and the maker's reference */
void device_unregister(struct device *dev)
{
	device_del(dev);
	put_device(dev);
}

static void device_create_release(struct device *dev)
{
	kfree(dev);
}

/**
 * device_create() - a device of its own memory, made and added
 * @cls: its class
 * @parent: or NULL
 * @devt: number, or 0 for none
 * @drvdata: for dev_get_drvdata()
 * @fmt: its name
 *
 * Context: may sleep.
 * Return: the device, or ERR_PTR.
 */
struct device *device_create(struct class *cls, struct device *parent,
			     dev_t devt, void *drvdata, const char *fmt, ...)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	va_list args;
	int err;

	if (!dev)
		return ERR_PTR(-ENOMEM);
	device_initialize(dev);
	dev->devt = devt;
	dev->class = cls;
	dev->parent = parent;
	dev->release = device_create_release;
	dev->driver_data = drvdata;
	va_start(args, fmt);
	err = device_set_vname(dev, fmt, args);
	va_end(args);
	if (!err)
		err = device_add(dev);
	if (err) {
		dev->parent = NULL;
		put_device(dev);
		return ERR_PTR(err);
	}
	return dev;
}

/** device_destroy() - undo device_create() of number @devt */
void device_destroy(struct class *cls, dev_t devt)
{
	struct device *dev, *found = NULL;

	mutex_lock(&devices_mutex);
	list_for_each_entry(dev, &cls->devices, class_node) {
		if (dev->devt == devt) {
			found = dev;
			break;
		}
	}
	mutex_unlock(&devices_mutex);
	if (found)
		device_unregister(found);
}
