/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/fd.h - between file.c and fd_syscalls.c
 */
#ifndef _FS_FD_H
#define _FS_FD_H

#include <linux/fdtable.h>

int expand_files(struct files_struct *files, unsigned int nr);
struct file *pick_file(struct files_struct *files, unsigned int fd);

/* file_lock held. */
void __set_close_on_exec(unsigned int fd, struct fdtable *fdt);
void __clear_close_on_exec(unsigned int fd, struct fdtable *fdt);
void __set_open_fd(unsigned int fd, struct fdtable *fdt);

#endif /* _FS_FD_H */
