/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/ns_common.h - what every kind of namespace has for /proc/PID/ns
 *
 * Mirrors: Linux 4.x include/linux/ns_common.h.
 */
#ifndef _LINUX_NS_COMMON_H
#define _LINUX_NS_COMMON_H

#include <linux/types.h>

struct proc_ns_operations;

struct ns_common {
	atomic_long_t	stashed;	/* [a] the nsfs dentry, or 0 */
	const struct proc_ns_operations *ops;	/* [I] */
	unsigned int	inum;		/* [I] inode number */
};

#endif /* _LINUX_NS_COMMON_H */
