/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/syscalls.h - the shape of a system call
 *
 * SYSCALL_DEFINE3(read, unsigned int, fd, ...) makes sys_read(), which takes
 * its arguments in full registers and narrows them itself, so that a caller's
 * garbage in the upper half of a register never reaches the body. The body is
 * a static function, __do_sys_<name>. The table of all calls is generated
 * from the UAPI's numbers; one that nobody defines is sys_ni_syscall().
 * Mirrors: Linux 4.16 include/linux/syscalls.h.
 */
#ifndef _LINUX_SYSCALLS_H
#define _LINUX_SYSCALLS_H

#include <linux/compiler.h>
#include <linux/types.h>

#define __MAP0(m, ...)
#define __MAP1(m, t, a, ...)	m(t, a)
#define __MAP2(m, t, a, ...)	m(t, a), __MAP1(m, __VA_ARGS__)
#define __MAP3(m, t, a, ...)	m(t, a), __MAP2(m, __VA_ARGS__)
#define __MAP4(m, t, a, ...)	m(t, a), __MAP3(m, __VA_ARGS__)
#define __MAP5(m, t, a, ...)	m(t, a), __MAP4(m, __VA_ARGS__)
#define __MAP6(m, t, a, ...)	m(t, a), __MAP5(m, __VA_ARGS__)
#define __MAP(n, ...)		__MAP##n(__VA_ARGS__)

#define __SC_DECL(t, a)		t a
#define __SC_LONG(t, a)		long a
#define __SC_CAST(t, a)		(t)(a)

#define SYSCALL_DEFINE0(name)					\
	long sys_##name(void);					\
	long sys_##name(void)

#define SYSCALL_DEFINE1(name, ...) SYSCALL_DEFINEx(1, name, __VA_ARGS__)
#define SYSCALL_DEFINE2(name, ...) SYSCALL_DEFINEx(2, name, __VA_ARGS__)
#define SYSCALL_DEFINE3(name, ...) SYSCALL_DEFINEx(3, name, __VA_ARGS__)
#define SYSCALL_DEFINE4(name, ...) SYSCALL_DEFINEx(4, name, __VA_ARGS__)
#define SYSCALL_DEFINE5(name, ...) SYSCALL_DEFINEx(5, name, __VA_ARGS__)
#define SYSCALL_DEFINE6(name, ...) SYSCALL_DEFINEx(6, name, __VA_ARGS__)

#define SYSCALL_DEFINEx(x, name, ...)				\
	long sys_##name(__MAP(x, __SC_LONG, __VA_ARGS__));	\
	static __always_inline long				\
	__do_sys_##name(__MAP(x, __SC_DECL, __VA_ARGS__));	\
	long sys_##name(__MAP(x, __SC_LONG, __VA_ARGS__))	\
	{							\
		return __do_sys_##name(__MAP(x, __SC_CAST, __VA_ARGS__)); \
	}							\
	static __always_inline long				\
	__do_sys_##name(__MAP(x, __SC_DECL, __VA_ARGS__))

/* arch/x86/entry: the generated table */
typedef long (*sys_call_ptr_t)(unsigned long, unsigned long, unsigned long,
			       unsigned long, unsigned long, unsigned long);
extern const sys_call_ptr_t sys_call_table[];

#endif /* _LINUX_SYSCALLS_H */
