/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/kernel.h - small arithmetic and container_of()
 *
 * Mirrors: Linux 4.19 include/linux/kernel.h (with minmax, align and overflow
 * helpers that later Linux keeps in headers of their own).
 */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/limits.h>
#include <linux/stddef.h>
#include <linux/types.h>

#define ARRAY_SIZE(a) \
	(sizeof(a) / sizeof((a)[0]) + \
	 BUILD_BUG_ON_ZERO(__same_type((a), &(a)[0])))

/* __mask is one less than a power of two, of the type of x. */
#define __ALIGN_MASK(x, mask)	(((x) + (mask)) & ~(mask))
#define ALIGN(x, a)		__ALIGN_MASK(x, (__typeof__(x))(a) - 1)
#define ALIGN_DOWN(x, a)	((x) & ~((__typeof__(x))(a) - 1))
#define PTR_ALIGN(p, a)		((__typeof__(p))ALIGN((unsigned long)(p), (a)))
#define IS_ALIGNED(x, a)	(((x) & ((__typeof__(x))(a) - 1)) == 0)

#define round_up(x, y)		((((x) - 1) | ((__typeof__(x))((y) - 1))) + 1)
#define round_down(x, y)	((x) & ~((__typeof__(x))((y) - 1)))
#define roundup(x, y)						\
({								\
	__typeof__(y) __y = (y);				\
	(((x) + (__y - 1)) / __y) * __y;			\
})
#define rounddown(x, y)						\
({								\
	__typeof__(x) __x = (x);				\
	__x - (__x % (y));					\
})
#define DIV_ROUND_UP(n, d)	(((n) + (d) - 1) / (d))
#define DIV_ROUND_UP_ULL(n, d)	DIV_ROUND_UP((unsigned long long)(n), (d))
#define DIV_ROUND_CLOSEST(x, d)	(((x) + ((d) / 2)) / (d))

#define upper_32_bits(n)	((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n)	((u32)(n))

#define min(a, b)						\
({								\
	__auto_type __min_a = (a);				\
	__auto_type __min_b = (b);				\
	(void)(&__min_a == &__min_b);				\
	__min_a < __min_b ? __min_a : __min_b;			\
})
#define max(a, b)						\
({								\
	__auto_type __max_a = (a);				\
	__auto_type __max_b = (b);				\
	(void)(&__max_a == &__max_b);				\
	__max_a > __max_b ? __max_a : __max_b;			\
})
#define min_t(type, a, b)					\
({								\
	type __min_ta = (a);					\
	type __min_tb = (b);					\
	__min_ta < __min_tb ? __min_ta : __min_tb;		\
})
#define max_t(type, a, b)					\
({								\
	type __max_ta = (a);					\
	type __max_tb = (b);					\
	__max_ta > __max_tb ? __max_ta : __max_tb;		\
})
#define min3(a, b, c)		min((__typeof__(a))min(a, b), c)
#define max3(a, b, c)		max((__typeof__(a))max(a, b), c)
#define clamp(val, lo, hi)	min((__typeof__(val))max(val, lo), hi)
#define clamp_t(type, val, lo, hi) min_t(type, max_t(type, val, lo), hi)
#define clamp_val(val, lo, hi)	clamp_t(__typeof__(val), val, lo, hi)

#define swap(a, b)						\
do {								\
	__typeof__(a) __swap_tmp = (a);				\
	(a) = (b);						\
	(b) = __swap_tmp;					\
} while (0)

#define abs(x)							\
({								\
	__typeof__(x) __abs_x = (x);				\
	__abs_x < 0 ? -__abs_x : __abs_x;			\
})

/**
 * container_of() - the structure around a member
 * @ptr: address of the member
 * @type: the structure
 * @member: the member's name in @type
 *
 * Return: the address of the @type whose @member is at @ptr.
 */
#define container_of(ptr, type, member)				\
({								\
	void *__mptr = (void *)(ptr);				\
	_Static_assert(__same_type(*(ptr), ((type *)0)->member) || \
		       __same_type(*(ptr), void),		\
		       "pointer type mismatch in container_of()"); \
	(type *)(__mptr - offsetof(type, member));		\
})

#define struct_size(p, member, count) \
	(sizeof(*(p)) + sizeof(*(p)->member) * (size_t)(count))

#define check_add_overflow(a, b, d)	__builtin_add_overflow(a, b, d)
#define check_sub_overflow(a, b, d)	__builtin_sub_overflow(a, b, d)
#define check_mul_overflow(a, b, d)	__builtin_mul_overflow(a, b, d)

#define __stringify_1(x...)	#x
#define __stringify(x...)	__stringify_1(x)

#define _RET_IP_	((unsigned long)__builtin_return_address(0))
#define _THIS_IP_	({ __label__ __here; __here: (unsigned long)&&__here; })

/*
 * might_sleep() marks a function that may sleep, also where it rarely does;
 * DEBUG=1 reports callers in atomic context (kernel/sched/core.c).
 */
#ifdef CONFIG_DEBUG
void __might_sleep(const char *file, int line, int preempt_offset);
#define might_sleep()		__might_sleep(__FILE__, __LINE__, 0)
#else
#define might_sleep()		do { } while (0)
#endif
#define might_sleep_if(cond)	do { if (cond) might_sleep(); } while (0)

#define READ	0
#define WRITE	1

/* How far the machine has come; read by code that behaves apart while booting. */
extern enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_SCHEDULING,
	SYSTEM_RUNNING,
	SYSTEM_HALT,
	SYSTEM_POWER_OFF,
	SYSTEM_RESTART,
} system_state;

#include <linux/kstrtox.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sprintf.h>

#endif /* _LINUX_KERNEL_H */
