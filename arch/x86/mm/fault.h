/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/mm/fault.h - reports of page faults (arch/x86/mm only)
 */
#ifndef _X86_MM_FAULT_H
#define _X86_MM_FAULT_H

struct pt_regs;

void page_fault_oops(struct pt_regs *regs, unsigned long error_code,
		     unsigned long address);
void pgtable_bad(struct pt_regs *regs, unsigned long error_code,
		 unsigned long address);
void show_signal_msg(struct pt_regs *regs, unsigned long error_code,
		     unsigned long address);

#endif /* _X86_MM_FAULT_H */
