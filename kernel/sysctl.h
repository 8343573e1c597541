/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel/sysctl.h - variables that only kernel/sysctl.c sees outside of their files */
#ifndef _KERNEL_SYSCTL_H
#define _KERNEL_SYSCTL_H

extern int max_threads;			/* kernel/fork.c */
extern int sysctl_panic_on_oom;		/* mm/oom_kill.c */
extern int sysctl_oom_kill_allocating_task;
extern int sysctl_oom_dump_tasks;

#endif /* _KERNEL_SYSCTL_H */
