/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/cmpxchg.h - compare and exchange, of 1 to 8 bytes
 *
 * All are full barriers. try_cmpxchg() returns whether it stored, and leaves
 * the value it found in *@oldp, so that loops need no second read.
 * Mirrors: Linux 4.19 arch/x86/include/asm/cmpxchg.h, on compiler builtins.
 */
#ifndef _ASM_X86_CMPXCHG_H
#define _ASM_X86_CMPXCHG_H

#include <linux/types.h>

#define xchg(ptr, v) \
	__atomic_exchange_n((ptr), (__typeof__(*(ptr)))(v), __ATOMIC_SEQ_CST)

#define cmpxchg(ptr, old, new)					\
({								\
	__typeof__(*(ptr)) __cx_old = (old);			\
	__atomic_compare_exchange_n((ptr), &__cx_old,		\
				    (__typeof__(*(ptr)))(new),	\
				    0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
	__cx_old;						\
})

#define try_cmpxchg(ptr, oldp, new)				\
	__atomic_compare_exchange_n((ptr), (oldp),		\
				    (__typeof__(*(ptr)))(new),	\
				    0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)

#define xadd(ptr, inc)		__atomic_fetch_add((ptr), (inc), __ATOMIC_SEQ_CST)

#endif /* _ASM_X86_CMPXCHG_H */
