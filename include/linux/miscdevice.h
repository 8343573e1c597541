/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/miscdevice.h - single devices under the common major number 10
 */
#ifndef _LINUX_MISCDEVICE_H
#define _LINUX_MISCDEVICE_H

#include <linux/list.h>
#include <linux/types.h>

#include <uapi/linux/major.h>

#define HPET_MINOR		228
#define FUSE_MINOR		229
#define LOOP_CTRL_MINOR		237
#define TUN_MINOR		200
#define MISC_DYNAMIC_MINOR	255

struct device;
struct file_operations;

struct miscdevice {
	int			minor;
	const char		*name;
	const struct file_operations *fops;
	struct list_head	list;		/* misc_mtx */
	struct device		*parent;
	struct device		*this_device;
	const char		*nodename;	/* in /dev, when not ->name */
	umode_t			mode;
};

int misc_register(struct miscdevice *misc);

#endif /* _LINUX_MISCDEVICE_H */
