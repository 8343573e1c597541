/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/kernel/trampoline_64.S - where a woken CPU starts, in real mode
 *
 * realmode.c copies trampoline_start..trampoline_end to a page below 1 MiB,
 * and a STARTUP IPI makes a CPU begin there with cs = page >> 4, ip = 0.
 * The code finds its place from cs; what needs a linear address before that
 * (tr_gdt_ptr, tr_ptr32, tr_ptr64) realmode.c completes in the copy.
 *
 *	real mode -> protected mode -> paging on the trampoline's own tables
 *	(low memory as it is, kernel half of init_top_pgt) -> long mode ->
 *	secondary_startup_64 at its virtual address
 *
 * No stack until there.
 *
 * Mirrors: Linux 4.x arch/x86/realmode/rm/trampoline_64.S.
 */
#include <linux/linkage.h>
#include <asm/msr.h>
#include <asm/processor-flags.h>

#define OFF(sym)	sym - trampoline_start
#define TR_CS32		0x08
#define TR_CS64		0x10
#define TR_DS		0x18

	.cfi_sections .debug_frame
	.section ".init.rodata", "a"
	.balign	16
	.code16
SYM_CODE_START(trampoline_start)
	.cfi_startproc
	.cfi_undefined 16		# rip, which .code16 does not know
	cli
	cld
	xorl	%ebx, %ebx
	movw	%cs, %bx
	movw	%bx, %ds
	shll	$4, %ebx		# linear address of the copy
	lgdtl	OFF(tr_gdt_ptr)
	movl	$X86_CR0_PE, %eax
	movl	%eax, %cr0
	ljmpl	*OFF(tr_ptr32)

	.code32
SYM_INNER_LABEL(trampoline_32)
	movl	$TR_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss

	movl	OFF(tr_cr4)(%ebx), %eax
	movl	%eax, %cr4
	movl	OFF(tr_cr3)(%ebx), %eax
	movl	%eax, %cr3
	movl	OFF(tr_efer)(%ebx), %eax
	xorl	%edx, %edx
	movl	$MSR_EFER, %ecx
	wrmsr
	movl	$(X86_CR0_PG | X86_CR0_WP | X86_CR0_PE), %eax
	movl	%eax, %cr0
	ljmpl	*OFF(tr_ptr64)(%ebx)

	.code64
SYM_INNER_LABEL(trampoline_64)
	jmpq	*tr_start(%rip)
	.cfi_endproc
SYM_CODE_END(trampoline_start)

	.balign	16
SYM_INNER_LABEL(tr_gdt)
	.quad	0
	.quad	0x00cf9b000000ffff	# TR_CS32
	.quad	0x00af9b000000ffff	# TR_CS64
	.quad	0x00cf93000000ffff	# TR_DS
SYM_INNER_LABEL(tr_gdt_ptr)
	.word	4 * 8 - 1
	.long	OFF(tr_gdt)		# + the copy's address
	.balign	4
SYM_INNER_LABEL(tr_ptr32)
	.long	OFF(trampoline_32)	# + the copy's address
	.word	TR_CS32, 0
SYM_INNER_LABEL(tr_ptr64)
	.long	OFF(trampoline_64)	# + the copy's address
	.word	TR_CS64, 0

	/* struct trampoline_header */
	.balign	8
SYM_INNER_LABEL(trampoline_header)
tr_start:
	.quad	0			# secondary_startup_64
tr_efer:
	.long	0
tr_cr4:
	.long	0
tr_cr3:
	.long	0
	.long	0
SYM_INNER_LABEL(trampoline_end)
