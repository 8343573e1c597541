/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/atomic.h - the x86 half of include/linux/atomic.h
 *
 * Locked instructions, so each is a full barrier. The void forms use the
 * two-operand instructions, which are shorter than xadd.
 * Mirrors: Linux 4.19 arch/x86/include/asm/atomic.h, atomic64_64.h.
 */
#ifndef _ASM_X86_ATOMIC_H
#define _ASM_X86_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/cmpxchg.h>

#define ATOMIC_INIT(i)		{ (i) }
#define ATOMIC64_INIT(i)	{ (i) }

static __always_inline int atomic_read(const atomic_t *v)
{
	return READ_ONCE(v->counter);
}

static __always_inline void atomic_set(atomic_t *v, int i)
{
	WRITE_ONCE(v->counter, i);
}

static __always_inline void atomic_add(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; addl %1,%0"
			     : "+m" (v->counter) : "er" (i) : "memory", "cc");
}

static __always_inline void atomic_sub(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; subl %1,%0"
			     : "+m" (v->counter) : "er" (i) : "memory", "cc");
}

static __always_inline void atomic_inc(atomic_t *v)
{
	__asm__ __volatile__("lock; incl %0"
			     : "+m" (v->counter) : : "memory", "cc");
}

static __always_inline void atomic_dec(atomic_t *v)
{
	__asm__ __volatile__("lock; decl %0"
			     : "+m" (v->counter) : : "memory", "cc");
}

static __always_inline void atomic_and(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; andl %1,%0"
			     : "+m" (v->counter) : "er" (i) : "memory", "cc");
}

static __always_inline void atomic_or(int i, atomic_t *v)
{
	__asm__ __volatile__("lock; orl %1,%0"
			     : "+m" (v->counter) : "er" (i) : "memory", "cc");
}

static __always_inline int atomic_fetch_add(int i, atomic_t *v)
{
	return __atomic_fetch_add(&v->counter, i, __ATOMIC_SEQ_CST);
}

static __always_inline int atomic_fetch_sub(int i, atomic_t *v)
{
	return __atomic_fetch_sub(&v->counter, i, __ATOMIC_SEQ_CST);
}

static __always_inline int atomic_fetch_or(int i, atomic_t *v)
{
	return __atomic_fetch_or(&v->counter, i, __ATOMIC_SEQ_CST);
}

static __always_inline int atomic_add_return(int i, atomic_t *v)
{
	return i + atomic_fetch_add(i, v);
}

static __always_inline int atomic_sub_return(int i, atomic_t *v)
{
	return atomic_fetch_sub(i, v) - i;
}

static __always_inline bool atomic_sub_and_test(int i, atomic_t *v)
{
	return atomic_sub_return(i, v) == 0;
}

static __always_inline bool atomic_dec_and_test(atomic_t *v)
{
	bool zero;

	__asm__ __volatile__("lock; decl %0"
			     : "+m" (v->counter), "=@ccz" (zero)
			     : : "memory");
	return zero;
}

static __always_inline bool atomic_inc_and_test(atomic_t *v)
{
	return atomic_fetch_add(1, v) == -1;
}

static __always_inline bool atomic_add_negative(int i, atomic_t *v)
{
	return atomic_add_return(i, v) < 0;
}

static __always_inline int atomic_xchg(atomic_t *v, int new)
{
	return xchg(&v->counter, new);
}

static __always_inline int atomic_cmpxchg(atomic_t *v, int old, int new)
{
	return cmpxchg(&v->counter, old, new);
}

static __always_inline bool atomic_try_cmpxchg(atomic_t *v, int *old, int new)
{
	return try_cmpxchg(&v->counter, old, new);
}

static __always_inline s64 atomic64_read(const atomic64_t *v)
{
	return READ_ONCE(v->counter);
}

static __always_inline void atomic64_set(atomic64_t *v, s64 i)
{
	WRITE_ONCE(v->counter, i);
}

static __always_inline void atomic64_add(s64 i, atomic64_t *v)
{
	__asm__ __volatile__("lock; addq %1,%0"
			     : "+m" (v->counter) : "er" (i) : "memory", "cc");
}

static __always_inline void atomic64_sub(s64 i, atomic64_t *v)
{
	__asm__ __volatile__("lock; subq %1,%0"
			     : "+m" (v->counter) : "er" (i) : "memory", "cc");
}

static __always_inline void atomic64_inc(atomic64_t *v)
{
	__asm__ __volatile__("lock; incq %0"
			     : "+m" (v->counter) : : "memory", "cc");
}

static __always_inline void atomic64_dec(atomic64_t *v)
{
	__asm__ __volatile__("lock; decq %0"
			     : "+m" (v->counter) : : "memory", "cc");
}

static __always_inline s64 atomic64_fetch_add(s64 i, atomic64_t *v)
{
	return __atomic_fetch_add(&v->counter, i, __ATOMIC_SEQ_CST);
}

static __always_inline s64 atomic64_fetch_sub(s64 i, atomic64_t *v)
{
	return __atomic_fetch_sub(&v->counter, i, __ATOMIC_SEQ_CST);
}

static __always_inline s64 atomic64_add_return(s64 i, atomic64_t *v)
{
	return i + atomic64_fetch_add(i, v);
}

static __always_inline s64 atomic64_sub_return(s64 i, atomic64_t *v)
{
	return atomic64_fetch_sub(i, v) - i;
}

static __always_inline bool atomic64_dec_and_test(atomic64_t *v)
{
	bool zero;

	__asm__ __volatile__("lock; decq %0"
			     : "+m" (v->counter), "=@ccz" (zero)
			     : : "memory");
	return zero;
}

static __always_inline s64 atomic64_xchg(atomic64_t *v, s64 new)
{
	return xchg(&v->counter, new);
}

static __always_inline s64 atomic64_cmpxchg(atomic64_t *v, s64 old, s64 new)
{
	return cmpxchg(&v->counter, old, new);
}

static __always_inline bool atomic64_try_cmpxchg(atomic64_t *v, s64 *old, s64 new)
{
	return try_cmpxchg(&v->counter, old, new);
}

#endif /* _ASM_X86_ATOMIC_H */
