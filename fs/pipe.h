/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/pipe.h - between pipe.c, pipe_open.c and splice.c */
#ifndef _FS_PIPE_H
#define _FS_PIPE_H

#include <linux/pipe_fs_i.h>

int fifo_open(struct inode *inode, struct file *filp);
int pipe_release(struct inode *inode, struct file *file);

#endif /* _FS_PIPE_H */
