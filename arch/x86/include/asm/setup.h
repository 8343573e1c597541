/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/setup.h - what the boot loader handed over
 *
 * Mirrors: Linux 4.5 arch/x86/include/asm/setup.h.
 */
#ifndef _ASM_X86_SETUP_H
#define _ASM_X86_SETUP_H

#include <uapi/asm/setup.h>

/* With the NUL; setup_header.cmdline_size is one less. */
#define COMMAND_LINE_SIZE	2048

#ifndef __ASSEMBLY__

#include <linux/init.h>
#include <linux/types.h>

#include <asm/bootparam.h>

extern struct boot_params boot_params;	/* copied by x86_64_start_kernel() */

/* Where head_64.S takes a CPU that wakes up; see secondary_startup_64. */
extern unsigned long initial_code;	/* C function to call, never returns */
extern unsigned long initial_gs;	/* its per-CPU offset, for MSR_GS_BASE */
extern unsigned long initial_stack;	/* top of its stack */

void secondary_startup_64(void);

/* Tables for what early_make_pgtable() maps; when they run out it starts again. */
#define EARLY_DYNAMIC_PAGE_TABLES	16

int early_make_pgtable(unsigned long address);
void reset_early_page_tables(void);
struct pt_regs;
void do_early_exception(struct pt_regs *regs, int trapnr);
void x86_64_start_kernel(char *real_mode_data);

/* Die in one line that the user sees, whatever consoles are up. */
void not_enough_memory(unsigned long need_kib, const char *what) __noreturn;

#endif /* !__ASSEMBLY__ */

#endif /* _ASM_X86_SETUP_H */
