/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/kernel/head_64.S - from the loader's world into the kernel's
 *
 *   startup_64			physical addresses, rsi = boot_params
 *	clear .bss, make page tables (__startup_64), ...
 *   common_startup_64		... load them, jump high
 *	CR4, EFER, CR0; stack, GDT, %gs; call *initial_code
 *   secondary_startup_64	the same for a CPU that smpboot.c woke: it comes
 *				from the trampoline on its page tables
 *   early_idt_handler_array	exceptions until trap_init(): a page fault in
 *				the direct map makes the mapping, others die
 *
 * .cfi_undefined rip says that nobody called: a backtrace ends here.
 *
 * Mirrors: Linux 4.14 arch/x86/kernel/head_64.S.
 */
#include <linux/linkage.h>
#include <asm/msr.h>
#include <asm/page_types.h>
#include <asm/processor-flags.h>
#include <asm/ptrace.h>
#include <asm/segment.h>

#define CR0_STATE	(X86_CR0_PE | X86_CR0_MP | X86_CR0_ET | \
			 X86_CR0_NE | X86_CR0_WP | X86_CR0_AM | \
			 X86_CR0_PG)

	.cfi_sections .debug_frame

	.text
	.code64
SYM_CODE_START(startup_64)
	.cfi_startproc
	.cfi_undefined rip
	movq	%rsi, %r12		# boot_params, kept over the C call

	# Loaders leave anything there.
	leaq	__bss_start(%rip), %rdi
	leaq	__bss_stop(%rip), %rcx
	subq	%rdi, %rcx
	shrq	$3, %rcx
	xorl	%eax, %eax
	rep stosq

	leaq	(init_stack + THREAD_SIZE)(%rip), %rsp
	xorl	%ebp, %ebp
	call	__startup_64
	movq	%r12, %rsi
	jmp	common_startup_64
	.cfi_endproc
SYM_CODE_END(startup_64)

SYM_CODE_START(secondary_startup_64)
	.cfi_startproc
	.cfi_undefined rip
	leaq	init_top_pgt(%rip), %rax
	movq	$__START_KERNEL_map, %rcx
	subq	%rcx, %rax
	addq	phys_base(%rip), %rax
	xorl	%esi, %esi

	# rax = physical address of the PGD, rsi = what initial_code gets
SYM_INNER_LABEL(common_startup_64)
	movl	$(X86_CR4_PAE | X86_CR4_PGE), %ecx
	movq	%rcx, %cr4
	movq	%rax, %cr3
	movq	$1f, %rax
	jmp	*%rax
1:
	movl	$MSR_EFER, %ecx
	rdmsr
	btsl	$_EFER_SCE, %eax
	movl	%eax, %edi
	movl	$0x80000001, %eax
	cpuid
	btl	$20, %edx		# has NX
	jnc	2f
	btsl	$_EFER_NX, %edi
2:	movl	$MSR_EFER, %ecx
	movl	%edi, %eax
	xorl	%edx, %edx
	wrmsr

	movl	$CR0_STATE, %eax
	movq	%rax, %cr0

	movq	initial_stack(%rip), %rsp
	pushq	$0
	popfq				# no flag of the loader survives

	lgdt	early_gdt_descr(%rip)
	xorl	%eax, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	%eax, %fs
	movl	%eax, %gs

	movl	$MSR_GS_BASE, %ecx
	movl	initial_gs(%rip), %eax
	movl	initial_gs + 4(%rip), %edx
	wrmsr

	movq	%rsi, %rdi
	xorl	%ebp, %ebp
	pushq	$__KERNEL_CS
	pushq	$3f
	lretq
3:	callq	*initial_code(%rip)
	ud2				# it does not return
	.cfi_endproc
SYM_CODE_END(secondary_startup_64)

/*
 * One stub a vector, EARLY_IDT_HANDLER_SIZE bytes each: make the frame the
 * same with or without an error code, push the vector, share the rest.
 */
#define EARLY_IDT_HANDLER_SIZE	9
#define NUM_EXCEPTION_VECTORS	32
#define HAS_ERROR_CODE(n)	((1 << (n)) & 0x60227d00)

	.section ".init.text", "ax"
SYM_CODE_START(early_idt_handler_array)
	i = 0
	.rept NUM_EXCEPTION_VECTORS
	.cfi_startproc
	.cfi_signal_frame
	.cfi_def_cfa rsp, 8
	.if HAS_ERROR_CODE(i)
	.cfi_def_cfa_offset 16
	.else
	pushq	$0
	.cfi_def_cfa_offset 16
	.endif
	pushq	$i
	.cfi_adjust_cfa_offset 8
	jmp	early_idt_handler_common
	.cfi_endproc
	i = i + 1
	.fill	early_idt_handler_array + i * EARLY_IDT_HANDLER_SIZE - ., 1, 0xcc
	.endr
SYM_CODE_END(early_idt_handler_array)

SYM_CODE_START_LOCAL(early_idt_handler_common)
	/* On the stack: vector, error code, then what the CPU pushed. */
	.cfi_startproc
	.cfi_signal_frame
	.cfi_def_cfa rsp, 24
	.cfi_offset rip, -8
	cld
	incl	early_recursion_flag(%rip)

	pushq	%rsi			# pt_regs->di's neighbours, in order
	.cfi_adjust_cfa_offset 8
	movq	8(%rsp), %rsi		# the vector
	movq	%rdi, 8(%rsp)		# becomes pt_regs->di
	pushq	%rdx
	pushq	%rcx
	pushq	%rax
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	.cfi_adjust_cfa_offset 13 * 8
	.cfi_rel_offset rbp, 4 * 8
	.cfi_rel_offset rbx, 5 * 8

	movq	%rsp, %rdi
	call	do_early_exception

	decl	early_recursion_flag(%rip)
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rax
	popq	%rcx
	popq	%rdx
	popq	%rsi
	popq	%rdi
	addq	$8, %rsp		# error code
	iretq
	.cfi_endproc
SYM_CODE_END(early_idt_handler_common)

	.section ".init.data", "aw"
	.balign	4
SYM_DATA_START(early_recursion_flag)
	.long	0
SYM_DATA_END(early_recursion_flag)

	.data
	.balign	8
SYM_DATA_START(initial_code)
	.quad	x86_64_start_kernel
SYM_DATA_END(initial_code)
SYM_DATA_START(initial_gs)
	.quad	0			/* the image's own per-CPU area */
SYM_DATA_END(initial_gs)
SYM_DATA_START(initial_stack)
	.quad	init_stack + THREAD_SIZE
SYM_DATA_END(initial_stack)
SYM_DATA_START(phys_base)
	.quad	0
SYM_DATA_END(phys_base)

	.balign	16
	.word	0, 0, 0			/* so that the base lies on 8 bytes */
SYM_DATA_START(early_gdt_descr)
	.word	GDT_SIZE - 1
early_gdt_descr_base:
	.quad	gdt_page
SYM_DATA_END(early_gdt_descr)

/* Page tables, one page each; see boot/startup_64.c for who points to whom. */
	.macro	table name
	.balign	4096
SYM_DATA_START(\name)
	.fill	4096, 1, 0
SYM_DATA_END(\name)
	.endm

	.section ".bss..page_aligned", "aw", @nobits
	table	init_top_pgt
	table	level3_kernel_pgt
	table	level2_kernel_pgt
	table	level2_fixmap_pgt
	table	level1_fixmap_pgt

	/* Given back once the direct map is complete. */
	.section ".bss..early", "aw", @nobits
	table	early_top_pgt
	table	early_ident_pud
	table	early_ident_pmd
