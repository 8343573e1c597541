/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/atomic.h - atomic integers, and their memory-order rules
 *
 * Operations that return a value are full barriers, plain read, set and the
 * void operations order nothing (Linux Documentation/atomic_t.txt). On x86
 * every locked instruction is a full barrier anyway; the names still tell the
 * reader what the algorithm needs. Mirrors: Linux 4.19 include/linux/atomic.h.
 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <asm/atomic.h>
#include <asm/barrier.h>
#include <linux/types.h>

#define atomic_read_acquire(v)		smp_load_acquire(&(v)->counter)
#define atomic_set_release(v, i)	smp_store_release(&(v)->counter, (i))

#define atomic_inc_return(v)		atomic_add_return(1, (v))
#define atomic_dec_return(v)		atomic_sub_return(1, (v))
#define atomic64_inc_return(v)		atomic64_add_return(1, (v))
#define atomic64_dec_return(v)		atomic64_sub_return(1, (v))

/* Add @a unless the value is @u. Return: the value before. */
static inline int atomic_fetch_add_unless(atomic_t *v, int a, int u)
{
	int c = atomic_read(v);

	while (c != u && !atomic_try_cmpxchg(v, &c, c + a))
		;
	return c;
}

#define atomic_add_unless(v, a, u)	(atomic_fetch_add_unless(v, a, u) != (u))
#define atomic_inc_not_zero(v)		atomic_add_unless((v), 1, 0)

static inline int atomic_dec_if_positive(atomic_t *v)
{
	int c = atomic_read(v);

	while (c > 0 && !atomic_try_cmpxchg(v, &c, c - 1))
		;
	return c - 1;
}

/* Return: true when it was not negative (positive) and so was changed. */
static inline bool atomic_inc_unless_negative(atomic_t *v)
{
	int c = atomic_read(v);

	while (c >= 0 && !atomic_try_cmpxchg(v, &c, c + 1))
		;
	return c >= 0;
}

static inline bool atomic_dec_unless_positive(atomic_t *v)
{
	int c = atomic_read(v);

	while (c <= 0 && !atomic_try_cmpxchg(v, &c, c - 1))
		;
	return c <= 0;
}

static inline s64 atomic64_fetch_add_unless(atomic64_t *v, s64 a, s64 u)
{
	s64 c = atomic64_read(v);

	while (c != u && !atomic64_try_cmpxchg(v, &c, c + a))
		;
	return c;
}

#define atomic64_add_unless(v, a, u)	(atomic64_fetch_add_unless(v, a, u) != (u))
#define atomic64_inc_not_zero(v)	atomic64_add_unless((v), 1, 0)

#define ATOMIC_LONG_INIT(i)		ATOMIC64_INIT(i)
#define atomic_long_read(v)		atomic64_read(v)
#define atomic_long_set(v, i)		atomic64_set(v, i)
#define atomic_long_add(i, v)		atomic64_add(i, v)
#define atomic_long_sub(i, v)		atomic64_sub(i, v)
#define atomic_long_inc(v)		atomic64_inc(v)
#define atomic_long_dec(v)		atomic64_dec(v)
#define atomic_long_add_return(i, v)	atomic64_add_return(i, v)
#define atomic_long_inc_return(v)	atomic64_inc_return(v)
#define atomic_long_dec_return(v)	atomic64_dec_return(v)
#define atomic_long_dec_and_test(v)	atomic64_dec_and_test(v)
#define atomic_long_cmpxchg(v, o, n)	atomic64_cmpxchg(v, o, n)
#define atomic_long_try_cmpxchg(v, o, n) atomic64_try_cmpxchg(v, o, n)
#define atomic_long_xchg(v, n)		atomic64_xchg(v, n)
#define atomic_long_inc_not_zero(v)	atomic64_inc_not_zero(v)
#define atomic_long_add_unless(v, a, u)	atomic64_add_unless(v, a, u)

#endif /* _LINUX_ATOMIC_H */
