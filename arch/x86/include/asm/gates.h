/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/gates.h - what cpu/desc.c does for cpu/common.c and idt.c only
 */
#ifndef _ASM_X86_GATES_H
#define _ASM_X86_GATES_H

void set_gate(unsigned int n, const void *addr, unsigned int ist,
	      unsigned int dpl);
void setup_cpu_gdt(int cpu, const void *tss, unsigned int tss_size);

/* The door of SYSCALL, told by the floor that has it: idt.c. */
void set_syscall_entry(const void *entry64, const void *entry32);

#endif /* _ASM_X86_GATES_H */
