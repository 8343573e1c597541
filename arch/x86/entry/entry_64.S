/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/entry/entry_64.S - every way into the kernel, and out of it
 *
 *   SYSCALL	entry_SYSCALL_64 -> do_syscall_64() -> sysret, or iret
 *   interrupt	irq_entries_start[n] -> common_interrupt -> do_IRQ() on the
 *		CPU's irq stack
 *   exception	divide_error .. -> error_common -> do_*()
 *   #DB #DF #MC NMI -> paranoid_common -> do_*(), on a stack of their own
 *
 * All of them save one complete struct pt_regs at the top of the stack they
 * run on; TSS.sp0 and cpu_current_top_of_stack are the top of current's
 * kernel stack, so for an entry from user mode that is task_pt_regs(current).
 *
 * I1  In C code %gs is the kernel's.  An entry from user mode (CS & 3) does
 *     swapgs at once.  An entry from kernel mode may come between a swapgs
 *     and the change of mode only by NMI, #DB, #MC, #DF (paranoid_common
 *     finds out) or by a faulting iretq (error_common knows its address).
 * I2  Interrupts are off from the last look at the TIF_* flags until user
 *     mode, so no flag set by an interrupt is missed.
 * I3  NMIs stay blocked until the NMI handler returns: an exception inside
 *     it goes back by `ret`, since `iretq` would let the next NMI in, onto
 *     the stack that is in use.
 * I4  SYSRET with a non-canonical rcx would fault in kernel mode on the
 *     user's stack; it is used only for a rip below 2^47.
 *
 * Mirrors: Linux 4.9..4.14 arch/x86/entry/entry_64.S.
 * Simpler than Linux in: no compat entries, no PTI; NMI nesting is avoided
 * instead of handled (I3).
 */
#include <linux/linkage.h>
#include <asm/asm.h>
#include <asm/errno.h>
#include <asm/msr.h>
#include <asm/percpu.h>
#include <asm/segment.h>
#include <asm/smap.h>
#include <asm/traps.h>
#include <generated/asm-offsets.h>
#include "calling.h"

	.section .entry.text, "ax"

/*
 * SYSCALL: rax number, rdi rsi rdx r10 r8 r9 arguments; the CPU put rip into
 * rcx and rflags into r11, and switched no stack.
 */
SYM_CODE_START(entry_SYSCALL_64)
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_def_cfa rsp, 0
	CFI_RSP_IS_CFA
	.cfi_register rip, rcx
	swapgs
	movq	%rsp, PER_CPU_VAR(rsp_scratch)
	movq	PER_CPU_VAR(cpu_current_top_of_stack), %rsp

	/* What an interrupt would have pushed. */
	pushq	$__USER_DS
	.cfi_adjust_cfa_offset 8
	pushq	PER_CPU_VAR(rsp_scratch)
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rsp, 0
	pushq	%r11
	.cfi_adjust_cfa_offset 8
	pushq	$__USER_CS
	.cfi_adjust_cfa_offset 8
	pushq	%rcx
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rip, 0
	pushq	%rax			/* orig_ax */
	.cfi_adjust_cfa_offset 8
	PUSH_REG rdi
	PUSH_REG rsi
	PUSH_REG rdx
	PUSH_REG rcx
	pushq	$-ENOSYS		/* ax: for a number that is none */
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rax, ORIG_RAX - RAX
	PUSH_R8_TO_R15

	movq	%rsp, %rdi
	ENCODE_FRAME_POINTER
	call	do_syscall_64		/* returns with interrupts off */

	/*
	 * SYSRET loads rip from rcx, rflags from r11 and fixed selectors.
	 * Whoever changed the registers (execve, sigreturn, a signal) gets
	 * the slow way.  SYSRET also would not set RF, and with TF it would
	 * trap one instruction late.
	 */
	movq	RCX(%rsp), %rcx
	movq	RIP(%rsp), %r11
	cmpq	%rcx, %r11
	jne	swapgs_restore_regs_and_return_to_usermode
	shrq	$47, %r11
	jnz	swapgs_restore_regs_and_return_to_usermode
	cmpq	$__USER_CS, CS(%rsp)
	jne	swapgs_restore_regs_and_return_to_usermode
	movq	R11(%rsp), %r11
	cmpq	%r11, EFLAGS(%rsp)
	jne	swapgs_restore_regs_and_return_to_usermode
	testq	$(X86_EFLAGS_RF | X86_EFLAGS_TF), %r11
	jnz	swapgs_restore_regs_and_return_to_usermode
	cmpq	$__USER_DS, SS(%rsp)
	jne	swapgs_restore_regs_and_return_to_usermode
	.cfi_endproc

	/* rcx and r11 are loaded. */
	EXIT_CFI
	.cfi_register rip, rcx
	.cfi_undefined rcx
	.cfi_undefined r11
	POP_REG r15
	POP_REG r14
	POP_REG r13
	POP_REG r12
	POP_REG rbp
	POP_REG rbx
	popq	%rsi			/* r11, again */
	.cfi_adjust_cfa_offset -8
	POP_REG r10
	POP_REG r9
	POP_REG r8
	POP_REG rax
	popq	%rsi			/* rcx, again */
	.cfi_adjust_cfa_offset -8
	POP_REG rdx
	POP_REG rsi
	POP_REG rdi
	movq	RSP - ORIG_RAX(%rsp), %rsp
	.cfi_def_cfa rsp, 0
	CFI_RSP_IS_CFA
	swapgs
	sysretq
	.cfi_endproc
SYM_CODE_END(entry_SYSCALL_64)

/* SYSCALL in compatibility mode: no 32-bit ABI here, say so and go back. */
SYM_CODE_START(ignore_sysret)
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_def_cfa rsp, 0
	CFI_RSP_IS_CFA
	.cfi_register rip, rcx
	movl	$-ENOSYS, %eax
	sysretl
	.cfi_endproc
SYM_CODE_END(ignore_sysret)

/*
 * The end of every entry from user mode: interrupts are off, the exit work
 * is done, rsp points to the pt_regs.
 */
SYM_CODE_START(swapgs_restore_regs_and_return_to_usermode)
	EXIT_CFI
	POP_REGS
	addq	$8, %rsp		/* orig_ax */
	.cfi_adjust_cfa_offset -8
	swapgs
	jmp	native_irq_return_iret
	.cfi_endproc
SYM_CODE_END(swapgs_restore_regs_and_return_to_usermode)

/* The end of every entry from kernel mode; rsp points to the pt_regs. */
SYM_CODE_START(restore_regs_and_return_to_kernel)
	EXIT_CFI
	testl	$PREEMPT_NMI_MASK, PER_CPU_VAR(__preempt_count)
	jnz	return_inside_nmi	/* I3 */
	POP_REGS
	addq	$8, %rsp		/* orig_ax */
	.cfi_adjust_cfa_offset -8
	/*
	 * Going back to user mode this may fault: sigreturn and ptrace can
	 * ask for selectors that do not exist.  error_common looks for this
	 * address and for nothing else.
	 */
SYM_INNER_LABEL(native_irq_return_iret)
	iretq
	.cfi_endproc
SYM_CODE_END(restore_regs_and_return_to_kernel)

/*
 * I3: flags and rip go below the interrupted stack pointer, which is free (no
 * red zone), perhaps into this very frame's rsp and ss; so the new stack
 * pointer is kept in the slot of orig_ax.
 */
SYM_CODE_START_LOCAL(return_inside_nmi)
	EXIT_CFI
	movq	RSP(%rsp), %rax
	movq	EFLAGS(%rsp), %rcx
	movq	RIP(%rsp), %rdx
	movq	%rcx, -16(%rax)
	movq	%rdx, -8(%rax)
	subq	$16, %rax
	movq	%rax, ORIG_RAX(%rsp)
	POP_REGS
	movq	(%rsp), %rsp
	.cfi_def_cfa rsp, 16
	CFI_RSP_IS_CFA
	.cfi_offset rip, -8
	popfq
	.cfi_adjust_cfa_offset -8
	ret
	.cfi_endproc
SYM_CODE_END(return_inside_nmi)

/*
 * Interrupts.  The stub pushes a byte that makes ~vector: negative, as a
 * system call's number never is.
 */
	.p2align 4
SYM_INNER_LABEL(irq_entries_start)
	vector = 32
	.rept	256 - 32
	ENTRY_CFI 40
	pushq	$(~vector + 0x80)
	.cfi_adjust_cfa_offset 8
	jmp	common_interrupt
	.cfi_endproc
	vector = vector + 1
	.fill	irq_entries_start + (vector - 32) * IRQ_ENTRY_SIZE - ., 1, 0xcc
	.endr

SYM_CODE_START(common_interrupt)
	ENTRY_CFI 48
	ASM_CLAC
	addq	$-0x80, (%rsp)
	cld
	PUSH_REG rdi
	PUSH_REG rsi
	PUSH_REG rdx
	PUSH_REG rcx
	PUSH_REG rax
	PUSH_R8_TO_R15
	ENCODE_FRAME_POINTER
	movq	%rsp, %rdi
	testb	$3, CS(%rsp)
	jz	1f
	swapgs
1:
	/* A softirq on the irq stack may be interrupted in turn. */
	cmpb	$0, PER_CPU_VAR(irq_stack_inuse)
	jne	2f
	movb	$1, PER_CPU_VAR(irq_stack_inuse)
	movq	PER_CPU_VAR(irq_stack_ptr), %rsp
	call	do_IRQ
	movb	$0, PER_CPU_VAR(irq_stack_inuse)
	leaq	-1(%rbp), %rsp
	jmp	.Lret_from_intr
2:	call	do_IRQ
.Lret_from_intr:
	testb	$3, CS(%rsp)
	jz	restore_regs_and_return_to_kernel
	jmp	retint_user
	.cfi_endproc
SYM_CODE_END(common_interrupt)

/* After an interrupt or exception in user mode; rbp marks the pt_regs. */
SYM_CODE_START_LOCAL(retint_user)
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_def_cfa rbp, PTREGS_SIZE - 1
	.cfi_offset rip, RIP - PTREGS_SIZE
	.cfi_offset rsp, RSP - PTREGS_SIZE
	ALL_REGS_CFI
	movq	%rsp, %rdi
	call	prepare_exit_to_usermode
	jmp	swapgs_restore_regs_and_return_to_usermode
	.cfi_endproc
SYM_CODE_END(retint_user)

/*
 * Exceptions.  Each stub makes the frame the same (an error code that the
 * CPU does not push is 0) and names its handler, in the slot of pt_regs->di.
 */
.macro idtentry sym do_sym has_error_code:req common=error_common
SYM_CODE_START(\sym)
	.if \has_error_code
	ENTRY_CFI 48
	.else
	ENTRY_CFI 40
	pushq	$0
	.cfi_adjust_cfa_offset 8
	.endif
	pushq	$\do_sym
	.cfi_adjust_cfa_offset 8
	jmp	\common
	.cfi_endproc
SYM_CODE_END(\sym)
.endm

/* Save all registers; the handler's address ends in rbx. */
.macro SAVE_EXCEPTION_REGS
	ASM_CLAC
	cld
	PUSH_REG rsi
	movq	8(%rsp), %rsi
	movq	%rdi, 8(%rsp)
	.cfi_rel_offset rdi, 8
	PUSH_REG rdx
	PUSH_REG rcx
	PUSH_REG rax
	PUSH_R8_TO_R15
	movq	%rsi, %rbx
	ENCODE_FRAME_POINTER
.endm

/* Arguments: the registers, the error code, CR2 before anything can fault. */
.macro CALL_HANDLER
	movq	%rsp, %rdi
	movq	ORIG_RAX(%rsp), %rsi
	movq	$-1, ORIG_RAX(%rsp)	/* not a system call */
	call	*%rbx
.endm

SYM_CODE_START_LOCAL(error_common)
	ENTRY_CFI 56
	SAVE_EXCEPTION_REGS
	movq	%cr2, %rdx
	testb	$3, CS(%rsp)
	jz	1f
	swapgs
	CALL_HANDLER
	jmp	retint_user
1:
	movq	$native_irq_return_iret, %rcx
	cmpq	%rcx, RIP(%rsp)
	je	2f
	CALL_HANDLER
	jmp	restore_regs_and_return_to_kernel
2:
	/*
	 * The iretq to user mode faulted, after swapgs.  Make it look as if
	 * the user's state itself had faulted.
	 */
	swapgs
	movq	%rsp, %rdi
	call	fixup_bad_iret
	movq	%rax, %rsp
	ENCODE_FRAME_POINTER
	CALL_HANDLER
	jmp	retint_user
	.cfi_endproc
SYM_CODE_END(error_common)

/*
 * Exceptions that may come anywhere, also where I1 does not hold.  From user
 * mode they are ordinary, but on the wrong stack.  From kernel mode %gs is
 * whatever it was: note it, load the kernel's, put it back.  The kernel's
 * base comes from the CPU number in the GDT (cpu/desc.c), not from %gs.
 */
SYM_CODE_START_LOCAL(paranoid_common)
	ENTRY_CFI 56
	SAVE_EXCEPTION_REGS
	testb	$3, CS(%rsp)
	jz	1f
	swapgs
	movq	%rsp, %rdi
	call	sync_regs		/* onto the task's stack */
	movq	%rax, %rsp
	ENCODE_FRAME_POINTER
	movq	$do_nmi, %rcx
	cmpq	%rcx, %rbx
	je	.Lnmi_from_user
	CALL_HANDLER
	jmp	retint_user
.Lnmi_from_user:
	/* No exit work: it would let interrupts in before the iretq. */
	CALL_HANDLER
	jmp	swapgs_restore_regs_and_return_to_usermode
1:
	movl	$MSR_GS_BASE, %ecx
	rdmsr
	shlq	$32, %rdx
	orq	%rdx, %rax
	movq	%rax, %r12		/* the base that was loaded */
	movl	$__PER_CPU_SEG, %edx
	lsl	%edx, %edx
	andl	$0xfff, %edx
	movq	__per_cpu_offset(,%rdx,8), %r13
	cmpq	%r12, %r13
	je	2f
	movq	%r13, %rax
	movq	%r13, %rdx
	shrq	$32, %rdx
	wrmsr
2:
	movq	%cr2, %r14		/* a fault in an NMI must not change it */
	CALL_HANDLER
	movq	%cr2, %rax
	cmpq	%rax, %r14
	je	3f
	movq	%r14, %cr2
3:
	cmpq	%r12, %r13
	je	restore_regs_and_return_to_kernel
	/* Only NMI and #DB get here; the frame is not of an NMI inside. */
	movl	$MSR_GS_BASE, %ecx
	movq	%r12, %rax
	movq	%r12, %rdx
	shrq	$32, %rdx
	wrmsr
	jmp	paranoid_return
	.cfi_endproc
SYM_CODE_END(paranoid_common)

/* As restore_regs_and_return_to_kernel, with %gs not the kernel's. */
SYM_CODE_START_LOCAL(paranoid_return)
	EXIT_CFI
	POP_REGS
	addq	$8, %rsp
	.cfi_adjust_cfa_offset -8
	iretq
	.cfi_endproc
SYM_CODE_END(paranoid_return)

idtentry divide_error			do_divide_error			0
idtentry int3				do_int3				0
idtentry overflow			do_overflow			0
idtentry bounds				do_bounds			0
idtentry invalid_op			do_invalid_op			0
idtentry device_not_available		do_device_not_available		0
idtentry coprocessor_segment_overrun	do_coprocessor_segment_overrun	0
idtentry invalid_TSS			do_invalid_TSS			1
idtentry segment_not_present		do_segment_not_present		1
idtentry stack_segment			do_stack_segment		1
idtentry general_protection		do_general_protection		1
idtentry page_fault			do_page_fault			1
idtentry spurious_interrupt_bug		do_spurious_interrupt_bug	0
idtentry coprocessor_error		do_coprocessor_error		0
idtentry alignment_check		do_alignment_check		1
idtentry simd_coprocessor_error		do_simd_coprocessor_error	0

/* Before cpu_init(): no IST yet. */
idtentry early_debug			do_debug			0

idtentry debug		do_debug		0	common=paranoid_common
idtentry nmi		do_nmi			0	common=paranoid_common
idtentry double_fault	do_double_fault		1	common=paranoid_common
idtentry machine_check	do_machine_check	0	common=paranoid_common

/*
 * rdi prev, rsi next: leave prev's stack, find next's as it left it (struct
 * inactive_task_frame), go on in __switch_to(), which returns for both.
 */
	.text
SYM_FUNC_START(__switch_to_asm)
	PUSH_REG rbp
	PUSH_REG rbx
	PUSH_REG r12
	PUSH_REG r13
	PUSH_REG r14
	PUSH_REG r15
	movq	%rsp, TASK_threadsp(%rdi)
	movq	TASK_threadsp(%rsi), %rsp
	POP_REG r15
	POP_REG r14
	POP_REG r13
	POP_REG r12
	POP_REG rbx
	POP_REG rbp
	jmp	__switch_to
SYM_FUNC_END(__switch_to_asm)

/*
 * The first steps of a user task.  rax: who ran before; rsp: its pt_regs;
 * rbp marks them already (copy_thread_tls()).
 */
SYM_CODE_START(ret_from_fork)
	EXIT_CFI
	movq	%rax, %rdi
	call	schedule_tail
	movq	%rsp, %rdi
	call	prepare_exit_to_usermode
	jmp	swapgs_restore_regs_and_return_to_usermode
	.cfi_endproc
SYM_CODE_END(ret_from_fork)

/*
 * The first steps of a kernel thread: rbx function, r12 its argument.  It
 * returns only after kernel_execve() filled in the pt_regs.
 */
SYM_CODE_START(ret_from_kernel_thread)
	.cfi_startproc
	.cfi_undefined rip
	movq	%rax, %rdi
	call	schedule_tail
	movq	%r12, %rdi
	call	*%rbx
	movq	$0, RAX(%rsp)
	leaq	1(%rsp), %rbp
	movq	%rsp, %rdi
	call	prepare_exit_to_usermode
	jmp	swapgs_restore_regs_and_return_to_usermode
	.cfi_endproc
SYM_CODE_END(ret_from_kernel_thread)

/* edi: the end of an oops; whatever is left on this stack is given up. */
SYM_CODE_START(rewind_stack_do_exit)
	.cfi_startproc
	.cfi_undefined rip
	xorl	%ebp, %ebp
	movq	PER_CPU_VAR(cpu_current_top_of_stack), %rax
	leaq	-PTREGS_SIZE(%rax), %rsp
	call	do_exit
	ud2
	.cfi_endproc
SYM_CODE_END(rewind_stack_do_exit)
