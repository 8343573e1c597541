/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/traps.h - exceptions: the stubs in entry_64.S and their C handlers
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/traps.h.
 */
#ifndef _ASM_X86_TRAPS_H
#define _ASM_X86_TRAPS_H

#include <asm/trapnr.h>

/* Bytes of one stub at irq_entries_start. */
#define IRQ_ENTRY_SIZE	8

#ifndef __ASSEMBLY__

#include <linux/types.h>

struct pt_regs;
struct task_struct;

/* arch/x86/entry/entry_64.S */
void divide_error(void);
void debug(void);
void early_debug(void);
void nmi(void);
void int3(void);
void overflow(void);
void bounds(void);
void invalid_op(void);
void device_not_available(void);
void double_fault(void);
void coprocessor_segment_overrun(void);
void invalid_TSS(void);
void segment_not_present(void);
void stack_segment(void);
void general_protection(void);
void page_fault(void);
void spurious_interrupt_bug(void);
void coprocessor_error(void);
void alignment_check(void);
void machine_check(void);
void simd_coprocessor_error(void);
extern char irq_entries_start[];	/* 32..255, IRQ_ENTRY_SIZE bytes each */
/* arch/x86/kernel/traps.c; error_code is 0 where the CPU pushes none. */
void do_divide_error(struct pt_regs *regs, long error_code);
void do_debug(struct pt_regs *regs, long error_code);
void do_nmi(struct pt_regs *regs, long error_code);
void do_int3(struct pt_regs *regs, long error_code);
void do_overflow(struct pt_regs *regs, long error_code);
void do_bounds(struct pt_regs *regs, long error_code);
void do_invalid_op(struct pt_regs *regs, long error_code);
void do_device_not_available(struct pt_regs *regs, long error_code);
void do_double_fault(struct pt_regs *regs, long error_code);
void do_coprocessor_segment_overrun(struct pt_regs *regs, long error_code);
void do_invalid_TSS(struct pt_regs *regs, long error_code);
void do_segment_not_present(struct pt_regs *regs, long error_code);
void do_stack_segment(struct pt_regs *regs, long error_code);
void do_general_protection(struct pt_regs *regs, long error_code);
void do_spurious_interrupt_bug(struct pt_regs *regs, long error_code);
void do_coprocessor_error(struct pt_regs *regs, long error_code);
void do_alignment_check(struct pt_regs *regs, long error_code);
void do_machine_check(struct pt_regs *regs, long error_code);
void do_simd_coprocessor_error(struct pt_regs *regs, long error_code);

/* arch/x86/mm/fault.c; address is CR2, read before anything can fault. */
void do_page_fault(struct pt_regs *regs, unsigned long error_code,
		   unsigned long address);

struct pt_regs *sync_regs(struct pt_regs *eregs);
struct pt_regs *fixup_bad_iret(struct pt_regs *bad);
void trap_init(void);
int is_valid_bugaddr(unsigned long addr);
void handle_stack_overflow(const char *message, struct pt_regs *regs,
			   unsigned long fault_address);

extern int panic_on_unrecovered_nmi;

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_TRAPS_H */
