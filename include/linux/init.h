/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/init.h - code and data that boot needs and running does not
 *
 * __init text and __initdata live between __init_begin and __init_end and go
 * back to the buddy allocator before the first program runs; nothing that
 * stays may point there.
 *
 * Subsystems are called by name from start_kernel(). Only drivers register
 * themselves, with device_initcall(), in link order, one level.
 *
 * A boot option is a row of .init.setup: early_param() rows are handed out by
 * parse_early_param() inside setup_arch(), __setup() rows by parse_args()
 * later. Mirrors: Linux 4.5 include/linux/init.h.
 */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>
#include <linux/types.h>

#define __init		__section(".init.text") __cold
#define __initdata	__section(".init.data")
#define __initconst	__section(".init.rodata")
#define __exit		__section(".exit.text") __used __cold
#define __ref		__section(".ref.text") noinline
#define __refdata	__section(".ref.data")

typedef int (*initcall_t)(void);

#define device_initcall(fn)					\
	static const initcall_t __initcall_##fn			\
	__section(".initcall.init") __used = fn

struct obs_kernel_param {
	const char *str;		/* the name, with a trailing '=' if it has one */
	int (*setup_func)(char *val);	/* __setup: 1 handled, 0 not; early: 0 or -errno */
	int early;
};

#define __setup_param(s, id, fn, is_early)			\
	static const char __setup_str_##id[]			\
	__section(".init.rodata") __aligned(1) = s;		\
	static const struct obs_kernel_param __setup_##id	\
	__section(".init.setup") __used __aligned(8) =		\
		{ __setup_str_##id, fn, is_early }

#define __setup(s, fn)		__setup_param(s, fn, fn, 0)
#define early_param(s, fn)	__setup_param(s, fn, fn, 1)

extern const initcall_t __initcall_start[], __initcall_end[];
extern const struct obs_kernel_param __setup_start[], __setup_end[];

extern char boot_command_line[];	/* as the loader gave it, for parsing */
extern char *saved_command_line;	/* untouched, for /proc/cmdline */
extern bool initcall_debug;

void parse_early_param(void);
void parse_early_options(char *cmdline);

#endif /* _LINUX_INIT_H */
