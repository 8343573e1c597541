// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/entry/syscall_64.c - the table of system calls
 *
 * The numbers come from the ABI's unistd_64.h by scripts/syscalltbl.  Every
 * call has a weak definition here that is sys_ni_syscall(); a SYSCALL_DEFINE
 * elsewhere takes its place at link time.
 *
 * I1         every number below NR_syscalls has a function: never NULL.
 * Mirrors: Linux 4.x arch/x86/entry/syscall_64.c and kernel/sys_ni.c.
 */
#include <linux/errno.h>
#include <linux/export.h>

/* Not linux/syscalls.h: here all calls have one and the same type. */
typedef long (*sys_call_ptr_t)(unsigned long, unsigned long, unsigned long,
			       unsigned long, unsigned long, unsigned long);

long sys_ni_syscall(unsigned long, unsigned long, unsigned long,
		    unsigned long, unsigned long, unsigned long);

/**
 * sys_ni_syscall() - a system call that is not there
 *
 * Return: -ENOSYS.
 */
long sys_ni_syscall(unsigned long a __maybe_unused,
		    unsigned long b __maybe_unused,
		    unsigned long c __maybe_unused,
		    unsigned long d __maybe_unused,
		    unsigned long e __maybe_unused,
		    unsigned long f __maybe_unused)
{
	return -ENOSYS;
}

#define __SYSCALL_NI(nr)
#define __SYSCALL(nr, sym)						\
	long sym(unsigned long, unsigned long, unsigned long,		\
		 unsigned long, unsigned long, unsigned long)		\
		__weak __alias(sys_ni_syscall);
#include <generated/syscalls.h>
#undef __SYSCALL
#undef __SYSCALL_NI

extern const sys_call_ptr_t sys_call_table[NR_syscalls];

#define __SYSCALL_NI(nr)	[nr] = sys_ni_syscall,
#define __SYSCALL(nr, sym)	[nr] = sym,
const sys_call_ptr_t sys_call_table[NR_syscalls] = {
#include <generated/syscalls.h>
};
