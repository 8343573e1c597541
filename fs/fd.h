/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/fd.h - between file.c and fd_syscalls.c
 */
#ifndef _FS_FD_H
#define _FS_FD_H

#include <linux/fdtable.h>

int expand_files(struct files_struct *files, unsigned int nr);
struct file *pick_file(struct files_struct *files, unsigned int fd);

/* Bits; file_lock held. */

/* The descriptor ends with execve(). */
static inline void __set_close_on_exec(unsigned int fd, struct fdtable *fdt)
{
	__set_bit(fd, fdt->close_on_exec);
}

/* The descriptor survives execve(). */
static inline void __clear_close_on_exec(unsigned int fd, struct fdtable *fdt)
{
	if (test_bit(fd, fdt->close_on_exec))
		__clear_bit(fd, fdt->close_on_exec);
}

/* Taken; a word without a free bit is marked in full_fds_bits. */
static inline void __set_open_fd(unsigned int fd, struct fdtable *fdt)
{
	__set_bit(fd, fdt->open_fds);
	fd /= BITS_PER_LONG;
	if (!~fdt->open_fds[fd])
		__set_bit(fd, fdt->full_fds_bits);
}

static inline void __clear_open_fd(unsigned int fd, struct fdtable *fdt)
{
	__clear_bit(fd, fdt->open_fds);
	__clear_bit(fd / BITS_PER_LONG, fdt->full_fds_bits);
}

#endif /* _FS_FD_H */
