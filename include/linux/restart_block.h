/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/restart_block.h - how restart_syscall(2) goes on with a call that a
 * signal interrupted and that must not start from the beginning
 *
 * Mirrors: Linux 4.19 include/linux/restart_block.h.
 */
#ifndef _LINUX_RESTART_BLOCK_H
#define _LINUX_RESTART_BLOCK_H

#include <linux/types.h>
#include <linux/time64.h>

struct __kernel_timespec;
struct pollfd;

struct restart_block {
	long (*fn)(struct restart_block *block);
	union {
		struct {		/* futex_wait */
			u32 __user	*uaddr;
			u32		val;
			u32		flags;
			u32		bitset;
			u64		time;	/* absolute, ns */
			u32 __user	*uaddr2;
		} futex;
		struct {		/* nanosleep, clock_nanosleep */
			clockid_t	clockid;
			void __user	*rmtp;	/* what is left, or NULL */
			u64		expires; /* absolute, ns */
		} nanosleep;
		struct {		/* poll */
			struct pollfd __user *ufds;
			int		nfds;
			int		has_timeout;
			unsigned long	tv_sec;
			unsigned long	tv_nsec;
		} poll;
	};
};

long do_no_restart_syscall(struct restart_block *block);

#endif /* _LINUX_RESTART_BLOCK_H */
