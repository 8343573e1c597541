/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/lockdep_types.h - what the lock checker puts into locks and tasks
 *
 * Without DEBUG both are empty: a lock has no map, a task no list of locks.
 *
 * Mirrors: Linux 4.x include/linux/lockdep.h.
 */
#ifndef _LINUX_LOCKDEP_TYPES_H
#define _LINUX_LOCKDEP_TYPES_H

#include <linux/types.h>

#define MAX_LOCKDEP_SUBCLASSES	8

/* Only its address counts: one key is one lock class (a subclass a byte). */
struct lock_class_key {
	char	subkeys[MAX_LOCKDEP_SUBCLASSES];
};

struct lock_class;

#ifdef CONFIG_LOCKDEP
#define MAX_LOCK_DEPTH		40

struct lockdep_map {
	struct lock_class_key	*key;	/* NULL: the map itself is the key */
	const char		*name;
	struct lock_class	*class;	/* of subclass 0, once looked up */
};
#else
#define MAX_LOCK_DEPTH		0

struct lockdep_map { };
#endif

/* One lock that a task holds now. */
struct held_lock {
	struct lockdep_map	*instance;
	struct lock_class	*class;
	unsigned long		acquire_ip;
	u8			read;		/* 0 write, 1 read, 2 recursive */
	u8			irq_context;	/* 0 task, 1 softirq, 2 hardirq */
	u8			trylock;
	u8			references;	/* same class taken again (nest) */
};

#endif /* _LINUX_LOCKDEP_TYPES_H */
