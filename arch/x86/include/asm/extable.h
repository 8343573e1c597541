/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/extable.h - where a faulting kernel instruction continues
 *
 * Mirrors: Linux 5.16+ arch/x86/include/asm/extable.h (type numbers in place
 * of the handler pointers of 4.6..5.15).
 */
#ifndef _ASM_X86_EXTABLE_H
#define _ASM_X86_EXTABLE_H

#include <linux/types.h>
#include <asm/asm.h>

struct pt_regs;

/* insn and fixup are relative to their own addresses. */
struct exception_table_entry {
	int	insn;
	int	fixup;
	int	type;		/* EX_TYPE_* */
};

#define ARCH_HAS_RELATIVE_EXTABLE

/**
 * fixup_exception() - continue at the fixup of a faulting instruction
 * @regs: registers at the fault; ip is changed
 * @trapnr: the exception, X86_TRAP_*
 * @error_code: its error code, or 0
 * @fault_addr: for X86_TRAP_PF the address, otherwise 0
 *
 * Context: any, it takes no lock.
 * Return: 1 when a fixup was found, 0 when the kernel has a bug.
 */
int fixup_exception(struct pt_regs *regs, int trapnr,
		    unsigned long error_code, unsigned long fault_addr);

#endif /* _ASM_X86_EXTABLE_H */
