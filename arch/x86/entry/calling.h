/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/entry/calling.h - saving registers, and telling gdb where they are
 *
 * In every frame of the entry code the CFA is the end of the pt_regs (the
 * address behind the saved ss); so each register has one constant offset from
 * it, given once by ENTRY_CFI.  Where the CFA itself is, changes twice: it is
 * counted from rsp while registers are pushed and popped, and from rbp (which
 * holds the address of the pt_regs plus one) in between, whichever stack the
 * C code runs on.  .cfi_signal_frame says that the caller was interrupted
 * between two instructions, and that its stack may be anywhere.
 *
 * Mirrors: Linux 4.x arch/x86/entry/calling.h; the CFI is what Linux had in
 * entry_64.S until 4.2.
 */
#include <asm/ptrace.h>

#define PTREGS_SIZE	FRAME_SIZE

/* @offset: bytes from rsp to the end of the pt_regs that is being made. */
.macro ENTRY_CFI offset
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_def_cfa rsp, \offset
	.cfi_offset rip, RIP - PTREGS_SIZE
	.cfi_offset rsp, RSP - PTREGS_SIZE
.endm

/* The caller's rsp is the CFA itself: DW_CFA_val_offset rsp, 0. */
.macro CFI_RSP_IS_CFA
	.cfi_escape 0x14, 7, 0
.endm

.macro ALL_REGS_CFI
	.cfi_offset rdi, RDI - PTREGS_SIZE
	.cfi_offset rsi, RSI - PTREGS_SIZE
	.cfi_offset rdx, RDX - PTREGS_SIZE
	.cfi_offset rcx, RCX - PTREGS_SIZE
	.cfi_offset rax, RAX - PTREGS_SIZE
	.cfi_offset r8, R8 - PTREGS_SIZE
	.cfi_offset r9, R9 - PTREGS_SIZE
	.cfi_offset r10, R10 - PTREGS_SIZE
	.cfi_offset r11, R11 - PTREGS_SIZE
	.cfi_offset rbx, RBX - PTREGS_SIZE
	.cfi_offset rbp, RBP - PTREGS_SIZE
	.cfi_offset r12, R12 - PTREGS_SIZE
	.cfi_offset r13, R13 - PTREGS_SIZE
	.cfi_offset r14, R14 - PTREGS_SIZE
	.cfi_offset r15, R15 - PTREGS_SIZE
.endm

/* One register at a time, so that every instruction has right CFI. */
.macro PUSH_REG reg
	pushq	%\reg
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset \reg, 0
.endm

.macro POP_REG reg
	popq	%\reg
	.cfi_adjust_cfa_offset -8
	.cfi_restore \reg
.endm

/* rax and below; rdi, rsi, rdx, rcx differ between the ways in. */
.macro PUSH_R8_TO_R15
	PUSH_REG r8
	PUSH_REG r9
	PUSH_REG r10
	PUSH_REG r11
	PUSH_REG rbx
	PUSH_REG rbp
	PUSH_REG r12
	PUSH_REG r13
	PUSH_REG r14
	PUSH_REG r15
.endm

/* rsp points to pt_regs: mark the frame for the unwinders. */
.macro ENCODE_FRAME_POINTER
	leaq	1(%rsp), %rbp
	.cfi_def_cfa rbp, PTREGS_SIZE - 1
.endm

/* rsp points to pt_regs again: count from it while popping. */
.macro EXIT_CFI
	ENTRY_CFI PTREGS_SIZE
	ALL_REGS_CFI
.endm

.macro POP_REGS
	POP_REG r15
	POP_REG r14
	POP_REG r13
	POP_REG r12
	POP_REG rbp
	POP_REG rbx
	POP_REG r11
	POP_REG r10
	POP_REG r9
	POP_REG r8
	POP_REG rax
	POP_REG rcx
	POP_REG rdx
	POP_REG rsi
	POP_REG rdi
.endm
