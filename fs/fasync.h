/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/fasync.h - between fcntl.c and fasync.c */
#ifndef _FS_FASYNC_H
#define _FS_FASYNC_H

#include <linux/fs.h>

long fcntl_owner(unsigned int cmd, unsigned long arg, struct file *filp);

#endif /* _FS_FASYNC_H */
