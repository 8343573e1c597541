/* SPDX-License-Identifier: GPL-2.0-only */
/* asm/irq.h - numbers and entry of the interrupt layer on x86 */
#ifndef _ASM_X86_IRQ_H
#define _ASM_X86_IRQ_H

#include <asm/irq_vectors.h>

struct pt_regs;

/* arch/x86/kernel/irq.c, called by entry_64.S on the irq stack. */
void do_IRQ(struct pt_regs *regs);

#endif /* _ASM_X86_IRQ_H */
