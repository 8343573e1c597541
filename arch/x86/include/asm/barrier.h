/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/barrier.h - memory order between CPUs
 *
 * x86 keeps loads in order, stores in order, and never moves a store before a
 * load; only a later load may pass an earlier store. So smp_rmb(), smp_wmb(),
 * acquire and release need the compiler's obedience alone, and smp_mb() is the
 * one with an instruction. mb/rmb/wmb also order device memory.
 * Mirrors: Linux 4.19 arch/x86/include/asm/barrier.h.
 */
#ifndef _ASM_X86_BARRIER_H
#define _ASM_X86_BARRIER_H

#include <linux/compiler.h>

#define mb()	__asm__ __volatile__("mfence" ::: "memory")
#define rmb()	__asm__ __volatile__("lfence" ::: "memory")
#define wmb()	__asm__ __volatile__("sfence" ::: "memory")

#define smp_mb()	__asm__ __volatile__("lock; addl $0,-4(%%rsp)" ::: "memory", "cc")
#define smp_rmb()	barrier()
#define smp_wmb()	barrier()

#define smp_store_mb(var, value)	do { (void)xchg(&(var), value); } while (0)

#define smp_store_release(p, v)					\
do {								\
	barrier();						\
	WRITE_ONCE(*(p), v);					\
} while (0)

#define smp_load_acquire(p)					\
({								\
	__typeof__(*(p)) ___v = READ_ONCE(*(p));		\
	barrier();						\
	___v;							\
})

/* Between an atomic without a return value and what must see it. */
#define smp_mb__before_atomic()	barrier()
#define smp_mb__after_atomic()	barrier()
#define smp_mb__after_spinlock() barrier()

/* Spin until @cond_expr, which may use VAL, the value last read from @ptr. */
#define smp_cond_load_relaxed(ptr, cond_expr)			\
({								\
	__typeof__(ptr) __p = (ptr);				\
	__typeof__(*(ptr)) VAL;					\
	for (;;) {						\
		VAL = READ_ONCE(*__p);				\
		if (cond_expr)					\
			break;					\
		__asm__ __volatile__("pause" ::: "memory");	\
	}							\
	VAL;							\
})
#define smp_cond_load_acquire(ptr, cond_expr)			\
({								\
	__typeof__(*(ptr)) _val = smp_cond_load_relaxed(ptr, cond_expr); \
	barrier();						\
	_val;							\
})

#endif /* _ASM_X86_BARRIER_H */
