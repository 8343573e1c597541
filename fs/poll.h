/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/poll.h - between poll.c and select.c */
#ifndef _FS_POLL_H
#define _FS_POLL_H

#include <linux/poll.h>

struct __kernel_old_timeval;
struct __kernel_timespec;

int poll_schedule_timeout(struct poll_wqueues *pwq, int state,
			  ktime_t *expires, unsigned long slack);
int poll_select_set_timeout(struct timespec64 *to, time64_t sec, long nsec);

/* What is left of a timeout goes back to user space in one of two shapes. */
enum poll_time_type {
	PT_TIMEVAL,
	PT_TIMESPEC,
};

int poll_select_finish(struct timespec64 *end_time, void __user *p,
		       enum poll_time_type type, int ret);

#endif /* _FS_POLL_H */
