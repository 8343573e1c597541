/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/splice.h - between splice.c and splice_pipe.c */
#ifndef _FS_SPLICE_H
#define _FS_SPLICE_H

#include <linux/splice.h>

extern const struct pipe_buf_operations default_pipe_buf_ops;

int splice_wait_data(struct pipe_inode_info *pipe, bool nonblock, bool *wake);
void wakeup_pipe_readers(struct pipe_inode_info *pipe);
void wakeup_pipe_writers(struct pipe_inode_info *pipe);
long splice_pipe_to_pipe(struct pipe_inode_info *ipipe,
			 struct pipe_inode_info *opipe, size_t len,
			 unsigned int flags);

#endif /* _FS_SPLICE_H */
