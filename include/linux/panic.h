/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/panic.h - when the kernel finds a fault of its own
 *
 * Mirrors: Linux 5.14+ include/linux/panic.h (4.x: in kernel.h).
 */
#ifndef _LINUX_PANIC_H
#define _LINUX_PANIC_H

#include <linux/compiler.h>
#include <linux/stdarg.h>
#include <linux/types.h>

struct pt_regs;

/*
 * What panic() needs of the floors above; any of them may be missing.
 */
struct panic_ops {
	void (*stop_cpus)(void);		/* all but this one */
	void (*delay_ms)(unsigned int ms);	/* without sleeping */
	void (*restart)(void);
};

void register_panic_ops(const struct panic_ops *ops);

extern int panic_timeout;	/* seconds; 0: for ever; < 0: reboot at once */
extern int panic_on_oops;
extern int panic_on_warn;
extern int panic_on_unrecovered_nmi;
extern atomic_t panic_cpu;	/* which CPU is in panic(), or -1 */
#define PANIC_CPU_INVALID	(-1)

void panic(const char *fmt, ...) __noreturn __cold __printf(1, 2);
void nmi_panic(struct pt_regs *regs, const char *msg);
void oops_enter(void);
void oops_exit(void);
void print_oops_end_marker(void);

/* Taint bits, shown as letters by print_tainted() and in oopses. */
#define TAINT_PROPRIETARY_MODULE	0
#define TAINT_FORCED_MODULE		1
#define TAINT_CPU_OUT_OF_SPEC		2
#define TAINT_FORCED_RMMOD		3
#define TAINT_MACHINE_CHECK		4
#define TAINT_BAD_PAGE			5
#define TAINT_USER			6
#define TAINT_DIE			7
#define TAINT_OVERRIDDEN_ACPI_TABLE	8
#define TAINT_WARN			9
#define TAINT_CRAP			10
#define TAINT_FIRMWARE_WORKAROUND	11
#define TAINT_OOT_MODULE		12
#define TAINT_UNSIGNED_MODULE		13
#define TAINT_SOFTLOCKUP		14
#define TAINT_LIVEPATCH			15
#define TAINT_FLAGS_COUNT		16

enum lockdep_ok {
	LOCKDEP_STILL_OK,
	LOCKDEP_NOW_UNRELIABLE,
};

const char *print_tainted(void);
void add_taint(unsigned int flag, enum lockdep_ok lockdep_ok);
int test_taint(unsigned int flag);
unsigned long get_taint(void);

struct warn_args;
void __warn(const char *file, int line, void *caller, unsigned int taint,
	    struct pt_regs *regs, struct warn_args *args);

#endif /* _LINUX_PANIC_H */
