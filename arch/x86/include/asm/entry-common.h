/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/entry-common.h - the C side of entry_64.S
 */
#ifndef _ASM_X86_ENTRY_COMMON_H
#define _ASM_X86_ENTRY_COMMON_H

struct pt_regs;

void do_syscall_64(struct pt_regs *regs);
void prepare_exit_to_usermode(struct pt_regs *regs);

/* entry_64.S */
void entry_SYSCALL_64(void);
void ignore_sysret(void);

#endif /* _ASM_X86_ENTRY_COMMON_H */
