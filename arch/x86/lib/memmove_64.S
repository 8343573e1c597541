/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/lib/memmove_64.S - memmove()
 *
 * Up to 32 bytes everything is loaded before anything is stored, so overlap
 * does not matter.  Above: when the destination begins inside the source,
 * copy from the end, words downwards, the first word (loaded before) last;
 * otherwise memcpy()'s upward way is right.
 *
 * Mirrors: Linux 4.x arch/x86/lib/memmove_64.S.
 */
#include <linux/linkage.h>

	.weak memmove
	.set memmove, __memmove

/* rdi to, rsi from, rdx bytes; returns to in rax. */
SYM_FUNC_START(__memmove)
	movq	%rdi, %rax
	cmpq	$32, %rdx
	jbe	.Lshort
	movq	%rdi, %rcx
	subq	%rsi, %rcx
	cmpq	%rdx, %rcx		/* unsigned: to - from < bytes */
	jb	.Lbackward
	movq	-8(%rsi,%rdx), %r8
	leaq	-8(%rdi,%rdx), %r9
	leaq	-1(%rdx), %rcx
	shrq	$3, %rcx
	rep movsq
	movq	%r8, (%r9)
	ret

.Lbackward:
	movq	(%rsi), %r8
	leaq	-1(%rdx), %rcx
	shrq	$3, %rcx
	leaq	-8(%rsi,%rdx), %rsi
	leaq	-8(%rdi,%rdx), %rdi
	std
	rep movsq
	cld
	movq	%r8, (%rax)
	ret

.Lshort:
	cmpl	$16, %edx
	jbe	.Lto16
	movq	(%rsi), %rcx
	movq	8(%rsi), %r8
	movq	-16(%rsi,%rdx), %r9
	movq	-8(%rsi,%rdx), %r10
	movq	%rcx, (%rdi)
	movq	%r8, 8(%rdi)
	movq	%r9, -16(%rdi,%rdx)
	movq	%r10, -8(%rdi,%rdx)
	ret

.Lto16:
	cmpl	$8, %edx
	jb	.Lto7
	movq	(%rsi), %rcx
	movq	-8(%rsi,%rdx), %r8
	movq	%rcx, (%rdi)
	movq	%r8, -8(%rdi,%rdx)
	ret

.Lto7:
	cmpl	$4, %edx
	jb	.Lto3
	movl	(%rsi), %ecx
	movl	-4(%rsi,%rdx), %r8d
	movl	%ecx, (%rdi)
	movl	%r8d, -4(%rdi,%rdx)
	ret

.Lto3:
	testl	%edx, %edx
	jz	.Lnone
	movl	%edx, %r10d
	shrl	$1, %r10d		/* 1: 0, 2 and 3: 1 */
	movzbl	(%rsi), %ecx
	movzbl	(%rsi,%r10), %r9d
	movzbl	-1(%rsi,%rdx), %r8d
	movb	%cl, (%rdi)
	movb	%r9b, (%rdi,%r10)
	movb	%r8b, -1(%rdi,%rdx)
.Lnone:
	ret
SYM_FUNC_END(__memmove)
