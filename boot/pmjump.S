/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * boot/pmjump.S - into protected mode, to the address in code32_start
 *
 * void protected_mode_jump(u32 entrypoint, u32 bootparams)
 *			    eax		    edx
 *
 * Mirrors: Linux 4.5 arch/x86/boot/pmjump.S.
 */
#define BOOT_CS	0x10
#define BOOT_DS	0x18

	.code16
	.section ".inittext", "ax"
	.globl	protected_mode_jump
	.type	protected_mode_jump, @function
protected_mode_jump:
	movl	%edx, %esi		/* boot_params, where startup_32 wants it */

	xorl	%ebx, %ebx
	movw	%cs, %bx
	shll	$4, %ebx		/* linear address of offset 0 */
	addl	%ebx, far_offset

	movw	$BOOT_DS, %cx
	movl	%cr0, %edx
	orb	$1, %dl			/* PE */
	movl	%edx, %cr0

	.byte	0x66, 0xea		/* ljmpl BOOT_CS:in_pm32 */
far_offset:
	.long	in_pm32
	.word	BOOT_CS
	.size	protected_mode_jump, . - protected_mode_jump

	.code32
	.type	in_pm32, @function
in_pm32:
	movl	%ecx, %ds
	movl	%ecx, %es
	movl	%ecx, %fs
	movl	%ecx, %gs
	movl	%ecx, %ss
	addl	%ebx, %esp		/* the same stack, seen from address 0 */

	xorl	%ecx, %ecx
	xorl	%edx, %edx
	xorl	%ebx, %ebx
	xorl	%ebp, %ebp
	xorl	%edi, %edi
	lldt	%cx
	jmpl	*%eax
	.size	in_pm32, . - in_pm32
