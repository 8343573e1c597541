/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/bitops.h - single bits in arrays of longs
 *
 * set_bit() and its kin are atomic; the test_and_ forms are full barriers too.
 * The __ forms are plain. Bit numbers run through the whole array.
 * Mirrors: Linux 4.19 arch/x86/include/asm/bitops.h.
 */
#ifndef _ASM_X86_BITOPS_H
#define _ASM_X86_BITOPS_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define __BITOP_MEM(addr)	(*(volatile long *)(addr))

static __always_inline void set_bit(long nr, volatile unsigned long *addr)
{
	__asm__ __volatile__("lock; btsq %1,%0"
			     : "+m" (__BITOP_MEM(addr)) : "Jr" (nr) : "memory", "cc");
}

static __always_inline void clear_bit(long nr, volatile unsigned long *addr)
{
	__asm__ __volatile__("lock; btrq %1,%0"
			     : "+m" (__BITOP_MEM(addr)) : "Jr" (nr) : "memory", "cc");
}

static __always_inline bool test_and_set_bit(long nr,
					     volatile unsigned long *addr)
{
	bool old;

	__asm__ __volatile__("lock; btsq %2,%0"
			     : "+m" (__BITOP_MEM(addr)), "=@ccc" (old)
			     : "Jr" (nr) : "memory");
	return old;
}

static __always_inline bool test_and_clear_bit(long nr,
					       volatile unsigned long *addr)
{
	bool old;

	__asm__ __volatile__("lock; btrq %2,%0"
			     : "+m" (__BITOP_MEM(addr)), "=@ccc" (old)
			     : "Jr" (nr) : "memory");
	return old;
}

static __always_inline void __set_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}

static __always_inline void __clear_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}

static __always_inline bool __test_and_set_bit(long nr,
					       volatile unsigned long *addr)
{
	unsigned long old = addr[BIT_WORD(nr)];

	addr[BIT_WORD(nr)] = old | BIT_MASK(nr);
	return old & BIT_MASK(nr);
}

static __always_inline bool __test_and_clear_bit(long nr,
						 volatile unsigned long *addr)
{
	unsigned long old = addr[BIT_WORD(nr)];

	addr[BIT_WORD(nr)] = old & ~BIT_MASK(nr);
	return old & BIT_MASK(nr);
}

static __always_inline bool test_bit(long nr,
				     const volatile unsigned long *addr)
{
	return (addr[BIT_WORD(nr)] >> (nr % BITS_PER_LONG)) & 1;
}

/* Everything before is visible to whoever sees the bit clear. */
static __always_inline void clear_bit_unlock(long nr,
					     volatile unsigned long *addr)
{
	barrier();
	clear_bit(nr, addr);
}

static __always_inline void __clear_bit_unlock(long nr,
					       volatile unsigned long *addr)
{
	barrier();
	__clear_bit(nr, addr);
}

#define test_and_set_bit_lock(nr, addr)	test_and_set_bit(nr, addr)

/* Number of the lowest set bit; @word must not be zero. */
static __always_inline unsigned long __ffs(unsigned long word)
{
	return __builtin_ctzl(word);
}

/* Number of the lowest clear bit; @word must not be all ones. */
static __always_inline unsigned long ffz(unsigned long word)
{
	return __builtin_ctzl(~word);
}

/* Number of the highest set bit; @word must not be zero. */
static __always_inline unsigned long __fls(unsigned long word)
{
	return BITS_PER_LONG - 1 - __builtin_clzl(word);
}

/* Counting from 1; 0 when no bit is set. */
static __always_inline int ffs(int x)
{
	return __builtin_ffs(x);
}

static __always_inline int fls(unsigned int x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

static __always_inline int fls64(u64 x)
{
	return x ? 64 - __builtin_clzll(x) : 0;
}

#endif /* _ASM_X86_BITOPS_H */
