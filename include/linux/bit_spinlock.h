/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/bit_spinlock.h - one bit of a word as a spinlock
 *
 * For structures that have no room for a spinlock_t: hash chain heads.  It is
 * unfair and invisible to lockdep; hold it for a few instructions only.
 */
#ifndef _LINUX_BIT_SPINLOCK_H
#define _LINUX_BIT_SPINLOCK_H

#include <linux/preempt.h>
#include <linux/bitops.h>

#include <asm/processor.h>

static inline void bit_spin_lock(int bitnum, unsigned long *addr)
{
	preempt_disable();
	while (unlikely(test_and_set_bit_lock(bitnum, addr))) {
		preempt_enable();
		do {
			cpu_relax();
		} while (test_bit(bitnum, addr));
		preempt_disable();
	}
}

static inline void bit_spin_unlock(int bitnum, unsigned long *addr)
{
	clear_bit_unlock(bitnum, addr);
	preempt_enable();
}

/* Cheaper: nobody else changes other bits of the word meanwhile. */
static inline void __bit_spin_unlock(int bitnum, unsigned long *addr)
{
	__clear_bit_unlock(bitnum, addr);
	preempt_enable();
}

#endif /* _LINUX_BIT_SPINLOCK_H */
