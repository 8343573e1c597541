/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/build_bug.h - assertions the compiler checks. Mirrors: Linux 4.19. */
#ifndef _LINUX_BUILD_BUG_H
#define _LINUX_BUILD_BUG_H

#include <linux/compiler.h>

/* Yields 0, or fails to compile: usable inside an expression. */
#define BUILD_BUG_ON_ZERO(e)	(sizeof(struct { int : (-!!(e)); }))
#define BUILD_BUG_ON_MSG(cond, msg) \
	do { __compiletime_assert(!(cond), msg); } while (0)
#define BUILD_BUG_ON(cond) \
	BUILD_BUG_ON_MSG(cond, "BUILD_BUG_ON failed: " #cond)
#define BUILD_BUG_ON_NOT_POWER_OF_2(n) \
	BUILD_BUG_ON((n) == 0 || (((n) & ((n) - 1)) != 0))
#define static_assert(expr, ...)	_Static_assert(expr, #expr)

#endif /* _LINUX_BUILD_BUG_H */
