/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/module.h - who owns a table of functions
 *
 * Everything is in the image so far, so an owner is always NULL and always
 * alive.
 */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/export.h>
#include <linux/init.h>
#include <linux/moduleparam.h>
#include <linux/types.h>

struct module;

#ifndef THIS_MODULE
#define THIS_MODULE		((struct module *)0)
#endif

#define MODULE_LICENSE(x)
#define MODULE_AUTHOR(x)
#define MODULE_DESCRIPTION(x)

static inline bool try_module_get(struct module *module)
{
	(void)module;
	return true;
}

static inline void __module_get(struct module *module)
{
	(void)module;
}

static inline void module_put(struct module *module)
{
	(void)module;
}

#endif /* _LINUX_MODULE_H */
