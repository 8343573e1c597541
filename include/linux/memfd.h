/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/memfd.h - seals
 */
#ifndef _LINUX_MEMFD_H
#define _LINUX_MEMFD_H

#include <uapi/linux/memfd.h>

struct file;

long memfd_fcntl(struct file *file, unsigned int cmd, unsigned long arg);

#endif /* _LINUX_MEMFD_H */
