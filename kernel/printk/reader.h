/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel/printk/reader.h - those who read the log and wait for more of it
 */
#ifndef _KERNEL_PRINTK_READER_H
#define _KERNEL_PRINTK_READER_H

#include <linux/wait.h>

#include "internal.h"

/* Not in the UAPI headers: glibc numbers them as klogctl(3) documents. */
enum {
	SYSLOG_ACTION_CLOSE		= 0,
	SYSLOG_ACTION_OPEN		= 1,
	SYSLOG_ACTION_READ		= 2,
	SYSLOG_ACTION_READ_ALL		= 3,
	SYSLOG_ACTION_READ_CLEAR	= 4,
	SYSLOG_ACTION_CLEAR		= 5,
	SYSLOG_ACTION_CONSOLE_OFF	= 6,
	SYSLOG_ACTION_CONSOLE_ON	= 7,
	SYSLOG_ACTION_CONSOLE_LEVEL	= 8,
	SYSLOG_ACTION_SIZE_UNREAD	= 9,
	SYSLOG_ACTION_SIZE_BUFFER	= 10,
};

enum {
	SYSLOG_FROM_READER	= 0,
	SYSLOG_FROM_PROC	= 1,
};

/* kernel/printk/kmsg.c */
extern wait_queue_head_t log_wait;

/* kernel/printk/syslog.c */
extern struct log_pos clear_pos;

int do_syslog(int type, char __user *buf, int len, int source);
int check_syslog_permissions(int type, int source);
void syslog_clear(void);

#endif
