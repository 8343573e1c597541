/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/lib/memset_64.S - memset()
 *
 * The byte is spread over a word once; then overlapping stores for short
 * blocks, and for long ones a loop of eight stores, which a CPU does as fast
 * as `rep stosq` and an emulator much faster.
 *
 * Mirrors: Linux 4.x arch/x86/lib/memset_64.S.
 */
#include <linux/linkage.h>

	.weak memset
	.set memset, __memset

/* rdi to, esi byte, rdx bytes; returns to in rax. */
SYM_FUNC_START(__memset)
	movq	%rdi, %r8
	movzbl	%sil, %ecx
	movabsq	$0x0101010101010101, %rax
	imulq	%rcx, %rax
	cmpq	$64, %rdx
	jb	.Lbelow64

	leaq	-64(%rdi,%rdx), %r9	/* the last block, may overlap */
1:	movq	%rax, (%rdi)
	movq	%rax, 8(%rdi)
	movq	%rax, 16(%rdi)
	movq	%rax, 24(%rdi)
	movq	%rax, 32(%rdi)
	movq	%rax, 40(%rdi)
	movq	%rax, 48(%rdi)
	movq	%rax, 56(%rdi)
	addq	$64, %rdi
	cmpq	%r9, %rdi
	jb	1b
	movq	%rax, (%r9)
	movq	%rax, 8(%r9)
	movq	%rax, 16(%r9)
	movq	%rax, 24(%r9)
	movq	%rax, 32(%r9)
	movq	%rax, 40(%r9)
	movq	%rax, 48(%r9)
	movq	%rax, 56(%r9)
	movq	%r8, %rax
	ret

.Lbelow64:
	cmpl	$8, %edx
	jb	.Lbelow8
	leaq	-8(%rdi,%rdx), %r9	/* the last word, may overlap */
2:	movq	%rax, (%rdi)
	addq	$8, %rdi
	cmpq	%r9, %rdi
	jb	2b
	movq	%rax, (%r9)
	movq	%r8, %rax
	ret

.Lbelow8:
	testl	$4, %edx
	jz	.Lbelow4
	movl	%eax, (%rdi)
	movl	%eax, -4(%rdi,%rdx)
	movq	%r8, %rax
	ret

.Lbelow4:
	testl	%edx, %edx
	jz	.Lnone
	movb	%al, (%rdi)
	movb	%al, -1(%rdi,%rdx)
	shrl	$1, %edx
	movb	%al, (%rdi,%rdx)
.Lnone:
	movq	%r8, %rax
	ret
SYM_FUNC_END(__memset)
