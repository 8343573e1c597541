/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests: one CPU. */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#define DEFINE_PER_CPU(type, name)	__typeof__(type) name
#define this_cpu_ptr(ptr)		(ptr)
#define per_cpu_ptr(ptr, cpu)		(ptr)

#endif
