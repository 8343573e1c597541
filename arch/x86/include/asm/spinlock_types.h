/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/spinlock_types.h - words of spinlocks and read-write locks
 *
 * Mirrors: Linux 4.x include/asm-generic/qspinlock_types.h (without the queue)
 * and qrwlock_types.h.
 */
#ifndef _ASM_X86_SPINLOCK_TYPES_H
#define _ASM_X86_SPINLOCK_TYPES_H

#include <linux/types.h>

typedef struct arch_spinlock {
	u8	locked;		/* 1 while somebody holds it */
	u8	pad;
	u16	waiters;	/* CPUs that spin on it now */
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED	{ 0, 0, 0 }

/* cnts: readers << 9, writer waits 0x100, writer holds 0xff. */
typedef struct qrwlock {
	atomic_t	cnts;
	arch_spinlock_t	wait_lock;	/* the queue: holder is next in */
} arch_rwlock_t;

#define __ARCH_RW_LOCK_UNLOCKED	{ { 0 }, __ARCH_SPIN_LOCK_UNLOCKED }

#endif /* _ASM_X86_SPINLOCK_TYPES_H */
