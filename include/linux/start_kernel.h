/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/start_kernel.h - what start_kernel() and arch code call in
 * each other. Mirrors: Linux 4.5 include/linux/start_kernel.h.
 */
#ifndef _LINUX_START_KERNEL_H
#define _LINUX_START_KERNEL_H

#include <linux/init.h>
#include <linux/linkage.h>

asmlinkage void __init start_kernel(void);

/* arch/x86/kernel/setup.c: *@cmdline_p is the line that parse_args() will cut. */
void __init setup_arch(char **cmdline_p);

#endif /* _LINUX_START_KERNEL_H */
