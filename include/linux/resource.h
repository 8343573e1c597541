/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/resource.h - limits and usage (kernel/rlimit.c). Mirrors: Linux 4.19. */
#ifndef _LINUX_RESOURCE_H
#define _LINUX_RESOURCE_H

#include <uapi/linux/resource.h>

struct task_struct;

void getrusage(struct task_struct *p, int who, struct rusage *ru);
int do_prlimit(struct task_struct *tsk, unsigned int resource,
	       struct rlimit *new_rlim, struct rlimit *old_rlim);

#endif /* _LINUX_RESOURCE_H */
