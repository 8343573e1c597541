/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * boot/bioscall.S - call the BIOS from C
 *
 * void intcall(u8 int_no, const struct biosregs *ireg, struct biosregs *oreg)
 *		al	    dx				cx
 *
 * The interrupt number is patched into the instruction: that is the only
 * way to name one. Every register may come back changed, ds, es and the
 * direction flag included.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/bioscall.S.
 */
	.code16
	.section ".inittext", "ax"

	.globl	intcall
	.type	intcall, @function
intcall:
	cmpb	%al, int_number
	je	1f
	movb	%al, int_number
	jmp	1f			/* serialise: the CPU may have prefetched it */
1:
	pushfl
	pushw	%fs
	pushw	%gs
	pushal
	pushl	%ecx			/* oreg, for afterwards */

	/* A copy of *ireg on the stack becomes the registers. */
	subw	$40, %sp
	movw	%dx, %si
	movw	%sp, %di
	movw	$10, %cx
	rep movsl

	popal
	popw	%ds
	popw	%es
	popfl

	.byte	0xcd			/* int imm8 */
int_number:
	.byte	0

	/* The registers become a copy on the stack, then *oreg. */
	pushfl
	pushw	%es
	pushw	%ds
	pushal
	cld
	movw	%cs, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movzwl	%sp, %esp
	movl	40(%esp), %edi
	testw	%di, %di
	jz	2f
	movw	%sp, %si
	movw	$10, %cx
	rep movsl
2:	addw	$44, %sp

	popal
	popw	%gs
	popw	%fs
	popfl
	retl
	.size	intcall, . - intcall
