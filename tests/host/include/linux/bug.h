/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests: BUG() ends the program, WARN() is counted. */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <linux/build_bug.h>

extern int host_warnings;

#define BUG()			__builtin_trap()
#define BUG_ON(cond)		do { if (cond) BUG(); } while (0)
#define WARN_ON(cond)		({ bool __w = !!(cond); host_warnings += __w; __w; })
#define WARN_ON_ONCE(cond)	WARN_ON(cond)
#define WARN(cond, fmt...)	WARN_ON(cond)

#endif
