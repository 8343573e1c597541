/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/bug.h - what must not happen
 *
 * BUG_ON() stops the task: only where going on would corrupt. WARN_ON()
 * reports with a backtrace and goes on. Neither can be reached by what a
 * program does. Mirrors: Linux 4.19 include/linux/bug.h, asm-generic/bug.h.
 */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <asm/bug.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define BUGFLAG_WARNING		(1 << 0)
#define BUGFLAG_ONCE		(1 << 1)
#define BUGFLAG_DONE		(1 << 2)	/* set in the table after the first */

/* All three words are relative to the entry's own address where they point. */
struct bug_entry {
	s32 bug_addr_disp;
	s32 file_disp;
	u16 line;
	u16 flags;
};

struct pt_regs;

enum bug_trap_type {
	BUG_TRAP_TYPE_NONE = 0,		/* not one of ours: a real #UD */
	BUG_TRAP_TYPE_WARN = 1,
	BUG_TRAP_TYPE_BUG = 2,
};

/* lib/bug.c */
enum bug_trap_type report_bug(unsigned long bugaddr, struct pt_regs *regs);

/* kernel/panic.c */
__printf(1, 2) void __warn_printk(const char *fmt, ...);

#define BUG()							\
do {								\
	_BUG_FLAGS(0);						\
	unreachable();						\
} while (0)

#define BUG_ON(cond)						\
do {								\
	if (unlikely(cond))					\
		BUG();						\
} while (0)

#define __WARN()		_BUG_FLAGS(BUGFLAG_WARNING)

#define WARN_ON(cond)						\
({								\
	bool __warned_on = !!(cond);				\
	if (unlikely(__warned_on))				\
		__WARN();					\
	unlikely(__warned_on);					\
})

#define WARN(cond, fmt...)					\
({								\
	bool __warned_on = !!(cond);				\
	if (unlikely(__warned_on)) {				\
		__warn_printk(fmt);				\
		__WARN();					\
	}							\
	unlikely(__warned_on);					\
})

#define WARN_ON_ONCE(cond)					\
({								\
	bool __warned_on = !!(cond);				\
	if (unlikely(__warned_on))				\
		_BUG_FLAGS(BUGFLAG_WARNING | BUGFLAG_ONCE);	\
	unlikely(__warned_on);					\
})

#define WARN_ONCE(cond, fmt...)					\
({								\
	static bool __section(".data.once") __warned;		\
	bool __warned_on = !!(cond);				\
	if (unlikely(__warned_on && !__warned)) {		\
		__warned = true;				\
		__warn_printk(fmt);				\
		__WARN();					\
	}							\
	unlikely(__warned_on);					\
})

#endif /* _LINUX_BUG_H */
