/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/cdev.h - a character driver and the device numbers it answers to
 */
#ifndef _LINUX_CDEV_H
#define _LINUX_CDEV_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/types.h>

struct file_operations;
struct inode;
struct module;

struct cdev {
	struct kref			kref;	/* cdev_add(), open files */
	bool				dynamic; /* cdev_alloc(): kfree it */
	struct module			*owner;
	const struct file_operations	*ops;
	struct list_head		list;	/* cdev_lock: inodes */
	dev_t				dev;
	unsigned int			count;	/* minors */
};

void cdev_init(struct cdev *cdev, const struct file_operations *fops);
struct cdev *cdev_alloc(void);
void cdev_put(struct cdev *p);
int cdev_add(struct cdev *p, dev_t dev, unsigned int count);
void cdev_del(struct cdev *p);
void cd_forget(struct inode *inode);

#endif /* _LINUX_CDEV_H */
