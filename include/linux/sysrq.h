/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sysrq.h - orders to the kernel from the keyboard, past everything else
 *
 * Mirrors: Linux 4.x include/linux/sysrq.h
 */
#ifndef _LINUX_SYSRQ_H
#define _LINUX_SYSRQ_H

#include <linux/types.h>

/* Bits of /proc/sys/kernel/sysrq; 1 allows all. */
#define SYSRQ_ENABLE_LOG	0x0002
#define SYSRQ_ENABLE_KEYBOARD	0x0004
#define SYSRQ_ENABLE_DUMP	0x0008
#define SYSRQ_ENABLE_SYNC	0x0010
#define SYSRQ_ENABLE_REMOUNT	0x0020
#define SYSRQ_ENABLE_SIGNAL	0x0040
#define SYSRQ_ENABLE_BOOT	0x0080
#define SYSRQ_ENABLE_RTNICE	0x0100

struct sysrq_key_op {
	void	(*handler)(int key);	/* any context but NMI */
	char	*help_msg;		/* "sync(s)" */
	char	*action_msg;
	int	enable_mask;		/* SYSRQ_ENABLE_* that allows it */
};

void handle_sysrq(int key);
void __handle_sysrq(int key, bool check_mask);
int register_sysrq_key(int key, const struct sysrq_key_op *op);

#endif /* _LINUX_SYSRQ_H */
