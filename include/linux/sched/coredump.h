/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/sched/coredump.h - the bits of mm->flags
 *
 * Mirrors: Linux 4.19 include/linux/sched/coredump.h.
 */
#ifndef _LINUX_SCHED_COREDUMP_H
#define _LINUX_SCHED_COREDUMP_H

#include <linux/mm_types.h>

#define SUID_DUMP_DISABLE	0	/* nobody may trace it or dump it */
#define SUID_DUMP_USER		1	/* its user may */
#define SUID_DUMP_ROOT		2	/* only root may */

/* Bits 0-1: one of the above. */
#define MMF_DUMPABLE_BITS	2
#define MMF_DUMPABLE_MASK	((1UL << MMF_DUMPABLE_BITS) - 1)

/* Bits 2-10: /proc/PID/coredump_filter, which kinds of memory to dump. */
#define MMF_DUMP_ANON_PRIVATE	2
#define MMF_DUMP_ANON_SHARED	3
#define MMF_DUMP_MAPPED_PRIVATE	4
#define MMF_DUMP_MAPPED_SHARED	5
#define MMF_DUMP_ELF_HEADERS	6
#define MMF_DUMP_FILTER_SHIFT	MMF_DUMPABLE_BITS
#define MMF_DUMP_FILTER_BITS	9
#define MMF_DUMP_FILTER_MASK \
	(((1UL << MMF_DUMP_FILTER_BITS) - 1) << MMF_DUMP_FILTER_SHIFT)
#define MMF_DUMP_FILTER_DEFAULT \
	((1UL << MMF_DUMP_ANON_PRIVATE) | (1UL << MMF_DUMP_ANON_SHARED) | \
	 (1UL << MMF_DUMP_ELF_HEADERS))

#define MMF_OOM_SKIP		21	/* the OOM killer gains nothing here */

/* What a child's mm keeps. */
#define MMF_INIT_MASK		(MMF_DUMPABLE_MASK | MMF_DUMP_FILTER_MASK)

static inline int __get_dumpable(unsigned long mm_flags)
{
	return mm_flags & MMF_DUMPABLE_MASK;
}

static inline int get_dumpable(struct mm_struct *mm)
{
	return __get_dumpable(READ_ONCE(mm->flags));
}

/* @value is one of SUID_DUMP_*; other bits may change at the same time. */
static inline void set_dumpable(struct mm_struct *mm, int value)
{
	unsigned long old = READ_ONCE(mm->flags), new;

	do {
		new = (old & ~MMF_DUMPABLE_MASK) | value;
	} while (!try_cmpxchg(&mm->flags, &old, new));
}

#endif /* _LINUX_SCHED_COREDUMP_H */
