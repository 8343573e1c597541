/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/device.h - devices by name and number, and their nodes in /dev
 *
 * Simpler than Linux in: no kobjects, buses, power management; a device is
 * what has a node in devtmpfs.
 */
#ifndef _LINUX_DEVICE_H
#define _LINUX_DEVICE_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/types.h>
#include <linux/uidgid.h>

struct device;
struct file_operations;
struct module;

/* [d] devices_mutex; the rest is immutable */
struct class {
	const char	*name;
	struct module	*owner;
	char		*(*devnode)(struct device *dev, umode_t *mode);
	struct list_head devices;	/* [d] */
	struct list_head entry;		/* [d] */
};

struct device_type {
	const char	*name;		/* "disk", "partition" */
	char		*(*devnode)(struct device *dev, umode_t *mode,
				    kuid_t *uid, kgid_t *gid);
};

struct device {
	struct device	*parent;	/* referenced */
	char		*name;		/* dev_set_name() */
	const char	*init_name;
	const struct device_type *type;
	dev_t		devt;		/* 0: no node */
	struct class	*class;		/* "block": S_IFBLK */
	void		*driver_data;
	void		(*release)(struct device *dev);
	struct kref	kref;
	struct list_head class_node;	/* [d] */
};

struct class *class_create(struct module *owner, const char *name);
int class_register(struct class *cls);
void class_unregister(struct class *cls);
void class_destroy(struct class *cls);

void device_initialize(struct device *dev);
int device_add(struct device *dev);
int device_register(struct device *dev);
void device_del(struct device *dev);
void device_unregister(struct device *dev);
struct device *get_device(struct device *dev);
void put_device(struct device *dev);
int dev_set_name(struct device *dev, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
struct device *device_create(struct class *cls, struct device *parent,
			     dev_t devt, void *drvdata, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void device_destroy(struct class *cls, dev_t devt);
const char *device_get_devnode(struct device *dev, umode_t *mode, kuid_t *uid,
			       kgid_t *gid, const char **tmp);

static inline const char *dev_name(const struct device *dev)
{
	return dev->init_name ? dev->init_name : dev->name;
}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

/* drivers/char/mem.c */
int chr_dev_init(void);

/* drivers/base/devtmpfs.c */
int devtmpfs_init(void);
int devtmpfs_mount(const char *mountpoint);

/* Registered with drivers/base/core.c, which stands on a floor below. */
struct devtmpfs_ops {
	int	(*create_node)(struct device *dev);
	int	(*delete_node)(struct device *dev);
};

extern const struct devtmpfs_ops *devtmpfs_ops;

#endif /* _LINUX_DEVICE_H */
