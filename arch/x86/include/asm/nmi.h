/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/nmi.h - who handles non-maskable interrupts
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/nmi.h.
 */
#ifndef _ASM_X86_NMI_H
#define _ASM_X86_NMI_H

#include <linux/list.h>

struct pt_regs;

enum {
	NMI_LOCAL = 0,		/* of this CPU: perf, backtrace IPI */
	NMI_UNKNOWN,		/* last chance before the complaint */
	NMI_MAX
};

#define NMI_DONE	0	/* not mine */
#define NMI_HANDLED	1

typedef int (*nmi_handler_t)(unsigned int type, struct pt_regs *regs);

/* Storage is the caller's; handlers run in NMI context: no locks at all. */
struct nmiaction {
	struct list_head	list;
	nmi_handler_t		handler;
	const char		*name;
};

int register_nmi_handler(unsigned int type, struct nmiaction *action);

#endif /* _ASM_X86_NMI_H */
