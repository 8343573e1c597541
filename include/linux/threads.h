/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/threads.h - how many CPUs and tasks at most. Mirrors: Linux 4.x. */
#ifndef _LINUX_THREADS_H
#define _LINUX_THREADS_H

#define NR_CPUS			64
#define CONFIG_NR_CPUS		NR_CPUS

#define PID_MAX_DEFAULT		0x8000
#define PID_MAX_LIMIT		(4 * 1024 * 1024)

#define PIDS_PER_CPU_DEFAULT	1024
#define PIDS_PER_CPU_MIN	8

#endif
