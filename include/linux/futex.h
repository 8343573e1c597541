/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/futex.h - waiting on a word of user memory (kernel/futex.c). Mirrors: Linux 4.1. */
#ifndef _LINUX_FUTEX_H
#define _LINUX_FUTEX_H

#include <linux/ktime.h>
#include <uapi/linux/futex.h>

struct task_struct;

long do_futex(u32 __user *uaddr, int op, u32 val, ktime_t *timeout,
	      u32 __user *uaddr2, u32 val2, u32 val3);
void exit_robust_list(struct task_struct *curr);
void futex_init(void);

#endif /* _LINUX_FUTEX_H */
