/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/task_io_accounting.h - what /proc/PID/io and getrusage(2) count
 *
 * Mirrors: Linux 4.x include/linux/task_io_accounting.h.
 */
#ifndef _LINUX_TASK_IO_ACCOUNTING_H
#define _LINUX_TASK_IO_ACCOUNTING_H

#include <linux/types.h>

struct task_io_accounting {
	u64	rchar;			/* bytes asked for by read(2) */
	u64	wchar;			/* bytes given to write(2) */
	u64	syscr;			/* read system calls */
	u64	syscw;			/* write system calls */
	u64	read_bytes;		/* bytes fetched from storage */
	u64	write_bytes;		/* bytes dirtied for storage */
	u64	cancelled_write_bytes;	/* dirtied, truncated unwritten */
};

#endif /* _LINUX_TASK_IO_ACCOUNTING_H */
