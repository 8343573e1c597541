/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests of init/: of the file system, what an archive asks of it. */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/stat.h>
#include <linux/types.h>

typedef void *fl_owner_t;

struct file *filp_open(const char *filename, int flags, umode_t mode);
int filp_close(struct file *file, fl_owner_t id);
ssize_t kernel_write(struct file *file, const void *buf, size_t count,
		     loff_t *pos);

#endif
