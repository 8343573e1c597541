/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/spinlock_types.h - ticket lock and read-write lock words
 *
 * Mirrors: Linux 4.1 arch/x86/include/asm/spinlock_types.h (tickets) and
 * include/asm-generic/qrwlock_types.h.
 */
#ifndef _ASM_X86_SPINLOCK_TYPES_H
#define _ASM_X86_SPINLOCK_TYPES_H

#include <linux/types.h>

/* Free when head == tail; the owner's ticket is head. */
typedef struct arch_spinlock {
	union {
		u32	head_tail;
		struct {
			u16	head;
			u16	tail;
		} tickets;
	};
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED	{ { 0 } }

/* cnts: readers << 9, writer waits 0x100, writer holds 0xff. */
typedef struct qrwlock {
	atomic_t	cnts;
	arch_spinlock_t	wait_lock;	/* the queue: holder is next in */
} arch_rwlock_t;

#define __ARCH_RW_LOCK_UNLOCKED	{ { 0 }, __ARCH_SPIN_LOCK_UNLOCKED }

#endif /* _ASM_X86_SPINLOCK_TYPES_H */
