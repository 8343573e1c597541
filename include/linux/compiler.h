/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/compiler.h - what we ask of the compiler
 *
 * Mirrors: Linux 4.19 include/linux/compiler.h, compiler_types.h, compiler_attributes.h.
 * READ_ONCE()/WRITE_ONCE() are single, untorn accesses that the compiler can
 * neither repeat nor drop. They order nothing between CPUs: asm/barrier.h does.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

/* Address spaces and locks as sparse checks them; plain C sees nothing. */
#ifdef __CHECKER__
# define __user		__attribute__((noderef, address_space(1)))
# define __iomem	__attribute__((noderef, address_space(2)))
/* Words for the reader: sparse checks user and device memory only. */
# define __percpu
# define __rcu
# define __force	__attribute__((force))
# define __bitwise	__attribute__((bitwise))
# define __must_hold(x)	__attribute__((context(x, 1, 1)))
# define __acquires(x)	__attribute__((context(x, 0, 1)))
# define __releases(x)	__attribute__((context(x, 1, 0)))
# define __acquire(x)	__context__(x, 1)
# define __release(x)	__context__(x, -1)
# define __cond_lock(x, c) ((c) ? ({ __acquire(x); 1; }) : 0)
#else
# define __user
# define __iomem
# define __percpu
# define __rcu
# define __force
# define __bitwise
# define __must_hold(x)
# define __acquires(x)
# define __releases(x)
# define __acquire(x)	(void)0
# define __release(x)	(void)0
# define __cond_lock(x, c) (c)
#endif

#undef __always_inline		/* of uapi/linux/stddef.h */
#define __always_inline		inline __attribute__((__always_inline__))
#ifndef noinline
# define noinline		__attribute__((__noinline__))
#endif
#define __noreturn		__attribute__((__noreturn__))
#define __packed		__attribute__((__packed__))
#define __aligned(x)		__attribute__((__aligned__(x)))
#define __printf(a, b)		__attribute__((__format__(printf, a, b)))
#define __section(s)		__attribute__((__section__(s)))
#define __used			__attribute__((__used__))
#define __maybe_unused		__attribute__((__unused__))
#define __always_unused		__attribute__((__unused__))
#define __must_check		__attribute__((__warn_unused_result__))
#define __weak			__attribute__((__weak__))
#define __alias(sym)		__attribute__((__alias__(#sym)))
#define __pure			__attribute__((__pure__))
#define __attribute_const__	__attribute__((__const__))
#define __cold			__attribute__((__cold__))
#define __malloc		__attribute__((__malloc__))
#define __visible		__attribute__((__visibility__("default")))
#define fallthrough		__attribute__((__fallthrough__))

/* Keep the sanitizers out of code that runs before their shadow exists. */
#define __no_sanitize_address	__attribute__((__no_sanitize_address__))
#define __no_sanitize_undefined	__attribute__((__no_sanitize__("undefined")))
#define notrace			__attribute__((__no_instrument_function__))

#define likely(x)		__builtin_expect(!!(x), 1)
#define unlikely(x)		__builtin_expect(!!(x), 0)

/* The compiler forgets what it knew about memory; the CPU is not told. */
#define barrier()		__asm__ __volatile__("" : : : "memory")
#define OPTIMIZER_HIDE_VAR(v)	__asm__ ("" : "=r" (v) : "0" (v))
#define RELOC_HIDE(ptr, off)					\
({								\
	unsigned long __ptr;					\
	__asm__ ("" : "=r" (__ptr) : "0" (ptr));		\
	(__typeof__(ptr))(__ptr + (off));			\
})

#define __same_type(a, b) \
	__builtin_types_compatible_p(__typeof__(a), __typeof__(b))

#define READ_ONCE(x)		(*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, val)					\
do {								\
	*(volatile __typeof__(x) *)&(x) = (val);		\
} while (0)
#define ACCESS_ONCE(x)		(*(volatile __typeof__(x) *)&(x))

#define __compiletime_assert(cond, msg) _Static_assert(cond, msg)

#define ___PASTE(a, b)		a##b
#define __PASTE(a, b)		___PASTE(a, b)
#define __UNIQUE_ID(prefix)	__PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

#define unreachable()		__builtin_unreachable()
#define __is_constexpr(x) \
	(sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0l)) : (int *)8)))

#endif /* _LINUX_COMPILER_H */
